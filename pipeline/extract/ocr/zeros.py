"""Zeros that look alike: within one number the kind of the other digits tells which zero stands there.

In faces without loops ๐ is a ring like 0, O and o, and no look can tell them apart. Nobody mixes Thai and Arabic
numerals within one number, so beside ๑ to ๙ a ring is ๐, and beside 1 to 9 it is 0.
"""

import re

from pipeline.extract.ocr.glyph import Glyph, certain

THAI_NUMBER = re.compile("[๐0Oo]*[๑-๙][๐-๙0Oo.,]*")
ARABIC_NUMBER = re.compile("[๐0]*[1-9][0-9๐.,]*")
ONLY_RINGS = re.compile("[๐0Oo.,]*[๐0Oo][๐0Oo.,]*")
LEAST_ZERO = 0.03
"""A lone O that is less probably a zero than this stays a letter."""
RINGS = frozenset("๐0Oo")
LETTERS = frozenset("Oo")


def agreeing(read: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Read the rings within each number as the zero of its kind.

    What the recogniser gave to the other rings is added to the zero's probability: they cannot stand there. A letter
    O before a number, as in the code O๒๕, stays.

    Args:
        read: The characters of a line.
    """
    text = "".join(glyph.text for glyph in read)
    changed = list(read)
    for number, zero in ((THAI_NUMBER, "๐"), (ARABIC_NUMBER, "0")):
        for found in number.finditer(text):
            for index in range(found.start(), found.end()):
                leads = index == found.start() and text[index] in LETTERS
                if text[index] in RINGS and not leads:
                    changed[index] = certain(read[index], zero, RINGS)
    return alone(read) if ONLY_RINGS.fullmatch(text) else tuple(changed)


def alone(read: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Read a line of nothing but rings as a zero of the likelier kind: a letter O does not stand alone in a line.

    Args:
        read: The characters of a line; rings, full stops and commas.
    """
    rings = [glyph for glyph in read if glyph.text in RINGS]
    thai, arabic = (sum(chance_of(glyph, zero) for glyph in rings) for zero in "๐0")
    if max(thai, arabic) < LEAST_ZERO * len(rings):
        return read
    zero, other = ("๐", "0") if thai >= arabic else ("0", "๐")
    return tuple(certain(glyph, zero, RINGS - {other}) if glyph.text in RINGS else glyph for glyph in read)


def chance_of(glyph: Glyph, text: str) -> float:
    """Return the probability that a character is a certain one."""
    return glyph.confidence if glyph.text == text else dict(glyph.alternatives).get(text, 0.0)
