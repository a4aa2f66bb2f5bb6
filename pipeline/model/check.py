"""What a check found."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.report import Key, Place


class Severity(StrEnum):
    """How bad a failed check is: an error doubts values, a warning doubts the report's care."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Outcome(StrEnum):
    """How a check ended."""

    PASS = "pass"  # noqa: S105 - an outcome, not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One rule applied to one subject of one agency."""

    check_id: str
    severity: Severity
    outcome: Outcome
    subject: str
    """``total_score``, ``indicator 8``, ``public E9``, ``result_level``, ``agency_name``, …: see ``Key.label``."""
    printed: str = ""
    expected: str = ""
    difference: str = ""
    suggestion: str = ""
    """The values that would satisfy the check, as ``SUBJECT = VALUE``, joined by ``; ``."""
    message_th: str = ""
    message_en: str = ""
    agency_name: str = ""
    """The agency that it is about, as the report prints it; empty for the report's own."""
    involves: tuple[Key, ...] = ()
    """The scores whose rows this outcome speaks for or against."""
    items: tuple[int, ...] = ()
    """The ``item_no`` of the plan rows that it speaks for or against."""
    places: tuple[Place, ...] = ()
    unsure: bool = False
    """Whether it failed on a doubtful reading: it speaks against its rows as an error does, and is a warning."""
