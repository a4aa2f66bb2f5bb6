"""Numbered and marked lists inside a cell or a paragraph."""

import re
from dataclasses import dataclass

from pipeline.parse.passage import Passage

_NUMBER = re.compile(r"(?<!\S)(?P<open>\(?)(?P<number>[0-9]{1,2})(?P<close>[.)]?)(?!\.?[0-9]|\.\.|\)[0-9])(?=\s*\S)")
NOT_A_NUMBER = re.compile(r"(?:ข้อ|ที่|มาตรา|รอบ|จำนวน|ภายใน|อย่างน้อย|ละ|วันที่|ไตรมาส|พ\.ศ\.|เดือน|ร้อยละ|เขต|ตัวชี้วัด)\s*$")
_BULLET = re.compile(r"(?:[-–•*●▪◦]|\uf0b7)\s*(?=\S)")
_INNER = re.compile(r"(?<!\S)(?:[-–•]\s*)?(?=(\(?)(?P<number>[0-9๐-๙]{1,2})\)\s*\S)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a passage, ``text[start:end]``, without its mark."""

    start: int
    end: int


def list_lines(text: str) -> str:
    """Return a text with each point of a list inside it on a line of its own.

    Points are those that count up from one: ``1) … 2) …`` or ``(1) … (2) …``; a dash before the number goes.
    """
    points = [(match.start(), match.end(), match[1], int(match["number"])) for match in _INNER.finditer(text)]
    counted: list[tuple[int, int]] = []
    style = ""
    for start, end, opened, number in points:
        if number == len(counted) + 1 and (not counted or opened == style):
            counted.append((start, end))
            style = opened
    if len(counted) < MIN_POINTS:
        return text.strip()
    pieces, done = [], 0
    for start, end in counted:
        pieces.append(text[done:start].rstrip())
        done = end
    return "\n".join([*pieces, text[done:].rstrip()]).strip()


MIN_POINTS = 2


def numbered(passage: Passage) -> tuple[Stretch, ...] | None:
    """Return the points of a list that is numbered from one, or None where a text is no such list.

    The first number opens the text and sets the style, ``1.``, ``1)`` or ``(1)``; lists of another style inside a point
    are part of it. A number at the start of a line goes before the same number inside one.
    """
    chosen = _chosen(passage)
    if not chosen:
        return None
    starts = [_body(passage.plain, match.end()) for match in chosen]
    ends = [match.start() for match in chosen[1:]] + [len(passage.plain)]
    return tuple(Stretch(start, end) for start, end in zip(starts, ends, strict=True))


def lacks_a_point(passage: Passage) -> bool:
    """Tell whether a number is missing between those of a numbered list: its point then stands with the one before."""
    return any(int(match["number"]) != number for number, match in enumerate(_chosen(passage), 1))


def _chosen(passage: Passage) -> list[re.Match[str]]:
    """Return the marks of a list that is numbered from one."""
    plain = passage.plain
    marks = [
        match
        for match in _NUMBER.finditer(plain)
        if passage.line_start(match.start()) or not NOT_A_NUMBER.search(plain, 0, match.start())
    ]
    if not marks or _SAID.search(plain, 0, marks[0].start()) or int(marks[0]["number"]) != 1:
        return []
    chosen = [marks[0]]
    style = _style(marks)
    while follower := _next(passage, marks, chosen, style):
        chosen.append(follower)
    return chosen


def marked(passage: Passage) -> tuple[Stretch, ...] | None:
    """Return the points of a list whose lines begin with a dash or a dot, or None where a text is no such list."""
    starts = [start for start in passage.starts if _BULLET.match(passage.text, start)]
    if not starts or passage.text[: starts[0]].strip():
        return None
    ends = [*starts[1:], len(passage.text)]
    bodies = [found.end() for start in starts if (found := _BULLET.match(passage.text, start)) is not None]
    return tuple(Stretch(start, end) for start, end in zip(bodies, ends, strict=True))


def strip_bullet(text: str) -> str:
    """Return a text without the dash or dot that it begins with."""
    found = _BULLET.match(text.strip())
    return text.strip()[found.end() :] if found else text.strip()


def _style(marks: list[re.Match[str]]) -> tuple[str, str]:
    """Return the brackets of the list: the first number's, or the second's where the first has lost its own."""
    first = _brackets(marks[0])
    if first == ("", ""):
        second = next((mark for mark in marks[1:] if int(mark["number"]) == 2), None)
        return _brackets(second) if second else first
    return first


def _next(
    passage: Passage, marks: list[re.Match[str]], chosen: list[re.Match[str]], style: tuple[str, str]
) -> re.Match[str] | None:
    """Return the mark of the next point; where it is not found, that of the point after it, at a line's start."""
    number = int(chosen[-1]["number"]) + 1
    later = [mark for mark in marks if mark.start() > chosen[-1].start() and _brackets(mark) == style]
    fitting = [mark for mark in later if int(mark["number"]) == number]
    at_start = [mark for mark in fitting if passage.line_start(mark.start())]
    if style == ("", ""):
        return next(iter(at_start), None)
    beyond = (mark for mark in later if int(mark["number"]) == number + 1 and passage.line_start(mark.start()))
    return next(iter(at_start or fitting), None) or next(beyond, None)


def _brackets(mark: re.Match[str]) -> tuple[str, str]:
    return mark["open"], mark["close"]


_SAID = re.compile("[ก-๎A-Za-z0-9]")
"""What dirt before a list is not."""


def _body(plain: str, end: int) -> int:
    """Return where a point begins behind its mark, and a second dot behind that."""
    return end + len(plain[end:]) - len(plain[end:].lstrip(" .,\n"))
