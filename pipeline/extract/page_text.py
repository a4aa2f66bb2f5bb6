"""The text of a PDF's page as glyphs, from pdfium (pypdfium2).

pdfium honours spelled-out text (ActualText), and knows every glyph's ink. It puts spaces and line breaks of its own
into the text, which Thai defeats: those are left out here, and so is its order, for that of drawing.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import LimitError
from pipeline.extract.affine import Affine
from pipeline.extract.glyph import Glyph
from pipeline.extract.page_objects import Handle
from pipeline.extract.thai_marks import LOST

MAX_GLYPHS = 60_000
"""More text on a page is no report's: a full page of small print has 6,000 glyphs."""

_NO_INK = 0.08
"""In points; pdfium gives white space a hair of ink."""
_MADE_UP = (0x20, 0x0D, 0x0A, 0x02)
"""What pdfium puts between texts."""
_HYPHEN = 0x02
"""What pdfium gives for a hyphen at the end of a line."""
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE

TextPage: TypeAlias = raw.FPDF_TEXTPAGE
_Sides = tuple[float, float, float, float]
"""Left, bottom, right and top."""


class Piece(NamedTuple):
    """A text object: what its characters share, and the characters."""

    size: float
    font: int
    span: int
    direction: tuple[float, float]
    visible: bool
    characters: list[tuple[str, float, float, _Sides, _Sides]]
    """Text, origin across and up, ink, and the room that it takes: in the page's own coordinates."""


def find_pieces(page: pdfium.PdfPage, texts: Mapping[int, Handle], number: int) -> tuple[list[Piece], tuple[str, ...]]:
    """Return a page's text objects in the order of drawing, and the names of their fonts."""
    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        count = raw.FPDFText_CountChars(handle)
        if count > MAX_GLYPHS:
            raise LimitError(
                f"Page {number} holds {count:,} letters, more than any page of a report; it is not read. "
                "Print it again, or take the page out.",
                number,
            )
        return _read_pieces(handle, count, texts)
    finally:
        text_page.close()


def _read_pieces(handle: TextPage, count: int, texts: Mapping[int, Handle]) -> tuple[list[Piece], tuple[str, ...]]:
    """Read all characters that the page draws; those that pdfium made up are left out."""
    sides = [ctypes.c_double() for _ in range(6)]
    left, right, bottom, top, x, y = sides
    to_left, to_right, to_bottom, to_top, to_x, to_y = [ctypes.byref(side) for side in sides]
    room = raw.FS_RECTF()
    to_room = ctypes.byref(room)
    pieces: dict[int, Piece] = {}
    fonts: dict[int, str] = {}
    spans: dict[int, bool] = {}
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in _MADE_UP and raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        if code == _HYPHEN:
            code = ord("-")
        thing = raw.FPDFText_GetTextObject(handle, index)
        if not thing:
            continue
        address = ctypes.addressof(thing.contents)
        piece = pieces.get(address)
        if piece is None:
            piece = pieces[address] = _piece(handle, index, thing, fonts, spans)
        raw.FPDFText_GetCharBox(handle, index, to_left, to_right, to_bottom, to_top)
        raw.FPDFText_GetCharOrigin(handle, index, to_x, to_y)
        raw.FPDFText_GetLooseCharBox(handle, index, to_room)
        usable = 31 < code < 0xD800 or 0xDFFF < code < 0x110000
        if usable and not 0xE00 < code < 0xE5C and not piece.span:
            usable = raw.FPDFText_HasUnicodeMapError(handle, index) == 0
        piece.characters.append(
            (
                chr(code) if usable else LOST,
                x.value,
                y.value,
                (left.value, bottom.value, right.value, top.value),
                (room.left, room.bottom, room.right, room.top),
            )
        )
    drawn = [pieces[address] if address in pieces else _silent(thing, spans) for address, thing in texts.items()]
    drawn += [piece for address, piece in pieces.items() if address not in texts]
    return [piece for piece in drawn if piece.characters], tuple(fonts.values())


def _silent(thing: Handle, spans: dict[int, bool]) -> Piece:
    """Return a text object of which pdfium says nothing: blank, or a further part of a spelled-out text."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    piece = Piece(0.0, 0, _span(thing, spans), (matrix.a, matrix.b), visible=True, characters=[])
    if piece.span:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        box = left.value, bottom.value, right.value, top.value
        piece.characters.append(("", left.value, bottom.value, box, box))
    return piece


def _piece(handle: TextPage, index: int, thing: Handle, fonts: dict[int, str], spans: dict[int, bool]) -> Piece:
    """Return a text object without its characters."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    font = raw.FPDFTextObj_GetFont(thing)
    font_address = ctypes.addressof(font.contents) if font else 0
    if font_address not in fonts:
        fonts[font_address] = _font_name(font) if font else ""
    return Piece(
        size=raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d),
        font=list(fonts).index(font_address),
        span=_span(thing, spans),
        direction=(matrix.a, matrix.b),
        visible=raw.FPDFTextObj_GetTextRenderMode(thing) != _INVISIBLE,
        characters=[],
    )


def _font_name(font: raw.FPDF_FONT) -> str:
    """Return a font resource's name, such as ``ABCDEF+THSarabunIT9``."""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, name, length)
    try:
        return name.value.decode("utf-8")
    except UnicodeDecodeError:
        return name.value.decode("cp874", errors="replace")


def _span(thing: Handle, spans: dict[int, bool]) -> int:
    """Return the address of the mark that spells out an object's text, or 0."""
    for at in range(raw.FPDFPageObj_CountMarks(thing)):
        mark = raw.FPDFPageObj_GetMark(thing, at)
        address = ctypes.addressof(mark.contents)
        if address not in spans:
            spans[address] = raw.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") == raw.FPDF_OBJECT_STRING
        if spans[address]:
            return address
    return 0


def find_turn(pieces: Sequence[Piece], shown: Affine) -> int:
    """Return by how many degrees clockwise the page must be turned to make most of its text upright."""
    turns: Counter[int] = Counter()
    for piece in pieces:
        if piece.visible:
            turns[_turn(piece.direction, shown)] += len(piece.characters)
    most = turns.most_common(1)
    return (360 - most[0][0]) % 360 if most and most[0][0] >= 0 else 0


def _turn(direction: tuple[float, float], placed: Affine) -> int:
    """Return how text in this direction stands: degrees clockwise, or -1 where it stands askew."""
    across = placed.a * direction[0] + placed.c * direction[1]
    down = placed.b * direction[0] + placed.d * direction[1]
    degrees = math.degrees(math.atan2(down, across)) % 360
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) < 3 else -1


def glyphs_of(piece: Piece, placed: Affine) -> Iterator[Glyph]:
    """Yield a text object's characters in points of the upright page."""
    a, b, c, d, e, f = placed
    turned = _turn(piece.direction, placed)
    for text, x, y, (left, bottom, right, top), (begin, under, end, over) in piece.characters:
        x0 = a * x + c * y + e
        ink_x = a * left + c * bottom + e, a * right + c * top + e
        ink_y = b * left + d * bottom + f, b * right + d * top + f
        inked = abs(ink_x[0] - ink_x[1]) > _NO_INK and abs(ink_y[0] - ink_y[1]) > _NO_INK
        yield Glyph(
            text,
            x0,
            max(x0, max(a * begin, a * end) + max(c * under, c * over) + e),
            b * x + d * y + f,
            (min(ink_x), min(ink_y), max(ink_x), max(ink_y)) if inked else None,
            piece.size,
            piece.font,
            piece.span,
            turned,
        )
