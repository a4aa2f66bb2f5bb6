"""Zeros that look alike: within one number the kind of the other digits tells which zero stands there.

In faces without loops ๐ is a ring like 0, O and o, and no look can tell them apart. Nobody mixes Thai and Arabic
numerals within one number, so beside ๑ to ๙ a ring is ๐, and beside 1 to 9 it is 0.
"""

import re
from dataclasses import replace

from pipeline.extract.ocr.glyph import Glyph

THAI_NUMBER = re.compile("[๐0Oo]*[๑-๙][๐-๙0Oo.,]*")
ARABIC_NUMBER = re.compile("[๐0]*[1-9][0-9๐.,]*")
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
                    changed[index] = as_zero(read[index], zero)
    return tuple(changed)


def as_zero(glyph: Glyph, zero: str) -> Glyph:
    """Return a ring as the zero of one kind, with the probabilities of all rings together."""
    rings = sum(chance for text, chance in glyph.alternatives if text in RINGS)
    others = tuple((text, chance) for text, chance in glyph.alternatives if text not in RINGS)
    return replace(glyph, text=zero, confidence=min(1.0, glyph.confidence + rings), alternatives=others)
