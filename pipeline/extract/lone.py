"""Ink that stands alone in a cell and is lower than letters: a dash, or a digit or two (pure).

Thai's digits, and those of some Latin fonts, are hardly higher than a mark. Among letters they are told by where they
stand; alone, on the last line of a narrow cell that wraps ``99.23`` before the 3, only their shape and their place
tell them from a speck.
"""

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.skew import Boxes

Numbers = NDArray[np.int64]

LEAST, LEAST_OF_SEVERAL, MOST = 0.5, 0.45, 1.05
"""Heights of low digits, in letter heights; several beside each other may be smaller than one alone."""
AMONG = 0.62
"""Letters of a line are no lower than this, in its letter heights; where marks have grown into them, those without a
mark tell how high letters are."""
NARROW, WIDE = 0.3, 1.7
"""Widths of a digit, in its own heights."""
SOLID = 0.77
"""A digit is strokes with paper between: a piece that fills more of its box is a speck."""
SEVERAL = 3
"""More than so many digits stand on a line of their own in no cell that wraps numbers."""
LEVEL, BESIDE = 0.3, 0.9
"""Digits of one number stand so level, and so close, at most; in letter heights."""
BELOW, FAR_BELOW = 0.7, 3.0
"""So far below the foot of the line above them wrapped digits begin, in letter heights: no mark hangs there."""
ALIGNED = 0.7
"""They begin, end or have their middle where that line has, within so many letter heights."""


def dashes(boxes: Boxes, group: Numbers, size: float) -> Numbers:
    """Return the pieces that are a dash: it says that nothing is printed.

    Args:
        boxes: The pieces of ink of the page.
        group: Which of them stand in one cell and in none of its lines.
        size: Height of its letters.
    """
    width, height = boxes[group, 2] - boxes[group, 0], boxes[group, 3] - boxes[group, 1]
    return np.asarray(group[(width > 0.2 * size) & (width > 1.5 * height) & (width < 4 * size)])


def low_digits(boxes: Boxes, group: Numbers, above: Numbers, foot: float, size: float) -> Numbers:
    """Return the pieces that are the digits of a number, or of its end, on the last line of a cell.

    Args:
        boxes: The pieces of ink of the page.
        group: Which of them stand in one cell and in none of its lines.
        above: Which make up the last line of the cell; none where no line was found.
        foot: Where that line stands.
        size: Height of its letters, or of the page's letters where there is no line.

    Returns:
        From left to right; none where there is more than a few digits, or where they do not stand as a last line does.
    """
    x0, top, x1, bottom, ink = boxes[group].T
    width, height = x1 - x0, bottom - top
    letter = _letter_height(boxes[above], size)
    is_digit = (height >= LEAST_OF_SEVERAL * letter) & (height <= MOST * size)
    is_digit &= (width >= NARROW * height) & (width <= WIDE * height) & (ink < SOLID * width * height)
    found: Numbers = group[is_digit]
    found = np.asarray(found[np.argsort(boxes[found, 0])])
    least = LEAST if len(found) == 1 else LEAST_OF_SEVERAL
    stands = (
        1 <= len(found) <= SEVERAL
        and bool((height[is_digit] >= least * letter).all())
        and _is_one_number(boxes[found], size)
        and (not len(above) or _wraps(boxes[found], boxes[above], foot, size))
    )
    return np.asarray(found if stands else found[:0])


def _letter_height(above: Boxes, size: float) -> float:
    """Return the height of the lower letters of a line; its letter height where there is no line."""
    height = above[:, 3] - above[:, 1]
    letters = height[(height >= AMONG * size) & (height <= size)]
    return float(np.percentile(letters, 25)) if letters.size else size


def _is_one_number(digits: Boxes, size: float) -> bool:
    """Tell whether digits stand side by side on one line."""
    gaps = digits[1:, 0] - digits[:-1, 2]
    return bool(np.ptp(digits[:, 3]) <= LEVEL * size and (gaps <= BESIDE * size).all())


def _wraps(digits: Boxes, above: Boxes, foot: float, size: float) -> bool:
    """Tell whether digits stand where a cell goes on with what its last line has no room for."""
    ends = [(float(pieces[:, 0].min()), float(pieces[:, 2].max())) for pieces in (digits, above)]
    (left, right), (begin, end) = ends
    off = min(abs(left - begin), abs(right - end), abs(left + right - begin - end) / 2)
    fall = float(digits[:, 1].min()) - foot
    return off <= ALIGNED * size and BELOW * size <= fall <= FAR_BELOW * size
