"""The first sample's checks, typed from its expected answers."""

import pytest

from pipeline.facts import load_framework
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.validate import validate_report
from tests.unit.validate.seed_report import seed_report


@pytest.fixture(scope="module")
def checks() -> tuple[CheckResult, ...]:
    return validate_report(seed_report(), load_framework("2568"))


def named(checks, check_id, subject):
    return next(c for c in checks if (c.check_id, c.subject) == (check_id, subject))


def test_what_adds_up_passes_and_nothing_else(checks):
    passed = {c.subject for c in checks if c.outcome is Outcome.PASS}
    assert passed == {"total_score", "result_level", "indicator 3", "indicator 6", "indicator 7"}


def test_the_errors_are_exactly_the_known_ones(checks):
    errors = {(c.check_id, c.subject) for c in checks if c.outcome is Outcome.FAIL and c.severity is Severity.ERROR}
    assert errors == {
        ("printed_twice", "indicator 8"),
        ("indicator_mean", "indicator 8"),
        ("misprint", "public E9"),
        ("printed_twice", "survey E7"),
        ("printed_twice", "survey E5"),
    }


def test_the_warnings_are_exactly_the_known_ones(checks):
    warnings = {(c.check_id, c.subject) for c in checks if c.outcome is Outcome.FAIL and c.severity is Severity.WARNING}
    assert warnings == {
        *(("question_placement", f"public E{n}") for n in (5, 6, 7, 8, 9)),
        *(("question_placement", f"survey E{n}") for n in (5, 7, 9)),
        *(("weak_without_plan", f"survey E{n}") for n in (4, 5, 6, 7, 8, 9)),
        ("agency_name", "agency_name"),
    }


def test_the_one_value_that_explains_the_contradiction_is_suggested(checks):
    misprint = named(checks, "misprint", "public E9")
    assert (misprint.printed, misprint.expected, misprint.suggestion) == ("90.00", "99.52", "public E9 = 99.52")
    mean = named(checks, "indicator_mean", "indicator 8")
    assert (mean.printed, mean.expected, mean.suggestion) == ("94.30", "92.72", "public E9 = 99.52")


def test_the_heading_is_measured_against_the_table(checks):
    heading = named(checks, "printed_twice", "indicator 8")
    assert (heading.printed, heading.expected, heading.difference) == ("99.05", "94.30", "+4.75")


@pytest.mark.parametrize(
    ("subject", "printed", "expected"), [("survey E7", "98.57", "90.00"), ("survey E5", "99.52", "91.33")]
)
def test_a_value_copied_from_the_other_part_is_named(checks, subject, printed, expected):
    copied = named(checks, "printed_twice", subject)
    assert (copied.printed, copied.expected) == (printed, expected)


def test_every_result_speaks_both_languages(checks):
    for check in checks:
        assert any("ก" <= letter <= "๛" for letter in check.message_th)
        assert check.message_en.isascii() or check.check_id in {"agency_name", "level"}


def test_every_failure_names_its_place(checks):
    assert all(check.places for check in checks if check.outcome is Outcome.FAIL)
