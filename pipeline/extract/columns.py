"""Tables without rules down: text in clear columns, told from prose by what stands in them."""

import itertools
import re
from collections.abc import Sequence
from statistics import mean, median

from pipeline.extract.lines import Block, Row, columns_of, edges_of, find_rows, join_row, split_run
from pipeline.extract.row_groups import is_numeric, part_rows
from pipeline.model.document import Cell, Line, Run, Table
from pipeline.model.geometry import BBox, enclose

FILLED = 0.5
"""A table of three columns or more without numbers has text in this share of its places."""
PROSE_FILL = 0.75
"""Lines that fill this share of their column on average are prose."""


def find_table(block: Block, bars: Sequence[BBox], reader: str) -> Table | None:
    """Return a block of rows with gutters as a table, or None where it is prose or a list in columns.

    Args:
        block: Rows through which gutters run.
        bars: Rules that run across the page, if any.
        reader: Who read the runs.
    """
    if not block.gutters:
        return None
    block = _finer(block)
    columns = columns_of(block)
    numeric = [is_numeric(column) for column in columns]
    if not _is_table(block, columns, numeric, bars):
        return None
    return _build(block, part_rows(block, columns, numeric, bars), reader)


def _finer(block: Block) -> Block:
    """Return a block whose columns are parted where most of their rows leave a gap: a header may cross it.

    Where two columns stand so near that their text is one run in some rows, the space in it is the gap.
    """
    while gutters := [gap for column in columns_of(block) for gap in _inner_gaps([row for row in column if row])]:
        middles = [(begin + end) / 2 for begin, end in gutters]
        rows = tuple(tuple(part for run in row for part in _parted(run, middles)) for row in block.rows)
        block = Block(rows, tuple(sorted((*block.gutters, *gutters))))
    return block


def _parted(run: Run, places: Sequence[float]) -> tuple[Run, ...]:
    """Return a run cut at those places at which it has a space."""
    spaces = _spaces(run, _SPACE)
    return split_run(run, [place for place in places if any(begin < place < end for begin, end in spaces)])


def _spaces(run: Run, pattern: re.Pattern[str]) -> list[tuple[float, float]]:
    """Return from where to where the spaces of a kind reach in a run."""
    edges = edges_of(run)
    return [(edges[found.start()], edges[found.end()]) for found in pattern.finditer(run.text)]


_SPACE = re.compile(r"\s+")
_DIGIT, _LETTER = "[0-9๐-๙]", "[ก-๎A-Za-z]"
_BESIDE_SCORE = re.compile(
    rf"(?<=[0-9๐-๙.]{_DIGIT})\s+(?={_LETTER})|(?<={_LETTER})\s+(?={_DIGIT}{{2,3}}(?:[.,]{_DIGIT}+)?(?:\s|$))"
)


def _inner_gaps(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the one gap that nearly all rows of a column leave, if there is one."""
    gaps = [
        gap
        for row in rows
        for gap in (
            *((left.bbox.x1, right.bbox.x0) for left, right in itertools.pairwise(row)),
            *(space for run in row for space in _spaces(run, _BESIDE_SCORE)),
        )
        if gap[1] - gap[0] >= PARTING * row[0].bbox.height
    ]
    if len(rows) < LEAST_ROWS or len(gaps) < PARTED * len(rows):
        return []
    middles = sorted((begin + end) / 2 for begin, end in gaps)
    middle = max(middles, key=lambda place: sum(begin < place < end for begin, end in gaps))
    around = [gap for gap in gaps if gap[0] < middle < gap[1]]
    begin, end = max((gap[0] for gap in around), default=0.0), min((gap[1] for gap in around), default=0.0)
    pieces = [part for row in rows for run in row for part in _parted(run, [middle])]
    crossed = sum(part.bbox.x0 < middle < part.bbox.x1 for part in pieces)
    enough = len(around) >= PARTED * len(rows) and crossed <= CROSSED * len(rows)
    return [(begin, end)] if enough and begin < end else []


PARTING = 0.5
"""So wide, in heights of a line, is the least gap between two columns that nearly touch in one row."""
PARTED, CROSSED = 0.5, 0.2
"""This share of a column's rows leaves such a gap where the column is two, and at most that share crosses it."""
LEAST_ROWS = 4


def _is_table(block: Block, columns: Sequence[Sequence[Row]], numeric: Sequence[bool], bars: Sequence[BBox]) -> bool:
    """Tell whether columns of text are a table."""
    if any(numeric[1:]):
        return True
    box = enclose(run.bbox for row in block.rows for run in row)
    height = median(run.bbox.height for row in block.rows for run in row)
    ruled = sum(
        bar.width >= 0.6 * box.width and box.top - 2 * height <= bar.top <= box.bottom + 2 * height for bar in bars
    )
    if ruled >= 2:
        return True
    filled = mean(bool(row) for column in columns for row in column)
    return len(columns) > 2 and filled >= FILLED and not any(_is_prose(column) for column in columns)


def is_list_of_values(block: Block) -> bool:
    """Tell whether a block is a list of names with what each of them means beside it: it is read line by line."""
    columns = columns_of(block)
    if len(columns) < 2 or any(sum(map(bool, column)) < PAIRED * len(block.rows) for column in columns):
        return False
    first = enclose(run.bbox for row in columns[0] for run in row)
    return first.width <= NARROW * enclose(run.bbox for row in block.rows for run in row).width


PAIRED = 0.8
"""In a list of names and values, so large a share of the lines has both."""
NARROW = 1 / 3
"""And names take so large a share of its width at most; columns of prose are as wide as each other."""


def _is_prose(column: Sequence[Row]) -> bool:
    """Tell whether a column's lines run from its one edge to the other."""
    boxes = [enclose(run.bbox for run in row) for row in column if row]
    whole = enclose(boxes)
    return len(boxes) > 2 and mean(box.width for box in boxes) >= PROSE_FILL * whole.width and whole.width > 100


def _build(block: Block, groups: Sequence[Sequence[int]], reader: str) -> Table:
    """Return the table of a block whose rows are grouped."""
    columns = columns_of(block)
    box = enclose(run.bbox for row in block.rows for run in row)
    across = [box.x0, *((begin + end) / 2 for begin, end in block.gutters), box.x1]
    extents = [enclose(run.bbox for at in group for run in block.rows[at]) for group in groups]
    down = [box.top]
    for above, below in itertools.pairwise(extents):
        down.append(max(down[-1], (above.bottom + below.top) / 2))
    down.append(max(down[-1], box.bottom))
    cells = tuple(
        Cell(
            row,
            number,
            1,
            1,
            BBox(across[number], down[row], across[number + 1], down[row + 1]),
            _lines([column[at] for at in group], reader),
        )
        for row, group in enumerate(groups)
        for number, column in enumerate(columns)
    )
    return Table(box, cells)


def _lines(rows: Sequence[Row], reader: str) -> tuple[Line, ...]:
    """Return the lines of one cell."""
    runs = [run for row in rows for run in row]
    return tuple(join_row(row, reader) for row in find_rows(runs))
