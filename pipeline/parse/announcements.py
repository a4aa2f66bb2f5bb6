"""Announcements: one table with the results of many agencies, a row or a column for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.facts import TOTAL, Framework
from pipeline.model.report import AgencyResult, Key, Origin, Score
from pipeline.parse.agency import kind_of
from pipeline.parse.codes import Section
from pipeline.parse.columns import AGENCY, PROVINCE, TYPE, role
from pipeline.parse.doubts import NAME_AGAINST_NUMBER, POINTS_UNSURE, SCORE_UNREADABLE
from pipeline.parse.labels import Label, read_label
from pipeline.parse.levels import find_level
from pipeline.parse.numbers import read_number
from pipeline.parse.passage import join
from pipeline.parse.rows import whole_rows
from pipeline.parse.scores import make_score
from pipeline.parse.tables import Grid, Row, squeeze

_NUMBER = re.compile(r"(?:ที่|ลำดับ(?:ที่)?|อันดับ(?:ที่)?|no\.?|#)", re.IGNORECASE)
_LEVEL = re.compile(r".*(?:ระดับ|เกรด|grade|rating).*|ผลการประเมิน|ผล", re.IGNORECASE)
_YEAR = re.compile(r"(?:25|26)[0-9]{2}")
_TOTAL = re.compile(
    r".*(?:คะแนนรวม|รวม|ผลคะแนน|ita|คะแนนเฉลี่ย|คะแนน)(?:\(?(?:ร้อยละ)?(?:100)?(?:คะแนน)?\)?)?(?:25[0-9]{2})?",
    re.IGNORECASE,
)
_INDICATOR = re.compile(r"ตัวชี้วัด(?:ที่)?(10|[1-9])(?![0-9.])")
_INSTRUMENT = re.compile(r"[IEO]IT(?![A-Z])", re.IGNORECASE)
_POINTS = re.compile(r"ถ่วงน้ำหนัก|ตามน้ำหนัก")
_NOT_AN_AGENCY = re.compile(r"รวม|(?:ค่า|คะแนน)?เฉลี่ย.*|ค่าสูงสุด.*|ค่าต่ำสุด.*|ภาพรวม.*|หมายเหตุ.*|ที่มา.*")
HALF = Decimal("0.02")
"""So far the sum of three rounded points may lie from a rounded total."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of an announcement hold."""

    agency: int
    scores: tuple[tuple[int, Label], ...]
    points: frozenset[int] = frozenset()
    """Columns whose name says that they hold points out of a weight."""
    number: int | None = None
    kind: int | None = None
    province: int | None = None
    level: int | None = None

    @property
    def own(self) -> dict[str, int]:
        """Return the columns that tell where a row begins."""
        return {"number": self.number} if self.number is not None else {"code": self.agency}


def read_announcement(grid: Grid, rules: Framework, year: int | None) -> tuple[AgencyResult, ...] | None:
    """Read a table with the results of several agencies, or return None where it is none.

    Args:
        grid: The table, whole over its pages.
        rules: The year's facts.
        year: The assessed fiscal year; scores of other years are left alone. None where it is not known.
    """
    for form in (grid, turned(grid)):
        columns = _columns(form, rules, year) if form is not None else None
        if form is None or columns is None:
            continue
        read = (_result(whole.row, columns, rules) for whole in whole_rows(form, columns.own))
        found = [result for result in read if result is not None]
        if len(found) >= MIN_AGENCIES:
            return _settle_points(found, columns, rules)
    return None


MIN_AGENCIES = 2


def turned(grid: Grid) -> Grid | None:
    """Return a table with a column for each agency as one with a row for each, or None where it has no names on top."""
    heads, rows = (grid.head, grid.rows) if grid.head else (grid.rows[0], grid.rows[1:]) if grid.rows else ((), ())
    if not rows or len(heads) <= MIN_AGENCIES:
        return None
    header = tuple(squeeze(row[0].text) for row in rows)
    turned_rows = tuple((heads[column], *(row[column] for row in rows)) for column in range(1, len(heads)))
    if not all(kind_of(row[0].text) for row in turned_rows):
        return None
    return Grid(grid.page, ("หน่วยงาน", *header), turned_rows)


def _columns(grid: Grid, rules: Framework, year: int | None) -> _Columns | None:
    header = grid.header
    agency = next((at for at, name in enumerate(header) if AGENCY.fullmatch(name)), None)
    if agency is None:
        return None
    scores: list[tuple[int, Label]] = []
    special: dict[str, int] = {}
    for at, name in enumerate(header):
        years = {int(text) for text in _YEAR.findall(name)}
        if at == agency or (years and year not in years):
            continue
        known = next(
            (
                kind
                for kind, pattern in (("number", _NUMBER), ("kind", TYPE), ("province", PROVINCE))
                if pattern.fullmatch(name)
            ),
            "",
        )
        if known:
            special.setdefault(known, at)
            continue
        label = _score_label(name, rules)
        if label is not None:
            scores.append((at, label))
        elif _LEVEL.fullmatch(name):
            special.setdefault("level", at)
    if not scores:
        return None
    points = frozenset(at for at, _ in scores if _POINTS.search(header[at]))
    return _Columns(
        agency,
        tuple(scores),
        points,
        special.get("number"),
        special.get("kind"),
        special.get("province"),
        special.get("level"),
    )


