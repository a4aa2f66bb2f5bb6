"""How exactly scanned pages are taken apart: ``python -m tests.bench.pages FOLDER [--engine thai]``.

``FOLDER`` holds reports with their scans and truth, as ``python -m tests.reports --profile all`` makes them. Each page
of each scan is compared with the truth: is it upright and level, stands each line alone in one line that was found,
is each cell one cell with the right row, column and span; and, with an engine, what was read in the lines.
"""

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium

from pipeline.extract.ocr import LineReading, OcrEngine, load_engine
from pipeline.extract.scan import read_picture
from pipeline.model.document import Cell, Character, Page
from pipeline.model.geometry import BBox, enclose
from pipeline.settings import Settings

SAME = 0.6
"""A line that was found is a line of the truth where they share so much of each other's area."""


SHORT = 0.75
"""Inches; what is narrower may well be a number."""


@dataclass(frozen=True, slots=True)
class Blind:
    """An engine that reads a number in short lines and a letter in others: for what hardly depends on reading."""

    label: str = "blind"

    def read_lines(self, pictures: Sequence[Any], dpi: int) -> tuple[LineReading, ...]:
        texts = ["0" if one.shape[1] < dpi * SHORT else "ก" for one in pictures]
        return tuple(
            LineReading(text, 1.0, (Character(text, 0, one.shape[1], 1.0),))
            for text, one in zip(texts, pictures, strict=True)
        )


