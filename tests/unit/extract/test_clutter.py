"""Ink that is no text, told by the boxes of its pieces."""

import numpy as np

from pipeline.extract.clutter import text_zones
from pipeline.extract.ink import NO_TEXT, OUTSIDE

DPI = 250.0
PAGE = (2000, 1500)


def zones_of(*pieces: tuple[int, int, int, int, int]) -> list[int]:
    """Tell the zones of pieces on a page of small letters, some of which stand apart from them."""
    letters = [(100 + 25 * column, 500, 115 + 25 * column, 519, 120) for column in range(40)]
    boxes = np.array([(0, 0, 1500, 2000, 0), *letters, *pieces], np.int32)
    zones = text_zones(boxes, np.zeros(len(boxes), np.bool_), np.zeros((0, 5), np.int32), PAGE, DPI)
    return [int(zone) for zone in zones[1 + len(letters) :]]


def test_full_letters_of_a_bold_heading_are_text():
    heading = [(600 + 38 * place, 178, 630 + 38 * place, 208, 640) for place in range(6)]
    assert zones_of(*heading) == [OUTSIDE] * 6


def test_a_punch_hole_is_no_text_though_letters_stand_beside_it():
    assert zones_of((40, 495, 75, 530, 960)) == [NO_TEXT]


def test_two_punch_holes_above_each_other_are_no_text():
    assert zones_of((40, 700, 75, 735, 960), (40, 1400, 75, 1435, 960)) == [NO_TEXT] * 2
