"""A correction finds its own row, or none: never another one."""

from decimal import Decimal

import pytest

from pipeline.model.correction import Fate
from pipeline.review.anchor import anchor
from tests.unit.review.lines import AGENCY, correction, place, row

REPORT = row("reports", total_score=Decimal("91.59"), **place(1, 50))


def question(code, score, where=None, part="public", **cells):
    return row(
        "question_scores", part=part, question_id=code, score=Decimal(score) if score else None, result_no=1,
        **(where or {}), **cells,
    )  # fmt: skip


def item(number, code, responsible, where=None, part="public"):
    return row(
        "remediation_items", item_no=number, part=part, question_id=code, responsible=responsible, **(where or {})
    )


def found(told, rows, reports=(REPORT,)):
    """Return what came of a correction, its warning, and the place of its row among ``rows``."""
    anchored = anchor(told, reports, lambda report, table: rows)
    at = next((at for at, one in enumerate(rows) if one is anchored.row), None)
    return anchored.fate, anchored.warning, at


HERE, THERE, ELSEWHERE = place(3, 100), place(3, 300), place(5, 100)
E8, E9 = question("E8", "99.05", HERE), question("E9", "90.00", THERE)


def test_a_name_is_enough_for_a_score():
    assert found(correction(), [E8, E9]) == (Fate.APPLIED, "", 1)


def test_all_ties_hold():
    assert found(correction(printed="90.00", **THERE), [E8, E9]) == (Fate.APPLIED, "", 1)
    assert found(correction(printed="90", **THERE), [E8, E9]) == (Fate.APPLIED, "", 1)


def test_new_weights_read_the_place_differently():
    assert found(correction(printed="96.00", **THERE), [E8, E9]) == (Fate.APPLIED, "reads_differently", 1)
    assert found(correction(printed="96.00"), [E8, E9]) == (Fate.APPLIED, "reads_differently", 1)


def test_new_weights_read_what_the_person_has_read():
    now = question("E9", "99.52", THERE)
    assert found(correction(printed="90.00", **THERE), [E8, now]) == (Fate.APPLIED, "", 1)


@pytest.mark.parametrize("value", ["90.00", "98.57"])
def test_a_score_that_is_read_off_another_place_may_be_another_one(value):
    moved = question("E9", value, ELSEWHERE)
    for before in (HERE, THERE):  # on another page, and somewhere else on another page
        assert found(correction(printed="90.00", **before), [E8, moved]) == (Fate.UNATTACHED, "reads_otherwise", None)


def test_the_total_that_is_read_off_another_place_is_the_total_where_it_is_printed_alike():
    told = correction(table="reports", row_key="", column="total_score", printed="91.59", **ELSEWHERE)
    assert found(told, [REPORT]) == (Fate.APPLIED, "place_moved", 0)
    told = correction(table="reports", row_key="", column="total_score", printed="91.95", **ELSEWHERE)
    assert found(told, [REPORT]) == (Fate.UNATTACHED, "reads_otherwise", None)


def test_a_score_never_goes_to_another_question_that_stands_at_its_place():
    renamed = question("E7", "90.00", THERE)
    assert found(correction(printed="90.00", **THERE), [E8, renamed]) == (Fate.UNATTACHED, "no_row", None)


def test_two_rows_of_one_name_are_told_apart_by_place_or_value():
    twice = [question("E9", "90.00", HERE), question("E9", "98.57", THERE)]
    assert found(correction(**THERE), twice) == (Fate.APPLIED, "", 1)
    assert found(correction(printed="98.57"), [{**one, "x0": None} for one in twice]) == (Fate.APPLIED, "", 1)
    assert found(correction(), twice) == (Fate.UNATTACHED, "several_rows", None)


PLAN = [
    item(6, "E9", "กองคลัง", place(9, 100, width=400, height=90)),
    item(7, "E9", "กองคลัง", place(9, 200, width=400, height=90)),
    item(8, "E8", "กองช่าง", place(9, 300, width=400, height=90)),
]


def plan(key, **cells):
    return correction(table="remediation_items", column="responsible", row_key=key, value="สำนักปลัด", **cells)


def without_places(rows):
    return [{**one, "x0": None} for one in rows]


def test_a_number_with_its_place_tells_a_row_of_the_plan():
    at = {name: PLAN[1][name] for name in ("page", "x0", "y0", "x1", "y1")}
    assert found(plan("7 public E9", printed="กองคลัง", **at), PLAN) == (Fate.APPLIED, "", 1)
    assert found(plan("7 public E9", printed="กองคัง", **at), PLAN) == (Fate.APPLIED, "reads_differently", 1)
    assert found(plan("7", printed="กองคลัง", **at), PLAN) == (Fate.APPLIED, "", 1)


def test_a_number_that_has_moved_is_followed_to_its_place():
    at = {name: PLAN[1][name] for name in ("page", "x0", "y0", "x1", "y1")}
    inserted = [item(1, "I7", "ทุกส่วน", place(8, 100)), *({**one, "item_no": one["item_no"] + 1} for one in PLAN)]
    assert found(plan("7 public E9", printed="กองคลัง", **at), inserted) == (Fate.REATTACHED, "row_moved", 2)
    assert found(plan("7 public E9", printed="อื่น", **at), inserted) == (Fate.REATTACHED, "row_moved", 2)


def test_a_question_that_is_read_differently_is_followed_to_the_place_of_its_row():
    at = {name: PLAN[2][name] for name in ("page", "x0", "y0", "x1", "y1")}
    assert found(plan("8 public E3", printed="กองช่าง", **at), PLAN) == (Fate.REATTACHED, "row_moved", 2)
    assert found(plan("8 public E3", printed="กองคลัง", **at), PLAN) == (Fate.UNATTACHED, "no_row", None)


