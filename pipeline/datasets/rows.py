"""One function for each published table: what came of a document to its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

import pipeline
from pipeline.datasets.cells import (
    NOT_JUDGED,
    PAGES_FAILED,
    Row,
    exact,
    identity_cells,
    ink_cells,
    judgement_finder,
    place_cells,
    status_cells,
    value_text,
    with_reason,
    with_scores,
)
from pipeline.datasets.recomputed import INSTRUMENTS, recompute
from pipeline.facts import TOTAL, Framework, known_years, load_framework
from pipeline.model.document import Document, Failure
from pipeline.model.judgement import DocumentOutcome, Status
from pipeline.model.report import AgencyResult, Place, Reading, Report, Score


def _rules(outcome: DocumentOutcome) -> Framework | None:
    """Return the facts that the report was read with, or None where they are not known."""
    return load_framework(outcome.scheme) if outcome.scheme in known_years() else None


def _recomputed(outcome: DocumentOutcome, scores: Sequence[Score], weighted: Sequence[Score]) -> Row:
    """Return the total and level that the printed parts give."""
    rules = _rules(outcome)
    if rules is None:
        return {}
    total, level = recompute(rules, scores, weighted)
    return {"recomputed_total": exact(total), "recomputed_level": level}


def _published(report: Report) -> tuple[Score, ...]:
    """Return the printing that is published of every score of the report's own agency."""
    return tuple(score for score in map(report.score, report.keys()) if score is not None)


def _reports(outcome: DocumentOutcome) -> Iterator[Row]:
    report, document = outcome.report, outcome.document
    row = identity_cells(outcome) | {
        "source_sha256": outcome.source.sha256,
        "pipeline_version": pipeline.__version__,
        "page_count": len(document.pages) + _failed_pages(document) if document else None,
        "ocr_page_count": _ocr_pages(document) if document else None,
    }
    if report is None:
        reason = outcome.error.code if outcome.error else NOT_JUDGED
        yield row | {"status": Status.NEEDS_REVIEW.value, "review_reason": reason}
        return
    total = report.score(TOTAL)
    row |= ink_cells(total.reading if total else None, document)
    row |= status_cells(judgement_finder(outcome)("reports", "", None))
    if document is not None and document.failures:
        row = with_reason(row, PAGES_FAILED)
    row |= {
        "agency_type": report.agency_type,
        "province": report.province,
        "published_for_fy_be": report.published_for_fy_be,
        "oit_item": report.oit_item,
        "result_level": value_text(report.result_level),
    }
    if not report.agencies:
        row |= _recomputed(outcome, _published(report), report.weighted)
    yield with_scores(row, {"total_score": total.reading.value if total else None})


def _failed_pages(document: Document) -> int:
    """Return how many pages could not be read at all."""
    read = {page.number for page in document.pages}
    return len({failure.page for failure in document.failures if failure.page is not None} - read)


def _ocr_pages(document: Document) -> int:
    return sum(page.reader not in ("text-layer", "transcript") for page in document.pages)


def _agency_results(outcome: DocumentOutcome) -> Iterator[Row]:
    report, judged = outcome.report, judgement_finder(outcome)
    if report is None:
        return
    if not report.agencies and (report.agency_name or report.scores):
        total = report.score(TOTAL)
        yield _agency_row(
            outcome,
            identity_cells(outcome)
            | {"result_no": 1, "agency_type": report.agency_type, "province": report.province}
            | status_cells(judged("agency_results", "", None))
            | ink_cells(total.reading if total else report.agency_name, outcome.document),
            _published(report),
            report.weighted,
            report.result_level,
        )
    for position, agency in enumerate(report.agencies):
        yield _agency_row(
            outcome,
            _agency_identity(outcome, agency)
            | {
                "result_no": position + 1,
                "row_no": agency.row_no,
                "agency_type": agency.agency_type,
                "province": agency.province,
            }
            | status_cells(judged("agency_results", "", position))
            | ink_cells(agency.ink, outcome.document),
            agency.scores,
            agency.weighted,
            agency.result_level,
        )


