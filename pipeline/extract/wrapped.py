"""Numbers that a narrow cell has wrapped: the last digits stand alone on the next line."""

import re
from collections.abc import Sequence

from pipeline.extract.lines import Row

_CUT_NUMBER = re.compile(r"(?:[0-9]{1,3}\.[0-9]?|[๐-๙]{1,3}\.[๐-๙]?)")
"""Scores have two decimals: one that ends with its point, or after one decimal, may go on."""
_REST = re.compile(r"[0-9]{1,2}|[๐-๙]{1,2}")
DECIMALS = 2


def find_rests(columns: Sequence[Sequence[Row]], scored: Sequence[bool]) -> frozenset[int]:
    """Return which rows of text hold the rest of a number that stands in the row above them in the same column.

    Such a row has nothing but rests in its columns of scores, and begins no row of the table.

    Args:
        columns: What stands in each column, row by row.
        scored: Which of them hold numbers.
    """
    numbers = [_texts(column) for column, is_scored in zip(columns, scored, strict=True) if is_scored]
    found: set[int] = set()
    for at in range(1, len(columns[0])):
        here = [texts for texts in numbers if texts[at]]
        if here and all(_goes_on(texts[at - 1], texts[at]) for texts in here):
            found.add(at)
    return frozenset(found)


def _goes_on(upper: str, lower: str) -> bool:
    """Tell whether digits that stand alone are the missing decimals of the number above them."""
    if not _CUT_NUMBER.fullmatch(upper) or not _REST.fullmatch(lower):
        return False
    return _is_thai(upper) == _is_thai(lower) and len(upper.partition(".")[2]) + len(lower) <= DECIMALS


def _is_thai(digits: str) -> bool:
    return any("๐" <= digit <= "๙" for digit in digits)


def _texts(column: Sequence[Row]) -> list[str]:
    return ["".join(run.text for run in row).strip() for row in column]