def test_without_a_place_a_number_needs_a_subject_or_a_value_that_no_other_row_has():
    rows = without_places(PLAN)
    assert found(plan("8 public E8"), rows) == (Fate.APPLIED, "", 2)
    assert found(plan("8", printed="กองช่าง"), rows) == (Fate.APPLIED, "", 2)
    assert found(plan("7 public E9"), rows) == (Fate.UNATTACHED, "reads_otherwise", None)
    assert found(plan("7 public E9", printed="กองคลัง"), rows) == (Fate.UNATTACHED, "reads_otherwise", None)
    assert found(plan("7"), rows) == (Fate.UNATTACHED, "reads_otherwise", None)


def test_a_number_that_has_moved_is_not_followed_without_a_place():
    rows = without_places([{**one, "item_no": one["item_no"] + 3} for one in PLAN])
    assert found(plan("8 public E8", printed="กองช่าง"), rows) == (Fate.UNATTACHED, "no_row", None)
    rows = without_places([{**one, "item_no": one["item_no"] + 1} for one in PLAN])
    assert found(plan("8 public E8", printed="กองช่าง"), rows) == (Fate.UNATTACHED, "no_row", None)


def test_a_row_of_a_transcript_is_told_by_its_line():
    rows = [{**E8, "x0": None, "source_line": 65}, {**E9, "x0": None, "source_line": 77}]
    assert found(correction(printed="96.00", source_line=77), rows) == (Fate.APPLIED, "reads_differently", 1)
    assert found(correction(printed="96.00", source_line=65), rows) == (Fate.UNATTACHED, "reads_otherwise", None)


ANNOUNCED = row("reports", agency_name=None)


def college(number, name, total, top):
    return row(
        "agency_results", agency_name=name, result_no=number, total_score=Decimal(total),
        **place(1, top, width=400),
    )  # fmt: skip


COLLEGES = [college(1, "วิทยาลัยก่อสร้าง", "88.20", 100), college(2, "วิทยาลัยประมง", "90.00", 120)]


def told_of(name, **cells):
    return correction(table="agency_results", column="total_score", row_key=name, **cells)


def test_a_row_of_an_announcement_is_told_by_its_agency():
    assert found(told_of("วิทยาลัยประมง"), COLLEGES, [ANNOUNCED]) == (Fate.APPLIED, "", 1)
    assert found(told_of("วิทยาลัยเกษตร"), COLLEGES, [ANNOUNCED]) == (Fate.UNATTACHED, "no_row", None)


def test_an_agency_whose_name_is_read_differently_is_followed_to_its_place_with_its_value():
    at = {name: COLLEGES[1][name] for name in ("page", "x0", "y0", "x1", "y1")}
    told = told_of("วิทยาลัยประบง", printed="90.00", **at)
    assert found(told, COLLEGES, [ANNOUNCED]) == (Fate.REATTACHED, "row_moved", 1)
    assert found(told_of("วิทยาลัยประบง", printed="91", **at), COLLEGES, [ANNOUNCED]) == (
        Fate.UNATTACHED, "no_row", None,
    )  # fmt: skip


def other(**cells):
    return {**REPORT, "report_id": "f" * 16, "source_path": "b.pdf", **cells}


def test_a_new_scan_of_the_same_paper_takes_a_correction_where_value_or_place_agree():
    who = {"agency_name": AGENCY, "assessed_fy_be": 2568}
    again = found(correction(printed="90.00", **who), [E8, E9], [other()])
    assert again == (Fate.REATTACHED, "other_file", 1)
    assert found(correction(printed="96.00", **THERE, **who), [E8, E9], [other()])[0] is Fate.REATTACHED
    assert found(correction(printed="96.00", **who), [E8, E9], [other()])[0] is Fate.UNATTACHED


def test_a_number_alone_tells_no_row_of_another_file():
    who = {"agency_name": AGENCY, "assessed_fy_be": 2568}
    at = {name: PLAN[1][name] for name in ("page", "x0", "y0", "x1", "y1")}
    assert found(plan("8 public E8", printed="กองช่าง", **who), PLAN, [other()])[2] == 2
    assert found(plan("7 public E9", printed="กองคลัง", **at, **who), PLAN, [other()])[2] == 1
    for told in (
        plan("8", printed="กองช่าง", **who),
        plan("7 public E9", printed="กองคลัง", **who),
        plan("8 public E8", printed="กองคลัง", **who),
    ):
        assert found(told, PLAN, [other()]) == (Fate.UNATTACHED, "no_report", None)


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"agency_name": AGENCY},
        {"assessed_fy_be": 2568},
        {"agency_name": AGENCY, "assessed_fy_be": 2567},
        {"agency_name": "เทศบาลตำบลบ้านเก่า", "assessed_fy_be": 2568},
    ],
)
def test_another_file_takes_nothing_where_agency_and_year_are_not_its_own(cells):
    assert found(correction(printed="90.00", **cells), [E8, E9], [other()]) == (Fate.UNATTACHED, "no_report", None)


def test_a_correction_never_chooses_between_two_files():
    told = correction(printed="90.00", agency_name=AGENCY, assessed_fy_be=2568)
    assert found(told, [E8, E9], [other(), other(source_path="c.pdf")]) == (Fate.UNATTACHED, "several_reports", None)


def test_a_file_that_is_in_the_run_is_the_only_one_that_takes_its_corrections():
    told = correction(printed="90.00", agency_name=AGENCY, assessed_fy_be=2568, row_key="E1")
    assert found(told, [E8, E9], [other(), REPORT]) == (Fate.UNATTACHED, "no_row", None)
