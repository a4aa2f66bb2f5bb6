"""Would a reviewer see the ink behind every number: each published box is drawn on its page and read again."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from pipeline.datasets import tabulate
from pipeline.extract import extract_document
from pipeline.extract.ocr import load_engine
from pipeline.process import interpret
from pipeline.settings import Settings
from pipeline.store.inputs import Input, read_source
from pipeline.thai.numbers import to_arabic

SAMPLES = Path(__file__).parents[2] / "samples"
BORN_DIGITAL = sorted(path for path in SAMPLES.glob("*.pdf") if not path.stem.endswith(("-scan", "-mixed")))
TABLES = (
    "reports", "agency_results", "indicator_scores", "question_scores", "findings", "remediation_items", "table_cells",
)  # fmt: skip
MARGIN = 1.0
"""Points: a box's own rounding."""
DARK = 128
SCALE = 200 / 72
RULE = 4.0
"""Points of a cell's box that its rules may take at each side."""
SPECK = 4
"""Dark pixels of a row that dirt may make."""
PAPER = 6
"""Pixels of paper above and below a crop."""
ALIKE = 0.7
"""A crop of a skewed page is not what the engine saw; a wrong place shares nothing."""


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", to_arabic(text))


class PaperCopy:
    """A PDF, looked at again by another way than the one that read it: text and ink inside a box."""

    def __init__(self, path: Path) -> None:
        self.pdf = pdfium.PdfDocument(path)

    @cache  # noqa: B019 - lives as long as the test
    def text_page(self, page: int) -> pdfium.PdfTextPage:
        return self.pdf[page - 1].get_textpage()

    @cache  # noqa: B019 - lives as long as the test
    def picture(self, page: int) -> np.ndarray:
        return np.asarray(self.pdf[page - 1].render(scale=1, grayscale=True).to_pil())

    def text(self, page: int, x0: float, top: float, x1: float, bottom: float) -> str:
        height = self.pdf[page - 1].get_height()
        return str(
            self.text_page(page).get_text_bounded(
                x0 - MARGIN, height - bottom - MARGIN, x1 + MARGIN, height - top + MARGIN
            )
        )

    def crop(self, page: int, x0: float, top: float, x1: float, bottom: float, turn: int) -> np.ndarray:
        """Return the ink of a cell without its rules, at 200 dpi, turned clockwise to stand upright."""
        picture = self.pdf[page - 1].render(scale=SCALE, grayscale=True).to_pil()
        sides = (x0 + RULE, top + RULE, x1 - RULE, bottom - RULE)
        upright = np.asarray(picture.crop(tuple(round(side * SCALE) for side in sides)).rotate(-turn, expand=True))
        rows = np.flatnonzero((upright < DARK).sum(axis=1) > SPECK)
        return upright[max(rows[0] - PAPER, 0) : rows[-1] + PAPER]

    def has_ink(self, page: int, x0: float, top: float, x1: float, bottom: float) -> bool:
        part = self.picture(page)[int(top) : int(bottom) + 1, int(x0) : int(x1) + 1]
        return bool((part < DARK).any())


def places(text: str) -> Iterator[tuple[int, float, float, float, float]]:
    for place in filter(None, text.split(";")):
        page, box = place.split(":")
        x0, top, x1, bottom = (float(side) for side in box.split(","))
        yield int(page), x0, top, x1, bottom


@pytest.mark.parametrize("path", BORN_DIGITAL, ids=lambda path: path.stem)
def test_the_ink_inside_every_published_box_is_the_value(path: Path) -> None:
    source, content = read_source(Input(path, path.name))
    settings = Settings()
    outcome = interpret(extract_document(source, content, settings, load_engine(settings)), settings)
    paper = PaperCopy(path)
    tables = tabulate([outcome])
    seen = 0
    for name in TABLES:
        raw_column = "text" if name == "table_cells" else "raw_text"
        for row in tables[name].to_dict("records"):
            raw, printed_at = row[raw_column] or "", row["places"] or ""
            assert not raw or printed_at, f"{name}: no place for {raw}"
            inside = [paper.text(*place) for place in places(printed_at)]
            assert digits("".join(inside)) == digits(raw), f"{name}: {printed_at}: {raw}"
            assert not raw or any(paper.has_ink(*place) for place in places(printed_at)), f"{name}: {printed_at}"
            seen += 1
    assert seen > 20


def test_what_was_read_off_a_sideways_page_is_read_again_in_its_published_box() -> None:
    path = SAMPLES / "ratwisahakit-2568-mixed.pdf"
    source, content = read_source(Input(path, path.name))
    settings = Settings()
    engine = load_engine(settings)
    outcome = interpret(extract_document(source, content, settings, engine), settings)
    tables = tabulate([outcome])
    turns = {row["page"]: row["rotation"] for row in tables["pages"].to_dict("records") if row["rotation"]}
    cells = [
        (row["raw_text"], next(places(row["places"])))
        for row in tables["table_cells"].to_dict("records")
        if row["page"] in turns and row["raw_text"] and "\n" not in row["raw_text"]
    ]
    assert len(cells) > 3
    paper = PaperCopy(path)
    again = engine.read_lines([paper.crop(*place, turns[place[0]]) for _, place in cells], 200)
    for (raw, place), reading in zip(cells, again, strict=True):
        assert SequenceMatcher(None, raw, reading.text).ratio() > ALIKE, f"{place}: {raw} {reading.text}"
