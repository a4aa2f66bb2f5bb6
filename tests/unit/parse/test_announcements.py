from collections.abc import Sequence

from pipeline.facts import load_framework
from pipeline.model.report import AgencyResult
from pipeline.parse.announcements import read_announcement
from pipeline.parse.doubts import POINTS_UNSURE
from pipeline.parse.slots import Grid
from pipeline.parse.tables import stream
from tests.unit.parse.paper import document

Y2568 = load_framework("2568")


def results(*tables: Sequence[Sequence[str]]) -> tuple[AgencyResult, ...]:
    (grid,) = stream(document(*([rows] for rows in tables)))
    assert isinstance(grid, Grid)
    return read_announcement(grid, Y2568, 2568) or ()


def scores(row: AgencyResult) -> dict[str, str]:
    return {score.key.code: str(score.reading.value) for score in row.scores}


def points(row: AgencyResult) -> dict[str, str]:
    return {score.key.code: str(score.reading.value) for score in row.weighted}


HEAD = [
    ["ที่", "หน่วยงาน", "คะแนนตามเครื่องมือ", "<", "<", "คะแนนรวม", "ระดับผลการประเมิน"],
    ["^", "^", "IIT", "EIT", "OIT", "^", "^"],
]


def test_points_are_known_by_adding_up_to_the_total() -> None:
    first, second = results(
        [
            *HEAD,
            ["๑", "เทศบาลตำบลหนึ่ง", "๒๙.๑๐", "๒๘.๐๐", "๓๙.๐๐", "๙๖.๑๐", "ผ่านดี"],
            ["๒", "เทศบาลตำบลสอง", "๒๘.๐๐", "๒๗.๐๐", "๓๐.๐๐", "๘๕.๐๐", "ผ่าน"],
        ]
    )
    assert (first.row_no, first.agency_name.value, first.agency_type) == (1, "เทศบาลตำบลหนึ่ง", "เทศบาลตำบล")
    assert points(first) == {"IIT": "29.10", "EIT": "28.00", "OIT": "39.00"}
    assert scores(first) == {"ITA": "96.10"}
    assert second.result_level is not None
    assert second.result_level.value == "ผ่าน"


def test_figures_above_the_weights_are_out_of_a_hundred() -> None:
    first, _ = results(
        [
            *HEAD,
            ["1", "เทศบาลตำบลหนึ่ง", "97.00", "93.33", "97.50", "96.10", "ผ่านดี"],
            ["2", "เทศบาลตำบลสอง", "93.33", "90.00", "75.00", "85.00", "ผ่าน"],
        ]
    )
    assert scores(first) == {"IIT": "97.00", "EIT": "93.33", "OIT": "97.50", "ITA": "96.10"}
    assert points(first) == {}


def test_figures_of_an_unknown_scale_are_left_out_and_doubted() -> None:
    first, second = results(
        [
            *HEAD,
            ["1", "เทศบาลตำบลหนึ่ง", "29.10", "28.00", "39.00", "95.00", "ผ่านดี"],
            ["2", "เทศบาลตำบลสอง", "28.00", "27.00", "30.00", "80.00", "ผ่าน"],
        ]
    )
    assert scores(first) == {"ITA": "95.00"}
    assert POINTS_UNSURE in second.doubts


def test_a_score_that_is_not_printed_is_left_out() -> None:
    first, _ = results(
        [
            ["ลำดับ", "ชื่อหน่วยงาน", "คะแนน IIT (100)", "คะแนนรวม", "ระดับ"],
            ["1", "กรมหนึ่ง", "-", "96.10", "ผ่านดี"],
            ["2", "กรมสอง", "95.00", "90.00", "ผ่านดี"],
        ]
    )
    assert scores(first) == {"ITA": "96.10"}


