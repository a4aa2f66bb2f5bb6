"""Rows to review, made of reports that a test words."""

from pipeline.datasets import tabulate
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.document import Document, Page, Source
from pipeline.model.judgement import DocumentOutcome, Judgement, RowId, Status
from pipeline.model.report import Key
from pipeline.review import make_cards
from tests.build import report

PAGE = Page(1, 595.0, 842.0, 0, 0.0, "text-layer", 1.0, ())
AGENCY = "องค์การบริหารส่วนตำบลบ้านใหม่"


def outcome(name="a.pdf", values=None, checks=(), accepted=(), pages=(PAGE,), reasons=None, **fields):
    """Return what came of a document; the rows of ``accepted`` are accepted, the others to be reviewed."""
    source = Source(name.encode().hex().ljust(64, "0"), name)
    made = report(values or {}, source=source, **fields)
    rows = [RowId("reports"), RowId("agency_results"), *map(row_of, made.keys())]
    judgements = [
        Judgement(row, Status.ACCEPTED)
        if row.subject in accepted or row.table in accepted
        else Judgement(row, Status.NEEDS_REVIEW, (reasons or {}).get(row.subject, "too_little_to_go_by"), 0.9)
        for row in rows
    ]
    return DocumentOutcome(source, Document(source, pages), "2568", made, tuple(checks), tuple(judgements))


def row_of(key: Key) -> RowId:
    return RowId("question_scores" if key.is_question else "indicator_scores", key.label)


def check(subject, *, severity="error", suggestion="", said="ไม่ตรง", places=(), check_id="total"):
    return CheckResult(
        check_id, Severity(severity), Outcome.FAIL, subject, suggestion=suggestion, message_th=said,
        message_en="contradicts", places=tuple(places),
    )  # fmt: skip


def tables(*outcomes):
    return {name: _rows(frame) for name, frame in tabulate(outcomes).items()}


def _rows(frame):
    return [
        {
            name: list(value) if hasattr(value, "tolist") else value
            for name, value in zip(frame.columns, row, strict=True)
        }
        for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False)
    ]


def cards(*outcomes):
    held = sorted(outcomes, key=lambda one: one.source.name)
    return make_cards(tables(*held), held)
