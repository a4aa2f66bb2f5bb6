"""Continuous text made of printed lines, in which every character still knows its ink."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.model.document import Line
from pipeline.model.geometry import BBox
from pipeline.model.report import Place, Reading
from pipeline.thai.marks import from_private_use
from pipeline.thai.numbers import to_arabic

T = TypeVar("T")

_ANCHOR = re.compile(r"[ก-ฮA-Za-z0-9๐-๙]")
"""What cleaning neither adds, removes nor moves: consonants, Latin letters, digits."""
_MARK = re.compile(r"[\u0e31\u0e34-\u0e3a\u0e45\u0e47-\u0e4e]")
MAX_ALTERNATIVES = 8


@dataclass(frozen=True, slots=True)
class Ink:
    """A line and the page on which it stands."""

    page: int
    line: Line
    left: float = 0.0
    right: float = 0.0
    """Where the text of its page, or its cell, begins and ends across; both 0 where that is not known."""
    boxed: bool = False
    """Whether it stands in a cell."""
    pitch: float = 0.0
    """How far the lines of its page mostly lie apart; 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines joined to continuous text."""

    inks: tuple[Ink, ...]
    text: str
    """Cleaned, without line breaks."""
    starts: tuple[int, ...]
    """Where in ``text`` each line begins."""

    @property
    def plain(self) -> str:
        """Return the text with Arabic digits; every character keeps its position."""
        return to_arabic(self.text)

    def pieces(self, start: int, end: int) -> list[tuple[Ink, int, int]]:
        """Return the lines that hold ``text[start:end]``, each with the range of its raw text."""
        found = []
        for ink, begin in zip(self.inks, self.starts, strict=True):
            body = ink.line.text.strip()
            first, last = max(start, begin), min(end, begin + len(body))
            if first < last:
                lead = len(ink.line.text) - len(ink.line.text.lstrip())
                found.append((ink, *raw_range(ink.line, first - begin + lead, last - begin + lead)))
        return found

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return the tight boxes of ``text[start:end]``, one for each line."""
        return tuple(Place(ink.page, _box(ink.line, first, last)) for ink, first, last in self.pieces(start, end))

    def read(self, value: T | None, start: int, end: int) -> Reading[T]:
        """Return ``value`` with the ink of ``text[start:end]``."""
        pieces = self.pieces(start, end)
        return Reading(
            value=value,
            raw_text="\n".join(ink.line.raw[first:last] for ink, first, last in pieces),
            places=tuple(Place(ink.page, _box(ink.line, first, last)) for ink, first, last in pieces),
            reader=pieces[0][0].line.reader if pieces else "",
            confidence=min((_confidence(ink.line, first, last) for ink, first, last in pieces), default=0.0),
            alternatives=_alternatives(*pieces[0]) if len(pieces) == 1 else (),
            again=_again(pieces),
        )

    def whole(self) -> Reading[str]:
        """Return the whole text with its ink."""
        return self.read(self.text, 0, len(self.text))

    def line_start(self, position: int) -> bool:
        """Tell whether a line begins at this position of ``text``."""
        return position in self.starts

    def cut(self, start: int, end: int) -> Reading[str]:
        """Return ``text[start:end]`` without the spaces around it, with its ink."""
        body = self.text[start:end]
        first = start + len(body) - len(body.lstrip())
        last = first + len(body.strip())
        return self.read(self.text[first:last], first, last)


def join(inks: Iterable[Ink]) -> Passage:
    """Join lines to continuous text; empty lines are left out."""
    kept = tuple(ink for ink in inks if ink.line.text.strip())
    text, starts = "", []
    before: Ink | None = None
    listed = False
    for ink in kept:
        body = ink.line.text.strip()
        if before is not None:
            between, listed = seam(before, ink, listed=listed)
            text += between
        else:
            listed = _LIST_MARK.match(body) is not None
        starts.append(len(text))
        text += body
        before = ink
    return Passage(kept, text, tuple(starts))


