"""Runs of text to lines: what stands side by side is one line, unless a gutter parts it."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from pipeline.model.document import Character, Line, Run
from pipeline.model.geometry import BBox, enclose

SPACE = 0.16
"""A gap between runs from which they are two words, in heights of the line."""
SHARED = 0.6
"""Runs on one line share so much of the lower one's height: a word with marks above, and one with marks below."""
BESIDE = 0.5
"""In a table less will do: a caption of one line stands half-way between the two lines of the one beside it."""
GUTTER = 1.2
"""The least width of a gutter between columns, in heights of the line."""
NARROW, SEVERAL = 0.5, 3
"""So narrow gutters part columns too, in heights of the line, where so many run through the same rows."""
GUTTER_ROWS = 3
"""A gutter with text on both sides in fewer rows is a wide space."""

_MARKER = re.compile(r"[(\[]?(?:(?:[0-9๐-๙]{1,3}\.?)+|[a-zA-Zก-ฮ]|[^\w\s])[.)\]]?")
"""The number or dot that begins an item of a list."""

_PAGE_NUMBER = re.compile(r"(?:หน้า\s*)?[-–(]?\s*[0-9๐-๙]{1,3}\s*[-–)]?")
FARTHER = 1.2
"""The number of a page stands so many times as far below a table as the table's lines stand apart, at least."""

Row = tuple[Run, ...]
"""Runs side by side, from left to right."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand below each other, and the gutters that run through all of them."""

    rows: tuple[Row, ...]
    gutters: tuple[tuple[float, float], ...] = ()
    """From left to right, each where it begins and ends across the page."""


def lines_from_runs(runs: Sequence[Run], reader: str) -> tuple[Line, ...]:
    """Return runs as lines in reading order.

    A wide gap becomes one space. Where a gutter runs through several rows, what is left of it comes first.

    Args:
        runs: In any order; they lie inside one column of a page or one cell.
        reader: Who read them.
    """
    lines: list[Line] = []
    for block in find_blocks(find_rows(runs)):
        for column in columns_of(block):
            lines += [join_row(row, reader) for row in column if row]
    return tuple(lines)


def find_rows(runs: Sequence[Run], share: float = SHARED) -> tuple[Row, ...]:
    """Return runs grouped by the line that they stand on, from top to bottom.

    Args:
        runs: In any order.
        share: So much of the lower one's height two runs on one line share.
    """
    rows: list[list[Run]] = []
    bands: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda run: (run.bbox.top + run.bbox.bottom, run.bbox.x0)):
        for at in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            top, bottom = bands[at]
            shared = min(bottom, run.bbox.bottom) - max(top, run.bbox.top)
            if shared > share * min(bottom - top, run.bbox.height) and not _collides(rows[at], run):
                rows[at].append(run)
                bands[at] = _narrowed(bands[at], run.bbox)
                break
        else:
            rows.append([run])
            bands.append((run.bbox.top, run.bbox.bottom))
    order = sorted(range(len(rows)), key=lambda at: sum(bands[at]))
    return tuple(tuple(sorted(rows[at], key=lambda run: run.bbox.x0)) for at in order)


def _collides(row: Sequence[Run], run: Run) -> bool:
    """Tell whether a run lies over one of a row: then it stands on another line."""
    return any(
        min(other.bbox.x1, run.bbox.x1) - max(other.bbox.x0, run.bbox.x0) > 0.5 * min(other.bbox.width, run.bbox.width)
        for other in row
    )


def _narrowed(band: tuple[float, float], box: BBox) -> tuple[float, float]:
    """Return the part of the height that a row's runs share, so that a tall run does not draw in the next line."""
    top, bottom = max(band[0], box.top), min(band[1], box.bottom)
    return (top, bottom) if bottom - top > 0.4 * (band[1] - band[0]) else band


