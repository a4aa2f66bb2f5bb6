"""Pages as a viewer shows them, of PDFs and of picture files alike."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.extract.pdf import open_pdf
from pipeline.extract.picture import PagePicture, load_picture
from pipeline.settings import Settings

HEAD = 1024
"""A PDF begins within so many bytes; some programs write a few before it."""

Show = Callable[[int], PagePicture]
"""Returns a page by its number, from 1."""


@contextmanager
def open_shown(content: bytes, settings: Settings) -> Iterator[Show]:
    """Open a file for a while, to draw its pages.

    Args:
        content: The file's bytes.
        settings: For resolution and limits.

    Raises:
        InputError: If the file has no pages to show.
        LimitError: If it has more pages than allowed.
    """
    if b"%PDF-" not in content[:HEAD]:
        yield lambda number: load_picture(content, number, settings)
        return
    with open_pdf(content, settings.max_pages) as pdf:

        def show(number: int) -> PagePicture:
            width, height = pdf.size(number)
            return PagePicture(pdf.draw(number, settings.max_megapixels, settings.dpi), width, height)

        yield show
