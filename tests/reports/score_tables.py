"""The score tables of a report, in the forms that offices give them."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.reports.blocks import Block, Cell, Table, Text
from tests.reports.digits import code, write
from tests.reports.framework import INSTRUMENTS, PERIODS, POINTS
from tests.reports.layout import Layout
from tests.reports.truth import IndicatorTruth, Truth

CAPTIONS = {
    "no": ("ตัวชี้วัด", "ตัวชี้วัดที่", "ที่", "ลำดับ"),
    "instrument": ("เครื่องมือการประเมิน", "เครื่องมือ", "แบบวัด", "เครื่องมือการประเมิน"),
    "name": ("ตัวชี้วัด", "ชื่อตัวชี้วัด", "ตัวชี้วัด", "ประเด็นตัวชี้วัด"),
    "score": ("คะแนน", "ผลคะแนน", "คะแนนที่ได้", "ค่าคะแนน"),
    "result": ("ผลการประเมิน", "ผลการประเมิน", "ระดับ", "สรุปผล"),
}
WIDTHS = {"no": 0.8, "instrument": 1.2, "name": 2.8, "score": 0.9, "result": 1.2}
FULL_NAMES = {
    "IIT": "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
    "EIT": "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)",
    "OIT": "แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)",
}


def blocks(truth: Truth, layout: Layout) -> list[Block]:
    """Return the scores as the layout prints them."""
    return FORMS[layout.score_table](truth, layout)


def _digits(truth: Truth, text: str) -> str:
    return write(text, truth.digits)


def _rows(truth: Truth) -> list[IndicatorTruth]:
    """Return the rows of the score table; a doubled row stands twice, a missing one not at all."""
    rows: list[IndicatorTruth] = []
    for row in truth.indicator_scores:
        times = int(truth.printed("table", f"indicator {row.indicator_no} rows", "1"))
        rows += [row] * times
    return rows


def _score(truth: Truth, row: IndicatorTruth) -> str:
    return _digits(truth, truth.printed("table", f"indicator {row.indicator_no}", row.score))


def _plain(truth: Truth, layout: Layout) -> list[Block]:
    captions = {name: found[layout.captions % len(found)] for name, found in CAPTIONS.items()}
    head = tuple(Cell(captions[name], "center", bold=True) for name in layout.order)
    rows = [head]
    for row in _rows(truth):
        texts = {
            "no": (_digits(truth, str(row.indicator_no)), "center"),
            "instrument": (row.instrument, "center"),
            "name": (row.printed_name, "left"),
            "score": (_score(truth, row), "center"),
            "result": (row.result, "center"),
        }
        rows.append(tuple(Cell(*texts[name]) for name in layout.order))
    if layout.total_row:
        rows.append(_total(truth, len(layout.order), layout.order.index("score"), with_level="result" in layout.order))
    widths = tuple(WIDTHS[name] for name in layout.order)
    return [Table(widths, tuple(rows), rules=layout.rules, shaded=layout.captions == 1)]


def _total(truth: Truth, columns: int, score: int, *, with_level: bool) -> tuple[Cell, ...]:
    cells = [
        Cell("คะแนนรวม", "center", bold=True, column_span=score),
        Cell(_digits(truth, truth.printed("table", "total_score", truth.report.total_score)), "center", bold=True),
    ]
    if columns > score + 1:
        cells.append(Cell(truth.report.result_level if with_level else "", "center", column_span=columns - score - 1))
    return tuple(cells)


def _short(truth: Truth, layout: Layout) -> list[Block]:
    rows = [(Cell("ตัวชี้วัด", "center", bold=True), Cell("คะแนน", "center", bold=True))]
    for row in _rows(truth):
        name = _digits(truth, f"ตัวชี้วัดที่ {row.indicator_no} {row.printed_name}")
        rows.append((Cell(name), Cell(_score(truth, row), "center")))
    if layout.total_row:
        rows.append(_total(truth, 2, 1, with_level=False))
    return [Table((3.2, 1.0), tuple(rows), rules=layout.rules, share=0.85)]


def _grouped(truth: Truth, layout: Layout) -> list[Block]:
    head = tuple(Cell(text, "center", bold=True) for text in ("เครื่องมือ", "ที่", "ตัวชี้วัด", "คะแนน", "ผลการประเมิน"))
    rows = [head]
    for instrument in INSTRUMENTS:
        group = [row for row in _rows(truth) if row.instrument == instrument]
        for i, row in enumerate(group):
            first = [Cell(FULL_NAMES[instrument], "center", row_span=len(group))] if i == 0 else []
            cells = (
                Cell(_digits(truth, str(row.indicator_no)), "center"),
                Cell(row.printed_name),
                Cell(_score(truth, row), "center"),
                Cell(row.result, "center"),
            )
            rows.append((*first, *cells))
    if layout.total_row:
        rows.append(_total(truth, 5, 3, with_level=True))
    return [Table((2.0, 0.5, 2.6, 0.9, 1.2), tuple(rows), rules="full")]


def _means(truth: Truth, layout: Layout) -> list[Block]:
    """Instrument rows between the indicators, with their means or their weighted points."""
    weighted = layout.score_table == "weighted"
    captions = ["ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้"] + (["คะแนนถ่วงน้ำหนัก"] if weighted else [])
    rows: list[tuple[Cell, ...]] = [tuple(Cell(text, "center", bold=True) for text in captions)]
    own = truth.agency_results[0]
    for instrument, points in POINTS.items():
        name = f"{FULL_NAMES[instrument]}" + (f" น้ำหนักร้อยละ {points}" if weighted else "")
        mean = _digits(truth, getattr(own, instrument.lower()))
        group = [Cell(_digits(truth, name), bold=True), Cell(_digits(truth, "100"), "center")]
        group.append(Cell(mean, "center", bold=True))
        if weighted:
            group.append(Cell(_digits(truth, getattr(own, f"{instrument.lower()}_weighted")), "center", bold=True))
        rows.append(tuple(group))
        for row in (row for row in _rows(truth) if row.instrument == instrument):
            cells = [
                Cell(_digits(truth, f"{row.indicator_no}. {row.printed_name}")),
                Cell(_digits(truth, "100"), "center"),
                Cell(_score(truth, row), "center"),
            ]
            rows.append((*cells, *([Cell("")] if weighted else [])))
    last = [Cell("คะแนนรวม", "center", bold=True, column_span=2 if not weighted else 3)]
    last.append(Cell(_digits(truth, truth.report.total_score), "center", bold=True))
    rows.append(tuple(last))
    widths = (3.4, 0.9, 1.0, 1.2) if weighted else (3.6, 0.9, 1.1)
    return [Table(widths, tuple(rows), rules=layout.rules)]


def _transposed(truth: Truth, layout: Layout) -> list[Block]:
    """Indicators side by side, under a row with their instruments."""
    rows = _rows(truth)
    groups = [(name, sum(row.instrument == name for row in rows)) for name in INSTRUMENTS]
    tables = (
        tuple(Cell(f"{name}", "center", bold=True, column_span=size) for name, size in groups if size),
        tuple(Cell(_digits(truth, f"ตัวชี้วัดที่ {row.indicator_no}"), "center") for row in rows),
        tuple(Cell(_score(truth, row), "center") for row in rows),
    )
    lead = ("เครื่องมือ", "ตัวชี้วัด", "คะแนน")
    grid = tuple((Cell(text, "center", bold=True), *row) for text, row in zip(lead, tables, strict=True))
    names = "\n".join(_digits(truth, f"ตัวชี้วัดที่ {row.indicator_no} {row.printed_name}") for row in rows)
    table = Table((1.3, *(1.0,) * len(rows)), grid, header_rows=2, size=max(9, layout.plan_size - 3))
    return [*(Text(name, "list") for name in names.split("\n")), table]


def _prose(truth: Truth, layout: Layout) -> list[Block]:
    """One sentence for each indicator, and no table."""
    wordings = (
        "ตัวชี้วัดที่ {no} {name} ได้คะแนนร้อยละ {score}",
        "{n}) ตัวชี้วัดที่ {no} {name} มีผลคะแนน {score} คะแนน",
        "- ตัวชี้วัดที่ {no} {name} ได้ {score} คะแนน",
    )
    wording = wordings[layout.captions % len(wordings)]
    return [
        Text(
            _digits(truth, wording.format(n=n, no=row.indicator_no, name=row.printed_name, score="{}")).format(
                _score(truth, row)
            ),
            "list",
        )
        for n, row in enumerate(_rows(truth), 1)
    ]


def _years(truth: Truth, layout: Layout) -> list[Block]:
    """Last year's scores beside this year's, and how they changed."""
    year = truth.report.assessed_fy_be
    captions = ("ที่", "ตัวชี้วัด", f"ปี พ.ศ. {year - 1}", f"ปี พ.ศ. {year}", "เพิ่มขึ้น/ลดลง")
    rows = [tuple(Cell(_digits(truth, text), "center", bold=True) for text in captions)]
    random = Random(truth.report.agency_name)
    for row in _rows(truth):
        before = Decimal(random.randint(7000, 10000)) / 100
        change = Decimal(truth.printed("table", f"indicator {row.indicator_no}", row.score)) - before
        cells = (
            Cell(_digits(truth, str(row.indicator_no)), "center"),
            Cell(row.printed_name),
            Cell(_digits(truth, f"{before:.2f}"), "center"),
            Cell(_score(truth, row), "center"),
            Cell(_digits(truth, f"{change:+.2f}"), "center"),
        )
        rows.append(cells)
    return [Table((0.6, 2.8, 1.1, 1.1, 1.1), tuple(rows), rules=layout.rules)]


FORMS: dict[str, Callable[[Truth, Layout], list[Block]]] = {
    "plain": _plain,
    "short": _short,
    "grouped": _grouped,
    "means": _means,
    "weighted": _means,
    "transposed": _transposed,
    "years": _years,
    "prose": _prose,
}


def questions(truth: Truth, layout: Layout) -> list[Block]:
    """Return a table with every question's score; questions in two parts have a column for each."""
    period = PERIODS[truth.report.assessed_fy_be]
    scores = {(row.part, row.question_id): row.score for row in truth.question_scores}
    found: list[Block] = []
    for instrument in ("IIT", "EIT"):
        parts = [
            part for part in ("", "public", "survey") if any(p == part and q[0] == instrument[0] for p, q in scores)
        ]
        if not parts:
            continue
        captions = {"": "คะแนน", "public": "EIT Public", "survey": "EIT Survey"}
        rows = [tuple(Cell(text, "center", bold=True) for text in ("ตัวชี้วัด", "ข้อคำถาม", *(captions[p] for p in parts)))]
        for number in INSTRUMENTS[instrument]:
            codes = period.questions(number)
            for i, question in enumerate(codes):
                first = [Cell(_digits(truth, str(number)), "center", row_span=len(codes))] if i == 0 else []
                values = [_digits(truth, scores.get((part, question), "-")) for part in parts]
                cells = [Cell(code(question, truth.digits), "center"), *(Cell(value, "center") for value in values)]
                rows.append((*first, *cells))
        found.append(Text(f"ผลคะแนนรายข้อคำถาม {FULL_NAMES[instrument]}", "heading"))
        widths = (1.0, 1.0, *(1.2,) * len(parts))
        found.append(Table(widths, tuple(rows), size=layout.plan_size, share=0.8))
    return found
