"""Lines of a corrections file to corrections: what is understood is typed, what is not is rejected with its reason."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from pipeline.model.correction import Correction, CorrectionLine, Value
from pipeline.model.geometry import BBox
from pipeline.model.report import Place
from pipeline.review.row_keys import canonical_key
from pipeline.schema import Column, Type, load_tables
from pipeline.thai.numbers import parse_decimal, to_arabic

CORRECTABLE = {
    "reports": (
        "agency_name", "assessed_fy_be", "agency_type", "province", "published_for_fy_be", "oit_item", "total_score",
        "result_level",
    ),
    "agency_results": (
        "agency_name", "row_no", "agency_type", "province", "iit", "eit", "oit", "iit_weighted", "eit_weighted",
        "oit_weighted", "total_score", "result_level",
    ),
    "indicator_scores": ("indicator_no", "printed_name", "score", "result"),
    "question_scores": ("part", "question_id", "sub_indicator", "score"),
    "findings": (
        "indicator_no", "part", "question_id", "printed_score", "issue", "cause", "recommendation", "text",
    ),
    "remediation_items": (
        "instrument", "indicator_no", "part", "question_id", "issue", "measure_kind", "measure", "steps",
        "period_text", "start_date", "end_date", "responsible", "responsible_units",
    ),
    "remediation_steps": ("step",),
}  # fmt: skip
"""What a person can correct: what a page prints. What follows from it, the pipeline works out anew."""
NEEDED = {"agency_name", "indicator_no", "question_id", "assessed_fy_be"}
"""Columns whose row means nothing without them: a person can change them, but not empty them."""
NOTHING_PRINTED = ("-", "–", "—")
"""How a person says that a page prints nothing there."""
THAILAND = timedelta(hours=7)
_REPORT_ID = re.compile("[0-9a-f]{16}")
_QUESTION = re.compile("[IEO][1-9][0-9]?")
_MEASURE = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_FIRST = re.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_BUDDHIST_ERA = 543
_YEARS = range(1957, 2100)
"""Years of the common era that a date can have; others are of the Buddhist era, or slips."""
_FISCAL_YEARS = range(2500, 2700)
_INDICATORS = range(1, 11)
_ALWAYS = ("value", "corrected_by", "corrected_at")
_PLACE = ("page", "x0", "y0", "x1", "y1")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that cannot be understood."""

    line: CorrectionLine
    reason: str
    """A code of ``schema/messages.toml``."""
    about: str = ""
    """The cell that it is about, as written."""


class _Refused(Exception):  # noqa: N818 - no error of the run: it becomes a rejected line
    """A line is not understood: the reason's code and the cell."""


def understand(lines: Iterable[CorrectionLine]) -> tuple[tuple[Correction, ...], tuple[Rejected, ...]]:
    """Return the corrections that lines tell, and the lines that tell none.

    A line whose value, person and day are all empty has not been filled in yet and is neither: so a review list can
    be used as it is.
    """
    understood: list[Correction] = []
    rejected: list[Rejected] = []
    for line in lines:
        try:
            if line.trouble or any(_cell(line, name) for name in _ALWAYS):
                understood.append(_correction(line))
        except _Refused as refused:
            reason, about = refused.args
            rejected.append(Rejected(line, reason, about))
    return tuple(understood), tuple(rejected)


def _cell(line: CorrectionLine, name: str) -> str:
    return line.cells.get(name, "")


def _told(line: CorrectionLine, *names: str) -> dict[str, str]:
    """Return cells that belong together: as the line tells them, or as they are remembered where it tells none."""
    cells = {name: _cell(line, name) for name in names}
    return cells if any(cells.values()) else {name: line.remembered.get(name, "") for name in names}


def _correction(line: CorrectionLine) -> Correction:
    """Return what a line says.

    Raises:
        _Refused: If it says nothing that can be understood.
    """
    if line.trouble:
        raise _Refused(line.trouble, "")
    table, column = _column(line)
    key = canonical_key(table, _cell(line, "row_key"))
    for name, told in (("row_key", key), *((name, _cell(line, name)) for name in _ALWAYS)):
        if not told:
            raise _Refused(f"{name}_missing", "")
    report_id = _cell(line, "report_id").lower()
    if not _REPORT_ID.fullmatch(report_id):
        raise _Refused("report_id_unknown", report_id)
    who = _told(line, "agency_name", "assessed_fy_be")
    day, moment = _moment(_cell(line, "corrected_at"))
    return Correction(
        line=line,
        report_id=report_id,
        table=table,
        row_key=key,
        column=column.name,
        value=_value(column, _cell(line, "value")),
        corrected_by=_cell(line, "corrected_by"),
        corrected_at=day,
        moment=moment,
        printed=_told(line, "printed")["printed"],
        place=_place(_told(line, *_PLACE, "source_line")),
        agency_name=who["agency_name"],
        assessed_fy_be=_year_or_none(who["assessed_fy_be"]),
    )


