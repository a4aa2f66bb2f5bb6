"""A document as one stream of lines and tables: page furniture out, tables over page breaks joined."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model.document import Document, Line, Page, Table
from pipeline.parse.passage import Ink, Passage, join
from pipeline.thai.numbers import to_arabic
from pipeline.thai.skeleton import skeleton

_PAGE_NUMBER = re.compile(
    r"(?:หน้า(?:ที่)?|page)?\s*[-–—|~(]*\s*[0-9]{1,4}\s*[-–—|~)]*|[-–(]\s*[ก-ฮ]\s*[-–)]", re.IGNORECASE
)
"""``- 12 -``, ``หน้า 12``, ``12``; prefaces are numbered with letters."""
_CATCH_WORD = re.compile(r"/.{1,60}(?:\.{2,}|…)?|.{1,40}(?:\.{3,}|…)\s*/?")
_DOTS = re.compile(r"[.…·_\-–—=*\s]+")
EDGE_LINES = 3
"""So many lines at the head and at the foot of a page may be furniture."""
REPEATED = 3
"""A line that stands at the head or foot of so many pages is a running head."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as its rows see it; a merged cell stands in every row and column that it covers."""

    passage: Passage
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """Return the cleaned text."""
        return self.passage.text

    @property
    def plain(self) -> str:
        """Return the text with Arabic digits."""
        return self.passage.plain


EMPTY = Slot(join(()))
Row = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, whole where it runs over pages."""

    page: int
    """The page where it begins."""
    header: tuple[str, ...]
    """The text of each column's header, all its rows joined, without white space; empty where there is no header."""
    rows: tuple[Row, ...]
    """The rows below the header."""
    title: str = ""
    """The text of a row above the header that is one cell wide."""
    breaks: tuple[int, ...] = ()
    """The rows before which a page ends."""
    head: Row = ()
    """The cells of the header's last row."""

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else len(self.header)


Part = Ink | Grid


def no_heading(_text: str) -> bool:
    """Tell that nothing is a heading."""
    return False


def stream(
    document: Document, is_header: Callable[[str], bool], is_heading: Callable[[str], bool] = no_heading
) -> tuple[Part, ...]:
    """Return everything that a document says, in reading order.

    Args:
        document: The normalised document.
        is_header: Tells whether a cell's text, without white space and with Arabic digits, names a column.
        is_heading: Tells whether a text, with Arabic digits, is nothing but headings of sections: between two pieces of
            a table it is a row of it.
    """
    heads = _running_heads(document.pages)
    parts: list[Part] = []
    for page in document.pages:
        for part in _without_furniture(page, heads):
            if isinstance(part, Table):
                _add_table(parts, to_grid(page.number, part, is_header), is_heading)
            else:
                parts.append(part)
    return tuple(parts)


def to_grid(page: int, table: Table, is_header: Callable[[str], bool]) -> Grid:
    """Return a table with its merged cells filled in and its header told from its rows."""
    rows = _fill(page, table)
    title = []
    while len(rows) > 1 and rows[0] and rows[0][0].column_span == len(rows[0]) > 1:
        title.append(rows.pop(0)[0].text)
    depth = _header_depth(rows, is_header)
    header = tuple(_header_text(rows[:depth], column) for column in range(len(rows[0]))) if depth else ()
    above = [_texts(row) for row in rows[:depth]]
    body = [row for row in rows[depth:] if any(slot.text for slot in row) and _texts(row) not in above]
    return Grid(page, header, tuple(body), " ".join(title), head=rows[depth - 1] if depth else ())


def squeeze(text: str) -> str:
    """Return the text without white space and with Arabic digits."""
    return to_arabic("".join(text.split()))


def _fill(page: int, table: Table) -> list[Row]:
    grid = [[EMPTY] * table.column_count for _ in range(table.row_count)]
    for cell in table.cells:
        passage = join(Ink(page, line, cell.bbox.x0, cell.bbox.x1, boxed=True) for line in cell.lines)
        slot = Slot(passage, cell.row, cell.column, cell.row_span, cell.column_span)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid[row][column] = slot
    return [tuple(row) for row in grid]


def _texts(row: Row) -> list[str]:
    """Return a row's texts, to know a header by that is printed again below a page break."""
    return [squeeze(slot.text) for slot in row]


def _distinct(row: Row) -> list[Slot]:
    """Return the slots of a row that hold text, merged ones once."""
    return [slot for at, slot in enumerate(row) if slot.text and (at == 0 or row[at - 1] is not slot)]


_UNIT = re.compile(r"\(?(?:ร้อยละ)?[0-9]{1,3}(?:คะแนน|%)?\)?|\(.{1,12}\)")
"""What stands under a column's name: its weight, or ``(1)``."""


def _header_depth(rows: Sequence[Row], is_header: Callable[[str], bool]) -> int:
    """Return how many rows are the header: 0 where the first one already says something."""
    depth, least = 0, 1
    for row in rows[:3]:
        slots = _distinct(row)
        if depth and len(row) > 1 and len(slots) == 1 and slots[0].column_span == len(row):
            break
        texts = [squeeze(slot.text) for slot in slots]
        named = sum(is_header(text) for text in texts)
        fresh = [slot for slot in slots if slot.row >= depth] if depth else slots
        grouped = any(1 < slot.column_span < len(row) for above in rows[:depth] for slot in above)
        unit = depth > 0 and all(_UNIT.fullmatch(squeeze(slot.text)) for slot in fresh)
        named_enough = named * 2 >= len(texts) and named >= min(2, len(texts)) and (grouped or not depth)
        if not slots or not (unit or named_enough):
            break
        depth += 1
        if depth == 1:
            least = min(3, max((slot.row + slot.row_span - slots[0].row for slot in slots), default=1))
    return min(max(depth, least), len(rows)) if depth else 0


