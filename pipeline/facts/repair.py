"""Which values would make a report's scores agree: both codes together, weighed by how such mistakes happen.

Every account of the scores is weighed by how likely it is to read or to print what stands there if the values are
others, by how many equations then hold exactly or nearly, and by how well the questions of each part lie on one
lattice. The search changes one value at a time and follows the likeliest few.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log

import numpy as np

from pipeline.facts import Framework
from pipeline.facts.board import Board, lay_out
from pipeline.model.report import Key

DEPTH = 4
"""So many changes at most."""
BEAM = 6
"""So many likeliest accounts are followed."""
KEPT = 40
"""So many are compared in the end."""
CERTAIN = 0.99
"""An explanation is unique if all others together are less likely than the rest of this."""
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


@dataclass(frozen=True, slots=True)
class Explanation:
    """The likeliest account of a report's scores."""

    changes: tuple[Change, ...]
    """By key; empty where the scores are best taken as they stand."""
    unique: bool
    """Whether all other accounts together are far less likely."""
    settled: bool
    """Whether all equations hold then."""
    suspects: tuple[Key, ...] = ()
    """The scores that this account, or another of a like likelihood, changes."""
    certainty: float = 0.0
    """The account's share of the likelihood of all accounts with which all equations hold, 0 to 1."""


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
        return Explanation(changes=(), unique=False, settled=True)
    return _conclude(board, start, _search(board, start))


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


def _conclude(board: Board, start: _Account, accounts: list[_Account]) -> Explanation:
    """Return what the search has found.

    A rival that only changes more than the best account is none: it says nothing against what both change.
    """
    best = _best(accounts) or start
    others = [a for a in accounts if a.settled and a is not best and not set(best.changes) <= set(a.changes)]
    certainty = 1.0 / (1.0 + sum(exp(min(a.weight - best.weight, 50.0)) for a in others))
    unique = best is not start and certainty >= CERTAIN
    rivals = [] if unique else [a for a in others if a.weight > best.weight - log(RIVAL)]
    keys = board.system.keys
    printed = {at: Decimal(int(board.system.units[at])).scaleb(-2) for at in range(board.system.listed)}
    return Explanation(
        changes=tuple(
            sorted(Change(keys[at], Decimal(units).scaleb(-2), printed.get(at)) for at, units in best.changes)
        ),
        unique=unique,
        settled=best.settled,
        suspects=tuple(sorted({keys[at] for account in (best, *rivals) for at, _ in account.changes})),
        certainty=certainty,
    )
