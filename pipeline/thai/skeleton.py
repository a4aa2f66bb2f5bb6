"""Damaged names against closed lists: names are matched, not repaired.

Readers lose or confuse the marks above and below Thai letters far more often than the letters themselves, so names
are compared by their consonants.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.thai.marks import from_private_use
from pipeline.thai.numbers import to_arabic

_NOT_SKELETON = re.compile("[^ก-ฮa-z0-9]")
_TOLERANCE = 8
"""One edit is allowed for so many letters of a skeleton."""
_MARGIN = 2
"""The second name must be so many edits further away than the first."""


@lru_cache(maxsize=20_000)
def skeleton(text: str) -> str:
    """Return only the consonants, Latin letters and digits of ``text``: Latin in lower case, digits in Arabic.

    Examples:
        >>> skeleton("ถ้ำรงค์ E๙") == skeleton("ถํ้ารงค e9")
        True
    """
    return _NOT_SKELETON.sub("", to_arabic(from_private_use(text)).lower())


def match(text: str, names: Mapping[str, str]) -> str | None:
    """Find the one code whose name has the skeleton of ``text``; a tie is no match.

    Args:
        text: A name as read.
        names: From each name to its code; several names may have one code.
    """
    wanted = skeleton(text)
    codes = {code for name, code in names.items() if skeleton(name) == wanted}
    return codes.pop() if wanted and len(codes) == 1 else None


def closest(text: str, names: Mapping[str, str]) -> str | None:
    """Find the one code whose name has nearly the skeleton of ``text``, or None where there is not exactly one.

    One letter in eight may be wrong, missing or too many, and every other code must be at least two edits further
    away. Digits are never part of an error: names that differ in a digit are different names.

    Args:
        text: A name as read.
        names: From each name to its code; several names may have one code.
    """
    exact = match(text, names)
    if exact is not None:
        return exact
    wanted = skeleton(text)
    most = len(wanted) // _TOLERANCE
    best: dict[str, int] = {}
    for name, code in names.items():
        distance = _edits(wanted, skeleton(name), most + _MARGIN)
        best[code] = min(distance, best.get(code, distance))
    ranked = sorted(best.items(), key=lambda pair: pair[1])
    if not ranked or ranked[0][1] > most:
        return None
    if len(ranked) > 1 and ranked[1][1] - ranked[0][1] < _MARGIN:
        return None
    return ranked[0][0]


def _edits(one: str, other: str, most: int) -> int:
    """Return how many letters to change, add or take out make ``other`` of ``one``, but never more than ``most``.

    Names whose digits differ are as far apart as that.
    """
    if abs(len(one) - len(other)) >= most or _digits(one) != _digits(other):
        return most
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != against)))
        if min(now) >= most:
            return most
        before = now
    return min(before[-1], most)


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
