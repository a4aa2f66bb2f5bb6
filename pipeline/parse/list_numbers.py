"""Misread numbers of a list's points, told by the numbers around them: after ``๒.`` comes ``๓.``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.facts.readers import is_spelled
from pipeline.parse.lists import NOT_A_NUMBER
from pipeline.parse.passage import Ink, Passage, join, others_at
from pipeline.thai.date_words import COUNTED
from pipeline.thai.numbers import ARABIC_DIGITS, THAI_DIGITS, to_arabic

_MARK = re.compile(r"(?P<open>\(?)(?P<body>[0-9]{1,2})(?P<close>[.)])(?!\.?[0-9]|\.\.|\)[0-9])(?=\s*\S)")
_LIKE_MARK = re.compile(
    rf"(?P<open>\(?)(?P<body>[^\s().,:;]{{1,2}})(?P<close>[.),:;]|(?<=[0-9])\s(?=[ก-ฮเ-ไ])(?!{COUNTED}))"
    r"(?!\s*(?:[0-9,]|[ก-ฮ]{1,2}\.))(?=\s*\S)"
)
"""What may be the mark of a point whose number was misread; ``ต.ค.`` is a month."""
_LIKE_CLOSE = {".": ".,:; ", ")": ")"}
"""What the sign behind a number is read as."""
_LIKE_DIGITS = {1: "ดค", 2: "บษ", 3: "ตดศ", 4: "ตดศ", 5: "ตดศ", 6: "ง", 7: "ฑทพ", 8: "ง", 9: "ฑฬ"}
"""The letters that a recogniser takes a Thai digit for."""
LIKELY = 0.1
"""What a reader holds so likely beside what it has read may be what is printed, where the list asks for it."""

Style = tuple[str, str]
"""The brackets of a list: ``("", ".")``, ``("", ")")`` or ``("(", ")")``."""


@dataclass(frozen=True, slots=True)
class _Start:
    """How a line begins."""

    line: str
    """In Arabic digits."""
    mark: re.Match[str] | None
    """A number with its brackets."""
    like: re.Match[str] | None
    """What may be one."""


def with_true_numbers(passage: Passage) -> tuple[Passage, bool]:
    """Return a passage with the misread numbers of its lists put right, and whether there were any.

    A list's points count up, and one that stands inside a point has brackets of its own. Where a line begins with
    something like a mark and its list asks for a certain number there, it is that number if the reader itself holds it
    likely, or if the next number follows and nothing else can stand before it. What the file spells stays.

    Args:
        passage: A cell's text; its lines keep what was read as ``raw``.
    """
    lines = [to_arabic(ink.line.text.strip()) for ink in passage.inks]
    starts = [_Start(line, _MARK.match(line), _LIKE_MARK.match(line)) for line in lines]
    mended: dict[int, str] = {}
    counts: dict[Style, int] = {}
    for at, start in enumerate(starts):
        if start.mark and int(start.mark["body"]) in (1, counts.get(_style(start.mark), 0) + 1):
            _count(counts, _style(start.mark), int(start.mark["body"]))
            continue
        fitting = [wanted for wanted in _wanted(counts, at) if _fits(passage.inks[at], starts, at, *wanted)]
        if len(fitting) == 1:
            (style, number), *_ = fitting
            mended[at] = f"{style[0]}{number}{style[1]}"
            _count(counts, style, number)
        elif start.mark and _style(start.mark) in counts:
            _count(counts, _style(start.mark), int(start.mark["body"]))
    if not mended:
        return passage, False
    thai = any(digit in passage.text for digit in THAI_DIGITS)
    inks = (_mended(ink, mended.get(at, ""), thai=thai) for at, ink in enumerate(passage.inks))
    return join(inks), True


def _style(mark: re.Match[str]) -> Style:
    return mark["open"], mark["close"]


def _count(counts: dict[Style, int], style: Style, number: int) -> None:
    """Note a list's number; the lists inside the point before have ended."""
    if style in counts:
        inner = list(counts)[list(counts).index(style) + 1 :]
        for other in inner:
            del counts[other]
    counts[style] = number


def _wanted(counts: dict[Style, int], at: int) -> Iterator[tuple[Style, int]]:
    """Yield the numbers that a line may bear: the next one of each list, and where the text begins the first one."""
    yield from ((style, number + 1) for style, number in counts.items())
    if not at:
        yield from ((style, 1) for style in (("", "."), ("", ")"), ("(", ")")))


def _fits(ink: Ink, starts: Sequence[_Start], at: int, style: Style, number: int) -> bool:
    like, body = starts[at].like, str(number)
    if like is None or not _has_style(like, style) or len(like["body"]) != len(body):
        return False
    if like["body"] == body:
        before = starts[at - 1].line if at else ""
        return like["close"] != " " or (at > 0 and not NOT_A_NUMBER.search(before))
    if style[1] == ")" and like["body"] in _LIKE_DIGITS.get(number, "") and not _is_lettered(starts):
        return True
    if is_spelled(ink.line.reader):
        return False
    lead = len(ink.line.text) - len(ink.line.text.lstrip()) + like.start("body")
    return all(
        was == digit or digit in _told(ink, lead + place)
        for place, (was, digit) in enumerate(zip(like["body"], body, strict=True))
    ) or _is_asked_for(starts, at, style, number)


def _has_style(like: re.Match[str], style: Style) -> bool:
    return like["open"] == style[0] and like["close"] in _LIKE_CLOSE[style[1]]


def _is_lettered(starts: Sequence[_Start]) -> bool:
    """Tell whether points are counted with letters, so that a letter is what it is."""
    return any(start.like is not None and start.like["body"] in ("ก", "ข") for start in starts)


def _told(ink: Ink, place: int) -> str:
    """Return the digits that the reader holds likely at a place of a line, in Arabic."""
    told = others_at(ink.line, place)
    return to_arabic("".join(other for other, chance in told if chance >= LIKELY))


def _is_asked_for(starts: Sequence[_Start], at: int, style: Style, number: int) -> bool:
    """Tell whether the next number follows, and nothing but this line can bear the number before it."""
    for start in starts[at + 1 :]:
        if start.mark is not None and _style(start.mark) == style:
            return int(start.mark["body"]) == number + 1
        if start.like is not None and start.mark is None and _has_style(start.like, style):
            return False
    return False


def _mended(ink: Ink, mark: str, *, thai: bool) -> Ink:
    if not mark:
        return ink
    text = ink.line.text
    lead = len(text) - len(text.lstrip())
    digits = mark.translate(str.maketrans(ARABIC_DIGITS, THAI_DIGITS)) if thai else mark
    return replace(ink, line=replace(ink.line, text=text[:lead] + digits + text[lead + len(mark) :]))
