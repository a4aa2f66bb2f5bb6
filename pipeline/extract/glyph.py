"""What a text layer is made of: drawn glyphs, with what the file says they are and where their ink is."""

from typing import NamedTuple

from pipeline.extract.affine import Affine
from pipeline.model.geometry import BBox


class Glyph(NamedTuple):
    """One glyph, or the glyphs of one spelled-out span, in points of the upright page.

    A tuple and not a dataclass: a page has thousands.
    """

    text: str
    """What the file says: seldom more than one character; ``""`` where it says nothing usable."""
    x0: float
    """The pen before it."""
    x1: float
    """The pen after it; the same place for a mark that takes no room."""
    base: float
    """The height of its base line."""
    ink: tuple[float, float, float, float] | None
    """Left, top, right and bottom of its ink; None for white space."""
    size: float
    """Of the font, in points."""
    font: int
    """Which font resource drew it: the same font under two resources may be broken in one of them."""
    span: int = 0
    """Not 0 where the file spells out the text of these glyphs (ActualText): then the text is certain."""
    turn: int = 0
    """Degrees clockwise by which it stands turned on the page: 0, 90, 180, 270; -1 for anything between."""


class PageLayer(NamedTuple):
    """A page as the file describes it."""

    number: int
    width: float
    height: float
    rotation: int
    """Degrees clockwise by which the page, as shown, was turned to make most of its text upright."""
    placed: Affine
    """From the page's own coordinates to points of the upright page."""
    glyphs: tuple[Glyph, ...]
    """In the order in which they are drawn."""
    hidden: int
    """How many further glyphs are drawn invisibly, as OCR layers are."""
    pictures: tuple[BBox, ...]
    paths: int
    """How many strokes and fills the page draws."""
    fonts: tuple[str, ...]
    """Names of the font resources, by ``Glyph.font``."""


def covered(box: BBox, others: tuple[BBox, ...]) -> float:
    """Return which part of ``box``, 0 to 1, the largest of ``others`` covers."""
    area = box.width * box.height
    return max((box.overlap(other) for other in others), default=0.0) / area if area else 0.0