_NO_SPACE_AFTER = re.compile(r"[ก-๎/(]$")
_NO_SPACE_BEFORE = re.compile(r"^[ก-๎)/.,:;%”]")
_LABEL = re.compile(r"\s*(?:[ก-๎/ ]{2,40}?\s*:|ส่วนราชการ|ที่|เรื่อง|เรียน|อ้างถึง|วันที่)\s")
"""What begins a line of a form or a memorandum."""
_LIST_MARK = re.compile(r"\s*(?:\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙])|[-–•*●])\s*\S")


def seam(before: Ink, after: Ink, *, listed: bool) -> tuple[str, bool]:
    """Return what stands between two lines, and whether the second belongs to a point of a list.

    Nothing stands there where a Thai sentence was only wrapped, else a space: one that the reader kept at the end of a
    line, one between other letters, digits and dashes, one between paragraphs. A point of a list, and the paragraph
    after a list, begin on a line of their own.
    """
    one, other = before.line.text, after.line.text
    if _LIST_MARK.match(other):
        return "\n", True
    fresh = not before.boxed and before.right > before.left and begins_paragraph(before, after)
    if fresh or (not before.boxed and _LABEL.match(other)):
        return ("\n" if listed else " "), False
    if before.boxed and _is_cut_number(before, other):
        return "", listed
    wrapped = one == one.rstrip() and other == other.lstrip()
    return ("" if wrapped and _NO_SPACE_AFTER.search(one) and _NO_SPACE_BEFORE.match(other) else " "), listed


_DIGITS = re.compile(r"[0-9๐-๙.]+")
_DIGITS_GO_ON = re.compile(r"[0-9๐-๙][0-9๐-๙.]*$")
_CUT_YEAR = re.compile(r"(?<![0-9๐-๙])(?:2|๒)(?:[56]|[๕๖])?[0-9๐-๙]?$")
_CUT_DAY = re.compile(r"[-–—]\s*[1-3๑-๓]$")
_REST_OF_DAY = re.compile(r"[0-9๐-๙]\s+[ก-ฮเ]")
_REST_OF_YEAR = re.compile(r"[0-9๐-๙]{1,3}(?![0-9๐-๙.])")


def _is_cut_number(before: Ink, other: str) -> bool:
    """Tell whether a narrow cell has cut a number, a day or a year between two of its digits."""
    one = before.line.text
    if _DIGITS_GO_ON.search(one) and _DIGITS.fullmatch(other) and not would_fit(before, other[0] * 2):
        return True
    if _CUT_DAY.search(one) and _REST_OF_DAY.match(other) and not would_fit(before, other[0] * 2):
        return True
    begun, rest = _CUT_YEAR.search(one), _REST_OF_YEAR.match(other)
    return begun is not None and rest is not None and len(begun[0] + rest[0]) == YEAR_DIGITS


YEAR_DIGITS = 4
PADDING = 8.0
"""So many points of a cell's width are left free beside its text."""


def would_fit(before: Ink, text: str) -> bool:
    """Tell whether a text would have fitted behind a line of a cell, so that somebody has broken the line there."""
    letters, written = len(_MARK.sub("", text)), len(_MARK.sub("", before.line.text))
    free = before.right - before.left - before.line.bbox.width - PADDING
    return written > 0 and free > before.line.bbox.width / written * letters


TRANSCRIPT = "transcript"
SPELLED = "text-layer"
"""The reader that reads what the file itself spells: there no letter is misread."""
SHORT = 0.85
"""A line that ends before so much of its page's text width ends its paragraph."""
CENTRED = 0.02
"""Two lines whose middles lie so near, in shares of the text's width, are centred under each other."""


def begins_paragraph(before: Ink, ink: Ink) -> bool:
    """Tell whether a line begins a paragraph, by its ink and that of the line before it.

    It does after a gap, where it is indented against the line before, and where that line ends early. In a transcript,
    where lines are as long as somebody liked, only a gap tells.
    """
    one, other = before.line.bbox, ink.line.bbox
    width = before.right - before.left
    written = ink.line.reader == TRANSCRIPT
    early = not written and one.x1 < before.left + SHORT * width
    if before.page != ink.page:
        return written or early
    if is_apart(before, ink):
        return True
    height = max(one.height, 1.0)
    centred = abs(one.x0 + one.x1 - other.x0 - other.x1) < CENTRED * width
    return early or (other.x0 > one.x0 + 1.2 * height and not (centred and one.x1 > before.right - 0.1 * width))


