"""How far arithmetic can be trusted: true reports with wrong digits and misprints, by the thousand.

Run with ``python -m tests.bench.trust [REPORTS]``.
"""

import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from random import Random

from pipeline.arithmetic.repair import Explanation
from pipeline.facts import TOTAL, Framework, load_framework
from pipeline.judge import judge
from pipeline.judge.evidence import score_grounds, tally
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.judgement import Status
from pipeline.model.report import Key, Origin, Reading, Report, Score
from pipeline.reconcile import reconcile_report
from pipeline.validate import explain_report, validate_report
from tests.build import reading, report
from tests.true_scores import true_scores

READER = "simulated"
YEAR = "2568"
CERTAIN = 0.99
KNOWS_BETTER = 0.9
"""How often the right reading is among those that the engine holds possible besides a wrong one."""
SURENESS = ((0.9995, 0.98, 0.8), (85, 10, 5))
"""Probabilities that the engine gives, and how often."""
CONFUSIONS = tomllib.loads((Path(__file__).parent / "digit_confusions.toml").read_text("utf-8"))

Printed = dict[Key, Decimal]
Layout = Callable[[Printed], Printed]


def everything(scores: Printed) -> Printed:
    """All scores that any equation or lattice is about: open-data items of this year are about none."""
    return {key: value for key, value in scores.items() if not (key.is_question and key.code[0] == "O")}


def below_full(scores: Printed) -> Printed:
    """The usual report: indicators, total, and the questions below full marks."""
    return {
        key: value
        for key, value in everything(scores).items()
        if key == TOTAL or key.code.isdecimal() or (key.is_question and value < 100)
    }


def overview(scores: Printed) -> Printed:
    """Indicators and the total alone."""
    return {key: value for key, value in scores.items() if key == TOTAL or key.code.isdecimal()}


LAYOUTS: Mapping[str, Layout] = {"all scores": everything, "below 100": below_full, "overview": overview}


def confuse(digit: str, rng: Random) -> str:
    """Return what a digit is taken for."""
    likely = CONFUSIONS["likely"][digit]
    others = [other for other in "0123456789" if other != digit]
    rest = CONFUSIONS["rest"] / len(others)
    return rng.choices(others, [likely.get(other, 0.0) + rest for other in others])[0]


def misread(value: Decimal, rng: Random) -> Decimal:
    """Return a score with one wrong digit; a zero in front is no number and is not read as one."""
    text = str(value)
    place = rng.choice([at for at, digit in enumerate(text) if digit != "."])
    wrong = text[:place] + confuse(text[place], rng) + text[place + 1 :]
    return misread(value, rng) if wrong.startswith("0") and wrong[1] != "." else Decimal(wrong)


def misprint(value: Decimal, others: Sequence[Decimal], rng: Random) -> Decimal:
    """Return what an author prints by mistake: another score, two digits swapped, or one wrong digit."""
    text = f"{value:05.2f}"
    kind = rng.random()
    if kind < 0.5:
        return rng.choice([other for other in others if other != value] or [value + 1])
    if kind < 0.75 and text[0] != text[1]:
        return Decimal(text[1] + text[0] + text[2:])
    return misread(value, rng)


@dataclass(frozen=True)
class Case:
    """One report, read by an engine that knows how sure it is."""

    made: Report
    shown: Printed
    """What the page shows."""
    true: Printed
    """What it should show."""

    def read(self, key: Key) -> Decimal | None:
        """Return the value that was read."""
        score = self.made.score(key)
        return score.reading.value if score is not None else None

    @property
    def wrong(self) -> Printed:
        """Return the true values of the scores that are printed or read wrong."""
        return {key: value for key, value in self.true.items() if self.read(key) != value}


def make(layout: Layout, errors: int, author: int, rules: Framework, rng: Random) -> Case:
    """Make a report with so many misread digits and so many misprints."""
    true = layout(dict(true_scores(rules, rng).scores))
    keys = rng.sample(sorted(true), min(len(true), errors + author))
    shown = dict(true)
    for key in keys[errors:]:
        shown[key] = misprint(true[key], list(true.values()), rng)
    scores = tuple(
        Score(key, misreading(value, rng) if key in keys[:errors] else sure_reading(value, rng), Origin.TABLE)
        for key, value in shown.items()
    )
    return Case(report(scores=scores, lists_only_below_full=layout is below_full), shown, true)


def make_naturally(layout: Layout, rules: Framework, rng: Random) -> Case:
    """Make a report whose numbers are read by an engine that is right as often as it says."""
    true = layout(dict(true_scores(rules, rng).scores))
    scores = []
    for key, value in true.items():
        sure = rng.choices(*SURENESS)[0]
        read = sure_reading(value, rng) if rng.random() < sure else misreading(value, rng)
        scores.append(Score(key, replace(read, confidence=sure), Origin.TABLE))
    return Case(report(scores=tuple(scores), lists_only_below_full=layout is below_full), true, true)


def sure_reading(value: Decimal, rng: Random) -> Reading[Decimal]:
    """Return a right reading; the engine holds one other value possible."""
    return _reading(value, 0.9995, [(str(misread(value, rng)), 0.0005)])


