"""Page numbers at the edges of pages are no part of what a document says."""

import pytest

from pipeline.parse.furniture import without_furniture
from tests.unit.parse.paper import page


def kept(*lines):
    return [part.line.text for part in without_furniture(page(11, *lines), set())]


@pytest.mark.parametrize("text", ["หน้า 11", "หน้าที่ ๑๑", "- 11 -", "น้า 11", "หนา 11", "นา ๑๑"])
def test_the_number_of_a_page_is_left_out_though_something_hides_a_letter_of_the_word(text):
    assert kept("การปฏิบัติหน้าที่", "การใช้งบประมาณ", text) == ["การปฏิบัติหน้าที่", "การใช้งบประมาณ"]


@pytest.mark.parametrize("text", ["ข้อ 11", "นาย 11", "เวลา 11 นาที"])
def test_other_words_with_a_number_stay(text):
    assert kept("การปฏิบัติหน้าที่", "การใช้งบประมาณ", text)[-1] == text
