"""Rules of which a fax left only specks: found by the lanes in which specks lie, side by side of the grid (pure).

A pale rule on a page of black and white breaks into dots. One dot says nothing; many in one lane, with paper above and
below, are a rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.extract.bridged import bridges
from pipeline.extract.corridors import find_walls
from pipeline.extract.labels import Labels
from pipeline.extract.lanes import ROUNDS, SCATTERED, Lane, Traces, alone, find_lanes, gathered, sides_of, with_sides
from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

MIDDLING, LIGHT, DARKEST = 0.004, 215, 250
"""A page is of black and white where a smaller share of it lies between these greys: scanned paper is full of them."""
THIN = 0.028
"""In inches; specks of a rule are no thicker."""
LETTER, STROKE, TALLEST, SPACE = 0.04, 0.017, 0.5, 0.07
"""In inches; what is larger both ways may be a letter."""
FLAT = 6
"""What is so many times as wide as high is a piece of a rule."""
TALL = 0.22
"""In inches; a slim piece shorter than this, close to a letter, is one too."""
AROUND, ABOVE, BESIDE = 0.04, 0.05, 0.03
"""In inches; ink so near to a letter, along a rule, above and below the letter, and beside it, tells nothing."""
CRUMB = 0.015
"""In inches; so far beside a rule its crumbs may lie."""
APART = 0.1
"""In inches; two rules down that are nearer to each other are one."""
EDGE = 0.1
"""In inches; so near to the edge of the picture lies the scan's own edge."""
BESIDE_LETTERS = 3
"""So many slim letters in a row are told by the broad one beside them."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of a page, rules and all, pixel by pixel: a tenth of the page at most, and of its memory."""

    places: NDArray[np.intp]
    """Its pixels, counted row by row."""
    numbers: Labels
    """For each of these pixels the number of its piece."""
    boxes: Boxes
    """The pieces; row 0 is the paper."""
    shape: tuple[int, int]
    """Height and width of the page."""

    def drawn(self, kept: NDArray[np.bool_]) -> Grey:
        """Return a picture of the pieces that are kept: 255 where they are."""
        picture = np.zeros(self.shape, np.uint8)
        picture.ravel()[self.places[kept[self.numbers]]] = 255
        return picture


def ink_of(labels: Labels, boxes: Boxes) -> Ink:
    """Return the ink of a page.

    Args:
        labels: The number of the piece of ink at each pixel.
        boxes: The pieces; row 0 is the paper.
    """
    places = np.flatnonzero(labels > 0)
    return Ink(places, labels.ravel()[places], boxes, (labels.shape[0], labels.shape[1]))


def is_black_and_white(grey: Grey) -> bool:
    """Tell whether a picture, with white paper, has no greys but at the rims of its ink."""
    some = grey[::3, ::3]
    return bool(((some >= LIGHT) & (some < DARKEST)).mean() < MIDDLING)


