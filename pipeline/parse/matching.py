"""Codes against texts: a plan row that says ``E๔`` and speaks of E8 is about E8."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.facts import Framework
from pipeline.model.report import PlanItem, Statement
from pipeline.parse.codes import has_parts, item_of
from pipeline.parse.doubts import CODE_AGAINST_TEXT, CODE_FROM_TEXT, CODE_MISSING, CODE_UNREADABLE, PART_UNKNOWN
from pipeline.parse.passage import SPELLED
from pipeline.thai.skeleton import skeleton

LIKE = 0.75
"""From this similarity on an issue is a statement's."""
CLEARLY = 0.15
"""So much more alike than any other question's the winner must be."""


def settle_codes(plan: Sequence[PlanItem], statements: Sequence[Statement], rules: Framework) -> tuple[PlanItem, ...]:
    """Return a plan whose rows' codes agree with what the narrative says about each question.

    A code that cannot be read, is missing, or names a question whose text is another one's, is taken from the one
    question that the row's issue speaks of; where the file itself spells the code, or another row bears the one that
    the issue speaks of, the code stays and the row is doubted.
    """
    texts = _texts(statements, rules)
    rows = Counter((item.question_id, item.part) for item in plan)
    return tuple(_settle(item, texts, rows, rules) for item in plan)


Pairs = Counter[str]
"""How often each pair of neighbouring letters stands in a skeleton."""


def _texts(statements: Sequence[Statement], rules: Framework) -> dict[str, tuple[Pairs, ...]]:
    """Return what is said about each question: in the statements, and in the year's facts."""
    found: dict[str, list[str]] = {}
    for statement in statements:
        if statement.question_id and statement.issue:
            found.setdefault(statement.question_id, []).append(skeleton(statement.issue))
    for item in rules.items:
        if item.key.is_question and item.names:
            found.setdefault(item.key.code, []).extend(skeleton(name) for name in item.names)
    return {code: tuple(map(_pairs, dict.fromkeys(texts))) for code, texts in found.items()}


def _settle(
    item: PlanItem, texts: Mapping[str, tuple[Pairs, ...]], rows: Mapping[tuple[str, str], int], rules: Framework
) -> PlanItem:
    unread = bool({CODE_MISSING, CODE_UNREADABLE} & set(item.doubts))
    issue = skeleton(item.issue.value or "")
    if len(issue) < MIN_LETTERS or not texts:
        return item
    pairs = _pairs(issue)
    alike = {code: max(_likeness(pairs, text) for text in said) for code, said in texts.items()}
    (best, most), *others = sorted(alike.items(), key=lambda pair: -pair[1])
    second = others[0][1] if others else 0.0
    if most < LIKE or most - second < CLEARLY or best == item.question_id:
        return item
    if not unread and alike.get(item.question_id, 0.0) > most - 2 * CLEARLY:
        return item
    if not unread and (item.issue.reader == SPELLED or rows.get((best, item.part))):
        return replace(item, doubts=(*item.doubts, CODE_AGAINST_TEXT))
    return _with_code(item, best, rules)


MIN_LETTERS = 12
"""A shorter skeleton is too little to know a question by."""


def _pairs(skeleton_of_text: str) -> Pairs:
    return Counter(skeleton_of_text[at : at + 2] for at in range(len(skeleton_of_text) - 1))


def _likeness(one: Pairs, other: Pairs) -> float:
    """Return the share of two texts' pairs of letters that they have in common, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * sum(min(count, other[pair]) for pair, count in one.items()) / total if total else 0.0


def _with_code(item: PlanItem, code: str, rules: Framework) -> PlanItem:
    facts = item_of(code, rules)
    parted = has_parts(code, rules)
    doubts = [doubt for doubt in item.doubts if doubt not in (CODE_MISSING, CODE_UNREADABLE, PART_UNKNOWN)]
    doubts += [PART_UNKNOWN] if parted and not item.part else []
    return replace(
        item,
        question_id=code,
        instrument=facts.instrument if facts else item.instrument,
        indicator_no=facts.indicator_no if facts else item.indicator_no,
        part=item.part if parted else "",
        doubts=(*doubts, CODE_FROM_TEXT),
    )
