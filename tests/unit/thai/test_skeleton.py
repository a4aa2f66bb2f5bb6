import pytest

from pipeline.thai.skeleton import closest, match, skeleton

AGENCIES = {
    "องค์การบริหารส่วนตำบลถ้ำรงค์": "tham-rong",
    "องค์การบริหารส่วนตำบลถ้ำแก้ว": "tham-kaeo",
    "เทศบาลตำบลบ้านแหลม": "ban-laem",
    "อบต.ถ้ำรงค์": "tham-rong",
}
INDICATORS = {"การใช้อำนาจ": "3", "การใช้งบประมาณ": "2", "การใช้ทรัพย์สินของราชการ": "4"}


@pytest.mark.parametrize(
    ("text", "bones"),
    [
        ("การใช้อำนาจ", "กรชอนจ"),
        ("E๙ (Public)", "e9public"),
        ("ฐาน", "ฐน"),
        ("\uf700าน", "ฐน"),
        ("่ำ ๆ ฯ . -", ""),
    ],
)
def test_only_consonants_latin_letters_and_digits_remain(text, bones):
    assert skeleton(text) == bones


@pytest.mark.parametrize("text", ["การใช้อำนาจ", "การใชอานาจ", "การใช อ ํานาจ", "กำรใช้อ ำนำจ", "การ\nใช้อำนาจ"])
def test_a_name_without_its_marks_is_still_found(text):
    assert match(text, INDICATORS) == "3"


def test_two_names_of_one_code_are_no_tie_but_two_codes_of_one_name_are():
    assert match("กข", {"กาขา": "1", "กิขิ": "1"}) == "1"
    assert match("กข", {"กาขา": "1", "กิขิ": "2"}) is None


@pytest.mark.parametrize("text", ["", "่ำ", "การใช้", "การใช้อำนาจหน้าที่"])
def test_part_of_a_name_or_more_than_it_is_no_match(text):
    assert match(text, INDICATORS) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("องค์การบริหารส่วนตำบลถ้ำรงค์", "tham-rong"),
        ("องค์กรบริหารส่วนตำบลถ้ำรงค์", "tham-rong"),
        ("องค์การบริหารส่วนตำบลถ้ารังค์", "tham-rong"),
        ("องค์การบริหารส่วบตำบลถ้ำรงค์", "tham-rong"),
        ("เทศบาลตำบลบ้นแหลย", "ban-laem"),
    ],
)
def test_a_letter_misread_still_finds_the_one_name(text, code):
    assert closest(text, AGENCIES) == code


def test_a_name_between_two_names_is_neither():
    assert closest("องค์การบริหารส่วนตำบลถ้ำรก้ว", AGENCIES) is None
    assert closest("องค์การบริหารส่วนตำบล", AGENCIES) is None


def test_a_short_name_must_be_exact_and_digits_always():
    assert closest("กาข", {"กาค": "1"}) is None
    assert closest("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเขต ๑", {"สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเขต ๒": "2"}) is None


def test_no_names_no_match():
    assert closest("การใช้อำนาจ", {}) is None
