import pytest

from pipeline.model.document import Document, Source
from pipeline.parse.columns import AGENCY, role
from pipeline.parse.slots import Grid
from pipeline.parse.tables import stream
from tests.unit.parse.paper import document, page

HEAD = ["ประเด็น", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"]


def grids(made: Document) -> list[Grid]:
    return [part for part in stream(made) if isinstance(part, Grid)]


def lines(made: Document) -> list[str]:
    return [part.line.text for part in stream(made) if not isinstance(part, Grid)]


def test_a_table_with_its_header_repeated_on_the_next_page_is_one_table() -> None:
    first = [HEAD, ["E1 ก", "ข", "ค", "ง", "จ"]]
    second = [HEAD, ["E2 ก", "ข", "ค", "ง", "จ"]]
    (grid,) = grids(document([first], [second]))
    assert [row[0].text for row in grid.rows] == ["E1 ก", "E2 ก"]
    assert grid.breaks == (1,)


def test_a_table_without_a_header_goes_on_with_the_one_before_it() -> None:
    (grid,) = grids(document([[HEAD, ["E1 ก", "ข", "ค", "ง", "จ"]]], [[["E2 ก", "ข", "ค", "ง", "จ"]]]))
    assert len(grid.rows) == 2


def test_page_numbers_and_catch_words_between_two_pages_do_not_part_a_table() -> None:
    first = ["- 3 -", [HEAD, ["E1 ก", "ข", "ค", "ง", "จ"]], "/E2 ผู้รับบริการ..."]
    second = ["- ๔ -", [HEAD, ["E2 ก", "ข", "ค", "ง", "จ"]]]
    made = document(first, second)
    assert len(grids(made)) == 1
    assert lines(made) == []


def test_headings_between_two_pieces_of_a_table_are_rows_of_it() -> None:
    def is_heading(text: str) -> bool:
        return text.startswith("ส่วนที่")

    upper, lower = [HEAD, ["E1 ก", "ข", "ค", "ง", "จ"]], [["E2 ก", "ข", "ค", "ง", "จ"]]
    made = document([upper, "ส่วนที่ ๒ ผู้ประเมิน", "จัดเก็บข้อมูล", lower], [[HEAD, ["", "ข", "", "", ""]]])
    (grid,) = stream(made, is_heading)
    assert isinstance(grid, Grid)
    assert [row[0].text for row in grid.rows] == ["E1 ก", "ส่วนที่ ๒ ผู้ประเมิน จัดเก็บข้อมูล", "E2 ก", ""]
    assert len({id(slot) for slot in grid.rows[1]}) == 1
    assert 3 in grid.breaks


def test_text_between_two_tables_parts_them() -> None:
    one = [HEAD, ["E1 ก", "ข", "ค", "ง", "จ"]]
    assert len(grids(document([one, "ส่วนที่ ๒", one]))) == 2


def test_a_running_head_is_kept_once() -> None:
    made = document(*(["ผลการประเมิน ITA เทศบาลตำบลหนึ่ง", f"เนื้อหา {word}"] for word in "กขคง"))
    assert lines(made).count("ผลการประเมิน ITA เทศบาลตำบลหนึ่ง") == 1


def test_a_header_of_two_rows_names_each_column_by_both() -> None:
    rows = [
        ["ที่", "หน่วยงาน", "คะแนน", "<", "<", "ระดับ"],
        ["^", "^", "IIT\n(๓๐)", "EIT\n(๓๐)", "OIT\n(๔๐)", "^"],
        ["๑", "กรมหนึ่ง", "๒๙.๑๐", "๒๘.๐๐", "๓๙.๐๐", "ผ่านดี"],
    ]
    (grid,) = grids(document([rows]))
    assert grid.header == ("ที่", "หน่วยงาน", "คะแนนIIT(30)", "คะแนนEIT(30)", "คะแนนOIT(40)", "ระดับ")
    assert len(grid.rows) == 1


def test_a_merged_cell_stands_in_every_row_that_it_covers() -> None:
    rows = [["เครื่องมือ", "ตัวชี้วัด", "คะแนน"], ["IIT", "การปฏิบัติหน้าที่", "99.00"], ["^", "การใช้งบประมาณ", "98.00"]]
    (grid,) = grids(document([rows]))
    assert [row[0].text for row in grid.rows] == ["IIT", "IIT"]
    assert grid.rows[0][0] is grid.rows[1][0]


def test_a_group_row_right_below_the_header_is_no_header() -> None:
    rows = [HEAD, ["๑. การรับรู้ของผู้มีส่วนได้เสียภายใน (IIT)", "<", "<", "<", "<"], ["I7 ก", "ข", "ค", "ง", "จ"]]
    (grid,) = grids(document([rows]))
    assert len(grid.rows) == 2


def test_a_row_of_contents_with_words_of_column_names_is_no_header() -> None:
    cut = ["", "และการใช้งบประมาณประจำปีของหน่วยงาน", "โครงการที่กำหนด", "", ""]
    made = document([[HEAD, ["E1 ก", "ข", "ค", "ง", "จ"]]], [[HEAD, cut, ["E2 ก", "ข", "ค", "ง", "จ"]]])
    (grid,) = grids(made)
    assert len(grid.rows) == 3


def test_an_empty_document_says_nothing() -> None:
    assert stream(Document(Source("0" * 64, "x"), (page(1),))) == ()


def test_columns_are_known_by_many_names() -> None:
    wanted = {
        "ประเด็นที่ต้องพัฒนา": "issue",
        "ข้อบกพร่อง/จุดอ่อน": "issue",
        "มาตรการ/โครงการ/กิจกรรม": "measure",
        "ขั้นตอน/วิธีปฏิบัติการ": "steps",
        "แนวทางการดำเนินงาน": "steps",
        "ระยะเวลาในการดำเนินการ": "period",
        "กำหนดเวลา": "period",
        "หน่วยงานที่รับผิดชอบ": "responsible",
        "งบประมาณ(บาท)": "budget",
        "ตัวชี้วัดความสำเร็จ": "goal",
        "การกำกับติดตาม": "follow",
        "คะแนนที่ได้": "score",
        "คะแนนเต็ม": "full",
        "น้ำหนัก": "weight",
        "คะแนนถ่วงน้ำหนัก": "weighted",
        "ผลการประเมิน": "result",
        "ลำดับที่": "number",
        "ข้อคำถาม": "code",
        "ตัวชี้วัด": "name",
    }
    assert {name: role(name) for name in wanted} == wanted


def test_a_header_printed_again_below_a_heading_inside_a_table_is_no_row() -> None:
    heading = ["ส่วนที่ 2", "<", "<", "<", "<"]
    (grid,) = grids(document([[HEAD, ["E1 ก", "ข", "ค", "ง", "จ"], heading, HEAD, ["E2 ก", "ข", "ค", "ง", "จ"]]]))
    assert [row[0].text for row in grid.rows] == ["E1 ก", "ส่วนที่ 2", "E2 ก"]


def test_a_word_that_begins_several_pages_by_chance_is_no_running_head() -> None:
    pages = [["ประเมิน", f"ข้อความของหน้าที่ยาวพอสมควร {number}", "จบ"] for number in "กขค"]
    made = document(*pages, ["อื่น"], ["อีก"], ["ต่อ"], ["ท้าย"])
    assert lines(made).count("ประเมิน") == 3


def test_a_running_head_over_two_lines_is_kept_once() -> None:
    pages = [["ผลการประเมินขององค์การบริหารส่วนตำบลคลอง", "พลอย", f"เนื้อความ{number}"] for number in "กขคง"]
    assert lines(document(*pages)).count("พลอย") == 1


def test_a_page_number_right_below_a_table_is_no_line_of_its_last_cell() -> None:
    (grid,) = grids(document([[HEAD, ["E1 ก", "ข", "ค", "ง", "จ\nหน้า ๑"]]]))
    assert grid.rows[0][4].text == "จ"


READ = "thai-1"


def test_a_damaged_header_read_off_a_picture_is_known_again_on_the_next_page() -> None:
    damaged = ["ประเด็น", "มาดรการ", "ขั้นตอน", "ระยเวลา", "รบผิดผู้ขอบ"]
    made = document(
        [[HEAD, ["E1 ก", "ข", "ค", "ต.ค. 68", "กองคลัง"]]], [[damaged, ["E2 ก", "ข", "ค", "ง", "จ"]]], reader=READ
    )
    (grid,) = grids(made)
    assert [row[0].text for row in grid.rows] == ["E1 ก", "E2 ก"]
    assert grid.unsure == frozenset()


def test_a_name_below_that_of_its_group_is_known_again_where_one_of_the_two_is_lost() -> None:
    group = "คะแนนถ่วงน้ำหนักตามเครื่องมือ"
    head = ["ที่", "สถานศึกษา", f"{group} IIT (๓๐ คะแนน)", f"{group} EIT (๓๐ คะแนน)", "คะแนนรวม"]
    again = ["ที่", "สถานศึกษา", group, "EIT (๓๐ คะแนน)", "คะแนนรวม"]
    row = ["๑", "วิทยาลัยเทคนิคนาทอง", "๒๙.๗๕", "๒๖.๕๙", "๙๕.๙๘"]
    (grid,) = grids(document([[head, row]], [[again, row]], reader=READ))
    assert len(grid.rows) == 2
    assert grid.header[2].endswith("IIT(30คะแนน)")
    assert len(grids(document([[head, row]], [[again, row]]))) == 2


def test_a_damaged_header_of_the_text_layer_stays_what_it_is() -> None:
    damaged = ["ประเด็น", "มาดรกา", "ขั้นตอบ", "ระยเวสา", "รบผิดผู้ขอบ"]
    (grid,) = grids(document([[damaged, ["E1 ก", "ข", "ค", "ง", "จ"]]]))
    assert not grid.header


def test_a_name_that_its_column_contradicts_is_no_name() -> None:
    damaged = ["ประเด็น", "มาตรการ", "ขั้นตอน", "ระยเวสา", "รบผิดผู้ขอบ"]
    made = document([[damaged, ["E1 ก", "ข", "ค", "ต.ค. 68 - ก.ย. 69", "95.20"]]], reader=READ)
    (grid,) = grids(made)
    assert [role(name) for name in grid.header] == ["issue", "measure", "steps", "period", ""]
    assert grid.unsure == {3, 4}


def test_a_first_column_of_a_picture_that_counts_up_holds_the_numbers() -> None:
    made = document([[["ทร", "ตัวชี้วัด", "คะแนน"], ["๑", "ก", "90.00"], ["๒", "ข", "91.00"]]], reader=READ)
    (grid,) = grids(made)
    assert role(grid.header[0]) == "number"


def test_a_first_column_that_shares_its_name_with_the_next_holds_the_numbers_where_it_counts_up() -> None:
    head = ["ที่ สถานศึกษา", "<", "คะแนนรวม"]
    rows = [head, ["๑", "วิทยาลัยหนึ่ง", "90.00"], ["๒\n--", "วิทยาลัยสอง", "89.00"]]
    (grid,) = grids(document([rows], reader=READ))
    assert role(grid.header[0]) == "number"
    assert AGENCY.fullmatch(grid.header[1])


def test_dirt_between_two_pages_does_not_part_a_table_that_was_read_off_a_picture() -> None:
    pages = [[HEAD, ["E1 ก", "ข", "ค", "ง", "จ"]], "ค"], [[HEAD, ["E2 ก", "ข", "ค", "ง", "จ"]]]
    assert len(grids(document(*pages, reader=READ))) == 1
    assert len(grids(document(*pages))) == 2


@pytest.mark.parametrize(
    "foot", ["ตัวชี้วัดที... หน้า 1", "ที่ หน้า 1", "E2 ผู้รับบริการบางราย", "หน้า 1", "หน้า 1."]
)  # the third repeats how the next page begins
def test_a_catch_word_that_lost_its_dots_is_no_text(foot: str) -> None:
    first = [[HEAD, ["E1 ก", "ข", "ค", "ง", "จ"]], foot]
    second = ["E2 ผู้รับบริการบางรายเห็นว่าช้า"]
    assert lines(document(first, second, reader=READ)) == second


def test_a_header_cell_that_reaches_into_the_first_row_for_want_of_a_rule_takes_no_row() -> None:
    rows = [
        ["ที่", "สถานศึกษา", "คะแนนตามเครื่องมือการประเมิน", "<"],
        ["^", "^", "IIT (100)", "EIT (100)"],
        ["^", "วิทยาลัยหนึ่ง", "88.22", "98.15"],
        ["2", "วิทยาลัยสอง", "94.59", "86.55"],
    ]
    (grid,) = grids(document([rows], reader=READ))
    assert [row[1].text for row in grid.rows] == ["วิทยาลัยหนึ่ง", "วิทยาลัยสอง"]


def test_a_header_whose_wall_was_not_found_is_the_same_header_by_its_other_names() -> None:
    merged = ["ประเด็น มาดรการ", "<", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"]
    pages = [[HEAD, ["E1 ก", "ข", "ค", "ง", "จ"]]], [[merged, ["E2 ก", "ข", "ค", "ง", "จ"]]]
    assert len(grids(document(*pages, reader=READ))) == 1
    assert len(grids(document(*pages))) == 2


SHADED = [
    [
        "ที่\n๑",
        "ประเด็น\nI6 บุคลากร",
        "มาตรการ\nอบรม",
        "ขั้นตอน\n๑) ประชุม",
        "ระยะเวลา\nต.ค. 68 - ก.ย. 69",
        "ผู้รับผิดชอบ\nกองคลัง",
    ],
    ["๒", "I7 บุคลากร", "ประกาศ", "๑) ติดป้าย", "ต.ค. 68 - ก.ย. 69", "กองช่าง"],
]
"""No rule was found below the header."""


def test_a_header_in_one_row_with_the_first_row_below_it_is_cut_off() -> None:
    (grid,) = grids(document([SHADED], reader=READ))
    assert [role(name) for name in grid.header] == ["number", "issue", "measure", "steps", "period", "responsible"]
    assert [(row[0].text, row[1].text) for row in grid.rows] == [("๑", "I6 บุคลากร"), ("๒", "I7 บุคลากร")]


def test_a_header_repeated_in_one_row_with_the_rest_of_a_row_loses_nothing() -> None:
    rest = [["ที่", "ประเด็น\nเห็นว่าการเผยแพร่ยังไม่ทั่วถึง", "มาตรการ", "ขั้นตอน\n๒) สรุปคำถามและคำตอบ", "ระยะเวลา", "ผู้รับผิดชอบ"]]
    (grid,) = grids(document([SHADED], [rest], reader=READ))
    assert [slot.text for slot in grid.rows[-1]] == ["", "เห็นว่าการเผยแพร่ยังไม่ทั่วถึง", "", "๒) สรุปคำถามและคำตอบ", "", ""]
    assert grid.breaks == (2,)


def test_a_first_row_of_names_over_two_lines_is_a_header_and_no_more() -> None:
    head = ["ที่", "ประเด็น\nที่ต้องพัฒนา", "มาตรการ/\nแนวทาง", "ขั้นตอน", "ระยะเวลา\nดำเนินการ", "ผู้รับ\nผิดชอบ"]
    (grid,) = grids(document([[head, SHADED[1]]], reader=READ))
    assert len(grid.rows) == 1
    assert grid.header[1] == "ประเด็นที่ต้องพัฒนา"


def test_columns_whose_names_stand_in_one_cell_have_both_names_and_a_doubt() -> None:
    head = ["ประเด็น", "มาตรการ/แนวทาง\nขั้นตอน/วิธีการดำเนินการ", "<", "ระยะเวลา", "ผู้รับผิดชอบ"]
    (grid,) = grids(document([[head, ["E1 ก", "ข", "ค", "ต.ค. 68", "กองคลัง"]]], reader=READ))
    assert [role(name) for name in grid.header] == ["issue", "measure", "steps", "period", "responsible"]
    assert grid.unsure == {1, 2}


def test_dirt_between_two_pages_parts_no_table_however_many_lines_it_is_read_as() -> None:
    head = ["ที่", "ตัวชี้วัด", "คะแนน"]
    dirt = ("i", "- - - “ - -", "I", "; ;")
    upper, lower = [head, ["๑", "การปฏิบัติหน้าที่", "๙๐.๐๐"]], [head, ["๒", "การใช้งบประมาณ", "๙๑.๐๐"]]
    (grid,) = grids(document([upper, *dirt], [lower], reader="thai"))
    assert len(grid.rows) == 2


def test_columns_at_the_end_in_which_nothing_stands_are_none() -> None:
    head = ["ที่", "ตัวชี้วัด", "คะแนน"]
    upper, lower = [head, ["๑", "การปฏิบัติหน้าที่", "๙๐.๐๐"]], [[*head, ""], ["๒", "การใช้งบประมาณ", "๙๑.๐๐", ""]]
    (grid,) = grids(document([upper], [lower]))
    assert (len(grid.rows), grid.width) == (2, 3)


@pytest.mark.parametrize(
    "merged", ["ตัวชี้วัดที่ ผลคะแนน ผลการประเมิน", "ตัวชี้วัด ผล ผลการ\nที่ คะแนน ประเมิน"], ids=["one line", "two lines"]
)
def test_names_in_one_cell_of_a_picture_are_told_by_the_space_between_them(merged: str) -> None:
    rows = [["ชื่อตัวชี้วัด", merged, "<", "<"], ["การปฏิบัติหน้าที่", "1", "99.72", "ผ่านเกณฑ์"]]
    (grid,) = grids(document([rows], reader=READ))
    assert [role(name) for name in grid.header[1:]] == ["number", "score", "result"]
    assert not grid.unsure


def test_words_of_one_cell_that_are_no_names_of_columns_part_nothing() -> None:
    rows = [["ชื่อตัวชี้วัด", "ผลของ ปีที่ ผ่านมา", "<", "<"], ["การปฏิบัติหน้าที่", "1", "99.72", "ผ่านเกณฑ์"]]
    (grid,) = grids(document([rows], reader=READ))
    assert "score" not in [role(name) for name in grid.header]
