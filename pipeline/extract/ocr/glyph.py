"""One character as the recogniser reads it."""

from collections.abc import Set
from dataclasses import dataclass, replace


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


def certain(glyph: Glyph, text: str, rivals: Set[str]) -> Glyph:
    """Return a character as the only one of some look-alikes that can stand there.

    Args:
        glyph: What was read.
        text: What it is, if it is one of the look-alikes.
        rivals: The look-alikes; their probabilities become its own.
    """
    told = {glyph.text: glyph.confidence, **dict(glyph.alternatives)}
    chance = sum(one for other, one in told.items() if other in rivals)
    others = [(other, one) for other, one in told.items() if other not in rivals]
    others.sort(key=lambda other: -other[1])
    return replace(glyph, text=text, confidence=min(1.0, chance), alternatives=tuple(others))


def weighed(glyph: Glyph, usual: str, rival: str, odds: float) -> Glyph:
    """Return a character as one of two look-alikes: the likelier one by its look and by what stands there mostly.

    Args:
        glyph: One of both, with the probabilities of its look.
        usual: The one that stands in such a place mostly.
        rival: The other one.
        odds: How many of the usual ones there are for each rival.

    Returns:
        The likelier one, with the probabilities of both put right; the glyph itself where it looks like one alone.
    """
    told = {glyph.text: glyph.confidence, **dict(glyph.alternatives)}
    if not told.keys() >= {usual, rival}:
        return glyph
    weight, both = odds * told[usual], told[usual] + told[rival]
    told[usual] = both * weight / (weight + told[rival])
    told[rival] = both - told[usual]
    text = max((usual, rival), key=told.__getitem__)
    others = sorted(((other, one) for other, one in told.items() if other != text), key=lambda other: -other[1])
    return replace(glyph, text=text, confidence=told[text], alternatives=tuple(others))
