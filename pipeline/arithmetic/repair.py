"""Which values would make a report's scores agree: both codes together, weighed by how such mistakes happen.

Every account of the scores is weighed by how likely it is to read or to print what stands there if the values are
others, by how many equations then hold exactly or nearly, and by how well the questions of each part lie on one
lattice. The search changes one value at a time and follows the likeliest few.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import exp, log

import numpy as np

from pipeline.arithmetic.board import Board, lay_out
from pipeline.arithmetic.candidates import MISPRINT, SLACK
from pipeline.arithmetic.digits import digit_neighbours
from pipeline.arithmetic.lattice import evidence
from pipeline.facts import Framework
from pipeline.model.report import Key

DEPTH = 4
"""So many changes at most."""
BEAM = 6
"""So many likeliest accounts are followed."""
KEPT = 40
"""So many are compared in the end."""
CERTAIN = 0.99
"""A value is beyond doubt if accounts without it have less than the rest of the likelihood."""
RIVAL = 1e4
"""Where no explanation is unique, an account makes suspects of its scores unless it is so many times less likely."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A value that is not what it seems."""

    key: Key
    value: Decimal
    """What it would have to be."""
    printed: Decimal | None
    """What is printed or read; None where the report does not print it and full marks are supposed."""
    certainty: float = field(compare=False)
    """The share, 0 to 1, of the likelihood of all accounts that have this value."""
    alone: bool = field(default=False, compare=False)
    """Whether arithmetic bears out no other value that differs from the printed one in a single digit."""

    @property
    def certain(self) -> bool:
        """Tell whether no other value is to be reckoned with."""
        return self.certainty >= CERTAIN


@dataclass(frozen=True, slots=True)
class Explanation:
    """The likeliest account of a report's scores."""

    changes: tuple[Change, ...]
    """By key; empty where the scores are best taken as they stand."""
    settled: bool
    """Whether all equations hold then."""
    suspects: tuple[Key, ...] = ()
    """The scores that this account, or another to be reckoned with, changes."""
    ruled_out: Mapping[Key, frozenset[Decimal]] = field(default_factory=dict)
    """Other readings of scores with which an equation would break that holds as they stand."""

    @property
    def certain_changes(self) -> tuple[Change, ...]:
        """Return the changes that are beyond doubt, whatever else is wrong."""
        return tuple(change for change in self.changes if change.certain)

    @property
    def unique(self) -> bool:
        """Tell whether it explains something, and no other account is to be reckoned with."""
        return bool(self.changes) and len(self.certain_changes) == len(self.changes)


