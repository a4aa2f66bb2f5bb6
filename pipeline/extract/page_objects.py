"""What lies on a PDF's page besides what its text says: pictures, paths, and the order of drawing (pypdfium2)."""

import ctypes
import math
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import LimitError
from pipeline.extract.affine import UNMOVED, Affine

MAX_OBJECTS = 100_000
"""A page of more objects is refused."""
SCAN = 0.3
"""A picture that covers this share of a page is a scan."""
FINEST = 250
"""In dots per inch; a page is not drawn finer: nothing more is to be read, and memory goes with the square."""
READABLE = 96
"""In dots per inch; a coarser picture that fills a page is a background."""
MAX_DEPTH = 8
"""Forms within forms are looked into so deep."""

_UNITS = 1_000_000

Handle: TypeAlias = raw.FPDF_PAGEOBJECT


class Picture(NamedTuple):
    """A picture on a page."""

    placed: Affine
    """From its own square, whose sides are 1, to the page's own coordinates."""
    pixels: int

    @property
    def area(self) -> float:
        """Return what it covers, in square points."""
        return abs(self.placed.a * self.placed.d - self.placed.b * self.placed.c)


class Drawn(NamedTuple):
    """What lies on a page."""

    texts: dict[int, Handle]
    """Address of a text object: the object, in the order of drawing."""
    pictures: tuple[Picture, ...]
    paths: int


def look_over(page: pdfium.PdfPage, number: int) -> Drawn:
    """Walk through a page's objects, also those inside forms."""
    texts: dict[int, Handle] = {}
    pictures: list[Picture] = []
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
            pictures.append(Picture(_matrix(thing).then(placed), _pixels(thing)))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inside = _matrix(thing).then(placed)
            held = _held(thing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inside, depth + 1)
            seen += len(held)
            waiting += held
        if seen > MAX_OBJECTS:
            raise LimitError(
                f"Page {number} holds more than {MAX_OBJECTS:,} objects; it is not read. Print it as a picture.", number
            )
    return Drawn(texts, tuple(pictures), paths)


def _held(
    holder: Handle, count: Callable[..., int], get: Callable[..., Handle], placed: Affine, depth: int
) -> list[tuple[Handle, Affine, int]]:
    """Return what a page or a form holds, the last first: a stack gives them back in the order of drawing."""
    number = min(count(holder), MAX_OBJECTS + 1)
    return [(get(holder, at), placed, depth) for at in range(number - 1, -1, -1)]


def _matrix(thing: Handle) -> Affine:
    """Return how an object is placed in what holds it."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return Affine(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _pixels(picture: Handle) -> int:
    """Return how many pixels a picture has, without opening it."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(picture, width, height)
    return width.value * height.value


def shown_at(page: pdfium.PdfPage) -> Affine:
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


def resolution(pictures: tuple[Picture, ...], area: float, dpi: float) -> float:
    """Return at which resolution, in dots per inch, to draw a page: that of the scan that it holds, if it is one.

    Args:
        pictures: Those on the page.
        area: Of the page, in square points.
        dpi: For a page that is no scan, and a scan that is coarser than can be read.
    """
    largest = max(pictures, key=lambda picture: picture.area, default=None)
    if largest is None or largest.area < SCAN * area or largest.pixels <= 0:
        return dpi
    own = math.sqrt(largest.pixels / largest.area) * 72
    return min(own, FINEST) if own >= READABLE else dpi
