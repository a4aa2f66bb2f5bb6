"""Commas and full stops within a number: its groups of three tell which one stands there.

A comma at 150 dpi is a full stop with one pixel more. Where a number has several, only one reading is a number: commas
between groups of three digits, then at most one full stop. A lone one between one or two digits and three tells
nothing, unless the number is of baht: those have two decimals, satang. In 37,000 lines of official text, one before one
or two digits is a full stop in all but one of 3,264 numbers; between three and three digits, and before the last of
several groups, it is a comma in all of 197. There the other one must look much likelier to be read.
"""

import re
from collections.abc import Iterator

from pipeline.extract.ocr.glyph import Glyph, certain, weighed

GROUPED = re.compile(
    "(?<![0-9๐-๙.,])[0-9๐-๙]{1,3}(?:[.,][0-9๐-๙]{3})+(?:[.,](?:[0-9๐-๙]{1,2}|-))?(?![0-9๐-๙.,])(?P<baht> ?บาท)?"
)
"""A number in groups of three digits, with decimals or the dash that stands for none."""
GROUP = 3
LONE = re.compile("(?<![0-9๐-๙A-Za-zก-ฮ.,])[0-9๐-๙]{1,3}(?P<separator>[.,])[0-9๐-๙]{1,2}(?![0-9๐-๙.,])")
"""A number with decimals, or what looks like one; not the codes I7,8."""
THOUSANDS = re.compile(
    "(?<![0-9๐-๙A-Za-zก-ฮ.,])[0-9๐-๙]{1,3}(?:(?:[.,][0-9๐-๙]{3})+|(?<=[0-9๐-๙]{3}))(?P<separator>[.,])[0-9๐-๙]{3}(?![0-9๐-๙.,])"
)
"""A number whose last group of three digits stands behind another such group."""
ODDS = 50
"""How many of the usual separator stand there for each of the other: far fewer than were counted, so that one that
looks like the other stays unsure."""
SEPARATORS = frozenset(".,")


def grouping(read: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Read the separators of numbers in groups of three as what alone can stand there.

    What the recogniser gave to the other separator is added to the probability of the one. A separator that it holds
    certain stays.

    Args:
        read: The characters of a line.
    """
    changed = list(read)
    for index, separator in _told("".join(glyph.text for glyph in read)):
        glyph = read[index]
        if glyph.text == separator or separator in dict(glyph.alternatives):
            changed[index] = certain(glyph, separator, SEPARATORS)
    for pattern, usual, rival in ((LONE, ".", ","), (THOUSANDS, ",", ".")):
        for found in pattern.finditer("".join(glyph.text for glyph in changed)):
            place = found.start("separator")
            changed[place] = weighed(changed[place], usual, rival, ODDS)
    return tuple(changed)


def _told(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place of each separator that its number tells, and which one it is."""
    for found in GROUPED.finditer(text):
        end = found.start("baht") if found["baht"] else found.end()
        *before, last = [index for index in range(found.start(), end) if text[index] in SEPARATORS]
        for place in before:
            yield place, ","
        if end - last - 1 != GROUP and before:
            yield last, "."
        elif end - last - 1 == GROUP and found["baht"]:
            yield last, ","
