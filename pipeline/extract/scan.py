"""A page's picture to a page: tables from its rules, lines from its ink, words from an engine."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.bare import Ruled, find_bare_tables, find_lost_floors
from pipeline.extract.clutter import text_zones
from pipeline.extract.frame import Frame
from pipeline.extract.grid import arrange, find_grids
from pipeline.extract.ink import OUTSIDE, InkLine
from pipeline.extract.ink_lines import find_lines
from pipeline.extract.ink_parts import parts_of
from pipeline.extract.light import to_grey
from pipeline.extract.memory import give_back
from pipeline.extract.ocr.engine import LineReading, OcrEngine
from pipeline.extract.page_image import make_level, prepare
from pipeline.extract.prepared import Cut, Prepared, cut_out, on_head
from pipeline.extract.second_look import look_again
from pipeline.extract.skew import Boxes
from pipeline.extract.touching import cut_touching
from pipeline.extract.upright import stands_on_head
from pipeline.model.document import Cell, Character, Line, Page, Run, Table
from pipeline.model.geometry import BBox

TRIED = 6
"""So many lines are read both ways where only the engine can tell whether a page stands on its head."""
CLEARLY, FEW = 0.1, 12
"""An engine must be surer of fewer letters by so much to have a page turned: 10 is as easily read as 01."""
WHOLE = 4
"""A table of so many rows in which no cell is merged has lost no rule."""
HIDDEN = 0.5
"""A character is no surer than this where other ink stands upon it or beside it among the letters."""
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

    Returns:
        The page, upright: where it was turned, its width, its height and its boxes are those of the turned page.

    Raises:
        ExtractError: If the engine gives up.
        MissingDependencyError: If the engine is not installed.
    """
    dpi = picture.shape[1] / width * 72
    light = to_grey(picture)
    del picture  # in colour it takes as much memory as all that is made of it
    level = make_level(*light, dpi)
    del light
    give_back()
    prepared, found = _upright(prepare(level), engine)
    del level
    if prepared.rotation in (90, 270):
        width, height = height, width
    rotation, skew, rules = prepared.rotation, prepared.skew_deg, _rules(prepared)
    frame = Frame(width, height, skew)
    parts, working = _cut_lines(prepared, found), prepared.dpi
    del prepared, found  # the lines are cut out: the page's picture makes room for what reading them takes
    give_back()
    content = arrange(_read_parts(parts, working, engine, twice=True), rules, width, height, engine.label)
    return Page(
        number=number,
        width=width,
        height=height,
        rotation=rotation,
        skew_deg=skew,
        reader=engine.label,
        trust=0.0,
        content=tuple(_laid(part, frame) for part in content),
    )


def _upright(prepared: Prepared, engine: OcrEngine) -> tuple[Prepared, tuple[InkLine, ...]]:
    """Return a page the right way up, and its lines; where its ink does not tell, the engine is asked."""
    page, lines = _lines(prepared)
    stands = stands_on_head(page.labels, page.boxes, lines, page.dpi)
    if stands is False or not lines:
        return page, lines
    turned, turned_lines = _lines(on_head(prepared))
    if stands:
        return turned, turned_lines
    (on_its_head, letters), (as_it_lies, _) = _ease(turned, turned_lines, engine), _ease(page, lines, engine)
    if on_its_head > as_it_lies + (CLEARLY if letters < FEW else 0):
        return turned, turned_lines
    return page, lines


def _ease(page: Prepared, lines: Sequence[InkLine], engine: OcrEngine) -> tuple[float, int]:
    """Return how sure an engine is of some lines, on average over their letters, and how many those are."""
    longest = sorted(lines, key=lambda line: -len(line.pieces))[:TRIED]
    runs = _read_parts(_cut_lines(page, longest), page.dpi, engine, twice=False)
    letters = sum(len(run.text) for run in runs)
    return sum(run.confidence * len(run.text) for run in runs) / max(1, letters), letters


