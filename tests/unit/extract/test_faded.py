"""Rules of which only specks are left: what is a table again, and what stays as it is."""

import numpy as np

from pipeline.extract import page_image
from pipeline.extract.faded import is_black_and_white
from pipeline.extract.lanes import Lane, alone, sides_of, stretch_of
from pipeline.extract.light import to_grey
from tests.unit.extract.paper import DPI, array, prose, table

COLUMNS, ROWS = (200, 500, 1000, 1450), (300, 400, 520, 640)


def faded(picture, every=14, rows=ROWS):
    """Return a table's picture of which but a speck in so many pixels of each rule is left."""
    worn = array(picture).copy()
    for at, rule in enumerate(rows):
        for x in range(COLUMNS[0], COLUMNS[-1] + 3):
            worn[rule : rule + 4, x] = 0 if (x + 5 * at) % every < 3 else 255
    for at, rule in enumerate(COLUMNS):
        for y in range(rows[0], rows[-1] + 3):
            worn[y, rule : rule + 4] = 0 if (y + 3 * at) % every < 3 else 255
    return np.where(worn < 128, 0, 255).astype(np.uint8)


def prepare(picture):
    return page_image.prepare(page_image.make_level(*to_grey(picture), DPI))


def places(rules, side):
    """Return the distinct places of rules, to a few pixels."""
    return sorted({round((rule[side] + rule[side + 2]) / 2 / 10) for rule in rules.tolist()})


def test_a_table_whose_rules_are_but_specks_has_its_rules_again():
    prepared = prepare(faded(table(COLUMNS, ROWS)))
    assert places(prepared.across, 1) == [round((row + 2) / 10) for row in ROWS]
    assert places(prepared.down, 0) == [round((column + 2) / 10) for column in COLUMNS]


def test_a_table_with_few_specks_in_each_cell_has_its_rules_again():
    rows = (300, 700, 1100, 1500)
    prepared = prepare(faded(table(COLUMNS, rows), every=90, rows=rows))
    assert places(prepared.across, 1) == [round((row + 2) / 10) for row in rows]
    assert places(prepared.down, 0) == [round((column + 2) / 10) for column in COLUMNS]


def test_the_edge_of_the_scan_is_no_rule():
    picture = faded(table(COLUMNS, ROWS))
    picture[-8:] = 0
    picture[:, :8] = 0
    prepared = prepare(picture)
    assert places(prepared.across, 1) == [round((row + 2) / 10) for row in ROWS]
    assert places(prepared.down, 0) == [round((column + 2) / 10) for column in COLUMNS]


def test_words_of_a_page_of_black_and_white_make_no_rules():
    prepared = prepare(np.where(array(prose()) < 128, 0, 255).astype(np.uint8))
    assert len(prepared.across) == len(prepared.down) == 0


def test_a_scan_on_grey_paper_is_not_of_black_and_white():
    noise = np.random.default_rng(3).normal(0, 9, (400, 400))
    assert not is_black_and_white(np.clip(240 + noise, 0, 255).astype(np.uint8))


def test_a_rule_that_meets_but_one_other_has_no_sides():
    specks = np.ones(100, bool)
    lane = Lane(at=50, marked=specks, worded=~specks, free=specks)
    assert sides_of([lane], [200], DPI).shape == (0, 5)


def test_a_lane_without_specks_is_no_rule():
    none = np.zeros(100, bool)
    assert alone([Lane(at=50, marked=none, worded=none, free=~none)], DPI).shape == (0, 5)


def test_crumbs_of_a_rule_are_no_text():
    picture = faded(table(COLUMNS, ROWS))
    picture[ROWS[1], 600:630] = 0  # a longer crumb, such as may pass for a dash
    boxes = prepare(picture).boxes[1:]
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    assert len(boxes) > 0
    assert not any(abs(middle - row - 2) < 5 for row in ROWS for middle in middles.tolist())


def test_walls_do_not_run_on_from_one_table_to_the_next_where_no_speck_is_left_of_any():
    marked = np.zeros(300, bool)
    marked[:100], marked[200:] = True, True
    lane = Lane(at=50, marked=marked, worded=np.zeros(300, bool), free=np.ones(300, bool))
    unit = stretch_of(DPI)
    found = sides_of([lane, lane], [0, 100 * unit, 200 * unit, 299 * unit], DPI)
    assert sorted({(x0 // unit, x1 // unit) for x0, _, x1, _, _ in found.tolist()}) == [(0, 100), (200, 299)]
