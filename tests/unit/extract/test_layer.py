"""Text layers are mended by what their ink proves; every page here really has the damage that it is named after."""

import io

import pdfplumber
import pytest

from pipeline.extract.layer import READER, find_runs, find_turned_runs
from pipeline.extract.lines import lines_from_runs
from pipeline.extract.pdf import open_pdf
from pipeline.extract.thai_marks import LOST
from tests.pdfs import damage, pages
from tests.pdfs.writer import Face, Glyph, Pdf, Sheet

DAMAGES = [
    damage.honest,
    damage.ring_and_aa,
    damage.space_and_aa,
    damage.all_am,
    damage.blank_and_aa,
    damage.spaced_aa,
    damage.nameless_ring,
    damage.lost_ring,
    damage.unknown_ring,
    damage.private_marks,
    damage.tone_first,
    damage.space_before_mark,
    damage.whole_on_ring,
]


def read(content: bytes, page: int = 1) -> list[str]:
    with open_pdf(content, max_pages=10) as pdf:
        return [line.text for line in lines_from_runs(find_runs(pdf.layer(page)), READER)]


@pytest.mark.parametrize("damaged", DAMAGES, ids=lambda damaged: damaged.__name__)
@pytest.mark.parametrize("font", ["Garuda", "Norasi-Bold", "Waree"])
def test_the_page_shows_what_is_read(damaged, font):
    assert read(pages.text_page(damaged, Face(font))) == list(pages.LINES)


@pytest.mark.parametrize("damaged", DAMAGES[1:], ids=lambda damaged: damaged.__name__)
def test_the_damage_is_real(damaged):
    with pdfplumber.open(io.BytesIO(pages.text_page(damaged))) as pdf:
        assert pdf.pages[0].extract_text().splitlines() != list(pages.LINES)


def test_v2_in_one_font_resource_leaves_the_other_as_it_is():
    sheet, lying, honest = Sheet(), Face(), Face()
    pen = sheet.text(lying, 16, 72, 100, damage.all_am("การดำเนินงาน"))
    sheet.text(honest, 16, pen, 100, damage.honest("ตามอำนาจหน้าที่"))
    sheet.text(honest, 16, 72, 130, damage.space_and_aa("ทำการ"))
    assert read(Pdf().write([sheet])) == ["การดำเนินงานตามอำนาจหน้าที่", "ทำการ"]


def test_every_aa_called_am_with_a_tone_mark_is_read_by_its_ring():
    assert read(pages.text_page(damage.whole_on_aa, lines=("การดำเนินงานตามถ้ำ",))) == ["การดำเนินงานตามถ้ำ"]


@pytest.mark.parametrize("make", [pages.marks_apart, pages.letters_apart])
def test_letters_and_marks_drawn_one_by_one_find_their_places(make):
    assert read(make()) == list(pages.LINES)


def test_marks_drawn_from_the_place_of_the_next_letter_stay_with_their_own():
    face = Face(mark_shift=450)
    content = pages.text_page(damage.shifted, face)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        assert "ประเมนิ" in pdf.pages[0].extract_text()
    assert read(content)[1] == pages.LINES[1]


def test_text_drawn_into_the_gaps_of_a_line_comes_where_it_stands():
    sheet, face, other = Sheet(), Face(), Face("Norasi")
    gap = other.advance("E") * 16 / 1000
    pen = sheet.text(face, 16, 72, 100, "ระบบ ")
    sheet.text(face, 16, pen + gap, 100, "-บริการ")
    sheet.text(other, 16, pen, 100, "E")
    assert read(Pdf().write([sheet])) == ["ระบบ E-บริการ"]


def test_digits_are_those_that_the_font_draws():
    drawn = [Glyph(thai, arabic) for thai, arabic in zip("๒๕๖๔", "2564", strict=True)]
    sheet, face, plain = Sheet(), Face("Garuda", name="ABCDEF+THSarabunIT#E0#B9#99"), Face("Norasi")
    sheet.text(face, 16, 72, 100, [*damage.honest("พ.ศ. "), *drawn])
    sheet.text(plain, 16, 72, 130, "พ.ศ. 2564")
    assert read(Pdf().write([sheet])) == ["พ.ศ. ๒๕๖๔", "พ.ศ. 2564"]


