"""How a check's result is made: numbers as printed, messages from the catalogue."""

from collections.abc import Iterable
from decimal import Decimal

from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import Key, Place
from pipeline.schema.messages import check_message


def result(
    check_id: str,
    outcome: Outcome,
    subject: str,
    *,
    severity: Severity = Severity.WARNING,
    variant: str = "",
    printed: str = "",
    expected: str = "",
    difference: str = "",
    suggestion: str = "",
    agency_name: str = "",
    involves: Iterable[Key] = (),
    items: Iterable[int] = (),
    places: Iterable[Place] = (),
    other: str = "",
) -> CheckResult:
    """Return a check's result with its messages.

    Args:
        check_id: As published.
        outcome: How it ended.
        subject: As published.
        severity: How bad it is where it failed.
        variant: The catalogue's text; the outcome's own where empty.
        printed: What the report prints.
        expected: What it should be.
        difference: Printed less expected.
        suggestion: The values that would satisfy the check.
        agency_name: The agency that it is about, in an announcement.
        involves: The scores that it speaks for or against.
        items: The plan rows that it speaks for or against.
        places: Where the report prints what it is about.
        other: Another document's name, for the message.
    """
    message = check_message(
        check_id,
        variant or outcome.value,
        subject,
        printed=printed,
        expected=expected,
        difference=difference,
        suggestion=suggestion,
        other=other,
    )
    return CheckResult(
        check_id=check_id,
        severity=severity,
        outcome=outcome,
        subject=subject,
        printed=printed,
        expected=expected,
        difference=difference,
        suggestion=suggestion,
        message_th=message.th,
        message_en=message.en,
        agency_name=agency_name,
        involves=tuple(involves),
        items=tuple(items),
        places=tuple(places),
    )


def difference(printed: Decimal, expected: Decimal) -> str:
    """Return the difference of two scores with its sign; nothing where they are equal."""
    return "" if printed == expected else f"{printed - expected:+.2f}"
