"""What the other rows of a scanned table carry and one row lacks: its ink was not found, so its value is unknown."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.facts.readers import is_spelled
from pipeline.model.report import AgencyResult, Origin, PlanItem, Report, Score, Statement

INSTRUMENTS = frozenset({"IIT", "EIT", "OIT"})
SHARE = 0.5
"""A value that more than this share of the rows have is one that every row should have."""
EVERY, FEW = frozenset({("number", "")}), 2
"""Who numbers so many rows numbers all of them."""


def lacks_of_agency(report: Report, place: int) -> bool:
    """Tell whether an announced row lacks a level or a place that most other rows have, a number, or an instrument.

    What the file itself spells is known to be empty; a dash of a scan is taken for a value that was not found.
    """
    agency = report.agencies[place]
    if is_spelled(agency.ink.reader):
        return False
    if _has_some(agency.scores) or _has_some(agency.weighted):
        return True
    held = Counter(column for other in report.agencies for column in _columns(other))
    expected = {column for column, count in held.items() if count > SHARE * len(report.agencies)}
    expected |= {column for column in EVERY & held.keys() if held[column] >= FEW}
    return not expected <= set(_columns(agency))


def lacks_rows(report: Report) -> bool:
    """Tell whether rows of a scanned announcement were not found: its numbers jump, or a row's name has no letter."""
    scanned = [agency for agency in report.agencies if not is_spelled(agency.ink.reader)]
    numbers = [agency.row_no for agency in scanned if agency.row_no is not None]
    jumps = len(numbers) >= FEW and set(range(min(numbers), max(numbers))) - set(numbers)
    begins = min(numbers, default=1) != 1
    return bool(jumps) or begins or any(not _LETTER.search(agency.agency_name.value or "") for agency in scanned)


_LETTER = re.compile("[ก-๎A-Za-z]")


def _columns(agency: AgencyResult) -> Iterator[tuple[str, str]]:
    """Yield what an announced row has, by name."""
    yield from (("score", score.key.code) for score in agency.scores)
    yield from (("points", score.key.code) for score in agency.weighted)
    held = {"level": agency.result_level, "number": agency.row_no, "kind": agency.agency_type, "place": agency.province}
    yield from ((name, "") for name, value in held.items() if value)


def lacks_name(score: Score, report: Report) -> bool:
    """Tell whether a scanned indicator lacks the name that stands beside most others."""
    if score.printed_name or is_spelled(score.reading.reader) or not score.key.code.isdecimal():
        return False
    others = [other for other in report.scores if other.key.code.isdecimal()]
    return sum(bool(other.printed_name) for other in others) > SHARE * len(others)


def lacks_sub_indicator(score: Score, report: Report) -> bool:
    """Tell whether a scanned item lacks the sub-indicator that another one of its instrument and form has."""
    if score.sub_indicator or not score.key.is_question or is_spelled(score.reading.reader):
        return False
    alike = [other for other in report.scores if other.key.is_question and _shelf(other) == _shelf(score)]
    return any(other.sub_indicator for other in alike)


def _shelf(score: Score) -> tuple[Origin, str]:
    """Return what the scores have in common that print alike: where they stand, and the instrument's letter."""
    return score.origin, score.key.code[0]


def lacks_instrument(report: Report) -> bool:
    """Tell whether a scanned report prints the scores of some instruments, and one's was not found."""
    scanned = any(not is_spelled(score.reading.reader) for score in report.scores)
    return scanned and _has_some(report.scores)


def _has_some(scores: Iterable[Score]) -> bool:
    """Tell whether scores of some instruments are there, and not of all."""
    found = INSTRUMENTS & {score.key.code for score in scores}
    return 0 < len(found) < len(INSTRUMENTS)


def may_go_on(item: PlanItem, report: Report) -> bool:
    """Tell whether a scanned row of the plan stands last on its page and on it alone: its rest may not be found."""
    after = next((other for other in report.plan if other.item_no > item.item_no), None)
    if after is None or is_spelled(item.ink.reader) or not item.ink.places or not after.ink.places:
        return False
    pages = {place.page for place in item.ink.places}
    return len(pages) == 1 and min(place.page for place in after.ink.places) > max(pages)


def is_part_contradicted(item: PlanItem, report: Report) -> bool:
    """Tell whether a scanned row of the plan is about one part of a question, and only the other's score was found."""
    parts = {score.key.part for score in report.scores if score.key.code == item.question_id}
    if not item.question_id or not item.part or is_spelled(item.ink.reader):
        return False
    return bool(parts) and not parts & {"", item.part}


def may_be_cut(statement: Statement, report: Report) -> bool:
    """Tell whether a scanned statement that lacks its cause or recommendation stands last on its page.

    Most statements have both; the rest of this one may stand on the next page and not have been found.
    """
    after = next((other for other in report.statements if other.finding_no > statement.finding_no), None)
    if after is None or is_spelled(statement.ink.reader) or (statement.cause and statement.recommendation):
        return False
    whole = sum(bool(other.cause and other.recommendation) for other in report.statements)
    pages = {place.page for place in statement.ink.places}
    last = bool(pages) and all(place.page > max(pages) for place in after.ink.places)
    return last and whole > SHARE * len(report.statements)
