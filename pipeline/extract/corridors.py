"""Walls of a table of which nothing is left: the paper that runs down between its columns (pure).

A fax may keep the rules across and lose those down, or some of them. Between two rules across, words of neighbouring
columns leave a corridor; where it runs through most rows of a table, the wall stood there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

Mask = NDArray[np.bool_]

SAME = 0.03
"""In inches; pieces of rules so near to each other, one above the other, are one rule."""
EDGE = 0.1
"""In inches; so near to the edge of the picture lies the scan's own edge."""
LONG, SHARED = 1.5, 0.8
"""In inches, the least length of a table's rule across; two of one table share so much of the longer one."""
LEFT = 0.6
"""Of a rule that lost its ends, so much is left of the table's width."""
BESIDE = 0.1
"""In inches; words so far beside a table stand in no cell of it."""
COVER = 0.5
"""A rule that covers so large a share of a row is its wall."""
INSIDE = 0.02
"""In inches; so near to a rule across, ink of letters tells nothing."""
WIDE, NARROW = 0.1, 0.05
"""In inches, the least width of a corridor, and of one between columns of prose, or in which specks of the wall lie."""
WHOLE, BROAD = 0.8, 0.15
"""Where walls of a table have kept so large a share, none is lost altogether, but in corridors so wide, in inches."""
SOME = 2
"""Where a row has kept so many walls, one that has kept none is a heading over all columns."""
FEW, SPACE = 2, 0.16
"""In rows of so few lines, words that are so near to each other, in inches, are of one line over all columns."""
RUNS, STRAY = 0.6, 0.05
"""A corridor runs through so large a share of the lines of a table; in rows through which most corridors run, words
stand in so small a share of the lines."""
LINES, OF_PROSE, MANY = 3, 3, 8
"""So many lines of text on both sides make a corridor; rows with so many such lines are prose, in which no space stands
below another by chance so many times."""
ASIDE = 1.0
"""In inches; text so far from a corridor is beside it."""
SPECKS, DENSE = 4, 3.0
"""So many pixels of specks in one place, and so many times those elsewhere in a corridor, tell where the wall was."""
APART = 0.18
"""In inches; so near to a wall there is no other."""
POINT = 0.05
"""In inches; a speck so near to words beside it may be a decimal point."""
MOST_LINES = 4
"""A row of a table counts for so many lines at most: one long row does not tell of all."""


@dataclass(frozen=True, slots=True)
class _Band:
    """What lies between two rules across of one table."""

    top: int
    bottom: int
    inked: Mask
    """For each column of pixels from the table's left edge whether a word stands there."""
    lines: tuple[Mask, ...]
    """The same for each line of text."""

    @property
    def weight(self) -> int:
        """Return for how many lines it counts."""
        return min(len(self.lines), MOST_LINES)

    def between(self, begin: int, end: int, reach: int) -> int:
        """Return how many lines have text on both sides of a corridor."""
        before, after = slice(max(0, begin - reach), begin), slice(end, end + reach)
        return sum(bool(line[before].any() and line[after].any()) for line in self.lines)


def find_walls(words: Grey, specks: Grey, across: Boxes, down: Boxes, dpi: float) -> Boxes:
    """Return a box for each wall that is missing, between each two rules across that it parts.

    Args:
        words: 255 where words are.
        specks: 255 where ink is that may be of rules down.
        across: Rules across.
        down: Rules down; where one lies in a corridor, no other does.
        dpi: Resolution.
    """
    found: list[tuple[int, int, int, int, int]] = []
    beside = cv2.dilate(words, np.ones((2 * round(POINT * dpi) + 1,) * 2, np.uint8))
    near = round(APART * dpi)
    frames = (part for frame in _frames(across, len(words), dpi) for part in _parts(frame, words, dpi))
    for frame in frames:
        x0, x1 = int(frame[:, 1].min()), int(frame[:, 2].max())
        bands = [_band(words, x0, x1, top, bottom, dpi) for top, bottom in pairwise(frame[:, 0].tolist())]
        area = slice(frame[0, 0], frame[-1, 0]), slice(x0, x1)
        marks = ((specks[area] > 0) & (beside[area] == 0)).sum(axis=0)
        posts = down - np.array([x0, 0, x0, 0, 0], np.int32)
        own = posts[(posts[:, 3] > bands[0].top) & (posts[:, 1] < bands[-1].bottom)]
        walls = [(_at_posts(own, *wall, dpi), wall[1]) for wall in _corridors(bands, marks, dpi)]
        walls = _lost(walls, [[_is_walled(posts, band, wall[1], dpi) for band in bands] for wall in walls], dpi)
        walled = [[_is_walled(posts, band, corridor, dpi) for _, corridor in walls] for band in bands]
        most = max(map(sum, walled), default=0)
        for band, held in zip(bands, walled, strict=True):
            lost = [at for (at, _), is_held in zip(walls, held, strict=True) if not is_held]
            missing = [at for at in lost if not _is_walled(posts, band, (at - near, at + near), dpi)]
            if _is_parted(band, missing, dpi) and (any(held) or most < SOME):
                found += [(x0 + at, band.top, x0 + at + 1, band.bottom + 1, 0) for at in missing]
    return np.array(found, np.int32).reshape(-1, 5)


