from pipeline.datasets import tabulate
from pipeline.errors import InputError
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.document import Document, Page, Source
from pipeline.model.judgement import DocumentOutcome, Judgement, RowId, Status
from pipeline.review import explain, make_sheets, render_review
from tests.build import report

PAGE = Page(1, 595.0, 842.0, 0, 0.0, "text-layer", 1.0, ())


def tables(*outcomes):
    frames = tabulate(outcomes)
    return {
        name: [{key: None if value is None else value for key, value in row.items()} for row in _rows(frame)]
        for name, frame in frames.items()
    }


def _rows(frame):
    return [
        dict(zip(frame.columns, row, strict=True))
        for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False)
    ]


def outcome(name="a.pdf", values=None, checks=(), judgements=(), **fields):
    source = Source(name.encode().hex().ljust(64, "0"), name)
    made = report(values or {}, source=source, **fields)
    return DocumentOutcome(source, Document(source, (PAGE,)), "2568", made, checks, judgements)


FAILED = CheckResult(
    "total", Severity.ERROR, Outcome.FAIL, "total_score", message_th="รวมผิด", message_en="adds up wrongly"
)
ACCEPTED = [
    Judgement(RowId(table, subject), Status.ACCEPTED)
    for table, subject in (("reports", ""), ("agency_results", ""), ("indicator_scores", "indicator 8"))
]


def test_only_what_needs_a_person_is_listed():
    doubtful = outcome(values={"8": "94.30", "7": "90.00"}, judgements=ACCEPTED)
    (sheet,) = make_sheets(tables(doubtful))
    assert [(section.title_en, len(section.rows)) for section in sheet.sections] == [("Scores of indicators", 1)]
    assert sheet.sections[0].rows[0]["indicator_no"] == 7


def test_failed_checks_are_said_in_both_languages_the_worst_first():
    warning = CheckResult("level", Severity.WARNING, Outcome.FAIL, "result_level")
    passed = CheckResult("level", Severity.ERROR, Outcome.PASS, "result_level")
    (sheet,) = make_sheets(tables(outcome(checks=(warning, passed, FAILED))))
    assert [check["check_id"] for check in sheet.checks] == ["total", "level"]
    page = render_review(tables(outcome(checks=(FAILED,))))
    assert "รวมผิด" in page
    assert "adds up wrongly" in page


def test_a_file_that_failed_says_why():
    page = render_review(tables(DocumentOutcome(Source("ab" * 32, "x.pdf"), error=InputError("It is empty."))))
    assert "x.pdf" in page
    assert "It is empty." in page


def test_no_text_of_a_document_becomes_html():
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>'\"&"
    page = render_review(tables(outcome(nasty + ".pdf", values={"8": "1"}, checks=(FAILED,), agency_type=nasty)))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_the_page_loads_nothing():
    page = render_review(tables(outcome(values={"8": "1"})))
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src 'none'" in page


def test_the_worst_file_comes_first():
    page = render_review(
        tables(outcome("few.pdf", judgements=ACCEPTED), outcome("many.pdf", values={"8": "1", "7": "2"}))
    )
    assert page.index("many.pdf") < page.index("few.pdf")


def test_reasons_are_explained():
    (first, second) = explain("unreadable; not_judged")
    assert (first.en, second.en) == ("a value cannot be read", "nothing vouches for the row")
    assert explain(None) == []
