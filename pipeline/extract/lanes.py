"""Lanes in which a faded rule's specks lie, and along which sides of the grid they are one (pure).

How far a rule runs is told between each two rules that cross it: by the specks that lie there, and by words, which no
rule cuts through.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

LANE = 0.012
"""In inches; so far from its middle a rule's specks may lie."""
SURE, SPREAD, BARE = 5, 0.6, 6.0
"""A side with so many specks, over so large a share of it, is a rule where no bare part is so many times their gap."""
WIDE, ALIKE, STACK, WORDED = 2.0, 0.5, 3, 0.05
"""Rules across with none down are so many inches long at least, and begin and end so near to each other, so many of
them; words touch no larger share of one."""
OPEN = 0.15
"""In inches; so far a rule goes on at least past the last that it meets where a table is open at the side."""
LEAST, DENSE, FEW = 12, 3.0, 7
"""So many specks make a lane, if it has so many times those of the lanes on both sides; fewer where a page has no
others."""
CLUSTER = 4
"""Specks no more stretches apart count as one where there are few."""
SHARE, HELD = 6.0, 0.5
"""Where specks are few, a side may have so many times fewer than others, and such a share of the sides are rules."""
LETTERS = 0.3
"""A lane of few specks has words along no larger share of it."""
CROWDED, BODY = 0.5, 0.05
"""Of a rule fewer specks than this share have ink within so many inches above or below: letters in crumbs have."""
THROUGH = 0.045
"""In inches; where so much of a lane lies in letters, words stand there."""
GAP = 0.4
"""In inches; what lies between two tables is higher."""
ROUNDS = 2
"""So many times sides without specks of their own are taken for held between two that are."""
WAITED = 3.0
"""Where so many specks were to be expected and none is there, there is no rule."""
SCATTERED = 0.02
"""In inches; a speck or a gap is counted once for so long a stretch."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What lanes are looked for in, turned so that they run across: each row of it, one value for each stretch."""

    specks: Grey
    """255 where ink is that may be of a rule."""
    letters: Grey
    close: Grey
    """255 where they stand, and so near that ink may be a crumb or a mark of theirs: no place to look for specks."""
    ink: Grey
    """255 where any ink is, but that of rules that were found."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with specks in it."""

    at: int
    marked: NDArray[np.bool_]
    """For each stretch of it whether a speck lies there."""
    worded: NDArray[np.bool_]
    """For each stretch of it whether a letter stands there."""
    free: NDArray[np.bool_]
    """For each stretch of it whether specks would be seen there."""
    is_sparse: bool = False
    """Whether its specks are too few to tell of each side alone."""


def stretch_of(dpi: float) -> int:
    """Return the pixels of a lane in which a speck or a gap is counted once."""
    return max(2, round(dpi * SCATTERED))


def gathered(picture: Grey, dpi: float) -> Grey:
    """Return 255 for each stretch of each row of a picture with anything in it; all that lanes are told by."""
    stretch = stretch_of(dpi)
    width = picture.shape[1] // stretch * stretch
    found = picture[:, 0:width:stretch].copy()
    for at in range(1, stretch):
        np.bitwise_or(found, picture[:, at:width:stretch], out=found)
    return found


def find_lanes(page: Traces, dpi: float, *, sparse: bool = False) -> list[Lane]:
    """Return the lanes in which many specks lie, from the top.

    Args:
        page: What is seen of it.
        dpi: Resolution.
        sparse: Whether few specks are enough, and are told of all along the lane.
    """
    half = max(1, round(dpi * LANE))
    marked = np.asarray(cv2.dilate(page.specks, np.ones((2 * half + 1, 1), np.uint8))) > 0
    worded, closed, inked = page.letters > 0, page.close > 0, page.ink > 0
    count = marked.sum(axis=1)
    weight = (page.specks > 0).sum(axis=1)
    middle = np.convolve(weight, np.concatenate([np.arange(1, half + 2), np.arange(half, 0, -1)]), "same")
    lanes: list[Lane] = []
    open_rows = count >= (FEW if sparse else LEAST)
    while open_rows.any():
        at = int(np.where(open_rows, middle, -1).argmax())
        off = 3 * half + 1
        beside = max((int(count[row]) for row in (at - off, at + off) if 0 <= row < len(count)), default=0)
        if count[at] >= DENSE * beside and not _is_crowded(inked, marked[at], at, half, round(dpi * BODY)):
            lanes.append(Lane(at, marked[at], worded[at], ~closed[at], sparse))
        open_rows[max(0, at - off) : at + off + 1] = False
    return sorted(lanes, key=lambda lane: lane.at)


def _is_crowded(inked: NDArray[np.bool_], marked: NDArray[np.bool_], at: int, half: int, reach: int) -> bool:
    """Tell whether ink lies above or below most specks of a lane: they are of letters."""
    off = half + 2
    above, below = inked[max(0, at - reach) : max(0, at - off)], inked[at + off + 1 : at + reach + 1]
    beside = np.asarray(above.any(axis=0) | below.any(axis=0))
    return bool(beside[marked].mean() > CROWDED)


def with_sides(lanes: Sequence[Lane], crossing: Sequence[Lane], dpi: float) -> list[Lane]:
    """Return the lanes that are rules along some side."""
    stretch = stretch_of(dpi)
    places = [lane.at for lane in crossing]
    return [lane for lane in lanes if len(places) > 1 and _sides(lane, places, stretch, dpi).held.any()]


