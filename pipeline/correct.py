"""Corrections of people into what came of the documents, which is then checked and judged anew."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.datasets import published_rows
from pipeline.errors import DuplicateError, FactsError
from pipeline.facts import known_years, load_framework
from pipeline.judge import judge_report
from pipeline.model.correction import CorrectionLine, Fate, Value
from pipeline.model.judgement import CorrectedRow, DocumentOutcome, RowId
from pipeline.model.report import Report
from pipeline.process import interpret_one
from pipeline.review.amend import amend
from pipeline.review.corrections import understand
from pipeline.review.settle import OWN, SHARED, Settled, settle
from pipeline.settings import Settings
from pipeline.validate import validate_report

Row = Mapping[str, Any]
NAMING = {"indicator_scores": ("indicator_no",), "question_scores": ("part", "question_id")}
"""Columns that name their row: they change last, for until then the row is known by its old name."""
YEAR = "assessed_fy_be"


def correct(
    outcomes: Sequence[DocumentOutcome], lines: Sequence[CorrectionLine], settings: Settings, folder: Path
) -> tuple[list[DocumentOutcome], tuple[Settled, ...]]:
    """Apply corrections to the documents of a run.

    A corrected value takes the place of what was read: the checks verify it, and the rows that it is checked against
    are judged anew. The ink beside it stays as it was read.

    Args:
        outcomes: What came of each file, every file once.
        lines: Of the corrections file.
        settings: What the run was told.
        folder: The output folder, where what was read is kept.

    Returns:
        The outcomes in their order, and what came of each line.
    """
    if not lines:
        return list(outcomes), ()
    settled = _settle(outcomes, lines)
    held = _in_other_years(outcomes, settled, settings, folder)
    if any(now is not before for now, before in zip(held, outcomes, strict=True)):
        settled = _settle(held, lines)
    by_file: defaultdict[str, list[Settled]] = defaultdict(list)
    for one in settled:
        if one.target is not None and one.stands:
            by_file[one.target.source_path].append(one)
    refused: dict[int, Settled] = {}
    for place, outcome in enumerate(held):
        if outcome.source.name in by_file and not isinstance(outcome.error, DuplicateError):
            held[place], back = _corrected(outcome, by_file[outcome.source.name], settings)
            refused |= back
    return held, tuple(refused.get(one.line.line_no, one) for one in settled)


def _settle(outcomes: Sequence[DocumentOutcome], lines: Sequence[CorrectionLine]) -> tuple[Settled, ...]:
    """Find what each line is about among the rows as they were read."""
    known = {one.source.name: one for one in outcomes if one.report is not None or isinstance(one.error, FactsError)}
    reports = [row for one in known.values() for row in published_rows("reports", one)]

    @cache
    def rows(path: str, table: str) -> Sequence[Row]:
        return published_rows(table, known[path])

    return settle(
        *understand(lines),
        reports,
        lambda report, table: rows(report["source_path"], table),
        lambda report: known[report["source_path"]].report,
    )


def _in_other_years(
    outcomes: Sequence[DocumentOutcome], settled: Sequence[Settled], settings: Settings, folder: Path
) -> list[DocumentOutcome]:
    """Return the outcomes with those interpreted again whose fiscal year a person corrects: other facts hold for it."""
    years = {
        one.target.source_path: str(one.correction.value)
        for one in settled
        if one.stands and one.target is not None and one.target.column == YEAR and one.correction is not None
    }
    held = []
    for outcome in outcomes:
        year = years.get(outcome.source.name, outcome.scheme)
        if year == outcome.scheme or year not in known_years():
            held.append(outcome)
        else:
            again = interpret_one(outcome.source, settings, folder, assessed=year)
            held.append(replace(again, kept=outcome.kept, transient=outcome.transient, seconds=outcome.seconds))
    return held


def _corrected(
    outcome: DocumentOutcome, standing: Sequence[Settled], settings: Settings
) -> tuple[DocumentOutcome, dict[int, Settled]]:
    """Return an outcome with the values of people, and the lines whose value cannot stand."""
    refused = {one.line.line_no: one for line in standing if (one := _unfit(line, outcome)) is not line}
    report = outcome.report
    if report is None:
        return outcome, refused
    rules = load_framework(outcome.scheme)
    seen: list[CorrectedRow] = []
    for row, lines in _by_row([one for one in standing if one.line.line_no not in refused]).items():
        now, kept = row, list[Settled]()
        for group in _groups(row, lines):
            try:
                amended = amend(report, now, _values(group), rules)
            except ValueError as error:
                refused |= {one.line.line_no: one.refused(Fate.REJECTED, str(error)) for one in group}
            else:
                report, now = amended.report, amended.row
                kept += group
        seen += [_looked_at(name, kept) for name in _shown_in(now, report, kept) if kept]
    checks = validate_report(report, rules)
    judgements = judge_report(report, checks, settings.certain, seen)
    return replace(outcome, report=report, checks=checks, judgements=judgements, corrected=tuple(seen)), refused


def _unfit(one: Settled, outcome: DocumentOutcome) -> Settled:
    """Return a line refused whose value has no place in its document, or is a year of which nothing is known.

    Only the rows of an announcement are numbered.
    """
    correction = one.correction
    if correction is not None and correction.column == YEAR and str(correction.value) not in known_years():
        return one.refused(Fate.REJECTED, "year_unknown", ", ".join(known_years()))
    if outcome.report is None:
        return one.refused(Fate.UNATTACHED, "not_understood")
    if _column(one) == "row_no" and not outcome.report.agencies:
        return one.refused(Fate.REJECTED, "column_unknown", "row_no")
    return one


def _by_row(standing: Sequence[Settled]) -> dict[RowId, list[Settled]]:
    found: defaultdict[RowId, list[Settled]] = defaultdict(list)
    for one in standing:
        if one.target is not None:
            found[one.target.row].append(one)
    return found


def _groups(row: RowId, lines: Sequence[Settled]) -> list[list[Settled]]:
    """Return a row's lines in groups that stand or fall together: each step alone, then the rest, its names last."""
    naming = NAMING.get(row.table, ())
    columns = {one.line.line_no: _column(one) for one in lines}
    steps = [[one] for one in lines if columns[one.line.line_no].startswith("step ")]
    names = [one for one in lines if columns[one.line.line_no] in naming]
    values = [one for one in lines if [one] not in steps and one not in names]
    return [group for group in (*steps, values, names) if group]


def _column(one: Settled) -> str:
    return one.target.column if one.target is not None else ""


def _values(lines: Sequence[Settled]) -> dict[str, Value]:
    return {_column(one): one.correction.value for one in lines if one.correction is not None}


def _shown_in(row: RowId, report: Report, lines: Sequence[Settled]) -> tuple[RowId, ...]:
    """Return the rows that show the values of a row: an agency's own report has its total and level in two."""
    if row != OWN or report.agencies or not {_column(one) for one in lines} & set(SHARED):
        return (row,)
    return row, RowId("reports")


def _looked_at(row: RowId, lines: Sequence[Settled]) -> CorrectedRow:
    """Return who has looked at a row, and when last."""
    told = [one.correction for one in lines if one.correction is not None]
    return CorrectedRow(
        row,
        tuple(dict.fromkeys(_column(one) for one in lines)),
        "; ".join(dict.fromkeys(one.corrected_by for one in told)),
        max(one.corrected_at for one in told),
    )
