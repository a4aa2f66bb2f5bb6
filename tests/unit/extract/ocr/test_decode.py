"""From the network's answers to text: composition, doubt and alternatives, on answers written by hand."""

import numpy as np
import pytest

from pipeline.extract.ocr.composition import composed, follows
from pipeline.extract.ocr.decode import beam, decoded, greedy
from pipeline.extract.ocr.digits import agreeing, agreeing_on_page
from pipeline.extract.ocr.glyph import Glyph
from pipeline.extract.ocr.separators import grouping

CHARACTERS = " .เแกซชญฤ่้ัีำๅา๐๑๒๓๖"


def answers(*columns: dict[str, float]) -> np.ndarray:
    """Build the network's answers: each column gives characters their probabilities, none gets the rest."""
    chances = np.zeros((len(columns), len(CHARACTERS) + 1), np.float32)
    for row, column in zip(chances, columns, strict=True):
        for character, chance in column.items():
            row[CHARACTERS.index(character) + 1] = chance
        row[0] = 1 - row.sum()
    return chances


def understood(chances: np.ndarray, characters: str) -> tuple[Glyph, ...]:
    """Decode a line, and read its numbers as numbers."""
    return grouping(agreeing(decoded(chances, characters)))


def text_of(chances: np.ndarray) -> str:
    return "".join(glyph.text for glyph in decoded(chances, CHARACTERS))


def test_a_digit_over_several_columns_is_one_and_after_nothing_it_is_two():
    assert text_of(answers({"๒": 1}, {"๒": 1}, {}, {"๒": 1})) == "๒๒"


def test_blank_columns_are_an_empty_line():
    assert decoded(answers({}, {}, {}), CHARACTERS) == ()
    assert decoded(np.zeros((0, len(CHARACTERS) + 1), np.float32), CHARACTERS) == ()


def test_the_alternative_of_a_doubtful_digit_is_told_with_its_probability():
    (glyph,) = decoded(answers({}, {"๖": 0.6, "๒": 0.3}, {}), CHARACTERS)
    assert glyph.text == "๖"
    assert glyph.confidence == pytest.approx(0.6)
    assert [text for text, _ in glyph.alternatives] == ["๒", ""]
    assert dict(glyph.alternatives)["๒"] == pytest.approx(0.3)
    assert dict(glyph.alternatives)[""] == pytest.approx(0.1)


def test_a_digit_that_was_half_seen_and_left_out_makes_its_neighbours_doubtful():
    sure = decoded(answers({"๑": 1}, {}, {"๓": 1}), CHARACTERS)
    doubtful = decoded(answers({"๑": 1}, {"๐": 0.4}, {"๓": 1}), CHARACTERS)
    assert [glyph.text for glyph in doubtful] == ["๑", "๓"]
    assert min(glyph.confidence for glyph in sure) > 0.99
    assert max(glyph.confidence for glyph in doubtful) == pytest.approx(0.6)


def test_a_mark_without_a_letter_is_read_as_what_can_stand_there():
    chances = answers({"๓": 1}, {"่": 0.6, ".": 0.4}, {"๑": 1})
    assert [CHARACTERS[output - 1] for output, _, _ in greedy(chances)] == ["๓", "่", "๑"]
    assert text_of(chances) == "๓.๑"


def test_two_tone_marks_never_stand_on_one_letter():
    read = text_of(answers({"ก": 1}, {"่": 0.9}, {"้": 0.8}, {"า": 1}))
    assert composed(read)
    assert read in {"ก่า", "ก้า"}


def test_two_e_vowels_are_never_read_side_by_side():
    assert text_of(answers({"เ": 0.9, "แ": 0.1}, {}, {"เ": 0.55, "ก": 0.4}, {"ก": 1})) == "เก"


def test_a_space_is_neither_first_nor_last_nor_double():
    assert text_of(answers({" ": 1}, {"๑": 1}, {" ": 1}, {}, {" ": 1}, {"๒": 1}, {" ": 1})) == "๑ ๒"


