from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.model.document import Character, Line
from pipeline.parse.list_numbers import with_true_numbers
from pipeline.parse.lists import lacks_a_point, list_lines
from pipeline.parse.measures import read_steps
from pipeline.parse.owners import split_owners
from pipeline.parse.passage import Ink, Passage, join
from tests.unit.parse.paper import line

Doubts = tuple[tuple[str, float], ...]
"""What the characters with which a line begins may be besides, one for each, with its probability."""


def cell(*texts: str, width: float = 300.0) -> Passage:
    return join(
        Ink(1, line(text, 100.0, 100.0 + 20 * at), 100.0, 100.0 + width, boxed=True) for at, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("texts", "units"),
    [
        (("ทุกส่วนราชการ",), ("ทุกส่วนราชการ",)),
        (("สำนักปลัด, กองคลัง",), ("สำนักปลัด", "กองคลัง")),
        (("สำนักปลัด/กองคลัง",), ("สำนักปลัด", "กองคลัง")),
        (("สำนักปลัด", "กองคลัง"), ("สำนักปลัด", "กองคลัง")),
        (("- สำนักปลัด", "- กองช่าง"), ("สำนักปลัด", "กองช่าง")),
        (("๑. สำนักปลัด ๒. กองช่าง",), ("สำนักปลัด", "กองช่าง")),
        (("สำนักปลัด และกองคลัง",), ("สำนักปลัด", "กองคลัง")),
        (("กองการศึกษา ศาสนาและวัฒนธรรม",), ("กองการศึกษา ศาสนาและวัฒนธรรม",)),
        (("กองสาธารณสุขและ", "สิ่งแวดล้อม"), ("กองสาธารณสุขและสิ่งแวดล้อม",)),
        (("นายสมชาย ใจดี",), ("นายสมชาย ใจดี",)),
        (("",), ()),
    ],
)
def test_the_units_of_a_cell_are_told_apart(texts: tuple[str, ...], units: tuple[str, ...]) -> None:
    found = split_owners(cell(*texts))
    assert (found.units, found.unsure) == (units, False)


def test_a_name_that_was_only_wrapped_is_one_unit() -> None:
    found = split_owners(cell("สำนัก", "ปลัด", width=45.0))
    assert (found.units, found.unsure) == (("สำนักปลัด",), False)
    assert split_owners(cell("กลุ่มบริหาร", "งานบุคคล", width=70.0)).units == ("กลุ่มบริหารงานบุคคล",)


def test_a_line_break_that_may_mean_both_is_doubted() -> None:
    assert split_owners(cell("กลุ่มการพยาบาล", "งานพัสดุ", width=90.0)).unsure
    assert split_owners(cell("กลุ่มการพยาบาล", "งานพัสดุ", width=300.0)).units == ("กลุ่มการพยาบาล", "งานพัสดุ")


@pytest.mark.parametrize(
    ("texts", "steps"),
    [
        (("๑. ประชุม", "๒. ประกาศ"), ["ประชุม", "ประกาศ"]),
        (("๑. ประชุม ๒. ประกาศ",), ["ประชุม", "ประกาศ"]),
        (("๑ ประชุม ๒. ประกาศ ๓.เผยแพร่",), ["ประชุม", "ประกาศ", "เผยแพร่"]),
        (("(1) ประชุม", "(2) ประกาศ"), ["ประชุม", "ประกาศ"]),
        (("1) ประชุม", "2) ประกาศ"), ["ประชุม", "ประกาศ"]),
        (("- ประชุม", "- ประกาศ", "ทางเว็บไซต์"), ["ประชุม", "ประกาศทางเว็บไซต์"]),
        (("ประชุมคณะทำงาน",), ["ประชุมคณะทำงาน"]),
        (("๑. รายงานปีละ ๒ ครั้ง", "๒. ตามมาตรา ๓. ของระเบียบ"), ["รายงานปีละ ๒ ครั้ง", "ตามมาตรา ๓. ของระเบียบ"]),
        (
            ("๑. ใน ๔ กระบวนงาน คือ", "๑) อนุมัติ", "๒) จัดซื้อ", "๒. รายงาน"),
            ["ใน ๔ กระบวนงาน คือ\n๑) อนุมัติ\n๒) จัดซื้อ", "รายงาน"],
        ),
        (("1) ประชุม 1.1 เตรียมการ 1.2 จัดประชุม", "2) รายงาน"), ["ประชุม 1.1 เตรียมการ 1.2 จัดประชุม", "รายงาน"]),
        ((), []),
    ],
)
def test_steps_are_numbered_points_and_lists_inside_them_stay(texts: tuple[str, ...], steps: list[str]) -> None:
    assert [step.value for step in read_steps(cell(*texts))] == steps


def test_a_step_has_the_ink_of_its_own_text() -> None:
    first, second = read_steps(cell("๑. ประชุม", "๒. ประกาศ"))
    assert (first.raw_text, second.raw_text) == ("ประชุม", "ประกาศ")
    assert first.places[0].bbox.bottom <= second.places[0].bbox.top


def test_a_list_in_a_line_gets_a_line_for_each_point() -> None:
    assert list_lines("ดังนี้ (๑) ก (๒) ข") == "ดังนี้\n(๑) ก\n(๒) ข"
    assert list_lines("ตามข้อ ๑) และข้อ ๓)") == "ตามข้อ ๑) และข้อ ๓)"


