"""Points out of an instrument's weight, or scores out of 100: what the figures themselves tell."""

from collections.abc import Sequence
from decimal import Decimal

from pipeline.facts import TOTAL, Framework
from pipeline.model.report import Score

INSTRUMENTS = ("IIT", "EIT", "OIT")
HALF = Decimal("0.02")
"""So far the sum of three rounded points may lie from a rounded total."""
HEAVIEST = 50
"""No instrument weighs so much, where the year's weights are not known."""


def are_points(scores: Sequence[Score], rules: Framework) -> bool | None:
    """Tell whether the instruments' figures are points; None where they do not tell.

    A figure above its instrument's weight is out of 100. All three at or below their weights that add up to the total
    are points. Everything else may be both.

    Args:
        scores: Of one agency, from one table.
        rules: The year's facts.
    """
    values = {score.key.code: score.reading.value for score in scores}
    known = {code: value for code in INSTRUMENTS if (value := values.get(code)) is not None}
    weights = {
        item.key.code: item.weight for item in rules.items if item.key.code in INSTRUMENTS and item.parent == TOTAL
    }
    if not known or any(value > weights.get(code, HEAVIEST) for code, value in known.items()):
        return False if known else None
    total = values.get(TOTAL.code)
    if total is None or len(known) < len(INSTRUMENTS):
        return None
    return True if abs(sum(known.values(), Decimal(0)) - total) <= HALF else None


def is_instrument(score: Score) -> bool:
    """Tell whether a score is an instrument's."""
    return score.key.code in INSTRUMENTS
