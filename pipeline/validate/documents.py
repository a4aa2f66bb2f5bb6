"""Checks across documents: two reports about the same agency and year that disagree."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.facts import TOTAL
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import Key, Place, Report
from pipeline.validate.results import difference, result

Who = tuple[int, str]
"""Fiscal year and agency, without spaces."""


def compare(reports: Sequence[Report]) -> tuple[tuple[CheckResult, ...], ...]:
    """Return for each report what other reports about the same agency and year print differently."""
    said: dict[tuple[Who, Key], list[tuple[int, str, Decimal, tuple[Place, ...]]]] = {}
    for number, report in enumerate(reports):
        for who, name, key, value, places in _claims(report):
            said.setdefault((who, key), []).append((number, name, value, places))
    found: list[list[CheckResult]] = [[] for _ in reports]
    for (_, key), claims in said.items():
        for number, name, value, places in claims:
            against = next((c for c in claims if c[0] != number and c[2] != value), None)
            if against is not None:
                other = reports[against[0]].source.name
                found[number].append(_disagreement(key, name, value, against[2], other, places))
    return tuple(tuple(results) for results in found)


def _disagreement(
    key: Key, name: str, value: Decimal, expected: Decimal, other: str, places: tuple[Place, ...]
) -> CheckResult:
    return result(
        "documents_disagree",
        Outcome.FAIL,
        key.label,
        severity=Severity.ERROR,
        printed=str(value),
        expected=str(expected),
        difference=difference(value, expected),
        agency_name=name,
        involves=(key,),
        places=places,
        other=other,
    )


def _claims(report: Report) -> Iterator[tuple[Who, str, Key, Decimal, tuple[Place, ...]]]:
    """Yield what a report says about whom: its own scores above the questions, and an announcement's rows."""
    year = report.assessed_fy_be.value if report.assessed_fy_be is not None else None
    if year is None:
        return
    if report.agency_name is not None and report.agency_name.value is not None:
        who = (year, "".join(report.agency_name.value.split()))
        printed = report.keys()
        for key in printed:
            score = report.score(key)
            if score is not None and score.reading.value is not None:
                yield who, "", key, score.reading.value, score.reading.places
    for agency in report.agencies:
        name = agency.agency_name.value
        for score in agency.scores:
            if name is not None and score.key == TOTAL and score.reading.value is not None:
                who = (year, "".join(name.split()))
                yield who, name, score.key, score.reading.value, score.reading.places