def read(*texts: str, doubts: Sequence[tuple[str, Doubts]] = ()) -> Passage:
    """Return a cell that an engine has read; a line that begins as told has doubts about its first characters."""
    told = dict(doubts)
    return join(
        Ink(1, scanned(text, 100.0 + 20 * at, told.get(text, ())), 100.0, 400.0, boxed=True)
        for at, text in enumerate(texts)
    )


def scanned(text: str, top: float, doubts: Doubts) -> Line:
    characters = tuple(
        Character(letter, 6.0 * at, 6.0 * at + 6, 0.6, doubts[at : at + 1]) for at, letter in enumerate(text)
    )
    return replace(line(text, 100.0, top, reader="thai", confidence=0.6), characters=characters)


def steps_of(passage: Passage) -> tuple[list[str], bool]:
    mended, unsure = with_true_numbers(passage)
    return [step.value or "" for step in read_steps(mended)], unsure


@pytest.mark.parametrize(
    ("texts", "steps"),
    [
        (("(๑) ก่อน", "(๒) ระหว่าง", "(ต) หลัง"), ["ก่อน", "ระหว่าง", "หลัง"]),
        (("(๑) ก่อน", "(ษ) ระหว่าง", "(๓) หลัง"), ["ก่อน", "ระหว่าง", "หลัง"]),
    ],
)
def test_a_point_whose_digit_was_read_as_a_letter_is_a_point(texts: tuple[str, ...], steps: list[str]) -> None:
    assert steps_of(cell(*texts)) == (steps, True)
    assert steps_of(cell("๑. ก่อน", "๒. ระหว่าง", "ต.ค. หลัง")) == (["ก่อน", "ระหว่างต.ค. หลัง"], False)


def test_points_counted_with_letters_are_no_digits() -> None:
    assert len(steps_of(cell("๑) แบ่งเป็น", "ก) หนึ่ง", "ข) สอง", "ค) สาม", "๒) จบ"))[0]) == 2


def test_a_misread_number_that_its_reader_holds_likely_counts_on() -> None:
    doubts = [("ต. ประเมินผล", (("๓", 0.4),))]
    texts = ("๑. ประชุม โดยมี", "๑) ผู้บริหาร", "๒) ผู้แทน", "๒. ประกาศ", "ต. ประเมินผล", "๑) ด้านงาน", "๒) ด้านคน")
    assert steps_of(read(*texts, doubts=doubts)) == (
        ["ประชุม โดยมี\n๑) ผู้บริหาร\n๒) ผู้แทน", "ประกาศ", "ประเมินผล\n๑) ด้านงาน\n๒) ด้านคน"], True
    )  # fmt: skip


def test_a_number_is_what_the_numbers_around_it_ask_for() -> None:
    assert steps_of(read("๑. ประชุม", "ศ. ประกาศ", "๓. รายงาน")) == (["ประชุม", "ประกาศ", "รายงาน"], True)
    assert steps_of(read("๑. ประชุม", "๒: ประกาศ", "๓. รายงาน")) == (["ประชุม", "ประกาศ", "รายงาน"], True)
    assert steps_of(read("ด. ประชุม", "๒. ประกาศ")) == (["ประชุม", "ประกาศ"], True)
    assert steps_of(read("๑. ประชุม", "๒. ประกาศ", "๙. รายงาน", "๔. สรุป"))[0] == ["ประชุม", "ประกาศ", "รายงาน", "สรุป"]


def test_a_number_that_has_lost_its_dot_is_one_where_it_counts_on_and_counts_nothing() -> None:
    assert steps_of(read("๑. ประชุม", "๒ ประกาศ")) == (["ประชุม", "ประกาศ"], True)
    assert steps_of(read("๑. ประชุมปีละ", "๒ ครั้ง", "๒. ประกาศ")) == (["ประชุมปีละ ๒ ครั้ง", "ประกาศ"], False)
    assert steps_of(read("๑. ประชุมภายใน", "๒ อาทิตย์", "๒. ประกาศ")) == (["ประชุมภายใน ๒ อาทิตย์", "ประกาศ"], False)


def test_dirt_before_a_list_and_a_second_dot_behind_a_number_change_nothing() -> None:
    assert steps_of(read("“ -", "(1) ประชุม", "(2).ประกาศ")) == (["ประชุม", "ประกาศ"], False)
    assert steps_of(read("๑.. ประชุม", "๒. ประกาศ")) == (["ประชุม", "ประกาศ"], False)


def test_an_abbreviation_that_no_number_follows_is_no_point() -> None:
    texts = ("๑. ประชุมกับประชาชนใน", "ต. บางบ่อ", "๒. ประกาศ")
    assert steps_of(read(*texts)) == (["ประชุมกับประชาชนในต. บางบ่อ", "ประกาศ"], False)
    texts = ("๑. ประชุม", "๒. ประกาศใน", "ต. บางบ่อ")
    assert steps_of(read(*texts)) == (["ประชุม", "ประกาศในต. บางบ่อ"], False)
    assert not steps_of(cell("๑. ประชุมกับประชาชนใน", "ต. บางบ่อ", "๓. ประกาศ"))[1]


def test_a_list_goes_on_behind_a_number_that_is_not_found() -> None:
    passage = cell("๑. ประชุม", "๒. ประกาศ", "ให้ทราบ", "๔. รายงาน")
    assert [step.value for step in read_steps(passage)] == ["ประชุม", "ประกาศให้ทราบ", "รายงาน"]
    assert lacks_a_point(passage)
    assert not lacks_a_point(cell("๑. ประชุม", "๒. ตามมาตรา ๔. ของระเบียบ"))
