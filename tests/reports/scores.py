"""Scores as an assessment makes them: answers, then questions, indicators, instruments and the total."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

from tests.reports.framework import Period, half_up, instrument_means, mean, total


@dataclass(frozen=True, slots=True)
class Sample:
    """The people who answered one part, and what one answer's step costs."""

    size: int
    step: Fraction

    def score(self, lost: int) -> Decimal:
        """Return the score of a question that lost so many steps."""
        return half_up(100 - self.step * lost / self.size)


@dataclass(frozen=True, slots=True)
class Scores:
    """One agency's scores, rounded as they are printed, and what earns them."""

    questions: dict[tuple[str, str], Decimal]
    """By part and code; of the items of indicators 9 and 10 only those that were missed."""
    indicators: dict[int, Decimal]
    means: dict[str, Fraction]
    total: Decimal
    samples: dict[str, Sample]
    """By part; the internal part is ``internal``."""


STEPS = (Fraction(20), Fraction(20), Fraction(100, 3), Fraction(25))


def draw(random: Random, period: Period, weak: int = 8) -> Scores:
    """Return some agency's scores.

    Args:
        random: Where chance comes from.
        period: The year's questions.
        weak: About how many questions are below 100.
    """
    samples = {part: Sample(random.randint(20, 60), random.choice(STEPS)) for part in ("internal", *period.parts)}
    questions: dict[tuple[str, str], Decimal] = {}
    for number in range(1, 9):
        for part in ("internal",) if number < 6 else period.parts:
            for code in period.questions(number):
                questions["" if part == "internal" else part, code] = Decimal(100)
    for key in random.sample(sorted(questions), min(weak, len(questions))):
        part = "internal" if key[1][0] == "I" else key[0]
        lost = 1 + int(random.expovariate(0.25)) % samples[part].size
        questions[key] = samples[part].score(lost)
    indicators = indicator_means(period, questions)
    for number in (9, 10):
        missed = _missed(random, period, number)
        indicators[number] = item_mean(period, number, missed)
        questions |= {("", f"O{item}"): Decimal(0) for item in missed}
    means = instrument_means(indicators)
    return Scores(questions, indicators, means, total(means), samples)


def indicator_means(period: Period, questions: dict[tuple[str, str], Decimal]) -> dict[int, Decimal]:
    """Return the indicators 1 to 8: the mean of the printed questions of all parts, rounded once."""
    found = {}
    for number in range(1, 9):
        parts = [""] if number < 6 else period.parts
        found[number] = half_up(mean(questions[part, code] for part in parts for code in period.questions(number)))
    return found


def item_mean(period: Period, number: int, missed: tuple[int, ...]) -> Decimal:
    """Return indicator 9 or 10: by points where the year gives them, else the mean of its groups' means."""
    if period.points:
        return Decimal(100 - sum(period.points[item] for item in missed))
    groups = period.groups_of(number)
    return half_up(mean(Fraction(100 * sum(i not in missed for i in g.items), len(g.items)) for g in groups))


def _missed(random: Random, period: Period, number: int) -> tuple[int, ...]:
    candidates = [
        item
        for group in period.groups_of(number)
        for item in group.items
        if item in period.titles and (not period.points or item in period.points)
    ]
    return tuple(sorted(random.sample(candidates, random.choice((0, 1, 1, 2)))))
