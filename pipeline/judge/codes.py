"""Grounds for the code of a question: its ink, its place among the others, and the plan that names it again."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.facts.readers import DIFFERS, is_spelled
from pipeline.judge.among import as_code
from pipeline.judge.decision import judge
from pipeline.judge.evidence import number_grounds
from pipeline.model.judgement import Status
from pipeline.model.report import Origin, Report, Score

CODE_NOT_PROVEN = "code_not_proven"
FROM_CONTEXT = "code_from_context"
"""The parser took the one code that fits where a damaged one stands."""
OF_CODES = ("code_", "codes_")
"""How the doubts of a plan's row begin that are about its code."""


def code_reasons(printings: Sequence[Score], report: Report, certain: float) -> list[str]:
    """Return why it may not be certain what a score is a score of.

    A code that an engine read must be printed again with the same score, or have two of: it is surely read, a second
    look read the same, it belongs to the indicator under which it stands. One that was misread, or made out from its
    place, is proven where it stands in a row that counts up, or where the plan names the same question clearly. An
    indicator's printed name bears out its number.
    """
    first = printings[0]
    doubts = list(first.doubts)
    if is_spelled(first.reading.reader) or (first.printed_name and not first.key.is_question):
        return doubts
    if first.key.is_question and (_counts_up(first, report, certain) or _is_planned(first, report)):
        return [doubt for doubt in doubts if doubt != FROM_CONTEXT]
    again = any(other.reading.value == first.reading.value for other in printings[1:])
    return doubts if again or _is_label_certain(first, certain) else [*doubts, CODE_NOT_PROVEN]


def _is_label_certain(score: Score, certain: float) -> bool:
    if score.label is None:
        return False
    placed = score.key.is_question and score.under is not None and score.belongs
    label = as_code(score.label, score.key) if score.key.is_question else score.label
    grounds = replace(number_grounds(label), checks_passed=int(placed))
    return judge(grounds, certain)[0] is Status.ACCEPTED


def _is_planned(score: Score, report: Report) -> bool:
    """Tell whether a row of the plan names a question whose code was read as that of its own indicator's place.

    Where a second look at the code saw another one, that is no proof.
    """
    key, label = score.key, score.label
    seen_otherwise = label is not None and label.again is not None and label.again < DIFFERS
    if score.under is None or not score.belongs or seen_otherwise:
        return False
    return any(
        row.question_id == key.code
        and row.part in ("", key.part)
        and not any(doubt.startswith(OF_CODES) for doubt in row.doubts)
        for row in report.plan
    )


def _counts_up(score: Score, report: Report, certain: float) -> bool:
    """Tell whether the codes of a table count up to a question's and on from it.

    There are sure ones around it, or it is one of a whole list of an instrument's questions.
    """
    if score.origin is not Origin.TABLE:
        return False
    listed = [one for one in report.scores if one.origin is Origin.TABLE and one.key.is_question]
    rows = [tuple(row) for _, row in groupby(listed, key=_code)]
    at = next((number for number, row in enumerate(rows) if any(one is score for one in row)), None)
    if at is None:
        return False
    before = next((place for place in range(at - 1, -1, -1) if _is_clear(rows[place][0], certain)), None)
    after = next((place for place in range(at + 1, len(rows)) if _is_clear(rows[place][0], certain)), None)
    first = before is None and at == 0 and _code(score)[1] == 1
    upper = first or (before is not None and _stands_at(rows, before, score, at))
    between = upper and after is not None and _stands_at(rows, after, score, at)
    return between or _is_of_whole_list(rows, at)


def _is_of_whole_list(rows: Sequence[tuple[Score, ...]], at: int) -> bool:
    """Tell whether all questions of one letter around a place count up from one, below their own indicators' numbers.

    A letter that is a bare stroke may be lost in all of them: their numbers, each read by itself, then bear out each
    other, and the indicators the letter.
    """
    letter = _code(rows[at][0])[0]
    first = next((place + 1 for place in range(at, -1, -1) if _code(rows[place][0])[0] != letter), 0)
    listed = [row[0] for row in rows[first:] if _code(row[0])[0] == letter]
    alone = all(_code(row[0])[0] != letter for row in rows[:first])
    counted = [_code(score)[1] for score in listed] == list(range(1, len(listed) + 1))
    indicators = {score.under for score in listed if score.under is not None}
    return alone and counted and len(listed) >= WHOLE and len(indicators) > 1 and all(one.belongs for one in listed)


WHOLE = 6
"""So many questions that count up from one are the list of an instrument."""


def _stands_at(rows: Sequence[tuple[Score, ...]], sure: int, score: Score, at: int) -> bool:
    """Tell whether a question stands where it should if each row from one that is sure counts one more."""
    letter, number = _code(score)
    return _code(rows[sure][0]) == (letter, number + sure - at)


def _code(score: Score) -> tuple[str, int]:
    """Return the letter and the number of a question's code."""
    return score.key.code[0], int(score.key.code[1:])


def _is_clear(score: Score, certain: float) -> bool:
    """Tell whether a question's code was surely read."""
    return not score.doubts and _is_label_certain(score, certain)
