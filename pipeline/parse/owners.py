"""Who is responsible: the units that a cell names."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.facts.readers import is_spelled
from pipeline.model.report import PlanItem
from pipeline.parse.doubts import OWNERS_FROM_OTHERS, OWNERS_UNSURE
from pipeline.parse.passage import Passage, would_fit
from pipeline.thai.alike import HALF, bare, unlikeness
from pipeline.thai.words import breaks_words

_STRONG = r"(?:ทุก|สำนัก|กอง|ฝ่าย|กลุ่ม|หน่วย|ศูนย์|แผนก)"
"""Words with which hardly anything but a unit's name begins."""
_WEAK = (
    r"(?:ส่วน|งาน(?!วิ)|คณะ|สถาบัน|โรงเรียน|วิทยาลัย|ปลัด|ผู้(?:บริหาร|อำนวยการ|บังคับ)|หัวหน้า|เจ้า(?:หน้าที่|พนักงาน)|"
    r"นัก|รอง|นาย|นาง|อธิการ|เลขา|พนักงาน|บุคลากร|สายงาน|ทีม|องค์การ|เทศบาล|อบต|สภา|ครู)"
)
"""Words that may begin a unit's name or go on with one."""
_UNIT = re.compile(f"{_STRONG}|{_WEAK}")
_BREAK = re.compile(
    rf"\s*[,;•●]\s*|\s*/\s*(?={_STRONG}|{_WEAK})|\s+และ(?={_STRONG}|{_WEAK})| +(?={_STRONG}|{_WEAK})"
    r"|(?<!\S)[-–]\s*|(?<!\S)\(?[0-9๐-๙]{1,2}[.)]\s*|\n"
)
_OPEN = re.compile(r"(?:และ|หรือ|/|,|ของ|ด้าน)$")


@dataclass(frozen=True, slots=True)
class Owners:
    """The units that a cell names."""

    units: tuple[str, ...] = ()
    unsure: bool = False
    """Whether a line break may as well lie inside a unit's name as between two units."""


def begins_unit(text: str) -> bool:
    """Tell whether a text begins as the name of a unit does."""
    return _UNIT.match(text) is not None


def split_owners(passage: Passage) -> Owners:
    """Return the units that a cell names, in order, each once.

    A unit begins with a word such as ``กอง`` or ``สำนัก``; ``และ`` inside a unit's name does not part it. A word that
    may also go on with a name begins a unit on a new line only where it would have fitted on the line above. A cell
    that begins with no such word is one owner.
    """
    text = passage.text
    cuts = {match.start(): match.end() for match in _BREAK.finditer(text)}
    unsure = False
    for at, start in enumerate(passage.starts):
        word = _UNIT.match(text, start)
        before = text[:start].rstrip()
        if not at or word is None or _OPEN.search(before) or start in cuts.values() or _goes_on(before, word[0]):
            continue
        token = _TOKEN.split(text[start:], maxsplit=1)[0]
        if _HEAD.fullmatch(token):
            continue
        if re.match(_STRONG, word[0]) or would_fit(passage.inks[at - 1], token):
            cuts[start] = start
        else:
            unsure = True
    pieces, done = [], 0
    for start, end in sorted(cuts.items()):
        if start >= done:
            pieces.append(text[done:start])
            done = end
    pieces.append(text[done:])
    return Owners(tuple(dict.fromkeys(piece.strip(" ,.;-") for piece in pieces if piece.strip(" ,.;-"))), unsure)


_TOKEN = re.compile(r"[\s,;/]")
_HEAD = re.compile(
    r"(?:^|[\s,;/])(?:สำนัก|สำนักงาน|กอง|ฝ่าย|กลุ่ม|กลุ่มงาน|หน่วย|หน่วยงาน|ศูนย์|งาน|แผนก|ส่วน|[^\s,;/]*(?:บริหาร|หัวหน้า|พนักงาน))$"
)
"""What is no unit yet: its first word alone."""


def _goes_on(before: str, word: str) -> bool:
    """Tell whether a word can only go on with the name before it: ``สำนัก`` and ``ปลัด``, ``กลุ่มบริหาร`` and ``งาน``."""
    if word in ("ปลัด", "ส่วน", "องค์การ", "เทศบาล") and re.search(r"(?:^|[\s,/])สำนัก[^\s,/]*$|ปลัด[^\s,/]*$", before):
        return True
    return _HEAD.search(before) is not None


def settle_owners(plan: Sequence[PlanItem]) -> tuple[PlanItem, ...]:
    """Return a plan whose misread units are named as other rows name them.

    A unit is responsible for several rows. Where an engine has read a name that is no words, or that differs from
    another row's in marks alone, and exactly one name of the other rows is like it, that is its name. Names that a line
    break has run into one are told apart where other rows have each by itself. What the file spells stays.
    """
    rows = Counter(unit for item in plan for unit in dict.fromkeys(item.responsible_units))
    return tuple(item if is_spelled(item.responsible.reader) else _settled(item, rows) for item in plan)


def _settled(item: PlanItem, rows: Mapping[str, int]) -> PlanItem:
    others = {unit: count - (unit in item.responsible_units) for unit, count in rows.items()}
    known = tuple(unit for unit, count in others.items() if count > 0 and not breaks_words(unit))
    unsure = OWNERS_UNSURE in item.doubts
    told = {
        unit: _parted(unit, known) if unsure and unit not in known else (_name_of(unit, known, others[unit]),)
        for unit in item.responsible_units
    }
    if all(names == (unit,) for unit, names in told.items()):
        return item
    printed = item.responsible.value or ""
    for unit, names in told.items():
        if len(names) == 1:
            printed = printed.replace(unit, names[0])
    return replace(
        item,
        responsible=replace(item.responsible, value=printed),
        responsible_units=tuple(dict.fromkeys(name for names in told.values() for name in names)),
        doubts=(*(doubt for doubt in item.doubts if doubt != OWNERS_UNSURE), OWNERS_FROM_OTHERS),
    )


def _parted(unit: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the two names of other rows that a line break has run into one, or the name as it is."""
    both = [(one, unit[len(one) :].strip()) for one in known if unit.startswith(one)]
    parted = [names for names in both if names[1] in known]
    return parted[0] if len(parted) == 1 else (unit,)


def _name_of(unit: str, known: Sequence[str], elsewhere: int) -> str:
    """Return the name of a unit by the names that other rows have.

    Args:
        unit: The name as read.
        known: The names of other rows that are words.
        elsewhere: In how many other rows the same was read.
    """
    if unit in known:
        return unit
    letters = bare(unit)
    most = 1.0 + len(letters) / PART_MISREAD if breaks_words(unit) else HALF if not elsewhere else 0.0
    ranked = sorted((unlikeness(letters, bare(name), most + CLEARLY), name) for name in known)
    if not ranked or ranked[0][0] >= most or (len(ranked) > 1 and ranked[1][0] < ranked[0][0] + CLEARLY):
        return unit
    return ranked[0][1]


PART_MISREAD = 8
"""Of so many letters one may be misread, and one more."""
CLEARLY = 1.0
"""So many letters further away every other name must be."""
