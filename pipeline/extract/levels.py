"""What stands at each height of a page, and where across it words are (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ink import InkLine
from pipeline.extract.skew import Boxes

BIN = 0.015
"""In inches; words are looked at in columns of such a width."""
CORRIDOR = 0.09
"""In inches, the least width of the paper between two columns."""
MARGIN = 0.1
"""In inches; what stands so near to the left or right edge of the page is the scan's own edge."""
THIN = 0.5
"""What is so much thinner than other levels are crumbs of a rule."""
LEVEL, TOGETHER = 0.75, 0.35
"""Lines whose feet are so near to each other, in letter heights, stand at one level, and levels that are so near
beside how far apart they mostly are."""
SPECK = 0.3
"""Smaller pieces, in letter heights, do not tell where words are."""

Corridors = list[tuple[int, int]]
"""Each from which bin to before which other."""


@dataclass(frozen=True, slots=True)
class Level:
    """What stands at one height of a page."""

    foot: float
    size: float
    words: NDArray[np.bool_]
    """For each bin across the page whether ink is there."""
    thickness: float
    """Of its strokes, in pixels."""


def levels_of(lines: Sequence[InkLine], boxes: Boxes, width: int, dpi: float) -> list[Level]:
    """Return what words stand at each height, from the top.

    Args:
        lines: Of a page.
        boxes: The pieces of ink.
        width: Of the page, in pixels.
        dpi: Resolution.
    """
    groups: list[list[InkLine]] = []
    for line in sorted(lines, key=lambda line: line.foot):
        if groups and line.foot - groups[-1][-1].foot < LEVEL * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    feet = [float(np.median([line.foot for line in group for _ in line.pieces])) for group in groups]
    gaps = np.diff(feet)
    begins = [0, *(np.flatnonzero(gaps >= TOGETHER * np.median(gaps)) + 1).tolist()] if len(gaps) else [0]
    levels = (
        _level([line for group in groups[first:last] for line in group], boxes, width, dpi)
        for first, last in pairwise([*begins, len(groups)])
        if groups
    )
    worded = [level for level in levels if level.words.any()]
    thin = THIN * float(np.median([level.thickness for level in worded])) if worded else 0.0
    return [level for level in worded if level.thickness >= thin]


def _level(lines: Sequence[InkLine], boxes: Boxes, width: int, dpi: float) -> Level:
    pieces = boxes[[piece for line in lines for piece in line.pieces]]
    sides = pieces[:, 2:4] - pieces[:, :2]
    size = float(np.median([line.size for line in lines for _ in line.pieces]))
    foot = float(np.median([line.foot for line in lines for _ in line.pieces]))
    large = sides.max(axis=1) > SPECK * size
    words = np.zeros(int(width / (BIN * dpi)) + 2, np.bool_)
    for x0, x1 in (pieces[large][:, [0, 2]] / (BIN * dpi)).astype(int).tolist():
        words[x0 : x1 + 1] = True
    edge = round(MARGIN / BIN)
    words[:edge] = words[len(words) - edge :] = False
    thickness = np.median(pieces[large, 4] / sides[large].sum(axis=1)) if large.any() else 0.0
    return Level(foot, size, words, float(thickness))


def bare_parts(words: NDArray[np.bool_]) -> Corridors:
    """Return where there are no words: left of all, between them where it is wide, and right of all."""
    ends = np.flatnonzero(np.diff(np.concatenate([[0], (~words).astype(np.int8), [0]]))).reshape(-1, 2).tolist()
    return [(begin, end) for begin, end in ends if end - begin >= CORRIDOR / BIN]


def is_crossed(level: Level, corridors: Corridors) -> bool:
    """Tell whether words stand in a corridor."""
    return any(level.words[begin:end].any() for begin, end in corridors)


def held_columns(block: Sequence[Level], corridors: Corridors) -> NDArray[np.bool_]:
    """Return for each level and column whether text stands there."""
    edges = [0, *((begin + end) // 2 for begin, end in corridors), len(block[0].words)]
    return np.array([[level.words[begin:end].any() for begin, end in pairwise(edges)] for level in block])
