"""Corrections into what came of documents. The process of its own is a plain call here, as in test_process."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline import process
from pipeline.correct import correct
from pipeline.datasets import published_rows
from pipeline.errors import DuplicateError, FactsError
from pipeline.facts import load_framework
from pipeline.judge import judge_report
from pipeline.model.document import Document, Line, Page, Source
from pipeline.model.geometry import BBox
from pipeline.model.judgement import DocumentOutcome
from pipeline.model.report import Key
from pipeline.process import ingest_one
from pipeline.review.worklist import COLUMNS, list_values
from pipeline.settings import Settings
from pipeline.validate import validate_report
from tests.build import plan_item, report, score, text
from tests.unit.review.lines import line
from tests.unit.review.sheets import cards

SETTINGS = Settings()
TITLE = "ผลการประเมิน ITA เทศบาลตำบลบ้านใหม่ ประจำปีงบประมาณ พ.ศ. {year} ได้คะแนนรวม {total} คะแนน"
SCORES = {"ITA": "91.59", "IIT": "99.78", "EIT": "95.53", "OIT": "82.50"}


def page(**said):
    told = TITLE.format(**{"year": "2568", "total": "91.59", **said})
    return Page(1, 595, 842, 0, 0.0, "text-layer", 1.0, (Line(BBox(50, 50, 500, 66), told, told, 1.0, "text-layer"),))


def outcome(made):
    checks = validate_report(made, load_framework("2568"))
    judgements = judge_report(made, checks, SETTINGS.certain)
    return DocumentOutcome(made.source, Document(made.source, (page(),)), "2568", made, checks, judgements)


def made(values, **fields):
    return outcome(report(values, source=Source("0123456789abcdef" * 4, "a.pdf"), **fields))


def only(of, outcome):
    (row,) = published_rows(of, outcome)
    return row


def failed(outcome):
    return {check.check_id for check in outcome.checks if check.outcome == "fail" and check.severity == "error"}


def corrected(before, *lines, folder=None):
    (after,), settled = correct([before], lines, SETTINGS, folder)
    return after, settled


def about(table, column, value, row_key="", line_no=2, **cells):
    return line(line_no, table=table, column=column, value=value, row_key=row_key, **cells)


def test_without_corrections_nothing_is_touched():
    before = made(SCORES)
    after, settled = corrected(before)
    assert after is before
    assert settled == ()


def test_a_corrected_row_says_who_and_when_and_keeps_what_was_read():
    before = made(SCORES | {"EIT": "59.53"})
    assert only("agency_results", before)["status"] == "needs_review"
    after, (one,) = corrected(before, about("agency_results", "eit", "95.53"))
    row = only("agency_results", after)
    assert (row["status"], row["corrected_by"], row["corrected_at"]) == ("corrected", "สมชาย", date(2026, 11, 22))
    assert (row["eit"], row["review_reason"], row["confidence"]) == (Decimal("95.53"), None, None)
    assert after.report.score(Key("EIT")).reading.raw_text == "59.53"
    assert (one.fate, one.remark) == ("applied", "")


def test_checks_verify_the_corrected_value_and_the_rows_beside_it_are_judged_anew():
    before = made(SCORES | {"EIT": "59.53"})
    assert "total" in failed(before)
    assert only("reports", before)["status"] == "needs_review"
    after, _ = corrected(before, about("agency_results", "eit", "95.53"))
    assert "total" not in failed(after)
    row = only("reports", after)
    assert (row["status"], row["corrected_by"], row["recomputed_total"]) == ("accepted", None, Decimal("91.59"))


def test_a_person_who_is_wrong_is_contradicted_by_the_checks():
    after, _ = corrected(made(SCORES), about("agency_results", "eit", "59.53"))
    assert "total" in failed(after)
    assert only("agency_results", after)["status"] == "corrected"
    assert only("reports", after)["status"] == "needs_review"


def test_the_total_is_corrected_in_both_rows_that_show_it():
    after, _ = corrected(made(SCORES | {"ITA": "97.59"}), about("reports", "total_score", "91.59"))
    for table in ("reports", "agency_results"):
        row = only(table, after)
        assert (row["total_score"], row["status"], row["corrected_by"]) == (Decimal("91.59"), "corrected", "สมชาย")


def listed(before):
    """Return what the review list asks of a document as a filled-in file: every value is confirmed as it is shown."""
    cells = [dict(zip(COLUMNS, values, strict=True)) for values in list_values(cards(before))]
    return [
        line(number, **{**told, "value": told["printed"], "corrected_by": "ก", "corrected_at": "2026-11-22"})
        for number, told in enumerate(cells, start=2)
    ]


def test_a_total_that_is_confirmed_on_both_of_its_cards_is_settled_once():
    before = made(SCORES | {"EIT": "59.53"})
    lines = listed(before)
    totals = [one.cells["table"] for one in lines if one.cells["column"] == "total_score"]
    assert sorted(totals) == ["agency_results", "reports"]
    after, settled = corrected(before, *lines)
    assert {one.fate.value for one in settled if one.remark} == {"superseded"}
    for table in ("reports", "agency_results"):
        row = only(table, after)
        assert (row["total_score"], row["status"]) == (Decimal("91.59"), "corrected")


def test_a_confirmed_agency_and_year_settle_the_rows_that_waited_for_them():
    doubtful = report(
        {"8": "94.30"},
        source=Source("0123456789abcdef" * 4, "a.pdf"),
        agency_name=text("เทศบาลตำบลบ้านใหม่", reader="someone", confidence=0.5),
        agency_spellings=(),
        assessed_fy_be=None,
        doubts=("year_unknown",),
    )
    before = outcome(doubtful)
    assert only("indicator_scores", before)["review_reason"] == "fiscal_year; year_unknown; agency_name"
    after, _ = corrected(
        before,
        about("reports", "agency_name", "เทศบาลตำบลบ้านใหม่"),
        about("reports", "assessed_fy_be", "2568", line_no=3),
    )
    row = only("indicator_scores", after)
    assert (row["status"], row["assessed_fy_be"], row["corrected_by"]) == ("accepted", 2568, None)
    assert only("reports", after)["status"] == "corrected"


def test_two_people_who_correct_one_row_are_both_named_with_the_later_day():
    before = made({}, plan=(plan_item(1, "E9", "public"),))
    after, _ = corrected(
        before,
        about("remediation_items", "measure", "ใหม่", "1 public E9", 2, corrected_by="ก", corrected_at="2026-11-23"),
        about("remediation_items", "issue", "ใหม่", "1 public E9", 3, corrected_by="ข"),
    )
    row = only("remediation_items", after)
    assert (row["measure"], row["issue"]) == ("ใหม่", "ใหม่")
    assert (row["corrected_by"], row["corrected_at"]) == ("ก; ข", date(2026, 11, 23))
    assert only("remediation_steps", after)["status"] == "corrected"


def test_a_renamed_question_is_published_under_its_new_name_with_its_corrected_score():
    before = made({}, scores=(score("E8 public", "90.00"), score("E7 public", "98.57")))
    after, settled = corrected(
        before,
        about("question_scores", "score", "99.52", "public E8", 2),
        about("question_scores", "question_id", "E9", "public E8", 3),
    )
    rows = {row["question_id"]: (row["score"], row["status"]) for row in published_rows("question_scores", after)}
    assert rows["E9"] == (Decimal("99.52"), "corrected")
    assert rows.keys() == {"E7", "E9"}
    assert [one.fate for one in settled] == ["applied", "applied"]


def test_a_name_that_is_taken_costs_no_other_correction_of_the_row():
    before = made({}, scores=(score("E8 public", "90.00"), score("E7 public", "98.57")))
    after, settled = corrected(
        before,
        about("question_scores", "score", "99.52", "public E8", 2),
        about("question_scores", "question_id", "E7", "public E8", 3),
    )
    rows = {row["question_id"]: row["score"] for row in published_rows("question_scores", after)}
    assert rows == {"E7": Decimal("98.57"), "E8": Decimal("99.52")}
    assert [(one.fate, one.remark) for one in settled] == [("applied", ""), ("rejected", "name_taken")]


def test_the_outcomes_of_other_files_are_not_touched():
    other = made(SCORES)
    other = replace(other, source=Source("f" * 64, "b.pdf"), report=replace(other.report, source=Source("f" * 64, "b")))
    held, _ = correct([made(SCORES), other], [about("reports", "total_score", "91.60")], SETTINGS, None)
    assert held[1] is other


def test_a_copy_of_a_file_takes_nothing():
    copy = DocumentOutcome(Source("0123456789abcdef" * 4, "b.pdf"), error=DuplicateError("The same bytes."))
    held, (one,) = correct([made(SCORES), copy], [about("reports", "total_score", "91.60")], SETTINGS, None)
    assert held[1] is copy
    assert one.target.source_path == "a.pdf"


def test_a_year_of_which_nothing_is_known_is_rejected():
    after, (one,) = corrected(made(SCORES), about("reports", "assessed_fy_be", "2599"))
    assert (one.fate, one.remark) == ("rejected", "year_unknown")
    assert "2568" in one.about
    assert only("reports", after)["assessed_fy_be"] == 2568


def test_the_row_of_an_agencys_own_report_has_no_number_to_correct():
    before = made(SCORES)
    after, (one,) = corrected(before, about("agency_results", "row_no", "7"))
    assert (one.fate, one.remark) == ("rejected", "column_unknown")
    assert only("agency_results", after)["status"] == only("agency_results", before)["status"]


class Progress:
    def page(self, number):
        pass

    def stage(self, name):
        pass


class Engine:
    def __init__(self, label):
        self.label = label


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Return a way to read one file with an engine that reads these words on its page."""
    monkeypatch.setattr(process.isolate, "call", lambda work, *, seconds, memory_mb: work(Progress()))

    def ingest(label, name="a.pdf", content=b"a", **said):
        monkeypatch.setattr(process, "load_engine", lambda settings: Engine(label))
        monkeypatch.setattr(process, "extract_document", lambda source, *_: Document(source, (page(**said),)))
        (tmp_path / name).write_bytes(content)
        return ingest_one(tmp_path / name, SETTINGS, tmp_path)

    return ingest


