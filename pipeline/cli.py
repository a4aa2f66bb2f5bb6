"""The command ``ita``: arguments in, exit code out; decides nothing.

Heavy libraries are imported only inside the commands that need them, so that ``ita --help`` answers at once.
"""

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pipeline
from pipeline.errors import MissingDependencyError, NothingToReadError, PipelineError, RunError
from pipeline.model.codec import encode
from pipeline.settings import Settings
from pipeline.store.corrections import CorrectionFile
from pipeline.store.inputs import Input
from pipeline.store.manifest import Summary
from pipeline.talk import Talk

SAMPLES, OUTPUT = Path("samples"), Path("output")
EXIT_FAILED, EXIT_USAGE, EXIT_BUG, EXIT_INTERRUPTED, EXIT_PIPE = 1, 2, 70, 130, 141
SHORTEST_SKIP = 5
"""So many skipped files are named one by one; more only with ``-v``."""

HELP = {
    "engine": "OCR engine for pages without a usable text layer",
    "languages": "Tesseract's languages",
    "dpi": "resolution at which a page is drawn where no picture on it tells a better one",
    "max_megapixels": "a page is drawn smaller rather than with more pixels than this, in millions",
    "trust": "a text layer below this, 0 to 1, is thrown away and the page goes to OCR",
    "certain": "a probability from which a value counts as surely read",
    "max_pages": "a document with more pages is refused",
    "page_seconds": "a page may take so long, and so may what comes after the pages",
    "memory_mb": "a document's process may take so much memory, in MiB",
}
"""What each field of ``Settings`` does; its default comes from there."""

EPILOG = """examples:
  ita run                      read samples/ into output/
  ita run ~/reports -j 4       read a folder with four processes
  ita run one.pdf --fresh      read one file, even if it was read before
  ita read one.pdf --pages 3   what was read off page 3, as JSON
  ita again                    interpret again what was read before, without the files
  ita review                   list what a person must look at: output/review/review.csv

exit codes: 0 every file read; 1 some files failed; 2 wrong usage; 3 nothing to read;
4 a program or its data is missing; 5 the output cannot be written; 70 a bug; 130 interrupted
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # Tesseract is slower with threads than without
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being told to end is as good as Ctrl-C
    options = make_parser().parse_args(arguments)
    try:
        code: int = options.command(options)
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


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parser = argparse.ArgumentParser(
        prog="ita",
        description="Turns the integrity and transparency reports (ITA) of Thai state agencies into a checked dataset.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"ita {pipeline.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="read reports and publish the dataset")
    run.set_defaults(command=_run)
    run.add_argument(
        "reports", nargs="*", type=Path, default=[SAMPLES], metavar="REPORT|FOLDER", help="default: samples"
    )
    run.add_argument("-o", "--output", type=Path, default=OUTPUT, help="folder of the dataset (default: %(default)s)")
    run.add_argument("--fresh", action="store_true", help="read everything again, also what was read before")
    _add_corrections(run, "corrections.csv in the folder of the reports")
    _add_talk(run)
    _add_settings(run)

    read = commands.add_parser("read", help="show what is read off a report's pages, as JSON")
    read.set_defaults(command=_read)
    read.add_argument("report", type=Path)
    read.add_argument("--pages", type=_page_range, metavar="N|N-M", help="only these pages, from 1")
    read.add_argument("--overlay", type=Path, metavar="OUT.png", help="draw what was found over the pages")
    _add_settings(read)

    for name, command, about in (
        ("again", _again, "interpret again what was read before: no files, no OCR"),
        ("review", _review, "list what a person must look at, from what was read before"),
    ):
        later = commands.add_parser(name, help=about)
        later.set_defaults(command=command)
        later.add_argument(
            "output", nargs="?", type=Path, default=OUTPUT, help="folder of the dataset (default: %(default)s)"
        )
        _add_corrections(later, "those of the last run")
        _add_talk(later)
        _add_settings(later)

    years = commands.add_parser("years", help="list the fiscal years whose facts are known")
    years.set_defaults(command=_years)

    doctor = commands.add_parser("doctor", help="tell whether everything is installed")
    doctor.set_defaults(command=_doctor)
    _add_settings(doctor)
    return parser


def _add_corrections(parser: argparse.ArgumentParser, default: str) -> None:
    """Add the option that names the corrections of people."""
    parser.add_argument(
        "--corrections", type=Path, metavar="FILE", help=f"what people have corrected; default: {default}"
    )


def _add_talk(parser: argparse.ArgumentParser) -> None:
    """Add the options of a command that works through many documents."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parser.add_argument(
        "-j", "--jobs", type=_positive, default=cores, help="documents at a time (default: %(default)s)"
    )
    talk = parser.add_mutually_exclusive_group()
    talk.add_argument("-v", "--verbose", action="store_true", help="name every file that is skipped")
    talk.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """Add an option for each setting, with its default."""
    group = parser.add_argument_group("settings")
    for field in fields(Settings):
        option = f"--{field.name.replace('_', '-')}"
        kind = type(field.default)
        group.add_argument(
            option,
            type=kind,
            default=field.default,
            metavar=kind.__name__.upper(),
            help=f"{HELP[field.name]} (default: %(default)s)",
        )


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


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def _page_range(text: str) -> range:
    first, _, last = text.partition("-")
    pages = range(int(first), int(last or first) + 1)
    if not pages or pages[0] < 1:
        raise argparse.ArgumentTypeError(f"{text} is no range of pages")
    return pages


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
