"""The one owner of pypdfium2: a PDF's pages to glyphs, and to pictures.

pdfium honours spelled-out text (ActualText), keeps the order of drawing, knows every glyph's ink and opens damaged
files. It puts spaces and line breaks of its own into the text, which Thai defeats: those are left out here.
"""

import ctypes
import io
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from pipeline.errors import ExtractError, InputError, LimitError
from pipeline.extract.affine import UNMOVED, Affine, turn
from pipeline.extract.glyph import Glyph, PageLayer
from pipeline.model.geometry import BBox

MAX_GLYPHS = 60_000
"""More text on a page is no report's: a full page of small print has 6,000 glyphs."""
MAX_OBJECTS = 100_000
"""A page of more objects is refused."""
MAX_DEPTH = 8
"""Forms within forms are looked into so deep."""
LEAST_DPI = 40
"""A page so large that it cannot be drawn this fine is no page of a report."""
PICTURE_ALLOWANCE = 4
"""A picture on a page may have so many times the pixels with which a page may be drawn."""

_UNITS = 1_000_000
_NO_INK = 0.08
"""In points; pdfium gives white space a hair of ink."""
_MADE_UP = (0x20, 0x0D, 0x0A, 0x02)
"""What pdfium puts between texts."""
_HYPHEN = 0x02
"""What pdfium gives for a hyphen at the end of a line."""
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_LOST = "\N{REPLACEMENT CHARACTER}"


_Sides = tuple[float, float, float, float]
"""Left, bottom, right and top."""


class _Drawn(NamedTuple):
    """What lies on a page."""

    texts: dict[int, Any]
    """Address of a text object: the object, in the order of drawing."""
    pictures: tuple[tuple[Affine, int], ...]
    """How each picture is placed (its own square has sides of 1), and its pixels."""
    paths: int


class _Piece(NamedTuple):
    """A text object: what its characters share, and the characters."""

    size: float
    font: int
    span: int
    direction: tuple[float, float]
    visible: bool
    characters: list[tuple[str, float, float, _Sides, _Sides]]
    """Text, origin across and up, ink, and the room that it takes: in the page's own coordinates."""


class PdfiumDocument:
    """An open PDF. Pages count from 1; only one is in memory at a time."""

    def __init__(self, content: bytes) -> None:
        """Open a file.

        Raises:
            InputError: If it is encrypted or damaged beyond opening.
        """
        try:
            self._document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            raise InputError(_why_closed(error.err_code)) from error
        self.page_count: int = len(self._document)

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    def mended(self) -> bytes:
        """Return the file as pdfium writes it, its table of objects whole again."""
        copy = io.BytesIO()
        self._document.save(copy)
        return copy.getvalue()

    def layer(self, number: int) -> PageLayer:
        """Return a page's text layer.

        Raises:
            ExtractError: If the page cannot be opened.
            LimitError: If there is more on it than on any report's page.
        """
        with self._page(number) as page:
            drawn = _look_over(page, number)
            pieces, fonts = _pieces(page, drawn, number)
            shown = _shown(page)
            turned = _turned(pieces, shown)
            width, height = page.get_size()
            placed = shown.then(turn(turned, width, height))
            if turned in (90, 270):
                width, height = height, width
            boxes = [place.then(placed).box(0, 0, 1, 1) for place, _ in drawn.pictures]
            return PageLayer(
                number=number,
                width=width,
                height=height,
                rotation=turned,
                placed=placed,
                glyphs=tuple(glyph for piece in pieces if piece.visible for glyph in _glyphs(piece, placed)),
                hidden=sum(len(piece.characters) for piece in pieces if not piece.visible),
                pictures=tuple(_clipped(box, width, height) for box in boxes),
                paths=drawn.paths,
                fonts=fonts,
            )

    def draw(self, number: int, max_megapixels: float, dpi: float, region: BBox | None = None) -> NDArray[np.uint8]:
        """Draw a page, or a region of it, as it is shown.

        Args:
            number: The page.
            max_megapixels: It is drawn smaller rather than with more pixels, in millions.
            dpi: The resolution where no picture on the page tells a better one.
            region: In points of the page as shown; None for the whole page.

        Returns:
            A picture of shape (height, width, 3), red first.

        Raises:
            ExtractError: If the page cannot be drawn.
            LimitError: If the page, or a picture on it, is too large.
        """
        with self._page(number) as page:
            width, height = page.get_size()
            box = region or BBox(0, 0, width, height)
            pictures = _look_over(page, number).pictures
            _refuse_large_pictures(pictures, max_megapixels, number)
            scale = _resolution(pictures, dpi) / 72
            scale = min(scale, math.sqrt(max_megapixels * 1e6 / max(1.0, box.width * box.height)))
            if scale * 72 < LEAST_DPI:
                raise LimitError(
                    f"Page {number} is {width / 72:,.0f} by {height / 72:,.0f} inches large; it is no page to be read. "
                    "Scan or print it again at its right size.",
                    number,
                )
            crop = (box.x0, max(0.0, height - box.bottom), max(0.0, width - box.x1), box.top)
            try:
                bitmap = page.render(scale=scale, crop=crop, rev_byteorder=True, may_draw_forms=False)
            except (pdfium.PdfiumError, ValueError, MemoryError) as error:
                raise ExtractError(f"Page {number} cannot be drawn; the file is damaged there.", number) from error
            pixels = np.array(bitmap.to_numpy()[:, :, :3])
            bitmap.close()
            return pixels

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        """Open a page and close it again: open pages hold on to memory."""
        try:
            page = self._document[number - 1]
        except (pdfium.PdfiumError, IndexError) as error:
            raise ExtractError(
                f"Page {number} cannot be opened: the file is damaged there. Print or scan it again.", number
            ) from error
        try:
            yield page
        finally:
            page.close()