def _header_text(rows: Sequence[Row], column: int) -> str:
    seen: list[Slot] = []
    for row in rows:
        if not any(slot is row[column] for slot in seen):
            seen.append(row[column])
    return squeeze("".join(slot.text for slot in seen))


def _add_table(parts: list[Part], grid: Grid, is_heading: Callable[[str], bool]) -> None:
    """Add a table, or join it to the one before it where it goes on there.

    Nothing stands between two pieces of a table but headings: the rows of merged cells that part its groups.
    """
    between: list[Ink] = []
    while parts and isinstance(parts[-1], Ink) and len(between) < MAX_HEADINGS:
        between.insert(0, parts[-1])
        parts.pop()
    before = parts[-1] if parts else None
    heading = join(between)
    apart = bool(between) and not is_heading(heading.plain)
    if isinstance(before, Grid) and grid.rows and not apart and _continues(before, grid):
        row = (Slot(heading, column_span=before.width),) * before.width
        above = before.rows + ((row,) if between else ())
        breaks = (*before.breaks, len(above))
        parts[-1] = replace(before, rows=above + grid.rows, breaks=breaks)
        return
    parts += between
    if grid.rows or grid.header:
        parts.append(grid)


MAX_HEADINGS = 3
"""So many lines the headings of a group may take."""


def _continues(before: Grid, grid: Grid) -> bool:
    if before.width != grid.width:
        return False
    if not grid.header:
        return not grid.title
    return [skeleton(text) for text in before.header] == [skeleton(text) for text in grid.header]


def _running_heads(pages: Sequence[Page]) -> set[str]:
    """Return the skeletons of lines that stand at the same place at the head or foot of many pages.

    A word or two may by chance begin several pages: those are a running head only where nearly every page has them.
    """
    counts = Counter(
        place
        for page in pages
        for place in {
            (_head_key(part.line.text), round(part.line.bbox.top / SAME_PLACE))
            for part in _edges(page)
            if isinstance(part, Ink)
        }
    )
    often = {key: count for (key, _), count in counts.items() if key and count >= REPEATED}
    heads = {key for key, count in often.items() if count >= len(pages) * (0.3 if len(key) >= LONG_HEAD else 0.8)}
    return heads | {key + WRAPPED for key in often}


WRAPPED = "\n"
"""What marks a line that is furniture only where it goes on with a running head."""
SAME_PLACE = 12.0
"""Running heads stand within so many points of the same height on every page."""
LONG_HEAD = 12
"""A head with so many letters is no chance."""


def _head_key(text: str) -> str:
    """Return what is the same on every page: the text without a page number at either end."""
    return re.sub(r"^[0-9]{1,3}|[0-9]{1,3}$", "", skeleton(text))


def _edges(page: Page) -> Iterator[Part | Table]:
    content = page.content
    for part in (*content[:EDGE_LINES], *content[max(EDGE_LINES, len(content) - EDGE_LINES) :]):
        yield part if isinstance(part, Table) else Ink(page.number, part)


def _without_furniture(page: Page, heads: set[str]) -> Iterator[Ink | Table]:
    """Yield a page's parts without page numbers, catch-words and running heads (which stay on their first page)."""
    last = len(page.content) - 1
    below_head = False
    boxes = [part.bbox for part in page.content]
    left, right = min((box.x0 for box in boxes), default=0.0), max((box.x1 for box in boxes), default=0.0)
    pitch = _pitch(page)
    for at, part in enumerate(page.content):
        if isinstance(part, Table):
            yield _without_page_number(part) if at == last else part
            continue
        text = to_arabic(part.text.strip())
        edge = at < EDGE_LINES or at > last - EDGE_LINES
        if not text or _DOTS.fullmatch(text):
            continue
        if edge and (_PAGE_NUMBER.fullmatch(text) or (at >= last - 1 and _CATCH_WORD.fullmatch(text))):
            continue
        key = _head_key(text)
        if edge and page.number > 1 and (key in heads or (below_head and key + WRAPPED in heads)):
            below_head = True
            continue
        below_head = False
        yield Ink(page.number, part, left, right, pitch=pitch)


def _without_page_number(table: Table) -> Table:
    """Return a table without the page number that stands right below its last row, taken for a line of it."""
    lines = [line for cell in table.cells for line in cell.lines]
    lowest = max(lines, key=lambda line: line.bbox.middle[1], default=None)
    if lowest is None or not _WORDED_NUMBER.fullmatch(to_arabic(lowest.text.strip())):
        return table
    cells = tuple(replace(cell, lines=tuple(line for line in cell.lines if line is not lowest)) for cell in table.cells)
    return replace(table, cells=cells)


_WORDED_NUMBER = re.compile(r"(?:หน้า(?:ที่)?|page)\s*[0-9]{1,4}(?:\s*(?:/|จาก|of)\s*[0-9]{1,4})?", re.IGNORECASE)


def _pitch(page: Page) -> float:
    """Return how far the lines of a page's paragraphs lie apart, 0 where there are too few lines to tell."""
    found = sorted(
        below.bbox.middle[1] - above.bbox.middle[1]
        for above, below in itertools.pairwise(page.content)
        if isinstance(above, Line) and isinstance(below, Line) and below.bbox.top > above.bbox.top
    )
    return found[len(found) // 4] if len(found) >= LEAST_LINES else 0.0


LEAST_LINES = 6
