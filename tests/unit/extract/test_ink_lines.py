"""Pieces of ink to lines: marks stay with their letters, at a tight pitch too."""

import numpy as np
import pytest

from pipeline.extract.ink import NO_TEXT, OUTSIDE, letter_height
from pipeline.extract.ink_lines import find_lines
from pipeline.extract.ink_parts import parts_of
from pipeline.extract.touching import cut_touching

DPI = 200


def boxes(*pieces):
    return np.array(
        [(0, 0, 2000, 2000, 0), *[(*piece, (piece[2] - piece[0]) * (piece[3] - piece[1])) for piece in pieces]]
    )


def row(y, count=12, left=100, height=20):
    return [(left + 24 * at, y - height, left + 24 * at + 18, y) for at in range(count)]


def lines_of(*pieces, zones=None):
    held = boxes(*pieces)
    return find_lines(held, np.full(len(held), OUTSIDE) if zones is None else zones, DPI)


def test_each_row_of_letters_is_a_line_from_the_top():
    lines = lines_of(*row(300), *row(100), *row(200))
    assert [line.foot for line in lines] == [100, 200, 300]
    assert [len(line.pieces) for line in lines] == [12, 12, 12]


def test_a_mark_above_and_a_tone_over_it_belong_to_the_letters_below():
    vowel, tone = (124, 68, 142, 76), (126, 56, 134, 66)
    (line,) = lines_of(*row(100), vowel, tone)
    assert len(line.pieces) == 14


def test_low_digits_far_from_the_only_high_one_of_their_number_stay_in_its_line():
    digits = [(100 + 18 * at, 89, 116 + 18 * at, 100) for at in range(4)]
    high = (172, 80, 186, 100)
    prose = row(300)
    (line, _) = lines_of(*digits, high, *prose)
    assert line.pieces == (1, 2, 3, 4, 5)


def test_a_cell_with_nothing_but_low_digits_has_a_line():
    digits = [(100 + 18 * at, 89, 116 + 18 * at, 100) for at in range(3)]
    cells = np.array([NO_TEXT, *[7] * 3, *[OUTSIDE] * 12])
    lines = lines_of(*digits, *row(300), zones=cells)
    assert [(line.zone, line.pieces) for line in lines if line.zone == 7] == [(7, (1, 2, 3))]


def wrapped(digit, *more, ink=0.4):
    """Return the lines of a cell with four digits of a number, and what stands below them."""
    held = boxes(*row(100, 4), digit, *more, *row(600))
    held[5:-12, 4] = (held[5:-12, 4] * ink).astype(held.dtype)
    found = find_lines(held, np.array([NO_TEXT, *[3] * (4 + 1 + len(more)), *[OUTSIDE] * 12]), DPI)
    return [line for line in found if line.zone == 3]


@pytest.mark.parametrize("left", [100, 137, 174])
def test_a_low_digit_alone_on_the_last_line_of_a_cell_is_a_line(left):
    upper, lower = wrapped((left, 132, left + 14, 144))
    assert (upper.pieces, lower.pieces) == ((1, 2, 3, 4), (5,))


def test_two_low_digits_and_the_point_before_them_are_a_line():
    _, lower = wrapped((110, 132, 124, 144), (128, 132, 142, 144), (102, 141, 105, 144))
    assert lower.pieces == (5, 6, 7)


@pytest.mark.parametrize(
    ("speck", "ink"),
    [
        ((137, 137, 145, 144), 0.4),  # lower than a digit
        ((137, 132, 149, 144), 0.78),  # round and filled
        ((118, 132, 132, 144), 0.4),  # neither left nor right nor in the middle
        ((137, 112, 151, 124), 0.4),  # nearer than a line
        ((137, 180, 151, 192), 0.4),  # farther off than a line
    ],
)
def test_a_speck_below_a_number_is_no_digit(speck, ink):
    assert [line.pieces for line in wrapped(speck, ink=ink)] == [(1, 2, 3, 4)]


