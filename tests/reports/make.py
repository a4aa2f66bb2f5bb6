"""Truths turned into files: born-digital PDFs, in one call of the office suite."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium
from PIL import ImageChops

from tests.reports import announcement, lay_out, odt, office
from tests.reports.blocks import Block, Pasted, Picture, Sheet
from tests.reports.truth import Truth

PHOTO_DPI = 150


def blocks_of(truth: Truth) -> tuple[tuple[Block, ...], Sheet]:
    """Return a truth laid out as a report or as an announcement."""
    if truth.layout.get("form") == "announcement":
        return announcement.lay_out(truth)
    return lay_out.lay_out(truth)


def born_digital(truths: Mapping[str, Truth], folder: Path) -> list[Path]:
    """Write one PDF for each truth, named by its key.

    Raises:
        RuntimeError: If LibreOffice is missing or a file did not come out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    documents = {name: blocks_of(truth) for name, truth in truths.items()}
    with TemporaryDirectory() as work:
        tables = _photographed(documents, Path(work))
        files = []
        for name, (blocks, sheet) in documents.items():
            shown = tuple(tables[name] if isinstance(block, Pasted) else block for block in blocks)
            files.append(Path(work) / f"{name}.fodt")
            files[-1].write_text(odt.write(shown, sheet), "utf-8")
        return office.to_pdf(files, folder)


def _photographed(documents: Mapping[str, tuple[tuple[Block, ...], Sheet]], work: Path) -> dict[str, Picture]:
    """Return the picture of each document's pasted table."""
    files = []
    for name, (blocks, sheet) in documents.items():
        pasted = [block.table for block in blocks if isinstance(block, Pasted)]
        if pasted:
            files.append(work / f"{name}.fodt")
            bare = replace(sheet, page_number="none", header="")
            files[-1].write_text(odt.write(tuple(pasted[:1]), bare), "utf-8")
    return {pdf.stem: _photograph(pdf) for pdf in office.to_pdf(files, work)} if files else {}


def _photograph(pdf: Path) -> Picture:
    """Return the ink of the first page as a picture of its own size."""
    page = pdfium.PdfDocument(pdf)[0].render(scale=PHOTO_DPI / 72, grayscale=True).to_pil()
    box = ImageChops.invert(page).getbbox() or (0, 0, *page.size)
    cut = page.crop((box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4))
    buffer = BytesIO()
    cut.save(buffer, "PNG", optimize=True)
    return Picture(buffer.getvalue(), *(round(side / PHOTO_DPI * 2.54, 2) for side in cut.size))
