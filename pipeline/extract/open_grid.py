"""Tables with rules across and none down: rows from the rules, columns from the white space that runs through them."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.extract.bars import Bar
from pipeline.extract.columns import find_table
from pipeline.extract.lines import BESIDE, Block, Row, find_blocks, find_rows
from pipeline.extract.row_groups import group_rows
from pipeline.model.document import Cell, Run, Table
from pipeline.model.geometry import BBox

ALIKE = 8.0
"""Rules of one table begin and end within so many points of each other."""
GUTTER = 4.0
"""The least width of a gutter, in points."""
APART = 8.0
"""Text in two columns of a row stands at least so far apart, in points."""
PARTED = 0.3
"""Between the rules of a table at least this share of the lines has text in two columns."""
HEADER_LINES, HEADER_GAPS = 6, 3
"""In a header of at most so many lines, one line with so many gaps shows that it is one."""
CROSSING = 0.2
"""So large a share of the rows may cross a gutter: headings and sums that span columns."""
SHORT = 2.6
"""A line of text alone between two rules is a heading in the table if the rules are so many line heights apart."""


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two rules."""

    top: float
    bottom: float
    rows: tuple[Row, ...]

    @property
    def is_tabular(self) -> bool:
        """Tell whether enough of its lines stand in two columns; a cell may run over lines beside shorter ones.

        Names of columns over several lines stand at other heights than those beside them: one line in many columns is
        enough there.
        """
        gaps = [sum(b.bbox.x0 - a.bbox.x1 >= APART for a, b in itertools.pairwise(row)) for row in self.rows]
        header = len(gaps) <= HEADER_LINES and max(gaps, default=0) >= HEADER_GAPS
        return header or sum(map(bool, gaps)) >= PARTED * len(self.rows) > 0

    @property
    def may_be_heading(self) -> bool:
        """Tell whether it is one line, close between its rules."""
        heights = [run.bbox.height for row in self.rows for run in row]
        return len(self.rows) == 1 and self.bottom - self.top < SHORT * median(heights)


def find_open_grids(runs: Sequence[Run], bars: Sequence[Bar]) -> tuple[Table, ...]:
    """Return the tables that rules across and white space down make: cells with spans, and no text yet.

    Args:
        runs: Text outside tables that have rules down.
        bars: Rules that run across outside of those.
    """
    tables = [
        table
        for stack in _stacks(bars)
        for bands in _open_ended(_segments(stack, runs), stack, runs)
        if (table := _table(stack[0], bands)) is not None
    ]
    return tuple(sorted(tables, key=lambda table: table.bbox.top))


