from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from pipeline.datasets import tabulate
from pipeline.errors import InputError
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.document import Cell, Document, Failure, Line, Page, Source, Table
from pipeline.model.geometry import BBox
from pipeline.model.judgement import DocumentOutcome, Judgement, RowId, Status
from pipeline.model.report import Place
from pipeline.schema import load_tables
from tests.build import agency, plan_item, reading, report, score, statement, text

BOX = BBox(10, 20, 110.126, 32)
LINE = Line(BOX, "๙๑.๕๙", "91.59", 0.5, "text-layer")
PAGE = Page(1, 595, 842, 0, 0.0, "text-layer", 1.0, (LINE,))


def outcome(values=None, *, pages=(PAGE,), failures=(), judgements=(), checks=(), **fields):
    made = report(values or {}, **fields)
    document = Document(made.source, pages, failures)
    return DocumentOutcome(made.source, document, "2568", made, tuple(checks), tuple(judgements))


def rows(of, *outcomes):
    return tabulate(outcomes)[of].to_dict("records")


def only(of, *outcomes):
    (row,) = rows(of, *outcomes)
    return row


def accepted(table, subject="", agency=None):
    return Judgement(RowId(table, subject, agency), Status.ACCEPTED, "", 0.99904321)


def test_every_table_is_there_with_its_columns_even_without_documents():
    tables = tabulate([])
    assert {name: tuple(frame.columns) for name, frame in tables.items()} == {
        table.name: table.column_names for table in load_tables()
    }


def test_a_score_keeps_the_places_that_scores_have():
    row = only("indicator_scores", outcome({"8": "94.3"}))
    assert row["score"] == Decimal("94.30")
    assert str(row["score"]) == "94.30"
    assert (row["indicator_no"], row["instrument"], row["indicator_name"]) == (8, "EIT", "การปรับปรุงการทำงาน")


def test_what_nobody_judged_is_not_accepted():
    row = only("indicator_scores", outcome({"8": "94.30"}))
    assert (row["status"], row["review_reason"]) == ("needs_review", "not_judged")


def test_a_row_has_the_status_and_probability_of_its_judgement():
    row = only("question_scores", outcome({"E9 public": "90"}, judgements=[accepted("question_scores", "public E9")]))
    assert (row["status"], row["confidence"], row["part"], row["question_id"]) == ("accepted", 0.999, "public", "E9")
    assert pd.isna(row["review_reason"])


@pytest.mark.parametrize("printed", ["96.775", "1000", "-1000.01"])
def test_a_score_that_does_not_fit_is_empty_and_to_be_reviewed_never_rounded(printed):
    row = only("question_scores", outcome({"I7": printed}, judgements=[accepted("question_scores", "I7")]))
    assert pd.isna(row["score"])
    assert (row["status"], row["review_reason"]) == ("needs_review", "score_not_publishable")
    assert row["raw_text"] == printed


def test_the_total_follows_from_the_printed_parts():
    row = only("reports", outcome({"ITA": "91.60", "IIT": "99.784", "EIT": "95.53", "OIT": "82.50"}))
    assert (row["total_score"], row["recomputed_total"], row["recomputed_level"]) == (
        Decimal("91.60"),
        Decimal("91.59"),
        "ผ่าน",
    )


def test_nothing_is_recomputed_where_a_part_is_missing():
    row = only("reports", outcome({"ITA": "91.59", "IIT": "99.78"}))
    assert pd.isna(row["recomputed_total"])
    assert pd.isna(row["recomputed_level"])


def test_an_announcement_has_a_row_for_each_agency_and_no_total_of_its_own():
    made = outcome(
        agency_name=None,
        agencies=(
            agency("วิทยาลัยก", {"ITA": "88.20"}, {"IIT": "27.00", "EIT": "26.10", "OIT": "35.10"}, row_no=1),
            agency("วิทยาลัยข", {"ITA": "90.00"}, row_no=2),
        ),
        judgements=[accepted("agency_results", "", 1)],
    )
    first, second = rows("agency_results", made)
    assert (first["agency_name"], first["result_no"], first["row_no"]) == ("วิทยาลัยก", 1, 1)
    assert (first["iit_weighted"], first["recomputed_total"]) == (Decimal("27.00"), Decimal("88.20"))
    assert pd.isna(first["iit"])
    assert (first["status"], second["status"]) == ("needs_review", "accepted")
    assert pd.isna(only("reports", made)["total_score"])


def test_an_agency_whose_name_cannot_be_read_has_none():
    made = outcome(agencies=(replace(agency("?", {"ITA": "1"}), agency_name=reading(None, raw_text="?")),))
    assert pd.isna(only("agency_results", made)["agency_name"])


def test_rows_are_sorted_by_number_not_by_spelling():
    made = outcome({"I10": "1", "I7": "2", "I1": "3"})
    assert [row["question_id"] for row in rows("question_scores", made)] == ["I1", "I7", "I10"]


def test_the_order_of_the_documents_changes_nothing():
    one = outcome({"8": "1"})
    two = outcome({"8": "2"}, source=Source("1" * 64, "a.pdf"))
    for name, frame in tabulate([one, two]).items():
        assert frame.equals(tabulate([two, one])[name])


