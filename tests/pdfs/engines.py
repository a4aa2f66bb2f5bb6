"""Engines that are no engines: what the outside world may do to a reader."""

from collections.abc import Sequence

from pipeline.errors import ExtractError
from pipeline.extract.ocr.engine import Grey, LineReading
from pipeline.model.document import Character


class SaysOcr:
    """Reads ``OCR`` wherever there is ink."""

    label = "says-ocr"

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        """Return the same reading for each picture."""
        return tuple(
            LineReading(
                "OCR", 0.9, tuple(Character(char, at * 10.0, at * 10 + 10.0, 0.9) for at, char in enumerate("OCR"))
            )
            for _ in pictures
        )


class GivesUp:
    """Crashes on every page."""

    label = "gives-up"

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        """Raise."""
        raise ExtractError("The engine gave up.")


class MustNotRead:
    """Stands in where no picture may be read."""

    label = "must-not-read"

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        """Fail the test."""
        raise AssertionError("a page was sent to OCR")
