"""Headings: which instrument, indicator, part and sub-indicator the text below them is about."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from pipeline.facts import Framework, Item
from pipeline.model.report import Key
from pipeline.parse.codes import Section
from pipeline.thai.alike import folded, forgiving
from pipeline.thai.skeleton import closest, skeleton

_NUMBERING = r"(?:(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.,:)]?[-–—•*]{0,2}|\([0-9]{1,2}\)|[ก-ฮ][.)]|[-•*●])\s*)?"
_END = r"\s*[:\uff1a]?\s*"

_CONCERNED = r"การรับรู้(?:ของ)?\s*(?:ผู้มี)?\s*ส่วนได้(?:ส่วน)?เสีย\s*"
_INSTRUMENT = re.compile(
    _NUMBERING + r"(?:ผลการ(?:ประเมิน|วิเคราะห์)\s*)?(?:ตาม|จาก)?\s*(?:การประเมินตาม)?\s*"
    r"(?:แบบ(?:วัด|ตรวจ|สำรวจ)|เครื่องมือ)?\s*(?:ที่\s*[123]\s*)?"
    rf"(?:(?P<internal>{_CONCERNED}ภายใน)|(?P<external>{_CONCERNED}ภายนอก)"
    r"|(?P<open>การเปิดเผยข้อมูล\s*สาธารณะ)|(?P<code>[IEO]IT)\b(?!\s*(?:Public|Survey)))"
    r"\s*(?:\((?:[^()]{0,120}\)|[A-Z]{1,4}(?![A-Za-z0-9])|[^()0-9]{0,120}$))?" + _END,
    re.IGNORECASE,
)
_SPOKEN = {"internal": "IIT", "external": "EIT", "open": "OIT"}

_VISITOR = r"ผู้(?:มา)?(?:รับบริการ|ติดต่อ)[^()0-9:]{0,40}?"
_VISITORS = rf"{_VISITOR}ตอบ(?:แบบ[^()\s]{{0,20}})?ด้วย\s*ตนเอง|{_VISITOR}เข้า\s*ตอบ"
_ASSESSOR = r"(?:คณะ)?(?:ผู้ประเมิน|ที่ปรึกษา)(?:ฯ)?\s*(?:เป็นผู้)?\s*(?:ลงพื้นที่)?\s*(?:จัด)?\s*เก็บ\s*(?:รวบรวม)?\s*ข้อมูล"
_DAMAGED_WORD = rf"[ก-๎]{{2,4}}นที่(?=\s*\.?\s*[12]\s*[:.]?\s*(?:{_VISITORS}|{_ASSESSOR}))"
"""The word before the number of a part, where what follows tells that it is one."""
_PART = re.compile(
    _NUMBERING + r"(?:แบบ(?:วัด|สำรวจ)\s*)?(?:EIT\s*)?"
    rf"(?:(?:ส่วนที่|ตอนที่|{_DAMAGED_WORD})\s*\.?\s*(?P<number>[12])(?![0-9.])\s*[:.]?\s*)?"
    rf"(?:(?P<visitors>{_VISITORS})|(?P<assessor>{_ASSESSOR}))?\s*"
    r"(?:\(?\s*(?:แบบ(?:วัด|สำรวจ)\s*)?(?:EIT|External)?\s*[-–:]?\s*(?P<english>Pu[a-z0-9|]{3,5}|Su[a-z0-9|]{3,5})\s*\)?)?"
    + _END,
    re.IGNORECASE,
)
_INDICATOR = re.compile(
    _NUMBERING
    + r"(?:ผลการ(?:ประเมิน|วิเคราะห์)\s*)?ตัวชี้วัด\s*(?:ที่)?\s*[:]?\s*(?P<number>10|[1-9])(?![0-9.])\s*[.):]?"
    + _END
)
_SUB = re.compile(
    _NUMBERING + r"ตัวชี้วัดย่อย\s*(?:ที่)?\s*(?P<number>(?:9|10)\.[0-9])?" + _END + r"(?P<name>.*?)\s*(?:,?\s*ได้แก่|คือ|:|$)"
)
_DAMAGED_INSTRUMENT, _DAMAGED_PART, _DAMAGED_INDICATOR, _DAMAGED_SUB = (
    re.compile(forgiving(heading.pattern), re.IGNORECASE) for heading in (_INSTRUMENT, _PART, _INDICATOR, _SUB)
)
"""The same headings where a recogniser has lost marks or confused letters."""
_NAME_END = re.compile(r"\s*(?:ได้คะแนน|ได้\s*[0-9]|มีผลคะแนน|มีคะแนน|คะแนน|ร้อยละ|เท่ากับ|[(:=0-9])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a text."""

    section: Section
    """Where the text below it stands."""
    end: int
    """Where in the text it ends."""
    indicator: int | None = None
    """The indicator that it names."""
    name: str = ""
    """The indicator's name as it prints it."""
    doubtful: bool = False
    """Whether its number and its name are of two indicators."""


def read_heading(plain: str, section: Section, rules: Framework) -> Heading | None:
    """Find a heading at the start of a text.

    Args:
        plain: The text, in Arabic digits.
        section: Where it stands.
        rules: The year's facts.
    """
    return next((found for variant in VARIANTS if (found := variant(plain, section, rules)) is not None), None)


