"""Where a correction belongs: its row among the rows of this run, or nowhere rather than in a wrong one.

A correction is tied to a row by its key, by what stood there and by where that was printed. New weights change what is
read, a changed parser moves numbers, a new scan of the same paper is another file. A correction follows only where
what is left of its ties names exactly one row.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.model.correction import Correction, Fate
from pipeline.model.geometry import BBox
from pipeline.model.report import Place
from pipeline.review.row_keys import NUMBERED, ONLY_ROW, Row, row_key, subject
from pipeline.thai.numbers import parse_decimal
from pipeline.thai.skeleton import skeleton

SAME_PLACE = 0.5
"""Two boxes of which so much of the smaller one is shared are one place."""
RowsOf = Callable[[Row, str], Sequence[Row]]
"""Returns the published rows of a report, given by its row of ``reports``, in a table."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a correction belongs in this run."""

    fate: Fate
    warning: str = ""
    """What a person should know, as a code of ``schema/messages.toml``; empty where all is as it was."""
    report: Row | None = None
    row: Row | None = None
    """The row as it is read now; None where there is none beyond doubt."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row, and what of the correction's ties holds for it."""

    row: Row
    has_key: bool
    has_subject: bool
    has_value: bool
    """What stood there when the person looked, or what the person wrote, stands there now."""
    has_place: bool | None
    """None where the correction or the row does not tell its place."""


def anchor(correction: Correction, reports: Sequence[Row], rows_of: RowsOf) -> Anchored:
    """Find the row that a correction is about.

    Args:
        correction: What a person wrote.
        reports: The rows of ``reports`` of all files that were understood.
        rows_of: Gives a report's rows of a table.
    """
    same_file = [report for report in reports if report["report_id"] == correction.report_id]
    if not same_file:
        return _in_another_file(correction, reports, rows_of)
    report = same_file[0]
    row, warning = _row(correction, _candidates(correction, report, rows_of))
    if row is None:
        return Anchored(Fate.UNATTACHED, warning)
    return Anchored(Fate.REATTACHED if warning == "row_moved" else Fate.APPLIED, warning, report, row)


