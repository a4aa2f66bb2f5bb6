"""Has OCRmyPDF lay Tesseract's text under scanned pages: ``PYTHON read_ocrmypdf.py FILE PAGE…`` prints JSON.

The pages are copied to a file of their own; the seconds of the processor for a page are those of the whole run, shared
out evenly. Runs in a Python of its own, in which OCRmyPDF and pypdfium2 are installed.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

ORDER = (
    "-m", "ocrmypdf", "--quiet", "--language", "tha+eng", "--output-type", "pdf", "--rotate-pages", "--deskew",
    "--jobs", "1", "--optimize", "0",
)  # fmt: skip


def main() -> None:
    path, *numbers = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        pages, out = Path(folder, "pages.pdf"), Path(folder, "out.pdf")
        source, target = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
        target.import_pages(source, pages=[int(number) - 1 for number in numbers])
        target.save(pages)
        before = os.times()
        subprocess.run([sys.executable, *ORDER, pages, out], check=True, stdout=sys.stderr)  # noqa: S603
        after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    json.dump(
        [{"page": int(number), "seconds": seconds / len(numbers), "tables": []} for number in numbers], sys.stdout
    )


main()
