"""A table with rules down and none across has as many rows as its columns have numbers."""

import pytest

from pipeline.extract.grid import arrange
from pipeline.model.document import Run, Table
from pipeline.model.geometry import BBox

EDGES = (10, 210, 270, 330)


def table_of(*columns: list[tuple[str, int]]) -> list[list[str]]:
    """Return the rows of a table with a header, rules down and a frame; each column's lines with their tops."""
    across = [BBox(EDGES[0], y - 0.25, EDGES[-1], y + 0.25) for y in (10, 30, 150)]
    down = [BBox(x - 0.25, 10, x + 0.25, 150) for x in EDGES]
    header = [("ชื่อ", 14), ("คะแนน", 14), ("ระดับ", 14)]
    runs = [
        Run(text, BBox(x + 4, top, x + 4 + 5 * len(text), top + 10), 1.0)
        for x, name, lines in zip(EDGES, header, columns, strict=False)
        for text, top in (name, *lines)
    ]
    (table,) = arrange(runs, [*across, *down], 400, 200, "test")
    assert isinstance(table, Table)
    return [["" if cell is None else cell.text for cell in row] for row in table.rows()][1:]


def test_numbers_below_each_other_are_of_rows_of_their_own():
    names = [("การปฏิบัติหน้าที่", 34), ("การใช้งบประมาณ", 54), ("การใช้อำนาจ", 74)]
    scores = [("98.50", 34), ("91.25", 54), ("๙๐.๐๐", 74)]
    levels = [("A", 34), ("B", 54), ("B", 74)]
    assert table_of(names, scores, levels) == [
        ["การปฏิบัติหน้าที่", "98.50", "A"],
        ["การใช้งบประมาณ", "91.25", "B"],
        ["การใช้อำนาจ", "๙๐.๐๐", "B"],
    ]


def test_a_name_goes_on_below_the_number_that_stands_beside_its_first_line():
    names = [("การปฏิบัติ", 34), ("หน้าที่", 48), ("การใช้งบประมาณ", 62), ("ของรัฐ", 76)]
    assert table_of(names, [("98.50", 34), ("91.25", 62)], [("A", 34), ("B", 62)]) == [
        ["การปฏิบัติ\nหน้าที่", "98.50", "A"],
        ["การใช้งบประมาณ\nของรัฐ", "91.25", "B"],
    ]


def test_a_name_stands_around_the_number_in_its_middle():
    names = [("การปฏิบัติ", 34), ("หน้าที่", 48), ("การใช้งบประมาณ", 68), ("ของรัฐ", 82)]
    assert table_of(names, [("98.50", 41), ("91.25", 75)], [("A", 41), ("B", 75)]) == [
        ["การปฏิบัติ\nหน้าที่", "98.50", "A"],
        ["การใช้งบประมาณ\nของรัฐ", "91.25", "B"],
    ]


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (([("ก", 34), ("ข", 48)], [("98.5", 34), ("0", 48)], [("A", 41)]), "another column has one line"),
        (([("กขค", 41)], [("98.50", 34), ("91.25", 48)], [("A", 34), ("B", 48)]), "there is one name"),
        (([("ก", 34), ("ข", 48)], [("98.50", 34), ("91.25", 48)], [("ดี", 40), ("มาก", 54)]), "not side by side"),
        (([("ก", 34), ("ข", 48)], [("ไม่", 34), ("ผ่าน", 48)], [("มี", 34), ("ไม่มี", 48)]), "no column of numbers"),
    ],
)
def test_other_cells_of_several_lines_are_one_row(columns, why):
    assert len(table_of(*columns)) == 1, why


def test_a_number_that_a_narrow_cell_wrapped_is_one_number():
    names = [("การปฏิบัติ", 34), ("หน้าที่", 48)]
    assert table_of(names, [("98.5", 34), ("0", 48)], [("97.2", 34), ("5", 48)]) == [
        ["การปฏิบัติ\nหน้าที่", "98.5\n0", "97.2\n5"]
    ]
