"""What else than one score its ink can be: a reader's doubts that would make it none are no doubts about it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.model.document import Character
from pipeline.parse.passage import Passage
from pipeline.thai.numbers import decimal_in, parse_decimal, to_arabic

RING = "○"
TOLD = 4
"""A recogniser tells at most so many other readings of a character; of fewer it has told all."""
_SCORE = re.compile(r"(?:0|[1-9][0-9]?)(?:\.[0-9]{1,2})?|100(?:\.0{1,2})?")
"""A score as every year prints it: from 0 to 100, with two decimals at most."""
_LOOK_ALIKE = re.compile("[๑๐90.]*")
"""Digits that look alike in both kinds, in faces without loops: ๑๐ may be 90."""


def doubts_of_score(passage: Passage, start: int, end: int, value: Decimal) -> Iterator[float]:
    """Yield for each character of a score how likely its reader makes another score of it, or none.

    What it doubts beyond the readings that it tells is whether it has overlooked a character beside this one: that is
    no doubt where no digit and no point more would make a score. Nor can nothing be printed where a sentence goes on
    around the number.

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
            others = [chance for text, chance in texts if _is_another(text, value, lone=lone)]
            yield _untold(one, raw[first:last], at - first, value) + sum(others)


def _untold(one: Character, text: str, at: int, value: Decimal) -> float:
    """Return how likely a character of a number is something that no alternative tells and that makes another score."""
    untold = max(0.0, 1.0 - one.confidence - sum(chance for _, chance in one.alternatives))
    complete = len(one.alternatives) < TOLD and not _may_be_of_other_kind(text)
    return 0.0 if complete and not _may_lack_one(text, at, value) else untold


def _may_lack_one(text: str, at: int, value: Decimal) -> bool:
    """Tell whether a number with one digit or point more, right before or behind a character, is another score."""
    plain = to_arabic(text)
    longer = (plain[:place] + more + plain[place:] for place in (at, at + 1) for more in "0123456789.")
    return any(_SCORE.fullmatch(other) and Decimal(other) != value for other in longer)


def _may_be_of_other_kind(text: str) -> bool:
    """Tell whether a number of nothing but digits that look alike in both kinds is another score in the other one."""
    other = text.replace("๑", "9").replace("๐", "0") if "๑" in text else text.replace("9", "1")
    look_alike = _LOOK_ALIKE.fullmatch(text) is not None
    return look_alike and decimal_in(other) != decimal_in(text) and _SCORE.fullmatch(other) is not None


def _is_another(text: str, value: Decimal, *, lone: bool) -> bool:
    """Tell whether a text is something else than a score: another one, a dash, or alone a mark that is no letter.

    A ring is none: it is drawn as ๐ is, and where a number is printed it is that.
    """
    try:
        read = parse_decimal(text)
    except ValueError:
        return lone and not text.isalnum() and text != RING
    return read is None or (read != value and _SCORE.fullmatch(to_arabic(text.strip())) is not None)
