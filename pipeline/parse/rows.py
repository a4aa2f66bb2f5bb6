"""Rows that a page break has cut, put together again."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.parse.codes import DAMAGED, SPELLED
from pipeline.parse.passage import Ink, join
from pipeline.parse.slots import EMPTY, Grid, Row, Slot, squeeze
from pipeline.thai.dates import names_period
from pipeline.thai.numbers import to_arabic


@dataclass(frozen=True, slots=True)
class Whole:
    """A row, whole where a page break has cut it."""

    row: Row
    unsure: bool = False
    """Whether it may lack a piece, or be one, that stands on the other side of a page break."""


def whole_rows(grid: Grid, columns: Mapping[str, int]) -> list[Whole]:
    """Return the rows with those that a page break has cut put together again.

    Args:
        grid: A table with a row for each question or agency.
        columns: Where it has them: ``number``, ``code``, ``issue``, ``steps``, ``period`` and ``responsible``.
    """
    telling = [row for row in grid.rows if not _is_one_cell(row)]
    named = sum(_is_named(row, columns) for row in telling) >= NAMED * len(telling)
    rows: list[Whole] = []
    for at, row in enumerate(grid.rows):
        if at not in grid.breaks or not rows:
            if not (rows and _stands_above(rows[-1].row, row)):
                rows.append(Whole(row))
            continue
        upper = rows[-1].row
        if _goes_on(upper, row, columns, named=named):
            joined = tuple(_joined(above, below) for above, below in zip(upper, row, strict=True))
            rows[-1] = Whole(joined, rows[-1].unsure)
            continue
        unsure = named and not (_is_one_cell(row) or _is_one_cell(upper) or _is_named(row, columns))
        rows[-1] = Whole(upper, rows[-1].unsure or unsure)
        rows.append(Whole(row, unsure))
    return rows


def _stands_above(upper: Row, row: Row) -> bool:
    """Tell whether all that a row says stands in cells that reach into it from the one above."""
    said = [(above, slot) for above, slot in zip(upper, row, strict=True) if slot.text]
    return len(said) > 1 and all(above is slot for above, slot in said)


def whole_score_rows(grid: Grid, scored: Collection[int]) -> tuple[Row, ...]:
    """Return the rows of a table of scores; what a page break has cut off below one is put back to it.

    Such a piece names nothing: it holds the rest of a number, of a verdict or of a name.

    Args:
        grid: The table.
        scored: Its columns of scores.
    """
    rows: list[Row] = []
    for at, row in enumerate(grid.rows):
        piece = at in grid.breaks and rows and not _is_one_cell(row) and _is_piece(rows[-1], row, scored)
        if piece and not _is_one_cell(rows[-1]):
            rows[-1] = tuple(_joined(above, below) for above, below in zip(rows[-1], row, strict=True))
            continue
        rest = _rest_of_name(row[0]) if at in grid.breaks and rows else 0
        if rest:
            upper, lower = rows[-1][0], row[0]
            rows[-1] = (_with_inks(upper, (*upper.passage.inks, *lower.passage.inks[:rest])), *rows[-1][1:])
            rows.append((_with_inks(lower, lower.passage.inks[rest:]), *row[1:]))
        else:
            rows.append(row)
    return tuple(rows)


_OPENS = re.compile(r"(?:[0-9]{1,2}[.)]|ตัวชี้วัดที่\s*[0-9]{1,2})\s*[ก-ฮ]")
"""With a number and a name a row begins."""


def _rest_of_name(slot: Slot) -> int:
    """Return how many lines of a row's first cell stand above the line with which it begins, below a page break.

    Where no rules part the rows, the rest of a name that the break has cut stands in the next row's cell.
    """
    opening = [at for at, ink in enumerate(slot.passage.inks) if _OPENS.match(to_arabic(ink.line.text.strip()))]
    return opening[0] if len(opening) == 1 else 0


def _with_inks(slot: Slot, inks: Sequence[Ink]) -> Slot:
    return replace(slot, passage=join(inks))


def _is_piece(upper: Row, row: Row, scored: Collection[int]) -> bool:
    """Tell whether a row names nothing, and holds of each score a digit at most, or the decimals of the one above."""
    named = row[0].text or any(_CODE_AHEAD.search(slot.plain) for slot in row)
    return not named and all(
        len(squeeze(row[column].text)) <= 1
        or (upper[column].plain.endswith(".") and _DECIMALS.fullmatch(row[column].plain))
        for column in scored
    )


_DECIMALS = re.compile(r"[0-9]{1,2}")


NAMED = 0.5
"""Where so many rows name their question, a row that does not, below a page break, goes on with the one above."""


def _is_one_cell(row: Row) -> bool:
    """Tell whether a row is one merged cell: a heading."""
    return len({id(slot) for slot in row}) == 1 < len(row)


def _is_named(row: Row, columns: Mapping[str, int]) -> bool:
    """Tell whether a row has a number or a code of its own; a cell that its issue shares is none of it."""
    about = row[columns["issue"]] if "issue" in columns else EMPTY
    for name in ("number", "code"):
        if name in columns and row[columns[name]] is not about:
            return bool(row[columns[name]].text)
    issue = about.plain
    return bool(_CODE_AHEAD.search(issue)) or bool(DAMAGED.match(issue))


_FIRST = re.compile(r"\(?1[.)]")
"""The number of a first step; another style's is that of a list inside a step."""
_CODE_AHEAD = re.compile(rf"(?:^|\s|[)])\(?{SPELLED}", re.IGNORECASE)


