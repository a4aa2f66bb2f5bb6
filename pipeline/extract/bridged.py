"""Walls that a fax kept in some rows of a table and lost in others: they went on between words (pure)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

SAME = 0.03
"""In inches; pieces of rules down so near to each other, side by side, are of one wall; shorter gaps are none."""
REACH = 0.015
"""In inches; no word comes so near to a wall."""
ASIDE = 1.0
"""In inches; words so far from a wall stand beside it."""
BESIDE = 0.8
"""Another wall stands along such a share of the gap: else the gap lies between two tables."""


Rows = list[tuple[int, int]]
"""Each from which height to which other."""


def bridges(words: Grey, across: Boxes, down: Boxes, dpi: float) -> Boxes:
    """Return a box for each row in which a wall was lost that stands in other rows.

    In such a row words stand on both sides of the wall, and none across it: a heading over all columns has no walls.
    Above and below all that is left of a wall, they stand in the columns next to it, and row after row is looked at
    from there on: a name over several columns ends the wall.

    Args:
        words: 255 where words are.
        across: Rules across.
        down: Rules down.
        dpi: Resolution.
    """
    near, aside = SAME * dpi, round(ASIDE * dpi)
    numbers = _walls(down, near)
    walls = [down[numbers == number] for number in range(int(numbers.max(initial=-1)) + 1)]
    places = [int(np.median((wall[:, 0] + wall[:, 2]) // 2)) for wall in walls]
    boxes: list[tuple[int, int, int, int, int]] = []

    def _of_tables(rows: Rows) -> set[tuple[int, int]]:
        """Return the rows of a gap from both ends to where no other wall stands: there one table ends."""
        return {
            row for way in (rows, rows[::-1]) for row in takewhile(lambda row: _is_beside(down, numbers, *row), way)
        }

    def is_lost(top: int, bottom: int, at: int, begin: int, end: int) -> bool:
        row, shares = words[top:bottom], _shares(down, numbers, top, bottom)
        lost = [other for other, share in zip(places, shares.tolist(), strict=True) if share < BESIDE]
        is_heading = any(_runs_on(row, other, dpi) for other in lost)
        return shares.max() >= BESIDE and not is_heading and _parts(row, at, (begin, end), dpi)

    for number, (at, wall) in enumerate(zip(places, walls, strict=True)):
        crossing = across[(across[:, 0] - near <= at) & (across[:, 2] + near >= at)]
        floors = np.unique((crossing[:, 1] + crossing[:, 3]) // 2).tolist()
        found = [
            row
            for top, bottom in _gaps(wall, near)
            for row in _of_tables(list(pairwise([top, *(floor for floor in floors if top < floor < bottom), bottom])))
            if is_lost(*row, at, max(0, at - aside), at + aside)
        ]
        if 0 < number < len(walls) - 1:
            sides = places[number - 1], places[number + 1]
            for rows in _beyond(wall, floors, near):
                lost = (is_lost(*row, at, *sides) for row in rows)
                found += (row for row, _ in takewhile(itemgetter(1), zip(rows, lost, strict=True)))
        boxes += [(at, top, at + 1, bottom + 1, 0) for top, bottom in found]
    return np.array(boxes, np.int32).reshape(-1, 5)


def _walls(down: Boxes, near: float) -> NDArray[np.intp]:
    """Return for each piece the number of its wall, from the left."""
    middles = (down[:, 0] + down[:, 2]) / 2
    order = np.argsort(middles, kind="stable")
    numbers = np.zeros(len(down), np.intp)
    numbers[order[1:]] = np.cumsum(np.diff(middles[order]) > near)
    return numbers


def _gaps(wall: Boxes, near: float) -> Iterator[tuple[int, int]]:
    """Yield from where to where a wall is lost between its pieces."""
    pieces = wall[np.argsort(wall[:, 1], kind="stable")]
    ends = np.maximum.accumulate(pieces[:, 3])
    for end, top in zip(ends[:-1].tolist(), pieces[1:, 1].tolist(), strict=True):
        if top - end > near:
            yield end, top


def _beyond(wall: Boxes, floors: Sequence[int], near: float) -> tuple[Rows, Rows]:
    """Return the rows above a wall, from the lowest, and those below it, from the highest."""
    first, last = int(wall[:, 1].min()), int(wall[:, 3].max())
    above = [*(floor for floor in floors if floor < first - near), first]
    below = [last, *(floor for floor in floors if floor > last + near)]
    return list(pairwise(above))[::-1], list(pairwise(below))


def _is_beside(down: Boxes, numbers: NDArray[np.intp], top: int, bottom: int) -> bool:
    """Tell whether another wall stands along a gap: the one that is lost there does not."""
    return bool(_shares(down, numbers, top, bottom).max() >= BESIDE)


def _shares(down: Boxes, numbers: NDArray[np.intp], top: int, bottom: int) -> NDArray[np.float64]:
    """Return along which share of a gap each wall stands."""
    shared = np.maximum(np.minimum(down[:, 3], bottom) - np.maximum(down[:, 1], top), 0)
    return np.asarray(np.bincount(numbers, shared) / max(1, bottom - top))


def _runs_on(row: NDArray[np.uint8], at: int, dpi: float) -> bool:
    """Tell whether words run through the place of a wall, from one side of it to the other."""
    reach = round(REACH * dpi)
    left, right = row[:, max(0, at - 2 * reach) : at - reach], row[:, at + reach + 1 : at + 2 * reach + 1]
    return bool((left.any(axis=1) & row[:, at] & right.any(axis=1)).any())


def _parts(row: NDArray[np.uint8], at: int, sides: tuple[int, int], dpi: float) -> bool:
    """Tell whether words stand on both sides of a place, no farther than so, and none across it."""
    reach = round(REACH * dpi)
    return bool(
        not row[:, max(0, at - reach) : at + reach + 1].any()
        and row[:, sides[0] : at].any()
        and row[:, at : sides[1]].any()
    )
