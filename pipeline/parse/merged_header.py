"""A header and the first row below it in one row of cells: no rule was found between them, as under a shaded header."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.parse.captions import read_caption
from pipeline.parse.columns import role
from pipeline.parse.headers import distance, same_header
from pipeline.parse.passage import SPELLED, Ink, join
from pipeline.parse.shapes import SHAPES
from pipeline.parse.slots import Row, Slot, squeeze

NAMED = 2 / 3
"""So large a share of the cells must begin with the name of a column."""
WITNESSES = 2
"""Below their names so many columns must look like what the names say."""


def part_header(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a table that was read off a picture, the first one cut where its header ends.

    It is cut at the height above which nearly all of its cells hold names of columns, and below which a number, a
    period, a unit or a score stands where the names say so. A row that is not both is left as it is.
    """
    if not rows:
        return []
    first, *others = rows
    ranked = [(_evidence(above, below), -at, above, below) for at, (above, below) in enumerate(_cuts(first))]
    found = max(ranked, key=lambda one: one[:2], default=None)
    return list(rows) if found is None or not found[0] else [found[2], found[3], *others]


def below_header(row: Row, names: Sequence[str]) -> Row | None:
    """Return what of a row stands below the names of the columns that the page before has, or None.

    Args:
        row: Of a table that was read off a picture.
        names: Of its columns, as the page before prints them.
    """
    found: list[tuple[float, int, Row]] = []
    for at, (above, below) in enumerate(_cuts(row)):
        printed = [squeeze(slot.text) for slot in above]
        if same_header(names, printed, recognised=True):
            found.append((sum(map(distance, names, printed)), at, below))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _cuts(row: Row) -> Iterator[tuple[Row, Row]]:
    """Yield the upper and the lower half of a row for each height between its lines; none for a text layer's."""
    inks = [ink for slot in row for ink in slot.passage.inks]
    if any(ink.line.reader == SPELLED for ink in inks):
        return
    for height in sorted({_middle(ink) for ink in inks})[1:]:
        parts = {id(slot): _cut(slot, height) for slot in row}
        yield tuple(parts[id(slot)][0] for slot in row), tuple(parts[id(slot)][1] for slot in row)


def _middle(ink: Ink) -> float:
    return ink.line.bbox.middle[1]


def _cut(slot: Slot, height: float) -> tuple[Slot, Slot]:
    """Return what of a cell stands above a height, and what does not."""
    above = join(ink for ink in slot.passage.inks if _middle(ink) < height)
    below = join(ink for ink in slot.passage.inks if _middle(ink) >= height)
    return replace(slot, passage=above, row_span=1), replace(slot, passage=below, row=slot.row + 1, row_span=1)


def _evidence(above: Row, below: Row) -> int:
    """Return how many names and witnesses tell that two rows are a header and a row below it, or 0."""
    captions = [(read_caption(squeeze(slot.text)), lower) for slot, lower in zip(above, below, strict=True)]
    named = [(caption, lower) for caption, lower in captions if caption is not None]
    shaped = [(SHAPES.get(role(caption.name)), lower) for caption, lower in named]
    told = [shape(lower.plain.strip()) for shape, lower in shaped if shape is not None and lower.text]
    enough = len(named) >= NAMED * len(captions) and len(told) >= WITNESSES and all(told)
    return len(named) + len(told) if enough else 0
