"""Rules too faint for any pixel to tell, and the edges of shaded rows: found by averages along a table (pure).

Grain hides a pale rule from every look at single pixels. Along a stretch of it most pixels are a little darker than
those on both sides, and along the edge of a shaded row those on one side are. Stretches with letters tell nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

DPI = 150
"""The resolution at which faint rules are looked for: finer ones only grain."""
STRETCH = 0.25
"""In inches; what is told of a rule is told for so long a stretch at once."""
LIGHT, DARK = 80, 10
"""In percent of a stretch; what so many of its pixels are no lighter than stands for it, and for ink in it."""
INKED = 60.0
"""A stretch with ink so many greys darker than the rest of it holds letters, and tells nothing."""
CONTRAST = 4.0
"""A rule is darker by so many greys than what lies on both sides, a shaded row than what lies beyond its edge."""
SIDE = 5
"""In pixels; so far from a rule's middle lie its sides."""
STEP = (3, 7)
"""In pixels; so far from a shaded row's edge one side is darker than the other."""
APART = 30
"""In pixels; rules of a table lie no nearer to each other."""
SHARE = 0.6
"""A rule is there along such a share of a table."""
BEYOND = 0.8
"""In inches; so far above and below the rules that were found a table may go on."""
JOINS = 0.12
"""In inches; rules so near to each other are of one table."""
POSTS, BARS = 3, 2
"""A table has so many rules down and across at least; a frame around text has fewer."""
GAP = 1
"""So many stretches of a rule may be hidden."""

Levels = NDArray[np.float32]


