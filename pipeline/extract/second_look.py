"""A second look at numbers: the same ink from another crop and at another scale, read once more by the same engine.

A recogniser that is sure of a wrong digit is seldom sure of it twice: which pixels fall on which of its columns decides
much where ink is worn. What both looks read alike has been read twice; where they differ, neither is believed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import SHOWN_ALTERNATIVES, Grey, LineReading, OcrEngine
from pipeline.model.document import Character
from pipeline.thai.numbers import to_arabic

NUMBER = re.compile(r"(?:[A-Za-z]{1,3}[.\- ]?)?[0-9๐-๙](?:[0-9๐-๙.,]*[0-9๐-๙])?")
"""A number with the letters of a code before it: ``98.92``, ``๑๐๐``, ``E9``, ``OIT 3``."""
SCALE = 1.2
"""The engine is told a resolution so many times too high, so that a lone number is so many times smaller to it."""
INK = 128
"""A column of a line's picture with a pixel darker than this holds ink."""
REACH = 4.0
"""A crop ends in a gap between two letters if there is one within so many points."""
DIGIT = re.compile("[0-9๐-๙]")
LONE = re.compile("[0-9๐-๙.,]+")
FAINT = 0.72
"""From paper at 1 to the darkest ink at 0: what is darker than this is ink when the parts of a number are counted."""
WIDE = 0.5
"""A part of a number's ink that is at least so wide, in widths of a digit, is no full stop and no speck."""
FEWEST = 2
"""Digits whose parts are counted: a single one has no neighbour that could have been read into it."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the reading of a line, and what is seen again of it."""

    line: int
    span: Span
    """Its characters."""
    alone: bool
    """Whether nothing but paper stands beside it."""
    left: int
    """Where the crop begins, in pixels of the line's picture."""
    picture: Grey


def look_again(
    pictures: Sequence[Grey], readings: Sequence[LineReading], dpi: int, engine: OcrEngine
) -> tuple[LineReading, ...]:
    """Read every number once more, all of a page in one call.

    Args:
        pictures: Of the lines, as they were read.
        readings: What was read in them.
        dpi: Their resolution.
        engine: Who read them.

    Returns:
        The readings; each character of a number tells how sure the second look is of it. Where both agree, its
        confidence is the lesser of theirs; where they differ, it is the average of what both give it, and what the
        second one read is among the alternatives.

    Raises:
        ExtractError: If the engine gives up.
    """
    numbers = [
        number
        for line, (picture, reading) in enumerate(zip(pictures, readings, strict=True))
        for number in _numbers(line, picture, reading, REACH * dpi / 72)
    ]
    if not numbers:
        return tuple(readings)
    again = engine.read_lines([number.picture for number in numbers], round(dpi * SCALE))
    characters = {number.line: list(readings[number.line].characters) for number in numbers}
    for number, second in zip(numbers, again, strict=True):
        start, end = number.span
        first = characters[number.line][start:end]
        seen = () if _overlooks_ink(number, first) else _seen(second, number.left, first)
        characters[number.line][start:end] = _compared(first, seen)
    return tuple(
        _with_characters(reading, characters[line]) if line in characters else reading
        for line, reading in enumerate(readings)
    )


def _with_characters(reading: LineReading, characters: Sequence[Character]) -> LineReading:
    return replace(reading, confidence=min(one.confidence for one in characters), characters=tuple(characters))


def _numbers(line: int, picture: Grey, reading: LineReading, reach: float) -> Iterator[Number]:
    """Yield the numbers of a line, cut out with what stands right beside them."""
    matches = list(NUMBER.finditer(reading.text))
    if not matches:
        return
    paper = np.flatnonzero(picture.min(axis=0) > INK)
    for match in matches:
        before, after = reading.characters[: match.start()][-1:], reading.characters[match.end() :][:1]
        left = _gap_near(paper, _edge(before[0], before[0].x0), reach) if before else 0
        right = _gap_near(paper, _edge(after[0], after[0].x1), reach) if after else picture.shape[1]
        alone = not any(beside.text.strip() for beside in (*before, *after))
        yield Number(line, match.span(), alone, left, picture[:, left : max(left + 1, right)])


def _edge(beside: Character, outer: float) -> float:
    """Return where a crop ends at a character beside a number: in the middle of a space, beyond anything else."""
    return outer if beside.text.strip() else (beside.x0 + beside.x1) / 2


