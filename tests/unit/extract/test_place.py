"""What was read in a part of a page is put in its place on the page."""

from pipeline.extract.affine import Affine, turn
from pipeline.extract.place import insert, move
from pipeline.model.document import Cell, Character, Line, Table
from pipeline.model.geometry import BBox

PLACE = BBox(10, 20, 30, 40)


def line(text, box=PLACE):
    characters = tuple(Character(char, 10.0 + at, 11.0 + at, 0.9) for at, char in enumerate(text))
    return Line(box, text, text, 0.9, "test", (10.0, 11.0, 12.0), characters)


def test_a_line_moves_with_its_edges_and_characters():
    moved = move(line("๙๑"), Affine(1, 0, 0, 1, 100, 200))
    assert moved.bbox == BBox(110, 220, 130, 240)
    assert moved.edges == (110, 111, 112)
    assert [character.x0 for character in moved.characters] == [110, 111]


def test_after_a_turn_places_of_characters_are_not_kept():
    moved = move(line("๙๑"), turn(90, 300, 400))
    assert moved.bbox == BBox(360, 10, 380, 30)
    assert (moved.edges, moved.characters) == ((), ())


def test_a_table_moves_with_its_cells():
    table = Table(BBox(0, 0, 50, 50), (Cell(0, 0, 1, 1, BBox(0, 0, 50, 50), (line("๙๑"),)),))
    moved = move(table, Affine(1, 0, 0, 1, 5, 6))
    assert moved.bbox == moved.cells[0].bbox == BBox(5, 6, 55, 56)
    assert moved.cells[0].lines[0].bbox == BBox(15, 26, 35, 46)


def test_a_turn_and_the_turn_back_leave_a_page_as_it_was():
    there = turn(90, 300, 400)
    back = turn(270, 400, 300)
    assert there.then(back).box(1, 2, 3, 4) == BBox(1, 2, 3, 4)


def test_parts_are_inserted_where_they_stand():
    above, below = line("กก", BBox(0, 0, 9, 9)), line("ขข", BBox(0, 90, 9, 99))
    inside = line("คค", BBox(0, 50, 9, 59))
    assert insert((above, below), (inside,)) == (above, inside, below)
    assert insert((above,), ()) == (above,)
