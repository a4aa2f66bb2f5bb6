from dataclasses import replace

import pytest

from pipeline.model.document import Character
from pipeline.parse.agency import Agency, find_agency
from pipeline.parse.passage import Ink, join
from tests.unit.parse.paper import line


def agency(*texts: str) -> Agency:
    return find_agency([join((Ink(1, line(text)),)) for text in texts])


def name(*texts: str) -> str | None:
    found = agency(*texts).name
    return found.value if found else None


def province(*texts: str) -> str | None:
    found = agency(*texts).province
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "wanted", "kind"),
    [
        ("ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลถ้ำรงค์ ประจำปี ๒๕๖๘", "องค์การบริหารส่วนตำบลถ้ำรงค์", "องค์การบริหารส่วนตำบล"),
        ("เทศบาลนครสมมุติ", "เทศบาลนครสมมุติ", "เทศบาลนคร"),
        ("ส่วนราชการ กรมวิทยาการดินและพืช", "กรมวิทยาการดินและพืช", "กรม"),
        ("มหาวิทยาลัยสมมุติวัฒนา มีผลการประเมิน ITA", "มหาวิทยาลัยสมมุติวัฒนา", "มหาวิทยาลัย"),
        ("ตามที่เทศบาลตำบลหนึ่งได้เข้ารับการประเมิน", "เทศบาลตำบลหนึ่ง", "เทศบาลตำบล"),
        (
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสมมุติ เขต ๒ ประจำปี ๒๕๖๘",
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสมมุติ เขต ๒",
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา",
        ),
        ("บริษัท คลังพืชผล จำกัด มีผลการประเมิน", "บริษัท คลังพืชผล จำกัด", "บริษัท"),
        ("การพลังงานชุมชนแห่งชาติ มีผลการประเมิน ITA", "การพลังงานชุมชนแห่งชาติ", "การ"),
        ("ผลการประเมินของ อบต. ถ้ำรงค์ ประจำปี ๒๕๖๘", "องค์การบริหารส่วนตำบลถ้ำรงค์", "องค์การบริหารส่วนตำบล"),
    ],
)
def test_agencies_of_many_kinds_are_found(text: str, wanted: str, kind: str) -> None:
    found = agency(text)
    assert (name(text), found.kind) == (wanted, kind)


def test_the_title_and_the_majority_decide_and_every_spelling_is_kept() -> None:
    found = agency(
        "ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลถ้ำรงค์ ประจำปี ๒๕๖๘",
        "องค์การบริหารส่วนตำบลลำปางค์ควรรักษามาตรฐานไว้ องค์การบริหารส่วนตำบลลำปางค์ควรเพิ่มช่องทาง",
        "องค์กรบริหารส่วนตำบลถ้าจึงจะได้ปรับปรุง และองค์การบริหารส่วนตำบลถ้ำรงค์ดำเนินการ",
        "เว็บไซต์ อบต.ถ้ารังค์ และงานขององค์การบริหารส่วนตำบลให้บริการ ขององค์กรบริหารส่วนตำบลบางช่องทางอาจไม่เหมาะ",
    )
    assert found.name is not None
    assert found.name.value == "องค์การบริหารส่วนตำบลถ้ำรงค์"
    assert [spelling.value for spelling in found.spellings] == [
        "องค์การบริหารส่วนตำบลถ้ำรงค์",
        "องค์การบริหารส่วนตำบลลำปางค์",
        "องค์การบริหารส่วนตำบลลำปางค์",
        "องค์กรบริหารส่วนตำบลถ้า",
        "องค์การบริหารส่วนตำบลถ้ำรงค์",
        "องค์การบริหารส่วนตำบลถ้ารังค์",
    ]
    assert found.spellings[-1].raw_text == "อบต.ถ้ารังค์"


def test_a_name_with_a_word_that_ends_sentences_is_kept_whole_where_it_always_stands_so() -> None:
    texts = ["กรมดินและพืชควรปรับปรุง", "กรมดินและพืชจึงประกาศ", "ทั้งนี้ กรมดินและพืชได้รับคะแนน"]
    assert name(*texts) == "กรมดินและพืช"


def test_a_state_enterprise_that_is_misspelled_at_its_end_is_a_spelling() -> None:
    found = agency(
        "การพลังงานชุมชนแห่งชาติ", "ผลการประเมิน ITA ของการพลังงานชุมชนแห่ยชาติ ประจำปี ๒๕๖๘", "การพลังงานชุมชนแห่งชาติควรรักษา"
    )
    assert found.name is not None
    assert found.name.value == "การพลังงานชุมชนแห่งชาติ"
    assert {reading.value for reading in found.spellings} == {"การพลังงานชุมชนแห่งชาติ", "การพลังงานชุมชนแห่ยชาติ"}


def test_the_province_beside_the_name_is_read() -> None:
    assert province("เทศบาลตำบลหนึ่ง จังหวัดสมมุติบุรี") == "สมมุติบุรี"
    assert province("เทศบาลตำบลหนึ่ง", "อำเภอเมือง จังหวัดสมมุติบุรี") == "สมมุติบุรี"
    assert province("เทศบาลตำบลหนึ่ง", "สรุปผล", "ประชุม ณ จังหวัดสมมุติบุรี") is None
    assert province("องค์การบริหารส่วนจังหวัดสมมุติบุรี") == "สมมุติบุรี"


