"""Which values would make a report's scores agree: both codes together, weighed by how such mistakes happen.

Every assignment of values is weighed by four things: how likely it is to read or to print what stands there if the
value is another one, how many equations it satisfies exactly or nearly, and how well the questions of each part lie
on one lattice. The search changes one value at a time and keeps the likeliest few.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import log

import numpy as np

from pipeline.facts import Framework
from pipeline.facts.digits import digit_neighbours
from pipeline.facts.equations import FULL, Equation, equations
from pipeline.facts.lattice import CLEARLY, FREE, Chances, Counts, Fits, fits_of, lattice_of, weights_of
from pipeline.model.report import Key

MISREAD = 1e-2
"""Chance that a number of which nothing is known was read with one wrong digit."""
MISPRINT = 1e-3
"""Chance that the author printed another number than the result."""
COPIED = 0.3
"""Share of the misprints that are another score of the same report."""
BROKEN = 1e-3
"""Chance that an equation fails although all its numbers are right."""
EXACT = 5000.0
"""How much likelier a whole is where its parts give it, than any number from 0 to 100 in hundredths."""
NEAR = 0.1
"""How much less likely it is to be off by a unit than to be exact."""
DEPTH = 3
"""So many changes at most."""
BEAM = 6
"""So many likeliest explanations are carried on."""
KEPT = 40
"""So many are compared in the end."""

_SLACK = 1e-9
"""Against the rounding of floats: the search only weighs; checks compare exactly."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A value that is not what it seems."""

    key: Key
    value: Decimal
    """What it would have to be."""
    printed: Decimal | None
    """What is printed or read; None where the report does not print it and full marks are supposed."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The likeliest account of a report's scores."""

    changes: tuple[Change, ...]
    """By key; empty where the scores are best taken as they stand."""
    unique: bool
    """Whether every other account is far less likely."""
    settled: bool
    """Whether all equations hold then."""
    suspects: tuple[Key, ...] = ()
    """The scores that some account of a like likelihood changes."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What the score of one key may be instead."""

    key: Key
    units: Counts
    """In hundredths."""
    chances: Chances
    """Logarithms of how likely it is to find what is printed if the value is that."""
    on: Fits
    """On which lattices each of them lies."""
    lattice: str


@dataclass(frozen=True, slots=True)
class _State:
    """An assignment on the way: what is changed, and how likely the mistakes are."""

    weight: float
    chance: float = 0.0
    changes: Mapping[Key, int] = field(default_factory=dict)
    """In hundredths."""


def explain(
    rules: Framework,
    values: Mapping[Key, Decimal],
    *,
    full: bool,
    misread: Mapping[Key, float] | None = None,
    alternatives: Mapping[Key, Mapping[Decimal, float]] | None = None,
) -> Explanation:
    """Find the likeliest true values behind a report's printed scores.

    Args:
        rules: The facts of the year.
        values: The printed scores, one for each key.
        full: Whether the report lists only questions below full marks.
        misread: The chance that a score was read wrong; ``MISREAD`` where it is not given.
        alternatives: Other readings of a score with their probabilities.
    """
    board = _Board(rules, values, full=full, misread=misread or {}, alternatives=alternatives or {})
    start = _State(board.weigh({}))
    if board.settles({}) and not board.lattices:
        return Explanation(changes=(), unique=False, settled=True)
    seen: dict[tuple[tuple[Key, int], ...], _State] = {(): start}
    beam = [start]
    for _ in range(DEPTH):
        before = board.best(seen.values())
        grown = {_name(state): state for parent in beam for state in board.grow(parent)}
        fresh = sorted((s for name, s in grown.items() if name not in seen), key=_likelihood, reverse=True)
        seen |= {_name(state): state for state in fresh[:KEPT]}
        beam = fresh[:BEAM]
        if before is not None and board.best(seen.values()) is before:
            break
    return board.conclude(list(seen.values()), start)


def _likelihood(state: _State) -> float:
    return state.weight + state.chance


def _name(state: _State) -> tuple[tuple[Key, int], ...]:
    return tuple(sorted(state.changes.items()))


