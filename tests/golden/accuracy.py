"""How right a report was read: every value beside its truth, counted by table."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.facts import TOTAL, Framework
from pipeline.model.report import Key, Report, Score
from tests.reports.truth import Truth


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a report, as it should be and as it was read."""

    table: str
    row: str
    column: str
    wanted: str
    got: str

    @property
    def verdict(self) -> str:
        """Return ``right``, ``missing`` where nothing was read, else ``wrong``."""
        if self.wanted == self.got:
            return "right"
        return "missing" if not self.got else "wrong"


TEXTS = {"issue", "cause", "recommendation", "measure", "steps"}
"""Columns of free text, whose white space is no value."""


def compare(report: Report, truth: Truth, rules: Framework) -> list[Value]:
    """Return every value of the truth beside what was read, and every row that was read and is not in the truth."""
    return [
        *_head(report, truth),
        *_indicators(report, truth, rules),
        *_questions(report, truth, rules),
        *_findings(report, truth),
        *_plan(report, truth),
        *_agencies(report, truth),
    ]


def tally(values: Iterable[Value]) -> str:
    """Return the counts of right, wrong and missing values by table, and the values that are not right."""
    counts = Counter((value.table, value.verdict) for value in values)
    tables = sorted({table for table, _ in counts})
    lines = [f"{'table':20} {'right':>6} {'wrong':>6} {'missing':>8}"]
    for table in tables:
        right, wrong, missing = (counts[table, verdict] for verdict in ("right", "wrong", "missing"))
        lines.append(f"{table:20} {right:6} {wrong:6} {missing:8}")
    lines += [
        f"{value.verdict}: {value.table} {value.row} {value.column}: wanted {value.wanted!r}, got {value.got!r}"
        for value in values
        if value.verdict != "right"
    ]
    return "\n".join(lines)


def error_rate(wanted: str, got: str) -> float:
    """Return the edits from one text to the other, for each character wanted."""
    before = list(range(len(got) + 1))
    for row, letter in enumerate(wanted, 1):
        now = [row]
        for column, against in enumerate(got, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != against)))
        before = now
    return before[-1] / max(len(wanted), 1)


def _head(report: Report, truth: Truth) -> Iterator[Value]:
    want = truth.report
    total = report.score(TOTAL)
    rows = (
        ("agency_name", want.agency_name, report.agency_name.value if report.agency_name else ""),
        ("agency_type", want.agency_type, report.agency_type),
        ("province", want.province, report.province),
        ("assessed_fy_be", want.assessed_fy_be, report.assessed_fy_be.value if report.assessed_fy_be else ""),
        ("published_for_fy_be", want.published_for_fy_be or "", report.published_for_fy_be or ""),
        ("oit_item", want.oit_item, report.oit_item),
        ("total_score", want.total_score, _score(total)),
        ("result_level", want.result_level, report.result_level.value if report.result_level else ""),
    )
    return (Value("reports", "", column, str(wanted), str(got)) for column, wanted, got in rows)


def _score(score: Score | None) -> str:
    return str(score.reading.value) if score is not None and score.reading.value is not None else ""


def _indicators(report: Report, truth: Truth, rules: Framework) -> Iterator[Value]:
    for row in truth.indicator_scores:
        score = report.score(Key(str(row.indicator_no)))
        item = rules.item(Key(str(row.indicator_no)))
        subject = f"indicator {row.indicator_no}"
        rows = (
            ("score", truth.printed("table", subject, row.score), _score(score)),
            ("indicator_name", row.indicator_name, item.names[0] if item and score else ""),
            ("printed_name", row.printed_name, score.printed_name if score else ""),
            ("result", row.result, score.result if score else ""),
        )
        yield from (Value("indicator_scores", subject, *values) for values in rows)


def _questions(report: Report, truth: Truth, rules: Framework) -> Iterator[Value]:
    wanted = {Key(row.question_id, row.part): row for row in truth.question_scores}
    for key, row in wanted.items():
        score = report.score(key)
        yield Value("question_scores", key.label, "score", row.score, _score(score))
        yield Value(
            "question_scores", key.label, "sub_indicator", row.sub_indicator, score.sub_indicator if score else ""
        )
    for key in report.keys():  # noqa: SIM118 - a method, not a mapping
        if key.is_question and key not in wanted:
            yield Value("question_scores", key.label, "score", "", _score(report.score(key)))


