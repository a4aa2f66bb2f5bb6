"""Which lines of text are one row of a table: a cell may run over several lines."""

import itertools
import re
from collections.abc import Sequence
from statistics import mean

from pipeline.extract.lines import Block, Row, columns_of
from pipeline.extract.wrapped import find_rests
from pipeline.model.geometry import BBox, enclose
from pipeline.thai.numbers import to_arabic

NUMBERS = 0.6
"""A column is one of numbers where this share of what stands in it is a number or a dash."""
LEAST_NUMBERS = 4
"""From so many numbers of rows it shows that they count up."""

_NUMBER = re.compile(r"[(<>≥≤]?\s*[-+–]?[0-9๐-๙][0-9๐-๙.,]*\s*%?\)?|[-–—]")
_HAS_DIGIT = re.compile(r"[0-9๐-๙]")


def is_numeric(column: Sequence[Row]) -> bool:
    """Tell whether a column holds mostly numbers, and more than one."""
    texts = ["".join(run.text for run in row) for row in column if row]
    numbers = [text for text in texts if _NUMBER.fullmatch(text)]
    return len(numbers) >= 2 and len(numbers) >= NUMBERS * (len(texts) - 1) and any(map(_HAS_DIGIT.search, numbers))


def part_rows(
    block: Block, columns: Sequence[Sequence[Row]], numeric: Sequence[bool], bars: Sequence[BBox]
) -> list[list[int]]:
    """Return which of a block's rows are one row of the table: a cell may run over several lines.

    Rules between rows part them. Without rules, a row of numbers begins one, and lines without a number belong to the
    nearest; without numbers, a row whose first column is empty continues the row above it.

    Args:
        block: The rows of text and the gutters.
        columns: What stands between the gutters, row by row.
        numeric: Which of the columns hold numbers.
        bars: Rules that run across the page, if any.
    """
    middles = [_middle(row) for row in block.rows]
    box = enclose(run.bbox for row in block.rows for run in row)
    floors = [bar.middle[1] for bar in bars if bar.width >= 0.5 * box.width and box.top < bar.middle[1] < box.bottom]
    if len(floors) > 1:
        keys = [sum(middle > floor for floor in floors) for middle in middles]
        return [[at for at, key in enumerate(keys) if key == wanted] for wanted in sorted(set(keys))]
    return _by_content(columns, numeric, middles)


def group_rows(block: Block, *, certain: bool) -> list[list[int]]:
    """Return which rows of text between two rules are one row of a table.

    Args:
        block: The rows of text and the gutters.
        certain: True where the table has a rule under each of its rows: then only numbers part what stands between two.
    """
    columns = columns_of(block)
    numeric = [is_numeric(column) for column in columns]
    if certain and True not in numeric[1:]:
        return [[*range(len(block.rows))]]
    return _by_content(columns, numeric, [_middle(row) for row in block.rows])


def _by_content(columns: Sequence[Sequence[Row]], numeric: Sequence[bool], middles: Sequence[float]) -> list[list[int]]:
    """Group rows by the numbers in columns of numbers, or by what the first column holds."""
    if True not in numeric[1:]:
        return _continued(columns)
    counting = [column for column, is_numeric in zip(columns[1:], numeric[1:], strict=True) if is_numeric]
    counting += [columns[0]] if _counts_up(columns[0]) else []
    rests = find_rests(columns, [False, *numeric[1:]])
    anchors = sorted({at for column in counting for at in _numbered(column)} - rests)
    openers = sorted({*_openers(columns[0], anchors)} - rests)
    headings = max((at for at in range(anchors[0]) if any(column[at] for column in counting)), default=-1) + 1
    headings += _staggered(columns, headings, anchors[0])
    first = _first_row(columns, anchors, headings)
    groups: dict[int, list[int]] = {}
    for at, middle in enumerate(middles):
        near = [anchor for anchor in anchors if not _is_parted(at, anchor, openers)] or anchors
        near = [anchor for anchor in near if anchor < at] if at in rests else near
        own = min(near, key=lambda anchor: _away(middle - middles[anchor]))
        groups.setdefault(-1 if at < headings else headings if at < first else own, []).append(at)
    return [groups[key] for key in sorted(groups)]


