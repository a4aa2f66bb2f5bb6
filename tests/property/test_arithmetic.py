"""Any true report raises no alarm; any change of a tenth of a point in a checked whole is found."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arithmetic.equations import equations
from pipeline.arithmetic.repair import explain
from pipeline.facts import TOTAL, known_years, load_framework
from pipeline.model.check import Outcome, Severity
from pipeline.model.report import Key
from pipeline.validate import validate_report
from tests.build import report, score
from tests.true_scores import true_scores

YEARS = [year for year in known_years() if load_framework(year).parts(TOTAL)]
FEW = settings(max_examples=25, deadline=None)


@st.composite
def truths(draw):
    """Draw a year's facts and everything that a true report of it prints."""
    rules = load_framework(draw(st.sampled_from(YEARS)))
    return rules, true_scores(rules, Random(draw(st.integers(0, 2**32))))


def printed(values, **how):
    made = tuple(score(f"{key.code} {key.part}".strip(), str(value)) for key, value in values.items())
    return report(scores=made, **how)


def errors(made, rules):
    found = validate_report(made, rules)
    return [c for c in found if c.outcome is Outcome.FAIL and c.severity is Severity.ERROR]


@FEW
@given(truths())
def test_true_scores_raise_no_alarm(truth):
    rules, true = truth
    points = tuple(score(key.code, str(value)) for key, value in true.points.items())
    assert errors(printed(true.scores, weighted=points), rules) == []


@FEW
@given(truths())
def test_true_scores_of_which_only_those_below_full_are_listed_raise_no_alarm(truth):
    rules, true = truth
    listed = {key: value for key, value in true.scores.items() if not (key.is_question and value == 100)}
    assert errors(printed(listed, lists_only_below_full=True), rules) == []


@FEW
@given(truths(), st.data())
def test_any_whole_that_is_off_by_a_tenth_is_found(truth, data):
    rules, true = truth
    wholes = sorted({equation.whole for equation in equations(rules, true.scores, full=False)})
    key = data.draw(st.sampled_from(wholes))
    off = true.scores[key] + data.draw(st.sampled_from((Decimal("0.10"), Decimal("-0.10"))))
    assert errors(printed({**true.scores, key: off}), rules)


@FEW
@given(truths(), st.data())
def test_an_explanation_that_is_said_to_be_the_only_one_makes_everything_agree(truth, data):
    rules, true = truth
    key = data.draw(st.sampled_from(sorted(true.scores)))
    wrong = {**true.scores, key: data.draw(st.decimals(0, 100, places=2))}
    found = explain(rules, wrong, full=False)
    if found.unique:
        mended = wrong | {change.key: change.value for change in found.changes}
        assert all(equation.holds(mended) for equation in equations(rules, mended, full=False))


@pytest.mark.parametrize("year", YEARS)
def test_every_year_checks_its_total(year):
    rules = load_framework(year)
    true = true_scores(rules, Random(1))
    checked = {equation.check_id for equation in equations(rules, true.scores, full=False)}
    assert {"total", "instrument_mean"} <= checked


def test_the_same_report_gives_the_same_results():
    rules = load_framework("2568")
    wrong = {**true_scores(rules, Random(4)).scores, Key("7"): Decimal("12.34")}
    assert validate_report(printed(wrong), rules) == validate_report(printed(wrong), rules)
