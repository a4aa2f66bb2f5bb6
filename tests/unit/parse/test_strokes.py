from dataclasses import replace

import pytest

from pipeline.model.document import Character
from pipeline.parse.passage import Ink, join
from pipeline.parse.slots import Slot
from pipeline.parse.strokes import UNSURE, rows_without_strokes, without_strokes
from tests.unit.parse.paper import line


def read(*texts: str, reader: str = "thai") -> list[Ink]:
    """Return the lines of a cell that an engine has read without a doubt."""
    inks = []
    for at, text in enumerate(texts):
        characters = tuple(Character(letter, 6.0 * n, 6.0 * n + 6, 1.0, again=1.0) for n, letter in enumerate(text))
        inks.append(Ink(1, replace(line(text, top=100.0 + 20 * at, reader=reader), characters=characters), boxed=True))
    return inks


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (("- --", "กองคลัง", "; i", "ii!"), ["กองคลัง"]),
        (("๒๕๖๘", "-", "๒๕๖๙"), ["๒๕๖๘", "-", "๒๕๖๙"]),
        (("-",), ["-"]),
        (("I", "๑๒"), ["I", "๑๒"]),
        (("๖๘ -", "๓๐"), ["๖๘ -", "๓๐"]),
    ],
)
def test_lines_of_strokes_are_left_out_where_a_cell_says_something_else(
    texts: tuple[str, ...], kept: list[str]
) -> None:
    assert [ink.line.text for ink in without_strokes(read(*texts))] == kept


def test_nothing_is_sure_in_a_cell_with_strokes() -> None:
    (ink,) = without_strokes(read("- -", "กองคลัง"))
    assert {one.confidence for one in ink.line.characters} == {ink.line.confidence} == {UNSURE}
    (sure,) = without_strokes(read("กองคลัง"))
    assert sure.line.confidence == 1.0


def test_what_the_file_spells_stays() -> None:
    inks = read("---", "กองคลัง", reader="text-layer")
    assert list(without_strokes(inks)) == inks


def test_a_merged_cell_stays_one() -> None:
    slot = Slot(join(read("- -", "กองคลัง")))
    ((first, second),) = rows_without_strokes([(slot, slot)])
    assert first is second
    assert first.text == "กองคลัง"
