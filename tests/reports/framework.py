"""What the maker knows of the two periods it makes reports about: names, items, question numbers, means and levels.

Typed from public documents of the assessment and kept apart from ``pipeline.facts`` on purpose: a mistake there must
not hide itself in the truth.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

INSTRUMENTS = {"IIT": (1, 2, 3, 4, 5), "EIT": (6, 7, 8), "OIT": (9, 10)}
POINTS = {"IIT": 30, "EIT": 30, "OIT": 40}

NAMES = {
    1: "การปฏิบัติหน้าที่",
    2: "การใช้งบประมาณ",
    3: "การใช้อำนาจ",
    4: "การใช้ทรัพย์สินของราชการ",
    5: "การแก้ไขปัญหาการทุจริต",
    6: "คุณภาพการดำเนินงาน",
    7: "ประสิทธิภาพการสื่อสาร",
    8: "การปรับปรุงการทำงาน",
    9: "การเปิดเผยข้อมูล",
    10: "การป้องกันการทุจริต",
}
PRINTED_NAMES = {
    4: ("การใช้ทรัพย์สินของราชการ", "การใช้ทรัพย์สินของทางราชการ"),
    8: ("การปรับปรุงการทำงาน", "การปรับปรุงระบบการทำงาน"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """A sub-indicator of the open-data instrument."""

    number: str
    name: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The questions and items of one fiscal year."""

    fiscal_year: int
    internal: int
    """Questions of each IIT indicator."""
    external: int
    """Questions of each EIT indicator."""
    parts: tuple[str, ...]
    """Of the EIT."""
    groups: tuple[Group, ...]
    titles: dict[int, str]
    """Of the items, where a document names them."""
    points: dict[int, int]
    """What a missing item costs its indicator; empty where the indicator is the mean of its groups."""
    published_as: str
    """The item of the next year under which such a report is published."""
    published_title: str

    def questions(self, indicator_no: int) -> tuple[str, ...]:
        """Return the codes of an IIT or EIT indicator."""
        letter, first, size = ("I", 1, self.internal) if indicator_no < 6 else ("E", 6, self.external)
        start = (indicator_no - first) * size
        return tuple(f"{letter}{start + n}" for n in range(1, size + 1))

    def groups_of(self, indicator_no: int) -> tuple[Group, ...]:
        """Return the sub-indicators of indicator 9 or 10."""
        return tuple(group for group in self.groups if group.number.startswith(f"{indicator_no}."))

    def indicator_of(self, code: str) -> int:
        """Return the indicator that a code belongs to."""
        number = int(code[1:])
        if code[0] == "I":
            return (number - 1) // self.internal + 1
        if code[0] == "E":
            return (number - 1) // self.external + 6
        return int(self.group_of(code).number.split(".")[0])

    def group_of(self, code: str) -> Group:
        """Return the sub-indicator of an item."""
        return next(group for group in self.groups if int(code[1:]) in group.items)


def _span(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last + 1))


Y2568 = Period(
    fiscal_year=2568,
    internal=3,
    external=3,
    parts=("public", "survey"),
    groups=(
        Group("9.1", "ข้อมูลพื้นฐาน", _span(1, 4)),
        Group("9.2", "แผนการดำเนินงานและงบประมาณ", _span(5, 11)),
        Group("9.3", "การจัดซื้อจัดจ้าง", _span(12, 13)),
        Group("9.4", "การบริหารและพัฒนาทรัพยากรบุคคล", _span(14, 16)),
        Group("9.5", "การส่งเสริมความโปร่งใส", _span(17, 20)),
        Group("10.1", "การดำเนินการเพื่อป้องกันการทุจริต", _span(21, 24)),
        Group("10.2", "การส่งเสริมคุณธรรมและความโปร่งใส", _span(25, 28)),
    ),
    titles={
        1: "โครงสร้างและอำนาจหน้าที่",
        3: "ข้อมูลการติดต่อ",
        4: "ข่าวประชาสัมพันธ์",
        5: "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
        6: "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี",
        7: "รายงานผลการดำเนินงานประจำปี",
        8: "คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่",
        11: "ข้อมูลสถิติการให้บริการ",
        12: "รายการการจัดซื้อจัดจ้างหรือการจัดหาพัสดุและความก้าวหน้า",
        13: "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี",
        14: "แผนการบริหารและพัฒนาทรัพยากรบุคคล",
        16: "ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม",
        18: "ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
        20: "การเปิดโอกาสให้เกิดการมีส่วนร่วม",
        22: "รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา",
        23: "การประเมินความเสี่ยงที่อาจเกิดการให้หรือรับสินบน",
        24: "รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบประจำปี",
        26: "รายงานผลการดำเนินการป้องกันการทุจริต",
    },
    points={5: 5, 12: 10, 23: 20, 22: 10, 24: 15, 26: 10, 13: 10, 6: 10},
    published_as="O25",
    published_title="การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร",
)

