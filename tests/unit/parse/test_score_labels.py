"""Scores know the ink that says what they are of, and scanned tables whose verdicts were not found say so."""

from dataclasses import replace

import pytest

from pipeline.facts import load_framework
from pipeline.model.document import Character
from pipeline.model.report import Key
from pipeline.parse import parse_report
from pipeline.parse.codes import Section
from pipeline.parse.doubts import RESULT_MISSING
from pipeline.parse.passage import Ink, join
from pipeline.parse.scores import read_scores
from pipeline.parse.tables import to_grid
from tests.unit.parse.paper import document, line, table

RULES = load_framework("2568")
OCR = "thai 1"


def read(rows, section=Section(), reader=OCR):  # noqa: B008 - frozen
    found = read_scores(to_grid(1, table(rows, reader=reader)), section, RULES, 2568)
    return {score.key.label: score for score in found.scores}


def test_a_question_in_its_indicators_place_is_told_by_its_digits():
    rows = [["ข้อคำถาม", "คะแนน"], ["I๗", "๙๖.๗๗"], ["I๘", "๑๐๐"]]
    found = read(rows, Section("IIT", 3))
    assert [score.label.raw_text for score in found.values()] == ["๗", "๘"]


def test_a_question_in_another_place_is_told_by_its_whole_code():
    rows = [["ข้อคำถาม", "คะแนน"], ["I๗", "๙๖.๗๗"], ["I๘", "๑๐๐"]]
    assert read(rows, Section("IIT", 2))["I7"].label.raw_text == "I๗"


def test_an_indicator_is_told_by_its_number_or_its_name():
    rows = [["ตัวชี้วัด", "คะแนน"], ["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "100"], ["การใช้อำนาจ", "98.92"]]
    found = read(rows)
    assert found["indicator 1"].label.raw_text == "1"
    assert found["indicator 3"].label.raw_text == "การใช้อำนาจ"


def test_the_code_of_a_statement_is_the_label_of_its_score():
    made = parse_report(
        document(
            [
                "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568",
                "ตัวชี้วัดที่ 3 การใช้อำนาจ ได้คะแนน 98.92",
                "ข้อคำถามที่ I7 ได้คะแนน 96.77 ประเด็น: การมอบหมายงาน",
            ],
            reader=OCR,
        ),
        RULES,
    )
    labels = {score.key: score.label.raw_text for score in made.scores}
    assert labels[Key("I7")] == "7"
    assert labels[Key("3")] == "3"


TABLE = [["ตัวชี้วัด", "คะแนน", "ผลการประเมิน"], ["การปฏิบัติหน้าที่", "100", ""], ["การใช้อำนาจ", "98.92", ""]]


@pytest.mark.parametrize(("reader", "doubts"), [(OCR, (RESULT_MISSING,)), ("text-layer", ())])
def test_a_scanned_column_of_verdicts_in_which_none_is_found_is_doubted(reader, doubts):
    assert {score.doubts for score in read(TABLE, reader=reader).values()} == {doubts}


def test_a_second_look_counts_only_where_it_saw_all_of_a_number():
    sures = zip("98.9", (0.9, 0.8, 0.95, 0.9), strict=True)
    seen = [Character(one, at * 6.0, at * 6.0 + 6, 0.99, again=sure) for at, (one, sure) in enumerate(sures)]
    printed = replace(line("98.9", reader=OCR), characters=tuple(seen))
    unseen = replace(printed, characters=(*seen[:3], replace(seen[3], again=None)))
    assert join([Ink(1, printed)]).whole().again == 0.8
    assert join([Ink(1, unseen)]).whole().again is None
    assert join([Ink(1, line("98.9"))]).whole().again is None
