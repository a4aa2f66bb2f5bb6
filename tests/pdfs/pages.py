"""Whole PDFs that are hard in one way each, with the text that they show."""

import random

from tests.pdfs.damage import Damage, honest
from tests.pdfs.writer import Face, Glyph, Pdf, Sheet

LINES = (
    "การดำเนินงานตามมาตรการส่งเสริมคุณธรรม",
    "ประเมินผู้ใหญ่ที่ปฏิบัติหน้าที่ด้วยความโปร่งใส",
    "น้ำมันและถ้ำ กำหนดให้ทำเป็นประจำทุกปี ค่ำนี้",
    "คะแนนรวม ๙๑.๕๙ ระดับผ่าน พ.ศ. ๒๕๖๘",
    "ข้อ 12 ได้ 98.92 คะแนน ปั๊มน้ำ ฟื้นฟู กี่ครั้ง ญี่ปุ่น",
)
"""All that text layers damage: ``ำ`` with and without tone marks, ``า`` beside it, marks over and under, digits."""


def text_page(damage: Damage = honest, face: Face | None = None, lines: tuple[str, ...] = LINES) -> bytes:
    """Return a page of lines whose layer is damaged in one way."""
    return Pdf().write([text_sheet(damage, face, lines)])


def text_sheet(damage: Damage = honest, face: Face | None = None, lines: tuple[str, ...] = LINES) -> Sheet:
    """Return the same page before it is written."""
    sheet = Sheet()
    for at, line in enumerate(lines):
        sheet.text(face or _shared(sheet), 16, 72, 100 + 30 * at, damage(line))
    return sheet


def _shared(sheet: Sheet) -> Face:
    return sheet.faces[0] if sheet.faces else Face()


def marks_apart() -> bytes:
    """Return a page whose marks are drawn after the letters of all lines, each on its own."""
    sheet, face = Sheet(), Face()
    later: list[tuple[float, float, Glyph]] = []
    for at, line in enumerate(LINES):
        pen = 72.0
        for glyph in honest(line):
            if face.advance(glyph.seen) == 0:
                later.append((pen, 100 + 30 * at, glyph))
            else:
                pen = sheet.text(face, 16, pen, 100 + 30 * at, [glyph])
    for x, y, glyph in later:
        sheet.text(face, 16, x, y, [glyph])
    return Pdf().write([sheet])


def letters_apart() -> bytes:
    """Return a page that draws every letter on its own and shuffles the lines."""
    sheet, face = Sheet(), Face()
    for at in random.Random(5).sample(range(len(LINES)), len(LINES)):
        pen = 72.0
        for glyph in honest(LINES[at]):
            pen = sheet.text(face, 16, pen, 100 + 30 * at, [glyph])
    return Pdf().write([sheet])


def scan(pdf: Pdf, sheet: Sheet) -> None:
    """Lay a picture over a whole sheet, grey bars for lines."""
    rows = [bytes([90 if at % 20 < 8 and 20 < column < 130 else 255 for column in range(150)]) for at in range(200)]
    sheet.draw("Scan", pdf.picture(b"".join(rows), 150, 200), 0, 0, sheet.width, sheet.height)


def scanned(
    lines: tuple[str, ...], pages: int = 1, face: Face | None = None, operators: str = "", damage: Damage = honest
) -> bytes:
    """Return scans with lines of text over each."""
    pdf, sheets = Pdf(), []
    face = face or Face()
    for _ in range(pages):
        sheet = Sheet()
        scan(pdf, sheet)
        for at, line in enumerate(lines):
            sheet.text(face, 12, 50, 60 + 20 * at, damage(line), operators=operators)
        sheets.append(sheet)
    return pdf.write(sheets)
