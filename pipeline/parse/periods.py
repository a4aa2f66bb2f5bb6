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
from pipeline.thai.alike import bare, unlikeness
from pipeline.thai.date_words import COUNTED, DATE, FISCAL, HALF, MONTH_NAMES, QUARTER, RANGE
from pipeline.thai.dates import BE_AHEAD, Period, fiscal_year, parse_period
from pipeline.thai.numbers import to_arabic

NEAR = 3
"""A date so many years from the plan's own was misread: plans are made anew each year."""
POSSIBLE = 0.01
"""What a reader holds less likely than this is no misreading of the ink."""
LIKELY = 0.1
"""So likely are a dash, a letter of a month or a digit of a year lost or misread where everything else fits."""
MOST_TRIED = (24, 24, 16)
"""So many other readings, the likeliest ones, are tried alone, two and three at a time; more would mean too much."""
CLEARLY = 10
"""So many times likelier than any other the period must be that a damaged one is taken for."""
DASHES = "-–—"
"""What tells that a period goes on: none is a misreading."""
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
    year cannot be printed, nor digits beside it; it is left out like one that cannot be read. Either is mended where
    exactly one period of the plan's year is clearly the likeliest by the engine's own other readings.

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
    if period is not None and _is_near(period, prevailing) and _is_all_period(passage.text):
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
    changes = sorted(_changes(passage, year), key=lambda change: -change.chance)
    for count, tried in enumerate(MOST_TRIED, 1):
        chances: dict[Period, float] = defaultdict(float)
        texts: dict[Period, tuple[float, str]] = {}
        for made in combinations(changes[:tried], count):
            text = _with(passage.text, made)
            period = parse_period(text, year) if text else None
            if period is None or not (_is_inside(period, year) and _is_all_period(text)):
                continue
            chance = prod(change.chance for change in made)
            chances[period] += chance
            texts[period] = max(texts.get(period, (0.0, "")), (chance, text))
        if chances:
            (best, most), *others = sorted(chances.items(), key=lambda pair: -pair[1])
            clear = not others or most >= CLEARLY * others[0][1]
            return (texts[best][1], best) if clear else None
    return None


def _changes(passage: Passage, year: int) -> Iterator[_Change]:
    """Yield what else may be printed: by the reader's other readings, and by how periods are written."""
    for ink, start in zip(passage.inks, passage.starts, strict=True):
        lead = len(ink.line.text) - len(ink.line.text.lstrip())
        for at in range(len(ink.line.text.strip())):
            for other, chance in others_at(ink.line, lead + at):
                if chance >= POSSIBLE and passage.text[start + at] not in DASHES:
                    yield _Change(start + at, start + at + 1, other, chance)
    yield from _written(passage.text, passage.plain, year)


def _written(text: str, plain: str, year: int) -> Iterator[_Change]:
    """Yield a text without specks, dashes between two dates, names of months, and years that have lost a digit."""
    without = _SPECKS.sub(" ", text).strip(" .:")
    if without and without != text:
        yield _Change(0, len(text), without, 1.0)
    for one, two in pairwise(DATE.finditer(plain)):
        if not re.search(r"[ก-๎A-Za-z0-9]", plain[one.end() : two.start()]):
            yield _Change(one.end(), two.start(), " - ", LIKELY)
    for word in re.finditer(r"[ก-๎]{4,}", text):
        names = [name for name in MONTH_NAMES if unlikeness(bare(word[0]), bare(name), 2.0) <= 1.0]
        if len(names) == 1 and names[0] != word[0]:
            yield _Change(*word.span(), names[0], LIKELY)
    for digits in re.finditer(r"(?<![0-9])[0-9]{3}(?![0-9])", plain):
        years = (whole for whole in (str(year - 1), str(year)) if _lacks_one(digits[0], whole))
        yield from (_Change(*digits.span(), whole, LIKELY) for whole in years)


def _lacks_one(digits: str, whole: str) -> bool:
    """Tell whether digits are those of a number but for one that is lost."""
    return any(digits == whole[:at] + whole[at + 1 :] for at in range(len(whole)))


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


def _is_all_period(text: str) -> bool:
    """Tell whether every digit of a text belongs to a date or another way to name a period."""
    rest = to_arabic(text)
    for pattern in (RANGE, DATE, FISCAL, QUARTER, HALF):
        rest = pattern.sub(" ", rest)
    return re.search("[0-9]", _COUNTING.sub(" ", rest)) is None


_COUNTING = re.compile(rf"[0-9]+\s*(?:{COUNTED})")
