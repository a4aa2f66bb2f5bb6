"""How right a report was read: every value beside its truth, counted by table."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TypeVar

from pipeline.facts import TOTAL, Framework
from pipeline.model.report import AgencyResult, Key, PlanItem, Report, Score, Statement
from tests.reports.truth import AgencyTruth, FindingTruth, PlanTruth, Truth

Wanted = TypeVar("Wanted")
Got = TypeVar("Got")
Cells = tuple[tuple[str, object, object], ...]
"""A row's columns: name, as it should be, as it was read."""

SCORES = {"score", "printed_score", "total_score"} | {
    f"{name}{end}" for name in ("iit", "eit", "oit") for end in ("", "_weighted")
}
"""Columns of numbers: 100, 100.0 and 100.00 are published alike."""
TEXTS = {"issue", "cause", "recommendation", "measure", "steps"}
"""Columns of free text, whose white space is no value."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a report, as it should be and as it was read."""

    table: str
    row: str
    """The row that was read, as the judge names it; of a row that was not read, its place in the truth."""
    column: str
    wanted: str
    got: str

    @property
    def verdict(self) -> str:
        """Return ``right``, ``missing`` where nothing was read, else ``wrong``; a text's white space is no value."""
        bare: Callable[[str], object] = squeezed if self.column in TEXTS else str
        if self.column in SCORES and self.wanted and self.got:
            bare = Decimal
        if bare(self.wanted) == bare(self.got):
            return "right"
        return "missing" if not self.got else "wrong"

    def edits(self, *, spaces: bool) -> int:
        """Return how many characters of a text were read wrong.

        Args:
            spaces: Whether white space counts, each stretch of it as one space.
        """
        form = spaced if spaces else squeezed
        return count_edits(form(self.wanted), form(self.got))


def squeezed(text: str) -> str:
    """Return a text without white space inside its lines."""
    return "\n".join("".join(line.split()) for line in text.split("\n"))


def spaced(text: str) -> str:
    """Return a text with each stretch of white space as one space."""
    return " ".join(text.split())


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


def error_rate(value: Value) -> float:
    """Return the edits that a text needs, white space aside, for each character wanted."""
    return value.edits(spaces=False) / max(len(squeezed(value.wanted)), 1)


def count_edits(wanted: str, got: str) -> int:
    """Return the least number of characters to add, take out or change to make one text of the other."""
    if wanted == got:
        return 0
    before = list(range(len(got) + 1))
    for row, letter in enumerate(wanted, 1):
        now = [row]
        for column, against in enumerate(got, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != against)))
        before = now
    return before[-1]


def pair(
    wanted: Sequence[Wanted], got: Sequence[Got], likeness: Callable[[Wanted, Got], float]
) -> tuple[list[tuple[Wanted, Got]], list[Wanted], list[Got]]:
    """Lay rows beside those of the truth that they are most like, each beside one at most.

    Returns:
        The pairs in the truth's order, the rows that were not read, and the rows that are not in the truth.
    """
    ranked = sorted(
        (
            (-likeness(row, other), abs(at - place), at, place)
            for at, row in enumerate(wanted)
            for place, other in enumerate(got)
        ),
    )
    taken: dict[int, int] = {}
    for unlike, _, at, place in ranked:
        if -unlike >= LIKE and at not in taken and place not in taken.values():
            taken[at] = place
    pairs = [(wanted[at], got[place]) for at, place in sorted(taken.items())]
    lost = [row for at, row in enumerate(wanted) if at not in taken]
    extra = [row for place, row in enumerate(got) if place not in taken.values()]
    return pairs, lost, extra


LIKE = 1.0
"""From this likeness two rows may be one: the same question, or much the same text."""


def _alike(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, "".join(one.split()), "".join(other.split()), autojunk=False).ratio()


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
    def likeness(row: FindingTruth, got: Statement) -> float:
        same = (row.question_id == got.question_id) + 0.5 * (row.part == got.part)
        return same + 2 * _alike(row.issue + row.cause + row.recommendation, got.issue + got.cause + got.recommendation)

    def cells(row: FindingTruth | None, got: Statement | None) -> Cells:
        score = got.printed_score if got is not None else None
        return (
            *_beside(row, got, ("indicator_no", "part", "question_id")),
            ("printed_score", row.printed_score if row else "", "" if score is None else score),
            *_beside(row, got, ("issue", "cause", "recommendation", "sub_indicator")),
        )

    pairs, lost, extra = pair(truth.findings, report.statements, likeness)
    yield Value("findings", "", "rows", str(len(truth.findings)), str(len(report.statements)))
    for row, got in pairs:
        yield from _values("findings", str(got.finding_no), cells(row, got))
    for row in lost:
        yield from _values("findings", f"lost {row.question_id}", cells(row, None))
    for got in extra:
        yield from _values("findings", str(got.finding_no), cells(None, got))


