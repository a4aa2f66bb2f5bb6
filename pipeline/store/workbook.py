"""Tables as sheets of one Excel workbook, for people; the same rows give the same bytes."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import xlsxwriter

from pipeline.schema import TableSchema, Type
from pipeline.store.formula import escape_formula, printable

MAX_CHARACTERS = 32_767
"""Excel's own limit for a cell; a longer text is cut, and says so."""
MAX_ROWS = 1_048_576
"""Excel's own limit for a sheet; a longer table is cut, and its last row says so."""
CUT = " … [cut: the whole text is in the CSV and Parquet files]"
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The workbook's date: always the same, so that the same rows give the same bytes."""
WIDTHS = {Type.TEXT: 24, Type.LIST: 40}
"""Widths of columns in characters; the others get ``WIDTH``."""
WIDTH = 12


def to_workbook(tables: Sequence[tuple[TableSchema, pa.Table]]) -> bytes:
    """Return tables as an xlsx file with a sheet for each.

    No cell is a formula or a link: texts are written as texts, those that look like formulas with Excel's own mark
    for that, so that editing them does not turn them into one.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": "ITA", "created": CREATED.replace(tzinfo=None)})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "text": book.add_format({"text_wrap": False, "valign": "top"}),
            "quoted": book.add_format({"quote_prefix": True, "valign": "top"}),
            "score": book.add_format({"num_format": "0.00", "valign": "top"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "number": book.add_format({"valign": "top"}),
        }
        for table, rows in tables:
            _sheet(book.add_worksheet(table.name), table, rows, formats)
    return buffer.getvalue()


def _sheet(sheet: Any, table: TableSchema, rows: pa.Table, formats: dict[str, Any]) -> None:  # noqa: ANN401 - untyped
    """Fill one sheet: a row of names that stays in sight, then the rows."""
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, WIDTHS.get(column.type, WIDTH))
        sheet.write_string(0, place, column.name, formats["head"])
        for row, value in enumerate(rows.column(column.name).slice(0, MAX_ROWS - 2).to_pylist(), 1):
            _cell(sheet, row, place, value, formats)
    sheet.autofilter(0, 0, min(rows.num_rows, MAX_ROWS - 2), len(table.columns) - 1)
    if rows.num_rows > MAX_ROWS - 2:
        sheet.write_string(MAX_ROWS - 1, 0, CUT, formats["text"])


def _cell(sheet: Any, row: int, place: int, value: Any, formats: dict[str, Any]) -> None:  # noqa: ANN401 - untyped
    match value:
        case None:
            return
        case date():
            sheet.write_datetime(row, place, datetime.combine(value, datetime.min.time()), formats["date"])
        case Decimal():
            sheet.write_number(row, place, float(value), formats["score"])
        case int() | float():
            sheet.write_number(row, place, value, formats["number"])
        case _:
            text = printable(value if isinstance(value, str) else "\n".join(value))
            if len(text) > MAX_CHARACTERS:
                text = text[: MAX_CHARACTERS - len(CUT)] + CUT
            style = "text" if escape_formula(text) == text else "quoted"
            sheet.write_string(row, place, text, formats[style])
