"""One function for each published table: what came of a document to its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pipeline
from pipeline.datasets.recomputed import INSTRUMENTS, recompute
from pipeline.facts import TOTAL, Framework, known_years, load_framework
from pipeline.model.document import Document, Failure
from pipeline.model.geometry import enclose
from pipeline.model.judgement import DocumentOutcome, Judgement, RowId, Status
from pipeline.model.report import AgencyResult, Place, Reading, Report, Score

NOT_JUDGED = "not-judged"
"""The reason of a row that nothing vouches for."""
NOT_PUBLISHABLE = "score-not-publishable"
"""The reason of a row whose printed score has more digits than a score can have."""

Row = dict[str, Any]


def _identity(outcome: DocumentOutcome, agency_name: str | None = None) -> Row:
    report = outcome.report
    return {
        "report_id": outcome.source.report_id,
        "source_path": outcome.source.name,
        "assessed_fy_be": report.assessed_fy_be.value if report and report.assessed_fy_be else None,
        "agency_name": agency_name or (_text(report.agency_name) if report else ""),
    }


def _text(reading: Reading[str] | None) -> str:
    return (reading.value or "") if reading else ""


def _status(judgement: Judgement | None) -> Row:
    """Return a row's status; what nobody judged is not accepted."""
    if judgement is None:
        return {"status": Status.NEEDS_REVIEW.value, "review_reason": NOT_JUDGED}
    return {
        "status": judgement.status.value,
        "review_reason": judgement.review_reason,
        "confidence": judgement.confidence,
    }


def _with_scores(row: Row, scores: Mapping[str, Decimal | None]) -> Row:
    """Add printed scores to a row; one that a score column cannot hold exactly is left empty and to be reviewed."""
    held = {name: _exact(score) for name, score in scores.items()}
    if any(score is not None and held[name] is None for name, score in scores.items()):
        reasons = [reason for reason in (row["review_reason"], NOT_PUBLISHABLE) if reason]
        row = row | {"status": Status.NEEDS_REVIEW.value, "review_reason": "; ".join(reasons)}
    return row | held


def _exact(score: Decimal | None) -> Decimal | None:
    """Return a score with two decimal places, or None where that would change it or it does not fit."""
    if score is None or not score.is_finite() or abs(score) >= 1000:
        return None
    published = score.quantize(Decimal("0.01"))
    return published if published == score else None


def _place(places: Sequence[Place], document: Document | None) -> Row:
    """Return where a row is printed; a transcript has lines but no places on a page."""
    if not places:
        return {}
    first = [place.bbox for place in places if place.page == places[0].page]
    box = enclose(first)
    if _is_transcript(document):
        return {"page": places[0].page, "source_line": int(box.top) + 1}
    return {
        "page": places[0].page,
        "x0": round(box.x0, 2),
        "y0": round(box.top, 2),
        "x1": round(box.x1, 2),
        "y1": round(box.bottom, 2),
        "places": ";".join(
            f"{place.page}:{place.bbox.x0:.2f},{place.bbox.top:.2f},{place.bbox.x1:.2f},{place.bbox.bottom:.2f}"
            for place in places
        ),
    }


def _is_transcript(document: Document | None) -> bool:
    """Tell whether a document has no pages to look at."""
    return document is not None and any(page.width == 0 for page in document.pages)


def _ink(reading: Reading[Any] | None, document: Document | None) -> Row:
    """Return a reading's provenance, except its confidence, which the row's judgement tells."""
    if reading is None:
        return {}
    return {"raw_text": reading.raw_text, "reader": reading.reader, **_place(reading.places, document)}


def _judged(outcome: DocumentOutcome) -> Callable[[str, str, int | None], Judgement | None]:
    """Return a way to look up the judgement of a row."""
    held = {judgement.row: judgement for judgement in outcome.judgements}
    return lambda table, subject, agency: held.get(RowId(table, subject, agency))


def _rules(outcome: DocumentOutcome) -> Framework | None:
    """Return the facts that the report was read with, or None where they are not known."""
    return load_framework(outcome.scheme) if outcome.scheme in known_years() else None


def _recomputed(outcome: DocumentOutcome, scores: Sequence[Score], weighted: Sequence[Score]) -> Row:
    """Return the total and level that the printed parts give."""
    rules = _rules(outcome)
    if rules is None:
        return {}
    total, level = recompute(rules, scores, weighted)
    return {"recomputed_total": _exact(total), "recomputed_level": level}


def _published(report: Report) -> tuple[Score, ...]:
    """Return the printing that is published of every score of the report's own agency."""
    return tuple(score for score in map(report.score, report.keys()) if score is not None)


