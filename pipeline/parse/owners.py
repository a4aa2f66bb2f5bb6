"""Who is responsible: the units that a cell names."""

import re

from pipeline.parse.passage import Passage

_UNIT = (
    r"(?:ทุก|สำนัก|กอง|ฝ่าย|กลุ่ม|หน่วย|ศูนย์|ส่วน|งาน(?!วิ)|คณะ|สถาบัน|แผนก|โรงเรียน|วิทยาลัย|ปลัด|ผู้(?:บริหาร|อำนวยการ|บังคับ|รับ)|หัวหน้า|เจ้า(?:หน้าที่|พนักงาน)|"
    r"นัก|รอง|นาย|นาง|อธิการ|เลขา|พนักงาน|บุคลากร|คลัง|สายงาน|ทีม|คณะกรรมการ|คณะทำงาน|องค์การ|เทศบาล|กรม|อบต|โครงการ|สภา|ครู)"
)
_BREAK = re.compile(
    rf"\s*[,;•●]\s*|\s*/\s*(?={_UNIT})|\s+และ(?={_UNIT})|\s+(?={_UNIT})|(?<!\S)[-–]\s*|(?<!\S)\(?[0-9๐-๙]{{1,2}}[.)]\s*"
)
_ENDS_OPEN = re.compile(r"(?:และ|หรือ|/|,|ของ|ด้าน)$")


def split_owners(passage: Passage) -> tuple[str, ...]:
    """Return the units that a cell names, in order, each once.

    A unit begins with a word such as ``กอง`` or ``สำนัก``; ``และ`` inside a unit's name does not part it. A cell that
    begins with no such word is one owner.
    """
    text = passage.text
    cuts = {match.start(): match.end() for match in _BREAK.finditer(text)}
    for start in passage.starts[1:]:
        if re.match(_UNIT, text[start:]) and not _ENDS_OPEN.search(text[:start].rstrip()):
            cuts.setdefault(start, start)
    pieces, done = [], 0
    for start, end in sorted(cuts.items()):
        if start >= done:
            pieces.append(text[done:start])
            done = end
    pieces.append(text[done:])
    return tuple(dict.fromkeys(piece.strip(" ,.;-") for piece in pieces if piece.strip(" ,.;-")))
