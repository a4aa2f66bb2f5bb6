"""Walls of a table of which nothing is left: the paper that runs down between its columns (pure).

A fax may keep the rules across and lose those down, or some of them. Between two rules across, words of neighbouring
columns leave a corridor; where it runs through most rows of a table, the wall stood there.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.extract.bands import FEW, Band, Mask, band_of, within
from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes
from pipeline.extract.table_frames import SAME, find_tables

COVER = 0.5
"""A rule that covers so large a share of a row is its wall."""
WIDE, NARROW = 0.1, 0.05
"""In inches, the least width of a corridor, and of one between columns of prose, or in which specks of the wall lie."""
WHOLE, BROAD = 0.8, 0.15
"""Where walls of a table have kept so large a share, none is lost altogether, but in corridors so wide, in inches."""
WORN = 0.2
"""So small a share of the walls is left where all are worn."""
SOME = 2
"""Where a row has kept so many walls, one that has kept none is a heading over all columns."""
SPACE = 0.16
"""In rows of a line or two, words that are so near to each other, in inches, are of one line over all columns."""
RUNS, STRAY = 0.6, 0.05
"""A corridor runs through so large a share of the lines of a table; in rows through which most corridors run, words
stand in so small a share of the lines."""
LINES, OF_PROSE, MANY = 3, 3, 8
"""So many lines of text on both sides make a corridor, one fewer where it is very wide, or wide and specks lie in it;
rows with so many such lines are prose, in which no space stands below another by chance so many times."""
ASIDE = 1.0
"""In inches; text so far from a corridor is beside it."""
SPECKS, DENSE = 4, 3.0
"""So many pixels of specks in one place, and so many times those elsewhere in a corridor, tell where the wall was."""
APART = 0.18
"""In inches; so near to a wall there is no other."""
POINT = 0.05
"""In inches; a speck so near to words beside it may be a decimal point."""
STOPS = 4
"""So many rules across that end in one place ended at a wall."""
REPEATED, SAME_WORD = 0.8, 0.02
"""Where in so large a share of lines the same stands before a corridor, from and to the same place in inches, it is a
word with which each of them begins."""
DUE = 0.7
"""Where so many specks of a wall are to be expected in a row of few lines, and none is there, cells may be merged."""


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
    for frame in find_tables(across, down, words, dpi):
        x0, x1 = int(frame[:, 1].min()), int(frame[:, 2].max())
        bands = [band_of(words, x0, x1, top, bottom, dpi) for top, bottom in pairwise(frame[:, 0].tolist())]
        areas = [(within(band.top, band.bottom, dpi), slice(x0, x1)) for band in bands]
        seen = np.array([((specks[area] > 0) & (beside[area] == 0)).sum(axis=0) for area in areas])
        marks = seen.sum(axis=0)
        posts = down - np.array([x0, 0, x0, 0, 0], np.int32)
        own = posts[(posts[:, 3] > bands[0].top) & (posts[:, 1] < bands[-1].bottom)]
        walls = [(_at_posts(own, *wall, dpi), wall[1]) for wall in _corridors(bands, marks, dpi)]
        left = _specks_at(((own[:, 0] + own[:, 2]) // 2).tolist(), seen, dpi).sum(axis=1)
        worn = bool(np.median(left) < WORN * (bands[-1].bottom - bands[0].top)) if len(own) else True
        walls = _lost(walls, bands, posts, dpi, worn=worn)
        taken = [(post[0] + post[2]) / 2 for post in own] + [at for at, _ in walls]
        walls += _at_ends(across - np.array([x0, 0, x0, 0, 0], np.int32), bands, taken, dpi)
        walled = [[_is_walled(posts, band, corridor, dpi) for _, corridor in walls] for band in bands]
        most = max(map(sum, walled), default=0)
        for number, (band, held) in enumerate(zip(bands, walled, strict=True)):
            lost = [at for (at, _), is_held in zip(walls, held, strict=True) if not is_held]
            missing = [at for at in lost if not _is_walled(posts, band, (at - near, at + near), dpi)]
            left = _specks_at(missing, seen, dpi)
            if len(band.lines) <= FEW:
                missing = _shown(missing, number, left, bands, sorted(at for at, _ in walls))
            is_row = any(held) or most < SOME or left[:, number].sum() >= SPECKS
            if is_row and _is_parted(band, missing, dpi):
                found += [(x0 + at, band.top, x0 + at + 1, band.bottom + 1, 0) for at in missing]
    return np.array(found, np.int32).reshape(-1, 5)


def _specks_at(walls: Sequence[int], seen: NDArray[np.int64], dpi: float) -> NDArray[np.int64]:
    """Return for each wall and row how many specks lie there; ``seen`` tells for each row and column of pixels."""
    half = round(SAME * dpi / 2)
    counts = [seen[:, max(0, at - half) : at + half + 1].sum(axis=1) for at in walls]
    return np.array(counts, np.int64).reshape(len(walls), len(seen))


def _shown(
    walls: Sequence[int], number: int, specks: NDArray[np.int64], bands: Sequence[Band], every: Sequence[int]
) -> list[int]:
    """Return walls without those that are not in a row: its cells are merged there.

    Beside such a wall a column is empty, and no speck lies where other rows let expect some.

    Args:
        walls: Where they are in other rows.
        number: The row's.
        specks: For each of them and each row how many lie there.
        bands: The rows.
        every: All walls of the table, in order.
    """
    band, heights = bands[number], np.array([band.bottom - band.top for band in bands])
    others = np.arange(len(bands)) != number
    due = specks[:, others].sum(axis=1) / max(1, heights[others].sum()) * heights[number]
    edges = [0, *every, len(band.inked)]
    kept = []
    for at, here, expected in zip(walls, specks[:, number].tolist(), due.tolist(), strict=True):
        place = edges.index(at)
        beside = band.inked[edges[place - 1] : at], band.inked[at : edges[place + 1]]
        if here or expected < DUE or all(side.any() for side in beside):
            kept.append(at)
    return kept


def _lost(
    walls: Sequence[tuple[int, tuple[int, int]]], bands: Sequence[Band], posts: Boxes, dpi: float, *, worn: bool
) -> list[tuple[int, tuple[int, int]]]:
    """Return walls without narrow ones of which no row has kept any where the others are whole: they are spaces.

    Where few specks are left of the others, too, what runs down between lines of prose is none.
    """
    held = [[_is_walled(posts, band, corridor, dpi) for band in bands] for _, corridor in walls]
    parted = max(1, sum(any(rows) for rows in zip(*held, strict=True)))  # a heading has none of them
    kept = [sum(rows) / parted for rows in held]
    others = [(sum(kept) - share) / max(1, len(kept) - 1) for share in kept]
    return [
        (at, (begin, end))
        for (at, (begin, end)), share, rest in zip(walls, kept, others, strict=True)
        if share > 0 or rest < WHOLE or end - begin > dpi * BROAD or (worn and _is_in_prose(bands, (begin, end), dpi))
    ]


def _at_ends(
    across: Boxes, bands: Sequence[Band], taken: Sequence[float], dpi: float
) -> list[tuple[int, tuple[int, int]]]:
    """Return the walls of which nothing is left but that rules across begin or end there, one below the other.

    Args:
        across: Rules across, from the table's left edge.
        bands: The rows of the table.
        taken: Where walls are already.
        dpi: Resolution.
    """
    near, apart, width = round(SAME * dpi), round(APART * dpi), len(bands[0].inked)
    middles = (across[:, 1] + across[:, 3]) / 2
    own = across[(middles >= bands[0].top - near) & (middles <= bands[-1].bottom + near)]
    found: list[tuple[int, tuple[int, int]]] = []
    for side in (0, 2):
        ends = own[:, side]
        for at in np.unique(ends[(ends > apart) & (ends < width - apart)]).tolist():
            here = own[(ends >= at) & (ends <= at + near)]
            here = here[[not _goes_on(own, bar, side, near) for bar in here]]
            rows = np.diff(np.sort(here[:, 1] + here[:, 3]) // 2)
            places = [*taken, *(place for place, _ in found)]
            if len(here) and (rows > near).sum() + 1 >= STOPS and all(abs(at - other) > apart for other in places):
                place = int(np.median(here[:, side]))
                found.append((place, (place - near, place + near)))
    return found


def _goes_on(across: Boxes, bar: NDArray[np.int32], side: int, near: int) -> bool:
    """Tell whether more of a rule lies beyond where a piece of it begins (side 0) or ends (side 2)."""
    beside = abs(across[:, 1] + across[:, 3] - bar[1] - bar[3]) <= 2 * near
    beyond = across[:, 0] < bar[0] - near if side == 0 else across[:, 2] > bar[2] + near
    return bool((beside & beyond).any())


def _at_posts(posts: Boxes, place: int, corridor: tuple[int, int], dpi: float) -> int:
    """Return where a wall is: where rules in its corridor show it, else where it was placed."""
    inside = _inside(posts, corridor, dpi)
    return int(np.median((inside[:, 0] + inside[:, 2]) // 2)) if len(inside) else place


def _inside(posts: Boxes, corridor: tuple[int, int], dpi: float) -> Boxes:
    """Return the rules down that lie in a corridor."""
    middle, near = (posts[:, 0] + posts[:, 2]) / 2, SAME * dpi
    return np.asarray(posts[(middle > corridor[0] - near) & (middle < corridor[1] + near)])


def _is_walled(posts: Boxes, band: Band, corridor: tuple[int, int], dpi: float) -> bool:
    """Tell whether a rule already runs down a corridor within a row."""
    inside = _inside(posts, corridor, dpi)
    shared = np.minimum(inside[:, 3], band.bottom) - np.maximum(inside[:, 1], band.top)
    return bool(np.maximum(shared, 0).sum() > COVER * (band.bottom - band.top))


def _corridors(bands: Sequence[Band], marks: NDArray[np.int64], dpi: float) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield where walls were, and the corridors that they left, from the table's left edge."""
    runs = [run for run in _clear_runs(bands, len(marks)) if _is_corridor(bands, marks, run, dpi)]
    places = [_place(bands, marks, run)[0] for run in runs]
    crossed = [[bool(band.inked[at]) for at in places] for band in bands]
    rows = [
        number
        for number, over in enumerate(crossed)
        if 2 * sum(over) < len(places) and not (any(over) and bands[number].is_heading(round(dpi * SPACE)))
    ]
    lines = sum(bands[number].weight for number in rows)
    for at, place in enumerate(places):
        if sum(bands[number].weight for number in rows if crossed[number][at]) <= STRAY * lines:
            yield place, runs[at]