def misreading(value: Decimal, rng: Random) -> Reading[Decimal]:
    """Return a wrong reading; mostly the engine doubts it and holds the right one possible."""
    wrong = misread(value, rng)
    sure = rng.choices((0.6, 0.9, 0.98, 0.9995), (3, 4, 2, 1))[0]
    others = [(str(misread(value, rng)), (1 - sure) / 3)]
    if rng.random() < KNOWS_BETTER:
        others = [(str(value), (1 - sure) / 2), *others]
    return _reading(wrong, sure, others)


def _reading(value: Decimal, sure: float, others: Sequence[tuple[str, float]]) -> Reading[Decimal]:
    made: Reading[Decimal] = reading(value, reader=READER, confidence=sure, alternatives=others)
    return made


@dataclass
class Tally:
    """What became of many reports."""

    reports: int = 0
    damaged: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    numbers: int = 0

    def add(self, case: Case, rules: Framework, certain: float = CERTAIN) -> None:
        """Check, reconcile and judge one report as a run does."""
        began = time.process_time()
        explanation = explain_report(case.made, rules)[0]
        mended = reconcile_report(case.made, [explanation], certain)
        checks = validate_report(mended, rules)
        self.seconds += time.process_time() - began
        first = checks if mended is case.made else validate_report(case.made, rules)
        self.reports += 1
        self.damaged += bool(case.wrong)
        self.counts.update(_outcome(case, first, explanation))
        self.counts.update(_mended(case, mended))
        verdicts = [_accepted(mended, key, checks, certain) for key in case.shown]
        self.numbers += len(verdicts)
        self.counts["accepted"] += sum(verdicts)
        after = [mended.score(key) for key in case.shown]
        self.counts["accepted and wrong"] += sum(
            accepted and score is not None and score.reading.value != case.shown[score.key]
            for accepted, score in zip(verdicts, after, strict=True)
        )


def _outcome(case: Case, checks: Sequence[CheckResult], explanation: Explanation) -> Iterator[str]:
    """Yield what the checks made of a report."""
    failed = [check for check in checks if check.outcome is Outcome.FAIL]
    if any(check.severity is Severity.ERROR for check in failed):
        yield "detected" if case.wrong else "false alarm"
    elif failed and case.wrong:
        yield "pointed out"
    if explanation.certain_changes and case.wrong:
        changes = {change.key: change.value for change in explanation.certain_changes}
        right = all(case.true[key] == value for key, value in changes.items())
        yield ("repaired" if changes.keys() == case.wrong.keys() else "partly") if right else "wrong repair"


def _mended(case: Case, mended: Report) -> Iterator[str]:
    """Yield whether each value that was put right is what the page shows."""
    for score in mended.scores:
        if score.reading.reader != READER:
            yield "put right" if score.reading.value == case.shown[score.key] else "put wrong"


def _accepted(made: Report, key: Key, checks: Sequence[CheckResult], certain: float) -> bool:
    """Tell whether a score's value is accepted; the simulated engine's confidence is its probability."""
    printings = made.printings(key)
    grounds = score_grounds(printings, "", key, tally(checks))
    if printings[0].reading.reader == READER:
        grounds = replace(grounds, probability=printings[0].reading.confidence)
    return judge(grounds, certain)[0] is Status.ACCEPTED


COLUMNS = (
    "detected", "pointed out", "repaired", "partly", "wrong repair", "put right", "put wrong", "false alarm",
)  # fmt: skip


def main(reports: int) -> None:
    """Print what becomes of reports with mistakes, for every layout, and the risk of accepting."""
    rules, rng = load_framework(YEAR), Random(2568)
    print(f"{reports} reports a row; shares are of reports with a mistake, 'repaired' of those detected")
    print(f"{'layout':<11}{'misread':>8}{'misprint':>9}" + "".join(f"{name:>13}" for name in COLUMNS) + f"{'ms':>7}")
    for name, layout in LAYOUTS.items():
        for errors, author in ((0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1)):
            held = Tally()
            for _ in range(reports):
                held.add(make(layout, errors, author, rules, rng), rules)
            print(f"{name:<11}{errors:>8}{author:>9}{_cells(held)}", flush=True)
    print(f"\n{'layout':<11}{'certain':>9}{'numbers':>9}{'misread':>9}{'accepted':>10}{'and wrong':>11}")
    for name, layout in LAYOUTS.items():
        cases = [make_naturally(layout, rules, rng) for _ in range(reports)]
        for certain in (0.5, 0.9, 0.99, 0.999):
            held = Tally()
            for case in cases:
                held.add(case, rules, certain)
            wrong = sum(len(case.wrong) for case in cases)
            share = held.counts["accepted"] / held.numbers
            print(f"{name:<11}{certain:>9}{held.numbers:>9}{wrong:>9}{share:>10.2%}"
                  f"{held.counts['accepted and wrong']:>11}", flush=True)  # fmt: skip


def _cells(held: Tally) -> str:
    counts = held.counts
    shares = {"detected": held.damaged, "pointed out": held.damaged, "repaired": counts["detected"]}
    texts = [f"{counts[name] / max(shares[name], 1):.2%}" if name in shares else str(counts[name]) for name in COLUMNS]
    return "".join(f"{text:>13}" for text in texts) + f"{held.seconds / held.reports * 1000:>7.1f}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
