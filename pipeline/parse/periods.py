"""When a row of the plan is carried out; a damaged period is mended where its reader holds one possible that fits."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import prod

from pipeline.facts.readers import is_spelled
from pipeline.model.report import Reading
from pipeline.parse.doubts import PERIOD_FROM_CONTEXT, PERIOD_UNREADABLE
from pipeline.parse.passage import Passage, others_at
from pipeline.thai.date_words import DATE
from pipeline.thai.dates import BE_AHEAD, Period, fiscal_year, parse_period

NEAR = 3
"""A date so many years from the plan's own was misread: plans are made anew each year."""
POSSIBLE = 0.01
"""What a reader holds less likely than this is no misreading of the ink."""
MOST_MISREAD = 2
"""So many characters of a period may be misread; with more there is too much that it may be."""
MOST_TRIED = 24
"""So many of a period's characters are tried in another reading, the likeliest ones."""
CLEARLY = 10
"""So many times likelier than any other the period must be that a damaged one is taken for."""
_SPECKS = re.compile(r"[•●·*\"“”!|;=+_]|(?<=[0-9๐-๙]{4})[.,:]")
"""What no period is written with, and dots behind a year."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a cell says of a period."""

    printed: Reading[str]
    period: Period | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Change:
    """Another reading of what stands at ``text[start:end]``."""

    start: int
    end: int
    text: str
    chance: float


def prevailing_year(cells: Iterable[Passage], plan_year: int | None) -> int | None:
    """Return the fiscal year of a plan: the known one, or that in which the periods of most of its dated rows lie.

    Args:
        cells: The rows' periods.
        plan_year: The fiscal year of the plan; None where nothing else tells it.
    """
    if plan_year is not None:
        return plan_year
    periods = [period for cell in cells if cell.text and (period := parse_period(cell.text, None)) is not None]
    years = Counter(year for period in periods if (year := _year_of(period)) is not None)
    year, rows = next(iter(years.most_common(1)), (0, 0))
    return year if rows >= LEAST_ROWS and 2 * rows > len(periods) else None


LEAST_ROWS = 2


def _year_of(period: Period) -> int | None:
    """Return the fiscal year in which a whole period lies, or None."""
    day = period.start or period.end
    year = day.year + BE_AHEAD if day else 0
    return next((near for near in (year, year + 1) if fiscal_year(near).holds(period)), None) if day else None


def read_period(passage: Passage, plan_year: int | None, prevailing: int | None) -> Told:
    """Read the period that a cell names.

    What the file spells is taken as it stands, right or wrong. Of what an engine has read, a period far from the plan's
    year cannot be printed; it is left out like one that cannot be read. Either is mended where exactly one period of
    the plan's year is clearly the likeliest by the engine's own other readings.

    Args:
        passage: The cell.
        plan_year: The fiscal year to which months without a year belong; None where it is not known.
        prevailing: The fiscal year in which most of the plan lies; None where that is not known.
    """
    whole = passage.whole()
    printed = replace(whole, value=_on_one_line(passage.text))
    if not printed.value:
        return Told(printed)
    period = parse_period(passage.text, plan_year)
    if is_spelled(printed.reader) or prevailing is None:
        return Told(printed, period, "" if period else PERIOD_UNREADABLE)
    if period is not None and _is_near(period, prevailing):
        return Told(printed, period)
    mended = _mended(passage, prevailing)
    if mended is None:
        return Told(printed, None, PERIOD_UNREADABLE)
    text, period = mended
    return Told(replace(printed, value=_on_one_line(text)), period, PERIOD_FROM_CONTEXT)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _is_near(period: Period, year: int) -> bool:
    around = Period(fiscal_year(year - NEAR).start, fiscal_year(year + NEAR).end)
    return around.holds(period)


def _mended(passage: Passage, year: int) -> tuple[str, Period] | None:
    """Return the text and the period that are clearly likelier than any other, with as few changes as possible."""
    changes = sorted(_changes(passage), key=lambda change: -change.chance)[:MOST_TRIED]
    for count in range(1, MOST_MISREAD + 1):
        chances: dict[Period, float] = defaultdict(float)
        texts: dict[Period, tuple[float, str]] = {}
        for made in combinations(changes, count):
            text = _with(passage.text, made)
            period = parse_period(text, year) if text else None
            if period is None or not _is_inside(period, year):
                continue
            chance = prod(change.chance for change in made)
            chances[period] += chance
            texts[period] = max(texts.get(period, (0.0, "")), (chance, text))
        if chances:
            (best, most), *others = sorted(chances.items(), key=lambda pair: -pair[1])
            clear = not others or most >= CLEARLY * others[0][1]
            return (texts[best][1], best) if clear else None
    return None


def _changes(passage: Passage) -> Iterator[_Change]:
    """Yield other readings: of each character, without all specks, and with a dash between two dates side by side."""
    for ink, start in zip(passage.inks, passage.starts, strict=True):
        lead = len(ink.line.text) - len(ink.line.text.lstrip())
        for at in range(len(ink.line.text.strip())):
            for other, chance in others_at(ink.line, lead + at):
                if chance >= POSSIBLE:
                    yield _Change(start + at, start + at + 1, other, chance)
    if without := _SPECKS.sub(" ", passage.text).strip(" .:-–"):
        yield _Change(0, len(passage.text), without, 1.0)
    for one, two in pairwise(DATE.finditer(passage.plain)):
        if not passage.text[one.end() : two.start()].strip():
            yield _Change(one.end(), two.start(), " - ", POSSIBLE)


def _with(text: str, changes: Sequence[_Change]) -> str:
    """Return a text with changes; empty where one is about what another has changed."""
    ordered = sorted(changes, key=lambda change: change.start)
    if any(one.end > other.start for one, other in pairwise(ordered)):
        return ""
    for change in reversed(ordered):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _is_inside(period: Period, year: int) -> bool:
    backwards = period.start is not None and period.end is not None and period.end < period.start
    return not backwards and fiscal_year(year).holds(period)
