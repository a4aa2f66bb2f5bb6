from collections.abc import Sequence

import pytest

from pipeline.facts import load_framework
from pipeline.model.report import Key
from pipeline.parse import parse_report
from pipeline.parse.doubts import CODE_FROM_CONTEXT, CODE_UNREADABLE, CODES_SEVERAL, PARTS_UNSURE, SCORE_UNREADABLE
from pipeline.parse.narrative import Parts, take_apart
from tests.unit.parse.paper import document

Y2568 = load_framework("2568")
SUBJECT = "(?:เทศบาลตำบลหนึ่ง|หน่วยงาน)"


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (
            "ประเด็น มีผู้รับบริการเห็นว่าเข้าถึงยาก อาจเกิดจากช่องทางมีน้อย เทศบาลตำบลหนึ่งจึงควรเพิ่มช่องทาง",
            Parts("มีผู้รับบริการเห็นว่าเข้าถึงยาก", "อาจเกิดจากช่องทางมีน้อย", "เทศบาลตำบลหนึ่งจึงควรเพิ่มช่องทาง"),
        ),
        (
            "ประเด็นข้อมูลที่ผู้รับบริการควรได้รับทราบ อาจมีบางอย่างไม่ชัดเจน หน่วยงานจะได้ปรับปรุง",
            Parts("ข้อมูลที่ผู้รับบริการควรได้รับทราบ", "อาจมีบางอย่างไม่ชัดเจน", "หน่วยงานจะได้ปรับปรุง"),
        ),
        (
            "ประเด็น ไม่เป็นไปตามขั้นตอน ดังนั้น หน่วยงาน ควรระบุขั้นตอน",
            Parts("ไม่เป็นไปตามขั้นตอน", "", "ดังนั้น หน่วยงาน ควรระบุขั้นตอน"),
        ),
        (
            "ประเด็น แผนพัฒนา หน่วยงานยังใช้ข้อมูลเดิม เทศบาลตำบลหนึ่งควรจัดทำใหม่",
            Parts("แผนพัฒนา", "หน่วยงานยังใช้ข้อมูลเดิม", "เทศบาลตำบลหนึ่งควรจัดทำใหม่"),
        ),
        (
            "ประเด็น เปิดโอกาสให้มีส่วนร่วม เทศบาลตำบลหนึ่งอาจประชาสัมพันธ์ไม่ทั่วถึง เทศบาลตำบลหนึ่งควรเพิ่มช่องทาง",
            Parts("เปิดโอกาสให้มีส่วนร่วม", "เทศบาลตำบลหนึ่งอาจประชาสัมพันธ์ไม่ทั่วถึง", "เทศบาลตำบลหนึ่งควรเพิ่มช่องทาง"),
        ),
        (
            "ประเด็น : เข้าถึงยาก สาเหตุ : ช่องทางมีน้อย ข้อเสนอแนะ : เพิ่มช่องทาง",
            Parts("เข้าถึงยาก", "ช่องทางมีน้อย", "เพิ่มช่องทาง"),
        ),
        ("ประเด็น หน่วยงานมีการพัฒนาบริการออนไลน์", Parts("หน่วยงานมีการพัฒนาบริการออนไลน์")),
        ("เพิ่มช่องทาง จึงควรประกาศ", Parts("เพิ่มช่องทาง", "", "จึงควรประกาศ")),
        ("", Parts()),
    ],
)
def test_a_statement_is_taken_apart_by_its_words(body: str, parts: Parts) -> None:
    assert take_apart(body, SUBJECT) == parts


def test_an_items_title_ends_where_its_fault_begins() -> None:
    title = "ข่าวประชาสัมพันธ์"
    assert take_apart(f"ประเด็น {title} ลิงก์เปิดไม่ได้", SUBJECT, (title,)) == Parts(title, "ลิงก์เปิดไม่ได้", "")


def statements(*paragraphs: str | Sequence[Sequence[str]]) -> list[tuple[str, str, str, int | None]]:
    report = parse_report(document(paragraphs), Y2568)
    return [(s.part, s.question_id, str(s.printed_score), s.indicator_no) for s in report.statements]


OPENING = "ผลการประเมิน ITA ของเทศบาลตำบลหนึ่ง ประจำปี 2568"


def test_statements_stand_under_their_indicator_and_part() -> None:
    found = statements(
        OPENING,
        "ตัวชี้วัดที่ 3 การใช้อำนาจ",
        "ข้อคำถามที่ ๑๗ ได้คะแนน ๙๖.๗๗ ประเด็นเจ้าหน้าที่บางราย",
        "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร ได้คะแนนรวม 95.84 คะแนน",
        "ส่วนที่ 2 ผู้ประเมินจัดเก็บข้อมูล (EIT Survey)",
        "ข้อคำถามที่ E๔ ได้คะแนน ๙๓.๓๓ ประเด็น ช่องทาง",
        "ข้อคำถามที่ E9 คะแนน 90.00 ประเด็น ออนไลน์",
    )
    assert found == [("", "I7", "96.77", 3), ("survey", "E4", "93.33", 7), ("survey", "E9", "90.00", 8)]


