"""Checks on who and when: the agency's name and the years."""

import re
from collections.abc import Iterator

from pipeline.model.check import CheckResult, Outcome
from pipeline.model.report import Place
from pipeline.thai.numbers import to_arabic
from pipeline.validate.ledger import Case
from pipeline.validate.results import result

YEAR = re.compile(r"(?<![0-9])25[0-9]{2}(?![0-9])")
"""A year of the Buddhist era."""


def agency_name(case: Case) -> Iterator[CheckResult]:
    """Find other spellings of the agency's name."""
    name = case.report.agency_name
    if name is None or name.value is None:
        return
    others: dict[str, list[Place]] = {}
    for reading in case.report.agency_spellings:
        spelling = reading.value or reading.raw_text
        if _bare(spelling) != _bare(name.value):
            others.setdefault(spelling, []).extend(reading.places)
    if others:
        yield result(
            "agency_name",
            Outcome.FAIL,
            "agency_name",
            printed=", ".join(others),
            expected=name.value,
            suggestion=f"agency_name = {name.value}",
            places=tuple(place for places in others.values() for place in places),
        )


def _bare(name: str) -> str:
    """Return a name without spaces."""
    return "".join(name.split())


def year(case: Case) -> Iterator[CheckResult]:
    """Compare the years in the file's name, in titles, of the results and of publication."""
    assessed = case.report.assessed_fy_be
    if assessed is None or assessed.value is None:
        return
    published = case.report.published_for_fy_be
    known = {assessed.value, published or assessed.value + 1}
    named = [int(text) for text in YEAR.findall(to_arabic(case.report.source.name.rsplit("/", 1)[-1]))]
    if named and not known.intersection(named):
        yield result(
            "year",
            Outcome.FAIL,
            "assessed_fy_be",
            printed=", ".join(str(year) for year in dict.fromkeys(named)),
            expected=str(assessed.value),
            suggestion=f"assessed_fy_be = {assessed.value}",
            places=assessed.places,
        )
    if others := case.report.other_years:
        yield result(
            "year",
            Outcome.FAIL,
            "assessed_fy_be",
            variant="title",
            printed=", ".join(dict.fromkeys(str(other.value) for other in others)),
            expected=str(assessed.value),
            suggestion=f"assessed_fy_be = {assessed.value}",
            places=tuple(place for other in others for place in other.places),
        )
    if published is not None and published != assessed.value + 1:
        yield result(
            "year",
            Outcome.FAIL,
            "assessed_fy_be",
            variant="published",
            printed=str(assessed.value),
            expected=str(published),
            places=assessed.places,
        )
