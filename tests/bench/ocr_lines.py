"""Line pictures with their truth, of families and text that the recogniser's training never saw, and reading them."""

import os
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from pipeline.extract.ocr.engine import Grey, LineReading, OcrEngine
from pipeline.extract.ocr.training import numerals, texts
from pipeline.extract.ocr.training.alphabet import spelled
from pipeline.extract.ocr.training.fonts import UNSEEN, Face, all_faces
from pipeline.extract.ocr.training.render import Style, draw_line
from pipeline.extract.ocr.training.wear import worn
from pipeline.thai.numbers import parse_decimal

SEED = 20_000_003
COLUMNS = {"clean 300 dpi": ("clean", 300), "scan 200 dpi": ("scan", 200), "worn 150 dpi, fax": ("worn", 150)}
"""The columns of the table: how a line is worn, and at which resolution."""
CLUTTER = {"clean": 0.0, "scan": 0.3, "worn": 1.0}
"""How much of rules, other lines and dirt the cutting of a page into lines leaves about a line."""
POINTS = (12, 13, 14, 14, 15, 16, 16, 16, 18)
"""Sizes of letters, as often as offices use them."""
UNIT = re.compile(r"(?:\.-|\s*บาท)$")
"""What may stand behind a number of ``plain_number``."""
NUMBERS = ("numbers, Thai", "numbers, Arabic")


@dataclass(frozen=True, slots=True)
class Truth:
    """A line picture and what it says."""

    picture: Grey
    text: str
    kind: str
    column: str
    family: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine read."""

    truth: Truth
    reading: LineReading

    @property
    def right(self) -> bool:
        """Say whether the line was read without a mistake."""
        return self.reading.text.strip() == self.truth.text


def number_in(text: str) -> Decimal | None:
    """Return the number that a line says, without its unit; None where the line is no number."""
    try:
        return parse_decimal(UNIT.sub("", text.strip()))
    except ValueError:
        return None


def distance(one: str, other: str) -> int:
    """Return how many characters must be put in, left out or changed to turn one text into another."""
    if one == other:
        return 0
    row = list(range(len(other) + 1))
    for index, left in enumerate(one, 1):
        corner, row[0] = row[0], index
        for place, right in enumerate(other, 1):
            corner, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, corner + (left != right))
    return row[-1]


def kinds(source: texts.Texts) -> dict[str, Callable[[random.Random], str]]:
    """Return a maker of lines for each kind that is counted by itself."""
    return {
        "numbers, Thai": lambda rng: plain_number(rng).translate(numerals.TO_THAI),
        "numbers, Arabic": plain_number,
        "codes": lambda rng: numerals.either_kind(rng, numerals.code(rng)),
        "dates": lambda rng: numerals.either_kind(rng, numerals.date(rng)),
        "prose": source.prose,
    }


def plain_number(rng: random.Random) -> str:
    """Return a number as a score, an amount or a count; without leading zeros, which training has and paper has not."""
    makers = (numerals.score, numerals.score, numerals.score, numerals.money, lambda one: numerals.digits(one, 4))
    return re.sub("^[0,]+(?=[0-9])", "", rng.choice(makers)(rng))


def make_lines(
    faces: Sequence[Face], source: texts.Texts, column: str, counts: dict[str, int], seed: int
) -> list[Truth]:
    """Make the test lines of one column of the table.

    Args:
        faces: What they are set in, evenly by family.
        source: What prose says.
        column: A key of ``COLUMNS``, or a level of wear and a resolution: ``worn 300``.
        counts: How many of each kind; none of a kind that is not named.
        seed: Of everything drawn.
    """
    level, dpi = COLUMNS.get(column) or (column.split()[0], int(column.split()[1]))
    rng, noise = random.Random(f"{seed} {column}"), np.random.default_rng(seed + dpi)
    families = sorted({face.family for face in faces})
    made: list[Truth] = []
    beside = None
    for kind, maker in kinds(source).items():
        for _ in range(counts.get(kind, 0)):
            line = None
            while line is None:
                family = rng.choice(families)
                face = rng.choice([one for one in faces if one.family == family])
                text = spelled(texts.trimmed(maker(rng)))
                line = draw_line(text, Style(face, rng.choice(POINTS), dpi)) if text else None
            result = worn(rng, noise, line.picture, dpi, beside, level, CLUTTER[level])
            beside = line.picture
            made.append(Truth(result.picture, line.text, kind, column, family))
    return made


def read(engine: OcrEngine, lines: Sequence[Truth], dpi: int, page: int = 35) -> tuple[list[Answer], float]:
    """Read lines a page at a time; return the answers and the seconds of processor time, other programs' included."""
    answers: list[Answer] = []
    before = sum(os.times()[:4])
    for first in range(0, len(lines), page):
        part = lines[first : first + page]
        readings = engine.read_lines([line.picture for line in part], dpi)
        answers.extend(Answer(line, reading) for line, reading in zip(part, readings, strict=True))
    return answers, sum(os.times()[:4]) - before


def unseen_faces(fonts: Path) -> tuple[Face, ...]:
    """Return the faces that no training line was set in."""
    return tuple(face for face in all_faces(fonts) if face.family in UNSEEN)


def held_back(path: Path | None) -> texts.Texts:
    """Return the lines of a text file that training leaves out."""
    return texts.Texts(texts.official_lines(path, test=True))
