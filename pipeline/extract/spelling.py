"""Glyphs to letters: what a text layer says, mended by where the ink is.

The layers of Thai files say ``ด าเนินการ`` or ``กำรด ำเนินงำน`` for ``การดำเนินงาน``, but their ink is right: a ring above
the line is a ring though the file calls it a space, and an ``ำ`` without a ring is an ``า``.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from pipeline.extract.glyph import Glyph
from pipeline.extract.thai_marks import (
    AA,
    AM,
    CONSONANTS,
    LOST,
    MARKS,
    PLAIN,
    PRIVATE,
    RING,
    TONES,
)  # fmt: skip

Ink = tuple[float, float, float, float]
"""Left, top, right and bottom."""

USUAL_HEIGHT = 0.5
"""Of a consonant, in font sizes, where no glyph of the page tells."""
NO_ROOM = 0.05
"""A glyph that moves the pen by less, in font sizes, takes no room."""
_TROUBLED = (AA, AM)
RING_SHAPE = (0.85, 1.23)
"""Width by height of a ring: 0.93 to 1.21 in 30 Thai fonts, where tone marks are narrower or wider (but for ``๋``)."""


class Letter(NamedTuple):
    """One or more characters drawn together, in points of the upright page."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    height: float
    """Of a consonant of its font, in points."""
    ink: Ink | None

    @property
    def is_mark(self) -> bool:
        """Tell whether it stands above or below another letter."""
        if self.text == LOST:
            return is_above(self)
        return self.text in MARKS or (len(self.text) > 1 and all(char in MARKS for char in self.text))


def spell(glyphs: Sequence[Glyph]) -> tuple[Letter, ...]:
    """Return the letters of glyphs, in the same order, with everything mended that the ink proves.

    What stays unknown is U+FFFD.
    """
    whole = _join_spans(_join_spelled_together(_without_private(glyph) for glyph in glyphs))
    heights = _heights(whole)
    usual = median(heights.values()) if heights else USUAL_HEIGHT
    swapped = _swapped_fonts(whole)
    letters: list[Letter] = []
    for at, glyph in enumerate(whole):
        height = heights.get(glyph.font, usual) * glyph.size
        text = glyph.text
        letter = Letter(text, glyph.x0, glyph.x1, glyph.base, glyph.size, height, glyph.ink)
        if not glyph.span and (text[-1:] in _TROUBLED or _is_blank(text)):
            following = whole[at + 1] if at + 1 < len(whole) else None
            _take(letters, letter, following, glyph.font in swapped)
        else:
            letters.append(letter)
    return tuple(letters)


def _without_private(glyph: Glyph) -> Glyph:
    """Return the glyph by its mark's own name."""
    mark = PRIVATE.get(glyph.text)
    return glyph._replace(text=mark) if mark else glyph


