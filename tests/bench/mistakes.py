"""How far arithmetic can be trusted: true reports with wrong digits and misprints, by the thousand.

Run with ``python -m tests.bench.mistakes [REPORTS]``.
"""

import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from pipeline.facts import TOTAL, Framework, load_framework
from pipeline.facts.repair import Explanation
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import Key, Origin, Report, Score
from pipeline.validate import validate_report
from pipeline.validate.ledger import open_case
from tests.build import reading, report
from tests.true_scores import true_scores

READER = "simulated"
YEAR = "2568"
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
    """One report and what is wrong in it."""

    made: Report
    wrong: Printed
    """The true values of the scores that are printed or read wrong."""


def make(layout: Layout, errors: int, author: int, rules: Framework, rng: Random) -> Case:
    """Make a report with so many misread digits and so many misprints."""
    true = layout(dict(true_scores(rules, rng).scores))
    keys = rng.sample(sorted(true), min(len(true), errors + author))
    shown = dict(true)
    for key in keys[:errors]:
        shown[key] = misread(true[key], rng)
    for key in keys[errors:]:
        shown[key] = misprint(true[key], list(true.values()), rng)
    scores = tuple(
        Score(key, reading(value, reader=READER, confidence=0.9), Origin.TABLE) for key, value in shown.items()
    )
    wrong = {key: true[key] for key in keys if shown[key] != true[key]}
    return Case(report(scores=scores, lists_only_below_full=layout is below_full), wrong)


def outcome(case: Case, checks: Sequence[CheckResult], explanation: Explanation) -> str:
    """Return what became of a report."""
    errors = [c for c in checks if c.outcome is Outcome.FAIL and c.severity is Severity.ERROR]
    if not case.wrong:
        return "false alarm" if errors or explanation.changes else "quiet"
    if not errors:
        return "missed"
    if not explanation.unique:
        return "detected"
    repaired = {change.key: change.value for change in explanation.changes}
    if any(case.wrong.get(key) != value for key, value in repaired.items()):
        return "wrong repair"
    return "repaired" if len(repaired) == len(case.wrong) else "partly repaired"


def main(reports: int) -> None:
    """Print what becomes of reports with mistakes, for every layout."""
    rules, rng = load_framework(YEAR), Random(2568)
    print(f"{'layout':<11}{'wrong digits':>13}{'misprints':>10}{'reports':>9}{'detected':>10}{'repaired':>10}"
          f"{'of detected':>12}{'wrong repair':>13}{'false alarm':>12}{'ms':>7}")  # fmt: skip
    for name, layout in LAYOUTS.items():
        for errors, author in ((0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1)):
            _row(name, [make(layout, errors, author, rules, rng) for _ in range(reports)], errors, author, rules)


def _row(name: str, cases: Sequence[Case], errors: int, author: int, rules: Framework) -> None:
    counts: Counter[str] = Counter()
    spent = 0.0
    for case in cases:
        began = time.process_time()
        checks = validate_report(case.made, rules)
        spent += time.process_time() - began
        counts[outcome(case, checks, open_case(case.made, rules).own.explanation)] += 1
    detected = counts["detected"] + counts["repaired"] + counts["partly repaired"] + counts["wrong repair"]
    damaged = max(detected + counts["missed"], 1)
    print(f"{name:<11}{errors:>13}{author:>10}{len(cases):>9}{detected / damaged:>10.2%}{counts['repaired']:>10}"
          f"{counts['repaired'] / max(detected, 1):>12.2%}{counts['wrong repair']:>13}{counts['false alarm']:>12}"
          f"{spent / len(cases) * 1000:>7.1f}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
