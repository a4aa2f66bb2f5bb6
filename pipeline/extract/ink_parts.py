"""The parts of a line of ink that are read each on its own: between wide gaps, without dirt at their ends (pure)."""

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
    sides = [(boxes[part, 2:4].max(axis=0) - boxes[part, :2].min(axis=0)).max() for part in parts]
    return tuple(tuple(part) for part, side in zip(parts, sides, strict=True) if side > 0.3 * line.size)


def _without_specks(part: list[int], boxes: Boxes, line: InkLine) -> list[int]:
    """Return pieces from left to right without specks that lie off their first or last."""
    while len(part) > 1 and _is_speck(boxes[part[0]], boxes[part[1], 0] - boxes[part[0], 2], line, OFF):
        part = part[1:]
    while len(part) > 1:
        off = OFF_STOP if boxes[part[-1], 3] > line.foot - line.size / 3 else OFF
        if not _is_speck(boxes[part[-1]], boxes[part[-1], 0] - boxes[part[:-1], 2].max(), line, off):
            break
        part = part[:-1]
    return part


def _is_speck(box: NDArray[np.int32], gap: int, line: InkLine, off: float) -> bool:
    """Tell whether a piece is far smaller than a letter, and so far off its neighbour."""
    return bool(max(box[2] - box[0], box[3] - box[1]) < SPECK * line.size and gap > off * line.size)
