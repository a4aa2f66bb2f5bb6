"""Grounds from readings and checks: who read a value, who read it again, and which checks speak for or against it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pipeline.facts.readers import AGREES, DIFFERS, Kind, calibrate, is_spelled, kind_of
from pipeline.judge.decision import Grounds
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import Key, Reading, Score

MISSING = {"missing_item", "missing_question"}
"""The checks that miss a score."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many checks speak for and against each score and plan row, by the agency's printed name."""

    passed: Mapping[tuple[str, Key], int]
    failed: Mapping[tuple[str, Key], int]
    items_failed: Mapping[int, int]
    levels_passed: frozenset[str]
    """The agencies whose printed level is what their scores earn."""
    levels_failed: frozenset[str]
    lacks_items: bool = False
    """Whether a score is not found where most of its like are printed."""

    def weigh(self, grounds: Grounds, agency_name: str, key: Key) -> Grounds:
        """Add what the checks say of a score to its grounds."""
        place = (agency_name, key)
        return replace(grounds, checks_passed=self.passed.get(place, 0), checks_failed=self.failed.get(place, 0))


def tally(checks: Iterable[CheckResult]) -> Tally:
    """Count the checks that speak for and against each score and plan row; warnings speak against nothing."""
    held = tuple(checks)
    passed = [check for check in held if check.outcome is Outcome.PASS]
    failed = [check for check in held if check.outcome is Outcome.FAIL and _is_grave(check)]
    return Tally(
        passed=Counter((check.agency_name, key) for check in passed for key in check.involves),
        failed=Counter((check.agency_name, key) for check in failed for key in check.involves),
        items_failed=Counter(item for check in failed for item in check.items),
        levels_passed=frozenset(check.agency_name for check in passed if check.check_id == "level"),
        levels_failed=frozenset(check.agency_name for check in failed if check.check_id == "level"),
        lacks_items=any(check.check_id in MISSING and check.outcome is Outcome.FAIL for check in held),
    )


def _is_grave(check: CheckResult) -> bool:
    """Tell whether a failed check speaks against its rows."""
    return check.severity is Severity.ERROR or check.unsure


def number_grounds(reading: Reading[Any]) -> Grounds:
    """Return what speaks for a number from its reading alone, and from a second look at the same ink."""
    grounds = _grounds(reading, kind_of(reading.raw_text), text=False)
    return replace(grounds, second_reader=_seen_again(reading), same_ink=True)


def _seen_again(reading: Reading[Any]) -> bool | None:
    """Tell whether a second look has read the same; None where there was none, or it could not tell."""
    if reading.again is None or DIFFERS <= reading.again < AGREES:
        return None
    return reading.again >= AGREES


def text_grounds(reading: Reading[str]) -> Grounds:
    """Return what speaks for words from their reading alone."""
    return _grounds(reading, Kind.TEXT, text=True)


def _grounds(reading: Reading[Any], kind: Kind, *, text: bool) -> Grounds:
    return Grounds(
        readable=reading.value is not None,
        spelled=is_spelled(reading.reader),
        probability=calibrate(reading.reader, kind, reading.confidence),
        text=text,
    )


def score_grounds(printings: Sequence[Score], agency_name: str, key: Key, counts: Tally) -> Grounds:
    """Return what speaks for a published score.

    Another printing of the same value elsewhere in the report counts as a second reading that agrees, and of two that
    agree one must be sure; so does a second look at the same ink, though it is worth less. A printing of another value
    is a check's business.

    Args:
        printings: All printings of the score, the published one first.
        agency_name: As checks name the agency.
        key: As checks name the score.
        counts: What the checks say.
    """
    grounds = counts.weigh(number_grounds(printings[0].reading), agency_name, key)
    if not _printed_again(printings):
        return grounds
    chances = (number_grounds(score.reading).probability for score in printings)
    return replace(grounds, second_reader=True, same_ink=False, probability=max(chances))


def _printed_again(printings: Sequence[Score]) -> bool:
    """Tell whether the published value is printed once more in another place, and nowhere differently."""
    first = printings[0].reading
    others: list[Reading[Decimal]] = [score.reading for score in printings[1:] if score.reading.value is not None]
    return any(other.places != first.places for other in others) and all(o.value == first.value for o in others)
