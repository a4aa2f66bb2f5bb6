"""The first code: every score is a weighted mean of its parts, so the printed scores of a report check each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pipeline.facts import TOTAL, Framework, Item
from pipeline.model.report import Key

FULL = Decimal(100)
"""The best score."""
POINTS = "points"
"""The part of a key that stands for an instrument's score as points out of its weight."""
INSTRUMENTS = (Key("IIT"), Key("EIT"), Key("OIT"))


@lru_cache(maxsize=20_000)
def exactly(score: Decimal) -> Fraction:
    """Return a printed score as a fraction; the same few thousand come again and again."""
    return Fraction(score)


@dataclass(frozen=True, slots=True)
class Term:
    """A printed score's share in a whole."""

    key: Key
    weight: Fraction
    """By which it counts; those of a mean add up to one."""


@dataclass(frozen=True, slots=True)
class Equation:
    """A printed score that the others should give: ``whole = sum(weight * score)``."""

    check_id: str
    """``total``, ``instrument_mean``, ``indicator_mean``, ``weighted_points`` or ``points_sum``."""
    whole: Key
    terms: tuple[Term, ...]
    """The parts that are printed."""
    full: tuple[Term, ...]
    """The parts that are not printed and count as full marks."""
    tolerance: Fraction
    """By how much both sides may differ, since all of them are printed rounded."""

    def expected(self, values: Mapping[Key, Decimal]) -> Fraction:
        """Return what the parts give, exactly."""
        supposed = sum((term.weight for term in self.full), Fraction(0)) * exactly(FULL)
        return supposed + sum(term.weight * exactly(values[term.key]) for term in self.terms)

    def error(self, values: Mapping[Key, Decimal]) -> Fraction:
        """Return how far the printed whole lies above what the parts give."""
        return exactly(values[self.whole]) - self.expected(values)

    def involved(self) -> tuple[Key, ...]:
        """Return the whole and the printed parts."""
        return (self.whole, *(term.key for term in self.terms))

    def exact(self, values: Mapping[Key, Decimal]) -> bool:
        """Tell whether the whole is what its printed parts give, rounded once, half up."""
        error = self.error(values)
        return -self.tolerance / 2 < error <= self.tolerance / 2

    def holds(self, values: Mapping[Key, Decimal]) -> bool:
        """Tell whether both sides agree as far as their rounding allows."""
        return abs(self.error(values)) <= self.tolerance

    def slope(self, key: Key) -> Fraction:
        """Return how the error moves when a score grows by one point."""
        if key == self.whole:
            return Fraction(1)
        return -sum((term.weight for term in (*self.terms, *self.full) if term.key == key), Fraction(0))


def ruled_out(
    held: Iterable[Equation], values: Mapping[Key, Decimal], others: Mapping[Key, Iterable[Decimal]]
) -> dict[Key, frozenset[Decimal]]:
    """Return which other readings of scores would break an equation that holds as they stand.

    Args:
        held: The equations.
        values: The printed scores.
        others: What else each score may be read as.
    """
    found: dict[Key, set[Decimal]] = {}
    for equation in held:
        if not equation.holds(values):
            continue
        error = equation.error(values)
        for key in equation.involved():
            slope, printed = equation.slope(key), exactly(values[key])
            for other in others.get(key, ()):
                if abs(error + slope * (exactly(other) - printed)) > equation.tolerance:
                    found.setdefault(key, set()).add(other)
    return {key: frozenset(broken) for key, broken in found.items()}


def points(key: Key) -> Key:
    """Return the key of an instrument's points out of its weight."""
    return Key(key.code, POINTS)


def equations(rules: Framework, values: Mapping[Key, Decimal], *, full: bool) -> tuple[Equation, ...]:
    """Return the equations that a report's printed scores must satisfy.

    Args:
        rules: The facts of the year.
        values: The printed scores; an instrument's points under ``points(key)``.
        full: Whether a question that is not printed counts as full marks.
    """
    half = Fraction(1, 2 * 10**rules.places)
    found = [*_means(rules, values, half, full=full), *_points(rules, values, half)]
    return tuple(found)


def _means(rules: Framework, values: Mapping[Key, Decimal], half: Fraction, *, full: bool) -> Iterator[Equation]:
    """Yield an equation for every printed score whose parts are known.

    Both sides are rounded: half a unit in the last place for the whole, and as much for the parts, whose weights add
    up to one.
    """
    for item in rules.items:
        if item.key not in values or not rules.parts(item.key):
            continue
        parts = side(rules, item.key, values, full=full)
        if parts is not None and parts[0]:
            yield Equation(_check_id(item), item.key, *parts, tolerance=2 * half)


def _check_id(item: Item) -> str:
    if item.key == TOTAL:
        return "total"
    return "instrument_mean" if item.key in INSTRUMENTS else "indicator_mean"


def side(
    rules: Framework, key: Key, values: Mapping[Key, Decimal], *, full: bool
) -> tuple[tuple[Term, ...], tuple[Term, ...]] | None:
    """Return a score's printed parts and those taken as full marks; None where a part is not known.

    A part that is not printed stands for its own mean, not rounded.
    """
    parts = rules.parts(key)
    total = sum(part.weight for part in parts)
    terms: list[Term] = []
    missing: list[Term] = []
    for part in parts:
        share = Fraction(part.weight, total)
        if part.key in values:
            terms.append(Term(part.key, share))
            continue
        below = side(rules, part.key, values, full=full) if rules.parts(part.key) else None
        if below is not None and (below[0] or _is_sub_indicator(part)):
            terms += [Term(term.key, share * term.weight) for term in below[0]]
            missing += [Term(term.key, share * term.weight) for term in below[1]]
        elif full and part.key.is_question:
            missing.append(Term(part.key, share))
        else:
            return None
    return tuple(terms), tuple(missing)


def _is_sub_indicator(item: Item) -> bool:
    """Tell whether a score stands between an indicator and its items: full marks where no item of it is listed."""
    return item.indicator_no is not None and not item.key.is_question and item.key.code != str(item.indicator_no)


def _points(rules: Framework, values: Mapping[Key, Decimal], half: Fraction) -> Iterator[Equation]:
    """Yield the equations of points out of a weight: each from its score, and the total from all of them."""
    weights = {item.key: item.weight for item in rules.parts(TOTAL) if item.key in INSTRUMENTS}
    whole = sum(weights.values())
    printed = [key for key in weights if points(key) in values]
    for key in printed:
        share = Fraction(weights[key], whole)
        if key in values:
            terms: tuple[Term, ...] = (Term(key, share),)
        else:
            below = side(rules, key, values, full=False)
            if below is None:
                continue
            terms = tuple(Term(term.key, share * term.weight) for term in below[0])
        yield Equation("weighted_points", points(key), terms, (), half + share * half)
    if TOTAL in values and weights and len(printed) == len(weights):
        sums = tuple(Term(points(key), Fraction(1)) for key in printed)
        yield Equation("points_sum", TOTAL, sums, (), (len(sums) + 1) * half)