@dataclass(frozen=True, slots=True)
class _Account:
    """Some changes, and the logarithm of how likely it is that they are the truth."""

    changes: tuple[tuple[int, int], ...]
    """Places and values in hundredths, by place."""
    weight: float
    settled: bool


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
        misread: The chance that a score was read wrong.
        alternatives: Other readings of a score with their probabilities.
    """
    board = lay_out(rules, values, full=full, misread=misread or {}, alternatives=alternatives or {})
    start = _Account((), board.weigh(), board.settles({}))
    if start.settled and not board.lattices:
        return Explanation(changes=(), settled=True)
    return _conclude(board, start, _search(board, start), alternatives or {})


def _search(board: Board, start: _Account) -> list[_Account]:
    """Return the likeliest accounts."""
    seen = {start.changes: start}
    beam = [start]
    for _ in range(DEPTH):
        before = _best(seen.values())
        grown = {account.changes: account for parent in beam for account in _grow(board, parent)}
        fresh = sorted((a for name, a in grown.items() if name not in seen), key=_weight, reverse=True)
        settled = [account for account in fresh if account.settled]
        seen |= {account.changes: account for account in settled[:KEPT]}
        beam = fresh[:BEAM]
        if before is not None and _best(seen.values()) is before:
            break
    return list(seen.values())


def _grow(board: Board, parent: _Account) -> Iterator[_Account]:
    """Yield the likeliest accounts that change one more value: of all, and of those with which all equations hold."""
    changes = dict(parent.changes)
    errors = board.errors_with(changes)
    weights = parent.weight + board.candidates.chances + board.weigh_candidates(changes, errors)
    settled = board.settled_candidates(changes, errors)
    order = np.argsort(-weights)
    chosen = {*order[:KEPT].tolist(), *order[settled[order]][:KEPT].tolist()}
    for candidate in sorted(chosen):
        at = int(board.candidates.places[candidate])
        if at not in changes:
            grown = tuple(sorted((*parent.changes, (at, int(board.candidates.units[candidate])))))
            yield _Account(grown, float(weights[candidate]), bool(settled[candidate]))


def _best(accounts: Iterable[_Account]) -> _Account | None:
    """Return the likeliest account with which all equations hold, or None."""
    return max((account for account in accounts if account.settled), key=_weight, default=None)


def _weight(account: _Account) -> float:
    return account.weight


def _conclude(
    board: Board, start: _Account, accounts: list[_Account], alternatives: Mapping[Key, Mapping[Decimal, float]]
) -> Explanation:
    """Return what the search has found."""
    best = _best(accounts) or start
    if not best.settled:
        return Explanation(changes=(), settled=False)
    settled = [account for account in accounts if account.settled]
    shares = [exp(max(account.weight - best.weight, -700.0)) for account in settled]
    total = sum(shares) + (_others_share(board, start, best) if start.settled else 0.0)
    changes = []
    for at, units in best.changes:
        with_it = sum(share for account, share in zip(settled, shares, strict=True) if (at, units) in account.changes)
        printed = Decimal(int(board.system.units[at])).scaleb(-2) if at < board.system.listed else None
        alone = printed is not None and _is_alone(board, best, at, units)
        key, value = board.system.keys[at], Decimal(units).scaleb(-2)
        ways = 1 if value in alternatives.get(key, {}) else 1 + _has_twin(board, best, at, units)
        changes.append(Change(key, value, printed, with_it / total / ways, alone))
    return Explanation(tuple(sorted(changes)), settled=True, suspects=_suspects(board, best, settled, changes))


def _is_alone(board: Board, best: _Account, at: int, units: int) -> bool:
    """Tell whether both codes bear out a value far better than any other that one wrong digit makes what is printed.

    What the reader holds likely does not count here: where it does not know the right value, it prefers a wrong one.
    """
    others = {place: value for place, value in best.changes if place != at}
    weights = board.weigh_candidates(others, board.errors_with(others))
    here = board.candidates.places == at
    near = here & np.isin(board.candidates.units, digit_neighbours(int(board.system.units[at])))
    rivals = weights[near & (board.candidates.units != units)]
    own = weights[here & (board.candidates.units == units)]
    return not rivals.size or float(own[0] - rivals.max()) >= log(RIVAL)


def _has_twin(board: Board, best: _Account, at: int, units: int) -> bool:
    """Tell whether a whole may be a unit more or less in its last digit, too: its parts give what lies halfway.

    Nobody knows from what it was rounded. What differs from the printed one in a single digit is no likelier of the
    two, unless its reader holds it possible: an author prints any other number.
    """
    whole = (board.system.slopes[:, at] == 1.0) & (board.system.tolerances < 1.0)
    reach = board.system.tolerances[whole] / 2 + SLACK
    for other in (units - 1, units + 1):
        errors = board.errors_with({**dict(best.changes), at: other})[whole]
        if errors.size and bool((np.abs(errors) <= reach).all()):
            return True
    return False


def _others_share(board: Board, start: _Account, best: _Account) -> float:
    """Return the likelihood, beside the best account's, that its scores are quite other ones than it takes them for.

    Where all equations hold as printed, only the lattice speaks: an author who prints a wrong score and works with it
    may have meant any other.
    """
    chances = 0.0
    for at, _ in best.changes:
        for lattice in board.lattices:
            if at in lattice:
                others = evidence(board.system.units[lattice[lattice != at]])
                chances += MISPRINT * others / evidence(board.system.units[lattice])
    return chances * exp(max(start.weight - best.weight, -700.0))


def _suspects(board: Board, best: _Account, settled: list[_Account], changes: list[Change]) -> tuple[Key, ...]:
    """Return the scores that some account to be reckoned with changes.

    Where every change is beyond doubt there is none but them; an account that only changes more than the best one
    says nothing of its own.
    """
    rivals = [
        account
        for account in settled
        if account.weight > best.weight - log(RIVAL) and not set(best.changes) <= set(account.changes)
    ]
    if all(change.certain for change in changes):
        rivals = []
    return tuple(sorted({board.system.keys[at] for account in (best, *rivals) for at, _ in account.changes}))