def _findings(report: Report, truth: Truth) -> Iterator[Value]:
    yield Value("findings", "", "rows", str(len(truth.findings)), str(len(report.statements)))
    for at, (row, got) in enumerate(zip(truth.findings, report.statements, strict=False), 1):
        rows = (
            ("indicator_no", row.indicator_no, got.indicator_no or ""),
            ("part", row.part, got.part),
            ("question_id", row.question_id, got.question_id),
            ("printed_score", row.printed_score, got.printed_score if got.printed_score is not None else ""),
            ("issue", row.issue, got.issue),
            ("cause", row.cause, got.cause),
            ("recommendation", row.recommendation, got.recommendation),
            ("sub_indicator", row.sub_indicator, got.sub_indicator),
        )
        yield from (_value("findings", str(at), *values) for values in rows)


def _plan(report: Report, truth: Truth) -> Iterator[Value]:
    yield Value("remediation_items", "", "rows", str(len(truth.remediation_items)), str(len(report.plan)))
    for row, got in zip(truth.remediation_items, report.plan, strict=False):
        rows = (
            ("item_no", row.item_no, got.item_no),
            ("instrument", row.instrument, got.instrument),
            ("indicator_no", row.indicator_no, got.indicator_no or ""),
            ("part", row.part, got.part),
            ("question_id", row.question_id, got.question_id),
            ("issue", row.issue, got.issue.value or ""),
            ("measure_kind", row.measure_kind, got.measure_kind),
            ("measure", row.measure, got.measure.value or ""),
            ("period_text", "".join(row.period_text.split()), "".join((got.period.value or "").split())),
            ("start_date", row.start_date, got.start_date or ""),
            ("end_date", row.end_date, got.end_date or ""),
            ("responsible", "".join(row.responsible.split()), "".join((got.responsible.value or "").split())),
            ("responsible_units", _units(row.responsible_units), _units(got.responsible_units)),
            ("step count", len(row.steps), len(got.steps)),
        )
        yield from (_value("remediation_items", str(row.item_no), *values) for values in rows)
        for step_no, (step, read) in enumerate(zip(row.steps, got.steps, strict=False), 1):
            yield _value("remediation_steps", f"{row.item_no}.{step_no}", "steps", step, read.value or "")


def _units(units: tuple[str, ...]) -> str:
    return "; ".join("".join(unit.split()) for unit in units)


def _value(table: str, row: str, column: str, wanted: object, got: object) -> Value:
    if column in TEXTS:
        return Value(table, row, column, _squeezed(str(wanted)), _squeezed(str(got)))
    return Value(table, row, column, str(wanted), str(got))


def _squeezed(text: str) -> str:
    """Return a text without white space inside its lines."""
    return "\n".join("".join(line.split()) for line in text.split("\n"))


def _agencies(report: Report, truth: Truth) -> Iterator[Value]:
    if len(truth.agency_results) < 2:
        yield Value("agency_results", "", "rows", "0", str(len(report.agencies)))
        return
    yield Value("agency_results", "", "rows", str(len(truth.agency_results)), str(len(report.agencies)))
    for row, got in zip(truth.agency_results, report.agencies, strict=False):
        scores = {score.key.code: _score(score) for score in got.scores}
        points = {score.key.code: _score(score) for score in got.weighted}
        rows = (
            ("agency_name", row.agency_name, got.agency_name.value or ""),
            ("row_no", row.row_no, got.row_no),
            ("agency_type", row.agency_type, got.agency_type),
            ("province", row.province, got.province),
            ("iit", row.iit, scores.get("IIT", "")),
            ("eit", row.eit, scores.get("EIT", "")),
            ("oit", row.oit, scores.get("OIT", "")),
            ("iit_weighted", row.iit_weighted, points.get("IIT", "")),
            ("eit_weighted", row.eit_weighted, points.get("EIT", "")),
            ("oit_weighted", row.oit_weighted, points.get("OIT", "")),
            ("total_score", row.total_score, scores.get("ITA", "")),
            ("result_level", row.result_level, got.result_level.value if got.result_level else ""),
        )
        yield from (
            Value("agency_results", row.agency_name, column, str(want), str(read)) for column, want, read in rows
        )
