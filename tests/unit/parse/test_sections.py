import pytest

from pipeline.facts import load_framework
from pipeline.parse.codes import Section
from pipeline.parse.sections import read_heading, read_headings

Y2568 = load_framework("2568")


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("ตัวชี้วัดที่ 3 การใช้อำนาจ", Section(), Section("IIT", 3)),
        ("ตัวชี้วัดที่ 10 การป้องกันการทุจริต", Section(), Section("OIT", 10)),
        ("3) ตัวชี้วัดที่ 3 : การใช้อำนาจ", Section(), Section("IIT", 3)),
        ("1.3 ตัวชี้วัดที่ 3 การใช้อำ นาจ", Section(), Section("IIT", 3)),
        ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)", Section(), Section("IIT")),
        ("2. การรับรู้ของผู้มีส่วนได้เสียภายนอก (EIT)", Section("IIT", 3), Section("EIT")),
        ("การประเมินตามแบบวัดการเปิดเผยข้อมูลสาธารณะ(Open Data", Section("OIT", 9), Section("OIT", 9)),
        ("ส่วนที่ 2 ผู้ประเมินจัดเก็บข้อมูล (EIT Survey)", Section("EIT", 6), Section("EIT", 6, "survey")),
        ("ส่วนที่ 1", Section("EIT", 7, "survey"), Section("EIT", 7, "public")),
        ("EIT Public", Section("EIT", 8), Section("EIT", 8, "public")),
        ("ส่วนที่ 1 ผู้รับบริการเข้าตอบด้วยตนเอง (EIT Publie)", Section("EIT", 6), Section("EIT", 6, "public")),
        ("1.- ตัวชี้วัดย่อย การจัดซื้อจัดจ้าง ได้แก่•", Section("OIT", 9), Section("OIT", 9, "", "การจัดซื้อจัดจ้าง")),
        ("1: ตัวชี้วัดย่อย การจัดซื้อจัดจ้าง ได้แก่", Section("OIT", 9), Section("OIT", 9, "", "การจัดซื้อจัดจ้าง")),
    ],
)
def test_a_heading_says_where_the_text_below_it_stands(text: str, before: Section, after: Section) -> None:
    found = read_heading(text, before, Y2568)
    assert found is not None
    assert found.section == after


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("1. การรับรู้ของผู้มีส่วนได้เสียภายใน (IIT I6 บุคลากรบางราย", Section(), Section("IIT")),
        ("1. การรับรู้ของผู้มีส่วนได้เสียภายใน (II I3 บุคลากรบางราย", Section(), Section("IIT")),
        ("2, การรับรู้ของผู้มีส่วนได้เสียภายนอก (EIT) E1 บุคลากรบางราย", Section("IIT"), Section("EIT")),
        ("ส่อนที่ 2 ผู้ประเมินจัดเก็บข้อมูล (EIT Survey) E7 ผู้รับบริการ", Section("EIT", 8), Section("EIT", 8, "survey")),
        ("ส่วนที่.2 ผู้ประเมินจัดเก็บข้อมูล (EIT Survey) E7 ผู้รับบริการ", Section("EIT", 8), Section("EIT", 8, "survey")),
    ],
)
def test_a_damaged_heading_ends_where_the_text_begins(text: str, before: Section, after: Section) -> None:
    found = read_headings(text, before, Y2568)
    assert (found.section, text[found.end :].split()[0][0]) == (after, after.instrument[0])


def test_a_word_like_that_of_a_part_is_none_by_itself() -> None:
    assert read_heading("ขั้นที่ 1 ประชุมผู้รับบริการ", Section("EIT", 8), Y2568) is None


@pytest.mark.parametrize("text", ["ส่วนที่ 1 บทนำ", "ตัวชี้วัดความสำเร็จ", "ตัวชี้วัดที่ 11", "การใช้งบประมาณประจำปี", ""])
def test_other_lines_are_no_headings(text: str) -> None:
    found = read_heading(text, Section(), Y2568)
    assert found is None or text[found.end :].strip()


