"""Statuses of published rows."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.facts import load_framework
from pipeline.judge import judge_report
from pipeline.model.document import Source
from pipeline.model.geometry import BBox
from pipeline.model.judgement import RowId, Status
from pipeline.model.report import Origin, Place
from pipeline.validate import validate_report
from tests.build import agency, plan_item, reading, report, score, scores, statement, text
from tests.unit.validate.seed_report import seed_report

RULES = load_framework("2568")
TABLE = {
    "ITA": "91.59", "1": "100", "2": "100", "3": "98.92", "4": "100", "5": "100",
    "6": "96.45", "7": "95.84", "8": "94.30", "9": "85.00", "10": "80.00",
}  # fmt: skip
UNKNOWN_READER = "typhoon 1.5"
ELSEWHERE = Place(2, BBox(50, 50, 90, 62))


def statuses(made):
    judgements = judge_report(made, validate_report(made, RULES), 0.99)
    assert len({judgement.row for judgement in judgements}) == len(judgements)
    return {judgement.row: judgement for judgement in judgements}


def reasons(made, table, subject="", agency_no=None):
    judgement = statuses(made)[RowId(table, subject, agency_no)]
    return set(judgement.review_reason.split("; ")) - {""}


def scanned(**how):
    """Return a report read by an engine that nobody has measured, but whose name and year are beyond doubt."""
    name = [text("เทศบาลตำบลบ้านใหม่", reader=UNKNOWN_READER) for _ in range(3)]
    facts = {
        "source": Source("1" * 64, "รายงาน-2568.pdf"),
        "assessed_fy_be": reading(2568, raw_text="๒๕๖๘", reader=UNKNOWN_READER),
        "agency_name": name[0],
        "agency_spellings": tuple(name),
        "plan": (plan_item(1, "I7", start_date=date(2025, 10, 1), end_date=date(2026, 9, 30)),),
    }
    return report(**{**facts, **how})


def test_a_report_that_the_file_spells_and_that_adds_up_is_accepted_whole():
    made = report(TABLE, result_level=text("ผ่าน"))
    assert {judgement.status for judgement in statuses(made).values()} == {Status.ACCEPTED}


def test_the_seed_doubts_exactly_the_scores_that_contradict_each_other():
    doubted = {
        row.subject for row, judgement in statuses(seed_report()).items() if judgement.status is not Status.ACCEPTED
    }
    assert doubted == {"indicator 8", "public E9", "survey E7", "survey E5"}


def test_nothing_of_an_unmeasured_reader_is_accepted_without_two_other_grounds():
    made = seed_report(reader="transcript", confidence=1.0)
    assert Status.ACCEPTED not in {
        judgement.status for row, judgement in statuses(made).items() if row.table.endswith("_scores")
    }


def test_arithmetic_and_a_second_printing_are_enough_for_a_score_of_an_unmeasured_reader():
    how = {"reader": UNKNOWN_READER, "printed_name": "การใช้อำนาจ"}
    made = scanned(
        scores=(
            score("3", "98.92", **how),
            score("3", "98.92", origin=Origin.HEADING, places=[ELSEWHERE], **how),
            score("I7", "96.77", reader=UNKNOWN_READER),
            score("I8", "100", reader=UNKNOWN_READER),
            score("I9", "100", reader=UNKNOWN_READER),
        )
    )
    assert statuses(made)[RowId("indicator_scores", "indicator 3")].status is Status.ACCEPTED


def test_a_passing_mean_does_not_stand_up_for_the_last_digit_of_a_part():
    how = {"reader": UNKNOWN_READER, "printed_name": "การใช้อำนาจ"}
    made = scanned(
        scores=(
            score("3", "98.92", **how),
            score("I7", "96.77", reader=UNKNOWN_READER),
            score("I7", "96.77", reader=UNKNOWN_READER, places=[ELSEWHERE]),
            score("I8", "100", reader=UNKNOWN_READER),
            score("I9", "100", reader=UNKNOWN_READER),
        )
    )
    assert reasons(made, "question_scores", "I7") == {"too_little_to_go_by"}


@pytest.mark.parametrize(
    ("value", "accepted"), [("98.92", True), ("98.93", False)], ids=["printed alike", "printed otherwise"]
)
def test_of_two_printings_that_agree_one_must_be_sure(value, accepted):
    how = {"reader": "thai", "printed_name": "การใช้อำนาจ"}
    doubtful = score("3", "98.92", confidence=0.92, again=0.97, **how)
    sure = score("3", value, confidence=1.0, origin=Origin.HEADING, places=[ELSEWHERE], **how)
    assert (not reasons(scanned(scores=(doubtful, sure)), "indicator_scores", "indicator 3")) is accepted


def test_a_printing_that_was_read_is_published_before_one_that_cannot_be():
    unread = score("3", None, reader="thai")
    read = score("3", "98.92", reader="thai", origin=Origin.HEADING, places=[ELSEWHERE])
    assert report(scores=(unread, read)).score(read.key) is read


def test_a_code_that_an_engine_read_must_be_proven_too():
    made = scanned(scores=(score("I7", "96.77", reader=UNKNOWN_READER),))
    assert "code_not_proven" in reasons(made, "question_scores", "I7")


def test_a_value_that_cannot_be_read_says_so():
    made = report(TABLE | {"9": None})
    assert reasons(made, "indicator_scores", "indicator 9") == {"unreadable"}


def test_a_missing_total_is_missed():
    made = report({key: value for key, value in TABLE.items() if key != "ITA"})
    assert reasons(made, "reports") == {"missing_value"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"agency_name": None}, "agency_name"),
        ({"agency_name": text("บ้านใหม่", reader=UNKNOWN_READER), "agency_spellings": ()}, "agency_name"),
        ({"assessed_fy_be": None}, "fiscal_year"),
        ({"assessed_fy_be": reading(2568, reader=UNKNOWN_READER)}, "fiscal_year"),
        ({"doubts": ("year_unsure",)}, "year_unsure"),
    ],
)
def test_a_doubtful_agency_or_year_doubts_every_row(change, reason):
    made = report(TABLE, plan=(plan_item(1, "I7"),), statements=(statement(1, indicator_no=3),), **change)
    for judgement in statuses(made).values():
        assert judgement.status is Status.NEEDS_REVIEW
        assert reason in judgement.review_reason.split("; ")


def test_a_name_printed_in_two_ways_by_turns_is_not_certain():
    spellings = [text(name, reader=UNKNOWN_READER) for name in ("บ้านใหม่", "บ้านไหม่") * 3]
    made = scanned(agency_name=spellings[0], agency_spellings=tuple(spellings))
    assert "agency_name" in reasons(made, "reports")


@pytest.mark.parametrize(("cuts", "certain"), [(2, True), (3, True), (4, False)])
def test_a_printing_that_a_lines_end_has_cut_speaks_neither_for_a_name_nor_against_it(cuts, certain):
    name, cut = (text(value, reader=UNKNOWN_READER) for value in ("กรมวิทยาการดินและพืช", "กรมวิทยาการดิน"))
    made = scanned(agency_name=name, agency_spellings=(*[name] * 3, *[cut] * cuts))
    assert ("agency_name" not in reasons(made, "reports")) is certain


def test_a_year_against_the_files_name_is_not_certain():
    made = scanned(source=Source("1" * 64, "รายงาน-2567.pdf"))
    assert "fiscal_year" in reasons(made, "reports")


def test_doubts_of_a_plan_row_go_to_review():
    made = report(TABLE, plan=(plan_item(1, "I7", doubts=("code_from_context",)), plan_item(2, "E9", "public")))
    assert reasons(made, "remediation_items", "1") == {"code_from_context"}
    assert reasons(made, "remediation_items", "2") == set()


def test_a_plan_row_that_ends_before_it_starts_goes_to_review():
    row = plan_item(1, "I7", start_date=date(2026, 9, 30), end_date=date(2025, 10, 1))
    assert reasons(report(TABLE, plan=(row,)), "remediation_items", "1") == {"does_not_add_up"}


def test_a_plan_row_without_a_measure_or_a_question_goes_to_review():
    row = plan_item(1, "", measure=text(""))
    assert reasons(report(TABLE, plan=(row,)), "remediation_items", "1") == {"code_missing", "measure_missing"}


def test_words_of_an_unmeasured_engine_go_to_review():
    row = plan_item(1, "I7", measure=text("อบรม", reader=UNKNOWN_READER))
    assert reasons(report(TABLE, plan=(row,)), "remediation_items", "1") == {"text_not_proven"}


def test_a_level_that_the_scores_do_not_earn_goes_to_review():
    assert "does_not_add_up" in reasons(report(TABLE, result_level=text("ผ่านดี")), "reports")


def test_a_level_of_another_years_words_is_what_the_page_says():
    assert reasons(report(TABLE, result_level=text("A")), "reports") == set()


def test_each_row_of_an_announcement_is_judged_by_its_own_sum():
    right = agency("หนึ่ง", {"ITA": "91.59"}, {"IIT": "29.94", "EIT": "28.66", "OIT": "33.00"}, row_no=1)
    wrong = agency("สอง", {"ITA": "91.95"}, {"IIT": "29.94", "EIT": "28.66", "OIT": "33.00"}, row_no=2)
    made = report(agencies=(right, wrong), agency_name=None, scores=())
    assert reasons(made, "agency_results", "", 0) == set()
    assert reasons(made, "agency_results", "", 1) == {"does_not_add_up"}


def test_an_announcements_own_row_needs_no_total_and_no_agency():
    made = report(agencies=(agency("หนึ่ง", {"ITA": "91.59"}),), agency_name=None, scores=())
    assert reasons(made, "reports") == set()


def test_a_scanned_row_number_must_follow_its_neighbours():
    rows = tuple(
        replace(agency(f"ที่ {number}", {"ITA": "90.00"}), row_no=number, ink=text("", reader=UNKNOWN_READER))
        for number in (1, 2, 8)
    )
    made = report(agencies=rows, agency_name=None, scores=())
    assert "row_number" not in reasons(made, "agency_results", "", 1)
    assert "row_number" in reasons(made, "agency_results", "", 2)


def test_an_agency_whose_name_cannot_be_read_goes_to_review():
    nameless = replace(agency("", {"ITA": "90.00"}), agency_name=reading(None, raw_text="?"))
    made = report(agencies=(nameless,), agency_name=None, scores=())
    assert "agency_name" in reasons(made, "agency_results", "", 0)


@pytest.mark.parametrize(
    ("words", "doubted"),
    [
        ({"printed_name": "การใช้อำนาจ"}, False),
        ({"printed_name": "การใช้\nอำนาจ"}, False),
        ({"printed_name": "ก๋ารใช้อำนาจ"}, True),
        ({"printed_name": "การใช้อำนาจ", "result": "ผ่าน"}, False),
        ({"printed_name": "การใช้อำนาจ", "result": "ผ่าม"}, True),
        ({"printed_name": "การใช้อำนาจ", "result": "ผ่าน\nเกณฑ์"}, False),
        ({"printed_name": "การใช้อำนาจ", "result": "ผ่านเกณ ฑ์"}, True),
        ({"printed_name": "การใช้อำนาจ", "sub_indicator": "การจัดชื้อ"}, True),
    ],
)
def test_words_that_a_recogniser_read_beside_a_score_must_be_known_words(words, doubted):
    made = scanned(scores=(score("3", "98.92", reader=UNKNOWN_READER, **words),))
    assert ("text_not_proven" in reasons(made, "indicator_scores", "indicator 3")) is doubted


def judged_in_words(*results, value="100"):
    """Return a scan of three indicators, each with a verdict beside its score."""
    names = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ")
    shown = zip("123", names, results, strict=True)
    scores = [
        score(code, value, reader=UNKNOWN_READER, printed_name=name, result=result) for code, name, result in shown
    ]
    return scanned(scores=tuple(scores))


def test_a_verdict_that_is_the_first_line_of_the_others_may_be_cut():
    made = judged_in_words("ผ่านเกณฑ์", "ผ่านเกณฑ์", "ผ่าน")
    assert "text_not_proven" in reasons(made, "indicator_scores", "indicator 3")
    assert "text_not_proven" not in reasons(made, "indicator_scores", "indicator 1")


def test_two_verdicts_in_one_cell_are_none():
    made = judged_in_words(*["ผ่านเกณฑ์\n- - ผ่านเกณฑ์"] * 3)
    assert "text_not_proven" in reasons(made, "indicator_scores", "indicator 1")


@pytest.mark.parametrize(
    ("value", "result", "doubted"),
    [
        ("99.56", "AA", False),
        ("99.56", "A", True),
        ("90.00", "A\nA", True),
        ("100", "ผ่านเกณฑ์ผ่านเกณฑ์", True),
        ("100", "ผ่านเกณๆฑ์", True),
        ("100", "ดีมากดีมาก", True),
        ("100", "ดีมาก", False),
    ],
)
def test_a_verdict_that_lost_a_letter_or_is_two_is_doubted_even_where_all_are_alike(value, result, doubted):
    made = judged_in_words(result, result, result, value=value)
    assert ("text_not_proven" in reasons(made, "indicator_scores", "indicator 1")) is doubted


def test_a_level_that_is_the_first_line_of_what_its_score_earns_may_be_cut():
    made = judged_in_words("ผ่านดีเยี่ยม", "ผ่านดีเยี่ยม", "ผ่านดี")
    assert "text_not_proven" in reasons(made, "indicator_scores", "indicator 3")
    assert "text_not_proven" not in reasons(made, "indicator_scores", "indicator 1")


def test_a_verdict_that_is_printed_alike_beside_three_scores_is_no_misreading():
    made = judged_in_words("ผ่านเกณฑ์", "ผ่านเกณฑ์", "ผ่านเกณฑ์")
    assert "text_not_proven" not in reasons(made, "indicator_scores", "indicator 3")


@pytest.mark.parametrize(
    ("value", "doubted"),
    [("99.6", True), ("100.0", True), ("99", True), ("100", False), ("0", False), ("99.67", False)],
)
def test_a_number_with_fewer_decimals_than_others_may_be_cut_where_no_check_bears_it_out(value, doubted):
    made = report({"1": value, "2": "98.92"})
    assert ("digits_may_lack" in reasons(made, "indicator_scores", "indicator 1")) is doubted


def read_twice(confidence, again, **how):
    return score("3", "98.92", reader="thai 1", raw_text="98.92", confidence=confidence, again=again, **how)


@pytest.mark.parametrize(
    ("confidence", "again", "reason"),
    [
        (1.0, 0.99, ""),
        (1.0, None, "too_little_to_go_by"),
        (1.0, 0.7, "too_little_to_go_by"),
        (0.8, 0.99, "too_little_to_go_by"),
        (1.0, 0.1, "readers_differ"),
    ],
)
def test_a_number_that_is_surely_read_needs_a_second_look_that_agrees(confidence, again, reason):
    made = scanned(scores=(read_twice(confidence, again, printed_name="การใช้อำนาจ"),))
    assert reasons(made, "indicator_scores", "indicator 3") == ({reason} if reason else set())


@pytest.mark.parametrize(
    ("confidence", "again", "under", "proven"),
    [
        (1.0, 0.99, None, True),
        (1.0, None, 3, True),
        (1.0, None, None, False),
        (0.8, 0.99, 3, True),
        (0.8, 0.99, None, False),
        (1.0, 0.2, 3, False),
    ],
)
def test_a_code_needs_two_of_sure_seen_again_and_in_its_place(confidence, again, under, proven):
    label = reading("I7", reader="thai 1", confidence=confidence, again=again)
    made = scanned(scores=(score("I7", "96.77", reader=UNKNOWN_READER, label=label, under=under),))
    assert ("code_not_proven" not in reasons(made, "question_scores", "I7")) is proven


def test_a_scanned_report_in_which_an_indicator_is_not_found_goes_to_review():
    values = {code: value for code, value in TABLE.items() if code != "10"}
    assert "missing_value" in reasons(scanned(scores=scores(values, reader=UNKNOWN_READER)), "reports")
    assert "missing_value" not in reasons(scanned(scores=scores(TABLE, reader=UNKNOWN_READER)), "reports")
    assert "missing_value" not in reasons(report(values), "reports")


def test_an_agency_s_row_goes_to_review_where_numbers_of_instruments_were_not_told_apart():
    read = scanned(scores=scores({**TABLE, "ITA": "90.00"}, reader=UNKNOWN_READER))
    assert "missing_value" not in reasons(read, "agency_results")
    assert "missing_value" in reasons(replace(read, doubts=("columns_unsure",)), "agency_results")


@pytest.mark.parametrize(
    ("whole", "own", "doubted"), [(0.95, 0.9999, False), (0.95, 0.95, True), (0.7, 0.9999, True), (0.95, None, True)]
)
def test_a_name_is_proven_where_its_own_part_is_and_the_shared_words_are_likely(whole, own, doubted):
    part = text("บึงใส", reader="thai", confidence=own) if own is not None else None
    assert is_name_doubted("วิทยาลัยเทคนิคบึงใส", whole, part) is doubted


def is_name_doubted(value, confidence, own=None):
    name = text(value, reader="thai", confidence=confidence)
    row = replace(agency("หนึ่ง", {"ITA": "90.00"}), agency_name=name, own_name=own)
    made = report(agencies=(row,), agency_name=None, scores=())
    return "agency_name" in reasons(made, "agency_results", "", 0)


@pytest.mark.parametrize(("confidence", "doubted"), [(0.995, True), (0.9999, False)])
def test_a_name_with_letters_in_no_word_must_be_read_more_surely(confidence, doubted):
    assert is_name_doubted("วิทยาลัยเทคนิครังผิ้ง", confidence) is doubted
    assert not is_name_doubted("วิทยาลัยเทคนิครังผึ้ง", confidence)


@pytest.mark.parametrize(
    ("value", "others", "doubted"),
    [("วิทยาลัยเทคนิคนาทอง", 0.99, False), ("วิทยาลัยเทคนิคนาทอง", 0.8, True), ("วิทยาลัยเทคนิครังผิ้ง", 0.99, True)],
    ids=["words in a clear table", "words in another table", "letters in no word"],
)
def test_in_a_clear_table_a_name_of_words_needs_less(value, others, doubted):
    rows = [
        replace(agency("หนึ่ง", {"ITA": "90.00"}), agency_name=text(name, reader="thai", confidence=confidence))
        for name, confidence in [(value, 0.97), *[("วิทยาลัยเทคนิควังทอง", others)] * 9]
    ]
    made = report(agencies=tuple(rows), agency_name=None, scores=())
    assert ("agency_name" in reasons(made, "agency_results", "", 0)) is doubted


@pytest.mark.parametrize(("others", "own", "doubted"), [(0.99, 0.9999, False), (0.8, 0.9999, True), (0.99, 0.9, True)])
def test_in_a_clear_table_words_vouch_for_letters_that_are_less_likely(others, own, doubted):
    shown = [
        text(name, reader="thai", confidence=confidence)
        for name, confidence in [("วิทยาลัยเทคนิคนาทอง", 0.75), *[("วิทยาลัยเทคนิควังทอง", others)] * 9]
    ]
    rows = [replace(agency("หนึ่ง", {"ITA": "90.00"}), agency_name=name) for name in shown]
    rows[0] = replace(rows[0], own_name=text("นา", reader="thai", confidence=own))
    made = report(agencies=tuple(rows), agency_name=None, scores=())
    assert ("agency_name" in reasons(made, "agency_results", "", 0)) is doubted


@pytest.mark.parametrize("name", ["๑๔", "- ๒๘ วิทยาลัยเทคนิคนาทอง", "• วิทยาลัยเทคนิคนาทอง"])
def test_a_name_that_begins_with_no_letter_is_none(name):
    assert is_name_doubted(name, 1.0)


@pytest.mark.parametrize(
    ("words", "confidence", "doubted"),
    [("ให้ความเห็น", 0.996, False), ("ให้ศวามเห็น", 0.996, True), ("ให้ศวามเห็น", 1.0, False), ("ของทมิฬ", 0.996, False)],
    ids=["words", "a misread letter", "letters that are sure", "the agency's own name"],
)
def test_a_sentence_with_letters_in_no_word_must_be_read_more_surely(words, confidence, doubted):
    made = scanned(agency_name=text("เทศบาลของทมิฬ"))
    ink = text(f"เทศบาล{words}", reader="thai", confidence=confidence)
    found = replace(made, statements=(statement(1, ink=ink),), plan=(plan_item(1, "E9", measure=ink),))
    assert ("text_not_proven" in reasons(found, "findings", "1")) is doubted
    assert ("text_not_proven" in reasons(found, "remediation_items", "1")) is doubted


@pytest.mark.parametrize(
    ("name", "doubted"), [("การส่งเสริมคุณธรรมและความโปร่งใส", False), ("การส่งเสริ่มคุณธรรมและความโปร่งใส", True)]
)
def test_the_sub_indicator_of_a_statement_must_be_a_known_name(name, doubted):
    ink = text("ให้ความเห็น", reader="thai", confidence=1.0)
    made = scanned(statements=(statement(1, ink=ink, sub_indicator=name),))
    assert ("text_not_proven" in reasons(made, "findings", "1")) is doubted


@pytest.mark.parametrize(
    ("words", "doubted"),
    [("รายงานรอบ ๖.เดือน", True), ("รายงานรอบ ๖ เดือน", False), ("๖.เดือน", False), ("ข้อ\n๖.เดือน", False)],
)
def test_a_speck_between_a_number_and_a_word_doubts_a_sentence(words, doubted):
    made = scanned(plan=(plan_item(1, "O40", issue=text(words, reader="thai", confidence=1.0)),))
    assert ("text_not_proven" in reasons(made, "remediation_items", "1")) is doubted


@pytest.mark.parametrize(("confidence", "doubted"), [(1.0, False), (0.7, True)])
def test_a_province_must_be_surely_read(confidence, doubted):
    made = scanned(province="ธารนคร", province_ink=text("ธารนคร", reader="thai", confidence=confidence))
    assert ("text_not_proven" in reasons(made, "reports")) is doubted
    assert ("text_not_proven" in reasons(made, "agency_results")) is doubted


def test_a_province_that_is_the_agencys_own_name_is_as_sure_as_that():
    made = scanned(agency_name=text("จังหวัดธารนคร"), province_ink=text("ธารนคร", reader="thai", confidence=0.7))
    assert "text_not_proven" not in reasons(made, "reports")


@pytest.mark.parametrize(("name", "doubted"), [("โรงเรียนธารนคง", True), ("โรงเรียนอื่น", False), ("โรงเรียนธารนคร", False)])
def test_a_province_that_the_agencys_name_nearly_ends_in_is_doubted(name, doubted):
    ink = text("ธารนคร", reader="thai", confidence=1.0)
    made = scanned(agency_name=text(name), province="ธารนคร", province_ink=ink)
    assert ("text_not_proven" in reasons(made, "reports")) is doubted


def test_a_province_that_may_be_anothers_doubts_the_rows_that_tell_it():
    made = scanned(doubts=("province_unknown",))
    assert "province_unknown" in reasons(made, "reports")
    assert "province_unknown" in reasons(made, "agency_results")


def test_a_scanned_report_in_which_no_disclosure_item_is_found_goes_to_review():
    made = scanned(scores=scores(TABLE, reader=UNKNOWN_READER), oit_item="")
    assert "item_not_proven" in reasons(made, "reports")
    assert "item_not_proven" not in reasons(report(TABLE, oit_item=""), "reports")


def test_a_scan_that_lost_a_question_is_doubted_as_a_whole():
    planned = (plan_item(1, "I7"), plan_item(2, "I8"))
    found = score("I7", "96.77", reader="thai", confidence=1.0, again=1.0)
    total = score("ITA", "91.59", reader="thai", confidence=1.0, again=1.0)
    assert "missing_value" in reasons(scanned(scores=(total, found), plan=planned), "reports")
    assert "missing_value" not in reasons(scanned(scores=(total, found), plan=planned[:1]), "reports")


def test_an_announcement_that_lost_rows_is_doubted_as_a_whole():
    rows = tuple(agency("ก", {"ITA": "90.00"}, row_no=number, ink=text("ก", reader="thai")) for number in (1, 3))
    assert "missing_value" in reasons(report(agencies=rows, agency_name=None, scores=()), "reports")


def test_a_plan_row_about_the_other_part_goes_to_review():
    row = plan_item(1, "E2", "public", ink=text("row", reader="thai"))
    made = scanned(scores=(score("E2 survey", "98.64", reader="thai"),), plan=(row,))
    assert "part_unknown" in reasons(made, "remediation_items", "1")


def told(finding_no, page, **fields):
    """Return a statement on a page of a scan, with its cause and recommendation unless fields say otherwise."""
    ink = text("ประชาชน", reader="thai", confidence=1.0, places=[Place(page, BBox(0, 0, 10, 10))])
    parts = {"issue": "ก", "cause": "ข", "recommendation": "ค", "question_id": f"I{finding_no}"}
    return statement(finding_no, ink=ink, **{**parts, **fields})


def test_a_statement_without_its_rest_that_ends_a_scanned_page_may_be_cut():
    short = told(2, 1, cause="")
    for others, cut in (((told(1, 1), told(3, 2)), True), ((told(1, 1), told(3, 1)), False)):
        made = scanned(statements=(others[0], short, others[1]))
        assert ("text_cut" in reasons(made, "findings", "2")) is cut
    assert "text_cut" not in reasons(scanned(statements=(told(1, 1), told(2, 1), told(3, 2))), "findings", "2")
