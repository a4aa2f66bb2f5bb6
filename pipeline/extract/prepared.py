"""A page's picture as it is prepared for reading, and the cutting out of lines (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.labels import Labels
from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

OVERLAID = 0.3
"""Foreign ink that covers more than this share of the letters' height is no speck."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page's picture as recognisers like it, and the way back to the page."""

    grey: NDArray[np.uint8]
    """Upright, level, paper white, rules lifted out."""
    labels: Labels
    """Of the same shape: to which row of ``boxes`` a dark pixel belongs; 0 for paper."""
    boxes: Boxes
    """Connected pieces of ink; row 0 stands for the paper."""
    across: Boxes
    """Rules that run across, in pixels."""
    down: Boxes
    """Rules that run down."""
    coloured: NDArray[np.bool_]
    """For each row of ``boxes`` whether its ink is coloured."""
    stamps: Boxes
    """Rules of coloured ink, which frame stamps."""
    dpi: float
    rotation: int
    """Degrees clockwise by which the picture was turned."""
    skew_deg: float
    """Degrees by which its lines fell to the right after that."""
    faxed: bool = False
    """Whether the page is of black and white only, as a fax is: pale rules are lost."""


def on_head(prepared: Prepared) -> Prepared:
    """Turn a prepared picture by 180 degrees; the pixels stay where they are in memory, seen from the other end."""
    height, width = prepared.grey.shape
    return replace(
        prepared,
        grey=prepared.grey[::-1, ::-1],
        labels=prepared.labels[::-1, ::-1],
        boxes=_half_turn(prepared.boxes, width, height),
        across=_half_turn(prepared.across, width, height),
        down=_half_turn(prepared.down, width, height),
        stamps=_half_turn(prepared.stamps, width, height),
        rotation=(prepared.rotation + 180) % 360,
    )


def _half_turn(boxes: Boxes, width: int, height: int) -> Boxes:
    return np.stack(
        [width - boxes[:, 2], height - boxes[:, 3], width - boxes[:, 0], height - boxes[:, 1], boxes[:, 4]], axis=1
    )


@dataclass(frozen=True, slots=True)
class Cut:
    """A line as it was cut out of a page."""

    picture: Grey
    left: int
    """Where its left edge is on the page."""
    overlaid: NDArray[np.bool_]
    """For each column whether ink of something else stands among the letters: another line, a stamp, a pen."""


def cut_out(prepared: Prepared, pieces: Sequence[int], top: int, bottom: int, letters: tuple[int, int]) -> Cut:
    """Cut a line out: its own ink on white, two points of paper left and right.

    Args:
        prepared: The page.
        pieces: The line's pieces of ink.
        top: Where the picture begins at the latest; it begins above if the ink does.
        bottom: Where it ends at the earliest.
        letters: The first row of its letters, without ascenders and marks, and the row below them.
    """
    boxes = prepared.boxes[list(pieces)]
    edge = round(prepared.dpi / 36)
    x0, x1 = max(0, int(boxes[:, 0].min()) - edge), int(boxes[:, 2].max()) + edge
    begin = max(0, min(top, int(boxes[:, 1].min()) - 1))
    area = slice(begin, max(bottom, int(boxes[:, 3].max()) + 1)), slice(x0, x1)
    labels = prepared.labels[area]
    own = np.zeros(len(prepared.boxes), np.bool_)
    own[list(pieces)] = True
    mine = own[labels]
    foreign = (labels > 0) & ~mine
    picture = prepared.grey[area].copy()
    picture[_grown(foreign) & ~mine] = 255
    among = foreign[max(0, letters[0] - begin) : max(0, letters[1] - begin)]
    return Cut(picture, x0, among.sum(axis=0) > OVERLAID * (letters[1] - letters[0]))


def _grown(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return a mask that reaches a pixel further on all sides."""
    wide = mask.copy()
    wide[:, 1:] |= mask[:, :-1]
    wide[:, :-1] |= mask[:, 1:]
    high = wide.copy()
    high[1:] |= wide[:-1]
    high[:-1] |= wide[1:]
    return high
