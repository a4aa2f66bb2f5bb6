"""Tables of scores: a row for each indicator or question, or a column for each."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.facts import TOTAL, Framework
from pipeline.facts.verdicts import as_verdict
from pipeline.model.report import Key, Origin, Reading, Score
from pipeline.parse.codes import Section, has_parts, item_of
from pipeline.parse.columns import find_roles, role
from pipeline.parse.doubts import (
    CODE_UNREADABLE,
    COLUMNS_UNSURE,
    NAME_AGAINST_NUMBER,
    PART_UNKNOWN,
    POINTS_UNSURE,
    RESULT_MISSING,
)
from pipeline.parse.gaps import passes_over, verdicts_are_lost
from pipeline.parse.labels import Label, find_label, read_label
from pipeline.parse.levels import find_level
from pipeline.parse.numbers import common_decimals, read_number, read_with_verdict
from pipeline.parse.points import INSTRUMENTS, are_points, is_instrument
from pipeline.parse.row_labels import (
    code_label,
    instrument_of_codes,
    is_lost,
    row_indicator,
    row_label,
    settle_subtotal,
)
from pipeline.parse.rows import whole_score_rows
from pipeline.parse.score_columns import YEAR, Column, score_columns
from pipeline.parse.sections import read_headings
from pipeline.parse.slots import Grid, Row, Slot


@dataclass(frozen=True, slots=True)
class Found:
    """What a table or a passage says."""

    scores: tuple[Score, ...] = ()
    weighted: tuple[Score, ...] = ()
    levels: tuple[Reading[str], ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Basket:
    """What has been found so far."""

    scores: list[Score] = field(default_factory=list)
    weighted: list[Score] = field(default_factory=list)
    levels: list[Reading[str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def found(self) -> Found:
        return Found(tuple(self.scores), tuple(self.weighted), tuple(self.levels), tuple(dict.fromkeys(self.doubts)))


def read_scores(grid: Grid, section: Section, rules: Framework, year: int | None) -> Found | None:
    """Read a table of scores, or return None where it is none.

    Args:
        grid: The table.
        section: Where it stands.
        rules: The year's facts.
        year: The assessed fiscal year; columns of other years are left alone. None where it is not known.
    """
    found = [read for variant in VARIANTS if (read := variant(grid, section, rules, year)) is not None]
    best = max(found, key=lambda read: len(read.scores), default=None)
    if best is None:
        return None
    if verdicts_are_lost(grid, best.scores):
        best = replace(best, scores=tuple(_doubted(score, RESULT_MISSING) for score in best.scores))
    if passes_over(best.scores, rules):
        best = replace(best, doubts=(*best.doubts, CODE_UNREADABLE))
    return _settle_points(best, rules)


def _doubted(score: Score, doubt: str) -> Score:
    return replace(score, doubts=(*score.doubts, doubt))


def _settle_points(found: Found, rules: Framework) -> Found:
    """Tell points out of a weight from scores out of 100; what may be both is left out and doubted."""
    if not any(map(is_instrument, found.scores)):
        return found
    points = are_points(found.scores, rules)
    if points is False:
        return found
    kept = tuple(score for score in found.scores if not is_instrument(score))
    if points is None:
        return replace(found, scores=kept, doubts=(*found.doubts, POINTS_UNSURE))
    return replace(found, scores=kept, weighted=(*found.weighted, *filter(is_instrument, found.scores)))


def _rows_of_scores(grid: Grid, section: Section, rules: Framework, year: int | None) -> Found | None:
    """One row for each score: the usual form."""
    columns = score_columns(grid, year)
    if not columns:
        return None
    basket = _Basket()
    instrument = section.instrument
    scored = [column.index for column in columns]
    rows = whole_score_rows(grid, scored)
    told = [replace(column, decimals=common_decimals(row[column.index].passage for row in rows)) for column in columns]
    asked = find_roles(grid.header).get("code")
    letter = instrument_of_codes(rows, asked) if asked is not None else ""
    for at, row in enumerate(rows):
        section = _heading_row(row, section, rules)
        label = row_label(row, scored, section, rules)
        if label is None and asked is not None:
            label = code_label(row, asked, replace(section, instrument=letter or section.instrument), rules)
        if label is None:
            basket.doubts += [CODE_UNREADABLE] if asked is not None and is_lost(row, asked, scored) else []
            continue
        label = settle_subtotal(label, row, rows[at + 1 :], instrument)
        item = item_of(label.key.code, rules)
        instrument = item.instrument if item and item.instrument else instrument
        if label.doubtful:
            basket.doubts.append(NAME_AGAINST_NUMBER)
            continue
        placed = replace(section, indicator=row_indicator(row, label, section, rules))
        _read_row(row, told, label, placed, rules, basket, _result(grid, row, columns))
        _read_level(row, label, rules, basket)
    found = basket.found()
    if grid.unsure:
        found = replace(found, scores=tuple(_doubted(score, COLUMNS_UNSURE) for score in found.scores))
    return found if basket.scores or basket.weighted else None


def _columns_of_scores(grid: Grid, section: Section, rules: Framework, year: int | None) -> Found | None:
    """One column for each score, and one row with them; a damaged name of a column without a score doubts none."""
    if len(grid.header) < 3:
        return None
    labels = [
        find_label(slot.passage, section, rules) or read_label(name, section, rules)
        for slot, name in zip(grid.head, grid.header, strict=True)
    ]
    keyed = [
        (column, label)
        for column, label in enumerate(labels)
        if label is not None and not _is_of_group(label, grid.header)
    ]
    if len({label.key for _, label in keyed}) < 3:
        return None
    columns = [column for column, _ in keyed]
    rows = [row for row in whole_score_rows(grid, columns) if _is_value_row(row, columns, year)]
    if len(rows) != 1:
        return None
    decimals = common_decimals(rows[0][column].passage for column in columns)
    basket = _Basket(doubts=[NAME_AGAINST_NUMBER for _, label in keyed if label.doubtful])
    for column, label in keyed:
        if not label.doubtful:
            _read_row(rows[0], [Column(column, label.key.part, decimals=decimals)], label, section, rules, basket)
    found = basket.found()
    if not grid.unsure.isdisjoint(columns):
        found = replace(found, scores=tuple(_doubted(score, COLUMNS_UNSURE) for score in found.scores))
    return found


def _is_of_group(label: Label, names: Sequence[str]) -> bool:
    """Tell whether a column's label is the instrument above it and others: its own name was not made out."""
    return label.key.code in INSTRUMENTS and sum(name.startswith(label.key.code) for name in names) > 1