@dataclass(slots=True)
class Tally:
    """What was counted over the pages of one profile."""

    pages: int = 0
    upright: int = 0
    skew: list[float] = field(default_factory=list)
    lines: int = 0
    lines_right: int = 0
    cells: int = 0
    cells_right: int = 0
    tables: int = 0
    extra_tables: int = 0
    letters: int = 0
    errors: int = 0
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    """Compare and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", default="blind")
    parser.add_argument("--profile", action="append", default=[])
    parser.add_argument("--every", type=int, default=1, help="only every so many pages")
    parser.add_argument("--wrong", action="store_true", help="tell what is wrong where")
    options = parser.parse_args()
    engine: OcrEngine = Blind() if options.engine == "blind" else load_engine(Settings(engine=options.engine))
    tallies: dict[str, Tally] = defaultdict(Tally)
    for truth in sorted(options.folder.glob("*.lines.json")):
        name = truth.name.removesuffix(".lines.json")
        for scan in sorted(options.folder.glob(f"{name}.*.pdf")):
            profile = scan.name.removeprefix(name + ".").removesuffix(".pdf")
            if not options.profile or profile in options.profile:
                _count_scan(tallies[profile], scan, json.loads(truth.read_text("utf-8")), engine, options.every)
    _print(tallies)
    if options.wrong:
        print("\n".join(text for tally in tallies.values() for text in tally.wrong))
    return 0


def _count_scan(tally: Tally, scan: Path, truth: dict[str, Any], engine: OcrEngine, every: int) -> None:
    record = json.loads(scan.with_suffix(".json").read_text("utf-8"))
    pdf = pdfium.PdfDocument(scan)
    for worn in record["pages"][::every]:
        number = worn["page"]
        picture = pdf[number - 1].render(scale=worn["dpi"] / 72).to_numpy()
        picture = np.ascontiguousarray(picture[:, :, :3] if picture.ndim == 3 else picture)
        start = time.process_time()
        page = read_picture(picture, number, worn["width"], worn["height"], engine)
        tally.seconds.append(time.process_time() - start)
        _count_page(tally, page, worn, truth, f"{scan.name} {number}")


def _count_page(tally: Tally, page: Page, worn: dict[str, Any], truth: dict[str, Any], where: str) -> None:
    tally.pages += 1
    if page.rotation != worn["rotation"]:
        tally.wrong.append(f"{where}: turned by {page.rotation}, not {worn['rotation']}")
        return
    tally.upright += 1
    tally.skew.append(abs(page.skew_deg - _skew(worn)))
    if tally.skew[-1] > 0.06:
        tally.wrong.append(f"{where}: skew {page.skew_deg:.2f}, not {_skew(worn):.2f}")
    lines = [
        (line, _on_scan(line["box"], worn))
        for one in truth["pages"]
        if one["page"] == worn["page"]
        for line in one["lines"]
    ]
    found = list(page.every_line())
    for line, box in lines:
        tally.lines += 1
        match = [one for one in found if _same(one.bbox, box)]
        tally.lines_right += len(match) == 1
        if len(match) != 1:
            tally.wrong.append(f"{where}: {len(match)} lines for {line['text']!r} at {box.x0:.0f},{box.top:.0f}")
        tally.letters += len(line["text"])
        tally.errors += min((distance(one.raw, line["text"]) for one in match), default=len(line["text"]))
    tables = [table for table in truth["page_tables"] if table["page"] == worn["page"]]
    tally.tables += len(tables)
    tally.extra_tables += max(0, len(page.tables) - len(tables))
    for table in tables:
        _count_cells(tally, page, table, lines, where)


def _count_cells(
    tally: Tally, page: Page, table: dict[str, Any], lines: Sequence[tuple[dict[str, Any], BBox]], where: str
) -> None:
    """Compare the cells of a table that hold text with the cells that were found where their lines stand."""
    for cell, boxes in _places(table, lines):
        tally.cells += 1
        found = {_cell_at(page, *box.middle) for box in boxes}
        one = next(iter(found)) if len(found) == 1 else None
        right = one is not None and all(
            getattr(one, name) == cell[name] for name in ("row", "column", "row_span", "column_span")
        )
        tally.cells_right += right
        if not right:
            seen = [(c.row, c.column, c.row_span, c.column_span) if c else None for c in found]
            place = (cell["row"], cell["column"], cell["row_span"], cell["column_span"])
            tally.wrong.append(f"{where}: cell {place} {cell['text'][:20]!r} found as {seen}")


def _places(
    table: dict[str, Any], lines: Sequence[tuple[dict[str, Any], BBox]]
) -> Iterable[tuple[dict[str, Any], list[BBox]]]:
    """Pair the cells of a table on one page with the boxes of their lines, column by column."""
    rows: dict[int, dict[int, list[BBox]]] = defaultdict(dict)
    for line, box in lines:
        if line.get("table") == table["table"]:
            rows[line["column"]].setdefault(line["row"], []).append(box)
    columns: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for cell in table["cells"]:
        if cell["text"].strip():
            columns[cell["column"]].append(cell)
    for column, cells in columns.items():
        groups = [rows[column][row] for row in sorted(rows[column])]
        if len(groups) == len(cells):
            yield from zip(sorted(cells, key=lambda cell: cell["row"]), groups, strict=True)


def _cell_at(page: Page, x: float, y: float) -> Cell | None:
    cells = (cell for table in page.tables for cell in table.cells)
    return next((cell for cell in cells if cell.bbox.holds(x, y)), None)


def _on_scan(box: Sequence[float], worn: dict[str, Any]) -> BBox:
    """Return where a box of the born-digital page stands on the upright scan."""
    a, b, c, d, e, f = worn["matrix"]
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    points = [_upright(a * x + b * y + c, d * x + e * y + f, worn) for x, y in corners]
    return enclose(BBox(x, y, x, y) for x, y in points)


def _upright(x: float, y: float, worn: dict[str, Any]) -> tuple[float, float]:
    width, height = worn["width"], worn["height"]
    return {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[worn["rotation"]]


def _skew(worn: dict[str, Any]) -> float:
    """Return by how many degrees lines of the upright scan fall to the right."""
    first, second = _on_scan([0, 0, 0, 0], worn), _on_scan([100, 0, 100, 0], worn)
    return float(np.degrees(np.arctan2(second.top - first.top, second.x0 - first.x0)))


def _same(found: BBox, true: BBox) -> bool:
    """Tell whether two boxes are of one line; the truth's is without dashes and signs at the ends."""
    shared = min(found.bottom, true.bottom) - max(found.top, true.top)
    return (
        abs(found.x0 - true.x0) < 8 and abs(found.x1 - true.x1) < 8 and shared > SAME * min(found.height, true.height)
    )


def distance(one: str, other: str) -> int:
    """Return how many letters must change to make one text the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, wanted in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != wanted))
    return row[-1]


def _print(tallies: dict[str, Tally]) -> None:
    print("| profile | pages | upright | skew left (median, 99 %, most) | lines | tables, too many | cells | CER | s |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for profile, t in sorted(tallies.items()):
        skew = sorted(t.skew) or [0.0]
        print(
            f"| {profile} | {t.pages} | {t.upright / max(t.pages, 1):.2%} "
            f"| {statistics.median(skew):.3f}, {skew[int(0.99 * (len(skew) - 1))]:.3f}, {skew[-1]:.3f} "
            f"| {t.lines_right / max(t.lines, 1):.2%} of {t.lines} | {t.tables}, {t.extra_tables} "
            f"| {t.cells_right / max(t.cells, 1):.2%} of {t.cells} | {t.errors / max(t.letters, 1):.2%} "
            f"| {statistics.median(t.seconds):.3f} |"
        )


if __name__ == "__main__":
    sys.exit(main())
