from collections.abc import Sequence
from datetime import date

import pytest

from pipeline.facts import load_framework
from pipeline.model.report import PlanItem
from pipeline.parse.codes import Section
from pipeline.parse.doubts import (
    CODE_FROM_CONTEXT,
    CODE_MISSING,
    CODE_UNREADABLE,
    CODES_SEVERAL,
    MEASURE_MISSING,
    PART_UNKNOWN,
    PART_UNSURE,
    PERIOD_UNREADABLE,
    ROW_CUT,
)
from pipeline.parse.plan import read_plan
from pipeline.parse.slots import Grid
from pipeline.parse.tables import stream
from tests.unit.parse.paper import document

Y2568 = load_framework("2568")
HEAD = ["ประเด็น", "มาตรการ/โครงการ/ กิจกรรม", "ขั้นตอน/วิธีปฏิบัติการ", "ระยะเวลาในการ ดำเนินการ", "ผู้รับผิดชอบ"]
YEAR = "๑ ตุลาคม ๒๕๖๘ - ๓๐ กันยายน ๒๕๖๙"
REST = ["มาตรการ\n- อบรม", "๑. ประชุม\n๒. รายงาน", YEAR, "กองคลัง"]


def plan(
    *tables: Sequence[Sequence[str]],
    section: Section = Section(),  # noqa: B008 - frozen
    reader: str = "text-layer",
) -> list[PlanItem]:
    made = document(*([rows] for rows in tables), reader=reader)
    grids = [part for part in stream(made) if isinstance(part, Grid)]
    rows = [row for grid in grids for row in read_plan(grid, section, Y2568, 2569) or ()]
    return [row.item for row in rows]


def test_a_row_is_read_with_its_headings_code_kind_steps_and_dates() -> None:
    first = "๑. การรับรู้ของผู้มีส่วนได้เสียภายใน (IIT) ตัวชี้วัดที่ ๓ การใช้อำนาจ\nI๗ เจ้าหน้าที่บางรายเคยถูกสั่งให้ทำธุระส่วนตัว"
    (item,) = plan([HEAD, [first, *REST]])
    assert (item.instrument, item.indicator_no, item.part, item.question_id) == ("IIT", 3, "", "I7")
    assert item.issue.value == "เจ้าหน้าที่บางรายเคยถูกสั่งให้ทำธุระส่วนตัว"
    assert (item.measure_kind, item.measure.value) == ("มาตรการ", "อบรม")
    assert [step.value for step in item.steps] == ["ประชุม", "รายงาน"]
    assert (item.start_date, item.end_date) == (date(2025, 10, 1), date(2026, 9, 30))
    assert item.responsible_units == ("กองคลัง",)
    assert item.doubts == ()


def test_a_heading_holds_for_the_rows_below_it_until_the_next() -> None:
    rows = [
        HEAD,
        ["๒. การรับรู้ของผู้มีส่วนได้เสียภายนอก (EIT)\nส่วนที่ ๑\nผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง\n๒๗ ยังขาดการมีส่วนร่วม", *REST],
        ["E๕ ช่องทางเผยแพร่เข้าถึงยาก", *REST],
        ["ส่วนที่ ๒ ผู้ประเมินจัดเก็บข้อมูล (EIT Survey)", "<", "<", "<", "<"],
        ["E๒ ให้บริการไม่เท่าเทียม", *REST],
        ["0๕ แผนยุทธศาสตร์", *REST],
    ]
    items = plan(rows)
    assert [(item.part, item.question_id, item.doubts) for item in items] == [
        ("public", "E7", (CODE_FROM_CONTEXT,)),
        ("public", "E5", ()),
        ("survey", "E2", ()),
        ("", "O5", (CODE_FROM_CONTEXT,)),
    ]


