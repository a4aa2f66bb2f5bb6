"""How long checking takes: a report with a mistake, and an announcement of 500 institutions."""

import time
from collections.abc import Mapping
from decimal import Decimal
from random import Random

from pipeline.facts import TOTAL, Framework
from pipeline.model.report import AgencyResult, Key, Report
from pipeline.validate import validate_report
from tests.bench.trust_cases import LAYOUTS, make
from tests.build import agency, report
from tests.true_scores import POINTS, Truth, true_scores

REPORTS = 60
ROWS = 500
TIMES = 3
WRONG = 10
"""One row in so many of an announcement does not add up."""


def show_speed(rules: Framework) -> None:
    """Print milliseconds of processor time, the usual and the worst."""
    print(f"\n{'checking takes, in ms':<52}{'median':>9}{'worst':>9}")
    rng = Random(2571)
    for name, layout in LAYOUTS.items():
        for errors in (0, 1, 3):
            reports = [make(layout, errors, 0, rules, rng).made for _ in range(REPORTS)]
            _show(f"report, {name}, {errors} misread", sorted(_timed(one, rules) for one in reports))
    for name, scores, points in (("scores", True, False), ("points", False, True), ("both", True, True)):
        made = [announcement(rules, rng, scores=scores, points=points) for _ in range(3)]
        _show(f"announcement of {ROWS}, {name}", sorted(_timed(one, rules) for one in made))


def announcement(rules: Framework, rng: Random, *, scores: bool, points: bool) -> Report:
    """Return an announcement of many agencies, some rows of which do not add up."""
    rows = [_row(true_scores(rules, rng), number, scores=scores, points=points) for number in range(1, ROWS + 1)]
    return report(agencies=tuple(rows), agency_name=None, scores=())


def _row(true: Truth, number: int, *, scores: bool, points: bool) -> AgencyResult:
    total = true.scores[TOTAL] - (1 if number % WRONG == 0 else 0)
    values = {"ITA": total} | ({code: true.scores[Key(code)] for code in POINTS} if scores else {})
    weighted = {code: true.points[Key(code)] for code in POINTS} if points else {}
    return agency(f"ที่ {number}", _texts(values), _texts(weighted), row_no=number)


def _texts(values: Mapping[str, Decimal]) -> dict[str, str]:
    return {code: str(value) for code, value in values.items()}


def _timed(made: Report, rules: Framework) -> float:
    """Return the milliseconds that checking takes: the least of three times, for other programs only add to them."""
    taken = []
    for _ in range(TIMES):
        before = time.process_time()
        validate_report(made, rules)
        taken.append(time.process_time() - before)
    return 1000 * min(taken)


def _show(name: str, taken: list[float]) -> None:
    print(f"{name:<52}{taken[len(taken) // 2]:>9.1f}{taken[-1]:>9.1f}", flush=True)
