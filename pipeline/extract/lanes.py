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
WIDE, ALIKE, STACK, WORDED = 2.0, 0.5, 3, 0.05
"""Rules across with none down are so many inches long at least, and begin and end so near to each other, so many of
them; words touch no larger share of one."""
SURE, SPREAD, BARE, MOSTLY = 5, 0.6, 6.0, 0.4
"""Such a rule has so many specks, over so large a share of it, and no bare part is so many times their gap, unless such
a share of it is there."""
OPEN = 0.15
"""In inches; so far a rule goes on at least past the last that it meets where a table is open at the side."""
LEAST, DENSE, FEW = 12, 3.0, 7
"""So many specks make a lane, or so many of them apart, if it has so many times those of the lanes on both sides."""
CLUSTER = 4
"""Specks no more stretches apart count as one where there are few: those of letters in crumbs lie together."""
CROWDED, BODY, NEXT = 0.6, 0.07, 1
"""Of a rule fewer specks than this share have ink within so many inches above or below, no more stretches aside:
letters in crumbs have."""
THROUGH, TOUCHED = 0.045, 0.1
"""In inches; where so much of a lane lies in letters, words stand there; but they only touch a rule of which there are
specks enough, where they are not so large a share of a side."""
GAP = 0.4
"""In inches; what lies between two tables is higher."""
ROUNDS = 2
"""So many times lanes across are told by those down, and those by the lanes across."""
STRAY = 0.004
"""Dust lies in so large a share of the stretches of any lane."""
TELLING = 3.0
"""The most that one speck tells for a rule, as a logarithm."""
NEVER = 1000.0
"""Tells that there is no rule, whatever else tells of it."""
TURN, ENOUGH = 1.5, 4.0
"""So much, as logarithms, must tell that a rule ends inside a table, and that it is there at all."""
ACROSS = 0.2
"""Where words run through so large a share of a side, they are of a cell that is merged there."""
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
    stray: float = STRAY
    """In which share of the stretches beside it specks lie."""


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


def find_lanes(page: Traces, dpi: float) -> list[Lane]:
    """Return the lanes in which many specks lie, from the top.

    Args:
        page: What is seen of it.
        dpi: Resolution.
    """
    half = max(1, round(dpi * LANE))
    marked = np.asarray(cv2.dilate(page.specks, np.ones((2 * half + 1, 1), np.uint8))) > 0
    worded, closed, inked = page.letters > 0, page.close > 0, page.ink > 0
    count = marked.sum(axis=1)
    weight = (page.specks > 0).sum(axis=1)
    middle = np.convolve(weight, np.concatenate([np.arange(1, half + 2), np.arange(half, 0, -1)]), "same")
    lanes: list[Lane] = []
    open_rows = count >= FEW
    while open_rows.any():
        at = int(np.where(open_rows, middle, -1).argmax())
        off = 3 * half + 1
        beside = max((int(count[row]) for row in (at - off, at + off) if 0 <= row < len(count)), default=0)
        is_lane = count[at] >= DENSE * beside and (count[at] >= LEAST or _clusters(marked[at]) >= FEW)
        if is_lane and not _is_crowded(inked, marked[at], at, half, round(dpi * BODY)):
            stray = max(STRAY, beside / marked.shape[1])
            lanes.append(Lane(at, marked[at], worded[at], ~closed[at], stray))
        open_rows[max(0, at - off) : at + off + 1] = False
    return sorted(lanes, key=lambda lane: lane.at)


def _is_crowded(inked: NDArray[np.bool_], marked: NDArray[np.bool_], at: int, half: int, reach: int) -> bool:
    """Tell whether ink lies above or below most specks of a lane: they are of letters."""
    off = half + 2
    above, below = inked[max(0, at - reach) : max(0, at - off)], inked[at + off + 1 : at + reach + 1]
    beside = np.convolve(above.any(axis=0) | below.any(axis=0), np.ones(2 * NEXT + 1), "same") > 0
    return bool(beside[marked].mean() > CROWDED)


def with_sides(lanes: Sequence[Lane], crossing: Sequence[Lane], dpi: float) -> list[Lane]:
    """Return the lanes that are rules along some side."""
    held = _held_sides(lanes, [lane.at for lane in crossing], dpi)
    return [lane for lane, sides in zip(lanes, held, strict=True) if sides.any()]


def sides_of(lanes: Sequence[Lane], crossing: Sequence[int], dpi: float) -> Boxes:
    """Return a box for each side, between two crossing lanes, along which a lane is a rule, and for its open ends."""
    stretch = stretch_of(dpi)
    found: list[tuple[int, int, int, int]] = []
    for lane, held in zip(lanes, _held_sides(lanes, crossing, dpi), strict=True):
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


