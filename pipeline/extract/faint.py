"""Rules too faint for any pixel to tell, and the edges of shaded rows: found by averages along a table (pure).

Grain hides a pale rule from every look at single pixels. Along a stretch of it most pixels are a little darker than
those on both sides, and along the edge of a shaded row those on one side are. Stretches with letters tell nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
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
STRONG = 40.0
"""Where a table's rules are mostly darker by so many greys than what lies beside them, none of them is faint: what is
pale there shows through from the other side of the sheet."""
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
MARGIN = 12
"""In pixels; what is looked at on both sides of a rule."""

Levels = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Known:
    """The rules of a table that were found, in one direction, as if they ran across."""

    boxes: NDArray[np.int64]

    @property
    def places(self) -> list[int]:
        """The rows in which they lie, from the top; those of one rule's pieces once."""
        rows: list[int] = []
        for row in sorted(((self.boxes[:, 1] + self.boxes[:, 3]) // 2).tolist()):
            if not rows or row - rows[-1] > SIDE:
                rows.append(row)
        return rows

    def covers(self, at: int, first: int, last: int) -> bool:
        """Tell whether most of a side is a rule that was found."""
        near = (self.boxes[:, 1] - SIDE <= at) & (at <= self.boxes[:, 3] + SIDE)
        shared = np.minimum(self.boxes[:, 2], last) - np.maximum(self.boxes[:, 0], first)
        return float(shared[near].clip(0).sum()) >= SHARE * (last - first)


def find_faint_rules(grey: Grey, across: Boxes, down: Boxes, dpi: float) -> tuple[Boxes, Boxes]:
    """Find what is missing of the rules of tables.

    Args:
        grey: The level page, its paper white.
        across: The rules that were found already, across.
        down: Likewise, down.
        dpi: Resolution.

    Returns:
        The boxes of more rules across, and down: each a side of a cell along which none was found.
    """
    scale = DPI / dpi
    found: tuple[list[list[int]], list[list[int]]] = ([], [])
    areas = list(_tables(across, down, dpi))
    if areas:
        small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        for group in areas:
            bars, posts = (np.round(rules[:, :4] * scale).astype(np.int64) for rules in group)
            _look(small, bars, posts, found)
    return _boxes(found[0], 1 / scale), _boxes(found[1], 1 / scale)


def _look(page: Grey, bars: NDArray[np.int64], posts: NDArray[np.int64], found: tuple[list[list[int]], ...]) -> None:
    """Add what is missing of one table's rules to what was found."""
    if _depth(page, bars) > STRONG:
        return
    rules = np.concatenate([bars, posts])
    x0, x1 = max(0, int(rules[:, 0].min())), min(page.shape[1], int(rules[:, 2].max()))
    beyond = round(BEYOND * DPI)
    top, bottom = max(0, int(rules[:, 1].min()) - beyond), min(page.shape[0], int(rules[:, 3].max()) + beyond)
    lying = _Known(bars)
    rows = sorted([*lying.places, *(top + at for at in _new(page[top:bottom, x0:x1], [y - top for y in lying.places]))])
    top, bottom = max(0, rows[0] - MARGIN), min(page.shape[0], rows[-1] + MARGIN)
    left, right = max(0, x0 - MARGIN), min(page.shape[1], x1 + MARGIN)
    turned = np.ascontiguousarray(page[:, left:right].T)
    standing = _Known(posts[:, [1, 0, 3, 2]] - np.array([0, left, 0, left]))
    columns = sorted([*standing.places, *_new(turned[:, top:bottom], standing.places)])
    for at, first, last in _sides(page, lying, rows, [left + column for column in columns]):
        found[0].append([first, at - 1, last, at + 2])
    for at, first, last in _sides(turned, standing, columns, rows):
        found[1].append([left + at - 1, first, left + at + 2, last])


def _depth(page: Grey, bars: NDArray[np.int64]) -> float:
    """Return by how many greys rules across are mostly darker than what lies beside them."""
    depths = []
    for x0, top, x1, bottom in bars.tolist():
        at = (top + bottom) // 2
        band = page[max(0, at - MARGIN) : at + MARGIN + 1, max(0, x0) : x1]
        if min(band.shape) > 2 * SIDE:
            levels, _ = _levels(band[:, None])
            middle = min(at, MARGIN)
            depths.append(_beside(levels)[max(0, middle - 1) : middle + 2].max())
    return float(np.median(depths)) if depths else 0.0


def _boxes(found: Sequence[Sequence[int]], scale: float) -> Boxes:
    boxes = np.zeros((len(found), 5), np.int32)
    if found:
        boxes[:, :4] = np.round(np.array(found) * scale)
    return boxes


def _tables(across: Boxes, down: Boxes, dpi: float) -> Iterator[tuple[Boxes, Boxes]]:
    """Yield the rules, across and down, that lie near each other."""
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
            yield across[bars], down[posts]


def _new(part: Grey, known: Sequence[int]) -> list[int]:
    """Return the rows of a part of a page in which a rule runs that was not found at all.

    Args:
        part: As wide as the table; for rules down, turned.
        known: The rows of the rules that were found.
    """
    size = round(STRETCH * DPI)
    count = part.shape[1] // size
    if not count or part.shape[0] <= 2 * STEP[-1]:
        return []
    ridges, steps = _marks(part[:, : count * size].reshape(part.shape[0], count, size))
    shares, surest = (ridges | steps).mean(axis=1), ridges.mean(axis=1)
    taken = list(known)
    new: list[int] = []
    for row in np.argsort(-(shares + surest), kind="stable").tolist():
        if shares[row] >= SHARE and all(abs(row - other) > APART for other in taken):
            taken.append(row)
            new.append(row)
    return new


def _sides(page: Grey, known: _Known, rows: Sequence[int], columns: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the sides of cells along which a faint rule runs: the row, the first and the last column.

    A rule of the table need not run along each: cells may be merged.
    """
    for at in rows:
        band = page[max(0, at - MARGIN) : at + MARGIN + 1]
        middle = min(at, MARGIN)
        for first, last in pairwise(columns):
            if last - first <= 2 * MARGIN or known.covers(at, first, last):
                continue
            ridges, steps = _marks(band[:, None, first + SIDE : last - SIDE])
            if (ridges | steps)[max(0, middle - 2) : middle + 3].any():
                yield at, first, last


def _marks(stretches: Grey) -> tuple[Mask, Mask]:
    """Tell where stretches are darker than what lies on both sides, and where they are the edge of something shaded."""
    levels, lettered = _levels(stretches)
    return _inside((_beside(levels) >= CONTRAST) & ~lettered), _inside(_steps(levels, lettered) & ~lettered)


def _levels(stretches: Grey) -> tuple[Levels, Mask]:
    """Return the grey of each stretch, and whether letters stand in it; those count for little in its grey."""
    places = [stretches.shape[2] * share // 100 for share in (DARK, LIGHT)]
    ordered = np.partition(stretches, places, axis=2)
    dark, light = (cv2.blur(ordered[:, :, place].astype(np.float32), (1, 3)) for place in places)
    return np.asarray(light, np.float32), np.asarray(light - dark >= INKED)


def _rolled(levels: NDArray[Any], *ways: int) -> list[NDArray[Any]]:
    return [np.roll(levels, way, axis=0) for way in ways]


def _beside(levels: Levels) -> Levels:
    """Return by how many greys stretches are darker than what lies above and below."""
    return np.asarray(np.minimum(*_rolled(levels, SIDE, -SIDE)) - levels)


def _steps(levels: Levels, lettered: Mask) -> Mask:
    """Tell where a stretch is the edge of something shaded, above or below, that is darker for a while."""
    above, far_above, below, far_below = _rolled(levels, *STEP, *(-way for way in STEP))
    falls = np.minimum(above, far_above) - np.maximum(below, far_below) >= CONTRAST
    rises = np.minimum(below, far_below) - np.maximum(above, far_above) >= CONTRAST
    letters = np.logical_or.reduce(_rolled(lettered, *STEP, *(-way for way in STEP)))
    return np.asarray((falls | rises) & ~letters)


def _inside(marked: Mask) -> Mask:
    """Leave out what rolled over the edge of the part."""
    marked[: STEP[-1]] = False
    marked[-STEP[-1] :] = False
    return marked
