"""The plan: what is to be done about each weak question, how, when and by whom."""

import re
from dataclasses import dataclass, replace

from pipeline.facts import Framework
from pipeline.model.report import PlanItem, Reading
from pipeline.parse.codes import DAMAGED, SEVERAL, SPELLED, Code, Section, has_parts, item_of, read_code
from pipeline.parse.columns import find_roles
from pipeline.parse.doubts import (
    CODE_MISSING,
    CODE_UNREADABLE,
    CODES_SEVERAL,
    COLUMNS_UNSURE,
    MEASURE_MISSING,
    OWNERS_UNSURE,
    PART_UNKNOWN,
    PART_UNSURE,
    ROW_CUT,
    STEPS_UNSURE,
)
from pipeline.parse.group_rows import group_section, hides_part, is_scanned, names_part, repeats_header
from pipeline.parse.labels import read_label
from pipeline.parse.list_numbers import with_true_numbers
from pipeline.parse.lists import lacks_a_point
from pipeline.parse.measures import listed, read_measure, read_steps
from pipeline.parse.owners import split_owners
from pipeline.parse.passage import Passage, join
from pipeline.parse.periods import prevailing_year, read_period
from pipeline.parse.rows import whole_rows
from pipeline.parse.sections import read_headings
from pipeline.parse.slots import EMPTY, Grid, Row
from pipeline.parse.strokes import rows_without_strokes

_LIST_NUMBER = re.compile(r"(?:\(?[0-9]{1,2}[.)]|[-•*●])\s*(?=\D)")
_CODE = re.compile(
    rf"(?:(?:ประเด็น)?(?:ข้อคำถาม|คำถาม|ข้อ|ตัวชี้วัดข้อ)\s*(?:ที่)?\s*[:.]?\s*)?[(\[]?(?P<spelled>{SPELLED})[)\]]?\s*[):.–-]?\s*",
    re.IGNORECASE,
)

Years = tuple[int | None, int | None]
"""The fiscal year of a plan as it is known beforehand, and the one in which most of the plan lies."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a plan before its item has a number."""

    item: PlanItem
    code: Code | None
    section: Section


def plan_columns(grid: Grid) -> dict[str, int] | None:
    """Return the columns of a plan by what they hold, or None where a table is no plan.

    A plan says what is done, and when or by whom.
    """
    roles = find_roles(grid.header)
    if "measure" not in roles and "steps" in roles:
        roles["measure"] = roles.pop("steps")
    if "measure" not in roles or not {"period", "responsible"} & set(roles):
        return None
    if "issue" not in roles:
        subject = next(
            (roles[name] for name in ("name", "code", "goal") if name in roles and roles[name] < roles["measure"]), None
        )
        if subject is None:
            return None
        roles["issue"] = subject
    return roles


def read_plan(grid: Grid, section: Section, rules: Framework, plan_year: int | None) -> tuple[PlanRow, ...] | None:
    """Read a plan's rows, or return None where a table is no plan.

    Args:
        grid: The table, whole over its pages.
        section: Where it stands.
        rules: The facts of the assessed year.
        plan_year: The fiscal year of the plan, for periods that name none; None where it is not known.
    """
    columns = plan_columns(grid)
    if columns is None:
        return None
    grid = replace(grid, rows=rows_without_strokes(grid.rows))
    dated = (row[columns["period"]].passage for row in grid.rows if "period" in columns)
    years = plan_year, prevailing_year(dated, plan_year)
    found: list[PlanRow] = []
    numbers: list[int | None] = []
    hidden = False
    for whole in whole_rows(grid, columns):
        below = group_section(whole.row, section, rules)
        if below is not None or repeats_header(whole.row, grid, columns):
            section, hidden = below or section, hidden and below is None
            continue
        issue = whole.row[columns["issue"]]
        hides = hides_part(whole.row, issue, rules)
        hidden = hides or (hidden and not names_part(issue, rules))
        read = _read_row(whole.row, columns, section, rules, years)
        section = read.section
        if whole.unsure:
            read = _doubted(read, ROW_CUT)
        if grid.unsure & set(columns.values()):
            read = _doubted(read, COLUMNS_UNSURE)
        if hidden and read.item.part:
            read = _doubted(read, PART_UNSURE)
        hidden = hidden or (is_scanned(whole.row) and bool({CODE_MISSING, CODE_UNREADABLE} & set(read.item.doubts)))
        found.append(read)
        numbers.append(_row_number(whole.row, columns))
    gaps = {at for at in range(1, len(numbers)) if _is_gap(numbers[at - 1], numbers[at])}
    return tuple(_doubted(row, ROW_CUT) if at in gaps or at + 1 in gaps else row for at, row in enumerate(found))


def _row_number(row: Row, columns: dict[str, int]) -> int | None:
    """Return the number that a row bears, or None where it bears none."""
    text = row[columns["number"]].plain.strip(" .") if "number" in columns else ""
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else None


