"""Whether it is certain which question a score is of."""

import pytest

from pipeline.judge.codes import code_reasons
from pipeline.model.report import Origin
from tests.build import plan_item, report, score, text

READER = "thai 1"
MADE_OUT = {"reader": READER, "doubts": ("code_from_context",)}


def clear(code, **how):
    """Return a score of a table whose code was surely read."""
    return score(code, "100", reader=READER, label=text(code, reader=READER, confidence=1.0, again=1.0), **how)


def made_out(code, **how):
    return score(code, "100", **MADE_OUT, **how)


def reasons(of, *scores, plan=()):
    made = report(scores=scores, plan=plan)
    return code_reasons(made.printings(of.key), made, 0.99)


def test_a_code_made_out_between_two_sure_ones_that_count_up_is_proven():
    doubtful = made_out("I3")
    assert reasons(doubtful, clear("I2"), doubtful, made_out("I4"), clear("I5")) == []


def test_both_parts_of_a_question_are_one_step():
    first, second = made_out("E3 public"), made_out("E3 survey")
    others = (clear("E2 public"), clear("E2 survey")), (clear("E4 public"), clear("E4 survey"))
    assert reasons(first, *others[0], first, second, *others[1]) == []
    assert reasons(second, *others[0], first, second, *others[1]) == []


def test_the_first_of_a_table_begins_with_one():
    assert reasons(made_out("I1"), made_out("I1"), clear("I2")) == []
    assert "code_not_proven" in reasons(made_out("I4"), made_out("I4"), clear("I5"))


@pytest.mark.parametrize("others", [("I1", "I5"), ("I2", "I6"), ("O2", "I4")])
def test_a_table_that_passes_over_a_code_proves_none(others):
    doubtful = made_out("I3")
    found = reasons(doubtful, clear(others[0]), doubtful, clear(others[1]))
    assert found == ["code_from_context", "code_not_proven"]


def listed(codes, indicators):
    """Return the scores of questions whose letter was lost, below the numbers of indicators."""
    return [made_out(code, under=under) for code, under in zip(codes, indicators, strict=True)]


def test_a_whole_list_whose_letters_were_lost_is_proven_by_its_numbers_and_indicators():
    rows = listed(["I1", "I2", "I3", "I4", "I5", "I6"], [1, 1, 1, 2, 2, None])
    assert [reasons(row, *rows, clear("E1")) for row in rows] == [[]] * 6


@pytest.mark.parametrize(
    ("codes", "indicators"),
    [
        (["I1", "I2", "I3", "I4", "I6", "I7"], [1, 1, 1, 2, 2, 3]),
        (["I2", "I3", "I4", "I5", "I6", "I7"], [1, 1, 2, 2, 2, 3]),
        (["I1", "I2", "I3", "I4", "I5"], [1, 1, 1, 2, 2]),
        (["I1", "I2", "I3", "I4", "I5", "I6"], [1, 1, 1, 1, 1, 1]),
        (["I1", "I2", "I3", "I4", "I5", "I6"], [None] * 6),
    ],
)
def test_a_list_that_lacks_questions_or_indicators_proves_none(codes, indicators):
    rows = listed(codes, indicators)
    assert "code_not_proven" in reasons(rows[2], *rows)


def test_a_list_with_a_question_below_another_indicator_proves_none():
    rows = listed(["I1", "I2", "I3", "I4", "I5"], [1, 1, 1, 2, 2])
    astray = made_out("I6", under=3, belongs=False)
    assert "code_not_proven" in reasons(rows[2], *rows, astray)


def test_a_code_in_a_sentence_is_not_proven_by_its_neighbours():
    doubtful = made_out("I3", origin=Origin.PROSE)
    found = reasons(doubtful, clear("I2", origin=Origin.PROSE), doubtful, clear("I4", origin=Origin.PROSE))
    assert "code_not_proven" in found


def test_a_code_in_its_indicators_place_that_the_plan_names_too_is_proven():
    doubtful = made_out("O11", origin=Origin.PROSE, under=9)
    assert reasons(doubtful, doubtful, plan=(plan_item(1, "O11"),)) == []


@pytest.mark.parametrize(
    ("row", "how"),
    [
        (plan_item(1, "O12"), {"under": 9}),
        (plan_item(1, "O11", doubts=("code_from_text",)), {"under": 9}),
        (plan_item(1, "O11"), {"under": None}),
        (plan_item(1, "O11"), {"under": 10, "belongs": False}),
    ],
    ids=["another question", "a code that is not printed", "no indicator", "another indicator"],
)
def test_a_plan_that_does_not_tell_proves_nothing(row, how):
    doubtful = made_out("O11", origin=Origin.PROSE, **how)
    assert "code_not_proven" in reasons(doubtful, doubtful, plan=(row,))


def test_other_doubts_stay():
    doubtful = score("I3", "100", reader=READER, doubts=("code_from_context", "columns_unsure"))
    assert reasons(doubtful, clear("I2"), doubtful, clear("I4")) == ["columns_unsure"]


def test_a_code_that_another_table_lists_again_is_counted_where_it_stands():
    doubtful = made_out("I3")
    listed = [clear("I2"), doubtful, clear("I4"), clear("O5"), clear("I4"), clear("I2")]
    assert reasons(doubtful, *listed) == []
