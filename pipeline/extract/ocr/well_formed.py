"""Numbers that are none: what a worn number was read as that cannot be one, and the likely number in its place.

A recogniser that reads column by column gives ๖๗ป๔๕ for ๖๗๔๕ and ๗๔..๑๙ for ๗๔.๑๙. Where its answers hold a
well-formed number nearly as probable, that number is read. It is no surer than the least of its own characters, and no
surer than it is beside the reading that it replaces: never more than half.
"""

import re
from dataclasses import replace

from pipeline.extract.ocr.decode import Chances, fitting, glyphs, trimmed
from pipeline.extract.ocr.glyph import Glyph
from pipeline.extract.ocr.lone_numbers import CODE
from pipeline.extract.ocr.separators import GROUPED

ODDS = 20.0
"""A number is read where what is none is at most so many times likelier."""
LONGEST = 24
"""Characters of a lone number with its unit."""
FEWEST = 2
"""Digits without which a line is taken for no number: a letter and a digit are a label, a point after one a list's."""
DIGIT = re.compile("[0-9๐-๙]")
OF_NUMBERS = re.compile(r"[-+≥=().,% 0-9๐-๙]")
UNIT = re.compile(" ?(?:บาท|คะแนน)$")
NUMBER = re.compile(
    r"[-+≥=(]?(?:[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+|[0-9๐-๙]+)(?:\.[0-9๐-๙]+|\.-)?[)%]?(?: ?(?:บาท|คะแนน))?"
    r"|[(]?[0-9๐-๙]{1,3}[.)]{1,2}|\.[0-9๐-๙]+"
)
"""All that a lone number may be, and the numbers of lists; of which kind its digits are is told by the page."""
USUAL = re.compile(
    "|".join(
        rf"(?:{first}{digit}{{0,2}}(?:,{digit}{{3}})+|{first}{digit}{{0,3}}|{zero})"
        rf"(?:\.{digit}{{1,3}}|\.-)?%?(?: ?(?:บาท|คะแนน))?"
        for zero, first, digit in (("0", "[1-9]", "[0-9]"), ("๐", "[๑-๙]", "[๐-๙]"))
    )
)
"""Numbers that are read in the place of what is none: no sign and no zero before a digit, no full stop
at an end, no more than four digits side by side, for a separator is not lost."""
OTHERS = re.compile(
    r"[0-9๐-๙](?:[/:–-]| )[0-9๐-๙]|- | -|[/:–]$|^[/:–]"
    r"|[0-9๐-๙]{1,2}\.[0-9๐-๙]{1,2}\.[0-9๐-๙]|^[A-Za-z] ?[0-9๐-๙]{1,3}(?:[.,][0-9๐-๙])?$"
)
"""Dates, times, ranges, telephone and page numbers, those of paragraphs, and codes. A space between two digits is a
lost sign; nobody knows which."""
LIKE_DIGITS = frozenset("OoMmN")
"""Letters that the other digits of a number tell to be digits."""


def is_spoilt(text: str) -> bool:
    """Say whether a line was read as a number but for at most one sign, and yet as none.

    Args:
        text: What was read.
    """
    if len(text) > LONGEST or len(DIGIT.findall(text)) < FEWEST:
        return False
    if any(one.fullmatch(text) for one in (NUMBER, CODE, GROUPED)) or OTHERS.search(text):
        return False
    odd = OF_NUMBERS.sub("", UNIT.sub("", text))
    return len(odd) <= 1 and odd not in LIKE_DIGITS


def well_formed(read: tuple[Glyph, ...], chances: Chances, characters: str) -> tuple[Glyph, ...]:
    """Read a spoilt number as the likeliest number in its place, where that is likely enough.

    Args:
        read: The characters of a line.
        chances: The network's answers that they were read from.
        characters: The character of each output from 1 on.

    Returns:
        The characters of the number, all as doubtful as the least sure of them, and at most half sure; those that were
        read, where there is no such number.
    """
    if not is_spoilt("".join(glyph.text for glyph in read)):
        return read
    found = fitting(chances, characters, lambda text: USUAL.fullmatch(text) is not None, ODDS)
    if found is None:
        return read
    spans, likeness = found
    number = trimmed(glyphs(chances, spans, characters))
    return no_surer(number, min(likeness, *(glyph.confidence for glyph in number)))


def no_surer(read: tuple[Glyph, ...], most: float) -> tuple[Glyph, ...]:
    """Return characters none of which is surer than a probability."""
    return tuple(replace(glyph, confidence=min(glyph.confidence, most)) for glyph in read)
