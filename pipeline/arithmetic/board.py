"""One report's scores as arrays, so that thousands of accounts of them can be weighed in milliseconds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import log

import numpy as np
import numpy.typing as npt

from pipeline.arithmetic.candidates import SLACK, Candidates, System, list_candidates
from pipeline.arithmetic.equations import equations
from pipeline.arithmetic.lattice import (
    FREE,
    FULL_UNITS,
    Chances,
    Counts,
    evidence,
    fits,
    lattice_of,
    on_all,
    telling,
    to_units,
    weights_of,
)
from pipeline.facts import Framework
from pipeline.model.report import Key

BROKEN = 1e-3
"""Chance that an equation fails although all its numbers are right."""
EXACT = 5000.0
"""How much likelier a whole is where its parts give it, than any number from 0 to 100 in hundredths."""
NEAR = 0.1
"""How much less likely it is to be off by a unit than to be exact."""

Changes = Mapping[int, int]
"""From a score's place among the keys to its value, in hundredths."""
Known = tuple[int, tuple[tuple[int, int], ...]]
"""A sample's number and the changes of its scores."""


@dataclass(frozen=True, slots=True)
class Board:
    """One report's scores, and what they may be instead."""

    system: System
    lattices: tuple[Counts, ...]
    """The places of the scores of each sample."""
    candidates: Candidates
    gains: dict[Known, Chances] = field(default_factory=dict)
    """Lattice gains that were computed before."""

    def errors_with(self, changes: Changes) -> Chances:
        """Return by how much each equation is off with some changes."""
        errors = self.system.errors.copy()
        for at, units in changes.items():
            errors += self.system.slopes[:, at] * (units - self.system.units[at]) / 100
        return errors

    def settles(self, changes: Changes) -> bool:
        """Tell whether all equations hold with some changes and no score is above full marks."""
        above = np.flatnonzero(self.system.units > FULL_UNITS)
        if any(int(at) not in changes for at in above):
            return False
        return bool((np.abs(self.errors_with(changes)) <= self.system.tolerances + SLACK).all())

    def settled_candidates(self, changes: Changes, errors: Chances) -> npt.NDArray[np.bool_]:
        """Tell for each candidate whether with it, too, all equations hold and no score is above full marks."""
        held, tolerances = self.candidates, self.system.tolerances
        failing = np.abs(errors) > tolerances + SLACK
        moved = (held.units - self.system.units[held.places])[:, None] / 100
        then = np.abs(errors[held.involved] + held.slopes * moved) > tolerances[held.involved] + SLACK
        left = failing.sum() - failing[held.involved].sum(axis=1) + then.sum(axis=1)
        above = [int(at) for at in np.flatnonzero(self.system.units > FULL_UNITS) if int(at) not in changes]
        settled: npt.NDArray[np.bool_] = left == 0
        if len(above) > 1:
            return np.zeros_like(settled)
        return settled & (held.places == above[0]) if above else settled

    def weigh(self) -> float:
        """Return the logarithm of how well the scores satisfy both codes as they stand."""
        means = float(_weigh_errors(self.system.errors, self.system.tolerances).sum())
        return means + sum(log(evidence(self.system.units[lattice])) for lattice in self.lattices)

    def weigh_candidates(self, changes: Changes, errors: Chances) -> Chances:
        """Return by how much the weight grows with each candidate, after some changes."""
        held, tolerances = self.candidates, self.system.tolerances
        now = _weigh_errors(errors, tolerances)[held.involved]
        moved = (held.units - self.system.units[held.places])[:, None] / 100
        then = _weigh_errors(errors[held.involved] + held.slopes * moved, tolerances[held.involved])
        total: Chances = (then - now).sum(axis=1)
        for number, lattice in enumerate(self.lattices):
            touched = set(lattice.tolist())
            known = (number, tuple(sorted((at, units) for at, units in changes.items() if at in touched)))
            if known not in self.gains:
                self.gains[known] = self._lattice_gains(lattice, dict(known[1]))
            total = total + self.gains[known]
        return total

    def _lattice_gains(self, lattice: Counts, changes: Changes) -> Chances:
        """Return by how much the evidence for one sample's lattice grows with each candidate."""
        gains = np.zeros(len(self.candidates.units))
        now = np.array([changes.get(int(at), int(self.system.units[at])) for at in lattice])
        before = log(evidence(now))
        for at in lattice:
            others = telling(now[lattice != at])
            cells = np.flatnonzero(on_all(others))
            few, more = weights_of(len(others))[cells], weights_of(len(others) + 1)[cells]
            full = log(FREE + float(few.sum()))
            for candidate in np.flatnonzero(self.candidates.places == at):
                units = int(self.candidates.units[candidate])
                after = full if units == FULL_UNITS else log(FREE + float(more @ fits(units)[cells]))
                gains[candidate] = after - before
        return gains


def _weigh_errors(errors: Chances, tolerances: Chances) -> Chances:
    """Return logarithms of how likely it is that equations are off by so much."""
    off = np.abs(errors)
    near = np.where(off <= tolerances + SLACK, log(EXACT * NEAR), log(BROKEN))
    weighed: Chances = np.where(off <= tolerances / 2 + SLACK, log(EXACT), near)
    return weighed


def lay_out(
    rules: Framework,
    values: Mapping[Key, Decimal],
    *,
    full: bool,
    misread: Mapping[Key, float],
    alternatives: Mapping[Key, Mapping[Decimal, float]],
) -> Board:
    """Lay a report's scores out; the arguments are those of ``explain``."""
    system = _system(rules, values, full=full)
    names = [lattice_of(key) if rules.even_scale else "" for key in system.keys[: system.listed]]
    return Board(
        system=system,
        lattices=tuple(
            np.array([at for at, name in enumerate(names) if name == sample])
            for sample in dict.fromkeys(name for name in names if name)
        ),
        candidates=list_candidates(system, misread, alternatives),
    )


def _system(rules: Framework, values: Mapping[Key, Decimal], *, full: bool) -> System:
    held = equations(rules, values, full=full)
    supposed = tuple(dict.fromkeys(term.key for equation in held for term in equation.full))
    keys = (*values, *supposed)
    column = {key: at for at, key in enumerate(keys)}
    slopes = np.zeros((len(held) + 1, len(keys)))
    for row, equation in enumerate(held):
        for key in (*equation.involved(), *(term.key for term in equation.full)):
            slopes[row, column[key]] = float(equation.slope(key))
    return System(
        keys=keys,
        units=np.array([*map(to_units, values.values()), *[FULL_UNITS] * len(supposed)], dtype=np.int64),
        listed=len(values),
        slopes=slopes,
        errors=np.array([*(float(equation.error(values)) for equation in held), 0.0]),
        tolerances=np.array([*(float(equation.tolerance) for equation in held), 1.0]),
    )
