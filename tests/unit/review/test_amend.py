from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.facts import TOTAL, load_framework
from pipeline.facts.readers import RECONCILED
from pipeline.model.judgement import RowId
from pipeline.model.report import Key, Origin
from pipeline.review.amend import amend
from tests.build import agency, key, plan_item, reading, report, score, statement, text

RULES = load_framework("2568")


def amended(made, row, **values):
    return amend(made, row, values, RULES).report


def test_a_score_changes_and_its_ink_stays():
    made = report(scores=(score("E9 public", "90.00", raw_text="๙๐.๐๐", reader="thai 1", doubts=("points_unsure",)),))
    now = amended(made, RowId("question_scores", "public E9"), score=Decimal("99.52")).scores[0]
    before = made.scores[0]
    assert now.reading == replace(before.reading, value=Decimal("99.52"))
    assert now.doubts == ()


def test_only_the_printing_that_is_published_changes():
    printings = (
        score("8", "90.00", origin=Origin.PROSE),
        score("8", "94.30", origin=Origin.TABLE),
        score("7", "94.30", origin=Origin.TABLE),
    )
    now = amended(report(scores=printings), RowId("indicator_scores", "indicator 8"), score=Decimal("95.00"))
    assert [one.reading.value for one in now.scores] == [Decimal("90.00"), Decimal("95.00"), Decimal("94.30")]
    assert now.score(Key("8")).reading.value == Decimal("95.00")


def test_what_arithmetic_had_decided_is_a_persons_now():
    made = report(scores=(score("8", "94.30", reader=RECONCILED),))
    now = amended(made, RowId("indicator_scores", "indicator 8"), score=Decimal("94.80"))
    assert now.scores[0].reading.reader == ""


def test_a_score_gets_another_name_unless_another_row_has_it():
    made = report(scores=(score("E8 public", "90", under=8), score("E7 public", "91", under=8)))
    result = amend(made, RowId("question_scores", "public E8"), {"question_id": "E9", "part": "survey"}, RULES)
    assert result.row == RowId("question_scores", "survey E9")
    assert [one.key for one in result.report.scores] == [key("E9 survey"), key("E7 public")]
    with pytest.raises(ValueError, match="name_taken"):
        amend(made, RowId("question_scores", "public E8"), {"question_id": "E7"}, RULES)


def test_a_renamed_question_belongs_where_the_year_puts_it():
    made = report(scores=(score("E9 public", "90", under=6),))
    now = amended(made, RowId("question_scores", "public E9"), question_id="E1")
    assert now.scores[0].belongs == (RULES.item(Key("E1", "public")).indicator_no == 6)


def test_a_renamed_indicator_keeps_its_score():
    result = amend(report({"8": "94.30"}), RowId("indicator_scores", "indicator 8"), {"indicator_no": 9}, RULES)
    assert (result.row.subject, result.report.score(Key("9")).reading.value) == ("indicator 9", Decimal("94.30"))


def test_a_total_that_was_not_read_is_there_without_ink():
    now = amended(report(), RowId("reports"), total_score=Decimal("91.59"), result_level="ผ่าน")
    total = now.score(TOTAL)
    assert (total.reading.value, total.reading.raw_text, total.reading.places) == (Decimal("91.59"), "", ())
    assert now.result_level.value == "ผ่าน"


def test_who_when_and_what_the_report_is_about():
    now = amended(
        report(), RowId("reports"), agency_name="เทศบาลตำบลก", assessed_fy_be=2567, province="น่าน", oit_item="O25",
        published_for_fy_be=2568, agency_type=None,
    )  # fmt: skip
    assert (now.agency_name.value, now.assessed_fy_be.value, now.province) == ("เทศบาลตำบลก", 2567, "น่าน")
    assert (now.oit_item, now.published_for_fy_be, now.agency_type) == ("O25", 2568, "")
    assert now.assessed_fy_be.raw_text == "๒๕๖๘"


