"""Makes the committed samples again: ``python -m tests.reports.samples``."""

import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium

from tests.reports import make, scan_files, truth, wear
from tests.reports.recipes import FIRST, SAMPLES, Recipe, recipes

HEAD = """# Samples

Reports to try the pipeline on. The truth of `NAME` lies in `truth/NAME.json`, in the words of the published tables;
what was done to the pages of a scan in `truth/NAME.pages.json`. `.json` files are no input.

All but the first are made by `tests/reports` (`python -m tests.reports.samples` makes them again; LibreOffice is
needed for that alone). Agencies and places are invented, all but the first report's. Scores in a truth are as
printed, in Arabic digits; an issue stands without its code and group heading, a measure without its kind and list
marks, a step without its number; `planted` names every inconsistency that a document carries on purpose.

`corrections.csv` takes the corrections of people, as the project's README tells; it is empty.

| file | origin | made | pages | SHA-256 | why it is here |
| --- | --- | --- | --- | --- | --- |
"""


def main() -> None:
    """Write every sample, its truth, and the list of them."""
    made = recipes()
    today = datetime.now(UTC).date().isoformat()
    with TemporaryDirectory() as work:
        born = make.born_digital({recipe.name: recipe.truth for recipe in made}, Path(work))
        for recipe, pdf in zip(made, born, strict=True):
            _finish(recipe, pdf)
    transcript = f"{FIRST}.ocr.txt"
    rows = [_row(transcript, "another OCR's reading of the published scan", today, "the project's first document")]
    rows += [_row(f"{recipe.name}.pdf", "tests/reports", today, recipe.why) for recipe in made]
    (SAMPLES / "README.md").write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    size = sum(file.stat().st_size for file in SAMPLES.iterdir() if file.is_file())
    sys.stdout.write(f"{len(made)} samples, {size / 1e6:.1f} MB\n")


def _finish(recipe: Recipe, pdf: Path) -> None:
    """Write one sample: as it was born, scanned, or with some pages scanned."""
    target = SAMPLES / f"{recipe.name}.pdf"
    (SAMPLES / "truth" / f"{recipe.name}.json").write_text(truth.encode(recipe.truth), "utf-8")
    if not recipe.profile:
        target.write_bytes(pdf.read_bytes())
        return
    pages = wear.wear(pdf, recipe.profile, recipe.seed, recipe.worn_pages)
    if recipe.worn_pages:
        scan_files.save_mixed(pdf, pages, target, recipe.profile)
    else:
        scan_files.save_pdf(pages, target, recipe.profile)
    records = {"profile": recipe.profile, "pages": [page.record for page in pages]}
    text = json.dumps(records, ensure_ascii=False, indent=1)
    (SAMPLES / "truth" / f"{recipe.name}.pages.json").write_text(text + "\n", "utf-8")


def _row(name: str, origin: str, today: str, why: str) -> str:
    file = SAMPLES / name
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    pages = "" if file.suffix == ".txt" else str(len(pdfium.PdfDocument(file)))
    return f"| `{name}` | {origin} | {today} | {pages} | `{digest}` | {why} |"


if __name__ == "__main__":
    main()
