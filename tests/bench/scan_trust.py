"""Whether the numbers of scans can be trusted: made reports in every wear, from file to accepted rows.

    python -m tests.bench.scan_trust --out made --count 40 --seed 7 --workers 2

Makes ``--count`` reports with their truth in the folder, scans them in every wear and runs each scan through the
pipeline as a run does. What is made and what is read is kept in the folder: the same command goes on where it was
stopped. ``--count 0`` takes the reports that are there.

For each wear: documents; numbers (of the rows of indicators, questions, reports and agencies); the shares that are
accepted, of all numbers and of those in reports without a planted inconsistency; numbers that are wrong or missing in
an accepted row, which must be 0; the share that is right or flagged, by its row or, where that was not found, by the
report's row that says so; numbers whose row was not found, and those of them that nothing flags; other values that are
wrong in an accepted row; planted inconsistencies that are reported; failed checks of severity error where nothing was
planted. Below the table stands every wrong value that was accepted, and why rows were not.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch import ingest
from pipeline.facts import load_framework
from pipeline.model.judgement import DocumentOutcome, RowId, Status
from pipeline.model.report import Key, Reading, Report, Score
from pipeline.settings import Settings
from pipeline.store.inputs import Input
from tests.bench.rows import alarms
from tests.golden.accuracy import Value, compare
from tests.reports import corpus, truth
from tests.reports.truth import AgencyTruth, Truth
from tests.reports.wear import PROFILES

NUMBERS = {
    "indicator_scores": {"score"},
    "question_scores": {"score"},
    "reports": {"total_score"},
    "agency_results": {"iit", "eit", "oit", "iit_weighted", "eit_weighted", "oit_weighted", "total_score"},
}
"""The columns that count as numbers, by table."""
INSTRUMENTS = ("IIT", "EIT", "OIT")
HEADINGS = (
    "wear", "documents", "failed", "numbers", "accepted", "of true", "wrong accepted", "right or flagged",
    "no row", "unsaid", "words accepted", "planted", "false alarms",
)  # fmt: skip
LOST = {"missing_value", "code_unreadable", "columns_unsure", "points_unsure", "name_against_number", "rows_missing"}
"""What a report's own row says where something that is printed was not found."""
REASONS = 12
"""So many of the reasons against rows are shown for each wear, the commonest."""


