"""From the network's answers, column by column, to text: greedily, or with a beam that knows Thai's composition.

The network answers at every second column of a picture with the probability of each character and of none. A
character is read where its probability stands out; most columns say none.
"""

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.composition import composed, follows
from pipeline.extract.ocr.engine import SHOWN_ALTERNATIVES
from pipeline.extract.ocr.glyph import Glyph

Chances = NDArray[np.float32]
"""Probabilities of shape (columns, characters + 1); output 0 is none."""

BEAM = 8
"""How many readings of a line are followed at once."""
WIDE_BEAM = 40
"""How many are followed where the likeliest will not do."""
FOLLOWED = 12
"""At most so many characters are followed in a column, the likeliest."""
LEAST_CHANCE = 1e-3
"""A character less probable than this in a column is not followed."""
SURE = 0.9
"""A line whose characters all pass this is not worth a beam."""
LEAST_ALTERNATIVE = 1e-5
"""An alternative less probable than this is not told."""


@dataclass(frozen=True, slots=True)
class Path:
    """A reading of the columns so far, on a beam."""

    outputs: tuple[int, ...] = ()
    text: str = ""
    starts: tuple[int, ...] = ()
    """The column at which each of ``outputs`` begins."""
    ends: tuple[int, ...] = ()
    """The column at which each of them is last answered."""


@dataclass(slots=True)
class Weight:
    """The probability, as a logarithm, of a path that ends in none, and of one that ends in its last character."""

    none: float = -math.inf
    last: float = -math.inf
    path: Path = field(default_factory=Path)

    @property
    def total(self) -> float:
        """Return both together."""
        return added(self.none, self.last)


def added(one: float, other: float) -> float:
    """Add two probabilities given as logarithms."""
    high, low = max(one, other), min(one, other)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))


def greedy(chances: Chances) -> list[tuple[int, int, int]]:
    """Take the likeliest answer of each column.

    Args:
        chances: The network's answers.

    Returns:
        For each character read: its output, first and last column.
    """
    best = chances.argmax(axis=1)
    edges = np.flatnonzero(np.diff(best, prepend=-1, append=-1))
    pieces = zip(edges[:-1].tolist(), (edges[1:] - 1).tolist(), strict=True)
    return [(int(best[first]), first, last) for first, last in pieces if best[first]]


def beam(chances: Chances, characters: str, width: int = BEAM) -> list[tuple[int, int, int]]:
    """Find the likeliest reading among those that Thai's composition allows.

    Args:
        chances: The network's answers.
        characters: The character of each output from 1 on.
        width: How many readings are followed at once.

    Returns:
        For each character read: its output, first and last column.
    """
    return _spans(followed(chances, characters, width)[0])


def fitting(
    chances: Chances, characters: str, fits: Callable[[str], bool], odds: float
) -> tuple[list[tuple[int, int, int]], float] | None:
    """Find the likeliest reading among those that fit.

    Args:
        chances: The network's answers.
        characters: The character of each output from 1 on.
        fits: Whether a text, without space at its end, is such a reading.
        odds: How many times likelier the likeliest of all readings may be.

    Returns:
        For each character read: its output, first and last column; and how probable all of it is beside the likeliest
        of all readings, at most a half. None where no reading that fits is so likely.
    """
    ranked = followed(chances, characters, WIDE_BEAM)
    least = ranked[0].total - math.log(odds)
    found = (weight for weight in ranked if weight.total >= least and fits(weight.path.text.rstrip(" ")))
    best = next(found, None)
    if best is None:
        return None
    likeness = math.exp(best.total - ranked[0].total)
    return _spans(best), likeness / (1 + likeness)


def _spans(weight: Weight) -> list[tuple[int, int, int]]:
    """Return the output, first and last column of each character on a path."""
    return list(zip(weight.path.outputs, weight.path.starts, weight.path.ends, strict=True))


def followed(chances: Chances, characters: str, width: int) -> list[Weight]:
    """Follow the likeliest readings that Thai's composition allows.

    Args:
        chances: The network's answers.
        characters: The character of each output from 1 on.
        width: How many readings are followed at once.

    Returns:
        Them, the likeliest first.
    """
    weights: dict[tuple[int, ...], Weight] = {(): Weight(none=0.0)}
    rows, outputs = np.nonzero(chances[:, 1:] > LEAST_CHANCE)
    edges = [0, *(np.flatnonzero(np.diff(rows)) + 1).tolist(), rows.size]
    before = -1
    for start, stop in itertools.pairwise(edges):
        if start == stop:
            continue
        column = int(rows[start])
        if column > before + 1:
            for weight in weights.values():
                weight.none, weight.last = weight.total, -math.inf
        likely = [(output + 1, math.log(chances[column, output + 1])) for output in outputs[start:stop].tolist()]
        likely = sorted(likely, key=lambda one: -one[1])[:FOLLOWED]
        weights = stepped(weights, column, math.log(max(chances[column, 0], 1e-12)), likely, characters)
        weights = dict(sorted(weights.items(), key=lambda item: item[1].total, reverse=True)[:width])
        before = column
    return sorted(weights.values(), key=lambda weight: weight.total, reverse=True)


