"""Names of columns that a recogniser has damaged."""

import pytest

from pipeline.parse.captions import CAPTIONS, Caption, part_captions, read_caption
from pipeline.parse.columns import names_a_column


@pytest.mark.parametrize("name", CAPTIONS)
def test_every_known_caption_names_a_column(name: str) -> None:
    assert names_a_column(name)


@pytest.mark.parametrize(
    ("damaged", "name"),
    [
        ("ผู้รบผดขอบ", "ผู้รับผิดชอบ"),
        ("ตัวชี้วดที", "ตัวชี้วัดที่"),
        ("มาตรกา", "มาตรการ"),
        ("คะเนน", "คะแนน"),
        ("คะแนนรวม(100คะแนน).", "คะแนนรวม(100คะแนน)"),
    ],
)
def test_a_letter_or_two_do_not_hide_a_name(damaged: str, name: str) -> None:
    assert read_caption(damaged) == Caption(name, sure=True)


@pytest.mark.parametrize(("damaged", "name"), [("รบผิดผู้ขอบ", "ผู้รับผิดชอบ"), ("ระยเวสา", "ระยะเวลา")])
def test_what_is_left_of_a_name_is_taken_with_a_doubt(damaged: str, name: str) -> None:
    assert read_caption(damaged) == Caption(name, sure=False)


@pytest.mark.parametrize(
    "text", ["กองคลัง", "ผ่านเกณฑ์", "การปฏิบัติหน้าที่", "การใช้อำนาจ", "วิทยาลัยเทคนิค", "ทร", "1IT(100)", "OIT(30)", ""]
)
def test_what_is_no_name_or_may_be_two_is_none(text: str) -> None:
    caption = read_caption(text)
    assert caption is None or caption.name == text


def test_digits_of_a_name_are_never_forgiven() -> None:
    caption = read_caption("คะแนบรวม(700คะแนน)")
    assert caption is None or "100" not in caption.name


def test_a_known_name_with_a_letter_wrong_goes_before_a_pattern_that_it_fits() -> None:
    caption = read_caption("แนวทางการดำเปินงาน")
    assert caption is not None
    assert caption.name == "แนวทางการดำเนินงาน"


def test_two_names_without_a_wall_between_them_are_two_columns() -> None:
    assert part_captions("มาครการ/แนวทางขั้นตอน/วิธีการดำเนินการ") == ("มาตรการ/แนวทาง", "ขั้นตอน/วิธีการดำเนินการ")
    assert part_captions("ระยะเวลาดำเนินการ") is None
    assert part_captions("กองคลังสำนักปลัด") is None
