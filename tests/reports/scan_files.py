"""Scans saved as the files that offices publish: PDF without text, PDF of both kinds of pages, pictures."""

import time
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from tests.reports.office import unstamped
from tests.reports.wear import PROFILES, Worn

NEVER = time.gmtime(0)
TIMES = {"creationDate": NEVER, "modDate": NEVER}
"""A fixed time in the files, so that the same scan gives the same bytes."""


def save_pdf(pages: Sequence[Worn], file: Path, profile: str) -> None:
    """Write scans as a PDF without text: JPEG inside, or CCITT where they are black and white."""
    first, *others = [page.image for page in pages]
    settings = PROFILES[profile]
    packing = {} if settings.bilevel else {"quality": settings.quality, "optimize": True}
    first.save(file, "PDF", save_all=True, append_images=others, resolution=settings.dpi, **packing, **TIMES)


def save_mixed(born: Path, pages: Sequence[Worn], file: Path, profile: str) -> None:
    """Write a PDF in which some pages are scans and the others as they were."""
    scans = file.with_suffix(".scans")
    save_pdf(pages, scans, profile)
    mixed, source = pdfium.PdfDocument(born), pdfium.PdfDocument(scans)
    for i, page in enumerate(pages):
        place = page.record["page"] - 1
        mixed.del_page(place)
        mixed.import_pages(source, pages=[i], index=place)
    mixed.save(file)
    file.write_bytes(unstamped(file.read_bytes()))
    mixed.close()
    source.close()
    scans.unlink()


def save_pictures(pages: Sequence[Worn], folder: Path, name: str, kind: str) -> list[Path]:
    """Write scans as ``png`` or ``jpg``, one file a page, or as one ``tiff``."""
    if kind == "tiff":
        file = folder / f"{name}.tiff"
        first, *others = [page.image for page in pages]
        packing = "group4" if first.mode == "1" else "jpeg" if first.mode == "RGB" else "tiff_deflate"
        first.save(file, save_all=True, append_images=others, compression=packing, dpi=(pages[0].record["dpi"],) * 2)
        return [file]
    files = []
    for page in pages:
        file = folder / f"{name}-{page.record['page']:02d}.{kind}"
        page.image.save(file, dpi=(page.record["dpi"],) * 2, quality=80)
        files.append(file)
    return files
