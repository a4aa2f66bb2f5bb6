"""PDFs to documents: the right reader for each page, right boxes however a page lies, and no harm from bad files."""

import io

import numpy as np
import pdfplumber
import pytest
from PIL import Image

from pipeline.errors import DocumentError, ExtractError, InputError, LimitError
from pipeline.extract import extract_document
from pipeline.extract.layer import READER
from pipeline.extract.pdf import open_pdf
from pipeline.model.document import Document, Source
from pipeline.settings import Settings
from tests.pdfs import damage, hostile, pages
from tests.pdfs.engines import GivesUp, MustNotRead, SaysOcr
from tests.pdfs.writer import Face, Glyph, Pdf, Sheet

LONG = tuple(f"{line} {number}" for number in range(4) for line in pages.LINES)
ENGLISH_OCR = ("m1l1r:Ei'rtfry n1:rJ:sriuqru", "lfitlil?vl!'l]u d'1u14d1u 25b8", "rrnvnlun1:r^~r'ilTunT: |'l]") * 10


def extract(content: bytes, engine=None, name: str = "report.pdf", **settings) -> Document:
    return extract_document(Source("0" * 64, name), content, Settings(**settings), engine or MustNotRead())


def texts(document: Document) -> list[str]:
    return [line.text for page in document.pages for line in page.every_line()]


ATTRIBUTES = {
    "plain": ("", (0.0, 0.0)),
    "turned 90": ("/Rotate 90", (0.0, 0.0)),
    "turned 180": ("/Rotate 180", (0.0, 0.0)),
    "turned 270": ("/Rotate 270", (0.0, 0.0)),
    "origin elsewhere": ("", (200.0, -300.0)),
    "cropped": ("/CropBox[40 300 560 800]", (0.0, 0.0)),
    "cropped and turned": ("/CropBox[240 300 700 920]/Rotate 90", (200.0, 100.0)),
    "crop box too large": ("/CropBox[-100 -100 1000 1000]", (0.0, 0.0)),
}


class TestWhichReader:
    def test_a_page_of_text_is_read_from_its_layer(self):
        (page,) = extract(pages.text_page()).pages
        assert (page.reader, page.trust, page.rotation) == (READER, 1.0, 0)
        assert [line.text for line in page.lines] == list(pages.LINES)
        assert {line.confidence for line in page.lines} == {1.0}

    @pytest.mark.parametrize("damaged", [damage.all_am, damage.space_and_aa, damage.private_marks])
    def test_damaged_letters_alone_are_no_reason_for_ocr(self, damaged):
        assert extract(pages.text_page(damaged)).pages[0].reader == READER

    def test_glyph_numbers_go_to_ocr(self):
        (page,) = extract(pages.text_page(face=Face(to_unicode=False)), SaysOcr()).pages
        assert page.reader == "says-ocr"
        assert page.trust < 0.8

    @pytest.mark.parametrize("operators", ["3 Tr", ""], ids=["invisible", "visible"])
    def test_what_an_english_ocr_made_of_a_scan_is_thrown_away(self, operators):
        document = extract(pages.scanned(ENGLISH_OCR, operators=operators), SaysOcr())
        assert document.pages[0].reader == "says-ocr"
        assert not any("m1l1r" in text for text in texts(document))

    def test_an_english_ocr_without_its_scan_is_thrown_away_too(self):
        assert extract(pages.text_page(lines=ENGLISH_OCR), SaysOcr()).pages[0].trust < 0.8

    def test_invisible_thai_over_a_scan_was_read_by_somebody_else_and_is_read_again(self):
        assert extract(pages.scanned(LONG, operators="3 Tr"), SaysOcr()).pages[0].reader == "says-ocr"

    def test_a_stamp_on_a_scan_is_not_its_text(self):
        stamp = ("สำเนาถูกต้อง", "เลขรับที่ 123 วันที่ ๕ ตุลาคม ๒๕๖๘")
        assert extract(pages.scanned(stamp), SaysOcr()).pages[0].reader == "says-ocr"

    def test_a_long_stamp_on_every_page_is_not_its_text(self):
        assert {page.reader for page in extract(pages.scanned(LONG, pages=3), SaysOcr()).pages} == {"says-ocr"}

    def test_a_page_of_text_over_a_background_keeps_its_text(self):
        document = extract(pages.scanned(LONG))
        assert document.pages[0].reader == READER
        assert texts(document) == list(LONG)

    def test_letters_of_another_encoding_go_to_ocr(self):
        mojibake = "¡ÒÃ´Óà¹Ô¹§Ò¹µÒÁÁÒµÃ¡ÒÃ"
        sheet, face = Sheet(), Face()
        sheet.text(face, 16, 72, 100, [Glyph("ก", char) for char in mojibake])
        assert extract(Pdf().write([sheet]), SaysOcr()).pages[0].trust < 0.8

    def test_an_english_page_is_text(self):
        english = ("Integrity and Transparency Assessment (ITA) 2025", "Results of the Office, in points: 98.92, 91.59")
        assert extract(pages.text_page(lines=english)).pages[0].trust == 1.0

    def test_a_page_of_numbers_is_text(self):
        assert extract(pages.text_page(lines=("98.92 100.00 91.59", "1 2 3 4 5 6 7 8 9 10"))).pages[0].trust == 1.0

    def test_an_empty_page_needs_no_ocr(self):
        (page,) = extract(Pdf().write([Sheet()])).pages
        assert page.content == ()

    def test_a_page_of_mere_outlines_goes_to_ocr(self):
        sheet = Sheet()
        for at in range(10):
            sheet.bar(100 + 20 * at, 100, 112 + 20 * at, 118)
        assert extract(Pdf().write([sheet]), SaysOcr()).pages[0].reader == "says-ocr"

    def test_the_setting_decides(self):
        sheet, face = Sheet(), Face()
        sheet.text(face, 16, 72, 100, [*damage.honest("คะแนนรวมของหน่วยงานนี้"), Glyph("๙", "")])
        content = Pdf().write([sheet])
        assert extract(content, trust=0.5).pages[0].reader == READER
        assert extract(content, SaysOcr(), trust=0.99).pages[0].reader == "says-ocr"

    def test_a_picture_on_a_page_of_text_is_read_in_its_place(self):
        pdf, sheet, face = Pdf(), Sheet(), Face()
        rows = [bytes(0 if 100 < at < 130 and 80 < column < 400 else 255 for column in range(500)) for at in range(250)]
        sheet.draw("Table", pdf.picture(b"".join(rows), 500, 250), 72, 200, 472, 400)
        sheet.text(face, 16, 72, 150, "ตารางแสดงผลการประเมิน")
        sheet.text(face, 16, 72, 450, "จากตารางจะเห็นว่า")
        (page,) = extract(pdf.write([sheet]), SaysOcr()).pages
        assert [line.text for line in page.every_line()] == ["ตารางแสดงผลการประเมิน", "OCR", "จากตารางจะเห็นว่า"]
        box = page.lines[1].bbox
        assert box.x0 == pytest.approx(72 + 80 * 0.8, abs=3)
        assert box.top == pytest.approx(200 + 100 * 0.8, abs=3)

    def test_a_picture_behind_the_text_is_not_read(self):
        pdf, sheet = Pdf(), pages.text_sheet()
        sheet.draw("Emblem", pdf.picture(bytes([230]) * 10_000, 100, 100), 60, 60, 500, 300)
        assert texts(extract(pdf.write([sheet]))) == list(pages.LINES)


