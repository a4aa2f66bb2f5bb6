"""What the last run read and published: so the next one sees what has changed, and ``ita again`` what there is."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import DocumentError, InputError
from pipeline.model.document import Source
from pipeline.model.judgement import DocumentOutcome
from pipeline.settings import Settings
from pipeline.store.inputs import Input, hash_input
from pipeline.store.kept import FOLDER
from pipeline.store.version import publishing_version

MANIFEST = f"{FOLDER}/manifest.json"
"""Below the output folder; where it is deleted, everything is interpreted and published anew."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in a few numbers."""

    files: int
    failed: int
    """Files that failed, whole or with some of their pages."""
    accepted: int
    """Rows, over all tables with a status."""
    to_review: int
    corrected: int
    remarks: tuple[str, ...] = ()
    """What people who corrected values should know, a line each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One input file."""

    source: Source
    error: DocumentError | None
    """Why it could not be read; None where it was, whatever came of it later."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run read and published."""

    entries: tuple[Entry, ...]
    key: str
    """A hash of everything that the output depends on; empty where that may differ the next time."""
    engine: str
    skipped: tuple[str, ...]
    summary: Summary
    outputs: Mapping[str, str]
    """The SHA-256 of each published file by its path below the output folder."""

    def encode(self) -> bytes:
        """Return the manifest as JSON; the same manifest gives the same bytes."""
        data = {
            "key": self.key,
            "engine": self.engine,
            "skipped": self.skipped,
            "summary": asdict(self.summary),
            "entries": [[entry.source.name, entry.source.sha256, _encode_error(entry.error)] for entry in self.entries],
            "outputs": dict(sorted(self.outputs.items())),
        }
        return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def make_manifest(
    outcomes: Sequence[DocumentOutcome],
    settings: Settings,
    engine: str,
    skipped: Sequence[str],
    summary: Summary,
    files: Mapping[str, bytes],
    corrections: str = "",
) -> Manifest:
    """Return the manifest of a run that published ``files`` and applied the corrections of this SHA-256."""
    sources = [outcome.source for outcome in outcomes]
    transient = any(outcome.transient for outcome in outcomes)
    return Manifest(
        entries=tuple(
            Entry(outcome.source, outcome.error if outcome.document is None else None) for outcome in outcomes
        ),
        key="" if transient else run_key(sources, settings, engine, skipped, corrections),
        engine=engine,
        skipped=tuple(skipped),
        summary=summary,
        outputs={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    )


def load_manifest(folder: Path) -> Manifest | None:
    """Return what the last run left in an output folder, or None where there is nothing usable."""
    try:
        data = json.loads((folder / MANIFEST).read_text("utf-8"))
        return Manifest(
            entries=tuple(Entry(Source(sha256, name), _decode_error(error)) for name, sha256, error in data["entries"]),
            key=data["key"],
            engine=data["engine"],
            skipped=tuple(data["skipped"]),
            summary=Summary(**{**data["summary"], "remarks": tuple(data["summary"]["remarks"])}),
            outputs=data["outputs"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None  # as if nothing had been published: everything is done anew


def find_unchanged(
    inputs: Sequence[Input],
    settings: Settings,
    engine: str,
    skipped: Sequence[str],
    folder: Path,
    corrections: str = "",
) -> Summary | None:
    """Return the last run's summary where a run would publish the very same bytes again, else None.

    That is so where the input files, their names, the settings, the engine, the code, the libraries and the
    corrections, told by their SHA-256, are the same, and every published file is still what was written.
    """
    manifest = load_manifest(folder)
    try:
        sources = [hash_input(item) for item in inputs]
    except InputError:
        return None
    if manifest is None or manifest.key != run_key(sources, settings, engine, skipped, corrections):
        return None
    intact = all(_hash(folder / name) == sha256 for name, sha256 in manifest.outputs.items())
    return manifest.summary if intact and (folder / "run.json").is_file() else None


def run_key(
    sources: Sequence[Source], settings: Settings, engine: str, skipped: Sequence[str], corrections: str = ""
) -> str:
    """Return a hash of everything that a run's output depends on."""
    parts = {
        "code": publishing_version(),
        "corrections": corrections,
        "engine": engine,
        "settings": asdict(settings),
        "sources": sorted((source.name, source.sha256) for source in sources),
        "skipped": sorted(skipped),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _hash(path: Path) -> str:
    """Return a file's SHA-256, or nothing where there is no such file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _encode_error(error: DocumentError | None) -> list[Any] | None:
    return [error.code, error.stage, str(error), error.page] if error else None


def _decode_error(data: Sequence[Any] | None) -> DocumentError | None:
    """Return the error that a document had; one of an unknown kind keeps its code."""
    if data is None:
        return None
    code, stage, message, page = data
    kinds = {kind.code: kind for kind in DocumentError.__subclasses__()}
    error = kinds.get(code, DocumentError)(message, page)
    error.code, error.stage = code, stage
    return error
