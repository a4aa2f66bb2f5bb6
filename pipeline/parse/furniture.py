"""Page furniture: page numbers, catch-words and running heads, which are no part of what a document says."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.document import Line, Page, Table
from pipeline.parse.passage import SPELLED, Ink
from pipeline.thai.alike import unlikeness
from pipeline.thai.numbers import to_arabic
from pipeline.thai.skeleton import skeleton

_PAGE = r"(?:ห?น[่้]?า(?:ที่)?|page)"
"""The word before the number; a signature at the foot of a page may hide a letter or a mark of it."""
_NUMBER_OF_PAGE = (
    rf"(?:{_PAGE}?\s*[-–—|~(]*\s*[0-9]{{1,4}}\s*[-–—|~)]*|[-–(]\s*[ก-ฮ]\s*[-–)]"
    rf"|{_PAGE}\s*[0-9]{{1,4}}\s*[.,:•])"
)
_PAGE_NUMBER = re.compile(_NUMBER_OF_PAGE, re.IGNORECASE)
"""``- 12 -``, ``หน้า 12``, ``12``; prefaces are numbered with letters."""
_CATCH_WORD = re.compile(
    rf"/.{{1,60}}(?:\.{{2,}}|…)?|.{{1,40}}(?:\.{{3,}}|…)\s*/?|.{{1,40}}(?:\.{{2,}}|…)\s*/?\s+{_NUMBER_OF_PAGE}",
    re.IGNORECASE,
)
"""How the next page begins, printed at the foot; a page number may stand on the same line."""
_DOTS = re.compile(r"[.…·_\-–—=*\s]+")
EDGE_LINES = 3
"""So many lines at the head and at the foot of a page may be furniture."""
REPEATED = 3
"""A line that stands at the head or foot of so many pages is a running head."""


def running_heads(pages: Sequence[Page]) -> set[str]:
    """Return the skeletons of lines that stand at the same place at the head or foot of many pages.

    A word or two may by chance begin several pages: those are a running head only where nearly every page has them.
    """
    counts = Counter(
        place
        for page in pages
        for place in {
            (_head_key(part.line.text), round(part.line.bbox.top / SAME_PLACE))
            for part in _edges(page)
            if isinstance(part, Ink)
        }
    )
    often = {key: count for (key, _), count in counts.items() if key and count >= REPEATED}
    heads = {key for key, count in often.items() if count >= len(pages) * (0.3 if len(key) >= LONG_HEAD else 0.8)}
    return heads | {key + WRAPPED for key in often}


WRAPPED = "\n"
"""What marks a line that is furniture only where it goes on with a running head."""
SAME_PLACE = 12.0
"""Running heads stand within so many points of the same height on every page."""
LONG_HEAD = 12
"""A head with so many letters is no chance."""


def _head_key(text: str) -> str:
    """Return what is the same on every page: the text without a page number at either end."""
    return re.sub(r"^[0-9]{1,3}|[0-9]{1,3}$", "", skeleton(text))


def _edges(page: Page) -> Iterator[Ink | Table]:
    content = page.content
    for part in (*content[:EDGE_LINES], *content[max(EDGE_LINES, len(content) - EDGE_LINES) :]):
        yield part if isinstance(part, Table) else Ink(page.number, part)


def without_furniture(page: Page, heads: set[str], following: Page | None = None) -> Iterator[Ink | Table]:
    """Yield a page's parts without page numbers, catch-words and running heads (which stay on their first page).

    Args:
        page: The page.
        heads: The running heads of its document.
        following: The next page: a catch-word says how it begins.
    """
    last = len(page.content) - 1
    below_head = False
    boxes = [part.bbox for part in page.content]
    left, right = min((box.x0 for box in boxes), default=0.0), max((box.x1 for box in boxes), default=0.0)
    pitch = _pitch(page)
    for at, part in enumerate(page.content):
        if isinstance(part, Table):
            yield _without_page_number(part) if at == last else part
            continue
        text = to_arabic(part.text.strip())
        edge = at < EDGE_LINES or at > last - EDGE_LINES
        if not text or _DOTS.fullmatch(text) or (edge and _is_scrawl(part, text)):
            continue
        if edge and (_PAGE_NUMBER.fullmatch(text) or (at >= last - 1 and _is_catch_word(part, text, page, following))):
            continue
        key = _head_key(text)
        if edge and page.number > 1 and (_is_head(key, part, heads) or (below_head and key + WRAPPED in heads)):
            below_head = True
            continue
        below_head = False
        yield Ink(page.number, part, left, right, pitch=pitch)


_SCRAWL = re.compile(r"(?!.*[A-Za-z]{3})[^ก-๎0-9]{1,8}")


def _is_scrawl(line: Line, text: str) -> bool:
    """Tell whether a line read off a picture is what a pen or dirt at the edge is read as: no word and no digit."""
    return line.reader != SPELLED and _SCRAWL.fullmatch(text) is not None


def _is_head(key: str, line: Line, heads: set[str]) -> bool:
    """Tell whether a line is a running head; one read off a picture may have some letters wrong."""
    if key in heads or line.reader == SPELLED or len(key) < LONG_HEAD:
        return key in heads
    most = MISREAD * len(key)
    return any(unlikeness(key, head, most + 1) <= most for head in heads if len(head) >= LONG_HEAD)


MISREAD = 0.15
"""So large a share of the letters of a running head may be read wrong."""


def _is_catch_word(line: Line, text: str, page: Page, following: Page | None) -> bool:
    """Tell whether a line at the foot says how the next page begins.

    It ends with dots. Off a picture its dots may be lost: there the page's own number stands behind it, or it is the
    beginning of the next page.
    """
    if _CATCH_WORD.fullmatch(text):
        return True
    if line.reader == SPELLED or len(text) > SHORT:
        return False
    numbered = _NUMBERED.fullmatch(text)
    if numbered and int(numbered["number"]) == page.number:
        return True
    said = skeleton(text)
    opening = "".join(skeleton(line.text) for line in itertools.islice(following.every_line(), 2)) if following else ""
    return len(said) >= LEAST_SAID and len(opening) > len(said) and opening.startswith(said)


SHORT = 40
_NUMBERED = re.compile(rf".{{1,{SHORT}}}\s(?:หน้า(?:ที่)?|page)\s*(?P<number>[0-9]{{1,4}})", re.IGNORECASE)
LEAST_SAID = 4
"""So many letters at the foot and at the head of the next page are the same by no chance."""


def _without_page_number(table: Table) -> Table:
    """Return a table without the page number that stands right below its last row, taken for a line of it."""
    lines = [line for cell in table.cells for line in cell.lines]
    lowest = max(lines, key=lambda line: line.bbox.middle[1], default=None)
    if lowest is None or not _WORDED_NUMBER.fullmatch(to_arabic(lowest.text.strip())):
        return table
    cells = tuple(replace(cell, lines=tuple(line for line in cell.lines if line is not lowest)) for cell in table.cells)
    return replace(table, cells=cells)


_WORDED_NUMBER = re.compile(r"(?:หน้า(?:ที่)?|page)\s*[0-9]{1,4}(?:\s*(?:/|จาก|of)\s*[0-9]{1,4})?", re.IGNORECASE)


def _pitch(page: Page) -> float:
    """Return how far the lines of a page's paragraphs lie apart, 0 where there are too few lines to tell."""
    found = sorted(
        below.bbox.middle[1] - above.bbox.middle[1]
        for above, below in itertools.pairwise(page.content)
        if isinstance(above, Line) and isinstance(below, Line) and below.bbox.top > above.bbox.top
    )
    return found[len(found) // 4] if len(found) >= LEAST_LINES else 0.0


LEAST_LINES = 6
