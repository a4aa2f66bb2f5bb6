"""Misreadings that arithmetic decides are put right; misprints are not."""

from decimal import Decimal

import pytest

from pipeline.facts import load_framework
from pipeline.judge import judge_report
from pipeline.model.geometry import BBox
from pipeline.model.judgement import RowId
from pipeline.model.report import Key, Place
from pipeline.reconcile import reconcile_report, settle_printings
from pipeline.validate import explain_report, validate_report
from tests.build import agency, report, score

RULES = load_framework("2568")
OCR = "thai 1"
RIGHT = {
    "ITA": "91.59", "1": "100", "2": "100", "3": "98.92", "4": "100", "5": "100",
    "6": "96.45", "7": "95.84", "8": "94.30", "9": "85.00", "10": "80.00",
    "I7": "96.77", "I8": "100", "I9": "100",
    "E1 public": "100", "E2 public": "100", "E3 public": "100", "E4 public": "100",
    "E5 public": "99.52", "E6 public": "99.52", "E7 public": "98.57", "E8 public": "99.05", "E9 public": "99.52",
    "E1 survey": "90.00", "E2 survey": "88.67", "E3 survey": "100", "E4 survey": "93.33", "E5 survey": "91.33",
    "E6 survey": "91.33", "E7 survey": "90.00", "E8 survey": "88.67", "E9 survey": "90.00",
}  # fmt: skip


def made(wrong, **how):
    """Return the report with one score read otherwise than it is printed."""
    how = {"reader": OCR, "confidence": 0.7} | how
    scores = tuple(
        score(of, wrong.get(of, value), **(how if of in wrong else {"reader": OCR, "confidence": 0.99}))
        for of, value in RIGHT.items()
    )
    return report(scores=scores)


def reconciled(before):
    return reconcile_report(before, explain_report(before, RULES), 0.99)


def reading_of(of, after):
    code, _, part = of.partition(" ")
    return after.score(Key(code, part)).reading


def test_a_misreading_that_another_printing_contradicts_is_put_right_and_says_so():
    here, there = (Place(page, BBox(0, 0, 10, 10)) for page in (1, 2))
    doubtful = score("I4", "48.05", reader="thai", confidence=0.57, alternatives=(("98.05", 0.42),), places=(here,))
    sure = score("I4", "98.05", reader="thai", confidence=0.996, places=(there,))
    first, second = settle_printings(report(scores=(doubtful, sure))).scores
    assert (str(first.reading.value), first.reading.reader, first.reading.raw_text) == ("98.05", "reconciled", "48.05")
    assert second == sure


def test_true_scores_stay_as_they_are():
    before = made({})
    assert reconciled(before) is before


@pytest.mark.parametrize(
    ("of", "read", "raw"),
    [
        ("E9 public", "90.52", "๙๐.๕๒"),
        ("E7 survey", "96.00", "๙๖.๐๐"),
        ("8", "94.80", "๙๔.๘๐"),
        ("7", "35.84", "๓๕.๘๔"),
    ],
)
def test_a_doubtful_misreading_is_put_right_and_says_so(of, read, raw):
    before = made({of: read}, raw_text=raw, alternatives=[(RIGHT[of], 0.2), ("1.00", 0.1)])
    after = reading_of(of, reconciled(before))
    assert after.value == Decimal(RIGHT[of])
    assert (after.reader, after.raw_text) == ("reconciled", raw)
    assert after.places == reading_of(of, before).places
    assert after.alternatives == ((raw, 0.7), ("1.00", 0.1))
    assert after.confidence > 0.99
    assert not [check for check in validate_report(reconciled(before), RULES) if check.check_id == "misprint"]


def test_thai_digits_among_the_alternatives_count():
    before = made({"E9 public": "90.52"}, alternatives=[("๙๙.๕๒", 0.2)])
    assert reading_of("E9 public", reconciled(before)).value == Decimal("99.52")


@pytest.mark.parametrize(
    "how",
    [
        {"reader": "text-layer", "alternatives": [("99.52", 0.2)]},
        {"reader": "reconciled", "confidence": 1.0, "raw_text": "90.52", "alternatives": [("99.52", 0.2)]},
        {"alternatives": [("99.52", 0.2)], "again": 0.95},
        {"alternatives": []},
        {"alternatives": [("98.52", 0.2), ("not a number", 0.1)]},
    ],
    ids=["spelled by the file", "surely read", "read alike twice", "no other is known", "only others are possible"],
)
def test_what_is_no_doubtful_misreading_stays_and_a_check_names_it(how):
    before = made({"E9 public": "90.52"}, **how)
    assert reconciled(before) is not None
    assert reading_of("E9 public", reconciled(before)).value == Decimal("90.52")
    named = {
        check.subject: check.suggestion for check in validate_report(before, RULES) if check.check_id == "misprint"
    }
    assert named == {"public E9": "public E9 = 99.52"}


