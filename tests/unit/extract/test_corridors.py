"""Walls of which nothing is left: told by the paper between words, and only where columns stand."""

import numpy as np

from pipeline.extract.corridors import find_walls

DPI = 200
ACROSS = np.array([(100, y, 1300, y + 3, 0) for y in (200, 300, 400, 500)], np.int32)
NOTHING = np.zeros((0, 5), np.int32)
COLUMNS = ((120, 380), (520, 780), (900, 1250))


def words(*lines):
    """Return a picture with lines of words: the height of each, and from where to where its words run."""
    picture = np.zeros((800, 1500), np.uint8)
    for y, spans in lines:
        for x0, x1 in spans:
            picture[y : y + 24, x0:x1] = 255
    return picture


def walls(picture, down=NOTHING):
    found = find_walls(picture, np.zeros_like(picture), ACROSS, down, DPI)
    return sorted((int(top), int(x0)) for x0, top, _, _, _ in found)


def test_between_columns_of_words_stands_a_wall_in_each_row():
    found = walls(words(*((y, COLUMNS) for y in (240, 340, 440))))
    assert [top for top, _ in found] == [201, 201, 301, 301, 401, 401]
    assert all(380 < x < 520 for _, x in found[::2])
    assert all(780 < x < 900 for _, x in found[1::2])


def test_a_heading_over_all_columns_has_no_wall():
    rows = [(y, COLUMNS) for y in (240, 440)]
    tall = [(y, COLUMNS) for y in (410, 470)]
    found = walls(words(*rows, *tall, (340, [(120, 700)])))
    assert {top for top, _ in found} == {201, 401}


def test_words_of_one_line_that_happen_to_part_at_a_wall_are_no_cells():
    rows = [(y, COLUMNS) for y in (240, 410, 440, 470)]
    found = walls(words(*rows, (340, [(120, 440), (455, 830), (845, 1200)])))
    assert {top for top, _ in found} == {201, 401}


def test_a_wall_that_still_stands_is_not_made_twice():
    standing = np.array([(450, 200, 453, 300, 0), (450, 300, 453, 400, 0)], np.int32)
    found = walls(words(*((y, COLUMNS) for y in (240, 340, 440))), standing)
    assert [top for top, x in found if x < 520] == [401]
    assert [top for top, x in found if x > 780] == [201, 301, 401]


def test_spaces_between_words_of_few_lines_are_no_corridor():
    date = ((520, 600), (612, 700))
    found = walls(words(*((y, [(120, 380), *date]) for y in (240, 340, 440))))
    assert all(380 < x < 520 for _, x in found)


def test_a_space_after_the_word_with_which_each_line_begins_is_no_corridor():
    def found(*ends):
        lines = [(120, [(150, 300), (950, 1200)])]
        lines += [(220 + 30 * at, [(120, end), (398, 500 + 20 * at), (950, 1200)]) for at, end in enumerate(ends)]
        across = np.array([(100, y, 1300, y + 3, 0) for y in (80, 200, 520)], np.int32)
        boxes = find_walls(words(*lines), np.zeros((800, 1500), np.uint8), across, NOTHING, DPI)
        return {int(x) for x in boxes[:, 0] if x < 500}

    assert found(*[380] * 9) == set()
    (wall,) = found(380, 340, 375, 330, 378, 350, 380, 320, 370)
    assert 380 < wall < 398


def test_lines_below_a_table_that_reach_out_of_it_end_it():
    prose = (340, [(40, 400), (600, 1450)])
    found = walls(words((240, COLUMNS), (210, COLUMNS), (265, COLUMNS), prose, (440, COLUMNS)))
    assert {top for top, _ in found} == {201}


def test_where_all_other_walls_are_whole_paper_between_words_is_no_wall():
    standing = np.array([(450, 200, 453, 500, 0)], np.int32)
    close = ((120, 380), (520, 780), (802, 1250))
    assert walls(words(*((y, close) for y in (215, 250, 315, 350, 415, 450))), standing) == []


def test_a_name_that_stands_where_the_wall_of_other_rows_is_has_none():
    standing = np.array([(494, y, 497, y + 100, 0) for y in (200, 300)], np.int32)
    rows = ((y, COLUMNS) for y in (215, 260, 315, 360))
    found = walls(words(*rows, (440, [(490, 630), (1100, 1250)])), standing)
    assert {top for top, _ in found} == {201, 301}


def test_a_row_whose_words_touch_a_wall_that_stands_is_parted_by_the_other():
    standing = np.array([(450, 200, 453, 500, 0)], np.int32)
    touching = ((120, 448), (454, 780), (900, 1250))
    found = walls(words((240, COLUMNS), (340, touching), (440, COLUMNS)), standing)
    assert [top for top, _ in found] == [201, 301, 401]


def test_a_narrower_table_below_has_its_own_walls():
    wide = [(100, y, 1300, y + 3, 0) for y in (100, 200, 300, 400)]
    narrow = [(220, y, 1200, y + 3, 0) for y in (480, 560, 640)]
    picture = words(
        *((y, COLUMNS) for y in (140, 240, 340)),
        (430, [(230, 640)]),
        *((y, [(240, 380), (560, 700), (1000, 1100)]) for y in (510, 590)),
    )
    found = find_walls(picture, np.zeros_like(picture), np.array(wide + narrow, np.int32), NOTHING, DPI)
    places = {row: sorted(x0 for x0, top, *_ in found.tolist() if top == row) for row in found[:, 1].tolist()}
    assert set(places) == {101, 201, 301, 481, 561}
    assert all(380 < first < 560 and 700 < second < 1000 for first, second in (places[481], places[561]))


