import time
from datetime import date

import pytest

from pipeline.thai.dates import Period, find_years, fiscal_year, parse_period


def period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


FY_2569 = period("2025-10-01", "2026-09-30")


@pytest.mark.parametrize(
    "text",
    [
        "๑ ตุลาคม ๒๕๖๘ - ๓๐ กันยายน ๒๕๖๙",
        "๑ ตุลาคม ๒๕๖๘- ๓๐ กันยายน ๒๕๖๙",
        "๑ ตุลาคม ๒๕๖๘-๓๐ กันยายน ๒๕๖๙",
        "๑ ตุลาคม ๒๕๖๘\n- ๓๐ กันยายน\n๒๕๖๙",
        "๑ตุลาคม๒๕๖๘–๓๐กันยายน๒๕๖๙",
        "1 ตุลาคม 2568 — 30 กันยายน 2569",
        "วันที่ ๑ ตุลาคม ๒๕๖๘ ถึงวันที่ ๓๐ กันยายน ๒๕๖๙",
        "ตั้งแต่ ๑ ตุลาคม พ.ศ. ๒๕๖๘ จนถึง ๓๐ กันยายน พ.ศ. ๒๕๖๙",
        "ตุลาคม ๒๕๖๘ - กันยายน ๒๕๖๙",
        "เดือนตุลาคม ๒๕๖๘ ถึงเดือนกันยายน ๒๕๖๙",
        "ต.ค. 68 – ก.ย. 69",
        "ต.ค.๖๘-ก.ย.๖๙",
        "ต . ค . 68 - ก . ย . 69",
        "1 ต.ค. 2568 - 30 ก.ย. 2569",
        "1 ตค 68 - 30 กย 69",
        "1 ตุลาคม 2025 - 30 กันยายน 2026",
        "1/10/2568 - 30/9/2569",
        "2025-10-01 - 2026-09-30",
        "ปีงบประมาณ ๒๕๖๙",
        "ตลอดปีงบประมาณ พ.ศ. ๒๕๖๙",
        "ประจำปีงบประมาณ พ.ศ.. 2569",
        "ปีงบประมาณ ๒๕๖๙ (๑ ตุลาคม ๒๕๖๘ - ๓๐ กันยายน ๒๕๖๙)",
        "ไตรมาส ๑ - ๔ ปีงบประมาณ ๒๕๖๙",
        "ไตรมาสที่ ๑ ถึง ไตรมาสที่ ๔/๒๕๖๙",
        "๑ ตลาคม ๒๕๖๘ - ๓๐ กนยายน ๒๕๖๙",
        "(๑ ตุลาคม ๒๕๖๘ - ๓๐ กันยายน ๒๕๖๙ ปีละ ๒ ครั้ง)",
    ],
)
def test_a_fiscal_year_is_understood_however_it_is_printed(text):
    assert parse_period(text, None) == FY_2569


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("รอบ 6 เดือน (ต.ค.64 - มี.ค.65)", "2021-10-01", "2022-03-31"),
        ("1 มกราคม 2565 –28 กุมภาพันธ์ 2565", "2022-01-01", "2022-02-28"),
        ("เดือนกุมภาพันธ์-มีนาคม 2564", "2021-02-01", "2021-03-31"),
        ("มกราคม - กุมภาพันธ์ 2567", "2024-01-01", "2024-02-29"),
        ("ไตรมาสที่ 2 (1 ม.ค. 66 - 31 มี.ค. 66)", "2023-01-01", "2023-03-31"),
        ("ต.ค. - มี.ค. 65", "2021-10-01", "2022-03-31"),
        ("๑ - ๓๑ มกราคม ๒๕๖๘", "2025-01-01", "2025-01-31"),
        ("ปีงบประมาณ ๒๕๖๘ - ๒๕๖๙", "2024-10-01", "2026-09-30"),
        ("28 ส.ค. 64", "2021-08-28", "2021-08-28"),
        ("(4 ธ.ค.67)", "2024-12-04", "2024-12-04"),
        ("8 มิ.ย. 66", "2023-06-08", "2023-06-08"),
        ("เดือนเมษายน ๒๕๖๙", "2026-04-01", "2026-04-30"),
        ("ไตรมาสที่_1/2565", "2021-10-01", "2021-12-31"),
        ("29 กุมภาพันธ์ 2567", "2024-02-29", "2024-02-29"),
    ],
)
def test_other_periods(text, start, end):
    assert parse_period(text, None) == period(start, end)


