"""How one report looks: every choice in which real reports differ."""

from dataclasses import asdict, dataclass, fields
from random import Random
from typing import Any

from tests.reports.blocks import Sheet
from tests.reports.office import FONTS

PLAN_COLUMNS = {
    "no": (("ที่", "ลำดับ", "ที่"), 0.85),
    "code": (("ข้อคำถาม", "ข้อ", "รหัส"), 0.85),
    "indicator": (("ตัวชี้วัด", "เครื่องมือ/ตัวชี้วัด"), 1.2),
    "issue": (("ประเด็น", "ประเด็นที่ต้องพัฒนา", "ประเด็นการปรับปรุง", "ข้อบกพร่อง/จุดอ่อน", "ประเด็นการประเมิน"), 1.9),
    "measure": (("มาตรการ/โครงการ/ กิจกรรม", "มาตรการ/แนวทาง", "โครงการ/กิจกรรม/มาตรการ", "มาตรการ"), 1.9),
    "steps": (("ขั้นตอน/วิธีปฏิบัติการ", "ขั้นตอน/วิธีการดำเนินการ", "วิธีการ/ขั้นตอน", "แนวทางการดำเนินงาน"), 2.6),
    "period": (("ระยะเวลาในการ ดำเนินการ", "ระยะเวลา", "ระยะเวลาดำเนินการ", "กำหนดเวลา"), 1.5),
    "responsible": (("ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "ผู้รับผิดชอบหลัก"), 1.4),
    "budget": (("งบประมาณ", "งบประมาณ (บาท)"), 1.1),
    "goal": (("ตัวชี้วัดความสำเร็จ", "ตัวชี้วัด/เป้าหมาย", "ผลลัพธ์ที่คาดหวัง"), 1.3),
}
"""The columns of a plan: the captions seen, and the relative width."""

PLANS = (
    ("issue", "measure", "steps", "period", "responsible"),
    ("no", "issue", "measure", "steps", "period", "responsible"),
    ("issue", "measure", "steps", "responsible", "period"),
    ("no", "issue", "measure", "steps", "budget", "period", "responsible"),
    ("no", "code", "issue", "measure", "steps", "period", "responsible"),
    ("indicator", "issue", "measure", "steps", "period", "responsible", "goal"),
    ("no", "issue", "measure", "steps", "goal", "budget", "period", "responsible"),
)
SCORE_TABLES = ("plain", "plain", "plain", "short", "grouped", "means", "weighted", "transposed", "years", "prose")
PERIODS = ("long", "long", "long-tight", "long-dash", "short", "months", "short-months", "quarter", "quarters", "year")


@dataclass(frozen=True, slots=True)
class Layout:
    """One report's looks."""

    font: str = "Laksaman"
    size: float = 16
    heading: float = 18
    margins: tuple[float, float, float, float] = (2.5, 2.0, 2.0, 3.0)
    line_height: int = 100
    justified: bool = False
    page_number: str = "none"
    running_head: bool = False
    front: str = "none"
    """``none``, ``cover`` or ``memo``."""
    stamp: bool = False
    chart: bool = False
    score_table: str = "plain"
    """``plain``, ``short`` (number and name in one column), ``grouped`` (instrument as a tall cell), ``means``,
    ``weighted``, ``transposed``, ``years`` (last year's scores beside this year's) or ``prose``."""
    order: tuple[str, ...] = ("no", "instrument", "name", "score", "result")
    """Columns of a plain score table."""
    rules: str = "full"
    pasted: bool = False
    """Whether the score table is a picture."""
    plan_rules: str = "full"
    total_row: bool = False
    questions: bool = False
    """Whether a table lists every question's score."""
    narrative: str = "statements"
    """``statements``, ``labelled`` or ``table``."""
    plan: tuple[str, ...] = PLANS[0]
    captions: int = 0
    """Which of the captions seen."""
    landscape: bool = False
    groups: str = "in-cell"
    """Where plan rows say their instrument and part: ``in-cell`` (first row of the group), ``rows`` (a merged row)."""
    separate: bool = False
    """Whether each instrument has a plan table of its own, under a heading."""
    plan_size: float = 14
    splits: bool = True
    marks: str = "dot"
    """Numbers of steps: ``dot`` (``1.``), ``paren`` (``1)``), ``both`` (``(1)``) or ``dash``."""
    period: str = "long"
    full_marks: str = "100"
    """How a full score is printed: ``100`` or ``100.00``."""

    def sheet(self, header: str) -> Sheet:
        """Return the looks of the pages."""
        return Sheet(
            font=self.font,
            size=self.size,
            heading=self.heading,
            margins=self.margins,
            line_height=self.line_height,
            justified=self.justified,
            page_number=self.page_number,
            header=header if self.running_head else "",
        )


def encode(layout: Layout) -> dict[str, Any]:
    """Return the layout as JSON's types."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(layout).items()}


def decode(data: dict[str, Any]) -> Layout:
    """Return the layout that JSON's types tell."""
    known = {f.name for f in fields(Layout)}
    return Layout(**{k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in known})


def draw(random: Random, fonts: tuple[str, ...] = FONTS) -> Layout:
    """Return some report's looks, the standard font of Thai offices more often than any other."""
    font = random.choice(fonts) if "Laksaman" not in fonts or random.random() < 0.6 else "Laksaman"
    large = font in {"Laksaman", "Kinnari", "Norasi", "Umpush", "Sawasdee"}
    size = random.choice((15, 16, 16)) if large else random.choice((12, 13, 14))
    plan = random.choice(PLANS)
    orders = (
        ("no", "instrument", "name", "score", "result"),
        ("no", "name", "instrument", "score", "result"),
        ("instrument", "no", "name", "score"),
        ("no", "name", "score"),
        ("name", "no", "score", "result"),
    )
    return Layout(
        font=font,
        size=size,
        heading=size + random.choice((0, 2, 4)),
        margins=random.choice(
            ((2.5, 2.0, 2.0, 3.0), (2.0, 1.5, 1.5, 2.5), (2.54, 2.54, 2.54, 2.54), (1.5, 1.5, 1.5, 2))
        ),
        line_height=random.choice((100, 100, 100, 95, 110)),
        justified=random.random() < 0.4,
        page_number=random.choice(("none", "top", "foot", "corner")),
        running_head=random.random() < 0.2,
        front=random.choice(("none", "none", "cover", "memo")),
        stamp=random.random() < 0.2,
        chart=random.random() < 0.25,
        score_table=random.choice(SCORE_TABLES),
        order=random.choice(orders),
        rules=random.choice(("full", "full", "full", "full", "horizontal", "rows", "none")),
        pasted=random.random() < 0.06,
        plan_rules=random.choice(("full",) * 6 + ("dotted", "double", "faint", "open")),
        total_row=random.random() < 0.5,
        questions=random.random() < 0.3,
        narrative=random.choice(("statements", "statements", "labelled", "table")),
        plan=plan,
        captions=random.randrange(4),
        landscape=len(plan) >= 7 or random.random() < 0.3,
        groups=random.choice(("in-cell", "rows")),
        separate=random.random() < 0.2,
        plan_size=size - random.choice((1, 2, 2, 3)),
        splits=random.random() < 0.75,
        marks=random.choice(("dot", "dot", "paren", "both", "dash")),
        period=random.choice(PERIODS),
        full_marks=random.choice(("100", "100.00")),
    )
