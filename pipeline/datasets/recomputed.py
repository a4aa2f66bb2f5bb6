"""What arithmetic makes of the printed parts: the total and the level that they give."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from pipeline.facts import TOTAL, Framework
from pipeline.model.report import Key, Score

INSTRUMENTS = ("IIT", "EIT", "OIT")


def recompute(
    rules: Framework, scores: Iterable[Score], weighted: Iterable[Score]
) -> tuple[Decimal | None, str | None]:
    """Return the total and the level that an agency's printed parts give; None where a part is missing.

    Args:
        rules: The facts of the year.
        scores: The published printing of each score.
        weighted: Instruments as points out of their weight, where they are printed so.
    """
    printed = _values(scores)
    points = _values(weighted)
    instruments = {
        name: value for name in INSTRUMENTS if (value := _instrument(rules, Key(name), printed, points)) is not None
    }
    parts = rules.parts(TOTAL)
    if not parts or any(part.key.code not in instruments for part in parts):
        return None, None
    exact = sum((part.weight * instruments[part.key.code] for part in parts), Fraction(0))
    total = rules.round(exact / sum(part.weight for part in parts))
    return total, rules.level(total, instruments)


def _values(scores: Iterable[Score]) -> dict[Key, Decimal]:
    """Return the first value of each key."""
    found: dict[Key, Decimal] = {}
    for score in scores:
        if score.reading.value is not None:
            found.setdefault(score.key, score.reading.value)
    return found


def _instrument(
    rules: Framework, key: Key, printed: Mapping[Key, Decimal], points: Mapping[Key, Decimal]
) -> Fraction | None:
    """Return an instrument's score, 0 to 100: as printed, from its points, or from its own parts."""
    if key in printed:
        return Fraction(printed[key])
    item = rules.item(key)
    if key in points and item is not None:
        return Fraction(points[key]) * sum(part.weight for part in rules.parts(TOTAL)) / item.weight
    return rules.mean(key, printed)