def _join_spelled_together(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Join the characters of one glyph: pdfium gives each of them the glyph's own place and ink."""
    whole: list[Glyph] = []
    for glyph in glyphs:
        last = whole[-1] if whole else None
        if last and glyph.ink and not glyph.span and not last.span and glyph[1:5] == last[1:5]:
            whole[-1] = last._replace(text=last.text + glyph.text)
        else:
            whole.append(glyph)
    return whole


def _join_spans(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Join the glyphs that one spelled-out text stands for; pdfium repeats the text for each of several pieces."""
    whole: list[Glyph] = []
    places: dict[int, int] = {}
    for glyph in glyphs:
        if not glyph.span or glyph.span not in places:
            places[glyph.span] = len(whole)
            whole.append(glyph)
            continue
        first = whole[places[glyph.span]]
        again = (glyph.x0, glyph.base) != (first.x0, first.base)
        speaks = first if first.text else glyph
        whole[places[glyph.span]] = speaks._replace(
            text=speaks.text if again else first.text + glyph.text,
            x0=min(first.x0, glyph.x0),
            x1=max(first.x1, glyph.x1),
            ink=_both(first.ink, glyph.ink),
        )
    return whole


def _both(ink: Ink | None, other: Ink | None) -> Ink | None:
    """Return the box around two inks."""
    if ink is None or other is None:
        return ink or other
    return min(ink[0], other[0]), min(ink[1], other[1]), max(ink[2], other[2]), max(ink[3], other[3])


def _heights(glyphs: Iterable[Glyph]) -> dict[int, float]:
    """Return each font's height of a plain consonant, in font sizes."""
    seen: dict[int, list[float]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.ink and glyph.text in PLAIN and not glyph.span and glyph.size > 0:
            seen[glyph.font].append((glyph.base - glyph.ink[1]) / glyph.size)
    return {font: median(heights) for font, heights in seen.items()}


def _swapped_fonts(glyphs: Sequence[Glyph]) -> frozenset[int]:
    """Return the fonts in which every ``า`` is called ``ำ``: their real ``ำ`` is a blank without room and an ``ำ``.

    Needed only where a font has no ink to tell by.
    """
    return frozenset(
        glyph.font
        for last, glyph in itertools.pairwise(glyphs)
        if glyph.text == AM and not glyph.ink and not glyph.span and _is_blank(last.text) and _takes_no_room(last)
    )


def _is_blank(text: str) -> bool:
    """Tell whether a layer says nothing with this: white space, U+FFFD, or a private place that means nothing here."""
    return text == " " or all(char in " \xa0\u200b" or char == LOST or "\ue000" <= char <= "\uf8ff" for char in text)


def _takes_no_room(glyph: Glyph | Letter) -> bool:
    return glyph.x1 - glyph.x0 < NO_ROOM * glyph.size


def _take(letters: list[Letter], letter: Letter, following: Glyph | None, swapped: bool) -> None:  # noqa: FBT001
    """Append a letter that may be damaged to those before it, mended; it may mend them too."""
    if _is_blank(letter.text):
        _take_blank(letters, letter, following)
    elif all(char in MARKS for char in letter.text[:-1]):
        _take_aa(letters, letter, following, swapped)
    else:
        letters.append(letter)


def is_above(letter: Letter) -> bool:
    """Tell whether all ink is above the height of a consonant."""
    return letter.ink is not None and letter.base - letter.ink[3] >= 0.85 * letter.height


def _take_blank(letters: list[Letter], letter: Letter, following: Glyph | None) -> None:
    """Take what the file does not name: a space, a lost mark, or a letter that cannot be known."""
    if letter.ink is None:
        if not _takes_no_room(letter):
            letters.append(letter._replace(text=" "))
        elif following is not None and following.text[-1:] in (AA, AM):
            letters.append(letter._replace(text=LOST))
    elif letters and _carries(letters[-1]):
        letters[-1] = letters[-1]._replace(x1=max(letter.x1, letters[-1].x1), ink=_both(letter.ink, letters[-1].ink))
    else:
        letters.append(letter._replace(text=LOST))


def _carries(letter: Letter) -> bool:
    """Tell whether a ring's glyph was named with the whole ``ำ``: the ``า`` that is drawn next has no name then."""
    return letter.text[-1:] == AM and is_above(letter)


def _take_aa(letters: list[Letter], letter: Letter, following: Glyph | None, swapped: bool) -> None:  # noqa: FBT001
    """Take what the file calls ``า`` or ``ำ``, perhaps with a tone mark: the ink tells which it is."""
    tones = "".join(char for char in letter.text if char in TONES)
    if is_above(letter):
        spelled = following is not None and following.text == AA
        _pop_lost(letters, letter)
        letters.append(letter._replace(text=RING + tones if spelled else tones + AM))
    elif _has_ring(letter):
        _pop_lost(letters, letter)
        letters.append(letter._replace(text=tones + AM))
    elif lost := _pop_lost(letters, letter):
        letters.append(letter._replace(text=(tones if len(lost) > 1 else "") + AM, ink=_both(letter.ink, lost[0].ink)))
    elif ring := _pop_ring(letters):
        letters.append(letter._replace(text=AM, ink=_both(letter.ink, ring.ink)))
    elif _pop_space_within(letters):
        letters.append(letter._replace(text=AM))
    else:
        letters.append(letter._replace(text=AA if letter.ink or swapped else letter.text))


def _has_ring(letter: Letter) -> bool:
    """Tell whether a glyph is a whole ``ำ``: its ring stands above other letters, and left of where the pen is.

    A glyph that is called ``า`` must show both; for one that is called ``ำ``, either will do.
    """
    if letter.ink is None:
        return False
    tall = letter.base - letter.ink[1] > 1.25 * letter.height
    before = letter.ink[0] < letter.x0 - 0.08 * letter.size
    return (tall and before) or (letter.text[-1] == AM and (tall or before))


def _pop_lost(letters: list[Letter], aa: Letter) -> list[Letter]:
    """Take away the nameless marks above the last consonant, where one of them is the ring of an ``ำ``."""
    at = len(letters)
    while at and (letters[at - 1].is_mark or letters[at - 1].text == LOST):
        at -= 1
    lost = [letter for letter in letters[at:] if letter.text == LOST]
    if not any(_is_ring(letter, aa) for letter in lost):
        return []
    letters[at:] = [letter for letter in letters[at:] if letter.text != LOST]
    return lost


def _is_ring(letter: Letter, aa: Letter) -> bool:
    """Tell whether a nameless mark is the ring that makes the next ``า`` an ``ำ``: as wide as tall, and beside it."""
    if letter.ink is None:
        return True
    left, top, right, bottom = letter.ink
    return (
        is_above(letter)
        and RING_SHAPE[0] < (right - left) / (bottom - top) < RING_SHAPE[1]
        and abs(right - aa.x0) < 0.4 * aa.size
    )


def _pop_ring(letters: list[Letter]) -> Letter | None:
    """Take a named ring away from the last consonant."""
    for at in range(len(letters) - 1, -1, -1):
        letter = letters[at]
        if RING in letter.text and letter.is_mark:
            rest = letter.text.replace(RING, "")
            letters[at : at + 1] = [letter._replace(text=rest)] if rest else []
            return letter
        if not letter.is_mark:
            return None
    return None


def _pop_space_within(letters: list[Letter]) -> bool:
    """Take away a space between a consonant and ``า``: no Thai word begins with ``า``, so it was a lost ring."""
    if len(letters) < 2 or letters[-1].text.strip():
        return False
    before = letters[-2].text[-1:]
    if before not in CONSONANTS and before not in TONES:
        return False
    letters.pop()
    return True
