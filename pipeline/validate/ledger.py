"""One agency's scores, prepared once for all checks: values, equations and what explains a contradiction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.arithmetic.equations import Equation, equations, points, ruled_out
from pipeline.arithmetic.repair import Explanation, explain
from pipeline.facts import Framework
from pipeline.facts.readers import is_spelled
from pipeline.model.report import AgencyResult, Key, Place, Reading, Report, Score
from pipeline.thai.numbers import decimal_in

MISSPELLED = 1e-6
"""Chance that a spelled value is not what the page shows."""
SUREST, LEAST_SURE = 1e-3, 0.3
"""Bounds for the chance that a reader is wrong: its own word is raw."""
LARGEST = 1000
"""What is no score at all, such as a number without its point, takes no part in any equation."""
PROVEN = 2
"""So many means that hold to the last digit show how a report lists its questions."""
OTHER_PRINTING = 0.3
"""Chance that another printing of the same score is the right one."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The scores of one agency."""

    agency_name: str
    """As printed; empty for the report's own."""
    printings: Mapping[Key, tuple[Score, ...]]
    """Every readable printing of a score, the published one first; points under ``points(key)``."""
    values: Mapping[Key, Decimal]
    """The published values; one above full marks too, since the equations may tell what it should be."""
    equations: tuple[Equation, ...]
    """What was or can be verified."""
    supposed: tuple[Equation, ...]
    """What fails if the questions that are not printed count as full marks, as those of other indicators prove to."""
    explanation: Explanation
    level: Reading[str] | None
    full: bool
    """Whether the report says that it lists only the questions below full marks."""

    @property
    def scanned(self) -> bool:
        """Tell whether scores were read off pictures, so that one may not have been found."""
        return any(not is_spelled(score.reading.reader) for scores in self.printings.values() for score in scores)

    def may_lack(self, equation: Equation) -> bool:
        """Tell whether a scanned question below full marks that was not found explains why an equation fails."""
        short = not equation.holds(self.values) and equation.error(self.values) < 0
        return self.scanned and bool(equation.full) and short

    def places(self, keys: Iterable[Key]) -> tuple[Place, ...]:
        """Return where the scores are printed, the published printing of each."""
        return tuple(place for key in keys if key in self.printings for place in self.printings[key][0].reading.places)


@dataclass(frozen=True, slots=True)
class Case:
    """A report with everything that checks need."""

    report: Report
    rules: Framework
    own: Ledger
    agencies: tuple[Ledger, ...]

    def ledgers(self) -> tuple[Ledger, ...]:
        """Return the report's own scores and those of every agency that it announces."""
        return (self.own, *self.agencies)


def open_case(report: Report, rules: Framework) -> Case:
    """Prepare a report's scores for checking."""
    keys = report.keys()
    own = {key: report.printings(key) for key in keys}
    return Case(
        report=report,
        rules=rules,
        own=_ledger("", own, report.weighted, report.result_level, rules, full=report.lists_only_below_full),
        agencies=tuple(_agency_ledger(agency, rules) for agency in report.agencies),
    )


def _agency_ledger(agency: AgencyResult, rules: Framework) -> Ledger:
    printings: dict[Key, tuple[Score, ...]] = {}
    for score in agency.scores:
        printings[score.key] = (*printings.get(score.key, ()), score)
    name = agency.agency_name.value or agency.agency_name.raw_text
    return _ledger(name, printings, agency.weighted, agency.result_level, rules, full=False)


def _ledger(
    agency_name: str,
    printings: Mapping[Key, tuple[Score, ...]],
    weighted: tuple[Score, ...],
    level: Reading[str] | None,
    rules: Framework,
    *,
    full: bool,
) -> Ledger:
    readable = {key: tuple(s for s in scores if s.reading.value is not None) for key, scores in printings.items()}
    for score in weighted:
        if score.reading.value is not None:
            readable[points(score.key)] = (*readable.get(points(score.key), ()), score)
    readable = {key: scores for key, scores in readable.items() if scores}
    published = {key: scores[0].reading.value for key, scores in readable.items()}
    values = {key: value for key, value in published.items() if value is not None and 0 <= value < LARGEST}
    held = _verifiable(rules, values, full=full)
    alternatives = {key: _alternatives(readable[key]) for key in values}
    misread = {key: _misread(readable[key][0]) for key in values}
    explanation = explain(rules, values, full=full, misread=misread, alternatives=alternatives)
    return Ledger(
        agency_name=agency_name,
        printings=readable,
        values=values,
        equations=held,
        supposed=() if full else _supposed(rules, values),
        explanation=replace(explanation, ruled_out=ruled_out(held, values, alternatives)),
        level=level,
        full=full,
    )


def _verifiable(rules: Framework, values: Mapping[Key, Decimal], *, full: bool) -> tuple[Equation, ...]:
    """Return the equations that can be checked.

    A question that is not printed counts as full marks where the report says that it lists only those below, or where
    the equation then holds to the last digit.
    """
    certain = equations(rules, values, full=full)
    if full:
        return certain
    known = {(equation.check_id, equation.whole) for equation in certain}
    supposed = equations(rules, values, full=True)
    return (
        *certain,
        *(
            e
            for e in supposed
            if (e.check_id, e.whole) not in known and e.check_id == "indicator_mean" and e.exact(values)
        ),
    )


def _supposed(rules: Framework, values: Mapping[Key, Decimal]) -> tuple[Equation, ...]:
    """Return the means that fail where a report lists, though it does not say so, only the questions below full marks.

    It does where that gives the printed mean of several indicators to the last digit, and of fewer it does not.
    """
    certain = {equation.whole for equation in equations(rules, values, full=False)}
    means = [e for e in equations(rules, values, full=True) if e.check_id == "indicator_mean" and e.full]
    told = [equation for equation in means if equation.whole not in certain]
    exact = sum(equation.exact(values) for equation in told)
    failing = tuple(equation for equation in told if not equation.holds(values))
    return failing if exact >= PROVEN and exact > len(failing) else ()


def _misread(score: Score) -> float:
    """Return the chance that a score was read wrong: as its reader has it, but no reader is taken to be perfect."""
    if is_spelled(score.reading.reader):
        return MISSPELLED
    return min(max(1.0 - score.reading.confidence, SUREST), LEAST_SURE)


def also_read(reading: Reading[Decimal]) -> dict[Decimal, float]:
    """Return the other readings of a score's ink that are numbers, with their probabilities."""
    found: dict[Decimal, float] = {}
    for text, chance in reading.alternatives:
        value = decimal_in(text)
        if value is not None:
            found[value] = max(chance, found.get(value, 0.0))
    return found


def _alternatives(printings: tuple[Score, ...]) -> dict[Decimal, float]:
    """Return what else a score may be: other readings of its ink, and its other printings."""
    found = also_read(printings[0].reading)
    for other in printings[1:]:
        if other.reading.value is not None and other.reading.value != printings[0].reading.value:
            found[other.reading.value] = max(OTHER_PRINTING, found.get(other.reading.value, 0.0))
    return found
