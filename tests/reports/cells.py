"""The cells of a made document's tables, whole and page by page, from the lines found on its pages."""

import unicodedata
from collections import defaultdict
from typing import Any

from tests.reports.blocks import Table, grid


def is_base(char: str) -> bool:
    """Tell whether a character is a letter or a digit: marks and signs stand out of order in many PDFs."""
    return unicodedata.category(char)[0] in "LN"


def whole(number: int, table: Table, pages: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a table's cells, whole, with the places of their ink."""
    places = defaultdict(list)
    for page in pages:
        for line in page["lines"]:
            if line.get("table") == number:
                places[line["row"], line["column"]].append({"page": page["page"], "box": line["box"]})
    cells = [
        {
            "row": row,
            "column": column,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
            "text": cell.text.replace("**", ""),
            "places": places[row, column],
        }
        for row, column, cell in grid(table)
    ]
    return {"table": number, "header_rows": table.header_rows, "rules": table.rules, "cells": cells}


def by_page(tables: list[Table], page: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the tables as they stand on one page: rows counted from 0 there, text only of that page."""
    found = []
    for number, table in enumerate(tables):
        lines = defaultdict(list)
        for line in page["lines"]:
            if line.get("table") == number:
                lines[line["row"], line["column"]].append(line["text"])
        tall = {(r, c) for r, c, cell in grid(table) if cell.row_span > 1}
        rows = {row for row, column in lines if (row, column) not in tall} | {r for r, c in lines if (r, c) in tall}
        if not rows - set(range(table.header_rows)):
            continue
        order = {row: i for i, row in enumerate(sorted(rows))}
        cells = []
        for row, column, cell in grid(table):
            here = [r for r in range(row, row + cell.row_span) if r in order]
            if here:
                cells.append(
                    {
                        "row": order[here[0]],
                        "column": column,
                        "row_span": len(here),
                        "column_span": cell.column_span,
                        "text": "\n".join(lines[row, column]) if any(map(is_base, cell.text)) else cell.text,
                    }
                )
        found.append({"page": page["page"], "table": number, "cells": cells})
    return found
