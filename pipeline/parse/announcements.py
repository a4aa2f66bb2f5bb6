"""Announcements: one table with the results of many agencies, a row or a column for each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.facts import TOTAL, Framework
from pipeline.facts.readers import is_spelled
from pipeline.model.geometry import BBox
from pipeline.model.report import AgencyResult, Key, Origin, Score
from pipeline.parse.agency_kinds import kind_of
from pipeline.parse.codes import Section
from pipeline.parse.columns import AGENCY, PROVINCE, TYPE, role
from pipeline.parse.doubts import COLUMNS_UNSURE, NAME_AGAINST_NUMBER, POINTS_UNSURE, SCORE_UNREADABLE
from pipeline.parse.labels import Label, read_label
from pipeline.parse.levels import find_level
from pipeline.parse.numbers import read_count, read_number
from pipeline.parse.own_names import with_own_names
from pipeline.parse.passage import Ink, join, raw_range
from pipeline.parse.points import are_points, is_instrument
from pipeline.parse.rows import whole_rows
from pipeline.parse.scores import make_score, read_scores
from pipeline.parse.slots import Grid, Row, Slot, squeeze

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
    groups = _read_groups(grid, rules, year)
    if groups is not None:
        return groups
    for form in (grid, turned(grid)):
        columns = _columns(form, rules, year) if form is not None else None
        if form is None or columns is None:
            continue
        rows = [_with_clean_name(whole.row, columns.agency) for whole in whole_rows(form, columns.own)]
        read = with_own_names(
            (result, row[columns.agency].passage)
            for row in rows
            if (result := _result(row, columns, rules)) is not None
        )
        found = [_unsure(result) if form.unsure else result for result in read]
        if len(found) >= MIN_AGENCIES:
            return _settle_points(found, rules)
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


def _with_clean_name(row: Row, agency: int) -> Row:
    return tuple(_without_dirt(slot) if at == agency else slot for at, slot in enumerate(row))


def _without_dirt(slot: Slot) -> Slot:
    """Return the cell of a name without what dirt and pieces of rules around it were read as."""
    return replace(slot, passage=join(clean for ink in slot.passage.inks if (clean := _clean(ink)) is not None))


def _clean(ink: Ink) -> Ink | None:
    """Return a line without the dirt at its ends, or None where it is nothing else; what the file spells stays."""
    line = ink.line
    match = _NAMED.search(line.text)
    if is_spelled(line.reader) or match is None:
        return ink if is_spelled(line.reader) or _LATIN.search(line.text) else None
    first, last = raw_range(line, *match.span())
    if (first, last) == (0, len(line.raw)):
        return ink
    box, edges, letters = line.bbox, line.edges, line.characters
    clean = replace(
        line,
        bbox=BBox(edges[first], box.top, edges[last], box.bottom) if edges else box,
        raw=line.raw[first:last],
        text=match[0],
        confidence=min((one.confidence for one in letters[first:last]), default=line.confidence),
        edges=edges[first : last + 1],
        characters=letters[first:last],
    )
    return replace(ink, line=clean)


_NAMED = re.compile(r"[(A-Za-z0-9๐-๙]*[ก-๎](?:.*[ก-๎A-Za-z0-9๐-๙)])?")
"""A line of a name from its first to its last letter."""
_LATIN = re.compile("[A-Za-z]{2}")


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
    return read_count(row[columns.number].plain) if columns.number is not None else None


def _settle_points(found: Sequence[AgencyResult], rules: Framework) -> tuple[AgencyResult, ...]:
    """Tell points out of a weight from scores out of 100 where the columns' names do not.

    The scale is one for the whole table: what most rows tell, where none tells otherwise.
    """
    if not any(is_instrument(score) for result in found for score in result.scores):
        return tuple(found)
    verdicts = [are_points(result.scores, rules) for result in found if any(map(is_instrument, result.scores))]
    told = {verdict for verdict in verdicts if verdict is not None}
    if len(told) != 1 or verdicts.count(None) * 2 > len(verdicts):
        return tuple(_doubted(result) for result in found)
    return tuple(_as_points(result) for result in found) if True in told else tuple(found)


def _as_points(result: AgencyResult) -> AgencyResult:
    points = tuple(filter(is_instrument, result.scores))
    return replace(result, scores=_others(result), weighted=(*result.weighted, *points))


def _doubted(result: AgencyResult) -> AgencyResult:
    """Return a row without the figures whose scale cannot be told."""
    return replace(result, scores=_others(result), doubts=(*result.doubts, POINTS_UNSURE))


def _unsure(result: AgencyResult) -> AgencyResult:
    return replace(result, doubts=(*result.doubts, COLUMNS_UNSURE))


def _others(result: AgencyResult) -> tuple[Score, ...]:
    return tuple(score for score in result.scores if not is_instrument(score))


def _read_groups(grid: Grid, rules: Framework, year: int | None) -> tuple[AgencyResult, ...] | None:
    """Read a table with several rows for each agency, whose name stands in a column of its own."""
    agency = next((at for at, name in enumerate(grid.header) if AGENCY.fullmatch(name)), None)
    if agency is None:
        return None
    groups: list[list[Row]] = []
    for row in grid.rows:
        name = row[agency].text
        if not groups or (name and name != groups[-1][0][agency].text):
            groups.append([])
        groups[-1].append(row)
    if len(groups) < MIN_AGENCIES or len(grid.rows) < LEAST_OF_GROUP * len(groups):
        return None
    found = [_group_result(replace(grid, rows=tuple(rows)), agency, rules, year) for rows in groups]
    return tuple(result for result in found if result is not None) or None


LEAST_OF_GROUP = 2
"""An agency with a row for each instrument or indicator has so many rows at least."""


def _group_result(grid: Grid, agency: int, rules: Framework, year: int | None) -> AgencyResult | None:
    read = read_scores(grid, Section(), rules, year)
    name = grid.rows[0][agency]
    if read is None or not name.text:
        return None
    inks = {id(ink.line): ink for row in grid.rows for slot in row for ink in slot.passage.inks}
    return AgencyResult(
        agency_name=name.passage.whole(),
        ink=join(inks.values()).whole(),
        agency_type=kind_of(name.text),
        scores=tuple(replace(score, agency_name=name.text) for score in read.scores),
        weighted=tuple(replace(score, agency_name=name.text) for score in read.weighted),
        result_level=next(iter(read.levels), None),
        doubts=read.doubts,
    )
