"""A page of a PDF to a Page: from its text layer where that can be trusted, else from its picture."""

from dataclasses import replace

import numpy as np

from pipeline.errors import ExtractError
from pipeline.extract.affine import Affine, turn
from pipeline.extract.glyph import PageLayer
from pipeline.extract.grid import arrange
from pipeline.extract.layer import READER, find_runs, find_turned_runs
from pipeline.extract.lines import join_row
from pipeline.extract.memory import give_back
from pipeline.extract.ocr.engine import OcrEngine
from pipeline.extract.pdf import PdfFile
from pipeline.extract.place import insert, move
from pipeline.extract.scan import read_picture
from pipeline.extract.strokes import find_rules
from pipeline.extract.trust import FULL_PAGE, judge_layer, picture_share
from pipeline.model.document import Line, Page, Run, Table
from pipeline.model.geometry import BBox
from pipeline.settings import Settings

LARGE = 0.1
"""A picture on a page of text that covers this share of it may hold a table, and is read."""
BEHIND = 20
"""A picture with so many glyphs over it is a background, and is not read."""


def read_page(pdf: PdfFile, number: int, settings: Settings, engine: OcrEngine) -> Page:
    """Read a page.

    Args:
        pdf: The open file.
        number: The page, from 1.
        settings: ``trust`` decides between text layer and OCR.
        engine: Reads what is a picture.

    Raises:
        ExtractError: If neither the text layer nor the engine can be read.
        LimitError: If the page, or a picture on it, is too large.
        MissingDependencyError: If the engine is needed and not installed.
    """
    layer = pdf.layer(number)
    if not layer.glyphs and not layer.pictures and not layer.paths and not layer.hidden:
        return Page(number, layer.width, layer.height, 0, 0.0, READER, 1.0, ())
    runs = find_runs(layer)
    trust = judge_layer(layer, runs, _beside(pdf, layer))
    if trust < settings.trust:
        return replace(_scanned(pdf, layer, settings, engine), trust=trust)
    try:
        rules = find_rules(pdf.strokes(layer))
    except ExtractError:
        return replace(_scanned(pdf, layer, settings, engine), trust=trust)
    content = arrange(runs, rules, layer.width, layer.height, READER)
    for box in _pictures_to_read(layer):
        content = insert(content, _read_region(pdf, layer, box, settings, engine))
    turned = tuple(join_row((run,), READER) for run in find_turned_runs(layer))
    return Page(number, layer.width, layer.height, layer.rotation, 0.0, READER, trust, (*content, *turned))


def _beside(pdf: PdfFile, layer: PageLayer) -> tuple[Run, ...]:
    """Return the text of a page beside one that is a full picture under text; nothing for other pages."""
    if picture_share(layer) < FULL_PAGE or pdf.page_count == 1:
        return ()
    try:
        return find_runs(pdf.layer(layer.number + 1 if layer.number < pdf.page_count else layer.number - 1))
    except ExtractError:
        return ()


def _scanned(pdf: PdfFile, layer: PageLayer, settings: Settings, engine: OcrEngine) -> Page:
    """Read a page from its picture."""
    width, height = _shown_size(layer)
    give_back()
    return read_picture(
        pdf.draw(layer.number, settings.max_megapixels, settings.dpi), layer.number, width, height, engine
    )


def _shown_size(layer: PageLayer) -> tuple[float, float]:
    """Return a page's size as shown, before it was turned upright."""
    return (layer.height, layer.width) if layer.rotation in (90, 270) else (layer.width, layer.height)


def _pictures_to_read(layer: PageLayer) -> list[BBox]:
    """Return the pictures on a page of text that may hold a table or text."""
    least = LARGE * layer.width * layer.height
    middles = [
        ((glyph.ink[0] + glyph.ink[2]) / 2, (glyph.ink[1] + glyph.ink[3]) / 2) for glyph in layer.glyphs if glyph.ink
    ]
    return [
        box
        for box in dict.fromkeys(layer.pictures)
        if box.width * box.height >= least and sum(box.holds(x, y) for x, y in middles) < BEHIND
    ]


def _read_region(
    pdf: PdfFile, layer: PageLayer, box: BBox, settings: Settings, engine: OcrEngine
) -> tuple[Line | Table, ...]:
    """Read a picture on a page and return what it holds, in points of the page."""
    back = turn((360 - layer.rotation) % 360, layer.width, layer.height)
    shown = back.box(box.x0, box.top, box.x1, box.bottom)
    drawn = pdf.draw(layer.number, settings.max_megapixels, settings.dpi, shown)
    upright = np.ascontiguousarray(np.rot90(drawn, -(layer.rotation // 90)))
    page = read_picture(upright, layer.number, box.width, box.height, engine)
    placed = turn((360 - page.rotation) % 360, page.width, page.height).then(Affine(1, 0, 0, 1, box.x0, box.top))
    return tuple(move(part, placed) for part in page.content)