@pytest.mark.parametrize(
    "text",
    [
        "ข้อ E5 คะแนน 99.52 ประเด็น ข้อมูล",
        "ข้อคำถาม E5 : ข้อมูลไม่ชัดเจน ได้คะแนน 99.52 คะแนน",
        "E5 ข้อมูลไม่ชัดเจน ได้คะแนนร้อยละ 99.52",
        "- ข้อ e5 (99.52) ข้อมูล",
        "ประเด็นคำถามที่ E5 มีผลคะแนนเฉลี่ย 99.52 ข้อมูล",
        "ข้อค่าถามที่ E5 ได้คะแนน 99.52 ประเด็น ข้อมูล",
    ],
)
def test_a_statement_may_begin_in_many_ways(text: str) -> None:
    assert statements(OPENING, "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", "EIT Public", text) == [("public", "E5", "99.52", 7)]


@pytest.mark.parametrize("item", ["ข้อ O25", "ข้อ 025", "ข้อ ๐๒๕"])
def test_a_title_with_the_disclosure_item_is_no_statement(item: str) -> None:
    assert statements(f"{item} การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร", OPENING) == []


def test_codes_in_a_sentence_open_no_statement() -> None:
    text = "ข้อคำถามที่ E5 ได้คะแนน 99.52 ประเด็น ข้อมูล เช่นเดียวกับ"
    assert len(statements(OPENING, "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", "EIT Public", text, "E4, E6 และ E9")) == 1


def test_a_table_of_statements_is_read_row_by_row() -> None:
    rows = [
        ["ข้อคำถาม", "คะแนน", "ประเด็น", "ข้อเสนอแนะ/แนวทางการปรับปรุง"],
        ["ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร ได้คะแนนรวม 95.84 คะแนน", "<", "<", "<"],
        ["ส่วนที่ 1 ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง (EIT Public)", "<", "<", "<"],
        ["E5", "99.52", "ข้อมูลไม่ชัดเจน อาจเกิดจากช่องทางมีน้อย", "หน่วยงานควรเพิ่มช่องทาง"],
    ]
    report = parse_report(document([OPENING, rows]), Y2568)
    (statement,) = report.statements
    assert (statement.part, statement.question_id, statement.issue) == ("public", "E5", "ข้อมูลไม่ชัดเจน")
    assert (statement.cause, statement.recommendation) == ("อาจเกิดจากช่องทางมีน้อย", "หน่วยงานควรเพิ่มช่องทาง")


def test_a_statement_that_goes_on_in_a_table_that_was_not_joined_to_its_own_is_cut() -> None:
    header = ["ข้อคำถาม", "คะแนน", "ประเด็น", "ข้อเสนอแนะ/แนวทางการปรับปรุง"]
    upper = [[*header, "?"], ["E5", "99.52", "ข้อมูลไม่ชัดเจน อาจเกิดจากช่องทาง", "หน่วยงานควรเพิ่มช่องทาง", ""]]
    lower = [header, ["", "", "ที่มีน้อย", ""], ["E6", "98.00", "ตอบช้า อาจเกิดจากงานมาก", "หน่วยงานควรตอบให้เร็ว"]]
    heading = "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร"
    report = parse_report(document([OPENING, heading, upper], [lower]), Y2568)
    doubts = [(statement.question_id, "row_cut" in statement.doubts) for statement in report.statements]
    assert doubts == [("E5", True), ("E6", False)]


def test_a_statement_about_several_questions_has_no_code_and_no_score() -> None:
    text = "ข้อคำถามที่ E4 และ E5 ได้คะแนน 99.52 ประเด็น ข้อมูล"
    report = parse_report(document([OPENING, "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", "EIT Public", text]), Y2568)
    (statement,) = report.statements
    assert (statement.question_id, statement.doubts) == ("", (CODES_SEVERAL,))
    assert not any(score.key.is_question for score in report.scores)


def test_a_part_may_begin_on_a_new_line_whose_space_is_lost() -> None:
    first, second = "รายการจัดซื้อจัดจ้าง", "หน่วยงานเผยแพร่ข้อมูลไม่ครบ เทศบาลตำบลหนึ่งควรแก้ไข"
    assert take_apart(first + second, SUBJECT, (), (len(first),)) == Parts(
        first, "หน่วยงานเผยแพร่ข้อมูลไม่ครบ", "เทศบาลตำบลหนึ่งควรแก้ไข"
    )


