"""Tables of scanned pages as img2table finds them, read with Tesseract: ``PYTHON read_img2table.py FILE PAGE…``.

Prints JSON: for each page seconds of the processor, Tesseract's too, and of each table the boxes of its cells with
their texts. Runs in a Python of its own, in which img2table is installed.
"""

import json
import os
import sys

from img2table.document import PDF
from img2table.ocr import TesseractOCR

POINTS = 72 / 200
"""img2table draws the pages of a PDF at 200 dpi."""


def spent() -> float:
    """Return the seconds of the processor that this process and those that it started have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    path, *numbers = sys.argv[1:]
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # Tesseract tells its version on standard output
    ocr = TesseractOCR(n_threads=1, lang="tha+eng")
    found = []
    for number in map(int, numbers):
        begin = spent()
        document = PDF(path, pages=[number - 1], pdf_text_extraction=False)
        extracted = document.extract_tables(ocr=ocr, implicit_rows=False, borderless_tables=True, min_confidence=1)
        seconds = spent() - begin
        tables = []
        for table in extracted[number - 1]:
            cells = {}
            for row in table.content.values():
                for cell in row:
                    box = cell.bbox
                    cells[tuple(side * POINTS for side in (box.x1, box.y1, box.x2, box.y2))] = cell.value or ""
            tables.append([[*box, text] for box, text in cells.items()])
        found.append({"page": number, "seconds": seconds, "tables": tables})
    json.dump(found, answer)
    answer.close()


main()
