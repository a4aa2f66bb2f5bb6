"""Rows of a table that has rules down and none across: its columns hold their numbers one below the other.

All rows then stand in one cell of each column. Where every column but one, which holds the names, has one line for each
number, and these lines stand beside each other, they are the rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model.document import Cell, Line, Table
from pipeline.model.geometry import BBox

_NUMBER = re.compile(r"(?P<digits>[0-9๐-๙][0-9๐-๙,]*(?:\.(?P<decimals>[0-9๐-๙]+))?\s*%?)|[-–—]")
BESIDE = 0.5
"""Lines of a row stand within so much of a line's height."""


def part_stacked(table: Table) -> Table:
    """Return a ruled table in which no row holds the numbers of several rows.

    Args:
        table: A grid of rules with its text.
    """
    cells: list[Cell] = []
    added = 0
    for row in sorted({cell.row for cell in table.cells}):
        here = [cell for cell in table.cells if cell.row == row]
        crossed = any(cell.row <= row < cell.row + cell.row_span for cell in table.cells if cell not in here)
        middles = () if crossed or any(cell.row_span > 1 for cell in here) else _middles(here)
        moved = [replace(cell, row=row + added) for cell in here]
        if middles:
            moved = [part for cell in _parted(moved, middles) for part in cell]
            added += len(middles) - 1
        cells += moved
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _middles(row: Sequence[Cell]) -> tuple[float, ...]:
    """Return how high up the rows stand that a row of cells holds; none where it is one row."""
    named, *others = sorted(row, key=lambda cell: -len(cell.lines))
    numbers = next((cell for cell in others if _is_numbers(cell)), None)
    if numbers is None or len(named.lines) < len(numbers.lines):
        return ()
    middles = tuple(line.bbox.middle[1] for line in numbers.lines)
    return middles if all(_stands_beside(cell, numbers) for cell in others) else ()


def _is_numbers(cell: Cell) -> bool:
    """Tell whether a cell holds several numbers of as many decimals: the rest of a wrapped number has none."""
    found = [_NUMBER.fullmatch(line.text) for line in cell.lines]
    decimals = {len(one["decimals"] or "") for one in found if one and one["digits"]}
    return len(found) > 1 and all(found) and len(decimals) == 1


def _stands_beside(cell: Cell, numbers: Cell) -> bool:
    """Tell whether a cell has one line beside each number of another."""
    return len(cell.lines) == len(numbers.lines) and all(
        abs(line.bbox.middle[1] - number.bbox.middle[1]) < BESIDE * number.bbox.height
        for line, number in zip(cell.lines, numbers.lines, strict=True)
    )


def _parted(row: Sequence[Cell], middles: Sequence[float]) -> Iterator[list[Cell]]:
    """Yield each cell as one for every number beside it."""
    named = max(row, key=lambda cell: len(cell.lines))
    height = named.lines[0].bbox.height
    from_the_top = abs(named.lines[0].bbox.middle[1] - middles[0]) < BESIDE * height
    groups = {cell.column: _groups(cell.lines, middles, height, from_the_top=from_the_top) for cell in row}
    ends = [max(line.bbox.bottom for own in groups.values() for line in own[at]) for at in range(len(middles))]
    starts = [min(line.bbox.top for own in groups.values() for line in own[at]) for at in range(len(middles))]
    floors = [(above + below) / 2 for above, below in zip(ends, starts[1:], strict=False)]
    for cell in row:
        edges = [cell.bbox.top, *floors, cell.bbox.bottom]
        yield [
            replace(cell, row=cell.row + at, bbox=BBox(cell.bbox.x0, top, cell.bbox.x1, bottom), lines=tuple(lines))
            for at, ((top, bottom), lines) in enumerate(zip(pairwise(edges), groups[cell.column], strict=True))
        ]


def _groups(lines: Sequence[Line], middles: Sequence[float], height: float, *, from_the_top: bool) -> list[list[Line]]:
    """Return a cell's lines by the number that they belong to.

    Names of several lines begin beside their number where the first one does; otherwise they stand around it.
    """
    groups: list[list[Line]] = [[] for _ in middles]
    for line in lines:
        middle = line.bbox.middle[1]
        begun = [at for at, number in enumerate(middles) if number < middle + BESIDE * height]
        nearest = min(range(len(middles)), key=lambda at: abs(middles[at] - middle))
        groups[begun[-1] if from_the_top and begun else nearest].append(line)
    return groups
