"""What is on the paper: the Document that reading ends in and interpreting starts from."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.geometry import BBox


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from."""

    sha256: str
    """Of the file's bytes, in hex."""
    name: str
    """Path below the folder given to the run, with ``/``."""

    @property
    def report_id(self) -> str:
        """Return the report's published identity: the first 16 hex digits of the hash."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Character:
    """One character that an engine recognised, and what else it may be."""

    text: str
    x0: float
    x1: float
    confidence: float
    """Probability, 0 to 1, that ``text`` is right, as the engine gives it."""
    alternatives: tuple[tuple[str, float], ...] = ()
    """Other readings with their probabilities, the likeliest first; ``""`` stands for no character."""
    again: float | None = None
    """How sure a second look at the same ink is of ``text``, 0 to 1; None where there was none."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text as an engine or a text layer gives it; in Thai seldom a word.

    Runs live only inside ``extract``: they become lines there.
    """

    text: str
    bbox: BBox
    confidence: float
    edges: tuple[float, ...] = ()
    """Where the characters of ``text`` begin, and the last one ends: ``len(text) + 1`` places across the page."""
    characters: tuple[Character, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its ink."""

    bbox: BBox
    raw: str
    """As read."""
    text: str
    """As cleaned by ``normalize``; before that stage, the same as ``raw``."""
    confidence: float
    """The least of its parts, 0 to 1, as the engine gives it; 1 where the file itself spells it."""
    reader: str
    """Who read it: ``text-layer``, ``transcript``, or an engine's label."""
    edges: tuple[float, ...] = ()
    """Where the characters of ``raw`` begin, and the last one ends: ``len(raw) + 1`` places across the page."""
    characters: tuple[Character, ...] = ()
    """What a recogniser knows of each character of ``raw``; empty for a text layer."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``row`` and ``column`` count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    bbox: BBox
    lines: tuple[Line, ...]

    @property
    def raw(self) -> str:
        """Return the lines as read, one per line."""
        return "\n".join(line.raw for line in self.lines)

    @property
    def text(self) -> str:
        """Return the cleaned lines, one per line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float:
        """Return the least of the lines': one doubtful digit spoils a number. An empty cell is certain."""
        return min((line.confidence for line in self.lines), default=1.0)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands on one page; tables over pages are joined by ``parse``."""

    bbox: BBox
    cells: tuple[Cell, ...]
    """By row, then column; a merged cell stands once, where it begins."""

    @property
    def row_count(self) -> int:
        """Return the number of rows."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        """Return the number of columns."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    def rows(self) -> list[list[Cell | None]]:
        """Return the grid: a merged cell stands in its first place, None in the others."""
        grid: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell
        return grid


@dataclass(frozen=True, slots=True)
class Page:
    """One page, upright."""

    number: int
    """From 1."""
    width: float
    height: float
    """In points, upright; 0 by 0 for a transcript, which has no page picture."""
    rotation: int
    """Degrees clockwise by which the page as a viewer shows it was turned to stand upright: 0, 90, 180 or 270."""
    skew_deg: float
    """Degrees by which the picture was deskewed; 0 for a text layer."""
    reader: str
    """Who read most of the page."""
    trust: float
    """0 to 1: how far its text layer can be trusted; 0 where there is none."""
    content: tuple[Line | Table, ...]
    """Everything on the page in reading order; a line inside a table stands only there."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines outside tables."""
        return tuple(part for part in self.content if isinstance(part, Line))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables."""
        return tuple(part for part in self.content if isinstance(part, Table))

    @property
    def shown_size(self) -> tuple[float, float]:
        """Return width and height of the page as a viewer shows it, in points."""
        return (self.height, self.width) if self.rotation in (90, 270) else (self.width, self.height)

    def shown(self, box: BBox) -> BBox:
        """Return where a box of the upright page lies on the page as a viewer shows it."""
        if self.rotation == 90:
            return BBox(box.top, self.width - box.x1, box.bottom, self.width - box.x0)
        if self.rotation == 180:
            return BBox(self.width - box.x1, self.height - box.bottom, self.width - box.x0, self.height - box.top)
        if self.rotation == 270:
            return BBox(self.height - box.bottom, box.x0, self.height - box.top, box.x1)
        return box

    def every_line(self) -> Iterator[Line]:
        """Yield all lines in reading order, those inside tables too."""
        for part in self.content:
            if isinstance(part, Line):
                yield part
            else:
                for cell in part.cells:
                    yield from cell.lines


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be processed: a page, or a whole document where ``page`` is None."""

    stage: str
    error_code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it stands on paper. A page that failed does not fail the document."""

    source: Source
    pages: tuple[Page, ...]
    failures: tuple[Failure, ...] = ()