def find_faint_rules(grey: Grey, across: Boxes, down: Boxes, dpi: float) -> tuple[Boxes, Boxes]:
    """Find what is missing of the rules of tables.

    Args:
        grey: The level page, its paper white.
        across: The rules that were found already, across.
        down: Likewise, down.
        dpi: Resolution.

    Returns:
        The boxes of more rules across, and down; each is a rule's stretch where none was found.
    """
    scale = DPI / dpi
    found: tuple[list[list[int]], list[list[int]]] = ([], [])
    areas = list(_tables(across, down, dpi))
    if not areas:
        return _boxes(found[0]), _boxes(found[1])
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    lying, standing = (np.round(rules[:, :4] * scale).astype(np.int64) for rules in (across, down))
    for area in areas:
        x0, top, x1, bottom = (round(side * scale) for side in area)
        top, bottom = max(0, top - round(BEYOND * DPI)), min(small.shape[0], bottom + round(BEYOND * DPI))
        bars = _missing(small[top:bottom, x0:x1], _moved(lying, x0, top), [])
        found[0].extend([x0 + first, top + at - 1, x0 + last, top + at + 2] for at, first, last in bars)
        ends = [side for _, y0, _, y1 in found[0] for side in (y0, y1)]
        top, bottom = min([round(area[1] * scale), *ends]), max([round(area[3] * scale), *ends])
        left, right = max(0, x0 - 2 * SIDE), min(small.shape[1], x1 + 2 * SIDE)
        turned = _moved(standing, left, top)[:, [1, 0, 3, 2]]
        known = sorted({(one[1] + one[3]) // 2 for one in turned.tolist()})
        posts = _missing(np.ascontiguousarray(small[top:bottom, left:right].T), turned, known)
        found[1].extend([left + at - 1, top + first, left + at + 2, top + last] for at, first, last in posts)
    return _boxes(found[0], 1 / scale), _boxes(found[1], 1 / scale)


def _boxes(found: Sequence[Sequence[int]], scale: float = 1.0) -> Boxes:
    boxes = np.zeros((len(found), 5), np.int32)
    if found:
        boxes[:, :4] = np.round(np.array(found) * scale)
    return boxes


def _moved(rules: NDArray[np.int64], left: int, top: int) -> NDArray[np.int64]:
    return np.asarray(rules - np.array([left, top, left, top]))


def _tables(across: Boxes, down: Boxes, dpi: float) -> Iterator[tuple[int, int, int, int]]:
    """Yield the areas of rules that lie near each other, of both kinds."""
    if len(across) < BARS or len(down) < POSTS:
        return
    near, unit = dpi * JOINS, max(1.0, dpi / 25)
    rules = np.concatenate([across, down])[:, :4].astype(np.float64)
    extent = (np.ceil((rules[:, 2:].max(axis=0) + 2 * near) / unit)).astype(int)
    raster = np.zeros((extent[1] + 1, extent[0] + 1), np.uint8)
    for x0, y0, x1, y1 in ((rules + np.array([-near, -near, near, near])) / unit).clip(0).astype(int).tolist():
        raster[y0 : y1 + 1, x0 : x1 + 1] = 1
    _, labels = cv2.connectedComponents(raster)
    middles = ((rules[:, :2] + rules[:, 2:]) / 2 / unit).astype(int)
    groups = labels[middles[:, 1], middles[:, 0]]
    for group in sorted(set(groups.tolist())):
        bars, posts = (groups == group)[: len(across)], (groups == group)[len(across) :]
        if bars.sum() >= BARS and posts.sum() >= POSTS:
            held = rules[groups == group]
            yield (*held[:, :2].min(axis=0).astype(int).tolist(), *held[:, 2:].max(axis=0).astype(int).tolist())


def _missing(part: Grey, known: NDArray[np.int64], aligned: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches of faint rules across a part of a page: the row, the first and the last column.

    Args:
        part: Of the page; for rules down, turned.
        known: Boxes of the rules across that were found there.
        aligned: Rows in which a rule was found somewhere: there one stretch is enough.
    """
    size = round(STRETCH * DPI)
    count = part.shape[1] // size
    if not count or part.shape[0] < 4 * SIDE:
        return
    levels, lettered = _levels(part[:, : count * size].reshape(part.shape[0], count, size))
    ridges, steps = _inside(_ridges(levels) & ~lettered), _inside(_steps(levels, lettered) & ~lettered)
    marked = ridges | steps
    half = part.shape[1] / 2
    sure = [(y0 + y1) // 2 for x0, y0, x1, y1 in known.tolist() if x1 - x0 >= half]
    for at in _peaks(marked.mean(axis=1), ridges.mean(axis=1), aligned):
        if any(SIDE < abs(at - other) <= APART for other in sure):
            continue
        here = np.logical_or.reduce(marked[max(0, at - 1) : at + 2])
        for x0, y0, x1, y1 in known.tolist():
            if y0 - SIDE <= at <= y1 + SIDE:
                here[max(0, round(x0 / size)) : max(0, round(x1 / size))] = False
        for first, last in _runs(here):
            yield at, first * size, last * size


def _levels(stretches: Grey) -> tuple[Levels, NDArray[np.bool_]]:
    """Return the grey of each stretch, and whether letters stand in it; those count for little in its grey."""
    places = [stretches.shape[2] * share // 100 for share in (DARK, LIGHT)]
    ordered = np.partition(stretches, places, axis=2)
    dark, light = (cv2.blur(ordered[:, :, place].astype(np.float32), (1, 3)) for place in places)
    return np.asarray(light, np.float32), np.asarray(light - dark >= INKED)


def _rolled(levels: NDArray[Any], *ways: int) -> list[NDArray[Any]]:
    return [np.roll(levels, way, axis=0) for way in ways]


def _ridges(levels: Levels) -> NDArray[np.bool_]:
    """Tell where a stretch is darker than what lies above and below."""
    return np.asarray(np.minimum(*_rolled(levels, SIDE, -SIDE)) - levels >= CONTRAST)


def _steps(levels: Levels, lettered: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell where a stretch is the edge of something shaded, above or below, that is darker for a while."""
    above, far_above, below, far_below = _rolled(levels, *STEP, *(-way for way in STEP))
    falls = np.minimum(above, far_above) - np.maximum(below, far_below) >= CONTRAST
    rises = np.minimum(below, far_below) - np.maximum(above, far_above) >= CONTRAST
    letters = np.logical_or.reduce(_rolled(lettered, *STEP, *(-way for way in STEP)))
    return np.asarray((falls | rises) & ~letters)


def _inside(marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Leave out what rolled over the edge of the part."""
    marked[: STEP[-1]] = False
    marked[-STEP[-1] :] = False
    return marked


def _peaks(shares: NDArray[np.float64], ridges: NDArray[np.float64], aligned: Sequence[int]) -> list[int]:
    """Return the rows with a rule, of those near each other the surest: a shaded row's edge mostly has a rule too."""
    wanted = shares >= SHARE
    for one in aligned:
        wanted[max(0, one - 2) : one + 3] = shares[max(0, one - 2) : one + 3] > 0
    peaks: list[int] = []
    for row in np.argsort(-(shares + ridges), kind="stable").tolist():
        if wanted[row] and all(abs(row - other) > APART for other in peaks):
            peaks.append(row)
    return sorted(peaks)


def _runs(marked: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield the first and the end of each row of marks, over gaps of a few."""
    places = np.flatnonzero(marked).tolist()
    while places:
        first = last = places.pop(0)
        while places and places[0] - last <= GAP + 1:
            last = places.pop(0)
        yield first, last + 1
