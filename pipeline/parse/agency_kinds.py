"""Kinds of agencies, and the spellings in which their names begin."""

import re

KINDS: tuple[tuple[str, str], ...] = (
    ("องค์การบริหารส่วนจังหวัด", r"องค์(?:การ|กร)บริหารส่วนจังหวัด|อบจ\."),
    ("องค์การบริหารส่วนตำบล", r"องค์(?:การ|กร)บริหารส่วนตำบล|อ[บป]ต\."),
    ("เทศบาลนคร", r"เทศบาลนคร|ทน\."),
    ("เทศบาลเมือง", r"เทศบาลเมือง|ทม\."),
    ("เทศบาลตำบล", r"เทศบาลตำบล|ทต\."),
    ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษา", r"สำนักงานเขตพื้นที่การศึกษาประถมศึกษา|สพป\."),
    ("สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา", r"สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา|สพม\."),
    ("สำนักงานเขต", r"สำนักงานเขต(?!พื้นที่)"),
    ("บริษัท", r"บริษัท(?=\s)"),
    ("มหาวิทยาลัย", r"มหาวิทยาลัย"),
    ("วิทยาลัย", r"(?<!มหา)วิทยาลัย"),
    ("โรงเรียน", r"โรงเรียน"),
    ("โรงพยาบาล", r"โรงพยาบาล"),
    ("สถานีตำรวจ", r"สถานีตำรวจ(?:ภูธร|นครบาล)?|สภ\."),
    ("สถาบัน", r"สถาบัน"),
    ("กระทรวง", r"กระทรวง"),
    ("กรม", r"กรม"),
    ("จังหวัด", r"จังหวัด"),
    ("สำนักงาน", r"สำนักงาน(?!เขต|\s*ป\.ป\.|คณะกรรมการป้องกันและปราบปราม)"),
    ("ธนาคาร", r"ธนาคาร"),
    ("องค์การ", r"องค์การ(?!บริหารส่วน)"),
    (
        "การ",
        r"(?<!กรรม)(?<!ปราบปราม)การ(?:ไฟฟ้า|ประปา|ทาง|รถไฟ|ท่าเรือ|เคหะ|กีฬา|ท่องเที่ยว|นิคม|ยาง|(?:(?!การ)[ก-๎]){2,20}แห่ง(?:ชาติ|ประเทศไทย))",
    ),
    ("กองทุน", r"กองทุน"),
    ("ศูนย์", r"ศูนย์"),
)
"""Kinds of agencies with the spellings seen of each, the longer names first."""
KIND = re.compile("|".join(f"(?P<t{at}>{spelling})" for at, (_, spelling) in enumerate(KINDS)))
"""Any spelling of a kind, in a group named ``t`` and its place among ``KINDS``."""


def kind_of(name: str) -> str:
    """Return the kind of agency that a name begins with, in its usual spelling, or an empty text."""
    name = name.strip()
    match = KIND.match(f"{name} ")
    found = next((kind for at, (kind, _) in enumerate(KINDS) if match and match[f"t{at}"]), "")
    return found or next((kind for kind, _ in KINDS if kind == name), "")
