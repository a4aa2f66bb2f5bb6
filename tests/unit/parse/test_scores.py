"""Tables of scores, in the layouts that offices give them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.facts import load_framework
from pipeline.model.report import Key
from pipeline.parse.codes import Section
from pipeline.parse.doubts import (
    CODE_FROM_CONTEXT,
    CODE_UNREADABLE,
    NAME_AGAINST_NUMBER,
    PART_UNKNOWN,
    POINTS_UNSURE,
)
from pipeline.parse.gaps import instruments_are_lost, rows_are_merged
from pipeline.parse.passage import join
from pipeline.parse.scores import Found, read_scores
from pipeline.parse.slots import Row
from pipeline.parse.tables import to_grid
from tests.unit.parse.paper import table

Y2568 = load_framework("2568")


def found(rows: Sequence[Sequence[str]], section: Section = Section(), year: int | None = 2568) -> Found | None:  # noqa: B008 - frozen
    return read_scores(to_grid(1, table(rows)), section, Y2568, year)


def values(rows: Sequence[Sequence[str]], section: Section = Section(), year: int | None = 2568) -> dict[str, str]:  # noqa: B008 - frozen
    read = found(rows, section, year)
    return {score.key.label: str(score.reading.value) for score in read.scores} if read else {}


THREE = {"indicator 1": "100", "indicator 2": "99.50", "indicator 3": "98.92"}


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["ตัวชี้วัด", "เครื่องมือการประเมิน", "ตัวชี้วัด", "คะแนน", "ผลการประเมิน"],
            ["๑", "IIT", "การปฏิบัติหน้าที่", "๑๐๐", "ผ่านเกณฑ์"],
            ["๒", "IIT", "การใช้งบประมาณ", "๙๙.๕๐", "ผ่านเกณฑ์"],
            ["๓", "IIT", "การใช้อำนาจ", "๙๘.๙๒", "ผ่านเกณฑ์"],
        ],
        [
            ["คะแนน", "ตัวชี้วัด", "ที่"],
            ["100", "การปฏิบัติหน้าที่", "1"],
            ["99.50", "การใช้งบประมาณ", "2"],
            ["98.92", "การใช้อำนาจ", "3"],
        ],
        [
            ["ตัวชี้วัด", "ร้อยละ"],
            ["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "100"],
            ["ตัวชี้วัดที่ 2 การใช้งบประมาณ", "99.50"],
            ["ตัวชี้วัดที่ 3 การใช้อำนาจ", "98.92"],
        ],
        [
            ["เครื่องมือ", "ที่", "ตัวชี้วัด", "คะแนน"],
            ["แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)", "1", "การปฏิบัติหน้าที่", "100"],
            ["^", "2", "การใช้งบประมาณ", "99.50"],
            ["^", "3", "การใช้อำนาจ", "98.92"],
        ],
        [
            ["ตัวชี้วัด", "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ"],
            ["คะแนน", "100", "99.50", "98.92"],
        ],
        [
            ["เครื่องมือ", "IIT", "<", "<"],
            ["ตัวชี้วัด", "ตัวชี้วัดที่ 1", "ตัวชี้วัดที่ 2", "ตัวชี้วัดที่ 3"],
            ["คะแนนเต็ม", "100", "100", "100"],
            ["คะแนน", "100", "99.50", "98.92"],
        ],
        [
            ["การปฏิบัติหน้าที่", "100.00 คะแนน"],
            ["การใช้งบประมาณ", "99.50 คะแนน"],
            ["การใช้อำนาจ", "98.92 คะแนน"],
        ],
    ],
)
def test_indicators_are_read_in_any_order_of_columns_and_rows(rows: list[list[str]]) -> None:
    read = values(rows)
    assert {subject: Decimal(value) for subject, value in read.items()} == {
        subject: Decimal(value) for subject, value in THREE.items()
    }


def test_points_out_of_a_weight_are_kept_apart_and_the_total_stands_where_they_add_up() -> None:
    read = found(
        [
            ["ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้", "คะแนนถ่วงน้ำหนัก"],
            ["แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT) น้ำหนักร้อยละ 30", "100", "99.78", "29.93"],
            ["1. การปฏิบัติหน้าที่", "100", "100", ""],
            ["คะแนนรวม", "<", "<", "91.59"],
        ]
    )
    assert read is not None
    assert {s.key.label: str(s.reading.value) for s in read.scores} == {
        "IIT": "99.78",
        "indicator 1": "100",
        "total_score": "91.59",
    }
    assert [(s.key.label, str(s.reading.value)) for s in read.weighted] == [("IIT", "29.93")]


def test_points_under_a_plain_name_are_known_by_their_sum() -> None:
    rows = [
        ["เครื่องมือ", "น้ำหนัก", "คะแนนที่ได้"],
        ["IIT", "30", "29.93"],
        ["EIT", "30", "28.66"],
        ["OIT", "40", "33.00"],
        ["รวม", "100", "91.59"],
    ]
    read = found(rows)
    assert read is not None
    assert [score.key.code for score in read.scores] == ["ITA"]
    assert [str(score.reading.value) for score in read.weighted] == ["29.93", "28.66", "33.00"]
    unknown = found(rows[:-1])
    assert unknown is not None
    assert (unknown.scores, unknown.weighted, unknown.doubts) == ((), (), (POINTS_UNSURE,))


def test_a_table_of_years_gives_the_assessed_years_total_and_level() -> None:
    rows = [
        ["ปีงบประมาณ", "คะแนน ITA", "ระดับ"],
        ["๒๕๖๖", "๘๘.๑๐", "ผ่านดี"],
        ["๒๕๖๗", "–", "–"],
        ["พ.ศ. ๒๕๖๘", "๙๑.๕๙", "ผ่าน"],
    ]
    read = found(rows)
    assert read is not None
    assert values(rows) == {"total_score": "91.59"}
    assert [level.value for level in read.levels] == ["ผ่าน"]
    assert values(rows, year=2565) == {}


def test_a_name_that_tells_the_full_marks_names_a_column_of_scores() -> None:
    rows = [["ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้ (คะแนนเต็ม 100)"], ["การใช้อำนาจ", "100", "98.92"]]
    assert values(rows) == {"indicator 3": "98.92"}


def test_the_scores_of_other_years_are_left_alone() -> None:
    rows = [
        ["ตัวชี้วัด", "คะแนน ปี 2567", "คะแนน ปี 2568", "เพิ่ม/ลด"],
        ["การปฏิบัติหน้าที่", "90.00", "95.00", "+5.00"],
        ["การใช้งบประมาณ", "91.00", "92.00", "+1.00"],
    ]
    assert values(rows) == {"indicator 1": "95.00", "indicator 2": "92.00"}
    assert values(rows, year=None) == {}


def test_a_speck_in_the_year_above_a_column_and_a_misread_part_leave_them_what_they_are() -> None:
    rows = [["ตัวชี้วัด", "ปี พ.ศ. 2567", "ปี พ.ศ. 25.68"], ["การปฏิบัติหน้าที่", "90.00", "95.00"]]
    assert values(rows) == {"indicator 1": "95.00"}
    read = found([["ตัวชี้วัด", "ข้อคำถาม", "EIT Publlc", "EIT Survey"], ["6", "E1", "100", "90.00"]])
    assert [(str(score.reading.value), score.key.part) for score in read.scores] == [
        ("100", "public"),
        ("90.00", "survey"),
    ]


@pytest.mark.parametrize("era", ["พ.ศ.", "พ.ศ", "พศ."])
def test_a_full_stop_that_was_lost_in_the_name_of_a_year_leaves_its_column_a_score(era: str) -> None:
    head = ["ที่", "ตัวชี้วัด", f"ปี {era} 2567", f"ปี {era} 2568"]
    read = found([head, ["1", "การปฏิบัติหน้าที่", "71.77", "99.51"], ["2", "การใช้งบประมาณ", "88.19", "98.50"]])
    assert read is not None
    assert [str(score.reading.value) for score in read.scores] == ["99.51", "98.50"]


def test_questions_in_two_parts_have_a_column_for_each() -> None:
    read = found(
        [
            ["ตัวชี้วัด", "ข้อคำถาม", "EIT Public", "EIT Survey"],
            ["6", "E1", "100", "90.00"],
            ["^", "E2", "100", "-"],
            ["7", "E4", "99.05", "93.33"],
        ]
    )
    assert read is not None
    assert {score.key.label: (str(score.reading.value), score.under) for score in read.scores} == {
        "public E1": ("100", 6),
        "survey E1": ("90.00", 6),
        "public E2": ("100", 6),
        "public E4": ("99.05", 7),
        "survey E4": ("93.33", 7),
    }


def test_a_question_in_another_indicators_row_is_kept_as_misplaced() -> None:
    rows = [["ตัวชี้วัด", "ข้อคำถาม", "คะแนน"], ["ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน", "E9", "90.00"]]
    read = found(rows, Section("EIT", None, "public"))
    assert read is not None
    (score,) = read.scores
    assert (score.key, score.under, score.belongs) == (Key("E9", "public"), 6, False)


def test_a_cell_that_is_no_number_is_a_score_without_a_value() -> None:
    read = found([["ที่", "ตัวชี้วัด", "คะแนน"], ["1", "การปฏิบัติหน้าที่", "๙๘,๙๒"], ["2", "การใช้งบประมาณ", "๙๙.๐๐"]])
    assert read is not None
    assert [(score.reading.value, score.reading.raw_text) for score in read.scores] == [
        (None, "๙๘,๙๒"),
        (Decimal("99.00"), "๙๙.๐๐"),
    ]


def test_a_row_whose_number_and_name_are_of_two_indicators_gives_no_score() -> None:
    read = found([["ที่", "ตัวชี้วัด", "คะแนน"], ["1", "การใช้งบประมาณ", "98.00"], ["3", "การใช้อำนาจ", "97.00"]])
    assert read is not None
    assert [score.key.code for score in read.scores] == ["3"]
    assert NAME_AGAINST_NUMBER in read.doubts


def test_the_level_beside_the_total_and_the_verdict_beside_a_score_are_read() -> None:
    read = found(
        [
            ["ที่", "ตัวชี้วัด", "คะแนน", "ผลการประเมิน"],
            ["1", "การปฏิบัติหน้าที่", "98.00", "ผ่านเกณฑ์"],
            ["คะแนนรวม", "<", "91.59", "ผ่าน"],
        ]
    )
    assert read is not None
    assert [level.value for level in read.levels] == ["ผ่าน"]
    assert read.scores[0].result == "ผ่านเกณฑ์"


@pytest.mark.parametrize(
    "rows",
    [
        [["ที่", "รายการ", "งบประมาณ"], ["1", "จัดซื้อวัสดุ", "30,000"]],
        [["เพศ", "จำนวน", "ร้อยละ"], ["ชาย", "140", "45.02"], ["หญิง", "171", "54.98"]],
        [["ปีงบประมาณ", "คะแนน", "ระดับ"], ["2566", "88.10", "ผ่านดี"], ["2567", "90.77", "ผ่านดี"]],
    ],
)
def test_other_tables_with_numbers_are_no_scores(rows: list[list[str]]) -> None:
    assert values(rows) == {}


def test_an_instrument_with_an_indicators_number_is_no_question() -> None:
    rows = [["เครื่องมือ", "ตัวชี้วัด", "คะแนน"], ["IIT 1", "การปฏิบัติหน้าที่", "100"], ["IIT 2", "การใช้งบประมาณ", "99.50"]]
    assert values(rows) == {"indicator 1": "100", "indicator 2": "99.50"}


def test_a_verdict_in_the_cell_of_a_score_is_told_from_it() -> None:
    read = found([["ตัวชี้วัด", "คะแนน"], ["การปฏิบัติหน้าที่", "๙๙.๒๔ ผ่านเกณฑ์"], ["การใช้งบประมาณ", "๑๐๐ ควรปรับปรุง"]])
    assert read is not None
    assert [(str(score.reading.value), score.result) for score in read.scores] == [
        ("99.24", "ผ่านเกณฑ์"),
        ("100", "ควรปรับปรุง"),
    ]


@pytest.mark.parametrize("printed", ["ผ่านเกณ ฑ์", "ผ่าน\nเกณ ฑ์", "ผ่านเกณฑ์"])
def test_a_verdict_has_no_space_in_it(printed: str) -> None:
    read = found([["ตัวชี้วัด", "คะแนน", "ผลการประเมิน"], ["การปฏิบัติหน้าที่", "98.00", printed]])
    assert read is not None
    assert [score.result for score in read.scores] == ["ผ่านเกณฑ์"]


def test_what_a_page_break_has_cut_off_a_score_is_put_back() -> None:
    head = ["ที่", "ตัวชี้วัด", "คะแนน", "ผล"]
    upper = table([head, ["๑", "การปฏิบัติหน้าที่", "๑๐๐", "ผ่าน"], ["๒", "การใช้งบประมาณ", "๙๙.๓", "ผ่าน"]])
    lower = table([head, ["", "", "๓", "เกณฑ์"], ["๓", "การใช้อำนาจ", "๑๐๐", "ผ่าน"]])
    one, other = (to_grid(page, piece) for page, piece in ((1, upper), (2, lower)))
    read = read_scores(replace(one, rows=one.rows + other.rows, breaks=(2,)), Section(), Y2568, 2568)
    assert read is not None
    wrapped = {score.key.label: score.result for score in read.scores}
    assert wrapped["indicator 2"] == "ผ่านเกณฑ์"


def test_a_question_of_two_parts_without_its_part_is_doubted() -> None:
    read = found([["ข้อคำถาม", "คะแนน"], ["E8", "99.66"], ["I1", "98.00"]])
    assert read is not None
    assert [score.doubts for score in read.scores] == [(PART_UNKNOWN,), ()]


def test_the_rest_of_a_name_below_a_page_break_goes_back_to_its_row() -> None:
    head = ["ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้"]
    upper = table([head, ["แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสีย", "๑๐๐", "๙๙.๕๑"]])
    lower = table([["ภายนอก (EIT)\n๖. คุณภาพการดำเนินงาน", "๑๐๐", "๙๙.๐๓"], ["๗. ประสิทธิภาพการสื่อสาร", "๑๐๐", "๙๙.๕๐"]])
    one, other = (to_grid(page, piece) for page, piece in ((1, upper), (2, lower)))
    read = read_scores(replace(one, rows=one.rows + other.rows, breaks=(1,)), Section(), Y2568, 2568)
    assert read is not None
    scores = {score.key.label: str(score.reading.value) for score in read.scores}
    assert scores == {"EIT": "99.51", "indicator 6": "99.03", "indicator 7": "99.50"}


def test_codes_that_lost_their_letter_are_those_of_their_column_and_doubted() -> None:
    head = ["ตัวชี้วัด", "ข้อคำถาม", "คะแนน"]
    read = found([head, ["1", "I1", "98.00"], ["1", "2", "99.00"], ["2", "I7", "97.00"], ["9", "3", "96.00"]])
    assert read is not None
    assert [(score.key.label, score.doubts) for score in read.scores] == [
        ("I1", ()),
        ("I2", (CODE_FROM_CONTEXT,)),
        ("I7", ()),
    ]


def test_a_first_question_with_full_marks_whose_code_lost_its_letter_is_no_row_of_units() -> None:
    rows = [
        ["ตัวชี้วัด", "ข้อคำถาม", "คะแนน"],
        ["๑", "๑", "๑๐๐"],
        ["๑", "๒", "๑๐๐"],
        ["๑", "๓", "๙๙.๑๕"],
    ]
    read = found(rows)
    assert read is not None
    assert [(score.key.code, str(score.reading.value)) for score in read.scores] == [
        ("I1", "100"),
        ("I2", "100"),
        ("I3", "99.15"),
    ]


def test_numbers_and_full_marks_of_columns_are_no_scores() -> None:
    counted = [["ตัวชี้วัด", "ข้อคำถาม", "คะแนน"], ["1", "2", "3"], ["1", "I1", "98.00"], ["1", "I2", "97.00"]]
    marked = [["ตัวชี้วัด", "ข้อคำถาม", "คะแนน"], ["", "", "100"], ["1", "I1", "98.00"], ["1", "I2", "97.00"]]
    for read in map(found, (counted, marked)):
        assert read is not None
        assert [str(score.reading.value) for score in read.scores] == ["98.00", "97.00"]


def test_columns_of_indicators_are_known_though_letters_of_their_names_are_misread() -> None:
    head = ["เครื่องมือ", "ดัวชี้วัดที่ 1", "ตัวชู้วัดที่ 2", "ตัวชีวัดที่ 3"]
    read = read_scores(
        to_grid(1, table([head, ["คะแนน", "100", "99.50", "98.92"]], reader="thai-1")), Section(), Y2568, 2568
    )
    assert read is not None
    assert {score.key.label: str(score.reading.value) for score in read.scores} == THREE


def test_a_number_that_a_cell_has_wrapped_is_one_where_the_others_of_its_column_have_as_many_decimals() -> None:
    head = ["ที่", "ตัวชี้วัด", "คะแนน"]
    rows = [head, ["๑", "การปฏิบัติหน้าที่", "๙๙.๗\n๗"], ["๒", "การใช้งบประมาณ", "๑๐๐.\n๐๐"]]
    others = [["๓", "การใช้อำนาจ", "๙๘.๙๒"], ["๔", "การใช้ทรัพย์สินของราชการ", "๙๘.๙๑"]]
    assert values([*rows, *others]) == {
        "indicator 1": "99.77",
        "indicator 2": "100.00",
        "indicator 3": "98.92",
        "indicator 4": "98.91",
    }


@pytest.mark.parametrize("score", ["๙๙.๗\n๗๗", "๙๙.๗๗\n๗", "๙๙\n๗๗", "๙๙.๗ ๗"])
def test_digits_under_a_number_that_do_not_make_it_one_like_the_others_leave_it_without_a_value(score: str) -> None:
    rows = [["ที่", "ตัวชี้วัด", "คะแนน"], ["๑", "การปฏิบัติหน้าที่", score]]
    others = [["๒", "การใช้งบประมาณ", "๙๘.๙๒"], ["๓", "การใช้อำนาจ", "๙๘.๙๑"]]
    assert values([*rows, *others])["indicator 1"] == "None"


def test_a_wrapped_number_among_others_of_other_decimals_has_no_value() -> None:
    rows = [["ที่", "ตัวชี้วัด", "คะแนน"], ["๑", "การปฏิบัติหน้าที่", "๙๙.๗\n๗"]]
    others = [["๒", "การใช้งบประมาณ", "๙๘.๙๒"], ["๓", "การใช้อำนาจ", "๙๘.๑"]]
    assert values([*rows, *others])["indicator 1"] == "None"


def test_the_last_digits_of_scores_in_columns_are_put_back_over_a_page_break() -> None:
    head = [["เครื่องมือ", "IIT", "<", "<"], ["ตัวชี้วัด", "ตัวชี้วัดที่ ๑", "ตัวชี้วัดที่ ๒", "ตัวชี้วัดที่ ๓"]]
    upper, lower = table([*head, ["คะแนน", "๙๙.๘", "๑๐๐.", "๙๙.๗"]]), table([*head, ["", "๙", "๐๐", "๘"]])
    one, other = (to_grid(page, piece) for page, piece in ((1, upper), (2, lower)))
    assert one.header == other.header
    narrow = [_narrow(row) for row in one.rows + other.rows]
    read = read_scores(replace(one, rows=tuple(narrow), breaks=(1,)), Section(), Y2568, 2568)
    assert read is not None
    scores = {score.key.label: str(score.reading.value) for score in read.scores}
    assert scores == {"indicator 1": "99.89", "indicator 2": "100.00", "indicator 3": "99.78"}


def _narrow(row: Row) -> Row:
    """Return a row whose cells are as wide as their text."""
    return tuple(
        replace(slot, passage=join(replace(ink, right=ink.left + ink.line.bbox.width) for ink in slot.passage.inks))
        for slot in row
    )


@pytest.mark.parametrize(
    ("codes", "reader", "doubts"),
    [
        (("O1", "O2", "O3", "O4", "O6", "O7"), "thai 1", (CODE_UNREADABLE,)),
        (("O1", "O2", "O3", "O4", "O5", "O6"), "thai 1", ()),
        (("O1", "O4", "O6", "O9", "O12", "O17"), "thai 1", ()),
        (("O1", "O2", "O3", "O4", "O6", "O7"), "text-layer", ()),
    ],
    ids=["one passed over", "none passed over", "a choice of some", "spelled"],
)
def test_a_scanned_list_that_passes_over_a_question_is_doubted(codes, reader, doubts) -> None:
    rows = [["ข้อคำถาม", "คะแนน"], *([code, "98.00"] for code in codes)]
    read = read_scores(to_grid(1, table(rows, reader=reader)), Section(), Y2568, 2568)
    assert read is not None
    assert len(read.scores) == len(codes)
    assert read.doubts == doubts


INSTRUMENT_ROWS = [
    ["แบบวัด IIT", "100", "99.33 29.80"],
    ["แบบวัด EIT", "100", "99.22 29.77"],
    ["แบบวัด OIT", "100", "93.75 37.50"],
]


@pytest.mark.parametrize(("reader", "lost"), [("thai 1", True), ("text-layer", False)])
def test_numbers_of_instruments_in_columns_that_were_not_told_apart_are_lost(reader, lost) -> None:
    rows = [["ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้ คะแนนถ่วงน้ำหนัก"], *INSTRUMENT_ROWS]
    grid = to_grid(1, table(rows, reader=reader))
    assert instruments_are_lost(grid, Section(), (), Y2568) is lost


def test_instruments_whose_scores_were_read_are_not_lost() -> None:
    rows = [["ตัวชี้วัด", "คะแนน"], ["แบบวัด IIT", "99.33"], ["แบบวัด EIT", "99.22"], ["แบบวัด OIT", "93.75"]]
    grid = to_grid(1, table(rows, reader="thai 1"))
    read = read_scores(grid, Section(), Y2568, 2568)
    assert read is not None
    assert not instruments_are_lost(grid, Section(), read.scores, Y2568)


@pytest.mark.parametrize(
    ("reader", "scores", "merged"),
    [
        ("thai 1", "๙๙.๗๕\n๙๘.๘๑\n๑๐๐.๐๐", True),
        ("text-layer", "๙๙.๗๕\n๙๘.๘๑\n๑๐๐.๐๐", False),
        ("thai 1", "๙๙.๗๕\n๙๘.๘๑", False),
        ("thai 1", "๙๙.\n๗๕\nผ่าน", False),
    ],
    ids=["three scores", "spelled by the file", "two parts", "a wrapped number"],
)
def test_several_scores_in_one_cell_of_a_picture_are_rows_that_were_not_told_apart(reader, scores, merged) -> None:
    rows = [["ตัวชี้วัด", "คะแนนที่ได้"], ["ภายใน (IIT)\n๑. การปฏิบัติหน้าที่\n๒. การใช้งบประมาณ", scores]]
    assert rows_are_merged(to_grid(1, table(rows, reader=reader))) is merged


def test_dashes_that_a_rule_left_below_a_verdict_are_none_of_it() -> None:
    read = found(
        [["ตัวชี้วัด", "คะแนน", "ระดับ"], ["การใช้อำนาจ", "98.92", "ผ่าน\n- -- -"], ["การใช้งบประมาณ", "97.00", "AA -"]]
    )
    assert read is not None
    assert [score.result for score in read.scores] == ["ผ่าน", "AA"]


def test_dashes_above_a_verdict_are_none_of_it() -> None:
    read = found([["ตัวชี้วัด", "คะแนน", "ระดับ"], ["การใช้อำนาจ", "98.92", "-\nAA"], ["การใช้งบประมาณ", "97.00", "; A —"]])
    assert read is not None
    assert [score.result for score in read.scores] == ["AA", "A"]


def test_a_piece_of_a_rule_beside_an_indicators_number_makes_no_question_of_it() -> None:
    rows = [["ที่", "ตัวชี้วัด", "คะแนน"], ["-\ni\n๒", "ะ\nการใช้งบประมาณ", "99.57"], ["๓", "การใช้อำนาจ", "98.92"]]
    assert values(rows) == {"indicator 2": "99.57", "indicator 3": "98.92"}


def test_an_indicators_row_whose_name_ends_in_dashes_is_the_indicators() -> None:
    rows = [
        ["ที่", "เครื่องมือ", "ตัวชี้วัด", "คะแนน"],
        ["8", "EIT", "การปรับปรุงระบบการทำงาน", "99.80"],
        ["-- 9\n! -", "OIT", "การเปิดเผยข้อมูล i -\n- -", "97.50"],
    ]
    assert values(rows) == {"indicator 8": "99.80", "indicator 9": "97.50"}


def test_an_instrument_with_a_number_that_none_has_gives_no_score() -> None:
    rows = [
        ["ที่", "เครื่องมือ", "ตัวชี้วัด", "คะแนน"],
        ["8", "EIT", "การปรับปรุงระบบการทำงาน", "99.80"],
        ["9\n--", "OIT", "ก...ช", "97.50"],
    ]
    read = found(rows)
    assert read is not None
    assert [score.key.label for score in read.scores] == ["indicator 8"]
    assert NAME_AGAINST_NUMBER in read.doubts


def test_numbers_of_rows_are_no_scores_though_a_point_stands_behind_one() -> None:
    rows = [["1.", "E1", "อบรม", "ต.ค. 68"], ["2", "E2", "อบรม", "ต.ค. 68"], ["3", "E3", "อบรม", "ต.ค. 68"]]
    assert found(rows) is None


GROUPED = [
    ["{label}", "IIT", "<", "<", "<", "<", "EIT", "<", "<", "OIT", "<"],
    ["ตัวชี้วัด", "{first}", *(f"ตัวชี้วัดที่ {number}" for number in range(2, 11))],
    ["คะแนน", "100", "98.95", "99.30", "100", "98.77", "99.89", "100", "98.84", "90.00", "65.00"],
]


def grouped(label: str = "เครื่องมือ", first: str = "ตัวชี้วัดที่ 1") -> Found | None:
    rows = [[cell.format(label=label, first=first) for cell in row] for row in GROUPED]
    return read_scores(to_grid(1, table(rows, reader="thai 1")), Section(), Y2568, 2568)


def test_an_instrument_above_several_columns_is_no_label_of_one_whose_own_name_is_damaged() -> None:
    read = grouped(first="ช้ชี้")
    assert read is not None
    assert {score.key.label for score in read.scores} == {f"indicator {number}" for number in range(2, 11)}


def test_a_damaged_name_of_a_column_without_a_score_is_no_doubt_about_the_scores_beside_it() -> None:
    read = grouped(label="เควรื่อเมือ")
    assert read is not None
    assert [score.doubts for score in read.scores] == [()] * 10
