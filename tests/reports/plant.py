"""Plants inconsistencies in true reports, of the kinds that authors and typists make, one at a time."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.reports import plant_people, plant_plan
from tests.reports.framework import INSTRUMENTS
from tests.reports.planting import (
    add,
    computable,
    row_of,
    shifted,
    some,
    subject_of,
    weak_of,
    with_indicator,
    with_question,
)
from tests.reports.truth import Plant, Printing, Truth


def plant(truth: Truth, check_id: str, random: Random) -> Truth:
    """Return the document with one inconsistency, which its truth names.

    Raises:
        NoPlaceError: If the document has no place for it.
    """
    return PLANTS[check_id](truth, random)


def _total(truth: Truth, random: Random) -> Truth:
    true = truth.report.total_score
    bounds = (95, 85, 75, 70, 65, 55, 50)
    shifts = [by for by in ("0.90", "-0.90", "0.30", "-0.30", "0.09", "-0.09") if _same_side(true, by, bounds)]
    printed = shifted(true, some(random, shifts, "change that keeps the level"))
    report = replace(truth.report, total_score=printed)
    own = (replace(truth.agency_results[0], total_score=printed),)
    return add(replace(truth, report=report, agency_results=own), Plant("total", "total_score", printed, true))


def _same_side(score: str, by: str, bounds: tuple[int, ...]) -> bool:
    before, after = Decimal(score), Decimal(shifted(score, by))
    return all((before >= bound) == (after >= bound) for bound in bounds)


def _level(truth: Truth, random: Random) -> Truth:
    letters = truth.report.assessed_fy_be <= 2565
    names = ["AA", "A", "B", "C"] if letters else ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง"]
    true = truth.report.result_level
    printed = some(random, [name for name in names if name != true], "other level")
    report = replace(truth.report, result_level=printed)
    own = (replace(truth.agency_results[0], result_level=printed),)
    return add(replace(truth, report=report, agency_results=own), Plant("level", "result_level", printed, true))


def _indicator_mean(truth: Truth, random: Random) -> Truth:
    number = some(random, sorted({f.indicator_no for f in computable(truth)}), "indicator with weak questions")
    true = row_of(truth, number).score
    printed = shifted(true, random.choice(("-0.50", "-0.27", "-1.00")))
    made = Plant("indicator_mean", f"indicator {number}", printed, true)
    return add(with_indicator(truth, number, printed), made)


def _instrument_mean(truth: Truth, random: Random) -> Truth:
    own = truth.agency_results[0]
    names = [
        name for name in INSTRUMENTS if getattr(own, name.lower()) and not getattr(own, f"{name.lower()}_weighted")
    ]
    name = some(random, names, "printed instrument mean")
    true = getattr(own, name.lower())
    printed = shifted(true, "-0.60")
    own = replace(own, **{name.lower(): printed})
    return add(replace(truth, agency_results=(own,)), Plant("instrument_mean", name, printed, true))


def _weighted_points(truth: Truth, random: Random) -> Truth:
    own = truth.agency_results[0]
    keys = [f"{name.lower()}_weighted" for name in INSTRUMENTS if getattr(own, f"{name.lower()}_weighted")]
    key = some(random, keys, "weighted points")
    true = getattr(own, key)
    printed = shifted(true, "-0.40")
    made = Plant("weighted_points", f"points {key.split('_')[0].upper()}", printed, true)
    return add(replace(truth, agency_results=(replace(own, **{key: printed}),)), made)


def _printed_twice(truth: Truth, random: Random) -> Truth:
    number = some(random, sorted({f.indicator_no for f in truth.findings}), "indicator with a heading")
    true = row_of(truth, number).score
    printed = shifted(true, random.choice(("2.00", "-3.10", "0.45")))
    made = Plant("printed_twice", f"indicator {number}", printed, true)
    printing = Printing("heading", f"indicator {number}", printed)
    return add(replace(truth, printings=(*truth.printings, printing)), made)


def _misprint(truth: Truth, random: Random) -> Truth:
    finding = some(random, computable(truth), "weak question")
    true = finding.printed_score
    printed = shifted(true, random.choice(("-3.00", "-1.20", "-0.70")))
    subject = subject_of(finding.part, finding.question_id)
    follows = (("indicator_mean", f"indicator {finding.indicator_no}"), ("lattice", subject))
    return add(with_question(truth, finding, printed), Plant("misprint", subject, printed, true, follows))


def _question_placement(truth: Truth, random: Random) -> Truth:
    finding = some(random, weak_of(truth), "weak question")
    numbers = INSTRUMENTS["IIT" if finding.question_id[0] == "I" else "EIT"]
    under = random.choice([number for number in numbers if number != finding.indicator_no])
    findings = tuple(replace(f, under=under) if f is finding else f for f in truth.findings)
    made = Plant(
        "question_placement",
        subject_of(finding.part, finding.question_id),
        f"indicator {under}",
        f"indicator {finding.indicator_no}",
    )
    return add(replace(truth, findings=findings), made)


def _doubled_item(truth: Truth, random: Random) -> Truth:
    number = some(random, [row.indicator_no for row in truth.indicator_scores], "indicator")
    printing = Printing("table", f"indicator {number} rows", "2")
    made = Plant("doubled_item", f"indicator {number}", "2", "1")
    return add(replace(truth, printings=(*truth.printings, printing)), made)


def _missing_item(truth: Truth, random: Random) -> Truth:
    """An indicator that the score table leaves out, and of which no heading tells the score either."""
    headed = {f.heading for f in truth.findings} if truth.layout["narrative"] == "table" else set(range(11))
    numbers = [row.indicator_no for row in truth.indicator_scores if row.indicator_no not in headed]
    number = some(random, numbers, "indicator without a heading")
    rows = tuple(row for row in truth.indicator_scores if row.indicator_no != number)
    return add(replace(truth, indicator_scores=rows), Plant("missing_item", f"indicator {number}", "", ""))


def _agency_name(truth: Truth, random: Random) -> Truth:
    """The name spelled otherwise in the opening: a letter of its last word is another one."""
    name = truth.report.agency_name
    pairs = (("ง", "ย"), ("น", "ม"), ("ก", "ภ"), ("ว", "ร"), ("บ", "ป"))
    spellings = [name[:i] + b + name[i + 1 :] for a, b in pairs if (i := name.rfind(a)) > len(name) * 2 // 3]
    spelled = some(random, spellings, "letter to mistake")
    printing = Printing("name", "opening", spelled)
    return add(
        replace(truth, printings=(*truth.printings, printing)), Plant("agency_name", "agency_name", spelled, name)
    )


def _year(truth: Truth, random: Random) -> Truth:
    year = truth.report.assessed_fy_be
    printed = str(year + random.choice((-1, 1)))
    printing = Printing("title", "year", printed)
    return add(
        replace(truth, printings=(*truth.printings, printing)), Plant("year", "assessed_fy_be", printed, str(year))
    )


def _range(truth: Truth, random: Random) -> Truth:
    """A score over 100, in the table and wherever else it stands; the total is as it was."""
    number = some(random, sorted({f.indicator_no for f in weak_of(truth)}), "indicator with weak questions")
    true = row_of(truth, number).score
    printed = f"{Decimal(true) + 10:.2f}" if Decimal(true) >= 90 else f"1{true}"
    rows = tuple(replace(r, score=printed) if r.indicator_no == number else r for r in truth.indicator_scores)
    follows = (("indicator_mean", f"indicator {number}"), ("total", "total_score"))
    made = Plant("range", f"indicator {number}", printed, true, follows)
    return add(replace(truth, indicator_scores=rows), made)


def disagreeing(truth: Truth, random: Random) -> Truth:
    """Return a second document about the same agency and year that prints another score for one indicator."""
    number = some(random, sorted({f.indicator_no for f in weak_of(truth)}), "indicator with weak questions")
    true = row_of(truth, number).score
    printed = shifted(true, "-2.00")
    made = Plant(
        "documents_disagree", f"indicator {number}", printed, true, (("indicator_mean", f"indicator {number}"),)
    )
    return add(with_indicator(truth, number, printed), made)


PLANTS: dict[str, Callable[[Truth, Random], Truth]] = {
    "total": _total,
    "level": _level,
    "indicator_mean": _indicator_mean,
    "instrument_mean": _instrument_mean,
    "weighted_points": _weighted_points,
    "printed_twice": _printed_twice,
    "misprint": _misprint,
    "question_placement": _question_placement,
    "lattice": plant_people.lattice,
    "parts_swapped": plant_people.parts_swapped,
    "missing_item": _missing_item,
    "doubled_item": _doubled_item,
    "weak_without_plan": plant_plan.weak_without_plan,
    "plan_without_weak": plant_plan.plan_without_weak,
    "plan_period": plant_plan.plan_period,
    "period_order": plant_plan.period_order,
    "agency_name": _agency_name,
    "year": _year,
    "range": _range,
    "rank_order": plant_plan.rank_order,
    "announcement_sum": plant_plan.announcement_sum,
}
