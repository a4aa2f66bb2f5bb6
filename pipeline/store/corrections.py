"""Corrections as people write them: CSV by hand, from Excel or from the review page, taken apart line by line.

One broken line never costs another one: a quote that is not closed ends with its line.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import NothingToReadError
from pipeline.model.correction import CorrectionLine
from pipeline.store.formula import unescape_formula
from pipeline.store.inputs import CORRECTIONS
from pipeline.store.kept import FOLDER

KEPT = f"{FOLDER}/{CORRECTIONS}"
"""Below the output folder: the corrections that the last run applied, for those that interpret it again."""
MEMORY = f"{FOLDER}/corrections.json"
"""Below the output folder: what stood where corrections were first applied."""
REQUIRED = ("report_id", "table", "row_key", "column", "value", "corrected_by", "corrected_at")
"""The columns that a corrections file must have, in any order, among any others."""
DELIMITERS = (",", ";", "\t")
"""Excel writes the second where a comma is the decimal sign, and the third as Unicode text."""
BADLY_QUOTED, TOO_MANY_CELLS = "badly_quoted", "too_many_cells"
MAX_MB = 64


@dataclass(frozen=True, slots=True)
class CorrectionFile:
    """What a run knows of the corrections that it was given."""

    sha256: str = ""
    """Of its bytes, in hex; empty where there is none."""
    content: bytes = b""
    text: str = ""
    """The bytes as text."""
    lines: tuple[CorrectionLine, ...] = ()


NONE = CorrectionFile()


def find_corrections(reports: Sequence[Path], chosen: Path | None) -> CorrectionFile:
    """Return the corrections that a run applies: the chosen file, or the one that lies in a folder given to the run.

    Args:
        reports: The folders and files given to the run.
        chosen: The file that the user named, if any.

    Raises:
        NothingToReadError: If the file is not there or is no such file, or several folders have one.
    """
    if chosen is not None:
        return load_corrections(chosen)
    found = {file.resolve(): file for path in reports if path.is_dir() and (file := path / CORRECTIONS).is_file()}
    if len(found) > 1:
        raise NothingToReadError(
            f"{' and '.join(str(path) for path in found.values())} both hold corrections; nothing was read. "
            "Name the one to apply with --corrections, or put their lines together."
        )
    return load_corrections(next(iter(found.values()))) if found else NONE


def find_kept_corrections(folder: Path, chosen: Path | None) -> CorrectionFile:
    """Return the chosen corrections, or those that the last run into an output folder applied.

    Raises:
        NothingToReadError: If the chosen file is not there or is no such file.
    """
    kept = folder / KEPT
    return load_corrections(chosen or kept) if chosen is not None or kept.is_file() else NONE


def load_memory(folder: Path) -> dict[str, dict[str, str]]:
    """Return what earlier runs into an output folder saw where they applied corrections; nothing where that is lost."""
    try:
        data = json.loads((folder / MEMORY).read_text("utf-8"))
        return {str(says): {str(name): str(cell) for name, cell in cells.items()} for says, cells in data.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def encode_memory(memory: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return what ``load_memory`` reads; the same memory gives the same bytes."""
    return f"{json.dumps(memory, ensure_ascii=False, indent=1)}\n".encode()


def load_corrections(path: Path) -> CorrectionFile:
    """Read a corrections file.

    Raises:
        NothingToReadError: If it cannot be opened, or is no table of corrections as a whole.
    """
    try:
        if path.stat().st_size > MAX_MB * 2**20:
            raise _unusable(path, f"it has more than {MAX_MB} MiB")
        content = path.read_bytes()
    except OSError as error:
        raise _unusable(path, f"it cannot be opened: {error.strerror}") from error
    return parse_corrections(path, content)


def parse_corrections(path: Path, content: bytes) -> CorrectionFile:
    """Take the bytes of a corrections file apart.

    Raises:
        NothingToReadError: If they are no table of corrections as a whole: then a run without them would take back
            what people have corrected, in silence.
    """
    text = _decode(path, content)
    lines = io.StringIO(text, newline="").readlines()
    header, delimiter, first = _header(path, lines)
    found = tuple(_lines(lines, first, header, delimiter))
    return CorrectionFile(hashlib.sha256(content).hexdigest(), content, text, found)


def _decode(path: Path, content: bytes) -> str:
    """Return the file's text: UTF-8 with or without BOM, Excel's UTF-16, or the code page of Thai Windows."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unusable(path, "it is no text that can be decoded")


def _header(path: Path, lines: Sequence[str]) -> tuple[tuple[str, ...], str, int]:
    """Return the names of the columns, what separates cells, and where the lines begin."""
    for number, line in enumerate(lines):
        if not line.strip(" \t\r\n,;"):
            continue
        for delimiter in DELIMITERS:
            names = tuple(cell.strip().lower() for cell in next(csv.reader([line], delimiter=delimiter)))
            if set(REQUIRED) <= set(names):
                return names, delimiter, number + 1
        break
    raise _unusable(path, f"its first line must name the columns {', '.join(REQUIRED)}")


def _lines(lines: Sequence[str], first: int, header: tuple[str, ...], delimiter: str) -> Iterator[CorrectionLine]:
    """Yield the records after the header; a value may run over lines inside quotes."""
    at = first
    while at < len(lines):
        end = _end(lines, at, len(header), delimiter)
        cells = _cells(lines[at : end + 1], delimiter)
        if cells is None:
            yield CorrectionLine(at + 1, {}, BADLY_QUOTED)
        elif any(cell.strip() for cell in cells[len(header) :]):
            yield CorrectionLine(at + 1, _named(header, cells), TOO_MANY_CELLS)
        elif any(cell.strip() for cell in cells):
            yield CorrectionLine(at + 1, _named(header, cells))
        at = end + 1


def _end(lines: Sequence[str], at: int, width: int, delimiter: str) -> int:
    """Return the last line of the record that begins at a line: there its quotes are closed.

    A line that is a whole record by itself is no part of the one before: there a quote was forgotten.
    """
    quotes = 0
    for number in range(at, len(lines)):
        quotes += lines[number].count('"')
        if number > at and len(_cells([lines[number]], delimiter) or ()) >= width:
            return at
        if quotes % 2 == 0:
            return number
    return at


def _cells(record: Sequence[str], delimiter: str) -> list[str] | None:
    """Return the cells of one record, or None where its quotes cannot be made out."""
    try:
        rows = list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _named(header: tuple[str, ...], cells: Sequence[str]) -> dict[str, str]:
    """Return cells by their columns' names, without the apostrophe that keeps spreadsheets from running them."""
    padded = [*cells, *[""] * len(header)]
    return {name: unescape_formula(cell.strip()) for name, cell in zip(header, padded, strict=False) if name}


def _unusable(path: Path, why: str) -> NothingToReadError:
    return NothingToReadError(
        f"{path} cannot be used as corrections: {why}. Nothing was read and the previous output is as it was. "
        "Mend the file, or move it away to run without corrections."
    )