@pytest.mark.parametrize(
    ("month", "name", "short"),
    [
        (1, "มกราคม", "ม.ค."),
        (2, "กุมภาพันธ์", "ก.พ."),
        (3, "มีนาคม", "มี.ค."),
        (4, "เมษายน", "เม.ย."),
        (5, "พฤษภาคม", "พ.ค."),
        (6, "มิถุนายน", "มิ.ย."),
        (7, "กรกฎาคม", "ก.ค."),
        (8, "สิงหาคม", "ส.ค."),
        (9, "กันยายน", "ก.ย."),
        (10, "ตุลาคม", "ต.ค."),
        (11, "พฤศจิกายน", "พ.ย."),
        (12, "ธันวาคม", "ธ.ค."),
    ],
)
def test_every_month_has_a_name_and_an_abbreviation_with_and_without_dots(month, name, short):
    day = date(2026, month, 15)
    for printed in (name, short, short.removesuffix("."), short.replace(".", "")):
        assert parse_period(f"๑๕ {printed} ๒๕๖๙", None) == Period(day, day)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("ไตรมาส ๑ - ๔", "2025-10-01", "2026-09-30"),
        ("ไตรมาสที่ ๒", "2026-01-01", "2026-03-31"),
        ("ตุลาคม - กันยายน", "2025-10-01", "2026-09-30"),
        ("ม.ค. - มี.ค.", "2026-01-01", "2026-03-31"),
        ("6 เดือนแรก", "2025-10-01", "2026-03-31"),
        ("รอบ ๖ เดือนหลัง", "2026-04-01", "2026-09-30"),
        ("ตลอดปีงบประมาณ", "2025-10-01", "2026-09-30"),
    ],
)
def test_what_has_no_year_belongs_to_the_fiscal_year_that_is_known(text, start, end):
    assert parse_period(text, 2569) == period(start, end)
    assert parse_period(text, None) is None


