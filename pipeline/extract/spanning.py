"""Merged cells of tables without rules down: a label in the middle of several columns belongs to all of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from pipeline.model.document import Cell, Table
from pipeline.model.geometry import enclose

PEERS = 3
"""From so many cells it shows how the text of a column is set."""
ALIGNED = 4.0
"""In points; text that begins, or has its middle, so near to where others of its column do is set like them."""
CENTRED = 0.15
"""So far, in widths of a merged cell, its text may stand off the middle: columns end somewhere in the white space."""

_HAS_DIGIT = re.compile(r"[0-9๐-๙]")


def spread(table: Table) -> Table:
    """Return a table in which labels that stand in the middle of several columns are cells over all of them.

    Such a label is no number, stands otherwise than the text of its column does, and beside it the row is empty.

    Args:
        table: With its text; its columns were told by the white space between them.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    cells = [cell for at, row in rows.items() for cell in (_merged(row, table) if at else row)]
    return replace(table, cells=tuple(cells))


def _merged(row: Sequence[Cell], table: Table) -> Iterator[Cell]:
    """Yield the cells of a row, those that a label stands over as one."""
    written = [at for at, cell in enumerate(row) if cell.lines]
    merged: dict[int, int] = {}
    for at in written:
        first = max((other + 1 for other in written if other < at), default=0)
        last = min((other for other in written if other > at), default=len(row))
        if last - first > 1 and _stands_over(row[at], row[first:last], table):
            merged[first] = last
    at = 0
    while at < len(row):
        group = row[at : merged.get(at, at + 1)]
        span, lines = sum(cell.column_span for cell in group), tuple(line for cell in group for line in cell.lines)
        yield replace(group[0], column_span=span, bbox=enclose(cell.bbox for cell in group), lines=lines)
        at += len(group)


def _stands_over(cell: Cell, group: Sequence[Cell], table: Table) -> bool:
    """Tell whether the text of a cell stands in the middle of several cells, and not as others of its column do."""
    ink, whole = enclose(line.bbox for line in cell.lines), enclose(one.bbox for one in group)
    if (
        len(cell.lines) > 1
        or _HAS_DIGIT.search(cell.raw)
        or abs(ink.middle[0] - whole.middle[0]) > CENTRED * whole.width
    ):
        return False
    peers = [
        enclose(line.bbox for line in other.lines)
        for other in table.cells
        if other.lines and other.row not in (0, cell.row) and (other.column, other.column_span) == (cell.column, 1)
    ]
    if len(peers) < PEERS or cell.column_span > 1:
        return cell.column_span > 1
    begin, middle = median(box.x0 for box in peers), median(box.middle[0] for box in peers)
    return abs(ink.x0 - begin) > ALIGNED and abs(ink.middle[0] - middle) > ALIGNED