def find_blocks(rows: Sequence[Row], *, tabular: bool = False) -> tuple[Block, ...]:
    """Cut rows into blocks: the longest stretches through which the same gutters run, and what lies between.

    Args:
        rows: From top to bottom.
        tabular: Whether gutters are looked for as tables have them: several narrow ones, and some that begin beside
            the text of the first row, for the names of columns stand at other heights.
    """
    blocks: list[Block] = []
    plain: list[Row] = []
    at = 0
    while at < len(rows):
        block = _gutter_block(rows[at:], tabular=tabular)
        if block is None:
            plain.append(rows[at])
            at += 1
            continue
        at += len(block.rows)
        if tabular and plain and _stands_in_header(plain[-1], block):
            block = Block((plain.pop(), *block.rows), block.gutters)
        if plain:
            blocks.append(Block(tuple(plain)))
            plain = []
        blocks.append(block)
    if plain:
        blocks.append(Block(tuple(plain)))
    return tuple(blocks)


def _stands_in_header(row: Row, block: Block) -> bool:
    """Tell whether a row is the first line of a name of a column that takes more lines than the names beside it.

    It stands less than a line above them, and in a column, not the first.
    """
    begins = [(begin + end) / 2 for begin, end in block.gutters]
    inside = all(
        run.bbox.x0 >= begins[0] and not any(run.bbox.x0 < begin < run.bbox.x1 for begin in begins) for run in row
    )
    return inside and block.rows[0][0].bbox.middle[1] - row[0].bbox.middle[1] < _height(row)


def _gutter_block(rows: Sequence[Row], *, tabular: bool) -> Block | None:
    """Return the block with gutters that begins with the first row, or None."""
    inner = _gaps(rows[0])
    if not inner:
        return None
    margins = [(-math.inf, rows[0][0].bbox.x0), (rows[0][-1].bbox.x1, math.inf)] if tabular else []
    gutters = [*inner, *margins]
    taken = 1
    for row in rows[1:]:
        height = _height(row)
        usual = max(height, median(map(_height, rows[:taken])))  # a speck is low, and as near as any line
        if row[0].bbox.top - max(run.bbox.bottom for run in rows[taken - 1]) > 3 * usual:
            break
        if tabular and taken > 1 and _is_page_number(row, rows[:taken], inner):
            break
        free = [_left_of(gutter, row) for gutter in gutters]
        free = free if tabular else [parts[:1] for parts in free]
        least = (NARROW if tabular else GUTTER) * height
        left = [part for parts in free for part in parts if part[1] - part[0] >= least]
        inner = [part for part in left if all(map(math.isfinite, part))]
        if len(inner) < SEVERAL and not any(end - begin >= GUTTER * height for begin, end in inner):
            break
        gutters = left
        taken += 1
    gutters = sorted(part for part in gutters if all(map(math.isfinite, part)))
    held = Counter(column for row in rows[:taken] for column in _parts(row, gutters))
    if sorted(held.values())[-2] < GUTTER_ROWS or (len(gutters) == 1 and _is_list(rows[:taken], gutters[0])):
        return None
    return Block(tuple(rows[:taken]), tuple(gutters))