def value_text(value: Any) -> str:  # noqa: ANN401 - a cell of any of the schema's types
    """Return a value as a person writes it and a CSV shows it; empty where there is none."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:.2f}"
        case date():
            return value.isoformat()
        case tuple() | list():
            return "\n".join(value)
        case _:
            return str(value)


def _candidates(correction: Correction, report: Row, rows_of: RowsOf) -> list[_Candidate]:
    """Return the rows of a report that a correction may be about, each with the ties that hold."""
    wanted, numbered = subject(correction.table, correction.row_key), correction.table in NUMBERED
    found = []
    for row in rows_of(report, correction.table):
        key = " ".join(row_key(correction.table, row, report).split())
        now = value_text(row[correction.column])
        found.append(
            _Candidate(
                row,
                has_key=correction.row_key == key or (numbered and correction.row_key == key.partition(" ")[0]),
                has_subject=bool(wanted) and subject(correction.table, key) == wanted,
                has_value=bool(now) and any(_same(now, text) for text in _known_values(correction)),
                has_place=_same_place(correction.place, row),
            )
        )
    return found


def _known_values(correction: Correction) -> Iterable[str]:
    """Return what stood there when the person looked, and what the person wrote in its stead."""
    return filter(None, (correction.printed, value_text(correction.value)))


def _same(one: str, other: str) -> bool:
    """Tell whether two texts are one value, however a spreadsheet has spelled it."""
    if "".join(one.split()) == "".join(other.split()):
        return True
    try:
        return parse_decimal(one) == parse_decimal(other)
    except ValueError:
        return False


def _same_place(place: Place | None, row: Row) -> bool | None:
    """Tell whether a row is printed at a place, or stands on a line of a transcript."""
    if place is None or (row.get("x0") is None and row.get("source_line") is None):
        return None
    if row.get("source_line") is not None:
        return bool(row["source_line"] == int(place.bbox.bottom))
    if row["page"] != place.page:
        return False
    box = BBox(row["x0"], row["y0"], row["x1"], row["y1"])
    smaller = min(box.width * box.height, place.bbox.width * place.bbox.height)
    return smaller > 0 and box.overlap(place.bbox) >= SAME_PLACE * smaller


def _row(correction: Correction, candidates: Sequence[_Candidate]) -> tuple[Row | None, str]:
    """Return the one row that a correction is about, and what a person should know; or None, and why."""
    keyed = [one for one in candidates if one.has_key]
    if len(keyed) > 1:
        keyed = _narrowed(keyed)
        if len(keyed) != 1:
            return None, "several_rows"
    if keyed:
        warning = _told(correction, keyed[0], candidates)
        if warning is not None:
            return keyed[0].row, warning
    return _moved(correction.table, candidates, "reads_otherwise" if keyed else "no_row")


def _narrowed(keyed: Sequence[_Candidate]) -> list[_Candidate]:
    """Return of rows with one key the one at the place, else the one with the value."""
    placed = [one for one in keyed if one.has_place]
    return placed if len(placed) == 1 else [one for one in keyed if one.has_value and one.has_place is None]


def _told(correction: Correction, one: _Candidate, candidates: Sequence[_Candidate]) -> str | None:
    """Return the warning with which a row of the right key takes a correction, or None where it does not.

    A score that is read off another place now may be another one, whose name is misread. A number that may have moved
    tells nothing alone: the place must bear it out, or the row must be the only one that fits.
    """
    numbered = correction.table in NUMBERED
    if one.has_place is False:
        return "place_moved" if one.has_value and correction.table in ONLY_ROW else None
    if numbered and one.has_place is None:
        fitting = [other for other in candidates if other.has_subject == one.has_subject]
        if correction.printed:
            fitting = [other for other in fitting if other.has_value]
        return "" if fitting == [one] and (one.has_subject or one.has_value) else None
    return "" if one.has_value or not correction.printed else "reads_differently"


def _moved(table: str, candidates: Sequence[_Candidate], why_not: str) -> tuple[Row | None, str]:
    """Return the one row that stands at a correction's place under another key.

    The place of a whole row tells that row even where its name or number is read differently now; scores stand in
    sentences side by side, and there only their own name tells them.
    """
    whole = table in NUMBERED or table == "agency_results"
    placed = [one for one in candidates if one.has_place and (one.has_subject or (whole and one.has_value))]
    if len(placed) == 1:
        return placed[0].row, "row_moved"
    return None, "several_rows" if len(placed) > 1 else why_not


def _in_another_file(correction: Correction, reports: Sequence[Row], rows_of: RowsOf) -> Anchored:
    """Find the row in another file of the same paper: same agency, year and key, and the same value or place."""
    if not correction.agency_name or correction.assessed_fy_be is None:
        return Anchored(Fate.UNATTACHED, "no_report")
    found: list[tuple[Row, Row]] = []
    for report in reports:
        if report["assessed_fy_be"] != correction.assessed_fy_be or not _may_be_of(report, correction.agency_name):
            continue
        candidates = [
            one
            for one in _candidates(correction, report, rows_of)
            if skeleton(one.row["agency_name"] or "") == skeleton(correction.agency_name)
        ]
        keyed = [one for one in candidates if one.has_key]
        found += [(report, one.row) for one in keyed if len(keyed) == 1 and _agrees(correction, one, candidates)]
    if len(found) == 1:
        return Anchored(Fate.REATTACHED, "other_file", *found[0])
    return Anchored(Fate.UNATTACHED, "several_reports" if found else "no_report")


def _agrees(correction: Correction, one: _Candidate, candidates: Sequence[_Candidate]) -> bool:
    """Tell whether a row of another file is the one: it has the value or the place, and more than a number."""
    if correction.table in NUMBERED and not one.has_place:
        return one.has_value and one.has_subject and sum(other.has_subject for other in candidates) == 1
    return one.has_value or bool(one.has_place)


def _may_be_of(report: Row, agency_name: str) -> bool:
    """Tell whether a report is of an agency, or announces several."""
    return report["agency_name"] is None or skeleton(report["agency_name"]) == skeleton(agency_name)
