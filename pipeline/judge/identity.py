"""Grounds for what stands in every row: the agency's name and the fiscal year."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from pipeline.judge.among import as_year
from pipeline.judge.decision import judge
from pipeline.judge.evidence import number_grounds, text_grounds
from pipeline.model.judgement import Status
from pipeline.model.report import Reading, Report
from pipeline.thai.marks import MARKS
from pipeline.thai.numbers import to_arabic
from pipeline.thai.words import are_words, breaks_words

AGENCY_NAME = "agency_name"
FISCAL_YEAR = "fiscal_year"

SEVERAL = 3
"""So many printings alike vouch for a name."""
SHARE = 2 / 3
"""The share of all printings that must be alike."""

_YEAR = re.compile(r"(?<![0-9])25[0-9]{2}(?![0-9])")
_BUDDHIST_ERA = 543
_NEW_YEAR = 10
"""The month in which a fiscal year begins, in the calendar year before."""


def doubts_of_identity(report: Report, certain: float, settled: Collection[str] = ()) -> tuple[str, ...]:
    """Return the reasons why a report's agency or year may be wrong; they hold for each of its rows.

    An announcement of many agencies has no agency of its own.

    Args:
        report: What the document says.
        certain: A probability from which a value counts as surely read.
        settled: The columns of the report's own row that a person has looked at.
    """
    found = []
    if "assessed_fy_be" not in settled:
        found += [] if is_year_certain(report, certain) else [FISCAL_YEAR]
        found += [doubt for doubt in report.doubts if doubt.startswith("year_")]
    if AGENCY_NAME not in settled:
        certain_name = is_name_certain(report.agency_name, report.agency_spellings, certain)
        found += [] if report.agencies or certain_name else [AGENCY_NAME]
        found += [doubt for doubt in report.doubts if doubt.startswith("agency_")]
    return tuple(dict.fromkeys(found))


def is_name_certain(name: Reading[str] | None, spellings: tuple[Reading[str], ...], certain: float) -> bool:
    """Tell whether an agency's name is spelled by the file, surely read, or printed several times alike.

    A printing that ends before the name does, as at the end of a line, or that lacks nothing but marks of it, speaks
    neither for nor against it: marks are small, and readers lose them, though they seldom see one where there is none.
    Nor does one that breaks words where the name is nothing but words: so do misread letters. Where one of several
    printings alike was surely read, the others, if none of them was, are no more than bad pictures of it.
    """
    if name is None or not name.value:
        return False
    if _is_sure(name, certain):
        return True
    whole = _bare(name.value)
    printed = [_bare(reading.value) if reading.value else "" for reading in spellings]
    alike = printed.count(whole)
    sure = {text for text, reading in zip(printed, spellings, strict=True) if _is_sure(reading, certain)}
    if alike >= SEVERAL and whole in sure and not any(_differs(text, whole) for text in sure):
        return True
    cut = sum(0 < len(one) < len(whole) and not _differs(one, whole) for one in printed)
    worded = are_words(name.value)
    broken = sum(worded and _differs(one, whole) and breaks_words(one) for one in printed)
    return alike >= max(SEVERAL, cut, broken + 1) and alike >= SHARE * (len(printed) - cut - broken)


def _is_sure(name: Reading[str], certain: float) -> bool:
    """Tell whether a printing of a name was surely read, all of it."""
    return judge(text_grounds(name), certain)[0] is Status.ACCEPTED


def _differs(one: str, whole: str) -> bool:
    """Tell whether a printing is neither a name nor a part of it."""
    return bool(one) and not whole.startswith(one) and not _lacks_marks(one, whole)


def _lacks_marks(one: str, whole: str) -> bool:
    """Tell whether a text is another one without some of its marks above and below."""
    letters = iter(one)
    ahead = next(letters, "")
    for letter in whole:
        if letter == ahead:
            ahead = next(letters, "")
        elif not _MARK.fullmatch(letter):
            return False
    return not ahead


_MARK = re.compile(f"[{MARKS}]")


def _bare(name: str) -> str:
    return "".join(name.split())


def is_year_certain(report: Report, certain: float) -> bool:
    """Tell whether the assessed year is spelled by the file, or read and borne out.

    A second look, the file's name and the plan's period bear it out.
    """
    year = report.assessed_fy_be
    if year is None or year.value is None:
        return False
    named = set(_YEAR.findall(to_arabic(report.source.name.rsplit("/", 1)[-1])))
    planned = set(_plan_years(report))
    grounds = number_grounds(as_year(year))
    if named == {str(year.value)}:
        grounds = replace(grounds, second_reader=True, same_ink=False)
    grounds = replace(grounds, checks_passed=int(planned == {year.value + 1}))
    return judge(grounds, certain)[0] is Status.ACCEPTED


def _plan_years(report: Report) -> Iterator[int]:
    """Yield the fiscal years, in the Buddhist era, in which the plan's rows begin."""
    for row in report.plan:
        if row.start_date is not None:
            yield _fiscal_year(row.start_date)


def _fiscal_year(day: date) -> int:
    return day.year + _BUDDHIST_ERA + (day.month >= _NEW_YEAR)
