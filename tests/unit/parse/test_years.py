from datetime import date

import pytest

from pipeline.model.report import PlanItem
from pipeline.parse.passage import Ink, join
from pipeline.parse.years import FiscalYears, Published, find_assessed_year, find_item, find_other_years, plan_year
from tests.build import plan_item
from tests.unit.parse.paper import line


def passages(*texts: str):
    return [join((Ink(1, line(text)),)) for text in texts]


def year(*texts: str) -> int | None:
    found: FiscalYears = find_assessed_year(passages(*texts))
    return found.assessed.value if found.assessed else None


@pytest.mark.parametrize(
    ("texts", "assessed"),
    [
        (["ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลถ้ำรงค์ ประจำปี ๒๕๖๘ ได้คะแนนรวม ๙๑.๕๙"], 2568),
        (["รายงานผลการประเมินคุณธรรมและความโปร่งใส", "ผลการประเมิน ประจำปีงบประมาณ พ.ศ. 2564"], 2564),
        (["รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ.. 2568"], 2568),
        (["ผลการประเมิน ITA ปี 2568", "มาตรการปรับปรุง ประจำปีงบประมาณ พ.ศ. 2569", "แผนปฏิบัติการ ประจำปี 2569"], 2568),
        (["ผลการประเมิน ITA ประจำปี 2568 เปรียบเทียบกับปีที่ผ่านมา ปี 2567"], 2568),
        (["รายงานผลการประเมิน ITA 2568"], 2568),
        (["ประกาศผลการประเมินคุณธรรม (ITA)", "ประจำปีงบประมาณ .ศ. 2568"], 2568),
        (["ประกาศผลการประเมินคุณธรรม (ITA)", "ประจำปีงบประ าณ ศ. 2568"], 2568),
        (["ประกาศ ณ วันที่ 15 ตุลาคม 2568"], None),
        (["ผลการประเมินของโรงเรียน ปีการศึกษา 2566"], None),
        (["ผลการประเมิน ITA"], None),
    ],
)
def test_the_year_of_the_results_is_told_from_other_years(texts: list[str], assessed: int | None) -> None:
    assert year(*texts) == assessed


def test_two_years_of_equal_weight_are_unsure() -> None:
    assert find_assessed_year(passages("ผลการประเมิน ITA ปี 2567", "ผลการประเมิน ITA ปี 2568")).unsure
    assert not find_assessed_year(passages("ผลการประเมิน ITA ปี 2568")).unsure


@pytest.mark.parametrize(
    ("title", "assessed", "wanted"),
    [
        ("ข้อ ๐๒๕ การนำผลการประเมิน ITA ไปสู่การพัฒนา", 2568, Published("O25", 2569)),
        ("O25 การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร", 2568, Published("O25", 2569)),
        ("ข้อ O42 มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", 2564, Published("O42", 2565)),
        ("(O42) มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", 2564, Published("O42", 2565)),
        ("ข้อ O35 การวิเคราะห์ผลการประเมิน", 2568, Published("O35", None)),
        ("การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร", 2568, Published("", 2569)),
        ("รายงานการประชุม ครั้งที่ 025", 2568, Published()),
        ("โทรศัพท์ 025 123456", 2568, Published()),
    ],
)
def test_the_disclosure_item_and_its_year_are_told_by_code_and_title(
    title: str, assessed: int, wanted: Published
) -> None:
    assert find_item(passages(title), assessed) == wanted


def rows(*periods: tuple[date, date]) -> list[PlanItem]:
    return [plan_item(n, "E1", start_date=start, end_date=end) for n, (start, end) in enumerate(periods, 1)]


def test_a_plan_inside_one_fiscal_year_after_the_assessed_one_tells_that_year() -> None:
    whole, spring = (date(2025, 10, 1), date(2026, 9, 30)), (date(2026, 1, 1), date(2026, 3, 31))
    assert plan_year(rows(whole, spring), 2568) == 2569
    assert plan_year(rows(whole, (date(2026, 10, 1), date(2026, 12, 31))), 2568) is None
    assert plan_year(rows((date(2025, 10, 1), date(2026, 12, 31))), 2568) is None
    assert plan_year(rows(whole), None) is None
    assert plan_year(rows(whole), 2569) is None
    assert plan_year([], 2568) is None


@pytest.mark.parametrize(
    ("texts", "years"),
    [
        (["การวิเคราะห์ผลการประเมินคุณธรรมใน", "การดำเนินงาน", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"], [2567]),
        (["การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2569"], [2569]),
        (["การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568"], []),
        (["แผนการปรับปรุง", "ประจำปีงบประมาณ พ.ศ. 2569"], []),
        (["การวิเคราะห์ผลการประเมิน เทียบกับปี 2567 พบว่าดีขึ้น"], []),
    ],
)
def test_another_year_in_a_title_of_the_results_is_kept(texts: list[str], years: list[int]) -> None:
    assert [found.value for found in find_other_years(passages(*texts), 2568)] == years
