"""Which way up a page stands, by its letters and by its marks."""

import numpy as np
import pytest

from pipeline.extract.ink import OUTSIDE, InkLine
from pipeline.extract.upright import stands_on_head

LETTERS = 60


def page(*, rising: bool, marks_above: bool | None) -> tuple[np.ndarray, np.ndarray, list[InkLine]]:
    """Return the pieces of two lines of letters with ascenders, or with tails, and with marks or without."""
    labels = np.zeros((400, 1400), np.int32)
    boxes = [(0, 0, 1400, 400, 0)]

    def ink(x0: int, top: int, x1: int, bottom: int) -> int:
        labels[top:bottom, x0:x1] = len(boxes)
        boxes.append((x0, top, x1, bottom, (x1 - x0) * (bottom - top)))
        return len(boxes) - 1

    lines = []
    for foot in (150, 300):
        pieces = []
        for at in range(LETTERS // 2):
            x = 50 + 40 * at
            number = ink(x, foot - 20, x + 18, foot)
            tail = slice(foot - 32, foot - 20) if rising else slice(foot, foot + 12)
            labels[tail, x : x + 4] = number
            boxes[number] = (x, foot - 32, x + 18, foot, 400) if rising else (x, foot - 20, x + 18, foot + 12, 400)
            pieces.append(number)
        lines.append(InkLine(OUTSIDE, float(foot), 20.0, tuple(pieces)))
        for at in range(LETTERS // 2 if marks_above is not None else 0):
            x = 55 + 40 * at
            top = (foot - 32 if rising else foot - 20) - 11 if marks_above else (foot if rising else foot + 12) + 4
            ink(x, top, x + 10, top + 7)
    return labels, np.array(boxes, np.int32), lines


@pytest.mark.parametrize(
    ("rising", "marks_above", "stands"),
    [(True, None, False), (False, None, True), (True, True, False), (False, False, True), (True, False, None)],
    ids=["ascenders", "tails", "both above", "both below", "they contradict each other"],
)
def test_letters_and_marks_tell_how_a_page_stands_unless_they_contradict_each_other(rising, marks_above, stands):
    labels, boxes, lines = page(rising=rising, marks_above=marks_above)
    assert stands_on_head(labels, boxes, lines, 200) is stands
