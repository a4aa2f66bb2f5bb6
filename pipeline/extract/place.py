"""Lines and tables that were read in a part of a page, put in their place on the page."""

from dataclasses import replace

from pipeline.extract.affine import Affine
from pipeline.model.document import Line, Table


def move(part: Line | Table, placed: Affine) -> Line | Table:
    """Return a line or a table where ``placed`` puts it; after a turn, where single characters are is not kept."""
    if isinstance(part, Line):
        return _moved(part, placed)
    cells = tuple(
        replace(
            cell,
            bbox=placed.box(cell.bbox.x0, cell.bbox.top, cell.bbox.x1, cell.bbox.bottom),
            lines=tuple(_moved(line, placed) for line in cell.lines),
        )
        for cell in part.cells
    )
    return Table(placed.box(part.bbox.x0, part.bbox.top, part.bbox.x1, part.bbox.bottom), cells)


def _moved(line: Line, placed: Affine) -> Line:
    box = placed.box(line.bbox.x0, line.bbox.top, line.bbox.x1, line.bbox.bottom)
    if (placed.a, placed.b) != (1, 0):
        return replace(line, bbox=box, edges=(), characters=())
    return replace(
        line,
        bbox=box,
        edges=tuple(edge + placed.e for edge in line.edges),
        characters=tuple(replace(one, x0=one.x0 + placed.e, x1=one.x1 + placed.e) for one in line.characters),
    )


def insert(content: tuple[Line | Table, ...], parts: tuple[Line | Table, ...]) -> tuple[Line | Table, ...]:
    """Return a page's content with further parts where their first one's top is."""
    if not parts:
        return content
    top = min(part.bbox.top for part in parts)
    at = next((number for number, part in enumerate(content) if part.bbox.top >= top), len(content))
    return (*content[:at], *parts, *content[at:])
