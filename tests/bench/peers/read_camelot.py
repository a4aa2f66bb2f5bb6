"""Tables of a PDF's pages as camelot's flavour lattice finds them: ``PYTHON read_camelot.py FILE PAGE…`` prints JSON.

For each page: seconds of the processor, and of each table the boxes of its cells with their texts; cells between which
there is no rule are one. Runs in a Python of its own, in which camelot is installed.
"""

import contextlib
import json
import sys
import time

import camelot


def merged(rows: list[list]) -> list[list]:
    """Return the cells of a table as [x0, top, x1, bottom, text], from the top left, with y down from 0 at the top."""
    taken: set[tuple[int, int]] = set()
    found = []
    for i, row in enumerate(rows):
        for j, _ in enumerate(row):
            if (i, j) in taken:
                continue
            last = j
            while last + 1 < len(row) and not row[last].right and not row[last + 1].left:
                last += 1
            low = i
            while low + 1 < len(rows) and not any(
                rows[low][at].bottom or rows[low + 1][at].top for at in range(j, last + 1)
            ):
                low += 1
            area = [(a, b) for a in range(i, low + 1) for b in range(j, last + 1)]
            taken |= set(area)
            first, end = rows[i][j], rows[low][last]
            text = "\n".join(rows[a][b].text.strip() for a, b in area if rows[a][b].text.strip())
            found.append([first.x1, first.y2, end.x2, end.y1, text])
    return found


def main() -> None:
    path, *numbers = sys.argv[1:]
    found = []
    for number in numbers:
        begin = time.process_time()
        with contextlib.redirect_stdout(sys.stderr):
            tables = camelot.read_pdf(path, pages=number, flavor="lattice")
        seconds = time.process_time() - begin
        cells = [merged(table.cells) for table in tables]
        found.append({"page": int(number), "seconds": seconds, "tables": cells, "from_bottom": True})
    json.dump(found, sys.stdout)


main()
