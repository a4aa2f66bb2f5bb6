"""How exactly one page was taken apart: is it upright and level, are its lines lines, are its cells where they belong.

The truth is of the born-digital page (``NAME.lines.json``); what was done to the page when it was worn
(``NAME.PROFILE.json``) says where each of its places lies on the scan.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pipeline.model.document import Cell, Page
from pipeline.model.geometry import BBox, enclose

SAME = 0.6
"""A line that was found is a line of the truth where they share so much of the lower one's height."""
ENDS, SIGNS = 8.0, 40.0
"""Points by which their ends may differ, and where the text ends with signs, which the truth's box leaves out."""
MARGIN = 0.12
"""Left and right of the text, in widths of the page."""

Json = dict[str, Any]
Placed = tuple[Json, BBox]
"""A line of the truth, and where it stands on the upright page."""


@dataclass(slots=True)
class PageCount:
    """What was counted on pages: of each kind of thing how many are right, and all."""

    right: Counter[str] = field(default_factory=Counter)
    every: Counter[str] = field(default_factory=Counter)
    skew: list[float] = field(default_factory=list)
    """Degrees that each page is still off the level."""
    wrong: list[str] = field(default_factory=list)
    """What is not right, and where."""

    def count(self, name: str, *, right: bool) -> None:
        """Count a thing."""
        self.every[name] += 1
        self.right[name] += right


def born_digital(page: Json) -> Json:
    """Return the record of a page to which nothing was done."""
    return {
        "page": page["page"], "rotation": 0, "matrix": [1, 0, 0, 0, 1, 0],
        "width": page["width"], "height": page["height"],
    }  # fmt: skip


def count_page(found: PageCount, page: Page | None, worn: Json, truth: Json) -> None:
    """Compare a page with the truth.

    Args:
        found: Is added to.
        page: As it was read; None where it could not be.
        worn: What was done to it.
        truth: Lines and tables of all pages of its document.
    """
    where = f"page {worn['page']}"
    upright = page is not None and page.rotation == worn["rotation"]
    found.count("pages upright", right=upright)
    if page is not None and upright:
        found.skew.append(abs(page.skew_deg - _skew(worn)))
        if found.skew[-1] > 0.06:
            found.wrong.append(f"{where}: skew {page.skew_deg:.2f}, not {_skew(worn):.2f}")
    else:
        found.wrong.append(f"{where}: turned by {page.rotation if page else 'nothing'}, not {worn['rotation']}")
        page = None
    lines = lines_on(worn, truth)
    _count_lines(found, page, lines, where)
    tables = [table for table in truth["page_tables"] if table["page"] == worn["page"]]
    for at in range(max(len(tables), len(page.tables) if page else 0)):
        found.count("tables that are none", right=at >= len(tables))
    unclear = contradictory(truth)
    for table in tables:
        if table["table"] in unclear:
            found.right["cells without clear truth"] += sum(bool(cell["text"].strip()) for cell in table["cells"])
        else:
            count_cells(found, page, table, lines, where)


