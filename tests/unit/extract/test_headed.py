"""The header of a ruled table whose own rules were lost: above the table, or in one row with the first below it."""

from pipeline.extract.grid import arrange
from pipeline.model.document import Line, Run, Table
from pipeline.model.geometry import BBox

COLUMNS = (60, 100, 300, 420)
NAMES = ((80, "ที่"), (200, "ประเด็น"), (360, "ระยะเวลา"))


def rules(tops):
    across = [BBox(COLUMNS[0], top - 0.2, COLUMNS[-1], top + 0.2) for top in tops]
    return across + [BBox(x - 0.2, tops[0], x + 0.2, tops[-1]) for x in COLUMNS]


def run(text, x0, top):
    return Run(text, BBox(x0, top, x0 + 5 * len(text), top + 10), 1.0)


def centred(text, x, top):
    return run(text, x - 2.5 * len(text), top)


def row(top, number):
    return [centred(number, 80, top), run("เจ้าหน้าที่บางรายเห็นว่า", 104, top), run("ตุลาคม 2568", 330, top)]


def tables(runs, tops):
    content = arrange(runs, rules(tops), 595, 842, "test")
    return [[[cell.text if cell else None for cell in row] for row in part.rows()] for part in content
            if isinstance(part, Table)]  # fmt: skip


BODY = [["1", "เจ้าหน้าที่บางรายเห็นว่า", "ตุลาคม 2568"], ["2", "เจ้าหน้าที่บางรายเห็นว่า", "ตุลาคม 2568"]]


def test_names_of_columns_right_above_a_table_are_its_header():
    header = [centred(name, x, 90) for x, name in NAMES] + [centred("ดำเนินการ", 360, 104)]
    (table,) = tables([*header, *row(125, "1"), *row(155, "2")], (120, 150, 180))
    assert table == [["ที่", "ประเด็น", "ระยะเวลา\nดำเนินการ"], *BODY]


def test_a_heading_right_above_a_table_is_no_header():
    heading = run("การนำผลการวิเคราะห์ไปสู่การปรับปรุงหรือพัฒนา", 90, 105)
    content = arrange([heading, *row(125, "1"), *row(155, "2")], rules((120, 150, 180)), 595, 842, "test")
    assert [type(part) for part in content] == [Line, Table]
    assert content[1].row_count == 2


def test_a_heading_above_the_names_of_columns_stays_above_the_table():
    heading = run("การนำผลการวิเคราะห์ไปสู่การปรับปรุงหรือพัฒนา", 90, 82)
    header = [centred(name, x, 100) for x, name in NAMES]
    content = arrange([heading, *header, *row(125, "1"), *row(155, "2")], rules((120, 150, 180)), 595, 842, "test")
    assert [type(part) for part in content] == [Line, Table]
    assert content[1].row_count == 3


def test_names_of_columns_in_one_row_with_the_first_below_them_are_cut_off():
    header = [centred("ที่", 80, 97), centred("ประเด็น", 200, 97)]
    header += [centred("ระยะเวลา", 360, 90), centred("ดำเนินการ", 360, 104)]
    (table,) = tables([*header, *row(125, "1"), *row(155, "2")], (85, 150, 180))
    assert table == [["ที่", "ประเด็น", "ระยะเวลา\nดำเนินการ"], *BODY]


def test_a_header_of_two_lines_in_every_column_stays_one_row():
    header = [centred(word, x, top) for x, _ in NAMES for word, top in (("คะแนน", 90), ("ที่ได้", 104))]
    (table,) = tables([*header, *row(125, "1"), *row(155, "2")], (85, 120, 150, 180))
    assert table == [["คะแนน\nที่ได้"] * 3, *BODY]


def test_a_row_of_lines_stays_one_row():
    lines = [*row(90, "1"), run("ยังไม่สม่ำเสมอ", 104, 104), run("- กันยายน", 330, 104)]
    (table,) = tables([*lines, *row(125, "2"), *row(155, "3")], (85, 120, 150, 180))
    assert len(table) == 3
