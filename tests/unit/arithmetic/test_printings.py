"""One score in several places, read differently."""

from decimal import Decimal

from pipeline.arithmetic.printings import likeliest, settle
from pipeline.model.geometry import BBox
from pipeline.model.report import Place
from tests.build import score


def printed(page, value, confidence, *alternatives, reader="thai"):
    """Return a printing on a page, and what else its reader holds possible."""
    places = (Place(page, BBox(0, 0, 10, 10)),)
    return score("I4", value, reader=reader, confidence=confidence, alternatives=alternatives, places=places)


def test_a_doubtful_reading_is_settled_by_a_sure_one_elsewhere():
    first, second = printed(1, "48.05", 0.57, ("98.05", 0.42)), printed(2, "98.05", 0.996, ("48.05", 0.003))
    value, sure = settle((first, second)) or (None, 0.0)
    assert value == Decimal("98.05")
    assert 0.99 <= sure < 1


def test_two_sure_readings_are_what_the_author_printed():
    assert settle((printed(1, "48.05", 0.998, ("98.05", 0.002)), printed(2, "98.05", 0.999))) is None


def test_a_value_that_a_reader_does_not_hold_possible_was_not_misread():
    assert settle((printed(1, "48.05", 0.57, ("46.05", 0.42)), printed(2, "98.05", 0.999))) is None


def test_what_the_file_spells_is_no_misreading():
    spelled = printed(1, "48.05", 1.0, reader="text-layer")
    assert settle((spelled, printed(2, "98.05", 0.57, ("48.05", 0.42)))) is None
    assert likeliest((spelled, printed(2, "98.05", 0.999))) is None


def test_one_piece_of_ink_read_twice_settles_nothing():
    assert settle((printed(1, "48.05", 0.57, ("98.05", 0.42)), printed(1, "98.05", 0.996))) is None


def test_the_likeliest_value_is_the_one_that_the_other_reader_holds_possible():
    first, second = printed(1, "45.61", 0.98, ("95.61", 0.018)), printed(2, "95.61", 0.9994, ("45.61", 0.0005))
    assert likeliest((first, second)) == Decimal("95.61")
    assert likeliest((printed(1, "45.61", 0.98), printed(2, "95.61", 0.98))) is None
