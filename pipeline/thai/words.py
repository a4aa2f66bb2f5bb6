"""EDGE PyThaiNLP: its dictionary tells how much of a text is Thai words."""

import os
import re
from functools import cache

os.environ["PYTHAINLP_READ_ONLY"] = "1"  # else its import makes a folder in the user's home
from pythainlp.corpus import thai_words

_RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]+")
_SAMPLE = 2000
"""So many letters tell how much of a page is words."""
_LONGEST = 24
"""Longer words are compounds of others."""


def known_share(text: str) -> float:
    """Return the share of the Thai letters of ``text`` that stand in words of two letters or more.

    From left to right the longest word is taken each time; what no word fits is skipped letter by letter. PyThaiNLP's
    own tokenizer finds some more words, but takes half a second to get ready, which here would fall on each document.
    Measured on the first two thousand characters; 1 where there are no Thai letters.
    """
    runs = _RUN.findall(text[:_SAMPLE])
    letters = sum(map(len, runs))
    return sum(map(_known_letters, runs)) / letters if letters else 1.0


def _known_letters(run: str) -> int:
    """Return how many letters of a run of Thai letters stand in words."""
    words, known, start = _dictionary(), 0, 0
    while start < len(run):
        end = _word_end(run, start, words)
        known += end - start
        start = max(end, start + 1)
    return known


def word_ends(text: str) -> tuple[int, ...]:
    """Return where the words end with which a text begins, up to the first place where no known word stands.

    Each time the longest word is taken.

    Examples:
        >>> word_ends("วิทยาลัยเทคนิคฮฮฮ")
        (8, 14)
    """
    words, start = _dictionary(), 0
    ends: list[int] = []
    while start < len(text):
        end = _word_end(text, start, words)
        if end == start:
            break
        ends.append(end)
        start = end
    return tuple(ends)


def _word_end(text: str, start: int, words: frozenset[str]) -> int:
    """Return where the longest word ends that begins at a place; the place itself where none does."""
    ends = range(min(len(text), start + _LONGEST), start + 1, -1)
    return next((end for end in ends if text[start:end] in words), start)


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(thai_words())
