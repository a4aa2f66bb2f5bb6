"""What a cell or a phrase is a score of: an indicator, an instrument, a question or the total."""

import re
from dataclasses import dataclass, replace

from pipeline.facts import TOTAL, Framework
from pipeline.model.report import Key, Reading
from pipeline.parse.codes import SPELLED, Section, read_code
from pipeline.parse.passage import Passage
from pipeline.parse.sections import damaged_name, find_indicator, starting_name
from pipeline.thai.alike import folded, forgiving
from pipeline.thai.numbers import to_arabic
from pipeline.thai.skeleton import skeleton

_NUMBERED = re.compile(r"(?:ตัวชี้วัด\s*(?:ที่)?\s*|ที่\s*|ด้านที่\s*)?(?P<number>10|[1-9])(?![0-9.]*[0-9])\s*[.):]?\s*")
_NAMED_INDICATOR = re.compile(r"ตัวชี้วัด\s*(?:ที่)?\s*(?:10|[1-9])(?![0-9])")
_DAMAGED_NUMBERED, _DAMAGED_NAMED = (
    re.compile(forgiving(pattern.pattern)) for pattern in (_NUMBERED, _NAMED_INDICATOR)
)
"""The same where a recogniser has lost marks or confused letters."""
_SUB = re.compile(r"(?:ตัวชี้วัดย่อย\s*(?:ที่)?\s*)?(?P<number>(?:9|10)\.[1-9])(?![0-9])\s*")
_INSTRUMENT = re.compile(r"(?<![A-Za-z])([IEO]IT)(?![A-Za-z])", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:ผล)?(?:คะแนน|ค่า)?(?:เฉลี่ย)?(?:ผลการประเมิน)?(?:รวม|ภาพรวม|ในภาพรวม)(?:ทั้งหมด|ทั้งสิ้น|ทุกตัวชี้วัด|สุทธิ|เฉลี่ย|คะแนน|ita|ของหน่วยงาน|ทั้ง10ตัวชี้วัด|ระดับหน่วยงาน|\(.*\))*"
    r"|(?:ผล)?คะแนน(?:ผล)?(?:การประเมิน)?ita(?:\(?100\)?)?|ita(?:score)?|คะแนนเฉลี่ย|คะแนนรวมเฉลี่ย|(?:คะแนน)?ผลการประเมิน(?:ita)?(?:ใน)?(?:ภาพรวม)?|total(?:score)?",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"(?:ผล)?(?:คะแนน)?(?:รวม|เฉลี่ย|คะแนนเฉลี่ย|ค่าเฉลี่ย|รวมเฉลี่ย)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """What something is a score of."""

    key: Key
    name: str = ""
    """The indicator's name as printed."""
    doubtful: bool = False
    """Whether a number and a name beside each other are of two indicators."""
    doubt: str = ""
    """How a damaged code was made out."""
    ink: Reading[str] | None = None
    """Where the code, the number or the name is printed."""
    digits: Reading[str] | None = None
    """Of a question's code the digits alone."""


def find_label(passage: Passage, section: Section, rules: Framework) -> Label | None:
    """Make out what a cell is a score of, with its ink, or return None; see ``read_label``."""
    label = read_label(passage.text, section, rules)
    return with_ink(label, passage) if label is not None else None


def with_ink(label: Label, passage: Passage, start: int = 0, end: int | None = None) -> Label:
    """Return a label with the ink that says it: its code or its number in ``text[start:end]``, else the whole text."""
    pattern = _CODE_INK if label.key.is_question else _NUMBER_INK
    stop = len(passage.text) if end is None else end
    match = pattern.search(passage.plain, start, stop) if label.key.code[-1].isdecimal() else None
    if match is None:
        return replace(label, ink=passage.whole())
    digits = passage.read(label.key.code, *match.span("digits"))
    return replace(label, ink=passage.read(label.key.code, *match.span("ink")), digits=digits)


