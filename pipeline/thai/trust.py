"""How far the text of a layer can be trusted."""

import re

from pipeline.thai.marks import CONSONANTS, FOLLOWING_VOWELS, LEADING_VOWELS, MARKS, NIKHAHIT, TONE_MARKS, VOWEL_MARKS
from pipeline.thai.text import clean
from pipeline.thai.words import known_share

_GLYPH_NUMBER = re.compile(r"\(cid:[0-9]+\)")
_LOST = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""U+FFFD, private use that stands for no known letter, control characters."""
_SYLLABLE = re.compile(
    f"[{LEADING_VOWELS}]?[{CONSONANTS}][{VOWEL_MARKS}]?{NIKHAHIT}?[{TONE_MARKS}\u0e4c\u0e4e]?[{FOLLOWING_VOWELS}]{{0,2}}"
)
_MISPLACED = re.compile(f"[{LEADING_VOWELS}{FOLLOWING_VOWELS}{MARKS}]")
_THAI = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]")
_OTHER_WORD = re.compile(r"[^\s\u0e00-\u0e7f]+")
_LATIN = re.compile("[A-Za-z]")
_PLAIN_LATIN = re.compile(
    r"[(\[\"'\u201c\u2018]*"
    r"(?:[A-Za-z]?[a-z]*|[A-Z]+s?|[A-Z][a-z]+[A-Z][a-z]+|[A-Za-z]{1,4}[-.]?[0-9]{1,4}|[0-9]+[A-Za-z]{1,2})"
    r"(?:[-/'\u2019&._@][A-Za-z0-9]+)*[)\]\"'\u201d\u2019.,:;!?]*"
)
_ADDRESS = re.compile(r"\(?(?:https?:|www\.|[\w.-]+@)\S+", re.ASCII | re.IGNORECASE)
_UNSPEAKABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|^[bcdfghjklmnpqrstvwxz]{4,}$")

_LOST_COUNTS = 3.0
_MISPLACED_COUNTS = 3.0
"""So much trust goes with each share of a page's characters that are lost, or that stand where none can stand."""
_KNOWN_IN_CLEAN_TEXT = 0.9
"""Nearly every clean page has at least this share of its Thai letters in known words (tests/bench/text_trust.py)."""


def trust(text: str) -> float:
    """Return how far a text layer can be trusted, from 0 to 1, by its text alone.

    Damage that ``clean`` mends does not count. What counts: characters that are lost (U+FFFD, glyph numbers such as
    ``(cid:12)``, private use, control characters), vowels and marks where none can stand, Thai that is not made of
    words, and Latin that no one would write, which an English OCR leaves on a Thai page. Clean Thai, English and
    bare numbers get 1, no text at all gets 0. Whether there is text enough for a page, and whether the same stands on
    every page, is for the caller to look at.

    Examples:
        >>> trust("ผลการประเมินคุณธรรมและความโปร่งใส ๙๑.๕๙")
        1.0
        >>> trust("m1l1r:Ei'rtfry fl1Jt{u") < 0.3
        True
    """
    cleaned = clean(_GLYPH_NUMBER.sub("\ufffd", text))
    visible = len(cleaned) - sum(map(str.isspace, cleaned))
    if not visible:
        return 0.0
    lost = len(_LOST.findall(cleaned))
    misplaced = len(_MISPLACED.findall(_SYLLABLE.sub("", cleaned)))
    garbage = sum(len(word) for word in _OTHER_WORD.findall(cleaned) if not _is_writable(word))
    damage = _LOST_COUNTS * lost + _MISPLACED_COUNTS * misplaced + garbage
    return max(0.0, 1.0 - damage / visible) * _wordiness(cleaned)


def _is_writable(word: str) -> bool:
    """Tell whether somebody may have written a word: if it is Latin, by its shape, for no list has all."""
    if not _LATIN.search(word) or _ADDRESS.fullmatch(word):
        return True
    return _PLAIN_LATIN.fullmatch(word) is not None and not _UNSPEAKABLE.search(word)


def _wordiness(cleaned: str) -> float:
    """Return 1 where Thai text consists of words as clean text does, less where it does not."""
    if not _THAI.search(cleaned):
        return 1.0
    return min(1.0, known_share(cleaned) / _KNOWN_IN_CLEAN_TEXT)
