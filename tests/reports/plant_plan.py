"""Inconsistencies of plans and announcements."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from tests.reports import digits
from tests.reports.framework import PERIODS
from tests.reports.planting import NoPlaceError, add, some, subject_of
from tests.reports.truth import Plant, PlanTruth, Truth


def _numbered(truth: Truth, items: list[PlanTruth]) -> Truth:
    return replace(truth, remediation_items=tuple(replace(item, item_no=n) for n, item in enumerate(items, 1)))


def weak_without_plan(truth: Truth, random: Random) -> Truth:
    """Leave a weak question out of the plan."""
    item = some(random, list(truth.remediation_items), "row in the plan")
    rest = [row for row in truth.remediation_items if row is not item]
    made = Plant("weak_without_plan", subject_of(item.part, item.question_id), "", "")
    return add(_numbered(truth, rest), made)


def plan_without_weak(truth: Truth, random: Random) -> Truth:
    """Give a question of full marks a row in the plan."""
    item = some(random, [row for row in truth.remediation_items if row.question_id[0] in "IE"], "row in the plan")
    taken = {row.question_id for row in truth.findings if row.part == item.part}
    codes = [c for c in PERIODS[truth.report.assessed_fy_be].questions(item.indicator_no) if c not in taken]
    question = some(random, codes, "question of full marks")
    items = list(truth.remediation_items)
    place = items.index(item) + 1
    items.insert(place, replace(item, question_id=question))
    made = Plant("plan_without_weak", f"item {place + 1}", subject_of(item.part, question), "")
    return add(_numbered(truth, items), made)


def _dated(truth: Truth, random: Random, check_id: str, change: Callable[[date, date], tuple[date, date]]) -> Truth:
    form = truth.layout["period"]
    if form not in {"long", "long-tight", "long-dash", "short"}:
        raise NoPlaceError(f"periods in the form {form} cannot be planted")
    item = some(random, list(truth.remediation_items), "row in the plan")
    start, end = change(date.fromisoformat(item.start_date), date.fromisoformat(item.end_date))
    text = digits.write(digits.period(start, end, form), truth.digits)
    moved = replace(item, period_text=text, start_date=start.isoformat(), end_date=end.isoformat())
    items = [moved if row is item else row for row in truth.remediation_items]
    made = Plant(check_id, f"item {item.item_no}", f"{start} {end}", f"{item.start_date} {item.end_date}")
    return add(replace(truth, remediation_items=tuple(items)), made)


def plan_period(truth: Truth, random: Random) -> Truth:
    """Put a period two years late."""

    def later(start: date, end: date) -> tuple[date, date]:
        return start.replace(year=start.year + 2), end.replace(year=end.year + 2)

    return _dated(truth, random, "plan_period", later)


def period_order(truth: Truth, random: Random) -> Truth:
    """Let a period end before it starts."""
    return _dated(truth, random, "period_order", lambda start, end: (end, start))


def rank_order(truth: Truth, random: Random) -> Truth:
    """Exchange two neighbours of a ranked announcement."""
    rows = list(truth.agency_results)
    pairs = [i for i in range(len(rows) - 1) if rows[i].total_score != rows[i + 1].total_score]
    i = some(random, pairs, "rank to exchange")
    first, second = rows[i], rows[i + 1]
    rows[i], rows[i + 1] = replace(second, row_no=first.row_no), replace(first, row_no=second.row_no)
    made = Plant(
        "rank_order", f"row {second.row_no}", first.total_score, second.total_score, agency_name=first.agency_name
    )
    return add(replace(truth, agency_results=tuple(rows)), made)


def announcement_sum(truth: Truth, random: Random) -> Truth:
    """Print points that do not sum up to the total."""
    rows = [row for row in truth.agency_results if row.iit_weighted and not row.iit]
    row = some(random, rows, "row with points")
    printed = f"{Decimal(row.eit_weighted) - 1:.2f}"
    summed = Decimal(row.iit_weighted) + Decimal(printed) + Decimal(row.oit_weighted)
    changed = tuple(replace(r, eit_weighted=printed) if r is row else r for r in truth.agency_results)
    made = Plant("announcement_sum", "total_score", row.total_score, f"{summed:.2f}", agency_name=row.agency_name)
    return add(replace(truth, agency_results=changed), made)
