"""The one coordinate system: PDF points, origin top left, of the page as shown (upright)."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BBox:
    """A rectangle on a page, in points from the page's top left corner.

    A transcript has no page picture; there one unit is one character across and one line of the file down.

    Raises:
        ValueError: If the box is inside out.
    """

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError(f"box is inside out: {self.x0}, {self.top}, {self.x1}, {self.bottom}")

    @property
    def width(self) -> float:
        """Return the width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Return the centre as ``(x, y)``."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in the box; the left and top edges belong to it."""
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom

    def overlap(self, other: "BBox") -> float:
        """Return the area that both boxes cover, in square points."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


def enclose(boxes: Iterable[BBox]) -> BBox:
    """Return the smallest box that holds all of ``boxes``.

    Raises:
        ValueError: If there are none.
    """
    held = list(boxes)
    if not held:
        raise ValueError("no boxes to enclose")
    return BBox(
        min(box.x0 for box in held),
        min(box.top for box in held),
        max(box.x1 for box in held),
        max(box.bottom for box in held),
    )