def contradictory(truth: Json) -> set[int]:
    """Return the numbers of the tables whose truth contradicts itself.

    Letters of a PDF are matched with the text that was laid out; where cells hold the same text, or the rests of a row
    on the next page begin alike, some are matched with the wrong cell. Then a line of a column stands right of one of a
    later column, or a line of a row below one of a later row.
    """
    spans = {(table["table"], cell["row"], cell["column"]): (cell["row_span"], cell["column_span"])
             for table in truth["tables"] for cell in table["cells"]}  # fmt: skip
    found: set[int] = set()
    for page in truth["pages"]:
        columns: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        rows: dict[tuple[int, int], dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        for line in page["lines"]:
            if "table" not in line:
                continue
            table, row, column = line["table"], line["row"], line["column"]
            x0, top, x1, bottom = line["box"]
            if spans[table, row, column][1] == 1:
                columns[table][column].append((x0 + x1) / 2)
            if spans[table, row, column][0] == 1:
                rows[table, column][row].append((top + bottom) / 2)
        found |= {table for table, places in columns.items() if not _ascends(places)}
        found |= {table for (table, _), places in rows.items() if not _ascends(places)}
    return found


def _ascends(places: dict[int, list[float]]) -> bool:
    """Tell whether all places of a column, or a row, lie before those of the next."""
    ordered = [places[at] for at in sorted(places)]
    return all(max(before) < min(after) for before, after in itertools.pairwise(ordered))


def _count_lines(found: PageCount, page: Page | None, lines: Sequence[Placed], where: str) -> None:
    read = list(page.every_line()) if page else []
    for line, box in lines:
        match = sum(same_line(one.bbox, box, line["text"]) for one in read)
        found.count("lines", right=match == 1)
        if match != 1:
            found.wrong.append(f"{where}: {match} lines for {line['text']!r} at {box.x0:.0f},{box.top:.0f}")


def count_cells(found: PageCount, page: Page | None, table: Json, lines: Sequence[Placed], where: str) -> None:
    """Compare the cells of a table that hold text with the cells that were found where their lines stand.

    A cell is right where all its lines stand in one cell that was found, which has its row, column and spans; it is
    right with its text where that is the same too, white space aside.
    """
    for cell, boxes in _places(table, lines):
        under = {_cell_at(page, *box.middle) for box in boxes} if page else {None}
        one = next(iter(under)) if len(under) == 1 else None
        right = one is not None and all(
            getattr(one, name) == cell[name] for name in ("row", "column", "row_span", "column_span")
        )
        same = one is not None and "".join(one.text.split()) == "".join(cell["text"].split())
        found.count("cells", right=right)
        found.count("cells with text", right=right and same)
        if right:
            continue
        seen = [(c.row, c.column, c.row_span, c.column_span) if c else None for c in under]
        place = (cell["row"], cell["column"], cell["row_span"], cell["column_span"])
        found.wrong.append(f"{where}: cell {place} {cell['text'][:20]!r} found as {seen}")


def lines_on(worn: Json, truth: Json) -> list[Placed]:
    """Return the lines of a page, and where they stand on it."""
    pages = (page for page in truth["pages"] if page["page"] == worn["page"])
    return [(line, on_scan(line["box"], worn)) for page in pages for line in page["lines"]]


def _places(table: Json, lines: Sequence[Placed]) -> Iterator[tuple[Json, list[BBox]]]:
    """Pair the cells of a table on one page with the boxes of their lines, column by column."""
    rows: dict[int, dict[int, list[BBox]]] = defaultdict(dict)
    for line, box in lines:
        if line.get("table") == table["table"]:
            rows[line["column"]].setdefault(line["row"], []).append(box)
    columns: dict[int, list[Json]] = defaultdict(list)
    for cell in drawn(table["cells"]):
        if cell["text"].strip():
            columns[cell["column"]].append(cell)
    for column, cells in columns.items():
        groups = [rows[column][row] for row in sorted(rows[column])]
        if len(groups) == len(cells):
            yield from zip(sorted(cells, key=lambda cell: cell["row"]), groups, strict=True)


def drawn(cells: Sequence[Json]) -> list[Json]:
    """Return a table's cells on one page without the rows that are not drawn there.

    A merged cell may go on where the row that it begins in has ended on the page before: nothing else of that row is
    left, and no rule parts it from the next.
    """
    filled = [cell for cell in cells if cell["text"].strip()]
    gone = {cell["row"] for cell in filled if cell["row_span"] > 1}
    gone -= {cell["row"] for cell in filled if cell["row_span"] == 1}
    return [
        cell | {"row": cell["row"] - sum(row < cell["row"] for row in gone), "row_span": span}
        for cell in cells
        if (span := cell["row_span"] - sum(cell["row"] <= row < cell["row"] + cell["row_span"] for row in gone))
    ]


def _cell_at(page: Page, x: float, y: float) -> Cell | None:
    """Return the cell at a place; where boxes overlap, as on a page that is not level, the one with text there."""
    cells = [cell for table in page.tables for cell in table.cells if cell.bbox.holds(x, y)]
    with_text = (cell for cell in cells if any(line.bbox.holds(x, y) for line in cell.lines))
    return next(with_text, cells[0] if cells else None)


def on_scan(box: Sequence[float], worn: Json) -> BBox:
    """Return where a box of the born-digital page stands on the upright scan."""
    a, b, c, d, e, f = worn["matrix"]
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    points = [_upright(a * x + b * y + c, d * x + e * y + f, worn) for x, y in corners]
    return enclose(BBox(x, y, x, y) for x, y in points)


def _upright(x: float, y: float, worn: Json) -> tuple[float, float]:
    width, height = worn["width"], worn["height"]
    return {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[worn["rotation"]]


def _skew(worn: Json) -> float:
    """Return by how many degrees lines of the upright scan fall to the right, from one margin to the other.

    A page that is bent at its spine has lines that fall, or rise, towards its left edge on top of that.
    """
    first, second = on_scan([0, 0, 0, 0], worn), on_scan([100, 0, 100, 0], worn)
    width = worn["height"] if worn["rotation"] in (90, 270) else worn["width"]
    bent = worn.get("curl_pt", 0.0) * ((1 - MARGIN) ** 3 - MARGIN**3) / (width * (1 - 2 * MARGIN))
    return float(np.degrees(np.arctan2(second.top - first.top, second.x0 - first.x0) + bent))


def same_line(found: BBox, true: BBox, text: str) -> bool:
    """Tell whether two boxes are of one line."""
    shared = min(found.bottom, true.bottom) - max(found.top, true.top)
    first, last = (ENDS if sign.isalnum() else SIGNS for sign in (text[:1], text[-1:]))
    return (
        abs(found.x0 - true.x0) < first
        and abs(found.x1 - true.x1) < last
        and shared > SAME * min(found.height, true.height)
    )
