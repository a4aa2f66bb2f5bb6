"""What no code can catch: every digit of true reports read as every other one, weighed by how often that happens."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from pipeline.arithmetic.equations import equations
from pipeline.facts import Framework
from pipeline.model.check import Outcome, Severity
from pipeline.model.report import Key, Report
from pipeline.validate import validate_report
from tests.bench.digit_confusions import Confusions
from tests.bench.trust_cases import CONFUSIONS, LAYOUTS, NUMERALS, Layout, below_full, is_padded, of_readings
from tests.build import reading
from tests.true_scores import true_scores

PLACES = ("hundreds", "tens", "units", "tenths", "hundredths")
VERDICTS = ("means", "lattice", "warning", "nothing")


def show_limits(rules: Framework, reports: int) -> None:
    """Print which share of single misread digits each code tells, in which place of the number."""
    print(f"\nEvery possible single misread digit of {reports} true reports, by its chance: what tells it first")
    print("means: no true values round to what is printed. lattice: nor do the answers of one sample. warning: only")
    print("roundings that nobody prints explain the last digit. nothing: as printed it is a true report.")
    print(f"{'layout':<11}{'place':<12}{'chance':>8}" + "".join(f"{name:>10}" for name in VERDICTS))
    for name, layout in LAYOUTS.items():
        chances: Counter[tuple[str, str]] = Counter()
        rng = Random(2570)
        for _ in range(reports):
            true = layout(true_scores(rules, rng).scores)
            for place, verdict, chance in verdicts(rules, layout, true, CONFUSIONS[rng.choice(NUMERALS)]):
                chances[place, verdict] += chance  # type: ignore[assignment] # shares, not counts
        for place in (*PLACES, "any"):
            held = {v: sum(c for (p, w), c in chances.items() if w == v and place in (p, "any")) for v in VERDICTS}
            total = sum(held.values())
            if total:
                cells = "".join(f"{held[verdict] / total:>10.2%}" for verdict in VERDICTS)
                print(f"{name:<11}{place:<12}{total / reports:>8.2%}{cells}", flush=True)


def verdicts(
    rules: Framework, layout: Layout, true: dict[Key, Decimal], known: Confusions
) -> Iterator[tuple[str, str, float]]:
    """Yield for each misreading of one digit its place, what tells it, and its chance."""
    full = layout is below_full
    made = of_readings({key: reading(value) for key, value in true.items()}, layout)
    held = {key: [e for e in equations(rules, true, full=full) if key in e.involved()] for key in true}
    for key, value in true.items():
        for place, wrong, chance in misreadings(value, known):
            printed = {**true, key: wrong}
            if wrong > 100 or not all(equation.holds(printed) for equation in held[key]):
                verdict = "means"
            else:
                verdict = _told(rules, made, key, wrong)
            yield place, verdict, chance / len(true)


def misreadings(value: Decimal, known: Confusions) -> Iterator[tuple[str, Decimal, float]]:
    """Yield each reading of a score with one wrong digit, which place that is in, and its chance."""
    text = str(value)
    found = [
        (PLACES[len(PLACES) - len(text) + at + (at < text.index("."))], text[:at] + other + text[at + 1 :], chance)
        for at, digit in enumerate(text)
        if digit != "."
        for other, chance in _chances(digit, known)
    ]
    found = [(place, wrong, chance) for place, wrong, chance in found if not is_padded(wrong)]
    total = sum(chance for _, _, chance in found)
    for place, wrong, chance in found:
        yield place, Decimal(wrong), chance / total


def _chances(digit: str, known: Confusions) -> Iterator[tuple[str, float]]:
    chances = known.chances(digit)
    for other, chance in chances.items():
        yield other, known.rate(digit) * chance / sum(chances.values())


def _told(rules: Framework, made: Report, key: Key, wrong: Decimal) -> str:
    """Return what tells a wrong value with which all means hold."""
    scores = tuple(
        replace(score, reading=replace(score.reading, value=wrong)) if score.key == key else score
        for score in made.scores
    )
    failed = [c for c in validate_report(replace(made, scores=scores), rules) if c.outcome is Outcome.FAIL]
    if any(check.severity is Severity.ERROR for check in failed):
        return "lattice"
    return "warning" if any(c.check_id == "last_digit" and key in c.involves for c in failed) else "nothing"
