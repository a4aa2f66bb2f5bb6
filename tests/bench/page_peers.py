"""Other tools beside this one on the same made pages: cells exactly right, and seconds of the processor a page.

Each tool runs in a Python of its own (``tests/bench/README.md`` tells how to install them), through a small script of
``tests/bench/peers``. A tool that is not installed there is named as absent.
"""

import itertools
import json
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any

from pipeline.extract.ocr import load_engine
from pipeline.extract.pdf import open_pdf
from pipeline.extract.pdf_page import read_page
from pipeline.model.document import Cell, Document, Line, Page, Source, Table
from pipeline.model.geometry import BBox, enclose
from pipeline.normalize import normalize_document
from pipeline.settings import Settings
from tests.bench.page_places import PageCount, born_digital, contradictory, count_cells, lines_on

Json = dict[str, Any]

BORN, CELLS, WHOLE = "", "clean-300", "scan-200"
"""The born-digital files; scans that lie straight, where everybody's boxes are of the same page; scans for speed."""
PEERS = (("pdfplumber", BORN), ("camelot", BORN), ("img2table", CELLS), ("ocrmypdf", WHOLE))
"""Tools, and the files that each reads."""
NO_TABLES = {"ocrmypdf"}
"""Tools that read text and find no tables."""
BAR = 8.0
"""So many times as fast as OCRmyPDF is the whole way of a page here at least."""
SNAP = 2.0
"""Sides of cells that lie no further apart, in points, are one line of the grid."""
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
"""Tesseract is faster so, and its seconds are those of one core."""
SECONDS = 3600
"""The most that a tool may take for its pages of one file."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Pages with tables of one report."""

    name: str
    pages: tuple[int, ...]
    truth: Json


