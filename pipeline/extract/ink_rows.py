"""Letters to rows: each goes to the row whose last letters stand at its height (pure)."""

from dataclasses import dataclass

import numpy as np

from pipeline.extract.ink import Mask, Numbers
from pipeline.extract.skew import Boxes

SMALL, PERCHED = 0.8, 0.2
"""Ink so low, with a letter so close below, is a mark on it, though it be as high as a letter: ้ and the ring of ำ."""


@dataclass(slots=True)
class Row:
    """A row that is complete: where its letters stand and how high they are."""

    members: list[int]
    foot: float
    size: float


@dataclass(slots=True)
class _Open:
    """A line that is being put together."""

    members: list[int]
    feet: list[float]
    end: int

    @property
    def foot(self) -> float:
        """Return where the last few letters stand."""
        last = sorted(self.feet[-7:])
        return last[len(last) // 2]


def perched(letters: Boxes, size: float) -> Mask:
    """Tell which pieces, as high as low letters, are marks on a letter right below.

    Args:
        letters: The pieces of one zone that may be letters.
        size: Height of its letters, in pixels.
    """
    is_mark = np.zeros(len(letters), np.bool_)
    for number in np.flatnonzero(letters[:, 3] - letters[:, 1] < SMALL * size).tolist():
        x0, _, x1, bottom, _ = letters[number].tolist()
        shared = np.minimum(letters[:, 2], x1) - np.maximum(letters[:, 0], x0)
        gap = letters[:, 1] - bottom
        is_mark[number] = ((shared > (x1 - x0) / 2) & (gap >= -2) & (gap <= PERCHED * size)).any()
    return is_mark


def find_rows(boxes: Boxes, group: Numbers, size: float) -> list[Row]:
    """Make rows of letters.

    Args:
        boxes: The pieces of ink of the page.
        group: Which of them are letters, and stand in one zone.
        size: Height of its letters, in pixels.
    """
    return _merged(boxes, _rows(boxes, group, size))


def _merged(boxes: Boxes, rows: list[_Open]) -> list[Row]:
    """Join rows that are one line: at one height, or marks of large print that passed for small letters."""
    kept: list[Row] = []
    for row in sorted(rows, key=lambda row: -len(row.members)):
        own = boxes[row.members]
        band = Row(row.members, float(np.median(own[:, 3])), float(np.median(own[:, 3] - own[:, 1])))
        near = (other for other in kept if abs(other.foot - band.foot) < 1.5 * other.size)
        host = next((other for other in near if _are_one(boxes, other, band)), None)
        if host is None:
            kept.append(band)
        else:
            host.members = host.members + band.members
    return kept


def _are_one(boxes: Boxes, large: Row, small: Row) -> bool:
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


def _rows(boxes: Boxes, group: Numbers, size: float) -> list[_Open]:
    """Chain letters from left to right: each goes to the row whose last letters stand at its height."""
    rows: list[_Open] = []
    shelves: dict[int, list[_Open]] = {}
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
            best = _Open([], [], 0)
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
