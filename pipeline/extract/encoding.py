"""Bytes of a text file to text, in the encodings that Thai text is kept in."""

import codecs
import re

from pipeline.errors import InputError

_MARKS = (  # the longer first: UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH_BYTES = b"\x00\x0e"
"""In UTF-16 the high byte of Latin and of Thai letters; neither stands in text of another encoding."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 4096
_LOST = "\N{REPLACEMENT CHARACTER}"


def decode_text(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16, UTF-32 or the Thai code page 874, which holds TIS-620.

    UTF-8 with a few damaged bytes keeps U+FFFD in their places, so that the damage stays visible.

    Raises:
        InputError: If the bytes are no text.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _checked(_decode(content[len(mark) :], name))
    if wide := _wide(content):
        return _checked(_decode(content, wide))
    text = _decode(content, "utf-8")
    lost = text.count(_LOST)
    if lost and lost > sum(character > "\x7f" for character in text) // 2:
        text = _decode(content, "cp874")
    return _checked(text)


def _decode(content: bytes, name: str) -> str:
    """Decode; what is no character becomes U+FFFD."""
    return content.decode(name, errors="replace")


def _wide(content: bytes) -> str:
    """Return the name of UTF-16's byte order where every other byte looks like its high byte, else nothing."""
    sample = content[:_SAMPLE]
    big, little = (sum(byte in _HIGH_BYTES for byte in sample[start::2]) for start in (0, 1))
    if max(big, little) <= len(sample) // 4:
        return ""
    return "utf-16-be" if big > little else "utf-16-le"


def _checked(text: str) -> str:
    """Return the text, or refuse what is binary: one character in a hundred lost or a control character."""
    bad = text.count(_LOST) + len(_CONTROL.findall(text))
    if bad * 100 > len(text):
        raise InputError(
            "The file is not text in UTF-8, UTF-16 or the Thai code page 874; it cannot be read as a transcript. "
            "Save it as UTF-8, or give it the ending of what it is."
        )
    return text
