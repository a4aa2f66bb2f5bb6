"""Published rows to what a person must look at: doubtful rows, failed checks, failures and lost corrections."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter

from pipeline.model.crop import Spot
from pipeline.model.geometry import BBox
from pipeline.model.judgement import DocumentOutcome, Status
from pipeline.review.anchor import value_text
from pipeline.review.card import ANCHOR, Card, Choice, Complaint, Origin, Report, Urgency
from pipeline.review.choices import find_choices, printed_score
from pipeline.review.fields import ASKED, make_fields
from pipeline.review.places import Rotations, every_spot, find_rotations, row_spots
from pipeline.review.refused import refused_cards
from pipeline.review.row_keys import Row, row_key
from pipeline.review.subjects import HOLDERS, subjects_of, suggestions, title_of
from pipeline.schema import load_tables
from pipeline.schema.messages import Message, reason_message, subject_name

Rows = Mapping[str, Sequence[Row]]
Where = tuple[str, int]
"""A row: its table and its position among the document's rows there."""

MOST_SPOTS = 3
"""So many places of a card are shown; a check about more of them is not shown by its places."""
MOSTLY = 0.9
"""A place of which so much lies in another one is seen there."""
GRAVE = {"unreadable", "missing_value", "score_unreadable", "readers_differ", "does_not_add_up", "pages_failed"}
"""Reasons for review that say that something is wrong, not only that too little is known."""
FAILURE = Message("อ่านไม่ได้", "Could not be read")
CHECK = Message("ผลการตรวจสอบ", "Checks")
SEVERITIES = ("error", "warning", "info")


def make_cards(tables: Rows, outcomes: Sequence[DocumentOutcome]) -> tuple[Card, ...]:
    """Return everything to look at, the worst first; what is equally bad stays together by document and table.

    Args:
        tables: The published rows by table name, each table sorted by file.
        outcomes: What the rows were made of.
    """
    files = {name: _by_file(rows) for name, rows in tables.items()}
    rotations = find_rotations(tables["pages"])
    desks = [
        _Desk(outcome, {name: rows[outcome.source.name] for name, rows in files.items()}, rotations)
        for outcome in outcomes
    ]
    refused = refused_cards(tables["corrections"], {desk.report.source.name: desk.report for desk in desks}, rotations)
    return tuple(sorted(chain(refused, *(desk.cards() for desk in desks)), key=_turn))


def _turn(card: Card) -> tuple[Urgency, bool]:
    """Return when a card's turn is: where a check names the value that would do, others may settle with it."""
    suggested = any(choice.origin is Origin.SUGGESTED for field in card.fields for choice in field.choices)
    return card.urgency, not suggested


def _by_file(rows: Sequence[Row]) -> Mapping[str, tuple[Row, ...]]:
    """Return the rows of each input file."""
    found: defaultdict[str, tuple[Row, ...]] = defaultdict(tuple)
    for path, held in groupby(rows, key=itemgetter("source_path")):
        found[path] = tuple(held)
    return found


