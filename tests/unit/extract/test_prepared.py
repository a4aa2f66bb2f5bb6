"""Lines as they are cut out of a page: their own ink, and where other ink stands among their letters."""

import numpy as np
import pytest

from pipeline.extract.prepared import Prepared, cut_out

NONE = np.zeros((0, 5), np.int32)
LETTERS = (60, 80)


def page(*pieces: tuple[int, int, int, int]) -> Prepared:
    """Return a page of solid pieces of ink."""
    labels = np.zeros((120, 400), np.int32)
    for number, (x0, top, x1, bottom) in enumerate(pieces, 1):
        labels[top:bottom, x0:x1] = number
    boxes = np.array([(0, 0, 400, 120, 0), *[(*piece, 1) for piece in pieces]], np.int32)
    grey = np.where(labels > 0, 0, 255).astype(np.uint8)
    return Prepared(grey, labels, boxes, NONE, NONE, np.zeros(len(boxes), np.bool_), NONE, 144.0, 0, 0.0)


LINE = ((100, 60, 120, 80), (130, 60, 150, 80), (220, 60, 240, 80))


@pytest.mark.parametrize(
    ("other", "overlaid"),
    [
        ((170, 65, 190, 90), True),
        ((170, 70, 173, 73), False),
        ((170, 84, 190, 100), False),
        ((170, 30, 190, 56), False),
    ],
    ids=["among the letters", "a speck", "below them", "above them"],
)
def test_other_ink_among_the_letters_of_a_line_is_told(other, overlaid):
    cut = cut_out(page(*LINE, other), (1, 2, 3), 40, 100, LETTERS)
    columns = np.flatnonzero(cut.overlaid) + cut.left
    assert columns.tolist() == (list(range(170, 190)) if overlaid else [])


def test_a_cut_shows_the_line_s_own_ink_alone():
    cut = cut_out(page(*LINE, (170, 65, 190, 90)), (1, 2, 3), 40, 100, LETTERS)
    assert cut.picture[30, 105 - cut.left] == 0
    assert cut.picture[30, 180 - cut.left] == 255
