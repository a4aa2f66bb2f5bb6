"""The one number that a cell prints."""

from decimal import Decimal

import pytest

from pipeline.parse.numbers import read_number
from pipeline.parse.passage import Ink, join
from tests.unit.parse.paper import line


@pytest.mark.parametrize("text", ["• 98.64", ". ๙๘.๖๔", "98.64 -", "98.64.", "ร้อยละ ๙๘.๖๔ .", "98.64 คะแนน"])
def test_dirt_beside_a_number_is_no_part_of_it(text: str) -> None:
    reading = read_number(join([Ink(1, line(text))]))
    assert reading is not None
    assert reading.value == Decimal("98.64")
    assert reading.raw_text in {"98.64", "๙๘.๖๔"}


@pytest.mark.parametrize("text", ["98..64", "9 8.64", "98.6.", "98.64 97.00", "98.64\n- – – 97.00"])
def test_what_may_be_another_number_has_no_value(text: str) -> None:
    reading = read_number(join([Ink(1, line(text))]))
    assert reading is not None
    assert reading.value is None


@pytest.mark.parametrize("text", ["-", "–", "", "."])
def test_an_empty_cell_prints_no_number(text: str) -> None:
    assert read_number(join([Ink(1, line(text))])) is None
