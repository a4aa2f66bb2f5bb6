"""The second code: all question scores of one part come from the same people, so they lie on one lattice.

A question's score is the mean of the answers of ``n`` people on a scale of even steps, so every score of the part is
``100 - step * k / n``. Step and ``n`` matter only as the number of lattice cells ``m = 100 * n / step``: every score is
``100 * (1 - k / m)``, rounded. ``m`` is not printed and follows from the scores themselves.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import numpy as np
import numpy.typing as npt

from pipeline.model.report import Key

Counts = npt.NDArray[np.int64]
Chances = npt.NDArray[np.float64]
Fits = npt.NDArray[np.bool_]

UNITS = 100
"""Scores are printed to hundredths."""
CELLS_PER_PERSON = (5, 3)
"""Steps of 20 points and of a third of 100, the two that fit the scores seen (ita-framework 1.5)."""
PEOPLE = range(5, 801)
"""More people than this and the lattice is finer than what is printed."""
CLEARLY = 1e4
"""One account is clearly better than another if it is so many times likelier."""
FREE = 0.1
"""Chance that a part has no lattice at all: too many people, or a scale of another kind."""


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


def hundredths(scores: Sequence[Decimal]) -> Counts:
    """Return scores as whole numbers of hundredths."""
    return np.array([int(score.scaleb(2).to_integral_value()) for score in scores], dtype=np.int64)


@cache
def _fits(unit: int) -> Fits:
    """Tell for each number of cells whether a score, in hundredths, lies on that lattice."""
    full = 100 * UNITS
    lost = full - unit
    steps = (2 * lost * cells() + full) // (2 * full)
    on: Fits = 2 * np.abs(steps * full - lost * cells()) <= cells()
    return on


def fits_of(units: Counts) -> Fits:
    """Tell for each score, in hundredths, and each number of cells whether the score lies on that lattice.

    Returns:
        An array of scores by numbers of cells.
    """
    if not len(units):
        return np.ones((0, len(cells())), dtype=np.bool_)
    return np.stack([_fits(int(unit)) for unit in units])


def lattice_of(key: Key) -> str:
    """Return the name of the sample that a question's score comes from, or nothing for other scores."""
    if key.is_question and key.code[0] != "O":
        return key.code[0] + key.part
    return ""


def evidence(units: Counts) -> float:
    """Return how much likelier the scores are on some lattice than if they were unrelated.

    Full scores lie on every lattice and tell nothing.
    """
    telling = units[units < 100 * UNITS]
    on_all = fits_of(telling).all(axis=0)
    return FREE + float((weights_of(len(telling)) * on_all).sum())


@cache
def weights_of(count: int) -> Chances:
    """Return prior times likelihood ratio: a lattice of ``m`` cells gathers each score's chance on ``m`` places.

    Args:
        count: How many scores below full marks there are.
    """
    weights: Chances = _priors() * (100.0 * UNITS / cells()) ** count
    return weights
