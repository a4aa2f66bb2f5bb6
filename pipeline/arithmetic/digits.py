"""What a score may be mistaken for, and what keeps it from that."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

import numpy as np

from pipeline.arithmetic.equations import Equation, exactly
from pipeline.arithmetic.exact import exact_means
from pipeline.arithmetic.lattice import CLEARLY, FULL_UNITS, evidence, lattice_of, to_units
from pipeline.facts import Framework
from pipeline.model.report import Key

_SLACK = 1e-9
"""Against the rounding of floats."""


@lru_cache(maxsize=20_000)
def digit_neighbours(units: int) -> tuple[int, ...]:
    """Return the scores from 0 to 100 that differ from a score, as printed to hundredths, in one digit.

    None of them is printed with a zero in front.

    Args:
        units: The score in hundredths; so are the others.
    """
    text = f"{units:03d}"
    others = {
        int(text[:place] + digit + text[place + 1 :])
        for place, old in enumerate(text)
        for digit in "0123456789"
        if digit != old and (digit != "0" or place or len(text) == 3)
    }
    return tuple(sorted(other for other in others if other <= FULL_UNITS))


def pinned(equation: Equation, values: Mapping[Key, Decimal], rules: Framework) -> tuple[Key, ...]:
    """Return the scores of an equation of which no digit can be wrong if the others are right.

    An equation that holds says little about the last digit of a part that counts for a sixth: several values satisfy
    it. It stands up for a score only if every value that differs in one digit would break the equation, or fall off
    the lattice of the score's sample. A whole must be exactly what its parts give, and what the answers behind them
    give where those are known: else either may be what is printed. A part must be off by more than any way of rounding
    explains.

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
        if key == equation.whole and rules.even_scale and not _borne_out(equation, values):
            continue
        slope, units = float(equation.slope(key)), to_units(values[key])
        reach = (tolerance / 2 if key == equation.whole else tolerance) + _SLACK
        close = [other for other in digit_neighbours(units) if abs(error + slope * (other - units) / 100) <= reach]
        if not close or (rules.even_scale and _off_lattice(key, close, values)):
            found.append(key)
    return tuple(found)


def _borne_out(equation: Equation, values: Mapping[Key, Decimal]) -> bool:
    """Tell whether the answers behind the parts, as far as they are known, are rounded to the printed whole, too."""
    printed = exactly(values[equation.whole])
    return all(abs(printed - mean) <= equation.tolerance / 2 for mean in exact_means(values, equation))


def _off_lattice(key: Key, others: Sequence[int], values: Mapping[Key, Decimal]) -> bool:
    """Tell whether a score lies on the lattice of its sample and none of some other values does."""
    name = lattice_of(key)
    if not name:
        return False
    rest = [to_units(value) for other, value in values.items() if other != key and lattice_of(other) == name]
    here = evidence(np.array([*rest, to_units(values[key])]))
    return all(evidence(np.array([*rest, other])) * CLEARLY < here for other in others)
