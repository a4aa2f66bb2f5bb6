"""Files that hurt: damaged, lying about their size, or made to exhaust who reads them."""

from tests.pdfs.writer import Face, Pdf, Sheet


def huge_picture(width: int = 23_324, height: int = 23_324) -> bytes:
    """Return a page with a black and white picture of 544 megapixels in a few kilobytes."""
    pdf, sheet = Pdf(), Sheet()
    rows = bytes((width + 7) // 8 * height)
    number = pdf.stream(
        rows,
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 1",
    )
    sheet.draw("Scan", number, 0, 0, sheet.width, sheet.height)
    return pdf.write([sheet])


def huge_page() -> bytes:
    """Return a page of 700,000 by 700,000 points: 9.9 million megapixels at 330 dots per inch."""
    pdf, sheet = Pdf(), Sheet(width=700_000, height=700_000)
    sheet.draw("Scan", pdf.picture(bytes(100), 10, 10), 0, 0, 700_000, 700_000)
    return pdf.write([sheet])


def page_tree_that_holds_itself() -> bytes:
    """Return a file whose list of pages is its own child."""
    pdf = Pdf()
    pdf.parts[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    pdf.parts[1] = b"<</Type/Pages/Count 1/Kids[2 0 R]>>"
    return pdf.finish()


def no_pages() -> bytes:
    """Return a file of no pages."""
    return Pdf().write([])


def no_media_box() -> bytes:
    """Return a page that does not say how large it is."""
    sheet = Sheet()
    sheet.text(Face(), 16, 72, 100, "คะแนนรวม ๙๑.๕๙")
    return Pdf().write([sheet]).replace(b"/MediaBox[0 0 595 842]", b"/WediaBox[0 0 595 842]")


def many_strokes(count: int = 65_000) -> bytes:
    """Return a page of text and very many short strokes."""
    sheet = Sheet()
    sheet.text(Face(), 16, 72, 100, "แผนที่ของตำบล")
    sheet.operators += [f"{at % 500} {at // 500} m {at % 500 + 1} {at // 500} l S" for at in range(count)]
    return Pdf().write([sheet])


def form_that_draws_itself() -> bytes:
    """Return a page with a form that calls itself."""
    pdf, sheet = Pdf(), Sheet()
    sheet.text(Face(), 16, 72, 100, "คะแนนรวม ๙๑.๕๙")
    own = len(pdf.parts) + 1
    pdf.stream(
        b"/Own Do",
        f"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</Own {own} 0 R>>>>",
    )
    sheet.objects["Own"] = own
    sheet.operators.append("/Own Do")
    return pdf.write([sheet])


def encrypted() -> bytes:
    """Return a file that asks for a password."""
    pdf = Pdf()
    sheet = Sheet()
    content = pdf.write([sheet])
    handler = "/Encrypt<</Filter/Standard/V 1/R 2/O<" + "11" * 32 + ">/U<" + "22" * 32 + ">/P -4>>/ID[<00><00>]"
    return content.replace(b"/Root 1 0 R", b"/Root 1 0 R" + handler.encode("ascii"))
