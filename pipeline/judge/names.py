"""Grounds for names of agencies and provinces: how sure each letter is, and whether the letters make words."""

from pipeline.facts.readers import is_spelled
from pipeline.judge.decision import NOT_PROVEN
from pipeline.judge.evidence import text_grounds
from pipeline.judge.identity import AGENCY_NAME
from pipeline.judge.prose import strictly
from pipeline.model.report import AgencyResult, Report
from pipeline.thai.words import are_words

LIKELY = 0.945
"""The least probability of letters in words that the dictionary or other names vouch for."""


IN_WORDS = 3.0
"""In a clear table a name made of words may be so many times less certain: a misread letter seldom makes words again.
Where another letter that its reader holds likely makes words, too (ผึ่ง and ผึ้ง), it may not: of 37 such names one was
wrong.

Of 1,184 made names whose reader was so sure and that are made of words, none in a clear table was wrong; of 171 in
other tables 3 were.
"""
VOUCHED = 0.8
"""The same in a clear table: there words that vouch for a letter are seldom wrong about it.

Of 46 made names in clear tables that are words, whose other letters were surely read and whose letters in words were
less likely than ``LIKELY``, none was wrong; of 87 in other tables 4 were.
"""
CLEAR, QUARTER, FEWEST = 0.955, 0.25, 8
"""A table is clear in which all but a quarter of the names, of so many at least, have this probability."""


def are_names_clear(report: Report) -> bool:
    """Tell whether an announcement's names were read well as a whole: misread letters come with a bad picture."""
    chances = sorted(text_grounds(agency.agency_name).probability for agency in report.agencies)
    return len(chances) >= FEWEST and chances[int(len(chances) * QUARTER)] >= CLEAR


def name_reasons(agency: AgencyResult, certain: float, *, clear: bool) -> list[str]:
    """Return whether an announced name may be misread.

    Args:
        agency: The row.
        certain: A probability from which a value counts as surely read.
        clear: Whether the names of its table were read well as a whole.
    """
    name, own = agency.agency_name, agency.own_name
    if not name.value or is_spelled(name.reader):
        return [] if name.value else [AGENCY_NAME]
    whole = text_grounds(name).probability
    part = whole if own is None else text_grounds(own).probability
    likely, needed = LIKELY, strictly(certain)
    if are_words(name.value):
        likely = VOUCHED if clear else LIKELY
        needed = 1.0 - (1.0 - certain) * IN_WORDS if clear and not (own and own.alternatives) else certain
    return [] if part >= needed and whole >= likely and name.value[0].isalpha() else [AGENCY_NAME]


PROVINCE_UNKNOWN = "province_unknown"
"""The parser found a province and nothing that tells whose it is."""


def province_reasons(report: Report, certain: float) -> list[str]:
    """Return whether the province that is printed beside the agency's name may be misread, or be another's.

    One that is part of the agency's name is as sure as that; one that the name ends in but for a letter or two is not.
    """
    ink, name = report.province_ink, report.agency_name
    reasons = [doubt for doubt in report.doubts if doubt == PROVINCE_UNKNOWN]
    if ink is None or is_spelled(ink.reader) or (name is not None and (name.value or "").endswith(ink.value or "")):
        return reasons
    needed = LIKELY if are_words(ink.value or "") else certain
    nearly = name is not None and _nearly_ends_in(name.value or "", ink.value or "")
    return [*reasons, NOT_PROVEN] if nearly or text_grounds(ink).probability < needed else reasons


def _nearly_ends_in(name: str, province: str) -> bool:
    """Tell whether a name ends in a province's letters but for one or two."""
    tail = name[-len(province) :]
    return len(tail) == len(province) >= LONG and 0 < sum(map(str.__ne__, tail, province)) <= MISREAD


LONG = 5
MISREAD = 2
"""So many letters of so long a name that differ are one name, misread in one of its places."""
