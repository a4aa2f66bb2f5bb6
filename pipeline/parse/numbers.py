"""Printed numbers with their ink: one number in a cell, or the numbers of a sentence."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from pipeline.facts.readers import DIFFERS
from pipeline.model.report import Reading
from pipeline.parse.passage import Passage
from pipeline.parse.possible import doubts_of_score
from pipeline.thai.numbers import parse_decimal

_SPECK = r"(?:[.,:;!·•'`“”\"|_~–—-]{1,8}|\+[–—-]+)"
"""What dirt or a piece of a rule beside a number is read as; white space parts it from the number."""
_AROUND = re.compile(
    rf"(?:{_SPECK}\s+)*(?:ร้อยละ|เท่ากับ|=|ได้|คะแนน|:|\s)*(?P<number>(?!0[0-9])[0-9][0-9.,\s]*[0-9]|[0-9])"
    rf"(?:(?<=\.[0-9]{{2}})\.)?\s*(?:คะแนน|%|ร้อยละ|เต็ม|\s)*(?:\([^0-9()]{{0,30}}\)\s*)?(?:\s+{_SPECK})*"
)
_BLANK = re.compile(r"[\s\-–—_.…]*|ไม่มี|ไม่ประเมิน|n/?a", re.IGNORECASE)
NUMBER = r"(?<![0-9.,])[0-9]{1,3}(?:\.[0-9]{1,4})?(?![0-9]|[.,][0-9])"
"""A score in running text, in Arabic digits."""


def read_number(passage: Passage, decimals: int | None = None) -> Reading[Decimal] | None:
    """Return the one number that a cell prints, or None where it prints none.

    Where something else than one number is printed, the reading has no value.

    Args:
        passage: The cell's text.
        decimals: How many decimals its column's numbers have, where they all have as many: then a number that lacks
            some, with just these on the next line, is one that the cell has wrapped.
    """
    plain = passage.plain
    if _BLANK.fullmatch(plain):
        return None
    match = _AROUND.fullmatch(plain)
    if match is None:
        whole = passage.whole()
        return Reading(None, whole.raw_text, whole.places, whole.reader, whole.confidence, whole.alternatives)
    start, end = match.span("number")
    if decimals is not None and _is_wrapped(passage, start, end, decimals):
        return passage.read(_exact("".join(passage.text[start:end].split())), start, end)
    return number_at(passage, start, end)


_WRAPPED = re.compile(r"[0-9]{1,3}\.(?P<upper>[0-9]*) (?P<lower>[0-9]+)")


def _is_wrapped(passage: Passage, start: int, end: int, decimals: int) -> bool:
    """Tell whether a number stands on two lines, and has as many decimals as it should only with both."""
    found = _WRAPPED.fullmatch(passage.plain, start, end)
    return (
        found is not None
        and passage.line_start(found.start("lower"))
        and len(found["upper"]) < decimals == len(found["upper"] + found["lower"])
    )


def read_count(plain: str) -> int | None:
    """Return the number with which a row is counted, or None where a text is something else.

    What dirt and pieces of rules beside it are read as, neither a letter nor a digit, is none of it.

    Args:
        plain: The text, in Arabic digits.
    """
    match = _COUNT.fullmatch(plain)
    return int(match["number"]) if match else None


_COUNT = re.compile(r"[^0-9ก-๎A-Za-z]*(?P<number>[0-9]{1,5})[^0-9ก-๎A-Za-z]*")


def common_decimals(cells: Iterable[Passage]) -> int | None:
    """Return how many decimals the numbers of a column have, or None where they differ or are too few to tell.

    A number without a point counts as none: 100 stands beside 99.50.
    """
    printed = [found for cell in cells if (found := _DECIMALS.fullmatch(cell.plain.strip())) is not None]
    counts = {len(found[1]) for found in printed}
    return counts.pop() if len(counts) == 1 and len(printed) >= PEERS else None


_DECIMALS = re.compile(r"[0-9]{1,3}\.([0-9]+)")
PEERS = 2
"""So many numbers at least tell how many decimals the others of their column have."""


def read_with_verdict(passage: Passage, decimals: int | None = None) -> tuple[Reading[Decimal] | None, str]:
    """Return the number of a cell, and the verdict printed behind it where two columns were not told apart."""
    both = _WITH_VERDICT.fullmatch(passage.plain)
    if both:
        return number_at(passage, *both.span("number")), both["verdict"]
    return read_number(passage, decimals), ""


_WITH_VERDICT = re.compile(
    rf"\s*(?P<number>{NUMBER})\s+(?P<verdict>(?:ผ่าน|ไม่ผ่าน|ควร|ต้อง|ระดับ)[^0-9]{{0,30}}?|AA|[A-F])\s*"
)


def number_at(passage: Passage, start: int, end: int) -> Reading[Decimal]:
    """Return the number that stands at ``text[start:end]``; without a value where it is not one.

    Where a score is printed, nothing else can be: a reader that doubts whether a letter is ``๐`` or ``o`` does not
    doubt the number, nor does one that may have overlooked a digit of ``100.00``.
    """
    value = _exact(passage.text[start:end])
    reading = passage.read(value, start, end)
    doubts = tuple(doubts_of_score(passage, start, end, value)) if value is not None else ()
    if not doubts:
        return reading
    sure = max(reading.confidence, 1.0 - max(doubts))
    again = reading.again
    return replace(reading, confidence=sure, again=again if again is None or again < DIFFERS else max(again, sure))


def _exact(text: str) -> Decimal | None:
    try:
        return parse_decimal(text)
    except ValueError:
        return None