def test_specks_all_over_a_cell_are_no_digits():
    assert len(wrapped((100, 132, 114, 144), (160, 132, 174, 144))) == 1


def test_a_low_digit_alone_in_a_cell_is_a_line_and_a_filled_speck_is_none():
    for ink, expected in ((0.4, [(5, (1,))]), (0.78, [])):
        held = boxes((100, 88, 114, 100), *row(300))
        held[1, 4] = int(held[1, 4] * ink)
        found = find_lines(held, np.array([NO_TEXT, 5, *[OUTSIDE] * 12]), DPI)
        assert [(line.zone, line.pieces) for line in found if line.zone == 5] == expected


def test_marks_as_high_as_low_letters_stand_on_the_letter_right_below_them():
    mark = (124, 64, 142, 78)  # the tone and the ring of น้ำ, in one piece
    beside = row(82, 4, left=500)  # a line of another column, at the height of the mark
    lines = lines_of(*row(100), mark, *beside)
    (own,) = [line for line in lines if 13 in line.pieces]
    assert set(range(1, 13)) < set(own.pieces)


def test_the_end_of_a_mark_that_was_cut_off_is_no_dash_but_belongs_to_its_line():
    mark, end = (124, 104, 134, 110), (123, 110, 135, 114)
    held = boxes(*row(100), *row(160), mark, end)
    lines = find_lines(held, np.array([NO_TEXT, *[1] * 26]), DPI)
    assert len(lines) == 2
    assert {25, 26} <= set(lines[0].pieces)


@pytest.mark.parametrize("pitch", [50, 60, 80])
def test_between_two_tight_lines_each_mark_goes_to_its_own(pitch):
    hanging = (124, 102, 134, 110)
    standing = (172, 100 + pitch - 30, 190, 100 + pitch - 22)
    upper, lower = lines_of(*row(100), *row(100 + pitch), hanging, standing)
    assert 25 in upper.pieces
    assert 26 in lower.pieces


def test_a_line_that_curls_is_one_line():
    curled = [(x0, top + round(0.02 * x0), x1, bottom + round(0.02 * x0)) for x0, top, x1, bottom in row(100, 50)]
    assert len(lines_of(*curled)) == 1


def test_small_print_below_large_print_is_not_lost():
    lines = lines_of(*row(100, height=30), *row(140, height=12))
    assert [line.size for line in lines] == [30, 12]


def test_ink_that_is_no_text_is_in_no_line():
    held = boxes(*row(100), (500, 80, 520, 100))
    zones = np.full(len(held), OUTSIDE)
    zones[-1] = NO_TEXT
    (line,) = find_lines(held, zones, DPI)
    assert 13 not in line.pieces


def test_cells_side_by_side_keep_their_lines_apart():
    held = boxes(*row(100, 5), *row(100, 5, left=400))
    zones = np.array([OUTSIDE, *[0] * 5, *[1] * 5])
    assert [(line.zone, len(line.pieces)) for line in find_lines(held, zones, DPI)] == [(0, 5), (1, 5)]


def test_a_dash_alone_in_a_cell_is_a_line():
    held = boxes(*row(100), (600, 88, 616, 91))
    zones = np.array([OUTSIDE, *[0] * 12, 1])
    assert [line.zone for line in find_lines(held, zones, DPI)] == [0, 1]


def test_wide_gaps_part_a_line_and_a_speck_beside_it_is_left_out():
    held = boxes(*row(100, 5), *row(100, 5, left=500), (260, 90, 263, 93))
    (line,) = find_lines(held, np.full(len(held), OUTSIDE), DPI)
    assert parts_of(line, held) == ((1, 2, 3, 4, 5), (6, 7, 8, 9, 10))


def test_the_typical_letter_is_not_the_typical_piece():
    marks = [(24 * at, 60, 24 * at + 6, 66) for at in range(30)]
    assert letter_height(boxes(*row(100, 20), *marks)[1:], DPI) == 20