@dataclass(slots=True)
class Score:
    """What a tool made of the pages."""

    count: PageCount = field(default_factory=PageCount)
    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Reports on which it gave up; their cells count as not found."""

    def line(self, tool: str, what: str) -> str:
        """Return its line of the table."""
        every = self.count.every["cells"]
        place, text = (f"{100 * self.count.right[name] / every:.1f} %" if every else "-" for name in KINDS)
        cost = f"{median(self.seconds):.3f}, mean {mean(self.seconds):.3f}" if self.seconds else "-"
        what += f", gave up on {', '.join(self.failed)}" if self.failed else ""
        return f"| {tool} | {what} | {len(self.seconds)} | {place} | {text} | {cost} |"


KINDS = ("cells", "cells with text")


def stand_beside(folder: Path, names: Sequence[str], python: Path, count: int, settings: Settings) -> str:
    """Return the tables that compare this tool with others, as Markdown.

    Args:
        folder: Of the made reports.
        names: Of the reports.
        python: The interpreter in which the others are installed.
        count: How many pages they read.
        settings: Of this tool.
    """
    chosen = choose(folder, names, count)
    lines = [
        "| tool | files | pages | cells right | with their text | seconds a page, median |",
        "| --- |" + " --- |" * 5,
    ]
    speed = {}
    for profile, others in itertools.groupby(PEERS, key=lambda peer: peer[1]):
        own = _own(folder, chosen, profile, settings)
        lines.append(own.line("this", profile or "born-digital"))
        for tool, _ in others:
            score = _theirs(folder, chosen, profile, python, tool)
            lines.append(score.line(tool, profile or "born-digital") if score else f"| {tool} | absent | | | | |")
            if score and score.seconds and tool == "ocrmypdf":
                speed[tool] = mean(score.seconds) / mean(own.seconds)
    for tool, times in speed.items():
        lines.append(
            f"\n{tool} takes {times:.1f} times as long a page (≥ {BAR:g}) {'ok' if times >= BAR else 'MISSED'}"
        )
    return "\n".join(lines)


def choose(folder: Path, names: Sequence[str], count: int) -> list[Chosen]:
    """Return pages with tables, spread over the reports: the first of each, then the second of each."""
    truths = {name: json.loads((folder / f"{name}.lines.json").read_text("utf-8")) for name in names}
    pages = {name: sorted({table["page"] for table in truth["page_tables"]}) for name, truth in truths.items()}
    turns = itertools.zip_longest(*([(name, page) for page in pages[name]] for name in names))
    taken = [one for turn in turns for one in turn if one is not None][:count]
    found = ((name, tuple(sorted(page for other, page in taken if other == name))) for name in names)
    return [Chosen(name, numbers, truths[name]) for name, numbers in found if numbers]


def _own(folder: Path, chosen: Sequence[Chosen], profile: str, settings: Settings) -> Score:
    """Read the pages with this tool."""
    engine = load_engine(settings)
    score = Score()
    for at, one in enumerate(chosen):
        with open_pdf(_file(folder, one.name, profile).read_bytes(), settings.max_pages) as pdf:
            if at == 0:
                read_page(pdf, one.pages[0], settings, engine)  # loading the recogniser is no part of a page
            for number in one.pages:
                begin = time.process_time()
                page = read_page(pdf, number, settings, engine)
                clean = normalize_document(Document(Source("0" * 64, one.name), (page,))).pages[0]
                score.seconds.append(time.process_time() - begin)
                _count(score.count, clean, _record(folder, one, profile, number), one.truth)
    return score


def _theirs(folder: Path, chosen: Sequence[Chosen], profile: str, python: Path, tool: str) -> Score | None:
    """Read the pages with another tool; None where it is not installed."""
    if subprocess.run([python, "-c", f"import {tool}"], capture_output=True, check=False).returncode:  # noqa: S603
        return None
    score = Score()
    script = Path(__file__).parent / "peers" / f"read_{tool}.py"
    for one in chosen:
        order = [python, script, _file(folder, one.name, profile), *map(str, one.pages)]
        done = subprocess.run(  # noqa: S603
            order, capture_output=True, check=False, text=True, timeout=SECONDS, env=os.environ | ONE_THREAD
        )
        if done.returncode:
            score.failed.append(one.name)
        found = {read["page"]: read for read in json.loads(done.stdout)} if done.returncode == 0 else {}
        score.seconds += [read["seconds"] for read in found.values()]
        for number in one.pages if tool not in NO_TABLES else ():
            worn = _record(folder, one, profile, number)
            _count(score.count, _page(found.get(number, {"tables": []}), worn), worn, one.truth)
    return score


def _file(folder: Path, name: str, profile: str) -> Path:
    return folder / (f"{name}.{profile}.pdf" if profile else f"{name}.pdf")


def _record(folder: Path, one: Chosen, profile: str, number: int) -> Json:
    """Return what was done to a page."""
    if not profile:
        return born_digital(next(page for page in one.truth["pages"] if page["page"] == number))
    records = json.loads((folder / f"{one.name}.{profile}.json").read_text("utf-8"))["pages"]
    return next(record for record in records if record["page"] == number)


def _count(count: PageCount, page: Page, worn: Json, truth: Json) -> None:
    lines, unclear = lines_on(worn, truth), contradictory(truth)
    for table in truth["page_tables"]:
        if table["page"] == worn["page"] and table["table"] not in unclear:
            count_cells(count, page, table, lines, "")


def _page(read: Json, worn: Json) -> Page:
    """Return a page with the tables that another tool found on it; their text is cleaned as this tool's is."""
    tables = tuple(
        _table(table, worn["height"] if read.get("from_bottom") else None) for table in read["tables"] if table
    )
    page = Page(worn["page"], worn["width"], worn["height"], worn["rotation"], 0.0, "peer", 1.0, tables)
    return normalize_document(Document(Source("0" * 64, "peer"), (page,))).pages[0]


def _table(cells: Sequence[Sequence[Any]], height: float | None) -> Table:
    """Return a table from the boxes of its cells: rows and columns are where their sides lie.

    Args:
        cells: Each as x0, top, x1, bottom, text.
        height: Of the page, where boxes are measured from its foot.
    """
    boxes = [BBox(x0, top, x1, bottom) if height is None else BBox(x0, height - top, x1, height - bottom)
             for x0, top, x1, bottom, _ in cells]  # fmt: skip
    columns = _places(side for box in boxes for side in (box.x0, box.x1))
    rows = _places(side for box in boxes for side in (box.top, box.bottom))
    found = []
    for box, (*_, text) in zip(boxes, cells, strict=True):
        row, below = _nearest(rows, box.top), _nearest(rows, box.bottom)
        column, right = _nearest(columns, box.x0), _nearest(columns, box.x1)
        lines = (Line(box, text, text, 1.0, "peer"),) if text.strip() else ()
        found.append(Cell(row, column, max(1, below - row), max(1, right - column), box, lines))
    return Table(enclose(boxes), tuple(found))


def _places(sides: Any) -> list[float]:
    """Return the lines of a grid: sides that lie close together are one."""
    places: list[float] = []
    for side in sorted(sides):
        if not places or side - places[-1] > SNAP:
            places.append(side)
    return places


def _nearest(places: Sequence[float], side: float) -> int:
    return min(range(len(places)), key=lambda at: abs(places[at] - side))
