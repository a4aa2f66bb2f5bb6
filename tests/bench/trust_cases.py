"""True reports with wrong digits and misprints, as an engine would read them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from pipeline.facts import TOTAL, Framework
from pipeline.model.report import Key, Origin, Reading, Report, Score
from tests.bench.digit_confusions import DIGITS, Confusions, load
from tests.build import reading, report
from tests.true_scores import true_scores

READER = "simulated"
KNOWS_BETTER = 0.9
"""How often the right reading is among those that the engine holds possible besides a wrong one."""
SURENESS = ((0.9995, 0.98, 0.8), (85, 10, 5))
"""Probabilities that the engine gives, and how often."""
CONFUSIONS = load()
NUMERALS = ("thai", "thai", "arabic")
"""What reports are written in, as often as made ones are."""

Printed = Mapping[Key, Decimal]
Layout = Callable[[Printed], dict[Key, Decimal]]


def everything(scores: Printed) -> dict[Key, Decimal]:
    """All scores that any equation or lattice is about: open-data items of this year are about none."""
    return {key: value for key, value in scores.items() if not (key.is_question and key.code[0] == "O")}


def below_full(scores: Printed) -> dict[Key, Decimal]:
    """The usual report: indicators, total, and the questions below full marks."""
    return {
        key: value
        for key, value in everything(scores).items()
        if key == TOTAL or key.code.isdecimal() or (key.is_question and value < 100)
    }


def overview(scores: Printed) -> dict[Key, Decimal]:
    """Indicators and the total alone."""
    return {key: value for key, value in scores.items() if key == TOTAL or key.code.isdecimal()}


LAYOUTS: Mapping[str, Layout] = {"all scores": everything, "below 100": below_full, "overview": overview}


def misread(value: Decimal, known: Confusions, rng: Random) -> Decimal:
    """Return a score with one digit read wrong; a zero in front is no number and is not read as one."""
    text = str(value)
    places = [at for at, digit in enumerate(text) if digit != "."]
    place, digit = known.draw("".join(text[at] for at in places), rng)
    wrong = text[: places[place]] + digit + text[places[place] + 1 :]
    return misread(value, known, rng) if is_padded(wrong) else Decimal(wrong)


def is_padded(text: str) -> bool:
    """Tell whether a number is written with a zero in front."""
    return text.startswith("0") and text[1] != "."


def misprint(value: Decimal, others: Sequence[Decimal], rng: Random) -> Decimal:
    """Return what an author prints by mistake: another score, two digits swapped, or one wrong digit."""
    text = f"{value:05.2f}"
    kind = rng.random()
    if kind < 0.5:
        return rng.choice([other for other in others if other != value] or [value + 1])
    if kind < 0.75 and text[0] != text[1]:
        return Decimal(text[1] + text[0] + text[2:])
    place = rng.choice([at for at, digit in enumerate(text) if digit != "."])
    wrong = text[:place] + rng.choice(DIGITS.replace(text[place], "")) + text[place + 1 :]
    return misprint(value, others, rng) if is_padded(wrong) else Decimal(wrong)


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
    def wrong(self) -> dict[Key, Decimal]:
        """Return the true values of the scores that are printed or read wrong."""
        return {key: value for key, value in self.true.items() if self.read(key) != value}


def make(layout: Layout, errors: int, author: int, rules: Framework, rng: Random) -> Case:
    """Make a report with so many misread digits and so many misprints."""
    true = layout(true_scores(rules, rng).scores)
    known = CONFUSIONS[rng.choice(NUMERALS)]
    keys = rng.sample(sorted(true), min(len(true), errors + author))
    shown = dict(true)
    for key in keys[errors:]:
        shown[key] = misprint(true[key], list(true.values()), rng)
    read = {
        key: misreading(value, known, rng) if key in keys[:errors] else sure_reading(value, known, rng)
        for key, value in shown.items()
    }
    return Case(of_readings(read, layout), shown, true)


def make_naturally(layout: Layout, rules: Framework, rng: Random) -> Case:
    """Make a report whose numbers are read by an engine that is right as often as it says."""
    true = layout(true_scores(rules, rng).scores)
    known = CONFUSIONS[rng.choice(NUMERALS)]
    read = {}
    for key, value in true.items():
        sure = rng.choices(*SURENESS)[0]
        right = rng.random() < sure
        read[key] = replace((sure_reading if right else misreading)(value, known, rng), confidence=sure)
    return Case(of_readings(read, layout), true, true)


def of_readings(read: Mapping[Key, Reading[Decimal]], layout: Layout) -> Report:
    """Return a report whose score table was read so."""
    scores = tuple(Score(key, held, Origin.TABLE) for key, held in read.items())
    return report(scores=scores, lists_only_below_full=layout is below_full)


def sure_reading(value: Decimal, known: Confusions, rng: Random) -> Reading[Decimal]:
    """Return a right reading; the engine holds one other value possible."""
    return _reading(value, 0.9995, [(str(misread(value, known, rng)), 0.0005)])


def misreading(value: Decimal, known: Confusions, rng: Random) -> Reading[Decimal]:
    """Return a wrong reading; mostly the engine doubts it and holds the right one possible."""
    wrong = misread(value, known, rng)
    sure = rng.choices((0.6, 0.9, 0.98, 0.9995), (3, 4, 2, 1))[0]
    others = [(str(misread(value, known, rng)), (1 - sure) / 3)]
    if rng.random() < KNOWS_BETTER:
        others = [(str(value), (1 - sure) / 2), *others]
    return _reading(wrong, sure, others)


def _reading(value: Decimal, sure: float, others: Sequence[tuple[str, float]]) -> Reading[Decimal]:
    made: Reading[Decimal] = reading(value, reader=READER, confidence=sure, alternatives=others)
    return made