def _gap_near(paper: NDArray[np.intp], place: float, reach: float) -> int:
    """Return the empty column nearest to a place, or the place where there is none within reach."""
    if not paper.size:
        return max(0, round(place))
    nearest = int(paper[np.abs(paper - place).argmin()])
    return nearest if abs(nearest - place) <= reach else max(0, round(place))


def _overlooks_ink(number: Number, first: Sequence[Character]) -> bool:
    """Tell whether the ink of a number falls into more parts, side by side, than digits were read.

    Of like digits in a row a recogniser may read one less, and do so twice.
    """
    digits = sum(DIGIT.match(one.text) is not None for one in first)
    if not number.alone or digits < FEWEST or not LONE.fullmatch("".join(one.text for one in first)):
        return False
    least, most = int(number.picture.min()), int(number.picture.max())
    inked = np.flatnonzero(number.picture.min(axis=0) < least + FAINT * (most - least))
    if not inked.size:
        return False
    ends = np.flatnonzero(np.diff(inked) > 1)
    widths = np.sort(inked[[*ends, -1]] - inked[[0, *(ends + 1)]] + 1)
    return bool((widths >= WIDE * np.median(widths[-digits:])).sum() > digits)


def _seen(second: LineReading, left: int, first: Sequence[Character]) -> tuple[Character, ...]:
    """Return the number of the second look that stands where one was seen first; nothing where there is none."""
    found = [second.characters[slice(*match.span())] for match in NUMBER.finditer(second.text)]

    def overlap(characters: Sequence[Character]) -> float:
        return min(first[-1].x1, left + characters[-1].x1) - max(first[0].x0, left + characters[0].x0)

    best = max(found, key=overlap, default=())
    return best if best and overlap(best) > 0 else ()


def _compared(first: Sequence[Character], second: Sequence[Character]) -> list[Character]:
    """Return the characters of the first look with what the second one says of each, whatever its kind of digits."""
    compared = [_differing(one, None) for one in first]
    one, other = ("".join(to_arabic(each.text) for each in look) for look in (first, second))
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    # What differs comes last: a digit that was missed is told by its neighbour, which both looks may read alike.
    for kind, start, end, begin, stop in sorted(steps, key=lambda step: step[0] != "equal"):
        if kind == "equal":
            pairs = zip(first[start:end], second[begin:stop], strict=True)
            compared[start:end] = [_agreed(*pair) for pair in pairs]
        elif end - start == stop - begin:
            compared[start:end] = map(_differing, first[start:end], second[begin:stop])
        else:
            at = max(0, min(start, end - 1, len(first) - 1)) if end > start else max(0, start - 1)
            compared[at] = _missed(first, at, (start, end), second[begin:stop])
    return compared


def _agreed(first: Character, second: Character) -> Character:
    """Return a character that both looks read alike: as sure as the less sure one, with what either holds possible."""
    told = dict(first.alternatives)
    for text, chance in second.alternatives:
        if text != first.text:
            told[text] = max(chance, told.get(text, 0.0))
    agreed = replace(first, confidence=min(first.confidence, second.confidence), again=second.confidence)
    return replace(agreed, alternatives=_ranked(told))


def _differing(first: Character, second: Character | None) -> Character:
    """Return a character that the second look reads otherwise, or not at all: half of what each look holds likely."""
    told = {second.text: second.confidence, **dict(second.alternatives)} if second is not None else {}
    chance = told.get(first.text, 0.0)
    doubted = replace(first, confidence=(first.confidence + chance) / 2, again=chance)
    if second is None:
        return doubted
    return _with_alternative(doubted, second.text, second.confidence)


def _missed(first: Sequence[Character], at: int, span: Span, second: Sequence[Character]) -> Character:
    """Return a character with what the second look reads there and more, or less: it saw another number of digits."""
    text = "".join(one.text for one in second)
    if span[0] == span[1]:
        text = text + first[at].text if span[0] == 0 else first[at].text + text
    return _with_alternative(_differing(first[at], None), text, min((one.confidence for one in second), default=1.0))


def _with_alternative(character: Character, text: str, chance: float) -> Character:
    """Return a character with one more reading, seen by the second look alone."""
    told = dict(character.alternatives)
    others = {**told, text: (told.get(text, 0.0) + chance) / 2}
    return replace(character, alternatives=_ranked(others))


def _ranked(told: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Return the likeliest other readings."""
    return tuple(sorted(told.items(), key=lambda other: -other[1])[:SHOWN_ALTERNATIVES])
