"""OCR engines: one module for each, all with the same two members."""

from collections.abc import Callable, Mapping

from pipeline.extract.ocr.engine import Grey, LineReading, OcrEngine
from pipeline.extract.ocr.tesseract import Tesseract
from pipeline.extract.ocr.thai import ThaiEngine
from pipeline.settings import Settings

__all__ = ["ENGINES", "Grey", "LineReading", "OcrEngine", "load_engine"]

ENGINES: Mapping[str, Callable[[Settings], OcrEngine]] = {
    "tesseract": lambda settings: Tesseract(settings.languages),
    "thai": lambda _: ThaiEngine(),
}
"""How each engine is made from the settings."""


def load_engine(settings: Settings) -> OcrEngine:
    """Return the engine that the settings name.

    Raises:
        ValueError: If there is no such engine.
    """
    make = ENGINES.get(settings.engine)
    if make is None:
        raise ValueError(f"no engine {settings.engine!r}; there are {', '.join(ENGINES)}")
    return make(settings)
