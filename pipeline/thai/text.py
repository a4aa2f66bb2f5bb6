"""Thai text as people write it, out of what text layers and engines make of it, and wrapped lines joined again."""

import re
import unicodedata
from collections.abc import Sequence

from pipeline.thai.marks import (
    CONSONANTS,
    FOLLOWING_VOWELS,
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


_NEVER_BEGINS = re.compile(f"[{MARKS}{FOLLOWING_VOWELS}.,;)\\]\u201d\u2019ฯ%/]")
_NEVER_ENDS = re.compile(r"[(\[\u201c\u2018/]$")
_DASH_AT_END = re.compile(r"(?P<space> ?)(?P<dash>[-–—])$")
_DASH_AT_BEGIN = re.compile(r"[-–—](?P<space> ?)")
_SPACED = re.compile(r"[0-9๐-๙A-Za-zๆฯ.,:;)\]\u201d\u2019%=•]")
"""Thai is written with a space on both sides of digits, Latin words and brackets, and after these marks."""
_BEGINS_SPACED = re.compile(
    r"[0-9๐-๙A-Za-zๆ:(\[\u201c\u2018=•]"
    r"|พ\.ศ\.|เช่น|ได้แก่|รวมทั้ง|รวมถึง|ทั้งนี้|ตลอดจน|เว้นแต่|ณ |คือ(?![ก-๎])"
)
_ENDS_SPACED = re.compile(r"(?:เช่น|ได้แก่|คือ|หมายความว่า|หมายถึง|(?<![ก-๎])ณ)$")


def flow(lines: Sequence[str], *, spaces_kept: bool = False) -> str:
    """Join the lines of wrapped Thai text as they stood before they were wrapped.

    Thai has no spaces between words, so most lines are joined without one. A space at a line's end is the one at
    which it was wrapped. Text layers mostly keep those, scans never do: there a space goes where it is seldom missing
    in official Thai, beside digits, Latin words and brackets, after full stops, commas and ๆ, and around a few words
    such as ``เช่น`` that begin or end a phrase. What is lost are spaces between two Thai words, of which one boundary in
    nine has one (tests/bench/wrapping.py). Nothing else in the lines is changed.

    Args:
        lines: In reading order; empty ones are left out.
        spaces_kept: Whether lines that were wrapped at a space end with it, so that all others had none.

    Examples:
        >>> flow(["ประจำปีงบประมาณ พ.ศ.", "๒๕๖๘ ขององค์การบริหาร", "ส่วนตำบลถ้ำรงค์"])
        'ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ขององค์การบริหารส่วนตำบลถ้ำรงค์'
    """
    text = ""
    for line in lines:
        body = line.strip()
        if not body:
            continue
        open_end = text.endswith(" ") or line[0].isspace()
        text = text.rstrip()
        if text and (open_end or (not spaces_kept and _is_spaced(text[-20:], body))):
            text += " "
        text += body + (" " if line[-1].isspace() else "")
    return text.rstrip()


def _is_spaced(before: str, after: str) -> bool:
    """Tell whether a space belongs where one line ends and the next begins, by the letters on both sides."""
    if _NEVER_BEGINS.match(after) or _NEVER_ENDS.search(before):
        return False
    if dash := _DASH_AT_END.search(before):
        return bool(dash["space"])
    if dash := _DASH_AT_BEGIN.match(after):
        return bool(dash["space"])
    return bool(_SPACED.match(before[-1]) or _BEGINS_SPACED.match(after) or _ENDS_SPACED.search(before))
