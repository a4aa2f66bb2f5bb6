"""Checks on where and how scores are printed: twice, under the wrong indicator, out of range."""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.arithmetic.equations import FULL, POINTS
from pipeline.arithmetic.printings import likeliest
from pipeline.facts import Framework
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import Key, Score
from pipeline.validate.ledger import Case, Ledger
from pipeline.validate.results import difference, result


def printed_twice(case: Case) -> Iterator[CheckResult]:
    """Find scores that are printed with different values in different places."""
    for ledger in case.ledgers():
        for key, scores in ledger.printings.items():
            values = [value for score in scores if (value := score.reading.value) is not None]
            if len(set(values)) > 1:
                yield _printed_twice(ledger, key, scores, values)


def _printed_twice(ledger: Ledger, key: Key, scores: tuple[Score, ...], values: list[Decimal]) -> CheckResult:
    """Return the result for a score printed with several values.

    The published printing stands as the expected one, unless only another of them satisfies the arithmetic, or what
    their readers hold possible makes another far likelier.
    """
    explained = {change.key: change.value for change in ledger.explanation.certain_changes}
    right = explained[key] if explained.get(key) in values else likeliest(scores) or values[0]
    others = list(dict.fromkeys(value for value in values if value != right))
    return result(
        "printed_twice",
        Outcome.FAIL,
        key.label,
        severity=Severity.ERROR,
        printed=", ".join(str(value) for value in others),
        expected=str(right),
        difference=difference(others[0], right),
        suggestion=f"{key.label} = {right}",
        agency_name=ledger.agency_name,
        involves=(key,),
        places=tuple(place for score in scores for place in score.reading.places),
    )


def question_placement(case: Case) -> Iterator[CheckResult]:
    """Find questions printed under an indicator that they do not belong to."""
    for key, scores in case.own.printings.items():
        item = case.rules.item(key)
        stray = [score for score in scores if not score.belongs and score.under is not None]
        if not stray or item is None or item.indicator_no is None:
            continue
        yield result(
            "question_placement",
            Outcome.FAIL,
            key.label,
            printed=", ".join(dict.fromkeys(str(score.under) for score in stray)),
            expected=str(item.indicator_no),
            suggestion=f"{key.label} = indicator {item.indicator_no}",
            involves=(key,),
            places=tuple(place for score in stray for place in score.reading.places),
        )


def score_range(case: Case) -> Iterator[CheckResult]:
    """Find scores below 0 or above full marks, and points above their weight."""
    for ledger in case.ledgers():
        wanted = {change.key: change.value for change in ledger.explanation.certain_changes}
        for key, scores in ledger.printings.items():
            best = _best(key, case.rules)
            value = scores[0].reading.value
            if value is None or 0 <= value <= best:
                continue
            yield result(
                "range",
                Outcome.FAIL,
                key.label,
                severity=Severity.ERROR,
                printed=str(value),
                expected=str(best),
                suggestion=f"{key.label} = {wanted[key]:.2f}" if key in wanted else "",
                agency_name=ledger.agency_name,
                involves=(key,),
                places=scores[0].reading.places,
            )


def _best(key: Key, rules: Framework) -> Decimal:
    """Return the greatest value that a score can have; full marks where an instrument's weight is not known."""
    item = rules.item(Key(key.code))
    known = key.part == POINTS and item is not None and item.parent is not None
    return Decimal(item.weight) if known and item is not None else FULL
