"""The characters that the recogniser knows, and how any text is spelled with them alone."""

import re
import unicodedata

CONSONANTS = "".join(map(chr, range(0x0E01, 0x0E2F)))
VOWELS = "ะัาำิีึืฺุูเแโใไๅ"
MARKS = "็่้๊๋์ํ"
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
THAI = CONSONANTS + VOWELS + MARKS + "ฯๆ฿"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
SIGNS = "–—\u2018\u2019“”•○●×÷±°√≤≥≠→☐☑✓½²§"

CHARACTERS = "".join(sorted(set(ASCII + THAI + THAI_DIGITS + SIGNS)))
"""Every character that the network can answer with, in the order of its outputs after the blank."""

LOOKALIKES = str.maketrans(
    {
        "\u00a0": " ",
        "\t": " ",
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\ufeff": None,
        "\u0e4e": None,
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "―": "—",
        "\u2012": "–",
        "✔": "✓",
        "\uf0b7": "•",
        "·": "•",
        "▪": "•",
        "∙": "•",
        "☒": "☑",
        "□": "☐",
        "\u2032": "'",
        "″": '"',
        "\u201a": ",",
        "„": '"',
    }
)


def spelled(text: str) -> str | None:
    """Spell a text the one way in which the recogniser is taught to answer.

    Marks come in Unicode's order (consonant, vowel, tone), ำ is one character, แ never two เ, white space one space.

    Args:
        text: Any text of one line.

    Returns:
        The spelling; None where a character is unknown to the recogniser or a mark has no consonant to stand on.
    """
    text = unicodedata.normalize("NFC", text).translate(LOOKALIKES)
    text = text.replace("เเ", "แ").replace("…", "...")
    text = re.sub("ํ([่้๊๋]?)า", r"\1ำ", text)
    text = re.sub("([่้๊๋])([ัิีึืฺุู])", r"\2\1", text)
    text = " ".join(text.split())
    if not text or not set(text) <= set(CHARACTERS) or not composed(text):
        return None
    return text


SYLLABLE_PART = re.compile("[ก-ฮฯ][ฺุู]?[็ัิีึื]?[่้๊๋์ํ]?ำ?|[ฤฦ]ๅ?|[^ก-ฮ็ัิีึืฺุู่้๊๋์ํำ]")
"""A consonant with its marks, or any other character by itself."""


def composed(text: str) -> bool:
    """Say whether every mark of a text stands on a consonant that can carry it."""
    return "".join(SYLLABLE_PART.findall(text)) == text
