import pytest

from pipeline.thai.numbers import parse_decimal, to_arabic


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("๘๕.๕๐ %", "85.50"),
        ("๙๘.๙๒%", "98.92"),
        ("๑๐๐", "100"),
        ("100.00", "100.00"),
        ("0", "0"),
        ("๐.๕๐", "0.50"),
        ("00.00", "0.00"),
        ("1,234.50", "1234.50"),
        ("๑,๒๓๔,๕๖๗", "1234567"),
        ("-32.97", "-32.97"),
        ("\u221232.97", "-32.97"),
        (" 91.59\n", "91.59"),
        ("\u00a085", "85"),
    ],
)
def test_one_number_is_read_with_the_places_that_are_printed(text, number):
    assert str(parse_decimal(text)) == number


@pytest.mark.parametrize("text", ["", " ", "\n", "-", "–", "—", " - ", "--", "\u2212"])
def test_a_blank_or_a_dash_is_no_number(text):
    assert parse_decimal(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "85.5 0",
        "8S.50",
        "85,50",
        "1,23",
        "AA",
        "๘๕/๕",
        "85.",
        ".50",
        "85..50",
        "8 5.50",
        "1,2345",
        "12,34,567",
        ",123",
        "0๕",
        "๘5.50",
        "085.50",
        "๐๕",
        "85.50 คะแนน",
        "E9",
        "%",
        "85 % %",
        "+85",
        "- 85",
        "1e5",
        "NaN",
        "Infinity",
        "٨٥",
        "８５",
        "1_000",
        "85.50\n90.00",
        "①",
    ],
)
def test_never_guesses(text):
    with pytest.raises(ValueError, match="not one number"):
        parse_decimal(text)


def test_thai_digits_become_arabic_and_nothing_else_changes():
    assert to_arabic("ข้อ ๐๒๕ (O๒๕) ๑๐.๒๓๔๕๖๗๘๙") == "ข้อ 025 (O25) 10.23456789"
