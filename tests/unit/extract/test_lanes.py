"""Lanes of specks: along which sides of a grid they are a rule, and what is none."""

import numpy as np

from pipeline.extract.lanes import Lane, sides_of, stretch_of
from tests.unit.extract.paper import DPI

UNIT = stretch_of(DPI)
LONG = 300
"""Stretches of a lane; three sides of a hundred each lie between four lanes that cross it."""
CROSSING = [0, 100 * UNIT, 200 * UNIT, 299 * UNIT]


def lane(at, marked, worded=()):
    """Return a lane with specks, and words, in some of its stretches."""
    specks, words = np.zeros(LONG, bool), np.zeros(LONG, bool)
    specks[list(marked)] = True
    words[list(worded)] = True
    return Lane(at=at, marked=specks, worded=words, free=~words)


def held(*lanes):
    """Return for each lane along which of the three sides it is a rule."""
    found = sides_of(lanes, CROSSING, DPI)
    return [
        [bool(((found[:, 1] == one.at) & (found[:, 0] == begin)).any()) for begin in CROSSING[:-1]] for one in lanes
    ]


def test_a_few_specks_from_one_end_to_the_other_are_a_rule():
    assert held(lane(50, range(10, 300, 35))) == [[True, True, True]]


def test_a_rule_goes_on_where_no_speck_was_to_be_expected():
    worn, whole = lane(50, [5, 30, 60, 97, 205, 240, 270, 295]), lane(90, range(LONG))
    assert held(worn, whole)[0] == [True, True, True]


def test_a_rule_of_which_all_is_left_ends_where_nothing_is():
    assert held(lane(50, [*range(100), *range(200, 300)])) == [[True, False, True]]


def test_specks_no_more_than_dust_are_no_rule():
    assert held(lane(50, [30, 31, 250])) == [[False, False, False]]


def test_a_lone_stroke_of_a_letter_is_no_rule():
    assert held(lane(50, range(40, 48))) == [[False, False, False]]


def test_letters_that_touch_a_rule_do_not_end_it():
    assert held(lane(50, range(0, 300, 4), worded=range(120, 126))) == [[True, True, True]]


def test_where_words_run_through_one_rule_of_a_table_the_others_inside_it_end():
    some = [*range(0, 100, 12), *range(200, 300, 12)]
    outer, inner = range(0, 300, 12), some
    lanes = [lane(20, outer), lane(40, inner, worded=range(110, 190)), lane(60, inner), lane(80, outer)]
    assert held(*lanes) == [[True, True, True], [True, False, True], [True, False, True], [True, True, True]]
