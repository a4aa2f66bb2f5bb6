"""Tables of the same columns below each other, with a line of text between them, that only look like one.

Where a table has no outer edges, the heading of a group of its rows and a heading between two tables are drawn alike: a
row without walls. Two tables both begin with the names of their columns.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.bars import REACH, Bar
from pipeline.model.document import Cell, Table
from pipeline.model.geometry import enclose

LEAST, SHARE = 3, 0.7
"""So many names of columns at least, and such a share of them, stand again below a heading between two tables."""


def part_repeated(table: Table, down: Sequence[Bar]) -> tuple[Table, ...]:
    """Return the tables that a table falls into: one, or more where its first row stands again below a heading.

    Args:
        table: With its text.
        down: The rules down the page; where one runs along its side past a heading, the heading is a row of the table.
    """
    names = _texts(table, 0)
    headings = [
        cell.row
        for cell in table.cells
        if cell.column_span == table.column_count and not _has_sides(cell, down) and _again(names, table, cell.row + 1)
    ]
    starts = [0, *(row + 1 for row in headings)]
    ends = [*headings, table.row_count]
    return tuple(_rows(table, start, end) for start, end in zip(starts, ends, strict=True)) if headings else (table,)


def _texts(table: Table, row: int) -> dict[int, str]:
    """Return the text of a row's cells by column, without white space."""
    cells = (cell for cell in table.cells if cell.row == row)
    return {cell.column: text for cell in cells if (text := "".join(cell.raw.split()))}


def _again(names: dict[int, str], table: Table, row: int) -> bool:
    """Tell whether a row holds the names of the columns."""
    here = _texts(table, row)
    same = sum(here.get(column) == name for column, name in names.items())
    return len(names) >= LEAST and same >= max(LEAST, SHARE * len(names))


def _has_sides(cell: Cell, down: Sequence[Bar]) -> bool:
    """Tell whether a rule runs along one side of a cell."""
    sides, middle = (cell.bbox.x0, cell.bbox.x1), cell.bbox.middle[1]
    return any(post.begin <= middle <= post.end and abs(post.at - side) <= REACH for post in down for side in sides)


def _rows(table: Table, start: int, end: int) -> Table:
    """Return some rows of a table as a table."""
    cells = tuple(replace(cell, row=cell.row - start) for cell in table.cells if start <= cell.row < end)
    return Table(enclose(cell.bbox for cell in cells), cells)
