"""Who is responsible: the units that a cell names."""

import re

from pipeline.parse.passage import Ink, Passage

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
_ENDS_OPEN = re.compile(r"(?:และ|หรือ|/|,|ของ|ด้าน)$")
_MARKS = re.compile(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
PADDING = 8.0
"""So many points of a cell's width are left free beside its text."""


def split_owners(passage: Passage) -> tuple[str, ...]:
    """Return the units that a cell names, in order, each once.

    A unit begins with a word such as ``กอง`` or ``สำนัก``; ``และ`` inside a unit's name does not part it. A word that
    may also go on with a name begins a unit on a new line only where it would have fitted on the line above. A cell
    that begins with no such word is one owner.
    """
    text = passage.text
    cuts = {match.start(): match.end() for match in _BREAK.finditer(text)}
    for at, start in enumerate(passage.starts):
        if at and _begins_unit(passage.inks[at - 1], text, start):
            cuts.setdefault(start, start)
    pieces, done = [], 0
    for start, end in sorted(cuts.items()):
        if start >= done:
            pieces.append(text[done:start])
            done = end
    pieces.append(text[done:])
    return tuple(dict.fromkeys(piece.strip(" ,.;-") for piece in pieces if piece.strip(" ,.;-")))


def _begins_unit(before: Ink, text: str, start: int) -> bool:
    """Tell whether the line of a cell that begins here begins a unit."""
    word = _UNIT.match(text, start)
    if word is None or _ENDS_OPEN.search(text[:start].rstrip()):
        return False
    return re.match(_STRONG, word[0]) is not None or _would_fit(before, word[0])


def _would_fit(before: Ink, word: str) -> bool:
    """Tell whether a word would have fitted behind a line, so that somebody has broken the line there."""
    written = len(_MARKS.sub("", before.line.text))
    free = before.right - before.left - before.line.bbox.width - PADDING
    return written > 0 and free > before.line.bbox.width / written * len(_MARKS.sub("", word))
