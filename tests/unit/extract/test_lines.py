"""Runs become lines: side by side is one line, unless a gutter parts them."""

import pytest

from pipeline.extract.lines import lines_from_runs, split_run
from pipeline.model.document import Character, Run
from pipeline.model.geometry import BBox


def run(text, x0, top, x1=None, height=12.0, confidence=1.0):
    x1 = x0 + 6 * len(text) if x1 is None else x1
    return Run(text, BBox(x0, top, x1, top + height), confidence)


def read(*runs):
    return [line.text for line in lines_from_runs(runs, "test")]


def test_runs_on_one_line_are_joined_from_left_to_right():
    assert read(run("คะแนน", 60, 10), run("ได้", 20, 11)) == ["ได้ คะแนน"]


def test_what_touches_is_one_word():
    assert read(run("การ", 20, 10, 38), run("ใช้", 38.5, 10, 60)) == ["การใช้"]


def test_a_wide_gap_becomes_one_space():
    assert read(run("IIT", 20, 10, 38), run("98.92", 300, 10)) == ["IIT 98.92"]


def test_lines_come_from_top_to_bottom():
    assert read(run("สอง", 20, 30), run("สาม", 20, 50), run("หนึ่ง", 20, 10)) == ["หนึ่ง", "สอง", "สาม"]


def test_a_tall_run_does_not_draw_in_the_next_line():
    tall = Run("ปี่ญู", BBox(20, 4, 60, 26), 1.0)
    assert read(tall, run("ต่อ", 65, 10), run("บรรทัดล่าง", 20, 27)) == ["ปี่ญู ต่อ", "บรรทัดล่าง"]


def test_words_on_two_base_lines_that_reach_into_each_other_are_two_lines():
    runs = [Run("ผลการประเมิน...", BBox(300, 100, 380, 120), 1.0), Run("หน้า 5", BBox(400, 91, 440, 111), 1.0)]
    assert [line.text for line in lines_from_runs(runs, "test")] == ["หน้า 5", "ผลการประเมิน..."]


def test_a_full_stop_and_a_dash_stay_on_their_line():
    assert read(run("ร้อยละ", 20, 10), run("-", 70, 15, 75, height=2), run(".", 80, 20, 82, height=2)) == ["ร้อยละ - ."]


def test_two_columns_do_not_merge_where_a_gutter_runs_between_them():
    left = [run("คอลัมน์ซ้ายยาวพอ", 20, 10 + 15 * at, 200) for at in range(4)]
    right = [run("คอลัมน์ขวายาวพอ", 240, 10 + 15 * at, 420) for at in range(4)]
    lines = read(*left, *right)
    assert lines == ["คอลัมน์ซ้ายยาวพอ"] * 4 + ["คอลัมน์ขวายาวพอ"] * 4


def test_the_numbers_of_a_list_stay_with_their_items():
    items = [run(f"{at}.", 20, 15 * at, 30) for at in range(1, 6)] + [run("มาตรการ", 60, 15 * at) for at in range(1, 6)]
    assert read(*items) == [f"{at}. มาตรการ" for at in range(1, 6)]


def test_a_line_is_as_sure_as_its_least_sure_run():
    (line,) = lines_from_runs([run("ก", 20, 10, confidence=0.9), run("ข", 26, 10, confidence=0.4)], "test")
    assert line.confidence == 0.4
    assert line.reader == "test"


def test_edges_have_a_place_for_every_character_of_the_line():
    (line,) = lines_from_runs([run("กข", 20, 10, 40), run("คง", 60, 10, 80)], "test")
    assert line.raw == "กข คง"
    assert line.edges == pytest.approx((20, 30, 40, 60, 70, 80))


def test_characters_are_kept_where_every_run_has_them():
    def known(text, x0):
        return Run(text, BBox(x0, 10, x0 + 10, 22), 0.9, (x0, x0 + 10.0), (Character(text, x0, x0 + 10, 0.9),))

    (line,) = lines_from_runs([known("๙", 20), known("๑", 50)], "test")
    assert "".join(character.text for character in line.characters) == line.raw == "๙ ๑"


def test_a_run_is_cut_where_a_rule_crosses_it():
    whole = Run("ตัวชี้วัด คะแนน", BBox(0, 0, 150, 12), 1.0, tuple(float(10 * at) for at in range(16)))
    left, right = split_run(whole, [95])
    assert (left.text, right.text) == ("ตัวชี้วัด", "คะแนน")
    assert right.bbox.x0 == 100
    assert right.edges == tuple(float(10 * at) for at in range(10, 16))


def test_no_runs_no_lines():
    assert read() == []
