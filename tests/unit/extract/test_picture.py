"""Picture files opened page by page, with their size on paper."""

import io

import numpy as np
import pytest
from PIL import Image

from pipeline.errors import InputError, LimitError
from pipeline.extract.picture import count_pictures, load_picture
from pipeline.settings import Settings
from tests.unit.extract.paper import prose

SETTINGS = Settings()


def saved(sheet, kind, **options):
    file = io.BytesIO()
    sheet.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_keeps_its_pixels_and_its_size_on_paper(kind):
    picture = load_picture(saved(prose(), kind, dpi=(200, 200)), 1, SETTINGS)
    assert picture.pixels.shape == (2339, 1654)
    assert (picture.width, picture.height) == pytest.approx((595.4, 842.0), abs=0.5)


def test_each_page_of_a_tiff_is_a_page():
    pages = [Image.new("L", (100 + at, 200), 255 - at) for at in range(3)]
    content = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert count_pictures(content) == 3
    assert [load_picture(content, at, SETTINGS).pixels.shape[1] for at in (1, 2, 3)] == [100, 101, 102]


def test_a_picture_without_a_resolution_is_taken_for_a4():
    picture = load_picture(saved(prose(), "PNG"), 1, SETTINGS)
    assert picture.height == pytest.approx(841.89)


def test_a_resolution_of_a_screen_is_not_believed():
    picture = load_picture(saved(prose(), "PNG", dpi=(72, 72)), 1, SETTINGS)
    assert picture.height == pytest.approx(841.89)


def test_a_fax_has_other_dots_across_than_down():
    fax = prose().resize((1728, 1146)).convert("1")
    picture = load_picture(saved(fax, "TIFF", dpi=(204, 98)), 1, SETTINGS)
    assert (picture.width, picture.height) == pytest.approx((609.9, 842.0), abs=0.5)


def test_a_photograph_is_turned_as_its_camera_says():
    sheet = prose().rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = load_picture(saved(sheet, "JPEG", dpi=(200, 200), exif=exif), 1, SETTINGS)
    assert picture.pixels.shape == (2339, 1654)
    assert picture.width < picture.height


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P", "CMYK", "LA"])
def test_every_mode_becomes_grey_or_colour_on_white(mode):
    sheet = Image.new("RGB", (300, 200), "white").convert(mode)
    kind = "TIFF" if mode == "CMYK" else "PNG"
    pixels = load_picture(saved(sheet, kind), 1, SETTINGS).pixels
    assert pixels.dtype == np.uint8
    assert pixels.shape[:2] == (200, 300)
    assert pixels.min() > 250


def test_what_is_transparent_is_paper():
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    assert load_picture(saved(clear, "PNG"), 1, SETTINGS).pixels.min() == 255


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_with_too_many_pixels_is_reduced(kind):
    picture = load_picture(saved(prose(), kind), 1, Settings(max_megapixels=1.5))
    assert picture.pixels.shape[0] * picture.pixels.shape[1] <= 1.5e6
    assert picture.height == pytest.approx(841.89)


def test_a_picture_far_too_large_is_refused_unread():
    with pytest.raises(LimitError, match="megapixels"):
        load_picture(saved(Image.new("1", (4000, 4000)), "PNG"), 1, Settings(max_megapixels=1))


def test_a_picture_far_finer_than_is_read_is_opened_smaller():
    fine = prose().resize((1654 * 3, 2339 * 3)).convert("RGB")
    picture = load_picture(saved(fine, "PNG", dpi=(600, 600)), 1, SETTINGS)
    assert picture.pixels.shape == (3509, 2481, 3)
    assert (picture.width, picture.height) == pytest.approx((595.4, 842.0), abs=0.5)


def test_a_picture_in_colour_that_needs_too_much_memory_is_refused_unread():
    large = saved(Image.new("RGB", (2000, 1250)), "PNG")
    with pytest.raises(LimitError, match="megapixels"):
        load_picture(large, 1, Settings(max_megapixels=1))


@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"\x89PNG\r\n\x1a\n broken"])
def test_a_file_that_is_no_picture_is_refused(content):
    with pytest.raises(InputError):
        count_pictures(content)


def test_a_truncated_picture_is_refused():
    content = saved(prose(), "JPEG")
    with pytest.raises(InputError, match="damaged"):
        load_picture(content[: len(content) // 2], 1, SETTINGS)
