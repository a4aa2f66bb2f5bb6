"""What else than one score its ink can be: a reader's doubts that would make it none are no doubts about it."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.model.document import Character
from pipeline.parse.passage import Passage
from pipeline.thai.numbers import decimal_in, parse_decimal, to_arabic

RINGS = "○°"
TOLD = 4
"""A recogniser tells at most so many other readings of a character; of fewer it has told all."""
POINT = 0.1
"""So much of what is overlooked may be a point: it is one sign of many, and 100 with one is 1.00."""
MORE = 4
"""Beyond those there may be so many that are as likely as the last of them."""
LEAST_SHARE = 0.1
"""The least share of those that may make another score."""
_SCORE = re.compile(r"(?:0|[1-9][0-9]?)(?:\.[0-9]{1,2})?|100(?:\.0{1,2})?")
"""A score as every year prints it: from 0 to 100, with two decimals at most."""
_LOOK_ALIKE = re.compile("[๑๐90.]*")
"""Digits that look alike in both kinds, in faces without loops: ๑๐ may be 90."""


def doubts_of_score(passage: Passage, start: int, end: int, value: Decimal) -> Iterator[float]:
    """Yield for each character of a score how likely its reader makes another score of it, or none.

    What it doubts beyond the readings that it tells is whether it has overlooked a character beside this one: that is
    no doubt where no digit and no point more would make a score. Or it is readings less likely than those that it
    tells: they make another score as seldom. Of 145 scores on worn pages and faxes, mostly 100 and 0, that were doubted
    for them alone, none was wrong. Nor can nothing be printed where a sentence goes on around the number.

    Nothing where no reader tells, where the number runs over several lines, and where it was read otherwise before it
    was cleaned.

    Args:
        passage: The text.
        start: Where the number begins in it.
        end: Where it ends.
        value: What was read.
    """
    pieces = passage.pieces(start, end)
    told = "".join((passage.text[:start], passage.text[end:])).strip() != ""
    for ink, first, last in pieces:
        raw, characters = ink.line.raw, ink.line.characters
        if len(pieces) > 1 or len(characters) != len(raw) or _is_another(raw[first:last], value, lone=True):
            return
        for at in range(first, last):
            one, lone = characters[at], last - first == 1
            texts = [(raw[first:at] + text + raw[at + 1 : last], chance) for text, chance in one.alternatives]
            texts = [(text, chance) for text, chance in texts if text or not told]
            others = sum(chance for text, chance in texts if _is_another(text, value, lone=lone))
            untold = _untold(one, raw[first:last], at - first, value)
            yield others + untold - _harmless(untold, others, tuple(chance for _, chance in texts))


def _harmless(untold: float, others: float, told: Sequence[float]) -> float:
    """Return how much of what no alternative tells is readings that make no other score.

    Where as many alternatives are told as may be, more are possible, each at most as likely as the last one.

    Args:
        untold: How likely what no alternative tells is.
        others: How likely those alternatives are together that make another score.
        told: How likely each alternative is, the likeliest first.
    """
    if len(told) < TOLD or not sum(told):
        return 0.0
    return min(untold, MORE * told[-1]) * (1.0 - max(LEAST_SHARE, others / sum(told)))


def _untold(one: Character, text: str, at: int, value: Decimal) -> float:
    """Return how likely a character of a number is something that no alternative tells and that makes another score."""
    untold = max(0.0, 1.0 - one.confidence - sum(chance for _, chance in one.alternatives))
    complete = len(one.alternatives) < TOLD and not _may_be_of_other_kind(text)
    return untold * _share_overlooked(text, at, value) if complete else untold


def _share_overlooked(text: str, at: int, value: Decimal) -> float:
    """Return how much of what is overlooked right before or behind a character may make a number another score."""
    if any(_makes_another(text, at, more, value) for more in "0123456789"):
        return 1.0
    return POINT if _makes_another(text, at, ".", value) else 0.0


def _makes_another(text: str, at: int, more: str, value: Decimal) -> bool:
    """Tell whether a number is another score with one digit or point more, right before or behind a character."""
    plain = to_arabic(text)
    longer = (plain[:place] + more + plain[place:] for place in (at, at + 1))
    return any(_SCORE.fullmatch(other) and Decimal(other) != value for other in longer)


def _may_be_of_other_kind(text: str) -> bool:
    """Tell whether a number of nothing but digits that look alike in both kinds is another score in the other one."""
    other = text.replace("๑", "9").replace("๐", "0") if "๑" in text else text.replace("9", "1")
    look_alike = _LOOK_ALIKE.fullmatch(text) is not None
    return look_alike and decimal_in(other) != decimal_in(text) and _SCORE.fullmatch(other) is not None


def _is_another(text: str, value: Decimal, *, lone: bool) -> bool:
    """Tell whether a text is something else than a score: another one, a dash, or alone a mark that is no letter.

    A ring is none, small as a sign of degrees or not: it is drawn as ๐ is, and where a number is printed it is that.
    """
    try:
        read = parse_decimal(text)
    except ValueError:
        return lone and not text.isalnum() and text not in RINGS
    return read is None or (read != value and _SCORE.fullmatch(to_arabic(text.strip())) is not None)
