"""Thai dates, periods and fiscal years to the calendar.

Years are the Buddhist era's unless they can only be the common era's. A fiscal year N begins on 1 October of N - 1 and
ends on 30 September of N. What does not fit together is nothing at all: no date is ever guessed.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from pipeline.thai import date_words
from pipeline.thai.numbers import ARABIC_DIGITS, to_arabic
from pipeline.thai.text import clean

BE_AHEAD = 543
"""The Buddhist era's year is so much higher than the common era's."""
_BE_YEARS = range(2400, 2700)
_CE_YEARS = range(1900, 2100)
_FISCAL_MONTH = 10
"""The month in which fiscal years begin."""
_WORDS_BEFORE = 40
"""What a date is the end or the beginning of is said in so many characters before it."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; None where the text names only the other end.

    A period that is printed backwards stays so.
    """

    start: date | None
    end: date | None

    def holds(self, other: "Period") -> bool:
        """Tell whether ``other`` does not reach out of this period."""
        days = [day for day in (other.start, other.end) if day is not None]
        return all((self.start or day) <= day <= (self.end or day) for day in days)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day or a month as printed, the year in the common era; 0 for what is not printed."""

    day: int
    month: int
    year: int


def fiscal_year(year_be: int) -> Period:
    """Return the days of a fiscal year of the Buddhist era.

    Examples:
        >>> fiscal_year(2569)
        Period(start=datetime.date(2025, 10, 1), end=datetime.date(2026, 9, 30))
    """
    return _months_of(year_be, 0, 12)


def find_years(text: str) -> tuple[int, ...]:
    """Return the years of the Buddhist era that a text names, in order; those of the common era only after ``ค.ศ.``."""
    found = []
    for each in date_words.YEAR.finditer(to_arabic(text)):
        year = int(each["year"])
        if each["common"] and year in _CE_YEARS:
            found.append(year + BE_AHEAD)
        elif not each["common"] and year in _BE_YEARS:
            found.append(year)
    return tuple(found)


def parse_period(text: str, fiscal_year_be: int | None) -> Period | None:
    """Return the period that a text names, or None where it names none, several or an impossible one.

    A date or a range of dates goes before quarters and halves of a fiscal year, and those before the year itself; a
    date outside the quarter, half or year printed beside it is a contradiction. Two digits are a year from 2550 to
    2599 after a month's name, and none between slashes. A year that stands only at the end of a range counts for both
    ends; where both are printed they are kept, even if the period then ends before it begins: that is the report's
    mistake, and a check finds it. ``ภายใน`` and ``ถึง`` before a single date give only an end, ``ตั้งแต่`` only a
    beginning.

    Args:
        text: As printed, with Thai or Arabic digits and line breaks anywhere.
        fiscal_year_be: The fiscal year that quarters, halves and months without a year belong to; None where that is
            unknown.

    Examples:
        >>> parse_period("ต.ค. 67 – มี.ค. 68", None)
        Period(start=datetime.date(2024, 10, 1), end=datetime.date(2025, 3, 31))
        >>> parse_period("๓๑ กันยายน ๒๕๖๙", None) is None
        True
    """
    plain = to_arabic(clean(text))
    if date_words.OTHER_YEAR.search(plain):
        return None
    try:
        dates = _dates(plain, fiscal_year_be)
        if dates is None:
            return _part_of_year(plain, fiscal_year_be)
        around = _part_of_year(plain, None)
    except ValueError:
        return None
    return dates if around is None or around.holds(dates) else None


def names_period(text: str) -> bool:
    """Tell whether a text names a period, in whatever year it lies."""
    return parse_period(text, _BE_YEARS[0]) is not None


def _dates(plain: str, fiscal_year_be: int | None) -> Period | None:
    """Return the one range of dates, or else the one date, in a text; None where there is no date.

    Raises:
        ValueError: If there are several, or one is impossible or torn.
    """
    ranges = list(date_words.RANGE.finditer(plain))
    found = ranges or list(date_words.DATE.finditer(plain))
    periods = {_range(each, fiscal_year_be) if ranges else _single(each, plain, fiscal_year_be) for each in found}
    if not periods:
        return None
    rest = _without(plain, found)
    if any(_is_torn(each, plain) for each in found):
        raise ValueError("digits that are no day or no year")
    if len(periods) > 1 or date_words.DATE.search(rest) or _has_stray_year(rest):
        raise ValueError("more than one period")
    return periods.pop()


def _is_torn(found: re.Match[str], plain: str) -> bool:
    """Tell whether a digit of a date's day or year was taken for something else."""
    headless = found[0][0] in ARABIC_DIGITS and date_words.DAMAGED_DAY.search(plain, 0, found.start())
    return bool(headless or date_words.DAMAGED_YEAR.match(plain, found.end()))


def _without(text: str, found: list[re.Match[str]]) -> str:
    """Return a text with a gap in the place of each match."""
    ends = [0, *(each.end() for each in found)]
    starts = [*(each.start() for each in found), len(text)]
    return "\n".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _has_stray_year(rest: str) -> bool:
    """Tell whether a year is left that is part of no date: a date beside it was not understood."""
    return bool(find_years(date_words.FISCAL.sub("", date_words.QUARTER.sub("", rest))))


