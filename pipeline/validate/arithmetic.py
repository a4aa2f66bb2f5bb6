"""Checks that recompute: means, points, last digits, the level, and the one value that explains it all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from pipeline.arithmetic.digits import pinned
from pipeline.arithmetic.equations import INSTRUMENTS, Equation, points
from pipeline.arithmetic.exact import exact_means, ways
from pipeline.arithmetic.repair import Change
from pipeline.facts import TOTAL, Framework
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import Key, Reading
from pipeline.validate.ledger import Case, Ledger, also_read
from pipeline.validate.results import difference, result

ROUNDED_ONCE = {"indicator_mean", "instrument_mean", "total"}
"""Equations of means: points and their sums are rounded more than once."""


def means(case: Case) -> Iterator[CheckResult]:
    """Compare each printed score with what its parts give: total, instruments, indicators, points.

    Where the report does not say that it lists only the questions below full marks, what fails is a warning.
    """
    for ledger in case.ledgers():
        for equation in ledger.equations:
            yield _mean(ledger, equation, case.rules)
        for equation in ledger.supposed:
            failed = replace(_mean(ledger, equation, case.rules), severity=Severity.WARNING)
            yield replace(failed, unsure=ledger.scanned)


def _mean(ledger: Ledger, equation: Equation, rules: Framework) -> CheckResult:
    printed, expected = ledger.values[equation.whole], rules.round(equation.expected(ledger.values))
    holds = equation.holds(ledger.values)
    keys = pinned(equation, ledger.values, rules) if holds else _suspects(ledger, equation)
    supposed = equation.full and equation.check_id == "indicator_mean"
    outcome = Outcome.PASS if holds else Outcome.FAIL
    return result(
        _published_id(equation, ledger),
        outcome,
        equation.whole.label,
        severity=Severity.ERROR,
        variant=f"{outcome.value}_full" if supposed else "",
        printed=str(printed),
        expected=str(expected),
        difference=difference(printed, expected),
        suggestion="" if holds else _suggestion(ledger, equation),
        agency_name=ledger.agency_name,
        involves=keys,
        places=ledger.places(equation.involved()),
    )


def _published_id(equation: Equation, ledger: Ledger) -> str:
    """Return the id under which an equation's check is published."""
    if equation.check_id != "points_sum":
        return equation.check_id
    return "announcement_sum" if ledger.agency_name else "weighted_points"


def _suspects(ledger: Ledger, equation: Equation) -> tuple[Key, ...]:
    """Return the scores of a failing equation that may be wrong: those that explain the failure, else all."""
    keys = equation.involved()
    return tuple(key for key in keys if key in ledger.explanation.suspects) or keys


def _suggestion(ledger: Ledger, equation: Equation) -> str:
    """Return the changes with which a failing equation would hold, where they are beyond doubt."""
    changes = [change for change in ledger.explanation.changes if equation.slope(change.key)]
    return "; ".join(map(_as_text, changes)) if all(change.certain for change in changes) else ""


def _as_text(change: Change) -> str:
    return f"{change.key.label} = {change.value:.2f}"


def last_digit(case: Case) -> Iterator[CheckResult]:
    """Point out scores that no way of computing them gives, although rounding keeps them within the tolerance.

    Where the answers behind the questions are known beyond doubt, neither they nor the printed questions give the
    indicator: then a digit is wrong. Elsewhere roundings that nobody prints may still explain it.
    """
    for ledger in case.ledgers():
        for equation in ledger.equations:
            if equation.check_id not in ROUNDED_ONCE or not equation.holds(ledger.values):
                continue
            printed, half = Fraction(ledger.values[equation.whole]), equation.tolerance / 2
            off = [printed - mean for mean in ways(case.rules, ledger.values, equation, full=ledger.full)]
            if any(-half < by <= half for by in off) or _is_rounded_twice(equation, off):
                continue
            answers = exact_means(ledger.values, equation) if case.rules.even_scale else ()
            if not any(abs(printed - mean) <= half for mean in answers):
                wrong = bool(answers) and all(abs(by) > half for by in off)
                yield _last_digit(ledger, equation, case.rules, wrong=wrong)


def _is_rounded_twice(equation: Equation, ways_off: Sequence[Fraction]) -> bool:
    """Tell whether a total stands beside rounded instruments alone, and what they are rounded from is not known."""
    return len(ways_off) == 1 and any(term.key in INSTRUMENTS for term in equation.terms)