def test_a_crumb_of_the_wall_itself_is_no_word_across_it():
    standing = np.array([(450, y, 453, y + 100, 0) for y in (200, 300)], np.int32)
    picture = words(*((y, COLUMNS) for y in (215, 260, 315, 360, 440)))
    picture[470:480, 450:453] = 255
    assert [top for top, x in walls(picture, standing) if x < 520] == [401]


def test_a_rule_of_which_the_ends_are_lost_parts_its_table_as_others_do():
    short = np.array([(100, y, 1300, y + 3, 0) for y in (200, 300)] + [(300, 400, 1150, 403, 0)], np.int32)
    picture = words(*((y, COLUMNS) for y in (215, 260, 315, 360)))
    found = find_walls(picture, np.zeros_like(picture), short, NOTHING, DPI)
    assert {top for _, top, _, _, _ in found.tolist()} == {201, 301}


def test_decimal_points_below_each_other_are_no_specks_of_a_wall():
    numbers = ((900, 925), (940, 965))
    picture = words(*((y, [(120, 380), (520, 780), *numbers]) for y in (240, 340, 440)))
    points = np.zeros_like(picture)
    for y in (240, 340, 440):
        points[y + 20 : y + 24, 931:934] = 255
    found = find_walls(picture, points, ACROSS, NOTHING, DPI)
    assert len(found) == 6
    assert all(x0 < 900 for x0 in found[:, 0].tolist())


def test_close_to_a_wall_there_is_no_other():
    close = ((120, 380), (430, 780), (900, 1250))
    standing = np.array([(370, 200, 371, 301, 0)], np.int32)
    found = walls(words((240, ((120, 350), *close[1:])), (340, close), (440, close)), standing)
    assert [top for top, x in found if x < 430] == [301, 401]


def ended(*ends):
    """Return rules across at the heights of a table's rows: where each begins, the last one at its foot."""
    return np.array(
        [(x0, y, 1300, y + 3, 0) for y, x0 in zip(range(100, 800, 100), (100, *ends, 100), strict=True)], np.int32
    )


def names_and_numbers():
    """Return a picture in which a name stands in the first row alone, and a number in each."""
    numbers = [(y, COLUMNS[1:]) for y in range(240, 700, 100)]
    return words((140, COLUMNS), *numbers)


def test_a_wall_stood_where_rules_across_end_below_each_other():
    picture = names_and_numbers()
    across = ended(100, 450, 450, 450, 450)
    found = find_walls(picture, np.zeros_like(picture), across, NOTHING, DPI)
    assert {int(top) for x, top, *_ in found.tolist() if 440 < x < 460} == {101, 201, 301, 401, 501, 601}


def test_where_pieces_of_rules_end_and_others_begin_stood_no_wall():
    picture = names_and_numbers()
    across = ended(100, 450, 450, 450, 450)
    rests = np.array([(100, y, 430, y + 3, 0) for y in (300, 400, 500, 600)], np.int32)
    found = find_walls(picture, np.zeros_like(picture), np.concatenate([across, rests]), NOTHING, DPI)
    assert not [x for x, *_ in found.tolist() if 440 < x < 460]


def test_a_name_over_several_columns_has_no_wall_of_which_nothing_is_left():
    columns = ((120, 260), (380, 520), (640, 780), (900, 1250))
    picture = words((240, [(120, 260), (430, 470), columns[3]]), *((y, columns) for y in (340, 440)))
    specks = np.zeros_like(picture)
    specks[310:500:30, [320, 580]] = 255
    specks[210:500:30, [840]] = 255
    found = find_walls(picture, specks, ACROSS, NOTHING, DPI)
    assert sorted({int(top) for x, top, *_ in found.tolist() if 550 < x < 610}) == [301, 401]
    assert sorted({int(top) for x, top, *_ in found.tolist() if 800 < x < 880}) == [201, 301, 401]


def test_two_tables_as_wide_as_each_other_have_walls_of_their_own():
    upper = np.array([(x, 100, x + 1, 301, 0) for x in (100, 450, 840, 1300)], np.int32)
    lower = np.array([(x, 600, x + 1, 801, 0) for x in (100, 640, 1300)], np.int32)
    across = np.array([(100, y, 1300, y + 3, 0) for y in (100, 200, 300, 600, 700, 800)], np.int32)
    picture = words(*((y, COLUMNS) for y in (140, 240)), (400, [(200, 1200)]), (500, [(300, 1100)]))
    picture = np.pad(picture, ((0, 200), (0, 0)))
    for y in (640, 740):
        picture[y : y + 24, 660:830] = picture[y : y + 24, 120:600] = picture[y : y + 24, 850:1250] = 255
    found = find_walls(picture, np.zeros_like(picture), across, np.concatenate([upper, lower]), DPI)
    assert not any(top > 300 for _, top, _, _, _ in found.tolist())
