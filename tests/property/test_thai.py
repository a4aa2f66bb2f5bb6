"""What holds for every string and every number."""

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.thai.dates import Period, fiscal_year, parse_period
from pipeline.thai.numbers import ARABIC_DIGITS, THAI_DIGITS, parse_decimal, to_arabic
from pipeline.thai.skeleton import skeleton
from pipeline.thai.text import clean

MARKS = "\u0e31\u0e33\u0e32\u0e34\u0e35\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4c\u0e4d\u0e4e"
thai = st.text(st.sampled_from("กนดเเแ" + MARKS + "  \u00a0\u200b\n๑5\uf70a\uf710"), max_size=30)
texts = st.one_of(thai, st.text(max_size=40))
printed = st.from_regex(r"\A(0|[1-9][0-9]{0,2}(,[0-9]{3}){0,2})(\.[0-9]{1,4})?\Z")
to_thai = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)


def digits(text: str) -> list[str]:
    return [letter for letter in text if letter.isdecimal()]


@settings(max_examples=1500)
@given(texts)
@example("ก\u0e3a\u0e38\u0e34\u0e3a")
@example("กา์่า์่า")
@example("น้้ าา")
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(texts)
def test_cleaning_changes_no_digit_and_no_line_break(text):
    assert digits(clean(text)) == digits(text)
    assert clean(text).count("\n") == text.count("\n")


@given(thai)
def test_cleaning_leaves_the_skeleton_of_a_name_alone(text):
    assert skeleton(clean(text)) == skeleton(text)


@given(thai)
def test_cleaning_never_loses_a_consonant(text):
    assert [letter for letter in clean(text) if "ก" <= letter <= "ฮ"] == [x for x in text if "ก" <= x <= "ฮ"]


@given(printed)
def test_a_printed_number_is_read_with_its_digits_in_both_scripts(number):
    value = parse_decimal(number)
    assert str(value) == number.replace(",", "")
    assert parse_decimal(number.translate(to_thai)) == value


@given(st.decimals(0, 100, places=2))
def test_every_score_is_read_back_as_it_is_printed(score):
    assert parse_decimal(f"{score:.2f}".translate(to_thai)) == score


@given(st.text(st.sampled_from("0123456789๐๕๙.,-% SE"), max_size=8))
def test_a_number_is_never_made_of_other_digits_than_are_printed(text):
    try:
        value = parse_decimal(text)
    except ValueError:
        return
    if value is None:
        assert not digits(text)
    else:
        assert "".join(digits(to_arabic(text))).lstrip("0") == "".join(digits(str(value))).lstrip("0")


@given(st.text(max_size=40))
def test_arabic_digits_take_the_same_place(text):
    assert len(to_arabic(text)) == len(text)
    assert not set(to_arabic(text)) & set(THAI_DIGITS)


MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")


@given(st.dates(date(1960, 1, 1), date(2100, 12, 31)), st.dates(date(1960, 1, 1), date(2100, 12, 31)))
def test_a_printed_period_is_read_back(first, last):
    text = " - ".join(f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}" for day in (first, last)).translate(to_thai)
    assert parse_period(text, None) == Period(first, last)


WORDS = (*MONTHS, "1", "30", "๓๑", " - ", " ", "ถึง", "ไตรมาส", "ปีงบประมาณ", "6 เดือนแรก", "ปีละ 2 ครั้ง")


@given(st.lists(st.sampled_from(WORDS)).map("".join))
def test_a_period_without_years_lies_in_the_fiscal_year_that_is_known(text):
    period = parse_period(text, 2569)
    assert period is None or fiscal_year(2569).holds(period)
    if period is not None and period.start and period.end:
        assert period.start <= period.end
