"""Draws clean lines of text as a printer would: black on white, at a printer's resolution."""

import functools
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.extract.ocr.training.fonts import LATIN, SYMBOLS, SYSTEM, Face, covered

Grey = NDArray[np.uint8]

MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํำ")
"""What belongs to the character before it and is never drawn alone."""


@dataclass(frozen=True, slots=True)
class Style:
    """How one line is set."""

    face: Face
    points: float
    """Size of the letters, in points."""
    dpi: int
    latin: Path | None = None
    """Another face for the Latin letters and Arabic digits."""
    tracking: float = 0.0
    """Space added between characters, in parts of the font's size."""
    wide_gaps: float = 0.0
    """Width of a space, in parts of the font's size, where it is not the font's own."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A clean line: its picture, cut at its ink, and what it says."""

    picture: Grey
    text: str
    style: Style


@functools.lru_cache(maxsize=400)
def loaded(path: Path, pixels: int) -> ImageFont.FreeTypeFont:
    """Open a font at a size in pixels, shaped by HarfBuzz, so that tone marks stand where they belong."""
    return ImageFont.truetype(str(path), pixels, layout_engine=ImageFont.Layout.RAQM)


@functools.cache
def symbols() -> frozenset[str]:
    """Return what the face for symbols can set."""
    return covered(SYSTEM / SYMBOLS)


def runs(text: str, style: Style) -> list[tuple[str, Path]]:
    """Split a text into pieces that one font file each can set.

    Raises:
        KeyError: If no face can set one of the characters.
    """
    pieces: list[tuple[str, Path]] = []
    for one in text:
        if style.latin is not None and "!" <= one <= "~":
            path = style.latin
        elif one in style.face.characters:
            path = style.face.path
        elif one in symbols():
            path = SYSTEM / SYMBOLS
        else:
            raise KeyError(one)
        if one == " " and style.wide_gaps:
            pieces.append((" ", path))
        elif pieces and (one in MARKS or (pieces[-1][1] == path and not style.tracking and pieces[-1][0] != " ")):
            pieces[-1] = (pieces[-1][0] + one, pieces[-1][1])
        else:
            pieces.append((one, path))
    return pieces


def draw_line(text: str, style: Style) -> Drawn | None:
    """Draw one line.

    Args:
        text: What it says.
        style: How it is set.

    Returns:
        The line, cut at its ink; None where nothing of it is visible.
    """
    pixels = max(8, round(style.points * style.dpi / 72))
    pieces = [(piece, loaded(path, pixels)) for piece, path in runs(text, style)]
    widths = [
        style.wide_gaps * pixels
        if piece == " " and style.wide_gaps
        else font.getlength(piece) + style.tracking * pixels
        for piece, font in pieces
    ]
    canvas = Image.new("L", (int(sum(widths)) + 2 * pixels, 3 * pixels), 255)
    pen = ImageDraw.Draw(canvas)
    x = float(pixels)
    for (piece, font), width in zip(pieces, widths, strict=True):
        pen.text((round(x), 2 * pixels), piece, font=font, fill=0, anchor="ls")
        x += width
    picture = np.asarray(canvas)
    box = Image.fromarray(255 - picture).getbbox()
    if box is None:
        return None
    return Drawn(picture[box[1] : box[3], box[0] : box[2]], text, style)


def draw_style(rng: random.Random, faces: tuple[Face, ...]) -> Style:
    """Draw a style: a face by its weight, office sizes and resolutions."""
    face = rng.choices(faces, [one.weight for one in faces])[0]
    return Style(
        face=face,
        points=rng.choice((10, 12, 13, 14, 14, 15, 16, 16, 16, 16, 18, 18, 20)),
        dpi=rng.choices((150, 200, 240, 300, 400), (25, 38, 8, 26, 3))[0],
        latin=SYSTEM / rng.choice(LATIN) if rng.random() < 0.08 else None,
        tracking=rng.uniform(0.01, 0.14) if rng.random() < 0.08 else 0.0,
        wide_gaps=rng.uniform(0.12, 2.5) if rng.random() < 0.12 else 0.0,
    )
