from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.document import Character, Line
from pipeline.model.geometry import BBox
from pipeline.parse.passage import Ink, is_apart, join, raw_range
from tests.unit.parse.paper import line


def ink(text: str, page: int = 1, x0: float = 70.0, top: float = 100.0) -> Ink:
    return Ink(page, line(text, x0, top), 70.0, 530.0, boxed=True)


def test_wrapped_thai_is_joined_without_a_space_and_numbers_with_one() -> None:
    assert join((ink("ผลการประ"), ink("เมิน"))).text == "ผลการประเมิน"
    assert join((ink("ได้คะแนน"), ink("98.92 คะแนน"))).text == "ได้คะแนน 98.92 คะแนน"
    assert join((ink("หน่วยงาน "), ink("ควรปรับปรุง"))).text == "หน่วยงาน ควรปรับปรุง"


def test_a_number_that_a_narrow_cell_has_wrapped_is_one_number() -> None:
    def cell(text: str, top: float, width: float) -> Ink:
        return Ink(1, line(text, 100.0, top), 100.0, 100.0 + width, boxed=True)

    assert join((cell("๙๘.๕", 100, 34), cell("๗", 120, 34))).text == "๙๘.๕๗"
    assert join((cell("๙๘.๕", 100, 90), cell("๗", 120, 90))).text == "๙๘.๕ ๗"
    assert join((cell("๒๕๖๙-๓", 100, 46), cell("๑ มีนาคม", 120, 46))).text == "๒๕๖๙-๓๑ มีนาคม"
    assert join((cell("๒๕๖๙-๓", 100, 90), cell("๑ มีนาคม", 120, 90))).text == "๒๕๖๙-๓ ๑ มีนาคม"


def test_points_of_a_list_stand_on_lines_of_their_own() -> None:
    assert join((ink("ดังนี้"), ink("(๑) เว็บไซต์"), ink("ไลน์"), ink("(๒) ป้าย"))).text == "ดังนี้\n(๑) เว็บไซต์ไลน์\n(๒) ป้าย"


def test_a_number_in_a_sentence_has_the_box_of_its_own_letters() -> None:
    passage = join((ink("ได้คะแนน ๙๘.๙๒ คะแนน"),))
    start = passage.text.index("๙๘.๙๒")
    reading = passage.read(None, start, start + 5)
    assert reading.raw_text == "๙๘.๙๒"
    assert (reading.places[0].bbox.x0, reading.places[0].bbox.x1) == (70 + 9 * 6, 70 + 14 * 6)


def test_text_over_a_page_break_has_two_places() -> None:
    passage = join((ink("คะแนนรวม"), ink("ร้อยละ ๙๐", page=2)))
    assert [place.page for place in passage.whole().places] == [1, 2]


def test_the_box_of_cleaned_text_is_that_of_its_raw_letters() -> None:
    raw, text = "การด ำเนินงาน 85.00", "การดำเนินงาน 85.00"
    edges = tuple(float(at) for at in range(len(raw) + 1))
    mended = Line(BBox(0, 0, len(raw), 10), raw, text, 1.0, "text-layer", edges)
    passage = join((Ink(1, mended),))
    start = passage.text.index("85.00")
    assert passage.read(None, start, start + 5).raw_text == "85.00"
    assert passage.places(start, start + 5)[0].bbox.x0 == raw.index("85.00")


def test_a_number_is_as_sure_as_its_most_doubtful_character_and_keeps_what_it_may_be() -> None:
    characters = tuple(
        Character(text, float(at), at + 1.0, 0.6 if text == "๘" else 0.99, (("๙", 0.3),) if text == "๘" else ())
        for at, text in enumerate("ก ๙๘.๙๒")
    )
    edges = tuple(float(at) for at in range(8))
    read = Line(BBox(0, 0, 7, 10), "ก ๙๘.๙๒", "ก ๙๘.๙๒", 0.6, "thai", edges, characters)
    reading = join((Ink(1, read),)).read(None, 2, 7)
    assert reading.confidence == 0.6
    assert reading.alternatives == (("๙๙.๙๒", 0.3),)


@given(st.text(alphabet="กขา่ำ 05๙.", max_size=30), st.data())
def test_the_raw_range_of_any_stretch_holds_its_digits_and_consonants(text: str, data: st.DataObject) -> None:
    raw = text.replace("ำ", "ํา").replace("ก", "ก ")
    box = BBox(0, 0, 10, 10)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = raw_range(Line(box, raw, text, 1.0, "x"), start, end)
    assert 0 <= first <= last <= len(raw)
    kept = [letter for letter in text[start:end] if letter in "กข05๙"]
    if kept:
        assert [letter for letter in raw[first:last] if letter in "กข05๙"] == kept


def test_a_year_that_a_narrow_cell_has_wrapped_is_one_year() -> None:
    cell = [
        Ink(1, line(text, 70.0, top), 70.0, 170.0, boxed=True)
        for text, top in (("๑ ตุลาคม ๒๕๖", 100), ("๘ – ๓๐ กันยายน", 120))
    ]
    assert join(cell).text == "๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน"


def test_a_line_without_high_marks_lies_no_farther_from_the_next_than_lines_do() -> None:
    def low(text: str, top: float) -> Ink:
        flat = line(text, 70.0, top)
        return Ink(1, replace(flat, bbox=BBox(70.0, top, 530.0, top + 12)), 70.0, 530.0, pitch=26.0)

    assert not is_apart(low("จึงควร", 100.0), low("รายงานการแก้ไข", 126.0))
    assert is_apart(low("จึงควร", 100.0), low("รายงานการแก้ไข", 140.0))
