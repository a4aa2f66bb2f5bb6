"""Every check and every reason speaks Thai and English."""

import re
import string
from pathlib import Path

import pytest

import pipeline.judge
import pipeline.parse.doubts
import pipeline.validate
from pipeline.schema.messages import (
    check_message,
    known_checks,
    known_reasons,
    load_messages,
    reason_message,
    subject_name,
)

CHECK_IDS = {
    "total", "level", "indicator_mean", "instrument_mean", "weighted_points", "announcement_sum", "printed_twice",
    "misprint", "question_placement", "lattice", "parts_swapped", "missing_item", "missing_question", "doubled_item",
    "weak_without_plan",
    "plan_without_weak", "plan_period", "period_order", "agency_name", "year", "rank_order", "range", "last_digit",
    "documents_disagree", "reconciled",
}  # fmt: skip
FIELDS = {"subject", "subject_en", "printed", "expected", "difference", "suggestion", "other"}
TEXTS = [
    (f"{kind} {code} {variant}", text)
    for kind in ("check",)
    for code, variants in load_messages()[kind].items()
    for variant, text in variants.items()
] + [(f"{kind} {code}", text) for kind in ("subject", "reason") for code, text in load_messages()[kind].items()]


def in_words(text: str) -> str:
    return re.sub(r"\{[^}]*\}", "", text)


def test_every_check_has_a_text():
    assert set(known_checks()) == CHECK_IDS


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_every_text_is_in_both_languages(name, text):
    assert set(text) == {"th", "en"}
    if name != "subject other":
        assert re.search("[ก-ฮ]", in_words(text["th"])) or name.startswith("subject")
        assert re.search("[a-z]", in_words(text["en"])) or name == "subject survey"
    assert not re.search("[ก-๛]", in_words(text["en"]))


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_texts_mention_only_what_checks_fill_in(name, text):
    for language in text.values():
        fields = {field for _, field, _, _ in string.Formatter().parse(language) if field}
        assert fields <= (FIELDS if name.startswith("check") else {"code"})


@pytest.mark.parametrize("check_id", sorted(CHECK_IDS))
def test_every_check_can_fail_in_words(check_id):
    fields = dict.fromkeys(FIELDS - {"subject", "subject_en"}, "1")
    variant = "fail" if "fail" in load_messages()["check"][check_id] else "other"
    message = check_message(check_id, variant, "total_score", **fields)
    assert "{" not in message.th + message.en


@pytest.mark.parametrize(
    ("subject", "th", "en"),
    [
        ("total_score", "คะแนนรวม", "the total score"),
        ("indicator 8", "ตัวชี้วัดที่ 8", "indicator 8"),
        ("indicator 9.2", "ตัวชี้วัดที่ 9.2", "indicator 9.2"),
        ("public E9", "ข้อ E9 ส่วนที่ 1 (EIT Public)", "E9 of the public part"),
        ("item 3", "แผนลำดับที่ 3", "plan row 3"),
        ("points OIT", "คะแนนถ่วงน้ำหนัก OIT", "the weighted points of OIT"),
        ("I7", "I7", "I7"),
    ],
)
def test_subjects_are_named_as_people_name_them(subject, th, en):
    assert (subject_name(subject).th, subject_name(subject).en) == (th, en)


@pytest.mark.parametrize(
    ("check_id", "printed", "th", "en"),
    [
        ("plan_without_weak", "public E7", "ข้อ E7 ส่วนที่ 1 (EIT Public)", "E7 of the public part"),
        ("plan_period", "2026-04-01 – 2026-06-30", "1 เม.ย. 2569 – 30 มิ.ย. 2569", "2026-04-01 – 2026-06-30"),
        ("total", "91.59", "91.59", "91.59"),
    ],
)
def test_what_a_text_mentions_is_named_and_dated_as_people_do(check_id, printed, th, en):
    rest = dict.fromkeys(FIELDS - {"subject", "subject_en", "printed"}, "")
    message = check_message(check_id, "fail", "item 1", printed=printed, **rest)
    assert th in message.th
    assert en in message.en


def codes_of(package: str) -> set[str]:
    """Return the reason codes that the modules of a package declare: constants of one lower-case word."""
    folder = Path(pipeline.judge.__file__).parents[1] / package
    files = [folder] if folder.suffix else sorted(folder.rglob("*.py"))
    declared = re.compile(r'^[A-Z_]+ = "([a-z_]+)"$', re.MULTILINE)
    return {code for file in files for code in declared.findall(file.read_text("utf-8"))}


@pytest.mark.parametrize("package", ["judge", "parse/doubts.py"])
def test_every_reason_that_a_stage_gives_has_a_text(package):
    codes = codes_of(package)
    assert codes
    assert codes <= set(known_reasons())


def test_an_unknown_reason_stands_for_itself():
    assert reason_message("something_new").th == "something_new"