def _agency_identity(outcome: DocumentOutcome, agency: AgencyResult) -> Row:
    """Return what a row of an announcement begins with: the agency's own name, empty where it cannot be read."""
    return identity_cells(outcome) | {"agency_name": agency.agency_name.value}


def _agency_row(
    outcome: DocumentOutcome,
    row: Row,
    scores: Sequence[Score],
    weighted: Sequence[Score],
    level: Reading[str] | None,
) -> Row:
    """Return a row of ``agency_results``: what is printed of one agency, and what follows from it."""
    printed = {score.key.code: score.reading.value for score in reversed(scores)}
    points = {score.key.code: score.reading.value for score in reversed(weighted)}
    row |= {"result_level": value_text(level)} | _recomputed(outcome, scores, weighted)
    return with_scores(
        row,
        {name.lower(): printed.get(name) for name in INSTRUMENTS}
        | {f"{name.lower()}_weighted": points.get(name) for name in INSTRUMENTS}
        | {"total_score": printed.get(TOTAL.code)},
    )


def _every_score(outcome: DocumentOutcome) -> Iterator[tuple[int | None, Row, Score]]:
    """Yield each published score: the agency's place in the announcement, what its row begins with, the score."""
    report = outcome.report
    if report is None:
        return
    for score in _published(report):
        yield None, identity_cells(outcome) | {"result_no": 1}, score
    for position, agency in enumerate(report.agencies):
        for score in {score.key: score for score in reversed(agency.scores)}.values():
            yield position, _agency_identity(outcome, agency) | {"result_no": position + 1}, score


def _indicator_scores(outcome: DocumentOutcome) -> Iterator[Row]:
    rules, judged = _rules(outcome), judgement_finder(outcome)
    for agency, row, score in _every_score(outcome):
        if not score.key.code.isdecimal():
            continue
        item = rules.item(score.key) if rules else None
        row |= {
            "indicator_no": int(score.key.code),
            "instrument": item.instrument if item else None,
            "indicator_name": item.names[0] if item and item.names else None,
            "printed_name": score.printed_name,
            "result": score.result,
            **status_cells(judged("indicator_scores", score.key.label, agency)),
            **ink_cells(score.reading, outcome.document),
        }
        yield with_scores(row, {"score": score.reading.value})


def _question_scores(outcome: DocumentOutcome) -> Iterator[Row]:
    rules, judged = _rules(outcome), judgement_finder(outcome)
    for agency, row, score in _every_score(outcome):
        if not score.key.is_question:
            continue
        item = rules.item(score.key) if rules else None
        row |= {
            "indicator_no": item.indicator_no if item else score.under,
            "instrument": f"{score.key.code[0]}IT",
            "part": score.key.part,
            "question_id": score.key.code,
            "sub_indicator": score.sub_indicator,
            **status_cells(judged("question_scores", score.key.label, agency)),
            **ink_cells(score.reading, outcome.document),
        }
        yield with_scores(row, {"score": score.reading.value})


def _findings(outcome: DocumentOutcome) -> Iterator[Row]:
    judged = judgement_finder(outcome)
    for statement in outcome.report.statements if outcome.report else ():
        row = identity_cells(outcome) | {
            "finding_no": statement.finding_no,
            "indicator_no": statement.indicator_no,
            "part": statement.part,
            "question_id": statement.question_id,
            "issue": statement.issue,
            "cause": statement.cause,
            "recommendation": statement.recommendation,
            "text": value_text(statement.ink),
            **status_cells(judged("findings", str(statement.finding_no), None)),
            **ink_cells(statement.ink, outcome.document),
        }
        yield with_scores(row, {"printed_score": statement.printed_score})