def _is_gap(before: int | None, number: int | None) -> bool:
    """Tell whether rows may be missing between two numbers: they neither count up nor begin again."""
    return before is not None and number is not None and number not in (1, before, before + 1)


def _doubted(row: PlanRow, doubt: str) -> PlanRow:
    return replace(row, item=replace(row.item, doubts=(*row.item.doubts, doubt)))


def _read_row(row: Row, columns: dict[str, int], section: Section, rules: Framework, years: Years) -> PlanRow:
    def passage(name: str) -> Passage:
        return row[columns[name]].passage if name in columns else EMPTY.passage

    counted = [with_true_numbers(passage(name)) for name in ("issue", "measure", "steps")]
    issue, does, how = (text for text, _ in counted)
    section = _section_of_columns(row, columns, section, rules)
    heading = read_headings(issue.plain, section, rules)
    section = heading.section
    code, start, damaged = _find_code(row, columns, issue, heading.end, section, rules)
    if code is not None and code.instrument != section.instrument:
        section = Section(code.instrument)
    measure = read_measure(does)
    when = read_period(passage("period"), *years)
    steps = read_steps(how)
    units = split_owners(passage("responsible"))
    doubts = [damaged] if damaged else []
    doubts += [when.doubt] if when.doubt else []
    doubts += [STEPS_UNSURE] if any(mended for _, mended in counted) or lacks_a_point(how) else []
    doubts += [OWNERS_UNSURE] if units.unsure else []
    doubts += [MEASURE_MISSING] if not measure[1].value else []
    parted = code is not None and has_parts(code.text, rules)
    doubts += [PART_UNKNOWN] if parted and not section.part else []
    inks = [ink for at, slot in enumerate(row) if at == 0 or slot is not row[at - 1] for ink in slot.passage.inks]
    item = PlanItem(
        item_no=0,
        ink=join(inks).whole(),
        issue=listed(issue.cut(start, len(issue.text))),
        measure=measure[1],
        steps=steps,
        period=when.printed,
        responsible=_on_one_line(passage("responsible")),
        instrument=code.instrument if code else section.instrument,
        indicator_no=_indicator(code, section, rules),
        part=section.part if parted or code is None else "",
        question_id=code.text if code else "",
        measure_kind=measure[0],
        start_date=when.period.start if when.period else None,
        end_date=when.period.end if when.period else None,
        responsible_units=units.units,
        doubts=tuple(doubts),
    )
    return PlanRow(item, code, section)


def _on_one_line(passage: Passage) -> Reading[str]:
    whole = passage.whole()
    return replace(whole, value=" ".join((whole.value or "").split()))


def _indicator(code: Code | None, section: Section, rules: Framework) -> int | None:
    item = item_of(code.text, rules) if code else None
    return item.indicator_no if item and item.indicator_no is not None else section.indicator


def _section_of_columns(row: Row, columns: dict[str, int], section: Section, rules: Framework) -> Section:
    """Return the section that columns besides the issue tell: an instrument's or an indicator's name."""
    for name in ("instrument", "name"):
        if name not in columns or columns[name] == columns["issue"]:
            continue
        slot = row[columns[name]]
        heading = read_headings(slot.plain, section, rules)
        label = read_label(slot.text, section, rules)
        if heading.end:
            same = heading.section.instrument == section.instrument
            section = replace(heading.section, part=section.part, part_above=True) if same else heading.section
        elif label is not None and label.key.code.isdecimal():
            item = item_of(label.key.code, rules)
            section = Section(item.instrument if item else "", int(label.key.code), section.part)
    return section


def _find_code(
    row: Row, columns: dict[str, int], issue: Passage, start: int, section: Section, rules: Framework
) -> tuple[Code | None, int, str]:
    """Return a row's code, where its issue begins, and what is doubtful about the code."""
    if "code" in columns and columns["code"] != columns["issue"]:
        text = row[columns["code"]].plain.strip()
        spelled = _CODE.match(text)
        code = read_code(spelled["spelled"] if spelled else text, section, rules) if text else None
        if code is not None or text:
            return code, start, code.doubt if code else CODE_UNREADABLE
    plain = issue.plain
    number = _LIST_NUMBER.match(plain, start)
    begin = number.end() if number else start
    match = _CODE.match(plain, begin)
    if match and SEVERAL.match(plain, match.end("spelled")):
        return None, begin, CODES_SEVERAL
    if match:
        code = read_code(match["spelled"], section, rules)
        return code, match.end(), code.doubt if code else CODE_UNREADABLE
    damaged = DAMAGED.match(plain, begin)
    if damaged and (damaged["asked"] or len(damaged["digits"]) > 1):
        code = read_code(damaged["any"] or damaged["digits"], section, rules)
        return code, damaged.end(), code.doubt if code else CODE_UNREADABLE
    return None, begin, CODE_MISSING
