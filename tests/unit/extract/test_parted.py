"""A cell over several columns stays whole unless its text stands in columns."""

import pytest

from pipeline.extract.parted import part_cells
from pipeline.model.document import Cell, Run, Table
from pipeline.model.geometry import BBox


def grid(span: int) -> Table:
    """Return a table of two rows; the cells of the upper one tell the columns, the lower one is one cell or so."""
    upper = tuple(Cell(0, at, 1, 1, BBox(100 * at, 0, 100 * at + 100, 20), ()) for at in range(3))
    lower = (Cell(1, 0, 1, span, BBox(0, 20, 100 * span, 80), ()),)
    return Table(BBox(0, 0, 300, 80), (*upper, *lower))


def line(text: str, x0: float, x1: float, top: float) -> Run:
    return Run(text, BBox(x0, top, x1, top + 12), 1.0)


def spans(table: Table) -> list[tuple[int, int]]:
    return [(cell.column, cell.column_span) for cell in table.cells if cell.row == 1]


def test_text_in_two_columns_over_several_lines_is_of_two_cells():
    runs = [line("กขค", 5, 90, 22), line("งจฉ", 105, 180, 22), line("ชซ", 5, 80, 40), line("ฌญ", 105, 190, 40)]
    table = part_cells(grid(2), runs)
    assert spans(table) == [(0, 1), (1, 1)]
    assert [cell.bbox.x1 for cell in table.cells if cell.row == 1] == [100, 200]


def test_runs_that_were_read_as_one_line_are_told_by_their_space():
    runs = [line("กกกก คคคค", 10, 190, 22), line("ขขขข งงงง", 10, 190, 40)]
    assert spans(part_cells(grid(2), runs)) == [(0, 1), (1, 1)]


@pytest.mark.parametrize(
    ("runs", "why"),
    [
        ([line("ส่วนที่ผู้รับบริการ", 5, 190, 22), line("กข", 5, 90, 40), line("คง", 105, 190, 40)], "a line runs across"),
        ([line("กข", 5, 90, 22), line("คง", 105, 190, 22)], "one line alone may have a space there"),
        ([line("กข", 5, 90, 22), line("คง", 5, 90, 40)], "text on one side only"),
        ([], "no text"),
    ],
)
def test_a_merged_cell_stays_whole(runs, why):
    assert spans(part_cells(grid(2), runs)) == [(0, 2)], why


def test_a_cell_over_three_columns_is_cut_only_where_its_text_is():
    runs = [
        line("กขค", 5, 90, 22),
        line("งจฉญฐฒณด", 105, 280, 22),
        line("ชซ", 5, 80, 40),
        line("ฌญฐฒณดต", 105, 280, 40),
    ]
    assert spans(part_cells(grid(3), runs)) == [(0, 1), (1, 2)]
