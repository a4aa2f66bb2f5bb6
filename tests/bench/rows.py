"""How right the rows of made reports are: ``python -m tests.bench.rows FOLDER [--profile scan-200] [--engine thai]``.

Without a profile the born-digital files are read; given again, or as ``all``, each profile is a line of the last table.
``FOLDER`` holds reports beside their truth, as ``python -m tests.reports`` makes them. Each report is read from file to
rows; every value is compared with the truth, by table: right, wrong, missing, and wrong in an accepted row, which must
be 0. Every planted inconsistency must be reported; a check of severity error where none was planted is a false alarm.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.extract import extract_document
from pipeline.extract.ocr import load_engine
from pipeline.facts import load_framework
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.judgement import DocumentOutcome, Status
from pipeline.process import interpret
from pipeline.settings import Settings
from pipeline.store.inputs import Input, read_source
from tests.bench.row_bars import Bars, Judged, rows_over_breaks, show
from tests.golden.accuracy import TEXTS, Value, compare, spaced, squeezed
from tests.reports.truth import Truth, read

BORN = "born-digital"
PROFILES = ("clean-300", "scan-300", "scan-200", "worn-150", "fax")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--profile", action="append", default=[], help="the scans of this wear; may be given again")
    parser.add_argument("--engine", default=Settings().engine)
    parser.add_argument("--most", type=int, default=40, help="so many values that are not right are listed")
    options = parser.parse_args()
    settings = Settings(engine=options.engine)
    engine = load_engine(settings)
    wanted = [BORN, *PROFILES] if "all" in options.profile else options.profile or [BORN]
    bars: dict[str, Bars] = {}
    for profile in wanted:
        tally = Tally()
        for truth_path in sorted(path for path in options.folder.glob("*.json") if "." not in path.stem):
            name = truth_path.stem
            path = options.folder / (f"{name}.pdf" if profile == BORN else f"{name}.{profile}.pdf")
            if path.exists():
                source, content = read_source(Input(path, path.name))
                outcome = interpret(extract_document(source, content, settings, engine), settings)
                tally.add(name, outcome, read(truth_path), rows_over_breaks(truth_path.with_suffix(".lines.json")))
        print(f"== {profile}")
        tally.show(options.most)
        bars[profile] = tally.bars
    print(show(bars))
    return 0


@dataclass(slots=True)
class Tally:
    """What was counted over the reports."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    listed: list[str] = field(default_factory=list)
    bars: Bars = field(default_factory=Bars)
    edits: Counter[str] = field(default_factory=Counter)
    """Wrong characters of texts, and all that are wanted; with and without white space."""

    def add(self, name: str, outcome: DocumentOutcome, truth: Truth, over_breaks: Sequence[str] = ()) -> None:
        self.counts["documents", "read" if outcome.report else "failed"] += 1
        if outcome.report is None:
            self.listed.append(f"{name}: failed: {outcome.error}")
            return
        values = compare(outcome.report, truth, load_framework(outcome.scheme))
        judged = [judge(outcome, value) for value in values]
        self.bars.add(judged, over_breaks)
        self.bars.add_rows(judgement.status is Status.ACCEPTED for judgement in outcome.judgements)
        for one in judged:
            self.add_value(name, one)
        self.counts.update(("rows", judgement.status.value) for judgement in outcome.judgements)
        for verdict, words in alarms(outcome, truth):
            self.counts["checks", verdict] += 1
            if verdict not in {"reported", "suggested right"}:
                self.listed.append(f"{name}: {verdict}: {words}")

    def add_value(self, name: str, judged: Judged) -> None:
        value, accepted = judged.value, judged.accepted
        self.counts[value.table, value.verdict] += 1
        if value.column in TEXTS:
            self.edits["bare"] += value.edits(spaces=False)
            self.edits["all bare"] += len(squeezed(value.wanted))
            self.edits["spaced"] += value.edits(spaces=True)
            self.edits["all spaced"] += len(spaced(value.wanted))
        if value.verdict == "right":
            return
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


def judge(outcome: DocumentOutcome, value: Value) -> Judged:
    """Return a value with what became of its row; one without a row is flagged where its whole report is."""
    table = "remediation_items" if value.table == "remediation_steps" else value.table
    subject = value.row.split(".")[0] if value.table == "remediation_steps" else value.row
    agency = None
    if table == "agency_results" and outcome.report:
        names = [agency.agency_name.value for agency in outcome.report.agencies]
        subject, agency = "", names.index(value.row) if value.row in names else -1
    of_table = [one for one in outcome.judgements if one.row.table == table]
    own = [one for one in of_table if (one.row.agency == agency if agency is not None else one.row.subject == subject)]
    report = [one for one in outcome.judgements if one.row.table == "reports"]
    accepted = bool(value.row) and any(one.status is Status.ACCEPTED for one in own)
    flagged = any(one.status is Status.NEEDS_REVIEW for one in own or report)
    return Judged(value, accepted, flagged)


def alarms(outcome: DocumentOutcome, truth: Truth) -> Iterator[tuple[str, str]]:
    """Yield what came of each planted inconsistency, whether a suggestion about it is right, and false alarms."""
    failed = [check for check in outcome.checks if check.outcome is Outcome.FAIL]
    for planted in truth.planted:
        words = f"{planted.check_id} {planted.subject}"
        named = {(planted.check_id, planted.subject), *planted.follows}
        found = any((check.check_id, check.subject) in named for check in failed)
        yield ("reported" if found else "not reported"), words
        for value in sorted({told for check in failed for told in suggested(check, planted.subject)}):
            right = value == " ".join(planted.expected.split())
            yield ("suggested right" if right else "suggested otherwise"), f"{words}: {value} for {planted.expected}"
    if not truth.planted:
        for check in failed:
            if check.severity is Severity.ERROR:
                yield "false alarm", f"{check.check_id} {check.subject}: {check.printed} for {check.expected}"


def suggested(check: CheckResult, subject: str) -> Iterator[str]:
    """Yield what a check suggests for a subject: numbers as they are printed, periods as their two days."""
    for part in check.suggestion.split("; "):
        about, _, value = part.partition(" = ")
        if about == subject:
            yield " ".join(value.replace("–", " ").split())


if __name__ == "__main__":
    sys.exit(main())
