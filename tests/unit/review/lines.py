"""Builders for tests of corrections: a line of the file, and rows as they are published."""

from pipeline.model.correction import CorrectionLine
from pipeline.review.corrections import understand
from pipeline.schema import load_tables

REPORT_ID = "0123456789abcdef"
AGENCY = "เทศบาลตำบลบ้านใหม่"
COLUMNS = {table.name: table.column_names for table in load_tables()}


def line(line_no=2, trouble="", **cells):
    """Return a line about the score of E9 of the public part, or about what ``cells`` say."""
    told = {
        "report_id": REPORT_ID,
        "table": "question_scores",
        "row_key": "public E9",
        "column": "score",
        "value": "99.52",
        "corrected_by": "สมชาย",
        "corrected_at": "2026-11-22",
    }
    return CorrectionLine(line_no, {**told, **{name: str(cell) for name, cell in cells.items()}}, trouble)


def correction(line_no=2, **cells):
    """Return what such a line says."""
    ((one,), rejected) = understand([line(line_no, **cells)])
    assert not rejected
    return one


def row(table, **cells):
    """Return a published row of the report with these cells, the others empty."""
    known = {"report_id": REPORT_ID, "source_path": "a.pdf", "assessed_fy_be": 2568, "agency_name": AGENCY}
    return {**dict.fromkeys(COLUMNS[table]), **known, **cells}


def place(page, top, *, left=100.0, width=40.0, height=12.0):
    """Return the cells of a row or a line that is printed there."""
    return {"page": page, "x0": left, "y0": top, "x1": left + width, "y1": top + height}
