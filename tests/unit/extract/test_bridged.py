"""Walls that a fax kept in some rows and lost in others."""

import numpy as np

from pipeline.extract.bridged import bridges

DPI = 200
ACROSS = np.array([(100, y, 901, y + 1, 0) for y in (100, 200, 300, 400)], np.int32)
EDGES = [(100, 100, 101, 401, 0), (900, 100, 901, 401, 0)]
BROKEN = [(500, 100, 501, 201, 0), (500, 300, 501, 401, 0)]
DOWN = np.array(EDGES + BROKEN, np.int32)


def words(*spans):
    """Return a page with words in the row whose wall is lost, from where to where each."""
    page = np.zeros((500, 1000), np.uint8)
    for begin, end in spans:
        page[230:260, begin:end] = 255
    return page


def test_a_wall_goes_on_between_words_that_stand_on_both_sides():
    assert bridges(words((420, 480), (520, 600)), ACROSS, DOWN, DPI).tolist() == [[500, 201, 501, 301, 0]]


def test_a_heading_over_all_columns_has_no_wall():
    assert len(bridges(words((420, 600)), ACROSS, DOWN, DPI)) == 0


def test_a_heading_beside_a_wall_shows_none():
    assert len(bridges(words((120, 300)), ACROSS, DOWN, DPI)) == 0


def test_a_heading_with_a_space_where_a_wall_is_has_none():
    more = np.array([*DOWN.tolist(), (300, 100, 301, 201, 0), (300, 300, 301, 401, 0)], np.int32)
    assert len(bridges(words((120, 280), (320, 480), (520, 600)), ACROSS, more, DPI)) == 2
    assert len(bridges(words((120, 480), (520, 600)), ACROSS, more, DPI)) == 0


def test_between_two_tables_there_is_no_wall():
    apart = [(x, top, x + 1, top + 101, 0) for x in (100, 500, 900) for top in (100, 300)]
    assert len(bridges(words((420, 480), (520, 600)), ACROSS, np.array(apart, np.int32), DPI)) == 0


HEADED = np.array([(100, y, 901, y + 1, 0) for y in (100, 160, 220, 300, 400)], np.int32)
BELOW = np.array([*EDGES, *((x, 220, x + 1, 401, 0) for x in (400, 600))], np.int32)


def header(*spans, second=((180, 300), (430, 580), (700, 860))):
    """Return a page with words in two rows above which nothing is left of two walls."""
    page = np.zeros((500, 1000), np.uint8)
    for top, row in ((120, spans), (180, second)):
        for begin, end in row:
            page[top : top + 25, begin:end] = 255
    return page


def rows_of(found, wall):
    return sorted((top, bottom) for x, top, _, bottom, _ in found.tolist() if x == wall)


def test_a_wall_goes_up_between_names_of_columns():
    found = bridges(header((110, 160), (450, 550), (640, 860)), HEADED, BELOW, DPI)
    assert rows_of(found, 600) == [(100, 161), (160, 221)]
    assert rows_of(found, 400) == [(100, 161), (160, 221)]


def test_a_wall_ends_below_a_name_of_several_columns():
    found = bridges(header((180, 300), (500, 720)), HEADED, BELOW, DPI)
    assert rows_of(found, 600) == [(160, 221)]


def test_a_name_of_three_columns_in_the_middle_one_has_no_walls_at_its_sides():
    found = bridges(header((430, 580)), HEADED, BELOW, DPI)
    assert rows_of(found, 400) == rows_of(found, 600) == [(160, 221)]


def test_a_wall_does_not_go_on_where_the_table_ends():
    shorter = np.array([(x, 220, x + 1, 401, 0) for x in (100, 400, 600, 900)], np.int32)
    assert len(bridges(header((180, 300), (430, 580), (700, 860)), HEADED, shorter, DPI)) == 0


def test_a_wall_does_not_go_on_through_the_rows_of_another_table():
    floors = np.array([(100, y, 901, y + 1, 0) for y in (100, 200, 400, 500, 700, 800)], np.int32)
    sides = [(x, top, x + 1, top + 101, 0) for x in (100, 900) for top in (100, 400, 700)]
    walls = [(500, top, 501, top + 101, 0) for top in (100, 700)]
    sheet = np.zeros((900, 1000), np.uint8)
    for begin, end in ((420, 480), (520, 600)):
        sheet[430:460, begin:end] = 255
    assert len(bridges(sheet, floors, np.array([*sides, *walls], np.int32), DPI)) == 0
