"""The last tenths of a degree by which a page is off the level: told by runs of letters and by rules."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.extract.slope import refine_skew

WIDTH, HEIGHT = 1000, 1400


def blank():
    return np.full((HEIGHT, WIDTH), 255, np.uint8)


def letters(places):
    """Return letters of which each stands with its foot at a place."""
    x, foot = np.asarray(places).T
    foot = foot.round()
    return np.stack([x, foot - 12, x + 10, foot, np.full(x.size, 60)], axis=1).astype(np.int32)


def page(degrees, bend=0.0, lines=20):
    """Return the letters of a page whose left edge is bent by so many pixels, as paper is at its spine."""
    x, foot = (part.ravel() for part in np.meshgrid(np.arange(60, 940, 14.0), 100 + 40.3 * np.arange(lines)))
    return letters(np.stack([x, foot + x * np.tan(np.radians(degrees)) + bend * (1 - x / WIDTH) ** 3], axis=1))


def number_cells(degrees):
    """Return the letters of short cells in two columns, of which the second is set three pixels lower."""
    places = [
        (left + 14 * at, 200 + 40 * row + lower + (left + 14 * at) * np.tan(np.radians(degrees)))
        for row in range(10) for left, lower in ((300, 0), (500, 3)) for at in range(4)
    ]  # fmt: skip
    return letters(places)


def grid(degrees, shade):
    """Return a picture of the rules around those cells."""
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(sheet)
    for row in range(11):
        pen.rectangle((250, 170 + 40 * row, 650, 171 + 40 * row), fill=shade)
    for column in (250, 450, 650):
        pen.rectangle((column, 170, column + 1, 571), fill=shade)
    return np.asarray(sheet.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255))


@pytest.mark.parametrize("degrees", [-3.04, -0.44, 0.06, 1.75])
def test_the_angle_of_level_paper_is_found_to_hundredths(degrees):
    assert refine_skew(blank(), 128, page(degrees), round(degrees, 1)) == pytest.approx(degrees, abs=0.02)


@pytest.mark.parametrize("bend", [-6.0, -4.0, 4.0, 6.0])
def test_lines_of_bent_paper_are_level_from_end_to_end(bend):
    ends = bend * (0.06**3 - 0.94**3) / (0.88 * WIDTH)
    assert refine_skew(blank(), 128, page(0.7, bend), 0.7) == pytest.approx(0.7 + np.degrees(ends), abs=0.05)


@pytest.mark.parametrize("shade", [0, 140])
def test_rules_tell_the_angle_where_cells_are_short_and_set_at_two_heights(shade):
    found = refine_skew(grid(0.7, shade), 128, number_cells(0.7), 0.9)
    assert found == pytest.approx(0.7, abs=0.04)


def test_the_dark_edge_of_a_scan_is_no_rule():
    scan = blank()
    scan[:8] = scan[-8:] = 0
    assert refine_skew(scan, 128, page(0.5, lines=3), 0.6) == pytest.approx(0.5, abs=0.03)


def test_a_page_without_ink_is_left_as_it_is():
    assert refine_skew(blank(), 128, np.zeros((0, 5), np.int32), 0.0) == 0.0