def test_the_word_that_draws_the_conclusion_belongs_to_the_recommendation() -> None:
    parts = take_apart("แผนพัฒนา หน่วยงานยังใช้ข้อมูลเดิมดังนั้น หน่วยงานควรจัดทำใหม่", SUBJECT)
    assert parts == Parts("แผนพัฒนา", "หน่วยงานยังใช้ข้อมูลเดิม", "ดังนั้น หน่วยงานควรจัดทำใหม่")


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("ล่าช้า อาจเกิดจากคนน้อย หน่วยงานควรเพิ่มคน", ()),
        ("หน่วยงานพัฒนาบริการให้สะดวก", ()),
        ("ล่าช้าด้วยมีเหตุเพราะคนน้อย หน่วยงานควรเพิ่มคน", (PARTS_UNSURE,)),
        ("ล่าช้า อาจเกิดจากคนน้อยและควรเพิ่มคน", (PARTS_UNSURE,)),
    ],
)
def test_a_statement_with_words_of_a_part_that_was_not_found_is_doubted(text: str, doubts: tuple[str, ...]) -> None:
    made = document(
        ["การประเมินคุณธรรมและความโปร่งใส", "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", f"ข้อคำถามที่ I1 ได้คะแนน 98.00 ประเด็น {text}"]
    )
    (statement,) = parse_report(made, Y2568).statements
    assert statement.doubts == doubts


def test_a_line_that_looks_like_a_title_goes_on_with_an_unfinished_sentence() -> None:
    lead = "ข้อคำถามที่ I1 ได้คะแนน 98.00 ประเด็น ล่าช้า อาจเกิดจากคนน้อย หน่วยงานจึงควร"
    made = document(["การประเมินคุณธรรมและความโปร่งใส", "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", lead, "รายงานผลทุกเดือน"])
    (statement,) = parse_report(made, Y2568).statements
    assert "รายงานผลทุกเดือน" in statement.recommendation


@pytest.mark.parametrize("spelled", ["05", "๐๕", "Q5", "c5", "ข้อ 05", "ข้อที่ ๐๕"])
def test_a_code_whose_letter_is_read_as_a_nought_opens_a_statement_and_is_doubted(spelled: str) -> None:
    text = f"{spelled} แผนยุทธศาสตร์ ได้คะแนน 0 คะแนน หน่วยงานควรเผยแพร่"
    report = parse_report(document([OPENING, "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", text]), Y2568)
    (statement,) = report.statements
    assert (statement.question_id, statement.doubts) == ("O5", (CODE_FROM_CONTEXT, PARTS_UNSURE))


@pytest.mark.parametrize("text", ["05 แผนที่ตัวชี้วัดนี้ไม่มี", "0.5 แผน", "05:30 แผน"])
def test_a_nought_that_is_no_code_of_its_place_opens_no_statement(text: str) -> None:
    assert statements(OPENING, "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", text) == []


def test_an_indicators_score_in_a_heading_row_of_a_table_of_statements_is_a_printing_of_it() -> None:
    rows = [
        ["ข้อคำถาม", "คะแนน", "ประเด็น", "ข้อเสนอแนะ/แนวทางการปรับปรุง"],
        ["ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร ได้คะแนนรวม 95.84 คะแนน", "<", "<", "<"],
        ["E5", "99.52", "ข้อมูลไม่ชัดเจน อาจเกิดจากช่องทางมีน้อย", "หน่วยงานควรเพิ่มช่องทาง"],
    ]
    report = parse_report(document([OPENING, rows]), Y2568)
    assert [str(score.reading.value) for score in report.printings(Key("7"))] == ["95.84"]


def test_a_statement_with_a_score_and_no_code_leaves_the_report_in_doubt() -> None:
    rows = [
        ["ข้อคำถาม", "คะแนน", "ประเด็น", "ข้อเสนอแนะ/แนวทางการปรับปรุง"],
        ["?", "99.52", "ข้อมูลไม่ชัดเจน อาจเกิดจากช่องทางมีน้อย", "หน่วยงานควรเพิ่มช่องทาง"],
    ]
    assert CODE_UNREADABLE in parse_report(document([OPENING, rows]), Y2568).doubts


@pytest.mark.parametrize(("reader", "doubted"), [("thai", True), ("text-layer", False)])
def test_a_scanned_line_that_begins_like_a_statement_and_is_none_leaves_the_report_in_doubt(
    reader: str, doubted: bool
) -> None:
    lost = "ฯ5 แผนยุทธศาสตร์ ได้คะแนน 0 คะแนน หน่วยงานควรเผยแพร่"
    made = document([OPENING, "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", lost], reader=reader)
    assert (CODE_UNREADABLE in parse_report(made, Y2568).doubts) is doubted


def test_a_statement_whose_score_was_not_understood_is_doubted() -> None:
    head = ["ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร", "ส่วนที่ ๑ ผู้รับบริการเข้าตอบด้วยตนเอง (EIT Public)"]
    for reader, said, doubted in (
        ("thai", "คะแนน-:๙๙/๔๑", True),
        ("text-layer", "คะแนน-:๙๙/๔๑", False),
        ("thai", "ประเด็น", False),
    ):
        text = f"ข้อ E๕ {said} ผู้รับบริการเห็นว่าเข้าถึงยาก หน่วยงานควรเพิ่มช่องทาง"
        (statement,) = parse_report(document([*head, text], reader=reader), Y2568).statements
        assert (statement.printed_score, SCORE_UNREADABLE in statement.doubts) == (None, doubted)
