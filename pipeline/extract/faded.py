"""Rules of which a fax left only specks: found by the lanes in which specks lie, side by side of the grid (pure).

A pale rule on a page of black and white breaks into dots. One dot says nothing; many in one lane, with paper above and
below, are a rule. How far it runs is told between each two rules that cross it: by the specks that lie there, and by
words, which no rule cuts through.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

MIDDLING, LIGHT, DARKEST = 0.004, 215, 250
"""A page is of black and white where a smaller share of it lies between these greys: scanned paper is full of them."""
THIN = 0.028
"""In inches; specks of a rule are no thicker."""
LETTER, STROKE, TALLEST, SPACE = 0.04, 0.017, 0.5, 0.07
"""In inches; what is larger both ways may be a letter."""
TALL = 0.22
"""In inches; a slim piece shorter than this, close to a letter, is one too."""
AROUND, ABOVE, BESIDE = 0.04, 0.05, 0.03
"""In inches; ink so near to a letter, along a rule, above and below the letter, and beside it, tells nothing."""
BESIDE_LETTERS = 3
"""So many slim letters in a row are told by the broad one beside them."""
LANE = 0.012
"""In inches; so far from its middle a rule's specks may lie."""
SURE, SPREAD, BARE = 5, 0.6, 6.0
"""A side with so many specks, over so large a share of it, is a rule where no bare part is so many times their gap."""
WIDE, ALIKE, STACK, WORDED = 2.0, 0.5, 3, 0.05
"""Rules across with none down are so many inches long at least, and begin and end so near to each other, so many of
them; words touch no larger share of one."""
OPEN = 0.15
"""In inches; so far a rule goes on at least past the last that it meets where a table is open at the side."""
LEAST, DENSE = 12, 3.0
"""So many specks make a lane, if it has so many times those of the lanes on both sides."""
THROUGH = 0.045
"""In inches; where so much of a lane lies in letters, words stand there."""
ROUNDS = 2
"""So many times lanes that are no rule anywhere are left out; what is no rule makes sides of what is one."""
WAITED = 3.0
"""Where so many specks were to be expected and none is there, there is no rule."""
SCATTERED = 0.02
"""In inches; a speck or a gap is counted once for so long a stretch."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What lanes are looked for in, turned so that they run across."""

    specks: Grey
    """255 where ink is that may be of a rule."""
    letters: Grey
    close: Grey
    """255 where they stand, and so near that ink may be a crumb or a mark of theirs: no place to look for specks."""


@dataclass(frozen=True, slots=True)
class _Lane:
    """A lane with specks in it."""

    at: int
    marked: NDArray[np.bool_]
    """For each stretch of it whether a speck lies there."""
    worded: NDArray[np.bool_]
    """For each stretch of it whether a letter stands there."""
    free: NDArray[np.bool_]
    """For each stretch of it whether specks would be seen there."""


def is_black_and_white(grey: Grey) -> bool:
    """Tell whether a picture, with white paper, has no greys but at the rims of its ink."""
    some = grey[::3, ::3]
    return bool(((some >= LIGHT) & (some < DARKEST)).mean() < MIDDLING)


def mend(labels: NDArray[np.int32], boxes: Boxes, rules: tuple[Boxes, Boxes], dpi: float) -> tuple[Boxes, Boxes]:
    """Return the rules of a page of black and white, with those of which only specks are left.

    Args:
        labels: The number of the piece of ink at each pixel, rules and all.
        boxes: The pieces; row 0 is the paper.
        rules: Those found across and down, in pixels.
        dpi: Resolution.

    Returns:
        The same, and after them a box for each side of the grid along which a rule was found anew.
    """
    across, down = rules
    words = _letters(labels, boxes, rules, dpi)
    reach = np.ones((2 * round(dpi * ABOVE) + 1, 2 * round(dpi * AROUND) + 1), np.uint8)
    lying = _page(labels, boxes, across, words, reach, dpi)
    turned = np.ascontiguousarray(labels.T), _swapped(boxes), _swapped(down)
    reach = np.ones((2 * round(dpi * AROUND) + 1, 2 * round(dpi * BESIDE) + 1), np.uint8).T
    standing = _page(*turned, np.ascontiguousarray(words.T), reach, dpi)
    rows, columns = _lanes(lying, dpi), _lanes(standing, dpi)
    alone = rows
    for _ in range(ROUNDS):
        rows, columns = _with_sides(rows, columns, dpi), _with_sides(columns, rows, dpi)
    more_down = _swapped(_new(_sides(columns, [lane.at for lane in rows], dpi), _swapped(down), dpi))
    posts = np.concatenate([down, more_down])
    walled = [row for row in rows if ((posts[:, 1] <= row.at + 1) & (posts[:, 3] >= row.at - 1)).any()]
    more_across = _sides(walled, [lane.at for lane in columns], dpi)
    held = {lane.at for lane in walled}
    more_alone = _alone([lane for lane in alone if lane.at not in held], dpi)
    return np.concatenate([across, _new(np.concatenate([more_across, more_alone]), across, dpi)]), posts


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


