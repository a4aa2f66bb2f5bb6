"""An announcement: one table with the results of many agencies."""

from decimal import Decimal
from fractions import Fraction
from random import Random

from tests.reports import agencies
from tests.reports import layout as layouts
from tests.reports.blocks import Block, Break, Cell, Sheet, Table, Text
from tests.reports.digits import write
from tests.reports.framework import POINTS, half_up, level, total
from tests.reports.layout import Layout
from tests.reports.truth import AgencyTruth, ReportTruth, Truth

COLLEGES = (
    "วิทยาลัยเทคนิค",
    "วิทยาลัยอาชีวศึกษา",
    "วิทยาลัยการอาชีพ",
    "วิทยาลัยเกษตรและเทคโนโลยี",
    "วิทยาลัยสารพัดช่าง",
)


def compose(
    random: Random,
    *,
    count: int = 20,
    fiscal_year: int = 2568,
    digits: str = "thai",
    scale: str = "points",
    layout: Layout | None = None,
) -> Truth:
    """Return a true announcement, ranked by total score.

    Args:
        random: Where chance comes from.
        count: How many agencies.
        fiscal_year: 2564 or 2568.
        digits: As in a report.
        scale: ``points`` (out of 30, 30 and 40), ``hundred`` or ``both``.
        layout: Its looks, or some.
    """
    names: list[str] = []
    while len(names) < count:
        name = random.choice(COLLEGES) + random.choice(agencies.HEADS) + random.choice(agencies.TAILS)
        names += [name] * (name not in names)
    rows = []
    for name in names:
        means = {
            "IIT": Fraction(random.randint(82000, 100000), 1000),
            "EIT": Fraction(random.randint(78000, 99500), 1000),
            "OIT": Fraction(random.randint(650, 1000) * 100, 1000),
        }
        rows.append((total(means), name, means))
    rows.sort(key=lambda row: (-row[0], row[1]))
    results = []
    for n, (score, name, means) in enumerate(rows, 1):
        points = {k: f"{half_up(means[k] * POINTS[k] / 100):.2f}" for k in POINTS} if scale != "hundred" else {}
        hundred = {k: f"{half_up(means[k]):.2f}" for k in POINTS} if scale != "points" else {}
        results.append(
            AgencyTruth(
                agency_name=name,
                row_no=n,
                agency_type=agencies.kind_in(name),
                iit=hundred.get("IIT", ""),
                eit=hundred.get("EIT", ""),
                oit=hundred.get("OIT", ""),
                iit_weighted=points.get("IIT", ""),
                eit_weighted=points.get("EIT", ""),
                oit_weighted=points.get("OIT", ""),
                total_score=f"{score:.2f}",
                result_level=level(fiscal_year, Decimal(score), means),
            )
        )
    layout = layout or layouts.draw(random)
    report = ReportTruth("", "", "", fiscal_year, None, "", "", "")
    return Truth(
        report,
        agency_results=tuple(results),
        digits=digits,
        layout=layouts.encode(layout) | {"form": "announcement", "scale": scale},
    )


def lay_out(truth: Truth) -> tuple[tuple[Block, ...], Sheet]:
    """Return the announcement's blocks and looks."""
    layout = layouts.decode(truth.layout)
    found: list[Block] = [Break(landscape=True)] if layout.landscape else []
    lines = (
        "ประกาศผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของสถานศึกษา (ITA)",
        f"ประจำปีงบประมาณ พ.ศ. {truth.report.assessed_fy_be}",
        f"จำนวน {len(truth.agency_results)} แห่ง",
    )
    found += [Text(write(line, truth.digits), "title") for line in lines]
    found.append(_table(truth, layout))
    found.append(Text(write("หมายเหตุ เรียงลำดับตามคะแนนรวมจากมากไปน้อย", truth.digits), "plain"))
    return tuple(found), layout.sheet("")


def _table(truth: Truth, layout: Layout) -> Table:
    scale = truth.layout["scale"]
    groups = [("คะแนนตามเครื่องมือการประเมิน", "", {k: f"{k}\n(100)" for k in POINTS})] if scale != "points" else []
    if scale != "hundred":
        names = {k: f"{k}\n({points} คะแนน)" for k, points in POINTS.items()}
        groups.append(("คะแนนถ่วงน้ำหนักตามเครื่องมือการประเมิน", "_weighted", names))

    def head(text: str, **spans: int) -> Cell:
        return Cell(write(text, truth.digits), "center", bold=True, **spans)

    first = [head("ที่", row_span=2), head("สถานศึกษา", row_span=2)]
    first += [head(title, column_span=3) for title, _, _ in groups]
    first += [head("คะแนนรวม\n(100 คะแนน)", row_span=2), head("ระดับผลการประเมิน", row_span=2)]
    second = [head(name) for _, _, names in groups for name in names.values()]
    rows = [tuple(first), tuple(second)]
    for row in truth.agency_results:
        scores = [getattr(row, f"{k.lower()}{suffix}") for _, suffix, _ in groups for k in POINTS]
        cells = [Cell(write(str(row.row_no), truth.digits), "center"), Cell(row.agency_name)]
        cells += [Cell(write(score or "-", truth.digits), "center") for score in (*scores, row.total_score)]
        rows.append((*cells, Cell(row.result_level, "center")))
    widths = (0.5, 2.9, *(1.05,) * (3 * len(groups)), 1.05, 1.3)
    return Table(widths, tuple(rows), header_rows=2, size=layout.plan_size, splits=False)
