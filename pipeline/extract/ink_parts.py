"""The parts of a line of ink that are read each on its own: between wide gaps, without dirt at their ends (pure)."""

import itertools

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ink import InkLine
from pipeline.extract.skew import Boxes

GUTTER = 1.6
"""A gap of so many letter heights parts two pieces of a line that are read on their own."""
SPECK, OFF, OFF_STOP = 0.26, 0.15, 0.45
"""A smaller piece that lies so far off the end of a line is dirt; further off where a full stop may stand.

All in letter heights.
"""
DOT, AWAY = 0.4, 0.6
"""A round piece up to so large, so far off the end of a line, is dirt too: a full stop stands closer."""
THREAD = 1
"""In pixels; what is no thicker is a crumb of a rule, and no dash."""
BULLET = (0.25, 0.8)
"""Before a line it may be a bullet, which stands so high, in letter heights."""


def parts_of(line: InkLine, boxes: Boxes) -> tuple[tuple[int, ...], ...]:
    """Return a line's pieces from left to right, parted at wide gaps; lone specks are left out."""
    order = sorted(line.pieces, key=lambda number: int(boxes[number, 0]))
    parts: list[list[int]] = []
    end = 0
    for number in order:
        if not parts or boxes[number, 0] - end > GUTTER * line.size:
            parts.append([])
            end = 0
        parts[-1].append(number)
        end = max(end, int(boxes[number, 2]))
    parts = [_without_specks(part, boxes, line) for part in parts]
    sides = [(boxes[part, 2:4].max(axis=0) - boxes[part, :2].min(axis=0)).tolist() for part in parts]
    is_text = [max(side) > 0.3 * line.size and min(side) > THREAD for side in sides]
    parts = list(itertools.compress(parts, is_text))
    while len(parts) > 1 and _is_lone_dot(parts[-1], boxes, line):
        parts = parts[:-1]
    while len(parts) > 1 and _is_lone_dot(parts[0], boxes, line) and not _may_be_bullet(boxes[parts[0][0]], line):
        parts = parts[1:]
    return tuple(map(tuple, parts))


def _without_specks(part: list[int], boxes: Boxes, line: InkLine) -> list[int]:
    """Return pieces from left to right without specks that lie off their first or last."""
    while len(part) > 1:
        gap = boxes[part[1], 0] - boxes[part[0], 2]
        is_dot = _is_dot(boxes[part[0]], gap, line) and not _may_be_bullet(boxes[part[0]], line)
        if not (is_dot or _is_speck(boxes[part[0]], gap, line, OFF)):
            break
        part = part[1:]
    while len(part) > 1:
        off = OFF_STOP if boxes[part[-1], 3] > line.foot - line.size / 3 else OFF
        gap = boxes[part[-1], 0] - boxes[part[:-1], 2].max()
        if not (_is_dot(boxes[part[-1]], gap, line) or _is_speck(boxes[part[-1]], gap, line, off)):
            break
        part = part[:-1]
    return part


def _is_speck(box: NDArray[np.int32], gap: int, line: InkLine, off: float) -> bool:
    """Tell whether a piece is far smaller than a letter, and so far off its neighbour."""
    return bool(max(box[2] - box[0], box[3] - box[1]) < SPECK * line.size and gap > off * line.size)


def _is_lone_dot(part: list[int], boxes: Boxes, line: InkLine) -> bool:
    """Tell whether a part, off all others, is nothing but a dot."""
    return len(part) == 1 and _is_dot(boxes[part[0]], round(line.size), line)


def _is_dot(box: NDArray[np.int32], gap: int, line: InkLine) -> bool:
    """Tell whether a piece is small and round, and far off its neighbour."""
    short, long = sorted((box[2] - box[0], box[3] - box[1]))
    return bool(long < DOT * line.size and 2 * short > long and gap > AWAY * line.size)


def _may_be_bullet(box: NDArray[np.int32], line: InkLine) -> bool:
    """Tell whether a dot stands as high as a bullet does."""
    least, most = BULLET
    return bool(least * line.size <= line.foot - (box[1] + box[3]) / 2 <= most * line.size)
