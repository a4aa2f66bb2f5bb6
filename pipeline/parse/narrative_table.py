"""Statements about questions in a table: a row for each."""

from dataclasses import dataclass

from pipeline.facts import Framework
from pipeline.model.report import Origin, Score, Statement
from pipeline.parse.codes import Section, read_code
from pipeline.parse.columns import find_roles
from pipeline.parse.doubts import COLUMNS_UNSURE, ROW_CUT
from pipeline.parse.labels import Label, with_ink
from pipeline.parse.lists import list_lines
from pipeline.parse.narrative import (
    Parts,
    Told,
    doubted,
    indicator_of,
    key_of,
    make_told,
    take_apart,
    titles_of,
    unsure_parts,
)
from pipeline.parse.numbers import read_number
from pipeline.parse.passage import Passage, join
from pipeline.parse.prose import read_indicator_score
from pipeline.parse.rows import whole_rows
from pipeline.parse.scores import make_score
from pipeline.parse.sections import read_heading, read_headings
from pipeline.parse.slots import Grid, Row


@dataclass(frozen=True, slots=True)
class StatementTable:
    """What a table of statements tells."""

    told: tuple[Told, ...]
    scores: tuple[Score, ...]
    """Of the indicators that head groups of its rows."""
    goes_on: bool = False
    """Whether it begins with text beside no code: the rest of a row that stands in another table."""


def read_statement_table(
    grid: Grid, section: Section, first_no: int, subject: str, rules: Framework
) -> StatementTable | None:
    """Read a table with a row for each statement, or return None where it is none.

    Its columns: the code, the score, the issue (with the cause), the recommendation.
    """
    columns = _statement_columns(grid)
    if columns is None:
        return None
    told: list[Told] = []
    scores: list[Score] = []
    rows = whole_rows(grid, columns)
    goes_on = bool(rows) and _goes_on(rows[0].row, columns)
    for whole in rows:
        row = whole.row
        if len({id(slot) for slot in row if slot.text}) == 1:
            slot = next(slot for slot in row if slot.text)
            scores += _headed(slot.passage, section, rules)
            section = read_headings(slot.plain, section, rules).section
            continue
        found = _row_statement(row, columns, section, first_no + len(told), subject, rules)
        doubts = ((ROW_CUT,) if whole.unsure else (), (COLUMNS_UNSURE,) if grid.unsure & set(columns.values()) else ())
        told += [doubted(found, *doubts)] if found is not None else []
    return StatementTable(tuple(told), tuple(scores), goes_on) if told else None


def _goes_on(row: Row, columns: dict[str, int]) -> bool:
    """Tell whether a row has no code, no score and some words."""
    numbered = row[columns["code"]].text or row[columns["score"]].text
    return not numbered and any(row[column].text for column in columns.values())


def _headed(passage: Passage, section: Section, rules: Framework) -> list[Score]:
    """Return the score of an indicator with which a heading inside the table goes on."""
    heading = read_heading(passage.plain, section, rules)
    if heading is None or heading.indicator is None or heading.doubtful:
        return []
    score = read_indicator_score(passage, heading.end, heading.section, rules, heading.name)
    return [score] if score is not None else []


def _statement_columns(grid: Grid) -> dict[str, int] | None:
    """Return the columns of a table of statements, or None where it is another table."""
    roles = find_roles(grid.header)
    if "period" in roles or "responsible" in roles or "score" not in roles or "code" not in roles:
        return None
    columns = {"code": roles["code"], "score": roles["score"]}
    for name, column in (("issue", "issue"), ("recommendation", "measure")):
        if column in roles:
            columns[name] = roles[column]
    causes = [at for at, name in enumerate(grid.header) if "สาเหตุ" in name]
    if len(causes) == 1:
        columns["cause"] = causes[0]
    return columns if "issue" in columns else None


def _row_statement(
    row: Row, columns: dict[str, int], section: Section, finding_no: int, subject: str, rules: Framework
) -> Told | None:
    code = read_code(row[columns["code"]].plain, section, rules)
    reading = read_number(row[columns["score"]].passage)
    texts = {name: row[column].text for name, column in columns.items() if name not in ("code", "score")}
    if code is None and reading is None:
        return None
    whole = Parts(**{name: list_lines(text) for name, text in texts.items()})
    if "cause" not in columns:
        passage = row[columns["issue"]].passage
        split = take_apart(passage.text, subject, titles_of(code, rules), passage.starts)
        whole = Parts(split.issue, split.cause, whole.recommendation or split.recommendation)
    key = key_of(code, section, rules) if code else None
    score = None
    if code is not None and key is not None and reading is not None:
        label = Label(key) if code.doubt else with_ink(Label(key), row[columns["code"]].passage)
        score = make_score(label, reading, Origin.TABLE, section, rules)
    inks = [ink for at, slot in enumerate(row) if at == 0 or slot is not row[at - 1] for ink in slot.passage.inks]
    statement = Statement(
        finding_no=finding_no,
        ink=join(inks).whole(),
        indicator_no=indicator_of(code, section, rules),
        part=key.part if key else section.part,
        question_id=code.text if code else "",
        sub_indicator=section.sub_indicator,
        printed_score=reading.value if reading else None,
        issue=whole.issue,
        cause=whole.cause,
        recommendation=whole.recommendation,
    )
    return doubted(make_told(statement, score, code), unsure_parts(whole, code, rules))
