"""Letters that look alike are told by the letters around them; numerals and sure letters never are."""

import math

import pytest

from pipeline.extract.ocr.glyph import Glyph
from pipeline.extract.ocr.letters import Letters, likelier
from pipeline.extract.ocr.thai import ThaiEngine
from pipeline.extract.ocr.training.letters import counted

TEXT = ("การบริหาร", "การจัดการ", "ธรรมาภิบาล", "บริการ ๑๒๓")


@pytest.fixture(scope="module")
def letters() -> Letters:
    return counted(TEXT * 20)


def read(text: str, doubtful: dict[int, tuple[float, tuple[tuple[str, float], ...]]]) -> tuple[Glyph, ...]:
    """Build the reading of a line in which some characters are doubtful."""
    return tuple(Glyph(one, 2 * at, 2 * at, *doubtful.get(at, (1.0, ()))) for at, one in enumerate(text))


def text_of(glyphs: tuple[Glyph, ...]) -> str:
    return "".join(glyph.text for glyph in glyphs)


def test_a_doubtful_letter_is_told_by_its_neighbours_and_stays_as_unsure_as_it_looks(letters: Letters):
    found = likelier(read("กาธบริหาร", {2: (0.6, (("ร", 0.3), ("", 0.05)))}), letters)
    assert text_of(found) == "การบริหาร"
    assert found[2].confidence == 0.3
    assert found[2].alternatives == (("ธ", 0.6), ("", 0.05))
    assert (found[2].first, found[2].last) == (4, 4)


def test_letters_that_hang_on_each_other_are_told_together(letters: Letters):
    found = likelier(read("กาธบธิหาร", {2: (0.6, (("ร", 0.3),)), 4: (0.6, (("ร", 0.3),))}), letters)
    assert text_of(found) == "การบริหาร"


@pytest.mark.parametrize(
    ("doubt", "why"),
    [
        ((0.995, (("ร", 0.004),)), "a letter that was surely read"),
        ((0.6, (("ร", 0.001),)), "a letter that is not held possible"),
        ((0.6, (("๓", 0.3),)), "a numeral is no letter"),
        ((0.6, ()), "nothing else"),
    ],
)
def test_what_is_sure_impossible_or_a_numeral_is_not_weighed(letters: Letters, doubt, why):
    line = read("กาธบริหาร", {2: doubt})
    assert likelier(line, letters) == line, why


def test_a_numeral_is_never_told_by_what_stands_around_it(letters: Letters):
    line = read("บริการ ๑๒๔", {9: (0.4, (("๓", 0.39), ("ร", 0.2)))})
    assert likelier(line, letters) == line


def test_a_speck_that_was_read_as_a_mark_is_left_out_and_leaves_its_letter_in_doubt(letters: Letters):
    found = likelier(read("กุารบริหาร", {1: (0.7, (("", 0.25),))}), letters)
    assert text_of(found) == "การบริหาร"
    assert found[0].confidence == 0.25


def test_a_letter_is_never_taken_for_nothing(letters: Letters):
    line = read("กการ", {1: (0.5, (("", 0.49),))})
    assert likelier(line, letters) == line


def test_a_mark_is_put_on_no_letter_that_cannot_carry_it(letters: Letters):
    line = read("การ า", {4: (0.5, (("ิ", 0.49),))})
    assert text_of(likelier(line, letters)) == "การ า"


def test_a_letter_that_leaves_the_mark_after_it_without_a_bearer_is_not_chosen(letters: Letters):
    line = read("กธิ", {1: (0.5, (("า", 0.49),))})
    assert text_of(likelier(line, letters)) == "กธิ"


def test_probabilities_after_any_history_are_those_of_witten_and_bell():
    letters = counted(["กข", "กข", "กค"])
    before = {"ก": 3, "ข": 2, "ค": 1}
    alone = {one: (count + 3 / 86) / (6 + 3) for one, count in before.items()}
    after_ko = (2 + 2 * alone["ข"]) / (3 + 2)
    after_start_ko = (2 + 2 * after_ko) / (3 + 2)
    assert math.exp(letters.chance("\x02ก", "ข")) == pytest.approx(after_start_ko, rel=2e-3)
    assert math.exp(letters.chance("ฮฮก", "ก")) == pytest.approx(2 / 5 * alone["ก"], rel=2e-3)
    assert math.exp(letters.chance("ฮฮฮ", "ค")) == pytest.approx(alone["ค"], rel=2e-3)


def test_the_shipped_weights_know_official_thai():
    letters = ThaiEngine().letters
    assert letters.chance("การ", "ป") > letters.chance("การ", "ฎ")
    assert letters.chance("กา", "ร") > letters.chance("กา", "ธ")