def _first_row(columns: Sequence[Sequence[Row]], anchors: Sequence[int], headings: int) -> int:
    """Return where the first row begins that begins on this page; above it stands the rest of one from the page before.

    That is so where lines stand above the number of a row, and none below it: cells are not filled from their foot.
    """
    first, *others = anchors
    numbered = re.fullmatch("[0-9]{1,3}", to_arabic("".join(run.text for run in columns[0][first])).strip(" ."))
    above = range(headings, first)
    if not numbered or not above or any(columns[0][at] for at in above):
        return headings
    below = range(first + 1, others[0] if others else len(columns[0]))
    written = [column for column in columns[1:] if any(column[at] for at in above)]
    return first if all(column[first] and not any(column[at] for at in below) for column in written) else headings


def _staggered(columns: Sequence[Sequence[Row]], headings: int, first: int) -> int:
    """Return how many lines below the names of the number columns go on with names of other columns.

    Names of one line stand in the middle beside those of several, which have words above and below it, and none in it.
    """
    count = 0
    for at in range(headings, first):
        written = [column for column in columns if column[at]]
        if not all(not column[headings - 1] and any(column[: headings - 1]) for column in written):
            break
        count += 1
    return count if headings else 0


def _openers(column: Sequence[Row], anchors: Sequence[int]) -> list[int]:
    """Return the lines of the first column with which a row begins.

    Where more lines look like that than there are rows with numbers, a cell holds a list, and only lines with a number
    beside them are sure.
    """
    found = [at for at, row in enumerate(column) if _OPENS.match("".join(run.text for run in row))]
    return found if len(found) <= len(anchors) else [at for at in found if at in anchors]


def _is_parted(at: int, anchor: int, openers: Sequence[int]) -> bool:
    """Tell whether another row begins between a line and a number."""
    return any(min(at, anchor) < opener <= max(at, anchor) for opener in openers)


_OPENS = re.compile(r"[0-9๐-๙]{1,2}[.)]\s*[ก-ฮ]|ตัวชี้วัดที่")
"""With these words a row begins: no line above is one of it."""


def _away(below: float) -> float:
    """Return how far a line stands from a number; a line half-way between two rows goes on with the upper one."""
    return below * NEARER if below > 0 else -below


NEARER = 0.85


def _counts_up(column: Sequence[Row]) -> bool:
    """Tell whether a column holds the numbers of the rows: one, two, three."""
    texts = [to_arabic("".join(run.text for run in row)).strip(" .") for row in column if row]
    numbers = [int(text) for text in texts if re.fullmatch("[0-9]{1,3}", text)]
    return len(numbers) >= LEAST_NUMBERS and all(after == before + 1 for before, after in itertools.pairwise(numbers))


def _numbered(column: Sequence[Row]) -> list[int]:
    """Return in which rows a column holds a number; a year above all others is the name of the column."""
    texts = [(at, "".join(run.text for run in row)) for at, row in enumerate(column) if row]
    found = [(at, text) for at, text in texts if _NUMBER.fullmatch(text)]
    headed = len(found) > 1 and _YEAR.fullmatch(found[0][1]) and not _YEAR.fullmatch(found[1][1])
    return [at for at, _ in found[1 if headed else 0 :]]


_YEAR = re.compile(r"(?:25|26)[0-9]{2}|(?:๒๕|๒๖)[๐-๙]{2}")


def _continued(columns: Sequence[Sequence[Row]]) -> list[list[int]]:
    """Return rows, each with those below it whose first column is empty."""
    groups: list[list[int]] = []
    for at, first in enumerate(columns[0]):
        if first or not groups:
            groups.append([at])
        else:
            groups[-1].append(at)
    return groups


def _middle(row: Row) -> float:
    return mean(run.bbox.middle[1] for run in row)