def _column(line: CorrectionLine) -> tuple[str, Column]:
    table, name = _cell(line, "table"), _cell(line, "column")
    if table not in CORRECTABLE:
        raise _Refused("table_unknown", table)
    if name not in CORRECTABLE[table]:
        raise _Refused("column_unknown", f"{table}.{name}")
    (schema,) = (one for one in load_tables() if one.name == table)
    return table, next(column for column in schema.columns if column.name == name)


def _value(column: Column, text: str) -> Value:
    """Return a value of a column's type.

    Raises:
        _Refused: If the text is none.
    """
    if text in NOTHING_PRINTED:
        if column.name in NEEDED:
            raise _Refused("value_needed", text)
        return () if column.type is Type.LIST else None
    if column.enum and text not in column.enum:
        raise _Refused("not_one_of", f"{text} ({', '.join(column.enum)})")
    return _READ[column.type](column.name, text)


def _text(name: str, text: str) -> str:
    if name not in ("question_id", "oit_item"):
        return "\n".join(text.splitlines())
    code = to_arabic(text).upper()
    if not _QUESTION.fullmatch(code):
        raise _Refused("no_question", text)
    return code


def _list(_: str, text: str) -> tuple[str, ...]:
    return tuple(part for line in text.splitlines() if (part := line.strip()))


def _score(_: str, text: str) -> Decimal:
    try:
        number = parse_decimal(text)
    except ValueError as error:
        raise _Refused("no_score", text) from error
    if number is None or not 0 <= number <= 100 or number != round(number, 2):
        raise _Refused("no_score", text)
    return number.quantize(Decimal("0.01"))


def _integer(name: str, text: str) -> int:
    number = _whole(text)
    allowed = {"indicator_no": _INDICATORS, "row_no": range(1, 100_000)}.get(name, _FISCAL_YEARS)
    if number is None or number not in allowed:
        raise _Refused("no_number", f"{text} ({allowed.start}–{allowed.stop - 1})")
    return number


def _whole(text: str) -> int | None:
    digits = to_arabic(text)
    return int(digits) if re.fullmatch("[0-9]{1,9}", digits) else None


def _date(_: str, text: str) -> date:
    day = _day(text)
    if day is None:
        raise _Refused("no_date", text)
    return day


def _day(text: str) -> date | None:
    """Return a day as ISO writes it, or None where the text is none."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and day.year in _YEARS else None


_READ: dict[Type, Callable[[str, str], Value]] = {
    Type.TEXT: _text,
    Type.LIST: _list,
    Type.SCORE: _score,
    Type.INTEGER: _integer,
    Type.DATE: _date,
}


def _moment(text: str) -> tuple[date, str]:
    """Return the day of a correction, and its moment in Thailand's time as text that sorts.

    Excel writes days as its country does: ``22/11/2026``, or ``22/11/2569`` in Thai; the day comes first.

    Raises:
        _Refused: If it is no day.
    """
    found = _DAY_FIRST.fullmatch(text)
    if found is not None:
        year = int(found[3])
        year -= _BUDDHIST_ERA if year - _BUDDHIST_ERA in _YEARS else 0
        text = f"{year:04}-{int(found[2]):02}-{int(found[1]):02}"
    day = _day(text)
    if day is not None:
        return day, day.isoformat()
    try:
        moment = datetime.fromisoformat(text) if _DAY.fullmatch(text[:10]) else None
    except ValueError:
        moment = None
    if moment is None or moment.year not in _YEARS:
        raise _Refused("no_date", text)
    local = moment if moment.tzinfo is None else (moment.astimezone(UTC) + THAILAND).replace(tzinfo=None)
    return local.date(), local.isoformat(timespec="microseconds")


def _place(cells: Mapping[str, str]) -> Place | None:
    """Return where a value was printed, or None where the line does not tell.

    A line of a transcript is one unit high.

    Raises:
        _Refused: If it tells something that is no place.
    """
    line_no = _whole(cells["source_line"])
    if line_no:
        return Place(1, BBox(0, line_no - 1, 1, line_no))
    written = [cells[name] for name in _PLACE]
    if not all(written):
        return None
    if not all(_MEASURE.fullmatch(text) for text in written):
        raise _Refused("no_place", " ".join(written))
    page, *sides = map(float, written)
    try:
        return Place(int(page), BBox(*sides))
    except ValueError as error:
        raise _Refused("no_place", " ".join(written)) from error


def _year_or_none(text: str) -> int | None:
    year = _whole(text) if text else None
    return year if year is not None and year in _FISCAL_YEARS else None
