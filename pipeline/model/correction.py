"""What a person has looked at: a line of a corrections file, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipeline.model.report import Place

Value = Decimal | date | int | str | tuple[str, ...] | None
"""A value as a table holds it; None where a person says that nothing is printed."""


class Fate(StrEnum):
    """What came of a line."""

    APPLIED = "applied"
    """The value stands in its row."""
    REATTACHED = "reattached"
    """So it does, but the row or the document was found in another place."""
    SUPERSEDED = "superseded"
    """Another line about the same value stands in its stead."""
    UNATTACHED = "unattached"
    """What it is about is not in this run, or not beyond doubt; nothing was changed."""
    REJECTED = "rejected"
    """It cannot be understood, or others contradict it; nothing was changed."""


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A line of a corrections file as it is written."""

    line_no: int
    """The line of the file on which it begins, from 1."""
    cells: Mapping[str, str]
    """By the names in the file's first line; cells that are missing are empty."""
    trouble: str = ""
    """Why it cannot be taken apart, as a code of ``schema/remarks.toml``; empty where it can."""
    remembered: Mapping[str, str] = field(default_factory=dict)
    """What an earlier run saw where it applied the line: it stands in for cells that the line does not tell."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A line that is understood: this value stands in that row."""

    line: CorrectionLine
    report_id: str
    table: str
    row_key: str
    column: str
    value: Value
    corrected_by: str
    corrected_at: date
    moment: str
    """When exactly, as ISO text that sorts; the day alone where the line tells no more."""
    printed: str = ""
    """What stood there when the person looked; empty where the line does not tell."""
    place: Place | None = None
    """Where that was, on the page as a viewer shows it; None where the line does not tell."""
    agency_name: str = ""
    assessed_fy_be: int | None = None
