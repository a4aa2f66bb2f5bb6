"""Documents that were read, kept so that nothing is read twice."""

import gzip
import json
import zlib
from collections.abc import Collection
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pipeline.model.codec import FORMAT, decode, encode
from pipeline.model.document import Document, Source
from pipeline.settings import Settings
from pipeline.store.atomic import write_whole
from pipeline.store.version import reading_version

FOLDER = "read"
"""Below the output folder; may be deleted at any time, at the cost of reading again."""
NOT_FOR_READING = ("certain", "memory_mb", "page_seconds")
"""Settings that do not change what is read; a new setting counts as changing it until it is named here."""


def keep_document(
    document: Document, settings: Settings, label: str, folder: Path, broken: Collection[int] = ()
) -> None:
    """Keep a document together with what its reading depends on.

    Args:
        document: As ``extract`` gave it.
        settings: Those that it was read with.
        label: The OCR engine's label.
        folder: The output folder.
        broken: Pages that were not read, though another run may fare better: ``load_kept`` does not return it then.

    Raises:
        OutputError: If the folder cannot be written.
    """
    key = _key(settings, label) | ({"broken": sorted(broken)} if broken else {})
    text = f"{json.dumps(key, sort_keys=True)}\n{encode(document)}"
    write_whole(_path(document.source, folder), gzip.compress(text.encode(), compresslevel=3, mtime=0))


def load_kept(source: Source, settings: Settings, label: str, folder: Path) -> Document | None:
    """Return the kept document of a file, or None where it was not read with these settings, engine and code."""
    held = _load(source, folder)
    if held is None or held[0] != _key(settings, label):
        return None
    return held[1]


def load_any(source: Source, folder: Path) -> Document | None:
    """Return the kept document of a file however it was read, or None where there is none."""
    held = _load(source, folder)
    return held[1] if held else None


def _load(source: Source, folder: Path) -> tuple[dict[str, Any], Document] | None:
    """Return what a document was read with and the document, under the file's present name."""
    try:
        key, _, text = gzip.decompress(_path(source, folder).read_bytes()).decode().partition("\n")
        document = decode(text)
        if document.source.sha256 != source.sha256:
            return None
        return json.loads(key), replace(document, source=source)
    except (OSError, EOFError, zlib.error, ValueError):
        return None  # no such file, or a damaged one: the document is read again


def _path(source: Source, folder: Path) -> Path:
    return folder / FOLDER / f"{source.report_id}.json.gz"


def _key(settings: Settings, label: str) -> dict[str, Any]:
    """Return everything besides the file's bytes that decides what is read."""
    chosen = {name: value for name, value in asdict(settings).items() if name not in NOT_FOR_READING}
    return {"code": reading_version(), "engine": label, "format": FORMAT, "settings": chosen}
