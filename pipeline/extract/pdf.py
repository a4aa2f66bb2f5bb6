"""A PDF file to glyphs, drawn rules and pictures of its pages; the one owner of pdfplumber.

pdfium gives the glyphs and pictures; pdfplumber gives what pages draw, from which tables are found. Text is skipped
there: it costs nine tenths of pdfplumber's time, and pdfium's is better (it honours spelled-out text and keeps the
order of drawing). A file whose pages pdfplumber does not see is opened from the copy that pdfium writes.
"""

import io
import logging
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pdfplumber
from numpy.typing import NDArray
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTContainer, LTCurve, LTItem
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from pipeline.errors import ExtractError, InputError, LimitError
from pipeline.extract.glyph import PageLayer
from pipeline.extract.pdfium import PdfiumDocument
from pipeline.extract.strokes import Stroke, without_text
from pipeline.model.geometry import BBox

MAX_PATHS = 10_000
"""A page that draws more strokes and fills is a drawing; its rules are left to be found in its picture."""

_PLUMBER_ERRORS = (  # seen on damaged files, in pdfplumber 0.11.10 and pdfminer.six 20260107
    MalformedPDFException, PdfminerException, PSException, struct.error, TypeError, IndexError, KeyError, ValueError,
    AttributeError, RecursionError, AssertionError, ZeroDivisionError, OverflowError, NotImplementedError,
)  # fmt: skip

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each damaged object; what fails is raised


class _Drawing(PDFPageAggregator):
    """Keeps what is drawn and skips the text."""

    def render_string(self, *_: object) -> None:
        """Skip text."""


class _Drawer(PDFPageInterpreter):
    """Runs a page's operators but those of text, which are most."""

    def execute(self, streams: Sequence[object]) -> None:
        """Run the operators of a page or a form."""
        held = [stream_value(stream) for stream in streams]
        if held:
            drawing = PDFStream({}, without_text(b"\n".join(stream.get_data() for stream in held)))
            drawing.objid = held[0].objid  # by which pdfminer tells forms that draw themselves
            super().execute([drawing])


class PdfFile:
    """An open PDF. Pages count from 1; only one is in memory at a time."""

    def __init__(self, content: bytes) -> None:
        """Open a file.

        Raises:
            InputError: If it is encrypted or damaged beyond opening.
        """
        self._content = content
        self._document = PdfiumDocument(content)
        self._plumber: PDF | None = None
        self.page_count = self._document.page_count

    def close(self) -> None:
        """Let go of the file."""
        if self._plumber is not None:
            self._plumber.close()
        self._document.close()

    def layer(self, number: int) -> PageLayer:
        """Return a page's text layer.

        Raises:
            ExtractError: If the page cannot be opened.
            LimitError: If there is more on it than on any report's page.
        """
        return self._document.layer(number)

    def strokes(self, layer: PageLayer) -> tuple[Stroke, ...]:
        """Return what a page draws besides text and pictures, in points of the upright page.

        Raises:
            ExtractError: If pdfplumber cannot read the page, or it draws too much.
        """
        if not layer.paths:
            return ()
        if layer.paths > MAX_PATHS:
            raise ExtractError(
                f"Page {layer.number} draws {layer.paths:,} strokes: it is a drawing, and no rules are told from it.",
                layer.number,
            )
        try:
            plumber = self._with_drawings()
            page = plumber.pages[layer.number - 1].page_obj
            device = _Drawing(plumber.rsrcmgr, pageno=layer.number, laparams=None)
            device.begin_page(page, layer.placed)
            _Drawer(plumber.rsrcmgr, device).render_contents(page.resources, page.contents, ctm=layer.placed)
            device.end_page(page)
            return tuple(_strokes(device.get_result()))
        except _PLUMBER_ERRORS as error:
            raise ExtractError(
                f"What page {layer.number} draws cannot be read ({type(error).__name__}): its tables are not seen. "
                "Print the report to PDF again.",
                layer.number,
            ) from error

    def size(self, number: int) -> tuple[float, float]:
        """Return a page's width and height as shown, in points: see ``PdfiumDocument.size``."""
        return self._document.size(number)

    def draw(self, number: int, max_megapixels: float, dpi: float, region: BBox | None = None) -> NDArray[np.uint8]:
        """Draw a page, or a region of it, as it is shown: see ``PdfiumDocument.draw``."""
        return self._document.draw(number, max_megapixels, dpi, region)

    def _with_drawings(self) -> PDF:
        """Open the file in pdfplumber; where it misses pages that pdfium sees, the copy that pdfium writes."""
        if self._plumber is None:
            self._plumber = _open_plumber(self._content, self.page_count)
        if self._plumber is None:
            self._plumber = _open_plumber(self._document.mended(), self.page_count)
        if self._plumber is None:
            raise MalformedPDFException("pdfplumber opens neither the file nor its mended copy")
        return self._plumber


@contextmanager
def open_pdf(content: bytes, max_pages: int) -> Iterator[PdfFile]:
    """Open a PDF for a while.

    Raises:
        InputError: If it is encrypted, damaged beyond opening, or has no pages.
        LimitError: If it has more than ``max_pages``.
    """
    file = PdfFile(content)
    try:
        if file.page_count == 0:
            raise InputError("The PDF has no pages, or its list of pages is damaged. Print or scan the report again.")
        if file.page_count > max_pages:
            raise LimitError(
                f"The PDF has {file.page_count:,} pages, more than the {max_pages:,} allowed; it is not read. "
                "Split it, or allow more pages."
            )
        yield file
    finally:
        file.close()


def _open_plumber(content: bytes, page_count: int) -> PDF | None:
    """Open a file in pdfplumber; None where that fails or not all pages are seen."""
    try:
        plumber = pdfplumber.open(io.BytesIO(content))
        return plumber if len(plumber.pages) == page_count else None
    except _PLUMBER_ERRORS:
        return None


def _strokes(layout: Iterable[LTItem]) -> Iterator[Stroke]:
    """Yield the drawn paths of a page, also those inside forms."""
    for item in layout:
        if isinstance(item, LTContainer):
            yield from _strokes(item)
        elif isinstance(item, LTCurve) and (item.stroke or item.fill):
            points = tuple((float(x), float(y)) for x, y in item.pts)
            closed = (*points, points[0]) if item.original_path and item.original_path[-1][0] == "h" else points
            yield Stroke(closed, bool(item.stroke), bool(item.fill), float(item.linewidth or 0))
