"""The one owner of pytesseract: Tesseract reads the pictures of lines.

It is a baseline and a second reader. Its Thai model has no ๔ ๖ ๗ ๘ ๙ among its characters and reads others in their
place with high confidence, so a number that it reads in Thai digits is never certain, whatever it says of itself.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytesseract
from numpy.typing import NDArray

from pipeline.errors import ExtractError, MissingDependencyError
from pipeline.extract.ocr.engine import Grey, LineReading, OcrEngine
from pipeline.model.document import Character
from pipeline.settings import Settings

MARGIN = 10
"""Pixels of paper that Tesseract gets around a line."""
SPACE = 0.1
"""Paper of so many picture heights between two words is a space; most words of Thai have none between them."""
CONTRAST = 40
"""Greys between ink and paper."""
SECONDS_A_LINE, SECONDS_AT_LEAST = 2.0, 20.0
MARKS = "ัิีึืฺุู็่้๊๋์ํ๎"

INSTALL = "Install it: sudo apt-get install tesseract-ocr tesseract-ocr-tha tesseract-ocr-osd"


def make_engine(settings: Settings) -> OcrEngine:
    """Return the engine for the languages that the settings name."""
    return Tesseract(settings.languages)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as Tesseract gives it."""

    text: str
    x0: float
    x1: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Reads lines with the system's Tesseract, all lines of a page in one process."""

    languages: str

    @property
    def label(self) -> str:
        """Name the engine, its version and its languages.

        Raises:
            MissingDependencyError: If Tesseract or the data of a language is not installed.
        """
        _check_languages(self.languages)
        return f"tesseract {_version()} {self.languages}"

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        """Read pictures of lines; see ``OcrEngine``."""
        inked = [number for number, one in enumerate(pictures) if _has_ink(one)]
        if not inked:
            return (LineReading("", 0.0),) * len(pictures)
        _check_languages(self.languages)
        with tempfile.TemporaryDirectory(prefix="lines-") as folder:
            names = [str(_write(Path(folder) / f"{number}.pgm", pictures[number])) for number in inked]
            listing = Path(folder) / "lines.txt"
            listing.write_text("\n".join(names) + "\n", "utf-8")
            data = _run(str(listing), self.languages, dpi, len(inked))
        words = dict(zip(inked, _words_by_picture(data, len(inked)), strict=True))
        return tuple(_reading(words.get(number, []), picture) for number, picture in enumerate(pictures))


def _has_ink(picture: Grey) -> bool:
    """Tell whether there is anything to read: on blank paper Tesseract makes text up."""
    return int(picture.max(initial=0)) - int(picture.min(initial=255)) > CONTRAST


@cache
def _version() -> str:
    try:
        return str(pytesseract.get_tesseract_version()).split("-", maxsplit=1)[0]
    except pytesseract.TesseractNotFoundError as error:
        raise MissingDependencyError(f"Tesseract is not installed, so scans cannot be read. {INSTALL}") from error


@cache
def _check_languages(languages: str) -> None:
    _version()
    missing = set(languages.split("+")) - set(pytesseract.get_languages())
    if missing:
        raise MissingDependencyError(
            f"Tesseract has no data for {', '.join(sorted(missing))}, so scans cannot be read. {INSTALL}"
        )


def _write(path: Path, picture: Grey) -> Path:
    """Write a picture as plain PGM: no compression, nothing to decode."""
    framed = np.pad(picture, MARGIN, constant_values=255)
    path.write_bytes(b"P5 %d %d 255\n" % (framed.shape[1], framed.shape[0]) + framed.tobytes())
    return path


def _run(listing: str, languages: str, dpi: int, lines: int) -> dict[str, list[Any]]:
    """Read every picture of a list as a single line."""
    try:
        data: dict[str, list[Any]] = pytesseract.image_to_data(
            listing,
            lang=languages,
            config=f"--psm 7 --dpi {dpi}",
            timeout=SECONDS_AT_LEAST + SECONDS_A_LINE * lines,
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractNotFoundError as error:
        raise MissingDependencyError(f"Tesseract is not installed, so scans cannot be read. {INSTALL}") from error
    except pytesseract.TesseractError as error:
        raise ExtractError(f"Tesseract gave up on a page: {error.message}. Try the page at another --dpi.") from error
    except RuntimeError as error:  # pytesseract's way to say that the time is up
        raise ExtractError(
            f"Tesseract did not finish a page of {lines} lines in time; the page is left out."
        ) from error
    return data


def _words_by_picture(data: dict[str, list[Any]], count: int) -> list[list[list[Word]]]:
    """Return the words of each picture, by the lines that Tesseract saw in it."""
    pictures: list[dict[tuple[int, int, int], list[Word]]] = [{} for _ in range(count)]
    for row, text in enumerate(data["text"]):
        if not str(text).strip():
            continue
        x0, width = float(data["left"][row]), float(data["width"][row])
        word = Word(str(text), x0, x0 + width, max(0.0, float(data["conf"][row])) / 100)
        key = (data["block_num"][row], data["par_num"][row], data["line_num"][row])
        pictures[int(data["page_num"][row]) - 1].setdefault(key, []).append(word)
    return [list(lines.values()) for lines in pictures]


def _reading(lines: list[list[Word]], picture: Grey) -> LineReading:
    """Make a reading of the widest line; the others are marks that Tesseract took for lines, and lower the trust."""
    if not lines:
        return LineReading("", 0.0)
    words = max(lines, key=lambda line: sum(word.x1 - word.x0 for word in line))
    paper = (picture > picture.max() * 0.7).all(axis=0)
    characters: list[Character] = []
    for before, word in zip([None, *words], words, strict=False):
        if before and word.text[0] not in MARKS and _gap(paper, before, word) > SPACE * len(picture):
            sure = min(before.confidence, word.confidence)
            characters.append(Character(" ", before.x1 - MARGIN, word.x0 - MARGIN, sure))
        characters += _spread(word)
    confidence = min(word.confidence for line in lines for word in line)
    return LineReading("".join(character.text for character in characters), confidence, tuple(characters))


def _gap(paper: NDArray[np.bool_], before: Word, after: Word) -> int:
    """Return the widest run of empty columns between the middles of two words."""
    start, end = ((word.x0 + word.x1) / 2 - MARGIN for word in (before, after))
    columns = np.flatnonzero(~paper[max(0, round(start)) : max(0, round(end))])
    return int(np.diff(columns).max(initial=1)) - 1


def _spread(word: Word) -> list[Character]:
    """Spread a word's letters evenly over its width; marks stand at their base."""
    bases = max(1, sum(letter not in MARKS for letter in word.text))
    step = (word.x1 - word.x0) / bases
    found: list[Character] = []
    place = -1
    for letter in word.text:
        place = max(0, place + (letter not in MARKS))
        x0 = word.x0 - MARGIN + place * step
        found.append(Character(letter, x0, x0 + step, word.confidence))
    return found
