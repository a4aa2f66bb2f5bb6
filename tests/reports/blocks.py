"""What a document is made of before it is laid out: texts, tables, pictures and page breaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``**`` around words makes them bold, ``\\n`` breaks the line."""

    text: str
    style: str = "body"
    """``body``, ``plain``, ``title``, ``heading``, ``centre``, ``right``, ``list`` or ``memo``."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, one paragraph per line of ``text``."""

    text: str
    align: str = "left"
    bold: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a row holds only the cells that begin in it."""

    widths: tuple[float, ...]
    """Of the columns, relative."""
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    """Repeated on every page."""
    rules: str = "full"
    """``full``, ``dotted``, ``double``, ``faint``, ``open`` (no outer edges at the sides), ``horizontal`` (above and
    below, and under the header), ``rows`` or ``none``."""
    size: float | None = None
    """Of the letters in points; the body's where None."""
    shaded: bool = False
    """Whether the header is grey."""
    splits: bool = True
    """Whether a row may run over a page break."""
    share: float = 1.0
    """Of the width of the text."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG picture on a line of its own, or hung over the page's corner."""

    png: bytes
    width_cm: float
    height_cm: float
    align: str = "center"
    floating: tuple[float, float] | None = None
    """Where its corner lies on the page, in centimetres from the top left; in the text where None."""


@dataclass(frozen=True, slots=True)
class Break:
    """A new page; it and all pages after it stand or lie as said."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    """A table that stands in the document as a picture of itself."""

    table: Table


Block = Text | Table | Picture | Break | Pasted


@dataclass(frozen=True, slots=True)
class Sheet:
    """The document's looks."""

    font: str
    size: float = 16
    heading: float = 18
    margins: tuple[float, float, float, float] = (2.5, 2.0, 2.0, 3.0)
    """Top, right, bottom, left in centimetres."""
    line_height: int = 100
    """In percent of the font's own."""
    justified: bool = False
    page_number: str = "none"
    """``none``, ``top`` (``- 2 -``), ``foot`` (centred), ``corner`` (``หน้า 2``)."""
    header: str = ""
    """Printed at the head of each page."""


def grid(table: Table) -> list[tuple[int, int, Cell]]:
    """Return each cell with its row and column, counted from 0."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for r, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            taken |= {(r + i, column + j) for i in range(cell.row_span) for j in range(cell.column_span)}
            placed.append((r, column, cell))
    return placed


def paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    """Return the text of every paragraph, without marks, in the document's order."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Text):
            found.append(block.text.replace("**", "").replace("\n", " "))
        elif isinstance(block, Table):
            found += [line for _, _, cell in grid(block) for line in cell.text.split("\n")]
    return [text for text in found if text.strip()]
