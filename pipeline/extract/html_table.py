"""HTML tables of a transcript to rows of fields, and rows of fields to the cells of a grid."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.extract.markup import Span, has_text, read_lines
from pipeline.model.document import Cell
from pipeline.model.geometry import BBox, enclose

TABLE_BEGINS = re.compile(r"<(?P<name>table|tr|td|th)(?:\s[^<>]{0,400})?>", re.IGNORECASE)
"""Rows and cells without a table around them are the rest of one that was cut off."""

_TABLE_TAG = re.compile(r"<(?P<name>/?(?:table|tr|td|th))(?P<attributes>\s[^<>]{0,400})?>", re.IGNORECASE)
_COLUMN_SPAN = re.compile(r"\bcolspan\s*=\s*[\"']?([0-9]{1,3})", re.IGNORECASE)
_ROW_SPAN = re.compile(r"\browspan\s*=\s*[\"']?([0-9]{1,4})", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A cell that has no place in a grid yet."""

    spans: list[Span]
    column_span: int = 1
    row_span: int = 1


@dataclass(slots=True)
class HtmlTable:
    """An HTML table that is being read, line by line.

    Args:
        depth: 0 where the first tag will be the table's own, 1 where that one is missing.
    """

    depth: int
    rows: list[list[Field]] = field(default_factory=list)
    strays: list[Span] = field(default_factory=list)
    """Text before the first row, such as a caption."""
    in_row: bool = False
    cell: Field | None = None

    def read(self, row: int, line: str, start: int, end: int) -> int | None:
        """Read a stretch of a line; return the column where the table ends, or None where it goes on."""
        for tag in _TABLE_TAG.finditer(line, start, end):
            if not self._take_text(row, line, start, tag.start()):
                return start
            start = tag.end()
            if self._ends_with(tag):
                return start
        return None if self._take_text(row, line, start, end) else start

    def _take_text(self, row: int, line: str, start: int, end: int) -> bool:
        """Take text; tell whether the table goes on: text after its rows and outside its cells ends it."""
        if self.cell is not None:
            self.cell.spans.append((row, start, end))
        elif has_text(line, start, end):
            if self.rows:
                return False
            self.strays.append((row, start, end))
        return True

    def _ends_with(self, tag: re.Match[str]) -> bool:
        """Follow a tag; tell whether it ends the table. A table inside a cell is text of the cell."""
        name = tag["name"].lower()
        if name.endswith("table"):
            self.depth += -1 if name.startswith("/") else 1
            return self.depth <= 0
        if self.depth > 1 and self.cell is not None:
            return False
        self.cell = None
        if name.endswith("tr"):
            self.in_row = False
        if not name.startswith("/"):
            self._open(name, tag["attributes"] or "")
        return False

    def _open(self, name: str, attributes: str) -> None:
        """Begin a row, or a cell: in a row of its own where none is open."""
        if not self.in_row:
            self.rows.append([])
            self.in_row = True
        if name != "tr":
            self.cell = Field([], _number(_COLUMN_SPAN, attributes), _number(_ROW_SPAN, attributes))
            self.rows[-1].append(self.cell)


def _number(pattern: re.Pattern[str], attributes: str) -> int:
    found = pattern.search(attributes)
    return max(int(found[1]), 1) if found else 1


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of fields, each in its place."""

    rows: int
    columns: int
    placed: dict[tuple[int, int], Field]
    """By row and column; their spans are cut to what is free."""


def to_grid(rows: Sequence[Sequence[Field]], places: int) -> Grid | None:
    """Give each field its place as a browser does, or return None where that takes more than ``places`` places."""
    free: list[int] = []  # for each column, the row from which it is free
    placed: dict[tuple[int, int], Field] = {}
    for number, fields in enumerate(rows):
        column = 0
        for each in fields:
            while column < len(free) and free[column] > number:
                column += 1
            width = 1
            while width < each.column_span and (column + width >= len(free) or free[column + width] <= number):
                width += 1
            height = min(each.row_span, len(rows) - number)
            free += [0] * (column + width - len(free))
            if len(free) * len(rows) > places:
                return None
            free[column : column + width] = [number + height] * width
            placed[number, column] = Field(each.spans, width, height)
            column += width
    return Grid(len(rows), len(free), placed)


def to_cells(file: Sequence[str], grid: Grid) -> Iterator[Cell]:
    """Yield a grid's cells by row, then column; a place that no field covers becomes an empty cell.

    Args:
        file: The transcript's lines, in which the fields' spans lie.
        grid: The fields.
    """
    covered: set[tuple[int, int]] = set()
    spot = BBox(0.0, 0.0, 0.0, 0.0)
    for row in range(grid.rows):
        for column in range(grid.columns):
            each = grid.placed.get((row, column))
            if each is not None:
                lines = read_lines(file, each.spans)
                spot = _spot(each.spans, spot)
                box = enclose(line.bbox for line in lines) if lines else spot
                if each.row_span * each.column_span > 1:
                    covered |= {(row + y, column + x) for y in range(each.row_span) for x in range(each.column_span)}
                yield Cell(row, column, each.row_span, each.column_span, box, lines)
            elif (row, column) not in covered:
                yield Cell(row, column, 1, 1, spot, ())


def _spot(spans: Sequence[Span], before: BBox) -> BBox:
    """Return where an empty cell stands: at its beginning, or beside the cell before it."""
    if not spans:
        return before
    row, start, _ = spans[0]
    return BBox(float(start), float(row), float(start), row + 1.0)
