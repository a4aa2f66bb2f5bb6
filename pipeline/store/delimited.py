"""Tables as CSV that opens right in Excel and runs nothing there.

A text that a spreadsheet would take for a formula begins with an apostrophe more than it has: ``=1+1`` is written
``'=1+1``, and ``'=1+1`` is written ``''=1+1``. Reading reverses it: where apostrophes stand before such a sign, take
one away (``unescape_formula``). Numbers and dates are never changed. Control characters, which neither CSV readers nor
Excel can hold, are shown as their pictures (U+2400 and on). Parquet holds every text as it is.
"""

import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipeline.schema import TableSchema

_SIGNS = "[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]"  # the last four are the wide forms, which some Excels take too
_FORMULA = re.compile(f"'*{_SIGNS}")
_ESCAPED = re.compile(f"'+{_SIGNS}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def to_csv(table: TableSchema, rows: pa.Table) -> bytes:
    """Return rows as CSV: UTF-8 with BOM, CRLF, empty for unknown, ISO dates, lists one per line."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.column_names)
    columns = [rows.column(name).to_pylist() for name in table.column_names]
    writer.writerows([_cell(value) for value in row] for row in zip(*columns, strict=True))
    return buffer.getvalue().encode("utf-8-sig")


def escape_formula(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula.

    Examples:
        >>> escape_formula("=1+1"), escape_formula("'=1+1"), escape_formula("'s")
        ("'=1+1", "''=1+1", "'s")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Return the text that ``escape_formula`` was given."""
    return text[1:] if _ESCAPED.match(text) else text


def printable(text: str) -> str:
    """Return a text with its control characters shown as pictures; line breaks and tabs stay."""
    return _CONTROL.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x7F:
        return "\u2421"
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


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