def is_apart(before: Ink, ink: Ink) -> bool:
    """Tell whether a line stands farther below the one before than lines of a paragraph do.

    A line's box is that of its ink: marks above and below the letters make it up to twice as high.
    """
    one, other = before.line.bbox, ink.line.bbox
    height = max(one.height, other.height, 1.0)
    usual = other.middle[1] - one.middle[1] <= FARTHER * ink.pitch
    return not usual and other.top - one.top > 1.6 * height and other.top >= one.bottom + 0.55 * height


FARTHER = 1.25
"""A paragraph begins where a line lies so many times the usual distance below the one before."""


def raw_range(line: Line, start: int, end: int) -> tuple[int, int]:
    """Return the range of ``line.raw`` that ``line.text[start:end]`` was cleaned from.

    Both texts are laid side by side at the characters that cleaning leaves alone; where their numbers differ, the whole
    line is returned.
    """
    if line.raw == line.text:
        return start, end
    clean = [match.start() for match in _ANCHOR.finditer(line.text)]
    raw = [match.start() for match in _ANCHOR.finditer(from_private_use(line.raw))]
    inside = [at for at, place in enumerate(clean) if start <= place < end]
    if len(clean) != len(raw) or not inside:
        return 0, len(line.raw)
    first, last = inside[0], inside[-1]
    floor = raw[first - 1] + 1 if first else 0
    begin = max(floor, raw[first] - (clean[first] - start))
    ceiling = raw[last + 1] if last + 1 < len(raw) else len(line.raw)
    stop = min(ceiling, raw[last] + end - clean[last])
    while stop < ceiling and _MARK.match(line.raw[stop]):
        stop += 1
    return begin, stop


def others_at(line: Line, position: int) -> tuple[tuple[str, float], ...]:
    """Return what else the reader of a line may have seen at a position of ``line.text``, with its probabilities."""
    first, last = raw_range(line, position, position + 1)
    known = len(line.characters) == len(line.raw) and last == first + 1
    return line.characters[first].alternatives if known else ()


def _box(line: Line, first: int, last: int) -> BBox:
    """Return the box of ``line.raw[first:last]``; the whole line's where its characters have no places."""
    if len(line.edges) != len(line.raw) + 1:
        return line.bbox
    edges = line.edges[first : last + 1]
    return BBox(min(edges), line.bbox.top, max(edges), line.bbox.bottom)


def _confidence(line: Line, first: int, last: int) -> float:
    if len(line.characters) != len(line.raw):
        return line.confidence
    return min((character.confidence for character in line.characters[first:last]), default=line.confidence)


def _again(pieces: Sequence[tuple[Ink, int, int]]) -> float | None:
    """Return how sure a second look is of all that is printed; None where it did not look at all of it."""
    least = 1.0
    for ink, first, last in pieces:
        if len(ink.line.characters) != len(ink.line.raw):
            return None
        for character in ink.line.characters[first:last]:
            if character.again is None and character.text.strip():
                return None
            least = min(least, 1.0 if character.again is None else character.again)
    return least if pieces else None


def _alternatives(ink: Ink, first: int, last: int) -> tuple[tuple[str, float], ...]:
    """Return what a short piece may read instead: one character replaced at a time, the likeliest first."""
    characters = ink.line.characters
    if len(characters) != len(ink.line.raw):
        return ()
    raw = ink.line.raw
    found = [
        (raw[first:at] + text + raw[at + 1 : last], chance)
        for at in range(first, last)
        for text, chance in characters[at].alternatives
    ]
    return tuple(sorted(found, key=lambda other: -other[1])[:MAX_ALTERNATIVES])
