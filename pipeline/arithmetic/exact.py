"""What the numbers behind the printed ones can be: every way of computing a score, and the answers of one sample.

A published score is rounded once, but nothing tells from what: from the scores printed below it, from those below
them, or from the answers themselves. What comes out differs in the last digit.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product

import numpy as np

from pipeline.arithmetic.equations import FULL, Equation, Term, exactly, side
from pipeline.arithmetic.lattice import (
    CLEARLY,
    FREE,
    FULL_UNITS,
    cells,
    lattice_of,
    on_all,
    telling,
    to_units,
    weights_of,
)
from pipeline.facts import Framework
from pipeline.model.report import Key

Exact = Mapping[Key, Fraction]
"""Questions' scores, not rounded."""
SELDOM = 1e-4
"""A number of cells with less than this share of the evidence is not reckoned with."""


def ways(rules: Framework, values: Mapping[Key, Decimal], equation: Equation, *, full: bool) -> tuple[Fraction, ...]:
    """Return what a whole is by each way of computing it: from its parts as printed, from theirs, and so on.

    Args:
        rules: The facts of the year.
        values: The printed scores.
        equation: Of the whole.
        full: Whether a question that is not printed counts as full marks.
    """
    terms, supposed = equation.terms, sum((term.weight for term in equation.full), Fraction(0))
    found = []
    while True:
        found.append(supposed * exactly(FULL) + sum(term.weight * exactly(values[term.key]) for term in terms))
        below = [side(rules, term.key, values, full=full) for term in terms]
        if not any(parts is not None and parts[0] for parts in below):
            return tuple(found)
        deeper: list[Term] = []
        for term, parts in zip(terms, below, strict=True):
            if parts is None or not parts[0]:
                deeper.append(term)
                continue
            deeper += [Term(part.key, term.weight * part.weight) for part in parts[0]]
            supposed += sum((term.weight * part.weight for part in parts[1]), Fraction(0))
        terms = tuple(deeper)


def exact_means(values: Mapping[Key, Decimal], equation: Equation) -> tuple[Fraction, ...]:
    """Return what the answers behind the printed questions make of an indicator, for every lattice that fits them.

    Args:
        values: The printed scores.
        equation: Of the indicator with its questions.

    Returns:
        Nothing where some part has no lattice beyond doubt: without it the answers are not known.
    """
    names = dict.fromkeys(lattice_of(term.key) for term in equation.terms)
    samples = [_exact_scores({key: v for key, v in values.items() if lattice_of(key) == name}) for name in names]
    if "" in names or not all(samples):
        return ()
    supposed = sum((term.weight for term in equation.full), Fraction(0)) * exactly(FULL)
    found = []
    for chosen in product(*samples):
        exact = {key: score for sample in chosen for key, score in sample.items()}
        found.append(supposed + sum(term.weight * exact[term.key] for term in equation.terms))
    return tuple(dict.fromkeys(found))


def _exact_scores(values: Mapping[Key, Decimal]) -> tuple[Exact, ...]:
    """Return one sample's scores before rounding, for every number of cells that is to be reckoned with."""
    units = telling(np.array([to_units(value) for value in values.values()], dtype=np.int64))
    weights = weights_of(len(units)) * on_all(units)
    if weights.sum() <= CLEARLY * FREE:
        return ()
    likely = cells()[weights > SELDOM * weights.sum()]
    found = [{key: _nearest(to_units(value), int(m)) for key, value in values.items()} for m in likely]
    return tuple(sample for at, sample in enumerate(found) if sample not in found[:at])


def _nearest(units: int, m: int) -> Fraction:
    """Return the point of a lattice of ``m`` cells that a score, in hundredths, is rounded from."""
    steps = round(Fraction((FULL_UNITS - units) * m, FULL_UNITS))
    return exactly(FULL) * (1 - Fraction(steps, m))