def sides_of(lanes: Sequence[Lane], crossing: Sequence[int], dpi: float) -> Boxes:
    """Return a box for each side, between two crossing lanes, along which a lane is a rule, and for its open ends."""
    stretch = stretch_of(dpi)
    found: list[tuple[int, int, int, int]] = []
    every = [_sides(lane, crossing, stretch, dpi) for lane in lanes]
    live = np.array([sides.marked for sides in every]).any(axis=0) | (np.diff(crossing) < dpi * GAP)
    for lane, sides in zip(lanes, every, strict=True):
        held = sides.filled(live)
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


def alone(lanes: Sequence[Lane], dpi: float) -> Boxes:
    """Return a box for each lane that is a rule across with none down: some are equally long, below each other."""
    stretch = stretch_of(dpi)
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


def _ends(lane: Lane, least: float) -> tuple[int, int] | None:
    """Return where a lane with no rule across it begins and ends, or None where it is no rule."""
    first, last = _trimmed(lane)
    inside = slice(first, last)
    if last - first < least or lane.worded[inside].sum() > WORDED * (last - first) or lane.marked[inside].sum() < LEAST:
        return None
    return (first, last) if _is_spread(lane.marked[inside], lane.free[inside]) else None


@dataclass(frozen=True, slots=True)
class _Sides:
    """What is seen of a lane between each two lanes that cross it."""

    marked: NDArray[np.bool_]
    """Whether specks lie there, and no words."""
    held: NDArray[np.bool_]
    """Whether they show a rule."""
    faint: NDArray[np.bool_]
    """Whether so few were to be expected that a rule may run there without."""

    def filled(self, live: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return where a lane is a rule, also without specks of its own between two sides where it is one.

        Args:
            live: Where specks of any lane lie, or no table can end before another begins.
        """
        held = self.held
        for _ in range(ROUNDS):
            beside = np.concatenate([[False], held, [False]])
            held = held | (self.faint & live & beside[:-2] & beside[2:])
        return held


def _sides(lane: Lane, crossing: Sequence[int], stretch: int, dpi: float) -> _Sides:
    """Tell for each side between two crossing lanes what is seen of a lane there."""
    sides = [
        slice(begin // stretch + 2, max(end // stretch - 1, begin // stretch + 3))
        for begin, end in itertools.pairwise(crossing)
    ]
    none = np.zeros(len(sides), bool)
    if not sides:
        return _Sides(none, none, none)
    seen = np.array([lane.marked[side].sum() for side in sides])
    free = np.array([lane.free[side].sum() for side in sides])
    blank = np.array([lane.worded[side].sum() * stretch <= dpi * THROUGH for side in sides])
    spread = np.array([_is_spread(lane.marked[side], lane.free[side]) for side in sides])
    sure = blank & spread & (seen >= SURE)
    if lane.is_sparse:
        return _Sides(blank & (seen > 0), _sparse(lane, sides, blank), none)
    if not sure.any():
        return _Sides(blank & (seen > 0), none, none)
    rate = seen[sure].sum() / max(1, free[sure].sum())
    held = blank & (seen >= rate * free / 2) & (sure | ((seen > 0) & (rate * free < 2 * SURE)))
    clear = free >= np.array([len(lane.free[side]) for side in sides]) / 2
    faint = blank & clear & np.where(seen == 0, rate * free < WAITED, seen >= rate * free / 6)
    return _Sides(blank & (seen > 0), np.asarray(held), np.asarray(faint))


def _sparse(lane: Lane, sides: Sequence[slice], blank: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell along which sides a lane is a rule of which too few specks are left to tell of each side alone.

    They lie from one end of it to the other, and are missing only where few were to be expected.
    """
    first, last = _trimmed(lane)
    inside = slice(first, last)
    none = np.zeros(len(sides), bool)
    if lane.worded[inside].sum() > LETTERS * (last - first) or _clusters(lane.marked[inside]) < FEW:
        return none
    rate = lane.marked[inside].sum() / max(1, lane.free[inside].sum())
    due = rate * np.array([lane.free[side].sum() for side in sides])
    seen = np.array([lane.marked[side].sum() for side in sides])
    shared = np.array([min(last, side.stop) - max(first, side.start) for side in sides])
    within = blank & (2 * shared >= np.array([side.stop - side.start for side in sides]))
    held = within & np.where(seen == 0, due < WAITED, seen >= due / SHARE)
    return np.asarray(held) if held.sum() >= HELD * within.sum() else none


def _clusters(marked: NDArray[np.bool_]) -> int:
    """Return how many specks lie apart: those of letters in crumbs lie together."""
    places = np.flatnonzero(marked)
    return len(places) and 1 + int((np.diff(places) > CLUSTER).sum())


def _trimmed(lane: Lane) -> tuple[int, int]:
    """Return where the specks of a lane begin and end, without those that lie far off the others."""
    places = np.flatnonzero(lane.marked)
    while len(places) > 1:
        gap = BARE * (places[-1] - places[0]) / len(places)
        if places[1] - places[0] > gap:
            places = places[1:]
        elif places[-1] - places[-2] > gap:
            places = places[:-1]
        else:
            break
    return (int(places[0]), int(places[-1]) + 1) if len(places) else (0, 0)


def _is_spread(marked: NDArray[np.bool_], free: NDArray[np.bool_]) -> bool:
    """Tell whether specks lie all along a side: no long stretch between them, or at its ends, is bare."""
    places = np.flatnonzero(marked)
    if len(places) < SURE or places[-1] - places[0] < SPREAD * len(marked):
        return False
    before = np.concatenate([[0], np.cumsum(free & ~marked)])
    bare = np.diff([0, *before[places], before[-1]]).max()
    return bool(bare <= max(SURE, BARE * free.sum() / len(places)))


def _open_end(lane: Lane, onward: range, rate: float) -> int:
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