def test_the_beam_adds_up_the_ways_to_read_one_text():
    """Each column says none, yet together they say that a letter stands in one of them."""
    chances = answers({"๑": 0.45}, {"๑": 0.45})
    assert greedy(chances) == []
    assert [CHARACTERS[output - 1] for output, _, _ in beam(chances, CHARACTERS)] == ["๑"]


@pytest.mark.parametrize(
    ("before", "character", "can"),
    [
        ("ก", "่", True),
        ("กี", "่", True),
        ("ก่", "้", False),
        ("", "ี", False),
        ("๑", "่", False),
        ("กี", "ั", False),
        ("ก", "ำ", True),
        ("ก้", "ำ", True),
        ("กา", "ำ", False),
        ("ฤ", "ๅ", True),
        ("ก", "ๅ", False),
        ("เ", "เ", False),
        ("เ", "แ", False),
        ("า", " ", True),
        (" ", " ", False),
    ],
)
def test_composition_says_what_can_follow_what(before, character, can):
    assert follows(before, character) is can


RINGS = " .,๐๑๒0125OoI"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("๑00.0", "๑๐๐.๐"),
        ("๑oO.๐๐", "๑๐๐.๐๐"),
        ("1๐0.๐0", "100.00"),
        ("0๒.๑", "๐๒.๑"),
        ("O๒๕", "O๒๕"),
        ("O๑๐", "O๑๐"),
        ("O25", "O25"),
        ("I10", "I10"),
        ("0.00", "0.00"),
        ("๐.๐๐", "๐.๐๐"),
        ("0.๕", "๐.๕"),
        ("๐.25", "0.25"),
        ("๑๑.๐๕", "๑๑.๐๕"),
        ("o", "o"),
        ("๒ 0", "๒ 0"),
    ],
)
def test_zeros_within_a_number_are_of_its_kind_and_letters_before_it_stay(seen, meant):
    characters = RINGS + "๕"
    chances = np.zeros((2 * len(seen), len(characters) + 1), np.float32)
    chances[1::2, 0] = 1
    for place, one in enumerate(seen):
        chances[2 * place, characters.index(one) + 1] = 1
    assert "".join(glyph.text for glyph in understood(chances, characters)) == meant


def test_a_zero_that_only_looks_like_another_is_sure_beside_digits_of_its_kind():
    chances = np.zeros((3, len(RINGS) + 1), np.float32)
    chances[0, RINGS.index("๑") + 1] = 1
    chances[1, 0] = 1
    chances[2, [RINGS.index(one) + 1 for one in "๐0oO๒"]] = 0.4, 0.3, 0.15, 0.1, 0.05
    one, zero = understood(chances, RINGS)
    assert zero.text == "๐"
    assert zero.confidence == pytest.approx(0.95)
    assert zero.alternatives == (("๒", pytest.approx(0.05)),)
    assert one.text == "๑"


@pytest.mark.parametrize(
    ("chances_of_ring", "text", "confidence"),
    [
        ({"O": 0.6, "๐": 0.3, "0": 0.05}, "๐", 0.95),
        ({"0": 0.5, "O": 0.3, "๐": 0.2}, "0", 1.0),
        ({"O": 0.99}, "O", 0.99),
    ],
)
def test_a_ring_alone_is_a_zero_of_either_kind_unless_it_is_surely_a_letter(chances_of_ring, text, confidence):
    chances = np.zeros((1, len(RINGS) + 1), np.float32)
    for one, chance in chances_of_ring.items():
        chances[0, RINGS.index(one) + 1] = chance
    ((ring,),) = agreeing_on_page((decoded(chances, RINGS),))
    assert ring.text == text
    assert ring.confidence == pytest.approx(confidence)


@pytest.mark.parametrize(
    ("others", "text"),
    [
        (("๔๕.๖๗", "๑๒๓"), "๐.๐๐"),
        (("45.67", "123"), "0.00"),
        (("45.67", "๑๒.๓๔"), "0.00"),
        ((), "0.00"),
    ],
)
def test_the_other_numbers_of_a_page_tell_which_zero_a_line_of_rings_is(others, text):
    lines = tuple(tuple(Glyph(one, 0, 0, 1.0) for one in other) for other in others)
    rings = tuple(Glyph(one, 0, 0, 1.0) if one == "." else Glyph(one, 0, 0, 0.7, (("๐", 0.3),)) for one in "0.00")
    *same, told = agreeing_on_page((*lines, rings))
    assert tuple(same) == lines
    assert "".join(glyph.text for glyph in told) == text


