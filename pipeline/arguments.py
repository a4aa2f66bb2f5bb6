"""What the command ``ita`` can be told: its commands and their options."""

import argparse
import os
from dataclasses import fields
from pathlib import Path

import pipeline
from pipeline.settings import Settings

SAMPLES, OUTPUT = Path("samples"), Path("output")

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


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of every command; ``command`` of what it returns is the name of one."""
    parser = argparse.ArgumentParser(
        prog="ita",
        description="Turns the integrity and transparency reports (ITA) of Thai state agencies into a checked dataset.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"ita {pipeline.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="read reports and publish the dataset")
    run.set_defaults(command="run")
    run.add_argument(
        "reports", nargs="*", type=Path, default=[SAMPLES], metavar="REPORT|FOLDER", help="default: samples"
    )
    run.add_argument("-o", "--output", type=Path, default=OUTPUT, help="folder of the dataset (default: %(default)s)")
    run.add_argument("--fresh", action="store_true", help="read everything again, also what was read before")
    _add_corrections(run, "corrections.csv in the folder of the reports")
    _add_talk(run)
    _add_settings(run)

    read = commands.add_parser("read", help="show what is read off a report's pages, as JSON")
    read.set_defaults(command="read")
    read.add_argument("report", type=Path)
    read.add_argument("--pages", type=_page_range, metavar="N|N-M", help="only these pages, from 1")
    read.add_argument("--overlay", type=Path, metavar="OUT.png", help="draw what was found over the pages")
    _add_settings(read)

    for name, about in (
        ("again", "interpret again what was read before: no files, no OCR"),
        ("review", "list what a person must look at, from what was read before"),
    ):
        later = commands.add_parser(name, help=about)
        later.set_defaults(command=name)
        later.add_argument(
            "output", nargs="?", type=Path, default=OUTPUT, help="folder of the dataset (default: %(default)s)"
        )
        _add_corrections(later, "those of the last run")
        _add_talk(later)
        _add_settings(later)

    years = commands.add_parser("years", help="list the fiscal years whose facts are known")
    years.set_defaults(command="years")

    doctor = commands.add_parser("doctor", help="tell whether everything is installed")
    doctor.set_defaults(command="doctor")
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
