"""Tables of which a fax kept no rule at all: columns from the paper between words, rows from how lines stand (pure).

Cells begin at the top of their row, so a row begins where lines stand farther apart than elsewhere and most columns
have text. Where a column goes on after an empty line and no row begins there, nothing is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ink import InkLine
from pipeline.extract.skew import Boxes

BIN = 0.015
"""In inches; words are looked at in columns of such a width."""
CORRIDOR = 0.09
"""In inches, the least width of the paper between two columns."""
WIDE = 0.16
"""In inches; a space between two words is narrower."""
CORRIDORS, SUPPORT, OF_NARROW = 3, 2, 4
"""A table has so many corridors at least, and on each side of them so many lines with text: of narrow ones more."""
ASIDE = 1.2
"""In inches; text so far from a corridor is beside it."""
LEVEL, TOGETHER = 0.75, 0.35
"""Lines whose feet are so near to each other, in letter heights, stand at one level, and levels that are so near
beside how far apart they mostly are."""
FAR = 3.8
"""In letter heights; no two lines of a table are so far from each other."""
WIDER = 1.06
"""Between two rows lines are so many times as far from each other as within one."""
MOST = 0.6
"""Such a share of the columns has text where a row begins."""
WRAPPED = 2
"""The cells of a row of more lines are not all equally long: its last line has text in fewer columns."""
LISTED, FULL = 4, 0.8
"""So many lines, with text in so large a share of the columns each, may be rows of one line each;"""
NUMBERS, SHORT = 2, 0.5
"""they are where so many columns hold but short text, none of it over so large a share of its column: numbers."""
BOLD = 1.25
"""Names of columns, and headings over all columns, are so many times as thick as other text."""
KEPT = 0.8
"""A table whose rules were found, with so large a share of the lines in it, stays as it is."""
EDGE = 0.06
"""In inches; so far from its text a table ends."""
MARKS = 1.4
"""Half-way between what hangs from a line and what stands upon the next lies so much, in letter heights, above its
letters' feet, twice over."""
SPECK = 0.3
"""Smaller pieces, in letter heights, do not tell where words are."""


NO_RULES: Boxes = np.zeros((0, 5), np.int32)
Corridors = list[tuple[int, int]]
"""Each from which bin to before which other."""


@dataclass(frozen=True, slots=True)
class _Level:
    """What stands at one height of a page."""

    foot: float
    size: float
    words: NDArray[np.bool_]
    """For each bin across the page whether ink is there."""
    thickness: float
    """Of its strokes, in pixels."""


def find_bare_table(
    lines: Sequence[InkLine], boxes: Boxes, ruled: Sequence[tuple[float, float]], width: int, dpi: float
) -> tuple[Boxes, Boxes]:
    """Return the rules, across and down, that a table of which they are lost would have; none where there is no such.

    Args:
        lines: Of a page.
        boxes: The pieces of ink.
        ruled: Where each table begins and ends, in pixels down the page, whose rules were found.
        width: Of the page, in pixels.
        dpi: Resolution.
    """
    levels = _levels(lines, boxes, width, dpi)
    free = [level for level in levels if not any(top < level.foot < bottom for top, bottom in ruled)]
    if not any(len(_bare(level.words)) - 2 >= CORRIDORS for level in free):
        return NO_RULES, NO_RULES
    block, corridors = _block(levels, dpi)
    inside = [sum(top < level.foot < bottom for level in block) for top, bottom in ruled]
    if not block or max(inside, default=0) >= KEPT * len(block):
        return NO_RULES, NO_RULES
    starts = _starts(block, corridors)
    if starts is None:
        return NO_RULES, NO_RULES
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
        for wall in (walls if not _crossed(block[at], corridors) else (left, right))
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
    blocks = [(_levels(lines, boxes, width, dpi), walls) for lines, walls in bands if len(walls) - 1 > CORRIDORS]
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


def _is_list(block: Sequence[_Level], walls: Sequence[int], dpi: float) -> bool:
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


def _floors(block: Sequence[_Level], starts: Sequence[int]) -> list[int]:
    """Return the heights between rows."""
    return [_floor(block, at) for at in starts[1:]]


def _floor(block: Sequence[_Level], at: int) -> int:
    """Return the height half-way between what hangs from a level and what stands upon the next."""
    upper, lower = block[at - 1], block[at]
    return round((upper.foot + lower.foot - MARKS * lower.size) / 2)


def _levels(lines: Sequence[InkLine], boxes: Boxes, width: int, dpi: float) -> list[_Level]:
    """Return what stands at each height, from the top."""
    groups: list[list[InkLine]] = []
    for line in sorted(lines, key=lambda line: line.foot):
        if groups and line.foot - groups[-1][-1].foot < LEVEL * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    feet = [float(np.median([line.foot for line in group for _ in line.pieces])) for group in groups]
    gaps = np.diff(feet)
    begins = [0, *(np.flatnonzero(gaps >= TOGETHER * np.median(gaps)) + 1).tolist()] if len(gaps) else [0]
    return [
        _level([line for group in groups[first:last] for line in group], boxes, width, dpi)
        for first, last in pairwise([*begins, len(groups)])
        if groups
    ]


