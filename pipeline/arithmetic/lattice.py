"""The second code: all question scores of one part come from the same people, so they lie on one lattice.

A question's score is the mean of the answers of ``n`` people on a scale of even steps, so every score of the part is
``100 - step * k / n``. Step and ``n`` matter only as the number of lattice cells ``m = 100 * n / step``: every score is
``100 * (1 - k / m)``, rounded. ``m`` is not printed and follows from the scores themselves.
"""

from decimal import Decimal
from functools import cache

import numpy as np
import numpy.typing as npt

from pipeline.model.report import Key

Counts = npt.NDArray[np.int64]
Chances = npt.NDArray[np.float64]
Fits = npt.NDArray[np.bool_]

FULL_UNITS = 10_000
"""Full marks in hundredths, to which scores are printed."""
CELLS_PER_PERSON = (5, 3)
"""Steps of 20 points and of a third of 100, the two that fit the scores seen."""
PEOPLE = range(5, 801)
"""More people than this and the lattice is finer than what is printed."""
CLEARLY = 1e4
"""One lattice is clearly better than another if the scores are so many times likelier on it."""
FREE = 0.1
"""Chance that a part has no lattice at all: too many people, or a scale of another kind."""


def to_units(score: Decimal) -> int:
    """Return a score in hundredths."""
    return int(score.scaleb(2).to_integral_value())


@cache
def lattice_of(key: Key) -> str:
    """Return the name of the sample that a question's score comes from, or nothing for other scores."""
    if key.is_question and key.code[0] != "O":
        return key.code[0] + key.part
    return ""


@cache
def cells() -> Counts:
    """Return the numbers of cells that a lattice may have."""
    return np.array(sorted({per * n for per in CELLS_PER_PERSON for n in PEOPLE}), dtype=np.int64)


@cache
def _priors() -> Chances:
    """Return the chance of each number of cells: as much for 20 to 40 people as for 40 to 80."""
    chances: Chances = 1.0 / cells()
    shares: Chances = (1.0 - FREE) * chances / chances.sum()
    return shares


@cache
def weights_of(count: int) -> Chances:
    """Return prior times likelihood ratio: a lattice of ``m`` cells gathers each score's chance on ``m`` places.

    Args:
        count: How many scores below full marks there are.
    """
    weights: Chances = _priors() * (FULL_UNITS / cells()) ** count
    return weights


@cache
def fits(units: int) -> Fits:
    """Tell for each number of cells whether a score, in hundredths, lies on that lattice."""
    lost = FULL_UNITS - units
    if lost < 0:
        return np.zeros(len(cells()), dtype=np.bool_)
    steps = (2 * lost * cells() + FULL_UNITS) // (2 * FULL_UNITS)
    on: Fits = 2 * np.abs(steps * FULL_UNITS - lost * cells()) <= cells()
    return on


def on_all(units: Counts) -> Fits:
    """Tell for each number of cells whether all of some scores, in hundredths, lie on that lattice."""
    held = np.ones(len(cells()), dtype=np.bool_)
    for unit in units:
        held &= fits(int(unit))
    return held


def telling(units: Counts) -> Counts:
    """Return the scores that tell something: full marks lie on every lattice."""
    counting: Counts = units[units != FULL_UNITS]
    return counting


def evidence(units: Counts) -> float:
    """Return how much likelier scores, in hundredths, are on some lattice than if they were unrelated."""
    counting = telling(units)
    return FREE + float(weights_of(len(counting)) @ on_all(counting))
