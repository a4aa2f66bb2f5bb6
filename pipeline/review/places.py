"""Where published rows are printed, as places to be shown."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from pipeline.model.crop import Spot
from pipeline.model.geometry import BBox, enclose
from pipeline.review.row_keys import Row

Rotations = Mapping[tuple[str, int], int]
"""By file and page: the degrees by which the page is turned to stand upright."""


def find_rotations(pages: Iterable[Row]) -> dict[tuple[str, int], int]:
    """Return how every page is turned that does not stand upright."""
    return {(row["source_path"], row["page"]): row["rotation"] for row in pages if row["rotation"]}


def row_spots(row: Row, rotations: Rotations) -> tuple[Spot, ...]:
    """Return where a row is printed: one place for each of its pages, in their order."""
    found = [
        (page, enclose(spot.bbox for spot in spots))
        for page, spots in groupby(every_spot(row, rotations), key=lambda spot: spot.page)
    ]
    return tuple(Spot(page, box, rotations.get((row["source_path"], page), 0)) for page, box in found)


def every_spot(row: Row, rotations: Rotations) -> tuple[Spot, ...]:
    """Return every place of a row; none for a transcript's, which has no pages to show."""
    found = []
    for text in (row["places"] or "").split(";"):
        page, _, sides = text.partition(":")
        if sides:
            number = int(page)
            x0, top, x1, bottom = (float(side) for side in sides.split(","))
            found.append(Spot(number, BBox(x0, top, x1, bottom), rotations.get((row["source_path"], number), 0)))
    return tuple(found)
