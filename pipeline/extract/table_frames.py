"""Which rules across are of one table, where few of those down may be left (pure)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

SAME = 0.03
"""In inches; pieces of rules so near to each other, one above the other, are one rule."""
EDGE = 0.1
"""In inches; so near to the edge of the picture lies the scan's own edge."""
LONG, SHARED = 1.5, 0.8
"""In inches, the least length of a table's rule across; two of one table share so much of the longer one."""
LEFT = 0.6
"""Of a rule that lost its ends, so much is left of the table's width."""
BESIDE = 0.1
"""In inches; words so far beside a table stand in no cell of it."""
GAP = 0.4
"""In inches; what lies between two tables is higher."""
INSIDE = 0.02
"""In inches; so near to a rule across, ink of letters tells nothing."""


def find_frames(across: Boxes, words: Grey, dpi: float) -> Iterator[NDArray[np.int32]]:
    """Yield for each table its rules across from the top: where each lies, begins and ends.

    Args:
        across: All rules across.
        words: 255 where words are.
        dpi: Resolution.
    """
    bars: list[list[int]] = []
    for x0, top, x1, bottom, _ in across[np.argsort(across[:, 1] + across[:, 3], kind="stable")].tolist():
        middle = (top + bottom) // 2
        if bars and middle - bars[-1][0] <= SAME * dpi:
            bars[-1][1:] = min(bars[-1][1], x0), max(bars[-1][2], x1)
        else:
            bars.append([middle, x0, x1])
    frames: list[list[list[int]]] = []
    edge = EDGE * dpi
    for bar in (bar for bar in bars if bar[2] - bar[1] >= LONG * dpi and edge < bar[0] < len(words) - edge):
        while len(frames) > 1 and _is_stub(frames[-1], frames[-2], bar, BESIDE * dpi):
            frames.pop()
        if frames and _is_like(frames[-1], bar, BESIDE * dpi):
            frames[-1].append(bar)
        else:
            frames.append([bar])
    for frame in frames:
        if len(frame) > 1:
            yield from _parts(np.array(frame, np.int32), words, dpi)


def find_tables(across: Boxes, down: Boxes, words: Grey, dpi: float) -> Iterator[NDArray[np.int32]]:
    """Yield for each table its rules across, as ``find_frames`` does, of tables that are as wide each on its own.

    Between two of them no rule runs down, and words run through where those of both stand.

    Args:
        across: All rules across.
        down: All rules down.
        words: 255 where words are.
        dpi: Resolution.
    """
    for frame in find_frames(across, words, dpi):
        begin = 0
        x0, x1 = int(frame[:, 1].min()) - BESIDE * dpi, int(frame[:, 2].max()) + BESIDE * dpi
        posts = down[(down[:, 0] > x0) & (down[:, 2] < x1)]
        for at, (top, bottom) in enumerate(pairwise(frame[:, 0].tolist())):
            inside = slice(max(begin, at - 1), at + 1)
            if (
                bottom - top >= GAP * dpi
                and at - begin
                and _is_between(frame[inside, 0], (top, bottom), posts, words, dpi)
            ):
                yield frame[begin : at + 1]
                begin = at + 1
        if len(frame) - begin > 1:
            yield frame[begin:]


def _is_between(above: NDArray[np.int32], gap: tuple[int, int], posts: Boxes, words: Grey, dpi: float) -> bool:
    """Tell whether a gap lies between two tables: several rules down end above it, and words run through one."""
    shared = np.minimum(posts[:, 3], gap[1]) - np.maximum(posts[:, 1], gap[0])
    ended = posts[(posts[:, 3] > above[0]) & (posts[:, 1] < gap[0])]
    near, row = round(INSIDE * dpi), words[gap[0] : gap[1]] > 0
    places = ((ended[:, 0] + ended[:, 2]) // 2).tolist()
    if max(places, default=0) - min(places, default=0) <= SAME * dpi:
        return False
    return 2 * shared.max(initial=0) < gap[1] - gap[0] and any(
        (row[:, max(0, at - near)] & row[:, at] & row[:, min(at + near, row.shape[1] - 1)]).any() for at in places
    )


def _is_stub(frame: Sequence[Sequence[int]], above: Sequence[Sequence[int]], bar: Sequence[int], near: float) -> bool:
    """Tell whether a rule across alone is but a piece of one, in a table that goes on below it."""
    return (
        len(frame) == 1
        and not _is_like(frame, bar, near)
        and min(begin for _, begin, _ in above) - near <= frame[0][1]
        and frame[0][2] <= max(end for _, _, end in above) + near
    )


def _is_like(frame: Sequence[Sequence[int]], bar: Sequence[int], near: float) -> bool:
    """Tell whether a rule across may be of a table: they share most of where they run, or it lies within the table."""
    left, right = min(begin for _, begin, _ in frame), max(end for _, _, end in frame)
    shared = min(right, bar[2]) - max(left, bar[1])
    is_within = bar[1] >= left - near and bar[2] <= right + near
    return shared >= (LEFT if is_within else SHARED) * max(right - left, bar[2] - bar[1])


def _parts(frame: NDArray[np.int32], words: Grey, dpi: float) -> Iterator[NDArray[np.int32]]:
    """Yield the tables that lie below each other: between two, words reach out, or both sides move."""
    far, near, begin = round(BESIDE * dpi), round(INSIDE * dpi), 0
    x0, x1 = int(frame[:, 1].min()), int(frame[:, 2].max())
    for at, (top, bottom) in enumerate(pairwise(frame[:, 0].tolist()), 1):
        rows = words[top + near : max(bottom - near, top + near)]
        reaches_out = rows[:, max(0, x0 - 2 * far) : max(0, x0 - far)].any() or rows[:, x1 + far : x1 + 2 * far].any()
        if reaches_out or _is_other(frame[begin:at], frame[at:], far):
            if at - begin > 1:
                yield frame[begin:at]
            begin = at
    if len(frame) - begin > 1:
        yield frame[begin:]


def _is_other(upper: NDArray[np.int32], lower: NDArray[np.int32], far: int) -> bool:
    """Tell whether two sets of rules across are of two tables: both of their sides are apart."""
    left = abs(int(upper[:, 1].min()) - int(lower[:, 1].min()))
    right = abs(int(upper[:, 2].max()) - int(lower[:, 2].max()))
    return min(len(upper), len(lower)) > 1 and min(left, right) > far