class TestHowPagesLie:
    @pytest.mark.parametrize("attributes", ATTRIBUTES.values(), ids=ATTRIBUTES.keys())
    def test_the_ink_is_in_the_boxes_and_the_rules_are_the_tables(self, attributes):
        entries, origin = attributes
        sheet, face = Sheet(attributes=entries, origin=origin), Face()
        sheet.grid([100, 200, 320], [100, 130, 160])
        for x, y, text in ((110, 120, "ตัวชี้วัด"), (210, 120, "คะแนน"), (110, 150, "การใช้อำนาจ"), (210, 150, "๙๘.๙๒")):
            sheet.text(face, 14, x, y, text)
        content = Pdf().write([sheet])
        (page,) = extract(content).pages
        (table,) = page.tables
        assert [[cell.text for cell in row] for row in table.rows()] == [["ตัวชี้วัด", "คะแนน"], ["การใช้อำนาจ", "๙๘.๙๒"]]
        with open_pdf(content, 1) as pdf:
            drawn = pdf.draw(1, 40, 144)
        upright = np.rot90(drawn, -(page.rotation // 90)).min(axis=2)
        assert upright.shape == (pytest.approx(page.height * 2, abs=2), pytest.approx(page.width * 2, abs=2))
        for cell in table.cells:
            for line in cell.lines:
                assert ink_fills(upright, line.bbox)
                assert cell.bbox.holds(*line.bbox.middle)

    def test_a_table_inside_a_form_is_seen(self):
        pdf, inside, face = Pdf(), Sheet(), Face()
        inside.grid([100, 200, 320], [100, 130, 160])
        for x, y, text in ((110, 120, "ข้อ"), (210, 120, "คะแนน"), (110, 150, "I7"), (210, 150, "98.92")):
            inside.text(face, 14, x, y, text)
        outside = Sheet()
        outside.objects["Form"] = pdf.form(inside)
        outside.operators.append("q 1 0 0 1 30 -50 cm /Form Do Q")
        (page,) = extract(pdf.write([outside])).pages
        (table,) = page.tables
        assert [[cell.text for cell in row] for row in table.rows()] == [["ข้อ", "คะแนน"], ["I7", "98.92"]]
        assert table.bbox.x0 == pytest.approx(130, abs=1)
        assert table.bbox.top == pytest.approx(150, abs=1)

    def test_a_turned_heading_beside_a_table_is_kept(self):
        sheet, face = Sheet(), Face()
        for at in range(6):
            sheet.text(face, 14, 100, 100 + 20 * at, "การดำเนินงาน")
        sheet.text(face, 14, 60, 300, "ภาคผนวก", turn=90)
        assert texts(extract(Pdf().write([sheet])))[-1] == "ภาคผนวก"


def ink_fills(picture, box) -> bool:
    """Tell whether dark pixels reach to within two points of each side of a box, at two pixels for a point."""
    x0, top, x1, bottom = (round(side * 2) for side in (box.x0, box.top, box.x1, box.bottom))
    dark = picture[top : bottom + 1, x0 : x1 + 1] < 128
    across, down = np.flatnonzero(dark.any(axis=0)), np.flatnonzero(dark.any(axis=1))
    if not len(across):
        return False
    width, height = x1 - x0, bottom - top
    return across[0] <= 5 and across[-1] >= width - 5 and down[0] <= 5 and down[-1] >= height - 5


class TestFilesThatHurt:
    @pytest.mark.parametrize(
        ("content", "error", "says"),
        [
            (b"", InputError, "empty"),
            (b"\0" * 100, InputError, "empty"),
            ("รายงาน\n".encode() * 20, InputError, "is none"),
            (pages.text_page()[:700], InputError, "cut off"),
            (b"%PDF-1.7\nnothing else", InputError, "cut off"),
            (hostile.no_pages(), InputError, "again"),
            (hostile.encrypted(), InputError, "password"),
            (hostile.huge_page(), LimitError, "inches"),
        ],
        ids=["empty", "zeros", "text", "truncated", "head only", "no pages", "encrypted", "huge page"],
    )
    def test_what_cannot_be_read_is_refused_with_a_reason(self, content, error, says):
        with pytest.raises(error, match=says):
            extract(content, SaysOcr())

    def test_a_huge_picture_is_never_opened(self):
        content = hostile.huge_picture()
        assert len(content) < 100_000
        with pytest.raises(LimitError, match="544 megapixels"):
            extract(content, SaysOcr())

    def test_a_page_tree_that_holds_itself_ends(self):
        with pytest.raises(DocumentError):
            extract(hostile.page_tree_that_holds_itself(), SaysOcr())

    def test_a_page_without_a_size_is_read_as_a_letter_page(self):
        assert texts(extract(hostile.no_media_box())) == ["คะแนนรวม ๙๑.๕๙"]

    def test_a_form_that_draws_itself_ends(self):
        assert texts(extract(hostile.form_that_draws_itself())) == ["คะแนนรวม ๙๑.๕๙"]

    def test_a_drawing_of_many_strokes_is_read_as_a_picture(self):
        assert extract(hostile.many_strokes(), SaysOcr()).pages[0].reader == "says-ocr"

    def test_a_page_that_fails_does_not_fail_the_document(self):
        sheets = [pages.text_sheet(), Sheet()]
        pages.scan(pdf := Pdf(), sheets[1])
        document = extract(pdf.write(sheets), GivesUp())
        assert [page.number for page in document.pages] == [1]
        assert [(failure.error_code, failure.page) for failure in document.failures] == [("extract", 2)]

    def test_a_document_of_which_no_page_can_be_read_fails(self):
        with pytest.raises(ExtractError, match="gave up"):
            extract(pages.scanned(("สำเนา",)), GivesUp())

    def test_too_many_pages_are_refused(self):
        with pytest.raises(LimitError, match="3 pages"):
            extract(Pdf().write([Sheet(), Sheet(), Sheet()]), max_pages=2)

    def test_a_file_whose_pages_pdfplumber_misses_is_read_with_its_tables(self):
        sheet, face = Sheet(), Face()
        sheet.grid([100, 200, 320], [100, 130])
        sheet.text(face, 14, 110, 120, "คะแนน")
        sheet.text(face, 14, 210, 120, "๙๘.๙๒")
        content = Pdf().write([sheet])
        broken = content.replace(b"/Type/Page/", b"/Wype/Page/")
        with pdfplumber.open(io.BytesIO(broken)) as pdf:
            assert len(pdf.pages) == 0
        assert [cell.text for cell in extract(broken).pages[0].tables[0].cells] == ["คะแนน", "๙๘.๙๒"]

    def test_pages_are_drawn_within_the_limit_on_pixels(self):
        with open_pdf(pages.scanned(("สำเนา",)), 1) as pdf:
            assert pdf.draw(1, 0.5, 300).size / 3 <= 0.5e6 * 1.01


class TestOtherFiles:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
    def test_pictures_are_read_by_ocr_whatever_their_name(self, kind):
        page = Image.new("L", (600, 800), 255)
        page.paste(0, (100, 100, 300, 130))
        held = io.BytesIO()
        page.save(held, kind, **({"save_all": True, "append_images": [page]} if kind == "TIFF" else {}))
        document = extract(held.getvalue(), SaysOcr(), name="scan.dat")
        assert [page.reader for page in document.pages] == ["says-ocr"] * (2 if kind == "TIFF" else 1)

    def test_text_is_a_transcript(self):
        document = extract("ได้คะแนนรวม ๙๑.๕๙".encode(), name="report.txt")
        assert texts(document) == ["ได้คะแนนรวม ๙๑.๕๙"]
        assert document.pages[0].reader == "transcript"
