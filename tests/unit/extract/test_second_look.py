"""Numbers are looked at twice: what both looks read alike is surer than what they do not."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from pipeline.extract.ocr.engine import LineReading
from pipeline.extract.second_look import look_again
from pipeline.model.document import Character

STEP = 10
"""Pixels for each character; each stands on the left half of its own."""


@dataclass
class SecondReader:
    """Reads the texts that it is given, one for each picture; remembers the pictures."""

    texts: list
    confidence: float = 0.98
    label: str = "second 1"
    pictures: list = field(default_factory=list)
    others: tuple = ()

    def read_lines(self, pictures, dpi):
        self.pictures += pictures
        return tuple(reading(text, self.confidence, self.others) for text in self.texts)


def reading(text, confidence=0.99, others=()):
    told = dict(others)
    characters = tuple(
        Character(one, at * STEP, (at + 1) * STEP, confidence, told.get(at, ())) for at, one in enumerate(text)
    )
    return LineReading(text, confidence if text else 0.0, characters)


def picture(text):
    ink = np.full((20, len(text) * STEP), 255, np.uint8)
    for at, one in enumerate(text):
        if one != " ":
            ink[5:15, at * STEP : at * STEP + (1 if one == "." else STEP // 2)] = 0
    return ink


def looked(first, *second, **how):
    engine = SecondReader(list(second))
    (found,) = look_again([picture(first)], [reading(first, **how)], 200, engine)
    return found, engine


def test_what_both_looks_read_alike_is_as_sure_as_the_less_sure_look():
    found, _ = looked("98.92", "98.92")
    assert [one.again for one in found.characters] == [0.98] * 5
    assert found.confidence == pytest.approx(0.98)
    assert found.text == "98.92"


def test_where_the_looks_agree_what_either_held_possible_is_told():
    engine = SecondReader(["๑๐"], others={1: (("o", 0.02), ("๑", 0.001))})
    (found,) = look_again([picture("๑๐")], [reading("๑๐", others={1: (("๑", 0.004),)})], 200, engine)
    assert found.characters[1].alternatives == (("o", 0.02), ("๑", 0.004))


def test_a_line_without_digits_is_read_once():
    found, engine = looked("ผลการประเมิน")
    assert engine.pictures == []
    assert {one.again for one in found.characters} == {None}


def test_where_the_looks_differ_neither_is_believed_and_both_are_told():
    found, _ = looked("98.92", "93.92")
    wrong = found.characters[1]
    assert (wrong.text, wrong.again) == ("8", 0.0)
    assert wrong.confidence == pytest.approx(0.495)
    assert wrong.alternatives == (("3", 0.49),)
    assert found.characters[0].again == found.characters[4].again == 0.98


def test_what_the_first_look_held_possible_counts_too():
    found, _ = looked("98.92", "93.92", others={1: (("3", 0.01), ("6", 0.005))})
    assert found.characters[1].alternatives == (("3", pytest.approx(0.495)), ("6", 0.005))


def test_the_kind_of_a_digit_is_no_difference():
    found, _ = looked("๑๐๐", "๑0๐")
    assert all(one.again == 0.98 for one in found.characters)


@pytest.mark.parametrize(("second", "at", "other"), [("98.2", 3, ""), ("98.992", 3, "99"), ("198.92", 0, "19")])
def test_a_digit_more_or_less_is_told_at_its_place(second, at, other):
    found, _ = looked("98.92", second)
    assert found.characters[at].again == 0.0
    assert other in [text for text, _ in found.characters[at].alternatives]
    assert found.confidence < 0.6


def test_a_number_that_the_second_look_does_not_see_is_doubted():
    found, _ = looked("98.92", "ผล")
    assert {one.again for one in found.characters} == {0.0}
    assert found.confidence < 0.5


def test_only_the_number_of_a_sentence_is_looked_at_again_cut_between_letters():
    text = "ได้คะแนน 98.92 คะแนน"
    found, engine = looked(text, "98.92")
    (crop,) = engine.pictures
    at = text.index("9")
    assert crop.shape[1] == pytest.approx(6 * STEP, abs=STEP)
    assert (crop[:, [0, -1]] == 255).all()
    assert [one.again is not None for one in found.characters] == [at <= place < at + 5 for place in range(len(text))]


def test_the_letter_of_a_code_is_looked_at_with_its_number():
    found, engine = looked("ข้อ O12 ได้ 98.92", "012", "98.92")
    assert len(engine.pictures) == 2
    code = found.characters[4:7]
    assert [one.again for one in code] == [0.0, 0.98, 0.98]
    assert code[0].alternatives == (("0", 0.49),)


@pytest.mark.parametrize(
    ("printed", "read", "doubted"),
    [("90.00", "90.0", True), ("90.0", "90.0", False), ("99.06 ", "9.06 ", True), ("(9.06)", "(9.06)", False)],
)
def test_like_digits_that_both_looks_read_as_one_are_seen_by_their_ink(printed, read, doubted):
    engine = SecondReader([read.strip("() ")])
    (found,) = look_again([picture(printed)], [reading(read)], 200, engine)
    assert (found.confidence < 0.5) is doubted