def test_a_part_says_which_even_where_its_number_contradicts_nothing_else() -> None:
    found = read_heading("ส่วนที่ 1 ผู้ประเมินจัดเก็บข้อมูล", Section("EIT", 6), Y2568)
    assert found is None


def test_a_new_indicator_ends_the_part_below_the_old_one() -> None:
    found = read_heading("ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", Section("EIT", 6, "public"), Y2568)
    assert found is not None
    assert found.section.part == ""


def test_a_part_above_the_indicators_goes_on_below_each_of_them() -> None:
    part = read_headings("ส่วนที่ 1 ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง", Section("EIT"), Y2568).section
    first = read_headings("ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน", part, Y2568).section
    second = read_headings("ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", first, Y2568).section
    assert (first.part, second.part) == ("public", "public")


def test_a_number_and_a_name_of_two_indicators_make_a_doubtful_heading() -> None:
    found = read_heading("ตัวชี้วัดที่ 3 การใช้งบประมาณ", Section(), Y2568)
    assert found is not None
    assert found.doubtful


def test_headings_that_follow_one_another_are_read_up_to_the_text() -> None:
    text = "2. การรับรู้ของผู้มีส่วนได้เสียภายนอก (EIT) ส่วนที่ 1 ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง E7 มีผู้รับบริการ"
    found = read_headings(text, Section("IIT", 3), Y2568)
    assert (found.section.instrument, found.section.part) == ("EIT", "public")
    assert text[found.end :] == "E7 มีผู้รับบริการ"


@pytest.mark.parametrize(
    "printed", ["1. ตัวชี่วัดย่อย การจัดซื้อจัดจ้าง ได้แก่", "ตัวซี้วัดย่อย การจัดซื้อจัดจ้าง", "ตัวชีวัดย่อย การจัดซื้อจัดจ้าง :"]
)
def test_a_sub_indicators_heading_is_found_where_a_mark_is_misread(printed: str) -> None:
    found = read_heading(printed, Section("OIT", 9), Y2568)
    assert found is not None
    assert found.section.sub_indicator == "การจัดซื้อจัดจ้าง"


def test_a_sub_indicator_is_named_without_its_number_and_what_follows() -> None:
    found = read_heading("1. ตัวชี้วัดย่อย แผนการดำเนินงานและงบประมาณ ได้แก่", Section("OIT", 9), Y2568)
    assert found is not None
    assert (found.section.indicator, found.section.sub_indicator) == (9, "แผนการดำเนินงานและงบประมาณ")


@pytest.mark.parametrize("text", ["ตัวชี้วัดที่ 1 การปฎิบัติหน้าที่", "ตัวชี้วัดที่ 8 การปรับปรุงการทำงาบ ได้คะแนนรวม 94.30"])
def test_a_damaged_name_of_one_indicator_is_a_name(text: str) -> None:
    found = read_heading(text, Section(), Y2568)
    assert found is not None
    assert not found.doubtful
    assert text[found.end :].strip() in {"", "ได้คะแนนรวม 94.30"}


def test_a_name_that_is_like_none_is_left_behind_the_heading() -> None:
    text = "ตัวชี้วัดที่ 3 แผนงานของเรา"
    found = read_heading(text, Section(), Y2568)
    assert found is not None
    assert text[found.end :] == "แผนงานของเรา"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("ส่วบที่ 1 ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตบเอง", Section("EIT", None, "public", part_above=True)),
        ("ผู้ประเมิบจัดเก็บข้อบูล (EIT Survey)", Section("EIT", None, "survey", part_above=True)),
        ("2. การรบรู้ของผู้มีสวนได้เสียภายบอก (EIT)", Section("EIT")),
        ("2. การรับรู้ของ ส่วนได้เสียภายนอก (EIT)", Section("EIT")),
        ("ตัวชีวัดที่ 3 การใช้อำนาจ", Section("IIT", 3)),
    ],
)
def test_a_heading_with_letters_and_marks_misread_is_a_heading(text: str, after: Section) -> None:
    found = read_heading(text, Section(), Y2568)
    assert found is not None
    assert found.section == after
