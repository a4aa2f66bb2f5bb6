"""Failed checks that rest on a doubtful reading: they accuse the reading as much as the report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pipeline.arithmetic.decimals import may_lack_digits, most_decimals
from pipeline.arithmetic.equations import Equation
from pipeline.facts.readers import AGREES, calibrate, is_spelled, kind_of
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import Place, Reading, Report, Score
from pipeline.schema.messages import doubt_message
from pipeline.validate.ledger import Case, also_read


def weigh_doubts(checks: Iterable[CheckResult], case: Case, certain: float) -> tuple[CheckResult, ...]:
    """Return checks; a failed one of severity error that rests on a doubtful reading is a warning and says so.

    So is one that a question explains which a scan prints and which was not found.

    It still speaks against the rows that it is about.

    Args:
        checks: What was found.
        case: What was checked.
        certain: A probability from which a value counts as surely read.
    """
    report = case.report
    unsure = [reading for reading in _readings(report) if _is_unsure(reading, certain)]
    unsure += [score.reading for score in report.scores if _is_label_unsure(score, certain)]
    decimals = most_decimals(report)
    unsure += [score.reading for score in report.scores if _is_cut(score, decimals)]
    held = tuple(checks)
    named = [check for check in held if check.check_id in {"misprint", "range"}]
    unsure += [reading for reading in _readings(report) if any(_is_misread(reading, check) for check in named)]
    doubtful = {place for reading in unsure for place in reading.places}
    short = [equation for equation in case.own.equations if case.own.may_lack(equation)]
    return tuple(_weighed(check, doubtful, short) for check in held)


def _is_about(check: CheckResult, equation: Equation) -> bool:
    """Tell whether a check says that an equation fails, or names what would mend it."""
    if check.agency_name:
        return False
    if check.check_id == "misprint":
        return any(equation.slope(key) for key in check.involves)
    return check.check_id == equation.check_id and check.subject == equation.whole.label


def _is_misread(reading: Reading[Any], check: CheckResult) -> bool:
    """Tell whether what a check takes for a misprint was probably misread: its reader holds what is right possible.

    Scores come out of a computer: one above full marks is sooner a speck in a zero than a misprint.
    """
    if set(check.places).isdisjoint(reading.places):
        return False
    if check.check_id == "range":
        return any(0 <= value <= Decimal(check.expected) for value in also_read(reading))
    return check.expected in {f"{value:.2f}" for value in also_read(reading)}


def _weighed(check: CheckResult, doubtful: set[Place], short: Sequence[Equation]) -> CheckResult:
    grave = check.outcome is Outcome.FAIL and check.severity is Severity.ERROR
    lacks = any(_is_about(check, equation) for equation in short)
    if not grave or (doubtful.isdisjoint(check.places) and not lacks):
        return check
    doubt = doubt_message()
    return replace(
        check,
        severity=Severity.WARNING,
        unsure=True,
        message_th=f"{check.message_th} {doubt.th}",
        message_en=f"{check.message_en} {doubt.en}",
    )


def _readings(report: Report) -> Iterator[Reading[Any]]:
    """Yield the readings that checks compute with."""
    for score in (*report.scores, *report.weighted):
        yield score.reading
    for agency in report.agencies:
        yield from (score.reading for score in (*agency.scores, *agency.weighted))
    yield from (row.period for row in report.plan)
    levels = (report.result_level, *(agency.result_level for agency in report.agencies))
    yield from (level for level in levels if level is not None)


def _is_unsure(reading: Reading[Any], certain: float) -> bool:
    """Tell whether a reading may be wrong: its reader is not sure of it, or a second look not of the same."""
    if is_spelled(reading.reader):
        return False
    seen_otherwise = reading.again is not None and reading.again < AGREES
    return seen_otherwise or calibrate(reading.reader, kind_of(reading.raw_text), reading.confidence) < certain


def _is_cut(score: Score, decimals: int) -> bool:
    """Tell whether a scan may have lost the last decimals of a score: a narrow cell may wrap 99.43 after the 4."""
    return not is_spelled(score.reading.reader) and may_lack_digits(score, decimals)


def _is_label_unsure(score: Score, certain: float) -> bool:
    """Tell whether a number may be the score of something else: its code was made out or misread, or stands astray."""
    if is_spelled(score.reading.reader):
        return False
    if score.doubts or not score.belongs:
        return True
    label = score.label
    if label is None or is_spelled(label.reader):
        return False
    return calibrate(label.reader, kind_of(label.raw_text), label.confidence) < certain