def mend(ink: Ink, rules: tuple[Boxes, Boxes], dpi: float) -> tuple[Boxes, Boxes]:
    """Return the rules of a page of black and white, with those of which only specks are left.

    Args:
        ink: The page's, rules and all.
        rules: Those found across and down, in pixels.
        dpi: Resolution.

    Returns:
        The same, and after them a box for each side of the grid along which a rule was found anew.
    """
    across, down = rules = _off_edges(rules, ink.shape, dpi)
    words = _letters(ink, rules, dpi)
    beside, over = 2 * round(dpi * AROUND) + 1, 2 * round(dpi * ABOVE) + 1
    off = _off(ink, rules).drawn(np.ones(len(ink.boxes), np.bool_))
    lying = _traces(_thin(ink, 1, dpi), across, (words, off), np.ones((over, beside), np.uint8), dpi)[0]
    aside = np.ones((2 * round(dpi * BESIDE) + 1, beside), np.uint8)
    turned = _turned(words), _turned(off)
    del off
    standing, marks = _traces(_turned(_thin(ink, 0, dpi)), _swapped(down), turned, aside, dpi)
    del turned
    marks = _turned(marks)
    rows, columns, every_row = _grid(lying, standing, dpi)
    more_down = _swapped(_new(sides_of(columns, [lane.at for lane in rows], dpi), _swapped(down), dpi))
    posts = np.concatenate([down, more_down])
    walled = [row for row in rows if ((posts[:, 1] <= row.at + 1) & (posts[:, 3] >= row.at - 1)).any()]
    more_across = sides_of(walled, [lane.at for lane in columns], dpi)
    held = {lane.at for lane in walled}
    more_alone = alone([lane for lane in every_row if lane.at not in held], dpi)
    bars = np.concatenate([across, _new(np.concatenate([more_across, more_alone]), across, dpi)])
    walls = find_walls(words, marks, bars, posts, dpi)
    if len(walls):
        places = _places([*walls[:, 0].tolist(), *(lane.at for lane in columns)], dpi)
        within = [row for row in every_row if ((walls[:, 1] < row.at) & (walls[:, 3] > row.at)).any()]
        bars = np.concatenate([bars, _new(sides_of(within, places, dpi), bars, dpi)])
        walls = find_walls(words, marks, bars, posts, dpi)
    posts = np.concatenate([posts, walls])
    return bars, np.concatenate([posts, bridges(words, bars, posts, dpi)])


def _grid(lying: Traces, standing: Traces, dpi: float) -> tuple[list[Lane], list[Lane], list[Lane]]:
    """Return the lanes across, and those down, that are rules along some side of a grid, and all across."""
    every_row, columns = (_inner(find_lanes(page, dpi), len(page.specks), dpi) for page in (lying, standing))
    rows = every_row
    for _ in range(ROUNDS):
        rows, columns = with_sides(rows, columns, dpi), with_sides(columns, rows, dpi)
    return rows, columns, every_row


def _off_edges(rules: tuple[Boxes, Boxes], shape: tuple[int, int], dpi: float) -> tuple[Boxes, Boxes]:
    """Return rules without those along the edges of the picture: the scan's own."""
    (across, down), edge = rules, EDGE * dpi
    return (
        across[(across[:, 1] > edge) & (across[:, 3] < shape[0] - edge)],
        down[(down[:, 0] > edge) & (down[:, 2] < shape[1] - edge)],
    )


def _inner(lanes: Sequence[Lane], extent: int, dpi: float) -> list[Lane]:
    """Return the lanes that do not lie along the edges of the picture."""
    return [lane for lane in lanes if EDGE * dpi < lane.at < extent - EDGE * dpi]


def crumbs(ink: Ink, rules: tuple[Boxes, Boxes], dpi: float) -> NDArray[np.intp]:
    """Return the pixels, counted row by row, of what is left of rules in crumbs: they are no text.

    Args:
        ink: The page's, rules and all.
        rules: Those across and down, as ``mend`` gives them.
        dpi: Resolution.
    """
    kept = np.zeros(len(ink.boxes), np.bool_)
    for boxes, of_rules in ((ink.boxes, rules[0]), (_swapped(ink.boxes), _swapped(rules[1]))):
        kept |= _in_lanes(boxes, of_rules, round(dpi * CRUMB))
    kept[0] = False
    return np.asarray(ink.places[kept[ink.numbers]])


def _in_lanes(boxes: Boxes, rules: Boxes, reach: int) -> NDArray[np.bool_]:
    """Tell which pieces lie in rules that run across, or no farther than so many pixels beside them."""
    inside = np.zeros(len(boxes), np.bool_)
    for x0, top, x1, bottom in rules[:, :4].tolist():
        inside |= (
            (boxes[:, 1] >= top - reach)
            & (boxes[:, 3] <= bottom + reach)
            & (boxes[:, 0] >= x0 - reach)
            & (boxes[:, 2] <= x1 + reach)
        )
    return inside