def test_letters_of_two_lines_that_touch_are_cut_between_the_lines():
    held = boxes(*row(100), *row(150), (420, 80, 430, 150))
    labels = np.zeros((200, 600), np.int32)
    for number, (x0, top, x1, bottom, _) in enumerate(held[1:], 1):
        labels[top:bottom, x0:x1] = number
    labels[112:128, 423:430] = 0
    zones = np.full(len(held), OUTSIDE)
    lines = find_lines(held, zones, DPI)
    _, cut, _ = cut_touching(labels, held, zones, lines)
    assert len(cut) == len(held) + 1
    assert 100 < cut[25, 3] < 130
    assert cut[26, 3] == 150


def test_letters_that_touch_marks_of_the_line_below_are_no_line_between_the_two():
    rows = [*row(100), *row(140), *row(100, 3, left=560), *row(140, 3, left=560)]
    touching = [(430 + 30 * at, 80, 450 + 30 * at, 118) for at in range(4)]
    held = boxes(*rows, *touching)
    labels = np.zeros((200, 800), np.int32)
    for number, (x0, top, x1, bottom, _) in enumerate(held[1:], 1):
        labels[top:bottom, x0:x1] = number
    for x0, *_ in touching:
        labels[101:112, x0 : x0 + 20] = 0  # a neck thinner than a pixel
    zones = np.full(len(held), OUTSIDE)
    _, cut, zones = cut_touching(labels, held, zones, find_lines(held, zones, DPI))
    assert [line.foot for line in find_lines(cut, zones, DPI)] == [100, 140]


def test_a_speck_off_the_end_of_a_line_is_left_out_and_a_full_stop_is_kept():
    letters = row(100)
    stop, specks = (388, 96, 391, 100), [(90, 90, 93, 93), (415, 88, 418, 91)]
    held = boxes(*letters, stop, *specks)
    (line,) = find_lines(held, np.full(len(held), OUTSIDE), DPI)
    assert parts_of(line, held) == (tuple(range(1, 14)),)


@pytest.mark.parametrize("dot", [(396, 88, 403, 95), (440, 88, 447, 95), (80, 96, 87, 103)])
def test_a_dot_larger_than_a_full_stop_far_off_the_end_of_a_line_is_dirt(dot):
    held = boxes(*row(100), dot)
    (line,) = find_lines(held, np.full(len(held), OUTSIDE), DPI)
    assert parts_of(line, held) == (tuple(range(1, 13)),)


@pytest.mark.parametrize("sign", [(80, 87, 87, 94), (396, 89, 406, 92), (386, 93, 393, 100)])
def test_a_bullet_before_a_line_and_a_dash_or_a_full_stop_behind_it_are_kept(sign):
    held = boxes(*row(100), sign)
    (line,) = find_lines(held, np.full(len(held), OUTSIDE), DPI)
    assert sorted(sum(parts_of(line, held), ())) == list(range(1, 14))


def test_a_crumb_of_a_rule_as_thin_as_a_pixel_is_no_dash():
    held = boxes(*row(100), (600, 88, 616, 89))
    zones = np.array([OUTSIDE, *[0] * 12, 1])
    assert [parts_of(line, held) for line in find_lines(held, zones, DPI)] == [(tuple(range(1, 13)),), ()]


def test_a_low_digit_below_letters_into_which_their_marks_have_grown_is_a_line():
    grown = [(left, 72, left + 20, 100) for left in (100, 148)]
    held = boxes(*grown, (124, 80, 142, 100), (124, 121, 142, 134), *row(600, height=28))
    held[4, 4] = 150
    found = find_lines(held, np.array([NO_TEXT, *[3] * 4, *[OUTSIDE] * 12]), DPI)
    assert [line.pieces for line in found if line.zone == 3] == [(1, 2, 3), (4,)]
