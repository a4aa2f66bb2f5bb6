"""The plan table: what is to be done about each weak question, how, when and by whom."""

from itertools import groupby

from tests.reports.blocks import Block, Cell, Table, Text
from tests.reports.digits import code, write
from tests.reports.layout import PLAN_COLUMNS, Layout
from tests.reports.truth import PlanTruth, Truth

INSTRUMENT_HEADINGS = {
    "IIT": "1. การรับรู้ของผู้มีส่วนได้เสียภายใน (IIT)",
    "EIT": "2. การรับรู้ของผู้มีส่วนได้เสียภายนอก (EIT)",
    "OIT": "3. การเปิดเผยข้อมูลสาธารณะ (OIT)",
}
PART_HEADINGS = {
    "public": "ส่วนที่ 1\nผู้รับบริการหรือติดต่อราชการเข้าตอบด้วยตนเอง",
    "survey": "ส่วนที่ 2\nผู้ประเมินจัดเก็บข้อมูล (EIT Survey)",
}
MARKS = {"dot": "{}. ", "paren": "{}) ", "both": "({}) ", "dash": "- "}


def blocks(truth: Truth, layout: Layout) -> list[Block]:
    """Return the plan as one table, or as one for each instrument."""
    if not layout.separate:
        return [_table(truth, layout, truth.remediation_items)]
    found: list[Block] = []
    for instrument, items in groupby(truth.remediation_items, key=lambda item: item.instrument):
        found.append(Text(write(INSTRUMENT_HEADINGS[instrument], truth.digits), "heading"))
        found.append(_table(truth, layout, tuple(items)))
    return found


def _table(truth: Truth, layout: Layout, items: tuple[PlanTruth, ...]) -> Table:
    columns = layout.plan
    captions = [PLAN_COLUMNS[name][0] for name in columns]
    head = tuple(Cell(found[layout.captions % len(found)], "center", bold=True) for found in captions)
    rows: list[tuple[Cell, ...]] = [head]
    before: PlanTruth | None = None
    for item in items:
        heading = _group(truth, item, before, instrument=not layout.separate)
        if heading and layout.groups == "rows":
            rows.append((Cell(heading.replace("\n", " "), bold=True, column_span=len(columns)),))
            heading = ""
        cells = _cells(truth, layout, item, heading)
        rows.append(tuple(cells[name] for name in columns))
        before = item
    widths = tuple(PLAN_COLUMNS[name][1] for name in columns)
    return Table(
        widths,
        tuple(rows),
        rules=layout.plan_rules,
        size=layout.plan_size,
        splits=layout.splits,
        shaded=layout.captions == 2,
    )


def _group(truth: Truth, item: PlanTruth, before: PlanTruth | None, *, instrument: bool) -> str:
    """Return the heading that opens a new instrument or part, or an empty text."""
    lines = []
    if instrument and (before is None or before.instrument != item.instrument):
        lead = INSTRUMENT_HEADINGS[item.instrument]
        alone = len({row.indicator_no for row in truth.remediation_items if row.instrument == item.instrument}) == 1
        one = alone and item.instrument == "IIT"
        lines.append(f"{lead} ตัวชี้วัดที่ {item.indicator_no} {_name(truth, item)}" if one else lead)
    if item.part and (before is None or before.part != item.part):
        lines.append(PART_HEADINGS[item.part])
    return write("\n".join(lines), truth.digits)


def _name(truth: Truth, item: PlanTruth) -> str:
    return next(row.printed_name for row in truth.indicator_scores if row.indicator_no == item.indicator_no)


def _cells(truth: Truth, layout: Layout, item: PlanTruth, heading: str) -> dict[str, Cell]:
    """Return the row's cell for every column that a plan may have."""
    digits = truth.digits
    question = code(item.question_id, digits)
    issue = item.issue if "code" in layout.plan else f"{question} {item.issue}"
    if heading:
        issue = f"{heading}\n{issue}"
    lines = item.measure.split("\n")
    bare = len(lines) == 1 and layout.marks in {"paren", "both"}
    measure = item.measure if bare else "\n".join(f"- {line}" for line in lines)
    if item.measure_kind:
        measure = f"{item.measure_kind}\n{measure}"
    mark = MARKS[layout.marks]
    steps = "\n".join(mark.format(write(str(n), digits)) + step for n, step in enumerate(item.steps, 1))
    indicator = write(f"ตัวชี้วัดที่ {item.indicator_no} {_name(truth, item)}", digits)
    return {
        "no": Cell(write(str(item.item_no), digits), "center"),
        "code": Cell(question, "center"),
        "indicator": Cell(indicator),
        "issue": Cell(issue),
        "measure": Cell(measure),
        "steps": Cell(steps),
        "period": Cell(item.period_text, "center"),
        "responsible": Cell(item.responsible, "center"),
        "budget": Cell(item.budget, "center"),
        "goal": Cell(item.goal),
    }
