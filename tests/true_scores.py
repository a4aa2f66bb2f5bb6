"""Scores as they come about: people answer, answers make questions, and everything above is a mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from pipeline.facts import TOTAL, Framework
from pipeline.model.report import Key

INSTRUMENTS = (Key("IIT"), Key("EIT"), Key("OIT"))
POINTS = {"IIT": 30, "EIT": 30, "OIT": 40}
STEPS = (Fraction(20), Fraction(20), Fraction(100, 3))
"""Answers lie on a scale of six, more often than of four."""


@dataclass(frozen=True)
class Truth:
    """What a report prints if nobody makes a mistake."""

    scores: Mapping[Key, Decimal]
    points: Mapping[Key, Decimal]
    """Instruments as points out of their weight."""


def rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def true_scores(rules: Framework, rng: Random) -> Truth:
    """Draw everything that a report of a year may print.

    An indicator is the mean of its printed questions in most reports, as in those seen, and of the exact ones in the
    others; everything above is exact until it is printed.
    """
    exact = _questions(rules, rng)
    if rng.random() < 0.8:
        exact = {key: Fraction(rounded(value)) for key, value in exact.items()}
    for number in range(1, 11):
        key = Key(str(number))
        mean = _mean(rules, key, exact)
        score = Fraction(100) - Fraction(5, 2) * _few(rng, 3) if mean is None else mean
        exact[key] = Fraction(rounded(score)) if rng.random() < 0.8 else score
    for key in (*INSTRUMENTS, TOTAL):
        exact[key] = _mean(rules, key, exact)
    scores = {item.key: rounded(exact[item.key]) for item in rules.items if item.key in exact}
    return Truth(scores, {key: rounded(exact[key] * POINTS[key.code] / 100) for key in INSTRUMENTS})


def _questions(rules: Framework, rng: Random) -> dict[Key, Fraction]:
    """Return the exact scores of questions: each part is asked of its own people; items are there or not."""
    people: dict[str, tuple[Fraction, int, float]] = {}
    found: dict[Key, Fraction] = {}
    for item in rules.items:
        key = item.key
        if not key.is_question:
            continue
        if key.code[0] == "O":
            found[key] = Fraction(100 if rng.random() < 0.93 else 0)
            continue
        step, count, care = people.setdefault(
            key.code[0] + key.part, (rng.choice(STEPS), _people(rng), rng.uniform(0.5, 8.0))
        )
        lost = min(_few(rng, care * count / float(step)), int(50 * count / step))
        found[key] = 100 - step * lost / count
    return found


def _people(rng: Random) -> int:
    """Return how many people answered: some dozens in most agencies, hundreds in large ones."""
    return min(max(round(rng.lognormvariate(4.1, 0.7)), 12), 500)


def _few(rng: Random, mean: float) -> int:
    """Return a count that is often small."""
    return int(rng.expovariate(1 / mean))


def _mean(rules: Framework, key: Key, exact: Mapping[Key, Fraction]) -> Fraction | None:
    """Return the exact weighted mean of a score's parts; None where the year does not tell them."""
    parts = rules.parts(key)
    if not parts:
        return None
    values = [exact[part.key] if part.key in exact else _mean(rules, part.key, exact) for part in parts]
    total = sum((part.weight * value for part, value in zip(parts, values, strict=True)), Fraction(0))
    return total / sum(part.weight for part in parts)
