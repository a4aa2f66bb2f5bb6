"""From a PDF's own coordinates to points of the page as shown, and as turned upright."""

from typing import NamedTuple

from pipeline.model.geometry import BBox


class Affine(NamedTuple):
    """A map of places: ``x' = a x + c y + e``, ``y' = b x + d y + f``."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        """Return the box around where a rectangle goes."""
        corners = [self.at(x, y) for x in (x0, x1) for y in (y0, y1)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return BBox(min(across), min(down), max(across), max(down))

    def then(self, other: "Affine") -> "Affine":
        """Return this map followed by another."""
        a, b = other.a * self.a + other.c * self.b, other.b * self.a + other.d * self.b
        c, d = other.a * self.c + other.c * self.d, other.b * self.c + other.d * self.d
        e, f = other.at(self.e, self.f)
        return Affine(a, b, c, d, e, f)


UNMOVED = Affine(1, 0, 0, 1, 0, 0)


def turn(degrees: int, width: float, height: float) -> Affine:
    """Return the map that turns a page of this size clockwise, its top left corner at 0, 0 again.

    Args:
        degrees: 0, 90, 180 or 270.
        width: Of the page before it is turned.
        height: Of the page before it is turned.
    """
    return {
        0: UNMOVED,
        90: Affine(0, 1, -1, 0, height, 0),
        180: Affine(-1, 0, 0, -1, width, height),
        270: Affine(0, -1, 1, 0, 0, width),
    }[degrees]
