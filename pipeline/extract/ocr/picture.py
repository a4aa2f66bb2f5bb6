"""Brings the picture of a line to the one form that the recogniser is trained on and reads."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

HEIGHT = 40
"""Pixels from the top to the bottom of what the network sees."""
EDGE = 6
"""Empty pixels left and right of what the network sees."""
WIDEST = 4096
"""A wider line is squeezed into so many pixels."""
LEAST_POINTS = 12.0
"""A line lower than this is given room above and below, so that a lone number is as large as one within prose."""
LEAST_CONTRAST = 24.0
"""Greys between paper and ink below which there is nothing to read."""
DARKEST, LIGHTER = 0.003, 0.85
"""The shares of pixels up to ink's grey and up to the paper's."""
ENOUGH_PIXELS = 40_000
"""Of a picture with more pixels than this, every fourth tells the greys of ink and paper."""
LEAST_PIXELS = 4
"""A picture narrower or lower than this holds no letter."""


def normalized(picture: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8] | None:
    """Bring a picture of a line to the network's height, paper to 0 and ink to 255.

    Rows without ink above and below are cut off, so that it does not matter how generously the line was cut out.

    Args:
        picture: Grey, of shape (height, width), dark ink on light paper, upright.
        dpi: Its resolution.

    Returns:
        A picture of shape (HEIGHT, any width); None where there is nothing to read: blank, far too small, or light
        ink on dark paper.
    """
    if picture.ndim != 2 or min(picture.shape) < LEAST_PIXELS:
        return None
    some = picture if picture.size < ENOUGH_PIXELS else picture[::2, ::2]
    counts = np.cumsum(np.bincount(some.ravel(), minlength=256))
    ink, paper = (float(np.searchsorted(counts, share * some.size)) for share in (DARKEST, LIGHTER))
    if paper - ink < LEAST_CONTRAST:
        return None
    levels = (paper - np.arange(256, dtype=np.float32)) * (255.0 / (paper - ink))
    scaled = np.clip(levels, 0, 255).astype(np.uint8)[picture]
    dark = scaled > 115
    if dark.mean() > 0.6:
        return None
    rows = np.flatnonzero(dark.any(axis=1))
    if rows.size == 0:
        return None
    scaled = scaled[max(0, rows[0] - 1) : rows[-1] + 2]
    height, width = scaled.shape
    full = max(height * 1.04 + 1, LEAST_POINTS * dpi / 72)
    inner = max(3, round(HEIGHT * height / full))
    wide = int(np.clip(round(width * inner / height), 2, WIDEST))
    small = Image.fromarray(scaled).resize((wide, inner), Image.Resampling.BILINEAR)
    framed = np.zeros((HEIGHT, wide + 2 * EDGE), np.uint8)
    top = (HEIGHT - inner) // 2
    framed[top : top + inner, EDGE : EDGE + wide] = np.asarray(small)
    return framed