def _units(value: Decimal) -> int:
    return int(value.scaleb(2).to_integral_value())


class _Board:
    """One report's scores, ready for the search."""

    def __init__(
        self,
        rules: Framework,
        values: Mapping[Key, Decimal],
        *,
        full: bool,
        misread: Mapping[Key, float],
        alternatives: Mapping[Key, Mapping[Decimal, float]],
    ) -> None:
        self.values = values
        self.printed = {key: _units(value) for key, value in values.items()}
        self.equations = equations(rules, values, full=full)
        unlisted = {term.key for equation in self.equations for term in equation.full} - values.keys()
        self.whole_of = {key: [e for e in self.equations if e.slope(key)] for key in (*values, *sorted(unlisted))}
        self.moves = {
            (equation.whole, equation.check_id, key): float(equation.slope(key))
            for key, involved in self.whole_of.items()
            for equation in involved
        }
        self.errors = {(e.whole, e.check_id): float(e.error(values)) for e in self.equations}
        self.lattices: dict[str, list[Key]] = {}
        for key in values:
            if (name := lattice_of(key)) and rules.even_scale:
                self.lattices.setdefault(name, []).append(key)
        self.misread, self.alternatives = misread, alternatives

    @cached_property
    def candidates(self) -> list[_Candidates]:
        """Return what each score may be instead."""
        return [
            self._candidates(key, self.misread.get(key, MISREAD), self.alternatives.get(key, {}))
            for key in self.whole_of
        ]

    def _candidates(self, key: Key, misread: float, alternatives: Mapping[Decimal, float]) -> _Candidates:
        """Return what a score may be instead: other readings, one wrong digit, and what an equation asks for."""
        chances = dict.fromkeys(self._solutions(key), self._misprint(key))
        if key in self.values:
            near = digit_neighbours(self.values[key])
            for value in near:
                wrong_digit = (misread + MISPRINT) / len(near)
                chances[_units(value)] = max(wrong_digit, chances.get(_units(value), 0.0))
            for value, chance in alternatives.items():
                if 0 <= value <= FULL:
                    chances[_units(value)] = max(chance, chances.get(_units(value), 0.0))
        chances.pop(self.printed.get(key, 100 * 100), None)
        units = np.array(sorted(chances), dtype=np.int64)
        logs = np.array([log(chances[int(unit)]) for unit in units])
        name = lattice_of(key) if lattice_of(key) in self.lattices else ""
        return _Candidates(key, units, logs, fits_of(units) if name else np.zeros((len(units), 0), bool), name)

    def _misprint(self, key: Key) -> float:
        """Return how likely it is that what is printed stands for any one other value."""
        anywhere = MISPRINT / (100 * 100)
        copied = [other for other, unit in self.printed.items() if other != key and unit == self.printed.get(key)]
        return anywhere + (MISPRINT * COPIED / len(self.printed) if copied else 0.0)

    def _solutions(self, key: Key) -> Iterable[int]:
        """Yield the values, in hundredths, with which an equation that fails would hold."""
        for equation in self.whole_of[key]:
            if equation.holds(self.values):
                continue
            slope = self.moves[equation.whole, equation.check_id, key]
            here = float(self.values.get(key, FULL))
            middle = here - self.errors[equation.whole, equation.check_id] / slope
            reach = float(equation.tolerance) / abs(slope)
            low, high = np.ceil((middle - reach) * 100 - _SLACK), np.floor((middle + reach) * 100 + _SLACK)
            yield from range(int(max(low, 0)), int(min(high, 100 * 100)) + 1)

    def _score(self, equation: Equation, errors: Chances) -> Chances:
        """Weigh how far an equation is off."""
        off = np.abs(errors)
        half = float(equation.tolerance) / 2
        exact = np.where(off <= half + _SLACK, log(EXACT), log(EXACT * NEAR))
        weighed: Chances = np.where(off <= float(equation.tolerance) + _SLACK, exact, log(BROKEN))
        return weighed

    def _error(self, equation: Equation, changes: Mapping[Key, int]) -> float:
        name = (equation.whole, equation.check_id)
        return self.errors[name] + sum(
            self.moves[(*name, key)] * (unit - self.printed.get(key, 100 * 100)) / 100
            for key, unit in changes.items()
            if (*name, key) in self.moves
        )

    def _others(self, name: str, changes: Mapping[Key, int], without: Key | None) -> Counts:
        """Return the scores of a part below full marks, in hundredths, but for one."""
        units = [changes.get(key, self.printed[key]) for key in self.lattices[name] if key != without]
        return np.array([unit for unit in units if unit < 100 * 100], dtype=np.int64)

    def weigh(self, changes: Mapping[Key, int]) -> float:
        """Return the logarithm of how well an assignment satisfies both codes."""
        total = sum(float(self._score(e, np.array([self._error(e, changes)]))[0]) for e in self.equations)
        for name in self.lattices:
            units = self._others(name, changes, None)
            on_all = fits_of(units).all(axis=0)
            total += log(FREE + float(weights_of(len(units)) @ on_all))
        return total

    def grow(self, parent: _State) -> Iterable[_State]:
        """Yield the likeliest assignments that change one more value."""
        for candidates in self.candidates:
            if candidates.key in parent.changes or not len(candidates.units):
                continue
            weights = self._weigh_each(parent, candidates)
            best = np.argsort(-(weights + candidates.chances))[:BEAM]
            for place in best:
                yield _State(
                    float(weights[place]),
                    parent.chance + float(candidates.chances[place]),
                    {**parent.changes, candidates.key: int(candidates.units[place])},
                )

    def _weigh_each(self, parent: _State, candidates: _Candidates) -> Chances:
        """Return the weights of the assignments in which one key takes each of its candidates."""
        key = candidates.key
        total = np.full(len(candidates.units), parent.weight)
        moved = (candidates.units - self.printed.get(key, 100 * 100)) / 100
        for equation in self.whole_of[key]:
            now = np.array([self._error(equation, parent.changes)])
            slope = self.moves[equation.whole, equation.check_id, key]
            total += self._score(equation, now + slope * moved) - self._score(equation, now)
        if candidates.lattice and key in self.printed:
            total += self._lattice_gain(parent, candidates)
        return total

    def _lattice_gain(self, parent: _State, candidates: _Candidates) -> Chances:
        others = self._others(candidates.lattice, parent.changes, candidates.key)
        on_all = fits_of(others).all(axis=0)
        few, more = weights_of(len(others)) * on_all, weights_of(len(others) + 1) * on_all
        printed = self.printed[candidates.key]
        now = few.sum() if printed >= 100 * 100 else more @ fits_of(np.array([printed]))[0]
        then = np.where(candidates.units < 100 * 100, candidates.on @ more, few.sum())
        gain: Chances = np.log(FREE + then) - log(FREE + float(now))
        return gain

    def settles(self, changes: Mapping[Key, int]) -> bool:
        """Tell whether all equations hold with these changes."""
        return all(abs(self._error(e, changes)) <= float(e.tolerance) + _SLACK for e in self.equations)

    def best(self, states: Iterable[_State]) -> _State | None:
        """Return the likeliest assignment with which all equations hold, or None."""
        return max((state for state in states if self.settles(state.changes)), key=_likelihood, default=None)

    def conclude(self, states: list[_State], start: _State) -> Explanation:
        """Return what the search has found."""
        best = self.best(states) or start
        likely = [
            state
            for state in states
            if self.settles(state.changes)
            and not best.changes.items() <= state.changes.items()
            and _likelihood(state) > _likelihood(best) - log(CLEARLY)
        ]
        if start in likely:
            best, likely = start, []
        return Explanation(
            changes=tuple(
                Change(key, Decimal(unit).scaleb(-2), self.values.get(key))
                for key, unit in sorted(best.changes.items())
            ),
            unique=best is not start and not likely,
            settled=self.settles(best.changes),
            suspects=tuple(sorted({key for state in (best, *likely) for key in state.changes})),
        )
