"""What a printed score may be instead, and how likely each mistake is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from pipeline.arithmetic.digits import digit_neighbours
from pipeline.arithmetic.lattice import FULL_UNITS, Chances, Counts, to_units
from pipeline.model.report import Key

MISREAD = 1e-2
"""Chance that a number of which nothing is known was read with one wrong digit."""
MISPRINT = 1e-3
"""Chance that the author printed another number than the result."""
COPIED = 0.3
"""Share of the misprints that are another score of the same report."""
SLACK = 1e-9
"""Against the rounding of floats: the search only weighs; checks compare exactly."""


@dataclass(frozen=True, slots=True)
class System:
    """A report's scores and equations as arrays."""

    keys: tuple[Key, ...]
    """The printed scores, then those that count as full marks without being printed."""
    units: Counts
    """In hundredths."""
    listed: int
    """How many are printed."""
    slopes: Chances
    """Equations by scores: how an equation's error moves with a point."""
    errors: Chances
    """By how much each equation is off; a last one that never is stands for none."""
    tolerances: Chances


@dataclass(frozen=True, slots=True)
class Candidates:
    """What scores may be instead, one after another."""

    places: Counts
    """Whose score: its place among the keys."""
    units: Counts
    """In hundredths."""
    chances: Chances
    """Logarithms of how likely it is to find what is printed if the value is that."""
    involved: Counts
    """Candidates by the equations that each moves, padded with the last equation."""
    slopes: Chances
    """How each of those equations' errors moves with a point."""


def list_candidates(
    system: System, misread: Mapping[Key, float], alternatives: Mapping[Key, Mapping[Decimal, float]]
) -> Candidates:
    """Return what every score may be instead.

    Args:
        system: The report's scores.
        misread: The chance that a score was read wrong; ``MISREAD`` where it is not given.
        alternatives: Other readings of a score with their probabilities.
    """
    found = []
    for at, key in enumerate(system.keys):
        chances = dict.fromkeys(_solutions(system, at), _misprint(system, at))
        if at < system.listed:
            _add_misreadings(chances, int(system.units[at]), misread.get(key, MISREAD), alternatives.get(key, {}))
        chances.pop(int(system.units[at]), None)
        found += [(at, units, chance) for units, chance in sorted(chances.items())]
    places = np.array([at for at, _, _ in found], dtype=np.int64)
    moved = [np.flatnonzero(system.slopes[:, at]) for at in range(len(system.keys))]
    most = max((len(rows) for rows in moved), default=0)
    none = len(system.errors) - 1
    involved = np.array([[*rows, *[none] * (most - len(rows))] for rows in moved], dtype=np.int64)
    involved = involved.reshape(len(system.keys), most)[places]
    return Candidates(
        places=places,
        units=np.array([units for _, units, _ in found], dtype=np.int64),
        chances=np.log([chance for _, _, chance in found]),
        involved=involved,
        slopes=system.slopes[involved, places[:, None]],
    )


def _add_misreadings(
    chances: dict[int, float], units: int, misread: float, alternatives: Mapping[Decimal, float]
) -> None:
    """Add what a score may have been read from: one digit wrong, or what the reader itself holds possible."""
    near = digit_neighbours(units)
    for other in near:
        chances[other] = max((misread + MISPRINT) / len(near), chances.get(other, 0.0))
    for value, chance in alternatives.items():
        if 0 <= to_units(value) <= FULL_UNITS and chance > 0:
            chances[to_units(value)] = max(chance, chances.get(to_units(value), 0.0))


def _misprint(system: System, at: int) -> float:
    """Return how likely it is that what is printed stands for any one other value.

    Authors often print another score of the same report.
    """
    printed = system.units[: system.listed]
    copied = at < system.listed and int((printed == system.units[at]).sum()) > 1
    return MISPRINT / FULL_UNITS + (MISPRINT * COPIED / system.listed if copied else 0.0)


def _solutions(system: System, at: int) -> Iterator[int]:
    """Yield the values, in hundredths, with which an equation that fails would hold.

    For a whole that is what its parts give, rounded; for a part several values satisfy the equation.
    """
    failing = [
        row for row in np.flatnonzero(system.slopes[:, at]) if abs(system.errors[row]) > system.tolerances[row] + SLACK
    ]
    own = [row for row in failing if system.slopes[row, at] == 1.0]
    for row in own or failing:
        slope = system.slopes[row, at]
        middle = system.units[at] - 100 * system.errors[row] / slope
        reach = 0.5 if own else 100 * system.tolerances[row] / abs(slope)
        low, high = np.ceil(middle - reach - SLACK), np.floor(middle + reach + SLACK)
        yield from range(int(max(low, 0)), int(min(high, FULL_UNITS)) + 1)
