"""Thai text as people write it, out of what text layers and engines make of it, and wrapped lines joined again."""

import re
import unicodedata

from pipeline.thai.marks import (
    CONSONANTS,
    MARKS,
    NIKHAHIT,
    SARA_AA,
    SARA_AM,
    TONE_MARKS,
    from_private_use,
)

_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
"""Zero-width spaces and joiners, and soft hyphens."""
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")

_SPACE_BEFORE_MARK = re.compile(f"(?<=[{CONSONANTS}{MARKS}]) (?=[{MARKS}{SARA_AM}])")
_SPLIT_SARA_AM = re.compile(f"(?<=[{CONSONANTS}])([{TONE_MARKS}]?) {SARA_AA}")
"""No Thai word begins with า: it is what is left of ำ."""
_SPLIT_NIKHAHIT = re.compile(f"(?<={NIKHAHIT})([{TONE_MARKS}]*) {SARA_AA}")
_SYLLABLE = re.compile(f"(?<=[{CONSONANTS}])[{MARKS}{SARA_AA}{SARA_AM}]{{2,}}")

_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_TYPED = ("\u0e3a", "\u0e38\u0e39", "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47", NIKHAHIT, _TONES, "\u0e4c\u0e4e")
_ORDER = {mark: place for place, marks in enumerate(_TYPED) for mark in marks}
"""The order in which people type marks, which is also Unicode's canonical one."""


def clean(text: str) -> str:
    """Return Thai text with its marks in order and whole, and without what cannot be seen.

    What it mends: ำ in pieces (ํ and า, a space and า, tone marks on the wrong side), two เ for แ, tone marks before
    vowels, marks set twice, shapes from the private use area, a space before a mark. Spaces of all kinds become one
    space each; zero-width characters and soft hyphens go. No digit is changed, added or taken away, and line breaks
    stay. Cleaning twice changes nothing more. It loses what was damaged: the text as read must be kept beside it.

    ``pythainlp.util.normalize`` is not used: it drops marks that have no base, and strips the ends of lines, where a
    space tells how a wrapped line goes on.

    Examples:
        >>> clean("ด าเนินงาน")
        'ดำเนินงาน'
        >>> clean("นํ้าแเเละเเม่")
        'น้ำแและแม่'
    """
    text = _SPACES.sub(" ", _INVISIBLE.sub("", from_private_use(text)))
    while (cleaner := _mend(text)) != text:
        text = cleaner
    return text


_DOT = "[.,\u00b7'`]"
_STRAY = re.compile(
    rf"(?:^|(?<![0-9๐-๙]) ){_DOT}(?= |$)|^{_DOT}(?=[ก-๎])|(?<= ){_DOT} (?![0-9๐-๙])"
    r"|(?<=[ก-๎]{5})\.(?=$| [ก-๎]|[0-9๐-๙]{2}\.)"
)
"""A dot that stands alone but not between two digits, before a line's first letter, or behind a word, also before a
number that has its own: no Thai word ends with one but an abbreviation, which is short."""


_SIGN = r"[;!|~^`\"\u201c\u201d\u2018\u2019]"
_LONE = re.compile(
    rf"^[;:!|~^`]+ ?(?=[ก-๎])|^{_SIGN}+ (?=[ก-๎])|(?<![0-9๐-๙]) {_SIGN}+(?= (?![0-9๐-๙])|$)"
    r"|(?:(?<=[ก-๎]) |^)[ij]+(?=$| [ก-๎])"
)
"""Signs that stand alone, or before a line's first letter, and small upright strokes between Thai words: pieces of
rules. Beside a digit they stay: they may be one."""


def without_specks(text: str) -> str:
    """Return a line that was read off a picture without the dots, signs and strokes that dirt was read as.

    Dots of numbers, abbreviations and lists stay, and so do rows of dots.

    Examples:
        >>> without_specks("รองรับ . เพียงบางงานบริการ.")
        'รองรับ เพียงบางงานบริการ'
        >>> without_specks("พ.ศ. ๒๕๖๘ ได้ ๙๘ . ๕ !")
        'พ.ศ. ๒๕๖๘ ได้ ๙๘ . ๕ !'
        >>> without_specks("; ขั้นตอน i การให้ ! บริการ |")
        'ขั้นตอน การให้ บริการ'
    """
    return _LONE.sub("", _STRAY.sub("", text))


def _mend(text: str) -> str:
    """Mend what can be mended in one go; where one repair makes room for another, a second go does that."""
    text = unicodedata.normalize("NFC", text).replace("เเ", "แ")
    text = _SPACE_BEFORE_MARK.sub("", text)
    text = _SPLIT_NIKHAHIT.sub(rf"\1{SARA_AA}", text)
    text = _SPLIT_SARA_AM.sub(rf"\1{SARA_AM}", text)
    return _SYLLABLE.sub(_mend_syllable, text)


def _mend_syllable(run: re.Match[str]) -> str:
    """Return the marks after a consonant in typed order, each once, then า or ำ, then what cannot belong to it."""
    marks, vowel, done = "", "", 0
    for letter in run[0]:
        if letter in (SARA_AA, SARA_AM):
            if vowel == SARA_AA:
                break
            vowel = SARA_AM if vowel or NIKHAHIT in marks else letter
        elif vowel and letter not in _TONES:
            break
        else:
            marks += letter
        done += 1
    if vowel == SARA_AM:
        marks = marks.replace(NIKHAHIT, "")
    return "".join(dict.fromkeys(sorted(marks, key=_ORDER.__getitem__))) + vowel + run[0][done:]
