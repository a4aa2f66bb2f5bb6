"""Pieces of ink to lines of text, with Thai in mind (pure).

Letters stand on a base line; marks stand above and below them, two high, and at a tight pitch the marks of one
line reach into the next. So lines are made of letters first, and each mark then goes to the letters it belongs to.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.lone import dashes, low_digits
from pipeline.extract.skew import Boxes

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

OUTSIDE, NO_TEXT = -1, -2
"""Zones of ink that stands in no cell, and of ink that is no text."""


@dataclass(frozen=True, slots=True)
class InkLine:
    """A line of text as ink."""

    zone: int
    """The cell that it stands in, as the caller numbers them, or ``OUTSIDE``."""
    foot: float
    """Where its letters stand, in pixels from the top."""
    size: float
    """Height of its letters without ascenders and marks, in pixels."""
    pieces: tuple[int, ...]
    """Which pieces of ink make it up."""


GUTTER = 1.6
"""A gap of so many letter heights parts two pieces of a line that are read on their own."""
SPECK, OFF, OFF_STOP = 0.26, 0.15, 0.45
"""A smaller piece that lies so far off the end of a line is dirt; further off where a full stop may stand.

All in letter heights.
"""


SMALL, PERCHED = 0.8, 0.2
"""Ink so low, with a letter so close below, is a mark on it, though it be as high as a letter: ้ and the ring of ำ."""
TOUCHING = 1
"""In pixels; pieces so near to each other were one before they were cut."""
LOW = 0.5
"""Ink in a cell that is at least so high, in letter heights, may be digits alone, which are lower than letters: ๑๐๐."""
UNSURE = 0.4
"""A mark so far from its place in a line must stand right above or below its ink."""
FAR = 2.0
"""What stands in a line's band, far from its letters, must stand right beside its ink: low digits beside a high one."""


def letter_height(boxes: Boxes, dpi: float) -> float:
    """Return the height of a typical letter: the median over the width, in which marks and specks weigh little."""
    height = boxes[:, 3] - boxes[:, 1]
    fits = (height >= dpi / 33) & (height <= dpi / 2.4)
    if not fits.any():
        return dpi / 10
    order = np.argsort(height[fits])
    weight = np.cumsum(np.minimum(boxes[:, 2] - boxes[:, 0], 3 * height)[fits][order])
    return float(height[fits][order][np.searchsorted(weight, weight[-1] / 2)])


def parts_of(line: InkLine, boxes: Boxes) -> tuple[tuple[int, ...], ...]:
    """Return a line's pieces from left to right, parted at wide gaps; lone specks are left out."""
    order = sorted(line.pieces, key=lambda number: int(boxes[number, 0]))
    parts: list[list[int]] = []
    end = 0
    for number in order:
        if not parts or boxes[number, 0] - end > GUTTER * line.size:
            parts.append([])
            end = 0
        parts[-1].append(number)
        end = max(end, int(boxes[number, 2]))
    parts = [_without_specks(part, boxes, line) for part in parts]
    sides = [(boxes[part, 2:4].max(axis=0) - boxes[part, :2].min(axis=0)).max() for part in parts]
    return tuple(tuple(part) for part, side in zip(parts, sides, strict=True) if side > 0.3 * line.size)


def _without_specks(part: list[int], boxes: Boxes, line: InkLine) -> list[int]:
    """Return pieces from left to right without specks that lie off their first or last."""
    while len(part) > 1 and _is_speck(boxes[part[0]], boxes[part[1], 0] - boxes[part[0], 2], line, OFF):
        part = part[1:]
    while len(part) > 1:
        off = OFF_STOP if boxes[part[-1], 3] > line.foot - line.size / 3 else OFF
        if not _is_speck(boxes[part[-1]], boxes[part[-1], 0] - boxes[part[:-1], 2].max(), line, off):
            break
        part = part[:-1]
    return part


def _is_speck(box: NDArray[np.int32], gap: int, line: InkLine, off: float) -> bool:
    """Tell whether a piece is far smaller than a letter, and so far off its neighbour."""
    return bool(max(box[2] - box[0], box[3] - box[1]) < SPECK * line.size and gap > off * line.size)


