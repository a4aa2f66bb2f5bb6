"""Result levels: ``ผ่านดี``, ``A``, wherever they are printed."""

import re
from functools import cache

from pipeline.facts import Framework, known_years, load_framework
from pipeline.model.report import Reading
from pipeline.parse.passage import SPELLED, Passage
from pipeline.parse.sections import spaced
from pipeline.thai.alike import bare, unlikeness

_LEAD = r"(?:(?:อยู่)?(?:ใน)?ระดับ(?:ผลการประเมิน|คุณภาพ|คะแนน)?|ผลการประเมิน(?:ระดับ|อยู่ในระดับ)?|เกรด|rating|grade|ได้ระดับ)"
_OPEN = r"[\s:=(\[\"'“”\u2018\u2019\-–]*"
_LETTER = re.compile(r"[ก-๎A-Za-z+]")


def find_level(passage: Passage, start: int, rules: Framework, end: int | None = None) -> Reading[str] | None:
    """Return the first result level that a text names from a position on, or None.

    A level is a whole cell, or stands after a word such as ``ระดับ`` or in brackets or quotes: ``ผ่านเกณฑ์`` is none.

    Args:
        passage: The text.
        start: Where to begin.
        rules: The year's facts; another year's names are read too, for a report may use them.
        end: Where to stop.
    """
    text = passage.text[:end]
    own = tuple(level.name for level in rules.levels)
    match = _beside(own).match(text, start) or _led(passage, start, text, own) or _whole(own).fullmatch(text)
    if match is None:
        return _damaged(passage, start, own) if end is None else None
    found = next(name for name in ("beside", "led", "bracketed", "whole") if match.groupdict().get(name))
    name = next(level for level in _names(own) if spaced(level).fullmatch(match[found]))
    return passage.read(name, *match.span(found))


def _damaged(passage: Passage, start: int, own: tuple[str, ...]) -> Reading[str] | None:
    """Return the level that a whole cell, read off a picture with a letter or two wrong, can only be."""
    letters = bare(passage.text[start:])
    if not passage.inks or passage.inks[0].line.reader == SPELLED or len(letters) < LONG:
        return None
    most = MISREAD * len(letters)
    away = sorted((unlikeness(letters, bare(name), most + MARGIN), name) for name in _names(own))
    if away[0][0] > most or (len(away) > 1 and away[1][0] - away[0][0] < MARGIN):
        return None
    return passage.read(away[0][1], start, len(passage.text))


LONG, MISREAD, MARGIN = 6, 0.2, 1.0
"""A level with so many letters is known though this share of them is wrong, and every other is so much less alike."""


def _led(passage: Passage, start: int, text: str, own: tuple[str, ...]) -> re.Match[str] | None:
    """Return the first level behind its word or in brackets that no letter goes on with, but for one on a new line."""
    for match in _pattern(own).finditer(text, start):
        if match["bracketed"] or match.end() in passage.starts or not _LETTER.match(text, match.end()):
            return match
    return None


@cache
def _beside(own: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for a level in brackets right behind a total."""
    names = "|".join(spaced(name).pattern for name in _names(own))
    return re.compile(rf"\s*[(\"“]\s*(?:ระดับ)?\s*(?P<beside>{names})\s*[)\"”]")


@cache
def _names(own: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of all years' levels, the longest first and the report's own year's before others."""
    others = [level.name for year in known_years() for level in load_framework(year).levels]
    return tuple(sorted(dict.fromkeys([*own, *others]), key=lambda name: -len(name)))


@cache
def _pattern(own: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(spaced(name).pattern for name in _names(own))
    words = "|".join(spaced(name).pattern for name in _names(own) if not name.isascii())
    return re.compile(
        rf"{_LEAD}{_OPEN}(?P<led>{names})|[(\"'“\u2018]\s*(?P<bracketed>{words})\s*[)\"'”\u2019]",
        re.IGNORECASE,
    )


@cache
def _whole(own: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(spaced(name).pattern for name in _names(own))
    return re.compile(rf"(?:[.,·'|]\s+)?\s*[\"'“(]?\s*(?P<whole>{names})\s*[\"'”)]?\s*(?:\s[.,·'|])?", re.IGNORECASE)
