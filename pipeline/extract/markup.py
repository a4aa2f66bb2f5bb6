"""Stretches of a transcript to lines: tags out, entities in, and where every character stood.

Tags are found by one regular expression that looks at most a few hundred characters ahead. ``html.parser`` would do
the same, but before Python 3.13.6 it takes quadratic time on unclosed tags, and a transcript comes from outside.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model.document import Line
from pipeline.model.geometry import BBox

READER = "transcript"

CONFIDENCE = 0.9
"""The confidence of a line of a transcript: that of nobody knows whom.

The engine that wrote the transcript kept its own to itself. The figure says "probably right, surely not certain"; what
it is worth as a probability is measured like any other engine's and decided where values are accepted.
"""

LOST = "\N{REPLACEMENT CHARACTER}"

Span = tuple[int, int, int]
"""A stretch of a transcript: the number of the file's line from 0, and the columns where it begins and ends."""

INLINE = frozenset(
    "a abbr b code del em font i img input ins label mark s small span strike strong sub sup u".split()  # noqa: SIM905
)
BLOCK = frozenset(
    "article blockquote body br caption center col colgroup dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 "  # noqa: SIM905
    "h6 head header hr html li link main meta nav ol p page_number pre section table tbody td tfoot th thead title tr "
    "ul".split()
)

_TOKEN = re.compile(
    r"<(?P<tag>/?[A-Za-z][A-Za-z0-9_]{0,15})(?P<attributes>[\s/][^<>]{0,400})?>"
    r"|(?P<unseen><!--[^<>]{0,400}-->|<[!?][A-Za-z][^<>]{0,400}>)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|\\(?P<escaped>[\\|*_#.()\[\]+-])"
    r"|(?P<bold>\*\*)"
)
_CODE = re.compile(r"<(style|script)(?:\s[^<>]{0,400})?>[^<]{0,100000}</\1\s{0,9}>", re.IGNORECASE)
_VISIBLE = re.compile(r"\S")
_LIST_MARK = re.compile(r"\(?[0-9๐-๙]{1,3}[.)]|[-•*]")
_PLAIN_LIST = re.compile(r"list-style(-type)?\s*:\s*none")
_START = re.compile(r"\bstart\s*=\s*[\"']?([0-9]{1,4})")


def blank_code(text: str) -> str:
    """Return a transcript with spaces in the place of style sheets and scripts, which nobody reads on paper."""
    return _CODE.sub(lambda found: _VISIBLE.sub(" ", found[0]), text)


def read_lines(file: Sequence[str], spans: Iterable[Span]) -> tuple[Line, ...]:
    """Return the lines of text in some stretches of a file.

    The end of a stretch and every block tag end a line. The numbers that a browser would draw before the items of an
    ordered list are written out, for they stood on the paper; other markup leaves nothing behind.

    Args:
        file: The transcript's lines.
        spans: The stretches, in reading order.
    """
    page = _Scribe()
    for row, start, end in spans:
        keep_bold = file[row].count("**", start, end) % 2 == 1
        for token in _tokens(file[row], start, end):
            page.take(token, row, keep_bold=keep_bold)
        page.finish(row)
    return tuple(page.lines)


def has_text(line: str, start: int, end: int) -> bool:
    """Tell whether anything but markup and white space stands in a stretch of a line."""
    return any(not token.tag and token.text.strip() for token in _tokens(line, start, end))


@dataclass(frozen=True, slots=True)
class _Token:
    """Text, or a tag with what stands in it."""

    x0: int
    x1: int
    text: str
    tag: str = ""
    bold: bool = False


def _tokens(line: str, start: int, end: int) -> Iterator[_Token]:
    done = start
    for found in _TOKEN.finditer(line, start, end):
        token = _token(found)
        if token is None:
            continue
        if found.start() > done:
            yield _Token(done, found.start(), line[done : found.start()])
        yield token
        done = found.end()
    if end > done:
        yield _Token(done, end, line[done:end])


def _token(found: re.Match[str]) -> _Token | None:
    """Return what a match means, or None where it is plain text after all."""
    x0, x1 = found.span()
    if found["tag"]:
        name = found["tag"].lower()
        known = name.lstrip("/") in INLINE | BLOCK
        return _Token(x0, x1, found["attributes"] or "", name) if known else None
    if found["unseen"]:
        return _Token(x0, x1, "", "span")
    if found["bold"]:
        return _Token(x0, x1, found[0], bold=True)
    if found["escaped"]:
        return _Token(x0, x1, found["escaped"])
    text = html.unescape(found[0])
    return None if text == found[0] else _Token(x0, x1, " " if text.isspace() and text != "\xa0" else text)


@dataclass(slots=True)
class _Scribe:
    """Writes tokens down as lines."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    end: int = 0
    lists: list[int | None] = field(default_factory=list)
    """For each open list the number of its next item; None where it shows none."""
    number: str = ""
    """The number to write before the next text."""

    def take(self, token: _Token, row: int, *, keep_bold: bool) -> None:
        if token.tag:
            if token.tag.lstrip("/") in BLOCK:
                self.finish(row)
                self._follow_lists(token)
        elif not token.bold or keep_bold:
            self._write(token)

    def finish(self, row: int) -> None:
        raw = "".join(self.pieces)
        text = raw.strip()
        if text:
            first = len(raw) - len(raw.lstrip())
            last = first + len(text)
            edges = tuple(map(float, [*self.edges, self.end][first : last + 1]))
            box = BBox(edges[0], float(row), max(edges[-1], edges[0]), row + 1.0)
            self.lines.append(Line(box, text, text, 0.0 if LOST in text else CONFIDENCE, READER, edges))
        self.pieces.clear()
        self.edges.clear()

    def _write(self, token: _Token) -> None:
        if self.number and token.text.strip():
            if not _LIST_MARK.match(token.text.lstrip()):
                self.pieces.append(self.number)
                self.edges += [token.x0] * len(self.number)
            self.number = ""
        plain = token.x1 - token.x0 == len(token.text)
        self.pieces.append(token.text)
        self.edges += range(token.x0, token.x1) if plain else [token.x0] * len(token.text)
        self.end = token.x1

    def _follow_lists(self, token: _Token) -> None:
        if token.tag in ("ol", "ul"):
            start = _START.search(token.text)
            shown = token.tag == "ol" and not _PLAIN_LIST.search(token.text)
            self.lists.append((int(start[1]) if start else 1) if shown else None)
        elif token.tag in ("/ol", "/ul") and self.lists:
            self.lists.pop()
        elif token.tag == "li" and self.lists and self.lists[-1] is not None:
            self.number = f"{self.lists[-1]}. "
            self.lists[-1] += 1
