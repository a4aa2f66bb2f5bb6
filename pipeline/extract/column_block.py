"""The stretch of a page that stands in columns: paper runs down between words from first to last line (pure)."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.levels import BIN, Corridors, Level, bare_parts, is_crossed

WIDE, SPACE = 0.16, 1.4
"""A space between two words is narrower, in inches, or in letter heights where letters are large."""
CORRIDORS, SUPPORT, OF_NARROW = 3, 2, 4
"""A table has so many corridors at least, and on each side of them so many lines with text: of narrow ones more."""
ASIDE = 1.2
"""In inches; text so far from a corridor is beside it."""
FAR, SPREAD = 3.8, 1.5
"""No two lines of a table are so many letter heights, and so many times as far as lines of a page mostly are, from each
other."""
HEADING = 1.12
"""Headings over all columns are at least so many times as thick as other text."""
LONG = 0.25
"""A heading is at least so long, in widths of the page."""
BOLD = 1.25
"""Names of columns are so many times as thick as other text."""
NAMES = 6
"""Among so many levels from a table's first, names of its columns, it may have fewer corridors."""


def find_headings(levels: Sequence[Level], dpi: float) -> list[bool]:
    """Tell which levels of a page are headings, which may run over all columns: bold, long, and in one piece.

    Args:
        levels: Of a page, one at least.
        dpi: Resolution.
    """
    bold = HEADING * float(np.quantile([level.thickness for level in levels], 0.3))
    return [_is_heading(level, bold, dpi) for level in levels]


def _is_heading(level: Level, bold: float, dpi: float) -> bool:
    """Tell whether a level is a heading."""
    words = np.flatnonzero(level.words)
    is_long = words[-1] - words[0] >= LONG * len(level.words)
    is_whole = max(np.diff(words), default=0) - 1 < max(WIDE, SPACE * level.size / dpi) / BIN
    return bool(level.thickness >= bold and is_long and is_whole)


def find_block(
    levels: Sequence[Level], headings: Sequence[bool], known: Corridors
) -> tuple[Sequence[Level], Corridors]:
    """Return the longest stretch of columns through which corridors run, and these; headings may cross them.

    Args:
        levels: Of a page, from the top.
        headings: Which of them are headings.
        known: Corridors of another table: what lies in the same place is one, however few lines stand beside it.
    """
    best, block, kept = (0, 0, 0), levels[:0], list[tuple[int, int]]()
    spread = SPREAD * float(np.median([lower.foot - upper.foot for upper, lower in pairwise(levels)] or [0.0]))
    inks = np.array([np.concatenate([[0], np.cumsum(level.words)]) for level in levels])
    names = _are_bold(levels) & ~np.array(headings, np.bool_)
    spaced = np.array([len(bare_parts(level.words)) > 2 for level in levels])
    for first in range(len(levels)):
        inked = levels[first].words.copy()
        for last in range(first + 1, len(levels)):
            if levels[last].foot - levels[last - 1].foot > max(FAR * levels[last].size, spread):
                break
            inked |= levels[last].words & (not headings[last])
            corridors = [corridor for corridor in bare_parts(inked) if corridor[0] > 0 and corridor[1] < len(inked)]
            if len(corridors) < CORRIDORS:
                if last - first > NAMES:
                    break
                continue
            part = inks[first : last + 1]
            support = {corridor: _support(part, corridor) for corridor in corridors}
            top = part[: 1 + NAMES][names[first : last + 1][: 1 + NAMES]]
            sure = [
                corridor
                for corridor in corridors
                if _is_sure(corridor, support[corridor], known) or _parts_names(top, corridor)
            ]
            parted = int(spaced[first + _names_at(part, sure) : last + 1].sum())
            score = parted, sum(support[corridor] for corridor in sure), len(part)
            ends = any(headings[at] or is_crossed(levels[at], sure) for at in (first, last))
            if len(sure) >= CORRIDORS and score > best and not ends:
                best, block, kept = score, levels[first : last + 1], sure
    return block, kept


def _is_sure(corridor: tuple[int, int], support: int, known: Corridors) -> bool:
    """Tell whether enough lines stand beside a corridor: spaces are narrow, and rarely below each other."""
    if any(2 * corridor[0] < sum(other) < 2 * corridor[1] for other in known):
        return True
    return support >= (SUPPORT if corridor[1] - corridor[0] >= WIDE / BIN else OF_NARROW)


def _are_bold(levels: Sequence[Level]) -> NDArray[np.bool_]:
    """Tell which levels may be names of columns: their strokes are thick."""
    thickness = np.array([level.thickness for level in levels])
    return np.asarray(thickness >= BOLD * float(np.median(thickness) if len(levels) else 0.0))


def _parts_names(names: NDArray[np.int64], corridor: tuple[int, int]) -> bool:
    """Tell whether names of columns stand on both sides of a corridor, and none in it; ``names`` are like ``part``."""
    sides, inside = _beside(names, corridor), names[:, corridor[1]] > names[:, corridor[0]]
    return bool(sides.any(axis=1).all() and not inside.any())


def _support(part: NDArray[np.int64], corridor: tuple[int, int]) -> int:
    """Return how many levels have text close to a corridor, on the side where fewer have; 0 where none has on both.

    Args:
        part: For each level and bin how many bins before it have ink.
        corridor: Where it runs.
    """
    before, after = _beside(part, corridor)
    return int(min(before.sum(), after.sum())) if (before & after).any() else 0


def _beside(part: NDArray[np.int64], corridor: tuple[int, int]) -> NDArray[np.bool_]:
    """Return for both sides of a corridor which levels have text close to it."""
    reach, (begin, end) = round(ASIDE / BIN), corridor
    before = part[:, begin] > part[:, max(0, begin - reach)]
    after = part[:, min(end + reach, part.shape[1] - 1)] > part[:, end]
    return np.array([before, after])


def _names_at(part: NDArray[np.int64], corridors: Corridors) -> int:
    """Return the first level with text in several columns; ``part`` is as ``_support`` has it.

    What stands above it in one, with wide spaces between its words, is the head of the page.
    """
    edges = [0, *((begin + end) // 2 for begin, end in corridors), part.shape[1] - 1]
    return int(((np.diff(part[:, edges], axis=1) > 0).sum(axis=1) > 1).argmax())
