"""A document as one stream of lines and tables: page furniture out, tables over page breaks joined."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.model.document import Document, Table
from pipeline.parse.furniture import running_heads, without_furniture
from pipeline.parse.headers import find_header, same_header, settle_header, without_header
from pipeline.parse.merged_header import below_header, part_header
from pipeline.parse.passage import SPELLED, Ink, join
from pipeline.parse.slots import EMPTY, Grid, Part, Row, Slot, squeeze
from pipeline.parse.strokes import without_strokes


def no_heading(_text: str) -> bool:
    """Tell that nothing is a heading."""
    return False


def stream(document: Document, is_heading: Callable[[str], bool] = no_heading) -> tuple[Part, ...]:
    """Return everything that a document says, in reading order.

    Args:
        document: The normalised document.
        is_heading: Tells whether a text, with Arabic digits, is nothing but headings of sections: between two pieces of
            a table it is a row of it.
    """
    heads = running_heads(document.pages)
    parts: list[Part] = []
    for page, following in zip(document.pages, (*document.pages[1:], None), strict=False):
        for part in without_furniture(page, heads, following):
            if isinstance(part, Table):
                _add_table(parts, to_grid(page.number, part), is_heading)
            else:
                parts.append(part)
    return tuple(settle_header(part) if isinstance(part, Grid) else part for part in parts)


def to_grid(page: int, table: Table) -> Grid:
    """Return a table with its merged cells filled in and its header told from its rows."""
    rows = _without_blank_edge(_fill(page, table))
    title = []
    while len(rows) > 1 and rows[0] and rows[0][0].column_span >= len(rows[0]) > 1:
        title.append(rows.pop(0)[0].text)
    rows = part_header(rows)
    header = find_header(rows)
    above = [_texts(row) for row in rows[: header.depth]]
    body = [row for row in rows[header.depth :] if any(slot.text for slot in row) and _texts(row) not in above]
    head = rows[header.depth - 1] if header.depth else ()
    return Grid(page, header.names, tuple(body), " ".join(title), (), head, header.unsure, header.recognised)


def _fill(page: int, table: Table) -> list[Row]:
    grid = [[EMPTY] * table.column_count for _ in range(table.row_count)]
    for cell in table.cells:
        inks = tuple(Ink(page, line, cell.bbox.x0, cell.bbox.x1, boxed=True) for line in cell.lines)
        passage = join(inks if cell.row else without_strokes(inks))
        slot = Slot(passage, cell.row, cell.column, cell.row_span, cell.column_span)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid[row][column] = slot
    return [tuple(row) for row in grid]


def _without_blank_edge(rows: list[Row]) -> list[Row]:
    """Return rows without the columns at their end in which nothing stands: a page's edge may look like a rule."""
    width = max((at for row in rows for at, slot in enumerate(row, 1) if slot.text), default=0)
    return [row[: max(width, 1)] for row in rows]


def _texts(row: Row) -> list[str]:
    """Return a row's texts, to know a header by that is printed again below a page break."""
    return [squeeze(slot.text) for slot in row]


def _add_table(parts: list[Part], grid: Grid, is_heading: Callable[[str], bool]) -> None:
    """Add a table, or join it to the one before it where it goes on there.

    Nothing stands between two pieces of a table but headings: the rows of merged cells that part its groups. Dirt at
    the edge of a picture, read as a letter or two, parts no table from the next page's.
    """
    between, said = _lines_above(parts)
    before = parts[-1] if parts else None
    heading = join(said)
    apart = bool(said) and not is_heading(heading.plain)
    if isinstance(before, Grid) and not apart and before.width == grid.width:
        rest = _below(before, grid) if grid.header else without_header(grid, before.header)
        if rest.rows and _continues(before, rest):
            row = (Slot(heading, column_span=before.width),) * before.width
            above = before.rows + ((row,) if said else ())
            breaks = (*before.breaks, len(above))
            unsure = before.unsure & grid.unsure if grid.header else before.unsure
            parts[-1] = replace(before, rows=above + rest.rows, breaks=breaks, unsure=unsure)
            return
    parts += between
    if grid.rows or grid.header:
        parts.append(grid)


def _lines_above(parts: list[Part]) -> tuple[list[Ink], list[Ink]]:
    """Take the lines away that stand last, and return them; and those of them that are not dirt."""
    between: list[Ink] = []
    said: list[Ink] = []
    while parts and isinstance(line := parts[-1], Ink) and (is_dirt(line) or len(said) < MAX_HEADINGS):
        between.insert(0, line)
        if not is_dirt(line):
            said.insert(0, line)
        parts.pop()
    return between, said


def _below(before: Grid, grid: Grid) -> Grid:
    """Return a table without what its header has of the first row, where the table before tells the header's end."""
    row = below_header(grid.head, before.header) if not _continues(before, grid) else None
    return grid if row is None else replace(grid, header=before.header, rows=(row, *grid.rows))


MAX_HEADINGS = 3
"""So many lines the headings of a group may take."""
DIRT = 3
"""Dirt is read as so many characters at most."""


def is_dirt(ink: Ink) -> bool:
    """Tell whether a line read off a picture is too short to say anything, or nothing but signs."""
    text = squeeze(ink.line.text)
    return ink.line.reader != SPELLED and (len(text) <= DIRT or not any(map(str.isalnum, text)))


def _continues(before: Grid, grid: Grid) -> bool:
    if not grid.header:
        return not grid.title
    return same_header(before.header, grid.header, recognised=before.recognised and grid.recognised)