class _Desk:
    """One document's rows, and its failed checks by the rows that they are about."""

    def __init__(self, outcome: DocumentOutcome, rows: Rows, rotations: Rotations) -> None:
        (self._own,) = rows["reports"]
        self._rows = rows
        self._rotations = rotations
        self.report = Report(outcome.source, self._own["agency_name"] or "", value_text(self._own["assessed_fy_be"]))
        self._understood = outcome.report is not None
        self._announced = bool(outcome.report and outcome.report.agencies)
        self._choices = find_choices(outcome)
        self._complaints, self._homeless = self._share_out()

    def cards(self) -> Iterator[Card]:
        """Yield the document's cards in the order of the tables."""
        yield from map(self._failure_card, self._rows["failures"])
        for table in load_tables():
            if table.name in ASKED and self._understood:
                kind = Message(table.title_th, table.title_en)
                for at, row in enumerate(self._rows[table.name]):
                    checks = self._complaints.get((table.name, at), [])
                    if checks or _is_doubtful(row):
                        yield self._row_card(table.name, row, kind, checks)
        yield from map(self._check_card, self._homeless)

    def _share_out(self) -> tuple[Mapping[Where, list[Row]], list[Row]]:
        """Return the failed checks by the doubtful rows that they are about, else the first row; and the others."""
        subjects: defaultdict[tuple[str, str], list[Where]] = defaultdict(list)
        for table in HOLDERS:
            for at, row in enumerate(self._rows[table]):
                for subject in subjects_of(table, row).values():
                    subjects[row["agency_name"] or "", subject].append((table, at))
        shared: defaultdict[Where, list[Row]] = defaultdict(list)
        homeless: list[Row] = []
        failed = [check for check in self._rows["checks"] if check["outcome"] == "fail"]
        for check in sorted(failed, key=lambda check: SEVERITIES.index(check["severity"])):
            names = [check["subject"], *(subject for subject, _ in suggestions(check["suggestion"]))]
            found = [place for name in names for place in subjects.get((check["agency_name"] or "", name), ())]
            doubtful = [(table, at) for table, at in found if _is_doubtful(self._rows[table][at])]
            for place in dict.fromkeys(doubtful or found[:1]):
                shared[place].append(check)
            if not found:
                homeless.append(check)
        return shared, homeless

    def _row_card(self, table: str, row: Row, kind: Message, checks: Sequence[Row]) -> Card:
        """Return the card of a row."""
        reasons = tuple(code for code in (row["review_reason"] or "").split("; ") if code)
        settles = _is_doubtful(row)
        grave = bool(GRAVE.intersection(reasons)) or any(check["severity"] == "error" for check in checks)
        complaints = tuple(map(self._complaint, checks))
        spots = row_spots(row, self._rotations)
        return Card(
            report=self.report,
            urgency=Urgency.ERROR if grave else Urgency.DOUBT if settles else Urgency.NOTE,
            kind=kind,
            title=title_of(table, row, announced=self._announced),
            table=table,
            row_key=row_key(table, row, self._own),
            agency_name=row["agency_name"] or "",
            settles=settles,
            page=row["page"],
            source_line=row["source_line"],
            spots=_few(spots, (one.spots for one in complaints if len(one.spots) <= MOST_SPOTS)),
            anchor=tuple(value_text(row[name]) for name in ANCHOR),
            raw_text=row["raw_text"] or "",
            reader=row["reader"] or "",
            confidence=row["confidence"],
            reasons=tuple(map(reason_message, reasons)),
            complaints=complaints,
            fields=make_fields(table, row, reasons, self._choices_of(table, row, checks)),
        )

    def _choices_of(self, table: str, row: Row, checks: Sequence[Row]) -> Mapping[str, tuple[Choice, ...]]:
        """Return what the values of a row may be besides what is published: by column."""
        suggested: defaultdict[str, list[Choice]] = defaultdict(list)
        for check in checks:
            for subject, value in suggestions(check["suggestion"]):
                suggested[subject].append(Choice(value, Origin.SUGGESTED))
        return {
            column: (*suggested[subject], *self._readings(table, row, column))
            for column, subject in subjects_of(table, row).items()
        }

    def _readings(self, table: str, row: Row, column: str) -> tuple[Choice, ...]:
        score = printed_score(table, row, column, announced=self._announced)
        return self._choices.get(score, ()) if score else ()

    def _complaint(self, check: Row) -> Complaint:
        message = Message(check["message_th"] or check["check_id"], check["message_en"] or check["subject"])
        spots = every_spot(check, self._rotations)
        return Complaint(check["severity"], message, check["suggestion"] or "", tuple(dict.fromkeys(spots)))

    def _check_card(self, check: Row) -> Card:
        """Return the card of a check that is about no row."""
        complaint = self._complaint(check)
        return Card(
            report=self.report,
            urgency=Urgency.ERROR if check["severity"] == "error" else Urgency.NOTE,
            kind=CHECK,
            title=subject_name(check["subject"]),
            page=check["page"],
            source_line=check["source_line"],
            spots=_few(complaint.spots),
            complaints=(complaint,),
        )

    def _failure_card(self, failure: Row) -> Card:
        """Return the card of what could not be processed."""
        page = failure["page"]
        whole = Message("ทั้งเอกสาร", "The whole document")
        return Card(
            report=self.report,
            urgency=Urgency.ERROR,
            kind=FAILURE,
            title=whole if page is None else Message(f"หน้า {page}", f"Page {page}"),
            page=page,
            raw_text=failure["message"],
            reasons=(reason_message(failure["error_code"]),),
        )


def _is_doubtful(row: Row) -> bool:
    return bool(row["status"] == Status.NEEDS_REVIEW)


def _few(own: Sequence[Spot], others: Iterable[Sequence[Spot]] = ()) -> tuple[Spot, ...]:
    """Return the first few of places; others that lie inside one of them are seen there."""
    found = list(dict.fromkeys(own))
    for spot in chain.from_iterable(others):
        if not any(spot.page == one.page and _lies_in(spot.bbox, one.bbox) for one in found):
            found.append(spot)
    return tuple(found[:MOST_SPOTS])


def _lies_in(box: BBox, other: BBox) -> bool:
    """Tell whether most of a box lies in another; one without area lies where its middle is."""
    area = box.width * box.height
    return box.overlap(other) >= MOSTLY * area if area else other.holds(*box.middle)
