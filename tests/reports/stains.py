"""What lies on a page before it is scanned: thick strokes, the back's ink, colour, marker, stamp, pen, holes."""

from collections.abc import Sequence
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tests.reports import pictures

Picture = NDArray[np.uint8]


def ink(image: Picture, color: tuple[int, int, int]) -> tuple[int, ...]:
    """Return a colour as the picture holds colours."""
    return color if image.ndim == 3 else (round(sum(color) / 3),)


def catch_word(image: Picture, text: str, scale: float) -> Picture:
    """Write how the next page begins at the foot, as typists do."""
    picture = Image.fromarray(image)
    font = ImageFont.truetype(pictures.STAMP_FONT, int(13 * scale), layout_engine=ImageFont.Layout.RAQM)
    place = (picture.width - int(90 * scale), picture.height - int(42 * scale))
    ImageDraw.Draw(picture).text(place, text, font=font, fill=ink(image, (30, 30, 30)), anchor="rs")
    return np.array(picture)


def dirty(
    image: Picture,
    random: np.random.Generator,
    done: Sequence[str],
    scale: float,
    *,
    stroke: int = 0,
    bleed: float = 0.0,
) -> Picture:
    """Put on the paper what lies on it: strokes, the back's ink, colour, marker, stamp, signature, holes."""
    if stroke and random.random() < 0.5:
        image = _thickened(image) if stroke > 0 else _thinned(image)
    if bleed:
        back = cv2.GaussianBlur(image[:, ::-1], (0, 0), 2.0)
        shade = 255 - (255 - back.astype(np.float32)) * bleed * random.uniform(0.5, 1.5)
        image = np.minimum(image, shade).astype(np.uint8)
    if "paper" in done:
        tints = ((255, 244, 214), (222, 240, 255), (226, 250, 226), (255, 228, 235))
        image = _multiply(image, tints[int(random.integers(len(tints)))])
    return _touched(image, random, done, scale)


def _thickened(image: Picture) -> Picture:
    """Let strokes grow by a pixel."""
    return np.asarray(cv2.erode(image, np.ones((2, 2), np.uint8)), np.uint8)


def _thinned(image: Picture) -> Picture:
    """Let strokes shrink by half a pixel: a whole one leaves nothing of small print that anybody could read."""
    thin = cv2.dilate(image, np.ones((2, 2), np.uint8))
    return np.asarray(cv2.addWeighted(image, 0.5, thin, 0.5, 0), np.uint8)


def _touched(image: Picture, random: np.random.Generator, done: Sequence[str], scale: float) -> Picture:
    """Put on the paper what people leave there."""
    height, width = image.shape[:2]
    if "marker" in done:
        top, left = int(random.uniform(0.2, 0.8) * height), int(random.uniform(0.12, 0.4) * width)
        part = image[top : top + int(18 * scale), left : left + int(random.uniform(60, 220) * scale)]
        part[:] = _multiply(part, (255, 245, 90))
    if "stamp" in done:
        image = _stamped(image, random, scale)
    if "signature" in done:
        image = _signed(image, random, scale)
    if "holes" in done:
        for y in (0.36, 0.64):
            center = (int(random.uniform(18, 26) * scale), int(y * height))
            cv2.circle(image, center, int(8 * scale), ink(image, (40, 40, 40)), -1, cv2.LINE_AA)
    return image


def _multiply(image: Picture, tint: tuple[int, int, int]) -> Picture:
    share = np.array(ink(image, tint), np.float32) / 255
    return (image.astype(np.float32) * share).astype(np.uint8)


def _stamped(image: Picture, random: np.random.Generator, scale: float) -> Picture:
    """Stamp the registry's mark into the upper margin; now and then it touches the first line."""
    mark = Image.open(BytesIO(pictures.stamp(f"รับที่ {int(random.integers(1, 2000))}")))
    mark = mark.resize((int(110 * scale), int(55 * scale)), Image.Resampling.LANCZOS)
    picture = Image.fromarray(image)
    place = (int(picture.width * random.uniform(0.6, 0.78)), int(picture.height * random.uniform(0.002, 0.02)))
    picture.paste(mark, place, mark)
    return np.array(picture)


def _signed(image: Picture, random: np.random.Generator, scale: float) -> Picture:
    """Sign at the foot of the page with a pen."""
    height, width = image.shape[:2]
    x = np.linspace(0, 90, 60)
    y = 8 * np.sin(x / random.uniform(5, 9)) + 5 * np.sin(x / 3.1 + random.uniform(0, 6))
    left, top = width * random.uniform(0.45, 0.7), height * random.uniform(0.93, 0.96)
    points = np.stack([left + x * scale, top + y * scale], axis=1).astype(np.int32)
    image = image.copy()
    cv2.polylines(image, [points], False, ink(image, (60, 50, 150)), max(1, int(1.1 * scale)), cv2.LINE_AA)
    return image
