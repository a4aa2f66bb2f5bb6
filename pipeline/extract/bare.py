"""Tables of which a fax kept no rule at all: columns from the paper between words, rows from how lines stand (pure).

Cells begin at the top of their row, so a row begins where lines stand farther apart than elsewhere and most columns
have text. Where a column goes on after an empty line and no row begins there, nothing is guessed.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ink import InkLine
from pipeline.extract.levels import (
    BIN,
    Corridors,
    Level,
    bare_parts,
    held_columns,
    is_crossed,
    levels_of,
)
from pipeline.extract.skew import Boxes

WIDE = 0.16
"""In inches; a space between two words is narrower."""
CORRIDORS, SUPPORT, OF_NARROW = 3, 2, 4
"""A table has so many corridors at least, and on each side of them so many lines with text: of narrow ones more."""
ASIDE = 1.2
"""In inches; text so far from a corridor is beside it."""
FAR = 3.8
"""In letter heights; no two lines of a table are so far from each other."""
WIDER = 1.06
"""Between two rows lines are so many times as far from each other as within one."""
MOST = 0.6
"""Such a share of the columns has text where a row begins."""
WRAPPED, ENDED = 2, 2
"""The cells of a row of more lines are not all equally long: its last line has text in so many columns fewer."""
OFF = 1.15
"""What stands so many times farther below a table than its lines from each other, in few columns, is not of it."""
LISTED, FULL = 4, 0.8
"""So many lines, with text in so large a share of the columns each, may be rows of one line each;"""
NUMBERS, SHORT = 2, 0.5
"""they are where so many columns hold but short text, none of it over so large a share of its column: numbers."""
BOLD, HEADING = 1.25, 1.12
"""Names of columns, and at least headings over all columns, are so many times as thick as other text."""
LONG = 0.25
"""A heading is at least so long, in widths of the page."""
NAMES = 6
"""Among so many levels from a table's first, names of its columns, it may have fewer corridors."""
CLOSE = 0.75
"""Levels nearer to each other than this share of what is usual are of cells whose text stands in the middle."""
KEPT = 0.5
"""A table whose rules were found, with so large a share of the lines in it, stays as it is."""
EDGE = 0.06
"""In inches; so far from its text a table ends."""
MARKS = 1.4
"""Half-way between what hangs from a line and what stands upon the next lies so much, in letter heights, above its
letters' feet, twice over."""


def find_bare_tables(
    lines: Sequence[InkLine], boxes: Boxes, ruled: Sequence[tuple[float, float]], width: int, dpi: float
) -> tuple[tuple[Boxes, Boxes], ...]:
    """Return the rules, across and down, that each table would have of which they are lost.

    Args:
        lines: Of a page.
        boxes: The pieces of ink.
        ruled: Where each table begins and ends, in pixels down the page, whose rules were found.
        width: Of the page, in pixels.
        dpi: Resolution.
    """
    levels = levels_of(lines, boxes, width, dpi)
    free = [level for level in levels if not any(top < level.foot < bottom for top, bottom in ruled)]
    if not any(len(bare_parts(level.words)) - 2 >= CORRIDORS for level in free):
        return ()
    bold = HEADING * float(np.quantile([level.thickness for level in levels], 0.3))
    return tuple(_tables_among(levels, [_is_heading(level, bold) for level in levels], ruled, dpi))


def _tables_among(
    levels: Sequence[Level], headings: Sequence[bool], ruled: Sequence[tuple[float, float]], dpi: float
) -> Iterator[tuple[Boxes, Boxes]]:
    """Yield the rules of the largest table among levels, and of those above and below it."""
    block, corridors = _block(levels, headings)
    if not block:
        return
    first = next(at for at, level in enumerate(levels) if level is block[0])
    yield from _tables_among(levels[:first], headings[:first], ruled, dpi)
    inside = [sum(top < level.foot < bottom for level in block) for top, bottom in ruled]
    if max(inside, default=0) < KEPT * len(block):
        block = _without_foot(block, corridors)
        starts = _starts(block, corridors)
        if starts is not None:
            yield _rules_of(block, corridors, starts, dpi)
    end = first + len(block)
    yield from _tables_among(levels[end:], headings[end:], ruled, dpi)


