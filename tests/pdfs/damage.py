"""How text layers of Thai state files are damaged: honest text to the glyphs of each kind of lie.

Every page drawn with these looks right; only what the file says about it is wrong.
"""

from collections.abc import Callable
from dataclasses import replace

from tests.pdfs.writer import MARKS, Glyph

Damage = Callable[[str], list[Glyph]]

TONES = "่้๊๋"
LOW_TONES = dict(zip("่้๊๋์", "\uf70a\uf70b\uf70c\uf70d\uf70e", strict=True))
"""Tone marks as fonts for Windows place them where no vowel is above the letter."""


def honest(text: str) -> list[Glyph]:
    """Say what is drawn."""
    return [Glyph(char) for char in text]


def ring_and_aa(text: str) -> list[Glyph]:
    """``ำ`` as ``ํ`` and ``า``."""
    return [glyph for char in text for glyph in ([Glyph("ํ"), Glyph("า")] if char == "ำ" else [Glyph(char)])]


def space_and_aa(text: str) -> list[Glyph]:
    """V1: the ring is called a space: ``ด าเนิน``."""
    return [glyph for char in text for glyph in ([Glyph("ํ", " "), Glyph("า")] if char == "ำ" else [Glyph(char)])]


def all_am(text: str) -> list[Glyph]:
    """V2: every ``า`` is called ``ำ``, and the ring a space: ``กำรด ำเนินงำน``."""
    told = {"า": [Glyph("า", "ำ")], "ำ": [Glyph("ํ", " "), Glyph("า", "ำ")]}
    return [glyph for char in text for glyph in told.get(char, [Glyph(char)])]


def blank_and_aa(text: str) -> list[Glyph]:
    """V1 in fonts whose ``ำ`` is one glyph: a blank without width, and a glyph called ``า``."""
    told = {"ำ": [Glyph(" ", advance=0), Glyph("ำ", "า")]}
    return [glyph for char in text for glyph in told.get(char, [Glyph(char)])]


def spaced_aa(text: str) -> list[Glyph]:
    """A space that takes room, then ``า``, with nothing drawn of the ring."""
    told = {"ำ": [Glyph(" ", advance=120), Glyph("า")]}
    return [glyph for char in text for glyph in told.get(char, [Glyph(char)])]


def nameless_ring(text: str) -> list[Glyph]:
    """The ring has no name at all: ``ดาเนิน``."""
    return [glyph for char in text for glyph in ([Glyph("ํ", ""), Glyph("า")] if char == "ำ" else [Glyph(char)])]


def lost_ring(text: str) -> list[Glyph]:
    """The one glyph of ``ำ`` is called ``า``."""
    return [Glyph("ำ", "า") if char == "ำ" else Glyph(char) for char in text]


def unknown_ring(text: str) -> list[Glyph]:
    """U+FFFD and ``า``."""
    return [glyph for char in text for glyph in ([Glyph("ํ", "\ufffd"), Glyph("า")] if char == "ำ" else [Glyph(char)])]


def private_marks(text: str) -> list[Glyph]:
    """Tone marks straight above a letter as private-use characters."""
    glyphs = []
    for before, char in zip(" " + text, text, strict=False):
        low = char in LOW_TONES and before not in MARKS
        glyphs.append(Glyph(LOW_TONES[char]) if low else Glyph(char))
    return glyphs


def tone_first(text: str) -> list[Glyph]:
    """Tone mark before vowel."""
    swapped = list(text)
    for at in range(1, len(swapped)):
        if swapped[at] in TONES and swapped[at - 1] in MARKS:
            swapped[at - 1 : at + 1] = [swapped[at], swapped[at - 1]]
    return [Glyph(char) for char in swapped]


def space_before_mark(text: str) -> list[Glyph]:
    """A blank without width before every mark."""
    return [glyph for char in text for glyph in ([Glyph(" ", advance=0)] if char in MARKS else []) + [Glyph(char)]]


def shifted(text: str, shift: int = 450) -> list[Glyph]:
    """Marks drawn from the next letter's place, for a face with ``mark_shift``: ``ประเมนิ`` if sorted by place."""
    return [Glyph(char, dx=shift if char in MARKS else 0) for char in text]


def whole_on_ring(text: str) -> list[Glyph]:
    """The whole ``ำ`` is the name of its ring, with the tone mark where there is one; the other glyphs have none."""
    glyphs: list[Glyph] = []
    for char in text:
        if char != "ำ":
            glyphs.append(Glyph(char))
        elif glyphs[-1].seen in TONES:
            tone = glyphs.pop().seen
            glyphs += [Glyph("ํ", tone + "ำ"), Glyph(tone, ""), Glyph("า", "")]
        else:
            glyphs += [Glyph("ํ", "ำ"), Glyph("า", "")]
    return glyphs


def whole_on_aa(text: str) -> list[Glyph]:
    """Every ``า`` is called ``้ำ``, and rings and tones over it have no name, as one maker of PDFs does it."""
    glyphs: list[Glyph] = []
    for char in text:
        if char == "ำ":
            if glyphs[-1].seen in TONES:
                glyphs.append(replace(glyphs.pop(), said=""))
            glyphs += [Glyph("ํ", ""), Glyph("า", "้ำ")]
        else:
            glyphs.append(Glyph("า", "้ำ") if char == "า" else Glyph(char))
    return glyphs
