import pytest

from pipeline.facts import load_framework
from pipeline.model.report import Origin
from pipeline.parse.codes import Section
from pipeline.parse.doubts import POINTS_UNSURE
from pipeline.parse.passage import Ink, join
from pipeline.parse.prose import read_indicator_score, read_prose
from tests.unit.parse.paper import line

Y2568 = load_framework("2568")


def passage(text: str):
    return join((Ink(1, line(text)),))


@pytest.mark.parametrize(
    ("text", "total", "level"),
    [
        ("ผลการประเมิน ITA ของ อบต.หนึ่ง ประจำปี ๒๕๖๘ ได้คะแนนรวม ๙๑.๕๙ (ผ่าน) ซึ่งจะได้วิเคราะห์", "91.59", "ผ่าน"),
        ("การประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568 มีผลคะแนนรวม 90.77 คะแนน อยู่ในระดับ “ผ่านดี”", "90.77", "ผ่านดี"),
        ("มีผลการประเมิน ITA ภาพรวมเท่ากับ 95.87 คะแนน ผลการประเมินระดับ “ผ่านดีเยี่ยม”", "95.87", "ผ่านดีเยี่ยม"),
        ("ผลการประเมินคุณธรรมและความโปร่งใส ได้คะแนนเฉลี่ยร้อยละ 86.50 ระดับ ผ่าน", "86.50", "ผ่าน"),
        ("คะแนนรวม ITA เท่ากับ ๙๖.๖๑ คะแนน ระดับ AA", "96.61", "AA"),
        ("ผลคะแนนรวม ITA 97.67 (AA) จึงได้วิเคราะห์", "97.67", "AA"),
    ],
)
def test_the_total_and_its_level_are_read_in_many_wordings(text: str, total: str, level: str) -> None:
    found = read_prose(passage(text), Section(), Y2568, 2568)
    assert [(score.key.label, str(score.reading.value)) for score in found.scores] == [("total_score", total)]
    assert [reading.value for reading in found.levels] == [level]


@pytest.mark.parametrize(
    "text",
    [
        "ผลการประเมิน ITA ปี 2567 ได้คะแนนรวม 85.20 คะแนน",
        "ผลการประเมิน ITA เฉพาะประเด็นที่มีคะแนนน้อยกว่า ๑๐๐ คะแนน",
        "ผลการประเมิน ITA คะแนนเพิ่มขึ้น 3.14 คะแนน",
        "การประเมิน ITA มีคะแนนเฉลี่ยระดับประเทศ ได้คะแนนรวม 93.05 คะแนน",
        "ค่าเป้าหมายการประเมิน ITA คะแนนรวมไม่น้อยกว่า 85 คะแนน",
        "ผลการประเมินแบบวัด IIT คิดเป็นร้อยละ 30",
        "คะแนนรวม 91.59 คะแนน",
    ],
)
def test_other_numbers_are_no_total(text: str) -> None:
    assert read_prose(passage(text), Section(), Y2568, 2568).scores == ()


def test_a_verdict_is_no_level() -> None:
    found = read_prose(passage("ผลการประเมิน ITA ได้คะแนนรวม 91.59 ผ่านเกณฑ์"), Section(), Y2568, 2568)
    assert found.levels == ()


@pytest.mark.parametrize(
    "text",
    [
        "ตัวชี้วัดที่ 3 การใช้อำนาจ ได้คะแนนร้อยละ 98.92",
        "3) ตัวชี้วัดที่ 3 การใช้อำนาจ มีผลคะแนน 98.92 คะแนน",
        "- ตัวชี้วัดที่ ๓ การใช้อำนาจ ได้ ๙๘.๙๒ คะแนน",
        "ตัวชี้วัดที่ 3 การใช้อำนาจ (98.92 คะแนน)",
        "ตัวชี้วัดที่ 3 การใช้อำนาจ เท่ากับ 98.92",
    ],
)
def test_an_indicator_in_a_sentence_has_its_score_and_name(text: str) -> None:
    (score,) = read_prose(passage(text), Section(), Y2568, 2568).scores
    assert (score.key.label, str(score.reading.value), score.printed_name) == ("indicator 3", "98.92", "การใช้อำนาจ")


def test_the_score_below_a_heading_is_the_indicators() -> None:
    score = read_indicator_score(passage("ได้คะแนน ๑๐๐ คะแนนเต็มทุกข้อคำถาม"), 0, Section("IIT", 1), Y2568)
    assert score is not None
    assert (score.key.label, str(score.reading.value), score.origin) == ("indicator 1", "100", Origin.HEADING)


def test_figures_that_may_be_points_are_doubted_and_not_read() -> None:
    found = read_prose(passage("แบบวัด IIT ได้คะแนน 29.93 และ EIT ได้คะแนน 95.53"), Section(), Y2568, 2568)
    assert [(score.key.label, str(score.reading.value)) for score in found.scores] == [("EIT", "95.53")]
    assert found.doubts == (POINTS_UNSURE,)
