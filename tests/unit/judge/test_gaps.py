"""Rows of scans that lack what the other rows have are not accepted."""

from dataclasses import replace

from pipeline.judge.gaps import (
    is_part_contradicted,
    lacks_instrument,
    lacks_name,
    lacks_of_agency,
    lacks_rows,
    lacks_sub_indicator,
    may_go_on,
)
from pipeline.model.geometry import BBox
from pipeline.model.report import Place
from tests.build import agency, plan_item, report, score, text

READER = "thai 1"


def announced(*rows):
    return report(agencies=rows, agency_name=None, scores=())


def row(name, values=("ITA", "IIT", "EIT", "OIT"), **fields):
    made = agency(name, dict.fromkeys(values, "90.00"), result_level=text("A"), row_no=1)
    return replace(made, **{"ink": text(name, reader=READER), **fields})


def test_a_row_with_all_that_the_others_have_lacks_nothing():
    assert not lacks_of_agency(announced(row("ก"), row("ข"), row("ค")), 0)


def test_a_scanned_row_without_the_number_level_or_place_of_the_others_lacks_it():
    whole = [row("ก", province="น่าน"), row("ข", province="ตาก")]
    for lacking in (
        row("ค", ("ITA",), province="เลย"),
        row("ค", result_level=None, province="เลย"),
        row("ค", row_no=None, province="เลย"),
        row("ค"),
    ):
        assert lacks_of_agency(announced(*whole, lacking), 2)


def test_announced_rows_of_a_scan_whose_column_was_not_found_lack_an_instrument():
    some = [row(name, ("ITA", "EIT", "OIT")) for name in ("ก", "ข")]
    assert lacks_of_agency(announced(*some), 0)
    assert not lacks_of_agency(announced(row("ก", ("ITA",)), row("ข", ("ITA",))), 0)


def test_a_row_without_a_number_lacks_it_where_only_some_rows_have_theirs():
    unnumbered = [row(name, row_no=None) for name in ("ค", "ง", "จ")]
    assert lacks_of_agency(announced(row("ก"), row("ข"), *unnumbered), 3)
    assert not lacks_of_agency(announced(*unnumbered), 1)


def test_what_only_some_rows_have_is_not_missed():
    assert not lacks_of_agency(announced(row("ก", province="น่าน"), row("ข"), row("ค")), 1)


def test_what_the_file_spells_as_empty_is_empty():
    spelled = row("ค", ("ITA",), ink=text("ค"))
    assert not lacks_of_agency(announced(row("ก"), row("ข"), spelled), 2)


def test_an_indicator_without_the_name_that_others_have_lacks_it():
    named = tuple(score(str(n), "100", reader=READER, printed_name="ชื่อ") for n in (1, 2))
    bare = score("3", "100", reader=READER)
    assert lacks_name(bare, report(scores=(*named, bare)))
    assert not lacks_name(bare, report(scores=(bare, score("4", "100", reader=READER))))
    assert not lacks_name(score("3", "100"), report(scores=(*named, bare)))


def test_an_item_without_the_sub_indicator_that_others_have_lacks_it():
    whole = tuple(score(f"O{n}", "100", reader=READER, sub_indicator="9.1 ข้อมูลพื้นฐาน") for n in (1, 2))
    bare = score("O12", "100", reader=READER)
    assert lacks_sub_indicator(bare, report(scores=(*whole, bare)))
    assert lacks_sub_indicator(bare, report(scores=(whole[0], bare, score("O13", "0", reader=READER))))
    assert not lacks_sub_indicator(whole[0], report(scores=(*whole, bare)))
    assert not lacks_sub_indicator(score("O12", "100"), report(scores=(*whole, bare)))
    assert not lacks_sub_indicator(score("I7", "100", reader=READER), report(scores=(*whole, bare)))


def test_a_scanned_report_with_some_instruments_lacks_the_others():
    some = tuple(score(code, "90", reader=READER) for code in ("EIT", "OIT"))
    assert lacks_instrument(report(scores=some))
    assert not lacks_instrument(report(scores=(*some, score("IIT", "90", reader=READER))))
    assert not lacks_instrument(report(scores=(score("ITA", "90", reader=READER),)))
    assert not lacks_instrument(report({"EIT": "90"}))


def test_the_last_row_of_a_scanned_page_may_go_on_over_it():
    def at(item_no, *pages, reader=READER):
        spots = tuple(Place(page, BBox(0, 0, 10, 10)) for page in pages)
        return plan_item(item_no, "I7", ink=replace(text("row", reader=reader), places=spots))

    assert may_go_on(at(1, 6), report(plan=(at(1, 6), at(2, 7))))
    assert not may_go_on(at(1, 6, 7), report(plan=(at(1, 6, 7), at(2, 7))))
    assert not may_go_on(at(1, 6), report(plan=(at(1, 6), at(2, 6))))
    assert not may_go_on(at(1, 6), report(plan=(at(1, 6),)))
    spelled = at(1, 6, reader=text("").reader)
    assert not may_go_on(spelled, report(plan=(spelled, at(2, 7))))


def test_a_scanned_announcement_whose_numbers_jump_lacks_rows():
    def numbered(*numbers, reader=READER):
        return announced(*(row("ก", row_no=number, ink=text("ก", reader=reader)) for number in numbers))

    assert not lacks_rows(numbered(1, 2, 3))
    assert not lacks_rows(numbered(1, 2, 1, 2))
    assert lacks_rows(numbered(1, 2, 4))
    assert lacks_rows(numbered(2, 3, 4))
    assert not lacks_rows(numbered(None, None))
    assert not lacks_rows(numbered(1, 2, 4, reader=text("").reader))


def test_a_scanned_row_whose_name_has_no_letter_is_none_of_an_agency():
    assert lacks_rows(announced(row("๒\n--"), row("ก")))
    assert not lacks_rows(announced(row("ข"), row("ก")))


def test_a_plan_row_about_a_part_of_which_only_the_other_is_printed_is_contradicted():
    item = plan_item(1, "E2", "public", ink=text("row", reader=READER))
    survey = score("E2 survey", "98.64", reader=READER)
    assert is_part_contradicted(item, report(scores=(survey,)))
    assert not is_part_contradicted(item, report(scores=(survey, score("E2 public", "99.00", reader=READER))))
    assert not is_part_contradicted(item, report(scores=(score("E2", "99.00", reader=READER),)))
    assert not is_part_contradicted(item, report(scores=(score("E3 survey", "99.00", reader=READER),)))
    assert not is_part_contradicted(replace(item, ink=text("row")), report(scores=(survey,)))