def _without_foot(block: Sequence[Level], corridors: Corridors) -> Sequence[Level]:
    """Return a block without what stands below it, farther off than its lines, in few columns: the page's number."""
    gaps = [lower.foot - upper.foot for upper, lower in pairwise(block)]
    while len(block) > 2 and gaps[-1] > OFF * np.median(gaps) and held_columns(block[-1:], corridors).mean() < MOST:
        block, gaps = block[:-1], gaps[:-1]
    return block


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
    blocks = [(levels_of(lines, boxes, width, dpi), walls) for lines, walls in bands if len(walls) - 1 > CORRIDORS]
    gaps = [lower.foot - upper.foot for block, _ in blocks for upper, lower in pairwise(block)]
    found: list[tuple[int, int, int, int, int]] = []
    for block, walls in blocks:
        corridors = [(round(wall / (BIN * dpi)),) * 2 for wall in walls[1:-1]]
        if _is_list(block, walls, dpi):
            starts: Sequence[int] | None = range(len(block))
        else:
            starts = _starts(block, corridors, usual=float(np.median(gaps))) if len(block) > 1 else None
        found += [(walls[0], floor, walls[-1] + 1, floor + 1, 0) for floor in _floors(block, starts or ())]
    return np.array(found, np.int32).reshape(-1, 5)


def _is_list(block: Sequence[Level], walls: Sequence[int], dpi: float) -> bool:
    """Tell whether each line of what was found as one row is a row: a cell that goes on does so beside shorter ones."""
    if len(block) < LISTED:
        return False
    columns = [slice(*(round(wall / (BIN * dpi)) for wall in sides)) for sides in pairwise(walls)]
    spans = np.array([[_span(level.words[column]) for column in columns] for level in block])
    widths = np.array([column.stop - column.start for column in columns])
    full = bool(((spans > 0).mean(axis=1) >= FULL).all())
    return full and int((spans <= SHORT * widths).all(axis=0).sum()) >= NUMBERS


def _span(words: NDArray[np.bool_]) -> int:
    """Return over how many bins words run, spaces and all."""
    inked = np.flatnonzero(words)
    return int(inked[-1] - inked[0]) + 1 if len(inked) else 0


def _floors(block: Sequence[Level], starts: Sequence[int]) -> list[int]:
    """Return the heights between rows."""
    return [_floor(block, at) for at in starts[1:]]


def _floor(block: Sequence[Level], at: int) -> int:
    """Return the height half-way between what hangs from a level and what stands upon the next."""
    upper, lower = block[at - 1], block[at]
    return round((upper.foot + lower.foot - MARKS * lower.size) / 2)


def _is_heading(level: Level, bold: float) -> bool:
    """Tell whether a level is a heading, which may run over all columns: bold, long, and in one piece."""
    words = np.flatnonzero(level.words)
    is_long = words[-1] - words[0] >= LONG * len(level.words)
    is_whole = max(np.diff(words), default=0) - 1 < WIDE / BIN
    return bool(level.thickness >= bold and is_long and is_whole)


def _block(levels: Sequence[Level], headings: Sequence[bool]) -> tuple[Sequence[Level], Corridors]:
    """Return the longest stretch of columns through which corridors run, and these; headings may cross them."""
    best, block, kept = (0, 0, 0), levels[:0], list[tuple[int, int]]()
    for first in range(len(levels)):
        inked = levels[first].words.copy()
        for last in range(first + 1, len(levels)):
            if levels[last].foot - levels[last - 1].foot > FAR * levels[last].size:
                break
            inked |= levels[last].words & (not headings[last])
            corridors = [corridor for corridor in bare_parts(inked) if corridor[0] > 0 and corridor[1] < len(inked)]
            if len(corridors) < CORRIDORS:
                if last - first > NAMES:
                    break
                continue
            part = levels[first : last + 1]
            support = {corridor: _support(part, corridor) for corridor in corridors}
            sure = [corridor for corridor in corridors if _is_sure(corridor, support[corridor])]
            parted = sum(len(bare_parts(level.words)) > 2 for level in part)
            score = parted, sum(support[corridor] for corridor in sure), len(part)
            ends = any(headings[at] or is_crossed(levels[at], sure) for at in (first, last))
            if len(sure) >= CORRIDORS and score > best and not ends:
                best, block, kept = score, part, sure
    return block, kept


