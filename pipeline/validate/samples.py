"""Checks on the people behind the scores: off their lattice, or the scores of two parts swapped."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import numpy as np

from pipeline.arithmetic.candidates import MISPRINT
from pipeline.arithmetic.equations import FULL
from pipeline.arithmetic.lattice import CLEARLY, evidence, lattice_of, to_units
from pipeline.arithmetic.repair import Change
from pipeline.facts import Framework
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import Key
from pipeline.validate.ledger import Case, Ledger
from pipeline.validate.results import result

OTHER = {"public": "survey", "survey": "public"}

Values = Mapping[Key, Decimal]


def lattice(case: Case) -> Iterator[CheckResult]:
    """Name a question's score that cannot come from the same people as the others of its part.

    Where one value explains it, the account of all scores names it; else the others of the part must be so clearly on
    a lattice without the score, and on none with it, that no chance explains it.
    """
    for ledger in case.ledgers():
        explanation = ledger.explanation
        changes = {change.key: change for change in explanation.changes}
        if all(equation.holds(ledger.values) for equation in ledger.equations):
            yield from (_off(ledger, key, changes[key], explanation.suspects) for key in changes)
        if case.rules.even_scale:
            yield from (_off(ledger, key, None, (key,)) for key in _strays(ledger.values) if key not in changes)


def _off(ledger: Ledger, key: Key, change: Change | None, suspects: Iterable[Key]) -> CheckResult:
    named = change is not None and change.certain
    return result(
        "lattice",
        Outcome.FAIL,
        key.label,
        severity=Severity.ERROR,
        printed=str(ledger.values[key]) if key in ledger.values else "",
        expected=f"{change.value:.2f}" if change is not None and named else "",
        suggestion=f"{key.label} = {change.value:.2f}" if change is not None and named else "",
        agency_name=ledger.agency_name,
        involves=suspects,
        places=ledger.places((key,)),
    )


def _strays(values: Values) -> Iterator[Key]:
    """Yield the scores that are far likelier misprinted than from the same people as the others."""
    for key in values:
        if lattice_of(key) and values[key] < FULL:
            sample = _sample(values, lattice_of(key))
            others = {other: value for other, value in sample.items() if other != key}
            if MISPRINT * _evidence(others) > CLEARLY * _evidence(sample):
                yield key


def parts_swapped(case: Case) -> Iterator[CheckResult]:
    """Find indicators, or single questions, whose public and survey scores fit each other's people and not their own.

    All questions of an indicator are weighed together, and each alone. The likeliest swap comes first; what is still
    clear once it is undone comes next.
    """
    parts: Values = {key: value for key, value in case.own.values.items() if key.part in OTHER}
    before = _both(parts)
    while case.rules.even_scale:
        swaps = dict(_swaps(case.rules, parts))
        weights = {subject: _both(_swapped(parts, codes)) for subject, codes in swaps.items()}
        best = max(weights, key=lambda subject: weights[subject], default="")
        if not best or weights[best] <= CLEARLY * before:
            return
        yield _swap(case.own, best, swaps[best])
        parts, before = _swapped(parts, swaps[best]), weights[best]


def _swaps(rules: Framework, parts: Values) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what may be swapped, each indicator before its questions: its name and the codes of its questions."""
    for indicator in rules.indicators():
        codes = dict.fromkeys(item.key.code for item in rules.questions(int(indicator.key.code)))
        found = tuple(code for code in codes if _differs(parts, code))
        if len(found) > 1:
            yield indicator.key.label, found
        yield from ((code, (code,)) for code in found)


def _differs(parts: Values, code: str) -> bool:
    """Tell whether swapping a question's parts changes anything."""
    printed = [parts.get(Key(code, part)) for part in OTHER]
    return printed[0] != printed[1]


def _swapped(parts: Values, codes: Iterable[str]) -> Values:
    """Return the scores with the parts of some questions exchanged."""
    chosen = set(codes)
    return {Key(key.code, OTHER[key.part]) if key.code in chosen else key: value for key, value in parts.items()}


def _both(parts: Values) -> float:
    """Return how much likelier both parts are each from its own people than if the scores were unrelated."""
    return _evidence(_sample(parts, "Epublic")) * _evidence(_sample(parts, "Esurvey"))


def _swap(ledger: Ledger, subject: str, codes: Iterable[str]) -> CheckResult:
    """Return the result for questions whose parts are swapped."""
    keys = [Key(code, part) for code in codes for part in OTHER]
    printed = [key for key in keys if key in ledger.values]
    wanted = {Key(key.code, OTHER[key.part]): ledger.values[key] for key in printed}
    if ledger.full:
        wanted |= {key: FULL for key in printed if key not in wanted}
    return result(
        "parts_swapped",
        Outcome.FAIL,
        subject,
        severity=Severity.ERROR,
        printed="; ".join(f"{key.label} {ledger.values[key]}" for key in printed),
        expected="; ".join(f"{key.label} {wanted[key]}" for key in keys if key in wanted),
        suggestion="; ".join(f"{key.label} = {wanted[key]}" for key in keys if key in wanted),
        agency_name=ledger.agency_name,
        involves=printed,
        places=ledger.places(printed),
    )


def _sample(values: Values, name: str) -> Values:
    """Return the scores that come from the same people."""
    return {key: value for key, value in values.items() if lattice_of(key) == name}


def _evidence(sample: Values) -> float:
    return evidence(np.array([to_units(value) for value in sample.values()], dtype=np.int64))
