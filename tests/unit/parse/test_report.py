"""Whole reports: what one document says, and what stays open."""

import pytest

from pipeline.errors import UnknownReportError
from pipeline.facts import known_years, load_framework
from pipeline.model.report import Key
from pipeline.parse import find_fiscal_years, parse_report
from pipeline.parse.doubts import (
    CODE_AGAINST_TEXT,
    CODE_FROM_TEXT,
    CODE_UNREADABLE,
    RESULT_MISSING,
    ROWS_MISSING,
    YEAR_UNKNOWN,
)
from tests.unit.parse.paper import document

Y2568 = load_framework("2568")
HEAD = ["ประเด็น", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"]
REST = ["อบรม", "๑. ประชุม", "๑ ตุลาคม ๒๕๖๘ - ๓๐ กันยายน ๒๕๖๙", "กองคลัง"]
ISSUE = "หน่วยงานยังไม่มีการปรับปรุงการดำเนินงานให้ตอบสนองต่อประชาชนเท่าที่ควร"
NARRATIVE = (
    "ผลการประเมิน ITA ของเทศบาลตำบลหนึ่ง ประจำปี ๒๕๖๘ ได้คะแนนรวม ๙๑.๕๙ (ผ่าน)",
    "ตัวชี้วัดที่ ๘ การปรับปรุงการทำงาน ได้คะแนนรวม ๙๙.๐๕ คะแนน",
    "ส่วนที่ ๑ ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง (EIT Public)",
    f"ข้อคำถามที่ E๘ ได้คะแนน ๙๙.๐๕ ประเด็น {ISSUE} อาจเกิดจากงานมาก",
    "ข้อคำถามที่ E๙ ได้คะแนน ๙๐.๐๐ ประเด็น การให้บริการผ่านช่องทางออนไลน์ยังไม่สะดวก",
)


@pytest.mark.parametrize("text", ["หนังสือเชิญประชุม", "", "รายงานการเงินประจำปี 2568"])
def test_a_document_about_something_else_is_refused_with_a_word_of_advice(text: str) -> None:
    with pytest.raises(UnknownReportError, match="Take it out of the folder"):
        parse_report(document([text, [["ที่", "รายการ"], ["1", "โต๊ะ"]]]), Y2568)


def test_a_table_of_all_three_instruments_is_of_the_assessment_though_its_title_is_damaged() -> None:
    head = ["ที่", "สถานศึกษา", "IIT (๓๐)", "EIT (๓๐)", "OIT (๔๐)", "คะแนนรวม"]
    rows = [
        ["๑", "วิทยาลัยหนึ่ง", "๒๙.๐๐", "๒๘.๐๐", "๓๗.๐๐", "๙๔.๐๐"],
        ["๒", "วิทยาลัยสอง", "๒๗.๐๐", "๒๘.๐๐", "๓๕.๐๐", "๙๐.๐๐"],
    ]
    report = parse_report(document(["ประกา ล ารประเมินคุณธ รมและควา โ ร่งใส", [head, *rows]]), Y2568)
    assert [agency.agency_name.value for agency in report.agencies] == ["วิทยาลัยหนึ่ง", "วิทยาลัยสอง"]


def test_a_report_without_a_readable_year_is_parsed_and_says_so() -> None:
    made = document(["ผลการประเมิน ITA ของเทศบาลตำบลหนึ่ง ประจำปี 25", "ตัวชี้วัดที่ 3 การใช้อำนาจ ได้คะแนน 98.92"])
    assert find_fiscal_years(made).assessed is None
    report = parse_report(made, load_framework(known_years()[-1]))
    assert report.assessed_fy_be is None
    assert YEAR_UNKNOWN in report.doubts
    assert [score.key.code for score in report.scores] == ["3"]


def test_every_printing_of_a_score_is_kept_and_the_most_telling_is_published() -> None:
    table = [["ที่", "ตัวชี้วัด", "คะแนน"], ["๘", "การปรับปรุงการทำงาน", "๙๔.๓๐"], ["๙", "การเปิดเผยข้อมูล", "๘๕.๐๐"]]
    report = parse_report(document([*NARRATIVE, table]), Y2568)
    assert [str(score.reading.value) for score in report.printings(Key("8"))] == ["94.30", "99.05"]
    published = report.score(Key("8"))
    assert published is not None
    assert str(published.reading.value) == "94.30"


@pytest.mark.parametrize(
    ("reader", "code", "doubt"), [("tesseract", "E8", CODE_FROM_TEXT), ("text-layer", "E4", CODE_AGAINST_TEXT)]
)
def test_a_plan_row_whose_code_is_not_its_texts(reader: str, code: str, doubt: str) -> None:
    plan = [HEAD, ["ส่วนที่ ๑ ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง (EIT Public)\nE๔ " + ISSUE, *REST]]
    (item,) = parse_report(document([*NARRATIVE, plan], reader=reader), Y2568).plan
    assert (item.question_id, item.part) == (code, "public")
    assert doubt in item.doubts


def test_a_code_is_not_taken_for_one_that_another_row_of_the_plan_bears() -> None:
    part = "ส่วนที่ ๑ ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง (EIT Public)\n"
    plan = [HEAD, [part + "E๘ " + ISSUE, *REST], ["E๔ " + ISSUE, *REST]]
    first, second = parse_report(document([*NARRATIVE, plan], reader="tesseract"), Y2568).plan
    assert (first.question_id, second.question_id) == ("E8", "E4")
    assert (CODE_AGAINST_TEXT in first.doubts, CODE_AGAINST_TEXT in second.doubts) == (False, True)


def test_a_report_says_that_it_lists_only_what_is_below_full_marks() -> None:
    said = "ระบุประเด็น (เฉพาะประเด็นที่มีคะแนนน้อยกว่า ๑๐๐ คะแนน)"
    assert parse_report(document([*NARRATIVE, said]), Y2568).lists_only_below_full
    assert not parse_report(document(NARRATIVE), Y2568).lists_only_below_full


def test_an_announcement_is_about_no_single_agency() -> None:
    rows = [
        ["ที่", "หน่วยงาน", "คะแนนรวม", "ระดับ"],
        ["1", "เทศบาลตำบลหนึ่ง", "96.10", "ผ่านดี"],
        ["2", "เทศบาลตำบลสอง", "85.00", "ผ่าน"],
    ]
    report = parse_report(document(["ประกาศผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568", rows]), Y2568)
    assert report.agency_name is None
    assert [row.agency_name.value for row in report.agencies] == ["เทศบาลตำบลหนึ่ง", "เทศบาลตำบลสอง"]
    assert report.scores == ()


def test_reading_a_report_twice_gives_the_same() -> None:
    made = document(NARRATIVE)
    assert parse_report(made, Y2568) == parse_report(made, Y2568)


def test_an_indicator_that_lost_the_verdict_that_others_have_is_doubted() -> None:
    table = [["ตัวชี้วัด", "คะแนน", "ระดับ"], ["การปฏิบัติหน้าที่", "99.00", "ผ่านเกณฑ์"], ["การใช้งบประมาณ", "98.00", ""]]
    made = parse_report(document(["ผลการประเมิน ITA ประจำปี 2568", table]), load_framework("2568"))
    doubts = {score.key.label: score.doubts for score in made.scores}
    assert doubts == {"indicator 1": (), "indicator 2": ("result_missing",)}


def test_verdicts_in_a_table_that_is_not_understood_are_missed_beside_the_scores_of_headings() -> None:
    names = ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ"]
    scores = [["?", "? ?", "^", "?"], *([name, f"({at})", f"9{at}.00", "AA"] for at, name in enumerate(names, 1))]
    lines = [f"ตัวชี้วัดที่ {at} {name} ได้คะแนนรวม 9{at}.00 คะแนน" for at, name in enumerate(names, 1)]
    found = parse_report(document(["ผลการประเมิน ITA ประจำปี 2568", scores, *lines]), load_framework("2568")).scores
    assert all(score.result == "AA" or RESULT_MISSING in score.doubts for score in found if score.key.code.isdecimal())


def test_verdicts_of_rows_that_were_read_as_one_are_missed_beside_the_scores_of_headings() -> None:
    table = [["?", "? ?", "ผล"], ["1\n2\n3", "99.00\n98.00\n97.00", "ผ่านเกณฑ์\nผ่านเกณฑ์\nควรปรับปรุง"]]
    lines = ["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ได้คะแนนรวม 99.00 คะแนน", "ตัวชี้วัดที่ 2 การใช้งบประมาณ ได้คะแนนรวม 98.00 คะแนน"]
    found = parse_report(document(["ผลการประเมิน ITA ประจำปี 2568", table, *lines]), load_framework("2568")).scores
    headed = [score for score in found if score.key.code.isdecimal()]
    assert headed
    assert all(RESULT_MISSING in score.doubts for score in headed)


def test_codes_that_a_fax_has_torn_are_no_verdicts() -> None:
    rows = [["ตัวชี้วัด", "คะแนน"], ["1 การปฏิบัติหน้าที่", "99.67"], ["2 การใช้งบประมาณ", "99.33"]]
    torn = ["7 E  า 0 +", "8 E ส่วนที่ 1", "9 E÷ ส่วนที่ 2"]
    found = parse_report(document(["ผลการประเมิน ITA ประจำปี 2568", rows, *torn], reader="thai 1"), Y2568).scores
    assert [score.doubts for score in found if score.key.code.isdecimal()] == [(), ()]


@pytest.mark.parametrize(
    ("reader", "name"), [("thai 1", "การปรับปรุงระบบการทำงาน"), ("text-layer", "การปรั่บปรุงระบบการทำงาน")]
)
def test_a_name_that_a_recogniser_misread_is_that_of_the_heading(reader: str, name: str) -> None:
    table = [["ตัวชี้วัด", "คะแนน"], ["การปฏิบัติหน้าที่", "99.00"], ["การปรั่บปรุงระบบการทำงาน", "98.00"]]
    heading = "ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน ได้คะแนนรวม 98.00 คะแนน"
    made = parse_report(document(["ผลการประเมิน ITA ประจำปี 2568", table, heading], reader=reader), Y2568)
    assert [score.printed_name for score in made.printings(Key("8"))] == [name, "การปรับปรุงระบบการทำงาน"]


@pytest.mark.parametrize(
    "said",
    [
        "รายงานฉบับนี้วิเคราะห์เฉพาะข้อที่ได้คะแนนต่ำ • กว่า ๑๐๐ คะแนน",
        "รายงานฉบับนี้วิเคราะหฉพาะข้อที่ได้คะแนนงากวา ๑๐๐ คะแนน",
    ],
)
def test_a_scan_says_that_it_lists_only_what_is_below_full_marks_though_letters_are_misread(said: str) -> None:
    assert parse_report(document([*NARRATIVE, said], reader="thai 1"), Y2568).lists_only_below_full
    assert not parse_report(document([*NARRATIVE, said]), Y2568).lists_only_below_full


@pytest.mark.parametrize(
    ("values", "doubted"),
    [(("100", "100", "98.00"), True), (("99.00", "97.00", "98.00"), False)],
    ids=["all questions", "those below full marks"],
)
def test_a_scanned_list_of_all_questions_that_begins_late_is_doubted(values: tuple[str, ...], doubted: bool) -> None:
    rows = [["ข้อคำถาม", "คะแนน"], *([f"I{at}", values[at % 3]] for at in range(2, 16))]
    made = parse_report(document(["ผลการประเมิน ITA ประจำปี 2568", rows], reader="thai 1"), Y2568)
    assert (CODE_UNREADABLE in made.doubts) is doubted


@pytest.mark.parametrize(("external", "doubted"), [("100", True), ("98.00", False)])
def test_who_lists_all_questions_of_one_instrument_lists_all_of_another(external: str, *, doubted: bool) -> None:
    internal = [["ข้อคำถาม", "คะแนน"], *([f"I{at}", "100"] for at in range(1, 16))]
    others = [["ข้อคำถาม", "คะแนน"], ["E1", external]]
    made = parse_report(document(["ผลการประเมิน ITA ประจำปี 2568", internal, "EIT", others], reader="thai 1"), Y2568)
    assert (CODE_UNREADABLE in made.doubts) is doubted


@pytest.mark.parametrize(
    ("reader", "count", "lost"), [("thai 1", "๓", True), ("thai 1", "๒", False), ("text-layer", "๓", False)]
)
def test_a_scanned_announcement_of_more_agencies_than_were_found_is_doubted(
    reader: str, count: str, *, lost: bool
) -> None:
    rows = [["ที่", "หน่วยงาน", "คะแนนรวม"], ["๑", "เทศบาลตำบลหนึ่ง", "๙๖.๑๐"], ["๒", "เทศบาลตำบลสอง", "๘๕.๐๐"]]
    head = ["ประกาศผลการประเมิน ITA ประจำปี 2568", f"จำนวน {count} แห่ง"]
    made = parse_report(document([*head, rows], reader=reader), Y2568)
    assert len(made.agencies) == 2
    assert (ROWS_MISSING in made.doubts) is lost
