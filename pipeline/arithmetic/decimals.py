"""Numbers with fewer decimals than those beside them: a narrow cell may have wrapped the last ones away."""

from decimal import Decimal

from pipeline.model.report import Report, Score

WHOLE_SCORES = (Decimal(0), Decimal(100))
"""Scores that are often printed without decimals beside others that have them."""
FULL = Decimal(100)
"""A score that is more was no score before it was cut."""


def may_lack_digits(score: Score, report: Report) -> bool:
    """Tell whether a number may be cut, as where a narrow cell wraps it: others of the report have more decimals."""
    value = score.reading.value
    if value is None or value > FULL or (value in WHOLE_SCORES and not _decimals(value)):
        return False
    return _decimals(value) < max(_decimals(other.reading.value) for other in report.scores)


def _decimals(value: Decimal | None) -> int:
    exponent = value.as_tuple().exponent if value is not None else 0
    return -exponent if isinstance(exponent, int) else 0
