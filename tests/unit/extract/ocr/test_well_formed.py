"""Spoilt numbers: which readings are, and what is read in their place."""

import numpy as np
import pytest

from pipeline.extract.ocr.decode import Chances, decoded
from pipeline.extract.ocr.well_formed import is_spoilt, well_formed

HALF = 0.5
CHARACTERS = "๐๑๒๓๔๕๖๗๘๙ป.,"


def columns(*answers: dict[str, float]) -> Chances:
    """Return answers of one column for each character, with an empty one after each."""
    chances = np.zeros((2 * len(answers), len(CHARACTERS) + 1), np.float32)
    for place, answer in enumerate(answers):
        for text, chance in answer.items():
            chances[2 * place, CHARACTERS.index(text) + 1 if text else 0] = chance
    chances[:, 0] += 1 - chances.sum(axis=1)
    return chances


def read(*answers: dict[str, float]) -> tuple[str, float]:
    chances = columns(*answers)
    found = well_formed(decoded(chances, CHARACTERS), chances, CHARACTERS)
    return "".join(glyph.text for glyph in found), min(glyph.confidence for glyph in found)


@pytest.mark.parametrize("text", ["๖๗ป๔๕", "๗๔..๑๙", "๖๔.๔๓.", "๘๕๘๘.", "57,-", "9,200:-", "391,978707.29", "๑๓๐๐-"])
def test_a_number_with_one_sign_that_cannot_stand_there_is_spoilt(text: str):
    assert is_spoilt(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "–",
        "ป",
        "ผ่าน",
        "๑.",
        "๑๒.",
        "(๑)",
        "๑)",
        "ข.๒",
        "I๕๕",
        "I7.8",
        "B 12",
        "O25",
        "๑๐/๒๕๖๘",
        "๓๐/๐๖/๒๕๖๘",
        "08:30",
        "๘๕ - ๙๔",
        "- ๑๒ -",
        "02-590-1234",
        "๑.๒.๓",
        "82 17",
        "ข้อ ๑๕",
        "๑๒ คน",
        "ร้อยละ ๙๓.๐๕",
        "๙๓.๐๕",
        "๑,๒๓๔.๕๐ บาท",
        "๐๒๕",
        ".๖๙",
        "1.234.50",
        "๙๔๔9",
        "o๓.๙๘",
    ],
)
def test_numbers_and_what_is_none_are_not_spoilt(text: str):
    assert not is_spoilt(text)


def test_a_likely_number_is_read_in_the_place_of_what_is_none_and_stays_doubtful():
    text, sure = read({"๖": 0.99}, {"๗": 0.98}, {"ป": 0.7}, {"๔": 0.99}, {"๕": 0.97})
    assert text == "๖๗๔๕"
    assert sure == pytest.approx(0.98 * 0.3, abs=0.03)


def test_no_character_of_a_number_in_the_place_of_what_is_none_is_surer_than_the_least_sure():
    chances = columns({"๗": 0.99}, {"๔": 0.99}, {".": 0.99}, {".": 0.9}, {"๑": 0.99}, {"๙": 0.99})
    chances[5] = 0
    chances[5, [0, CHARACTERS.index(".") + 1]] = 0.8, 0.2  # one full stop across three columns, or two
    found = well_formed(decoded(chances, CHARACTERS), chances, CHARACTERS)
    assert "".join(glyph.text for glyph in found) == "๗๔.๑๙"
    assert {glyph.confidence for glyph in found} == {found[0].confidence}
    assert found[0].confidence <= HALF


def test_an_unlikely_number_is_not_read():
    assert read({"๖": 0.99}, {"๗": 0.99}, {"ป": 0.98}, {"๔": 0.99}, {"๕": 0.99})[0] == "๖๗ป๔๕"


def test_a_number_is_read_as_surely_as_before():
    text, sure = read({"๖": 0.99}, {"๗": 0.98}, {".": 0.97}, {"๔": 0.99})
    assert (text, sure) == ("๖๗.๔", pytest.approx(0.97))
