"""Pieces of ink to lines of text, with Thai in mind (pure).

Letters stand on a base line; marks stand above and below them, two high, and at a tight pitch the marks of one
line reach into the next. So lines are made of letters first, and each mark then goes to the letters it belongs to.
"""

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ink import NO_TEXT, OUTSIDE, InkLine, Numbers, letter_height
from pipeline.extract.ink_marks import with_marks, with_rests
from pipeline.extract.ink_rows import find_rows, perched
from pipeline.extract.lone import dashes, low_digits
from pipeline.extract.skew import Boxes

LOW = 0.5
"""Ink in a cell that is at least so high, in letter heights, may be digits alone, which are lower than letters: ๑๐๐."""


def find_lines(boxes: Boxes, zones: NDArray[np.int64], dpi: float) -> tuple[InkLine, ...]:
    """Group pieces of ink into lines, zone by zone, from the top.

    Args:
        boxes: The pieces; row 0, the paper, is ignored.
        zones: For each piece the cell that it stands in, ``OUTSIDE`` or ``NO_TEXT``.
        dpi: Resolution.
    """
    typical = letter_height(boxes[1:], dpi)
    found: list[InkLine] = []
    numbers = np.arange(len(boxes))
    order = np.argsort(zones[1:], kind="stable") + 1
    for group in np.split(order, np.flatnonzero(np.diff(zones[order])) + 1):
        zone = int(zones[group[0]]) if len(group) else NO_TEXT
        if zone != NO_TEXT:
            found += _lines_of_zone(boxes, numbers[group], zone, typical, dpi)
    return tuple(found)


def _lines_of_zone(boxes: Boxes, group: Numbers, zone: int, typical: float, dpi: float) -> list[InkLine]:
    """Make the lines of one zone; what is left over is tried again as smaller print."""
    own = letter_height(boxes[group], dpi) if len(group) >= 12 else typical
    size = own if 0.55 * typical < own < 2 * typical else typical
    lines: list[InkLine] = []
    while True:
        height = boxes[group, 3] - boxes[group, 1]
        is_letter = (height >= 0.62 * size) & (height <= 3 * size)
        is_letter[is_letter] = ~perched(boxes[group[is_letter]], size)
        rows = find_rows(boxes, group[is_letter], size)
        found, group = with_marks(boxes, rows, group[~is_letter & (height <= 3 * size)], zone)
        lines += found
        smaller = letter_height(boxes[group], dpi)
        is_low = not lines and zone != OUTSIDE and len(group) > 1 and smaller >= LOW * size
        if not (is_low or (found and len(group) > 2)) or smaller > 0.62 * size or smaller < dpi / 24:
            break
        size = smaller
    lines, group = with_rests(boxes, lines, group, size)
    if zone != OUTSIDE:
        found, group = _lone_digits(boxes, lines, group, zone, size)
        lines += found
        lines += [
            InkLine(zone, float(boxes[number, 3]) + size / 3, size, (number,))
            for number in dashes(boxes, group, size).tolist()
        ]
    return sorted(lines, key=lambda line: line.foot)


def _lone_digits(
    boxes: Boxes, lines: list[InkLine], group: Numbers, zone: int, size: float
) -> tuple[list[InkLine], Numbers]:
    """Make a line of digits that stand alone on the last line of a cell; what is beside them belongs to it."""
    last = max(lines, key=lambda line: line.foot, default=InkLine(zone, 0.0, size, ()))
    digits = low_digits(boxes, group, np.array(last.pieces, np.int64), last.foot, last.size)
    return with_marks(boxes, find_rows(boxes, digits, size), np.setdiff1d(group, digits), zone)
