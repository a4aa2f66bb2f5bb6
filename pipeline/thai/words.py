"""EDGE PyThaiNLP: Thai text to words, by its dictionary.

The dictionary takes half a second to load, so it is loaded when the first word is asked for.
"""

import re
from collections.abc import Callable
from functools import cache

_THAI_WORD = re.compile("[\u0e01-\u0e4e]{2,}")
_SAMPLE = 2000
"""So many characters tell how much of a text is words."""


def split_words(text: str) -> list[str]:
    """Return the words of ``text``, spaces included, so that joined together they are ``text`` again."""
    return _tokenizer()(text) if text else []


def known_share(text: str) -> float:
    """Return the share of the Thai letters of ``text`` that stand in words of the dictionary of two letters or more.

    Measured on the first two thousand characters; 1 where there are no Thai letters.
    """
    words = [word for word in split_words(text[:_SAMPLE]) if "\u0e01" <= word[0] <= "\u0e4e"]
    letters = sum(map(len, words))
    if not letters:
        return 1.0
    known = _dictionary()
    return sum(len(word) for word in words if len(word) > 1 and word in known) / letters


@cache
def _tokenizer() -> Callable[[str], list[str]]:
    from pythainlp.tokenize import Tokenizer

    return Tokenizer(engine="newmm", keep_whitespace=True).word_tokenize


@cache
def _dictionary() -> frozenset[str]:
    from pythainlp.corpus import thai_words

    return frozenset(thai_words())