def stepped(
    weights: dict[tuple[int, ...], Weight], column: int, none: float, likely: list[tuple[int, float]], characters: str
) -> dict[tuple[int, ...], Weight]:
    """Follow every path through one more column."""
    after: dict[tuple[int, ...], Weight] = {}
    for outputs, weight in weights.items():
        path, total = weight.path, weight.total
        same = after.setdefault(outputs, Weight(path=path))
        same.none = added(same.none, total + none)
        for output, chance in likely:
            if outputs and output == outputs[-1]:
                same.last = added(same.last, weight.last + chance)
                if weight.last + chance > total + none:
                    same.path = Path(path.outputs, path.text, path.starts, (*path.ends[:-1], column))
                source = weight.none
            else:
                source = total
            character = characters[output - 1]
            if source == -math.inf or not follows(path.text, character):
                continue
            longer = after.get((*outputs, output))
            if longer is None:
                read = Path((*outputs, output), path.text + character, (*path.starts, column), (*path.ends, column))
                longer = after[read.outputs] = Weight(path=read)
            longer.last = added(longer.last, source + chance)
    return after


def glyphs(chances: Chances, spans: list[tuple[int, int, int]], characters: str) -> tuple[Glyph, ...]:
    """Tell how sure each character of a reading is, and what else it may be.

    A character is as sure as the best of its columns says, and no surer than that nothing was overlooked beside it:
    a column that half answers another character makes its neighbours doubtful.

    Args:
        chances: The network's answers.
        spans: For each character read: its output, first and last column.
        characters: The character of each output from 1 on.
    """
    if not spans:
        return ()
    peaks = [
        first if first == last else first + int(chances[first : last + 1, output].argmax())
        for output, first, last in spans
    ]
    rows = chances[peaks]
    outputs = np.array([output for output, _, _ in spans])
    numbers = np.arange(len(spans))
    overlooked = missed(chances, spans)
    sure = (rows[numbers, outputs] * (1 - np.maximum(overlooked[:-1], overlooked[1:]))).tolist()
    others = rows.copy()
    others[numbers, outputs] = 0
    alternatives: list[list[tuple[str, float]]] = [[] for _ in spans]
    for number, output in zip(*(one.tolist() for one in np.nonzero(others >= LEAST_ALTERNATIVE)), strict=True):
        alternatives[number].append((characters[output - 1] if output else "", float(others[number, output])))
    return tuple(
        Glyph(characters[output - 1], first, last, confidence, likeliest(told))
        for (output, first, last), confidence, told in zip(spans, sure, alternatives, strict=True)
    )


def likeliest(alternatives: list[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Return the likeliest alternatives, in order."""
    return tuple(sorted(alternatives, key=lambda one: -one[1])[:SHOWN_ALTERNATIVES])


def missed(chances: Chances, spans: list[tuple[int, int, int]]) -> NDArray[np.float32]:
    """Return how probable it is that the columns between two characters hold a third one.

    Args:
        chances: The network's answers.
        spans: For each character read: its output, first and last column.

    Returns:
        For each gap: before the first character, between each two, after the last one.
    """
    columns = np.arange(len(chances))
    gaps = np.searchsorted([first for _, first, _ in spans], columns, side="right")
    beside = np.array([0, *(output for output, _, _ in spans), 0])
    left, right = beside[gaps], beside[gaps + 1]
    others = 1 - chances[:, 0] - np.where(left > 0, chances[columns, left], 0)
    others -= np.where((right > 0) & (right != left), chances[columns, right], 0)
    inside = np.array([-1, *(last for _, _, last in spans)])[gaps] >= columns
    found = np.zeros(len(spans) + 1, np.float32)
    np.maximum.at(found, gaps, np.where(inside, 0, others))
    return np.clip(found, 0, 1)


def decoded(chances: Chances, characters: str) -> tuple[Glyph, ...]:
    """Read one line: greedily where that is sure and well composed, with a beam otherwise.

    Args:
        chances: The network's answers.
        characters: The character of each output from 1 on.

    Returns:
        The characters, without space at either end.
    """
    read = glyphs(chances, greedy(chances), characters)
    text = "".join(glyph.text for glyph in read)
    if any(glyph.confidence < SURE for glyph in read) or not composed(text):
        read = glyphs(chances, beam(chances, characters), characters)
    return trimmed(read)


def trimmed(read: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Leave out a space at the end of a line."""
    while read and read[-1].text == " ":
        read = read[:-1]
    return read