def _why_closed(code: int | None) -> str:
    """Say why pdfium does not open a file."""
    if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return "The PDF is protected by a password and cannot be read. Save a copy without the password."
    return "The file is no PDF, or is cut off or damaged beyond opening. Fetch it again, or print it to PDF again."


def _look_over(page: Any, number: int) -> _Drawn:
    """Walk through a page's objects, also those inside forms."""
    texts: dict[int, Any] = {}
    pictures: list[tuple[Affine, int]] = []
    paths = 0
    waiting = _held(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, UNMOVED, 0)
    seen = len(waiting)
    while waiting:
        thing, placed, depth = waiting.pop()
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts[ctypes.addressof(thing.contents)] = thing
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING):
            paths += 1
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append((_matrix(thing).then(placed), _pixels(thing)))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inside = _matrix(thing).then(placed)
            held = _held(thing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inside, depth + 1)
            seen += len(held)
            waiting += held
        if seen > MAX_OBJECTS:
            raise LimitError(
                f"Page {number} holds more than {MAX_OBJECTS:,} objects; it is not read. Print it as a picture.", number
            )
    return _Drawn(texts, tuple(pictures), paths)


def _held(holder: Any, count: Any, get: Any, placed: Affine, depth: int) -> list[tuple[Any, Affine, int]]:
    """Return what a page or a form holds, the last first: a stack gives them back in the order of drawing."""
    number = min(count(holder), MAX_OBJECTS + 1)
    return [(get(holder, at), placed, depth) for at in range(number - 1, -1, -1)]


def _matrix(thing: Any) -> Affine:
    """Return how an object is placed in what holds it."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return Affine(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _pixels(picture: Any) -> int:
    """Return how many pixels a picture has, without opening it."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(picture, width, height)
    return width.value * height.value


def _refuse_large_pictures(pictures: tuple[tuple[Affine, int], ...], max_megapixels: float, number: int) -> None:
    """Raise where opening a picture would take too much memory: a few bytes of a file can hold a huge one."""
    most = max((pixels for _, pixels in pictures), default=0)
    if most > max_megapixels * PICTURE_ALLOWANCE * 1e6:
        raise LimitError(
            f"A picture on page {number} has {most / 1e6:,.0f} megapixels; it is not opened. "
            "Scan the page again at 300 dots per inch.",
            number,
        )


def _resolution(pictures: tuple[tuple[Affine, int], ...], dpi: float) -> float:
    """Return the resolution, in dots per inch, of the picture that covers most of the page; ``dpi`` without one."""
    if not pictures:
        return dpi
    placed, pixels = max(pictures, key=lambda picture: abs(picture[0].a * picture[0].d - picture[0].b * picture[0].c))
    area = abs(placed.a * placed.d - placed.b * placed.c)
    return math.sqrt(pixels / area) * 72 if area > 0 and pixels > 0 else dpi


def _shown(page: Any) -> Affine:
    """Return the map from a page's own coordinates to points of the page as shown.

    pdfium is asked where it would draw three places, so that boxes, offsets and turns are its own.
    """
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()
    places = []
    for across, down in ((0.0, 0.0), (100.0, 0.0), (0.0, 100.0)):
        raw.FPDF_PageToDevice(page.raw, 0, 0, _UNITS, _UNITS, 0, across, down, x, y)
        places.append((x.value * width / _UNITS, y.value * height / _UNITS))
    (e, f), (ax, ay), (cx, cy) = places
    a, b, c, d = (round(side / 100, 3) for side in (ax - e, ay - f, cx - e, cy - f))
    return Affine(a, b, c, d, e, f)


