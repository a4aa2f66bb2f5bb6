"""Tables of a PDF's pages as pdfplumber finds them: ``PYTHON read_pdfplumber.py FILE PAGE…`` prints JSON.

For each page: seconds of the processor, and of each table the boxes of its cells with their texts. Runs in a Python of
its own, in which pdfplumber is installed.
"""

import json
import sys
import time

import pdfplumber


def main() -> None:
    path, *numbers = sys.argv[1:]
    found = []
    with pdfplumber.open(path) as pdf:
        for number in map(int, numbers):
            begin = time.process_time()
            page = pdf.pages[number - 1]
            tables = []
            for table in page.find_tables():
                texts = [text for row in table.extract() for text in row]
                boxes = [box for row in table.rows for box in row.cells]
                tables.append([[*box, text or ""] for box, text in zip(boxes, texts, strict=True) if box])
            found.append({"page": number, "seconds": time.process_time() - begin, "tables": tables})
    json.dump(found, sys.stdout)


main()
