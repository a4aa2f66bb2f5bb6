"""Tables as CSV that opens right in Excel and runs nothing there.

Texts are written as ``formula`` tells. Numbers and dates are never changed. Parquet holds every text as it is.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipeline.schema import TableSchema
from pipeline.store.formula import escape_formula, printable


def to_csv(table: TableSchema, rows: pa.Table) -> bytes:
    """Return rows as CSV: UTF-8 with BOM, CRLF, empty for unknown, ISO dates, lists one per line."""
    columns = [rows.column(name).to_pylist() for name in table.column_names]
    return write_csv(table.column_names, zip(*columns, strict=True))


def write_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows of values as CSV in the same form.

    Args:
        names: Of the columns.
        rows: The values of each row, as many as there are columns.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:  # noqa: ANN401 - a cell of any of the schema's types
    match value:
        case None:
            return ""
        case str():
            return escape_formula(printable(value))
        case list():
            return escape_formula(printable("\n".join(value)))
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
