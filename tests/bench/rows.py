"""How right the rows of made reports are: ``python -m tests.bench.rows FOLDER [--profile scan-200] [--engine thai]``.

``FOLDER`` holds reports beside their truth, as ``python -m tests.reports`` makes them. Each report is read from file to
rows; every value is compared with the truth, by table: right, wrong, missing, and wrong in an accepted row, which must
be 0. Every planted inconsistency must be reported; a check of severity error where none was planted is a false alarm.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.extract import extract_document
from pipeline.extract.ocr import load_engine
from pipeline.facts import load_framework
from pipeline.model.check import Outcome, Severity
from pipeline.model.judgement import DocumentOutcome, Status
from pipeline.process import interpret
from pipeline.settings import Settings
from pipeline.store.inputs import Input, read_source
from tests.golden.accuracy import TEXTS, Value, compare, spaced, squeezed
from tests.reports.truth import Truth, read

TABLES = ("reports", "agency_results", "indicator_scores", "question_scores", "findings", "remediation_items")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--profile", default="", help="the scans of this wear; without it, the born-digital files")
    parser.add_argument("--engine", default=Settings().engine)
    parser.add_argument("--most", type=int, default=40, help="so many values that are not right are listed")
    options = parser.parse_args()
    settings = Settings(engine=options.engine)
    engine = load_engine(settings)
    tally = Tally()
    for truth_path in sorted(path for path in options.folder.glob("*.json") if "." not in path.stem):
        name = truth_path.stem
        path = options.folder / (f"{name}.{options.profile}.pdf" if options.profile else f"{name}.pdf")
        source, content = read_source(Input(path, path.name))
        outcome = interpret(extract_document(source, content, settings, engine), settings)
        tally.add(name, outcome, read(truth_path))
    tally.show(options.most)
    return 0


@dataclass(slots=True)
class Tally:
    """What was counted over the reports."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    listed: list[str] = field(default_factory=list)
    edits: Counter[str] = field(default_factory=Counter)
    """Wrong characters of texts, and all that are wanted; with and without white space."""

    def add(self, name: str, outcome: DocumentOutcome, truth: Truth) -> None:
        self.counts["documents", "read" if outcome.report else "failed"] += 1
        if outcome.report is None:
            self.listed.append(f"{name}: failed: {outcome.error}")
            return
        for value in compare(outcome.report, truth, load_framework(outcome.scheme)):
            self.add_value(name, outcome, value)
        self.counts.update(("rows", judgement.status.value) for judgement in outcome.judgements)
        for verdict, words in alarms(outcome, truth):
            self.counts["checks", verdict] += 1
            if verdict != "reported":
                self.listed.append(f"{name}: {verdict}: {words}")

    def add_value(self, name: str, outcome: DocumentOutcome, value: Value) -> None:
        self.counts[value.table, value.verdict] += 1
        if value.column in TEXTS:
            self.edits["bare"] += value.edits(spaces=False)
            self.edits["all bare"] += len(squeezed(value.wanted))
            self.edits["spaced"] += value.edits(spaces=True)
            self.edits["all spaced"] += len(spaced(value.wanted))
        if value.verdict == "right":
            return
        accepted = bool(value.row) and is_accepted(outcome, value)
        self.counts[value.table, "accepted though not right"] += accepted
        words = f"{value.table} {value.row} {value.column}: wanted {value.wanted[:120]!r}, got {value.got[:120]!r}"
        self.listed.append(f"{name}: {'ACCEPTED ' if accepted else ''}{value.verdict} {words}")

    def show(self, most: int) -> None:
        for table in sorted({table for table, _ in self.counts}):
            found = {verdict: count for (name, verdict), count in sorted(self.counts.items()) if name == table}
            print(f"{table:20}", "  ".join(f"{verdict} {count}" for verdict, count in found.items()))
        bare, every = (100 * self.edits[kind] / max(self.edits[f"all {kind}"], 1) for kind in ("bare", "spaced"))
        print(f"text: {bare:.3f} % character errors, white space aside; {every:.3f} % with it")
        print("\n".join(self.listed[:most]))


def is_accepted(outcome: DocumentOutcome, value: Value) -> bool:
    """Tell whether the row that a value stands in is accepted."""
    table = "remediation_items" if value.table == "remediation_steps" else value.table
    subject = value.row.split(".")[0] if value.table == "remediation_steps" else value.row
    if table == "agency_results":
        names = [agency.agency_name.value for agency in outcome.report.agencies] if outcome.report else []
        at = names.index(value.row) if value.row in names else None
        return any(
            judgement.row.table == table and judgement.row.agency == at and judgement.status is Status.ACCEPTED
            for judgement in outcome.judgements
        )
    return any(
        judgement.row.table == table and judgement.row.subject == subject and judgement.status is Status.ACCEPTED
        for judgement in outcome.judgements
    )


def alarms(outcome: DocumentOutcome, truth: Truth) -> Iterator[tuple[str, str]]:
    """Yield what came of each planted inconsistency, and every false alarm of severity error."""
    failed = [check for check in outcome.checks if check.outcome is Outcome.FAIL]
    for planted in truth.planted:
        found = any((check.check_id, check.subject) == (planted.check_id, planted.subject) for check in failed)
        yield ("reported" if found else "not reported"), f"{planted.check_id} {planted.subject}"
    if not truth.planted:
        for check in failed:
            if check.severity is Severity.ERROR:
                yield "false alarm", f"{check.check_id} {check.subject}: {check.printed} for {check.expected}"


if __name__ == "__main__":
    sys.exit(main())
