"""Checks on the periods of the plan."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import PlanItem
from pipeline.validate.ledger import Case
from pipeline.validate.results import result

BUDDHIST_ERA = 543
"""Years by which the Buddhist era is ahead."""
OCTOBER = 10
"""The month in which a fiscal year begins, in the calendar year before."""
FEWEST = 2
"""Fewer rows do not show in which year a plan lies."""
LEAP_DAY = (2, 29)
"""A day that not every year has."""


def plan_period(case: Case) -> Iterator[CheckResult]:
    """Find plan rows that run outside the fiscal year for which the report is published.

    Where nothing says which year that is, it is the one in which most of the plan lies.
    """
    year = case.report.published_for_fy_be or _usual_year(case.report.plan)
    if year is None:
        return
    for row in case.report.plan:
        if _is_inside(row.start_date, year) and _is_inside(row.end_date, year):
            continue
        moved = _moved(row, year)
        yield _period(
            "plan_period",
            row,
            Severity.WARNING,
            expected=_span(_first(year), _first(year + 1) - timedelta(days=1)),
            suggestion=f"item {row.item_no} = {_span(*moved)}" if moved else "",
        )


def period_order(case: Case) -> Iterator[CheckResult]:
    """Find plan rows that end before they start."""
    for row in case.report.plan:
        if row.start_date is not None and row.end_date is not None and row.end_date < row.start_date:
            turned = _span(row.end_date, row.start_date)
            yield _period(
                "period_order", row, Severity.ERROR, expected=turned, suggestion=f"item {row.item_no} = {turned}"
            )


def _usual_year(plan: Sequence[PlanItem]) -> int | None:
    """Return the fiscal year, in the Buddhist era, in which most of a plan's rows begin, if they tell one."""
    years = Counter(_fiscal_year(row.start_date) for row in plan if row.start_date is not None)
    year, rows = years.most_common(1)[0] if years else (None, 0)
    return year if rows >= FEWEST and rows > years.total() / 2 else None


def _moved(row: PlanItem, year: int) -> tuple[date, date] | None:
    """Return a row's period by whole years moved into a fiscal year, or None where it does not fit into any."""
    start, end = row.start_date, row.end_date
    if start is None or end is None or end < start:
        return None
    by = year - _fiscal_year(start)
    if (start.month, start.day) == LEAP_DAY or (end.month, end.day) == LEAP_DAY:
        return None
    moved = start.replace(year=start.year + by), end.replace(year=end.year + by)
    return moved if _is_inside(moved[1], year) else None


def _fiscal_year(day: date) -> int:
    return day.year + BUDDHIST_ERA + (day.month >= OCTOBER)


def _first(year: int) -> date:
    """Return the first day of a fiscal year."""
    return date(year - BUDDHIST_ERA - 1, OCTOBER, 1)


def _is_inside(day: date | None, year: int) -> bool:
    """Tell whether a day that is known lies in a fiscal year."""
    return day is None or _fiscal_year(day) == year


def _span(start: date | None, end: date | None) -> str:
    return f"{start or ''} – {end or ''}"


def _period(check_id: str, row: PlanItem, severity: Severity, *, expected: str, suggestion: str) -> CheckResult:
    return result(
        check_id,
        Outcome.FAIL,
        f"item {row.item_no}",
        severity=severity,
        printed=_span(row.start_date, row.end_date),
        expected=expected,
        suggestion=suggestion,
        items=(row.item_no,),
        places=row.period.places,
    )
