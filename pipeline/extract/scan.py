"""A page's picture to a page: tables from its rules, lines from its ink, words from an engine."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.clutter import text_zones
from pipeline.extract.frame import Frame
from pipeline.extract.ink import InkLine, find_lines
from pipeline.extract.ocr.engine import LineReading, OcrEngine
from pipeline.extract.page_image import prepare
from pipeline.extract.prepared import Prepared, cut_out, on_head
from pipeline.extract.skew import uprightness
from pipeline.extract.touching import cut_touching
from pipeline.model.document import Character, Line, Page

ABOVE, BELOW = 2.0, 0.8
"""Letter heights above and below the base line that a picture of a line holds at least: room for marks."""


def read_picture(picture: NDArray[np.uint8], number: int, width: float, height: float, engine: OcrEngine) -> Page:
    """Read a page from its picture.

    Args:
        picture: The page as shown, of shape (height, width) or (height, width, 3).
        number: The page, from 1.
        width: Of the page as shown, in points.
        height: Likewise.
        engine: Who reads the lines.

    Raises:
        ExtractError: If the engine gives up.
        MissingDependencyError: If the engine is not installed.
    """
    prepared = prepare(picture, picture.shape[1] / width * 72)
    above, below = uprightness(prepared.boxes[1:], prepared.dpi)
    if below > above:
        prepared = on_head(prepared)
    if prepared.rotation in (90, 270):
        width, height = height, width
    frame = Frame(width, height, width / prepared.grey.shape[1], prepared.skew_deg)
    zones = text_zones(prepared.boxes, prepared.coloured, prepared.grey.shape, prepared.dpi)
    prepared, found = lines_of_ink(prepared, zones)
    lines = read_lines(prepared, found, frame, engine)
    return Page(
        number=number,
        width=width,
        height=height,
        rotation=prepared.rotation,
        skew_deg=prepared.skew_deg,
        reader=engine.label,
        trust=0.0,
        content=tuple(line for line in lines if line is not None),
    )


def lines_of_ink(prepared: Prepared, zones: NDArray[np.int64]) -> tuple[Prepared, tuple[InkLine, ...]]:
    """Find the lines of a page, and cut what touches from line to line.

    Returns:
        The page with its pieces of ink as they were cut, and the lines.
    """
    found = find_lines(prepared.boxes, zones, prepared.dpi)
    labels, boxes, zones = cut_touching(prepared.labels, prepared.boxes, zones, found)
    if boxes is prepared.boxes:
        return prepared, found
    prepared = replace(prepared, labels=labels, boxes=boxes)
    return prepared, find_lines(boxes, zones, prepared.dpi)


def read_lines(
    prepared: Prepared, found: Sequence[InkLine], frame: Frame, engine: OcrEngine
) -> tuple[Line | None, ...]:
    """Have an engine read lines of ink, all at once; None where it reads nothing."""
    cut = [
        cut_out(prepared, line.pieces, round(line.foot - ABOVE * line.size), round(line.foot + BELOW * line.size))
        for line in found
    ]
    readings = engine.read_lines([picture for picture, _ in cut], round(prepared.dpi))
    return tuple(
        _line(prepared, line, reading, left, frame, engine.label) if reading.text.strip() else None
        for line, reading, (_, left) in zip(found, readings, cut, strict=True)
    )


def _line(prepared: Prepared, ink: InkLine, reading: LineReading, left: int, frame: Frame, label: str) -> Line:
    """Put a reading in its place on the page."""
    boxes = prepared.boxes[list(ink.pieces)]
    sides = boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max()
    height = ink.foot - ink.size / 2

    def across(x: float) -> float:
        return frame.points(left + x, height)[0]

    characters = tuple(
        Character(one.text, across(one.x0), across(one.x1), one.confidence, one.alternatives)
        for one in reading.characters
    )
    edges = (*(one.x0 for one in characters), characters[-1].x1) if characters else ()
    return Line(
        bbox=frame.box(*(float(side) for side in sides)),
        raw=reading.text,
        text=reading.text,
        confidence=reading.confidence,
        reader=label,
        edges=edges,
        characters=characters,
    )
