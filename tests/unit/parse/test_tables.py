from pipeline.model.document import Document, Source
from pipeline.parse.columns import role
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