def test_a_heading_that_cannot_be_made_out_is_no_row_and_leaves_the_part_open() -> None:
    part = "ส่วนที่ ๑ ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง"
    rows = [HEAD, [part, *"<<<<"], ["E5 ก", *REST], [".๒. การเบ.. ภายนอก (EIT)", *"<<<<"], ["E7 ข", *REST]]
    items = plan(rows, reader="thai")
    assert [(item.question_id, item.part, item.doubts) for item in items] == [
        ("E5", "public", ()),
        ("E7", "", (PART_UNKNOWN,)),
    ]
    assert len(plan(rows)) == 2 + 1
    wider = [[*HEAD, "หมายเหตุ"], *([*row, ""] for row in rows[1:])]
    assert len(plan(wider, reader="thai")) == 2


def test_a_part_is_doubted_below_what_may_be_the_heading_of_another() -> None:
    part = "ส่วนที่ ๑ ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง"
    hiding = ["ะเมินจัดเก็บข้อมูล (EIT Survey)", "<", "๑. ประชุม", YEAR, "กองคลัง"]
    rows = [HEAD, [part, *"<<<<"], ["E5 ก", *REST], hiding, ["E7 ข", *REST], ["ส่วนที่ ๑ (EIT Public) E8 ค", *REST]]
    doubts = [(item.question_id, item.part, PART_UNSURE in item.doubts) for item in plan(rows, reader="thai")]
    assert [doubt for doubt in doubts if doubt[0]] == [
        ("E5", "public", False),
        ("E7", "public", True),
        ("E8", "public", False),
    ]
    assert not any(PART_UNSURE in item.doubts for item in plan(rows))


def test_the_header_once_more_is_no_row() -> None:
    again = ["ประเด็น", "มาตรการ/โครงการ/\nกิจกรรม", "ขั้นตอน วิธีปฏิบัติการ", "ระยะเวลา ในการ ดำเนินการ", "ผู้รับผิดชอบ"]
    items = plan([HEAD, ["I7 ก", *REST], ["๓. การเปิดเผยข้อมูลสาธารณะ (OIT)", *"<<<<"], again, ["O5 ข", *REST]])
    assert [item.question_id for item in items] == ["I7", "O5"]


def test_a_row_over_a_page_break_reads_like_the_row_unsplit() -> None:
    section = Section("EIT", None, "public")
    whole = [
        HEAD,
        ["E4 หน่วยงานมีช่องทางเผยแพร่", "มาตรการ\n- ปรับปรุงเว็บไซต์", "๑. สำรวจ\n๒. ปรับปรุงเมนู", YEAR, "กองช่าง"],
        ["E5 ก", *REST],
    ]
    upper = [HEAD, ["E4 หน่วยงานมี", "มาตรการ\n- ปรับปรุง", "๑. สำรวจ\n๒. ปรับ", YEAR, "กองช่าง"]]
    lower = [HEAD, ["ช่องทางเผยแพร่", "เว็บไซต์", "ปรุงเมนู", "", ""], ["E5 ก", *REST]]
    said = [
        [(i.question_id, i.issue.value, i.measure.value, [s.value for s in i.steps]) for i in made]
        for made in (plan(whole, section=section), plan(upper, lower, section=section))
    ]
    assert said[0] == said[1]
    item = plan(upper, lower, section=section)[0]
    assert [place.page for place in item.issue.places] == [1, 2]
    assert item.doubts == ()


def test_a_period_cut_by_a_page_break_is_one_period() -> None:
    upper = [HEAD, ["E4 หน่วยงานมี", "อบรม", "๑. สำรวจ", "๑ ตุลาคม ๒๕๖๘ - ๓๐", "กองช่าง"]]
    lower = [HEAD, ["ช่องทาง", "", "ความเห็น", "กันยายน ๒๕๖๙", ""]]
    (item,) = plan(upper, lower, section=Section("EIT", None, "public"))
    assert (item.start_date, item.end_date) == (date(2025, 10, 1), date(2026, 9, 30))


def test_a_torn_period_is_no_period_of_its_own_though_its_rest_is_misread() -> None:
    upper = [HEAD, ["E4 หน่วยงานมี", "อบรม", "๑. สำรวจ", "๑ ตุลาคม ๒๕๖๘ - ๓๐ -", "กองช่าง"]]
    lower = [HEAD, ["ช่องทาง", "", "ความเห็น", "กันยายน ๒๒๕๖๙", ""], ["E5 ก", *REST]]
    first, second = plan(upper, lower, section=Section("EIT", None, "public"))
    assert (first.issue.value, first.start_date, first.doubts) == ("หน่วยงานมีช่องทาง", None, (PERIOD_UNREADABLE,))
    assert second.question_id == "E5"