def from_list(outcome, column, value):
    """Return the line that a person makes of the review list."""
    row = only("reports", outcome)
    names = ("page", "x0", "y0", "x1", "y1", "agency_name", "assessed_fy_be", "report_id")
    return about("reports", column, value, printed=row[column], **{name: row[name] for name in names})


def test_a_correction_survives_new_weights_with_a_warning(read, tmp_path):
    told = from_list(read("weights 1", total="97.59"), "total_score", "91.59")
    after, (one,) = corrected(read("weights 2", total="91.69"), told, folder=tmp_path)
    row = only("reports", after)
    assert (row["total_score"], row["status"]) == (Decimal("91.59"), "corrected")
    assert "91.69" in row["raw_text"]
    assert (one.fate, one.remark) == ("applied", "reads_differently")


def test_a_correction_survives_another_scan_of_the_same_paper_with_a_warning(read, tmp_path):
    told = from_list(read("weights 1", total="97.59"), "total_score", "91.59")
    again = read("weights 1", "scan.pdf", b"other bytes", total="91.69")
    after, (one,) = corrected(again, told, folder=tmp_path)
    assert only("reports", after)["total_score"] == Decimal("91.59")
    assert (one.fate, one.remark) == ("reattached", "other_file")


def test_another_document_takes_nothing(read, tmp_path):
    told = from_list(read("weights 1", total="97.59"), "total_score", "91.59")
    other = read("weights 1", "b.pdf", b"other bytes", year="2567", total="97.59")
    after, (one,) = corrected(other, told, folder=tmp_path)
    assert after is other
    assert (one.fate, one.remark) == ("unattached", "no_report")


def test_a_corrected_year_brings_its_own_facts(read, tmp_path):
    before = read("weights 1", year="2568")
    after, (one,) = corrected(before, from_list(before, "assessed_fy_be", "2567"), folder=tmp_path)
    assert (before.scheme, after.scheme, one.fate) == ("2568", "2567", "applied")
    row = only("reports", after)
    assert (row["assessed_fy_be"], row["status"]) == (2567, "corrected")


def test_a_year_that_was_misread_beyond_all_facts_can_be_corrected(read, tmp_path):
    before = read("weights 1", year="2599")
    assert isinstance(before.error, FactsError)
    told = about("reports", "assessed_fy_be", "2568", report_id=before.source.report_id)
    after, (one,) = corrected(before, told, folder=tmp_path)
    assert (after.error, one.fate) == (None, "applied")
    assert only("reports", after)["total_score"] == Decimal("91.59")
