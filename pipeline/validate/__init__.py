"""Checks: does what a report says agree with itself and with the facts of its year."""

from collections.abc import Callable, Iterable, Sequence

from pipeline.arithmetic.repair import Explanation
from pipeline.facts import Framework
from pipeline.model.check import CheckResult
from pipeline.model.report import Report
from pipeline.validate import announcement, arithmetic, coverage, decided, documents, identity, placement, plan, samples
from pipeline.validate.doubtful import weigh_doubts
from pipeline.validate.ledger import Case, open_case

__all__ = ["CHECKS", "check_case", "compare_reports", "explain_report", "open_case", "validate_report"]

CHECKS: tuple[Callable[[Case], Iterable[CheckResult]], ...] = (
    arithmetic.means,
    arithmetic.last_digit,
    arithmetic.level,
    arithmetic.misprint,
    samples.lattice,
    decided.reconciled,
    samples.parts_swapped,
    placement.printed_twice,
    placement.question_placement,
    placement.score_range,
    coverage.missing_item,
    coverage.missing_question,
    coverage.doubled_item,
    coverage.weak_without_plan,
    coverage.plan_without_weak,
    plan.plan_period,
    plan.period_order,
    identity.agency_name,
    identity.year,
    announcement.rank_order,
)
"""Every check of one report, in the order in which its results are listed."""


def validate_report(report: Report, rules: Framework, certain: float | None = None) -> tuple[CheckResult, ...]:
    """Check a report against itself and the facts of its year.

    A check that found nothing wrong is listed only where arithmetic was really verified.

    Args:
        report: What the document says.
        rules: The facts of the assessed fiscal year.
        certain: A probability from which a value counts as surely read; errors that rest on less are warnings. None
            where a person has looked.
    """
    case = open_case(report, rules)
    checks = check_case(case)
    return checks if certain is None else weigh_doubts(checks, case, certain)


def check_case(case: Case) -> tuple[CheckResult, ...]:
    """Check a report whose scores are prepared."""
    return tuple(result for check in CHECKS for result in check(case))


def explain_report(report: Report, rules: Framework) -> tuple[Explanation, ...]:
    """Find the likeliest true values behind a report's scores.

    Returns:
        One explanation for the report's own scores, then one for each agency that it announces.
    """
    return tuple(ledger.explanation for ledger in open_case(report, rules).ledgers())


def compare_reports(reports: Sequence[Report]) -> tuple[tuple[CheckResult, ...], ...]:
    """Check reports about the same agency and year against each other.

    Returns:
        For each report, in the order given, what it disagrees with others about.
    """
    return documents.compare(reports)
