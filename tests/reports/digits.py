"""Arabic digits to Thai ones, and numbers, dates and periods as offices write them."""

from datetime import date

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MONTHS = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
SHORT_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]


def write(text: str, digits: str) -> str:
    """Return a text in a document's digits; ``mixed`` means Thai ones here, and Arabic ones in codes."""
    return text if digits == "arabic" else text.translate(THAI)


def code(question_id: str, digits: str) -> str:
    """Return a question's code in a document's digits."""
    return question_id.translate(THAI) if digits == "thai" else question_id


def year_be(day: date) -> int:
    """Return the year of a day in the Buddhist era."""
    return day.year + 543


def long_date(day: date) -> str:
    """Return a day as ``1 ตุลาคม 2568``."""
    return f"{day.day} {MONTHS[day.month - 1]} {year_be(day)}"


def short_date(day: date) -> str:
    """Return a day as ``1 ต.ค. 68``."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {year_be(day) % 100:02d}"


def period(start: date, end: date, form: str) -> str:
    """Return a period in one of the forms that real plans use.

    Args:
        start: Its first day.
        end: Its last day.
        form: ``long``, ``long-tight``, ``long-dash``, ``short``, ``months``, ``short-months``, ``quarter``,
            ``quarters`` or ``year``.
    """
    fiscal = year_be(start) + (start.month >= 10)
    quarters = [((day.month - 10) % 12) // 3 + 1 for day in (start, end)]
    forms = {
        "long": f"{long_date(start)} - {long_date(end)}",
        "long-tight": f"{long_date(start)}-{long_date(end)}",
        "long-dash": f"{long_date(start)} – {long_date(end)}",
        "short": f"{short_date(start)} - {short_date(end)}",
        "months": _months(start, end),
        "short-months": f"{SHORT_MONTHS[start.month - 1]} {year_be(start)} - "
        f"{SHORT_MONTHS[end.month - 1]} {year_be(end)}",
        "quarter": f"ไตรมาสที่ {quarters[0]} ({short_date(start)} - {short_date(end)})",
        "quarters": f"ไตรมาส {quarters[0]} - {quarters[1]} ปีงบประมาณ {fiscal}",
        "year": f"ตลอดปีงบประมาณ พ.ศ. {fiscal}",
    }
    return forms[form]


def _months(start: date, end: date) -> str:
    first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
    if start.year == end.year:
        return f"เดือน{first} - {last} {year_be(end)}"
    return f"เดือน{first} {year_be(start)} - {last} {year_be(end)}"
