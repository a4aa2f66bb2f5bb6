"""How sure years and codes are among what can be printed in their place."""

import pytest

from pipeline.judge.among import as_code, as_year
from tests.build import key, reading


def year(*alternatives):
    return as_year(reading(2568, raw_text="๒๕๖๘", reader="thai", confidence=0.9, alternatives=alternatives, again=0.9))


def code(*alternatives):
    label = reading("I20", reader="thai", confidence=0.9, alternatives=alternatives, again=0.9)
    return as_code(label, key("I20"))


@pytest.mark.parametrize("other", ["๒๕๐๘", "๒๔๖๘", "๒๖๘", "๒&๖๘"])
def test_what_is_no_year_of_the_assessment_is_no_doubt_about_a_year(other):
    assert year((other, 0.1)).confidence == year((other, 0.1)).again == pytest.approx(1.0)


@pytest.mark.parametrize("other", ["๒๕๖๔", "2569", "๒๕๖๗"])
def test_another_year_of_the_assessment_is_a_doubt(other):
    assert year((other, 0.1)).confidence == pytest.approx(0.9)


@pytest.mark.parametrize("other", ["20", "l20", "|20", "120", "๒๐", "เ20", "i20"])
def test_what_names_no_other_question_is_no_doubt_about_a_code(other):
    assert code((other, 0.1)).confidence == pytest.approx(1.0)


@pytest.mark.parametrize("other", ["E20", "I29", "I2", "0", "", "26"])
def test_another_question_or_none_is_a_doubt(other):
    assert code((other, 0.1)).confidence == pytest.approx(0.9)


def test_what_nobody_told_is_a_doubt_about_a_code():
    assert code(("20", 0.04)).confidence == pytest.approx(0.94)


def test_what_nobody_told_of_a_year_is_mostly_a_sign_beside_it():
    assert year(("๒&๖๘", 0.04)).confidence == pytest.approx(0.9994)


def test_a_second_look_that_differs_still_does():
    label = reading("I20", reader="thai", confidence=0.5, alternatives=[("20", 0.5)], again=0.3)
    assert as_code(label, key("I20")).again == 0.3