def _years_of_totals(grid: Grid, section: Section, rules: Framework, year: int | None) -> Found | None:
    """One row for each year: of the assessed year's the total and the level."""
    when = next((at for at, name in enumerate(grid.header) if _YEARS.fullmatch(name)), None)
    columns = [column for column in score_columns(grid, year) if not column.weighted and not column.part]
    if when is None or len(columns) != 1 or not _ASSESSED.search("".join((grid.title, *grid.header))):
        return None
    rows = [row for row in grid.rows if year is not None and re.fullmatch(rf"\D*{year}", row[when].plain.strip())]
    if len(rows) != 1:
        return None
    basket = _Basket()
    _read_row(rows[0], columns, Label(TOTAL), section, rules, basket)
    _read_level(rows[0], Label(TOTAL), rules, basket)
    return basket.found() if basket.scores else None


_YEARS = re.compile(r"(?:ประจำ)?ปี(?:งบประมาณ)?(?:\(?พ\.ศ\.\)?)?")
_ASSESSED = re.compile(r"ITA|ผลการประเมิน|คุณธรรม", re.IGNORECASE)

VARIANTS: tuple[Callable[[Grid, Section, Framework, int | None], Found | None], ...] = (
    _rows_of_scores,
    _columns_of_scores,
    _years_of_totals,
)


