import time

import pytest

from pipeline.thai.text import clean, without_specks


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        ("ด\u0e4d\u0e32เนิน", "ดำเนิน"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("น\u0e4d\u0e32\u0e49", "น้ำ"),
        ("น\u0e4d \u0e32", "นำ"),
        ("ด าเนินงาน", "ดำเนินงาน"),
        ("ด\u00a0 าเนินงาน", "ดำเนินงาน"),
        ("น้ าใจ", "น้ำใจ"),
        ("ด ำเนินงาน", "ดำเนินงาน"),
        ("ท\u0e33\u0e32เนียบ", "ทำเนียบ"),
        ("เเผนเเละเเม่", "แผนและแม่"),
        ("ที\u0e48", "ที่"),
        ("ท\u0e48\u0e35", "ที่"),
        ("อย\u0e48\u0e39", "อยู่"),
        ("พันธ\u0e4c\u0e38", "พันธุ์"),
        ("ว\u0e32\u0e48", "ว่า"),
        ("ที่\u0e48", "ที่"),
        ("ท\u0e35\u0e35่", "ที่"),
        ("ท\uf702\uf70a", "ที่"),
        ("\uf700าน", "ฐาน"),
        ("ผู\uf70bใหญ\uf70a", "ผู้ใหญ่"),
        ("ป\uf710\uf705น", "ปั่น"),
        ("ประ\u200bเมิน\ufeff", "ประเมิน"),
        ("ความโปร่ง\u00adใส", "ความโปร่งใส"),
        ("เป ็ น", "เป็ น"),
        ("ผ ู ้", "ผู้"),
        ("ก  ข\t\u00a0ค", "ก ข ค"),
    ],
)
def test_damage_is_mended(damaged, text):
    assert clean(damaged) == text


@pytest.mark.parametrize(
    "text",
    [
        "ผลการประเมินคุณธรรมและความโปร่งใส ประจำปี ๒๕๖๘ ได้คะแนนรวม ๙๑.๕๙ (ผ่าน)",
        "นักเรียนฝึกงาน ณ ที่ว่าการอำเภอ ต่าง ๆ ฯลฯ",
        "E-Service 85.50 %",
        "บรรทัดหนึ่ง\nบรรทัดสอง",
        "ลงท้ายด้วยช่องว่าง ",
        "",
    ],
)
def test_clean_text_stays_as_it_is(text):
    assert clean(text) == text


def test_a_mark_or_vowel_on_the_next_line_stays_there():
    assert clean("ด\nาเนิน\n่") == "ด\nาเนิน\n่"


@pytest.mark.parametrize("piece", ["ก า", "\u0e4d\u0e32", "่ิ", "ำ้", " ่", "เ", "\u0e32\u0e48", "กำ้า่ ิ", "กา์่", "ฺุ ิฺ"])
def test_cleaning_takes_linear_time(piece):
    started = time.process_time()
    clean("ก" + piece * 50_000)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        ("รองรับ . เพียงบางงาน", "รองรับ เพียงบางงาน"),
        (".ข้อ E๖ คะแนน", "ข้อ E๖ คะแนน"),
        ("หน่วยงานควรประกาศ.", "หน่วยงานควรประกาศ"),
        ("คลองปลา. ตะเพียนทอง", "คลองปลา ตะเพียนทอง"),
        ("A .", "A"),
        ("พ.ศ. ๒๕๖๘ ได้ ๙๘ . ๕", "พ.ศ. ๒๕๖๘ ได้ ๙๘ . ๕"),
        ("เวลา ๐๘.๓๐ น.", "เวลา ๐๘.๓๐ น."),
        ("อบต. สวนยี่โถ ก.พ. ๖๙", "อบต. สวนยี่โถ ก.พ. ๖๙"),
        ("ตัวชี้วัดที่...", "ตัวชี้วัดที่..."),
        ("๑. มาตรการ", "๑. มาตรการ"),
        ("ข้อ E๗ คะแนน.๙๙.๔๑", "ข้อ E๗ คะแนน๙๙.๔๑"),
        ("ปี พ.ศ.๒๕๖๘ ราย ๓.๕", "ปี พ.ศ.๒๕๖๘ ราย ๓.๕"),
        ("; ขั้นตอน i การให้ ! บริการ |", "ขั้นตอน การให้ บริการ"),
        ("ได้ ๙๘ ! คะแนน | ๙๑ |", "ได้ ๙๘ ! คะแนน | ๙๑ |"),
    ],
)
def test_lone_dots_of_pictures_go_and_dots_of_numbers_and_abbreviations_stay(seen, text):
    assert without_specks(seen) == text
    assert without_specks(text) == text
