r"""Printed numbers in Thai or Arabic digits: exact, or an error; never a guess.

Python's own ``int``, ``Decimal`` and ``\d`` take Thai digits too; here every pattern names its digits.
"""

import re
from decimal import Decimal

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"

_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)
_SPACE = " \t\r\n\xa0"
_BLANK = re.compile(r"[-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]*")
_PERCENT = re.compile(rf"[{_SPACE}]*[%\N{{FULLWIDTH PERCENT SIGN}}]$")
_NUMBER = re.compile(
    r"(?P<minus>[-\N{MINUS SIGN}]?)"
    r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0+)"
    r"(?P<decimals>\.[0-9]+)?"
)


def to_arabic(text: str) -> str:
    """Return ``text`` with Arabic digits in the place of Thai ones; its length stays the same."""
    return text.translate(_TO_ARABIC)


def parse_decimal(text: str) -> Decimal | None:
    """Read a printed number exactly, or return None for a blank cell.

    Nothing is guessed: a cell that holds anything besides one number is an error,
    because a wrong number costs more than a missing one. So are Thai and Arabic digits in one number, and a zero
    before other digits: nobody prints a score so, but a reader that mistakes a letter or a digit does.

    Args:
        text: A cell's text, in Thai or Arabic digits, with or without ``%``.

    Returns:
        The number with the decimal places that were printed, or None where the
        cell is empty or holds only a dash.

    Raises:
        ValueError: If the text is not one number.

    Examples:
        >>> parse_decimal("๘๕.๕๐ %")
        Decimal('85.50')
        >>> parse_decimal("1,234.50")
        Decimal('1234.50')
        >>> parse_decimal("-") is None
        True
    """
    inner = text.strip(_SPACE)
    if _BLANK.fullmatch(inner):
        return None
    number = _PERCENT.sub("", inner)
    found = _NUMBER.fullmatch(to_arabic(number))
    if found is None or _mixes_digits(number):
        raise ValueError(f"not one number: {text!r}")
    minus = "-" if found["minus"] else ""
    return Decimal(minus + found["whole"].replace(",", "") + (found["decimals"] or ""))


def decimal_in(text: str) -> Decimal | None:
    """Return the number that another reading of some ink is, or None where it is none.

    Examples:
        >>> decimal_in("๘๕.๕๐"), decimal_in("๘๕.๕ๆ")
        (Decimal('85.50'), None)
    """
    try:
        return parse_decimal(text)
    except ValueError:
        return None


def _mixes_digits(text: str) -> bool:
    return any(digit in text for digit in THAI_DIGITS) and any(digit in text for digit in ARABIC_DIGITS)
