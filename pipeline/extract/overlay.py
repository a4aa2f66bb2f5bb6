"""Draws what was found over a page: the tool with which layout bugs are seen."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.errors import OutputError
from pipeline.extract.layer import READER
from pipeline.extract.shown import open_shown
from pipeline.model.document import Line, Page, Table
from pipeline.model.geometry import BBox
from pipeline.settings import Settings

TABLE, CELL, ORDER = (150, 60, 200), (60, 110, 230), (120, 120, 120)
SURE, DOUBTFUL = (20, 150, 60), (220, 30, 30)
FADE = 0.55
"""How far the page is faded towards white, so that colours show."""


def save(content: bytes, pages: Sequence[Page], settings: Settings, path: Path) -> None:
    """Write a drawing of each page over its picture as PNG; of several, each with the page's number in its name.

    Args:
        content: The file that the pages were read from.
        pages: Those to draw.
        settings: For resolution and limits.
        path: Of the PNG.

    Raises:
        InputError: If the file has no pages to show.
        OutputError: If the drawing cannot be written.
    """
    with open_shown(content, settings) as show:
        for page in pages:
            name = path if len(pages) == 1 else path.with_stem(f"{path.stem}-{page.number}")
            try:
                draw(show(page.number).pixels, page).save(name, "PNG")
            except OSError as error:
                raise OutputError(f"The drawing {name} cannot be written: {error.strerror or error}.") from error


def draw(picture: NDArray[np.uint8], page: Page) -> Image.Image:
    """Draw lines, cells, reading order and confidence over a page.

    Args:
        picture: The page as shown, of shape (height, width) or (height, width, 3).
        page: What was read from it. Its boxes are of the upright page; the picture is turned likewise.

    Returns:
        A picture with each cell and its row and column, each line with its place in the reading order and its
        confidence (green is sure, red is doubtful), and a grey thread through the lines in that order.
    """
    shown = Image.fromarray(picture).convert("RGB")
    if page.rotation and abs(shown.width / shown.height - page.width / page.height) > 0.01 * page.width / page.height:
        shown = shown.rotate(-page.rotation, expand=True)
    elif page.rotation == 180 and page.reader != READER:
        shown = shown.rotate(180)
    shown = Image.blend(shown, Image.new("RGB", shown.size, "white"), FADE)
    scale = shown.width / page.width if page.width else 1.0
    pen = ImageDraw.Draw(shown)
    font = ImageFont.load_default(max(9.0, 6 * scale))
    for table in page.tables:
        pen.rectangle(_pixels(table.bbox, scale), outline=TABLE, width=max(2, round(1.5 * scale)))
        _draw_cells(pen, table, scale, font)
    before: tuple[float, float] | None = None
    for number, line in enumerate(page.every_line(), 1):
        middle = line.bbox.middle[0] * scale, line.bbox.middle[1] * scale
        if before:
            pen.line((*before, *middle), fill=ORDER, width=1)
        before = middle
        _draw_line(pen, line, f"{number}", scale, font)
    return shown


def _draw_cells(
    pen: ImageDraw.ImageDraw, table: Table, scale: float, font: ImageFont.FreeTypeFont | ImageFont.ImageFont
) -> None:
    for cell in table.cells:
        box = _pixels(cell.bbox, scale)
        pen.rectangle(box, outline=CELL, width=max(1, round(0.5 * scale)))
        span = "" if cell.row_span == cell.column_span == 1 else f" {cell.row_span}x{cell.column_span}"
        pen.text((box[0] + 2, box[1] + 1), f"{cell.row},{cell.column}{span}", fill=CELL, font=font)


def _draw_line(
    pen: ImageDraw.ImageDraw, line: Line, number: str, scale: float, font: ImageFont.FreeTypeFont | ImageFont.ImageFont
) -> None:
    sure = min(max((line.confidence - 0.5) * 2, 0.0), 1.0)
    colour = tuple(round(bad + (good - bad) * sure) for good, bad in zip(SURE, DOUBTFUL, strict=True))
    box = _pixels(line.bbox, scale)
    pen.rectangle(box, outline=colour)
    pen.text((box[2] + 2, box[1]), f"{number} {line.confidence:.2f}", fill=colour, font=font)


def _pixels(box: BBox, scale: float) -> tuple[float, float, float, float]:
    return box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale
