"""Walls that a fax kept in some rows of a table and lost in others: they went on between words (pure)."""

from collections.abc import Iterator
from itertools import pairwise

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


def bridges(words: Grey, across: Boxes, down: Boxes, dpi: float) -> Boxes:
    """Return a box for each row in which a wall was lost that stands above and below it.

    In such a row words stand on both sides of the wall, and none across it: a heading over all columns has no walls.

    Args:
        words: 255 where words are.
        across: Rules across.
        down: Rules down.
        dpi: Resolution.
    """
    found: list[tuple[int, int, int, int, int]] = []
    for wall in _walls(down, SAME * dpi):
        at = int(np.median((wall[:, 0] + wall[:, 2]) // 2))
        for top, bottom in _gaps(wall, SAME * dpi):
            crossing = across[(across[:, 0] - SAME * dpi <= at) & (across[:, 2] + SAME * dpi >= at)]
            middles = ((crossing[:, 1] + crossing[:, 3]) // 2).tolist()
            floors = sorted({top, *(floor for floor in middles if top < floor < bottom), bottom})
            found += [
                (at, upper, at + 1, lower + 1, 0)
                for upper, lower in pairwise(floors)
                if _is_beside(down, upper, lower) and _parts(words[upper:lower], at, dpi)
            ]
    return np.array(found, np.int32).reshape(-1, 5)


def _walls(down: Boxes, near: float) -> Iterator[Boxes]:
    """Yield the pieces of each wall."""
    middles = (down[:, 0] + down[:, 2]) / 2
    order = np.argsort(middles, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(middles[order]) > near) + 1):
        if len(group) > 1:
            yield down[group]


def _gaps(wall: Boxes, near: float) -> Iterator[tuple[int, int]]:
    """Yield from where to where a wall is lost between its pieces."""
    pieces = wall[np.argsort(wall[:, 1], kind="stable")]
    ends = np.maximum.accumulate(pieces[:, 3])
    for end, top in zip(ends[:-1].tolist(), pieces[1:, 1].tolist(), strict=True):
        if top - end > near:
            yield end, top


def _is_beside(down: Boxes, top: int, bottom: int) -> bool:
    """Tell whether another wall stands along a gap: the one that is lost there does not."""
    shared = np.minimum(down[:, 3], bottom) - np.maximum(down[:, 1], top)
    return bool((shared >= BESIDE * (bottom - top)).any())


def _parts(row: NDArray[np.uint8], at: int, dpi: float) -> bool:
    """Tell whether words stand on both sides of a place, and none across it."""
    reach, aside = round(REACH * dpi), round(ASIDE * dpi)
    return bool(
        row[:, max(0, at - aside) : at].any()
        and row[:, at : at + aside].any()
        and not row[:, max(0, at - reach) : at + reach + 1].any()
    )
