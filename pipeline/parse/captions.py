"""Names of columns that a recogniser has damaged: told by likeness from the names that offices give."""

from dataclasses import dataclass
from functools import cache

from pipeline.parse.columns import AGENCY, LABEL, MAX_NAME, PROVINCE, TYPE, names_a_column, role
from pipeline.thai.alike import bare, unlikeness

CAPTIONS = (
    "ลำดับ", "ลำดับที่", "ตัวชี้วัดที่",
    "ข้อคำถาม", "ข้อคำถามที่", "รหัสข้อคำถาม", "รายการประเมิน",
    "ตัวชี้วัดความสำเร็จ", "ตัวชี้วัด/เป้าหมาย", "ผลลัพธ์ที่คาดหวัง", "ผลที่คาดว่าจะได้รับ", "ค่าเป้าหมาย",
    "ระยะเวลา", "ระยะเวลาดำเนินการ", "ระยะเวลาในการดำเนินการ", "กำหนดเวลา", "กำหนดแล้วเสร็จ", "ช่วงเวลา", "วันที่ดำเนินการ",
    "ผู้รับผิดชอบ", "ผู้รับผิดชอบหลัก", "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบ", "ส่วนงานที่รับผิดชอบ",
    "งบประมาณ", "งบประมาณ(บาท)",
    "การกำกับติดตาม", "ผลการดำเนินการ", "ผลการดำเนินงาน", "หมายเหตุ",
    "ประเด็น", "ประเด็นที่ต้องพัฒนา", "ประเด็นการปรับปรุง", "ประเด็นการประเมิน", "ประเด็นที่ต้องปรับปรุง", "ประเด็นที่ต้องปรับปรุงหรือพัฒนา",
    "ข้อบกพร่อง/จุดอ่อน", "ประเด็นปัญหา", "ปัญหา/อุปสรรค",
    "ขั้นตอน/วิธีปฏิบัติการ", "ขั้นตอน/วิธีการดำเนินการ", "วิธีการ/ขั้นตอน", "ขั้นตอนการดำเนินการ", "วิธีดำเนินการ", "แนวทางการดำเนินงาน",
    "แนวทางการดำเนินการ", "แนวทางปฏิบัติ", "รายละเอียดการดำเนินการ",
    "มาตรการ", "มาตรการ/โครงการ/กิจกรรม", "มาตรการ/แนวทาง", "โครงการ/กิจกรรม/มาตรการ", "โครงการ/กิจกรรม",
    "มาตรการ/แนวทางการปรับปรุง",
    "ข้อเสนอแนะ", "ข้อเสนอแนะ/แนวทางการปรับปรุง", "แนวทางการแก้ไข", "แนวทางการปรับปรุง", "แนวทางการพัฒนา",
    "เครื่องมือ", "เครื่องมือการประเมิน",
    "คะแนนเต็ม", "คะแนนถ่วงน้ำหนัก", "คะแนนถ่วงน้ำหนักตามเครื่องมือการประเมิน", "คะแนนตามน้ำหนัก", "น้ำหนัก", "ค่าน้ำหนัก",
    "ผลต่าง", "เพิ่มขึ้น/ลดลง", "ส่วนต่าง",
    "ตัวชี้วัด", "ชื่อตัวชี้วัด", "เครื่องมือ/ตัวชี้วัด",
    "คะแนน", "คะแนนที่ได้", "ผลคะแนน", "คะแนนเฉลี่ย", "คะแนนรวม", "คะแนนรวม(100คะแนน)", "คะแนนตามเครื่องมือการประเมิน", "ร้อยละ",
    "ระดับ", "ผลการประเมิน", "ระดับผลการประเมิน", "ระดับคะแนน", "การแปลผล",
    "ชื่อหน่วยงาน", "หน่วยงาน", "สถานศึกษา", "ส่วนราชการ", "โรงเรียน", "ประเภทหน่วยงาน", "จังหวัด",
    "IIT", "EIT", "OIT", "IIT(100)", "EIT(100)", "OIT(100)", "IIT(30คะแนน)", "EIT(30คะแนน)", "OIT(40คะแนน)",
    *(f"ตัวชี้วัดที่{number}" for number in range(1, 11)),
)  # fmt: skip
"""Names of columns without white space, in Arabic digits."""

CLEARLY, DOUBTFULLY = 1 / 6, 1 / 3
"""So large a share of a name's letters may be wrong: where the name alone tells, and where the column must agree."""
LONG = 6
"""A name with fewer letters is told clearly or not at all."""
MARGIN = 1.0
"""So many letters farther off must every name of another kind be."""
_SPECKS = " .,;:'`\"|-–—_+*~!"
"""What dirt beside a name is read as."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What a damaged name of a column is taken for."""

    name: str
    sure: bool = True
    """Whether the name alone tells; else what stands in the column must agree."""


@cache
def read_caption(text: str) -> Caption | None:
    """Return which column name a recogniser may have made this text of, or None where there is not exactly one.

    Args:
        text: A cell's text without white space, in Arabic digits.
    """
    name = text.strip(_SPECKS)
    nearest = _nearest(name)
    if nearest is not None and nearest.sure:
        return nearest
    return Caption(name) if names_a_column(name) else nearest


def part_captions(text: str) -> tuple[str, str] | None:
    """Return the two names of columns that a text joins, or None where there are not exactly two clear ones."""
    found = {
        (one.name, other.name)
        for at in range(1, len(text))
        if (one := _nearest(text[:at])) is not None and (other := _nearest(text[at:])) is not None
        if one.sure and other.sure and _kind(one.name) != _kind(other.name)
    }
    return found.pop() if len(found) == 1 else None


def _nearest(name: str) -> Caption | None:
    """Return the one known name that a text is like, or None."""
    letters = bare(name)
    if not letters or len(name) > MAX_NAME:
        return None
    most = max(1.0, DOUBTFULLY * len(letters)) + MARGIN
    found = sorted((unlikeness(letters, bare(known), most), known) for known in CAPTIONS)
    away, best = found[0]
    others = (distance for distance, known in found if _kind(known) != _kind(best))
    length = len(bare(best))
    share = DOUBTFULLY if length >= LONG else CLEARLY
    if away > share * length or next(others, most) - away < MARGIN:
        return None
    return Caption(name if away == 0 and names_a_column(name) else best, sure=away <= CLEARLY * length)


@cache
def _kind(name: str) -> str:
    """Return what a column of this name holds: two names of one kind are no two answers."""
    special = next((at for at, known in enumerate((AGENCY, TYPE, PROVINCE)) if known.fullmatch(name)), None)
    if special is not None:
        return str(special)
    return role(name) or (name if LABEL.fullmatch(name) else "")
