"""The letters and marks of Thai script, by what they do in a syllable."""

CONSONANTS = "ก-ฮ"
LEADING_VOWELS = "เ-ไ"
FOLLOWING_VOWELS = "ะาำๅ"
VOWEL_MARKS = "\u0e31\u0e34-\u0e3a\u0e47"
"""Above or below a consonant, with the short-vowel mark: ั ิ ี ึ ื ุ ู ฺ ็."""
TONE_MARKS = "\u0e48-\u0e4b"
OTHER_MARKS = "\u0e4c\u0e4d\u0e4e"
"""Silencer ์, nikhahit ํ, yamakkan ๎."""
MARKS = VOWEL_MARKS + TONE_MARKS + OTHER_MARKS
"""Everything that stands above or below a consonant; a range for use inside ``[]``."""
SARA_AA = "\u0e32"
SARA_AM = "\u0e33"
NIKHAHIT = "\u0e4d"

_SHAPES = (
    "\u0e10"  # without its descender
    "\u0e34\u0e35\u0e36\u0e37"  # shifted left
    "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # low and left
    "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # low
    "\u0e0d"  # without its descender
    "\u0e31\u0e4d\u0e47"  # shifted left
    "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # high and left
    "\u0e38\u0e39\u0e3a"  # pulled down
)
"""What U+F700, U+F701 and so on are shapes of, as older Thai fonts lay them out."""
_PRIVATE_USE = {0xF700 + place: real for place, real in enumerate(_SHAPES)}


def from_private_use(text: str) -> str:
    """Return ``text`` with the real letters for the shifted shapes that older Thai fonts keep at U+F700 to U+F71A."""
    return text.translate(_PRIVATE_USE)
