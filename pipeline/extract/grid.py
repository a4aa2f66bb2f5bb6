"""Tables from their rules: thin boxes to a grid of cells, merged where rules are missing between them.

Serves text layers and pictures alike: a rule is a thin box in points, however it was found.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.bars import REACH, Bar, bars_across, bars_down, outmost
from pipeline.extract.columns import find_table, is_list_of_values
from pipeline.extract.grown import grow
from pipeline.extract.hang import group_rules
from pipeline.extract.headed import part_header, with_header
from pipeline.extract.lines import (
    BESIDE,
    Row,
    columns_of,
    find_blocks,
    find_rows,
    join_row,
    lines_from_runs,
    split_run,
)
from pipeline.extract.open_grid import find_open_grids
from pipeline.extract.parted import part_cells
from pipeline.extract.repeated import part_repeated
from pipeline.extract.spanning import spread
from pipeline.extract.stacked import part_stacked
from pipeline.extract.stamps import find_stamps, is_stamped, off_stamps
from pipeline.model.document import Cell, Line, Run, Table
from pipeline.model.geometry import BBox

Sides = NDArray[np.float64]
"""The left, upper, right and lower sides of cells, one row each."""

COVER = 0.6
"""A rule parts two cells where it covers this share of the side between them."""
LEAST = 4.0
"""In points, the least width and height of a cell."""
LEAST_FILLED, SHARE_FILLED = 2, 0.2
"""A table has text in at least so many cells, and in this share of them."""


def find_grids(rules: Sequence[BBox]) -> tuple[Table, ...]:
    """Return the tables that rules draw: their cells have boxes and spans, and no text yet.

    A box around text is no table: a table has at least two cells. Missing outer edges are taken from the ends of the
    rules that reach them.

    Args:
        rules: Thin boxes in points of the upright page, across or down, in any order.
    """
    across, down = bars_across(rules), bars_down(rules)
    tables = [_table(*group) for group in group_rules(across, down)]
    found = [table for table in tables if table is not None and len(table.cells) > 1]
    return tuple(sorted(found, key=lambda table: (table.bbox.top, table.bbox.x0)))


def _table(across: Sequence[Bar], down: Sequence[Bar]) -> Table | None:
    """Return the table that rules draw that hang together, or None where they hold no cell."""
    left, right = outmost([bar.begin for bar in across]), -outmost([-bar.end for bar in across])
    top, bottom = outmost([post.begin for post in down]), -outmost([-post.end for post in down])
    columns = _places([post.at for post in down], left, right)
    rows = _places([bar.at for bar in across], top, bottom)
    if len(columns) < 2 or len(rows) < 2:
        return None
    walls = _covered(down, columns, rows)
    floors = _covered(across, rows, columns)

    def joined(row: int, column: int, to_row: int, to_column: int) -> bool:
        if to_row == row:
            return not walls(to_column, row)
        return not floors(to_row, column)

    regions = _regions(len(rows) - 1, len(columns) - 1, joined)
    cells = tuple(
        Cell(
            row, column, last_row - row + 1, last_column - column + 1,
            BBox(columns[column], rows[row], columns[last_column + 1], rows[last_row + 1]), (),
        )
        for row, column, last_row, last_column in sorted(regions)
    )  # fmt: skip
    return _compact(Table(BBox(columns[0], rows[0], columns[-1], rows[-1]), cells))


def _places(found: Sequence[float], first: float, last: float) -> list[float]:
    """Return where the grid's lines lie: the rules, and the ends of the rules across them where no rule is."""
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] > LEAST:
            places.append(place)
    if not places or places[0] - first > max(LEAST, 2 * REACH):
        places.insert(0, first)
    if last - places[-1] > max(LEAST, 2 * REACH):
        places.append(last)
    return places


def _covered(bars: Sequence[Bar], places: Sequence[float], crossing: Sequence[float]) -> Callable[[int, int], bool]:
    """Return a test whether a rule at line ``at`` of the grid covers the side from ``crossing[along]`` to the next."""
    covered: dict[tuple[int, int], float] = {}
    for bar in bars:
        at = min(range(len(places)), key=lambda number: abs(places[number] - bar.at))
        for along in range(len(crossing) - 1):
            shared = min(bar.end, crossing[along + 1]) - max(bar.begin, crossing[along])
            if shared > 0:
                covered[at, along] = covered.get((at, along), 0.0) + shared
    return lambda at, along: covered.get((at, along), 0.0) >= COVER * (crossing[along + 1] - crossing[along])


def _regions(rows: int, columns: int, joined: Callable[[int, int, int, int], bool]) -> list[tuple[int, int, int, int]]:
    """Return rectangles of places that no rule parts: first row, first column, last row, last column.

    What hangs together in another shape is cut into rectangles, row by row.
    """
    taken: set[tuple[int, int]] = set()
    regions = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            last_column = column
            while (
                last_column + 1 < columns
                and (row, last_column + 1) not in taken
                and joined(row, last_column, row, last_column + 1)
            ):
                last_column += 1
            last_row = row
            while (
                last_row + 1 < rows
                and all(
                    joined(last_row, at, last_row + 1, at) and (last_row + 1, at) not in taken
                    for at in range(column, last_column + 1)
                )
                and all(joined(last_row + 1, at, last_row + 1, at + 1) for at in range(column, last_column))
            ):
                last_row += 1
            taken |= {(r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)}
            regions.append((row, column, last_row, last_column))
    return regions