def _letters(labels: NDArray[np.int32], boxes: Boxes, rules: tuple[Boxes, Boxes], dpi: float) -> Grey:
    """Return a picture of words: letters, and what is between them."""
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    longest, least = np.maximum(wide, high), np.minimum(wide, high)
    large = (longest > dpi * LETTER) & (least > dpi * STROKE) & (longest < dpi * TALLEST)
    slim = ~large & (longest > dpi * STROKE) & (longest < dpi * TALL)
    large[0] = slim[0] = False
    free = np.ones(labels.shape, np.bool_)
    for x0, top, x1, bottom in np.concatenate(rules)[:, :4].tolist():
        free[max(0, top - 1) : bottom + 1, max(0, x0 - 1) : x1 + 1] = False
    reach = np.ones((5, 2 * round(dpi * AROUND) + 1), np.uint8)
    for _ in range(BESIDE_LETTERS):
        letters = (large[labels] & free).astype(np.uint8) * 255
        touched = np.zeros(len(boxes), np.bool_)
        touched[labels[(cv2.dilate(letters, reach) > 0) & free]] = True
        large |= slim & touched
    letters = (large[labels] & free).astype(np.uint8) * 255
    gap = np.ones((1, round(dpi * SPACE) | 1), np.uint8)
    return np.asarray(cv2.morphologyEx(letters, cv2.MORPH_CLOSE, gap), np.uint8)


