"""Tables of which a fax kept no rule at all: columns from the paper between words, rows from how lines stand (pure).

Cells begin at the top of their row, so a row begins where lines stand farther apart than elsewhere and most columns
have text. Where a column goes on after an empty line and no row begins there, nothing is guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.extract.column_block import CORRIDORS, find_block, find_headings
from pipeline.extract.ink import InkLine
from pipeline.extract.levels import BIN, Corridors, Level, bare_parts, held_columns, is_crossed, levels_of
from pipeline.extract.row_starts import MOST, find_starts, is_list
from pipeline.extract.skew import Boxes

OFF, LEAST = 1.15, 0.9
"""What stands so many times farther below a table than its lines from each other, in few columns, is not of it; nor
what stands above it in one column, no nearer than so."""
KEPT = 0.5
"""A table whose rules were found, with so large a share of the lines in it, stays as it is,"""
CUT = 2
"""but where so many of its lines run through one of its sides: those are no sides of it."""
EDGE = 0.06
"""In inches; so far from its text a table ends."""
MARKS = 1.4
"""Half-way between what hangs from a line and what stands upon the next lies so much, in letter heights, above its
letters' feet, twice over."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table whose rules were found, in pixels of the page."""

    top: float
    bottom: float
    walls: tuple[float, ...]
    """From its left side to its right one."""
    is_whole: bool = False
    """Whether all rules around each of its cells were found."""

    def holds(self, level: Level) -> bool:
        """Tell whether a level stands at the height of the table."""
        return self.top < level.foot < self.bottom

    def is_cut(self, levels: Sequence[Level], dpi: float) -> bool:
        """Tell whether words run through a side of the table: only some of its rules are left."""
        places = [round(self.walls[at] / (BIN * dpi)) for at in (0, -1)]
        inside = [level.words for level in levels if self.holds(level)]
        return any(sum(bool(words[at - 1 : at + 2].all()) for words in inside) >= CUT for at in places)

    def tells_more(self, block: Sequence[Level], corridors: Corridors) -> bool:
        """Tell whether it holds levels of a block, and has as many walls as that has corridors."""
        return any(self.holds(level) for level in block) and len(self.walls) - 2 >= len(corridors)


def find_bare_tables(
    lines: Sequence[InkLine], boxes: Boxes, ruled: Sequence[Ruled], width: int, dpi: float
) -> tuple[tuple[Boxes, Boxes], ...]:
    """Return the rules, across and down, that each table would have of which they are lost.

    Args:
        lines: Of a page.
        boxes: The pieces of ink.
        ruled: The tables whose rules were found.
        width: Of the page, in pixels.
        dpi: Resolution.
    """
    levels = levels_of(lines, boxes, width, dpi)
    ruled = [table for table in ruled if not table.is_cut(levels, dpi)]
    free = [level for level in levels if not any(table.holds(level) for table in ruled)]
    if not any(len(bare_parts(level.words)) - 2 >= CORRIDORS for level in free):
        return ()
    return tuple(_tables_among(levels, find_headings(levels, dpi), ruled, [], dpi))


def _tables_among(
    levels: Sequence[Level], headings: Sequence[bool], ruled: Sequence[Ruled], known: Corridors, dpi: float
) -> Iterator[tuple[Boxes, Boxes]]:
    """Yield the rules of the largest table among levels, and of those above and below it."""
    block, corridors = find_block(levels, headings, known)
    if not block:
        return
    first = next(at for at, level in enumerate(levels) if level is block[0])
    end = first + len(block)
    inside = [sum(table.holds(level) for level in block) for table in ruled]
    is_kept = max(inside, default=0) >= KEPT * len(block) or any(one.tells_more(block, corridors) for one in ruled)
    side = None if is_kept else _side_of_whole(levels, first, end, ruled)
    if side is not None:
        yield from _tables_among(levels[:side], headings[:side], ruled, known, dpi)
        yield from _tables_among(levels[side:], headings[side:], ruled, known, dpi)
        return
    block = _without_head(_without_foot(block, corridors), corridors)
    corridors = _held_apart(block, corridors)
    starts = None if is_kept or len(corridors) < CORRIDORS else find_starts(block, corridors, dpi)
    known = corridors if not known and (is_kept or starts) else known
    yield from _tables_among(levels[:first], headings[:first], ruled, known, dpi)
    if starts is not None:
        yield _rules_of(block, corridors, starts, dpi)
    yield from _tables_among(levels[end:], headings[end:], ruled, known, dpi)


def _side_of_whole(levels: Sequence[Level], first: int, end: int, ruled: Sequence[Ruled]) -> int | None:
    """Return the first of some levels between which and the one above a table of which no rule is lost begins or ends.

    What lies on both of its sides is no table, though corridors may run through it.
    """
    within = [[table.is_whole and table.holds(level) for table in ruled] for level in levels[first:end]]
    sides = (at for at, (upper, lower) in enumerate(pairwise(within), first + 1) if upper != lower)
    return next(sides, None)


