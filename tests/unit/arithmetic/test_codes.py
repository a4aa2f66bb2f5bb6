"""The two codes: equations of means, the lattice of one sample, and what explains a contradiction."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from pipeline.arithmetic.digits import digit_neighbours, pinned
from pipeline.arithmetic.equations import equations, points
from pipeline.arithmetic.lattice import cells, evidence, fits, to_units
from pipeline.arithmetic.repair import explain
from pipeline.facts import load_framework
from pipeline.model.report import Key
from tests.build import key

RULES = load_framework("2568")
PUBLIC = ("99.52", "99.52", "98.57", "99.05", "99.52")
"""Published means over 42 people in steps of 20 points."""
SURVEY = ("90.00", "88.67", "93.33", "91.33", "91.33", "90.00", "88.67", "90.00")
"""Published means over 30 people."""


def values(printed):
    return {key(of): Decimal(value) for of, value in printed.items()}


def units(scores):
    return np.array([to_units(Decimal(score)) for score in scores])


@pytest.mark.parametrize(("scores", "people"), [(PUBLIC, 42), (SURVEY, 30), (("96.77",), 31)])
def test_published_scores_lie_on_the_lattice_of_their_people(scores, people):
    lattice = list(cells()).index(5 * people)
    assert all(fits(to_units(Decimal(score)))[lattice] for score in scores)


@pytest.mark.parametrize("score", ["98.57", "99.52", "99.05"])
def test_scores_of_other_people_do_not(score):
    assert not fits(to_units(Decimal(score)))[list(cells()).index(5 * 30)]


def test_one_score_off_the_lattice_takes_its_evidence_away():
    assert evidence(units(SURVEY)) > 1e6 * evidence(units((*SURVEY[:-1], "90.10")))


def test_full_marks_tell_nothing_about_the_lattice():
    assert evidence(units((*SURVEY, "100"))) == evidence(units(SURVEY))


@pytest.mark.parametrize(
    ("printed", "checked"),
    [
        ({"ITA": "91.59", "IIT": "99.78", "EIT": "95.53", "OIT": "82.50"}, {"total"}),
        ({"IIT": "99.78"} | {str(n): "100" for n in range(1, 6)}, {"instrument_mean"}),
        ({"3": "98.92", "I7": "96.77", "I8": "100", "I9": "100"}, {"indicator_mean"}),
        ({"3": "98.92", "I7": "96.77", "I8": "100"}, set()),
        ({"ITA": "91.59", "1": "100"}, set()),
        ({"OIT": "82.50", "OIT points": "33.00"}, {"weighted_points"}),
        ({"ITA": "91.60", "IIT points": "29.94", "EIT points": "28.66", "OIT points": "33.00"}, {"points_sum"}),
    ],
)
def test_only_what_is_printed_is_checked(printed, checked):
    assert {equation.check_id for equation in equations(RULES, values(printed), full=False)} == checked


def test_a_part_that_is_not_printed_stands_for_its_own_mean_not_rounded():
    indicators = {"1": "100", "2": "100", "3": "98.92", "4": "100", "5": "100", "6": "96.45", "7": "95.84"}
    printed = values({"ITA": "91.59", "8": "94.30", "9": "85.00", "10": "80.00"} | indicators)
    (total,) = equations(RULES, printed, full=False)
    assert total.expected(printed) == Fraction("91.5942")


def test_half_a_unit_is_rounded_up():
    six = dict(zip(("E1", "E2", "E3"), ("100", "100", "100"), strict=True))
    printed = {f"{of} public": value for of, value in six.items()}
    printed |= {"E1 survey": "90.00", "E2 survey": "88.67", "E3 survey": "100"}
    up, down = ({"6": score} | printed for score in ("96.45", "96.44"))
    (equation,) = equations(RULES, values(up), full=False)
    assert equation.expected(values(up)) == Fraction("96.445")
    assert equation.exact(values(up))
    assert not equation.exact(values(down))
    assert equation.holds(values(down))


@pytest.mark.parametrize(
    ("score", "some", "none"),
    [
        ("98.92", ["98.93", "90.92", "18.92", "98.12"], ["98.92", "100", "8.92"]),
        ("100", [], ["200", "100.01", "0"]),
        ("5.00", ["6.00", "5.10", "0.00"], ["15.00", "50.00"]),
    ],
)
def test_digit_neighbours_differ_in_one_printed_digit(score, some, none):
    near = {Decimal(other).scaleb(-2) for other in digit_neighbours(to_units(Decimal(score)))}
    assert {Decimal(other) for other in some} <= near
    assert not {Decimal(other) for other in none} & near


def test_an_equation_pins_its_whole_and_full_marks_but_no_last_digit_of_a_part():
    printed = values({"3": "98.92", "I7": "96.77", "I8": "100", "I9": "100"})
    (equation,) = equations(RULES, printed, full=False)
    assert set(pinned(equation, printed, RULES)) == {Key("3"), Key("I8"), Key("I9")}


def test_an_equation_and_a_lattice_together_pin_a_question():
    printed = values({"8": "94.30"} | dict(zip((f"E{n} public" for n in (7, 8, 9)), PUBLIC[2:], strict=True)))
    printed |= values(dict(zip((f"E{n} survey" for n in (7, 8, 9)), SURVEY[5:], strict=True)))
    few = {equation.whole: pinned(equation, printed, RULES) for equation in equations(RULES, printed, full=False)}
    printed |= values(dict(zip((f"E{n} survey" for n in (1, 2, 4, 5, 6)), SURVEY[:5], strict=True)))
    many = {equation.whole: pinned(equation, printed, RULES) for equation in equations(RULES, printed, full=False)}
    assert Key("E9", "survey") not in few[Key("8")]
    assert Key("E9", "survey") in many[Key("8")]


@pytest.mark.parametrize(("third", "pins"), [("79.35", False), ("77.42", True)])
def test_an_equation_pins_no_whole_that_the_answers_behind_its_parts_make_another(third, pins):
    people = {"I1": "99.35", "I2": "99.35", "I3": third, "I4": "98.06", "I5": "96.77", "I6": "94.84"}
    score = {"79.35": "92.68", "77.42": "92.04"}[third]  # 31 people: 92.6883 and 92.0430, printed 92.6833 and 92.0400
    printed = values({"1": score} | people)
    (equation,) = equations(RULES, printed, full=False)
    assert equation.exact(printed)
    assert (Key("1") in pinned(equation, printed, RULES)) is pins


def test_an_equation_that_holds_only_nearly_stands_up_for_nothing():
    printed = values({"3": "98.93", "I7": "96.77", "I8": "100", "I9": "100"})
    (equation,) = equations(RULES, printed, full=False)
    assert equation.holds(printed)
    assert pinned(equation, printed, RULES) == ()


def test_points_have_keys_of_their_own():
    assert points(Key("OIT")).label == "points OIT"


OVERVIEW = {
    "ITA": "91.59", "1": "100", "2": "100", "3": "98.92", "4": "100", "5": "100",
    "6": "96.45", "7": "95.84", "8": "94.30", "9": "85.00", "10": "80.00",
}  # fmt: skip


def test_what_agrees_needs_no_explanation():
    found = explain(RULES, values(OVERVIEW), full=False)
    assert (found.changes, found.unique, found.settled, found.suspects) == ((), False, True, ())


def test_a_digit_that_only_one_value_explains():
    found = explain(RULES, values(OVERVIEW | {"ITA": "61.59"}), full=False)
    assert [(change.key, change.value, change.printed) for change in found.changes] == [
        (Key("ITA"), Decimal("91.59"), Decimal("61.59"))
    ]
    assert found.unique


def test_several_explanations_are_all_suspects():
    found = explain(RULES, values(OVERVIEW | {"10": "81.00"}), full=False)
    assert not found.unique
    assert {Key("9"), Key("10")} <= set(found.suspects)


def test_the_readers_own_alternative_decides_between_explanations():
    alternatives = {Key("10"): {Decimal("80.00"): 0.3}}
    found = explain(RULES, values(OVERVIEW | {"10": "81.00"}), full=False, alternatives=alternatives)
    assert found.unique
    assert [(change.key, change.value) for change in found.changes] == [(Key("10"), Decimal("80.00"))]


def test_two_wrong_digits_in_different_places_are_both_found():
    wrong = OVERVIEW | {"3": "38.92", "I7": "96.77", "I8": "100", "I9": "100", "ITA": "94.59"}
    found = explain(RULES, values(wrong), full=False)
    assert {(change.key.code, str(change.value)) for change in found.changes} == {("3", "98.92"), ("ITA", "91.59")}


def test_a_score_above_full_marks_is_always_changed():
    found = explain(RULES, values(OVERVIEW | {"4": "180.00"}), full=False)
    assert [(change.key, change.value) for change in found.changes] == [(Key("4"), Decimal("100.00"))]


def test_a_question_that_is_not_listed_may_be_the_one_below_full_marks():
    found = explain(RULES, values({"3": "97.00", "I7": "96.00"}), full=True)
    assert Key("I8") in found.suspects


HALFWAY = {"ITA": "97.66", "IIT": "98.99", "EIT": "99.56", "OIT": "95.00"}
"""The instruments give 97.565: rounded from them it is 97.57, from what they are rounded from it may be 97.56."""


def total_changes(printed, alternatives):
    found = explain(RULES, values(printed), full=False, alternatives={key("ITA"): alternatives})
    return {str(change.value) for change in found.certain_changes if change.key == key("ITA")}


def test_a_total_that_may_be_rounded_up_or_down_has_no_certain_value():
    assert total_changes(HALFWAY, {}) == set()


def test_where_the_rounding_is_plain_a_total_that_is_off_by_a_digit_has_one():
    assert total_changes(HALFWAY | {"OIT": "95.02", "ITA": "97.67"}, {Decimal("97.57"): 0.3}) == {"97.57"}


def test_what_its_reader_holds_possible_decides_the_rounding():
    assert total_changes(HALFWAY, {Decimal("97.56"): 0.3}) == {"97.56"}
