"""The one form in which the recogniser sees every line."""

import numpy as np
import pytest

from pipeline.extract.ocr.picture import EDGE, HEIGHT, WIDEST, normalized


def paper(height: int, width: int, grey: int = 255) -> np.ndarray:
    return np.full((height, width), grey, np.uint8)


def with_ink(picture: np.ndarray, top: int, bottom: int, left: int, right: int, grey: int = 0) -> np.ndarray:
    marked = picture.copy()
    marked[top:bottom, left:right] = grey
    return marked


@pytest.mark.parametrize(
    "picture",
    [
        paper(40, 300),
        paper(2, 300),
        paper(40, 1),
        paper(0, 0),
        paper(1, 20_000),
        paper(40, 300, 0),
        paper(40, 300, 128),
        with_ink(paper(40, 300, 200), 10, 30, 10, 60, 190),
        with_ink(paper(40, 300, 20), 10, 30, 10, 60, 250),
    ],
)
def test_blank_faint_inverted_and_tiny_pictures_hold_nothing_to_read(picture):
    assert normalized(picture, 200) is None


def test_paper_becomes_0_and_ink_255_whatever_their_greys():
    seen = normalized(with_ink(paper(40, 100, 210), 5, 35, 20, 40, 90), 200)
    assert seen is not None
    assert seen.shape[0] == HEIGHT
    assert seen[:, :EDGE].max() == 0
    assert seen.min() == 0
    assert seen.max() == 255


def test_it_does_not_matter_how_generously_a_line_was_cut_out():
    tight = with_ink(paper(30, 100), 1, 29, 20, 40)
    loose = with_ink(paper(90, 100), 31, 59, 20, 40)
    assert np.array_equal(normalized(tight, 200), normalized(loose, 200))


def test_a_low_line_keeps_its_size_beside_a_high_one():
    """At 200 dpi twelve points are 33 pixels: a dash of 3 pixels must not fill the picture."""
    seen = normalized(with_ink(paper(30, 60), 14, 17, 20, 40), 200)
    assert seen is not None
    assert (seen.max(axis=1) > 128).sum() <= 6


def test_an_endless_line_is_squeezed():
    long = paper(30, 20_000)
    long[5:25, ::9] = 0
    seen = normalized(long, 200)
    assert seen is not None
    assert seen.shape == (HEIGHT, WIDEST + 2 * EDGE)
