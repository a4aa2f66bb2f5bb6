"""The one number that a cell prints."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.document import Character
from pipeline.parse.numbers import read_count, read_number
from pipeline.parse.passage import Ink, join
from tests.unit.parse.paper import line


@pytest.mark.parametrize("text", ["• 98.64", ". ๙๘.๖๔", "98.64 -", "98.64.", "ร้อยละ ๙๘.๖๔ .", "98.64 คะแนน"])
def test_dirt_beside_a_number_is_no_part_of_it(text: str) -> None:
    reading = read_number(join([Ink(1, line(text))]))
    assert reading is not None
    assert reading.value == Decimal("98.64")
    assert reading.raw_text in {"98.64", "๙๘.๖๔"}


@pytest.mark.parametrize("text", ["98..64", "9 8.64", "98.6.", "98.64 97.00", "98.64\n- – – 97.00"])
def test_what_may_be_another_number_has_no_value(text: str) -> None:
    reading = read_number(join([Ink(1, line(text))]))
    assert reading is not None
    assert reading.value is None


@pytest.mark.parametrize("text", ["-", "–", "", "."])
def test_an_empty_cell_prints_no_number(text: str) -> None:
    assert read_number(join([Ink(1, line(text))])) is None


def doubted(text: str, alternatives: tuple[tuple[str, float], ...], confidence: float = 0.9):
    """Return the reading of a number whose last digit may be something else."""
    sure = [Character(one, 0.0, 1.0, 0.999, again=0.999) for one in text[:-1]]
    last = Character(text[-1], 0.0, 1.0, confidence, alternatives, again=confidence)
    return read_number(join([Ink(1, replace(line(text), characters=(*sure, last)))]))


@pytest.mark.parametrize(
    ("text", "other"), [("๐", "o"), ("๐", "0"), ("๐", "○"), ("๐", "°"), ("๙๘.๖๐", "○"), ("๙๘.๖๓", "ต")]
)
def test_what_may_be_a_letter_beside_a_digit_is_no_doubt_about_a_number(text: str, other: str) -> None:
    reading = doubted(text, ((other, 0.099),))
    assert reading.confidence == pytest.approx(0.999, abs=2e-3)
    assert reading.again == pytest.approx(0.999, abs=2e-3)


@pytest.mark.parametrize(
    ("text", "other"), [("๐", "๑"), ("๐", ""), ("๐", "-"), ("๐", "•"), ("๙๘.๖๔", "๕"), ("๙๘.๖๔", "")]
)
def test_what_may_be_another_number_or_none_is_a_doubt(text: str, other: str) -> None:
    reading = doubted(text, ((other, 0.099),))
    assert reading.confidence == pytest.approx(0.9, abs=2e-3)
    assert reading.again == pytest.approx(0.9, abs=2e-3)


def test_what_no_alternative_tells_is_a_doubt() -> None:
    assert doubted("๐", (("o", 0.02),)).confidence == pytest.approx(0.92)


@pytest.mark.parametrize(("text", "other"), [("100.00", "O"), ("๑๐๐.๐๐", "๖"), ("98.64", "/"), ("98.64", "00")])
def test_what_would_make_a_number_no_score_is_no_doubt_about_it(text: str, other: str) -> None:
    assert doubted(text, ((other, 0.099),)).confidence == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["100.00", "๑๐๐.๐๐", "98.64", "๙๘.๖๔"])
def test_a_digit_that_may_be_overlooked_is_no_doubt_where_one_more_makes_no_score(text: str) -> None:
    reading = doubted(text, (), confidence=0.93)
    assert (reading.confidence, reading.again) == (1.0, 1.0)


@pytest.mark.parametrize("text", ["98.6", "0", "10.00", "9.64", "90.00", "๑๐.๐๐", "๙.๑๐"])
def test_a_digit_that_may_be_overlooked_is_a_doubt_where_one_more_makes_another_score(text: str) -> None:
    everywhere = [Character(one, 0.0, 1.0, 0.93, (), again=0.93) for one in text]
    reading = read_number(join([Ink(1, replace(line(text), characters=tuple(everywhere)))]))
    assert (reading.confidence, reading.again) == (0.93, 0.93)


@pytest.mark.parametrize("text", ["100", "๑๐๐", "๙๘"])
def test_a_point_that_may_be_overlooked_is_a_tenth_of_a_doubt(text: str) -> None:
    assert doubted(text, (), confidence=0.93).confidence == pytest.approx(0.993, abs=1e-6)


@pytest.mark.parametrize(("text", "confidence"), [("ได้คะแนน ๐", 1.0), ("๐", 0.9)])
def test_nothing_can_stand_alone_in_a_cell_but_not_where_a_sentence_needs_a_number(
    text: str, confidence: float
) -> None:
    assert doubted(text, (("", 0.1),)).confidence == pytest.approx(confidence)


def test_a_reader_that_tells_as_many_alternatives_as_it_may_can_hold_still_others_possible() -> None:
    told = tuple((other, 0.001) for other in "ABCD")
    assert doubted("98.64", told, confidence=0.93).confidence == pytest.approx(0.93, abs=1e-2)


@pytest.mark.parametrize(
    ("others", "confidence"), [("ABCD", 0.998), ("1BCD", 0.975)], ids=["no digit is told", "a digit is"]
)
def test_what_is_less_likely_than_the_readings_that_are_told_makes_a_score_as_seldom(
    others: str, confidence: float
) -> None:
    told = tuple((other, 0.02) for other in others)
    assert doubted("98.64", told, confidence=0.9).confidence == pytest.approx(confidence, abs=1e-3)


def test_a_second_look_that_read_something_else_stays_one() -> None:
    reading = doubted("๐", (("o", 0.6),), confidence=0.4)
    assert reading.again == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" 3. ", 3), ("2\n--", 2), ("“ 26", 26), ("1 2", None), ("ก1", None), ("", None)]
)
def test_the_number_of_a_row_is_read_through_dirt(text: str, number: int | None) -> None:
    assert read_count(text) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("; 26.64", "26.64"),
        ("- - - .- -“ 28.88", "28.88"),
        ("+- - - - -- 39.72 !", "39.72"),
        ("39.72 -.-..-", "39.72"),
        ("+ 12.78", None),
        ("! 00.00", None),
        ("0", "0"),
    ],
)
def test_specks_around_a_number_are_none_of_it(text: str, value: str | None) -> None:
    read = read_number(join((Ink(1, line(text, reader="thai 1")),)))
    assert read is not None
    assert (str(read.value) if read.value is not None else None) == value