def _last_digit(ledger: Ledger, equation: Equation, rules: Framework, *, wrong: bool) -> CheckResult:
    printed, expected = ledger.values[equation.whole], rules.round(equation.expected(ledger.values))
    return result(
        "last_digit",
        Outcome.FAIL,
        equation.whole.label,
        severity=Severity.ERROR if wrong else Severity.WARNING,
        variant="wrong" if wrong else "",
        printed=str(printed),
        expected=str(expected),
        difference=difference(printed, expected),
        agency_name=ledger.agency_name,
        involves=equation.involved(),
        places=ledger.places(equation.involved()),
    )


def level(case: Case) -> Iterator[CheckResult]:
    """Compare the printed result level with what the total and the instruments earn."""
    for ledger in case.ledgers():
        total = ledger.values.get(TOTAL)
        if ledger.level is None or total is None or not case.rules.levels:
            continue
        if ledger.level.value is not None:
            yield _level(ledger, ledger.level, ledger.level.value, total, case.rules)


def _level(ledger: Ledger, reading: Reading[str], printed: str, total: Decimal, rules: Framework) -> CheckResult:
    possible = _possible_levels(ledger, total, rules)
    known = printed in {level.name for level in rules.levels}
    if printed in possible and len(possible) > 1:
        outcome, variant = Outcome.NOT_APPLICABLE, ""
    elif printed in possible:
        outcome, variant = Outcome.PASS, ""
    else:
        outcome, variant = Outcome.FAIL, "" if known else "unknown_word"
    expected = " / ".join(possible)
    return result(
        "level",
        outcome,
        "result_level",
        severity=Severity.ERROR if known else Severity.WARNING,
        variant=variant,
        printed=printed,
        expected=expected,
        suggestion=f"result_level = {expected}" if outcome is Outcome.FAIL and len(possible) == 1 else "",
        agency_name=ledger.agency_name,
        involves=(TOTAL,) if outcome is Outcome.FAIL else (),
        places=(*reading.places, *ledger.places((TOTAL, *INSTRUMENTS))),
    )


def _possible_levels(ledger: Ledger, total: Decimal, rules: Framework) -> tuple[str, ...]:
    """Return the levels that the total can earn, whatever an instrument may have that is not known."""
    known = {key.code: score for key in INSTRUMENTS if (score := _instrument(ledger, key, rules)) is not None}
    unknown = [key.code for key in INSTRUMENTS if key.code not in known]
    asked = {Fraction(level.each) for level in rules.levels if level.each is not None}
    found = []
    for score in sorted({Fraction(100), Fraction(0), *asked}, reverse=True):
        name = rules.level(total, {**known, **dict.fromkeys(unknown, score)})
        if name is not None:
            found.append(name)
    return tuple(dict.fromkeys(found))


def _instrument(ledger: Ledger, key: Key, rules: Framework) -> Fraction | None:
    """Return an instrument's score: as printed, from its indicators, or from its points."""
    if key in ledger.values:
        return Fraction(ledger.values[key])
    mean = rules.mean(key, ledger.values)
    item = rules.item(key)
    if mean is None and points(key) in ledger.values and item is not None:
        return Fraction(ledger.values[points(key)]) * 100 / item.weight
    return mean


def misprint(case: Case) -> Iterator[CheckResult]:
    """Name the values that alone explain everything that does not add up."""
    for ledger in case.ledgers():
        for change in ledger.explanation.certain_changes:
            yield _misprint(ledger, change)


def _misprint(ledger: Ledger, change: Change) -> CheckResult:
    printed = ledger.printings[change.key][0].reading if change.key in ledger.printings else None
    variant = _misprint_variant(change, printed)
    return result(
        "misprint",
        Outcome.FAIL,
        change.key.label,
        severity=Severity.ERROR,
        variant=variant,
        printed="" if change.printed is None else str(change.printed),
        expected=f"{change.value:.2f}",
        difference="" if change.printed is None else difference(change.printed, change.value),
        suggestion=_as_text(change),
        agency_name=ledger.agency_name,
        involves=(change.key,),
        places=ledger.places((change.key,)),
    )


def _misprint_variant(change: Change, printed: Reading[Decimal] | None) -> str:
    """Tell a score that is not printed, and one that was probably misread, from a misprint."""
    if printed is None:
        return "unlisted"
    return "misread" if change.value in also_read(printed) else ""
