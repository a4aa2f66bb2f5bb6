"""Truths turned into files: born-digital PDFs, in one call of the office suite."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reports import announcement, lay_out, odt, office
from tests.reports.blocks import Block, Sheet
from tests.reports.truth import Truth


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
    with TemporaryDirectory() as work:
        files = []
        for name, truth in truths.items():
            file = Path(work) / f"{name}.fodt"
            file.write_text(odt.write(*blocks_of(truth)), "utf-8")
            files.append(file)
        return office.to_pdf(files, folder)
