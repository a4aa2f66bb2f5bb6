"""What the columns of a table hold, by the names that offices give them."""

import re
from collections.abc import Sequence

ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("number", r"(?:ที่|ลำดับ(?:ที่)?|ข้อที่|no\.?|#|ตัวชี้วัดที่|ตัวที่)"),
        ("code", r"(?:ข้อ|รหัส|ข้อคำถาม(?:ที่)?|รหัสข้อคำถาม|คำถาม(?:ที่)?|รหัสคำถาม|(?:ข้อ|รายการ)(?:ประเมิน|คำถาม|oit))"),
        (
            "goal",
            r"(?:ตัวชี้วัด(?:ความสำเร็จ|ผล|/?เป้าหมาย|โครงการ|ของโครงการ|/ค่าเป้าหมาย)|ผลสัมฤทธิ์|ค่าเป้าหมาย|เป้าหมาย|ผลลัพธ์|ผลผลิต|ผลที่คาดว่า|kpi).*",
        ),
        ("period", r"(?:ระยะเวลา|ช่วงเวลา|ห้วงเวลา|กำหนด(?:เวลา|การ|แล้วเสร็จ|ระยะ)|วัน(?:ที่|/)|ปฏิทิน|เวลา(?:ที่)?ดำเนิน).*"),
        ("responsible", r".{0,20}รับผิดชอบ.{0,20}|เจ้าภาพ.*"),
        ("budget", r"(?:วงเงิน|แหล่ง)?งบประมาณ.*|การใช้งบประมาณ"),
        ("follow", r"(?:การ)?(?:กำกับ|ติดตาม|รายงาน).*|ผลการดำเนิน.*|ความก้าวหน้า.*|หมายเหตุ|เอกสาร.*|หลักฐาน.*|สถานะ.*"),
        ("issue", r"(?:ประเด็น|ข้อบกพร่อง|จุดอ่อน|ปัญหา|หัวข้อ|ข้อค้นพบ|ผลการวิเคราะห์|จุดที่|สิ่งที่ต้อง|เรื่อง).*"),
        ("steps", r"(?:ขั้นตอน|วิธี|รายละเอียด|การดำเนินการ|กระบวนการ).*|แนวทาง(?:การ)?(?:ดำเนิน|ปฏิบัติ|นำไปสู่).*"),
        ("measure", r".{0,12}(?:มาตรการ|โครงการ|กิจกรรม).{0,40}|(?:แนวทาง|ข้อเสนอแนะ|การแก้ไข|การปรับปรุง|การพัฒนา).{0,40}"),
        ("instrument", r"(?:เครื่องมือ|แบบวัด|แบบสำรวจ|ประเภท(?:แบบ|เครื่องมือ)).*"),
        ("full", r"(?:คะแนน|ค่า)?เต็ม.*"),
        ("weighted", r".*(?:ถ่วงน้ำหนัก|ตามน้ำหนัก|คะแนน(?:ที่ได้)?(?:คิด)?ตามสัดส่วน).*"),
        ("weight", r".*(?:น้ำหนัก|สัดส่วน).*"),
        (
            "difference",
            r".*(?:ผลต่าง|ส่วนต่าง|เพิ่ม|ลดลง|เปลี่ยนแปลง|พัฒนาการ|เปรียบเทียบ|แนวโน้ม|เกณฑ์(?:ขั้นต่ำ|การ)|ค่าเฉลี่ย(?:กลุ่ม|ประเทศ|ระดับ|จังหวัด)).*",
        ),
        ("name", r"(?:(?:ชื่อ)?ตัวชี้วัด|รายการ(?:ตัวชี้วัด)?|ประเด็นตัวชี้วัด|หัวข้อ(?:การประเมิน)?|ชื่อตัวชี้วัด|เครื่องมือ/ตัวชี้วัด|ด้าน)"),
        (
            "score",
            r".*(?:คะแนน|ร้อยละ|score|pub[il1]{2}c|survey|ผู้รับบริการ|จัดเก็บข้อมูล).*|ปี(?:งบประมาณ)?(?:พ\.?ศ\.?)?[0-9]{4}",
        ),
        ("result", r"(?:ระดับ|ผลการประเมิน|สรุปผล|ผล$|การแปลผล|rating|เกรด|grade|สถานะ).*"),
    )
)
"""Column names without white space, in Arabic digits; the first that fits a whole name is its role."""

AGENCY = re.compile(
    r"(?:ราย)?ชื่อ(?:หน่วย|ส่วน|องค์|สถาบัน|สถานศึกษา|โรงเรียน|คณะ|อปท).*|หน่วยงาน(?!ที่รับ|รับ|ผู้รับ).*|สถาบัน.*|อปท\.?|องค์กรปกครอง.*"
    r"|(?:คณะ|ส่วนราชการ|สถานศึกษา|โรงเรียน|วิทยาลัย|มหาวิทยาลัย)(?:/.*)?"
)
TYPE = re.compile(r"ประเภท(?:หน่วยงาน|องค์กร|อปท\.?|สถานศึกษา|สถาบัน)?|ชนิด.*|สังกัด.*")
PROVINCE = re.compile(r"(?:ชื่อ)?จังหวัด")
LABEL = re.compile(
    r"ตัวชี้วัดที่(?:10|[1-9])(?![0-9.]).*|(?:คะแนน)?(?:แบบวัด)?[IEO]IT(?:\(.*\)|public|survey)?|.*\([IEO]IT\).{0,20}"
    r"|(?:คะแนน)?รวม.*|(?:ระดับ|คะแนน)ita|ita.{0,12}|ร้อยละ[0-9]{1,3}|ปี(?:พ\.?ศ\.?)?[0-9]{4}",
    re.IGNORECASE,
)
"""Names of columns in tables that lay the indicators side by side."""
_SCORED = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?%?")


def role(name: str) -> str:
    """Return what a column with this name holds, or an empty text.

    Args:
        name: The name without white space, in Arabic digits.
    """
    return next((known for known, pattern in ROLES if pattern.fullmatch(name)), "")


def names_a_column(text: str) -> bool:
    """Tell whether a cell's text, without white space and in Arabic digits, is the name of a column."""
    if not text or len(text) > MAX_NAME or _SCORED.fullmatch(text):
        return False
    return bool(
        role(text)
        or AGENCY.fullmatch(text)
        or TYPE.fullmatch(text)
        or PROVINCE.fullmatch(text)
        or LABEL.fullmatch(text)
    )


MAX_NAME = 60
"""Longer texts are contents, not names."""


def find_roles(header: Sequence[str]) -> dict[str, int]:
    """Return the column of each role; of several columns the first stands."""
    found: dict[str, int] = {}
    for column, name in enumerate(header):
        known = role(name)
        if known and known not in found:
            found[known] = column
    return found
