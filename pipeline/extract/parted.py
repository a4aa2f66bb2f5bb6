"""Cells that a worn rule no longer parts: their text stands in the table's columns, with paper between them.

A rule that is there for other rows of a table and not for this one either has faded, or the cell is merged. Words of a
merged cell take no notice of the columns; those of two cells leave the column's edge free in every line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.extract.lines import edges_of, find_rows
from pipeline.model.document import Cell, Run, Table
from pipeline.model.geometry import BBox

LINES = 2
"""So many lines with text on both sides of an edge, and none across it, are text of two cells; one may be chance."""


def part_cells(table: Table, runs: Sequence[Run]) -> Table:
    """Return a table in which no cell over several columns holds text of several cells.

    Args:
        table: A grid of rules.
        runs: The text in it.
    """
    edges = {
        column: median(cell.bbox.x0 for cell in table.cells if cell.column == column)
        for column in {cell.column for cell in table.cells}
    }
    cells = [part for cell in table.cells for part in _parts(cell, edges, runs)]
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _parts(cell: Cell, edges: dict[int, float], runs: Sequence[Run]) -> Iterator[Cell]:
    """Yield a cell, or the cells that it falls into."""
    inner = [column for column in range(cell.column + 1, cell.column + cell.column_span) if column in edges]
    rows = find_rows([run for run in runs if cell.bbox.holds(*run.bbox.middle)]) if inner else []
    cuts = [column for column in inner if _stands_apart(rows, edges[column])]
    for first, last in pairwise((cell.column, *cuts, cell.column + cell.column_span)):
        x0 = cell.bbox.x0 if first == cell.column else edges[first]
        x1 = cell.bbox.x1 if last == cell.column + cell.column_span else edges[last]
        box = BBox(x0, cell.bbox.top, x1, cell.bbox.bottom)
        yield replace(cell, column=first, column_span=last - first, bbox=box)


def _stands_apart(rows: Sequence[Sequence[Run]], place: float) -> bool:
    """Tell whether text stands on both sides of a place in several lines, and none stands across it."""
    if any(_is_across(run, place) for row in rows for run in row):
        return False
    both = [row for row in rows if row[0].bbox.x0 < place < max(run.bbox.x1 for run in row)]
    return len(both) >= LINES


def _is_across(run: Run, place: float) -> bool:
    """Tell whether a run has ink at a place."""
    edges = edges_of(run)
    return any(
        left < place < right and not one.isspace() for one, (left, right) in zip(run.text, pairwise(edges), strict=True)
    )
