"""The letters of a name by their look: a recogniser lets language decide doubtful ones, and a name need be no words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.document import Character
from pipeline.model.report import Reading
from pipeline.parse.passage import Passage

_LETTER = re.compile("[ก-๎]")

Seen = tuple[str, float]
"""A letter, and how likely it is by its look alone."""


def by_look(reading: Reading[str], passage: Passage, start: int, end: int, kept: int) -> Reading[str]:
    """Return a name in which each letter that language preferred to a likelier look is what looks likelier.

    Args:
        reading: The name, as read.
        passage: The text in which it is printed.
        start: Where it begins there.
        end: Where it ends.
        kept: So many letters at its beginning stay: the kind of agency is words, of which language knows best.

    Returns:
        The name by its look and as sure as that; as it was read where no reader tells.
    """
    characters = _characters(passage, start, end)
    if "".join(one.text for one in characters) != reading.value:
        return reading
    letters = [(one.text, one.confidence) for one in characters[:kept]] + [*map(_likeliest, characters[kept:])]
    value = "".join(text for text, _ in letters)
    if value == reading.value:
        return reading
    return replace(reading, value=value, confidence=min(chance for _, chance in letters))


def seen(passage: Passage, start: int, end: int) -> tuple[Seen, ...]:
    """Return the letters of a part of a text by their look; as read, with no chance, where no reader tells it."""
    text, characters = passage.text[start:end], _characters(passage, start, end)
    if "".join(one.text for one in characters) != text:
        return tuple((letter, 0.0) for letter in text)
    return tuple(map(_likeliest, characters))


def _characters(passage: Passage, start: int, end: int) -> Sequence[Character]:
    found: list[Character] = []
    for ink, first, last in passage.pieces(start, end):
        if len(ink.line.characters) == len(ink.line.raw):
            found += ink.line.characters[first:last]
    return found


def _likeliest(character: Character) -> Seen:
    """Return the letter that a character looks most like, and how likely it is."""
    others: Sequence[Seen] = [one for one in character.alternatives if _LETTER.fullmatch(one[0])]
    best = max(others, key=lambda other: other[1], default=("", 0.0))
    own = character.text, character.confidence
    return best if _LETTER.fullmatch(character.text) and best[1] > character.confidence else own