def _compact(table: Table) -> Table:
    """Return the table without rows and columns in which no cell begins: leftovers of rules that part nothing."""
    rows = sorted({cell.row for cell in table.cells})
    columns = sorted({cell.column for cell in table.cells})
    cells = tuple(
        replace(
            cell,
            row=rows.index(cell.row),
            column=columns.index(cell.column),
            row_span=sum(cell.row <= row < cell.row + cell.row_span for row in rows),
            column_span=sum(cell.column <= column < cell.column + cell.column_span for column in columns),
        )
        for cell in table.cells
    )
    return Table(table.bbox, cells)


def fill(table: Table, runs: Sequence[Run], reader: str) -> Table:
    """Return a table with runs laid into its cells; a run over several cells is cut at their walls.

    Args:
        table: As ``find_grids`` gives it.
        runs: All whose middle lies in the table.
        reader: Who read them.
    """
    held: list[list[Run]] = [[] for _ in table.cells]
    sides = np.array([(cell.bbox.x0, cell.bbox.top, cell.bbox.x1, cell.bbox.bottom) for cell in table.cells]).T
    for run in runs:
        for part in split_run(run, _walls(sides, run)):
            held[_cell_of(sides, part)].append(part)
    cells = tuple(
        replace(cell, lines=lines_from_runs(inside, reader)) for cell, inside in zip(table.cells, held, strict=True)
    )
    return replace(table, cells=cells)


def _walls(sides: Sides, run: Run) -> list[float]:
    """Return the walls that a run crosses by more than a hair."""
    x0, top, _, bottom = sides
    middle, hair = run.bbox.middle[1], 0.25 * run.bbox.height
    crossed = (top <= middle) & (middle < bottom) & (run.bbox.x0 + hair < x0) & (x0 < run.bbox.x1 - hair)
    return sorted(x0[crossed].tolist())


def _cell_of(sides: Sides, run: Run) -> int:
    """Return the number of the cell that holds a run's middle, or the nearest."""
    (x0, top, x1, bottom), (x, y) = sides, run.bbox.middle
    aside, above = np.maximum(np.maximum(x0 - x, x - x1), 0.0), np.maximum(np.maximum(top - y, y - bottom), 0.0)
    return int((aside + above).argmin())


def arrange(
    runs: Sequence[Run], rules: Sequence[BBox], width: float, height: float, reader: str
) -> tuple[Line | Table, ...]:
    """Return a page's content in reading order: lines, and tables with or without rules.

    Args:
        runs: All text of the page, upright.
        rules: Thin boxes, across or down, in points of the upright page.
        width: Of the page, in points.
        height: Of the page, in points.
        reader: Who read the runs.
    """
    page = BBox(0, 0, width, height)
    stamps = find_stamps(rules)
    seen = off_stamps([rule for rule in rules if page.holds(*rule.middle)], stamps)
    left = [run for run in runs if not is_stamped(run, stamps)]
    stamped = [run for run in runs if is_stamped(run, stamps)]
    tables: list[Table] = []
    across, down = bars_across(seen), bars_down(seen)
    for grid in find_grids(seen):
        left = _take(grow(with_header(grid, left), across, down, left), left, down, tables, reader)
    free = [rule for rule in seen if not any(table.bbox.holds(*rule.middle) for table in tables)]
    ruled = len(tables)
    for grid in find_open_grids(left, bars_across(free)):
        left = _take(grid, left, down, tables, reader)
    tables = sorted((*tables[:ruled], *map(spread, tables[ruled:])), key=lambda table: table.bbox.top)
    bars = [rule for rule in seen if rule.width >= rule.height]
    content: list[Line | Table] = []
    for table in tables:
        above = [run for run in left if run.bbox.middle[1] < table.bbox.top]
        left = [run for run in left if run.bbox.middle[1] >= table.bbox.top]
        content += _loose(above, bars, reader)
        content.append(table)
    content += _loose(left, bars, reader)
    for line in [join_row(row, reader) for row in find_rows(stamped)]:
        below = (at for at, part in enumerate(content) if part.bbox.top > line.bbox.top)
        content.insert(next(below, len(content)), line)
    return tuple(content)


def _take(grid: Table, runs: Sequence[Run], down: Sequence[Bar], tables: list[Table], reader: str) -> list[Run]:
    """Fill a grid, add the tables that it is, and return the runs that are left."""
    inside = [run for run in runs if grid.bbox.holds(*run.bbox.middle)]
    filled = part_header(part_stacked(fill(part_cells(grid, inside), inside, reader)))
    found = [table for table in part_repeated(filled, down) if _is_table(table)]
    tables += found
    return [run for run in runs if not any(table.bbox.holds(*run.bbox.middle) for table in found)]


def _is_table(table: Table) -> bool:
    """Tell whether a grid holds text as a table does; the grid of a chart has next to none inside."""
    filled = sum(bool(cell.lines) for cell in table.cells)
    return filled >= LEAST_FILLED and filled >= SHARE_FILLED * len(table.cells)


def _loose(runs: Sequence[Run], bars: Sequence[BBox], reader: str) -> list[Line | Table]:
    """Return text outside ruled tables: lines, and tables that only white space makes."""
    content: list[Line | Table] = []
    for block in find_blocks(find_rows(runs, BESIDE), tabular=True):
        table = find_table(block, bars, reader)
        content += [spread(table)] if table is not None else _in_columns(block.rows, bars, reader)
    return content


def _in_columns(rows: Sequence[Row], bars: Sequence[BBox], reader: str) -> list[Line | Table]:
    """Return rows of text as lines, column by column where wide gutters part them, and what of them is a table."""
    content: list[Line | Table] = []
    for block in find_blocks(rows):
        table = find_table(block, bars, reader)
        if table is not None:
            content.append(spread(table))
            continue
        if is_list_of_values(block):
            content += [join_row(row, reader) for row in block.rows]
            continue
        for column in columns_of(block):
            runs = [run for row in column for run in row]
            content += [join_row(row, reader) for row in find_rows(runs)]
    return content
