"""What is known of the marks of Thai script that text layers damage."""

import re

UPPER_VOWELS = "ัิีึื็ํ"
LOWER_VOWELS = "ฺุู"
TONES = "่้๊๋"
UPPER = UPPER_VOWELS + TONES + "์๎"
MARKS = frozenset(UPPER + LOWER_VOWELS)
"""Drawn above or below a consonant; a mark never stands alone."""
RING, AA, AM = "ํ", "า", "ำ"
CONSONANTS = frozenset(chr(code) for code in range(0x0E01, 0x0E2F))
PLAIN = frozenset("กคงจฉชซดตถทธนบผพมยรลวสหอ")
"""Consonants without a part above the height of ``า`` or below the base line in any font."""
LOST = "\N{REPLACEMENT CHARACTER}"

_RANK = dict.fromkeys(UPPER_VOWELS + LOWER_VOWELS, 0) | dict.fromkeys(TONES + "์๎", 1)

PRIVATE = {  # the places of Thai fonts for Windows: shifted left, low, or without their lower part
    "\uf700": "ฐ", "\uf701": "ิ", "\uf702": "ี", "\uf703": "ึ", "\uf704": "ื", "\uf705": "่", "\uf706": "้",
    "\uf707": "๊", "\uf708": "๋", "\uf709": "์", "\uf70a": "่", "\uf70b": "้", "\uf70c": "๊", "\uf70d": "๋",
    "\uf70e": "์", "\uf70f": "ญ", "\uf710": "ั", "\uf711": "ํ", "\uf712": "็", "\uf713": "่", "\uf714": "้",
    "\uf715": "๊", "\uf716": "๋", "\uf717": "์", "\uf718": "ุ", "\uf719": "ู", "\uf71a": "ฺ",
}  # fmt: skip
"""Private-use places of shifted marks to the marks (WTT 2.0 glyph variants, as TLWG's and Microsoft's fonts have)."""

TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ARABIC_DRAWN_THAI = re.compile("IT[9๙]", re.IGNORECASE)


def in_order(marks: str) -> str:
    """Return a cluster's marks as they are typed: vowel, then tone."""
    return "".join(sorted(marks, key=lambda mark: _RANK.get(mark, 2)))


def draws_thai_digits(font: str) -> bool:
    """Tell whether a font draws Thai digits for Arabic ones, as TH SarabunIT๙ and its sisters do, by its name."""
    return _ARABIC_DRAWN_THAI.search(font) is not None