def test_a_zero_that_surely_looks_like_its_kind_stays_among_numbers_of_the_other():
    lines = tuple((Glyph(one, 0, 0, 1.0),) for one in "๑๒๓๔๕")
    ring = (Glyph("0", 0, 0, 0.99, (("๐", 0.01),)),)
    assert agreeing_on_page((*lines, ring))[-1][0].text == "0"


@pytest.mark.parametrize(
    ("nine", "zero", "text", "confidence"),
    [
        ({"9": 0.7, "๑": 0.3}, {"๐": 0.9, "0": 0.1}, "๑๐๐.๐", 0.7941),
        ({"9": 0.7, "๑": 0.3}, {"๐": 0.1, "0": 0.9}, "900.0", 0.9545),
        ({"๑": 0.7, "9": 0.3}, {"๐": 0.2, "0": 0.8}, "900.0", 0.6316),
        ({"9": 1.0}, {"๐": 0.6, "0": 0.4}, "900.0", 0.9999),
    ],
)
def test_ones_beside_zeros_are_of_the_kind_that_all_digits_together_look_like(nine, zero, text, confidence):
    characters = "๐๑09."
    chances = np.zeros((9, len(characters) + 1), np.float32)
    chances[1::2, 0] = chances[6, characters.index(".") + 1] = 1
    for column, looks in ((0, nine), (2, zero), (4, zero), (8, zero)):
        for one, chance in looks.items():
            chances[column, characters.index(one) + 1] = chance
    read = understood(chances, characters)
    assert "".join(glyph.text for glyph in read) == text
    assert read[0].confidence == pytest.approx(confidence, abs=1e-4)


@pytest.mark.parametrize(
    ("others", "text"),
    [(("๔๕.๖๗", "๒๓๔"), "๑๐๐"), (("45.67", "234"), "900"), (("45.67", "๔๕.๖๗"), "900"), ((), "900")],
)
def test_the_other_numbers_of_a_page_tell_whether_a_number_of_ones_and_rings_is_thai(others, text):
    lines = tuple(tuple(Glyph(one, 0, 0, 1.0) for one in other) for other in others)
    nine = Glyph("9", 0, 0, 0.6, (("๑", 0.4),))
    rings = (Glyph("0", 0, 0, 0.6, (("๐", 0.4),)),) * 2
    read = agreeing_on_page((*lines, (nine, *rings)))[-1]
    assert "".join(glyph.text for glyph in read) == text
    assert dict(read[0].alternatives).keys() == {"9", "๑"} - {text[0]}


def test_a_nine_that_surely_looks_like_one_stays_on_a_page_of_thai_numerals():
    lines = tuple((Glyph(one, 0, 0, 1.0),) for one in "๒๓๔๕๖")
    (read,) = agreeing_on_page((*lines, (Glyph("9", 0, 0, 0.999),)))[-1]
    assert read.text == "9"
    assert read.confidence == pytest.approx(0.998, abs=1e-3)


@pytest.mark.parametrize("text", ["9O5", "๑o5", "9O.๕", "O9", "9.,O9", "๑๐O5", "99.03", "9"])
def test_ones_and_rings_in_no_number_of_their_own_are_left_as_they_are_read(text):
    read = tuple(Glyph(one, 0, 0, 1.0) for one in text)
    ones = [glyph.text for glyph in agreeing(read) if glyph.text in "9๑"]
    assert ones == [one for one in text if one in "9๑"]


