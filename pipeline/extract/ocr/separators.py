"""Commas and full stops within a number: its groups of three tell which one stands there.

A comma at 150 dpi is a full stop with one pixel more. Where a number has several, only one reading is a number: commas
between groups of three digits, then at most one full stop. A lone one between three digits on each side tells nothing.
"""

import re
from collections.abc import Iterator

from pipeline.extract.ocr.glyph import Glyph, certain

GROUPED = re.compile("(?<![0-9๐-๙.,])[0-9๐-๙]{1,3}(?:[.,][0-9๐-๙]{3})+(?:[.,](?:[0-9๐-๙]{1,2}|-))?(?![0-9๐-๙.,])")
"""A number in groups of three digits, with decimals or the dash that stands for none."""
SEPARATORS = frozenset(".,")
LEAST_CHANCE = 1e-3
"""A separator that is less probably the other one stays."""


def grouping(read: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Read the separators of numbers in groups of three as what alone can stand there.

    What the recogniser gave to the other separator is added to the probability of the one.

    Args:
        read: The characters of a line.
    """
    changed = list(read)
    for index, separator in _told("".join(glyph.text for glyph in read)):
        glyph = read[index]
        if glyph.text == separator or dict(glyph.alternatives).get(separator, 0.0) >= LEAST_CHANCE:
            changed[index] = certain(glyph, separator, SEPARATORS)
    return tuple(changed)


def _told(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place of each separator that its number tells, and which one it is."""
    for found in GROUPED.finditer(text):
        places = [index for index in range(*found.span()) if text[index] in SEPARATORS]
        grouped = len(text[places[-1] + 1 : found.end()]) == 3
        for place in places[:-1]:
            yield place, ","
        if not grouped and len(places) > 1:
            yield places[-1], "."
