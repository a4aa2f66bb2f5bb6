"""The way back from a level page to the page as it lies (pure)."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model.geometry import BBox


@dataclass(frozen=True, slots=True)
class Frame:
    """How the level picture of a page lies on the upright page."""

    width: float
    height: float
    """Of the upright page, in points."""
    skew_deg: float
    """Degrees by which the page's lines fall to the right; the picture was turned back about its middle."""

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the level page is on the page as it lies, kept inside of it."""
        across, down = x - self.width / 2, y - self.height / 2
        cos, sin = math.cos(math.radians(self.skew_deg)), math.sin(math.radians(self.skew_deg))
        return (
            min(max(self.width / 2 + across * cos - down * sin, 0.0), self.width),
            min(max(self.height / 2 + across * sin + down * cos, 0.0), self.height),
        )

    def along(self, y: float) -> Callable[[float], float]:
        """Return where, across the page as it lies, places of one height of the level page are: as ``point`` tells."""
        middle, width = self.width / 2, self.width
        cos, down = math.cos(math.radians(self.skew_deg)), y - self.height / 2
        fall = down * math.sin(math.radians(self.skew_deg))
        return lambda x: min(max(middle + (x - middle) * cos - fall, 0.0), width)

    def laid(self, box: BBox) -> BBox:
        """Return the box on the page as it lies that holds a box of the level page."""
        corners = [self.point(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        across, down = zip(*corners, strict=True)
        return BBox(min(across), min(down), max(across), max(down))
