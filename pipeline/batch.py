"""Many documents at a time on this machine, and what they publish together."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pipeline import isolate
from pipeline.model.judgement import DocumentOutcome
from pipeline.process import ingest_one, interpret_one
from pipeline.settings import Settings
from pipeline.store.inputs import Input
from pipeline.store.manifest import Entry

Tell = Callable[[DocumentOutcome], None]
"""Is told of each document as it is done."""


def ingest(
    inputs: Sequence[Input], settings: Settings, folder: Path, tell: Tell, *, jobs: int, fresh: bool
) -> list[DocumentOutcome]:
    """Read and interpret files, so many at a time; the outcomes come in the files' order.

    Raises:
        RunError: If no document can be read or kept.
    """
    work = [partial(ingest_one, item.path, settings, folder, item.name, fresh=fresh) for item in inputs]
    return isolate.side_by_side(work, jobs, tell)


def reinterpret(
    entries: Sequence[Entry], settings: Settings, folder: Path, tell: Tell, *, jobs: int
) -> list[DocumentOutcome]:
    """Interpret again what the last run read; what it could not read stays failed."""
    work = [partial(_interpret_entry, entry, settings, folder) for entry in entries]
    return isolate.side_by_side(work, jobs, tell)


def _interpret_entry(entry: Entry, settings: Settings, folder: Path) -> DocumentOutcome:
    if entry.error is not None:
        return DocumentOutcome(entry.source, error=entry.error)
    return interpret_one(entry.source, settings, folder)
