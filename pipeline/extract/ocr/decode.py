"""From the network's answers, column by column, to text: greedily, or with a beam that knows Thai's composition.

The network answers at every second column of a picture with the probability of each character and of none. A
character is read where its probability stands out; most columns say none.
"""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.composition import composed, follows

Chances = NDArray[np.float32]
"""Probabilities of shape (columns, characters + 1); output 0 is none."""

BEAM = 8
"""How many readings of a line are followed at once."""
LEAST_CHANCE = 1e-3
"""A character less probable than this in a column is not followed."""
SURE = 0.98
"""A line whose characters all pass this is not worth a beam."""
SHOWN_ALTERNATIVES = 4
LEAST_ALTERNATIVE = 1e-5
"""An alternative less probable than this is not told."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character that was read.

    Args:
        text: The character.
        first: The first column that answers it.
        last: The last one.
        confidence: The probability that it is right.
        alternatives: What else it may be, with probabilities, the likeliest first; ``""`` is no character.
    """

    text: str
    first: int
    last: int
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()


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
    weights: dict[tuple[int, ...], Weight] = {(): Weight(none=0.0)}
    for column, row in enumerate(chances):
        likely = [int(one) for one in np.flatnonzero(row > LEAST_CHANCE) if one]
        none = math.log(max(float(row[0]), 1e-12))
        if not likely:
            for weight in weights.values():
                weight.none, weight.last = weight.total + none, -math.inf
            continue
        weights = stepped(weights, column, none, [(one, math.log(float(row[one]))) for one in likely], characters)
        ranked = sorted(weights.items(), key=lambda item: item[1].total, reverse=True)
        weights = dict(ranked[:width])
    path = max(weights.values(), key=lambda weight: weight.total).path
    return list(zip(path.outputs, path.starts, path.ends, strict=True))


def stepped(
    weights: dict[tuple[int, ...], Weight], column: int, none: float, likely: list[tuple[int, float]], characters: str
) -> dict[tuple[int, ...], Weight]:
    """Follow every path through one more column."""
    after: dict[tuple[int, ...], Weight] = {}
    for outputs, weight in weights.items():
        path = weight.path
        same = after.setdefault(outputs, Weight(path=path))
        same.none = added(same.none, weight.total + none)
        for output, chance in likely:
            if outputs and output == outputs[-1]:
                same.last = added(same.last, weight.last + chance)
                if weight.last + chance > weight.total + none:
                    same.path = Path(path.outputs, path.text, path.starts, (*path.ends[:-1], column))
                source = weight.none
            else:
                source = weight.total
            character = characters[output - 1]
            if source == -math.inf or not follows(path.text, character):
                continue
            longer = after.setdefault(
                (*outputs, output),
                Weight(
                    path=Path((*outputs, output), path.text + character, (*path.starts, column), (*path.ends, column))
                ),
            )
            longer.last = added(longer.last, source + chance)
    return after


def glyphs(chances: Chances, spans: list[tuple[int, int, int]], characters: str) -> tuple[Glyph, ...]:
    """Tell how sure each character of a reading is, and what else it may be.

    A character is as sure as the best of its columns says, and no surer than that nothing was overlooked before it:
    a column that half answers another character makes the next one doubtful.

    Args:
        chances: The network's answers.
        spans: For each character read: its output, first and last column.
        characters: The character of each output from 1 on.
    """
    found = []
    for index, (output, first, last) in enumerate(spans):
        peak = first + int(chances[first : last + 1, output].argmax())
        row = chances[peak]
        chance = float(row[output])
        others = [
            int(one)
            for one in np.argsort(row)[::-1][: SHOWN_ALTERNATIVES + 1]
            if one != output and row[one] >= LEAST_ALTERNATIVE
        ]
        alternatives = tuple(
            (characters[one - 1] if one else "", float(row[one])) for one in others[:SHOWN_ALTERNATIVES]
        )
        before = spans[index - 1][2] + 1 if index else 0
        after = spans[index + 1][1] if index + 1 < len(spans) else len(chances)
        overlooked = max(
            missed(chances, before, first, spans[index - 1][0] if index else 0, output),
            missed(chances, last + 1, after, output, spans[index + 1][0] if index + 1 < len(spans) else 0),
        )
        found.append(Glyph(characters[output - 1], first, last, chance * (1 - overlooked), alternatives))
    return tuple(found)


def missed(chances: Chances, first: int, after: int, left: int, right: int) -> float:
    """Return how probable it is that columns between two characters hold a third one.

    Args:
        chances: The network's answers.
        first: The first column between them.
        after: The column after the last one.
        left: The output of the character on the left, 0 for the edge of the line.
        right: The output of the character on the right, 0 for the edge of the line.
    """
    if after <= first:
        return 0.0
    between = chances[first:after]
    others = between.sum(axis=1) - between[:, 0]
    for output in {left, right} - {0}:
        others = others - between[:, output]
    return float(np.clip(others.max(), 0.0, 1.0))


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
