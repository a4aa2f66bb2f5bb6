"""Drawings of what was found, over the page."""

import io

import numpy as np
from PIL import Image

from pipeline.extract import overlay
from pipeline.extract.scan import read_picture
from pipeline.settings import Settings
from tests.fakes import SameWordEngine
from tests.unit.extract.paper import POINTS, array, prose, table


def test_cells_and_lines_are_drawn_in_colour_where_they_were_found():
    page = read_picture(array(table()), 1, *POINTS, SameWordEngine())
    drawn = np.asarray(overlay.draw(array(table()), page)).astype(int)
    x, y = (
        round(side * drawn.shape[1] / page.width) for side in (page.tables[0].bbox.x0, page.tables[0].bbox.middle[1])
    )
    assert np.ptp(drawn[y, x - 2 : x + 3], axis=1).max() > 60


def test_a_page_that_was_turned_is_drawn_upright():
    sideways = array(prose().rotate(90, expand=True))
    page = read_picture(sideways, 1, *reversed(POINTS), SameWordEngine())
    assert overlay.draw(sideways, page).size == prose().size


def test_each_of_several_pages_gets_a_file_with_its_number(tmp_path):
    file = io.BytesIO()
    prose().save(file, "TIFF", save_all=True, append_images=[Image.new("L", (1654, 2339), 255)])
    pages = [read_picture(array(prose()), number, *POINTS, SameWordEngine()) for number in (1, 2)]
    overlay.save(file.getvalue(), pages, Settings(), tmp_path / "seen.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["seen-1.png", "seen-2.png"]
