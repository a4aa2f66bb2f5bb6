"""A person's values into a report: the value changes, the ink beside it stays as it was read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pipeline.facts import TOTAL, Framework
from pipeline.facts.readers import RECONCILED
from pipeline.model.correction import Value
from pipeline.model.judgement import RowId
from pipeline.model.report import AgencyResult, Key, Origin, PlanItem, Reading, Report, Score, Statement

Part = TypeVar("Part", Report, AgencyResult, Score, Statement, PlanItem)
Values = Mapping[str, Value]
"""A row's corrected values by their columns' names."""
OVERALL = {"total_score": TOTAL, "iit": Key("IIT"), "eit": Key("EIT"), "oit": Key("OIT")}
WEIGHTED = {"iit_weighted": Key("IIT"), "eit_weighted": Key("EIT"), "oit_weighted": Key("OIT")}
_TEXTS = ("issue", "measure", "responsible")
"""Columns of the plan that hold a reading of their own under the same name."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A report with a person's values in one of its rows."""

    report: Report
    row: RowId
    """The row under the name that it has now."""


def amend(report: Report, row: RowId, values: Values, rules: Framework | None) -> Amended:
    """Put a person's values into a row of a report.

    Args:
        report: What the document says.
        row: The row, under the name that the pipeline gives it; a step's is its item's.
        values: The corrected values; ``step N`` is the N-th step of a row of the plan.
        rules: The facts of the year, which tell where a question belongs.

    Raises:
        ValueError: If the values cannot stand in the row: another row has that name, or there is no such step. The
            message is a code of ``schema/messages.toml``.
    """
    return _AMEND[row.table](report, row, values, rules)


def _reports(report: Report, row: RowId, values: Values, _: Framework | None) -> Amended:
    return Amended(_own(report, values), row)


def _agency_results(report: Report, row: RowId, values: Values, _: Framework | None) -> Amended:
    if row.agency is None:
        return Amended(_own(report, values), row)
    agency = report.agencies[row.agency]
    scores, weighted = agency.scores, agency.weighted
    for column, key in OVERALL.items():
        scores = _with_score(scores, key, values[column]) if column in values else scores
    for column, key in WEIGHTED.items():
        weighted = _with_score(weighted, key, values[column]) if column in values else weighted
    amended = _with_plain(agency, values, "row_no", "agency_type", "province")
    amended = _with_readings(amended, values, "agency_name", "result_level")
    return Amended(_with_agency(report, row.agency, replace(amended, scores=scores, weighted=weighted)), row)


def _own(report: Report, values: Values) -> Report:
    """Return a report with values of its own agency's row, or of its own."""
    scores, weighted = report.scores, report.weighted
    for column, key in OVERALL.items():
        scores = _with_published(report, key, values[column]) if column in values else scores
        report = replace(report, scores=scores)
    for column, key in WEIGHTED.items():
        weighted = _with_score(weighted, key, values[column]) if column in values else weighted
    report = replace(report, province_ink=None) if "province" in values else report
    amended = _with_plain(
        replace(report, weighted=weighted), values, "agency_type", "province", "published_for_fy_be", "oit_item"
    )
    return _with_readings(amended, values, "agency_name", "assessed_fy_be", "result_level")


def _scores(report: Report, row: RowId, values: Values, rules: Framework | None) -> Amended:
    """Return a report with values of the row of an indicator or a question."""
    if row.agency is None:
        held, old = report.scores, _published(report, row)
    else:
        held = report.agencies[row.agency].scores
        old = next(score for score in held if score.key.label == row.subject)
    key = _key(old.key, values)
    if key != old.key and any(score.key == key for score in held):
        raise ValueError("name_taken")
    new = _with_plain(replace(old, key=key), values, "printed_name", "result", "sub_indicator")
    if "score" in values:
        new = replace(new, reading=_reading(new.reading, values["score"]), doubts=())
    if key != old.key and new.under is not None:
        item = rules.item(key) if rules else None
        new = replace(new, belongs=item is None or item.indicator_no == new.under)
    scores = tuple(new if score is old else score for score in held)
    amended = RowId(row.table, key.label, row.agency)
    if row.agency is None:
        return Amended(replace(report, scores=scores), amended)
    return Amended(_with_agency(report, row.agency, replace(report.agencies[row.agency], scores=scores)), amended)


def _published(report: Report, row: RowId) -> Score:
    """Return the printing that is published of the score of a row."""
    key = next(key for key in report.keys() if key.label == row.subject)  # noqa: SIM118 - a report is no mapping
    return report.printings(key)[0]


