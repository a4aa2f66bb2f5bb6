"""Pictures of places for the review page: those that are kept, and those that are drawn now."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pipeline import isolate
from pipeline.errors import DocumentError
from pipeline.extract.crop import cut_out
from pipeline.isolate import Progress
from pipeline.model.crop import Crop, Spot
from pipeline.model.document import Source
from pipeline.review.album import Wanted
from pipeline.settings import Settings
from pipeline.store.inputs import Input, read_source
from pipeline.store.pictures import keep_pictures, load_pictures


def show_places(
    wanted: Wanted, inputs: Sequence[Input], settings: Settings, folder: Path, *, jobs: int
) -> dict[Source, dict[Spot, Crop]]:
    """Return pictures of places, each document's drawn in a process of its own; they are kept for the next run.

    A document whose file has gone or changed, or cannot be drawn, has the pictures that were kept of it, if any:
    the page says where one is missing.

    Args:
        wanted: The places.
        inputs: The files of the run; none where only what is kept is to be shown.
        settings: What the run was told.
        folder: The output folder.
        jobs: Documents at a time.

    Raises:
        OutputError: If the folder cannot be written.
    """
    files = {item.name: item for item in inputs}
    work = [
        partial(_show, source, tuple(dict.fromkeys(spots)), files.get(source.name), settings, folder)
        for source, spots in wanted.items()
    ]
    found = isolate.side_by_side(work, jobs)
    return dict(zip(wanted, found, strict=True))


def _show(
    source: Source, spots: Sequence[Spot], item: Input | None, settings: Settings, folder: Path
) -> dict[Spot, Crop]:
    """Return a document's pictures."""
    kept = load_pictures(source, settings if item else None, folder)
    held = {spot: kept[spot] for spot in spots if spot in kept}
    missing = [spot for spot in spots if spot not in held]
    if not missing or item is None:
        return held
    try:
        work = partial(_draw, item, source, missing, settings)
        drawn = isolate.call(work, seconds=settings.page_seconds, memory_mb=settings.memory_mb)
    except DocumentError:
        return held  # a document that cannot be drawn was read all the same, or its failure is published already
    both = held | drawn
    shown = {spot: both[spot] for spot in spots if spot in both}
    keep_pictures(source, shown, settings, folder)
    return shown


def _draw(
    item: Input, source: Source, spots: Sequence[Spot], settings: Settings, progress: Progress
) -> dict[Spot, Crop]:
    """Be the process in which a document's places are drawn."""
    now, content = read_source(item)
    return cut_out(content, spots, settings, progress.page) if now == source else {}
