"""Whether a level page stands on its head (pure).

Thai has far more marks above its letters than below, and more letters that rise above the others than letters that hang
below them; so have Latin letters. Digits have neither: a page of nothing else is left to be tried both ways, and so is
one whose letters and marks contradict each other.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.extract.ink import InkLine
from pipeline.extract.labels import Labels
from pipeline.extract.skew import Boxes, letters

SURE, SURE_OF_LITTLE = 1.35, 2.0
"""So many times more above than below is proof, where there is enough ink, and where there is less."""
BAND = 0.45
"""Rows with this share of a line's blackest row belong to its letters."""
LEAST_INK, ENOUGH_INK, ENOUGH_MARKS = 8.0, 40.0, 8
"""Letters of ink, twice, and marks from which there is something, or enough, to go by."""


def stands_on_head(labels: Labels, boxes: Boxes, lines: Sequence[InkLine], dpi: float) -> bool | None:
    """Tell whether a page stands on its head; None where its ink does not tell.

    Args:
        labels: The number of the piece of ink at each pixel.
        boxes: The pieces.
        lines: The lines that they make as the page lies.
        dpi: Resolution.
    """
    told = {_told_by_tails(labels, boxes, lines), _told_by_marks(boxes, dpi)} - {None}
    return told.pop() if len(told) == 1 else None


def _told_by_tails(labels: Labels, boxes: Boxes, lines: Sequence[InkLine]) -> bool | None:
    above, below, letters_long = _tails(labels, boxes, lines)
    needed = SURE if letters_long >= ENOUGH_INK else SURE_OF_LITTLE
    if letters_long >= LEAST_INK and max(above, below) > needed * min(above, below):
        return below > above
    return None


def _told_by_marks(boxes: Boxes, dpi: float) -> bool | None:
    over, under = _marks(boxes[1:], dpi)
    if max(over, under) >= ENOUGH_MARKS and max(over, under) > 2 * min(over, under):
        return under > over
    return None


def _tails(labels: Labels, boxes: Boxes, lines: Sequence[InkLine]) -> tuple[float, float, float]:
    """Return the ink above and below the bands in which most of the lines' ink lies, and their length in letters."""
    above = below = length = 0.0
    for line in lines:
        held = boxes[list(line.pieces)]
        x0, top, x1, bottom = held[:, 0].min(), held[:, 1].min(), held[:, 2].max(), held[:, 3].max()
        if x1 - x0 < 3 * line.size:
            continue
        own = np.zeros(len(boxes), np.bool_)
        own[list(line.pieces)] = True
        profile = own[labels[top:bottom, x0:x1]].sum(axis=1)
        band = np.flatnonzero(profile > BAND * profile.max())
        above += float(profile[: band[0]].sum())
        below += float(profile[band[-1] + 1 :].sum())
        length += float((held[:, 2] - held[:, 0]).sum()) / line.size
    return above, below, length


def _marks(boxes: Boxes, dpi: float) -> tuple[int, int]:
    """Return how many marks stand straight above a letter, and how many straight below one."""
    large = letters(boxes, dpi)
    if len(large) < 2:
        return 0, 0
    size = float(np.median(large[:, 3] - large[:, 1]))
    height, width = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    large = boxes[(height >= 0.7 * size) & (height < 2.2 * size) & (width < 3 * size)]
    small = boxes[(height < 0.62 * size) & (width < 1.4 * size) & (boxes[:, 4] > (dpi / 100) ** 2)]
    small = small[:: max(1, len(small) // 500)]
    large = large[np.argsort(large[:, 0], kind="stable")]
    middle = (small[:, 0] + small[:, 2]) / 2
    first = np.searchsorted(large[:, 0], middle - 3 * size)
    last = np.searchsorted(large[:, 0], middle + size)
    above = below = 0
    for (_, top, _, bottom, _), x, start, end in zip(small.tolist(), middle.tolist(), first, last, strict=True):
        near = large[start:end]
        near = near[(near[:, 0] - 2 <= x) & (near[:, 2] + 2 >= x)]
        up = bool(((near[:, 1] >= bottom - 1) & (near[:, 1] - bottom < 0.4 * size)).any())
        down = bool(((top >= near[:, 3] - 1) & (top - near[:, 3] < 0.4 * size)).any())
        above += up and not down
        below += down and not up
    return above, below
