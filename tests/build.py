"""Builders: a test names only what it is about."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pipeline.model.document import Source
from pipeline.model.geometry import BBox
from pipeline.model.report import AgencyResult, Key, Origin, Place, PlanItem, Reading, Report, Score, Statement

HERE = Place(1, BBox(100, 100, 140, 112))
SPELLED = "text-layer"
ABOUT = ("under", "belongs", "agency_name", "printed_name", "label", "doubts")


def key(text: str) -> Key:
    """Return the key of ``"8"``, ``"E9 public"`` or ``"ITA"``."""
    code, _, part = text.partition(" ")
    return Key(code, part)


def reading(
    value: Any,
    *,
    raw_text: str | None = None,
    reader: str = SPELLED,
    confidence: float = 1.0,
    alternatives: Iterable[tuple[str, float]] = (),
    places: Iterable[Place] = (HERE,),
    again: float | None = None,
) -> Reading[Any]:
    raw = ("" if value is None else str(value)) if raw_text is None else raw_text
    return Reading(value, raw, tuple(places), reader, confidence, tuple(alternatives), again)


def text(value: str, **how: Any) -> Reading[str]:
    return reading(value, **how)


def score(of: str, value: str | None, *, origin: Origin = Origin.TABLE, **how: Any) -> Score:
    """Return a printing of a score; what ``reading`` takes goes to its reading."""
    about = {
        name: how.pop(name)
        for name in ("under", "belongs", "agency_name", "printed_name", "result", "sub_indicator", "label", "doubts")
        if name in how
    }
    return Score(key(of), reading(None if value is None else Decimal(value), **how), origin, **about)


def scores(values: Mapping[str, str], **how: Any) -> tuple[Score, ...]:
    return tuple(score(of, value, **how) for of, value in values.items())


def plan_item(item_no: int, question_id: str, part: str = "", **fields: Any) -> PlanItem:
    words: dict[str, Any] = {
        "ink": text(f"row {item_no}"),
        "issue": text("ประเด็น"),
        "measure": text("มาตรการ"),
        "steps": (text("ขั้นตอน"),),
        "period": text("๑ ตุลาคม ๒๕๖๘ - ๓๐ กันยายน ๒๕๖๙"),
        "responsible": text("สำนักปลัด"),
        "responsible_units": ("สำนักปลัด",),
    }
    return PlanItem(item_no, question_id=question_id, part=part, **{**words, **fields})


def statement(finding_no: int, **fields: Any) -> Statement:
    return Statement(finding_no, **{"ink": text("ข้อความ"), **fields})


def agency(name: str, values: Mapping[str, str] = {}, points: Mapping[str, str] = {}, **fields: Any) -> AgencyResult:
    words: dict[str, Any] = {"ink": text(name), "scores": scores(values), "weighted": scores(points)}
    return AgencyResult(text(name), **{**words, **fields})


def report(values: Mapping[str, str] = {}, **fields: Any) -> Report:
    """Return a report of 2568 that prints these scores once, in tables."""
    facts: dict[str, Any] = {
        "source": Source("0" * 64, "report.pdf"),
        "assessed_fy_be": reading(2568, raw_text="๒๕๖๘"),
        "published_for_fy_be": 2569,
        "agency_name": text("องค์การบริหารส่วนตำบลบ้านใหม่"),
        "agency_spellings": (text("องค์การบริหารส่วนตำบลบ้านใหม่"),),
        "scores": scores(values),
    }
    return Report(**{**facts, **fields})
