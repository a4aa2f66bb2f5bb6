"""What planting an inconsistency needs, whatever its kind."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import TypeVar

from tests.reports.framework import INSTRUMENTS, PERIODS, POINTS, half_up, instrument_means, level, total
from tests.reports.truth import FindingTruth, IndicatorTruth, Plant, QuestionTruth, Truth

T = TypeVar("T")


class NoPlaceError(ValueError):
    """The document has no place for an inconsistency of this kind."""


def some(random: Random, found: list[T], what: str) -> T:
    """Return one of them, or say that there is none."""
    if not found:
        raise NoPlaceError(f"no {what} in this document")
    return random.choice(found)


def add(truth: Truth, made: Plant) -> Truth:
    """Return the document with the inconsistency named in its truth."""
    return replace(truth, planted=(*truth.planted, made))


def subject_of(part: str, question_id: str) -> str:
    """Return a question as checks name it."""
    return f"{part} {question_id}".strip()


def shifted(score: str, by: str) -> str:
    """Return a score changed by so much, kept within 0 and 100."""
    moved = Decimal(score) + Decimal(by)
    return f"{moved if moved <= 100 else Decimal(score) - Decimal(by):.2f}"


def weak_of(truth: Truth) -> list[FindingTruth]:
    """Return the statements about questions that people answer."""
    return [f for f in truth.findings if f.question_id[0] in "IE"]


def computable(truth: Truth) -> list[FindingTruth]:
    """Return the weak questions whose indicator is known to be their mean: in the years of two parts."""
    two_parts = len(PERIODS[truth.report.assessed_fy_be].parts) == 2
    return weak_of(truth) if two_parts else []


def row_of(truth: Truth, number: int) -> IndicatorTruth:
    """Return an indicator's row."""
    return next(row for row in truth.indicator_scores if row.indicator_no == number)


def with_indicator(truth: Truth, number: int, score: str) -> Truth:
    """Return the document with an indicator printed so, and everything above it computed from that."""
    rows = tuple(replace(r, score=score) if r.indicator_no == number else r for r in truth.indicator_scores)
    means = instrument_means({row.indicator_no: Decimal(row.score) for row in rows})
    summed = total(means)
    result = level(truth.report.assessed_fy_be, summed, means)
    own = truth.agency_results[0]
    fields = {}
    for name in INSTRUMENTS:
        key = name.lower()
        if getattr(own, key):
            fields[key] = f"{half_up(means[name]):.2f}"
        if getattr(own, f"{key}_weighted"):
            fields[f"{key}_weighted"] = f"{half_up(means[name] * POINTS[name] / 100):.2f}"
    own = replace(own, total_score=f"{summed:.2f}", result_level=result, **fields)
    report = replace(truth.report, total_score=f"{summed:.2f}", result_level=result)
    return replace(truth, report=report, indicator_scores=rows, agency_results=(own,))


def with_question(truth: Truth, finding: FindingTruth, score: str) -> Truth:
    """Return the document with a question printed so wherever it is printed."""

    def same(row: FindingTruth | QuestionTruth) -> bool:
        return (row.part, row.question_id) == (finding.part, finding.question_id)

    findings = tuple(replace(f, printed_score=score) if same(f) else f for f in truth.findings)
    questions = tuple(replace(q, score=score) if same(q) else q for q in truth.question_scores)
    return replace(truth, findings=findings, question_scores=questions)
