"""An endless supply of training lines: text, drawn, worn, normalised, and gathered into batches of like width."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.picture import HEIGHT, normalized
from pipeline.extract.ocr.training.alphabet import CHARACTERS
from pipeline.extract.ocr.training.fonts import SYSTEM, UNSEEN, Face, all_faces
from pipeline.extract.ocr.training.render import Drawn, Style, draw_line, draw_style
from pipeline.extract.ocr.training.shapes import reshaped
from pipeline.extract.ocr.training.texts import NUMBERS, Texts, official_lines
from pipeline.extract.ocr.training.wear import worn

LEVELS = ("clean", "scan", "worn")
SHARES = (0.14, 0.41, 0.45)
RESHAPED = 0.4
"""Share of the lines whose letters are bent."""
REUSES = 2
"""Each drawn line is worn so many times; drawing costs more than wearing."""
EMPTY = 0.03
"""Share of pictures in which there is nothing to read."""
BATCH_PIXELS = 20_000
"""Summed width of a batch."""

FOREIGN = (
    ("noto/NotoSansKhmer-Regular.ttf", 0x1780, 0x17A2),
    ("noto/NotoSansDevanagari-Regular.ttf", 0x0905, 0x0939),
    ("noto/NotoSansArabic-Regular.ttf", 0x0627, 0x064A),
    ("noto/NotoSansHebrew-Regular.ttf", 0x05D0, 0x05EA),
    ("noto/NotoSansGeorgian-Regular.ttf", 0x10D0, 0x10F0),
    ("noto/NotoSansMyanmar-Regular.ttf", 0x1000, 0x1020),
    ("noto/NotoSansTamil-Regular.ttf", 0x0B85, 0x0BB9),
)
"""Scripts that the recogniser must not read as if they were Thai: a face and its range of letters."""

CODES = {one: index + 1 for index, one in enumerate(CHARACTERS)}
"""Each character's output of the network; 0 is the blank."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A normalised picture and its text."""

    picture: NDArray[np.uint8]
    text: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Samples of like width: pictures of shape (count, HEIGHT, widest), their widths, their texts."""

    pictures: NDArray[np.uint8]
    widths: tuple[int, ...]
    texts: tuple[str, ...]


def gathered(samples: Sequence[Sample]) -> Batch:
    """Put samples into one batch, empty paper to the right of the narrower ones."""
    widths = tuple(sample.picture.shape[1] for sample in samples)
    pictures = np.zeros((len(samples), HEIGHT, -(-max(widths) // 8) * 8), np.uint8)
    for row, sample in zip(pictures, samples, strict=True):
        row[:, : sample.picture.shape[1]] = sample.picture
    return Batch(pictures, widths, tuple(sample.text for sample in samples))


class Supply:
    """Makes samples without end.

    Args:
        seed: Two supplies of one seed make the same samples.
        faces: What to set lines in.
        texts: What they say.
    """

    def __init__(self, seed: int, faces: tuple[Face, ...], texts: Texts) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - pictures, not secrets
        self.noise = np.random.default_rng(seed)
        self.faces = faces
        self.texts = texts
        self.foreign = tuple(one for one in FOREIGN if (SYSTEM / one[0]).exists())
        self.beside: Drawn | None = None

    def drawn(self) -> Drawn:
        """Draw one clean line."""
        while True:
            line = draw_line(self.texts.draw(self.rng), draw_style(self.rng, self.faces))
            if line is not None:
                return reshaped(self.rng, self.noise, line) if self.rng.random() < RESHAPED else line

    def unreadable(self) -> Drawn:
        """Draw something that says nothing: specks, a rule, or letters of another script."""
        style = Style(self.faces[0], 16, self.rng.choice((150, 200, 300)))
        if self.foreign and self.rng.random() < 0.5:
            path, first, last = self.rng.choice(self.foreign)
            face = Face("foreign", SYSTEM / path, 1, frozenset(map(chr, range(first, last + 1))) | {" "})
            text = "".join(chr(self.rng.randint(first, last)) for _ in range(self.rng.randint(3, 40)))
            line = draw_line(text, Style(face, style.points, style.dpi))
            if line is not None:
                return Drawn(line.picture, "", style)
        height, width = self.rng.randint(10, 60), self.rng.randint(10, 700)
        picture = np.full((height, width), 255, np.uint8)
        draw = self.rng.random()
        if draw < 0.3:
            picture[self.noise.random(picture.shape) < self.rng.uniform(0.0005, 0.3)] = 0
        elif draw < 0.5:
            row = self.rng.randrange(height - 4)
            picture[row : row + self.rng.randint(1, 4), self.rng.randrange(width // 2) :] = 0
        elif draw < 0.6:
            column = self.rng.randrange(width)
            picture[:, column : column + self.rng.randint(1, 4)] = 0
        return Drawn(picture, "", style)

    def sample(self, line: Drawn) -> Sample | None:
        """Wear and normalise one clean line."""
        beside = self.beside
        other = beside.picture if beside is not None and beside.style.dpi == line.style.dpi else None
        level = self.rng.choices(LEVELS, SHARES)[0]
        result = worn(self.rng, self.noise, line.picture, line.style.dpi, other, level)
        believed = result.dpi * self.rng.lognormvariate(0, 0.08)
        picture = normalized(result.picture, believed)
        return None if picture is None else Sample(picture, line.text)

    def samples(self) -> Iterator[Sample]:
        """Yield samples."""
        while True:
            lines = [self.unreadable() if self.rng.random() < EMPTY else self.drawn() for _ in range(64)]
            for _ in range(REUSES):
                self.rng.shuffle(lines)
                for line in lines:
                    sample = self.sample(line)
                    self.beside = line
                    if sample is not None and sample.picture.shape[1] <= BATCH_PIXELS // 8:
                        yield sample

    def batches(self) -> Iterator[Batch]:
        """Yield batches of like width, in a random order of widths."""
        samples = self.samples()
        while True:
            stock = sorted((next(samples) for _ in range(1536)), key=lambda sample: sample.picture.shape[1])
            batches: list[list[Sample]] = [[]]
            for sample in stock:
                if (len(batches[-1]) + 1) * sample.picture.shape[1] > BATCH_PIXELS or len(batches[-1]) >= 160:
                    batches.append([])
                batches[-1].append(sample)
            self.rng.shuffle(batches)
            for batch in batches:
                if batch:
                    yield gathered(batch)


def training_supply(seed: int, fonts: Path, text: Path | None, *, numbers: bool) -> Supply:
    """Return the supply of training: seen families, and the lines not kept for tests, or numbers alone."""
    faces = tuple(face for face in all_faces(fonts) if face.family not in UNSEEN)
    texts = Texts((), NUMBERS) if numbers else Texts(official_lines(text, test=False))
    return Supply(seed, faces, texts)
