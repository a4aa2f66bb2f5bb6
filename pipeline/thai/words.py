"""EDGE PyThaiNLP: its dictionary tells how much of a text is Thai words."""

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

os.environ["PYTHAINLP_READ_ONLY"] = "1"  # else its import makes a folder in the user's home
from pythainlp.corpus import thai_words
from pythainlp.corpus.tnc import unigram_word_freqs

from pipeline.thai.alike import LIKES
from pipeline.thai.marks import MARKS

_RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]+")
_NO_WORDS = re.compile(r"(?<![ก-๎])(?:(?:[ก-ฮ]{1,3}\.)+|ณ(?![ก-๎]))|ๆ")
"""Abbreviations, and what the dictionary does not list."""
_SAMPLE = 2000
"""So many letters tell how much of a page is words."""
_MARKS = "".join(re.findall(f"[{MARKS}]", "".join(map(chr, range(0x0E00, 0x0E80)))))
_LONGEST = 24
"""Longer words are compounds of others."""
_NONE = 1_000
"""More words than any name or heading has: it is no words."""

Counts = tuple[int, ...]
"""Numbers of words, for each place between two letters."""


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


def are_words(text: str) -> bool:
    """Tell whether a text is nothing but words and white space.

    Examples:
        >>> are_words("นามะกอก น้ำใส"), are_words("นามะกอต")
        (True, False)
    """
    before, _ = _fewest(text)
    return before[-1] < _NONE


def breaks_words(text: str) -> bool:
    """Tell whether Thai letters of a text stand in no word; abbreviations and what is not Thai do not count.

    Examples:
        >>> breaks_words("ให้ความเห็น ณ วันที่ 1 ม.ค. (E-Service) ต่าง ๆ"), breaks_words("ให้ศวามเห็น")
        (False, True)
    """
    return any(_fewest(run)[0][-1] >= _NONE for run in _RUN.findall(_NO_WORDS.sub(" ", text)))


COMMON, TIMES = 20_000, 200
"""A word of the Thai National Corpus is common that it counts so often, and so many times as often as another one."""
SHORT = 4
"""In longer words one misread letter seldom makes another word."""


def mistakes_words(text: str) -> bool:
    """Tell whether a text holds a rare short word, or letters that are none, near a common word.

    One confused letter or one mark makes them that.

    Examples:
        >>> mistakes_words("กองพัสดุแสะทรัพย์สิน"), mistakes_words("กองพัสดุและทรัพย์สิน"), mistakes_words("ปีละ 2 ครัง")
        (True, False, True)
    """
    words = _dictionary()
    for run in _RUN.findall(text):
        start = 0
        while start < len(run):
            end = _word_end(run, start, words)
            pieces = [run[start:end]] if end > start else [] if are_words(run) else _no_words(run, start, words)
            if any(len(piece) <= SHORT and _is_mistaken(piece) for piece in pieces):
                return True
            start = max(end, start + 1)
    return False


def _no_words(run: str, start: int, words: frozenset[str]) -> list[str]:
    """Return what may stand where no word begins: the letters up to a place where one does, or to the end."""
    ends = range(start + 2, min(len(run), start + SHORT) + 1)
    return [run[start:end] for end in ends if end == len(run) or _word_end(run, end, words) > end]


@lru_cache(maxsize=20_000)
def _is_mistaken(word: str) -> bool:
    counts = _counts()
    least = max(COMMON, TIMES * counts.get(word, 0))
    near = {word[:at] + other + word[at + 1 :] for at, letter in enumerate(word) for other in LIKES.get(letter, "")}
    near |= {word[:at] + mark + word[at:] for at in range(1, len(word) + 1) for mark in _MARKS}
    near |= {
        word[:at] + other + word[at + 1 :] for at in range(len(word)) if word[at] in MARKS for other in ("", *MARKS)
    }
    return bool(word) and any(counts.get(other, 0) >= least for other in near - {word})


def stands_by_words(text: str, at: int, others: Iterable[str]) -> bool:
    """Tell whether the words of a text vouch for one of its letters.

    They do where the text is nothing but words, and would be more of them, or none, with any other in the letter's
    place: misread letters break words.

    Args:
        text: The text.
        at: The letter's place.
        others: What else may stand there; nothing, or several letters, too.

    Examples:
        >>> stands_by_words("ลายทองคำ", 3, ["ก", "ห"]), stands_by_words("ลายทองคำ", 6, ["ต", "ด"])
        (True, False)
    """
    before, behind = _fewest(text)
    fewest = before[-1]
    return fewest < _NONE and all(_with(text, at, other, before, behind) > fewest for other in others)


def _with(text: str, at: int, other: str, before: Counts, behind: Counts) -> int:
    """Return of how few words a text is with something else in the place of a letter, all of it in one word."""
    words, fewest = _dictionary(), before[at] + behind[at + 1] if not other else _NONE
    for start in range(max(0, at - _LONGEST), at + 1):
        if before[start] >= _NONE:
            continue
        for end in range(at + 1, min(len(text), start + _LONGEST) + 1):
            if behind[end] < _NONE and text[start:at] + other + text[at + 1 : end] in words:
                fewest = min(fewest, before[start] + 1 + behind[end])
    return fewest


@lru_cache(maxsize=2_000)
def _fewest(text: str) -> tuple[Counts, Counts]:
    """Return of how few words a text is up to each place, and from each place on; ``_NONE`` where it is no words."""
    words = _dictionary()
    spans = [
        (start, end)
        for start in range(len(text))
        for end in range(start + 1, min(len(text), start + _LONGEST) + 1)
        if text[start:end] in words or (end == start + 1 and text[start].isspace())
    ]
    before, behind = [0] + [_NONE] * len(text), [_NONE] * len(text) + [0]
    for start, end in spans:
        before[end] = min(before[end], before[start] + (not text[start].isspace()))
    for start, end in reversed(spans):
        behind[start] = min(behind[start], behind[end] + (not text[start].isspace()))
    return tuple(before), tuple(behind)


def _word_end(text: str, start: int, words: frozenset[str]) -> int:
    """Return where the longest word ends that begins at a place; the place itself where none does."""
    ends = range(min(len(text), start + _LONGEST), start + 1, -1)
    return next((end for end in ends if text[start:end] in words), start)


@cache
def _counts() -> Mapping[str, int]:
    """Return how often the Thai National Corpus has each word."""
    return dict(unigram_word_freqs())


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(thai_words())
