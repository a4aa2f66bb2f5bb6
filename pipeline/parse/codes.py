"""Codes of questions and items as they are spelled and misread: ``๑๗`` under indicator 3 is I7."""

import re
from dataclasses import dataclass

from pipeline.facts import Framework, Item
from pipeline.parse.doubts import CODE_FROM_CONTEXT

INSTRUMENTS = {"I": "IIT", "E": "EIT", "O": "OIT"}

SPELLED = r"(?:[IEO]IT\s?|[IEO])[.\-]?\s?[0-9]{1,2}(?![0-9])"
"""A code with its letter: ``I7``, ``e9``, ``O.1``, ``O 25``, ``OIT 42``. Ignore case."""
SEVERAL = re.compile(rf"\s*(?:,|/|และ|ถึง|[-–])\s*{SPELLED}", re.IGNORECASE)
"""What follows a code where several are meant."""
MISREAD = r"[A-Za-z£€|!๏]?[0-9]{1,3}(?![0-9]|\.[0-9])"
"""What OCR makes of a code: the letter is a digit, another letter or lost."""

DAMAGED = re.compile(
    rf"(?:(?P<asked>ข้อคำถาม(?:ที่)?\s*)(?P<any>{MISREAD})|(?P<digits>[A-Za-z£€|!๏]?[0-9]{{1,3}})(?=\s*[ก-๎]))\s*[:.]?\s*"
)
"""A damaged code where one is expected: behind ``ข้อคำถามที่``, or digits right before Thai text."""

WITHOUT_LETTER = r"(?:0[0-9]{1,2}|[l|!f£€qc๏][.\-]?\s?[0-9]{1,2})(?![0-9]|[.:][0-9])(?=\s*[:.)]?\s*[ก-๎])"
"""A code whose letter is read as a nought or another sign, before Thai text: ``05 แผน``. Ignore case."""

_SPELLED = re.compile(r"([IEO])(?:IT)?[.\-\s]*([0-9]{1,2})", re.IGNORECASE)
_LOOKS_LIKE = {"l": "I", "|": "I", "!": "I", "f": "E", "£": "E", "€": "E", "q": "O", "c": "O", "๏": "O"}
"""What the letters are misread as."""


@dataclass(frozen=True, slots=True)
class Section:
    """Where in a report something stands."""

    instrument: str = ""
    indicator: int | None = None
    part: str = ""
    sub_indicator: str = ""
    part_above: bool = False
    """Whether the part's heading stands above those of the indicators, which then leave it as it is."""


@dataclass(frozen=True, slots=True)
class Code:
    """A question or an item."""

    text: str
    """Such as ``E9``."""
    doubt: str = ""
    """How it was made out where it is not simply printed."""

    @property
    def instrument(self) -> str:
        """Return the instrument that the letter stands for."""
        return INSTRUMENTS[self.text[0]]


def read_code(text: str, section: Section, rules: Framework) -> Code | None:
    """Make out a code where it stands.

    A clearly printed code of the year is taken as it is, wherever it stands. A damaged one is repaired only where
    exactly one code of the year fits its place.

    Args:
        text: As printed, in Arabic digits.
        section: Where it stands.
        rules: The year's facts.

    Returns:
        The code, or None where none or several fit.
    """
    body = text.strip().strip("()[]: ")
    spelled = _SPELLED.fullmatch(body)
    if spelled:
        code = f"{spelled[1].upper()}{int(spelled[2])}"
        return Code(code) if is_known(code, rules) else None
    candidates = _repairs(body, section, rules)
    return Code(candidates.pop(), CODE_FROM_CONTEXT) if len(candidates) == 1 else None


def item_of(code: str, rules: Framework) -> Item | None:
    """Return the year's facts of a code, whatever its part, or None."""
    return next((item for item in rules.items if item.key.code == code), None)


def is_known(code: str, rules: Framework) -> bool:
    """Tell whether a code is one of the year's, or the year's list of that instrument is not known."""
    known = {item.key.code for item in rules.items if item.key.is_question and item.key.code[0] == code[0]}
    return code in known or not known


def stands_at(code: Code, section: Section, rules: Framework) -> bool:
    """Tell whether a code is one of those that belong where something stands."""
    return code.text in _codes_at(section, rules)


def has_parts(code: str, rules: Framework) -> bool:
    """Tell whether the year asks this question in two parts."""
    return any(item.key.code == code and item.key.part for item in rules.items)


def _repairs(body: str, section: Section, rules: Framework) -> set[str]:
    """Return the codes of the place that a damaged spelling can stand for."""
    letter, digits = _LOOKS_LIKE.get(body[:1].lower(), ""), body[1:].lstrip(".- ")
    if letter:
        spellings = {f"{letter}{int(digits)}"} if digits.isdecimal() else set()
        fitting = _codes_at(section, rules)
        return spellings & fitting if section.instrument else {s for s in spellings if is_known(s, rules)}
    if not body.isdecimal():
        return set()
    if body[0] == "0" and len(body) > 1:
        return {code for code in [f"O{int(body[1:])}"] if is_known(code, rules)}
    numbers = {int(body)} | ({int(body[1:])} if len(body) > 1 else set())
    if not section.instrument and section.indicator is None:
        return set()
    return {code for code in _codes_at(section, rules) if int(code[1:]) in numbers}


def _codes_at(section: Section, rules: Framework) -> set[str]:
    """Return the codes that belong where something stands."""
    return {
        item.key.code
        for item in rules.items
        if item.key.is_question
        and (section.indicator is None or item.indicator_no == section.indicator)
        and (not section.instrument or item.instrument == section.instrument)
    }
