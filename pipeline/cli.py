"""The command ``ita``: arguments in, exit code out; decides nothing.

Heavy libraries are imported only inside the commands that need them, so that ``ita --help`` answers at once.
"""

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pipeline
from pipeline.arguments import make_parser
from pipeline.errors import MissingDependencyError, NothingToReadError, PipelineError, RunError
from pipeline.model.codec import encode
from pipeline.settings import Settings
from pipeline.store.corrections import CorrectionFile
from pipeline.store.inputs import Input
from pipeline.store.manifest import Summary
from pipeline.talk import Talk

EXIT_FAILED, EXIT_USAGE, EXIT_BUG, EXIT_INTERRUPTED, EXIT_PIPE = 1, 2, 70, 130, 141
SHORTEST_SKIP = 5
"""So many skipped files are named one by one; more only with ``-v``."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # Tesseract is slower with threads than without
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being told to end is as good as Ctrl-C
    options = make_parser().parse_args(arguments)
    try:
        code = COMMANDS[options.command](options)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads standard output has seen enough, as head has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE
    except RunError as error:
        print(f"ita: {error}", file=sys.stderr)
        return error.exit_code
    except PipelineError as error:
        print(f"ita: {error}", file=sys.stderr)
        return EXIT_FAILED
    except KeyboardInterrupt:
        print("ita: interrupted; the previous output is as it was.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except Exception:  # noqa: BLE001 - a bug has an exit code of its own, which Python's own is not
        traceback.print_exc()
        print("ita: this is a bug; the previous output is as it was. Please report the lines above.", file=sys.stderr)
        return EXIT_BUG
    return code


def _settings(options: argparse.Namespace) -> Settings:
    """Return the settings that the options tell.

    Raises:
        SystemExit: With exit code 2, if a value makes no sense.
    """
    try:
        return Settings(**{field.name: getattr(options, field.name) for field in fields(Settings)})
    except ValueError as error:
        print(f"ita: {error}", file=sys.stderr)
        raise SystemExit(EXIT_USAGE) from error


def _engine_label(settings: Settings) -> str:
    """Return the label of the engine that the settings name.

    Raises:
        MissingDependencyError: If it is not installed.
        SystemExit: With exit code 2, if there is no such engine.
    """
    from pipeline.extract.ocr import load_engine

    try:
        return load_engine(settings).label
    except ValueError as error:
        print(f"ita: {error}", file=sys.stderr)
        raise SystemExit(EXIT_USAGE) from error


def _run(options: argparse.Namespace) -> int:
    from pipeline.store.atomic import exclusive
    from pipeline.store.corrections import find_corrections
    from pipeline.store.inputs import find_inputs
    from pipeline.store.manifest import find_unchanged

    settings, folder = _settings(options), options.output
    inputs, skipped = find_inputs(options.reports, folder)
    corrections = find_corrections(options.reports, options.corrections)
    if skipped and not options.quiet:
        named = skipped if options.verbose or len(skipped) <= SHORTEST_SKIP else (*skipped[:SHORTEST_SKIP], "…")
        print(f"skipped {len(skipped)} files that are no reports: {', '.join(named)}", file=sys.stderr)
    engine = _engine_label(settings)
    with exclusive(folder):
        summary = (
            None if options.fresh else find_unchanged(inputs, settings, engine, skipped, folder, corrections.sha256)
        )
        if summary is None:
            summary = _ingest(options, inputs, skipped, settings, engine, corrections)
        elif not options.quiet:
            print("nothing has changed since the last run", file=sys.stderr)
    return _conclude(summary, folder, quiet=options.quiet)


def _ingest(
    options: argparse.Namespace,
    inputs: Sequence[Input],
    skipped: Sequence[str],
    settings: Settings,
    engine: str,
    corrections: CorrectionFile,
) -> Summary:
    """Read, interpret and publish."""
    from pipeline.batch import ingest
    from pipeline.pictures import show_places
    from pipeline.publish import publish

    began = datetime.now(UTC)
    talk = Talk(sys.stderr, len(inputs), quiet=options.quiet)
    try:
        outcomes = ingest(inputs, settings, options.output, talk.document, jobs=options.jobs, fresh=options.fresh)
    finally:
        talk.end()
    return publish(
        outcomes,
        settings,
        options.output,
        engine=engine,
        skipped=skipped,
        began=began,
        show=partial(show_places, inputs=inputs, settings=settings, folder=options.output, jobs=options.jobs),
        corrections=corrections,
    )


def _review(options: argparse.Namespace) -> int:
    code = _again(options)
    for name in ("review.csv", "index.html"):
        print(options.output / "review" / name)
    return code


def _again(options: argparse.Namespace) -> int:
    from pipeline.batch import reinterpret
    from pipeline.pictures import show_places
    from pipeline.publish import publish
    from pipeline.store.atomic import exclusive
    from pipeline.store.corrections import find_kept_corrections
    from pipeline.store.manifest import load_manifest

    settings, folder, began = _settings(options), options.output, datetime.now(UTC)
    manifest = load_manifest(folder)
    if manifest is None:
        raise NothingToReadError(
            f"Nothing that was read is kept in {folder}; there is nothing to interpret. Run ita run."
        )
    corrections = find_kept_corrections(folder, options.corrections)
    with exclusive(folder):
        talk = Talk(sys.stderr, len(manifest.entries), quiet=options.quiet)
        try:
            outcomes = reinterpret(manifest.entries, settings, folder, talk.document, jobs=options.jobs)
        finally:
            talk.end()
        summary = publish(
            outcomes,
            settings,
            folder,
            engine=manifest.engine,
            skipped=manifest.skipped,
            began=began,
            show=partial(show_places, inputs=(), settings=settings, folder=folder, jobs=options.jobs),
            corrections=corrections,
        )
    return _conclude(summary, folder, quiet=options.quiet)


def _conclude(summary: Summary, folder: Path, *, quiet: bool) -> int:
    """Say what a run has done and return its exit code."""
    for remark in summary.remarks:
        print(remark, file=sys.stderr)
    if not quiet or summary.failed:
        print(
            f"{summary.files} files: {summary.files - summary.failed} read, {summary.failed} failed; "
            f"{summary.accepted:,} rows accepted, {f'{summary.corrected:,} corrected, ' if summary.corrected else ''}"
            f"{summary.to_review:,} to review → {folder / 'review' / 'index.html'}",
            file=sys.stderr,
        )
    return EXIT_FAILED if summary.failed else 0


def _read(options: argparse.Namespace) -> int:
    from pipeline.process import read_one

    document = read_one(options.report, _settings(options))
    if options.pages is not None:
        document = replace(document, pages=tuple(page for page in document.pages if page.number in options.pages))
    if options.overlay is not None:
        from pipeline.extract import overlay

        overlay.save(options.report.read_bytes(), document.pages, _settings(options), options.overlay)
    print(encode(document))
    return EXIT_FAILED if document.failures else 0


def _years(options: argparse.Namespace) -> int:
    from pipeline.facts import known_years, load_framework, unchecked

    for scheme in known_years():
        rules = load_framework(scheme)
        questions = sum(item.key.is_question for item in rules.items)
        levels = ", ".join(level.name for level in rules.levels) or "unknown"
        print(f"{scheme}: {len(rules.indicators())} indicators, {questions} questions and items; levels: {levels}")
        for gap in rules.unknown:
            print(f"      unknown: {gap}")
        for gap in unchecked(rules):
            print(f"      not checked: {gap}")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from pipeline.extract.ocr import ENGINES, load_engine

    print(f"ok  Python {sys.version.split()[0]}")
    print(f"ok  ita {pipeline.__version__}")
    settings, code = _settings(options), 0
    for name in ENGINES:
        try:
            print(f"ok  {load_engine(replace(settings, engine=name)).label}")
        except MissingDependencyError as error:
            print(f"ita: {error}", file=sys.stderr)
            code = error.exit_code
    return code


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "read": _read,
    "again": _again,
    "review": _review,
    "years": _years,
    "doctor": _doctor,
}
