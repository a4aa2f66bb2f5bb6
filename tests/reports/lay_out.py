"""A truth laid out as a document: front matter, scores, narrative and plan."""

from tests.reports import layout as layouts
from tests.reports import narrative, pictures, plan_table, score_tables
from tests.reports.blocks import Block, Break, Pasted, Picture, Sheet, Table, Text
from tests.reports.digits import code, write
from tests.reports.layout import Layout
from tests.reports.truth import Truth


def lay_out(truth: Truth) -> tuple[tuple[Block, ...], Sheet]:
    """Return the document's blocks and looks."""
    layout = layouts.decode(truth.layout)
    found: list[Block] = _front(truth, layout)
    found += _opening(truth)
    found.append(Text("การวิเคราะห์ผลการประเมินจำแนกตามเครื่องมือการประเมิน", "title"))
    scores = score_tables.blocks(truth, layout)
    found += [Pasted(block) if layout.pasted and isinstance(block, Table) else block for block in scores]
    if layout.chart:
        found.append(Picture(pictures.chart([row.score for row in truth.indicator_scores]), 11, 5.5))
    if layout.questions:
        found += score_tables.questions(truth, layout)
    found.append(Text(_analysis_title(truth), "title"))
    found += narrative.blocks(truth, layout)
    if truth.remediation_items:
        if layout.landscape:
            found.append(Break(landscape=True))
        title = f"การนำผลการวิเคราะห์ไปสู่การปรับปรุงหรือพัฒนา{truth.report.agency_name}"
        found.append(Text(title, "title"))
        found += plan_table.blocks(truth, layout)
    header = f"ผลการประเมิน ITA {truth.report.agency_name}"
    return tuple(found), layout.sheet(header)


def _item(truth: Truth) -> str:
    return f"ข้อ {code(truth.report.oit_item, truth.digits)} " if truth.report.oit_item else ""


def _analysis_title(truth: Truth) -> str:
    text = (
        "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ\n"
        f"ประจำปีงบประมาณ พ.ศ. {truth.printed('title', 'year', str(truth.report.assessed_fy_be))}"
    )
    return write(text, truth.digits)


OPENINGS = (
    "ผลการประเมิน ITA ของ{agency} ประจำปี {year} ได้คะแนนรวม {total} ({level}) ซึ่งจะได้วิเคราะห์ผลการประเมิน "
    "โดยจำแนกตามเครื่องมือการประเมิน และระบุประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน "
    "ประเด็นที่จะต้องพัฒนาให้ดีขึ้นที่มีความสอดคล้องกับผลการประเมินฯ (เฉพาะประเด็นที่มีคะแนนน้อยกว่า 100 คะแนน) "
    "รวมถึงการนำผลการวิเคราะห์ไปสู่การปฏิบัติ โดยมีรายละเอียดดังนี้",
    "ตามที่{agency}ได้เข้ารับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
    "ประจำปีงบประมาณ พ.ศ. {year} มีผลคะแนนรวม {total} คะแนน อยู่ในระดับ {level} จึงได้วิเคราะห์ข้อคำถามที่ได้คะแนน"
    "น้อยกว่า 100 คะแนน พร้อมกำหนดมาตรการปรับปรุง ดังนี้",
    "{agency} มีผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year} ภาพรวมเท่ากับ {total} คะแนน ผลการประเมินระดับ “{level}” "
    "รายงานฉบับนี้วิเคราะห์เฉพาะข้อที่ได้คะแนนต่ำกว่า 100 คะแนน เพื่อกำหนดแนวทางพัฒนาในปีต่อไป",
)


def _opening(truth: Truth) -> list[Block]:
    layout = layouts.decode(truth.layout)
    report = truth.report
    text = OPENINGS[layout.captions % len(OPENINGS)].format(
        agency=truth.printed("name", "opening", report.agency_name),
        year=report.assessed_fy_be,
        total=truth.printed("opening", "total_score", report.total_score),
        level=report.result_level,
    )
    return [Text(write(text, truth.digits))]


TITLES = {
    "O25": "การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร",
    "O42": "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
}


def _front(truth: Truth, layout: Layout) -> list[Block]:
    """Return what stands before the report itself."""
    report = truth.report
    digits = truth.digits
    title = f"{_item(truth)}{TITLES.get(report.oit_item, 'รายงานผลการประเมิน ITA')}"
    found: list[Block] = []
    if layout.stamp:
        number = write(f"{report.assessed_fy_be % 97 + 100}", digits)
        found.append(Picture(pictures.stamp(f"รับที่ {number}"), 4.2, 2.1, floating=(14.8, 0.9)))
    if layout.front == "memo":
        return found + _memo(truth)
    if layout.front == "cover":
        found += [Picture(pictures.emblem(), 3.0, 3.2), Text(""), Text("รายงานการวิเคราะห์ผลการประเมิน", "title")]
        found.append(Text("คุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)", "title"))
        found.append(Text(write(f"ประจำปีงบประมาณ พ.ศ. {report.assessed_fy_be}", digits), "title"))
        found += [Text("")] * 8
        found.append(Text(report.agency_name, "title"))
        if report.province:
            found.append(Text(f"จังหวัด{report.province}", "title"))
        return [*found, Break(), Text(title, "title"), Text(".....", "centre")]
    return [*found, Text(title, "title"), Text(".....", "centre")]


def _memo(truth: Truth) -> list[Block]:
    report = truth.report
    published = report.published_for_fy_be or report.assessed_fy_be + 1
    lines = (
        f"**ส่วนราชการ** {report.agency_name}" + (f" จังหวัด{report.province}" if report.province else ""),
        f"**ที่** พน {published - 1900}/{report.assessed_fy_be % 100}    **วันที่** 15 ตุลาคม {report.assessed_fy_be}",
        f"**เรื่อง** {_item_plain(truth)} การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {report.assessed_fy_be}",
        "**เรียน** ผู้บริหารหน่วยงาน",
    )
    return [
        Picture(pictures.emblem(), 1.5, 1.6, align="left"),
        Text("บันทึกข้อความ", "memo"),
        *(Text(write(line, truth.digits), "plain") for line in lines),
        Text(""),
    ]


def _item_plain(truth: Truth) -> str:
    return f"ข้อ {truth.report.oit_item}" if truth.report.oit_item else ""