Y2564 = Period(
    fiscal_year=2564,
    internal=6,
    external=5,
    parts=("",),
    groups=(
        Group("9.1", "ข้อมูลพื้นฐาน", _span(1, 9)),
        Group("9.2", "การบริหารงาน", _span(10, 17)),
        Group("9.3", "การบริหารเงินงบประมาณ", _span(18, 24)),
        Group("9.4", "การบริหารและพัฒนาทรัพยากรบุคคล", _span(25, 28)),
        Group("9.5", "การส่งเสริมความโปร่งใส", _span(29, 33)),
        Group("10.1", "การดำเนินการเพื่อป้องกันการทุจริต", _span(34, 41)),
        Group("10.2", "มาตรการภายในเพื่อป้องกันการทุจริต", _span(42, 43)),
    ),
    titles={
        4: "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
        8: "Q&A",
        11: "รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ 6 เดือน",
        13: "คู่มือหรือมาตรฐานการปฏิบัติงาน",
        15: "ข้อมูลเชิงสถิติการให้บริการ",
        17: "E-Service",
        20: "รายงานผลการใช้จ่ายงบประมาณประจำปี",
        23: "สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือน",
        26: "การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล",
        28: "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี",
        31: "ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบประจำปี",
        33: "การเปิดโอกาสให้เกิดการมีส่วนร่วม",
        35: "การมีส่วนร่วมของผู้บริหาร",
        37: "การดำเนินการเพื่อจัดการความเสี่ยงการทุจริต",
        38: "การเสริมสร้างวัฒนธรรมองค์กร",
        40: "รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริตประจำปี รอบ 6 เดือน",
        43: "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    },
    points={},
    published_as="O42",
    published_title="มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
)

PERIODS = {2568: Y2568, 2564: Y2564}


def half_up(value: Fraction) -> Decimal:
    """Round half up to two places, as printed scores are."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def mean(values: Iterable[Decimal | Fraction]) -> Fraction:
    """Return the exact mean."""
    found = [Fraction(value) for value in values]
    return sum(found, Fraction(0)) / len(found)


def instrument_means(indicators: dict[int, Decimal]) -> dict[str, Fraction]:
    """Return the exact mean of each instrument's indicators."""
    return {name: mean(indicators[n] for n in numbers) for name, numbers in INSTRUMENTS.items()}


def total(means: dict[str, Fraction]) -> Decimal:
    """Return the total, rounded once."""
    return half_up(sum((means[name] * points for name, points in POINTS.items()), Fraction(0)) / 100)


LETTERS = (("AA", 95), ("A", 85), ("B", 75), ("C", 65), ("D", 55), ("E", 50), ("F", 0))


def level(fiscal_year: int, score: Decimal, means: dict[str, Fraction]) -> str:
    """Return the result level that a total and its instruments earn: letters to 2565, five names from 2566."""
    if fiscal_year <= 2565:
        return next(name for name, least in LETTERS if score >= least)
    weakest = min(means.values())
    if score >= 95 and weakest >= 95:
        return "ผ่านดีเยี่ยม"
    if score >= 85:
        return "ผ่านดี" if weakest >= 85 else "ผ่าน"
    return "ต้องปรับปรุง" if score >= 70 else "ต้องปรับปรุงโดยด่วน"