def _without_foot(block: Sequence[Level], corridors: Corridors) -> Sequence[Level]:
    """Return a block without what stands below it: the page's number, or the first word of the next page.

    It stands in few columns farther off than lines do, or in one in which nothing stands right above it.
    """
    gaps = [lower.foot - upper.foot for upper, lower in pairwise(block)]
    while len(block) > 2:
        above, held = held_columns(block[-2:], corridors)
        is_off, is_lone = gaps[-1] > OFF * np.median(gaps), held.sum() == 1 and not (held & above).any()
        if not (is_lone or (is_off and held.mean() < MOST)):
            break
        block, gaps = block[:-1], gaps[:-1]
    return block


def _without_head(block: Sequence[Level], corridors: Corridors) -> Sequence[Level]:
    """Return a block without what stands above it in one column, no nearer than its lines: the page's number.

    The name of a column that takes more lines than the others do stands above those, and below them too.
    """
    while len(block) > 2:
        held = held_columns(block[:3], corridors)
        gap, usual = block[1].foot - block[0].foot, np.median([low.foot - up.foot for up, low in pairwise(block)])
        is_name = held[2].sum() == 1 and bool((held[0] & held[2]).any())
        if not is_crossed(block[0], corridors) and (held[0].sum() > 1 or gap < LEAST * usual or is_name):
            break
        block = block[1:]
    return block


def _held_apart(block: Sequence[Level], corridors: Corridors) -> Corridors:
    """Return corridors of which none lie beside a column in which nothing stands: those are one, or at the edge."""
    held: list[bool] = np.logical_or.reduce(held_columns(block, corridors)).tolist()
    apart: Corridors = []
    for corridor, before in zip(corridors, held[:-1], strict=True):
        if before:
            apart.append(corridor)
        elif apart:
            apart[-1] = apart[-1][0], corridor[1]
    return apart if held[-1] else apart[:-1]


def _rules_of(block: Sequence[Level], corridors: Corridors, starts: Sequence[int], dpi: float) -> tuple[Boxes, Boxes]:
    """Return the rules across and down of a table, from the levels at which its rows begin."""
    unit = BIN * dpi
    words = np.flatnonzero(np.logical_or.reduce([level.words for level in block]))
    left, right = round(words[0] * unit - EDGE * dpi), round((words[-1] + 1) * unit + EDGE * dpi)
    top = round(block[0].foot - 2 * block[0].size - EDGE * dpi)
    bottom = round(block[-1].foot + block[-1].size / 2 + EDGE * dpi)
    rows = [max(top, 0), *_floors(block, starts), bottom]
    walls = [left, *(round((begin + end) / 2 * unit) for begin, end in corridors), right]
    across = np.array([(left, row, right + 1, row + 1, 0) for row in rows], np.int32)
    posts = [
        (wall, upper, wall + 1, lower + 1, 0)
        for at, (upper, lower) in zip(starts, pairwise(rows), strict=True)
        for wall in (walls if not is_crossed(block[at], corridors) else (left, right))
    ]
    return across, np.array(posts, np.int32)


def find_lost_floors(
    bands: Sequence[tuple[Sequence[InkLine], Sequence[int]]], boxes: Boxes, width: int, dpi: float
) -> Boxes:
    """Return the rules across that were lost between rows of tables whose rules down were found.

    Args:
        bands: For each row of a table its lines, and where its columns begin and the last one ends, in pixels.
        boxes: The pieces of ink.
        width: Of the page, in pixels.
        dpi: Resolution.
    """
    blocks = [(levels_of(lines, boxes, width, dpi), walls) for lines, walls in bands if len(walls) > CORRIDORS]
    gaps = [lower.foot - upper.foot for block, _ in blocks for upper, lower in pairwise(block)]
    found: list[tuple[int, int, int, int, int]] = []
    for block, walls in blocks:
        corridors = [(round(wall / (BIN * dpi)),) * 2 for wall in walls[1:-1]]
        if is_list(block, walls, dpi):
            starts: Sequence[int] | None = range(len(block))
        else:
            is_wide = len(block) > 1 and len(corridors) >= CORRIDORS
            starts = find_starts(block, corridors, dpi, usual=float(np.median(gaps))) if is_wide else None
        found += [(walls[0], floor, walls[-1] + 1, floor + 1, 0) for floor in _floors(block, starts or ())]
    return np.array(found, np.int32).reshape(-1, 5)


def _floors(block: Sequence[Level], starts: Sequence[int]) -> list[int]:
    """Return the heights between rows."""
    return [_floor(block, at) for at in starts[1:]]


def _floor(block: Sequence[Level], at: int) -> int:
    """Return the height half-way between what hangs from a level and what stands upon the next."""
    upper, lower = block[at - 1], block[at]
    return round((upper.foot + lower.foot - MARKS * lower.size) / 2)
