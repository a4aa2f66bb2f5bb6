"""A report's stream of lines and tables taken apart: headings, statements, text between them, tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.facts import Framework
from pipeline.parse.codes import MISREAD, SPELLED, WITHOUT_LETTER, Section, read_code, stands_at
from pipeline.parse.passage import Ink, Passage, begins_paragraph, is_apart, join
from pipeline.parse.sections import SPECKS, Heading, read_heading
from pipeline.parse.slots import Grid, Part
from pipeline.thai.numbers import to_arabic

STATEMENT = re.compile(
    r"(?:[-•*●]|\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?(?=\s))?\s*"
    rf"(?:(?:ประเด็น)?(?:ข้อ)?ค(?:ำ|่า|า)ถาม\s*(?:ที่|ข้อ|ข้อที่)?\s*[:.]?\s*\(?(?P<asked>{SPELLED}|{MISREAD})"
    rf"|(?:ประเด็น|ข้อ|รายการ|ตัวชี้วัด|ข้อย่อย)\s*(?:ที่|ข้อ)?\s*[:.]?\s*\(?(?P<listed>{SPELLED})|\(?(?P<bare>{SPELLED})"
    rf"|(?:ข้อ\s*(?:ที่)?\s*)?\(?(?P<damaged>{WITHOUT_LETTER}))\s*[):.]?",
    re.IGNORECASE,
)
"""The start of a statement about one question, in Arabic digits; worn ink makes ``ค่า`` of ``คำ``."""
_LIST_AFTER = re.compile(r"\s*(?:,|และ|ถึง|-\s*[IEO]?[0-9])")
_TITLE = re.compile(
    r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?\s*|\([0-9]\)\s*)?(?:การนำผล|การวิเคราะห์|การกำกับ|แผน(?:การ|ปฏิบัติ|งาน|พัฒนา|ปรับปรุง)|มาตรการ|ตาราง|แนวทาง|บทที่|ภาคผนวก|สรุป|ผลการ|รายงาน|ข้อเสนอ|ประกาศ|ผลคะแนน|ส่วนที่|ตอนที่|การดำเนินการ)"
)
_STRONG_TITLE = re.compile(r"การนำผล|ตาราง(?:ที่|แสดง|สรุป)|แผน(?:ปฏิบัติการ|การดำเนิน|ปรับปรุง|พัฒนา)|มาตรการส่งเสริม")
_LABEL = re.compile(r"[ก-๎/ ]{2,40}:")
"""A line of a form: ``ข้อเสนอแนะ : …``."""
NEAR = 4
"""A title stands so few lines above its table."""
_UNFINISHED = re.compile(r"(?:ควร|จะได้|จึง|และ|หรือ|ของ|ให้|เพื่อ|ต้อง|โดย|จาก|เผยแพร่|จัดทำ)$")
"""No sentence ends with these words: what follows goes on with it."""
MAX_TITLE = 120
"""A longer line is a sentence."""


class Kind(StrEnum):
    """What a block of text is."""

    TEXT = "text"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text under one heading."""

    kind: Kind
    section: Section
    passage: Passage
    heading: Heading | None = None
    """The heading that it begins with."""
    cut: bool = False
    """Whether what follows may belong to it: it looks like a title, but no gap parts them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A table and where it stands."""

    section: Section
    grid: Grid


@dataclass(slots=True)
class _Open:
    """The block that is being read."""

    kind: Kind = Kind.TEXT
    section: Section = field(default_factory=Section)
    heading: Heading | None = None
    inks: list[Ink] = field(default_factory=list)


def outline(parts: Sequence[Part], rules: Framework) -> tuple[Block | Placed, ...]:
    """Return the blocks and tables of a report, each with the section where it stands."""
    found: list[Block | Placed] = []
    block = _Open()
    for at, part in enumerate(parts):
        before = parts[at - 1] if at else None
        if isinstance(part, Grid):
            _close(found, block)
            found.append(Placed(block.section, part))
            block = _Open(section=block.section)
            continue
        opened = _opens(part, before, parts[at + 1 :], block, rules)
        if opened is not None:
            titled = opened.kind is Kind.TEXT and opened.heading is None and not _STRONG_TITLE.match(_plain(part))
            _close(found, block, cut=titled and isinstance(before, Ink) and not _is_parted(before, part))
            block = opened
        block.inks.append(part)
    _close(found, block)
    return tuple(found)


