"""Inconsistencies that only the people behind the scores tell, planted only where they are sure to tell them.

All questions of one part are answered by the same people, in even steps: with ``m`` cells, people times steps, every
score is ``100 * (1 - k / m)``. A plant is visible if the scores as printed come from no number of people up to 800,
those that are true come from one up to 60, and so many scores are printed that this is no chance.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from tests.reports.framework import INSTRUMENTS, PERIODS, half_up
from tests.reports.planting import add, computable, shifted, some, subject_of, with_indicator, with_question
from tests.reports.truth import FindingTruth, Plant, Truth

FEWEST = 6
"""So many other scores of the part, below full marks, are needed."""
USUAL, MOST = 60, 800
"""People who answer in most places, and more than anywhere."""
TOLD, KNOWN = (3, 5), (3, 4, 5)
"""Steps of an answer on the scales that the scores seen fit, and on any even scale."""


def come_from(scores: Iterable[str], people: int, steps: tuple[int, ...]) -> bool:
    """Tell whether some number of people gives all of some scores."""
    lost = [int((100 - Decimal(score)) * 100) for score in scores]
    return any(all(_is_on(one, n * step) for one in lost) for step in steps for n in range(5, people + 1))


def _is_on(lost: int, cells: int) -> bool:
    """Tell whether what a score lost, in hundredths, is a number of cells rounded."""
    beside = lost * cells % 10_000
    return 2 * min(beside, 10_000 - beside) <= cells


def _below_full(truth: Truth, part: str, letter: str, is_meant: Callable[[str], bool]) -> list[str]:
    """Return the printed scores below full marks of a part's questions, of those that are meant."""
    return [
        row.score
        for row in truth.question_scores
        if row.part == part and row.question_id[0] == letter and is_meant(row.question_id) and Decimal(row.score) < 100
    ]


def lattice(truth: Truth, random: Random) -> Truth:
    """Print a score that no sample gives; the indicator and the total are computed from it, so only the people tell."""
    found = [
        (finding, shifted(finding.printed_score, by))
        for finding in computable(truth)
        for by in ("-0.13", "-0.19", "-0.07")
        if _is_told(truth, finding, shifted(finding.printed_score, by))
    ]
    finding, printed = some(random, found, "score whose sample is known")
    moved = with_question(truth, finding, printed)
    truth = with_indicator(moved, finding.indicator_no, _mean(moved, finding.indicator_no, 2 if finding.part else 1))
    subject = subject_of(finding.part, finding.question_id)
    return add(truth, Plant("lattice", subject, printed, finding.printed_score))


def _mean(truth: Truth, number: int, parts: int) -> str:
    """Return the mean of an indicator's questions, those that are not printed being full marks."""
    count = parts * len(PERIODS[truth.report.assessed_fy_be].questions(number))
    lost = sum(100 - Decimal(row.score) for row in truth.question_scores if row.indicator_no == number)
    return f"{half_up(100 - Fraction(lost) / count):.2f}"


def _is_told(truth: Truth, finding: FindingTruth, printed: str) -> bool:
    own = finding.question_id
    others = _below_full(truth, finding.part, own[0], lambda code: code != own)
    if len(others) < FEWEST or not come_from(others, USUAL, TOLD):
        return False
    return not come_from((*others, printed), MOST, KNOWN)


def parts_swapped(truth: Truth, random: Random) -> Truth:
    """Exchange the public and the survey scores of an indicator, wherever they stand."""
    found = [number for number in INSTRUMENTS["EIT"] if _is_swap_told(truth, number)]
    number = some(random, found, "indicator whose parts are of different people")
    other = {"public": "survey", "survey": "public", "": ""}
    swap = {
        name: tuple(
            replace(row, part=other[row.part]) if row.indicator_no == number else row for row in getattr(truth, name)
        )
        for name in ("findings", "question_scores", "remediation_items")
    }
    swap["findings"] = tuple(sorted(swap["findings"], key=lambda f: (f.indicator_no, f.part)))
    codes = _differing(truth, number)
    subject = codes[0] if len(codes) == 1 else f"indicator {number}"
    return add(replace(truth, **swap), Plant("parts_swapped", subject, "", ""))


def _differing(truth: Truth, number: int) -> list[str]:
    """Return the questions of an indicator whose two parts have different scores."""
    codes = PERIODS[truth.report.assessed_fy_be].questions(number)
    scores = {code: [_below_full(truth, part, "E", code.__eq__) for part in ("public", "survey")] for code in codes}
    return [code for code, (public, survey) in scores.items() if public != survey]


def _is_swap_told(truth: Truth, number: int) -> bool:
    if len(PERIODS[truth.report.assessed_fy_be].parts) < 2:
        return False
    codes = PERIODS[truth.report.assessed_fy_be].questions(number)
    stay = {part: _below_full(truth, part, "E", lambda code: code not in codes) for part in ("public", "survey")}
    move = {part: _below_full(truth, part, "E", codes.__contains__) for part in ("public", "survey")}
    if not all(come_from(stay[part] + move[part], USUAL, TOLD) for part in stay):
        return False
    printed = (stay["public"] + move["survey"], stay["survey"] + move["public"])
    mixed = [scores for scores in printed if not come_from(scores, MOST, KNOWN)]
    return sum(len(scores) for scores in mixed) >= FEWEST
