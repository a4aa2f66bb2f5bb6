"""Frames of stamps stand aslant; rules of tables, also bent or thick ones, do not."""

from pipeline.extract.grid import arrange
from pipeline.extract.stamps import find_stamps
from pipeline.model.document import Line, Run
from pipeline.model.geometry import BBox

UPPER, LOWER = BBox(400, 16, 503, 24), BBox(403, 57, 506, 65)


def test_two_rules_aslant_below_each_other_are_a_stamp():
    assert find_stamps([UPPER, LOWER]) == (BBox(400, 16, 506, 65),)


def test_rules_of_tables_are_of_no_stamp():
    bent = [BBox(60, top, 540, top + 6) for top in (100, 140)]
    thick = [BBox(60, top, 120, top + 5) for top in (200, 240)]
    assert find_stamps([*bent, *thick, UPPER]) == ()


def test_text_in_a_stamp_is_lines_and_no_table():
    texts = (("รับที่", 410, 30), ("384", 470, 28), ("วันที่", 411, 48), ("...", 472, 46))
    runs = [Run(text, BBox(x, y, x + 25, y + 10), 0.9) for text, x, y in texts]
    content = arrange(runs, [UPPER, LOWER], 595, 842, "made")
    assert all(isinstance(part, Line) for part in content)
    assert len(content) == 2