def test_a_value_beside_which_another_digit_would_do_is_named_and_not_put():
    overview = {
        "ITA": "93.70", "1": "90.09", "2": "95.14", "3": "97.30", "4": "95.68", "5": "92.58",
        "6": "97.91", "7": "99.55", "8": "99.72", "9": "80.00", "10": "97.50",
    }  # fmt: skip
    doubtful = {"reader": OCR, "confidence": 0.9, "alternatives": [("96.48", 0.033)]}
    scores = tuple(
        score(of, value, **(doubtful if of == "5" else {"reader": OCR, "confidence": 0.9995}))
        for of, value in overview.items()
    )
    before = report(scores=scores)
    assert reading_of("5", reconciled(before)).value == Decimal("92.58")
    assert [check for check in validate_report(before, RULES) if check.check_id == "misprint"]


@pytest.mark.parametrize(
    ("doubt", "again", "sure"),
    [
        (("33.49", 0.02), 0.98, 1.0),
        (("33.09", 0.02), 0.88, 1.0),
        (("33.01", 0.02), 0.98, 0.98),
        (("-", 0.02), 0.98, 0.98),
        (("33.49", 0.02), 0.3, 0.98),
    ],
    ids=["ruled out", "ruled out for both looks", "within rounding", "no number", "looks differ"],
)
def test_a_doubt_that_an_exact_sum_rules_out_is_none(doubt, again, sure):
    made_of = agency("หนึ่ง", {"ITA": "91.60"}, {"IIT": "29.94", "EIT": "28.66"})
    points = (*made_of.weighted, score("OIT", "33.00", reader=OCR, confidence=0.98, alternatives=[doubt], again=again))
    row = type(made_of)(made_of.agency_name, made_of.ink, scores=made_of.scores, weighted=points)
    after = reconciled(report(agencies=(row,), agency_name=None, scores=())).agencies[0].weighted[-1].reading
    assert (after.value, after.reader) == (Decimal("33.00"), OCR)
    assert after.confidence == pytest.approx(sure)
    assert after.again == pytest.approx(max(again, sure) if sure == 1.0 else again)


def test_a_sum_that_does_not_hold_rules_out_nothing():
    made_of = agency("หนึ่ง", {"ITA": "90.00"}, {"IIT": "29.94", "EIT": "28.66"})
    points = (
        *made_of.weighted,
        score("OIT", "33.00", reader=OCR, confidence=0.98, alternatives=[("33.49", 0.02)], again=0.98),
    )
    row = type(made_of)(made_of.agency_name, made_of.ink, scores=made_of.scores, weighted=points)
    after = reconciled(report(agencies=(row,), agency_name=None, scores=())).agencies[0].weighted[-1].reading
    assert after.confidence == 0.98


def test_what_has_two_explanations_stays():
    overview = {of: value for of, value in RIGHT.items() if of == "ITA" or of.isdecimal()}
    possible = {"9": [("85.00", 0.2)], "10": [("81.00", 0.2)]}
    scores = tuple(
        score(of, value, reader=OCR, confidence=0.7, alternatives=possible.get(of, ()))
        for of, value in (overview | {"9": "84.00"}).items()
    )
    assert reading_of("9", reconciled(report(scores=scores))).value == Decimal("84.00")


def test_a_reconciled_score_that_the_equations_pin_is_accepted():
    before = made({"E9 public": "90.52"}, alternatives=[("99.52", 0.2)], again=0.2, label=score("1", "1").reading)
    after = reconciled(before)
    judgements = {j.row: j for j in judge_report(after, validate_report(after, RULES), 0.99)}
    reasons = judgements[RowId("question_scores", "public E9")].review_reason.split("; ")
    assert not {"too_little_to_go_by", "readers_differ"} & set(reasons)


def test_a_row_of_an_announcement_is_put_right_by_itself():
    wrong = agency("หนึ่ง", {}, {"IIT": "29.94", "EIT": "28.66"})
    points = (*wrong.weighted, score("OIT", "38.00", reader=OCR, confidence=0.7, alternatives=[("33.00", 0.3)]))
    scores = (score("ITA", "91.60"), score("OIT", "82.50"))
    row = type(wrong)(wrong.agency_name, wrong.ink, scores=scores, weighted=points)
    other = agency("สอง", {"ITA": "90.00"})
    after = reconciled(report(agencies=(row, other), agency_name=None, scores=()))
    assert [s.reading.value for s in after.agencies[0].weighted] == [
        Decimal("29.94"),
        Decimal("28.66"),
        Decimal("33.00"),
    ]
    assert after.agencies[1] is other
