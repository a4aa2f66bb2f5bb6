"""Engines that stand for what the outside world does: each reads, or fails, in one known way."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import ExtractError
from pipeline.extract.ocr.engine import Grey, LineReading
from pipeline.model.document import Character


def reading(text: str, width: int, confidence: float = 0.99) -> LineReading:
    """Return a reading whose characters stand evenly over a picture."""
    step = width / max(1, len(text))
    characters = tuple(Character(one, at * step, (at + 1) * step, confidence) for at, one in enumerate(text))
    return LineReading(text, confidence if text else 0.0, characters)


@dataclass(frozen=True, slots=True)
class SameWordEngine:
    """Reads the same word in every line."""

    word: str = "คำ"
    label: str = "same-word 1"

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        return tuple(reading(self.word, one.shape[1]) for one in pictures)


@dataclass(frozen=True, slots=True)
class SilentEngine:
    """Reads nothing in any line."""

    label: str = "silent 1"

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        return tuple(LineReading("", 0.0) for _ in pictures)


@dataclass(frozen=True, slots=True)
class CrashingEngine:
    """Gives up on every page."""

    label: str = "crashing 1"

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        raise ExtractError("The engine gave up on the page. Try another engine.")


@dataclass(frozen=True, slots=True)
class WidthEngine:
    """Reads in every line how wide its picture is, in millimetres: so a test can tell one from another."""

    label: str = "width 1"

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        return tuple(reading(str(round(one.shape[1] / dpi * 25.4)), one.shape[1]) for one in pictures)
