"""How unlike two printed texts are to a reader that confuses letters and loses marks."""

import re
from functools import lru_cache

from pipeline.thai.marks import MARKS, from_private_use
from pipeline.thai.numbers import to_arabic

_CONFUSED = (
    "กภถ",
    "ขชซ",
    "คดตศ",
    "บนมปษ",
    "ผฝพฟ",
    "รธ",
    "ลส",
    "ทห",
    "อฮ",
    "ฎฏ",
    "ณญ",
    "เแ",
    "าำ",
    "โไใ",
    "il1",
    "o0",
)
"""Letters that readers take for each other, for they differ in a loop or a tooth."""
_LIKE = {(one, other) for letters in _CONFUSED for one in letters for other in letters if one != other}
LIKES = {letter: letters.replace(letter, "") for letters in _CONFUSED for letter in letters}
"""What each letter is taken for."""
_NOT_BARE = re.compile(f"[^ก-ฮะาำเ-ไa-z0-9]|[{MARKS}]")
HALF = 0.5
"""What a letter costs that is taken for one of its like."""


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """Return the letters and digits of ``text`` without the marks above and below, Latin ones in lower case.

    Examples:
        >>> bare("ผู้รับผิดชอบ.") == bare("ผรบผดชอบ")
        True
    """
    return _NOT_BARE.sub("", to_arabic(from_private_use(text)).lower())


def unlikeness(one: str, other: str, most: float) -> float:
    """Return how many letters to change, add or take out make one bare text of the other, but never more than ``most``.

    A letter that is taken for one of its like counts half. Texts whose digits differ are as far apart as that: nobody
    may read one number for another.

    Args:
        one: Of ``bare``.
        other: Of ``bare``.
        most: Where counting stops.
    """
    if one == other:
        return 0.0
    if abs(len(one) - len(other)) >= most or _digits(one) != _digits(other):
        return most
    before = [float(column) for column in range(len(other) + 1)]
    for row, letter in enumerate(one, 1):
        now = [float(row)]
        for column, against in enumerate(other, 1):
            change = 0.0 if letter == against else HALF if (letter, against) in _LIKE else 1.0
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + change))
        if min(now) >= most:
            return most
        before = now
    return min(before[-1], most)


_FOLDED = str.maketrans({letter: letters[0] for letters in _CONFUSED if letters[0] >= "ก" for letter in letters})
_TOKEN = re.compile(r"(?P<behind>\(\?<[!=][^()]*\))|\[(?:\\.|[^\]])*\]|\\.|\(\?P<\w+>|(?P<letter>[ก-๎])")
"""What looks behind, which may not vary in length; a class, an escape or the name of a group; or a Thai letter."""


def folded(text: str) -> str:
    """Return a text with each Thai letter as the first of its like; its length stays the same."""
    return text.translate(_FOLDED)


def forgiving(pattern: str) -> str:
    """Return a pattern for folded texts that overlooks marks, lost, added or confused, and letters of one like.

    Args:
        pattern: Of a regular expression; Thai letters in its classes stand for themselves.

    Examples:
        >>> bool(re.match(forgiving("ผู้ประเมิน"), folded("ผ้ประเมีม")))
        True
    """
    return _TOKEN.sub(_forgiving, pattern)


def _forgiving(token: re.Match[str]) -> str:
    letter = token["letter"]
    if not letter:
        return folded(token[0]) if token["behind"] else token[0]
    return "" if re.match(f"[{MARKS}]", letter) else f"(?:{folded(letter)}[{MARKS}]*)"


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