def _stacks(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Return rules that lie below each other and are equally long."""
    stacks: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda bar: bar.at):
        for stack in stacks:
            if abs(stack[-1].begin - bar.begin) < ALIKE and abs(stack[-1].end - bar.end) < ALIKE:
                stack.append(bar)
                break
        else:
            stacks.append([bar])
    return [stack for stack in stacks if len(stack) > 1]


def _segments(stack: Sequence[Bar], runs: Sequence[Run]) -> list[list[Band]]:
    """Return the stretches of a stack that are tables: where prose stands between two rules, one table ends."""
    segments: list[list[Band]] = [[]]
    for upper, lower in itertools.pairwise(stack):
        inside = [
            run
            for run in runs
            if upper.at <= run.bbox.middle[1] < lower.at
            and min(upper.end, run.bbox.x1) - max(upper.begin, run.bbox.x0) > run.bbox.width / 2
        ]
        band = Band(upper.at, lower.at, find_rows(inside, BESIDE))
        if not band.rows or not (band.is_tabular or band.may_be_heading):
            segments.append([])
        else:
            segments[-1].append(band)
    return [segment for segment in segments if any(band.is_tabular for band in segment)]


def _open_ended(segments: list[list[Band]], stack: Sequence[Bar], runs: Sequence[Run]) -> list[list[Band]]:
    """Return the stretches of a stack; where rules enclose but a header, the rows below the last rule belong to it.

    So a table looks whose last rule stands on the next page.
    """
    if len(segments) != 1 or len(segments[0]) != 1:
        return segments
    upper, lower = stack[-2:]
    below = [
        run
        for run in runs
        if run.bbox.middle[1] >= lower.at and run.bbox.x0 >= lower.begin - ALIKE and run.bbox.x1 <= lower.end + ALIKE
    ]
    blocks = find_blocks(find_rows(below, BESIDE), tabular=True)
    near = blocks and blocks[0].rows[0][0].bbox.top - lower.at < lower.at - upper.at
    if not near or find_table(blocks[0], (), "") is None:
        return segments
    rows = blocks[0].rows
    return [[*segments[0], Band(lower.at, max(run.bbox.bottom for run in rows[-1]), rows)]]


def _table(bar: Bar, bands: Sequence[Band]) -> Table | None:
    """Return the table of a stretch, or None where no gutter runs through it."""
    gutters = _gutters(bar, [row for band in bands for row in band.rows])
    if not gutters:
        return None
    rows = [
        row
        for number, band in enumerate(bands)
        for row in _rows(band, gutters, head=number == 0 < len(bands) - 1, many=len(bands) > 3)
    ]
    columns = [bar.begin, *((begin + end) / 2 for begin, end in gutters), bar.end]
    cells = tuple(
        Cell(at, first, 1, last - first, BBox(columns[first], top, columns[last], bottom), ())
        for at, (top, bottom, text) in enumerate(rows)
        for first, last in itertools.pairwise(_starts(columns, text))
    )
    return Table(BBox(columns[0], bands[0].top, columns[-1], bands[-1].bottom), cells)


def _gutters(bar: Bar, rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the gaps that nearly all rows leave free, from left to right, with the places where they begin and end."""
    changes = sorted(
        itertools.chain.from_iterable(((run.bbox.x0, 1), (run.bbox.x1, -1)) for row in rows for run in row)
    )
    crossed, begin = 0, bar.begin
    gutters: list[tuple[float, float]] = []
    for x, change in changes:
        before, crossed = crossed, crossed + change
        if before <= CROSSING * len(rows) < crossed and x - begin >= GUTTER:
            gutters.append((begin, x))
        if crossed <= CROSSING * len(rows) < before:
            begin = x
    gutters = gutters[1:] if gutters and gutters[0][0] == bar.begin else gutters
    return _parting([_freest(gutter, changes) for gutter in gutters], rows)


def _freest(gutter: tuple[float, float], changes: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Return the part of a gutter that the fewest rows cross, the widest where there are several."""
    inside = [x for x, _ in changes if gutter[0] < x < gutter[1]]
    parts = itertools.pairwise([gutter[0], *inside, gutter[1]])
    return min(parts, key=lambda part: (sum(change for x, change in changes if x <= part[0]), part[0] - part[1]))


def _parting(gutters: Sequence[tuple[float, float]], rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the gutters that have text on both sides in some row.

    A heading in the middle over short labels leaves one too; what stands left and right of it is one column.
    """
    kept: list[tuple[float, float]] = []
    for at, gutter in enumerate(gutters):
        first = kept[-1][1] if kept else -math.inf
        last = gutters[at + 1][0] if at + 1 < len(gutters) else math.inf
        if any(_has_text(row, first, gutter[0]) and _has_text(row, gutter[1], last) for row in rows):
            kept.append(gutter)
    return kept


def _has_text(row: Row, begin: float, end: float) -> bool:
    """Tell whether a row has text between two places."""
    return any(begin < run.bbox.middle[0] < end for run in row)


def _rows(
    band: Band, gutters: Sequence[tuple[float, float]], *, head: bool, many: bool
) -> list[tuple[float, float, list[Run]]]:
    """Return the rows between two rules: top, bottom and text of each.

    Where a table has a rule under every row, it is one row; else numbers, or the first column, tell the rows.
    """
    groups = [[*range(len(band.rows))]]
    if len(band.rows) > 1 and not head:
        block = Block(band.rows, tuple(gutters))
        groups = group_rows(block, certain=many)
    texts = [[run for at in group for run in band.rows[at]] for group in groups]
    floors = [
        (max(run.bbox.bottom for run in upper) + min(run.bbox.top for run in lower)) / 2
        for upper, lower in itertools.pairwise(texts)
    ]
    edges = [band.top, *(max(band.top, min(floor, band.bottom)) for floor in floors), band.bottom]
    edges = list(itertools.accumulate(edges, max))
    return [(top, bottom, text) for (top, bottom), text in zip(itertools.pairwise(edges), texts, strict=True)]


def _starts(columns: Sequence[float], text: Sequence[Run]) -> list[int]:
    """Return where a row's cells begin, and the end: text over a gutter joins the cells on both sides."""
    inner = [
        at for at in range(1, len(columns) - 1) if not any(run.bbox.x0 < columns[at] < run.bbox.x1 for run in text)
    ]
    return [0, *inner, len(columns) - 1]
