"""What every OCR engine can do: read the pictures of lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.model.document import Character

Grey = NDArray[np.uint8]
"""A grey picture of shape (height, width): 0 is black, 255 is white."""

SHOWN_ALTERNATIVES = 4
"""At most so many alternatives of a character are told, the likeliest."""


@dataclass(frozen=True, slots=True)
class LineReading:
    """What an engine read in the picture of one line."""

    text: str
    """In Unicode order; empty where nothing was read."""
    confidence: float
    """The least of its characters', 0 to 1, as the engine gives it; 0 where nothing was read."""
    characters: tuple[Character, ...] = ()
    """One for each code point of ``text``, in its order. ``x0`` and ``x1`` are pixels from the picture's left edge;
    a mark above or below stands at its base."""

    def __post_init__(self) -> None:
        spelled = "".join(character.text for character in self.characters)
        if spelled != self.text:
            raise ValueError(f"characters spell {spelled!r}, not {self.text!r}")


class OcrEngine(Protocol):
    """Reads lines; knows nothing of pages and tables."""

    @property
    def label(self) -> str:
        """Name the engine, its version and whatever else changes its answers: ``tesseract 5.3.0 tha+eng``."""
        ...

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        """Read pictures of lines, all lines of a page in one call.

        Args:
            pictures: Each one upright line, dark ink on a white background, at any height. A picture is about as tall
                as the line's font (room for marks above and below stands there even where the line has none), with
                two points of white left and right; ink of the lines above and below is wiped out.
            dpi: Resolution of the pictures.

        Returns:
            One reading for each picture, in their order.

        Raises:
            ExtractError: If the engine gave up.
            MissingDependencyError: If it, or its data, is not installed.
        """
        ...