def _score_label(name: str, rules: Framework) -> Label | None:
    """Return what a column of an announcement scores: names of groups may stand before its own."""
    if role(name) in ("full", "weight", "difference"):
        return None
    instruments = {found.upper() for found in _INSTRUMENT.findall(name)}
    if len(instruments) == 1:
        return Label(Key(instruments.pop()))
    indicator = _INDICATOR.search(name)
    if indicator:
        return Label(Key(indicator[1]))
    label = read_label(name, Section(), rules)
    if label is not None:
        return label
    return Label(TOTAL) if _TOTAL.fullmatch(name) and "ระดับ" not in name else None


def _result(row: Row, columns: _Columns, rules: Framework) -> AgencyResult | None:
    name = row[columns.agency]
    if not name.text or _NOT_AN_AGENCY.fullmatch(squeeze(name.text)) or name.column_span > 1:
        return None
    doubts: list[str] = []
    scores: list[Score] = []
    points: list[Score] = []
    for column, label in columns.scores:
        reading = read_number(row[column].passage)
        if reading is None:
            continue
        if reading.value is None:
            doubts.append(SCORE_UNREADABLE)
        if label.doubtful:
            doubts.append(NAME_AGAINST_NUMBER)
        score = replace(
            make_score(label, reading, Origin.TABLE, Section(), rules), agency_name=name.text, under=None, belongs=True
        )
        (points if column in columns.points else scores).append(score)
    if not scores and not points:
        return None
    level = find_level(row[columns.level].passage, 0, rules) if columns.level is not None else None
    inks = [ink for at, slot in enumerate(row) if at == 0 or slot is not row[at - 1] for ink in slot.passage.inks]
    return AgencyResult(
        agency_name=name.passage.whole(),
        ink=join(inks).whole(),
        row_no=_row_number(row, columns),
        agency_type=row[columns.kind].text if columns.kind is not None else kind_of(name.text),
        province=row[columns.province].text if columns.province is not None else "",
        scores=tuple(scores),
        weighted=tuple(points),
        result_level=level,
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _row_number(row: Row, columns: _Columns) -> int | None:
    text = row[columns.number].plain.strip(" .") if columns.number is not None else ""
    return int(text) if re.fullmatch(r"[0-9]{1,5}", text) else None


def _settle_points(found: Sequence[AgencyResult], columns: _Columns, rules: Framework) -> tuple[AgencyResult, ...]:
    """Tell points out of a weight from scores out of 100 where the columns' names do not.

    They are points where no row has more than its instrument's weight and every row's three add up to its total.
    """
    silent = {
        label.key for column, label in columns.scores if label.key.code in _INSTRUMENTS and column not in columns.points
    }
    if not silent:
        return tuple(found)
    verdicts = {_are_points(result, rules) for result in found} - {None}
    if verdicts == {True}:
        return tuple(_as_points(result) for result in found)
    if verdicts <= {False}:
        return tuple(found) if verdicts else tuple(_doubted(result) for result in found)
    return tuple(_doubted(result) for result in found)


_INSTRUMENTS = ("IIT", "EIT", "OIT")


def _are_points(result: AgencyResult, rules: Framework) -> bool | None:
    """Tell whether a row's figures are points; None where the row does not tell."""
    values = {score.key.code: score.reading.value for score in result.scores}
    known = {code: value for code in _INSTRUMENTS if (value := values.get(code)) is not None}
    weights = {item.key.code: item.weight for item in rules.items if item.key.code in _INSTRUMENTS}
    if any(value > weights.get(code, 100) for code, value in known.items()):
        return False
    total = values.get(TOTAL.code)
    if total is None or len(known) < len(_INSTRUMENTS):
        return None
    return abs(sum(known.values(), Decimal(0)) - total) <= HALF


def _as_points(result: AgencyResult) -> AgencyResult:
    points = tuple(score for score in result.scores if score.key.code in _INSTRUMENTS)
    scores = tuple(score for score in result.scores if score.key.code not in _INSTRUMENTS)
    return replace(result, scores=scores, weighted=(*result.weighted, *points))


def _doubted(result: AgencyResult) -> AgencyResult:
    """Return a row without the figures whose scale cannot be told."""
    scores = tuple(score for score in result.scores if score.key.code not in _INSTRUMENTS)
    return replace(result, scores=scores, doubts=(*result.doubts, POINTS_UNSURE))
