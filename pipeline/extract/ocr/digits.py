"""Digits that look like others: the other digits of a number tell which one stands there.

In faces without loops ๐ is a ring like 0, O and o, ๑ is close to 9, ๓ to M and m, ๙ to N. Nobody mixes Thai and Arabic
numerals within one number, so beside ๑ to ๙ a ring is ๐, and beside 1 to 9 it is 0; nor does a Latin letter stand
among Thai numerals.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.ocr.glyph import Glyph, certain

THAI_NUMBER = re.compile("(?:[๐0Oo]+[.,]?)?[๑-๙][๐-๙0Oo.,]*")
ARABIC_NUMBER = re.compile("(?:[๐0]+[.,]?)?[1-9][0-9๐.,]*")
ONLY_RINGS = re.compile("[๐0Oo.,]*[๐0Oo][๐0Oo.,]*")
THAI_AMONG_LETTERS = re.compile("(?<![A-Za-z])(?=[MNm.,]*[๐-๙])[MNm๐-๙.,]*[MNm][MNm๐-๙.,]*(?![A-Za-z])")
"""A Thai number, some of whose digits were read as letters."""
DIGIT_OF = {"M": "๓", "m": "๓", "N": "๙"}
OF_EITHER_KIND = re.compile("(?<![0-9๐-๙A-Za-zก-๏.,])(?=[0๐Oo.,]*[9๑])[9๑0๐Oo.,]+(?![0-9๐-๙Oo.,])")
"""A number of nothing but digits that look alike in both kinds: ๑๐๐ is 900 where ๑ has no loop."""
MOST_ODDS = 20.0
"""Numerals of one kind on a page make those of the other at most so many times less likely: a page in Thai numerals may
still print a telephone number in Arabic ones."""
ONES = frozenset("9๑")
HALF = 0.5
LEAST_CHANCE = 1e-4
"""No look is surer than this of what a digit is not."""
LEAST_ZERO = 0.03
"""A lone O that is less probably a zero than this stays a letter."""
RINGS = frozenset("๐0Oo")
LETTERS = frozenset("Oo")


def agreeing(read: tuple[Glyph, ...], odds: float = 1.0) -> tuple[Glyph, ...]:
    """Read the rings within each number as the zero of its kind, and M, m and N among Thai digits as ๓ and ๙.

    What the recogniser gave to the other rings is added to the zero's probability: they cannot stand there. A letter
    O before a number, as in the code O๒๕, stays.

    Args:
        read: The characters of a line.
        odds: How many times likelier than an Arabic numeral a Thai one is, before it is looked at.
    """
    changed = [*of_one_kind(without_letters(read), odds)]
    text = "".join(glyph.text for glyph in changed)
    for number, zero in ((THAI_NUMBER, "๐"), (ARABIC_NUMBER, "0")):
        for found in number.finditer(text):
            for index in range(found.start(), found.end()):
                leads = index == found.start() and text[index] in LETTERS
                if text[index] in RINGS and not leads:
                    changed[index] = certain(read[index], zero, RINGS)
    return tuple(changed)


def without_letters(read: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Read the letters among Thai digits as the digits that they look like, where the recogniser holds those possible.

    Args:
        read: The characters of a line.
    """
    changed = list(read)
    for found in THAI_AMONG_LETTERS.finditer("".join(glyph.text for glyph in read)):
        for index in range(found.start(), found.end()):
            glyph = read[index]
            digit = DIGIT_OF.get(glyph.text)
            if digit is not None and digit in dict(glyph.alternatives):
                changed[index] = certain(glyph, digit, frozenset((glyph.text, digit)))
    return tuple(changed)


def of_one_kind(read: tuple[Glyph, ...], odds: float) -> tuple[Glyph, ...]:
    """Read ๑ and 9 in numbers of nothing else but zeros as digits of the kind that all of it together is likelier of.

    Args:
        read: The characters of a line.
        odds: How many times likelier than an Arabic numeral a Thai one is, before it is looked at.
    """
    changed = list(read)
    for found in OF_EITHER_KIND.finditer("".join(glyph.text for glyph in read)):
        ones = [read[index] for index in range(*found.span()) if read[index].text in ONES]
        rings = [read[index] for index in range(*found.span()) if read[index].text in RINGS]
        thai, arabic = (likeness(ones, one) * likeness(rings, zero) for one, zero in ("๑๐", "90"))
        share = thai * odds / (thai * odds + arabic)
        one, other, share = ("๑", "9", share) if share >= HALF else ("9", "๑", 1 - share)
        for index in range(*found.span()):
            if read[index].text in ONES:
                told = certain(read[index], one, ONES)
                others = (*told.alternatives, (other, told.confidence * (1 - share)))
                ranked = tuple(sorted(others, key=lambda each: -each[1]))
                changed[index] = replace(told, confidence=told.confidence * share, alternatives=ranked)
    return tuple(changed)


def likeness(glyphs: Sequence[Glyph], text: str) -> float:
    """Return how much characters of one shape look like a digit, on average: they look alike, so they tell it once.

    Where there are none, nothing speaks against it.
    """
    if not glyphs:
        return 1.0
    return max(LEAST_CHANCE, sum(chance_of(glyph, text) for glyph in glyphs) / len(glyphs))


def agreeing_on_page(lines: Sequence[tuple[Glyph, ...]]) -> tuple[tuple[Glyph, ...], ...]:
    """Read what looks alike in both kinds of numerals as what looks and the other numbers of the page make likelier.

    Pages that mix both kinds evenly leave it to the look.

    Args:
        lines: The characters of each line of a page.
    """
    texts = ["".join(glyph.text for glyph in line) for line in lines]
    digits = Counter("".join(texts))
    odds = (1 + sum(digits[one] for one in "๒๓๔๕๖๗๘๙")) / (1 + sum(digits[one] for one in "12345678"))
    odds = min(MOST_ODDS, max(1 / MOST_ODDS, odds))
    return tuple(
        alone(line, odds) if ONLY_RINGS.fullmatch(text) else agreeing(line, odds)
        for line, text in zip(lines, texts, strict=True)
    )


def alone(read: tuple[Glyph, ...], odds: float) -> tuple[Glyph, ...]:
    """Read a line of nothing but rings as a zero of the likelier kind: a letter O does not stand alone in a line.

    Nothing in it tells ๐ from 0, but both are zero: it is as surely zero as it is either.

    Args:
        read: The characters of a line; rings, full stops and commas.
        odds: How many Thai numerals there are for each Arabic one.
    """
    rings = [glyph for glyph in read if glyph.text in RINGS]
    thai, arabic = (sum(chance_of(glyph, zero) for glyph in rings) for zero in "๐0")
    if max(thai, arabic) < LEAST_ZERO * len(rings):
        return read
    zero = "๐" if thai * odds >= arabic else "0"
    return tuple(certain(glyph, zero, RINGS) if glyph.text in RINGS else glyph for glyph in read)


def chance_of(glyph: Glyph, text: str) -> float:
    """Return the probability that a character is a certain one."""
    return glyph.confidence if glyph.text == text else dict(glyph.alternatives).get(text, 0.0)
