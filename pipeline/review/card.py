"""What a person looks at on the review page: frozen values that say nothing of how they are shown."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from pipeline.model.crop import Spot
from pipeline.model.document import Source
from pipeline.schema import Type
from pipeline.schema.messages import Message

ANCHOR = ("page", "x0", "y0", "x1", "y1")
"""The columns of a row that tell its place to a correction."""


class Urgency(IntEnum):
    """How soon a person should look; the lowest first."""

    ERROR = 0
    """Something is wrong: the page, the report or the reading."""
    DOUBT = 1
    """Nothing contradicts the value, and too little speaks for it."""
    NOTE = 2
    """Good to know; no value is in doubt."""


class Origin(StrEnum):
    """Where a choice comes from."""

    SUGGESTED = "suggested"
    """It would satisfy a check."""
    READ = "read"
    """It stands in the dataset now."""
    PRINTED = "printed"
    """It is printed so in another place of the report."""
    ALTERNATIVE = "alternative"
    """The reader holds it possible."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a person may take with one key."""

    value: str
    origin: Origin
    chance: float | None = None
    """The reader's probability, 0 to 1."""
    page: int | None = None
    """Where it is printed."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that a person can correct."""

    column: str
    title: Message
    type: Type
    value: str
    """As published, spelled as in CSV; empty where nothing is known."""
    asked: bool = True
    """Whether whoever accepts the card has settled it; others are there to be corrected all the same."""
    must: bool = False
    """Whether it cannot be passed over where it is empty."""
    needed: bool = False
    """Whether a page cannot print nothing there: the row would mean nothing."""
    enum: tuple[str, ...] = ()
    """The only values that it may have; empty where any may."""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Complaint:
    """A check that failed."""

    severity: str
    message: Message
    suggestion: str
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The document that a card is about."""

    source: Source
    agency_name: str
    assessed_fy_be: str


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to look at: a row with its values, or what a check or a failure says."""

    report: Report
    urgency: Urgency
    kind: Message
    """The table's title, or what kind of thing it is."""
    title: Message
    """What it is about."""
    table: str = ""
    """The published table that its row stands in; empty where it has none."""
    row_key: str = ""
    agency_name: str = ""
    """The row's own, by which a correction finds it in another file."""
    settles: bool = False
    """Whether its row waits for a person; else its values stand unless they are changed."""
    page: int | None = None
    source_line: int | None = None
    """The line of a transcript."""
    spots: tuple[Spot, ...] = ()
    """The places to be shown: the row's own first."""
    anchor: tuple[str, ...] = ()
    """What a correction remembers of the row's place: the values of ``ANCHOR``."""
    raw_text: str = ""
    reader: str = ""
    confidence: float | None = None
    reasons: tuple[Message, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    fields: tuple[Field, ...] = ()
    """Empty where there is nothing to correct."""
