"""Cuts places out of pages, with what stands around them: what a person needs to see to judge a value."""

import io
from collections.abc import Callable, Sequence

import numpy as np
from PIL import Image

from pipeline.errors import DocumentError
from pipeline.extract.affine import turn
from pipeline.extract.picture import PagePicture
from pipeline.extract.shown import open_shown
from pipeline.model.crop import Crop, Spot
from pipeline.model.geometry import BBox
from pipeline.settings import Settings

BESIDE, ABOVE = 430.0, 28.0
"""Points around a place that are shown too: the row's label beside a number, the rows above and below it."""
MARGIN = 24.0
"""Points at the edges of a page that show nothing."""
SCALE = 1.8
"""Pixels of a picture for a point: as many as small print needs."""
LARGEST = 220_000
"""Pixels; a larger place is shown smaller."""
QUALITY, EFFORT = 32, 4
"""Of WebP: what keeps worn digits legible in a few kilobytes."""


def cut_out(
    content: bytes, spots: Sequence[Spot], settings: Settings, begin: Callable[[int], None]
) -> dict[Spot, Crop]:
    """Cut places out of a file's pages.

    Args:
        content: The file's bytes.
        spots: The places.
        settings: For resolution and limits.
        begin: Is told each page's number before the page is drawn.

    Returns:
        The pictures; those of pages that cannot be drawn are missing.

    Raises:
        InputError: If the file has no pages to show.
        LimitError: If it has more pages than allowed.
    """
    found: dict[Spot, Crop] = {}
    with open_shown(content, settings) as show:
        for number in sorted({spot.page for spot in spots}):
            begin(number)
            try:
                picture = show(number)
            except DocumentError:
                continue  # the page's failure is told where the page is read; the other pages are shown
            found |= {spot: _cut(picture, spot) for spot in spots if spot.page == number}
    return found


def _cut(page: PagePicture, spot: Spot) -> Crop:
    """Return a place with what stands around it."""
    upright = turn(spot.rotation, page.width, page.height)
    whole = upright.box(0, 0, page.width, page.height)
    place = _within(upright.box(spot.bbox.x0, spot.bbox.top, spot.bbox.x1, spot.bbox.bottom), whole)
    frame = _frame(place, whole)
    pixels = np.rot90(page.pixels, -(spot.rotation // 90))
    across, down = pixels.shape[1] / whole.width, pixels.shape[0] / whole.height
    x0, x1 = int(frame.x0 * across), max(int(frame.x1 * across), int(frame.x0 * across) + 1)
    top, bottom = int(frame.top * down), max(int(frame.bottom * down), int(frame.top * down) + 1)
    cut = Image.fromarray(np.ascontiguousarray(pixels[top:bottom, x0:x1])).convert("RGB")
    scale = min(SCALE, (LARGEST / max(1.0, frame.width * frame.height)) ** 0.5)
    size = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    shown = cut.resize(size, Image.Resampling.BOX if size[0] < cut.width else Image.Resampling.BICUBIC)
    file = io.BytesIO()
    shown.save(file, "WEBP", quality=QUALITY, method=EFFORT)
    return Crop(file.getvalue(), *size, _marked(place, frame, size))


def _within(box: BBox, whole: BBox) -> BBox:
    """Return what of a box lies on the page."""
    x0, top = min(max(box.x0, 0.0), whole.x1), min(max(box.top, 0.0), whole.bottom)
    return BBox(x0, top, min(max(box.x1, x0), whole.x1), min(max(box.bottom, top), whole.bottom))


def _frame(place: BBox, whole: BBox) -> BBox:
    """Return what of a page is shown around a place."""
    return BBox(
        min(place.x0, max(MARGIN, place.x0 - BESIDE)),
        max(0.0, place.top - ABOVE),
        max(place.x1, min(whole.x1 - MARGIN, place.x1 + BESIDE)),
        min(whole.bottom, place.bottom + ABOVE),
    )


def _marked(place: BBox, frame: BBox, size: tuple[int, int]) -> BBox:
    """Return where a place lies in its picture, in whole pixels."""
    across, down = size[0] / max(frame.width, 1e-6), size[1] / max(frame.height, 1e-6)
    return BBox(
        round((place.x0 - frame.x0) * across),
        round((place.top - frame.top) * down),
        round((place.x1 - frame.x0) * across),
        round((place.bottom - frame.top) * down),
    )
