"""Checks across documents: two reports about the same agency and year that disagree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.facts import TOTAL
from pipeline.facts.readers import calibrate, is_spelled, kind_of
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import Key, Reading, Report, Score
from pipeline.validate.results import difference, result

SURE = 0.99
"""A reading of at least this probability is what the page says."""

Subject = tuple[int, str, Key]
"""Fiscal year, agency without spaces, score."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one report says of a score."""

    report: int
    """Its place among the reports."""
    agency_name: str
    """As checks name the agency."""
    value: Decimal
    reading: Reading[Decimal]
    sure: bool
    """Whether this is surely what the page says."""


def compare(reports: Sequence[Report]) -> tuple[tuple[CheckResult, ...], ...]:
    """Return for each report what other reports about the same agency and year print differently.

    Where one of the two is not surely read it is probably that: a warning, and none for single questions.
    """
    said: dict[Subject, list[_Claim]] = {}
    for number, report in enumerate(reports):
        for subject, claim in _claims(number, report):
            said.setdefault(subject, []).append(claim)
    found: list[list[CheckResult]] = [[] for _ in reports]
    for (_, _, key), claims in said.items():
        for claim in claims:
            against = _contradiction(claim, claims)
            if against is not None and (not key.is_question or (claim.sure and against.sure)):
                found[claim.report].append(_disagreement(key, claim, against, reports[against.report].source.name))
    return tuple(tuple(results) for results in found)


def _contradiction(claim: _Claim, claims: Sequence[_Claim]) -> _Claim | None:
    """Return what another report says instead, the surest first."""
    others = [other for other in claims if other.report != claim.report and other.value != claim.value]
    return max(others, key=lambda other: other.sure, default=None)


def _disagreement(key: Key, claim: _Claim, against: _Claim, other: str) -> CheckResult:
    return result(
        "documents_disagree",
        Outcome.FAIL,
        key.label,
        severity=Severity.ERROR if claim.sure and against.sure else Severity.WARNING,
        printed=str(claim.value),
        expected=str(against.value),
        difference=difference(claim.value, against.value),
        agency_name=claim.agency_name,
        involves=(key,),
        places=claim.reading.places,
        other=other,
    )


def _claims(number: int, report: Report) -> Iterator[tuple[Subject, _Claim]]:
    """Yield what a report says about whom: its own scores, and the totals of an announcement's rows."""
    year = report.assessed_fy_be.value if report.assessed_fy_be is not None else None
    if year is None:
        return
    if report.agency_name is not None and report.agency_name.value is not None:
        printed = [score for key in dict.fromkeys(s.key for s in report.scores) if (score := report.score(key))]
        yield from _named(number, year, report.agency_name.value, "", printed)
    for agency in report.agencies:
        if agency.agency_name.value is not None:
            totals = [score for score in agency.scores if score.key == TOTAL][:1]
            yield from _named(number, year, agency.agency_name.value, agency.agency_name.value, totals)


def _named(
    number: int, year: int, name: str, check_name: str, scores: Sequence[Score]
) -> Iterator[tuple[Subject, _Claim]]:
    who = "".join(name.split())
    for score in scores:
        reading = score.reading
        if reading.value is not None:
            yield (year, who, score.key), _Claim(number, check_name, reading.value, reading, _is_sure(reading))


def _is_sure(reading: Reading[Decimal]) -> bool:
    """Tell whether a reading is surely what the page says."""
    if is_spelled(reading.reader):
        return True
    return calibrate(reading.reader, kind_of(reading.raw_text), reading.confidence) >= SURE
