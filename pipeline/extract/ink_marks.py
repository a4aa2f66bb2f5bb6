"""Marks to rows of letters: each goes to the letters that it belongs to (pure)."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ink import InkLine, Numbers
from pipeline.extract.ink_rows import Row
from pipeline.extract.skew import Boxes

TOUCHING = 1
"""In pixels; pieces so near to each other were one before they were cut."""
UNSURE = 0.4
"""A mark so far from its place in a line must stand right above or below its ink."""
FAR = 2.0
"""What stands in a line's band, far from its letters, must stand right beside its ink: low digits beside a high one."""


def with_marks(boxes: Boxes, rows: list[Row], rest: Numbers, zone: int) -> tuple[list[InkLine], Numbers]:
    """Give each mark to the line that it belongs to.

    Args:
        boxes: The pieces of ink of the page.
        rows: The rows of letters of a zone.
        rest: Which of its pieces are no letters.
        zone: The zone.

    Returns:
        The lines, and what belongs to none.
    """
    if not rows:
        return [], rest
    sizes = np.array([row.size for row in rows])
    feet = np.stack([_feet_at(boxes, row.members, (boxes[rest, 0] + boxes[rest, 2]) / 2) for row in rows])
    costs = _costs(boxes, rows, rest, feet, sizes[:, None])
    choice, cost = costs.argmin(axis=0), costs.min(axis=0, initial=np.inf)
    members = [list(row.members) for row in rows]
    unsure = []
    for place, number in enumerate(rest.tolist()):
        if cost[place] < UNSURE:
            members[choice[place]].append(number)
        else:
            unsure.append(place)
    left = _beside(boxes, members, sizes, rest, costs, unsure)
    while len(left) < len(unsure):  # what was taken in may reach further pieces: digits are lower than letters
        unsure = left
        left = _beside(boxes, members, sizes, rest, costs, unsure)
    lines = [
        InkLine(zone, row.foot, row.size, tuple(sorted(pieces))) for row, pieces in zip(rows, members, strict=True)
    ]
    return lines, rest[np.array(left, np.int64)]


def with_rests(boxes: Boxes, lines: list[InkLine], group: Numbers, size: float) -> tuple[list[InkLine], Numbers]:
    """Give what touches one line alone, from above or below, to that line: the end of a mark that was cut.

    Args:
        boxes: The pieces of ink of the page.
        lines: The lines of a zone.
        group: Which of its pieces belong to none of them.
        size: Height of its letters, in pixels.

    Returns:
        The lines, and what still belongs to none.
    """
    held = boxes[[number for line in lines for number in line.pieces]]
    owners = np.repeat(np.arange(len(lines)), [len(line.pieces) for line in lines])
    rests: dict[int, list[int]] = {}
    for number in group[(boxes[group, 2:4] - boxes[group, :2]).max(axis=1, initial=0) < size].tolist():
        x0, top, x1, bottom = boxes[number, :4].tolist()
        apart = np.maximum(held[:, 1] - bottom, top - held[:, 3])
        hosts = set(owners[(held[:, 0] < x1) & (held[:, 2] > x0) & (apart <= TOUCHING)].tolist())
        if len(hosts) == 1:
            rests.setdefault(hosts.pop(), []).append(number)
    taken = [number for numbers in rests.values() for number in numbers]
    joined = [replace(line, pieces=(*line.pieces, *rests.get(at, ()))) for at, line in enumerate(lines)]
    return joined, group[~np.isin(group, taken)]


def _beside(
    boxes: Boxes,
    members: list[list[int]],
    sizes: NDArray[np.float64],
    rest: Numbers,
    costs: NDArray[np.float64],
    unsure: list[int],
) -> list[int]:
    """Give unsure pieces to the lines that they stand right beside; return those that stand beside none."""
    left = []
    for place in sorted(unsure, key=lambda place: -int(boxes[rest[place], 3])):
        number = int(rest[place])
        gaps = [
            _gap(boxes, pieces, number, aside=costs[row, place] == FAR) / size if costs[row, place] < np.inf else np.inf
            for row, (pieces, size) in enumerate(zip(members, sizes, strict=True))
        ]
        nearest = int(np.argmin(gaps))
        if gaps[nearest] < 0.6:
            members[nearest].append(number)
        else:
            left.append(place)
    return left


def _feet_at(boxes: Boxes, members: list[int], x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where a row's letters stand near each ``x``: paper that was photographed is not flat."""
    order = np.argsort(boxes[members, 0])
    letters = boxes[np.array(members)[order]]
    feet = letters[:, 3].astype(np.float64)
    if len(feet) > 3:
        padded = np.concatenate([feet[3:0:-1], feet, feet[-2:-5:-1]])
        near = padded[np.arange(len(feet))[:, None] + np.arange(7)]
        smooth = np.partition(near, 3, axis=1)[:, 3]
    else:
        smooth = np.full(len(feet), np.median(feet))
    return np.asarray(np.interp(x, (letters[:, 0] + letters[:, 2]) / 2, smooth))


def _costs(
    boxes: Boxes, rows: list[Row], rest: Numbers, feet: NDArray[np.float64], size: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return for each row and each mark how far the mark is from its place in the row, in letter heights.

    In the band of the letters that is 0; above it the gap to the letters; below it twice the gap, and only under
    a letter, because marks below hang close to theirs.
    """
    x0, top, x1, bottom = boxes[rest, :4].T.astype(np.float64)
    height = np.maximum(bottom - top, 1)
    within = np.minimum(bottom, feet + 0.2 * size) - np.maximum(top, feet - 1.1 * size)
    above = np.maximum(feet - size - bottom, 0) / size
    below = np.maximum(top - feet, 0) / size * 2
    cost = np.where(within > 0.5 * height, 0.0, np.where(top + bottom < 2 * feet - size, above, below))
    hangs = (cost > 0) & (top + bottom >= 2 * feet - size)
    aside = np.stack([_aside(boxes[row.members], x0, x1) for row in rows]) / size
    far = (aside > 2.5) & (cost == 0)
    cost = np.where((aside > 2.5) | (cost > 1.3) | (hangs & ((cost > 0.8) | (aside > 0))), np.inf, cost)
    return np.asarray(np.where(far, FAR, cost + np.maximum(aside, 0) / 10))


def _aside(letters: Boxes, x0: NDArray[np.float64], x1: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far marks are from the nearest letter of a row along the line; below 0 where they overlap."""
    starts = np.sort(letters[:, 0])
    ends = np.maximum.accumulate(letters[np.argsort(letters[:, 0]), 2])
    place = np.searchsorted(starts, x1)
    after = np.append(starts, 1 << 30)[place] - x1
    before = x0 - np.append(-(1 << 30), ends)[place]
    return np.asarray(np.minimum(after, before))


def _gap(boxes: Boxes, pieces: list[int], number: int, *, aside: bool) -> float:
    """Return how far a mark is from the nearest ink of a line straight below or above it, or beside it, in pixels."""
    x0, top, x1, bottom = boxes[number, :4].tolist()
    near = boxes[pieces]
    if aside:
        return float(np.maximum(near[:, 0] - x1, x0 - near[:, 2]).min())
    near = near[(near[:, 0] < x1 + 2) & (near[:, 2] > x0 - 2)]
    if not len(near):
        return float("inf")
    hangs = 0.3 * (near[:, 3] - near[:, 1]).max()  # what hangs was told already: this one stands on something
    return float(np.where(near[:, 1] >= bottom - 1, near[:, 1] - bottom, np.maximum(top - near[:, 3], 0) + hangs).min())
