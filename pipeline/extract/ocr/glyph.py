"""One character as the recogniser reads it."""

from dataclasses import dataclass


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