DIGITS_AND_LETTERS = "๐๑๒๓๔๕๖๗๘๙.MmNO"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("M๑.๔M", "๓๑.๔๓"), ("๗.m๑", "๗.๓๑"), ("๗N", "๗๙"), ("MM.๖๔", "๓๓.๖๔"), ("MN.M", "MN.M"), ("NO๑", "NO๑")],
)
def test_letters_among_thai_digits_are_the_digits_that_they_look_like(seen, meant):
    chances = np.zeros((2 * len(seen), len(DIGITS_AND_LETTERS) + 1), np.float32)
    chances[1::2, 0] = 1
    for place, one in enumerate(seen):
        chances[2 * place, DIGITS_AND_LETTERS.index(one) + 1] = 1
        if one in "MmN":
            other = {"M": "๓", "m": "๓", "N": "๙"}[one]
            chances[2 * place, [DIGITS_AND_LETTERS.index(each) + 1 for each in (one, other)]] = 0.7, 0.3
    assert "".join(glyph.text for glyph in understood(chances, DIGITS_AND_LETTERS)) == meant


def test_a_letter_among_thai_digits_that_was_surely_read_stays():
    chances = np.zeros((3, len(DIGITS_AND_LETTERS) + 1), np.float32)
    chances[0, DIGITS_AND_LETTERS.index("M") + 1] = chances[1, 0] = chances[2, DIGITS_AND_LETTERS.index("๑") + 1] = 1
    assert "".join(glyph.text for glyph in understood(chances, DIGITS_AND_LETTERS)) == "M๑"


SEPARATED = ".,- 1234567890บาท"


def separated(seen: str, doubt: float) -> str:
    """Read a number whose separators are told with some doubt of the other one."""
    chances = np.zeros((2 * len(seen), len(SEPARATED) + 1), np.float32)
    chances[1::2, 0] = 1
    for place, one in enumerate(seen):
        chances[2 * place, SEPARATED.index(one) + 1] = 1
        if one in ".,":
            chances[2 * place, [SEPARATED.index(one) + 1, 3 - (SEPARATED.index(one) + 1)]] = 1 - doubt, doubt
    return "".join(glyph.text for glyph in understood(chances, SEPARATED))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("22.334,866.15", "22,334,866.15"),
        ("7.267.-", "7,267.-"),
        ("2,174,48", "2,174.48"),
        ("710.300.261", "710,300,261"),
        ("823.077", "823,077"),
        ("42.823.077", "42,823,077"),
        ("7.267", "7.267"),
        ("34.700", "34.700"),
        ("34.700 บาท", "34,700 บาท"),
        ("8,101.664 บาท", "8,101,664 บาท"),
        ("98.50 บาท", "98.50 บาท"),
        ("34,700", "34,700"),
        ("98.92", "98.92"),
        ("1.2.3", "1.2.3"),
        ("31.12.2568", "31.12.2568"),
        ("22,19", "22.19"),
        ("บ7,8", "บ7,8"),
        ("12,15,17", "12,15,17"),
    ],
)
def test_separators_of_a_number_in_groups_of_three_are_the_only_ones_that_can_stand_there(seen, meant):
    assert separated(seen, 0.02) == meant


def test_a_lone_comma_before_two_digits_is_read_where_it_looks_much_likelier_than_a_full_stop():
    assert separated("22,19", 0.002) == "22,19"


def test_a_full_stop_before_a_group_of_three_is_read_where_it_looks_much_likelier_than_a_comma():
    assert separated("823.077", 0.002) == "823.077"
    assert separated("42,823.077", 0.002) == "42,823.077"


def test_a_lone_separator_before_two_digits_is_as_sure_as_its_look_and_its_rarity_together():
    chances = np.zeros((9, len(SEPARATED) + 1), np.float32)
    chances[1::2, 0] = 1
    for column, one in zip(range(0, 9, 2), "22,19", strict=True):
        chances[column, SEPARATED.index(one) + 1] = 1
    chances[4, [SEPARATED.index(",") + 1, SEPARATED.index(".") + 1]] = 0.98, 0.02
    stop = understood(chances, SEPARATED)[2]
    assert stop.text == "."
    assert stop.confidence == pytest.approx(0.505, abs=0.001)
    assert stop.alternatives == ((",", pytest.approx(0.495, abs=0.001)),)


def test_a_separator_that_was_surely_read_stays_where_it_is_odd():
    assert separated("2.174.48", 0.0) == "2.174.48"