def test_a_printed_year_goes_before_the_one_that_is_known():
    assert parse_period("ไตรมาสที่ 2 (1 ม.ค. 66 - 31 มี.ค. 66)", 2569) == period("2023-01-01", "2023-03-31")
    assert parse_period("ไตรมาสที่ 1 ปีงบประมาณ 2565", 2569) == period("2021-10-01", "2021-12-31")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("ภายในวันที่ ๓๐ กันยายน ๒๕๖๙", None, date(2026, 9, 30)),
        ("ภายใน 30 ก.ย. 69", None, date(2026, 9, 30)),
        ("ภายในเดือนมีนาคม 2569", None, date(2026, 3, 31)),
        ("ถึงวันที่ ๓๐ กันยายน ๒๕๖๙", None, date(2026, 9, 30)),
        ("ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๘", date(2025, 10, 1), None),
        ("เริ่มเดือนตุลาคม ๒๕๖๘", date(2025, 10, 1), None),
    ],
)
def test_one_end_may_be_open(text, start, end):
    assert parse_period(text, None) == Period(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "ทุกเดือน",
        "ตลอดปี",
        "ปี ๒๕๖๙",
        "ภายใน 30 วัน",
        "๓๑ กันยายน ๒๕๖๙",
        "๓๐ กุมภาพันธ์ ๒๕๖๙",
        "29 กุมภาพันธ์ 2568",
        "๐ ตุลาคม ๒๕๖๘",
        "๓๐ - ๑ กันยายน ๒๕๖๙",
        "1/13/2568",
        "1/10/68",
        "๑ ตุลาคม ๓๕๖๘",
        "๑ ตุลาคม ๒๕๖๘ -",
        "- ๓๐ กันยายน ๒๕๖๙",
        "๑ ตุลาคม ๒๕๖๘ - ๓๐",
        "๑ ตุลาคม ๒๕๖๘ - ๓๐ กัยนายน ๒๕๖๙",
        "๑ ตุลาคม ๒๕๖๘ ๓๐ กันยายน ๒๕๖๙",
        "ต.ค. 68 - มี.ค. 69 และ เม.ย. 69 - ก.ย. 69",
        "ไตรมาสที่ ๑ และ ๓ ปีงบประมาณ ๒๕๖๙",
        "ปีงบประมาณ 3031",
        "ปีงบประมาณ 2025",
        "ไตรมาสที่ ๑ ไตรมาสที่ ๓ ปีงบประมาณ ๒๕๖๙",
        "ไตรมาสที่ ๕ ปีงบประมาณ",
        "ไตรมาสที่ ๔ - ๑",
        "ปีงบประมาณ ๒๕๖๘ (๑ ตุลาคม ๒๕๖๘ - ๓๐ กันยายน ๒๕๖๙)",
        "ไตรมาส ๑ ปีงบประมาณ ๒๕๖๙ (1 ม.ค. 69 - 31 มี.ค. 69)",
        "ปีงบประมาณ ๒๕๖๘ และปีงบประมาณ ๒๕๖๙",
        "ปีการศึกษา 2566",
        "ภาคเรียนที่ 1 (พ.ค. 66 - ก.ย. 66)",
        "กันยายน 30 วัน",
    ],
)
def test_what_is_torn_impossible_or_several_is_no_period(text):
    assert parse_period(text, None) is None


def test_a_period_that_is_printed_backwards_stays_so():
    assert parse_period("๑ ตุลาคม ๒๕๖๙ - ๓๐ กันยายน ๒๕๖๙", None) == period("2026-10-01", "2026-09-30")
    assert parse_period("1 ต.ค. 68 - 30 ก.ย. 67", 2568) == period("2025-10-01", "2024-09-30")


def test_months_without_years_never_run_backwards():
    assert parse_period("กันยายน - ตุลาคม", 2569) is None


@pytest.mark.parametrize("piece", ["1 ", "1 ต.ค. ", "- ", "ต . ", "ปีงบประมาณ ", "ไตรมาส 1 "])
def test_no_text_takes_more_than_linear_time(piece):
    started = time.process_time()
    parse_period(piece * (20_000 // len(piece)), 2569)
    assert time.process_time() - started < 2


def test_fiscal_years_begin_in_october():
    assert fiscal_year(2569) == FY_2569


def test_years_are_found_in_order_and_of_the_common_era_only_when_it_is_named():
    text = "ปีงบประมาณ พ.ศ. ๒๕๖๘ และ 2567 (ค.ศ. 2025) 2024 โทร 02-2568-2569 งบ 2,568.50 รหัส 25681 ๒๕๖๙."
    assert find_years(text) == (2568, 2567, 2568, 2569)


@pytest.mark.parametrize(
    "text",
    ["๑ มีนาคม ๒๒๕๖๙", "๓๐ ก.ย. ๒๖๙", "ต.ค. ๐๙ - ก.ย. ๖๙", "ต๑ ธ.ค. ๖๘", "๑ ๓.ค. ๖๘ - ต๑ ธ.ค. ๖๘"],
)
def test_a_date_that_has_lost_a_digit_is_none(text):
    assert parse_period(text, 2569) is None


def test_what_counts_something_behind_a_month_is_no_year():
    assert parse_period("เดือนตุลาคม 120 คน", 2569) == period("2025-10-01", "2025-10-31")


def test_a_mark_that_a_fiscal_year_has_lost_leaves_no_doubt():
    assert parse_period("ตลอดปงบประมาณ พ.ศ. ๒๕๖๙", None) == FY_2569
