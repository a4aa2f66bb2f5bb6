"""Cuts pieces of ink in two where letters or marks of two lines touch (pure)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ink import InkLine
from pipeline.extract.labels import Labels, narrowed
from pipeline.extract.skew import Boxes

TALLEST = 9.0
"""Letter heights; a taller piece is no touching letters but a picture or a bracket over lines."""
OVER = 1.6
"""Letters so many times as high as those of a line that runs through them are letters of two lines that touch."""


def cut_touching(
    labels: Labels, boxes: Boxes, zones: NDArray[np.int64], lines: Sequence[InkLine]
) -> tuple[Labels, Boxes, NDArray[np.int64]]:
    """Cut the pieces that belong to two lines, where there is least ink between the lines.

    Args:
        labels: The number of the piece at each pixel.
        boxes: The pieces.
        zones: The cell of each piece.
        lines: What ``find_lines`` made of them.

    Returns:
        The same three with a piece for each part; they are the very same where nothing touches.
    """
    by_zone: dict[int, list[InkLine]] = {}
    for line in lines:
        if len(line.pieces) > 2:
            by_zone.setdefault(line.zone, []).append(line)
    cuts = [cut for zone, here in by_zone.items() if len(here) > 1 for cut in _cuts(boxes, zones, here, zone)]
    if not cuts:
        return labels, boxes, zones
    labels, grown, more = narrowed(labels, len(boxes) + len(cuts)), [*boxes], [*zones]
    for number, start, end in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        x0, top, x1, bottom, _ = (int(side) for side in grown[number])
        part = labels[top:bottom, x0:x1]
        rows = (part == number).sum(axis=1)
        first = max(start - top, 2)
        if first >= len(rows) - 1:
            continue
        row = first + int(rows[first : max(end - top, first + 1)].argmin())
        if row >= len(rows) - 1:
            continue
        below = part[row:]
        below[below == number] = len(grown)
        grown.append(_box(labels, len(grown), x0, top + row, x1, bottom))
        grown[number] = _box(labels, number, x0, top, x1, top + row)
        more.append(zones[number])
    return labels, np.array(grown, np.int32), np.array(more)


def _box(labels: Labels, number: int, x0: int, top: int, x1: int, bottom: int) -> NDArray[np.int32]:
    """Return the box of a piece that lies within a box."""
    mine = labels[top:bottom, x0:x1] == number
    rows, columns = np.flatnonzero(mine.any(axis=1)), np.flatnonzero(mine.any(axis=0))
    if not len(rows):
        return np.array([x0, top, x0, top, 0], np.int32)
    return np.array([x0 + columns[0], top + rows[0], x0 + columns[-1] + 1, top + rows[-1] + 1, mine.sum()], np.int32)


def _cuts(boxes: Boxes, zones: NDArray[np.int64], here: Sequence[InkLine], zone: int) -> list[tuple[int, int, int]]:
    """Return pieces of a zone to cut, each with the rows between which to cut it."""
    here = [line for line in here if not any(_is_over(boxes, line, other) for other in here)]
    found: list[tuple[int, int, int]] = []
    group = np.flatnonzero(zones == zone)
    held = boxes[group]
    for upper in here:
        x0, x1 = boxes[list(upper.pieces), 0].min(), boxes[list(upper.pieces), 2].max()
        for lower in here:
            size = max(upper.size, lower.size)
            if not 0.9 * lower.size < lower.foot - upper.foot < 4.5 * size:
                continue
            if any(upper.foot + size / 2 < other.foot < lower.foot - size / 2 for other in here):
                continue
            start, end = upper.foot + 1, lower.foot - lower.size
            bridging = (
                (held[:, 1] < upper.foot + 0.15 * upper.size)
                & (held[:, 3] > min(lower.foot - 0.7 * lower.size, upper.foot + 0.62 * upper.size))
                & (held[:, 3] - held[:, 1] < TALLEST * size)
                & (held[:, 0] < x1 + 2 * size)
                & (held[:, 2] > x0 - 2 * size)
            )
            found += [(int(number), round(start), round(max(end, start + 1))) for number in group[bridging]]
    return list(dict.fromkeys(found))


def _is_over(boxes: Boxes, tall: InkLine, other: InkLine) -> bool:
    """Tell whether what passes for a line is ink of two lines that touches: another line runs through it."""
    if tall.size < OVER * other.size or len(tall.pieces) > len(other.pieces):
        return False
    through = tall.foot - tall.size + other.size / 2 < other.foot < tall.foot - other.size / 2
    own, longer = boxes[list(tall.pieces)], boxes[list(other.pieces)]
    return bool(through and longer[:, 0].min() <= own[:, 0].min() and own[:, 2].max() <= longer[:, 2].max())
