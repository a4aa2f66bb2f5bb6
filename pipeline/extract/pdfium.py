"""A PDF's pages to glyphs and pictures, by pdfium (pypdfium2), which opens even damaged files."""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from pipeline.errors import ExtractError, InputError, LimitError
from pipeline.extract.affine import turn
from pipeline.extract.glyph import PageLayer
from pipeline.extract.page_objects import Picture, look_over, resolution, shown_at
from pipeline.extract.page_text import find_pieces, find_turn, glyphs_of
from pipeline.model.geometry import BBox

LEAST_DPI = 40
"""A page so large that it cannot be drawn this fine is no page of a report."""
PICTURE_ALLOWANCE = 4
"""A picture on a page may have so many times the pixels with which a page may be drawn."""


class PdfiumDocument:
    """An open PDF. Pages count from 1; only one is in memory at a time."""

    def __init__(self, content: bytes) -> None:
        """Open a file.

        Raises:
            InputError: If it is encrypted or damaged beyond opening.
        """
        try:
            self._document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            raise InputError(_why_closed(error.err_code)) from error
        self.page_count: int = len(self._document)

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    def mended(self) -> bytes:
        """Return the file as pdfium writes it, its table of objects whole again."""
        copy = io.BytesIO()
        self._document.save(copy)
        return copy.getvalue()

    def layer(self, number: int) -> PageLayer:
        """Return a page's text layer.

        Raises:
            ExtractError: If the page cannot be opened.
            LimitError: If there is more on it than on any report's page.
        """
        with self._page(number) as page:
            drawn = look_over(page, number)
            pieces, fonts = find_pieces(page, drawn.texts, number)
            shown = shown_at(page)
            turned = find_turn(pieces, shown)
            width, height = page.get_size()
            placed = shown.then(turn(turned, width, height))
            if turned in (90, 270):
                width, height = height, width
            boxes = [picture.placed.then(placed).box(0, 0, 1, 1) for picture in drawn.pictures]
            return PageLayer(
                number=number,
                width=width,
                height=height,
                rotation=turned,
                placed=placed,
                glyphs=tuple(glyph for piece in pieces if piece.visible for glyph in glyphs_of(piece, placed)),
                hidden=sum(len(piece.characters) for piece in pieces if not piece.visible),
                pictures=tuple(_clipped(box, width, height) for box in boxes),
                paths=drawn.paths,
                fonts=fonts,
            )

    def size(self, number: int) -> tuple[float, float]:
        """Return a page's width and height as shown, in points.

        Raises:
            ExtractError: If the page cannot be opened.
        """
        with self._page(number) as page:
            width, height = page.get_size()
            return width, height

    def draw(self, number: int, max_megapixels: float, dpi: float, region: BBox | None = None) -> NDArray[np.uint8]:
        """Draw a page, or a region of it, as it is shown.

        Args:
            number: The page.
            max_megapixels: It is drawn smaller rather than with more pixels, in millions.
            dpi: The resolution where no picture on the page tells a better one.
            region: In points of the page as shown; None for the whole page.

        Returns:
            A picture of shape (height, width, 3), red first.

        Raises:
            ExtractError: If the page cannot be drawn.
            LimitError: If the page, or a picture on it, is too large.
        """
        with self._page(number) as page:
            width, height = page.get_size()
            box = region or BBox(0, 0, width, height)
            pictures = look_over(page, number).pictures
            _refuse_large_pictures(pictures, max_megapixels, number)
            scale = resolution(pictures, width * height, dpi) / 72
            scale = min(scale, math.sqrt(max_megapixels * 1e6 / max(1.0, box.width * box.height)))
            if scale * 72 < LEAST_DPI:
                raise LimitError(
                    f"Page {number} is {width / 72:,.0f} by {height / 72:,.0f} inches large; it is no page to be read. "
                    "Scan or print it again at its right size.",
                    number,
                )
            crop = (box.x0, max(0.0, height - box.bottom), max(0.0, width - box.x1), box.top)
            try:
                bitmap = page.render(scale=scale, crop=crop, rev_byteorder=True, may_draw_forms=False)
            except (pdfium.PdfiumError, ValueError, MemoryError) as error:
                raise ExtractError(f"Page {number} cannot be drawn; the file is damaged there.", number) from error
            return np.asarray(bitmap.to_numpy())

    @contextmanager
    def _page(self, number: int) -> Iterator[pdfium.PdfPage]:
        """Open a page and close it again: open pages hold on to memory."""
        try:
            page = self._document[number - 1]
        except (pdfium.PdfiumError, IndexError) as error:
            raise ExtractError(
                f"Page {number} cannot be opened: the file is damaged there. Print or scan it again.", number
            ) from error
        try:
            yield page
        finally:
            page.close()


def _why_closed(code: int | None) -> str:
    """Say why pdfium does not open a file."""
    if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return "The PDF is protected by a password and cannot be read. Save a copy without the password."
    return "The file is no PDF, or is cut off or damaged beyond opening. Fetch it again, or print it to PDF again."


def _refuse_large_pictures(pictures: tuple[Picture, ...], max_megapixels: float, number: int) -> None:
    """Raise where opening a picture would take too much memory: a few bytes of a file can hold a huge one."""
    most = max((picture.pixels for picture in pictures), default=0)
    if most > max_megapixels * PICTURE_ALLOWANCE * 1e6:
        raise LimitError(
            f"A picture on page {number} has {most / 1e6:,.0f} megapixels; it is not opened. "
            "Scan the page again at 300 dots per inch.",
            number,
        )


def _clipped(box: BBox, width: float, height: float) -> BBox:
    """Return what of a box lies on the page."""
    x0, top = min(max(box.x0, 0.0), width), min(max(box.top, 0.0), height)
    return BBox(x0, top, min(max(box.x1, x0), width), min(max(box.bottom, top), height))
