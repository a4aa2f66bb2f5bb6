"""Pictures of pages made upright, level and clean, and their rules found."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.extract import page_image
from pipeline.extract.light import to_grey
from pipeline.extract.page_image import ink_threshold
from pipeline.extract.rules import find_rules
from tests.unit.extract.paper import DPI, HEIGHT, WIDTH, array, page, prose, table


def prepare(picture, dpi):
    return page_image.prepare(page_image.make_level(*to_grey(picture), dpi))


@pytest.mark.parametrize("skew", [-4.0, -1.3, -0.4, 0.0, 0.25, 2.0, 5.0])
def test_skew_is_found_to_a_tenth_of_a_degree(skew):
    turned = prose().rotate(-skew, Image.Resampling.BICUBIC, fillcolor=255)
    assert prepare(array(turned), DPI).skew_deg == pytest.approx(skew, abs=0.1)


def test_a_page_that_lies_on_its_side_is_stood_up():
    upright = prepare(array(prose()), DPI)
    sideways = prepare(array(prose().rotate(90, expand=True)), DPI)
    assert upright.rotation == 0
    assert sideways.rotation == 90
    assert sideways.grey.shape == upright.grey.shape


def test_a_column_of_numbers_does_not_look_like_lines_that_run_down():
    numbers = page([(800, 200 + 70 * at, "100.00") for at in range(25)], points=14)
    assert prepare(array(numbers), DPI).rotation == 0


def test_the_rules_of_a_table_are_found_and_lifted_out():
    prepared = prepare(array(table()), DPI)
    assert len(prepared.across) == 4
    assert len(prepared.down) == 4
    assert (prepared.boxes[1:, 2] - prepared.boxes[1:, 0]).max() < 200


def test_strokes_that_cross_a_rule_stay_whole():
    sheet = page(rules=[(200, 400, 1400, 402), (700, 380, 705, 425)])
    prepared = prepare(array(sheet), DPI)
    crossing = prepared.boxes[1:]
    assert [tuple(box[[1, 3]]) for box in crossing] == [(380, 426)]


def test_dotted_and_broken_rules_are_rules():
    dots = [(x, 400, x + 2, 402) for x in range(200, 1400, 6)]
    pieces = [(x, 600, x + 90, 602) for x in range(200, 1400, 96)]
    prepared = prepare(array(page(rules=dots + pieces)), DPI)
    assert len(prepared.across) == 2


def test_the_tops_of_letters_are_no_rules():
    sheet = array(prose(pitch=60))
    across, down, _, _ = find_rules(sheet, (sheet < 128).astype(np.uint8) * 255, DPI)
    assert len(across) == len(down) == 0


def test_coloured_paper_and_uneven_light_become_white():
    sheet = np.stack([array(prose())] * 3, axis=2).astype(np.float64)
    light = np.linspace(0.6, 1.0, WIDTH)[None, :, None] * np.array([0.95, 0.9, 0.6])
    grey, _ = to_grey((sheet * light).astype(np.uint8))
    assert np.median(grey) > 250
    assert (grey < ink_threshold(grey)).mean() == pytest.approx((array(prose()) < 128).mean(), rel=0.15)


def test_ink_under_a_highlighter_is_kept():
    sheet = prose(3).convert("RGB")
    marked = Image.new("RGB", sheet.size, "white")
    ImageDraw.Draw(marked).rectangle((150, 240, 1500, 310), fill=(255, 240, 60))
    both = np.minimum(np.asarray(sheet), np.asarray(marked))
    grey, _ = to_grey(both)
    clean, _ = to_grey(np.asarray(sheet))
    assert ((grey < 128) == (clean < 128)).mean() > 0.999


def test_the_frame_of_a_red_stamp_is_no_rule_of_a_table():
    sheet = table().convert("RGB")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((900, 250, 1300, 450), outline=(200, 60, 60), width=4)
    prepared = prepare(np.asarray(sheet), DPI)
    assert len(prepared.across) == 4
    assert len(prepared.down) == 4
    assert len(prepared.stamps) >= 2


def test_small_pictures_are_enlarged_and_large_ones_reduced():
    small = prose().resize((WIDTH // 2, HEIGHT // 2))
    assert prepare(array(small), DPI / 2).dpi == 200
    large = prose().resize((WIDTH * 3, HEIGHT * 3))
    assert prepare(array(large), DPI * 3).dpi == 250


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_an_empty_page_has_no_ink(grey):
    prepared = prepare(np.full((600, 400), grey, np.uint8), DPI)
    assert len(prepared.across) == len(prepared.down) == 0
    assert len(prepared.boxes) <= 2


def test_a_page_on_its_side_whose_letters_run_together_is_stood_up():
    """Pale ink between letters makes one piece of each line; what is darker still falls into letters."""
    sheet = array(page([(200, 300 + 90 * at, "กองคลัง") for at in range(12)], points=12))
    pale = np.random.default_rng(1).integers(140, 165, sheet.shape)
    sheet = np.rot90(np.minimum(sheet, np.where(_run_together(sheet), pale, 255))).astype(np.uint8)
    assert prepare(np.ascontiguousarray(sheet), DPI).rotation == 90


def _run_together(sheet):
    """Tell what lies within a few pixels of ink."""
    near = sheet < 128
    for axis in (0, 1):
        near = np.any([np.roll(near, step, axis) for step in range(-6, 7)], axis=0)
    return near
