"""Document to JSON and back: the seam between reading and interpreting."""

import json
from typing import Any

from pipeline.model.document import Cell, Character, Document, Failure, Line, Page, Source, Table
from pipeline.model.geometry import BBox

FORMAT = 2
"""Changes whenever the JSON does; a kept document of another format is read again."""


def encode(document: Document) -> str:
    """Return a document as JSON; the same document gives the same text."""
    return json.dumps(
        {
            "format": FORMAT,
            "source": {"sha256": document.source.sha256, "name": document.source.name},
            "pages": [_page(page) for page in document.pages],
            "failures": [[f.stage, f.error_code, f.message, f.page] for f in document.failures],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def decode(text: str) -> Document:
    """Return the document that ``encode`` wrote.

    Raises:
        ValueError: If the text is of another format or is damaged.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"not a document of format {FORMAT}")
    try:
        return Document(
            source=Source(**data["source"]),
            pages=tuple(_to_page(page) for page in data["pages"]),
            failures=tuple(Failure(*failure) for failure in data["failures"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"a damaged document: {error!r}") from error


def _box(box: BBox) -> list[float]:
    return [round(side, 2) for side in (box.x0, box.top, box.x1, box.bottom)]


def _line(line: Line) -> dict[str, Any]:
    return {
        "bbox": _box(line.bbox),
        "raw": line.raw,
        "text": line.text,
        "confidence": round(line.confidence, 4),
        "reader": line.reader,
        "edges": [round(edge, 2) for edge in line.edges],
        "characters": [
            [
                c.text,
                round(c.x0, 2),
                round(c.x1, 2),
                round(c.confidence, 4),
                [[t, round(p, 5)] for t, p in c.alternatives],
                None if c.again is None else round(c.again, 4),
            ]
            for c in line.characters
        ],
    }


def _part(part: Line | Table) -> dict[str, Any]:
    if isinstance(part, Line):
        return {"line": _line(part)}
    cells = [
        [c.row, c.column, c.row_span, c.column_span, _box(c.bbox), [_line(line) for line in c.lines]]
        for c in part.cells
    ]
    return {"table": {"bbox": _box(part.bbox), "cells": cells}}


def _page(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "rotation": page.rotation,
        "skew_deg": round(page.skew_deg, 3),
        "reader": page.reader,
        "trust": round(page.trust, 3),
        "content": [_part(part) for part in page.content],
    }


def _to_line(data: dict[str, Any]) -> Line:
    characters = tuple(
        Character(text, x0, x1, confidence, tuple((other, chance) for other, chance in others), again)
        for text, x0, x1, confidence, others, again in data["characters"]
    )
    return Line(
        bbox=BBox(*data["bbox"]),
        raw=data["raw"],
        text=data["text"],
        confidence=data["confidence"],
        reader=data["reader"],
        edges=tuple(data["edges"]),
        characters=characters,
    )


def _to_part(data: dict[str, Any]) -> Line | Table:
    if "line" in data:
        return _to_line(data["line"])
    table = data["table"]
    cells = tuple(
        Cell(row, column, row_span, column_span, BBox(*box), tuple(_to_line(line) for line in lines))
        for row, column, row_span, column_span, box, lines in table["cells"]
    )
    return Table(BBox(*table["bbox"]), cells)


def _to_page(data: dict[str, Any]) -> Page:
    return Page(**{**data, "content": tuple(_to_part(part) for part in data["content"])})
