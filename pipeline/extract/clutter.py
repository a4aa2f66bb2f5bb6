"""Ink that is no text: pictures, emblems, stamps, signatures, the edges of the scan and specks (pure)."""

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ink import NO_TEXT, OUTSIDE, letter_height
from pipeline.extract.skew import Boxes

DENSE = 0.12
"""A share of ink from which what stands around a large piece is a picture, with all that is in it."""
DISC = 0.6
"""A share of ink from which a piece larger than letters is a punch hole or a blot."""
SOLID, EVEN = 0.72, 1.3
"""A share of ink from which a piece somewhat larger than letters, and about as wide as high, is a dot of colour."""
LIKE, LEVEL, NEAR, SEVERAL = 0.15, 0.12, 4.0, 3
"""So many pieces whose heights and feet differ by no more than these shares of a height, within so many heights of each
other, are bold letters of a heading and no holes: those are alone."""
STAMP = 0.4
"""Coloured rules that reach over more of the page than this share are no stamp."""


def text_zones(
    boxes: Boxes, coloured: NDArray[np.bool_], stamps: Boxes, shape: tuple[int, ...], dpi: float
) -> NDArray[np.int64]:
    """Tell text from what is none.

    Args:
        boxes: The pieces of ink; row 0 is the paper.
        coloured: Which of them are of coloured ink.
        stamps: Rules of coloured ink: what is coloured between them is a stamp.
        shape: Height and width of the picture.
        dpi: Resolution.

    Returns:
        For each piece ``OUTSIDE`` where it may be text, ``NO_TEXT`` where it is not.
    """
    height, width = shape[:2]
    zones = np.full(len(boxes), OUTSIDE)
    size = letter_height(boxes[1:], dpi)
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    large = (high > 4.5 * size) | ((high > 2.6 * size) & (wide > 4 * size)) | ((high > dpi / 2.4) & (wide > dpi / 3))
    at_edge = (boxes[:, 0] <= 2) | (boxes[:, 1] <= 2) | (boxes[:, 2] >= width - 2) | (boxes[:, 3] >= height - 2)
    disc = (np.minimum(wide, high) > max(1.5 * size, dpi / 9)) & (boxes[:, 4] > DISC * wide * high)
    disc |= (
        (np.minimum(wide, high) > max(1.35 * size, dpi / 12))
        & (np.maximum(wide, high) < EVEN * np.minimum(wide, high))
        & (boxes[:, 4] > SOLID * wide * high)
    )
    for alone in np.flatnonzero(disc).tolist():
        disc[alone] = not _stands_in_row(boxes, alone)
    speck = boxes[:, 4] <= 2 * (dpi / 200) ** 2
    zones[large | disc | speck | (at_edge & ((high > 2.2 * size) | (high < size / 2)))] = NO_TEXT
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    for number in np.flatnonzero(large[1:]) + 1:
        x0, top, x1, bottom, ink = boxes[number].tolist()
        inside = (x > x0) & (x < x1) & (y > top) & (y < bottom)
        if at_edge[number]:
            continue  # what lies beside the paper, or beside a torn one; it may run round the whole page
        if ink > DENSE * (x1 - x0) * (bottom - top):
            zones[inside] = NO_TEXT
        elif coloured[number]:
            zones[inside & coloured] = NO_TEXT
    if len(stamps):
        (x0, top), (x1, bottom) = stamps[:, :2].min(axis=0), stamps[:, 2:4].max(axis=0)
        if x1 - x0 < STAMP * width and bottom - top < STAMP * height:
            zones[(x > x0) & (x < x1) & (y > top) & (y < bottom) & coloured] = NO_TEXT
    zones[0] = NO_TEXT
    return zones


def _stands_in_row(boxes: Boxes, number: int) -> bool:
    """Tell whether a piece stands among others of its height, as a letter of a heading does."""
    x0, top, _, bottom, _ = boxes[number].tolist()
    high = bottom - top
    alike = np.abs(boxes[:, 3] - boxes[:, 1] - high) <= LIKE * high
    level = np.abs(boxes[:, 3] - bottom) <= LEVEL * high
    near = np.abs(boxes[:, 0] - x0) <= NEAR * high
    return bool((alike & level & near).sum() >= SEVERAL)