def _reports(outcome: DocumentOutcome) -> Iterator[Row]:
    report, document = outcome.report, outcome.document
    row = _identity(outcome) | {
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
    row |= _status(_judged(outcome)("reports", "", None)) | _ink(total.reading if total else None, document)
    row |= {
        "agency_type": report.agency_type,
        "province": report.province,
        "published_for_fy_be": report.published_for_fy_be,
        "oit_item": report.oit_item,
        "result_level": _text(report.result_level),
    }
    if not report.agencies:
        row |= _recomputed(outcome, _published(report), report.weighted)
    yield _with_scores(row, {"total_score": total.reading.value if total else None})


def _failed_pages(document: Document) -> int:
    """Return how many pages could not be read at all."""
    read = {page.number for page in document.pages}
    return len({failure.page for failure in document.failures if failure.page is not None} - read)


def _ocr_pages(document: Document) -> int:
    return sum(page.reader not in ("text-layer", "transcript") for page in document.pages)


def _agency_results(outcome: DocumentOutcome) -> Iterator[Row]:
    report, judged = outcome.report, _judged(outcome)
    if report is None:
        return
    if not report.agencies and (report.agency_name or report.scores):
        total = report.score(TOTAL)
        yield _agency_row(
            outcome,
            _identity(outcome)
            | {"result_no": 1, "agency_type": report.agency_type, "province": report.province}
            | _status(judged("agency_results", "", None))
            | _ink(total.reading if total else report.agency_name, outcome.document),
            _published(report),
            report.weighted,
            report.result_level,
        )
    for place, agency in enumerate(report.agencies):
        yield _agency_row(
            outcome,
            _agency_identity(outcome, agency)
            | {
                "result_no": place + 1,
                "row_no": agency.row_no,
                "agency_type": agency.agency_type,
                "province": agency.province,
            }
            | _status(judged("agency_results", "", place))
            | _ink(agency.ink, outcome.document),
            agency.scores,
            agency.weighted,
            agency.result_level,
        )


def _agency_identity(outcome: DocumentOutcome, agency: AgencyResult) -> Row:
    """Return what a row of an announcement begins with: the agency's own name, empty where it cannot be read."""
    return _identity(outcome) | {"agency_name": agency.agency_name.value}


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
    row |= {"result_level": _text(level)} | _recomputed(outcome, scores, weighted)
    return _with_scores(
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
        yield None, _identity(outcome) | {"result_no": 1}, score
    for place, agency in enumerate(report.agencies):
        for score in {score.key: score for score in reversed(agency.scores)}.values():
            yield place, _agency_identity(outcome, agency) | {"result_no": place + 1}, score


def _indicator_scores(outcome: DocumentOutcome) -> Iterator[Row]:
    rules, judged = _rules(outcome), _judged(outcome)
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
            **_status(judged("indicator_scores", score.key.label, agency)),
            **_ink(score.reading, outcome.document),
        }
        yield _with_scores(row, {"score": score.reading.value})


def _question_scores(outcome: DocumentOutcome) -> Iterator[Row]:
    rules, judged = _rules(outcome), _judged(outcome)
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
            **_status(judged("question_scores", score.key.label, agency)),
            **_ink(score.reading, outcome.document),
        }
        yield _with_scores(row, {"score": score.reading.value})


def _findings(outcome: DocumentOutcome) -> Iterator[Row]:
    judged = _judged(outcome)
    for statement in outcome.report.statements if outcome.report else ():
        row = _identity(outcome) | {
            "finding_no": statement.finding_no,
            "indicator_no": statement.indicator_no,
            "part": statement.part,
            "question_id": statement.question_id,
            "issue": statement.issue,
            "cause": statement.cause,
            "recommendation": statement.recommendation,
            "text": _text(statement.ink),
            **_status(judged("findings", str(statement.finding_no), None)),
            **_ink(statement.ink, outcome.document),
        }
        yield _with_scores(row, {"printed_score": statement.printed_score})


def _remediation_items(outcome: DocumentOutcome) -> Iterator[Row]:
    judged = _judged(outcome)
    for item in outcome.report.plan if outcome.report else ():
        yield _identity(outcome) | {
            "item_no": item.item_no,
            "instrument": item.instrument,
            "indicator_no": item.indicator_no,
            "part": item.part,
            "question_id": item.question_id,
            "issue": _text(item.issue),
            "measure_kind": item.measure_kind,
            "measure": _text(item.measure),
            "steps": tuple(_text(step) for step in item.steps),
            "period_text": _text(item.period),
            "start_date": item.start_date,
            "end_date": item.end_date,
            "responsible": _text(item.responsible),
            "responsible_units": item.responsible_units,
            **_status(judged("remediation_items", str(item.item_no), None)),
            **_ink(item.ink, outcome.document),
        }


def _remediation_steps(outcome: DocumentOutcome) -> Iterator[Row]:
    judged = _judged(outcome)
    for item in outcome.report.plan if outcome.report else ():
        for number, step in enumerate(item.steps, 1):
            yield _identity(outcome) | {
                "item_no": item.item_no,
                "step_no": number,
                "step": _text(step),
                **_status(judged("remediation_items", str(item.item_no), None)),
                **_ink(step, outcome.document),
            }


def _checks(outcome: DocumentOutcome) -> Iterator[Row]:
    for number, check in enumerate(outcome.checks, 1):
        yield _identity(outcome, check.agency_name) | {
            "check_no": number,
            "check_id": check.check_id,
            "severity": check.severity.value,
            "outcome": check.outcome.value,
            "subject": check.subject,
            "printed": check.printed,
            "expected": check.expected,
            "difference": check.difference,
            "suggestion": check.suggestion,
            "message_th": check.message_th,
            "message_en": check.message_en,
            **_place(check.places, outcome.document),
        }


def _pages(outcome: DocumentOutcome) -> Iterator[Row]:
    for page in outcome.document.pages if outcome.document else ():
        lines = list(page.every_line())
        yield _identity(outcome) | {
            "page": page.number,
            "width_pt": round(page.width, 2) or None,
            "height_pt": round(page.height, 2) or None,
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
            yield _identity(outcome) | {
                "table_no": number,
                "row": cell.row + 1,
                "column": cell.column + 1,
                "row_span": cell.row_span,
                "column_span": cell.column_span,
                "text": cell.text,
                "raw_text": cell.raw,
                "reader": cell.lines[0].reader if cell.lines else None,
                "confidence": round(cell.confidence, 4),
                **_place((Place(page, cell.bbox),), document),
            }


def _failures(outcome: DocumentOutcome) -> Iterator[Row]:
    for number, failure in enumerate(every_failure(outcome), 1):
        yield _identity(outcome) | {
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
