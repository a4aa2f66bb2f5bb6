"""Rows at the foot or the head of a table whose last rule is not on the page: only the walls between columns go on."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.bars import Bar
from pipeline.extract.headed import crosses, walls_of
from pipeline.model.document import Cell, Run, Table
from pipeline.model.geometry import BBox

FARTHER = 20.0
"""So far, in points, a wall goes on at least where a row does: more than a rule overshoots."""
NEAR = 3.0
"""So near, in points, to the edge of a column its wall stands, and to the edge of a row its rule."""


def grow(table: Table, bars: Sequence[Bar], posts: Sequence[Bar], runs: Sequence[Run]) -> Table:
    """Return a table with the row below its last rule, and the one above its first, where walls go on around text.

    No text may stand across the walls. Where no rule parts what goes on from the table, it belongs to the row there.

    Args:
        table: A grid of rules, without text.
        bars: All rules across.
        posts: All rules down.
        runs: All text that may belong to it.
    """
    walls = walls_of(table)
    inner = [post for post in posts if any(abs(post.at - wall) < NEAR for wall in walls[1:-1])]
    inner = [post for post in inner if post.begin < table.bbox.bottom and post.end > table.bbox.top]
    if not inner:
        return table
    top, bottom = min(post.begin for post in inner), max(post.end for post in inner)
    box = table.bbox
    if bottom > box.bottom + FARTHER and _is_row(runs, walls, box.bottom, bottom):
        last = _row(walls, table.row_count, box.bottom, bottom) if _is_ruled(bars, box.bottom) else []
        cells = [_ending(cell, bottom) if not last and cell.bbox.bottom == box.bottom else cell for cell in table.cells]
        table = Table(replace(box, bottom=bottom), (*cells, *last))
    if top < box.top - FARTHER and _is_ruled(bars, box.top) and _is_row(runs, walls, top, box.top):
        below = [replace(cell, row=cell.row + 1) for cell in table.cells]
        table = Table(replace(table.bbox, top=top), (*_row(walls, 0, top, box.top), *below))
    return table


def _is_ruled(bars: Sequence[Bar], height: float) -> bool:
    return any(abs(bar.at - height) < NEAR for bar in bars)


def _ending(cell: Cell, bottom: float) -> Cell:
    return replace(cell, bbox=replace(cell.bbox, bottom=bottom))


def _row(walls: Sequence[float], number: int, top: float, bottom: float) -> list[Cell]:
    return [
        Cell(number, at, 1, 1, BBox(left, top, right, bottom), ()) for at, (left, right) in enumerate(pairwise(walls))
    ]


def _is_row(runs: Sequence[Run], walls: Sequence[float], top: float, bottom: float) -> bool:
    """Tell whether the text between two heights stands in the columns of a table."""
    inside = [run for run in runs if top < run.bbox.middle[1] < bottom and walls[0] < run.bbox.middle[0] < walls[-1]]
    return bool(inside) and not any(crosses(run, walls) for run in inside)