def test_a_place_is_published_whole_and_as_the_box_on_its_first_page():
    places = (Place(2, BBox(10, 20, 30, 40)), Place(2, BBox(5, 40, 20, 60)), Place(3, BBox(1, 2, 3, 4)))
    pages = tuple(replace(PAGE, number=number) for number in (1, 2, 3))
    row = only("indicator_scores", outcome(scores=(score("8", "1", places=places),), pages=pages))
    assert (row["page"], row["x0"], row["y0"], row["x1"], row["y1"]) == (2, 5, 20, 30, 60)
    assert row["places"] == "2:10.00,20.00,30.00,40.00;2:5.00,40.00,20.00,60.00;3:1.00,2.00,3.00,4.00"
    assert pd.isna(row["source_line"])


def test_a_place_on_a_sideways_page_is_where_the_viewer_shows_it():
    page = replace(PAGE, width=800.0, height=600.0, rotation=270)
    made = outcome(scores=(score("8", "1", places=(Place(1, BBox(10, 20, 40, 30)),)),), pages=(page,))
    row = only("indicator_scores", made)
    assert (row["x0"], row["y0"], row["x1"], row["y1"]) == (570, 10, 580, 40)
    assert (only("pages", made)["width_pt"], only("pages", made)["height_pt"]) == (600, 800)


def test_a_transcript_has_lines_and_no_boxes():
    page = replace(PAGE, width=0.0, height=0.0, reader="transcript")
    row = only(
        "indicator_scores", outcome(scores=(score("8", "1", places=(Place(1, BBox(0, 14, 9, 15)),)),), pages=(page,))
    )
    assert (row["page"], row["source_line"]) == (1, 15)
    assert all(pd.isna(row[name]) for name in ("x0", "y0", "x1", "y1", "places"))
    assert pd.isna(only("pages", outcome(pages=(page,)))["width_pt"])


def test_a_plan_row_and_its_steps_share_their_status():
    item = plan_item(1, "E9", "public", steps=(text("หนึ่ง"), text("สอง")), start_date=date(2025, 10, 1))
    made = outcome(plan=(item,), judgements=[accepted("remediation_items", "1")])
    row = only("remediation_items", made)
    assert list(row["steps"]) == ["หนึ่ง", "สอง"]
    assert (row["start_date"], list(row["responsible_units"])) == (date(2025, 10, 1), ["สำนักปลัด"])
    steps = rows("remediation_steps", made)
    assert [(step["step_no"], step["step"], step["status"]) for step in steps] == [
        (1, "หนึ่ง", "accepted"),
        (2, "สอง", "accepted"),
    ]


def test_a_statement_is_a_finding():
    row = only("findings", outcome(statements=(statement(1, printed_score=Decimal("98.57"), question_id="E7"),)))
    assert (row["finding_no"], row["question_id"], row["printed_score"]) == (1, "E7", Decimal("98.57"))


def test_checks_keep_their_order_and_name_their_agency():
    check = CheckResult("total", Severity.ERROR, Outcome.FAIL, "total_score", "1", "2", agency_name="ก")
    made = outcome(checks=[check, replace(check, check_id="level", agency_name="")])
    assert [(row["check_no"], row["check_id"], row["agency_name"]) for row in rows("checks", made)] == [
        (1, "total", "ก"),
        (2, "level", "องค์การบริหารส่วนตำบลบ้านใหม่"),
    ]


def test_every_cell_of_every_table_is_published_counted_from_one():
    cells = (Cell(0, 0, 1, 2, BOX, (LINE,)), Cell(1, 1, 1, 1, BOX, ()))
    page = replace(PAGE, content=(Table(BOX, cells), Table(BOX, cells[:1])))
    found = [
        (row["table_no"], row["row"], row["column"], row["column_span"])
        for row in rows("table_cells", outcome(pages=(page,)))
    ]
    assert found == [(1, 1, 1, 2), (1, 2, 2, 1), (2, 1, 1, 2)]


def test_a_file_that_failed_has_a_row_in_reports_and_in_failures():
    failed = DocumentOutcome(Source("ab" * 32, "x.pdf"), error=InputError("It is empty.", page=None))
    row = only("reports", failed)
    assert (row["report_id"], row["source_path"], row["status"], row["review_reason"]) == (
        "ab" * 8,
        "x.pdf",
        "needs_review",
        "input",
    )
    failure = only("failures", failed)
    assert (failure["stage"], failure["error_code"], failure["message"]) == ("extract", "input", "It is empty.")


def test_a_page_that_failed_is_counted_and_named_and_its_report_to_be_reviewed():
    made = outcome(failures=(Failure("extract", "limit", "Too large.", 2),), judgements=[accepted("reports")])
    row = only("reports", made)
    assert (row["page_count"], row["status"], row["review_reason"]) == (2, "needs_review", "pages_failed")
    assert only("failures", made)["page"] == 2


def test_text_that_no_encoding_can_write_is_replaced():
    made = outcome(source=Source("0" * 64, "bad\udcff.pdf"))
    assert only("reports", made)["source_path"] == "bad\ufffd.pdf"
