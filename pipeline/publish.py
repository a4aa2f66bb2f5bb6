"""Outcomes to everything that a run publishes: the last step that the command line and the flow share."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

import pipeline
from pipeline.correct import correct
from pipeline.datasets import tabulate
from pipeline.datasets.rows import every_failure
from pipeline.errors import DuplicateError
from pipeline.judge import judge_report
from pipeline.model.judgement import DocumentOutcome, Status
from pipeline.review import Pictures, Wanted, make_cards, render_page, wanted_spots, worklist
from pipeline.review.memory import recall, remember
from pipeline.review.settle import Settled, correction_row, describe_correction
from pipeline.schema import TableSchema, load_tables
from pipeline.settings import Settings
from pipeline.store.atomic import publish_files
from pipeline.store.columnar import to_arrow, to_parquet
from pipeline.store.corrections import KEPT, MEMORY, NONE, CorrectionFile, encode_memory, load_memory
from pipeline.store.delimited import to_csv, write_csv
from pipeline.store.manifest import MANIFEST, Summary, load_manifest, make_manifest
from pipeline.store.package import to_datapackage
from pipeline.store.workbook import to_workbook
from pipeline.validate import compare_reports


def publish(
    outcomes: Sequence[DocumentOutcome],
    settings: Settings,
    folder: Path,
    *,
    engine: str,
    skipped: Sequence[str],
    began: datetime,
    show: Callable[[Wanted], Pictures],
    corrections: CorrectionFile = NONE,
) -> Summary:
    """Publish what came of a run's documents and what people have corrected in them, all or nothing.

    Args:
        outcomes: One for each input file, in any order.
        settings: What the run was told.
        folder: The output folder, held by ``pipeline.store.atomic.exclusive``.
        engine: The OCR engine's label.
        skipped: Names of files in the input folders that are no reports.
        began: When the run began.
        show: Gives the pictures of places that a person must see, as far as there are any.
        corrections: What people have corrected.

    Raises:
        OutputError: If the folder cannot be written; the previous output is as it was.
    """
    once = once_each(sorted(outcomes, key=lambda outcome: outcome.source.name))
    memory = load_memory(folder)
    corrected, settled = correct(once, recall(corrections.lines, memory), settings, folder)
    held = cross_check(corrected, settings)
    tables = load_tables()
    frames = tabulate(held, map(correction_row, settled))
    rows = {table.name: to_arrow(table, frames[table.name]) for table in tables}
    files = table_files(tables, rows)
    cards = make_cards({name: table.to_pylist() for name, table in rows.items()}, held)
    pictures = show(wanted_spots(cards))
    files["review/index.html"] = render_page(cards, pictures, len(held), corrections.text).encode()
    files["review/review.csv"] = write_csv(worklist.COLUMNS, worklist.list_values(cards))
    files |= {KEPT: corrections.content} if corrections.sha256 else {}
    known = remember(settled, memory)
    files |= {MEMORY: encode_memory(known)} if known else {}
    summary = _summarise(held, rows, settled)
    previous = load_manifest(folder)
    files[MANIFEST] = make_manifest(held, settings, engine, skipped, summary, files, corrections.sha256).encode()
    files["run.json"] = _run_json(held, settings, engine, skipped, rows, began)
    publish_files(files, frozenset(previous.outputs) if previous else frozenset(), folder)
    return summary


def once_each(outcomes: Sequence[DocumentOutcome]) -> list[DocumentOutcome]:
    """Return the outcomes with every file that has the bytes of an earlier one marked as its duplicate.

    The same report twice would count twice in every analysis, and its rows would have the same key.
    """
    first: dict[str, str] = {}
    found = []
    for outcome in outcomes:
        name, sha256 = outcome.source.name, outcome.source.sha256
        original = first.setdefault(sha256, name) if sha256 else name
        if original != name:
            error = DuplicateError(
                f"{name} has the same bytes as {original}, whose rows are published; it is not read again. "
                "Remove one of the two."
            )
            found.append(DocumentOutcome(outcome.source, error=error))
        else:
            found.append(outcome)
    return found


def cross_check(outcomes: Sequence[DocumentOutcome], settings: Settings) -> list[DocumentOutcome]:
    """Check the reports of a run against each other, and judge again those that another one contradicts."""
    reports = {number: outcome.report for number, outcome in enumerate(outcomes) if outcome.report is not None}
    found = dict(zip(reports, compare_reports(list(reports.values())), strict=True))
    held = list(outcomes)
    for number, report in reports.items():
        if found[number]:
            checks = (*held[number].checks, *found[number])
            judgements = judge_report(report, checks, settings.certain, held[number].corrected)
            held[number] = replace(held[number], checks=checks, judgements=judgements)
    return held


def table_files(tables: Sequence[TableSchema], rows: Mapping[str, pa.Table]) -> dict[str, bytes]:
    """Return the contents of the files that hold the tables, by their paths below the output folder."""
    files = {f"csv/{table.name}.csv": to_csv(table, rows[table.name]) for table in tables}
    files["datapackage.json"] = to_datapackage([(table, rows[table.name].num_rows) for table in tables], files)
    files |= {f"parquet/{table.name}.parquet": to_parquet(rows[table.name]) for table in tables}
    files["ita.xlsx"] = to_workbook([(table, rows[table.name]) for table in tables])
    return files


def _summarise(
    outcomes: Sequence[DocumentOutcome], rows: Mapping[str, pa.Table], settled: Sequence[Settled]
) -> Summary:
    statuses: Counter[str] = Counter()
    for table in rows.values():
        if "status" in table.column_names:
            statuses.update(table.column("status").to_pylist())
    return Summary(
        files=len(outcomes),
        failed=sum(bool(every_failure(outcome)) for outcome in outcomes),
        accepted=statuses[Status.ACCEPTED.value],
        to_review=statuses[Status.NEEDS_REVIEW.value],
        corrected=statuses[Status.CORRECTED.value],
        remarks=tuple(describe_correction(one) for one in settled if one.remark),
    )


def _run_json(
    outcomes: Sequence[DocumentOutcome],
    settings: Settings,
    engine: str,
    skipped: Sequence[str],
    rows: Mapping[str, pa.Table],
    began: datetime,
) -> bytes:
    """Return the run itself: the only published file with times in it."""
    ended = datetime.now(UTC)
    data = {
        "version": pipeline.__version__,
        "began": began.isoformat(timespec="seconds"),
        "seconds": round((ended - began).total_seconds(), 2),
        "settings": asdict(settings),
        "engines": [engine],
        "counts": {
            "files": len(outcomes),
            "read_again": sum(outcome.document is not None and not outcome.kept for outcome in outcomes),
            "rows": {name: table.num_rows for name, table in rows.items()},
            "corrections": dict(sorted(Counter(rows["corrections"].column("outcome").to_pylist()).items())),
        },
        "documents": [
            {
                "source_path": outcome.source.name,
                "report_id": outcome.source.report_id,
                "pages": len(outcome.document.pages) if outcome.document else 0,
                "kept": outcome.kept,
                "failures": len(every_failure(outcome)),
                "seconds": {stage: round(seconds, 3) for stage, seconds in outcome.seconds},
            }
            for outcome in outcomes
        ],
        "skipped": list(skipped),
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()
