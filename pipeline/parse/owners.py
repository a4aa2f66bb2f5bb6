"""Who is responsible: the units that a cell names."""

import re
from dataclasses import dataclass

from pipeline.parse.passage import Passage, would_fit

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
