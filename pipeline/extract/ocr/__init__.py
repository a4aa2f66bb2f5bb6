"""OCR engines: one module for each, all with the same two members."""

from pipeline.extract.ocr.engine import Grey, LineReading, OcrEngine

__all__ = ["Grey", "LineReading", "OcrEngine"]