@pytest.mark.parametrize("name", ["TH#20SarabunIT9", "TH#20SarabunIT#F9", "AAAAAA+THNiramitIT9-Bold"])
def test_every_spelling_of_such_a_font_is_known(name):
    sheet, face = Sheet(), Face("Garuda", name=name)
    sheet.text(face, 16, 72, 100, [Glyph("๙", "9")])
    assert read(Pdf().write([sheet])) == ["๙"]


def test_an_unknown_glyph_stays_unknown():
    sheet, face = Sheet(), Face()
    sheet.text(
        face, 16, 72, 100, [*damage.honest("คะแนน "), Glyph("๙", ""), Glyph("๑", "\ufffd"), *damage.honest(".๕")]
    )
    assert read(Pdf().write([sheet])) == [f"คะแนน {LOST}{LOST}.๕"]


def test_a_mark_named_after_another_that_stands_elsewhere_is_unknown():
    sheet, face = Sheet(), Face()
    sheet.text(face, 16, 72, 100, [Glyph("ฟ"), Glyph("้", "ู"), Glyph("า")])
    assert read(Pdf().write([sheet])) == [f"ฟ{LOST}า"]


def test_a_watermark_across_the_page_is_no_part_of_its_lines():
    sheet, face = Sheet(), Face()
    sheet.text(face, 16, 72, 100, "การดำเนินงาน")
    sheet.text(face, 60, 60, 180, "สำเนา", turn=45)
    sheet.text(face, 16, 72, 130, "ตามแผน")
    content = Pdf().write([sheet])
    assert read(content) == ["การดำเนินงาน", "ตามแผน"]
    with open_pdf(content, max_pages=10) as pdf:
        assert [run.text for run in find_turned_runs(pdf.layer(1))] == ["สำเนา"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_whose_text_lies_turned_is_turned_upright(rotation):
    sheet, face = Sheet(842, 595), Face()
    sheet.text(face, 16, 400, 300, "คะแนนรวม ๙๑.๕๙", turn=rotation)
    with open_pdf(Pdf().write([sheet]), max_pages=10) as pdf:
        layer = pdf.layer(1)
    (run,) = find_runs(layer)
    assert run.text == "คะแนนรวม ๙๑.๕๙"
    assert layer.rotation == rotation
    assert run.bbox.width > 4 * run.bbox.height
    assert (layer.width, layer.height) == ((842, 595) if rotation in (0, 180) else (595, 842))


def test_letters_spread_over_a_line_are_one_word_and_spaces_are_spaces():
    sheet, face = Sheet(), Face()
    for at, word in enumerate(("คุณธรรม", "และ", "ความโปร่งใส")):
        pen = 72 + 160 * at if at else 72
        for char in word:
            pen = sheet.text(face, 16, pen, 100, char) + (3 if face.advance(char) else 0)
    assert read(Pdf().write([sheet])) == ["คุณธรรม และ ความโปร่งใส"]


def test_edges_tell_where_each_character_stands():
    with open_pdf(pages.text_page(lines=("น้ำ ๙๑",)), max_pages=1) as pdf:
        (run,) = find_runs(pdf.layer(1))
    face = Face()
    assert len(run.edges) == len(run.text) + 1
    assert list(run.edges) == sorted(run.edges)
    before = sum(face.advance(char) for char in "น้ำ ") * 16 / 1000
    assert run.edges[4] == pytest.approx(72 + before, abs=0.2)


@pytest.mark.parametrize("font", ["Garuda", "Purisa", "Umpush", "Sawasdee"])
@pytest.mark.parametrize("text", ["ำา", "าำ"])
def test_a_font_without_any_other_letter_keeps_its_two_apart(font, text):
    sheet, face, other = Sheet(), Face(font), Face("Norasi")
    pen = sheet.text(other, 16, 72, 100, "ด")
    sheet.text(face, 16, pen, 100, text)
    assert read(Pdf().write([sheet])) == ["ด" + text]