def test_the_province_below_a_misread_name_is_the_agencys() -> None:
    body = ("รายงานผลการประเมิน", "เทศบาลตำบลบึงปลาทองได้คะแนน และเทศบาลตำบลบึงปลาทองควรรักษา")
    assert province("เทศบาลตำบลนึงปลาทอง", "จังหวัดสมมุติบุรี", *body) == "สมมุติบุรี"


@pytest.mark.parametrize(("reader", "lost"), [("thai 1", True), ("text-layer", False)])
def test_a_lone_province_of_a_scan_that_stands_by_no_name_is_lost(reader: str, lost: bool) -> None:
    texts = ("เทศบาลตำบลหนึ่ง", "ประจำปี", "สรุปผล", "จังหวดสมมุติบุรี")
    found = find_agency([join((Ink(1, line(text, reader=reader)),)) for text in texts])
    assert (found.province, found.province_lost) == (None, lost)


def test_the_assessor_and_a_provinces_address_are_no_agency() -> None:
    assert (
        name("สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ ประจำปี ๒๕๖๘", "เทศบาลตำบลหนึ่งควรปรับปรุง") == "เทศบาลตำบลหนึ่ง"
    )
    assert name("ตำบลหนึ่ง จังหวัดสมมุติบุรี", "เทศบาลตำบลหนึ่งควรปรับปรุง") == "เทศบาลตำบลหนึ่ง"


def test_no_name_is_invented() -> None:
    assert name("ผลการประเมินคุณธรรมและความโปร่งใส", "หน่วยงานควรปรับปรุง") is None


def test_a_name_that_a_lines_end_has_cut_is_not_the_agencys() -> None:
    whole = "องค์การบริหารส่วนจังหวัดชัยเกษม ควรรักษามาตรฐานไว้"
    texts = [whole] * 4 + ["ผู้ตอบเห็นว่าล่าช้า องค์การบริหารส่วนจังหวัดชัย"]
    assert name(*texts) == "องค์การบริหารส่วนจังหวัดชัยเกษม"


@pytest.mark.parametrize(("reader", "wanted"), [("thai 1", "องค์การขนส่งทางเรือ"), ("text-layer", "องค์การขนส่งทารรือ")])
def test_the_cells_of_a_scan_bear_out_which_title_was_read_right(reader: str, wanted: str) -> None:
    texts = ["องค์การขนส่งทารรือ", "ตามที่องค์การขนส่งทางเรือได้เข้ารับการประเมิน"]
    passages, cells = (
        [join((Ink(1, line(text, reader=reader)),)) for text in group]
        for group in (texts, ["องค์การขนส่งทางเรือควรเพิ่มช่องทาง"] * 5)
    )
    found = find_agency(passages, cells).name
    assert found is not None
    assert found.value == wanted


@pytest.mark.parametrize(
    "misprint",
    [
        "สำนักงานเขตพื้นที่การศึกษามัธยมศึภษาสมมุติ",
        "สำนักงานเขตพื้นที่การศึษามัธยมศึกษาสมมุติ",
        "สำนักงานเขตพื้นที่การศึกษามัธยมมศึกษาสมมุติ",
    ],
)
def test_a_printing_whose_kind_is_misprinted_is_a_spelling(misprint: str) -> None:
    title = "ผลการประเมิน ITA สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาสมมุติ"
    found = agency(title, f"ตามที่{misprint}ได้เข้ารับการประเมิน", title)
    assert found.name is not None
    assert found.name.value == "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาสมมุติ"
    assert misprint in {reading.value for reading in found.spellings}


@pytest.mark.parametrize(
    "other", ["นายกเทศมนตรีตำบลสมมุติ", "องค์การบริหารส่วนตำบลสมมุติ", "ของเทศบาลตำบลสมมุติ", "เทศบาลต่ำบลสมมุติ"]
)
def test_other_words_before_a_name_and_marks_are_no_misprint_of_its_kind(other: str) -> None:
    found = agency("ผลการประเมิน ITA เทศบาลตำบลสมมุติ", f"ทั้งนี้ {other} ควรปรับปรุง", "เทศบาลตำบลสมมุติ")
    assert {reading.value for reading in found.spellings} == {"เทศบาลตำบลสมมุติ"}


def test_in_a_scan_a_letter_of_the_kind_that_looks_like_another_is_a_misprint_only_where_it_is_clear() -> None:
    title, other = "ผลการประเมิน ITA เทศบาลตำบลสมมุติ", "เทศมาลตำบลสมมุติ"
    for chance, wanted in ((0.99, {"เทศบาลตำบลสมมุติ", other}), (0.6, {"เทศบาลตำบลสมมุติ"})):
        text = "เทศบาลตำบลสมมุติ"
        letters = tuple(Character(one, 0.0, 1.0, 1.0) for one in text)
        seen = (*letters[:3], Character("บ", 0.0, 1.0, 1.0 - chance, (("ม", chance),)), *letters[4:])
        scanned = replace(line(text, reader="thai 0"), characters=seen)
        found = find_agency([join((Ink(1, printed),)) for printed in (line(title), line(title), scanned)])
        assert {reading.value for reading in found.spellings} == wanted
