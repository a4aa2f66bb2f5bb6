"""How unlike two printed texts are."""

import re

import pytest

from pipeline.thai.alike import bare, folded, forgiving, unlikeness


def test_marks_and_signs_are_no_letters() -> None:
    assert bare("ผู้รับ ผิดชอบ (๑)") == "ผรบผดชอบ1"


@pytest.mark.parametrize(
    ("one", "other", "cost"), [("กองคลัง", "กองคลัง", 0), ("บุคคล", "มุคคล", 0.5), ("กองคลัง", "กองชาง", 2), ("กก", "ก", 1)]
)
def test_letters_taken_for_their_like_count_half(one: str, other: str, cost: float) -> None:
    assert unlikeness(bare(one), bare(other), 9) == cost


def test_texts_with_other_digits_are_as_far_apart_as_can_be() -> None:
    assert unlikeness("ตวชวด1", "ตวชวด7", 9) == 9


def test_folding_keeps_the_length() -> None:
    text = "ส่วนที่ ๑ ผู้รับบริการ (EIT)"
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize("text", ["ส่วนที่ 2", "สวนที 2", "ส่วบทื่ 2", "ล่วนที่ 2"])
def test_a_forgiving_pattern_overlooks_marks_and_letters_of_one_like(text: str) -> None:
    pattern = forgiving(r"(?:ส่วนที่|ตอนที่)\s*(?P<number>[12])")
    found = re.match(pattern, folded(text))
    assert found is not None
    assert found["number"] == "2"


def test_a_forgiving_pattern_keeps_classes_and_other_words_apart() -> None:
    assert re.fullmatch(forgiving("[ก-ฮ]{3}"), "กขค")
    assert re.match(forgiving("ส่วนที่"), folded("ตอนที่")) is None
