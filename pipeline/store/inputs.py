"""Which files a run reads, and their bytes."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError, LimitError, NothingToReadError
from pipeline.model.document import Source

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""Files of these types are reports wherever they lie."""
TRANSCRIPTS = (".txt", ".md", ".html")
"""Text files are reports where they are called ``*.ocr.txt``, ``*.ocr.md``, ``*.ocr.html``, or are named one by one."""
CORRECTIONS = "corrections.csv"
"""Corrections of people lie under this name beside the reports; they are no report, and not skipped either."""
MAX_MB = 1024
"""A larger file is refused, in MiB."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file that a run reads."""

    path: Path
    name: str
    """Its path below the folder given to the run, with ``/``: the published ``source_path``."""


def find_inputs(paths: Sequence[Path], output: Path) -> tuple[tuple[Input, ...], tuple[str, ...]]:
    """Find the reports in folders, recursively, and among files named one by one.

    Args:
        paths: Folders and files.
        output: The run's output folder; what lies in it is no input.

    Returns:
        The files to read, sorted by name, and the names of the other files, which are skipped. Hidden files are
        neither.

    Raises:
        NothingToReadError: If there is none, or two of them have the same name below different folders.
    """
    found: list[Input] = []
    skipped: list[str] = []
    for path in paths:
        if not path.is_dir():
            found.append(Input(path, published_name(Path(path.name))))
            continue
        for file, name in _files(path, output):
            if _is_report(file.name):
                found.append(Input(file, name))
            elif name != CORRECTIONS:
                skipped.append(name)
    if not found:
        where = ", ".join(str(path) for path in paths)
        kinds = ", ".join((*SUFFIXES, *(f".ocr{suffix}" for suffix in TRANSCRIPTS)))
        raise NothingToReadError(
            f"There is no report in {where}; nothing was read and the previous output is as it was. "
            f"Put files of these types there: {kinds}."
        )
    return _distinct(found), tuple(sorted(skipped))


def _files(folder: Path, output: Path) -> list[tuple[Path, str]]:
    """Return the files below a folder that are neither hidden nor in the output, with their names below it."""
    held = [(path, path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]
    inside = output.resolve()
    return [
        (path, published_name(name))
        for path, name in held
        if not any(part.startswith(".") for part in name.parts) and not path.resolve().is_relative_to(inside)
    ]


def published_name(path: Path) -> str:
    """Return a path as it is published: with ``/``, and with U+FFFD for bytes that are no UTF-8."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _is_report(name: str) -> bool:
    """Tell whether a file found in a folder is a report by its name."""
    lower = name.lower()
    return lower.endswith(SUFFIXES) or lower.endswith(tuple(f".ocr{suffix}" for suffix in TRANSCRIPTS))


def _distinct(found: Sequence[Input]) -> tuple[Input, ...]:
    """Return the inputs by name, each file once.

    Raises:
        NothingToReadError: If two different files have one name.
    """
    named: dict[str, Input] = {}
    for item in found:
        other = named.setdefault(item.name, item)
        if other.path.resolve() != item.path.resolve():
            raise NothingToReadError(
                f"{other.path} and {item.path} would both be published as {item.name}; nothing was read. "
                "Give the folder that holds both."
            )
    return tuple(named[name] for name in sorted(named))


def hash_input(item: Input) -> Source:
    """Return a file's identity without holding its bytes.

    Raises:
        InputError: If the file cannot be opened.
    """
    try:
        with item.path.open("rb") as file:
            return Source(hashlib.file_digest(file, "sha256").hexdigest(), item.name)
    except OSError as error:
        raise _unreadable(item, error) from error


def read_source(item: Input) -> tuple[Source, bytes]:
    """Return a file's identity and its bytes.

    Raises:
        InputError: If the file cannot be opened or is empty.
        LimitError: If it is larger than any report.
    """
    try:
        size = item.path.stat().st_size
        if size > MAX_MB * 2**20:
            raise LimitError(
                f"{item.name} has {size / 2**20:,.0f} MiB, more than {MAX_MB}; it is not read. "
                "Split it into one file for each report."
            )
        content = item.path.read_bytes()
    except OSError as error:
        raise _unreadable(item, error) from error
    if not content:
        raise InputError(f"{item.name} is empty: it has 0 bytes. Download or copy it again.")
    return Source(hashlib.sha256(content).hexdigest(), item.name), content


def _unreadable(item: Input, error: OSError) -> InputError:
    return InputError(
        f"{item.name} cannot be opened: {error.strerror}. It is not read; check that it exists and may be read."
    )