def read_headings(plain: str, section: Section, rules: Framework) -> Heading:
    """Read all headings that follow one another at the start of a text, such as a plan's first column."""
    end, doubtful, indicator = 0, False, None
    while found := read_heading(plain[end:], section, rules):
        section, doubtful = found.section, doubtful or found.doubtful
        indicator = found.indicator or indicator
        end += found.end
        end += len(plain[end:]) - len(plain[end:].lstrip())
    return Heading(section, end, indicator, doubtful=doubtful)


def is_heading(plain: str, rules: Framework) -> bool:
    """Tell whether a text is nothing but headings, with perhaps a speck behind them."""
    found = read_headings(plain, Section("EIT"), rules)
    return found.end > 0 and not plain[found.end :].strip(SPECKS)


SPECKS = " \t\n\xa0.,:;•·*-–—"
"""White space, and what dirt is read as."""


def find_indicator(name: str, rules: Framework) -> Item | None:
    """Return the indicator whose name a text is, or None."""
    wanted = skeleton(name)
    return next((item for item in rules.indicators() for known in item.names if skeleton(known) == wanted), None)


def is_name_of(name: str, key: Key, rules: Framework) -> bool:
    """Tell whether a name, white space aside, is one that the year's facts know of a score."""
    item = rules.item(key)
    bare = "".join(name.split())
    return item is not None and any(bare == "".join(known.split()) for known in item.names)


def damaged_name(text: str, rules: Framework) -> tuple[Item, int] | None:
    """Return the one indicator whose name a text starts with in a damaged spelling, and where the name ends.

    The name ends where a score, a bracket or a colon begins, or with the text.
    """
    end = _NAME_END.search(text)
    name = text[: end.start() if end else len(text)].rstrip()
    codes = {known: item.key.code for item in rules.indicators() for known in item.names}
    code = closest(name, codes) if name else None
    return next(((item, len(name)) for item in rules.indicators() if item.key.code == code), None)


def starting_name(text: str, rules: Framework) -> tuple[Item, int] | None:
    """Return the indicator whose name a text starts with and where the name ends; the longest name wins."""
    found = [
        (match.end(), item)
        for item in rules.indicators()
        for known in item.names
        if (match := spaced(known).match(text)) is not None
    ]
    return next(((item, end) for end, item in sorted(found, key=lambda pair: -pair[0])), None)


@cache
def spaced(name: str) -> re.Pattern[str]:
    """Return a pattern for a name in which line breaks may have left white space."""
    return re.compile(r"\s*".join(re.escape(character) for character in name if not character.isspace()))


def _sub_indicator(plain: str, section: Section, rules: Framework) -> Heading | None:
    match = _SUB.match(plain) or _DAMAGED_SUB.match(folded(plain))
    if match is None or not (match["name"] or match["number"]):
        return None
    known = next((item for item in rules.items if item.key.code == match["number"]), None)
    indicator = known.indicator_no if known else section.indicator
    name = plain[slice(*match.span("name"))].strip() or (known.names[0] if known and known.names else "")
    return Heading(replace(section, instrument="OIT", indicator=indicator, part="", sub_indicator=name), match.end())


def _numbered_indicator(plain: str, section: Section, rules: Framework) -> Heading | None:
    match = _INDICATOR.match(plain) or _DAMAGED_INDICATOR.match(folded(plain))
    if match is None:
        return None
    number = int(match["number"])
    item = next((item for item in rules.indicators() if item.indicator_no == number), None)
    if item is None:
        return None
    rest = plain[match.end() :]
    named = starting_name(rest, rules) or damaged_name(rest, rules)
    end = match.end() + (named[1] if named else 0)
    name = plain[match.end() : end].strip()
    instrument = item.instrument
    kept = section.instrument == instrument and (section.indicator is None or section.part_above)
    part = section.part if kept else ""
    doubtful = named is not None and named[0].indicator_no != number
    below = Section(instrument, number, part, part_above=bool(part) and section.part_above)
    return Heading(below, end, number, name, doubtful=doubtful)


def _instrument(plain: str, section: Section, rules: Framework) -> Heading | None:
    match = _INSTRUMENT.match(plain) or _DAMAGED_INSTRUMENT.match(folded(plain))
    if match is None:
        return None
    spoken = next((name for group, name in _SPOKEN.items() if match[group]), "")
    instrument = spoken or match["code"].upper()
    return Heading(section if section.instrument == instrument else Section(instrument), match.end())


def _part(plain: str, section: Section, rules: Framework) -> Heading | None:
    clear = _PART.match(plain)
    said = _parts(clear, section)
    match = clear if said else _DAMAGED_PART.match(folded(plain))
    said = said or _parts(match, section)
    if match is None or len(said) != 1:
        return None
    indicator = section.indicator if section.instrument == "EIT" else None
    above = indicator is None or section.part_above
    return Heading(Section("EIT", indicator, said.pop(), part_above=above), match.end())


def _parts(match: re.Match[str] | None, section: Section) -> set[str]:
    """Return the parts that a heading names: by who answered, in English, or by number."""
    if match is None:
        return set()
    english = (match["english"] or "").lower()
    named = (
        ("public", match["visitors"] or english.startswith("pu")),
        ("survey", match["assessor"] or english.startswith("su")),
        ("public" if match["number"] == "1" else "survey", match["number"] and section.instrument == "EIT"),
    )
    return {part for part, found in named if found}


VARIANTS: tuple[Callable[[str, Section, Framework], Heading | None], ...] = (
    _sub_indicator,
    _numbered_indicator,
    _part,
    _instrument,
)
