"""Document to Document: ``raw`` stays as it was read, ``text`` becomes clean."""

from dataclasses import replace

from pipeline.model.document import Document, Line, Page, Table
from pipeline.thai.text import clean, without_specks

TYPED = ("text-layer", "transcript")
"""Readers of what somebody has typed: there a dot is a dot."""


def normalize_document(document: Document) -> Document:
    """Return a document whose every line has its cleaned ``raw`` as ``text``; doing it twice is doing it once."""
    return replace(document, pages=tuple(_page(page) for page in document.pages))


def _page(page: Page) -> Page:
    content = tuple(_line(part) if isinstance(part, Line) else _table(part) for part in page.content)
    return replace(page, content=content)


def _table(table: Table) -> Table:
    cells = tuple(replace(cell, lines=tuple(_line(line) for line in cell.lines)) for cell in table.cells)
    return replace(table, cells=cells)


def _line(line: Line) -> Line:
    if line.reader in TYPED:
        return replace(line, text=clean(line.raw))
    return replace(line, text=without_specks(clean(_without_dirt(line))))


SIGNS = "•●·"
"""What dirt is read as: no letter, no number."""
LIKELIER = 0.5
"""Nothing is there where the reader gives so much to that: more than to all else."""


def _without_dirt(line: Line) -> str:
    """Return what was read without the dots that the reader itself holds likelier to be nothing."""
    if len(line.characters) != len(line.raw):
        return line.raw
    kept = (
        "" if letter in SIGNS and dict(character.alternatives).get("", 0.0) > LIKELIER else letter
        for letter, character in zip(line.raw, line.characters, strict=True)
    )
    return "".join(kept)
