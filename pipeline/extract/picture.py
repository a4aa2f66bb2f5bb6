"""Opens picture files: PNG, JPEG and TIFF of many pages, each page as an array with its size on paper."""

import io
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from pipeline.errors import InputError, LimitError
from pipeline.settings import Settings

A4_LONG = 841.89
"""Points; a picture that does not say how large it is on paper is taken for an A4 page."""
LEAST_LONG, MOST_LONG = 360.0, 1700.0
"""Points; a picture that says its long side is outside of these is not believed."""
ENLARGED = 3.0
"""A picture with more than so many times the pixels allowed is not even opened."""
IN_COLOUR = 2.0
"""Likewise one in colour that cannot be opened smaller, as a JPEG can: it takes four bytes for each pixel."""

FINEST = 300
"""Dots per inch; a picture that is at least twice as fine is opened smaller."""

ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held; from 5 on, on its side."""

Image.init()  # else Pillow does not know MPO, a camera's JPEG, where a file is none of the others either
Image.MAX_IMAGE_PIXELS = None  # the limit of the settings is checked here, before anything is decoded


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a picture."""

    pixels: NDArray[np.uint8]
    """Of shape (height, width), or (height, width, 3) where there is colour."""
    width: float
    height: float
    """In points, as shown."""


def count_pictures(content: bytes) -> int:
    """Return how many pages a picture file has.

    Raises:
        InputError: If the file is no picture.
    """
    with _opened(content) as image:
        return getattr(image, "n_frames", 1)


def load_picture(content: bytes, number: int, settings: Settings) -> PagePicture:
    """Return a page of a picture file.

    Args:
        content: The file's bytes.
        number: The page, from 1.
        settings: For the limit on pixels.

    Raises:
        InputError: If the file is no picture, or is damaged.
        LimitError: If the page has far more pixels than are allowed.
    """
    with _opened(content) as image:
        try:
            image.seek(number - 1)
            _check_size(image, number, settings)
            x_dpi, y_dpi = _resolution(image)
            width, height = image.width / x_dpi * 72, image.height / y_dpi * 72
            on_its_side = image.getexif().get(ORIENTATION, 1) >= 5
            small = _shrunk(image, settings, min(x_dpi, y_dpi))
            if small is not image:
                image.close()  # else it stays in memory beside the small one
            pixels = np.asarray(_plain(small))
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            raise InputError(
                f"Page {number} of the picture is damaged: {error}. Get the file again.", number
            ) from error
    if on_its_side:
        width, height = height, width
    return PagePicture(pixels, width, height)


def _opened(content: bytes) -> Image.Image:
    """Open a file; only its head is read."""
    try:
        return Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise InputError(
            "The file is no picture that can be opened. Get it again, or save it as PNG or PDF."
        ) from error


def _check_size(image: Image.Image, number: int, settings: Settings) -> None:
    megapixels = image.width * image.height / 1e6
    whole = image.format not in ("JPEG", "MPO") and image.mode not in ("1", "L", "P")
    if megapixels > (IN_COLOUR if whole else ENLARGED) * settings.max_megapixels:
        raise LimitError(
            f"Page {number} has {megapixels:.0f} megapixels, more than can be opened. Save it smaller, at 300 dpi.",
            number,
        )


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Return dots per inch across and down: what the file says if that makes a page, else what makes it A4."""
    try:
        x_dpi, y_dpi = (float(dots) for dots in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        x_dpi = y_dpi = 0.0
    if x_dpi > 0 and y_dpi > 0:
        long = max(image.width / x_dpi, image.height / y_dpi) * 72
        if LEAST_LONG <= long <= MOST_LONG and 0.4 < x_dpi / y_dpi < 2.5:
            return x_dpi, y_dpi
    fitting = max(image.width, image.height) / A4_LONG * 72
    return fitting, fitting


def _shrunk(image: Image.Image, settings: Settings, dpi: float) -> Image.Image:
    """Load a picture with no more pixels than allowed, and no finer than is read."""
    pixels = settings.max_megapixels * 1e6
    by = max(1, math.ceil(math.sqrt(image.width * image.height / pixels)), int(dpi / FINEST + 0.01))
    if by == 1:
        return image
    wide = image.width
    image.draft(image.mode, (image.width // by, image.height // by))  # a JPEG is decoded smaller at once
    by = math.ceil(by * image.width / wide)
    return image.reduce(by) if by > 1 else image


def _plain(image: Image.Image) -> Image.Image:
    """Return a picture as grey or RGB on white paper, turned as its camera says; a copy only where it must be."""
    if image.getexif().get(ORIENTATION, 1) != 1:
        image = ImageOps.exif_transpose(image)
    if image.mode in ("I;16", "I;16B", "I", "F"):
        return Image.fromarray((np.asarray(image, np.float32) / 257).clip(0, 255).astype(np.uint8))
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image.convert("RGBA"))
    wanted = "L" if image.mode in ("1", "L") else "RGB"
    return image if image.mode == wanted else image.convert(wanted)
