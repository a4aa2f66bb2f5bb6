"""What the paper says: values, each with the ink that it was read from."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from pipeline.model.document import Source
from pipeline.model.geometry import BBox

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed."""

    page: int
    bbox: BBox


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value, and the ink that it was read from; the value is None where the ink cannot be read."""

    value: T | None
    raw_text: str
    """As read, before cleaning."""
    places: tuple[Place, ...]
    """In reading order; more than one where it runs over lines or a page break."""
    reader: str
    confidence: float
    """The engine's own, 0 to 1; ``judge`` turns it into a probability."""
    alternatives: tuple[tuple[str, float], ...] = ()
    """Other readings of the same ink with their probabilities, the likeliest first."""
    again: float | None = None
    """How sure a second look at the same ink is of what was read, 0 to 1; None where it was not looked at again."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a score is a score of.

    ``code`` is ``ITA`` (the total), ``IIT``, ``EIT``, ``OIT``, an indicator's number (``8``), a sub-indicator's
    (``9.2``) or a question's code (``E9``); ``part`` is ``public``, ``survey`` or empty.
    """

    code: str
    part: str = ""

    @property
    def is_question(self) -> bool:
        """Tell whether this is a question or an item: a letter and a number."""
        return self.code[0] in "IEO" and self.code[1:].isdecimal()

    @property
    def label(self) -> str:
        """Return the subject as the contract words it."""
        if self.code == "ITA":
            return "total_score"
        name = self.code if self.code[0].isalpha() else f"indicator {self.code}"
        return f"{self.part} {name}" if self.part else name


class Origin(StrEnum):
    """In what kind of place a score is printed, the most telling first."""

    TABLE = "table"
    HEADING = "heading"
    PROSE = "prose"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Score:
    """One printing of one score."""

    key: Key
    reading: Reading[Decimal]
    origin: Origin
    under: int | None = None
    """The indicator under whose heading or in whose row it is printed."""
    belongs: bool = True
    """Whether ``under`` is the indicator that the year's facts put it under."""
    agency_name: str = ""
    """The agency that it is of, where one document prints many agencies' scores; else empty."""
    printed_name: str = ""
    """The name printed beside it, if any."""
    result: str = ""
    """The verdict printed beside it, such as ``ผ่านเกณฑ์``."""
    sub_indicator: str = ""
    """The name of the sub-indicator under which it is printed, if any."""
    doubts: tuple[str, ...] = ()
    """What could not be made out about it, as codes of ``schema/messages.toml``."""
    label: Reading[str] | None = None
    """The ink of the code, number or name that says what it is a score of."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the narrative about one question or indicator."""

    finding_no: int
    ink: Reading[str]
    """The whole statement."""
    indicator_no: int | None = None
    part: str = ""
    question_id: str = ""
    sub_indicator: str = ""
    printed_score: Decimal | None = None
    issue: str = ""
    cause: str = ""
    recommendation: str = ""
    doubts: tuple[str, ...] = ()
    """What could not be made out, as codes of ``schema/messages.toml``."""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A row of the plan, whole where it runs over a page break."""

    item_no: int
    ink: Reading[str]
    """The whole row."""
    issue: Reading[str]
    measure: Reading[str]
    steps: tuple[Reading[str], ...]
    period: Reading[str]
    responsible: Reading[str]
    instrument: str = ""
    indicator_no: int | None = None
    part: str = ""
    question_id: str = ""
    measure_kind: str = ""
    start_date: date | None = None
    end_date: date | None = None
    responsible_units: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    """What could not be made out, as codes of ``schema/messages.toml``."""


@dataclass(frozen=True, slots=True)
class AgencyResult:
    """One agency's line in an announcement."""

    agency_name: Reading[str]
    ink: Reading[str]
    """The whole row."""
    row_no: int | None = None
    agency_type: str = ""
    province: str = ""
    scores: tuple[Score, ...] = ()
    """``ITA``, and where printed 0 to 100 ``IIT``, ``EIT``, ``OIT``, indicators."""
    weighted: tuple[Score, ...] = ()
    """``IIT``, ``EIT``, ``OIT`` where they are printed as points out of their weight."""
    result_level: Reading[str] | None = None
    doubts: tuple[str, ...] = ()
    """What could not be made out, as codes of ``schema/messages.toml``."""
    own_name: Reading[str] | None = None
    """The letters of its name that neither names beginning alike nor its words vouch for; None for all of them.

    Its alternatives are whole names that are words, too, with another likely letter in one of those places.
    """


@dataclass(frozen=True, slots=True)
class Report:
    """What one document says. Every printing is kept; ``score`` picks the one that is published."""

    source: Source
    assessed_fy_be: Reading[int] | None = None
    published_for_fy_be: int | None = None
    agency_name: Reading[str] | None = None
    """The agency that the document is about; None for an announcement of many."""
    agency_spellings: tuple[Reading[str], ...] = ()
    """Every printing of the agency's name."""
    agency_type: str = ""
    province: str = ""
    province_ink: Reading[str] | None = None
    """Where the province is printed; None where it is not, or a person has settled it."""
    oit_item: str = ""
    result_level: Reading[str] | None = None
    scores: tuple[Score, ...] = ()
    weighted: tuple[Score, ...] = ()
    """``IIT``, ``EIT``, ``OIT`` as points out of their weight, where printed so."""
    lists_only_below_full: bool = False
    """Whether the report says that it discusses only questions below 100 points."""
    statements: tuple[Statement, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    other_years: tuple[Reading[int], ...] = ()
    """Years in titles of the results that are not the assessed one."""
    agencies: tuple[AgencyResult, ...] = ()
    """The rows of an announcement; empty in an agency's own report."""
    doubts: tuple[str, ...] = field(default=())
    """What could not be made out, as codes of ``schema/messages.toml``."""

    def printings(self, key: Key) -> tuple[Score, ...]:
        """Return every printing of a score of the report's own agency, the most telling first.

        A printing that was read tells more than one that cannot be, one under its own indicator more than a misplaced
        one, a table more than a heading, a heading more than prose; of equals the first stands.
        """
        origins = list(Origin)
        found = [score for score in self.scores if score.key == key]
        return tuple(
            sorted(found, key=lambda one: (one.reading.value is None, not one.belongs, origins.index(one.origin)))
        )

    def score(self, key: Key) -> Score | None:
        """Return the printing of a score that is published, or None where it is not printed."""
        return next(iter(self.printings(key)), None)

    def keys(self) -> tuple[Key, ...]:
        """Return what the report prints scores of, in order of first printing."""
        return tuple(dict.fromkeys(score.key for score in self.scores))
