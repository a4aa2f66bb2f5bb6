from datetime import date
from decimal import Decimal

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.report import Place
from pipeline.review.corrections import CORRECTABLE, understand
from pipeline.schema import Type, load_tables
from pipeline.schema.messages import load_remarks, remark_message
from tests.unit.review.lines import AGENCY, REPORT_ID, correction, line, place

COLUMNS = {(table.name, column.name): column for table in load_tables() for column in table.columns}


def refused(**cells):
    understood, (one,) = understand([line(**cells)])
    assert not understood
    return one.reason


def test_a_line_says_which_value_is_printed_where_and_who_says_so():
    told = correction(
        note="x", printed="90.00", agency_name=AGENCY, assessed_fy_be=2568, **place(3, 689.75), row_key="public  E9"
    )
    assert (told.report_id, told.table, told.row_key, told.column) == (
        REPORT_ID, "question_scores", "public E9", "score",
    )  # fmt: skip
    assert (told.value, told.corrected_by, told.corrected_at) == (Decimal("99.52"), "สมชาย", date(2026, 11, 22))
    assert (told.printed, told.agency_name, told.assessed_fy_be) == ("90.00", AGENCY, 2568)
    assert told.place == Place(3, BBox(100, 689.75, 140, 701.75))


@pytest.mark.parametrize(
    ("column", "written", "value"),
    [
        (("question_scores", "score"), "๙๙.๕", Decimal("99.50")),
        (("question_scores", "score"), "100", Decimal("100.00")),
        (("question_scores", "score"), "0", Decimal("0.00")),
        (("question_scores", "score"), "-", None),
        (("question_scores", "question_id"), "e๙", "E9"),
        (("question_scores", "part"), "survey", "survey"),
        (("question_scores", "part"), "-", None),
        (("indicator_scores", "indicator_no"), "๑๐", 10),
        (("reports", "assessed_fy_be"), "2568", 2568),
        (("reports", "agency_name"), "=ชื่อ", "=ชื่อ"),
        (("remediation_items", "start_date"), "2025-10-01", date(2025, 10, 1)),
        (("remediation_items", "steps"), "หนึ่ง\r\n\r\n สอง ", ("หนึ่ง", "สอง")),
        (("remediation_items", "steps"), "–", ()),
        (("remediation_items", "measure"), "a\r\nb", "a\nb"),
    ],
)
def test_a_value_has_the_type_of_its_column(column, written, value):
    told = correction(table=column[0], column=column[1], row_key="8", value=written)
    assert told.value == value
    assert type(told.value) is type(value)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"value": "9x"}, "no_score"),
        ({"value": "100.01"}, "no_score"),
        ({"value": "-1"}, "no_score"),
        ({"value": "96.775"}, "no_score"),
        ({"value": "9๑.50"}, "no_score"),
        ({"value": "NaN"}, "no_score"),
        ({"value": ""}, "value_missing"),
        ({"row_key": " "}, "row_key_missing"),
        ({"corrected_by": ""}, "corrected_by_missing"),
        ({"corrected_at": ""}, "corrected_at_missing"),
        ({"corrected_at": "yesterday"}, "no_date"),
        ({"corrected_at": "2026-02-30"}, "no_date"),
        ({"corrected_at": "11/22/2026"}, "no_date"),
        ({"corrected_at": "2026-11-22Tx"}, "no_date"),
        ({"report_id": "1.23E+15"}, "report_id_unknown"),
        ({"report_id": ""}, "report_id_unknown"),
        ({"table": "pages"}, "table_unknown"),
        ({"column": "status"}, "column_unknown"),
        ({"column": "raw_text"}, "column_unknown"),
        ({"table": "reports", "column": "recomputed_total"}, "column_unknown"),
        ({"column": "question_id", "value": "-"}, "value_needed"),
        ({"column": "question_id", "value": "E0"}, "no_question"),
        ({"column": "question_id", "value": "X9"}, "no_question"),
        ({"column": "part", "value": "Public"}, "not_one_of"),
        ({"table": "indicator_scores", "column": "indicator_no", "value": "11"}, "no_number"),
        ({"table": "reports", "column": "assessed_fy_be", "value": "2025"}, "no_number"),
        ({"table": "remediation_items", "column": "start_date", "value": "1/10/2568"}, "no_date"),
        ({"table": "remediation_items", "column": "start_date", "value": "2568-10-01"}, "no_date"),
        ({"page": "3", "x0": "9", "y0": "1", "x1": "2", "y1": "2"}, "no_place"),
        ({"page": "3", "x0": "a", "y0": "1", "x1": "2", "y1": "2"}, "no_place"),
        ({"page": "3", "x0": "๑", "y0": "1", "x1": "2", "y1": "2"}, "no_place"),
    ],
)
def test_what_cannot_be_understood_is_rejected_with_its_reason(cells, reason):
    assert refused(**cells) == reason


