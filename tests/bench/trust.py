"""How far arithmetic can be trusted: true reports with wrong digits and misprints, by the thousand.

    python -m tests.bench.trust [--reports 1000]
    python -m tests.bench.trust --reports 10000 --bars    # true reports and single misread digits only

Wrong digits are drawn from what the recogniser confuses: see ``tests.bench.digit_confusions``.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from pipeline.arithmetic.repair import Explanation
from pipeline.facts import Framework, load_framework
from pipeline.judge import judge
from pipeline.judge.evidence import score_grounds, tally
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.judgement import Status
from pipeline.model.report import Key, Report
from pipeline.reconcile import reconcile_report
from pipeline.validate import check_case, open_case, validate_report
from tests.bench.trust_cases import LAYOUTS, READER, Case, make, make_naturally
from tests.bench.trust_limits import show_limits
from tests.bench.trust_speed import show_speed

YEAR = "2568"
CERTAIN = 0.99
MISTAKES = ((0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1))
"""Misread digits and misprints of a report."""
BARS = ((0, 0), (1, 0))
LIMITED = 50
"""One in so many reports is also gone through digit by digit."""


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
        opened = open_case(case.made, rules)
        first = check_case(opened)
        self.seconds += time.process_time() - began
        explanation = opened.own.explanation
        mended = reconcile_report(case.made, [explanation], certain)
        checks = first if mended is case.made else validate_report(mended, rules)
        self.reports += 1
        self.damaged += bool(case.wrong)
        self.counts.update(_outcome(case, first, explanation))
        self.counts.update(_mended(case, mended))
        verdicts = {key: _accepted(mended, key, checks, certain) for key in case.shown}
        self.numbers += len(verdicts)
        self.counts["accepted"] += sum(verdicts.values())
        for key, accepted in verdicts.items():
            score = mended.score(key)
            wrong = score is not None and score.reading.value != case.shown[key]
            self.counts["wrong accepted"] += accepted and wrong


def _outcome(case: Case, checks: Sequence[CheckResult], explanation: Explanation) -> Iterator[str]:
    """Yield what the checks made of a report."""
    failed = [check for check in checks if check.outcome is Outcome.FAIL]
    warned = [check for check in failed if check.check_id == "last_digit"]
    if any(check.severity is Severity.ERROR for check in failed):
        yield "error" if case.wrong else "false error"
    elif any(case.wrong.keys() & set(check.involves) for check in warned) or (warned and not case.wrong):
        yield "warning"
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
    "error", "warning", "repaired", "partly", "wrong repair", "put right", "put wrong", "wrong accepted", "false error",
)  # fmt: skip


def main() -> int:
    """Print what becomes of reports with mistakes, what no code can catch, and the risk of accepting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000, help="reports of each row (1000)")
    parser.add_argument("--bars", action="store_true", help="only true reports and single misread digits")
    given = parser.parse_args()
    rules = load_framework(YEAR)
    show_mistakes(rules, given.reports, BARS if given.bars else MISTAKES)
    show_limits(rules, max(given.reports // LIMITED, 5))
    show_speed(rules)
    if not given.bars:
        show_risk(rules, given.reports)
    return 0


def show_mistakes(rules: Framework, reports: int, mistakes: Sequence[tuple[int, int]]) -> None:
    """Print what becomes of reports with so many misread digits and misprints."""
    print(f"{reports} reports a row. Shares: 'error' and 'warning' (no error, but the last digit of the wrong score is")
    print("pointed out) of all, 'repaired' (uniquely, all of it) of those with an error; the other columns are counts.")
    print(f"{'layout':<11}{'misread':>8}{'misprint':>9}" + "".join(f"{name:>15}" for name in COLUMNS) + f"{'ms':>7}")
    rng = Random(2568)
    for name, layout in LAYOUTS.items():
        for errors, author in mistakes:
            held = Tally()
            for _ in range(reports):
                held.add(make(layout, errors, author, rules, rng), rules)
            print(f"{name:<11}{errors:>8}{author:>9}{_cells(held)}", flush=True)


def show_risk(rules: Framework, reports: int) -> None:
    """Print how much is accepted, and how much of it is wrong, where the engine is right as often as it says."""
    rng = Random(2569)
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
                  f"{held.counts['wrong accepted']:>11}", flush=True)  # fmt: skip


def _cells(held: Tally) -> str:
    counts = held.counts
    shares = {"error": held.damaged, "warning": held.reports, "repaired": counts["error"]}
    texts = [f"{counts[name] / max(shares[name], 1):.2%}" if name in shares else str(counts[name]) for name in COLUMNS]
    return "".join(f"{text:>15}" for text in texts) + f"{held.seconds / held.reports * 1000:>7.1f}"


if __name__ == "__main__":
    sys.exit(main())
