"""Result levels, clear and damaged."""

import pytest

from pipeline.facts import load_framework
from pipeline.parse.levels import find_level
from pipeline.parse.passage import Ink, join
from tests.unit.parse.paper import line

Y2568 = load_framework("2568")
READ = "thai-1"


def level(text: str, reader: str) -> str | None:
    found = find_level(join([Ink(1, line(text, reader=reader))]), 0, Y2568)
    return found.value if found else None


@pytest.mark.parametrize("text", ["ต้องปรับปรุง", "ต้องปรับปง", "ต้องปรับปรุง .", "ด้องปรับปรุง"])
def test_a_level_in_a_cell_read_off_a_picture_is_known_by_likeness(text: str) -> None:
    assert level(text, READ) == "ต้องปรับปรุง"


@pytest.mark.parametrize("text", ["ผ่านเกณฑ์", "ผ่าบ", "ควรแก้ไขด่วน", "รอผลการประเมิน"])
def test_what_is_no_level_or_too_short_to_tell_is_none(text: str) -> None:
    assert level(text, READ) is None


def test_the_text_layer_spells_its_levels_right_or_not_at_all() -> None:
    assert level("ต้องปรับปง", "text-layer") is None
