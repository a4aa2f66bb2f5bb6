"""What the pipeline stands behind: the status of every published row, and what came of a document."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.errors import DocumentError
from pipeline.model.check import CheckResult
from pipeline.model.document import Document, Source
from pipeline.model.report import Report


class Status(StrEnum):
    """Whether a row can be used as it is."""

    ACCEPTED = "accepted"
    """The pipeline stands behind every value in it."""
    NEEDS_REVIEW = "needs_review"
    """A person must look; the reason says why."""
    CORRECTED = "corrected"
    """A person has looked."""


@dataclass(frozen=True, slots=True)
class RowId:
    """Which published row of a report is meant.

    ``subject`` is empty in ``reports``, ``Key.label`` in ``indicator_scores`` and ``question_scores``, the
    ``finding_no`` or ``item_no`` in ``findings`` and ``remediation_items``, and empty in ``agency_results``.
    """

    table: str
    """The contract's name."""
    subject: str = ""
    agency: int | None = None
    """Position in ``Report.agencies``, from 0; None for the report's own agency."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The status of one row."""

    row: RowId
    status: Status
    review_reason: str = ""
    """Why a person must look: codes of ``schema/messages.toml`` joined by ``; ``; empty where the row is accepted."""
    confidence: float | None = None
    """Calibrated probability, 0 to 1, that the row's values are right; None where nothing tells."""
    corrected_by: str = ""
    """Who has looked at the row; empty where nobody has."""
    corrected_at: date | None = None


@dataclass(frozen=True, slots=True)
class CorrectedRow:
    """A row that a person has looked at."""

    row: RowId
    columns: tuple[str, ...]
    """The columns that the person has settled."""
    corrected_by: str
    corrected_at: date


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What came of one input file: rows to publish, or an error."""

    source: Source
    document: Document | None = None
    """None where reading failed."""
    scheme: str = ""
    """The facts that it was interpreted with, as in ``known_years()``; empty where it was not."""
    report: Report | None = None
    """None where the document is not understood."""
    checks: tuple[CheckResult, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    corrected: tuple[CorrectedRow, ...] = ()
    """The rows whose values in ``report`` a person has settled."""
    error: DocumentError | None = None
    """Why the document as a whole failed."""
    kept: bool = False
    """Whether it had been read before and the kept reading was used."""
    transient: bool = False
    """Whether it, or one of its pages, failed in a way that may not happen again: then the next run tries again."""
    seconds: tuple[tuple[str, float], ...] = ()
    """How long each stage took; published in ``run.json`` only."""