def _held_sides(lanes: Sequence[Lane], crossing: Sequence[int], dpi: float) -> list[NDArray[np.bool_]]:
    """Tell for each lane along which sides, between two lanes that cross it, it is a rule.

    All that lies along a lane tells together: a side without specks of its own is held between two that are, unless
    many were to be expected there. Between two tables no lane has specks; where words run through some lanes inside a
    table and the others have none, cells are merged.
    """
    if len(crossing) < 2:
        return [np.zeros(0, np.bool_) for _ in lanes]
    stretch = stretch_of(dpi)
    sides = [
        slice(begin // stretch + 2, max(end // stretch - 1, begin // stretch + 3))
        for begin, end in itertools.pairwise(crossing)
    ]
    told = np.array([_told(lane, sides) for lane in lanes]).reshape(-1, len(sides))
    words = np.array([[lane.worded[side].sum() for side in sides] for lane in lanes]).reshape(told.shape)
    lengths = np.array([side.stop - side.start for side in sides])
    worded = (words * stretch > dpi * THROUGH) & ((words > TOUCHED * lengths) | (told < ENOUGH))
    every = np.where(worded, 0.0, told)
    told[worded | ((every.sum(axis=0) < 0) & (np.diff(crossing) >= dpi * GAP) & (told < 0))] = -NEVER
    inner = slice(1, -1)
    merged = (words[inner] > ACROSS * lengths).any(axis=0) & (every[inner].sum(axis=0) < 0)
    told[inner][merged & (told[inner] < 0)] = -NEVER
    return [_shown(lane, _held(scores), scores, sides) for lane, scores in zip(lanes, told, strict=True)]


def _told(lane: Lane, sides: Sequence[slice]) -> NDArray[np.float64]:
    """Return for each side how much more likely what is seen there is of a rule than of dust, as a logarithm."""
    first, last = _trimmed(lane)
    inside = slice(first, last)
    rate = float(lane.marked[inside].sum()) / max(1, int((lane.free | lane.marked)[inside].sum()))
    telling = min(TELLING, max(0.0, float(np.log(max(rate, lane.stray) / lane.stray))))
    seen = np.array([lane.marked[side].sum() for side in sides])
    bare = np.array([(lane.free & ~lane.marked)[side].sum() for side in sides])
    return np.asarray(telling * seen - bare / _usual_gap(lane.marked[inside], lane.free[inside]))


def _usual_gap(marked: NDArray[np.bool_], free: NDArray[np.bool_]) -> float:
    """Return how many stretches of a lane mostly lie from one speck to the next: half of it lies in wider gaps.

    A rule is not as worn everywhere; there are long gaps in one that is mostly whole in a few places.
    """
    gaps = np.sort(np.diff(np.cumsum(free | marked)[marked]))
    half = np.searchsorted(np.cumsum(gaps), gaps.sum() / 2)
    return max(1.0, float(gaps[half])) if len(gaps) else 1.0


def _held(told: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the sides along which a lane is a rule: the likeliest, as its sides tell and rules seldom end."""
    on, off = float(told[0]), 0.0
    came_on, came_off = [True], [False]
    for score in told[1:].tolist():
        came_on.append(on >= off - TURN)
        came_off.append(on - TURN > off)
        on, off = max(on, off - TURN) + score, max(off, on - TURN)
    held = np.zeros(len(told), np.bool_)
    is_on = on >= off
    for at in range(len(told) - 1, -1, -1):
        held[at] = is_on
        is_on = came_on[at] if is_on else came_off[at]
    return held


def _shown(lane: Lane, held: NDArray[np.bool_], told: NDArray[np.float64], sides: Sequence[slice]) -> NDArray[np.bool_]:
    """Return the sides along which a lane is a rule without those of parts that show too little of it.

    Specks lie all along some side of it, or there are several apart: a lone stroke of a letter is no rule.
    """
    for part in np.split(np.arange(len(held)), np.flatnonzero(np.diff(held)) + 1):
        whole = slice(sides[part[0]].start, sides[part[-1]].stop)
        is_sure = any(_is_spread(lane.marked[side], lane.free[side]) for side in (sides[at] for at in part))
        held[part] &= told[part].sum() >= ENOUGH and (is_sure or _clusters(lane.marked[whole]) >= SURE)
    return held


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
    return bool(bare <= max(SURE, BARE * free.sum() / len(places)) or len(places) > MOSTLY * len(marked))


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