def find_lines(boxes: Boxes, zones: NDArray[np.int64], dpi: float) -> tuple[InkLine, ...]:
    """Group pieces of ink into lines, zone by zone, from the top.

    Args:
        boxes: The pieces; row 0, the paper, is ignored.
        zones: For each piece the cell that it stands in, ``OUTSIDE`` or ``NO_TEXT``.
        dpi: Resolution.
    """
    typical = letter_height(boxes[1:], dpi)
    found: list[InkLine] = []
    numbers = np.arange(len(boxes))
    order = np.argsort(zones[1:], kind="stable") + 1
    for group in np.split(order, np.flatnonzero(np.diff(zones[order])) + 1):
        zone = int(zones[group[0]]) if len(group) else NO_TEXT
        if zone != NO_TEXT:
            found += _lines_of_zone(boxes, numbers[group], zone, typical, dpi)
    return tuple(found)


def _lines_of_zone(boxes: Boxes, group: Numbers, zone: int, typical: float, dpi: float) -> list[InkLine]:
    """Make the lines of one zone; what is left over is tried again as smaller print."""
    own = letter_height(boxes[group], dpi) if len(group) >= 12 else typical
    size = own if 0.55 * typical < own < 2 * typical else typical
    lines: list[InkLine] = []
    while True:
        height = boxes[group, 3] - boxes[group, 1]
        is_letter = (height >= 0.62 * size) & (height <= 3 * size)
        is_letter[is_letter] = ~_perched(boxes[group[is_letter]], size)
        rows = _merged(boxes, _rows(boxes, group[is_letter], size))
        found, group = _with_marks(boxes, rows, group[~is_letter & (height <= 3 * size)], zone)
        lines += found
        smaller = letter_height(boxes[group], dpi)
        is_low = not lines and zone != OUTSIDE and len(group) > 1 and smaller >= LOW * size
        if not (is_low or (found and len(group) > 2)) or smaller > 0.62 * size or smaller < dpi / 24:
            break
        size = smaller
    lines, group = _with_rests(boxes, lines, group, size)
    if zone != OUTSIDE:
        found, group = _lone_digits(boxes, lines, group, zone, size)
        lines += found
        lines += [
            InkLine(zone, float(boxes[number, 3]) + size / 3, size, (number,))
            for number in dashes(boxes, group, size).tolist()
        ]
    return sorted(lines, key=lambda line: line.foot)


def _lone_digits(
    boxes: Boxes, lines: list[InkLine], group: Numbers, zone: int, size: float
) -> tuple[list[InkLine], Numbers]:
    """Make a line of digits that stand alone on the last line of a cell; what is beside them belongs to it."""
    last = max(lines, key=lambda line: line.foot, default=InkLine(zone, 0.0, size, ()))
    digits = low_digits(boxes, group, np.array(last.pieces, np.int64), last.foot, last.size)
    return _with_marks(boxes, _merged(boxes, _rows(boxes, digits, size)), np.setdiff1d(group, digits), zone)


def _perched(letters: Boxes, size: float) -> Mask:
    """Tell which pieces, as high as low letters, are marks on a letter right below."""
    is_mark = np.zeros(len(letters), np.bool_)
    for number in np.flatnonzero(letters[:, 3] - letters[:, 1] < SMALL * size).tolist():
        x0, _, x1, bottom, _ = letters[number].tolist()
        shared = np.minimum(letters[:, 2], x1) - np.maximum(letters[:, 0], x0)
        gap = letters[:, 1] - bottom
        is_mark[number] = ((shared > (x1 - x0) / 2) & (gap >= -2) & (gap <= PERCHED * size)).any()
    return is_mark


def _with_rests(boxes: Boxes, lines: list[InkLine], group: Numbers, size: float) -> tuple[list[InkLine], Numbers]:
    """Give what touches one line alone, from above or below, to that line: the end of a mark that was cut."""
    held = boxes[[number for line in lines for number in line.pieces]]
    owners = np.repeat(np.arange(len(lines)), [len(line.pieces) for line in lines])
    rests: dict[int, list[int]] = {}
    for number in group[(boxes[group, 2:4] - boxes[group, :2]).max(axis=1, initial=0) < size].tolist():
        x0, top, x1, bottom = boxes[number, :4].tolist()
        apart = np.maximum(held[:, 1] - bottom, top - held[:, 3])
        hosts = set(owners[(held[:, 0] < x1) & (held[:, 2] > x0) & (apart <= TOUCHING)].tolist())
        if len(hosts) == 1:
            rests.setdefault(hosts.pop(), []).append(number)
    taken = [number for numbers in rests.values() for number in numbers]
    joined = [replace(line, pieces=(*line.pieces, *rests.get(at, ()))) for at, line in enumerate(lines)]
    return joined, group[~np.isin(group, taken)]