def _page(
    labels: NDArray[np.int32], boxes: Boxes, along: Boxes, words: Grey, reach: NDArray[np.uint8], dpi: float
) -> _Page:
    """Part ink into what may be of rules and what is of letters; rules already found are the first."""
    thin = boxes[:, 3] - boxes[:, 1] <= dpi * THIN
    thin[0] = False
    close = np.asarray(cv2.dilate(words, reach), np.uint8)
    specks = np.where(close > 0, 0, thin[labels].astype(np.uint8) * 255)
    for x0, top, x1, bottom in along[:, :4].tolist():
        specks[(top + bottom) // 2, x0:x1] = 255
        close[(top + bottom) // 2, x0:x1] = 0
    return _Page(specks, words, close)


def _stretch(dpi: float) -> int:
    """Return the pixels of a lane in which a speck or a gap is counted once."""
    return max(2, round(dpi * SCATTERED))


def _lanes(page: _Page, dpi: float) -> list[_Lane]:
    """Return the lanes in which many specks lie, from the top."""
    stretch = _stretch(dpi)
    width = page.specks.shape[1] // stretch * stretch
    half = max(1, round(dpi * LANE))

    def stretches(picture: Grey, reach: int) -> NDArray[np.bool_]:
        spread = cv2.dilate(picture, np.ones((2 * reach + 1, 1), np.uint8)) if reach else picture
        return np.asarray(spread[:, :width].reshape(len(picture), -1, stretch).any(axis=2))

    marked = stretches(page.specks, half)
    worded, closed = stretches(page.letters, 0), stretches(page.close, 0)
    count = marked.sum(axis=1)
    weight = stretches(page.specks, 0).sum(axis=1)
    middle = np.convolve(weight, np.concatenate([np.arange(1, half + 2), np.arange(half, 0, -1)]), "same")
    lanes: list[_Lane] = []
    open_rows = count >= LEAST
    while open_rows.any():
        at = int(np.where(open_rows, middle, -1).argmax())
        off = 3 * half + 1
        beside = max((int(count[row]) for row in (at - off, at + off) if 0 <= row < len(count)), default=0)
        if count[at] >= DENSE * beside:
            lanes.append(_Lane(at, marked[at], worded[at], ~closed[at]))
        open_rows[max(0, at - off) : at + off + 1] = False
    return sorted(lanes, key=lambda lane: lane.at)


def _with_sides(lanes: Sequence[_Lane], crossing: Sequence[_Lane], dpi: float) -> list[_Lane]:
    """Return the lanes that are rules along some side."""
    stretch = _stretch(dpi)
    places = [lane.at for lane in crossing]
    return [lane for lane in lanes if len(places) > 1 and _held(lane, places, stretch, dpi).any()]


def _sides(lanes: Sequence[_Lane], crossing: Sequence[int], dpi: float) -> Boxes:
    """Return a box for each side, between two crossing lanes, along which a lane is a rule, and for its open ends."""
    stretch = _stretch(dpi)
    found: list[tuple[int, int, int, int]] = []
    for lane in lanes:
        held = _held(lane, crossing, stretch, dpi)
        found += [(crossing[at], lane.at, crossing[at + 1] + 1, lane.at + 1) for at in np.flatnonzero(held).tolist()]
        if held.any():
            first, last = (int(at) for at in np.flatnonzero(held)[[0, -1]])
            begin, end = crossing[first], crossing[last + 1]
            inside = slice(begin // stretch, end // stretch)
            rate = float(lane.marked[inside].sum()) / max(1, int(lane.free[inside].sum()))
            left = _open_end(lane, range(begin // stretch - 1, -1, -1), rate) * stretch
            right = _open_end(lane, range(end // stretch + 1, len(lane.marked)), rate) * stretch
            found += [(begin - left, lane.at, begin, lane.at + 1)] if left > dpi * OPEN else []
            found += [(end, lane.at, end + right, lane.at + 1)] if right > dpi * OPEN else []
    return np.array([(*box, 0) for box in found], np.int32).reshape(-1, 5)


def _alone(lanes: Sequence[_Lane], dpi: float) -> Boxes:
    """Return a box for each lane that is a rule across with none down: some are equally long, below each other."""
    stretch = _stretch(dpi)
    runs = [(lane.at, *ends) for lane in lanes if (ends := _ends(lane, WIDE * dpi / stretch)) is not None]
    found: list[tuple[int, int, int, int, int]] = []
    for at, begin, end in runs:
        alike = [
            (first, last) for _, first, last in runs if max(abs(first - begin), abs(last - end)) * stretch < dpi * ALIKE
        ]
        if len(alike) >= STACK:
            first, last = sorted(one for one, _ in alike)[1], sorted(other for _, other in alike)[-2]
            found.append((min(first, begin) * stretch, at, (max(last, end) + 1) * stretch, at + 1, 0))
    return np.array(found, np.int32).reshape(-1, 5)


def _ends(lane: _Lane, least: float) -> tuple[int, int] | None:
    """Return where a lane with no rule across it begins and ends, or None where it is no rule."""
    places = np.flatnonzero(lane.marked)
    if not len(places):
        return None
    while len(places) > 1:
        gap = BARE * (places[-1] - places[0]) / len(places)
        if places[1] - places[0] > gap:
            places = places[1:]
        elif places[-1] - places[-2] > gap:
            places = places[:-1]
        else:
            break
    first, last = int(places[0]), int(places[-1]) + 1
    inside = slice(first, last)
    if last - first < least or lane.worded[inside].sum() > WORDED * (last - first) or len(places) < LEAST:
        return None
    return (first, last) if _is_spread(lane.marked[inside], lane.free[inside]) else None


def _held(lane: _Lane, crossing: Sequence[int], stretch: int, dpi: float) -> NDArray[np.bool_]:
    """Tell for each side between two crossing lanes whether a lane is a rule there."""
    sides = [
        slice(begin // stretch + 2, max(end // stretch - 1, begin // stretch + 3))
        for begin, end in itertools.pairwise(crossing)
    ]
    if not sides:
        return np.zeros(0, bool)
    seen = np.array([lane.marked[side].sum() for side in sides])
    free = np.array([lane.free[side].sum() for side in sides])
    blank = np.array([lane.worded[side].sum() * stretch <= dpi * THROUGH for side in sides])
    spread = np.array([_is_spread(lane.marked[side], lane.free[side]) for side in sides])
    sure = blank & spread & (seen >= SURE)
    if not sure.any():
        return np.asarray(sure)
    rate = seen[sure].sum() / max(1, free[sure].sum())
    held = blank & (seen >= rate * free / 2) & (sure | ((seen > 0) & (rate * free < 2 * SURE)))
    clear = free >= np.array([len(lane.free[side]) for side in sides]) / 2
    faint = blank & clear & np.where(seen == 0, rate * free < WAITED, seen >= rate * free / 6)
    for _ in range(ROUNDS):
        beside = np.concatenate([[False], held, [False]])
        above, below = beside[:-2], beside[2:]
        held = held | (faint & above & below)
    return np.asarray(held)


def _is_spread(marked: NDArray[np.bool_], free: NDArray[np.bool_]) -> bool:
    """Tell whether specks lie all along a side: no long stretch between them, or at its ends, is bare."""
    places = np.flatnonzero(marked)
    if len(places) < SURE or places[-1] - places[0] < SPREAD * len(marked):
        return False
    before = np.concatenate([[0], np.cumsum(free & ~marked)])
    bare = np.diff([0, *before[places], before[-1]]).max()
    return bool(bare <= max(SURE, BARE * free.sum() / len(places)))


def _open_end(lane: _Lane, onward: range, rate: float) -> int:
    """Return for how many stretches a rule goes on past the last rule that it meets."""
    end = waited = 0
    for number, place in enumerate(onward, 1):
        if lane.worded[place]:
            break
        waited += int(lane.free[place])
        if lane.marked[place]:
            end, waited = number, 0
        elif waited * rate > BARE:
            break
    return end