def _is_page_number(row: Row, above: Sequence[Row], gutters: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a number stands alone below rows: farther off than they stand apart, or between their columns."""
    if len(row) > 1 or not _PAGE_NUMBER.fullmatch(row[0].text.strip()):
        return False
    tops = [rank[0].bbox.middle[1] for rank in (*above, row)]
    *pitches, last = (lower - upper for upper, lower in itertools.pairwise(tops))
    between = any(begin < row[0].bbox.x0 and row[0].bbox.x1 < end for begin, end in gutters)
    return last > FARTHER * max(pitches) or between


def _is_list(rows: Sequence[Row], gutter: tuple[float, float]) -> bool:
    """Tell whether nothing but the numbers or dots of a list stands left of a gutter."""
    left = ["".join(run.text for run in row if run.bbox.x1 <= gutter[0] + 0.01) for row in rows]
    return all(_MARKER.fullmatch(text) for text in left if text)


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Return the gaps of a row that are wide enough for a gutter."""
    least = GUTTER * _height(row)
    return [
        (first.bbox.x1, later.bbox.x0)
        for first, later in itertools.pairwise(row)
        if later.bbox.x0 - first.bbox.x1 >= least
    ]


def _left_of(gutter: tuple[float, float], row: Row) -> list[tuple[float, float]]:
    """Return what a row leaves of a gutter, the widest part first: there are several where it has text in between."""
    free = [gutter]
    for run in row:
        free = [
            part
            for begin, end in free
            for part in ((begin, min(end, run.bbox.x0)), (max(begin, run.bbox.x1), end))
            if part[1] > part[0]
        ]
    return sorted(free, key=lambda part: part[0] - part[1])


def _parts(row: Row, gutters: Sequence[tuple[float, float]]) -> set[int]:
    """Return in which columns a row has text."""
    return {sum(run.bbox.middle[0] > (begin + end) / 2 for begin, end in gutters) for run in row}


def columns_of(block: Block) -> tuple[tuple[Row, ...], ...]:
    """Return a block's columns from left to right, each with the block's rows; a row may be empty there."""
    middles = [(begin + end) / 2 for begin, end in block.gutters]
    return tuple(
        tuple(
            tuple(run for run in row if sum(run.bbox.middle[0] > middle for middle in middles) == column)
            for row in block.rows
        )
        for column in range(len(middles) + 1)
    )


def join_row(row: Row, reader: str) -> Line:
    """Return runs that stand side by side as one line, with one space where there is a gap."""
    text, edges, characters = row[0].text, list(edges_of(row[0])), list(row[0].characters)
    height = _height(row)
    for last, run in itertools.pairwise(row):
        if run.bbox.x0 - last.bbox.x1 > SPACE * height and not text.endswith(" "):
            text += " "
            edges.append(max(edges[-1], run.bbox.x0))
            characters.append(Character(" ", last.bbox.x1, max(last.bbox.x1, run.bbox.x0), 1.0))
        text += run.text
        edges = [*edges[:-1], *edges_of(run)]
        characters += run.characters
    spelled = all(run.characters for run in row)
    return Line(
        bbox=enclose(run.bbox for run in row),
        raw=text,
        text=text,
        confidence=min(run.confidence for run in row),
        reader=reader,
        edges=tuple(edges),
        characters=tuple(characters) if spelled else (),
    )


def edges_of(run: Run) -> tuple[float, ...]:
    """Return where a run's characters begin and the last one ends; evenly spread where its engine does not say."""
    if run.edges:
        return run.edges
    count = max(1, len(run.text))
    return tuple(run.bbox.x0 + run.bbox.width * at / count for at in range(len(run.text) + 1))


def split_run(run: Run, places: Sequence[float]) -> tuple[Run, ...]:
    """Cut a run at places across the page, such as rules; each character goes where its middle is."""
    inside = [place for place in places if run.bbox.x0 < place < run.bbox.x1]
    if not inside or len(run.text) < 2:
        return (run,)
    edges = edges_of(run)
    columns = [sum((edges[at] + edges[at + 1]) / 2 > place for place in inside) for at in range(len(run.text))]
    parts = []
    begin = 0
    for at in range(1, len(run.text) + 1):
        if at == len(run.text) or columns[at] != columns[begin]:
            parts.append(_part(run, edges, begin, at))
            begin = at
    return tuple(part for part in parts if part.text)


def _part(run: Run, edges: tuple[float, ...], begin: int, end: int) -> Run:
    """Return a run's characters from ``begin`` to before ``end``, without white space at the ends."""
    while begin < end and run.text[begin].isspace():
        begin += 1
    while end > begin and run.text[end - 1].isspace():
        end -= 1
    x0 = run.bbox.x0 if begin == 0 else edges[begin]
    x1 = run.bbox.x1 if end == len(run.text) else edges[end]
    return replace(
        run,
        text=run.text[begin:end],
        bbox=BBox(x0, run.bbox.top, max(x0, x1), run.bbox.bottom),
        edges=edges[begin : end + 1],
        characters=run.characters[begin:end],
    )


def _height(row: Row) -> float:
    return median(run.bbox.height for run in row)
