"""How a page lies: which way its lines run, and how far they are off the level (pure)."""

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.int32]
"""Connected pieces of ink, one a row: x0, top, x1, bottom, pixels of ink."""

WIDEST = 12.0
"""Degrees of skew that are looked for; a page photographed by hand is seldom worse."""


MARK = 0.7
"""What is smaller than this share of most letters is a mark, which stands close above or below one."""
ALIKE, ENOUGH = 0.1, 40
"""Letters whose height differs by this share at most stand on one foot; so many suffice to tell the tenths alone."""
LEANING, CLEAR = 1.2, 3.0
"""Pages are taken for upright unless so many times more speaks for the other way; with so many times more, for either
way, it is clear.
"""


def letters(boxes: Boxes, dpi: float) -> Boxes:
    """Return the pieces that are of a letter's size: no marks, rules, specks or pictures.

    Sizes are absolute, because the page may still lie sideways: 3 to 36 points.
    """
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    large = np.maximum(width, height)
    small = np.minimum(width, height)
    found: Boxes = boxes[(large >= dpi / 24) & (large <= dpi / 2) & (small >= dpi / 72)]
    return found


def tell_sideways(boxes: Boxes) -> NDArray[np.float64]:
    """Return how much speaks for lines that run across the page, and for lines that run down it.

    Neighbours stand closer in the direction of the line. What several looks at a page tell, at several darknesses,
    is added up.

    Args:
        boxes: What ``letters`` gave.
    """
    if len(boxes) < 2:
        return np.zeros(2)
    large = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    boxes = boxes[large > MARK * np.percentile(large, 70)]
    across = _close_neighbours(boxes[:, 0], boxes[:, 2], boxes[:, 1], boxes[:, 3])
    down = _close_neighbours(boxes[:, 1], boxes[:, 3], boxes[:, 0], boxes[:, 2])
    return np.array([across, down])


def is_clear(told: NDArray[np.float64]) -> bool:
    """Tell whether so much more speaks for one way than for the other that no other look can change it."""
    return bool(told.max() > CLEAR * told.min() + 1)


def lies_sideways(told: NDArray[np.float64]) -> bool:
    """Tell whether lines run down the page.

    Args:
        told: The sum of what ``tell_sideways`` gave.
    """
    across, down = told.tolist()
    return bool(down > LEANING * across + 1)


def _close_neighbours(
    start: NDArray[np.int32], end: NDArray[np.int32], low: NDArray[np.int32], high: NDArray[np.int32]
) -> float:
    """Count pieces that another follows closely along one axis, at the same height; nearer ones count more."""
    order = np.argsort(start, kind="stable")
    start, end, low, high = start[order], end[order], low[order], high[order]
    size = np.median(np.maximum(end - start, high - low))
    some = np.argsort(order)[:: max(1, len(start) // 400)]
    first = np.searchsorted(start, np.maximum(end[some] - size / 4, start[some]), "right")
    count = np.maximum(np.searchsorted(start, end[some] + size) - first, 0)
    which = np.repeat(np.arange(len(some)), count)
    after = np.arange(count.sum()) + np.repeat(first - np.cumsum(count) + count, count)
    before = some[which]
    shared = np.minimum(high[after], high[before]) - np.maximum(low[after], low[before])
    beside = shared > np.minimum((high - low)[after], (high - low)[before]) * 0.6
    nearest = np.full(len(some), size)
    np.minimum.at(nearest, which[beside], np.maximum(start[after] - end[before], 0)[beside])
    return float((1 - nearest / size).sum())


def find_skew(boxes: Boxes) -> float:
    """Return the angle of the lines in degrees: positive where they fall to the right.

    The feet of the letters of a line lie on one height when the page is level; the angle at which the feet
    gather most sharply is the skew, to a tenth of a degree or so: ``slope`` tells it exactly.

    Args:
        boxes: What ``letters`` gave, of a page whose lines run across it.
    """
    if len(boxes) < 3:
        return 0.0
    x = (boxes[:, 0] + boxes[:, 2]) / 2.0
    foot = boxes[:, 3].astype(np.float64)
    height = float(np.median(boxes[:, 3] - boxes[:, 1]))
    every = np.ones(len(boxes), np.bool_)
    like = abs(boxes[:, 3] - boxes[:, 1] - height) <= ALIKE * height + 0.5
    like = like if like.sum() >= ENOUGH else every
    angle = 0.0
    for reach, step, blur, some in (
        (WIDEST, 0.2, height / 4, every), (0.4, 0.04, height / 8, like)
    ):  # fmt: skip
        angles = angle + np.arange(-reach, reach + step / 2, step)
        angle = float(angles[np.argmax(_smoothed([_gathering(x[some], foot[some], tilt, blur) for tilt in angles]))])
    return angle


def _gathering(x: NDArray[np.float64], y: NDArray[np.float64], tilt: float, blur: float) -> float:
    """Return how sharply points gather in rows when the page is turned back by ``tilt`` degrees."""
    level = (y - x * np.tan(np.radians(tilt))) / max(blur, 1.0)
    place = np.floor(level - level.min()).astype(np.int64)
    part = level - level.min() - place
    rows = np.bincount(place, 1 - part, place.max() + 2) + np.bincount(place + 1, part, place.max() + 2)
    return float((rows**2).sum())


def _smoothed(values: list[float]) -> NDArray[np.float64]:
    """Return a running mean of three, so that a lucky single angle does not win."""
    padded = np.pad(np.asarray(values), 1, mode="edge")
    return np.asarray((padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4)