def _lost(
    walls: Sequence[tuple[int, tuple[int, int]]], held: Sequence[Sequence[bool]], dpi: float
) -> list[tuple[int, tuple[int, int]]]:
    """Return walls without narrow ones of which no row has kept any where the others are whole: they are spaces."""
    kept = [sum(rows) / len(rows) for rows in held]
    others = [(sum(kept) - share) / max(1, len(kept) - 1) for share in kept]
    return [
        wall
        for wall, share, rest in zip(walls, kept, others, strict=True)
        if share > 0 or rest < WHOLE or wall[1][1] - wall[1][0] > dpi * BROAD
    ]


def _at_posts(posts: Boxes, place: int, corridor: tuple[int, int], dpi: float) -> int:
    """Return where a wall is: where rules in its corridor show it, else where it was placed."""
    inside = _inside(posts, corridor, dpi)
    return int(np.median((inside[:, 0] + inside[:, 2]) // 2)) if len(inside) else place


def _inside(posts: Boxes, corridor: tuple[int, int], dpi: float) -> Boxes:
    """Return the rules down that lie in a corridor."""
    middle, near = (posts[:, 0] + posts[:, 2]) / 2, SAME * dpi
    return np.asarray(posts[(middle > corridor[0] - near) & (middle < corridor[1] + near)])


def _is_walled(posts: Boxes, band: _Band, corridor: tuple[int, int], dpi: float) -> bool:
    """Tell whether a rule already runs down a corridor within a row."""
    inside = _inside(posts, corridor, dpi)
    shared = np.minimum(inside[:, 3], band.bottom) - np.maximum(inside[:, 1], band.top)
    return bool(np.maximum(shared, 0).sum() > COVER * (band.bottom - band.top))


def _frames(across: Boxes, height: int, dpi: float) -> Iterator[NDArray[np.int32]]:
    """Return for each table its rules across from the top: where each lies, begins and ends."""
    bars: list[list[int]] = []
    for x0, top, x1, bottom, _ in across[np.argsort(across[:, 1] + across[:, 3], kind="stable")].tolist():
        middle = (top + bottom) // 2
        if bars and middle - bars[-1][0] <= SAME * dpi:
            bars[-1][1:] = min(bars[-1][1], x0), max(bars[-1][2], x1)
        else:
            bars.append([middle, x0, x1])
    frames: list[list[list[int]]] = []
    edge = EDGE * dpi
    for bar in (bar for bar in bars if bar[2] - bar[1] >= LONG * dpi and edge < bar[0] < height - edge):
        if frames and _is_like(frames[-1], bar, BESIDE * dpi):
            frames[-1].append(bar)
        else:
            frames.append([bar])
    return (np.array(frame, np.int32) for frame in frames if len(frame) > 1)


def _is_like(frame: Sequence[Sequence[int]], bar: Sequence[int], near: float) -> bool:
    """Tell whether a rule across may be of a table: they share most of where they run, or it lies within the table."""
    left, right = min(begin for _, begin, _ in frame), max(end for _, _, end in frame)
    shared = min(right, bar[2]) - max(left, bar[1])
    is_within = bar[1] >= left - near and bar[2] <= right + near
    return shared >= (LEFT if is_within else SHARED) * max(right - left, bar[2] - bar[1])


def _parts(frame: NDArray[np.int32], words: Grey, dpi: float) -> Iterator[NDArray[np.int32]]:
    """Yield the tables that lie below each other: between two, words reach out, or both sides move."""
    far, near, begin = round(BESIDE * dpi), round(INSIDE * dpi), 0
    x0, x1 = int(frame[:, 1].min()), int(frame[:, 2].max())
    for at, (top, bottom) in enumerate(pairwise(frame[:, 0].tolist()), 1):
        rows = words[top + near : max(bottom - near, top + near)]
        reaches_out = rows[:, max(0, x0 - 2 * far) : max(0, x0 - far)].any() or rows[:, x1 + far : x1 + 2 * far].any()
        if reaches_out or _is_other(frame[begin:at], frame[at:], far):
            if at - begin > 1:
                yield frame[begin:at]
            begin = at
    if len(frame) - begin > 1:
        yield frame[begin:]


def _is_other(upper: NDArray[np.int32], lower: NDArray[np.int32], far: int) -> bool:
    """Tell whether two sets of rules across are of two tables: both of their sides are apart."""
    left = abs(int(upper[:, 1].min()) - int(lower[:, 1].min()))
    right = abs(int(upper[:, 2].max()) - int(lower[:, 2].max()))
    return min(len(upper), len(lower)) > 1 and min(left, right) > far


def _band(words: Grey, x0: int, x1: int, top: int, bottom: int, dpi: float) -> _Band:
    """Return what lies between two rules across."""
    near = round(INSIDE * dpi)
    inside: Mask = words[top + near : max(bottom - near, top + near), x0:x1] > 0
    over = np.asarray(inside.any(axis=0))
    ends = np.flatnonzero(np.diff(np.concatenate([[0], inside.any(axis=1).astype(np.int8), [0]])))
    lines = tuple(np.asarray(inside[first:last].any(axis=0)) for first, last in ends.reshape(-1, 2).tolist())
    return _Band(top, bottom, over, lines)


def _corridors(bands: Sequence[_Band], marks: NDArray[np.int64], dpi: float) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield where walls were, and the corridors that they left, from the table's left edge."""
    runs = [run for run in _clear_runs(bands, len(marks)) if _is_corridor(bands, marks, run, dpi)]
    places = [_place(bands, marks, run)[0] for run in runs]
    crossed = [[bool(band.inked[at]) for at in places] for band in bands]
    rows = [number for number, over in enumerate(crossed) if 2 * sum(over) < len(places)]
    lines = sum(bands[number].weight for number in rows)
    for at, place in enumerate(places):
        if sum(bands[number].weight for number in rows if crossed[number][at]) <= STRAY * lines:
            yield place, runs[at]


def _clear_runs(bands: Sequence[_Band], width: int) -> list[tuple[int, int]]:
    """Return from where to where hardly any line of a table has words."""
    clear = _clear(bands, 0, width)
    wanted = (clear > 0) & (clear >= RUNS * sum(band.weight for band in bands))
    ends = np.flatnonzero(np.diff(np.concatenate([[0], wanted.astype(np.int8), [0]])))
    return [(begin, end) for begin, end in ends.reshape(-1, 2).tolist()]


def _clear(bands: Sequence[_Band], begin: int, end: int) -> NDArray[np.int64]:
    """Return for each column of pixels how many lines have no word there."""
    inked = np.stack([band.inked[begin:end] for band in bands])
    return np.asarray((~inked * np.array([[band.weight] for band in bands])).sum(axis=0), np.int64)


def _is_corridor(bands: Sequence[_Band], marks: NDArray[np.int64], run: tuple[int, int], dpi: float) -> bool:
    """Tell whether what lies between words is as wide, and parts as many lines, as what lies between columns."""
    both = [band.between(*run, round(ASIDE * dpi)) for band in bands]
    is_sure = _place(bands, marks, run)[1] or sum(count for count in both if count >= OF_PROSE) >= MANY
    return sum(both) >= LINES and run[1] - run[0] >= dpi * (NARROW if is_sure else WIDE)


def _place(bands: Sequence[_Band], marks: NDArray[np.int64], run: tuple[int, int]) -> tuple[int, bool]:
    """Return where in a corridor the wall was, and whether specks tell so; else it is the middle."""
    clear = _clear(bands, *run)
    best = np.flatnonzero(clear == clear.max())
    here = marks[run[0] : run[1]][best]
    most = int(here.argmax())
    is_marked = bool(here[most] >= SPECKS and here[most] > DENSE * np.median(here))
    return run[0] + int(best[most if is_marked else len(best) // 2]), is_marked


def _is_parted(band: _Band, walls: Sequence[int], dpi: float) -> bool:
    """Tell whether a row has text and is parted by all walls that it lost; a heading over all columns is not.

    In a row of a line or two a wall has more paper around it than stands between two words.
    """
    reach, crumb = round(dpi * (SPACE if len(band.lines) <= FEW else NARROW) / 2), round(dpi * SAME / 2)
    return bool(band.lines) and not any(_crosses(band.inked, at, reach, crumb) for at in walls)


def _crosses(inked: Mask, at: int, reach: int, crumb: int) -> bool:
    """Tell whether words stand on both sides of a place, and so close to each other; a crumb right there is no word."""
    gap = np.flatnonzero(inked[max(0, at - 2 * reach) : at + 2 * reach + 1]) - min(at, 2 * reach)
    before, after = gap[gap <= -crumb], gap[gap >= crumb]
    return bool(len(before) and len(after) and after[0] - before[-1] < 2 * reach)
