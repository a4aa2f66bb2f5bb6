"""The header of a ruled table whose own rules were not found: pale rules on a shaded ground are lost in a scan.

Then it stands above the table that the other rules draw, or in one row with the first row below it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.extract.lines import BESIDE, Row, edges_of, find_rows
from pipeline.model.document import Cell, Line, Run, Table
from pipeline.model.geometry import BBox

COLUMNS = 3
"""In fewer columns text stands by chance."""
NAMED = 2 / 3
"""A header names so large a share of the columns."""
LINES = 5
"""A header has so many lines at most."""
NEAR = 1.5
"""So far apart lines of a header stand at most, and the last one above the table, in heights of a line."""
SIDE = 4.0
"""So far, in points, text may reach over the sides of a table."""


def with_header(table: Table, runs: Sequence[Run]) -> Table:
    """Return a table with the row of names that stands right above it, where its columns show that there is one.

    Every line of the names leaves the walls of the columns free; a heading above the table does not.

    Args:
        table: A grid of rules, without text.
        runs: All text that may stand above it.
    """
    walls = walls_of(table)
    if len(walls) <= COLUMNS:
        return table
    above = [
        run
        for run in runs
        if run.bbox.middle[1] < table.bbox.top and walls[0] - SIDE <= run.bbox.x0 and run.bbox.x1 <= walls[-1] + SIDE
    ]
    rows = _near(find_rows(above, BESIDE), walls, table.bbox.top)
    named = {sum(run.bbox.middle[0] > wall for wall in walls[1:-1]) for row in rows for run in row}
    if not 0 < len(rows) <= LINES or len(named) < NAMED * (len(walls) - 1):
        return table
    top = min(run.bbox.top for row in rows for run in row)
    header = [
        Cell(0, at, 1, 1, BBox(left, top, right, table.bbox.top), ())
        for at, (left, right) in enumerate(pairwise(walls))
    ]
    body = [replace(cell, row=cell.row + 1) for cell in table.cells]
    return Table(BBox(table.bbox.x0, top, table.bbox.x1, table.bbox.bottom), (*header, *body))


def walls_of(table: Table) -> list[float]:
    """Return where the columns of a table begin, and where the last one ends."""
    begins = {
        column: median(cell.bbox.x0 for cell in table.cells if cell.column == column)
        for column in {cell.column for cell in table.cells}
    }
    return [*(begins[column] for column in sorted(begins)), table.bbox.x1]


def _near(rows: Sequence[Row], walls: Sequence[float], top: float) -> list[Row]:
    """Return the rows of text above a place that follow each other closely and cross no wall, from the last one up."""
    found: list[Row] = []
    for row in reversed(rows):
        height = median(run.bbox.height for run in row)
        if top - max(run.bbox.bottom for run in row) > NEAR * height or any(crosses(run, walls) for run in row):
            break
        found.append(row)
        top = min(top, *(run.bbox.top for run in row))
    return found


def crosses(run: Run, walls: Sequence[float]) -> bool:
    """Tell whether a run has ink at a wall inside the table."""
    inside = [wall for wall in walls[1:-1] if run.bbox.x0 + HAIR < wall < run.bbox.x1 - HAIR]
    letters = list(zip(run.text, pairwise(edges_of(run)), strict=True)) if inside else []
    return any(begin < wall <= end and not one.isspace() for wall in inside for one, (begin, end) in letters)


HAIR = 1.0
"""Text that ends, or begins, so few points beyond a wall does not cross it."""


def part_header(table: Table) -> Table:
    """Return a table whose first row is two where it holds the names of the columns and a row below them.

    The names stand in the middle of their cells, across and as high as each other; the row below begins in all columns
    at one height, and has text that does not stand in the middle.

    Args:
        table: A ruled table with its text, on a level page.
    """
    first = [cell for cell in table.cells if cell.row == 0]
    filled = [cell for cell in first if cell.lines]
    if len(filled) < COLUMNS or any(cell.row_span > 1 or cell.column_span > 1 for cell in first):
        return table
    heights = sorted({line.bbox.middle[1] for cell in filled for line in cell.lines})
    for place in (sum(pair) / 2 for pair in pairwise(heights)):
        halves = [_cut(cell, place) for cell in first]
        if _is_header(filled, [pair for pair in halves if any(pair)]):
            floor = _floor(halves)
            upper = [
                _part(cell, 0, cell.bbox.top, floor, above) for cell, (above, _) in zip(first, halves, strict=True)
            ]
            lower = [
                _part(cell, 1, floor, cell.bbox.bottom, below) for cell, (_, below) in zip(first, halves, strict=True)
            ]
            others = [replace(cell, row=cell.row + 1) for cell in table.cells if cell.row > 0]
            return replace(table, cells=(*upper, *lower, *others))
    return table


Lines = tuple[Line, ...]
Halves = tuple[Lines, Lines]
"""The lines of a cell above a place and below it."""

BOTH = 0.8
"""So large a share of the cells has text of the header and of the row below it."""
LEVEL = 0.6
"""So far apart, in heights of a line, stand lines that are as high as each other: marks make a line's ink higher."""
MIDDLE = 0.08
"""So far, in widths of a cell, text in the middle of it stands off the middle."""


def _cut(cell: Cell, place: float) -> Halves:
    above = tuple(line for line in cell.lines if line.bbox.middle[1] < place)
    return above, cell.lines[len(above) :]


def _part(cell: Cell, row: int, top: float, bottom: float, lines: Lines) -> Cell:
    return replace(cell, row=row, bbox=BBox(cell.bbox.x0, top, cell.bbox.x1, bottom), lines=lines)


def _is_header(cells: Sequence[Cell], halves: Sequence[Halves]) -> bool:
    """Tell whether the lines above a place are names of columns, and those below it a row."""
    both = [(cell, above, below) for cell, (above, below) in zip(cells, halves, strict=True) if above and below]
    if len(both) < max(COLUMNS, BOTH * len(cells)):
        return False
    near = LEVEL * median(line.bbox.height for _, above, below in both for line in (*above, *below))
    bottom = max(line.bbox.bottom for _, above, _ in both for line in above)
    top = min(line.bbox.top for _, _, below in both for line in below)
    middles = [(above[0].bbox.middle[1] + above[-1].bbox.middle[1]) / 2 for _, above, _ in both]
    begins = [below[0].bbox.middle[1] for _, _, below in both]
    return (
        bottom - top < near / 2
        and max(middles) - min(middles) < near
        and max(begins) - min(begins) < near
        and all(_is_centred(cell, above) for cell, above, _ in both)
        and not all(_is_centred(cell, below) for cell, _, below in both)
    )


def _is_centred(cell: Cell, lines: Lines) -> bool:
    box = cell.bbox
    return all(abs(line.bbox.middle[0] - box.middle[0]) < max(SIDE, MIDDLE * box.width) for line in lines)


def _floor(halves: Sequence[Halves]) -> float:
    """Return the height half-way between what is above and what is below."""
    bottom = max(line.bbox.bottom for above, _ in halves for line in above)
    return (bottom + min(line.bbox.top for _, below in halves for line in below)) / 2
