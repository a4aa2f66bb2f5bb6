"""What comes of every correction: lines about one value are weighed against each other, and each ends in one fate."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.model.correction import Correction, CorrectionLine, Fate
from pipeline.model.judgement import RowId
from pipeline.model.report import Report
from pipeline.review.anchor import Anchored, RowsOf, anchor, value_text
from pipeline.review.corrections import NOTHING_PRINTED, Rejected
from pipeline.review.row_keys import Row
from pipeline.schema.messages import remark_message

OWN = RowId("agency_results")
"""The row of a report's own agency."""
SHARED = ("agency_name", "agency_type", "province", "total_score", "result_level")
"""Columns in which an agency's own report and its row in ``agency_results`` hold one value."""
STEPS = "steps"
_PLACE_AND_INK = (
    "page", "x0", "y0", "x1", "y1", "places", "source_line", "raw_text", "reader", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """One value of one document, whatever rows show it."""

    source_path: str
    row: RowId
    column: str
    """``step N`` for the N-th step of a row of the plan."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a line."""

    line: CorrectionLine
    fate: Fate
    remark: str = ""
    """What a person should know, as a code of ``schema/messages.toml``; empty where all is as it should be."""
    about: str = ""
    """What the remark is about: a cell, or the numbers of other lines."""
    correction: Correction | None = None
    """None where the line is not understood."""
    row: Row | None = None
    """The row that it is about, as it was read."""
    target: Target | None = None

    @property
    def stands(self) -> bool:
        """Tell whether its value stands in the dataset."""
        return self.fate in (Fate.APPLIED, Fate.REATTACHED)

    def refused(self, fate: Fate, remark: str, about: str = "") -> "Settled":
        """Return the same line with its value left out."""
        return replace(self, fate=fate, remark=remark, about=about)


def correction_row(settled: Settled) -> dict[str, Any]:
    """Return the row of the table ``corrections``: a line, what came of it, and what was read."""
    cells, told, row = settled.line.cells, settled.correction, settled.row or {}
    message = remark_message(settled.remark, settled.about)
    return {
        "report_id": row.get("report_id") or cells.get("report_id", ""),
        "source_path": row.get("source_path"),
        "assessed_fy_be": row.get("assessed_fy_be") or (told.assessed_fy_be if told else None),
        "agency_name": row.get("agency_name") or cells.get("agency_name", ""),
        "line_no": settled.line.line_no,
        "outcome": settled.fate.value,
        "table_name": cells.get("table", ""),
        "row_key": cells.get("row_key", ""),
        "column_name": cells.get("column", ""),
        "value": cells.get("value", "") if told is None else value_text(told.value) or NOTHING_PRINTED[0],
        "read_value": value_text(row.get(told.column)) if told else "",
        "printed": cells.get("printed", ""),
        "review_reason": row.get("review_reason"),
        "corrected_by": cells.get("corrected_by", ""),
        "corrected_at": told.corrected_at if told else None,
        "note": cells.get("note", ""),
        "message_th": message.th,
        "message_en": message.en,
        **{name: row.get(name) for name in _PLACE_AND_INK},
    }


def describe_correction(settled: Settled) -> str:
    """Return what came of a line in one sentence of each language, for a terminal."""
    message = remark_message(settled.remark, settled.about)
    return f"corrections, line {settled.line.line_no}: {settled.fate}: {message.en} / {message.th}"


def settle(
    corrections: Iterable[Correction],
    rejected: Iterable[Rejected],
    reports: Sequence[Row],
    rows_of: RowsOf,
    report_of: Callable[[Row], Report | None],
) -> tuple[Settled, ...]:
    """Find every correction's value, and let at most one line stand for each.

    Of lines that contradict each other the latest stands, and says so; where none is the latest, none stands.

    Args:
        corrections: The lines that are understood.
        rejected: Those that are not.
        reports: The rows of ``reports`` of all files.
        rows_of: Gives a report's rows of a table.
        report_of: Gives what a document says, by its row of ``reports``; None where it is not understood.

    Returns:
        What came of each line, in the order of the file.
    """
    found = [Settled(one.line, Fate.REJECTED, one.reason, one.about) for one in rejected]
    found += [_placed(one, anchor(one, reports, rows_of), report_of) for one in corrections]
    weighed = _weigh(sorted(found, key=lambda one: one.line.line_no))
    return tuple(_without_half_steps(weighed))


def _placed(correction: Correction, anchored: Anchored, report_of: Callable[[Row], Report | None]) -> Settled:
    """Return a correction with the value that it is about."""
    row, report = anchored.row, anchored.report
    target = None
    settled = Settled(correction.line, anchored.fate, anchored.warning, correction=correction, row=row)
    if row is not None and report is not None:
        said = report_of(report)
        target = _target(correction, row, report, said) if said is not None or _tells_year(correction) else None
        if target is None:
            return settled.refused(Fate.UNATTACHED, "not_understood" if said is None else "several_rows")
    return replace(settled, target=target)


def _tells_year(correction: Correction) -> bool:
    """Tell whether a correction may make a document understood."""
    return correction.column == "assessed_fy_be"


def _target(correction: Correction, row: Row, report: Row, said: Report | None) -> Target | None:
    """Return the value that a column of a row shows; None where two rows cannot be told apart."""
    table, column, path = correction.table, correction.column, str(report["source_path"])
    if table == "reports":
        shared = column in SHARED and (said is None or not said.agencies)
        return Target(path, OWN if shared else RowId(table), column)
    if table == "findings":
        return Target(path, RowId(table, str(row["finding_no"])), column)
    if table == "remediation_items":
        return Target(path, RowId(table, str(row["item_no"])), column)
    if table == "remediation_steps":
        return Target(path, RowId("remediation_items", str(row["item_no"])), f"step {row['step_no']}")
    subject = _subject(table, row)
    position = row["result_no"] - 1 if said and said.agencies else None
    if said is not None and position is not None:
        named = said.agencies[position].agency_name.value or None
        mine = any(score.key.label == subject for score in said.scores)
        if named is None and row["agency_name"] is None and mine:
            return None
        position = position if named == row["agency_name"] else None
    return Target(path, RowId(table, subject, position), column)


def _subject(table: str, row: Row) -> str:
    """Return what a row is about, as ``RowId`` words it."""
    if table == "agency_results":
        return ""
    if table == "indicator_scores":
        return f"indicator {row['indicator_no']}"
    return f"{row['part']} {row['question_id']}" if row["part"] else str(row["question_id"])


def _weigh(found: Sequence[Settled]) -> list[Settled]:
    """Return lines of which at most one stands for each value."""
    groups: defaultdict[Target, list[Settled]] = defaultdict(list)
    for one in found:
        if one.target is not None and one.stands:
            groups[one.target].append(one)
    changed: dict[int, Settled] = {}
    for lines in groups.values():
        changed |= _verdicts(lines)
    return [changed.get(one.line.line_no, one) for one in found]


def _verdicts(lines: Sequence[Settled]) -> Mapping[int, Settled]:
    """Return what comes of lines about one value, by their numbers."""
    if len(lines) == 1:
        return {}
    last = max(lines, key=lambda one: (_moment(one), one.line.line_no))
    alike = [one for one in lines if _value(one) == _value(last)]
    others = [one for one in lines if one not in alike]
    if not all(_is_before(one, last) for one in others):
        return {one.line.line_no: _contradicted(one, lines) for one in lines}
    told = {one.line.line_no: one.refused(Fate.SUPERSEDED, "doubled", _numbers([last])) for one in alike}
    told |= {one.line.line_no: one.refused(Fate.SUPERSEDED, "outdated", _numbers([last])) for one in others}
    if others:
        return told | {last.line.line_no: replace(last, remark="latest", about=_numbers(others))}
    del told[last.line.line_no]
    return told


def _contradicted(one: Settled, lines: Sequence[Settled]) -> Settled:
    """Return a line refused because others say otherwise."""
    return one.refused(Fate.REJECTED, "contradicted", _numbers(other for other in lines if other is not one))


def _is_before(one: Settled, other: Settled) -> bool:
    """Tell whether a line is older than another beyond doubt: a day alone does not tell the hour."""
    first, second = _moment(one), _moment(other)
    if _day(one) != _day(other):
        return first < second
    return len(first) == len(second) and first < second


def _moment(one: Settled) -> str:
    return one.correction.moment if one.correction else ""


def _day(one: Settled) -> str:
    return _moment(one)[:10]


def _value(one: Settled) -> str:
    return value_text(one.correction.value) if one.correction else ""


def _numbers(lines: Iterable[Settled]) -> str:
    return ", ".join(str(number) for number in sorted(one.line.line_no for one in lines))


def _without_half_steps(found: Sequence[Settled]) -> list[Settled]:
    """Return lines of which none tells all steps of a row of the plan where another tells one of them."""
    told: defaultdict[tuple[str, RowId], set[str]] = defaultdict(set)
    for one in found:
        if one.target is not None and one.stands and one.target.column.startswith("step"):
            told[one.target.source_path, one.target.row].add(one.target.column)
    torn = {row for row, columns in told.items() if STEPS in columns and len(columns) > 1}
    return [one.refused(Fate.REJECTED, "steps_twice") if _is_of(one, torn) else one for one in found]


def _is_of(one: Settled, rows: Collection[tuple[str, RowId]]) -> bool:
    """Tell whether a line would change the steps of one of these rows."""
    target = one.target
    if target is None or not one.stands:
        return False
    return target.column.startswith("step") and (target.source_path, target.row) in rows
