"""Where each line of a made PDF stands, and which cell it belongs to: the truth for pages and tables.

A PDF gives its characters in nearly the right order, with marks out of place here and there. So only the letters
that stand on the base line are followed, through the paragraphs that are known to be in the document; the text of a
line is then cut from the paragraph itself and is exact.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tests.reports import cells
from tests.reports.blocks import Block, Sheet, Table, Text, grid

OPENING = "(“‘["
REACH = 7
"""How far from a line's letters its signs may stand, in points."""
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
        self.bases = [i for i, char in enumerate(self.text) if cells.is_base(char)]

    @property
    def left(self) -> int:
        """Return how many letters are still to be found."""
        return len(self.bases) - self.done

    def advance(self, length: int) -> None:
        """Note that so many letters more are found; what stands on every page may begin again at its end."""
        self.done += length
        if self.repeats and not self.left:
            self.done = 0

    def base(self, index: int) -> str:
        """Return a letter as the PDF may give it: ำ as the า on the line."""
        char = self.text[self.bases[index]]
        return "า" if char == "ำ" else char

    def cut(self, first: int, last: int) -> str:
        """Return the text from one letter to another, with the marks and signs that belong to them."""
        begin = self.edge(first) if first else 0
        end = self.edge(last + 1) if last + 1 < len(self.bases) else len(self.text)
        return self.text[begin:end].strip()

    def edge(self, index: int) -> int:
        """Return where a line that begins with this letter begins: with the sign that opens it, if any."""
        place = self.bases[index]
        while place and self.text[place - 1] in OPENING:
            place -= 1
        return place


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
        "tables": [cells.whole(n, table, pages) for n, table in enumerate(tables)],
        "page_tables": [made for page in pages for made in cells.by_page(tables, page)],
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
                place = (tables, row, column)
                found += [Paragraph(t.replace("**", ""), place, header) for t in cell.text.split("\n")]
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
        if raw.FPDFText_IsGenerated(text, i) or char.isspace() or unicodedata.category(char)[0] == "C":
            continue
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        left, bottom, right, top = text.get_charbox(i)
        letter = Letter(char, x.value, height - y.value, (left, height - top, right, height - bottom))
        (letters if cells.is_base(char) else marks).append(letter)
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
            open_ones = [p for p in paragraphs if p.left and (p.done or not p.repeats)][:AHEAD]
            tried = [(c, _common(letters, position, c)) for c in (*open_ones, *_headers(paragraphs))]
            best = max(tried, key=lambda choice: choice[1], default=None)
        if best is None or best[1] == 0:
            found.append(Found(None, 0, 0, [letters[position]]))
            position += 1
            continue
        paragraph, length = best
        if length < paragraph.left:
            length = _whole_lines(letters[position : position + length + 1])
        found += _split(paragraph, paragraph.done, letters[position : position + length])
        paragraph.advance(length)
        last = paragraphs.index(paragraph) if paragraph in paragraphs else last
        position += length
    _give_up(paragraphs, last)
    return found


def _give_up(paragraphs: list[Paragraph], last: int) -> None:
    """At a page's end, stop looking for what was passed by; only a row of the same table may go on overleaf."""
    table = paragraphs[last].cell[0] if last >= 0 and paragraphs[last].cell else None
    for paragraph in paragraphs[: max(last, 0)]:
        if paragraph.repeats:
            paragraph.done = 0
        elif paragraph.cell is None or paragraph.cell[0] != table:
            paragraph.done = len(paragraph.bases)


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
    length, start = 0, paragraph.done
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
    boxes += [m.box for m in marks if abs(m.y - base) < 3 and x0 - REACH <= (m.box[0] + m.box[2]) / 2 <= x1 + REACH]
    record: dict[str, Any] = {
        "box": [
            round(value, 2)
            for value in (
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[2] for b in boxes),
                max(b[3] for b in boxes),
            )
        ],
        "text": line.text(),
    }
    if line.paragraph is None:
        record["exact"] = False
    elif line.paragraph.cell:
        record["table"], record["row"], record["column"] = line.paragraph.cell
    return record