def _is_sure(corridor: tuple[int, int], support: int) -> bool:
    """Tell whether enough lines stand beside a corridor: spaces are narrow, and rarely below each other."""
    return support >= (SUPPORT if corridor[1] - corridor[0] >= WIDE / BIN else OF_NARROW)


def _support(part: Sequence[Level], corridor: tuple[int, int]) -> int:
    """Return how many levels have text close to a corridor, on the side where fewer have; 0 where none has on both."""
    reach = round(ASIDE / BIN)
    sides = slice(max(0, corridor[0] - reach), corridor[0]), slice(corridor[1], corridor[1] + reach)
    held = np.array([[level.words[side].any() for side in sides] for level in part])
    return int(held.sum(axis=0).min()) if held.all(axis=1).any() else 0


def _starts(block: Sequence[Level], corridors: Corridors, usual: float | None = None) -> list[int] | None:
    """Return the levels at which rows begin, or None where lines do not stand as in a table.

    Args:
        block: The levels.
        corridors: Between the columns.
        usual: How far lines of the page are from each other, where the block is a row that was found: in it a row
            begins only where they stand farther apart and columns go on after an empty line.
    """
    held = held_columns(block, corridors)
    headings = [is_crossed(level, corridors) for level in block]
    body = 0 if usual is not None else _header(block)
    body = next((at for at in range(1, body) if headings[at]), body)
    gaps = [0.0, *(lower.foot - upper.foot for upper, lower in pairwise(block))]
    pitch = float(np.quantile(gaps[body + 1 :], 0.4)) if len(gaps) > body + 1 else 0.0
    pitch = max(pitch, usual or 0.0)
    starts = sorted({0, body})
    for at in range(body + 1, len(block)):
        if headings[at - 1] and _is_wrapped(block[at], held[at], block[len(block) // 2 :]):
            headings[at] = True
            continue
        if headings[at] or headings[at - 1]:
            starts.append(at)
            continue
        resumed = int((held[at] & ~held[at - 1]).sum())
        is_apart, several = gaps[at] > WIDER * pitch, resumed > 1
        if held[at].mean() >= MOST and (is_apart or several if usual is None else is_apart and several):
            starts.append(at)
        elif resumed > 1 or (resumed and not _is_dash(held, at)):
            return None
    ends = [(first, last) for first, last in pairwise([*starts, len(block)]) if first >= body]
    if any(last - first > WRAPPED and _is_full(held[first:last]) for first, last in ends):
        return None  # lines as full as each other are rows of their own
    return starts


def _is_wrapped(level: Level, held: NDArray[np.bool_], others: Sequence[Level]) -> bool:
    """Tell whether a level is the short rest of a heading: bold, and with text in the first column alone."""
    bold = BOLD * float(np.median([other.thickness for other in others]))
    return bool(level.thickness >= bold and held[0] and held.sum() == 1)


def _is_dash(held: NDArray[np.bool_], at: int) -> bool:
    """Tell whether what resumes was left out for one line only: a dash is no larger than a speck."""
    return at > 1 and bool(held[at - 2][held[at] & ~held[at - 1]].all())


def _is_full(held: NDArray[np.bool_]) -> bool:
    """Tell whether the last level of a row has text in most columns, and hardly fewer than its first."""
    return bool(held[-1].mean() >= MOST and held[0].sum() - held[-1].sum() < ENDED)


def _header(block: Sequence[Level]) -> int:
    """Return how many levels at the top are names of columns: they are bold, or stand in the middle of their cells."""
    usual = BOLD * float(np.median([level.thickness for level in block[len(block) // 2 :]]))
    thin = (at for at, level in enumerate(block) if level.thickness < usual)
    gaps = [lower.foot - upper.foot for upper, lower in pairwise(block)]
    pitch = float(np.median(gaps[len(gaps) // 2 :])) if gaps else 0.0
    between = sum(1 for _ in takewhile(lambda gap: gap < CLOSE * pitch, gaps))
    return max(next(thin, 0), between + 1 if between else 0)