def _goes_on(upper: Row, lower: Row, columns: Mapping[str, int], *, named: bool) -> bool:
    """Tell whether a row goes on with the one above the page break.

    At most one of them has a number or a code, its steps do not begin again, and they do not tell two periods. Where
    the other rows have no numbers or codes either, nothing that a row says once, when and by whom, may stand in both.
    """
    if _is_one_cell(upper) or _is_one_cell(lower) or _begins_again(upper, lower, columns):
        return False
    if _is_named(upper, columns) and _is_named(lower, columns):
        return False
    if "period" in columns and _tell_two_periods(upper[columns["period"]], lower[columns["period"]]):
        return named and _counts_on(upper, lower, columns)
    if named and (not _is_named(lower, columns) or "period" in columns):
        return True
    single = [columns[name] for name in ("period", "responsible") if name in columns]
    return bool(single) and not any(upper[column].text and lower[column].text for column in single)


def _begins_again(upper: Row, lower: Row, columns: Mapping[str, int]) -> bool:
    """Tell whether both rows have a first step, in the same style."""
    if "steps" not in columns:
        return False
    first, again = (_FIRST.match(row[columns["steps"]].plain) for row in (upper, lower))
    return first is not None and again is not None and first[0] == again[0]


def _counts_on(upper: Row, lower: Row, columns: Mapping[str, int]) -> bool:
    """Tell whether the lower row's steps begin with the number after the last one above, in the same style."""
    if "steps" not in columns:
        return False
    above, below = (row[columns["steps"]].passage for row in (upper, lower))
    follower = _NUMBERED.match(below.plain)
    marks = (_NUMBERED.match(above.plain, start) for start in above.starts)
    numbers = [int(mark[2]) for mark in marks if mark and follower and mark.group(1, 3) == follower.group(1, 3)]
    return follower is not None and bool(numbers) and int(follower[2]) == numbers[-1] + 1


_NUMBERED = re.compile(r"(\(?)([0-9]{1,2})([.)])(?![0-9])")


def _tell_two_periods(upper: Slot, lower: Slot) -> bool:
    """Tell whether each cell holds a period, and both not one; two halves of one may have been misread."""
    if not (names_period(upper.text) and names_period(lower.text)):
        return False
    return not names_period(_joined(upper, lower).text)


def _joined(upper: Slot, lower: Slot) -> Slot:
    return _with_inks(upper, (*upper.passage.inks, *lower.passage.inks)) if lower.text else upper
