"""Files that appear whole or not at all, alone and as a set."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputError

STAGING = ".publishing"
"""A set of files that is being written; worth nothing after a crash."""
COMMITTED = ".published"
"""A set of files that is whole; after a crash it is moved into place."""
LOCK = ".lock"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises:
        OutputError: If it cannot be written.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(partial, content)
        partial.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold an output folder, which is made where it is missing, for one run alone.

    What a crashed run had finished writing is moved into place first.

    Raises:
        OutputError: If the folder cannot be written, or another run holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("w")
    except OSError as error:
        raise _unwritable(folder, error) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputError(
                f"Another run is writing to {folder}; nothing was changed. Wait for it, or choose another --output."
            ) from error
        _recover(folder)
        yield


def publish_files(files: Mapping[str, bytes], obsolete: frozenset[str], folder: Path) -> None:
    """Replace a set of files all together; after a crash at any moment the set is either the old or the new one.

    Everything is written aside first; one rename then decides that the new set counts, and from there on the rest
    is finished even by the next run.

    Args:
        files: Contents by path below the folder, with ``/``.
        obsolete: Files of an earlier set that are not wanted any more; those also in ``files`` are not touched.
        folder: The output folder, which must exist.

    Raises:
        OutputError: If something cannot be written.
    """
    staging = folder / STAGING
    try:
        for name, content in files.items():
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
        staging.rename(folder / COMMITTED)
        _move_into_place(folder)
        for name in obsolete - files.keys():
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        shutil.rmtree(staging, ignore_errors=True)
        raise _unwritable(folder, error) from error


def _recover(folder: Path) -> None:
    """Finish or forget what a crashed run left behind.

    Raises:
        OutputError: If that cannot be done.
    """
    try:
        shutil.rmtree(folder / STAGING, ignore_errors=True)
        _move_into_place(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _move_into_place(folder: Path) -> None:
    """Move every file of the committed set to where it belongs."""
    committed = folder / COMMITTED
    for path in sorted(committed.rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(committed)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    if committed.exists():
        shutil.rmtree(committed)


def _write(path: Path, content: bytes) -> None:
    """Write a file and have it on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{error.filename or path} cannot be written: {error.strerror}. The previous output is as it was. "
        "Free space or change the folder's rights, or choose another --output."
    )
