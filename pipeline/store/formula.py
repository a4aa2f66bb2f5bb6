"""Texts that a spreadsheet would take for a formula, and signs that it cannot hold.

A text that a spreadsheet would take for a formula begins with an apostrophe more than it has: ``=1+1`` is written
``'=1+1``, and ``'=1+1`` is written ``''=1+1``. Reading reverses it: where apostrophes stand before such a sign, take
one away (``unescape_formula``). Control characters, which neither CSV readers nor Excel can hold, are shown as their
pictures (U+2400 and on).
"""

import re

_SIGNS = "[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]"  # the last four are the wide forms, which some Excels take too
_FORMULA = re.compile(f"'*{_SIGNS}")
_ESCAPED = re.compile(f"'+{_SIGNS}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def escape_formula(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula.

    Examples:
        >>> escape_formula("=1+1"), escape_formula("'=1+1"), escape_formula("'s")
        ("'=1+1", "''=1+1", "'s")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Return the text that ``escape_formula`` was given."""
    return text[1:] if _ESCAPED.match(text) else text


def printable(text: str) -> str:
    """Return a text with its control characters shown as pictures; line breaks and tabs stay."""
    return _CONTROL.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x7F:
        return "\u2421"
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
