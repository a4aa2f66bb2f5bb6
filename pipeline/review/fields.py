"""Which values of a doubtful row a person is asked for, and how they are spelled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from pipeline.review.anchor import value_text
from pipeline.review.card import Choice, Field, Origin
from pipeline.review.corrections import CORRECTABLE, NEEDED
from pipeline.review.row_keys import Row
from pipeline.schema import Column, load_tables
from pipeline.schema.messages import Message

ASKED = {
    "reports": ("agency_name", "assessed_fy_be", "total_score", "result_level"),
    "agency_results": (
        "iit", "eit", "oit", "iit_weighted", "eit_weighted", "oit_weighted", "total_score", "result_level",
    ),
    "indicator_scores": ("score",),
    "question_scores": ("score",),
    "findings": ("printed_score", "issue", "cause", "recommendation"),
    "remediation_items": ("issue", "measure", "steps", "period_text", "responsible"),
}  # fmt: skip
"""The values that a row is about. Whoever accepts a card has settled these; steps are settled with their item."""
MUST = {
    "reports": ("agency_name", "assessed_fy_be"),
    "indicator_scores": ("indicator_no", "score"),
    "question_scores": ("question_id", "score"),
}
"""The values without which a row is not settled."""
ALSO_ASKED = {
    "agency_name": ("agency_name",),
    "row_number": ("row_no",),
    "item_not_proven": ("oit_item",),
    "code_not_proven": ("part", "question_id"),
    "code_from_context": ("part", "question_id"),
    "code_from_text": ("part", "question_id"),
    "code_against_text": ("part", "question_id"),
    "code_unreadable": ("part", "question_id"),
    "codes_several": ("part", "question_id"),
    "code_missing": ("part", "question_id"),
    "part_unknown": ("part",),
    "part_unsure": ("part",),
    "name_against_number": ("indicator_no",),
    "result_missing": ("result",),
    "period_unreadable": ("start_date", "end_date"),
    "period_from_context": ("start_date", "end_date"),
    "owners_unsure": ("responsible_units",),
    "owners_from_others": ("responsible_units",),
    "text_cut": ("text",),
}
"""Further values that reasons for review are about."""
ORDER = (Origin.SUGGESTED, Origin.READ, Origin.PRINTED, Origin.ALTERNATIVE)
OF_THE_REPORT = ("reports", "agency_results")
"""The agency's name is settled in these tables; the rows of all others take it from there."""


def make_fields(
    table: str, row: Row, reasons: Iterable[str], choices: Mapping[str, tuple[Choice, ...]]
) -> tuple[Field, ...]:
    """Return the values of a row: those that a person is asked for, then the others that can be corrected.

    Args:
        table: The table's published name.
        row: The published row.
        reasons: Codes of the reasons for review.
        choices: What each column's value may be besides what is published.
    """
    also = {column for reason in reasons for column in ALSO_ASKED.get(reason, ())}
    if table not in OF_THE_REPORT:
        also.discard("agency_name")
    own, needed = ASKED[table], MUST.get(table, ())
    asked = {*also, *(name for name in own if row[name] or name in needed)} or {own[0]}
    must = asked.intersection(needed)
    found = [
        replace(_field(column, row, choices.get(column.name, ())), asked=column.name in asked, must=column.name in must)
        for column in _columns(table)
    ]
    return tuple(sorted(found, key=lambda field: not field.asked))


@cache
def _columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table that can be corrected, those that a row is about first."""
    (schema,) = (one for one in load_tables() if one.name == table)
    columns = {column.name: column for column in schema.columns}
    return tuple(columns[name] for name in dict.fromkeys((*ASKED[table], *CORRECTABLE[table])))


def _field(column: Column, row: Row, others: Sequence[Choice]) -> Field:
    value = value_text(row[column.name])
    return Field(
        column=column.name,
        title=Message(column.title_th, column.title_en),
        type=column.type,
        value=value,
        needed=column.name in NEEDED,
        enum=column.enum,
        choices=_choices(value, others),
    )


def _choices(value: str, others: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return what may be chosen for a value; nothing where what stands there already is all there is."""
    found = _distinct([*others, Choice(value, Origin.READ)] if value else others)
    return () if all(choice.origin is Origin.READ for choice in found) else found


def _distinct(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return each value once, with all that is known of it; in the order of the origins."""
    found: dict[str, Choice] = {}
    for choice in sorted(choices, key=lambda choice: ORDER.index(choice.origin)):
        first = found.setdefault(choice.value, choice)
        found[choice.value] = replace(first, chance=first.chance or choice.chance, page=first.page or choice.page)
    return tuple(found.values())