def _clear_runs(bands: Sequence[Band], width: int) -> list[tuple[int, int]]:
    """Return from where to where hardly any line of a table has words."""
    clear = _clear(bands, 0, width)
    wanted = (clear > 0) & (clear >= RUNS * sum(band.weight for band in bands))
    ends = np.flatnonzero(np.diff(np.concatenate([[0], wanted.astype(np.int8), [0]])))
    return [(begin, end) for begin, end in ends.reshape(-1, 2).tolist()]


def _clear(bands: Sequence[Band], begin: int, end: int) -> NDArray[np.int64]:
    """Return for each column of pixels how many lines have no word there."""
    inked = np.stack([band.inked[begin:end] for band in bands])
    return np.asarray((~inked * np.array([[band.weight] for band in bands])).sum(axis=0), np.int64)


def _is_corridor(bands: Sequence[Band], marks: NDArray[np.int64], run: tuple[int, int], dpi: float) -> bool:
    """Tell whether what lies between words is as wide, and parts as many lines, as what lies between columns."""
    both = [band.between(*run, round(ASIDE * dpi)) for band in bands]
    is_marked, width = _place(bands, marks, run)[1], run[1] - run[0]
    is_sure = is_marked or _is_in_prose(bands, run, dpi)
    lines = LINES - (width >= dpi * WIDE * (1 if is_marked else 2))
    return sum(both) >= lines and width >= dpi * (NARROW if is_sure else WIDE)