def test_a_broken_line_costs_no_other_one():
    understood, rejected = understand([line(2, value="x"), line(3), line(4, "badly_quoted"), line(5)])
    assert [one.line.line_no for one in understood] == [3, 5]
    assert [(one.line.line_no, one.reason) for one in rejected] == [(2, "no_score"), (4, "badly_quoted")]


def test_a_line_of_the_review_list_that_is_not_filled_in_is_left_alone():
    assert understand([line(value="", corrected_by="", corrected_at="", printed="90.00")]) == ((), ())


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("22/11/2026", date(2026, 11, 22)),
        ("3/4/2569", date(2026, 4, 3)),
        ("2026-11-22T23:30:00+00:00", date(2026, 11, 23)),
        ("2026-11-22T23:30:00.123Z", date(2026, 11, 23)),
        ("2026-11-22 08:00", date(2026, 11, 22)),
    ],
)
def test_a_day_is_understood_as_iso_and_as_excel_writes_it(written, day):
    assert correction(corrected_at=written).corrected_at == day


def test_moments_sort_as_time_does():
    written = ["2026-11-22T00:30:00+07:00", "2026-11-21T17:31:00Z", "2026-11-22 09:00", "2026-11-22T10:00:00.5"]
    moments = [correction(corrected_at=one).moment for one in written]
    assert moments == sorted(moments)


@pytest.mark.parametrize(
    ("table", "written", "key"),
    [
        ("question_scores", "E9 Public", "public E9"),
        ("question_scores", " i7 ", "I7"),
        ("question_scores", "E9 public @ โรงเรียน ก", "public E9 @ โรงเรียน ก"),
        ("indicator_scores", "indicator 8", "8"),
        ("reports", "", "report"),
        ("agency_results", "", "agency"),
        ("remediation_items", "7  public E9", "7 public E9"),
    ],
)
def test_a_key_is_understood_however_it_is_written(table, written, key):
    column = CORRECTABLE[table][-1]
    value = "1" if COLUMNS[table, column].type in (Type.SCORE, Type.INTEGER) else "x"
    assert correction(table=table, column=column, row_key=written, value=value).row_key == key


def test_a_line_of_a_transcript_is_a_place():
    assert correction(page=1, source_line=77).place == Place(1, BBox(0, 76, 1, 77))


@pytest.mark.parametrize("table", CORRECTABLE)
def test_only_columns_that_are_published_can_be_corrected(table):
    assert all((table, column) in COLUMNS for column in CORRECTABLE[table])
    assert not {"report_id", "source_path", "status", "confidence", "recomputed_total"} & set(CORRECTABLE[table])


@pytest.mark.parametrize("code", load_remarks())
def test_every_remark_is_said_in_both_languages(code):
    said = remark_message(code, "ABOUT")
    assert any("\u0e00" <= sign <= "\u0e7f" for sign in said.th)
    assert not any("\u0e00" <= sign <= "\u0e7f" for sign in said.en)
    assert ("ABOUT" in said.th) == ("ABOUT" in said.en)
    assert "{" not in said.th + said.en