def _beside(row: object, got: object, columns: Iterable[str]) -> Iterator[tuple[str, object, object]]:
    """Yield columns that both kinds of rows have; of a row that is not there, empty ones."""
    for column in columns:
        values = ("" if one is None else getattr(one, column) for one in (row, got))
        yield column, *("" if value is None else value for value in values)  # type: ignore[misc]


def _values(table: str, row: str, cells: Cells) -> Iterator[Value]:
    yield from (Value(table, row, column, str(wanted), str(read)) for column, wanted, read in cells)


def _plan(report: Report, truth: Truth) -> Iterator[Value]:
    def likeness(row: PlanTruth, got: PlanItem) -> float:
        same = (row.question_id == got.question_id) + 0.5 * (row.part == got.part)
        return same + _alike(row.issue, got.issue.value or "") + _alike(row.measure, got.measure.value or "")

    pairs, lost, extra = pair(truth.remediation_items, report.plan, likeness)
    yield Value("remediation_items", "", "rows", str(len(truth.remediation_items)), str(len(report.plan)))
    for row, got in pairs:
        yield from _plan_row(str(got.item_no), row, got)
    for row in lost:
        yield from _plan_row(f"lost {row.question_id}", row, None)
    for got in extra:
        yield from _plan_row(str(got.item_no), None, got)


def _plan_row(number: str, row: PlanTruth | None, got: PlanItem | None) -> Iterator[Value]:
    steps, read = row.steps if row else (), tuple(step.value or "" for step in got.steps) if got else ()
    cells: Cells = (
        *_beside(row, got, ("instrument", "indicator_no", "part", "question_id")),
        ("issue", row.issue if row else "", (got.issue.value or "") if got else ""),
        ("measure_kind", row.measure_kind if row else "", got.measure_kind if got else ""),
        ("measure", row.measure if row else "", (got.measure.value or "") if got else ""),
        ("period_text", _bare(row.period_text) if row else "", _bare(got.period.value) if got else ""),
        *_beside(row, got, ("start_date", "end_date")),
        ("responsible", _bare(row.responsible) if row else "", _bare(got.responsible.value) if got else ""),
        ("responsible_units", _units(row), _units(got)),
        ("step count", len(steps) if row else "", len(read) if got else ""),
    )
    yield from _values("remediation_items", number, cells)
    for at in range(max(len(steps), len(read))):
        wanted, step = (texts[at] if at < len(texts) else "" for texts in (steps, read))
        yield Value("remediation_steps", f"{number}.{at + 1}", "steps", wanted, step)


def _bare(text: str | None) -> str:
    return "".join((text or "").split())


def _units(row: PlanTruth | PlanItem | None) -> str:
    return "; ".join(map(_bare, row.responsible_units)) if row else ""


def _agencies(report: Report, truth: Truth) -> Iterator[Value]:
    many = len(truth.agency_results) > 1
    wanted = truth.agency_results if many else ()
    yield Value("agency_results", "", "rows", str(len(wanted)), str(len(report.agencies)))

    def likeness(row: AgencyTruth, got: AgencyResult) -> float:
        return 1.5 * _alike(row.agency_name, got.agency_name.value or "") + (row.row_no == got.row_no)

    pairs, lost, extra = pair(wanted, report.agencies, likeness)
    for row, got in [*pairs, *((row, None) for row in lost), *((None, got) for got in extra)]:
        name = got.agency_name.value or "" if got is not None else f"lost {row.agency_name if row else ''}"
        yield from _values("agency_results", name, _agency_cells(row, got))


def _agency_cells(row: AgencyTruth | None, got: AgencyResult | None) -> Cells:
    scores = {score.key.code: _score(score) for score in got.scores} if got else {}
    points = {score.key.code: _score(score) for score in got.weighted} if got else {}
    level = got.result_level.value if got and got.result_level else ""
    return (
        ("agency_name", row.agency_name if row else "", (got.agency_name.value or "") if got else ""),
        *_beside(row, got, ("row_no", "agency_type", "province")),
        ("iit", row.iit if row else "", scores.get("IIT", "")),
        ("eit", row.eit if row else "", scores.get("EIT", "")),
        ("oit", row.oit if row else "", scores.get("OIT", "")),
        ("iit_weighted", row.iit_weighted if row else "", points.get("IIT", "")),
        ("eit_weighted", row.eit_weighted if row else "", points.get("EIT", "")),
        ("oit_weighted", row.oit_weighted if row else "", points.get("OIT", "")),
        ("total_score", row.total_score if row else "", scores.get("ITA", "")),
        ("result_level", row.result_level if row else "", level),
    )