def _is_in_prose(bands: Sequence[Band], run: tuple[int, int], dpi: float) -> bool:
    """Tell whether so many lines of prose stand on both sides of a corridor that their spaces do not make it."""
    both = (band.between(*run, round(ASIDE * dpi)) for band in bands)
    return sum(count for count in both if count >= OF_PROSE) >= MANY and not _is_repeated(bands, run, dpi)


def _is_repeated(bands: Sequence[Band], run: tuple[int, int], dpi: float) -> bool:
    """Tell whether one word stands before a corridor in line after line: a space follows it, and no wall."""
    reach = round(ASIDE * dpi)
    first = max(0, run[0] - reach)
    before = [np.flatnonzero(line[first : run[0]]) for band in bands for line in band.beside(*run, reach)]
    ends = np.array([(places[0], places[-1]) for places in before])
    return bool((abs(ends - np.median(ends, axis=0)).max(axis=1) <= SAME_WORD * dpi).mean() >= REPEATED)


def _place(bands: Sequence[Band], marks: NDArray[np.int64], run: tuple[int, int]) -> tuple[int, bool]:
    """Return where in a corridor the wall was, and whether specks tell so; else it is the middle."""
    clear = _clear(bands, *run)
    best = np.flatnonzero(clear == clear.max())
    here = marks[run[0] : run[1]][best]
    most = int(here.argmax())
    is_marked = bool(here[most] >= SPECKS and here[most] > DENSE * np.median(here))
    return run[0] + int(best[most if is_marked else len(best) // 2]), is_marked


def _is_parted(band: Band, walls: Sequence[int], dpi: float) -> bool:
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
