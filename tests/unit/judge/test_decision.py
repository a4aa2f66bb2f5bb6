"""The whole domain of the one decision, against rules worded apart from the code."""

from itertools import product

import pytest

from pipeline.judge import Grounds, judge
from pipeline.model.judgement import Status

CERTAIN, WORDS, ONE_INK = 0.99, 0.996, 0.998
DOMAIN = [
    Grounds(*values)
    for values in product(
        (True, False),  # readable
        (True, False),  # spelled
        (0.0, 0.9899, 0.99, 0.9959, 0.9961, 0.9979, 0.9981, 1.0),  # probability
        (True, False, None),  # second reader
        (True, False),  # at the same ink
        (0, 1, 2),  # checks passed
        (0, 1, 2),  # checks failed
        (True, False),  # text
        (True, False),  # corrected
    )
]


def speaks_against(grounds: Grounds) -> set[str]:
    if not grounds.readable:
        return {"unreadable"}
    found = set()
    if grounds.second_reader is False:
        found.add("readers_differ")
    if grounds.checks_failed:
        found.add("does_not_add_up")
    return found


def number_of_grounds(grounds: Grounds) -> int:
    needed = ONE_INK if grounds.same_ink and not grounds.checks_passed else CERTAIN
    return [grounds.probability >= needed, grounds.second_reader is True, grounds.checks_passed >= 1].count(True)


def test_what_a_person_has_looked_at_is_corrected():
    assert {judge(grounds, CERTAIN) for grounds in DOMAIN if grounds.corrected} == {(Status.CORRECTED, ())}


def test_what_speaks_against_a_value_is_always_said_and_never_accepted():
    for grounds in DOMAIN:
        against = speaks_against(grounds)
        if against and not grounds.corrected:
            status, reasons = judge(grounds, CERTAIN)
            assert status is Status.NEEDS_REVIEW
            assert set(reasons) == against
            assert len(reasons) == len(against)


def test_what_the_file_spells_is_accepted_unless_something_speaks_against_it():
    for grounds in DOMAIN:
        if grounds.spelled and not grounds.corrected and not speaks_against(grounds):
            assert judge(grounds, CERTAIN) == (Status.ACCEPTED, ())


def test_a_number_that_is_not_spelled_needs_two_grounds():
    for grounds in DOMAIN:
        if grounds.spelled or grounds.corrected or grounds.text or speaks_against(grounds):
            continue
        if number_of_grounds(grounds) >= 2:
            assert judge(grounds, CERTAIN) == (Status.ACCEPTED, ())
        else:
            assert judge(grounds, CERTAIN) == (Status.NEEDS_REVIEW, ("too_little_to_go_by",))


def test_words_that_are_not_spelled_must_be_surer_than_numbers():
    for grounds in DOMAIN:
        if grounds.spelled or grounds.corrected or not grounds.text or speaks_against(grounds):
            continue
        if grounds.probability >= WORDS:
            assert judge(grounds, CERTAIN) == (Status.ACCEPTED, ())
        else:
            assert judge(grounds, CERTAIN) == (Status.NEEDS_REVIEW, ("text_not_proven",))


def test_only_accepted_and_corrected_rows_have_no_reason():
    for grounds in DOMAIN:
        status, reasons = judge(grounds, CERTAIN)
        assert (status is Status.NEEDS_REVIEW) == bool(reasons)


@pytest.mark.parametrize(("certain", "needed"), [(0.5, 0.8), (0.95, 0.98), (0.999, 0.9996)])
def test_the_least_probability_follows_from_the_one_that_the_run_was_told(certain, needed):
    words = Grounds(readable=True, spelled=False, probability=needed + 0.0001, text=True)
    assert judge(words, certain)[0] is Status.ACCEPTED
    assert judge(words, certain + 0.001)[0] is Status.NEEDS_REVIEW
