"""What a score may be mistaken for, and what keeps it from that."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from pipeline.facts import Framework
from pipeline.facts.equations import FULL, Equation
from pipeline.facts.lattice import CLEARLY, evidence, hundredths, lattice_of
from pipeline.model.report import Key

_SLACK = 1e-9
"""Against the rounding of floats."""


@lru_cache(maxsize=20_000)
def digit_neighbours(value: Decimal) -> tuple[Decimal, ...]:
    """Return the scores from 0 to 100 that differ from a score, as printed to hundredths, in one digit."""
    text = f"{value:05.2f}"
    others = {
        Decimal(text[:place] + digit + text[place + 1 :])
        for place, old in enumerate(text)
        if old != "."
        for digit in "0123456789"
        if digit != old
    }
    return tuple(sorted(other for other in others if other <= FULL))


def pinned(equation: Equation, values: Mapping[Key, Decimal], rules: Framework) -> tuple[Key, ...]:
    """Return the scores of an equation of which no digit can be wrong if the others are right.

    An equation that holds says little about the last digit of a part that counts for a sixth: several values satisfy
    it. It stands up for a score only if every value that differs in one digit would break the equation, or fall off
    the lattice of the score's sample. A whole must be exactly what its parts give; a part must be off by more than
    any way of rounding explains.

    Args:
        equation: One that holds; where it holds only within its tolerance, it stands up for nothing.
        values: The printed scores.
        rules: The facts of the year.
    """
    if not equation.exact(values):
        return ()
    error, tolerance = float(equation.error(values)), float(equation.tolerance)
    found = []
    for key in equation.involved():
        slope, value = float(equation.slope(key)), values[key]
        reach = (tolerance / 2 if key == equation.whole else tolerance) + _SLACK
        close = [other for other in digit_neighbours(value) if abs(error + slope * float(other - value)) <= reach]
        if not close or (rules.even_scale and _off_lattice(key, close, values)):
            found.append(key)
    return tuple(found)


def _off_lattice(key: Key, others: Sequence[Decimal], values: Mapping[Key, Decimal]) -> bool:
    """Tell whether a score lies on the lattice of its sample and none of some other values does."""
    name = lattice_of(key)
    if not name:
        return False
    rest = [value for other, value in values.items() if other != key and lattice_of(other) == name]
    here = evidence(hundredths([*rest, values[key]]))
    return all(evidence(hundredths([*rest, other])) * CLEARLY < here for other in others)