def _remediation_items(outcome: DocumentOutcome) -> Iterator[Row]:
    judged = judgement_finder(outcome)
    for item in outcome.report.plan if outcome.report else ():
        yield identity_cells(outcome) | {
            "item_no": item.item_no,
            "instrument": item.instrument,
            "indicator_no": item.indicator_no,
            "part": item.part,
            "question_id": item.question_id,
            "issue": value_text(item.issue),
            "measure_kind": item.measure_kind,
            "measure": value_text(item.measure),
            "steps": tuple(" ".join(value_text(step).split("\n")) for step in item.steps),
            "period_text": value_text(item.period),
            "start_date": item.start_date,
            "end_date": item.end_date,
            "responsible": value_text(item.responsible),
            "responsible_units": item.responsible_units,
            **status_cells(judged("remediation_items", str(item.item_no), None)),
            **ink_cells(item.ink, outcome.document),
        }


def _remediation_steps(outcome: DocumentOutcome) -> Iterator[Row]:
    judged = judgement_finder(outcome)
    for item in outcome.report.plan if outcome.report else ():
        for number, step in enumerate(item.steps, 1):
            yield identity_cells(outcome) | {
                "item_no": item.item_no,
                "step_no": number,
                "step": value_text(step),
                **status_cells(judged("remediation_items", str(item.item_no), None)),
                **ink_cells(step, outcome.document),
            }


def _checks(outcome: DocumentOutcome) -> Iterator[Row]:
    for number, check in enumerate(outcome.checks, 1):
        yield identity_cells(outcome, check.agency_name) | {
            "check_no": number,
            "check_id": check.check_id,
            "severity": check.severity.value,
            "outcome": check.outcome.value,
            "subject": check.subject,
            "printed": check.printed,
            "expected": check.expected,
            "difference": exact(Decimal(check.difference)) if check.difference else None,
            "suggestion": check.suggestion,
            "message_th": check.message_th,
            "message_en": check.message_en,
            **place_cells(check.places, outcome.document),
        }


def _pages(outcome: DocumentOutcome) -> Iterator[Row]:
    for page in outcome.document.pages if outcome.document else ():
        lines = list(page.every_line())
        width, height = page.shown_size
        yield identity_cells(outcome) | {
            "page": page.number,
            "width_pt": round(width, 2) or None,
            "height_pt": round(height, 2) or None,
            "rotation": page.rotation,
            "skew_deg": round(page.skew_deg, 3),
            "reader": page.reader,
            "trust": round(page.trust, 3),
            "text": "\n".join(line.text for line in lines),
            "confidence": round(sum(line.confidence for line in lines) / len(lines), 4) if lines else None,
        }


def _table_cells(outcome: DocumentOutcome) -> Iterator[Row]:
    document = outcome.document
    tables = [(page.number, table) for page in document.pages for table in page.tables] if document else []
    for number, (page, table) in enumerate(tables, 1):
        for cell in table.cells:
            yield identity_cells(outcome) | {
                "table_no": number,
                "row": cell.row + 1,
                "column": cell.column + 1,
                "row_span": cell.row_span,
                "column_span": cell.column_span,
                "text": cell.text,
                "raw_text": cell.raw,
                "reader": cell.lines[0].reader if cell.lines else None,
                "confidence": round(cell.confidence, 4),
                **place_cells((Place(page, cell.bbox),), document),
            }


def _failures(outcome: DocumentOutcome) -> Iterator[Row]:
    for number, failure in enumerate(every_failure(outcome), 1):
        yield identity_cells(outcome) | {
            "failure_no": number,
            "stage": failure.stage,
            "error_code": failure.error_code,
            "message": failure.message,
            "page": failure.page,
        }


def every_failure(outcome: DocumentOutcome) -> tuple[Failure, ...]:
    """Return what could not be processed of a document: its pages, then the document as a whole."""
    failures = outcome.document.failures if outcome.document else ()
    error = outcome.error
    if error is None:
        return failures
    return (*failures, Failure(error.stage, error.code, str(error), error.page))


ROWS: Mapping[str, Callable[[DocumentOutcome], Iterator[Row]]] = {
    "reports": _reports,
    "agency_results": _agency_results,
    "indicator_scores": _indicator_scores,
    "question_scores": _question_scores,
    "findings": _findings,
    "remediation_items": _remediation_items,
    "remediation_steps": _remediation_steps,
    "checks": _checks,
    "pages": _pages,
    "table_cells": _table_cells,
    "failures": _failures,
}
"""By the tables' published names."""
