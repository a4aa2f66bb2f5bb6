"""Faint rules are found along tables whose other rules were found, and nowhere else."""

import cv2
import numpy as np
import pytest

from pipeline.extract.faint import find_faint_rules

DPI = 150
NONE = np.zeros((0, 5), np.int32)
COLUMNS, ROWS = (100, 250, 500, 800, 1000), (200, 300, 480, 700)


def paper(seed: int = 5) -> np.ndarray:
    """Return grainy paper."""
    noise = np.random.default_rng(seed).normal(0, 7, (900, 1200))
    return np.clip(246 + noise, 0, 255).astype(np.uint8)


def darken(picture: np.ndarray, rows: slice, columns: slice, by: int) -> None:
    picture[rows, columns] = np.clip(picture[rows, columns].astype(int) - by, 0, 255)


def write(picture: np.ndarray, text: str, x: int, y: int) -> None:
    cv2.putText(picture, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 40, 2)


def across(*rows: int) -> np.ndarray:
    return np.array([[COLUMNS[0], row - 1, COLUMNS[-1], row + 2, 0] for row in rows] or NONE, np.int32)


def down(*columns: int, top: int = ROWS[0]) -> np.ndarray:
    return np.array([[column - 1, top, column + 2, ROWS[-1], 0] for column in columns] or NONE, np.int32)


def test_a_rule_that_no_pixel_tells_is_found_where_the_others_of_its_table_are():
    picture = paper()
    darken(picture, slice(299, 302), slice(100, 1000), 10)
    darken(picture, slice(200, 700), slice(499, 502), 10)
    for column in (100, 250, 800, 1000):
        darken(picture, slice(200, 700), slice(column - 1, column + 2), 25)
    for y in (260, 360, 420, 560, 620):
        write(picture, "nnmhu nmnh", 270, y)
        write(picture, "mhnu", 820, y)
    lying, standing = find_faint_rules(picture, across(200, 480, 700), down(100, 250, 800, 1000), DPI)
    assert {(one[1] + one[3]) // 20 for one in lying.tolist()} == {30}
    assert {round((one[0] + one[2]) / 2 / 10) for one in standing.tolist()} == {50}
    assert lying[:, 2].max() - lying[:, 0].min() > 800
    assert sum(one[3] - one[1] for one in standing.tolist()) > 400


def test_the_edges_of_a_shaded_row_above_the_rules_are_found_and_its_walls_where_others_stand_below():
    picture = paper()
    darken(picture, slice(130, 200), slice(100, 1000), 12)
    darken(picture, slice(130, 200), slice(499, 502), 10)
    write(picture, "mhnu", 300, 175)
    write(picture, "numh", 600, 175)
    lying, standing = find_faint_rules(picture, across(300, 480, 700), down(*COLUMNS), DPI)
    middles = sorted({round((one[1] + one[3]) / 2) for one in lying.tolist()})
    assert middles == pytest.approx([130, 200], abs=3)
    assert [one for one in standing.tolist() if abs(one[0] - 499) < 4 and one[1] < 135 and one[3] > 195]


def test_lines_of_text_are_no_rules():
    picture = paper()
    for y in range(240, 690, 40):
        write(picture, "nnmhunmnh nmhunmmn hnumhnumn mhnunmh nmhnu", 110, y)
    lying, standing = find_faint_rules(picture, across(200, 700), down(100, 550, 1000), DPI)
    assert len(lying) == len(standing) == 0


def test_a_merged_cell_gets_no_rule_where_its_neighbours_have_one():
    picture = paper()
    darken(picture, slice(299, 302), slice(250, 1000), 90)
    known = np.concatenate([across(200, 480, 700), np.array([[250, 299, 1000, 302, 0]], np.int32)])
    lying, standing = find_faint_rules(picture, known, down(*COLUMNS), DPI)
    assert len(lying) == len(standing) == 0


def test_what_shows_through_from_the_other_side_is_no_rule_of_a_table_with_black_ones():
    picture = paper()
    for row in (200, 480, 700):
        darken(picture, slice(row - 1, row + 2), slice(100, 1000), 120)
    for column in COLUMNS:
        darken(picture, slice(200, 700), slice(column - 1, column + 2), 120)
    darken(picture, slice(299, 302), slice(100, 1000), 10)
    lying, standing = find_faint_rules(picture, across(200, 480, 700), down(*COLUMNS), DPI)
    assert len(lying) == len(standing) == 0


@pytest.mark.parametrize(
    ("bars", "posts"), [((), ()), ((200, 700), (100, 1000)), ((200,), COLUMNS)], ids=["no rules", "a frame", "one bar"]
)
def test_nothing_is_looked_for_where_no_table_is(bars, posts):
    picture = paper()
    darken(picture, slice(299, 302), slice(100, 1000), 10)
    lying, standing = find_faint_rules(picture, across(*bars), down(*posts), DPI)
    assert len(lying) == len(standing) == 0


def test_rules_that_were_found_are_not_found_again():
    picture = paper()
    for row in ROWS:
        darken(picture, slice(row - 1, row + 2), slice(100, 1000), 90)
    for column in COLUMNS:
        darken(picture, slice(200, 700), slice(column - 1, column + 2), 90)
    lying, standing = find_faint_rules(picture, across(*ROWS), down(*COLUMNS), DPI)
    assert len(lying) == len(standing) == 0


def test_places_are_those_of_the_page_at_its_own_resolution():
    picture = paper()
    darken(picture, slice(299, 302), slice(100, 1000), 12)
    large = cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    lying, _ = find_faint_rules(large, 2 * across(200, 480, 700), 2 * down(*COLUMNS), 2 * DPI)
    assert {(one[1] + one[3]) // 20 for one in lying.tolist()} <= {59, 60}
    assert lying[:, 0].min() == pytest.approx(200, abs=4)
    assert lying[:, 2].max() == pytest.approx(2000, abs=4)
