"""The way back from a level picture to the page: pixels to points, and the skew undone (pure)."""

import math
from dataclasses import dataclass

from pipeline.model.geometry import BBox


@dataclass(frozen=True, slots=True)
class Frame:
    """How a level, upright picture of a page lies on the page."""

    width: float
    height: float
    """Of the upright page, in points."""
    scale: float
    """Points for each pixel of the picture."""
    skew_deg: float
    """Degrees by which the page's lines fall to the right; the picture was turned back about its middle."""

    def points(self, x: float, y: float) -> tuple[float, float]:
        """Return where a pixel is on the page, kept inside of it."""
        across, down = x * self.scale - self.width / 2, y * self.scale - self.height / 2
        cos, sin = math.cos(math.radians(self.skew_deg)), math.sin(math.radians(self.skew_deg))
        return (
            min(max(self.width / 2 + across * cos - down * sin, 0.0), self.width),
            min(max(self.height / 2 + across * sin + down * cos, 0.0), self.height),
        )

    def box(self, x0: float, top: float, x1: float, bottom: float) -> BBox:
        """Return the box on the page that holds a box of the picture."""
        corners = [self.points(x, y) for x in (x0, x1) for y in (top, bottom)]
        across, down = zip(*corners, strict=True)
        return BBox(min(across), min(down), max(across), max(down))

    def level(self, x0: float, top: float, x1: float, bottom: float) -> BBox:
        """Return a box of the picture in points, still level: for geometry within the page."""
        return BBox(x0 * self.scale, top * self.scale, x1 * self.scale, bottom * self.scale)
