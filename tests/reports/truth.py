"""The truth of a made report, in the words of the published tables, and its JSON.

Scores are strings as printed, with Arabic digits (``"98.92"``, ``"100"``); free text is as printed, with the
document's own digits. An issue stands without its code and without the group heading above it, a measure without its
kind and without list marks (one measure per line), a step without its number, a recommendation from its subject on.
"""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class ReportTruth:
    """The row of ``reports``."""

    agency_name: str
    agency_type: str
    province: str
    assessed_fy_be: int
    published_for_fy_be: int | None
    oit_item: str
    total_score: str
    result_level: str


@dataclass(frozen=True, slots=True)
class IndicatorTruth:
    """A row of ``indicator_scores``."""

    indicator_no: int
    instrument: str
    indicator_name: str
    printed_name: str
    score: str
    result: str = ""


@dataclass(frozen=True, slots=True)
class QuestionTruth:
    """A row of ``question_scores``."""

    indicator_no: int
    instrument: str
    part: str
    question_id: str
    score: str
    sub_indicator: str = ""


@dataclass(frozen=True, slots=True)
class FindingTruth:
    """A statement of the narrative about one question."""

    indicator_no: int
    part: str
    question_id: str
    printed_score: str
    issue: str
    cause: str = ""
    recommendation: str = ""
    under: int | None = None
    """The indicator under whose heading it is printed; the one that it belongs to where None."""
    sub_indicator: str = ""

    @property
    def heading(self) -> int:
        """Return the indicator under whose heading it stands."""
        return self.indicator_no if self.under is None else self.under


@dataclass(frozen=True, slots=True)
class PlanTruth:
    """A row of ``remediation_items`` with its steps."""

    item_no: int
    instrument: str
    indicator_no: int
    part: str
    question_id: str
    issue: str
    measure_kind: str
    measure: str
    steps: tuple[str, ...]
    period_text: str
    start_date: str
    end_date: str
    responsible: str
    responsible_units: tuple[str, ...]
    budget: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class AgencyTruth:
    """A row of ``agency_results``; a score that is not printed is empty."""

    agency_name: str
    row_no: int | None = None
    agency_type: str = ""
    province: str = ""
    iit: str = ""
    eit: str = ""
    oit: str = ""
    iit_weighted: str = ""
    eit_weighted: str = ""
    oit_weighted: str = ""
    total_score: str = ""
    result_level: str = ""


@dataclass(frozen=True, slots=True)
class Plant:
    """One inconsistency that the document carries on purpose."""

    check_id: str
    subject: str
    printed: str
    expected: str
    follows: tuple[tuple[str, str], ...] = ()
    """Other checks, with their subjects, that cannot but fail with it."""
    agency_name: str = ""
    """The agency whose row it is in, in an announcement."""


@dataclass(frozen=True, slots=True)
class Printing:
    """A place where the document prints something else than its row in the truth says."""

    place: str
    """``heading`` of an indicator, ``table`` for the score table, ``title``, ``name`` for the agency's."""
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that a made document says."""

    report: ReportTruth
    indicator_scores: tuple[IndicatorTruth, ...] = ()
    question_scores: tuple[QuestionTruth, ...] = ()
    findings: tuple[FindingTruth, ...] = ()
    remediation_items: tuple[PlanTruth, ...] = ()
    agency_results: tuple[AgencyTruth, ...] = ()
    planted: tuple[Plant, ...] = ()
    printings: tuple[Printing, ...] = ()
    digits: str = "arabic"
    """``thai``, ``arabic``, or ``mixed``: Thai digits, but Arabic ones in codes."""
    layout: dict[str, Any] = field(default_factory=dict)

    def printed(self, place: str, subject: str, otherwise: str) -> str:
        """Return what a place prints: ``otherwise``, unless the truth says that it differs there."""
        found = [p.text for p in self.printings if p.place == place and p.subject == subject]
        return found[0] if found else otherwise


ROWS: dict[str, type] = {
    "indicator_scores": IndicatorTruth,
    "question_scores": QuestionTruth,
    "findings": FindingTruth,
    "remediation_items": PlanTruth,
    "agency_results": AgencyTruth,
    "printings": Printing,
}


def encode(truth: Truth) -> str:
    """Return the truth as JSON with one key per line, keys in the order of their declaration."""
    return json.dumps(asdict(truth), ensure_ascii=False, indent=1) + "\n"


def decode(text: str) -> Truth:
    """Read what ``encode`` wrote; keys that the truth does not know are left out."""
    data = json.loads(text)
    rows = {name: tuple(_row(kind, row) for row in data.get(name, ())) for name, kind in ROWS.items()}
    planted = tuple(
        Plant(**(row | {"follows": tuple((check, subject) for check, subject in row.get("follows", ()))}))
        for row in data.get("planted", ())
    )
    return Truth(
        report=_row(ReportTruth, data["report"]),
        planted=planted,
        digits=data["digits"],
        layout=data.get("layout", {}),
        **rows,
    )


def read(path: Path) -> Truth:
    """Read a truth from its file."""
    return decode(path.read_text("utf-8"))


def _row(kind: type, row: dict[str, Any]) -> Any:
    known = {f.name for f in fields(kind)}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name in known}
    return kind(**values)
