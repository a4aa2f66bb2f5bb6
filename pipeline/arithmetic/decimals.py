"""Numbers with fewer decimals than those beside them: a narrow cell may have wrapped the last ones away."""

from decimal import Decimal

from pipeline.model.report import Report, Score

WHOLE_SCORES = (Decimal(0), Decimal(100))
"""Scores that are often printed without decimals beside others that have them."""
FULL = Decimal(100)
"""A score that is more was no score before it was cut."""


def may_lack_digits(score: Score, decimals: int) -> bool:
    """Tell whether a number may be cut, as where a narrow cell wraps it.

    Args:
        score: As it was read.
        decimals: How many others of its report have: see ``most_decimals``.
    """
    value = score.reading.value
    if value is None or value > FULL or (value in WHOLE_SCORES and not _decimals(value)):
        return False
    return _decimals(value) < decimals


def most_decimals(report: Report) -> int:
    """Return how many decimals the scores of a report have at most."""
    return max((_decimals(score.reading.value) for score in report.scores), default=0)


def _decimals(value: Decimal | None) -> int:
    exponent = value.as_tuple().exponent if value is not None else 0
    return -exponent if isinstance(exponent, int) else 0