def _pieces(page: Any, drawn: _Drawn, number: int) -> tuple[list[_Piece], tuple[str, ...]]:
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
        return _read_pieces(handle, count, drawn.texts)
    finally:
        text_page.close()


def _read_pieces(handle: Any, count: int, texts: dict[int, Any]) -> tuple[list[_Piece], tuple[str, ...]]:
    """Read all characters that the page draws; those that pdfium made up are left out."""
    sides = [ctypes.c_double() for _ in range(6)]
    left, right, bottom, top, x, y = sides
    to_left, to_right, to_bottom, to_top, to_x, to_y = [ctypes.byref(side) for side in sides]
    room = raw.FS_RECTF()
    to_room = ctypes.byref(room)
    pieces: dict[int, _Piece] = {}
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
                chr(code) if usable else _LOST,
                x.value,
                y.value,
                (left.value, bottom.value, right.value, top.value),
                (room.left, room.bottom, room.right, room.top),
            )
        )
    drawn = [pieces[address] if address in pieces else _silent(thing, spans) for address, thing in texts.items()]
    drawn += [piece for address, piece in pieces.items() if address not in texts]
    return [piece for piece in drawn if piece.characters], tuple(fonts.values())


def _silent(thing: Any, spans: dict[int, bool]) -> _Piece:
    """Return a text object of which pdfium says nothing: blank, or a further part of a spelled-out text."""
    piece = _Piece(0.0, 0, _span(thing, spans), (1.0, 0.0), visible=True, characters=[])
    if piece.span:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        box = left.value, bottom.value, right.value, top.value
        piece.characters.append(("", left.value, bottom.value, box, box))
    return piece


def _piece(handle: Any, index: int, thing: Any, fonts: dict[int, str], spans: dict[int, bool]) -> _Piece:
    """Return a text object without its characters."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    font = raw.FPDFTextObj_GetFont(thing)
    font_address = ctypes.addressof(font.contents) if font else 0
    if font_address not in fonts:
        fonts[font_address] = _font_name(font) if font else ""
    return _Piece(
        size=raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d),
        font=list(fonts).index(font_address),
        span=_span(thing, spans),
        direction=(matrix.a, matrix.b),
        visible=raw.FPDFTextObj_GetTextRenderMode(thing) != _INVISIBLE,
        characters=[],
    )


def _font_name(font: Any) -> str:
    """Return a font resource's name, such as ``ABCDEF+THSarabunIT9``."""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode("utf-8", errors="replace")


def _span(thing: Any, spans: dict[int, bool]) -> int:
    """Return the address of the mark that spells out an object's text, or 0."""
    for at in range(raw.FPDFPageObj_CountMarks(thing)):
        mark = raw.FPDFPageObj_GetMark(thing, at)
        address = ctypes.addressof(mark.contents)
        if address not in spans:
            spans[address] = raw.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") == raw.FPDF_OBJECT_STRING
        if spans[address]:
            return address
    return 0


def _turned(pieces: list[_Piece], shown: Affine) -> int:
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


def _glyphs(piece: _Piece, placed: Affine) -> Iterator[Glyph]:
    """Yield a text object's characters in points of the upright page."""
    a, b, c, d, e, f = placed
    turned = _turn(piece.direction, placed)
    for text, x, y, (left, bottom, right, top), (_, under, end, over) in piece.characters:
        x0 = a * x + c * y + e
        ink_x = a * left + c * bottom + e, a * right + c * top + e
        ink_y = b * left + d * bottom + f, b * right + d * top + f
        inked = abs(ink_x[0] - ink_x[1]) > _NO_INK and abs(ink_y[0] - ink_y[1]) > _NO_INK
        yield Glyph(
            text,
            x0,
            max(x0, a * end + c * under + e, a * end + c * over + e),
            b * x + d * y + f,
            (min(ink_x), min(ink_y), max(ink_x), max(ink_y)) if inked else None,
            piece.size,
            piece.font,
            piece.span,
            turned,
        )


def _clipped(box: BBox, width: float, height: float) -> BBox:
    """Return what of a box lies on the page."""
    x0, top = min(max(box.x0, 0.0), width), min(max(box.top, 0.0), height)
    return BBox(x0, top, min(max(box.x1, x0), width), min(max(box.bottom, top), height))
