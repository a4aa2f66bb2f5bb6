from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from pipeline.model.document import Character
from pipeline.parse.doubts import PERIOD_FROM_CONTEXT, PERIOD_UNREADABLE
from pipeline.parse.passage import Ink, Passage, join
from pipeline.parse.periods import prevailing_year, read_period
from pipeline.thai.dates import Period, fiscal_year
from tests.unit.parse.paper import line

Others = Mapping[int, tuple[tuple[str, float], ...]]
"""What the characters of a text may be besides, with their probabilities, by place."""


def read(text: str, others: Others | None = None) -> Passage:
    """Return a cell that an engine has read."""
    told = others or {}
    characters = tuple(
        Character(letter, 6.0 * at, 6.0 * at + 6, 0.6, told.get(at, ())) for at, letter in enumerate(text)
    )
    return join([Ink(1, replace(line(text, reader="thai", confidence=0.6), characters=characters), boxed=True)])


def spelled(text: str) -> Passage:
    return join([Ink(1, line(text), boxed=True)])


def test_a_misread_year_is_mended_by_its_readers_other_reading() -> None:
    told = read_period(read("ตลอดปีงบประมาณ พ.ศ. ๒๔๖๙", {21: (("๕", 0.4),)}), None, 2569)
    assert (told.period, told.doubt) == (fiscal_year(2569), PERIOD_FROM_CONTEXT)
    assert (told.printed.value, told.printed.raw_text) == ("ตลอดปีงบประมาณ พ.ศ. ๒๕๖๙", "ตลอดปีงบประมาณ พ.ศ. ๒๔๖๙")


def test_two_misread_characters_are_mended_where_only_one_period_fits() -> None:
    text = "๑ ต.ค. ๖๘ - ต๑ มีนาคคม ๒๕๖๙"
    others = {12: (("๓", 0.3), ("ด", 0.2)), 13: (("๐", 0.2),), 20: (("", 0.3),)}
    told = read_period(read(text, others), None, 2569)
    assert told.period == Period(date(2025, 10, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("ตลอดปีงบประมาณ พ.ศ. ๒๔๖๙", {}),
        ("๑ ต.ค. ๖๘ - ๓๑ ม.ค. ๒๔๖๙", {21: (("๖", 0.3),)}),
        ("๑ ต.ค. ๖๘ - ต๐ ม.ค. ๖๙", {12: (("๓", 0.3), ("๒", 0.2))}),
    ],
)
def test_an_impossible_period_that_nothing_mends_is_left_out(text: str, others: Others) -> None:
    told = read_period(read(text, others), None, 2569)
    assert (told.period, told.doubt, told.printed.value) == (None, PERIOD_UNREADABLE, text)


def test_a_period_of_another_year_nearby_is_taken_as_printed() -> None:
    told = read_period(read("ตลอดปีงบประมาณ พ.ศ. ๒๕๖๗", {23: (("๙", 0.3),)}), None, 2569)
    assert (told.period, told.doubt) == (fiscal_year(2567), "")


def test_what_the_file_spells_stays() -> None:
    told = read_period(spelled("ตลอดปีงบประมาณ พ.ศ. ๒๔๖๙"), None, 2569)
    assert (told.period, told.doubt) == (fiscal_year(2469), "")


def test_a_dash_that_was_not_seen_between_two_dates_and_specks_are_mended() -> None:
    wanted = Period(date(2025, 10, 1), date(2026, 9, 30))
    for text in ("ต.ค. ๒๕๖๘ ก.ย. ๒๕๖๙", "๑ ต.ค. ๒๕๖๘. - ๓๐ • ก.ย. ๒๕๖๙"):
        told = read_period(read(text), None, 2569)
        assert (told.period, told.doubt) == (wanted, PERIOD_FROM_CONTEXT)
    assert read_period(spelled("ต.ค. ๒๕๖๘ ก.ย. ๒๕๖๙"), None, 2569).doubt == PERIOD_UNREADABLE


def test_the_year_of_a_plan_is_that_of_most_of_its_rows() -> None:
    rows = [read(text) for text in ("ปีงบประมาณ ๒๕๖๙", "ต.ค. ๖๘ - ธ.ค. ๖๘", "ปีงบประมาณ ๒๔๖๙", "ทุกเดือน", "")]
    assert prevailing_year(rows, None) == 2569
    assert prevailing_year(rows, 2568) == 2568
    assert prevailing_year(rows[1:], None) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("๑ จุลาคม ๒๕๖๘ - ๓๐ กันยายน ๒๖๙", date(2025, 10, 1), date(2026, 9, 30)),
        ("๑ มกราคม ๒๕๖ - ๓๑ มีนาคม ๒๖๙", date(2026, 1, 1), date(2026, 3, 31)),
        ("๑ ม.ค. ๖๙ ; ๓๐ มิ.ย. ๖๙", date(2026, 1, 1), date(2026, 6, 30)),
    ],
)
def test_lost_digits_dashes_and_letters_of_months_are_what_the_plans_year_leaves(
    text: str, start: date, end: date
) -> None:
    told = read_period(read(text), None, 2569)
    assert (told.period, told.doubt) == (Period(start, end), PERIOD_FROM_CONTEXT)


def test_a_dash_that_nothing_follows_stays_and_no_digit_is_overlooked() -> None:
    for text, others in (
        ("ต.ค. ๒๕๖๘ -", {10: (("", 0.4),), 11: (("", 0.4),)}),
        ("๑ๆ.ค. ๖๙ ๓๐ ก.ย. ๖๙", {1: (("ต", 0.4),)}),
    ):
        assert read_period(read(text, others), None, 2569).period is None
