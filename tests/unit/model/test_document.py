"""Pages that lie sideways: boxes of the upright page, and of the page as a viewer shows it."""

import pytest

from pipeline.model.document import Page
from pipeline.model.geometry import BBox


def page(rotation, width, height):
    return Page(1, width, height, rotation, 0.0, "text-layer", 1.0, ())


@pytest.mark.parametrize(
    ("rotation", "width", "height", "shown"),
    [
        (0, 600, 800, BBox(10, 20, 40, 30)),
        (180, 600, 800, BBox(560, 770, 590, 780)),
        # A page 600 wide and 800 tall, on which the text runs up (turned clockwise to stand upright) or down.
        (90, 800, 600, BBox(20, 760, 30, 790)),
        (270, 800, 600, BBox(570, 10, 580, 40)),
    ],
)
def test_a_box_near_the_upright_top_left_lies_where_the_viewer_shows_it(rotation, width, height, shown):
    turned = page(rotation, width, height)
    assert turned.shown(BBox(10, 20, 40, 30)) == shown
    assert turned.shown_size == (600, 800)