_CODE_INK = re.compile(r"(?P<ink>(?:[IEO]IT\s?|[IEO])[.\-]?\s?(?P<digits>[0-9]{1,2})(?![0-9]))", re.IGNORECASE)
_NUMBER_INK = re.compile(r"(?P<ink>(?P<digits>(?:10|[1-9])(?:\.[1-9])?))(?![0-9])")


def read_label(text: str, section: Section, rules: Framework) -> Label | None:
    """Make out what a cell's text is a score of, or return None.

    Args:
        text: Cleaned text.
        section: Where it stands.
        rules: The year's facts.
    """
    plain = to_arabic(text).strip(_AROUND)
    if not plain or len(plain) > MAX_LABEL:
        return None
    found = (variant(plain, section, rules) for variant in VARIANTS)
    return next((label for label in found if label is not None), None)


_AROUND = " :*-–—_\n"
"""What parts a label from what stands beside it, or is left of a rule."""
MAX_LABEL = 160
"""A longer text is a sentence, not a label."""


def _question(plain: str, section: Section, rules: Framework) -> Label | None:
    match = re.match(rf"(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?({SPELLED})(?:\s|$|[:.])", plain, re.IGNORECASE)
    code = read_code(match[1], section, rules) if match and not _DIRT.match(match[1]) else None
    return Label(Key(code.text, section.part if code.text[0] == "E" else "")) if code else None


_SPECKS = re.compile(r"[iIlj|!.,:;'“”\"\s–—_-]{1,8}")
"""What is left of the rules beside a name."""
_DIRT = re.compile(r"[ieo]\s")
"""A small letter apart from the number is what a piece of a rule is read as."""


def _sub_indicator(plain: str, _section: Section, rules: Framework) -> Label | None:
    match = _SUB.match(plain)
    if match is None:
        return None
    item = next((item for item in rules.items if item.key.code == match["number"]), None)
    return Label(item.key, plain[match.end() :].strip()) if item else None


def _indicator(plain: str, _section: Section, rules: Framework) -> Label | None:
    """An indicator by its number, its name, or both."""
    match = _NUMBERED.match(plain) or _DAMAGED_NUMBERED.match(folded(plain))
    rest = plain[match.end() :] if match else plain
    named = starting_name(rest, rules) or damaged_name(rest, rules)
    if named is not None:
        item, end = named
        tail = rest[end:].strip()
        if tail and not _SPECKS.fullmatch(tail) and not re.match(r"[(:=0-9]|ได้|คะแนน|ร้อยละ|มี|[IEO]IT$", tail):
            return None
        doubtful = match is not None and int(match["number"]) != item.indicator_no
        return Label(item.key, rest[:end].strip(), doubtful)
    if match is None or not (_NAMED_INDICATOR.match(plain) or _DAMAGED_NAMED.match(folded(plain))):
        return None
    rest = rest.strip()
    similar = find_indicator(rest, rules) if rest else None
    if rest and similar is None and not re.fullmatch(r"\(.*\)|[IEO]IT", rest):
        return None
    return Label(Key(match["number"])) if Key(match["number"]) in {item.key for item in rules.indicators()} else None


def _instrument(plain: str, _section: Section, rules: Framework) -> Label | None:
    if re.search(r"public|survey|ส่วนที่\s*[12]", plain, re.IGNORECASE):
        return None
    found = {match[1].upper() for match in _INSTRUMENT.finditer(plain)}
    if not found:
        whole = skeleton(plain)
        found = {
            item.key.code
            for item in rules.items
            if item.key.code == item.instrument and any(skeleton(name) in whole for name in item.names)
        }
    return Label(Key(found.pop())) if len(found) == 1 else None


def _total(plain: str, _section: Section, _rules: Framework) -> Label | None:
    return Label(TOTAL) if _TOTAL.fullmatch("".join(plain.split())) else None


VARIANTS = (_question, _sub_indicator, _indicator, _instrument, _total)


def is_subtotal(text: str) -> bool:
    """Tell whether a row's label is a bare ``รวม`` or ``เฉลี่ย``, of whatever stands above it."""
    return bool(_SUBTOTAL.fullmatch("".join(text.split())))