def _is_value_row(row: Row, columns: Sequence[int], year: int | None) -> bool:
    """Tell whether a row holds the scores: numbers, and no full marks, weights or another year's."""
    head = "".join(row[0].plain.split()) if 0 not in columns else ""
    years = {int(text) for text in YEAR.findall(head)}
    if role(head) in ("full", "weight", "difference", "weighted") or (years and year not in years):
        return False
    numbers = [read_number(row[column].passage) for column in columns]
    return sum(number is not None and number.value is not None for number in numbers) * 2 >= len(columns)


def _heading_row(row: Row, section: Section, rules: Framework) -> Section:
    """Return the section below a row that is one merged cell, such as a part's name."""
    texts = {id(slot): slot for slot in row if slot.text}
    if len(texts) != 1 or len(row) == 1:
        return section
    return read_headings(next(iter(texts.values())).plain, section, rules).section


def _read_row(
    row: Row,
    columns: Sequence[Column],
    label: Label,
    section: Section,
    rules: Framework,
    basket: _Basket,
    result: str = "",
) -> None:
    for column in columns:
        slot = row[column.index]
        if slot.column < column.index:
            continue
        reading, verdict = read_with_verdict(slot.passage, column.decimals)
        if reading is None or (column.weighted and label.key.code not in (*INSTRUMENTS, TOTAL.code)):
            continue
        if slot.row_span > 1 and label.key.code.isdecimal():
            continue
        score = make_score(label, reading, Origin.TABLE, section, rules, part=column.part)
        score = replace(score, result=as_verdict(result or verdict))
        points = column.weighted and label.key != TOTAL
        (basket.weighted if points else basket.scores).append(score)


def make_score(
    label: Label, reading: Reading[Decimal], origin: Origin, section: Section, rules: Framework, part: str = ""
) -> Score:
    """Return one printing of a score, placed under the indicator where it stands."""
    item = item_of(label.key.code, rules)
    key = label.key
    if key.is_question and has_parts(key.code, rules):
        key = Key(key.code, part or key.part or section.part)
    under = section.indicator if key.is_question else (item.indicator_no if item else None)
    belongs = item is None or under is None or item.indicator_no is None or item.indicator_no == under
    parted = key.is_question and has_parts(key.code, rules)
    placed = item is not None and under is not None and item.indicator_no == under
    return Score(
        key,
        reading,
        origin,
        under=under,
        belongs=belongs,
        printed_name=label.name,
        sub_indicator=section.sub_indicator,
        doubts=(*((PART_UNKNOWN,) if parted and not key.part else ()), *((label.doubt,) if label.doubt else ())),
        # The place bears out the letter of a code: no other instrument has this indicator.
        label=(label.digits if key.is_question and placed else None) or label.ink,
    )


def _result(grid: Grid, row: Row, columns: Sequence[Column]) -> str:
    """Return the verdict that stands beside a score."""
    taken = {column.index for column in columns}
    if not grid.header:
        beside = [slot.text for slot in row[max(taken, default=-1) + 1 :] if slot.text]
        return beside[0] if len(beside) == 1 and _is_verdict(beside[0]) else ""
    texts = [
        _DASHES.sub("", row[at].text)
        for at, name in enumerate(grid.header)
        if at not in taken and role(name) == "result" and _is_verdict(row[at].text)
    ]
    return texts[0] if len(texts) == 1 else ""


_DASHES = re.compile(r"^[\s–—;:.,'“”|-]+(?=[^\s–—;:.,'“”|-])|(?<=[^\s–—;:.,'“”|-])[\s–—;:.,'“”|-]+$")
"""Dashes and specks above or below a verdict: what is left of a rule."""


def _is_verdict(text: str) -> bool:
    """Tell whether a text is short and without digits."""
    return 0 < len(text) <= MAX_RESULT and not re.search(r"[0-9๐-๙]", text)


MAX_RESULT = 40
"""A longer text is a remark, not a verdict."""


def _read_level(row: Row, label: Label, rules: Framework, basket: _Basket) -> None:
    if label.key != TOTAL:
        return
    seen: list[Slot] = []
    for slot in row:
        if slot.text and all(slot is not other for other in seen):
            seen.append(slot)
            level = find_level(slot.passage, 0, rules)
            if level is not None:
                basket.levels.append(level)