def _level(lines: Sequence[InkLine], boxes: Boxes, width: int, dpi: float) -> _Level:
    pieces = boxes[[piece for line in lines for piece in line.pieces]]
    sides = pieces[:, 2:4] - pieces[:, :2]
    size = float(np.median([line.size for line in lines for _ in line.pieces]))
    foot = float(np.median([line.foot for line in lines for _ in line.pieces]))
    large = sides.max(axis=1) > SPECK * size
    words = np.zeros(int(width / (BIN * dpi)) + 2, np.bool_)
    for x0, x1 in (pieces[large][:, [0, 2]] / (BIN * dpi)).astype(int).tolist():
        words[x0 : x1 + 1] = True
    thickness = np.median(pieces[large, 4] / sides[large].sum(axis=1)) if large.any() else 0.0
    return _Level(foot, size, words, float(thickness))


def _block(levels: Sequence[_Level], dpi: float) -> tuple[Sequence[_Level], Corridors]:
    """Return the longest stretch of columns through which corridors run, and these; headings may cross them."""
    usual = BOLD * float(np.median([level.thickness for level in levels])) if levels else 0.0
    whole = [level.thickness >= usual and len(_bare(level.words)) == 2 for level in levels]
    best, block, kept = (0, 0, 0), levels[:0], list[tuple[int, int]]()
    for first in range(len(levels)):
        inked = levels[first].words.copy()
        for last in range(first + 1, len(levels)):
            if levels[last].foot - levels[last - 1].foot > FAR * levels[last].size:
                break
            inked |= levels[last].words & (not whole[last])
            corridors = [corridor for corridor in _bare(inked) if corridor[0] > 0 and corridor[1] < len(inked)]
            if len(corridors) < CORRIDORS:
                break
            part = levels[first : last + 1]
            support = {corridor: _support(part, corridor) for corridor in corridors}
            sure = [corridor for corridor in corridors if _is_sure(corridor, support[corridor])]
            parted = sum(len(_bare(level.words)) > 2 for level in part)
            score = parted, sum(support[corridor] for corridor in sure), len(part)
            ends = _crossed(part[0], sure) or _crossed(part[-1], sure)
            if len(sure) >= CORRIDORS and score > best and not ends:
                best, block, kept = score, part, sure
    return block, kept


def _bare(words: NDArray[np.bool_]) -> Corridors:
    """Return where there are no words: left of all, between them where it is wide, and right of all."""
    ends = np.flatnonzero(np.diff(np.concatenate([[0], (~words).astype(np.int8), [0]]))).reshape(-1, 2).tolist()
    return [(begin, end) for begin, end in ends if end - begin >= CORRIDOR / BIN]


def _is_sure(corridor: tuple[int, int], support: int) -> bool:
    """Tell whether enough lines stand beside a corridor: spaces are narrow, and rarely below each other."""
    return support >= (SUPPORT if corridor[1] - corridor[0] >= WIDE / BIN else OF_NARROW)


def _support(part: Sequence[_Level], corridor: tuple[int, int]) -> int:
    """Return how many levels have text close to a corridor, on the side where fewer have; 0 where none has on both."""
    reach = round(ASIDE / BIN)
    sides = slice(max(0, corridor[0] - reach), corridor[0]), slice(corridor[1], corridor[1] + reach)
    held = np.array([[level.words[side].any() for side in sides] for level in part])
    return int(held.sum(axis=0).min()) if held.all(axis=1).any() else 0


def _crossed(level: _Level, corridors: Corridors) -> bool:
    """Tell whether words stand in a corridor."""
    return any(level.words[begin:end].any() for begin, end in corridors)


def _starts(block: Sequence[_Level], corridors: Corridors, usual: float | None = None) -> list[int] | None:
    """Return the levels at which rows begin, or None where lines do not stand as in a table.

    Args:
        block: The levels.
        corridors: Between the columns.
        usual: How far lines of the page are from each other, where the block is a row that was found: in it a row
            begins only where they stand farther apart and columns go on after an empty line.
    """
    edges = [0, *((begin + end) // 2 for begin, end in corridors), len(block[0].words)]
    held = np.array([[level.words[begin:end].any() for begin, end in pairwise(edges)] for level in block])
    headings = [_crossed(level, corridors) for level in block]
    body = _header(block) if usual is None else 0
    gaps = [0.0, *(lower.foot - upper.foot for upper, lower in pairwise(block))]
    pitch = float(np.quantile(gaps[body + 1 :], 0.4)) if len(gaps) > body + 1 else 0.0
    pitch = max(pitch, usual or 0.0)
    starts = sorted({0, body})
    for at in range(body + 1, len(block)):
        if headings[at] or headings[at - 1]:
            starts.append(at)
            continue
        resumed = int((held[at] & ~held[at - 1]).sum())
        is_apart, several = gaps[at] > WIDER * pitch, resumed > 1
        if held[at].mean() >= MOST and (is_apart or several if usual is None else is_apart and several):
            starts.append(at)
        elif resumed:
            return None
    ends = [(first, last) for first, last in pairwise([*starts, len(block)]) if first >= body]
    if any(last - first > WRAPPED and held[last - 1].mean() >= MOST for first, last in ends):
        return None  # lines as full as each other are rows of their own
    return starts


def _header(block: Sequence[_Level]) -> int:
    """Return how many levels at the top are names of columns: they are bold."""
    usual = BOLD * float(np.median([level.thickness for level in block[len(block) // 2 :]]))
    thin = (at for at, level in enumerate(block) if level.thickness < usual)
    return next(thin, 0)
