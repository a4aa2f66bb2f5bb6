"""Rules are told from what a page draws."""

import pytest

from pipeline.extract.strokes import Stroke, find_rules, without_text
from pipeline.model.geometry import BBox


def stroked(*points, thickness=0.5):
    return Stroke(points, stroked=True, filled=False, thickness=thickness)


def filled(*points):
    return Stroke(points, stroked=False, filled=True, thickness=0)


def test_a_straight_stroke_is_a_rule_as_thick_as_it_is_drawn():
    assert find_rules([stroked((10, 20), (110, 20), thickness=2)]) == (BBox(10, 19, 110, 21),)


def test_a_stroked_box_gives_its_four_sides():
    box = stroked((10, 10), (60, 10), (60, 40), (10, 40), (10, 10), thickness=0)
    assert set(find_rules([box])) == {
        BBox(10, 10, 60, 10),
        BBox(60, 10, 60, 40),
        BBox(10, 40, 60, 40),
        BBox(10, 10, 10, 40),
    }


def test_a_thin_filled_box_is_a_rule_and_a_thick_one_is_shading():
    thin = filled((10, 10), (200, 10), (200, 10.7), (10, 10.7))
    thick = filled((10, 10), (200, 10), (200, 30), (10, 30))
    assert find_rules([thin, thick]) == (BBox(10, 10, 200, 10.7),)


@pytest.mark.parametrize(
    "stroke", [stroked((0, 0), (50, 50)), stroked((0, 0), (2, 0)), stroked((0, 0), (90, 0), thickness=9)]
)
def test_slanted_short_and_thick_strokes_are_no_rules(stroke):
    assert find_rules([stroke]) == ()


@pytest.mark.parametrize(
    ("operators", "left"),
    [
        (b"q BT /F1 12 Tf (a) Tj ET 1 0 0 1 0 0 cm Q", b"q  1 0 0 1 0 0 cm Q"),
        (b"BT (ET inside \\) (and nested ET) ) Tj ET\n0 0 m", b"\n0 0 m"),
        (b"BT <0012> Tj ET\n10 10 l\nBT [(x) 3 (y)] TJ ET S", b"\n10 10 l\n S"),
        (b"BT /FET 12 Tf (never ends", b"BT /FET 12 Tf (never ends"),
        (b"/BTX gs 0 0 m /ET gs", b"/BTX gs 0 0 m /ET gs"),
        (b" BI /W 1 /H 1 ID BT x EI BT (a) Tj ET", b" BI /W 1 /H 1 ID BT x EI BT (a) Tj ET"),
    ],
)
def test_only_text_is_left_out(operators, left):
    assert without_text(operators) == left