def _places(found: list[int], dpi: float) -> list[int]:
    """Return places in order, of those that lie close together the first."""
    places: list[int] = []
    for place in sorted(found):
        if not places or place - places[-1] > APART * dpi:
            places.append(place)
    return places


def _new(more: Boxes, rules: Boxes, dpi: float) -> Boxes:
    """Return the sides that no whole rule covers already."""
    near = round(dpi * SCATTERED)
    kept = [
        not (
            (rules[:, 0] - near <= x0)
            & (rules[:, 2] + near >= x1)
            & (rules[:, 1] - near <= at)
            & (rules[:, 3] + near > at)
        ).any()
        for x0, at, x1, _, _ in more.tolist()
    ]
    return more[np.array(kept, np.bool_)]


def _swapped(boxes: Boxes) -> Boxes:
    """Return boxes with x and y swapped."""
    return boxes[:, [1, 0, 3, 2, 4]]


def _turned(picture: Grey) -> Grey:
    """Return a picture with x and y swapped."""
    return np.asarray(cv2.transpose(picture), np.uint8)


def _letters(ink: Ink, rules: tuple[Boxes, Boxes], dpi: float) -> Grey:
    """Return a picture of words: letters, and what is between them."""
    boxes = ink.boxes
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    longest, least = np.maximum(wide, high), np.minimum(wide, high)
    large = (longest > dpi * LETTER) & (least > dpi * STROKE) & (longest < dpi * TALLEST) & (wide < FLAT * high)
    slim = ~large & (longest > dpi * STROKE) & (longest < dpi * TALL) & (wide < FLAT * high)
    free = _off(ink, rules)
    reach = np.ones((5, 2 * round(dpi * AROUND) + 1), np.uint8)
    for _ in range(BESIDE_LETTERS):
        near = cv2.dilate(free.drawn(large), reach).ravel()[free.places] > 0
        touched = np.zeros(len(boxes), np.bool_)
        touched[free.numbers[near]] = True
        large |= slim & touched
    gap = np.ones((1, round(dpi * SPACE) | 1), np.uint8)
    return np.asarray(cv2.morphologyEx(free.drawn(large), cv2.MORPH_CLOSE, gap), np.uint8)


def _off(ink: Ink, rules: tuple[Boxes, Boxes]) -> Ink:
    """Return the ink that lies off all rules."""
    bare = np.ones(ink.shape, np.bool_)
    for x0, top, x1, bottom in np.concatenate(rules)[:, :4].tolist():
        bare[max(0, top - 1) : bottom + 1, max(0, x0 - 1) : x1 + 1] = False
    kept = bare.ravel()[ink.places]
    return Ink(ink.places[kept], ink.numbers[kept], ink.boxes, ink.shape)


def _thin(ink: Ink, side: int, dpi: float) -> Grey:
    """Return a picture of what is no thicker than rules; ``side`` is 1 for rules across, 0 for rules down."""
    return ink.drawn(ink.boxes[:, 2 + side] - ink.boxes[:, side] <= dpi * THIN)


def _traces(
    specks: Grey, along: Boxes, other: tuple[Grey, Grey], reach: NDArray[np.uint8], dpi: float
) -> tuple[Traces, Grey]:
    """Part ink into what may be of rules across and what is of letters; rules already found are the first.

    Args:
        specks: What is no thicker than rules; the picture is used up.
        along: The rules already found.
        other: Words, and all ink but that of these rules.
        reach: What is so near to words tells nothing.
        dpi: Resolution.

    Returns:
        What lanes are looked for in, and a picture of what may be of rules.
    """
    words, ink = other
    close = np.asarray(cv2.dilate(words, reach), np.uint8)
    cv2.subtract(specks, close, specks)
    for x0, top, x1, bottom in along[:, :4].tolist():
        specks[(top + bottom) // 2, x0:x1] = 255
        close[(top + bottom) // 2, x0:x1] = 0
    return Traces(*(gathered(picture, dpi) for picture in (specks, words, close, ink))), specks
