"""Grounds for the names in an announcement: how sure each letter is, and whether the letters make words."""

from pipeline.facts.readers import is_spelled
from pipeline.judge.evidence import text_grounds
from pipeline.judge.identity import AGENCY_NAME
from pipeline.judge.prose import strictly
from pipeline.model.report import AgencyResult
from pipeline.thai.words import are_words

LIKELY = 0.8
"""The least probability of letters in words that the dictionary or other names vouch for."""


def name_reasons(agency: AgencyResult, certain: float) -> list[str]:
    """Return whether an announced name may be misread.

    Args:
        agency: The row.
        certain: A probability from which a value counts as surely read.
    """
    name, own = agency.agency_name, agency.own_name
    if not name.value or is_spelled(name.reader):
        return [] if name.value else [AGENCY_NAME]
    whole = text_grounds(name).probability
    part = whole if own is None else text_grounds(own).probability
    needed = certain if are_words(name.value) else strictly(certain)
    return [] if part >= needed and whole >= LIKELY and name.value[0].isalpha() else [AGENCY_NAME]