def test_a_cell_that_number_and_issue_share_below_a_page_break_is_no_number() -> None:
    upper = [["ที่", *HEAD], ["๑", "E4 หน่วยงานมี", "อบรม", "๑. สำรวจ", "๑ ตุลาศม", "กองช่าง"]]
    lower = [["ที่", *HEAD], ["ช่องทาง", "<", "", "ความเห็น", "๒๕๖๘", ""], ["๒", "E5 ก", *REST]]
    first, second = plan(upper, lower, section=Section("EIT", None, "public"))
    assert (first.issue.value, first.steps[0].value) == ("หน่วยงานมีช่องทาง", "สำรวจความเห็น")
    assert (first.doubts, second.question_id) == ((PERIOD_UNREADABLE,), "E5")


def test_steps_that_count_on_below_a_page_break_are_the_same_rows() -> None:
    upper = [HEAD, ["E4 หน่วยงานมี", "อบรม", "๑. สำรวจ\n๑) ก\n๒) ข", "ต.ค. ๒๕๖๘", "กองช่าง"]]
    lower = [HEAD, ["ช่องทาง", "", "๒. ประกาศ", "ก.ย. ๒๕๖๙", ""], ["E5 ก", *REST]]
    first, _ = plan(upper, lower, section=Section("EIT", None, "public"))
    assert [step.value for step in first.steps] == ["สำรวจ\n๑) ก\n๒) ข", "ประกาศ"]
    assert (first.start_date, PERIOD_UNREADABLE in first.doubts) == (None, True)
    other = [HEAD, ["ช่องทาง", "", "๔. ประกาศ", "ก.ย. ๒๕๖๙", ""], ["E5 ก", *REST]]
    assert len(plan(upper, other, section=Section("EIT", None, "public"))) == 2 + 1


def test_a_row_of_cells_that_reach_into_it_from_above_says_nothing_of_its_own() -> None:
    items = plan([["ที่", *HEAD], ["๑", "E5 ก", *REST], ["", *"^^^^^"], ["๒", "E7 ข", *REST]])
    assert [item.question_id for item in items] == ["E5", "E7"]


def test_two_whole_rows_on_both_sides_of_a_page_break_stay_two() -> None:
    items = plan([HEAD, ["E4 ก", *REST]], [HEAD, ["E5 ข", *REST]], section=Section("EIT", None, "public"))
    assert [item.question_id for item in items] == ["E4", "E5"]


def test_a_row_that_may_be_a_piece_is_doubted() -> None:
    section = Section("EIT", None, "public")
    items = plan([HEAD, ["E4 ก", *REST], ["E5 ข", *REST]], [HEAD, ["ค", *REST]], section=section)
    assert [ROW_CUT in item.doubts for item in items] == [False, True, True]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["ที่", "ประเด็น", "มาตรการ", "ระยะเวลา", "ผู้รับผิดชอบ"], ["๑", "E5 ข้อมูลไม่ชัดเจน", "เพิ่มช่องทาง", YEAR, "กองคลัง"]),
        (
            ["ข้อคำถาม", "ข้อบกพร่อง/จุดอ่อน", "แนวทาง", "กำหนดเวลา", "หน่วยงานที่รับผิดชอบ"],
            ["E5", "ข้อมูลไม่ชัดเจน", "เพิ่มช่องทาง", YEAR, "กองคลัง"],
        ),
        (
            ["ผู้รับผิดชอบ", "ระยะเวลา", "โครงการ/กิจกรรม", "ประเด็นที่ต้องพัฒนา", "งบประมาณ"],
            ["กองคลัง", YEAR, "เพิ่มช่องทาง", "(E5) ข้อมูลไม่ชัดเจน", "-"],
        ),
        (
            ["ตัวชี้วัด", "ประเด็น", "มาตรการ", "ระยะเวลา", "ผู้รับผิดชอบ"],
            ["ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", "E5 ข้อมูลไม่ชัดเจน", "เพิ่มช่องทาง", YEAR, "กองคลัง"],
        ),
    ],
)
def test_columns_are_found_by_their_names_in_any_order(head: list[str], row: list[str]) -> None:
    (item,) = plan([head, row], section=Section("EIT", None, "public"))
    assert (item.question_id, item.issue.value, item.measure.value, item.responsible.value) == (
        "E5",
        "ข้อมูลไม่ชัดเจน",
        "เพิ่มช่องทาง",
        "กองคลัง",
    )
    assert item.start_date == date(2025, 10, 1)
    assert item.part == "public"


