"""Checks on completeness: indicators, and whether weak questions and the plan meet."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.arithmetic.equations import FULL
from pipeline.model.check import CheckResult, Outcome
from pipeline.model.report import Key, Origin, PlanItem, Score
from pipeline.validate.ledger import PROVEN, Case
from pipeline.validate.results import result

HALF = 2
"""A report that prints more than one indicator in so many is expected to print all."""


def missing_item(case: Case) -> Iterator[CheckResult]:
    """Find indicators without a score where most have one."""
    indicators = [item.key for item in case.rules.indicators()]
    printed = [key for key in indicators if key in case.own.printings]
    if len(printed) * HALF <= len(indicators):
        return
    for key in indicators:
        if key not in case.own.printings:
            yield result("missing_item", Outcome.FAIL, key.label, involves=(key,))


def missing_question(case: Case) -> Iterator[CheckResult]:
    """Find questions whose printed score was not found in a scan.

    The plan names the question, and others whose scores were found; or an indicator is below what its
    questions give, where those that are not printed count as full marks.
    """
    if not case.own.scanned:
        return
    planned = dict.fromkeys(Key(row.question_id, row.part) for row in case.report.plan if row.question_id)
    found = {score.key for score in case.report.scores}
    lost = [key for key in planned if not _is_met(key, found)]
    lost = lost if len(lost) < len(planned) else []
    for key in dict.fromkeys([*lost, *_short_indicators(case)]):
        yield result("missing_question", Outcome.FAIL, key.label, involves=(key,), places=case.own.places((key,)))


def _is_met(key: Key, found: Collection[Key]) -> bool:
    """Tell whether a score of a question was found, in its part or in any where the part is not known."""
    return any(one.code == key.code and (not key.part or one.part in ("", key.part)) for one in found)


def _short_indicators(case: Case) -> Iterator[Key]:
    """Yield the indicators that are lower than their printed questions, and full marks for the others, give."""
    ledger = case.own
    listed = [equation for equation in ledger.equations if equation.full and equation.check_id == "indicator_mean"]
    yield from (equation.whole for equation in (*listed, *ledger.supposed) if ledger.may_lack(equation))
    if not ledger.full and sum(equation.exact(ledger.values) for equation in listed) < PROVEN:
        return
    known = {equation.whole for equation in (*ledger.equations, *ledger.supposed)}
    for item in case.rules.indicators():
        if item.key not in known and ledger.values.get(item.key, FULL) < FULL and case.rules.parts(item.key):
            yield item.key


def doubled_item(case: Case) -> Iterator[CheckResult]:
    """Find indicators that stand in tables, or in a list of sentences, more often than the others do."""
    indicators = [item.key for item in case.rules.indicators()]
    listed = {
        key: [score for score in case.own.printings.get(key, ()) if score.origin is Origin.TABLE] for key in indicators
    }
    repeated = [
        score.key
        for before, score in pairwise(case.report.scores)
        if score.key == before.key and score.origin is before.origin is Origin.HEADING
    ]
    headed = {
        key: [score for score in case.own.printings.get(key, ()) if score.origin is Origin.HEADING]
        for key in indicators
    }
    yield from _doubled(listed, indicators)
    yield from _doubled(headed, repeated)


def _doubled(printed: Mapping[Key, Sequence[Score]], keys: Iterable[Key]) -> Iterator[CheckResult]:
    """Yield a result for each indicator of some that is printed more often than most indicators."""
    usual = Counter(len(scores) for scores in printed.values()).most_common(1)
    for key in dict.fromkeys(keys):
        scores = printed.get(key, ())
        if usual and 1 <= usual[0][0] < len(scores):
            yield result(
                "doubled_item",
                Outcome.FAIL,
                key.label,
                printed=str(len(scores)),
                expected=str(usual[0][0]),
                involves=(key,),
                places=tuple(place for score in scores for place in score.reading.places),
            )


def weak_without_plan(case: Case) -> Iterator[CheckResult]:
    """Find questions below full marks that the plan does nothing about."""
    plan = case.report.plan
    if not plan:
        return
    for key, value in case.own.values.items():
        item = case.rules.item(key)
        if not key.is_question or value >= FULL or item is None:
            continue
        if any(_covers(row, key, item.indicator_no) for row in plan):
            continue
        open_rows = [row for row in plan if _may_cover(row, key)]
        yield result(
            "weak_without_plan",
            Outcome.NOT_APPLICABLE if open_rows else Outcome.FAIL,
            key.label,
            variant="fail",
            printed=str(value),
            involves=(key,),
            items=tuple(row.item_no for row in open_rows),
            places=case.own.places((key,)),
        )


def _covers(row: PlanItem, key: Key, indicator_no: int | None) -> bool:
    """Tell whether a plan row is about a question, or about the whole of its indicator."""
    if row.question_id:
        return row.question_id == key.code and row.part in ("", key.part)
    return row.indicator_no is not None and row.indicator_no == indicator_no and not row.doubts


def _may_cover(row: PlanItem, key: Key) -> bool:
    """Tell whether a plan row whose question cannot be made out may be about a question."""
    return not row.question_id and bool(row.doubts) and row.instrument in ("", f"{key.code[0]}IT")


def plan_without_weak(case: Case) -> Iterator[CheckResult]:
    """Find plan rows about questions that have no score below full marks."""
    if not any(key.is_question for key in case.own.printings):
        return
    for row in case.report.plan:
        if not row.question_id:
            continue
        parts = (row.part,) if row.part else ("", "public", "survey")
        keys = [Key(row.question_id, part) for part in parts]
        if any(key in case.own.printings and case.own.values.get(key) != FULL for key in keys):
            continue
        yield result(
            "plan_without_weak",
            Outcome.FAIL,
            f"item {row.item_no}",
            printed=keys[0].label if row.part else row.question_id,
            items=(row.item_no,),
            places=row.ink.places,
        )
