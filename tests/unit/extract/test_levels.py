"""What stands at each height of a page: words, and no crumbs or edges."""

import numpy as np

from pipeline.extract.ink import InkLine
from pipeline.extract.levels import BIN, levels_of

DPI, WIDTH = 200, 1654
LETTERS = [(x, y, x + 20, y + 24, 220) for y in (276, 376, 476) for x in (300, 325, 350)]


def levels(boxes, *lines):
    """Return the levels of lines: of each where it stands, and its pieces by number."""
    found = [InkLine(-1, float(foot), 24.0, tuple(pieces)) for foot, pieces in lines]
    return levels_of(found, np.array([(0, 0, 0, 0, 0), *boxes], np.int32), WIDTH, DPI)


TEXT = ((300, (1, 2, 3)), (400, (4, 5, 6)), (500, (7, 8, 9)))


def test_each_height_with_words_is_a_level():
    assert [level.foot for level in levels(LETTERS, *TEXT)] == [300, 400, 500]


def test_crumbs_of_a_rule_are_no_level():
    crumbs = [(x, 440, x + 14, 442, 28) for x in (300, 330, 360)]
    assert [level.foot for level in levels([*LETTERS, *crumbs], *TEXT, (442, (10, 11, 12)))] == [300, 400, 500]


def test_the_edge_of_the_scan_is_no_word():
    edge = (0, 260, 12, 300, 300)
    (first, _, _) = levels([*LETTERS, edge], (300, (1, 2, 3, 10)), *TEXT[1:])
    assert not first.words[: int(100 / (BIN * DPI))].any()
