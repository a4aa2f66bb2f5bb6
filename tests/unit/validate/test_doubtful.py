"""Checks that rest on doubtful readings are warnings, and still keep their rows from being accepted."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.facts import load_framework
from pipeline.judge import judge_report
from pipeline.model.check import Outcome, Severity
from pipeline.model.geometry import BBox
from pipeline.model.report import Place
from pipeline.validate import validate_report
from tests.build import plan_item, report, score, text

RULES = load_framework("2568")
OVERVIEW = {
    "ITA": "91.59", "1": "100", "2": "100", "3": "98.92", "4": "100", "5": "100",
    "6": "96.45", "7": "95.84", "8": "94.30", "9": "85.00", "10": "50.00",
}  # fmt: skip


def made(**doubtful):
    """Return a report whose total does not follow; indicator 9 is read as said."""
    how = {"reader": "thai", "confidence": 1.0, "again": 1.0}
    scores = tuple(
        score(of, value, **(how | (doubtful if of == "9" else {})), places=(Place(1, BBox(at, 0, at + 1, 1)),))
        for at, (of, value) in enumerate(OVERVIEW.items())
    )
    return report(scores=scores)


def total(checks):
    (found,) = [check for check in checks if check.check_id == "total" and check.outcome is Outcome.FAIL]
    return found


def test_a_failed_check_of_sure_readings_is_an_error():
    found = total(validate_report(made(), RULES, 0.99))
    assert (found.severity, found.unsure) == (Severity.ERROR, False)
    assert "อ่านไม่ชัด" not in found.message_th


@pytest.mark.parametrize("doubt", [{"confidence": 0.7}, {"again": 0.3}, {"again": 0.8}])
def test_a_failed_check_of_a_doubtful_reading_is_a_warning_that_says_so(doubt):
    found = total(validate_report(made(**doubt), RULES, 0.99))
    assert (found.severity, found.unsure) == (Severity.WARNING, True)
    assert "อ่านไม่ชัด" in found.message_th
    assert "misread" in found.message_en


@pytest.mark.parametrize(
    ("value", "reader", "severity"),
    [("99.4", "thai", Severity.WARNING), ("99.42", "thai", Severity.ERROR), ("99.4", "text-layer", Severity.ERROR)],
)
def test_a_scanned_number_that_lacks_the_decimals_of_the_others_makes_a_warning(value, reader, severity):
    how = {"reader": reader, "confidence": 1.0, "again": 1.0}
    twice = (score("7", "99.43", **how), score("7", value, **how))
    checks = validate_report(report(scores=twice), RULES, 0.99)
    (found,) = [one for one in checks if one.check_id == "printed_twice" and one.outcome is Outcome.FAIL]
    assert found.severity is severity


def test_it_still_speaks_against_its_rows():
    before = made(confidence=0.7)
    judged = judge_report(before, validate_report(before, RULES, 0.99), 0.99)
    assert any("does_not_add_up" in judgement.review_reason for judgement in judged)


def test_a_period_that_was_read_with_doubt_makes_a_warning_too():
    period = replace(text("1 ต.ค. 2568 - 30 ก.ย. 2564", reader="thai", confidence=0.6))
    row = plan_item(1, "I7", period=period, start_date=date(2025, 10, 1), end_date=date(2021, 9, 30))
    (found,) = [
        check for check in validate_report(report({}, plan=(row,)), RULES, 0.99) if check.check_id == "period_order"
    ]
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("doubt", "severity"),
    [
        ({}, Severity.ERROR),
        ({"doubts": ("code_from_context",)}, Severity.WARNING),
        ({"belongs": False, "under": 3}, Severity.WARNING),
        ({"label": text("I2", reader="thai", confidence=0.5)}, Severity.WARNING),
        ({"label": text("I2", reader="thai", confidence=1.0)}, Severity.ERROR),
    ],
)
def test_a_failed_check_of_a_number_that_may_be_anothers_is_a_warning(doubt, severity):
    how = {"reader": "thai", "confidence": 1.0, "again": 1.0}
    first = score("I2", "100", places=(Place(1, BBox(0, 0, 1, 1)),), **how)
    second = score("I2", "99.57", places=(Place(1, BBox(9, 0, 10, 1)),), **how, **doubt)
    checks = validate_report(report(scores=(first, second)), RULES, 0.99)
    (found,) = [check for check in checks if check.check_id == "printed_twice"]
    assert found.severity is severity


@pytest.mark.parametrize(("other", "severity"), [("100", Severity.WARNING), ("107", Severity.ERROR)])
def test_a_misprint_whose_right_value_its_reader_holds_possible_is_probably_misread(other, severity):
    how = {"reader": "thai", "confidence": 0.9985, "again": 0.9985}
    parts = {f"E{n} {part}": "100" for n in (7, 8, 9) for part in ("public", "survey")} | {"E9 survey": "95.56"}
    rows = [score("8", "99.26", places=(Place(1, BBox(0, 0, 1, 1)),), **how)]
    for at, (of, value) in enumerate(parts.items(), 1):
        read = {"alternatives": ((other, 0.001),)} if of == "E8 public" else {}
        places = (Place(1, BBox(at, 0, at + 1, 1)),)
        rows.append(score(of, "101" if of == "E8 public" else value, places=places, **how, **read))
    checks = validate_report(report(scores=tuple(rows)), RULES, 0.99)
    found = {check.check_id: check.severity for check in checks if check.outcome is Outcome.FAIL}
    assert {"misprint", "indicator_mean", "range"} <= set(found)
    assert {found[check_id] for check_id in ("misprint", "indicator_mean", "range")} == {severity}


@pytest.mark.parametrize(("other", "severity"), [("๑๐๐", Severity.WARNING), ("๑๑๑", Severity.ERROR)])
def test_a_score_above_full_marks_is_a_speck_in_a_zero_where_its_reader_holds_that_possible(other, severity):
    how = {"reader": "thai", "confidence": 0.9999, "again": 0.9999, "alternatives": ((other, 2e-5),)}
    row = score("I16", "110", places=(Place(1, BBox(0, 0, 1, 1)),), **how)
    (found,) = [check for check in validate_report(report(scores=(row,)), RULES, 0.99) if check.check_id == "range"]
    assert (found.severity, found.unsure) == (severity, severity is Severity.WARNING)


def test_a_level_rests_on_the_instruments_too():
    how = {"reader": "thai", "confidence": 1.0, "again": 1.0}
    level = replace(text("ผ่านดีเยี่ยม", reader="thai"), places=(Place(1, BBox(50, 0, 51, 1)),))
    total = score("ITA", "97.64", places=(Place(1, BBox(0, 0, 1, 1)),), **how)
    doubtful = score("OIT", "90.00", places=(Place(1, BBox(9, 0, 10, 1)),), **(how | {"confidence": 0.7}))
    checks = validate_report(report(scores=(total, doubtful), result_level=level), RULES, 0.99)
    (found,) = [check for check in checks if check.check_id == "level"]
    assert (found.outcome, found.severity) == (Outcome.FAIL, Severity.WARNING)
