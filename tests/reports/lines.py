"""Where each line of a made PDF stands, and which cell it belongs to: the truth for pages and tables.

A PDF gives its characters in nearly the right order, with marks out of place here and there. So only the letters
that stand on the base line are followed, through the paragraphs that are known to be in the document; the text of a
line is then cut from the paragraph itself and is exact.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tests.reports.blocks import Block, Sheet, Table, Text, grid

HYPHEN = "\x02"
"""What pdfium gives for a hyphen at a line's end."""
AHEAD = 60
"""How many unfinished paragraphs may lie open: the cells of one row that runs over a page break."""


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph of the document and how much of it has been found."""

    text: str
    cell: tuple[int, int, int] | None = None
    """Table, row, column."""
    repeats: bool = False
    """Whether it stands on every page again."""
    bases: list[int] = field(default_factory=list)
    """Where its letters stand in ``text``."""
    done: int = 0

    def __post_init__(self) -> None:
        self.bases = [i for i, char in enumerate(self.text) if is_base(char)]

    @property
    def start(self) -> int:
        """Return where it goes on: its beginning, where it stands on every page again."""
        return 0 if self.repeats else self.done

    @property
    def left(self) -> int:
        """Return how many letters are still to be found."""
        return len(self.bases) - self.start

    def base(self, index: int) -> str:
        """Return a letter as the PDF may give it: ำ as the า on the line."""
        char = self.text[self.bases[index]]
        return "า" if char == "ำ" else char

    def cut(self, first: int, last: int) -> str:
        """Return the text from one letter to another, with the marks on them."""
        end = self.bases[last + 1] if last + 1 < len(self.bases) else len(self.text)
        return self.text[self.bases[first] : end].strip()


@dataclass(frozen=True, slots=True)
class Letter:
    """A character of the PDF on its base line, in points from the top left."""

    char: str
    x: float
    y: float
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Found:
    """A line as it grows."""

    paragraph: Paragraph | None
    first: int
    last: int
    letters: list[Letter]

    def text(self) -> str:
        """Return the line's text: from the paragraph, or, if it is in none, as the PDF has it."""
        if self.paragraph is None:
            return "".join(letter.char for letter in self.letters)
        return self.paragraph.cut(self.first, self.last)


def is_base(char: str) -> bool:
    """Tell whether a character stands on the line: no mark, no space, nothing invisible."""
    return unicodedata.category(char)[0] in "LNPS"


def measure(pdf: Path, blocks: tuple[Block, ...], sheet: Sheet) -> dict[str, Any]:
    """Return the pages' lines, the tables' cells, and the tables as they stand on each page.

    Boxes are ``[x0, top, x1, bottom]`` in points from the page's top left corner, around the ink.
    """
    paragraphs = _paragraphs(blocks)
    document = pdfium.PdfDocument(pdf)
    pages = []
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        width, height = page.get_size()
        letters, marks = _letters(page, height)
        running = [Paragraph(text, repeats=True) for text in _running(sheet, number)]
        found = _follow(letters, paragraphs, running)
        lines = [_line(line, marks) for line in found]
        pages.append({"page": number, "width": width, "height": height, "lines": lines})
    document.close()
    tables = [block for block in blocks if isinstance(block, Table)]
    return {
        "pages": pages,
        "tables": [_cells(n, table, pages) for n, table in enumerate(tables)],
        "page_tables": [made for page in pages for made in _page_tables(tables, page)],
    }


def _paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    found = []
    tables = 0
    for block in blocks:
        if isinstance(block, Text):
            found.append(Paragraph(block.text.replace("**", "").replace("\n", " ")))
        elif isinstance(block, Table):
            for row, column, cell in grid(block):
                header = row < block.header_rows
                for text in cell.text.split("\n"):
                    found.append(Paragraph(text.replace("**", ""), (tables, row, column), header))
            tables += 1
    return [paragraph for paragraph in found if paragraph.bases]


def _running(sheet: Sheet, number: int) -> list[str]:
    """Return what stands at the head and foot of a page."""
    number_line = {"top": f"- {number} -", "foot": str(number), "corner": f"หน้า {number}"}.get(sheet.page_number, "")
    return [text for text in (number_line, sheet.header) if text]


def _letters(page: pdfium.PdfPage, height: float) -> tuple[list[Letter], list[Letter]]:
    """Return the letters and the marks of a page, in the PDF's own order."""
    text = page.get_textpage()
    letters, marks = [], []
    x, y = raw.c_double(), raw.c_double()
    for i in range(raw.FPDFText_CountChars(text)):
        char = chr(raw.FPDFText_GetUnicode(text, i))
        char = "-" if char == HYPHEN else char
        if raw.FPDFText_IsGenerated(text, i) or char.isspace() or unicodedata.category(char)[0] == "C":
            continue
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        left, bottom, right, top = text.get_charbox(i)
        letter = Letter(char, x.value, height - y.value, (left, height - top, right, height - bottom))
        (letters if is_base(char) else marks).append(letter)
    return letters, marks


