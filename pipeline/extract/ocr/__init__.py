"""OCR engines: one module for each, all with the same two members."""

from collections.abc import Mapping
from importlib import import_module

from pipeline.extract.ocr.engine import Grey, LineReading, OcrEngine
from pipeline.settings import Settings

__all__ = ["ENGINES", "Grey", "LineReading", "OcrEngine", "load_engine"]

ENGINES: Mapping[str, str] = {
    "tesseract": "pipeline.extract.ocr.tesseract",
    "thai": "pipeline.extract.ocr.thai",
}
"""The module of each engine, which makes it from the settings by ``make_engine``; only the one that reads is loaded."""


def load_engine(settings: Settings) -> OcrEngine:
    """Return the engine that the settings name.

    Raises:
        ValueError: If there is no such engine.
        MissingDependencyError: If it, or its data, is not installed.
    """
    module = ENGINES.get(settings.engine)
    if module is None:
        raise ValueError(f"no engine {settings.engine!r}; there are {', '.join(ENGINES)}")
    engine: OcrEngine = import_module(module).make_engine(settings)
    return engine
