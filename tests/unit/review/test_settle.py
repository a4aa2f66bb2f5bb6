from decimal import Decimal

import pytest

from pipeline.model.correction import Fate
from pipeline.model.judgement import RowId
from pipeline.review.corrections import Rejected, understand
from pipeline.review.settle import OWN, correction_row, describe_correction, settle
from tests.build import agency, report
from tests.unit.review.lines import AGENCY, line, place, row

OWN_REPORT = report({"ITA": "91.59", "E9 public": "90.00"})
ROWS = {
    "reports": [row("reports", total_score=Decimal("91.59"))],
    "agency_results": [row("agency_results", result_no=1, total_score=Decimal("91.59"))],
    "question_scores": [
        row(
            "question_scores", part="public", question_id="E9", score=Decimal("90.00"), result_no=1,
            review_reason="does_not_add_up", raw_text="๙๐.๐๐", reader="text-layer", **place(3, 100),
        )
    ],
    "remediation_items": [row("remediation_items", item_no=7, part="public", question_id="E9", steps=["ก", "ข"])],
    "remediation_steps": [
        row("remediation_steps", item_no=7, step_no=1, step="ก"),
        row("remediation_steps", item_no=7, step_no=2, step="ข"),
    ],
}  # fmt: skip


def settled(*lines, said=OWN_REPORT, rows=ROWS):
    return settle(*understand(lines), rows["reports"], lambda _, table: rows[table], lambda _: said)


def fates(*lines):
    return [(one.line.line_no, one.fate.value, one.remark, one.about) for one in settled(*lines)]


def test_a_line_stands_for_its_value():
    (one,) = settled(line())
    assert (one.fate, one.remark, one.stands) == (Fate.APPLIED, "", True)
    assert (one.target.row, one.target.column) == (RowId("question_scores", "public E9"), "score")


def test_lines_come_in_the_order_of_the_file_whatever_came_of_them():
    assert [one[:3] for one in fates(line(2, value="x"), line(3), line(4, row_key="E1"), line(5, "badly_quoted"))] == [
        (2, "rejected", "no_score"),
        (3, "applied", ""),
        (4, "unattached", "no_row"),
        (5, "rejected", "badly_quoted"),
    ]


def test_a_line_that_says_the_same_again_is_doubled():
    assert fates(line(2), line(3, value="๙๙.๕๒")) == [(2, "superseded", "doubled", "3"), (3, "applied", "", "")]


def test_of_two_lines_that_contradict_each_other_the_later_stands_and_both_say_so():
    assert fates(line(2, value="90", corrected_at="2026-11-23"), line(3)) == [
        (2, "applied", "latest", "3"),
        (3, "superseded", "outdated", "2"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-11-22", "2026-11-22T10:00:00"),
        ("2026-11-22T10:00:00", "22/11/2569"),
        ("2026-11-22T10:00:00", "2026-11-22T10:00:00"),
    ],
)
def test_where_nothing_tells_the_later_neither_stands(first, second):
    assert fates(line(2, value="90", corrected_at=first), line(3, corrected_at=second)) == [
        (2, "rejected", "contradicted", "3"),
        (3, "rejected", "contradicted", "2"),
    ]


def test_an_hour_tells_the_later_of_one_day():
    lines = line(2, value="90", corrected_at="2026-11-22T10:00:00"), line(3, corrected_at="2026-11-22T10:00:01")
    assert [one[1] for one in fates(*lines)] == ["superseded", "applied"]


def test_who_comes_back_to_an_older_value_is_the_later():
    lines = (
        line(2, value="90", corrected_at="2026-11-20"),
        line(3, value="91", corrected_at="2026-11-21"),
        line(4, value="90", corrected_at="2026-11-22"),
    )
    assert [one[1:3] for one in fates(*lines)] == [
        ("superseded", "doubled"),
        ("superseded", "outdated"),
        ("applied", "latest"),
    ]


def test_the_total_is_one_value_in_the_report_and_in_the_agencys_row():
    lines = (
        line(2, table="reports", row_key="", column="total_score", value="91"),
        line(3, table="agency_results", row_key="", column="total_score", value="92"),
    )
    assert [one[1:3] for one in fates(*lines)] == [("rejected", "contradicted")] * 2
    assert {one.target.row for one in settled(lines[0])} == {OWN}


def test_a_step_is_told_alone_or_with_all_steps_but_not_both():
    step = {"table": "remediation_steps", "column": "step", "row_key": "7 step 2", "printed": "ข", "value": "ค"}
    both = line(2, **step), line(3, table="remediation_items", column="steps", row_key="7 public E9", value="ก\nข")
    assert [one[1:3] for one in fates(*both)] == [("rejected", "steps_twice")] * 2
    (one,) = settled(both[0])
    assert (one.target.row, one.target.column) == (RowId("remediation_items", "7"), "step 2")


def test_a_document_that_is_not_understood_takes_only_its_year():
    rows = {**ROWS, "question_scores": []}
    year = line(3, table="reports", row_key="report", column="assessed_fy_be", value="2568")
    total = line(2, table="reports", row_key="report", column="total_score", value="91")
    assert [(one.fate, one.remark) for one in settled(total, year, said=None, rows=rows)] == [
        (Fate.UNATTACHED, "not_understood"),
        (Fate.APPLIED, ""),
    ]


def test_the_rows_of_an_announcement_are_told_by_their_position():
    said = report(agency_name=None, agencies=(agency("ก", {"ITA": "1"}), agency("ข", {"ITA": "2", "8": "3"})))
    rows = {
        "reports": [row("reports", agency_name=None)],
        "agency_results": [row("agency_results", agency_name=name, result_no=at) for at, name in enumerate("กข", 1)],
        "indicator_scores": [row("indicator_scores", agency_name="ข", result_no=2, indicator_no=8)],
    }
    lines = (
        line(2, table="agency_results", row_key="ข", column="iit", value="5"),
        line(3, table="indicator_scores", row_key="8 @ ข", value="3"),
    )
    assert [one.target.row for one in settled(*lines, said=said, rows=rows)] == [
        RowId("agency_results", "", 1),
        RowId("indicator_scores", "indicator 8", 1),
    ]


def test_the_published_row_holds_what_was_read_beside_what_the_person_says():
    (one,) = settled(line(note="ดูแล้ว", printed="90.00"))
    made = correction_row(one)
    assert (made["value"], made["read_value"], made["printed"], made["note"]) == ("99.52", "90.00", "90.00", "ดูแล้ว")
    assert (made["source_path"], made["agency_name"], made["page"], made["raw_text"]) == ("a.pdf", AGENCY, 3, "๙๐.๐๐")
    assert (made["outcome"], made["review_reason"], made["message_en"]) == ("applied", "does_not_add_up", "")


def test_the_row_of_a_line_without_a_row_holds_what_is_written():
    (one,) = settled(line(row_key="E1", value="-"))
    made = correction_row(one)
    assert (made["report_id"], made["source_path"], made["row_key"]) == ("0123456789abcdef", None, "E1")
    assert (made["value"], made["read_value"], made["page"]) == ("-", "", None)
    assert made["message_en"].startswith("not applied")


def test_a_rejected_line_is_told_by_its_number_in_both_languages():
    (one,) = settle((), [Rejected(line(7, value="9x"), "no_score", "9x")], [], lambda *_: [], lambda _: None)
    said = describe_correction(one)
    assert said.startswith("corrections, line 7: rejected: 9x is no score")
    assert "ไม่ใช่คะแนน" in said
    assert correction_row(one)["value"] == "9x"