def _lines(prepared: Prepared) -> tuple[Prepared, tuple[InkLine, ...]]:
    """Find the lines of a page, cell by cell; what touches from line to line is cut.

    Returns:
        The page with its pieces of ink as they were cut, and the lines.
    """
    text = text_zones(prepared.boxes, prepared.coloured, prepared.stamps, prepared.grey.shape, prepared.dpi)
    zones, tables = _in_tables(prepared, text)
    found = find_lines(prepared.boxes, zones, prepared.dpi)
    if prepared.faxed and (ruled := _with_lost_rules(prepared, tables, found)) is not prepared:
        prepared = ruled
        zones, _ = _in_tables(prepared, text)
        found = find_lines(prepared.boxes, zones, prepared.dpi)
    labels, boxes, zones = cut_touching(prepared.labels, prepared.boxes, zones, found)
    if boxes is prepared.boxes:
        return prepared, found
    prepared = replace(prepared, labels=labels, boxes=boxes)
    return prepared, find_lines(boxes, zones, prepared.dpi)


def _in_tables(prepared: Prepared, text: NDArray[np.int64]) -> tuple[NDArray[np.int64], tuple[Table, ...]]:
    """Return the zones of a page's ink with each piece of text in its cell, and the tables."""
    tables = find_grids(_rules(prepared))
    cells = [cell for table in tables for cell in table.cells]
    return _in_cells(prepared.boxes, text, cells, 72 / prepared.dpi), tables


def _with_lost_rules(prepared: Prepared, tables: Sequence[Table], found: Sequence[InkLine]) -> Prepared:
    """Return a fax with the rules of its tables of which nothing is left, or the page as it is where none is."""
    boxes, width, dpi = prepared.boxes, prepared.grey.shape[1], prepared.dpi
    ruled = [_as_ruled(table, dpi / 72) for table in tables]
    bare = find_bare_tables(found, boxes, ruled, width, dpi)
    for across, down in bare:
        first, last = int(across[:, 1].min()), int(across[:, 3].max())
        kept = [_beyond(rules, first, last) for rules in (prepared.across, prepared.down)]
        prepared = replace(prepared, across=np.concatenate([kept[0], across]), down=np.concatenate([kept[1], down]))
    if bare:
        return prepared
    cells = [cell for table in tables for cell in table.cells]
    floors = find_lost_floors(_bands(cells, found, dpi / 72), boxes, width, dpi)
    return replace(prepared, across=np.concatenate([prepared.across, floors])) if len(floors) else prepared


def _as_ruled(table: Table, scale: float) -> Ruled:
    """Return where a table and its walls stand in pixels."""
    walls = sorted({side * scale for cell in table.cells for side in (cell.bbox.x0, cell.bbox.x1)})
    rows, columns = {cell.row for cell in table.cells}, {cell.column for cell in table.cells}
    is_whole = len(rows) >= WHOLE and len(table.cells) == len(rows) * len(columns)
    return Ruled(table.bbox.top * scale, table.bbox.bottom * scale, tuple(walls), is_whole)


def _beyond(rules: Boxes, top: int, bottom: int) -> Boxes:
    """Return the rules that lie, for the most part, above or below a part of the page."""
    inside = np.minimum(rules[:, 3], bottom) - np.maximum(rules[:, 1], top)
    return np.asarray(rules[2 * inside < rules[:, 3] - rules[:, 1]])


def _bands(cells: Sequence[Cell], found: Sequence[InkLine], scale: float) -> list[tuple[list[InkLine], list[int]]]:
    """Return for each row of a table, in which no cell is merged, its lines and its walls in pixels."""
    lines: dict[int, list[InkLine]] = {}
    for line in found:
        lines.setdefault(line.zone, []).append(line)
    rows: list[tuple[list[InkLine], list[int]]] = []
    for number, cell in enumerate(cells):
        own, right = lines.get(number, []), round(cell.bbox.x1 * scale)
        if cell.column and rows and cells[number - 1].row == cell.row:
            rows[-1][0].extend(own)
            rows[-1][1].append(right)
        else:
            rows.append(([*own], [round(cell.bbox.x0 * scale), right]))
    return rows


def _rules(prepared: Prepared) -> list[BBox]:
    """Return the rules in points of the level page."""
    scale = 72 / prepared.dpi
    return [BBox(*(float(side) * scale for side in rule[:4])) for rule in (*prepared.across, *prepared.down)]


