"""What the rows of all tables share: identity, status, place and ink, and scores that are exact."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.model.document import Document, Page
from pipeline.model.geometry import enclose
from pipeline.model.judgement import DocumentOutcome, Judgement, RowId, Status
from pipeline.model.report import Place, Reading

NOT_JUDGED = "not_judged"
"""The reason of a row that nothing vouches for."""
NOT_PUBLISHABLE = "score_not_publishable"
"""The reason of a row whose printed score has more digits than a score can have."""
PAGES_FAILED = "pages_failed"
"""The reason of a report of which not every page could be read."""

Row = dict[str, Any]


def identity_cells(outcome: DocumentOutcome, agency_name: str | None = None) -> Row:
    """Return what every row begins with."""
    report = outcome.report
    return {
        "report_id": outcome.source.report_id,
        "source_path": outcome.source.name,
        "assessed_fy_be": report.assessed_fy_be.value if report and report.assessed_fy_be else None,
        "agency_name": agency_name or (value_text(report.agency_name) if report else ""),
    }


def value_text(reading: Reading[str] | None) -> str:
    """Return a reading's text, empty where there is none."""
    return (reading.value or "") if reading else ""


def status_cells(judgement: Judgement | None) -> Row:
    """Return a row's status; what nobody judged is not accepted."""
    if judgement is None:
        return {"status": Status.NEEDS_REVIEW.value, "review_reason": NOT_JUDGED}
    return {
        "status": judgement.status.value,
        "review_reason": judgement.review_reason,
        "confidence": judgement.confidence and round(judgement.confidence, 4),
        "corrected_by": judgement.corrected_by,
        "corrected_at": judgement.corrected_at,
    }


def with_scores(row: Row, scores: Mapping[str, Decimal | None]) -> Row:
    """Add printed scores to a row; one that a score column cannot hold exactly is left empty and to be reviewed."""
    held = {name: exact(score) for name, score in scores.items()}
    if any(score is not None and held[name] is None for name, score in scores.items()):
        row = with_reason(row, NOT_PUBLISHABLE)
    return row | held


def with_reason(row: Row, reason: str) -> Row:
    """Return a row that a person must look at, for one reason more; where a person has looked, the reason stays."""
    reasons = [*filter(None, [row["review_reason"]]), reason]
    status = row["status"] if row["status"] == Status.CORRECTED else Status.NEEDS_REVIEW.value
    return row | {"status": status, "review_reason": "; ".join(reasons)}


def exact(score: Decimal | None) -> Decimal | None:
    """Return a score with two decimal places, or None where that would change it or it does not fit."""
    if score is None or not score.is_finite() or abs(score) >= 1000:
        return None
    published = score.quantize(Decimal("0.01"))
    return published if published == score else None


def place_cells(places: Sequence[Place], document: Document | None) -> Row:
    """Return where a row is printed, on pages as a viewer shows them; a transcript has lines, but no places."""
    if not places or document is None:
        return {}
    if _is_transcript(document):
        return {"page": places[0].page, "source_line": int(min(place.bbox.top for place in places)) + 1}
    shown = [(place.page, _page(document, place.page).shown(place.bbox)) for place in places]
    box = enclose(box for page, box in shown if page == places[0].page)
    return {
        "page": places[0].page,
        "x0": round(box.x0, 2),
        "y0": round(box.top, 2),
        "x1": round(box.x1, 2),
        "y1": round(box.bottom, 2),
        "places": ";".join(f"{page}:{box.x0:.2f},{box.top:.2f},{box.x1:.2f},{box.bottom:.2f}" for page, box in shown),
    }


def _page(document: Document, number: int) -> Page:
    """Return a page by its number; the numbers rise, and pages that failed are missing."""
    return document.pages[bisect_left(document.pages, number, key=lambda page: page.number)]


def _is_transcript(document: Document | None) -> bool:
    """Tell whether a document has no pages to look at."""
    return document is not None and any(page.width == 0 for page in document.pages)


def ink_cells(reading: Reading[Any] | None, document: Document | None) -> Row:
    """Return a reading's provenance, except its confidence, which the row's judgement tells."""
    if reading is None:
        return {}
    return {"raw_text": reading.raw_text, "reader": reading.reader, **place_cells(reading.places, document)}


def judgement_finder(outcome: DocumentOutcome) -> Callable[[str, str, int | None], Judgement | None]:
    """Return a way to look up the judgement of a row."""
    held = {judgement.row: judgement for judgement in outcome.judgements}
    return lambda table, subject, agency: held.get(RowId(table, subject, agency))
