"""The flow ``ingest``: what ``ita run`` does, as tasks that Prefect schedules, shows and keeps a history of.

The work itself is that of ``pipeline.process`` and ``pipeline.publish``, so both ways publish the same bytes. A task
only waits for the process in which its document is read; Prefect's own retries, caches and time limits are not used,
for the pipeline has its own.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from prefect import flow, get_run_logger, task
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.client.schemas.objects import State
from prefect.deployments.runner import RunnerDeployment
from prefect.futures import PrefectFuture, as_completed
from prefect.schedules import Cron
from prefect.states import Completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from pipeline.errors import DocumentError
from pipeline.extract.ocr import load_engine
from pipeline.model.judgement import DocumentOutcome, Status
from pipeline.pictures import show_places
from pipeline.process import ingest_one
from pipeline.publish import publish
from pipeline.settings import Settings
from pipeline.store.atomic import exclusive
from pipeline.store.corrections import find_corrections
from pipeline.store.inputs import Input, find_inputs, hash_input
from pipeline.store.manifest import Summary, find_unchanged
from pipeline.talk import describe

JOBS = os.cpu_count() or 1
"""Documents at a time."""
TIMEZONE = "Asia/Bangkok"
NIGHTLY = "0 2 * * *"
"""Every night at two."""
WITH_ERRORS = "CompletedWithErrors"
UNCHANGED = "NothingChanged"
RUNNER = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=JOBS))


@task(task_run_name="document-{report_id}")
def read_document(item: Input, report_id: str, settings: Settings, output: Path, *, fresh: bool) -> DocumentOutcome:
    """Read and interpret one file in a process of its own.

    Args:
        item: The file.
        report_id: Names the task run: Prefect's graph of a run leaves out Thai letters, and file names hold them.
        settings: What the run was told.
        output: The output folder, where what was read is kept.
        fresh: Whether to read again what is kept.
    """
    outcome = ingest_one(item.path, settings, output, item.name, fresh=fresh)
    get_run_logger().info("%s: %s (%s)", item.name, describe(outcome), report_id)
    return outcome


@flow(name="ingest", task_runner=RUNNER)
def ingest(
    reports: Sequence[Path] = (Path("samples"),),
    output: Path = Path("output"),
    settings: Settings = Settings(),  # noqa: B008 - frozen
    fresh: bool = False,  # noqa: FBT001, FBT002 - Prefect passes parameters by name
    corrections: Path | None = None,
) -> State[Summary]:
    """Read the reports in folders and publish the dataset.

    Only what is new is read; where nothing is new, nothing is done. A document that fails does not fail the others:
    the run ends as ``CompletedWithErrors``, and the output says what is wrong with it.

    Args:
        reports: Folders, and files named one by one.
        output: Folder of the dataset.
        settings: What to tell the pipeline.
        fresh: Whether to read everything again.
        corrections: What people have corrected; else ``corrections.csv`` in the folder of the reports.

    Raises:
        RunError: If there is nothing to read, something is not installed, or the output cannot be written; the
            previous output is as it was.
    """
    began = datetime.now(UTC)
    inputs, skipped = find_inputs(reports, output)
    told = find_corrections(reports, corrections)
    engine = load_engine(settings).label
    with exclusive(output):
        unchanged = None if fresh else find_unchanged(inputs, settings, engine, skipped, output, told.sha256)
        if unchanged is not None:
            return Completed(name=UNCHANGED, message="Nothing has changed since the last run.", data=unchanged)
        outcomes = _read_documents(inputs, settings, output, fresh=fresh)
        summary = publish(
            outcomes,
            settings,
            output,
            engine=engine,
            skipped=skipped,
            began=began,
            show=partial(show_places, inputs=inputs, settings=settings, folder=output, jobs=JOBS),
            corrections=told,
        )
    create_table_artifact(key="documents", table=[_row(outcome) for outcome in outcomes], description="Documents")
    create_markdown_artifact(key="summary", markdown=summarise(summary, skipped, output), description="Summary")
    message = f"{summary.files - summary.failed} read, {summary.failed} failed, {summary.to_review} rows to review"
    return Completed(name=WITH_ERRORS if summary.failed else None, message=message, data=summary)


def make_deployment(
    reports: Sequence[Path],
    output: Path,
    cron: str = NIGHTLY,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> RunnerDeployment:
    """Return the deployment that reads new files in folders on a schedule, one run at a time.

    Args:
        reports: Folders to look into.
        output: Folder of the dataset.
        cron: When, in Bangkok's time.
        settings: What to tell the pipeline.
    """
    parameters: dict[str, Any] = {
        "reports": [str(path.resolve()) for path in reports],
        "output": str(output.resolve()),
        "settings": asdict(settings),
    }
    deployment = ingest.to_deployment(
        name="nightly",
        schedules=[Cron(cron, timezone=TIMEZONE)],
        parameters=parameters,
        concurrency_limit=1,
        description="Reads what is new in the folders and publishes the dataset.",
    )
    return cast("RunnerDeployment", deployment)


def summarise(summary: Summary, skipped: Sequence[str], output: Path) -> str:
    """Return a run in a few words, as Markdown."""
    lines = [
        f"# {summary.files - summary.failed} of {summary.files} files read",
        "",
        "| | |",
        "|---|--:|",
        f"| files failed | {summary.failed} |",
        f"| files skipped | {len(skipped)} |",
        f"| rows accepted | {summary.accepted:,} |",
        f"| rows corrected | {summary.corrected:,} |",
        f"| remarks on corrections | {len(summary.remarks):,} |",
        f"| rows to review | {summary.to_review:,} |",
        "",
        f"To review: `{output / 'review' / 'index.html'}`",
        "",
        *(f"- {remark}" for remark in summary.remarks),
    ]
    return "\n".join(lines)


def _read_documents(inputs: Sequence[Input], settings: Settings, output: Path, *, fresh: bool) -> list[DocumentOutcome]:
    """Read all files, and say how many are done; the outcomes come in the files' order."""
    progress = create_progress_artifact(0.0, key="progress", description=f"{len(inputs)} documents")
    futures = [
        read_document.submit(item, report_id, settings, output, fresh=fresh)
        for item, report_id in zip(inputs, _report_ids(inputs), strict=True)
    ]
    _follow(futures, cast("UUID", progress))
    return [future.result() for future in futures]


def _follow(futures: list[PrefectFuture[DocumentOutcome]], progress: UUID) -> None:
    """Show progress in steps of one in a hundred: a large batch needs no request for each document."""
    shown = 0
    for done, _ in enumerate(as_completed(futures), 1):
        share = 100 * done // len(futures)
        if share > shown:
            update_progress_artifact(progress, float(share), description=f"{done} of {len(futures)} documents")
            shown = share


def _report_ids(inputs: Sequence[Input]) -> Iterator[str]:
    """Yield each file's ``report_id``, or its number where it cannot be opened."""
    for number, item in enumerate(inputs, 1):
        try:
            yield hash_input(item).report_id
        except DocumentError:
            yield f"number-{number}"


def _row(outcome: DocumentOutcome) -> dict[str, str | int]:
    """Return a document's row of the table of a run."""
    statuses = [judgement.status for judgement in outcome.judgements]
    return {
        "report_id": outcome.source.report_id,
        "file": outcome.source.name,
        "pages": len(outcome.document.pages) if outcome.document else 0,
        "accepted": statuses.count(Status.ACCEPTED),
        "to review": statuses.count(Status.NEEDS_REVIEW),
        "result": describe(outcome),
    }
