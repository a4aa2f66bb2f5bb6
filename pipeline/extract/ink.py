"""Lines of text as ink, and the zones in which they stand (pure)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.skew import Boxes

Numbers = NDArray[np.int64]
"""Which pieces of a page's ink."""
Mask = NDArray[np.bool_]

OUTSIDE, NO_TEXT = -1, -2
"""Zones of ink that stands in no cell, and of ink that is no text."""


@dataclass(frozen=True, slots=True)
class InkLine:
    """A line of text as ink."""

    zone: int
    """The cell that it stands in, as the caller numbers them, or ``OUTSIDE``."""
    foot: float
    """Where its letters stand, in pixels from the top."""
    size: float
    """Height of its letters without ascenders and marks, in pixels."""
    pieces: tuple[int, ...]
    """Which pieces of ink make it up."""


def letter_height(boxes: Boxes, dpi: float) -> float:
    """Return the height of a typical letter: the median over the width, in which marks and specks weigh little."""
    height = boxes[:, 3] - boxes[:, 1]
    fits = (height >= dpi / 33) & (height <= dpi / 2.4)
    if not fits.any():
        return dpi / 10
    order = np.argsort(height[fits])
    weight = np.cumsum(np.minimum(boxes[:, 2] - boxes[:, 0], 3 * height)[fits][order])
    return float(height[fits][order][np.searchsorted(weight, weight[-1] / 2)])
