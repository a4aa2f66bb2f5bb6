"""Rows beyond the last rule of a table, and above its first: only the walls between columns go on."""

from pipeline.extract.grid import arrange
from pipeline.model.document import Run, Table
from pipeline.model.geometry import BBox

WALL, LEFT, RIGHT = 200.0, 50.0, 350.0


def rules(tops, wall, sides):
    """Return rules across, the wall between two columns, and the outer sides."""
    found = [BBox(LEFT, top - 0.2, RIGHT, top + 0.2) for top in tops]
    found += [BBox(x - 0.2, sides[0], x + 0.2, sides[1]) for x in (LEFT, RIGHT)]
    return [*found, BBox(WALL - 0.2, wall[0], WALL + 0.2, wall[1])]


def row(top, left="องค์ประกอบ", right="ผลการประเมิน"):
    return [Run(text, BBox(x, top, x + 5 * len(text), top + 10), 1.0) for x, text in ((60, left), (210, right))]


def rows(runs, drawn):
    (table,) = [part for part in arrange(runs, drawn, 595, 842, "test") if isinstance(part, Table)]
    return [[cell.text if cell else None for cell in row] for row in table.rows()]


def test_a_row_below_the_last_rule_between_walls_that_go_on_belongs_to_the_table():
    runs = [*row(105), *row(135), *row(165, "ล่าง", "ล่างขวา"), *row(180, "สุดท้าย", "ท้ายขวา")]
    assert rows(runs, rules((100, 130, 160), (100, 200), (100, 160)))[2:] == [["ล่าง\nสุดท้าย", "ล่างขวา\nท้ายขวา"]]


def test_a_row_above_the_first_rule_between_walls_that_go_on_belongs_to_the_table():
    runs = [*row(75, "บน", "บนขวา"), *row(105), *row(135)]
    assert rows(runs, rules((100, 130, 160), (70, 160), (100, 160)))[0] == ["บน", "บนขวา"]


def test_what_no_rule_parts_from_the_last_row_belongs_to_it():
    runs = [*row(105), *row(135), *row(165, "ล่าง", "ล่างขวา")]
    assert rows(runs, rules((100, 130), (100, 200), (100, 160)))[-1] == ["องค์ประกอบ\nล่าง", "ผลการประเมิน\nล่างขวา"]


def test_text_across_a_wall_that_sticks_out_is_no_row():
    prose = Run("ข้อความต่อจากตารางซึ่งยาวกว่าสดมภ์หนึ่งมาก", BBox(60, 175, 320, 185), 1.0)
    assert len(rows([*row(105), *row(135), prose], rules((100, 130, 160), (100, 200), (100, 160)))) == 2
