"""What the dictionary tells of a text."""

import pytest

from pipeline.thai.words import are_words, breaks_words, mistakes_words, stands_by_words


@pytest.mark.parametrize("text", ["วิทยาลัยเทคนิคนาทอง", "นามะกอก น้ำใส", ""])
def test_words_and_white_space_are_words(text: str) -> None:
    assert are_words(text)


@pytest.mark.parametrize("text", ["วิทยาลัยเทคบิคนาทอง", "คลองรังผิ้ง", "สวน 2", "๒๘"])
def test_letters_in_no_word_and_digits_are_no_words(text: str) -> None:
    assert not are_words(text)


@pytest.mark.parametrize(("at", "others"), [(3, ["ก", "ห"]), (1, ["", "น"]), (6, ["ต่า"])])
def test_words_vouch_for_a_letter_without_which_they_break(at: int, others: list[str]) -> None:
    assert stands_by_words("ลายทองคำ", at, others)


@pytest.mark.parametrize(
    ("text", "at", "others"),
    [("ลายทองคำ", 6, ["ด"]), ("ป่า", 1, [""]), ("ปา", 0, ["ป่"]), ("ทุ่งกองคำ", 4, ["ท"]), ("รังผิ้ง", 0, ["ต"])],
)
def test_words_vouch_for_no_letter_for_which_another_makes_as_few_words(text: str, at: int, others: list[str]) -> None:
    assert not stands_by_words(text, at, others)


@pytest.mark.parametrize("text", ["ให้ความเห็น ณ จุดบริการ", "1 ม.ค. 2568 (E-Service)", "เรื่องต่างๆ", "สพป. และ ป.ป.ช."])
def test_whole_words_and_abbreviations_break_no_word(text: str) -> None:
    assert not breaks_words(text)


@pytest.mark.parametrize("text", ["ให้ศวามเห็น", "ระบบ E-Service ยุ่งยาถ", "ชั้นตอนและ ระยะเวสา"])
def test_misread_letters_break_words(text: str) -> None:
    assert breaks_words(text)


@pytest.mark.parametrize(
    "text", ["กองพัสดุแสะทรัพย์สิน", "เห็นเป็นรูปธรรม ทังนี้ อาจเป็นเพราะ", "เผยแพร่ไห้ทราบ", "ปีละ 2 ครัง", "ปีละ 2 ครังเป็นประจำ"]
)
def test_a_rare_word_that_a_misread_letter_makes_of_a_common_one_is_told(text: str) -> None:
    assert mistakes_words(text)


@pytest.mark.parametrize(
    "text", ["กองพัสดุและทรัพย์สิน", "เห็นเป็นรูปธรรม ทั้งนี้ อาจเป็นเพราะ", "ขอ ซอด้วง ตามข้อ", "ภาคีเครือข่าย", ""]
)
def test_words_that_stand_as_they_should_are_no_mistakes(text: str) -> None:
    assert not mistakes_words(text)
