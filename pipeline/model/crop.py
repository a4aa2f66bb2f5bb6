"""Small pictures of places on pages, for the people who review what was read there."""

from dataclasses import dataclass

from pipeline.model.geometry import BBox


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page to be shown to a person."""

    page: int
    bbox: BBox
    """On the page as a viewer shows it: as published."""
    rotation: int = 0
    """Degrees clockwise by which the page is turned to stand upright: 0, 90, 180 or 270."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A spot's picture with what stands around it, upright."""

    content: bytes
    """WebP."""
    width: int
    height: int
    """In pixels."""
    marked: BBox
    """Where the spot lies, in pixels of the picture."""
