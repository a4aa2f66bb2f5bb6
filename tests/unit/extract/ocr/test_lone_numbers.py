"""Which lines the network for lone numbers reads."""

import pytest

from pipeline.extract.ocr.glyph import Glyph
from pipeline.extract.ocr.lone_numbers import is_lone_code, is_lone_number, may_be_lone_number


def line(text: str) -> tuple[Glyph, ...]:
    return tuple(Glyph(one, place, place, 1.0) for place, one in enumerate(text))


@pytest.mark.parametrize(
    "text", ["๙๓.๐๕", "98.92", "๑๐๐", "0", "๑,๒๓๔.๕๐ บาท", "92.15 คะแนน", "97.5%", "(๘๙.๒)", "-1.25", "๘๐๐.-", ".๖๙"]
)
def test_numbers_with_their_signs_and_units_are_lone(text: str):
    assert is_lone_number(line(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ".",
        "บาท",
        "O12",
        "i๗",
        "ร้อยละ ๙๓.๐๕",
        "๑ ต.ค. ๒๕๖๘",
        "๙๐.๑๒ A",
        "o.oo",
        "- 7 -",
        "-7-",
        "๑/๒",
        "90 - 94",
    ],
)
def test_codes_words_dates_ranges_page_numbers_and_lines_without_a_digit_are_none(text: str):
    assert not is_lone_number(line(text))


@pytest.mark.parametrize(
    ("text", "may"),
    [("I๕๑.๑๒", True), ("11i.452", True), ("๗๖.๓๙ท", True), ("I12", False), ("O๑๒", False), ("ททท", False)],
)
def test_a_doubtful_letter_beside_four_digits_may_be_dirt(text: str, may: bool):
    doubtful = tuple(Glyph(one, 0, 0, 0.5 if one in "IiOท" else 1.0) for one in text)
    assert may_be_lone_number(doubtful) is may
    assert not may_be_lone_number(line(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [("I๑๔", True), ("e9", True), ("O12", True), ("๑๔", False), ("I", False), ("I๕๑.๑๒", False), ("IIT", False)],
)
def test_a_letter_of_an_instrument_and_a_question_number_are_a_code(text: str, code: bool):
    assert is_lone_code(line(text)) is code
