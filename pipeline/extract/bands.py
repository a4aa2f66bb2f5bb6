"""What lies between two rules across of one table (pure)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.table_frames import INSIDE

Mask = NDArray[np.bool_]

FEW = 2
"""So few lines are a heading, where they are in one piece."""
MOST_LINES = 4
"""A row of a table counts for so many lines at most: one long row does not tell of all."""


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between two rules across of one table."""

    top: int
    bottom: int
    inked: Mask
    """For each column of pixels from the table's left edge whether a word stands there."""
    lines: tuple[Mask, ...]
    """The same for each line of text."""

    @property
    def weight(self) -> int:
        """Return for how many lines it counts."""
        return min(len(self.lines), MOST_LINES)

    def is_heading(self, space: int) -> bool:
        """Tell whether it is a line or two in one piece: no gap is wider than spaces between words are."""
        places = np.flatnonzero(self.inked)
        return 0 < len(self.lines) <= FEW and int(np.diff(places).max(initial=0)) <= space

    def between(self, begin: int, end: int, reach: int) -> int:
        """Return how many lines have text on both sides of a corridor."""
        return len(self.beside(begin, end, reach))

    def beside(self, begin: int, end: int, reach: int) -> tuple[Mask, ...]:
        """Return the lines that have text on both sides of a corridor."""
        before, after = slice(max(0, begin - reach), begin), slice(end, end + reach)
        return tuple(line for line in self.lines if line[before].any() and line[after].any())


def band_of(words: Grey, x0: int, x1: int, top: int, bottom: int, dpi: float) -> Band:
    """Return what lies between two rules across."""
    inside: Mask = words[within(top, bottom, dpi), x0:x1] > 0
    over = np.asarray(inside.any(axis=0))
    ends = np.flatnonzero(np.diff(np.concatenate([[0], inside.any(axis=1).astype(np.int8), [0]])))
    lines = tuple(np.asarray(inside[first:last].any(axis=0)) for first, last in ends.reshape(-1, 2).tolist())
    return Band(top, bottom, over, lines)


def within(top: int, bottom: int, dpi: float) -> slice:
    """Return the rows of pixels between two rules across, without those at the rules."""
    near = round(INSIDE * dpi)
    return slice(top + near, max(bottom - near, top + near))