def test_indicators_side_by_side_are_read_for_each_agency() -> None:
    first, second = results(
        [
            ["หน่วยงาน", "จังหวัด", "ตัวชี้วัดที่ 9", "ตัวชี้วัดที่ 10", "คะแนนรวม"],
            ["อบต.หนึ่ง", "สมมุติบุรี", "97.78", "93.75", "95.76"],
            ["อบต.สอง", "สมมุติบุรี", "97.50", "100", "98.75"],
            ["เฉลี่ย", "", "97.64", "96.88", "97.26"],
        ]
    )
    assert scores(first) == {"9": "97.78", "10": "93.75", "ITA": "95.76"}
    assert (second.province, second.agency_type) == ("สมมุติบุรี", "องค์การบริหารส่วนตำบล")


def test_a_column_for_each_agency_reads_like_a_row_for_each() -> None:
    first, second = results(
        [
            ["รายการ", "เทศบาลตำบลหนึ่ง", "เทศบาลตำบลสอง"],
            ["ระดับ", "A", "AA"],
            ["คะแนน ITA", "90.00", "96.08"],
            ["ตัวชี้วัดที่ 10", "100.00", "93.75"],
            ["ตัวชี้วัดที่ 9", "97.50", "97.78"],
        ]
    )
    assert (first.agency_name.value, scores(first)) == ("เทศบาลตำบลหนึ่ง", {"ITA": "90.00", "10": "100.00", "9": "97.50"})
    assert scores(second)["ITA"] == "96.08"


def test_an_announcement_over_many_pages_is_one() -> None:
    def rows(first: int) -> list[list[str]]:
        return [[str(n), f"กรมที่{n}ก", "29.00", "28.00", "39.00", "96.00", "ผ่านดี"] for n in range(first, first + 5)]

    assert [row.row_no for row in results([*HEAD, *rows(1)], [*HEAD, *rows(6)], rows(11))] == list(range(1, 16))


def test_one_row_that_does_not_add_up_does_not_change_the_scale_of_the_others() -> None:
    first, second, _ = results(
        [
            *HEAD,
            ["1", "เทศบาลตำบลหนึ่ง", "29.10", "28.00", "39.00", "95.00", "ผ่านดี"],
            ["2", "เทศบาลตำบลสอง", "28.00", "27.00", "30.00", "85.00", "ผ่าน"],
            ["3", "เทศบาลตำบลสาม", "28.00", "27.00", "31.00", "86.00", "ผ่าน"],
        ]
    )
    assert points(first) == {"IIT": "29.10", "EIT": "28.00", "OIT": "39.00"}
    assert points(second) == {"IIT": "28.00", "EIT": "27.00", "OIT": "30.00"}


def test_several_rows_for_each_agency_are_that_agencys() -> None:
    first, second = results(
        [
            ["คณะ/หน่วยงาน", "รายการตัวชี้วัด", "คะแนน"],
            ["คณะวิทยาศาสตร์", "การปฏิบัติหน้าที่", "95.00"],
            ["^", "การใช้งบประมาณ", "90.00"],
            ["คณะศิลปศาสตร์", "การปฏิบัติหน้าที่", "85.00"],
            ["^", "การใช้งบประมาณ", "80.00"],
        ]
    )
    assert (first.agency_name.value, scores(first)) == ("คณะวิทยาศาสตร์", {"1": "95.00", "2": "90.00"})
    assert scores(second) == {"1": "85.00", "2": "80.00"}


def test_dirt_around_an_announced_name_is_none_of_it() -> None:
    rows = [
        ["ที่", "หน่วยงาน", "คะแนนรวม"],
        ["๑", "- -- - เทศบาลตำบลหนึ่ง –", "๙๖.๑๐"],
        ["๒", "เทศบาลตำบลสอง\n- - - j -", "๘๕.๐๐"],
        ["๓", "โรงเรียน (สาธิต)\n-", "๘๔.๐๐"],
    ]
    (grid,) = stream(document([rows], reader="thai 1"))
    assert isinstance(grid, Grid)
    read = read_announcement(grid, Y2568, 2568) or ()
    assert [row.agency_name.value for row in read] == ["เทศบาลตำบลหนึ่ง", "เทศบาลตำบลสอง", "โรงเรียน (สาธิต)"]
    assert results(rows)[0].agency_name.value == "- -- - เทศบาลตำบลหนึ่ง –"
