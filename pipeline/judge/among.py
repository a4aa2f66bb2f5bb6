"""How sure a reading is among what can be printed in its place at all: a year, the code of a question."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pipeline.facts import known_years
from pipeline.facts.readers import DIFFERS
from pipeline.model.report import Key, Reading
from pipeline.thai.numbers import to_arabic

_CODE = re.compile(r"[^0-9A-Za-z]*(?P<letter>[A-Za-z]?)[^0-9A-Za-z]*0*(?P<number>[0-9]{1,2})[^0-9]*")
_YEAR = re.compile(r"[0-9]{4}")
COMING = 10
"""Years after the last one whose facts are known that a report may be about."""
OVERLOOKED = 0.01
"""The share of what no alternative tells that may be another year.

Most of it is a sign that may have been overlooked beside a digit, and one digit more makes no year. Of 334 made reports
on worn pages and faxes no year was read wrong; seven of them left untold more than 0.2 %, up to 12 %.
"""


def as_year(reading: Reading[int]) -> Reading[int]:
    """Return a fiscal year as sure as it is among the years that the assessment has had or may soon have."""
    years = [int(name) for name in known_years() if _YEAR.fullmatch(name)]
    possible = range(min(years), max(years) + COMING + 1)

    def is_other(text: str) -> bool:
        plain = to_arabic(text.strip())
        return _YEAR.fullmatch(plain) is not None and int(plain) != reading.value and int(plain) in possible

    return _among(reading, is_other, OVERLOOKED)


def as_code(reading: Reading[Any], key: Key) -> Reading[Any]:
    """Return the code of a question as sure as it is among the codes: ``l20``, ``120`` and ``20`` are no other one."""
    letter, number = key.code[0], int(key.code[1:])

    def is_other(text: str) -> bool:
        plain = to_arabic(text.strip())
        found = _CODE.fullmatch(plain)
        if found is None:
            return not plain
        return int(found["number"]) != number or (found["letter"] in {"I", "E", "O"} and found["letter"] != letter)

    return _among(reading, is_other)


def _among(reading: Reading[Any], is_other: Callable[[str], bool], untold: float = 1.0) -> Reading[Any]:
    """Return a reading without the doubts that are none, for both looks at its ink.

    Args:
        reading: What was read.
        is_other: Whether an alternative is something else that can be printed there.
        untold: The share of what no alternative tells that may be something else.
    """
    told = sum(chance for _, chance in reading.alternatives)
    others = sum(chance for text, chance in reading.alternatives if is_other(text))
    sure = 1.0 - untold * max(0.0, 1.0 - reading.confidence - told) - others
    if sure <= reading.confidence:
        return reading
    again = reading.again
    return replace(reading, confidence=sure, again=again if again is None or again < DIFFERS else max(again, sure))