@dataclass(slots=True)
class _Row:
    """A line that is being put together."""

    members: list[int]
    feet: list[float]
    end: int

    @property
    def foot(self) -> float:
        """Return where the last few letters stand."""
        last = sorted(self.feet[-7:])
        return last[len(last) // 2]


def _rows(boxes: Boxes, group: Numbers, size: float) -> list[_Row]:
    """Chain letters from left to right: each goes to the row whose last letters stand at its height."""
    rows: list[_Row] = []
    shelves: dict[int, list[_Row]] = {}
    for number in group[np.argsort(boxes[group, 0], kind="stable")].tolist():
        x0, top, x1, bottom = boxes[number, :4].tolist()
        best, off = None, 0.5 * size
        shelf = int(bottom / size)
        for near in (shelf - 1, shelf, shelf + 1):
            for row in shelves.get(near, ()):
                distance = abs(_foot(top, bottom, row.foot, size) - row.foot)
                if distance < off and x0 > row.end - 2 * size:
                    best, off = row, distance
        if best is None:
            best = _Row([], [], 0)
            rows.append(best)
            shelves.setdefault(shelf, []).append(best)
        best.members.append(number)
        best.feet.append(float(bottom))
        best.end = max(best.end, x1)
    return rows


def _foot(top: int, bottom: int, foot: float, size: float) -> float:
    """Return where a piece stands; one that hangs below the line with its head in it stands on the line."""
    hangs = bottom > foot and top < foot - 0.6 * size and bottom - foot < 0.9 * size
    return foot + 0.3 * (bottom - foot) if hangs else float(bottom)


@dataclass(slots=True)
class _Band:
    """A row that is complete: where its letters stand and how high they are."""

    members: list[int]
    foot: float
    size: float


def _merged(boxes: Boxes, rows: list[_Row]) -> list[_Band]:
    """Join rows that are one line: at one height, or marks of large print that passed for small letters."""
    kept: list[_Band] = []
    for row in sorted(rows, key=lambda row: -len(row.members)):
        own = boxes[row.members]
        band = _Band(row.members, float(np.median(own[:, 3])), float(np.median(own[:, 3] - own[:, 1])))
        near = (other for other in kept if abs(other.foot - band.foot) < 1.5 * other.size)
        host = next((other for other in near if _are_one(boxes, other, band)), None)
        if host is None:
            kept.append(band)
        else:
            host.members = host.members + band.members
    return kept


def _are_one(boxes: Boxes, large: _Band, small: _Band) -> bool:
    """Tell whether a row belongs to another that has at least as many letters."""
    below = small.foot - large.foot
    if abs(below) < 0.45 * min(large.size, small.size):
        return True
    x0, x1 = boxes[large.members, 0], boxes[large.members, 2]
    middle = (boxes[small.members, 0] + boxes[small.members, 2])[:, None] / 2
    over = float(((x0 - 2 <= middle) & (middle <= x1 + 2)).any(axis=1).mean())
    if small.size <= 1.05 * large.size:
        return below < 0.8 * large.size and over > 0.6
    shared = min(0.0, below) - max(-large.size, below - small.size)
    beside = (abs(middle - x0).min(axis=1) < 2 * large.size) | (abs(middle - x1).min(axis=1) < 2 * large.size)
    return shared > 0.7 * large.size and small.size < 2 * large.size and over < 0.4 and bool(beside.all())


def _with_marks(boxes: Boxes, rows: list[_Band], rest: Numbers, zone: int) -> tuple[list[InkLine], Numbers]:
    """Give each mark to the line that it belongs to; return the lines, and what belongs to none."""
    if not rows:
        return [], rest
    sizes = np.array([row.size for row in rows])
    feet = np.stack([_feet_at(boxes, row.members, (boxes[rest, 0] + boxes[rest, 2]) / 2) for row in rows])
    costs = _costs(boxes, rows, rest, feet, sizes[:, None])
    choice, cost = costs.argmin(axis=0), costs.min(axis=0, initial=np.inf)
    members = [list(row.members) for row in rows]
    unsure = []
    for place, number in enumerate(rest.tolist()):
        if cost[place] < UNSURE:
            members[choice[place]].append(number)
        else:
            unsure.append(place)
    left = _beside(boxes, members, sizes, rest, costs, unsure)
    while len(left) < len(unsure):  # what was taken in may reach further pieces: digits are lower than letters
        unsure = left
        left = _beside(boxes, members, sizes, rest, costs, unsure)
    lines = [
        InkLine(zone, row.foot, row.size, tuple(sorted(pieces))) for row, pieces in zip(rows, members, strict=True)
    ]
    return lines, rest[np.array(left, np.int64)]


def _beside(
    boxes: Boxes,
    members: list[list[int]],
    sizes: NDArray[np.float64],
    rest: Numbers,
    costs: NDArray[np.float64],
    unsure: list[int],
) -> list[int]:
    """Give unsure pieces to the lines that they stand right beside; return those that stand beside none."""
    left = []
    for place in sorted(unsure, key=lambda place: -int(boxes[rest[place], 3])):
        number = int(rest[place])
        gaps = [
            _gap(boxes, pieces, number, aside=costs[row, place] == FAR) / size if costs[row, place] < np.inf else np.inf
            for row, (pieces, size) in enumerate(zip(members, sizes, strict=True))
        ]
        nearest = int(np.argmin(gaps))
        if gaps[nearest] < 0.6:
            members[nearest].append(number)
        else:
            left.append(place)
    return left


def _feet_at(boxes: Boxes, members: list[int], x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where a row's letters stand near each ``x``: paper that was photographed is not flat."""
    order = np.argsort(boxes[members, 0])
    letters = boxes[np.array(members)[order]]
    feet = letters[:, 3].astype(np.float64)
    padded = np.pad(feet, 3, mode="reflect") if len(feet) > 3 else np.full(len(feet) + 6, np.median(feet))
    smooth = np.median(np.lib.stride_tricks.sliding_window_view(padded, 7), axis=1)
    return np.asarray(np.interp(x, (letters[:, 0] + letters[:, 2]) / 2, smooth))


def _costs(
    boxes: Boxes, rows: list[_Band], rest: Numbers, feet: NDArray[np.float64], size: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return for each row and each mark how far the mark is from its place in the row, in letter heights.

    In the band of the letters that is 0; above it the gap to the letters; below it twice the gap, and only under
    a letter, because marks below hang close to theirs.
    """
    x0, top, x1, bottom = boxes[rest, :4].T.astype(np.float64)
    height = np.maximum(bottom - top, 1)
    within = np.minimum(bottom, feet + 0.2 * size) - np.maximum(top, feet - 1.1 * size)
    above = np.maximum(feet - size - bottom, 0) / size
    below = np.maximum(top - feet, 0) / size * 2
    cost = np.where(within > 0.5 * height, 0.0, np.where(top + bottom < 2 * feet - size, above, below))
    hangs = (cost > 0) & (top + bottom >= 2 * feet - size)
    aside = np.stack([_aside(boxes[row.members], x0, x1) for row in rows]) / size
    far = (aside > 2.5) & (cost == 0)
    cost = np.where((aside > 2.5) | (cost > 1.3) | (hangs & ((cost > 0.8) | (aside > 0))), np.inf, cost)
    return np.asarray(np.where(far, FAR, cost + np.maximum(aside, 0) / 10))


def _aside(letters: Boxes, x0: NDArray[np.float64], x1: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far marks are from the nearest letter of a row along the line; below 0 where they overlap."""
    starts = np.sort(letters[:, 0])
    ends = np.maximum.accumulate(letters[np.argsort(letters[:, 0]), 2])
    place = np.searchsorted(starts, x1)
    after = np.append(starts, 1 << 30)[place] - x1
    before = x0 - np.append(-(1 << 30), ends)[place]
    return np.asarray(np.minimum(after, before))


def _gap(boxes: Boxes, pieces: list[int], number: int, *, aside: bool) -> float:
    """Return how far a mark is from the nearest ink of a line straight below or above it, or beside it, in pixels."""
    x0, top, x1, bottom = boxes[number, :4].tolist()
    near = boxes[pieces]
    if aside:
        return float(np.maximum(near[:, 0] - x1, x0 - near[:, 2]).min())
    near = near[(near[:, 0] < x1 + 2) & (near[:, 2] > x0 - 2)]
    if not len(near):
        return float("inf")
    hangs = 0.3 * (near[:, 3] - near[:, 1]).max()  # what hangs was told already: this one stands on something
    return float(np.where(near[:, 1] >= bottom - 1, near[:, 1] - bottom, np.maximum(top - near[:, 3], 0) + hangs).min())
