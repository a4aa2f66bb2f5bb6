"""Rows that a page break has cut, put together again."""

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.parse.codes import DAMAGED, SPELLED
from pipeline.parse.passage import join
from pipeline.parse.tables import Grid, Row, Slot


def whole_rows(grid: Grid, columns: Mapping[str, int]) -> list[Row]:
    """Return the rows with those that a page break has cut put together again.

    Args:
        grid: A table with a row for each question.
        columns: Where it has them: ``number``, ``code``, ``issue``, ``steps``, ``period`` and ``responsible``.
    """
    named = sum(_is_named(row, columns) for row in grid.rows) >= NAMED * len(grid.rows)
    rows: list[Row] = []
    for at, row in enumerate(grid.rows):
        if at in grid.breaks and rows and _goes_on(rows[-1], row, columns, named=named):
            rows[-1] = tuple(_joined(upper, lower) for upper, lower in zip(rows[-1], row, strict=True))
        else:
            rows.append(row)
    return rows


NAMED = 0.6
"""Where so many rows name their question, a row that does not, below a page break, goes on with the one above."""


def _is_named(row: Row, columns: Mapping[str, int]) -> bool:
    """Tell whether a row has a number or a code of its own."""
    for name in ("number", "code"):
        if name in columns and columns[name] != columns.get("issue"):
            return bool(row[columns[name]].text)
    issue = row[columns["issue"]].plain if "issue" in columns else ""
    return bool(_CODE_AHEAD.search(issue)) or bool(DAMAGED.match(issue))


_CODE_AHEAD = re.compile(rf"(?:^|\s|[)])\(?{SPELLED}", re.IGNORECASE)


def _goes_on(upper: Row, lower: Row, columns: Mapping[str, int], *, named: bool) -> bool:
    """Tell whether a row goes on with the one above the page break.

    Only one of them has a number or a code, and its steps do not begin again. Where the plan's other rows do not tell
    theirs either, it must not say once more what a row says only once: when, and by whom.
    """
    steps = lower[columns["steps"]].plain if "steps" in columns else ""
    begun = upper[columns["steps"]].text if "steps" in columns else ""
    if 1 in (len(set(map(id, upper))), len(set(map(id, lower)))):
        return False
    if begun and re.match(r"\s*\(?1[.)]", steps):
        return False
    if _is_named(lower, columns) and (not named or _is_named(upper, columns) ):
        return False
    single = [columns[name] for name in ("period", "responsible") if name in columns]
    return named or (bool(single) and not all(lower[column].text for column in single))


def _joined(upper: Slot, lower: Slot) -> Slot:
    return replace(upper, passage=join((*upper.passage.inks, *lower.passage.inks))) if lower.text else upper
