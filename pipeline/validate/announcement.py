"""Checks on the rows of an announcement among each other."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pipeline.facts import TOTAL
from pipeline.model.check import CheckResult, Outcome
from pipeline.model.report import AgencyResult, Report
from pipeline.validate.ledger import Case
from pipeline.validate.results import difference, result

RANKED = Decimal("0.9")
"""Numbers stand for ranks where so many of the rows come in order of score."""
FEWEST = 5
"""Fewer rows do not show an order."""


def rank_order(case: Case) -> Iterator[CheckResult]:
    """Find rows with more points than the row that is numbered before them, where the numbers are ranks."""
    rows = sorted(_numbered(case.report), key=lambda row: row[0])
    wrong = [(one, other) for one, other in pairwise(rows) if other[1] > one[1]]
    if len(rows) < FEWEST or len(wrong) > (1 - RANKED) * (len(rows) - 1):
        return
    for before, after in wrong:
        yield result(
            "rank_order",
            Outcome.FAIL,
            f"row {after[0]}",
            printed=str(after[1]),
            expected=str(before[1]),
            difference=difference(after[1], before[1]),
            agency_name=after[2].agency_name.value or after[2].agency_name.raw_text,
            involves=(TOTAL,),
            places=after[2].ink.places,
        )


def _numbered(report: Report) -> Iterator[tuple[int, Decimal, AgencyResult]]:
    """Yield the rows that have a number and a total."""
    for agency in report.agencies:
        total = next((score.reading.value for score in agency.scores if score.key == TOTAL), None)
        if agency.row_no is not None and total is not None:
            yield agency.row_no, total, agency