def _follow(letters: list[Letter], paragraphs: list[Paragraph], running: list[Paragraph]) -> list[Found]:
    """Follow the letters of a page through the paragraphs and cut them into lines.

    Paragraphs come in the document's order, but for what stands on every page again and for the cells of a row that
    runs over a page break. So the next paragraph is tried before any other, and the longest agreement comes last.
    """
    found: list[Found] = []
    position, last = 0, -1
    while position < len(letters):
        rest = len(letters) - position
        choices = [(c, _common(letters, position, c)) for c in _expected(paragraphs, running, last, position, rest)]
        best = next((choice for choice in choices if choice[1] == choice[0].left), None)
        if best is None:
            open_ones = [p for p in paragraphs if p.left and not p.repeats][:AHEAD]
            tried = [(c, _common(letters, position, c)) for c in (*open_ones, *_headers(paragraphs))]
            best = max(tried, key=lambda choice: choice[1], default=None)
        if best is None or best[1] == 0:
            found.append(Found(None, 0, 0, [letters[position]]))
            position += 1
            continue
        paragraph, length = best
        if length < paragraph.left:
            length = _whole_lines(letters[position : position + length + 1])
        found += _split(paragraph, paragraph.start, letters[position : position + length])
        paragraph.done = paragraph.start + length
        last = paragraphs.index(paragraph) if paragraph in paragraphs else last
        position += length
    return found


def _expected(
    paragraphs: list[Paragraph], running: list[Paragraph], last: int, position: int, rest: int
) -> Iterator[Paragraph]:
    """Yield what may stand here as a whole, the likeliest first."""
    following = (p for p in paragraphs[last + 1 :] if p.left)
    if position > 0 and last >= 0:
        yield from islice(following, 1)
    yield from (p for p in running if last < 0 or rest == len(p.bases))
    if last < 0:
        yield from _headers(paragraphs)
    yield from islice((p for p in paragraphs if p.left and not p.repeats), 1)


def _whole_lines(letters: list[Letter]) -> int:
    """Return how many letters agree up to where a line of ink ends.

    A cell that goes on overleaf ends with a line here; letters beyond it belong to the next cell, though they agree.
    """
    for i in range(len(letters) - 1, 0, -1):
        if _breaks(letters[i - 1], letters[i]):
            return i
    return max(1, len(letters) - 1)


def _breaks(before: Letter, after: Letter) -> bool:
    """Tell whether one letter does not follow the other on the same line of ink."""
    return abs(before.y - after.y) > 3 or after.x < before.x - 3 or after.x - before.box[2] > 9


def _headers(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return the header cells of the table that is not at its end yet."""
    table = next((p.cell[0] if p.cell else None for p in paragraphs if p.left and not p.repeats), None)
    return [p for p in paragraphs if p.repeats and p.cell and p.cell[0] == table]


def _common(letters: list[Letter], position: int, paragraph: Paragraph) -> int:
    """Return how many letters agree from here on."""
    length, start = 0, paragraph.start
    while (
        position + length < len(letters)
        and start + length < len(paragraph.bases)
        and letters[position + length].char.replace("ำ", "า") == paragraph.base(start + length)
    ):
        length += 1
    return length


def _split(paragraph: Paragraph, start: int, letters: list[Letter]) -> Iterable[Found]:
    """Cut a run of letters where the base line changes or the text jumps back."""
    lines: list[Found] = []
    for i, letter in enumerate(letters, start):
        before = lines[-1].letters[-1] if lines else None
        if before is None or abs(before.y - letter.y) > 3 or letter.x < before.x - 3:
            lines.append(Found(paragraph, i, i, [letter]))
        else:
            lines[-1].letters.append(letter)
            lines[-1].last = i
    return lines


def _line(line: Found, marks: list[Letter]) -> dict[str, Any]:
    boxes = [letter.box for letter in line.letters]
    x0, x1 = min(box[0] for box in boxes), max(box[2] for box in boxes)
    base = line.letters[0].y
    near = [m.box for m in marks if abs(m.y - base) < 3 and x0 - 4 <= (m.box[0] + m.box[2]) / 2 <= x1 + 4]
    boxes += near
    record: dict[str, Any] = {
        "box": [
            round(value, 2)
            for value in (x0, min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        ],
        "text": line.text(),
    }
    if line.paragraph is None:
        record["exact"] = False
    elif line.paragraph.cell:
        record["table"], record["row"], record["column"] = line.paragraph.cell
    return record


def _cells(number: int, table: Table, pages: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a table's cells, whole, with the places of their ink."""
    places = defaultdict(list)
    for page in pages:
        for line in page["lines"]:
            if line.get("table") == number:
                places[line["row"], line["column"]].append({"page": page["page"], "box": line["box"]})
    cells = [
        {
            "row": row,
            "column": column,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
            "text": cell.text.replace("**", ""),
            "places": places[row, column],
        }
        for row, column, cell in grid(table)
    ]
    return {"table": number, "header_rows": table.header_rows, "rules": table.rules, "cells": cells}


def _page_tables(tables: list[Table], page: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the tables as they stand on one page: rows counted from 0 there, text only of that page."""
    found = []
    for number, table in enumerate(tables):
        lines = defaultdict(list)
        for line in page["lines"]:
            if line.get("table") == number:
                lines[line["row"], line["column"]].append(line["text"])
        tall = {(r, c) for r, c, cell in grid(table) if cell.row_span > 1}
        rows = {row for row, column in lines if (row, column) not in tall} | {r for r, c in lines if (r, c) in tall}
        if not rows - set(range(table.header_rows)):
            continue
        order = {row: i for i, row in enumerate(sorted(rows))}
        cells = []
        for row, column, cell in grid(table):
            here = [r for r in range(row, row + cell.row_span) if r in order]
            if here:
                cells.append(
                    {
                        "row": order[here[0]],
                        "column": column,
                        "row_span": len(here),
                        "column_span": cell.column_span,
                        "text": "\n".join(lines[row, column]),
                    }
                )
        found.append({"page": page["page"], "table": number, "cells": cells})
    return found
