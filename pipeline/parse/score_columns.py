"""Which columns of a table hold the scores of the assessed year."""

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.parse.columns import role
from pipeline.parse.numbers import read_with_verdict
from pipeline.parse.slots import Grid

YEAR = re.compile(r"(?:25|26)[0-9]{2}")
"""A year of the Buddhist era in a column's name."""
_SPECKED = re.compile(r"(?<=ปี|ศ\.)(?P<year>2[.,]?5[.,]?[0-9][.,]?[0-9])(?![0-9])")
"""A year right behind ``ปี`` or ``พ.ศ.`` with a speck among its digits."""
_PARTS = (
    ("public", re.compile(r"pub[il1]{2}c|ส่วนที่1|ตอบด้วยตนเอง|ผู้รับบริการ", re.IGNORECASE)),
    ("survey", re.compile(r"survey|ส่วนที่2|จัดเก็บข้อมูล|ผู้ประเมิน", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of scores."""

    index: int
    part: str = ""
    weighted: bool = False
    decimals: int | None = None
    """How many decimals its numbers have, where they all have as many."""


def score_columns(grid: Grid, year: int | None) -> tuple[Column, ...]:
    """Return the columns that hold scores of the assessed year."""
    if not grid.header:
        return _numeric_columns(grid)
    found: list[Column] = []
    names = [_SPECKED.sub(lambda found: re.sub("[.,]", "", found["year"]), name) for name in grid.header]
    for index, name in enumerate(names):
        years = {int(text) for text in YEAR.findall(name)}
        other_year = bool(years) and year not in years
        kind = role(name)
        if kind == "result" and _is_numeric(grid, index):
            kind = "score"
        if kind in ("score", "weighted") and not other_year:
            part = next((part for part, pattern in _PARTS if pattern.search(name)), "")
            found.append(Column(index, part, weighted=kind == "weighted"))
    plain = [column for column in found if not column.weighted]
    of_year = [column for column in plain if year is not None and str(year) in names[column.index]]
    if len(plain) > 1 and len(of_year) == 1:
        plain = of_year
    if len(plain) > 1 and len({column.part for column in plain}) < len(plain):
        return ()
    return (*plain, *(column for column in found if column.weighted))


def _numeric_columns(grid: Grid) -> tuple[Column, ...]:
    """Return the only column of decimals of a table without a header, or nothing."""
    found = [
        index
        for index in range(grid.width)
        if any("." in row[index].text for row in grid.rows) and _is_numeric(grid, index) and not _counts(grid, index)
    ]
    return (Column(found[0]),) if len(found) == 1 else ()


def _is_numeric(grid: Grid, index: int) -> bool:
    readings = [read_with_verdict(row[index].passage)[0] for row in grid.rows if row[index].column_span == 1]
    numbers = [reading for reading in readings if reading is not None]
    return bool(numbers) and sum(reading.value is not None for reading in numbers) * 3 >= len(numbers) * 2


def _counts(grid: Grid, index: int) -> bool:
    """Tell whether a column numbers its rows: each number is the one before it and one."""
    readings = [read_with_verdict(row[index].passage)[0] for row in grid.rows if row[index].column_span == 1]
    values = [reading.value for reading in readings if reading is not None and reading.value is not None]
    return len(values) > 1 and all(below - above == 1 for above, below in pairwise(values))