def _in_cells(boxes: Boxes, zones: NDArray[np.int64], cells: Sequence[Cell], scale: float) -> NDArray[np.int64]:
    """Return the zones with each piece of text in its cell, where it stands in one."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2 * scale, (boxes[:, 1] + boxes[:, 3]) / 2 * scale
    zones = zones.copy()
    text = zones == OUTSIDE
    for number, cell in enumerate(cells):
        box = cell.bbox
        zones[text & (x >= box.x0) & (x < box.x1) & (y >= box.top) & (y < box.bottom)] = number
    return zones


def _cut_lines(prepared: Prepared, found: Sequence[InkLine]) -> tuple[tuple[Boxes, Cut], ...]:
    """Cut the lines of a page out; each part between wide gaps is a picture, beside its pieces of ink, of its own."""
    return tuple(
        (
            prepared.boxes[list(part)],
            cut_out(
                prepared,
                part,
                round(line.foot - ABOVE * line.size),
                round(line.foot + BELOW * line.size),
                (round(line.foot - line.size), round(line.foot)),
            ),
        )
        for line in found
        for part in parts_of(line, prepared.boxes)
    )


def _read_parts(parts: Sequence[tuple[Boxes, Cut]], dpi: float, engine: OcrEngine, *, twice: bool) -> tuple[Run, ...]:
    """Have an engine read parts of lines, all at once.

    Args:
        parts: As they were cut out of a page.
        dpi: Its resolution.
        engine: Who reads them.
        twice: Whether numbers are looked at again.

    Returns:
        The runs, in points of the level page; none where nothing was read.
    """
    pictures = [cut.picture for _, cut in parts]
    readings = engine.read_lines(pictures, round(dpi))
    if twice:
        readings = look_again(pictures, readings, round(dpi), engine)
    return tuple(
        _run(boxes, doubt_overlaid(reading, cut), cut.left, 72 / dpi)
        for (boxes, cut), reading in zip(parts, readings, strict=True)
        if reading.text.strip()
    )


def doubt_overlaid(reading: LineReading, cut: Cut) -> LineReading:
    """Return a reading that is unsure where other ink stands among the letters: it may hide some.

    Args:
        reading: Of a line.
        cut: The line as it was cut out.
    """
    if not cut.overlaid.any():
        return reading
    characters = tuple(
        replace(one, confidence=min(one.confidence, HIDDEN))
        if cut.overlaid[max(0, round(one.x0)) : round(one.x1) + 1].any()
        else one
        for one in reading.characters
    )
    return replace(reading, confidence=min(one.confidence for one in characters), characters=characters)


def _run(boxes: Boxes, reading: LineReading, left: int, scale: float) -> Run:
    """Put a reading in its place on the level page."""
    x0, top, x1, bottom = boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max()
    characters = tuple(_moved(one, (left + one.x0) * scale, (left + one.x1) * scale) for one in reading.characters)
    return Run(
        text=reading.text,
        bbox=BBox(float(x0) * scale, float(top) * scale, float(x1) * scale, float(bottom) * scale),
        confidence=reading.confidence,
        edges=(*(one.x0 for one in characters), characters[-1].x1) if characters else (),
        characters=characters,
    )


def _moved(one: Character, x0: float, x1: float) -> Character:
    """Return a character in another place; a page has thousands, and ``replace`` takes four times as long."""
    return Character(one.text, x0, x1, one.confidence, one.alternatives, one.again)


def _laid(part: Line | Table, frame: Frame) -> Line | Table:
    """Bring a part of the level page to where it stands on the page."""
    if isinstance(part, Line):
        return _laid_line(part, frame)
    cells = tuple(
        replace(cell, bbox=frame.laid(cell.bbox), lines=tuple(_laid_line(line, frame) for line in cell.lines))
        for cell in part.cells
    )
    return Table(frame.laid(part.bbox), cells)


def _laid_line(line: Line, frame: Frame) -> Line:
    across = frame.along(line.bbox.middle[1])
    characters = tuple(_moved(one, across(one.x0), across(one.x1)) for one in line.characters)
    return replace(line, bbox=frame.laid(line.bbox), edges=tuple(map(across, line.edges)), characters=characters)