def _key(key: Key, values: Values) -> Key:
    """Return what a score is a score of, as a person says."""
    code = values.get("question_id") or (str(values["indicator_no"]) if "indicator_no" in values else key.code)
    part = values.get("part", key.part)
    return Key(str(code), str(part or ""))


def _findings(report: Report, row: RowId, values: Values, _: Framework | None) -> Amended:
    return Amended(
        replace(
            report,
            statements=tuple(
                _statement(one, values) if str(one.finding_no) == row.subject else one for one in report.statements
            ),
        ),
        row,
    )


def _statement(statement: Statement, values: Values) -> Statement:
    plain = ("indicator_no", "part", "question_id", "printed_score", "issue", "cause", "recommendation")
    amended = _with_plain(statement, values, *plain)
    return replace(amended, ink=_reading(amended.ink, values["text"])) if "text" in values else amended


def _plan(report: Report, row: RowId, values: Values, _: Framework | None) -> Amended:
    return Amended(
        replace(
            report,
            plan=tuple(_item(one, values) if str(one.item_no) == row.subject else one for one in report.plan),
        ),
        row,
    )


def _item(item: PlanItem, values: Values) -> PlanItem:
    plain = (
        "instrument", "indicator_no", "part", "question_id", "measure_kind", "start_date", "end_date",
        "responsible_units",
    )  # fmt: skip
    amended = _with_readings(_with_plain(item, values, *plain), values, *_TEXTS)
    if "period_text" in values:
        amended = replace(amended, period=_reading(amended.period, values["period_text"]))
    return replace(amended, steps=_steps(amended, values))


def _steps(item: PlanItem, values: Values) -> tuple[Reading[str], ...]:
    """Return an item's steps with a person's; one that no step was read for has the item's ink."""
    steps = item.steps
    told = values.get("steps")
    if isinstance(told, tuple):
        steps = tuple(
            _reading(steps[place] if place < len(steps) else replace(item.ink, raw_text=""), text)
            for place, text in enumerate(told)
        )
    for column, value in values.items():
        name, _, number = column.partition(" ")
        if name == "step":
            place = int(number) - 1
            if place >= len(steps):
                raise ValueError("no_step")
            steps = (*steps[:place], _reading(steps[place], value), *steps[place + 1 :])
    return steps


def _with_published(report: Report, key: Key, value: Value) -> tuple[Score, ...]:
    """Return a report's scores with a value in the printing that is published."""
    old = report.score(key)
    if old is None:
        return _with_score(report.scores, key, value)
    new = replace(old, reading=_reading(old.reading, value), doubts=())
    return tuple(new if score is old else score for score in report.scores)


def _with_score(scores: tuple[Score, ...], key: Key, value: Value) -> tuple[Score, ...]:
    """Return scores with a value in the first of a key; where nothing was read there is no ink."""
    old = next((score for score in scores if score.key == key), None)
    if old is None:
        return (*scores, Score(key, _reading(None, value), Origin.TABLE))
    new = replace(old, reading=_reading(old.reading, value), doubts=())
    return tuple(new if score is old else score for score in scores)


def _with_agency(report: Report, place: int, agency: AgencyResult) -> Report:
    return replace(report, agencies=(*report.agencies[:place], agency, *report.agencies[place + 1 :]))


def _with_plain(thing: Part, values: Values, *names: str) -> Part:
    """Return a part of the report with plain values; a text that is not printed is empty."""
    changes = {name: values[name] for name in names if name in values}
    empty = {name: "" for name, value in changes.items() if value is None and isinstance(getattr(thing, name), str)}
    return _replaced(thing, changes | empty)


def _with_readings(thing: Part, values: Values, *names: str) -> Part:
    """Return a part of the report with values in its readings."""
    return _replaced(thing, {name: _reading(getattr(thing, name), values[name]) for name in names if name in values})


def _replaced(thing: Part, changes: Mapping[str, Any]) -> Part:
    """Return a part of the report with other values, whose types the columns warrant."""
    return replace(thing, **changes)


def _reading(old: Reading[Any] | None, value: Value) -> Reading[Any]:
    """Return a reading with a person's value beside the ink as it was read.

    What arithmetic had decided, it has not decided any more.
    """
    if old is None:
        return Reading(value, "", (), "", 0.0)
    return replace(old, value=value, reader="" if old.reader == RECONCILED else old.reader)


_AMEND: Mapping[str, Callable[[Report, RowId, Values, Framework | None], Amended]] = {
    "reports": _reports,
    "agency_results": _agency_results,
    "indicator_scores": _scores,
    "question_scores": _scores,
    "findings": _findings,
    "remediation_items": _plan,
}