def _range(found: re.Match[str], fiscal_year_be: int | None) -> Period:
    right = _moment(found, 2)
    left = _Moment(int(found["only_day"]), right.month, 0) if found["only_day"] else _moment(found, 1)
    if found["only_day"] and not right.day:
        raise ValueError("a day to a month")
    right_year = right.year or _year_of(right.month, fiscal_year_be)
    if not left.year and right.year:
        left_year = right_year - (left.month > right.month)
    else:
        left_year = left.year or _year_of(left.month, fiscal_year_be)
    period = Period(_day(left, left_year, 1), _day(right, right_year, 31))
    if not period.holds(period) and not (left.year and right.year):
        raise ValueError("a year that is not printed does not fit")
    return period


def _single(found: re.Match[str], plain: str, fiscal_year_be: int | None) -> Period:
    """Return the period of a date that stands alone.

    Raises:
        ValueError: If it is impossible, or the end of a range whose other end is not understood.
    """
    moment = _moment(found, 1)
    year = moment.year or _year_of(moment.month, fiscal_year_be)
    start, end = _day(moment, year, 1), _day(moment, year, 31)
    before = plain[max(0, found.start() - _WORDS_BEFORE) : found.start()]
    if date_words.TORN_AFTER.match(plain, found.end()):
        raise ValueError("a range without its end")
    if date_words.UNTIL.search(before):
        return Period(None, end)
    if date_words.TORN_BEFORE.search(before):
        raise ValueError("a range without its beginning")
    return Period(start, None) if date_words.SINCE.search(before) else Period(start, end)


def _moment(found: re.Match[str], number: int) -> _Moment:
    """Return what is printed in the first or second date of a match."""
    for kind in "is":
        if found[f"{kind}d_{number}"]:
            day, month, year = (int(found[f"{kind}{part}_{number}"]) for part in "dmy")
            return _checked(day, month, year)
    month = next(month for month in range(1, 13) if found[f"m{month}_{number}"])
    printed_day, printed_year = found[f"d_{number}"], found[f"y_{number}"]
    if not printed_year:
        return _Moment(int(printed_day or 0), month, 0)
    return _checked(int(printed_day) if printed_day else None, month, int(printed_year))


def _checked(day: int | None, month: int, year: int) -> _Moment:
    """Return a printed date with its year in the common era.

    Raises:
        ValueError: If the year is of neither era, or the day is 0.
    """
    if year < 100:
        year += 2500
    if year in _BE_YEARS:
        year -= BE_AHEAD
    elif year not in _CE_YEARS:
        raise ValueError(f"not a year: {year}")
    if day == 0:
        raise ValueError("no day has the number 0")
    return _Moment(day or 0, month, year)


def _day(moment: _Moment, year: int, default: int) -> date:
    """Return a day; where only a month is printed, its first or its last."""
    return date(year, moment.month, moment.day or min(default, calendar.monthrange(year, moment.month)[1]))


def _year_of(month: int, fiscal_year_be: int | None) -> int:
    """Return the common era's year in which a month of a fiscal year lies."""
    if fiscal_year_be is None:
        raise ValueError("a month without a year")
    return fiscal_year_be - BE_AHEAD - (month >= _FISCAL_MONTH)


def _months_of(year_be: int, first: int, after: int) -> Period:
    """Return the days from the fiscal year's month ``first``, counted from 0, to before its month ``after``."""
    start, end = (
        _Moment(0, month % 12 + 1, year_be - BE_AHEAD - 1 + month // 12)
        for month in (_FISCAL_MONTH - 1 + first, _FISCAL_MONTH - 2 + after)
    )
    return Period(_day(start, start.year, 1), _day(end, end.year, 31))


def _part_of_year(plain: str, fiscal_year_be: int | None) -> Period | None:
    """Return the quarters, the half or the whole of a fiscal year that a text names.

    Raises:
        ValueError: If it names several.
    """
    named = {(int(each["first"]), int(each["last"] or each["first"])) for each in _fiscal_years(plain)}
    years = {year for both in named for year in both}
    years |= {int(each["year"]) for each in date_words.QUARTER.finditer(plain) if each["year"]}
    if not all(year in _BE_YEARS for year in years):
        raise ValueError("a fiscal year of another era")
    default = fiscal_year_be if not years else years.pop() if len(years) == 1 else None
    parts = {_quarters(each) for each in date_words.QUARTER.finditer(plain)}
    parts |= {(0, 6) if each["which"] == "แรก" else (6, 12) for each in date_words.HALF.finditer(plain)}
    if len(parts) > 1 or len(named) > 1:
        raise ValueError("more than one period")
    if parts:
        return _months_of(default, *parts.pop()) if default else None
    if named:
        first, last = named.pop()
        return Period(fiscal_year(first).start, fiscal_year(last).end)
    return fiscal_year(default) if default and date_words.ALL_OF.search(plain) else None


def _fiscal_years(plain: str) -> list[re.Match[str]]:
    return [each for each in date_words.FISCAL.finditer(plain) if each["first"]]


def _quarters(found: re.Match[str]) -> tuple[int, int]:
    """Return the first month of the quarters, and the first month after them, counted from 0."""
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if found["more"] or last < first:
        raise ValueError("quarters that are not one period")
    return 3 * (first - 1), 3 * last
