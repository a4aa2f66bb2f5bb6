"""What else a score may be: other readings of its ink, and its other printings in the report."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.facts import TOTAL
from pipeline.model.judgement import DocumentOutcome
from pipeline.model.report import Key, Score
from pipeline.review.card import Choice, Origin
from pipeline.review.row_keys import Row
from pipeline.thai.numbers import parse_decimal

Printed = tuple[int | None, Key, bool]
"""A score: the agency's position in an announcement (None for the report's own), of what, and whether as points."""
LEAST = 0.001
"""Readings less likely than this are not offered."""
MOST = 4
"""So many other readings are offered."""
COLUMNS = {"total_score": TOTAL, "iit": Key("IIT"), "eit": Key("EIT"), "oit": Key("OIT")}
"""The scores in rows that hold several."""


def find_choices(outcome: DocumentOutcome) -> dict[Printed, tuple[Choice, ...]]:
    """Return what each score of a document may be besides what is published of it."""
    report = outcome.report
    if report is None:
        return {}
    found: dict[Printed, tuple[Choice, ...]] = {
        (None, key, False): _others(report.printings(key))
        for key in report.keys()  # noqa: SIM118 - no mapping
    }
    found |= {(None, score.key, True): _others((score,)) for score in report.weighted}
    for position, agency in enumerate(report.agencies):
        found |= {(position, score.key, False): _others((score,)) for score in reversed(agency.scores)}
        found |= {(position, score.key, True): _others((score,)) for score in reversed(agency.weighted)}
    return found


def printed_score(table: str, row: Row, column: str, *, announced: bool) -> Printed | None:
    """Return which score stands in a column of a row; None where there is none.

    Args:
        table: The table's published name.
        row: The published row.
        column: The column's name.
        announced: Whether the document announces the results of many agencies.
    """
    position = row["result_no"] - 1 if announced and table != "reports" else None
    if table == "indicator_scores" and column == "score":
        return position, Key(str(row["indicator_no"])), False
    if table == "question_scores" and column == "score":
        return position, Key(row["question_id"], row["part"] or ""), False
    key = COLUMNS.get(column.removesuffix("_weighted"))
    return (position, key, column.endswith("_weighted")) if key else None


def _others(printings: Sequence[Score]) -> tuple[Choice, ...]:
    """Return the other printings of a score, and the other readings of the ink that is published."""
    first = printings[0].reading
    elsewhere = {
        score.reading.value: Choice(spell(score.reading.value), Origin.PRINTED, page=score.reading.places[0].page)
        for score in reversed(printings[1:])
        if score.reading.value is not None and score.reading.places
    }
    chances: dict[Decimal, float] = {}
    for value, chance in _numbers(first.alternatives):
        chances[value] = max(chance, chances.get(value, 0.0))
    read = [
        Choice(spell(value), Origin.ALTERNATIVE, chance)
        for value, chance in sorted(chances.items(), key=lambda other: -other[1])[:MOST]
    ]
    return (*reversed(elsewhere.values()), *read)


def _numbers(alternatives: Sequence[tuple[str, float]]) -> Iterator[tuple[Decimal, float]]:
    """Yield the other readings that are numbers and not too unlikely."""
    for text, chance in alternatives:
        try:
            value = parse_decimal(text)
        except ValueError:
            continue
        if value is not None and chance >= LEAST:
            yield value, chance


def spell(value: Decimal) -> str:
    """Return a score as tables spell it; one with more digits than they hold as it is."""
    published = round(value, 2)
    return f"{published if published == value else value:f}"
