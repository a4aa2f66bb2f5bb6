"""Even light and white paper: what a picture shows apart from its ink."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey

DARK = 96
"""Paper is never darker; what is, is ink: bars, photographs, the edges of the scan."""
TINT, TRACE = 14, 0.0005
"""A picture is coloured where so large a share of it has red, green and blue so far apart."""
COARSE = 8
"""Paper is looked at so many times smaller than ink."""
STRIP = 128
"""Rows that are worked on at once: so little of a picture stays near the processor; a multiple of ``COARSE``."""


def strips(height: int, reach: int) -> Iterator[tuple[slice, slice, slice]]:
    """Cut a picture's rows into strips that reach into each other.

    Args:
        height: Rows of the picture.
        reach: How many rows above and below a strip are needed to work on it.

    Yields:
        The rows of a strip with what is needed around it, its own rows, and where those are within the first.
    """
    for top in range(0, height, STRIP):
        bottom = min(top + STRIP, height)
        first, last = max(0, top - reach), min(height, bottom + reach)
        yield slice(first, last), slice(top, bottom), slice(top - first, bottom - first)


def to_grey(picture: NDArray[np.uint8]) -> tuple[Grey, Grey | None]:
    """Return a picture with white paper under even light; colours of ink become dark, colours of paper white.

    Args:
        picture: Of shape (height, width) or (height, width, 3).

    Returns:
        The picture, and how far the ink of each pixel is from grey; None where there is no colour.
    """
    if picture.ndim == 3 and not _has_colour(picture):
        picture = picture[:, :, 1]
    height, width = picture.shape[:2]
    flat = np.empty((height, width), np.uint8)
    if picture.ndim == 2:
        paper = _paper(picture)
        for _, rows, _ in strips(height, 0):
            flat[rows] = _lit(picture[rows], paper, rows)
        return flat, None
    papers = [_paper(picture[:, :, channel]) for channel in range(3)]
    spread = np.empty((height, width), np.uint8)
    for _, rows, _ in strips(height, 0):
        first, second, third = (_lit(picture[rows, :, at], paper, rows) for at, paper in enumerate(papers))
        low, high = cv2.min(first, second), cv2.max(first, second)
        flat[rows] = cv2.max(low, cv2.min(high, third))  # ink has one bright colour at most, marker two
        spread[rows] = cv2.subtract(cv2.max(high, third), cv2.min(low, third))
    return flat, spread


def _has_colour(picture: NDArray[np.uint8]) -> bool:
    """Tell whether more than a trace of a picture is coloured."""
    red, green, blue = (picture[::6, ::6, channel] for channel in range(3))
    low, high = np.minimum(np.minimum(red, green), blue), np.maximum(np.maximum(red, green), blue)
    return bool((high - low > TINT).mean() > TRACE)


def _paper(channel: Grey) -> Grey:
    """Return a picture's paper, coarsely: the brightest nearby; what is dark over a whole area stays dark."""
    small = [cv2.resize(_filled(channel[rows]), None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
             for _, rows, _ in strips(len(channel), 0)]  # fmt: skip
    paper = cv2.medianBlur(cv2.dilate(np.concatenate(small), np.ones((5, 5), np.uint8)), 5)
    return np.asarray(cv2.blur(cv2.max(paper, np.full_like(paper, DARK)), (3, 3)), np.uint8)


def _filled(part: Grey) -> Grey:
    """Return a part of a picture with its last row and column repeated up to a multiple of ``COARSE``."""
    bottom, right = -part.shape[0] % COARSE, -part.shape[1] % COARSE
    return np.asarray(cv2.copyMakeBorder(part, 0, bottom, 0, right, cv2.BORDER_REPLICATE), np.uint8)


def _lit(part: Grey, paper: Grey, rows: slice) -> Grey:
    """Divide rows of a picture by their paper."""
    first, last = max(0, rows.start // COARSE - 1), -(-rows.stop // COARSE) + 1
    above = rows.start - first * COARSE
    fine = cv2.resize(paper[first:last], None, fx=COARSE, fy=COARSE, interpolation=cv2.INTER_LINEAR)
    height, width = part.shape
    return np.asarray(cv2.divide(part, fine[above : above + height, :width], scale=255), np.uint8)