def main() -> int:
    """Make, read, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for the reports and what is read of them")
    parser.add_argument("--count", type=int, default=0, help="make so many reports; 0 takes those that are there")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", type=float, default=0.3, help="share of reports with an inconsistency")
    parser.add_argument("--announcements", type=float, default=0.05, help="share of announcements")
    parser.add_argument("--profile", action="append", choices=tuple(PROFILES), default=[], help="all without it")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    profiles = tuple(options.profile or PROFILES)
    if options.count:
        order = corpus.Order(
            folder=options.out,
            count=options.count,
            seed=options.seed,
            profiles=profiles,
            planted=options.planted,
            announcements=options.announcements,
            jobs=options.workers,
        )
        corpus.fill(order, resume=True)
    tallies = [measure(options.out, profile, options.workers) for profile in profiles]
    print_table(tallies)
    for tally in tallies:
        print(f"\n{tally.wear}: accepted and not right")
        print("\n".join(tally.wrong) or "nothing")
        print(f"{tally.wear}: not reported, or reported though true")
        print("\n".join(tally.alarms) or "nothing")
        print(f"{tally.wear}: why rows with numbers were not accepted")
        print("\n".join(f"{count:6} {reason}" for reason, count in tally.reasons.most_common(REASONS)))
    return int(any(tally.counts["wrong accepted"] for tally in tallies))


def measure(folder: Path, profile: str, workers: int) -> "Tally":
    """Run all scans of one wear through the pipeline and count what came of them."""
    tally = Tally(profile)
    names = sorted(path.stem for path in folder.glob("*.json") if "." not in path.stem)
    inputs = [Input(path, path.name) for name in names if (path := folder / f"{name}.{profile}.pdf").exists()]

    def tell(outcome: DocumentOutcome) -> None:
        name = outcome.source.name.removesuffix(f".{profile}.pdf")
        tally.add(name, outcome, truth.read(folder / f"{name}.json"))
        print(f"\r{profile} {tally.counts['documents']} of {len(inputs)}", end="", file=sys.stderr, flush=True)

    ingest(inputs, Settings(), folder, tell, jobs=workers, fresh=False)
    print(file=sys.stderr)
    return tally


@dataclass(slots=True)
class Tally:
    """What was counted over the scans of one wear."""

    wear: str
    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def add(self, name: str, outcome: DocumentOutcome, made: Truth) -> None:
        """Count one document."""
        self.counts["documents"] += 1
        if outcome.report is None:
            self.counts["failed"] += 1
            self.alarms.append(f"{name}: failed: {outcome.error}")
            return
        statuses = {judgement.row: judgement for judgement in outcome.judgements}
        said = bool(LOST & set(statuses[RowId("reports")].review_reason.split("; ")))
        for value in values(outcome.report, made, outcome.scheme):
            row = row_of(outcome.report, value)
            judgement = statuses.get(row)
            accepted = judgement is not None and judgement.status is Status.ACCEPTED
            is_number = value.column in NUMBERS.get(value.table, ())
            if is_number and (value.wanted or value.got):
                found = judgement is not None
                self._add_number(value, accepted=accepted, found=found, said=said, true=not made.planted)
                if judgement is not None and not accepted:
                    self.reasons[f"{value.table}: {judgement.review_reason}"] += 1
            if accepted and value.verdict != "right" and not is_printed_elsewhere(value, made):
                self.counts["wrong accepted" if is_number else "words accepted"] += 1
                self.wrong.append(f"{name} {told(outcome.report, row, value)}")
        for verdict, words in alarms(outcome, made):
            self.counts[verdict] += 1
            if verdict not in {"reported", "suggested right"}:
                self.alarms.append(f"{name}: {verdict}: {words}")

    def _add_number(self, value: Value, *, accepted: bool, found: bool, said: bool, true: bool) -> None:
        right = value.verdict == "right"
        flagged = not accepted if found else said
        self.counts["numbers"] += 1
        self.counts["accepted"] += accepted
        self.counts["true numbers"] += true
        self.counts["true accepted"] += true and accepted
        self.counts["right or flagged"] += right or flagged
        self.counts["no row"] += not found
        self.counts["unsaid"] += not found and not said

    def row(self) -> tuple[str, ...]:
        """Return the row of the table."""
        held = self.counts
        planted = held["reported"] + held["not reported"]
        return (
            self.wear,
            str(held["documents"]),
            str(held["failed"]),
            str(held["numbers"]),
            share(held["accepted"], held["numbers"]),
            share(held["true accepted"], held["true numbers"]),
            str(held["wrong accepted"]),
            share(held["right or flagged"], held["numbers"]),
            str(held["no row"]),
            str(held["unsaid"]),
            str(held["words accepted"]),
            f"{held['reported']} of {planted}",
            str(held["false alarm"]),
        )


def is_printed_elsewhere(value: Value, made: Truth) -> bool:
    """Tell whether a report prints what was read too, in another place: planted reports print a score differently."""
    own = {f"indicator {row.indicator_no}": row.score for row in made.indicator_scores}
    others = {printing.text for printing in made.printings if printing.subject == value.row}
    return value.column == "score" and bool(others) and value.got in {*others, own.get(value.row, "")}


def share(part: int, whole: int) -> str:
    """Return a share in percent."""
    return f"{100 * part / max(whole, 1):.2f}"


def print_table(tallies: list[Tally]) -> None:
    """Print a row for each wear and one for all."""
    every = Tally("all", sum((tally.counts for tally in tallies), Counter()))
    rows = [HEADINGS, *(tally.row() for tally in [*tallies, every])]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    for row in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


def values(report: Report, made: Truth, scheme: str) -> Iterator[Value]:
    """Yield every value of a document beside its truth, the row of its one agency among them."""
    yield from compare(report, made, load_framework(scheme))
    if len(made.agency_results) == 1 and not report.agencies:
        yield from own_agency(report, made.agency_results[0])


def own_agency(report: Report, row: AgencyTruth) -> Iterator[Value]:
    """Yield the values of the row of a report's own agency."""
    for code in INSTRUMENTS:
        yield Value("agency_results", "", code.lower(), getattr(row, code.lower()), printed(report.score(Key(code))))
        points = next((score for score in report.weighted if score.key.code == code), None)
        name = f"{code.lower()}_weighted"
        yield Value("agency_results", "", name, getattr(row, name), printed(points))
    yield Value("agency_results", "", "total_score", row.total_score, printed(report.score(Key("ITA"))))


def printed(score: Score | None) -> str:
    """Return a score as the tables have it."""
    return "" if score is None or score.reading.value is None else str(score.reading.value)


def row_of(report: Report, value: Value) -> RowId:
    """Return the published row that a value stands in."""
    if value.table == "remediation_steps":
        return RowId("remediation_items", value.row.split(".")[0])
    if value.table == "agency_results" and report.agencies:
        names = [agency.agency_name.value for agency in report.agencies]
        return RowId(value.table, "", names.index(value.row) if value.row in names else -1)
    return RowId(value.table, value.row)


def told(report: Report, row: RowId, value: Value) -> str:
    """Return where a value was read, what it should be, what was read, and how sure the reader was."""
    reading = reading_of(report, row, value.column)
    place = f"page {reading.places[0].page}" if reading is not None and reading.places else "page ?"
    sure = "" if reading is None else f" confidence {reading.confidence:.4f} raw {reading.raw_text!r} {reading.reader}"
    subject = " ".join(part for part in (value.table, value.row, value.column) if part)
    return f"{place} {subject}: truth {value.wanted!r}, read {value.got!r}{sure}"


def reading_of(report: Report, row: RowId, column: str) -> Reading[object] | None:
    """Return the reading of a number, or None for another value."""
    code = {"total_score": "ITA"}.get(column, column.removesuffix("_weighted").upper())
    if row.agency is not None and row.agency >= 0:
        agency = report.agencies[row.agency]
        scores = agency.weighted if column.endswith("_weighted") else agency.scores
    else:
        scores = report.weighted if column.endswith("_weighted") else report.scores
    wanted = row.subject or Key(code).label
    found = (score.reading for score in scores if score.key.label == wanted)
    return next(found, None)  # type: ignore[return-value]


if __name__ == "__main__":
    sys.exit(main())
