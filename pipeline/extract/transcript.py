"""Text that another OCR has made, plain, Markdown or HTML, to a Document.

Such text has no page pictures: boxes count characters across and lines of the file down (see ``BBox``). What is
understood: paragraphs, tables of tab-separated lines, Markdown's pipe tables, HTML tables with merged cells, and
markers of pages. Nothing else that looks like HTML means anything; unclosed and nested tags cost no more than text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.errors import InputError, LimitError
from pipeline.extract.encoding import decode_text
from pipeline.extract.html_table import TABLE_BEGINS, Field, HtmlTable, to_cells, to_grid
from pipeline.extract.markup import READER, Span, blank_code, read_lines
from pipeline.model.document import Document, Line, Page, Source, Table
from pipeline.model.geometry import enclose

MAX_CHARACTERS = 5_000_000
"""A longer transcript is refused: a report of 500 pages has about one million."""
MAX_PLACES = 1_000_000
"""A transcript whose tables have more places, rows times columns, is refused."""

_MARKER = re.compile(
    r"\s*(?:<!--+|-{2,}|={2,}|#{1,6}|\[)\s*(?:page|หน้า(?:ที่)?)\s*:?\s*(?P<number>[0-9๐-๙]{1,6})\s*"
    r"(?:(?:of|/|จาก)\s*[0-9๐-๙]{1,6}\s*)?(?:--+>|-{2,}|={2,}|#{1,6}|\])?\s*",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s*#{1,6}\s+")
_FENCE = re.compile(r"```\w*")
_BELOW_HEADER = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*(?:\s*:?-+:?)?")
_TAB = re.compile(r"\t")
_BAR = re.compile(r"(?<!\\)\|")


def read_transcript(source: Source, content: bytes) -> Document:
    """Return a transcript as a document.

    A page begins at a form feed and at a marker on a line of its own: ``<!-- page 3 -->``, ``--- page 3 ---``,
    ``# Page 3``, ``[page 3]``, the same with ``หน้า``. ``หน้า ๓`` alone is text: printed page numbers stand above or
    below a page, and nothing tells which. Without any marker everything is page 1.

    Args:
        source: The file.
        content: Its bytes, in UTF-8, UTF-16 or the Thai code page 874.

    Raises:
        InputError: If the bytes are no text, or there is nothing in it.
        LimitError: If the text or its tables are larger than any report's.
    """
    text = decode_text(content)
    if len(text) > MAX_CHARACTERS:
        raise LimitError(
            f"The transcript has {len(text):,} characters, more than the {MAX_CHARACTERS:,} that a report can have; "
            "it is not read. Split it into one file for each report."
        )
    reader = _Reader(re.split(r"\r\n|[\r\n\v]", blank_code(text)))
    reader.read()
    if not reader.pages:
        raise InputError("The transcript holds no text; there is nothing to read. Make the transcript again.")
    return Document(source, tuple(reader.pages))


@dataclass(slots=True)
class _Reader:
    """Goes through a transcript's lines once."""

    file: Sequence[str]
    pages: list[Page] = field(default_factory=list)
    number: int = 1
    """Of the page that is being read."""
    content: list[Line | Table] = field(default_factory=list)
    block: list[Span] = field(default_factory=list)
    """Lines that may become one table."""
    separator: str = ""
    """What separates the cells of the block: a tab or a bar."""
    table: HtmlTable | None = None
    offset: int = 0
    """1 where the file's markers stand after their pages."""
    places: int = 0

    def read(self) -> None:
        for row, line in enumerate(self.file):
            marker = _MARKER.fullmatch(line)
            if marker and self._is_new_page(int(marker["number"])):
                continue
            start = 0
            for feed in re.finditer("\f", line):
                self._read_line(row, start, feed.start())
                self._turn_to(self.number + 1)
                start = feed.end()
            self._read_line(row, start, len(line))
        self._turn_to(self.number + 1)

    def _is_new_page(self, number: int) -> bool:
        """Turn to a marker's page; False where it cannot be a marker, for the numbers of pages only rise."""
        self._end_block()
        self._end_table()
        if self.content and not self.pages and number == 1:
            self.offset = 1
        number += self.offset
        if number < self.number or (self.content and number == self.number):
            return False
        self._turn_to(number)
        return True

    def _turn_to(self, number: int) -> None:
        self._end_block()
        self._end_table()
        if self.content:
            self.pages.append(Page(self.number, 0.0, 0.0, 0, 0.0, READER, 0.0, tuple(self.content)))
            self.content.clear()
        self.number = number

    def _read_line(self, row: int, start: int, end: int) -> None:
        """Read a stretch of a line: text, HTML tables, and text between them."""
        line = self.file[row]
        while True:
            if self.table is None:
                begins = TABLE_BEGINS.search(line, start, end)
                self._read_text((row, start, begins.start() if begins else end))
                if begins is None:
                    return
                self._end_block()
                self.table = HtmlTable(depth=0 if begins["name"].lower() == "table" else 1)
                start = begins.start()
            after = self.table.read(row, line, start, end)
            if after is None:
                return
            self._end_table()
            start = after

    def _read_text(self, span: Span) -> None:
        """Read a stretch outside HTML tables."""
        inner = self._cut(span).strip()
        if not inner or _FENCE.fullmatch(inner):
            self._end_block()
            return
        separator = _separator(self._cut(span), self.separator)
        if separator != self.separator:
            self._end_block()
        self.separator = separator
        if separator:
            self.block.append(span)
        else:
            self._add_paragraph(span)

    def _cut(self, span: Span) -> str:
        row, start, end = span
        return self.file[row][start:end]

    def _add_paragraph(self, span: Span) -> None:
        row, start, end = span
        heading = _HEADING.match(self.file[row], start, end)
        self.content += read_lines(self.file, [(row, heading.end() if heading else start, end)])

    def _end_block(self) -> None:
        """Make a table of the lines that were held back, or paragraphs where they are none."""
        block, separator = self.block, self.separator
        self.block, self.separator = [], ""
        if not block:
            return
        texts = [self._cut(span).strip() for span in block]
        if separator == "\t":
            is_table = len(block) > 1 or texts[0].count("\t") > 1
            rows = [_fields(span, _TAB.finditer(self.file[span[0]], *span[1:])) for span in block]
        else:
            below = len(block) > 1 and _is_below_header(texts[1])
            is_table = below or all(text.startswith("|") for text in texts)
            rows = [self._bar_fields(span) for index, span in enumerate(block) if not (below and index == 1)]
        if is_table:
            self._add_table(rows)
        else:
            for span in block:
                self._add_paragraph(span)

    def _bar_fields(self, span: Span) -> list[Field]:
        """Return the cells of a row of a pipe table; its outer bars separate nothing."""
        row, start, end = span
        text = self._cut(span)
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        bars = list(_BAR.finditer(self.file[row], start, end))
        if bars and bars[0].start() == start:
            start = bars.pop(0).end()
        if bars and bars[-1].end() == end:
            end = bars.pop().start()
        return _fields((row, start, end), bars)

    def _end_table(self) -> None:
        table, self.table = self.table, None
        if table is not None:
            self.content += read_lines(self.file, table.strays)
            self._add_table([row for row in table.rows if row])

    def _add_table(self, rows: Sequence[Sequence[Field]]) -> None:
        if not rows:
            return
        grid = to_grid(rows, MAX_PLACES - self.places)
        if grid is None:
            raise LimitError(
                f"The transcript's tables have more than {MAX_PLACES:,} places; they are damaged, and the file is not "
                "read. Make the transcript again, or take the broken table out."
            )
        self.places += grid.rows * grid.columns
        cells = tuple(to_cells(self.file, grid))
        if any(cell.lines for cell in cells):
            self.content.append(Table(enclose(cell.bbox for cell in cells), cells))


def _separator(text: str, before: str) -> str:
    """Return what may separate cells in a stretch: a tab, a bar or nothing.

    A tab at its beginning or end indents a paragraph, but stands for an empty cell right after a row with tabs.
    """
    inner = text.strip()
    if not inner.startswith("|") and "\t" in (text if before == "\t" else inner):
        return "\t"
    return "|" if _BAR.search(inner) else ""


def _fields(span: Span, separators: Iterable[re.Match[str]]) -> list[Field]:
    """Cut a row at its separators."""
    row, start, end = span
    return [Field([(row, first, last)]) for first, last in _between(start, end, separators)]


def _between(start: int, end: int, separators: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    for separator in separators:
        yield start, separator.start()
        start = separator.end()
    yield start, end


def _is_below_header(text: str) -> bool:
    """Tell whether a line is the one that Markdown asks for below a table's header, such as ``|---|:-:|``."""
    return "-" in text and _BELOW_HEADER.fullmatch(text) is not None
