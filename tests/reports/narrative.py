"""The narrative of a report: what each weak question says, why, and what should be done."""

from itertools import groupby

from tests.reports.blocks import Block, Cell, Table, Text
from tests.reports.digits import code, write
from tests.reports.framework import INSTRUMENTS
from tests.reports.layout import Layout
from tests.reports.truth import FindingTruth, Truth

PARTS = {
    "public": "ส่วนที่ 1 ผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง (EIT Public)",
    "survey": "ส่วนที่ 2 ผู้ประเมินจัดเก็บข้อมูล (EIT Survey)",
}
OPEN_DATA = "การประเมินตามแบบวัดการเปิดเผยข้อมูลสาธารณะ (Open Data Integrity and Transparency Assessment : OIT)"


def blocks(truth: Truth, layout: Layout) -> list[Block]:
    """Return the narrative in the layout's form."""
    return _table(truth, layout) if layout.narrative == "table" else _sections(truth, layout)


def indicator_heading(truth: Truth, number: int) -> str:
    """Return an indicator's heading, with its score where the narrative prints it."""
    row = next(row for row in truth.indicator_scores if row.indicator_no == number)
    return truth.printed("heading", f"indicator {number} name", row.printed_name)


def _sections(truth: Truth, layout: Layout) -> list[Block]:
    found: list[Block] = []
    groups = {
        number: [f for f in truth.findings if f.heading == number]
        for numbers in INSTRUMENTS.values()
        for number in numbers
    }
    for number, findings in groups.items():
        row = next(row for row in truth.indicator_scores if row.indicator_no == number)
        name = indicator_heading(truth, number)
        score = truth.printed("heading", f"indicator {number}", row.score)
        if findings:
            found.append(Text(write(f"ตัวชี้วัดที่ {number} {name} ได้คะแนนรวม {score} คะแนน", truth.digits), "heading"))
        else:
            found.append(Text(write(f"ตัวชี้วัดที่ {number} {name}", truth.digits), "heading"))
            agency = truth.report.agency_name
            full = f"ได้คะแนน {score} คะแนนเต็มทุกข้อคำถาม {agency}ควรรักษามาตรฐานไว้"
            if float(score) < 100:
                full = f"ได้คะแนน {score} คะแนน {agency}ควรพัฒนาให้ดียิ่งขึ้นต่อไป"
            found.append(Text(write(full, truth.digits)))
        if number == 9 and findings:
            found.append(Text(OPEN_DATA, "plain"))
        found += _findings(truth, findings, layout)
    return found


def _findings(truth: Truth, findings: list[FindingTruth], layout: Layout) -> list[Block]:
    found: list[Block] = []
    for part, in_part in groupby(sorted(findings, key=lambda f: f.part), key=lambda f: f.part):
        if part:
            found.append(Text(write(PARTS[part], truth.digits), "heading"))
        sections = [(name, list(rows)) for name, rows in groupby(in_part, key=lambda f: f.sub_indicator)]
        for n, (sub, rows) in enumerate(sections, 1):
            if sub:
                found.append(Text(write(f"{n}. ตัวชี้วัดย่อย {sub} ได้แก่", truth.digits), "plain"))
            for finding in rows:
                found += _labelled(truth, finding) if layout.narrative == "labelled" else _statement(truth, finding)
    return found


def _statement(truth: Truth, finding: FindingTruth) -> list[Block]:
    """A statement as one running paragraph; list lines inside it stand on lines of their own."""
    points = " คะแนน" if finding.question_id[0] == "O" else ""
    score = write(finding.printed_score, truth.digits)
    lead = f"ข้อคำถามที่ {code(finding.question_id, truth.digits)} ได้คะแนน {score}{points} ประเด็น "
    text = lead + " ".join(text for text in (finding.issue, finding.cause, finding.recommendation) if text)
    first, *more = text.split("\n")
    return [Text(first), *(Text(line, "list" if line.startswith("(") else "plain") for line in more)]


def _labelled(truth: Truth, finding: FindingTruth) -> list[Block]:
    score = write(finding.printed_score, truth.digits)
    lead = f"**ข้อ {code(finding.question_id, truth.digits)}** คะแนน {score}"
    labelled = (("ประเด็น", finding.issue), ("สาเหตุ", finding.cause), ("ข้อเสนอแนะ", finding.recommendation))
    return [Text(lead, "plain"), *(Text(f"**{label} :** {text}", "list") for label, text in labelled if text)]


def _table(truth: Truth, layout: Layout) -> list[Block]:
    captions = ("ข้อคำถาม", "คะแนน", "ประเด็น", "ข้อเสนอแนะ/แนวทางการปรับปรุง")
    rows: list[tuple[Cell, ...]] = [tuple(Cell(text, "center", bold=True) for text in captions)]
    ordered = sorted(truth.findings, key=lambda f: (f.heading, f.part))
    for number, findings in groupby(ordered, key=lambda f: f.heading):
        row = next(row for row in truth.indicator_scores if row.indicator_no == number)
        score = truth.printed("heading", f"indicator {number}", row.score)
        title = f"ตัวชี้วัดที่ {number} {indicator_heading(truth, number)} ได้คะแนนรวม {score} คะแนน"
        rows.append((Cell(write(title, truth.digits), bold=True, column_span=4),))
        for part, in_part in groupby(findings, key=lambda f: f.part):
            if part:
                rows.append((Cell(write(PARTS[part], truth.digits), bold=True, column_span=4),))
            for f in in_part:
                issue = " ".join(text for text in (f.issue, f.cause) if text)
                cells = (
                    Cell(code(f.question_id, truth.digits), "center"),
                    Cell(write(f.printed_score, truth.digits), "center"),
                    Cell(issue),
                    Cell(f.recommendation),
                )
                rows.append(cells)
    return [Table((0.8, 0.8, 2.6, 2.8), tuple(rows), size=layout.plan_size, splits=layout.splits)]
