"""Bytes to a Document: what a file is, is told by its content; how a page is read, page by page."""

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import DocumentError, InputError
from pipeline.extract.memory import give_back
from pipeline.extract.ocr.engine import OcrEngine
from pipeline.extract.pdf import open_pdf
from pipeline.extract.pdf_page import read_page
from pipeline.extract.picture import count_pictures, load_picture
from pipeline.extract.scan import read_picture
from pipeline.extract.transcript import read_transcript
from pipeline.model.document import Document, Failure, Page, Source
from pipeline.settings import Settings

HEAD = 1024
"""A PDF begins within so many bytes; some programs write a few before it."""

NO_TEXT = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""A file that is called so holds no transcript."""

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


def begin_any_page(number: int) -> None:
    """Let every page be read."""


def extract_document(
    source: Source,
    content: bytes,
    settings: Settings,
    engine: OcrEngine,
    begin: Callable[[int], None] = begin_any_page,
) -> Document:
    """Read a file: a PDF, a picture (PNG, JPEG, TIFF of many pages), or a transcript.

    A page that cannot be read becomes a failure of the document; the other pages are read.

    Args:
        source: The file.
        content: Its bytes.
        settings: What the run was told.
        engine: Reads the pages, and pictures on pages, that have no text that can be trusted.
        begin: Is told each page's number, from 1, before the page is read; a DocumentError that it raises is the
            page's failure.

    Raises:
        InputError: If the file is nothing that can be read, or no page of it can.
        LimitError: If it, or each of its pages, is larger than allowed.
        ExtractError: If no page can be read.
        MissingDependencyError: If the engine is needed and not installed.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise InputError("The file is empty; there is nothing to read. Fetch it again.")
    if b"%PDF-" in content[:HEAD]:
        with open_pdf(content, settings.max_pages) as pdf:
            return _collect(source, pdf.page_count, lambda number: read_page(pdf, number, settings, engine), begin)
    if content.startswith(_PICTURES):
        count = count_pictures(content)
        return _collect(source, count, lambda number: _read_picture_page(content, number, settings, engine), begin)
    suffix = Path(source.name).suffix.lower()
    if suffix in NO_TEXT:
        raise InputError(
            f"The file is called {suffix} and is none. Fetch it again, or give it the ending of what it is."
        )
    return read_transcript(source, content)


def _read_picture_page(content: bytes, number: int, settings: Settings, engine: OcrEngine) -> Page:
    give_back()
    picture = load_picture(content, number, settings)
    return read_picture(picture.pixels, number, picture.width, picture.height, engine)


def _collect(source: Source, count: int, read: Callable[[int], Page], begin: Callable[[int], None]) -> Document:
    """Read pages one after the other, and note those that fail."""
    pages: list[Page] = []
    failures: list[Failure] = []
    errors: list[DocumentError] = []
    for number in range(1, count + 1):
        try:
            begin(number)
            pages.append(read(number))
        except DocumentError as error:
            errors.append(error)
            failures.append(Failure(error.stage, error.code, str(error), number))
    if not pages:
        raise errors[0]
    return Document(source, tuple(pages), tuple(failures))