def _close(found: list[Block | Placed], block: _Open, *, cut: bool = False) -> None:
    if block.inks:
        found.append(Block(block.kind, block.section, join(block.inks), block.heading, cut))


def _plain(ink: Ink) -> str:
    return to_arabic(ink.line.text.strip())


def _is_parted(before: Ink, part: Ink) -> bool:
    """Tell whether a line stands clearly apart from the one before it: by a gap, in the middle, or on another page."""
    across = part.right - part.left
    centred = abs(part.line.bbox.middle[0] - (part.left + part.right) / 2) < CENTRED * across
    indented = part.line.bbox.x0 > part.left + CENTRED * across
    return is_apart(before, part) or before.page != part.page or (centred and indented)


CENTRED = 0.05
"""A line whose middle lies so near that of the text, in shares of its width, is centred."""


def _opens(ink: Ink, before: Part | None, after: Sequence[Part], block: _Open, rules: Framework) -> _Open | None:
    """Return the block that a line opens, or None where it goes on with the one before."""
    plain = _plain(ink)
    fresh = _is_fresh(before, ink)
    heading = read_heading(plain, block.section, rules)
    if heading is not None and _stands_alone(plain, heading, fresh=fresh):
        return _Open(Kind.TEXT, heading.section, heading)
    match = STATEMENT.match(plain)
    if match is not None and _opens_statement(plain, match, block.section, rules, fresh=fresh):
        return _Open(Kind.STATEMENT, block.section)
    if _is_title(plain, ink, before, after, fresh=fresh):
        return _Open(Kind.TEXT, Section() if block.kind is Kind.STATEMENT else block.section)
    return None


def _is_title(plain: str, ink: Ink, before: Part | None, after: Sequence[Part], *, fresh: bool) -> bool:
    """Tell whether a line is the title of a chapter or a table: a paragraph of its own, or right above a table."""
    if len(plain) > MAX_TITLE or _TITLE.match(plain) is None or _LABEL.match(plain):
        return False
    if isinstance(before, Ink) and _UNFINISHED.search(before.line.text.rstrip()):
        return False
    if any(isinstance(part, Grid) for part in after[:NEAR]) and _STRONG_TITLE.match(plain):
        return True
    return fresh and (not after or _is_fresh(ink, after[0]))


def _stands_alone(plain: str, heading: Heading, *, fresh: bool) -> bool:
    """Tell whether a line is a heading: nothing follows but a score, and it does not go on from the line before."""
    rest = plain[heading.end :].strip()
    rest = rest if rest.strip(SPECKS) else ""
    scored = re.match(r"(?:ได้|มี|คะแนน|ผลคะแนน|ร้อยละ|เท่ากับ|[(:=–-])", rest)
    return (not rest or scored is not None) and (fresh or heading.indicator is not None or not rest)


def _opens_statement(plain: str, match: re.Match[str], section: Section, rules: Framework, *, fresh: bool) -> bool:
    """Tell whether a line that begins with a code opens a statement: a title may begin with one too."""
    rest = plain[match.end() :]
    if section == Section() and "คะแนน" not in rest:
        return False
    if match["damaged"]:
        code = read_code(match["damaged"], section, rules)
        return fresh and code is not None and stands_at(code, section, rules)
    if _LIST_AFTER.match(rest):
        return bool(match["asked"]) and fresh
    if match["asked"] or (match["listed"] and re.match(r"\s*(?:ได้|มี)?(?:ผล)?คะแนน", rest)):
        return True
    return fresh and bool(rest.strip())


def _is_fresh(before: Part | None, part: Part) -> bool:
    """Tell whether a line begins a paragraph; it does before and after a table."""
    if not isinstance(before, Ink) or not isinstance(part, Ink):
        return True
    return begins_paragraph(before, part)