@pytest.mark.parametrize(
    ("text", "kind", "measure"),
    [
        ("มาตรการ\n- อบรม\n- ประชุม", "มาตรการ", "อบรม\nประชุม"),
        ("มาตรการ - อบรม", "มาตรการ", "อบรม"),
        ("โครงการ/กิจกรรม\n- อบรม", "โครงการ/กิจกรรม", "อบรม"),
        ("โครงการ : อบรม", "โครงการ", "อบรม"),
        ("โครงการอบรมคุณธรรม", "", "โครงการอบรมคุณธรรม"),
        ("มาตรการป้องกันการทุจริต", "", "มาตรการป้องกันการทุจริต"),
        ("1. อบรม\n2. ประชุม", "", "อบรม\nประชุม"),
        ("ติดต่อ-สอบถามทางเว็บไซต์", "", "ติดต่อ-สอบถามทางเว็บไซต์"),
    ],
)
def test_a_measure_is_told_from_its_kind_and_its_list_marks(text: str, kind: str, measure: str) -> None:
    (item,) = plan([HEAD, ["I7 ก", text, "๑. ประชุม", YEAR, "กองคลัง"]])
    assert (item.measure_kind, item.measure.value) == (kind, measure)


def test_what_cannot_be_made_out_is_empty_and_said_so() -> None:
    unreadable, missing, split = plan(
        [
            HEAD,
            ["E99 ก", "", "๑. ประชุม", "ตามความเหมาะสม", "กองคลัง"],
            ["มีผู้รับบริการบางราย", *REST],
            ["E5 ก", *REST],
        ]
    )
    assert (unreadable.question_id, unreadable.start_date) == ("", None)
    assert {CODE_UNREADABLE, MEASURE_MISSING, PERIOD_UNREADABLE} <= set(unreadable.doubts)
    assert CODE_MISSING in missing.doubts
    assert (split.part, split.doubts) == ("", (PART_UNKNOWN,))


def test_a_number_before_an_issue_is_no_code() -> None:
    (item,) = plan([HEAD, ["๑. มีผู้รับบริการบางราย", *REST]], section=Section("IIT", 1))
    assert item.question_id == ""
    assert item.issue.value == "มีผู้รับบริการบางราย"


def test_a_row_about_several_questions_has_no_code() -> None:
    (item,) = plan([HEAD, ["E5, E6 และ E9 ข้อมูลไม่ชัดเจน", *REST]], section=Section("EIT", None, "public"))
    assert (item.question_id, item.doubts) == ("", (CODES_SEVERAL,))
    assert item.issue.value == "E5, E6 และ E9 ข้อมูลไม่ชัดเจน"


def test_a_table_of_scores_is_no_plan() -> None:
    made = document([[["ตัวชี้วัด", "คะแนน", "ผลการประเมิน"], ["การใช้อำนาจ", "98.92", "ผ่าน"]]])
    (grid,) = stream(made)
    assert isinstance(grid, Grid)
    assert read_plan(grid, Section(), Y2568, None) is None


def test_rows_whose_numbers_leave_a_gap_are_doubted() -> None:
    head = ["ที่", "ประเด็น", "มาตรการ", "ระยะเวลา"]
    period = "1 ตุลาคม 2568 - 30 กันยายน 2569"
    rows = [[number, f"I{number} ล่าช้า", "อบรม", period] for number in ("1", "2", "5", "6")]
    assert [ROW_CUT in item.doubts for item in plan([head, *rows])] == [False, True, True, False]
