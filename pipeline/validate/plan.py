"""Checks on the periods of the plan."""

from collections.abc import Iterator
from datetime import date

from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import PlanItem
from pipeline.validate.ledger import Case
from pipeline.validate.results import result

BUDDHIST_ERA = 543
"""Years by which the Buddhist era is ahead."""
OCTOBER, SEPTEMBER = 10, 9


def plan_period(case: Case) -> Iterator[CheckResult]:
    """Find plan rows that run outside the fiscal year for which the report is published."""
    year = case.report.published_for_fy_be
    if year is None:
        return
    first, last = date(year - BUDDHIST_ERA - 1, OCTOBER, 1), date(year - BUDDHIST_ERA, SEPTEMBER, 30)
    for row in case.report.plan:
        days = [day for day in (row.start_date, row.end_date) if day is not None]
        if all(first <= day <= last for day in days):
            continue
        yield _period("plan_period", row, Severity.WARNING, f"{first} – {last}")


def period_order(case: Case) -> Iterator[CheckResult]:
    """Find plan rows that end before they start."""
    for row in case.report.plan:
        if row.start_date is not None and row.end_date is not None and row.end_date < row.start_date:
            yield _period("period_order", row, Severity.ERROR, "")


def _period(check_id: str, row: PlanItem, severity: Severity, expected: str) -> CheckResult:
    return result(
        check_id,
        Outcome.FAIL,
        f"item {row.item_no}",
        severity=severity,
        printed=f"{row.start_date or ''} – {row.end_date or ''}",
        expected=expected,
        items=(row.item_no,),
        places=row.period.places,
    )