def test_instruments_and_points_of_the_agencys_own_row():
    now = amended(report({"IIT": "99"}), RowId("agency_results"), iit=Decimal("98.00"), eit_weighted=Decimal("28.66"))
    assert now.score(Key("IIT")).reading.value == Decimal("98.00")
    assert [(one.key, one.reading.value) for one in now.weighted] == [(Key("EIT"), Decimal("28.66"))]


def test_a_row_of_an_announcement_changes_alone():
    made = report(
        agency_name=None, agencies=(agency("ก", {"ITA": "88"}), agency("ข", {"ITA": "90", "8": "70"}, {"IIT": "27"}))
    )
    row = RowId("agency_results", "", 1)
    now = amended(made, row, total_score=Decimal("91.00"), iit_weighted=Decimal("28.00"), agency_name="ค", row_no=5)
    assert now.agencies[0] == made.agencies[0]
    changed = now.agencies[1]
    assert (changed.agency_name.value, changed.agency_name.raw_text, changed.row_no) == ("ค", "ข", 5)
    assert [one.reading.value for one in changed.scores] == [Decimal("91.00"), Decimal(70)]
    assert changed.weighted[0].reading.value == Decimal("28.00")
    now = amended(made, RowId("indicator_scores", "indicator 8", 1), score=Decimal("71.00"))
    assert [one.reading.value for one in now.agencies[1].scores] == [Decimal(90), Decimal("71.00")]


def test_a_statement_changes_alone():
    made = report(statements=(statement(1), statement(2, issue="เดิม", question_id="E7")))
    now = amended(made, RowId("findings", "2"), issue="ใหม่", question_id="E8", printed_score=None, cause=None, text="ก")
    assert now.statements[0] == made.statements[0]
    assert (now.statements[1].issue, now.statements[1].question_id, now.statements[1].cause) == ("ใหม่", "E8", "")
    assert (now.statements[1].ink.value, now.statements[1].ink.raw_text) == ("ก", "ข้อความ")


def test_a_row_of_the_plan_changes_alone():
    made = report(plan=(plan_item(1, "E9"), plan_item(2, "E8")))
    now = amended(
        made, RowId("remediation_items", "2"), measure="ใหม่", part="public", start_date=date(2025, 10, 1),
        period_text="ตลอดปี", responsible_units=("ก", "ข"), instrument=None,
    )  # fmt: skip
    assert now.plan[0] == made.plan[0]
    item = now.plan[1]
    assert (item.measure.value, item.measure.raw_text, item.period.value) == ("ใหม่", "มาตรการ", "ตลอดปี")
    assert (item.part, item.start_date, item.responsible_units, item.instrument) == (
        "public", date(2025, 10, 1), ("ก", "ข"), "",
    )  # fmt: skip


def test_steps_change_one_by_one_or_all_together():
    made = report(plan=(plan_item(1, "E9", steps=(text("ก"), text("ข"))),))
    row = RowId("remediation_items", "1")
    one = amend(made, row, {"step 2": "ค"}, RULES).report.plan[0].steps
    assert [(step.value, step.raw_text) for step in one] == [("ก", "ก"), ("ค", "ข")]
    every = amend(made, row, {"steps": ("1", "2", "3")}, RULES).report.plan[0].steps
    assert [(step.value, step.raw_text) for step in every] == [("1", "ก"), ("2", "ข"), ("3", "")]
    with pytest.raises(ValueError, match="no_step"):
        amend(made, row, {"step 3": "ค"}, RULES)


def test_what_a_page_does_not_print_is_unknown():
    made = report(scores=(replace(score("8", "94.30"), reading=reading(Decimal("94.30"))),))
    now = amended(made, RowId("indicator_scores", "indicator 8"), score=None, printed_name=None)
    assert now.scores[0].reading.value is None
    assert now.scores[0].printed_name == ""
