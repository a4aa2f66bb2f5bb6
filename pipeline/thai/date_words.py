"""The words and shapes of Thai dates, as patterns over text with Arabic digits."""

import re

from pipeline.thai.marks import FOLLOWING_VOWELS, MARKS

_MONTHS = (
    ("มกราคม", "ม", "ค"),
    ("กุมภาพันธ์", "ก", "พ"),
    ("มีนาคม", "มี", "ค"),
    ("เมษายน", "เม", "ย"),
    ("พฤษภาคม", "พ", "ค"),
    ("มิถุนายน", "มิ", "ย"),
    ("กรกฎาคม", "ก", "ค"),
    ("สิงหาคม", "ส", "ค"),
    ("กันยายน", "ก", "ย"),
    ("ตุลาคม", "ต", "ค"),
    ("พฤศจิกายน", "พ", "ย"),
    ("ธันวาคม", "ธ", "ค"),
)
"""Name, and the two parts of the abbreviation."""
_MARK_OR_VOWEL = f"[{MARKS}{FOLLOWING_VOWELS}]"
COUNTED = "วัน|ครั้ง|คน|ราย|เรื่อง|โครงการ|กิจกรรม|ชั่วโมง|แห่ง|หมู่บ้าน|ข้อ|คะแนน|%"
"""What digits count that are no part of a date."""


def _month(name: str, first: str, last: str) -> str:
    """Return a pattern of one month: its name with any marks lost, or its abbreviation.

    The twelve names differ in their consonants, so lost vowels and tone marks leave no doubt; February's abbreviation
    without dots is accepted only as a word of its own.
    """
    letters = re.sub(f"{_MARK_OR_VOWEL}|เ", "", name)
    start = "เ?" if name.startswith("เ") else ""
    whole = start + r"\s?".join(rf"{letter}{_MARK_OR_VOWEL}*" for letter in letters)
    dotted = rf"{first}\s?\.\s?{last}(?:\s?\.|(?![ก-๎]))"
    bare = rf"(?<![ก-๎]){first}(?:{last}\.?|\s{last}\s?\.)(?![ก-๎])"
    return f"{whole}|{dotted}|{bare}"


MONTH_NAMES = tuple(name for name, _, _ in _MONTHS)
"""From January on."""


DASH = r"(?:[-\u2010-\u2015\u2212~]+|จนถึง|ถึง|\bto\b)"
"""What stands between the ends of a range."""
ERA = r"(?:ปี\s*)?(?:[พค]\s?\.?\s?ศ\s?[.\s]*)?"
_YEAR = rf"(?:{ERA}'?(?P<y_N>[0-9]{{4}}|[5-9][0-9](?!\s*(?:{COUNTED})))(?![0-9]|\s*[.:]\s*[0-9]))"
"""With two digits only from 2550 on, and not where it counts something."""
_WRITTEN = (
    r"(?<![0-9])(?:(?P<d_N>[0-9]{1,2})\s*)?(?:เดือน\s*)?(?:"
    + "|".join(f"(?P<m{number}_N>{_month(*month)})" for number, month in enumerate(_MONTHS, 1))
    + rf")(?:\s*[,.]?\s*{_YEAR})?"
)
_SLASHED = r"(?<![0-9/])(?P<sd_N>[0-9]{1,2})/(?P<sm_N>[0-9]{1,2})/(?P<sy_N>[0-9]{4})(?![0-9/])"
_ISO = r"(?<![0-9-])(?P<iy_N>[0-9]{4})-(?P<im_N>[0-9]{2})-(?P<id_N>[0-9]{2})(?![0-9-])"
_DATE = f"(?:{_ISO}|{_SLASHED}|{_WRITTEN})"
_LEAD = r"(?:(?:วันที่|สิ้นเดือน|เดือน|วัน)\s*)?"

DATE = re.compile(_DATE.replace("_N>", "_1>"))
"""A day, or a month, with or without a year."""
RANGE = re.compile(
    rf"(?:{_DATE.replace('_N>', '_1>')}|(?<![0-9/])(?P<only_day>[0-9]{{1,2}}))\s*{DASH}\s*{_LEAD}"
    + _DATE.replace("_N>", "_2>")
)
"""Two dates; of the first the month may be missing."""

UNTIL = re.compile(r"(?:ภายใน|ไม่เกิน|อย่างช้า|จนถึง|ถึง)\s*(?:วันที่|สิ้นเดือน|เดือน|สิ้น|วัน)?\s*$")
SINCE = re.compile(r"(?:ตั้งแต่|เริ่มต้น|เริ่ม|นับแต่|นับจาก)\s*(?:วันที่|ต้นเดือน|เดือน|วัน)?\s*$")
TORN_BEFORE = re.compile(rf"{DASH}\s*{_LEAD}$")
TORN_AFTER = re.compile(rf"\s*{DASH}")
DAMAGED_DAY = re.compile(r"(?:^|[^ก-๎A-Za-z])[ก-ฮA-Za-z]$")
"""A letter by itself before a day: it was a digit, too."""
_FISCAL_YEAR = f"ป[{MARKS}]?งบประมาณ"
DAMAGED_YEAR = re.compile(rf"\s*[,.]?\s*(?:[0-9]{{3,}}(?!\s*(?:[0-9,]|{COUNTED}))|[0-9]{{2}}(?=\s*(?:$|[()]|{DASH})))")
"""Digits behind a month that are no year and count nothing."""

FISCAL = re.compile(
    rf"{_FISCAL_YEAR}(?:\s*{ERA}(?P<first>[0-9]{{4}})(?![0-9])(?:\s*{DASH}\s*{ERA}(?P<last>[0-9]{{4}})(?![0-9]))?)?"
)
ALL_OF = re.compile(rf"(?:ตลอด|ทั้ง|ภายใน)\s*{_FISCAL_YEAR}")
QUARTER = re.compile(
    r"ไตรมาส\s*(?:ที่)?[\s_]*(?P<first>[1-4])(?![0-9])"
    rf"(?:\s*{DASH}\s*(?:ไตรมาส)?\s*(?:ที่)?[\s_]*(?P<last>[1-4])(?![0-9]))?"
    r"(?:\s*/\s*(?P<year>[0-9]{4})(?![0-9]))?"
    r"(?P<more>\s*(?:,|และ|หรือ)\s*(?:ไตรมาส|ที่|[1-4]))?"
)
HALF = re.compile(r"(?<![0-9])6\s*เดือน\s*(?P<which>แรก|หลัง)")
OTHER_YEAR = re.compile("ปีการศึกษา|ภาคเรียน|ภาคการศึกษา|ปีปฏิทิน")
"""Years that begin elsewhere."""
YEAR = re.compile(r"(?P<common>ค\s?\.?\s?ศ\s?\.?\s*)?(?<![0-9.,/-])(?P<year>[0-9]{4})(?![0-9]|[.,][0-9])")
