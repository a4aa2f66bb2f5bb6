"""Places cut out of pages: what a person is shown of a doubtful value."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.errors import InputError
from pipeline.extract.crop import LARGEST, cut_out
from pipeline.model.crop import Spot
from pipeline.model.document import Page
from pipeline.model.geometry import BBox
from pipeline.settings import Settings

DPI = 150
WIDTH, HEIGHT = 595.2, 841.92
INK = BBox(400.0, 200.0, 440.0, 212.0)
"""A black bar on the upright page, in points."""


def paper(turned=0, kind="PDF"):
    """Return a file of one page with the bar on it; the page was laid on the scanner turned."""
    page = Image.new("RGB", (round(WIDTH / 72 * DPI), round(HEIGHT / 72 * DPI)), "white")
    ImageDraw.Draw(page).rectangle([side / 72 * DPI for side in (INK.x0, INK.top, INK.x1, INK.bottom)], "black")
    file = io.BytesIO()
    shown = page.rotate(turned, expand=True)  # counterclockwise: turning it clockwise makes it upright again
    shown.save(file, kind, **({"resolution": DPI} if kind == "PDF" else {"dpi": (DPI, DPI)}))
    return file.getvalue()


def spot(box=INK, rotation=0, page=1):
    """Return the place of a box of the upright page, as it is published."""
    return Spot(page, Page(page, WIDTH, HEIGHT, rotation, 0.0, "thai", 1.0, ()).shown(box), rotation)


def cut(content, *spots):
    return cut_out(content, spots, Settings(), lambda _: None)


def pixels(crop):
    return np.asarray(Image.open(io.BytesIO(crop.content)).convert("L"))


@pytest.mark.parametrize("kind", ["PDF", "PNG", "TIFF"])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_mark_lies_on_the_ink_of_the_upright_picture(kind, rotation):
    place = spot(rotation=rotation)
    crop = cut(paper(rotation, kind), place)[place]
    shown, mark = pixels(crop), crop.marked
    assert shown.shape == (crop.height, crop.width)
    inside = shown[int(mark.top) + 2 : int(mark.bottom) - 2, int(mark.x0) + 2 : int(mark.x1) - 2]
    assert inside.max() < 80
    around = shown.copy()
    around[max(0, int(mark.top) - 3) : int(mark.bottom) + 3, int(mark.x0) - 3 : int(mark.x1) + 3] = 255
    assert around.min() > 200
    assert mark.width > 2 * mark.height


def test_the_rows_label_at_the_left_is_seen_and_the_lines_above_and_below():
    crop = cut(paper(), spot())[spot()]
    assert crop.marked.x0 > crop.width / 2
    assert crop.height > 3 * crop.marked.height
    assert len(crop.content) < 4000


def test_a_place_as_large_as_a_page_is_shown_smaller():
    whole = spot(BBox(0, 0, WIDTH, HEIGHT))
    crop = cut(paper(), whole)[whole]
    assert crop.width * crop.height <= LARGEST * 1.01


@pytest.mark.parametrize("box", [BBox(590, 838, 700, 900), BBox(-50, -50, 5, 5), BBox(300, 300, 300, 300)])
def test_places_at_the_edge_and_without_area_are_shown(box):
    place = Spot(1, box)
    crop = cut(paper(), place)[place]
    assert 0 <= crop.marked.x0 <= crop.marked.x1 <= crop.width
    assert 0 <= crop.marked.top <= crop.marked.bottom <= crop.height


def test_a_page_that_cannot_be_drawn_costs_no_other():
    gone = spot(page=7)
    assert list(cut(paper(), gone, spot())) == [spot()]


def test_the_same_place_gives_the_same_bytes():
    assert cut(paper(), spot()) == cut(paper(), spot())


def test_pages_are_told_before_they_are_drawn():
    told = []
    cut_out(paper(), [spot(), spot(page=3)], Settings(), told.append)
    assert told == [1, 3]


def test_a_file_without_pages_is_refused():
    with pytest.raises(InputError):
        cut(b"%PDF-1.7\nnothing more", spot())
