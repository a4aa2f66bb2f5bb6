"""Documents for tests: paragraphs as strings, tables as rows of strings, set on invented pages."""

from collections.abc import Sequence

from pipeline.model.document import Cell, Document, Line, Page, Source, Table
from pipeline.model.geometry import BBox, enclose

LEFT, RIGHT, INDENT = 70.0, 530.0, 36.0
LETTER, LINE = 6.0, 20.0
SPELLED = "text-layer"

Rows = Sequence[Sequence[str]]


def line(text: str, x0: float = LEFT, top: float = 100.0, *, reader: str = SPELLED, confidence: float = 1.0) -> Line:
    """Return a line whose characters are all equally wide."""
    edges = tuple(x0 + LETTER * at for at in range(len(text) + 1))
    return Line(BBox(x0, top, edges[-1], top + 16), text, text, confidence, reader, edges)


def table(rows: Rows, top: float = 100.0, *, reader: str = SPELLED) -> Table:
    """Return a table; ``"<"`` goes on with the cell to the left, ``"^"`` with the one above; ``\\n`` parts lines."""
    width = (RIGHT - LEFT) / max(len(row) for row in rows)
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in {"<", "^"}:
                continue
            across = next((n for n, other in enumerate(row[column + 1 :]) if other != "<"), len(row) - column - 1) + 1
            below = rows[at + 1 :]
            down = next((n for n, other in enumerate(below) if other[column] != "^"), len(below)) + 1
            box = BBox(LEFT + width * column, top + 60 * at, LEFT + width * (column + across), top + 60 * (at + down))
            texts = [piece for piece in text.split("\n") if piece]
            lines = tuple(line(piece, box.x0 + 2, box.top + 14 * n, reader=reader) for n, piece in enumerate(texts))
            cells.append(Cell(at, column, down, across, box, lines))
    return Table(enclose(cell.bbox for cell in cells), tuple(cells))


def page(number: int, *parts: str | Rows, reader: str = SPELLED) -> Page:
    """Return a page of paragraphs, each one line, and tables."""
    content: list[Line | Table] = []
    top = 60.0
    for part in parts:
        if isinstance(part, str):
            content.append(line(part, LEFT, top, reader=reader))
            top += 2 * LINE
        else:
            content.append(table(part, top, reader=reader))
            top += 60 * len(part) + 2 * LINE
    return Page(number, 595.0, 842.0, 0, 0.0, reader, 1.0, tuple(content))


def document(*pages: Sequence[str | Rows], reader: str = SPELLED) -> Document:
    """Return a document of pages, each a sequence of paragraphs and tables."""
    made = tuple(page(number, *parts, reader=reader) for number, parts in enumerate(pages, 1))
    return Document(Source("0" * 64, "report.pdf"), made)
