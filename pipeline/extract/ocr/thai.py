"""The engine ``thai``: reads printed Thai, Latin and numerals of both kinds with the project's own recogniser.

The recogniser is one ONNX file beside this module, run by onnxruntime on the CPU; two networks are in it, one for all
lines and one for lone numbers. ``thai.npz`` holds what language says of letters that look alike, ``thai.json`` the
characters and the figures. How all three are made:
``pipeline.extract.ocr.training``.
"""

import hashlib
import itertools
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import MissingDependencyError
from pipeline.extract.ocr.bullets import without_odd_bullets
from pipeline.extract.ocr.composition import MARKS
from pipeline.extract.ocr.decode import Chances, decoded
from pipeline.extract.ocr.digits import agreeing_on_page
from pipeline.extract.ocr.engine import Grey, LineReading, OcrEngine
from pipeline.extract.ocr.glyph import Glyph
from pipeline.extract.ocr.letters import likelier, load_letters
from pipeline.extract.ocr.lone_numbers import is_lone_code, is_lone_number, may_be_lone_number
from pipeline.extract.ocr.picture import EDGE, HEIGHT, normalized
from pipeline.extract.ocr.separators import grouping
from pipeline.extract.ocr.well_formed import no_surer, well_formed
from pipeline.model.document import Character
from pipeline.settings import Settings

# Once loaded, onnxruntime keeps a device's number in the user's home and reports to its maker, unless told before.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

MODEL = Path(__file__).with_name("thai.onnx")
COLUMN = 2
"""Pixels of the normalised picture for each column of answers."""
BATCH_PIXELS, BATCH_LINES, MOST_PIXELS = 1_000, 4, 3_000
"""Summed width of the lines that are read together, which stays near the processor; of long ones so many are, because
the recurrent layer works on them at once, up to what they may take of memory."""
ALIKE, APART = 1.1, 8
"""They are no more than so many times and so many pixels wider than the first: little of what is read is padding, and
a line's reading hardly depends on the others."""


@dataclass(frozen=True, slots=True)
class Card:
    """What ``thai.json`` tells of the model beside it."""

    characters: str
    """The character of each output from 1 on; output 0 is none."""
    sha256: str
    letters_sha256: str
    """Of the file with the weights of language."""

    @property
    def fingerprint(self) -> str:
        """Eight digits that change with either file."""
        return hashlib.sha256(f"{self.sha256} {self.letters_sha256}".encode()).hexdigest()[:8]


def load_card(model: Path) -> Card:
    """Read what is told of a model.

    Args:
        model: The ONNX file; its card has the same name and ends in ``.json``.

    Raises:
        MissingDependencyError: If the card is missing or damaged.
    """
    path = model.with_suffix(".json")
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Card(told["characters"], told["sha256"], told["letters_sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingDependencyError(restoring(path, "missing or damaged")) from error


def checked(path: Path, sha256: str) -> bytes:
    """Return the content of a file of the recogniser.

    Raises:
        MissingDependencyError: If it is missing, damaged, or not the one that the card tells of.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MissingDependencyError(restoring(path, "missing")) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise MissingDependencyError(
            restoring(path, f"damaged, or not the one that {path.with_suffix('.json').name} tells of")
        )
    return content


def restoring(path: Path, what: str) -> str:
    """Say that a file of the recogniser cannot be used, and how to bring it back."""
    all_three = " ".join(str(path.with_suffix(suffix)) for suffix in (".onnx", ".npz", ".json"))
    return (
        f"{path} is {what}, so scanned pages cannot be read with the engine thai. Restore it with "
        f"`git checkout -- {all_three}`, make it anew with `./ita train`, or read with --engine tesseract."
    )


def make_engine(settings: Settings) -> OcrEngine:
    """Return the engine; the settings tell it nothing."""
    return ThaiEngine()


class ThaiEngine:
    """Reads pictures of lines.

    Args:
        model: The ONNX file; its weights of language and its card stand beside it.

    Raises:
        MissingDependencyError: If one of the three is missing or damaged.
    """

    def __init__(self, model: Path = MODEL) -> None:
        self.card = load_card(model)
        self.model = model
        checked(model, self.card.sha256)
        self.letters = load_letters(checked(model.with_suffix(".npz"), self.card.letters_sha256))

    @cached_property
    def session(self) -> onnxruntime.InferenceSession:
        """The loaded model; not loaded where every document was read before."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # a plan for every width of batch takes more than it saves
        options.log_severity_level = 3
        checked(self.model, self.card.sha256)  # again: it may have changed since
        return onnxruntime.InferenceSession(str(self.model), options, providers=["CPUExecutionProvider"])

    @cached_property
    def giving_back(self) -> onnxruntime.RunOptions:
        """What a run is told that is followed by other work than reading."""
        options = onnxruntime.RunOptions()
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        return options

    @property
    def label(self) -> str:
        """Name the engine, and its files by digits that change with them."""
        return f"thai {self.card.fingerprint}"

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        """Read pictures of lines; in what is blank, too small or light on dark there is nothing to read.

        Args:
            pictures: Each one upright line, dark ink on light paper, at any height; those of one page, whose numerals
                tell which zero a line of nothing but rings is.
            dpi: Their resolution.

        Returns:
            One reading for each picture, in their order.
        """
        small = {index: one for index, picture in enumerate(pictures) if (one := normalized(picture, dpi)) is not None}
        read, doubts = self.decoded(small, numbers=False)
        lone = {index: small[index] for index, glyphs in read.items() if may_be_lone_number(glyphs)}
        better, _ = self.decoded(lone, numbers=True)
        for index, glyphs in better.items():
            if is_lone_number(glyphs) or is_lone_code(glyphs):
                read[index] = no_surer(glyphs, doubts.get(index, 1.0))
        readings = [LineReading("", 0.0)] * len(pictures)
        for index, glyphs in zip(read, agreeing_on_page(tuple(read.values())), strict=True):
            scale = pictures[index].shape[1] / (small[index].shape[1] - 2 * EDGE)
            readings[index] = reading(
                likelier(without_odd_bullets(grouping(glyphs)), self.letters), scale, pictures[index].shape[1]
            )
        return tuple(readings)

    def decoded(
        self, pictures: dict[int, NDArray[np.uint8]], *, numbers: bool
    ) -> tuple[dict[int, tuple[Glyph, ...]], dict[int, float]]:
        """Read normalised pictures.

        Args:
            pictures: By index.
            numbers: Whether the network for lone numbers reads them, or the one for all lines.

        Returns:
            What it read in each; and how sure it is of those that it read as a number only because all else is none.
        """
        read: dict[int, tuple[Glyph, ...]] = {}
        doubts: dict[int, float] = {}
        gathered = tuple(batches(pictures))
        for indices in gathered:
            last = indices is gathered[-1]
            answers = self.answers([pictures[index] for index in indices], numbers=numbers, last=last)
            for index, chances in zip(indices, answers, strict=True):
                first = decoded(chances, self.card.characters)
                read[index] = well_formed(first, chances, self.card.characters)
                if read[index] is not first:
                    doubts[index] = min(glyph.confidence for glyph in read[index])
        return read, doubts

    def answers(self, pictures: Sequence[NDArray[np.uint8]], *, numbers: bool, last: bool = False) -> Iterator[Chances]:
        """Run a network over normalised pictures.

        Args:
            pictures: Each of shape (HEIGHT, any width).
            numbers: Whether the network for lone numbers answers, or the one for all lines.
            last: Whether to give back, after it, the memory that answers take.

        Yields:
            For each, the probabilities of its columns.
        """
        widest = max(picture.shape[1] for picture in pictures)
        batch = np.zeros((len(pictures), 1, HEIGHT, widest), np.uint8)
        for row, picture in zip(batch, pictures, strict=True):
            row[0, :, : picture.shape[1]] = picture
        (chances,) = self.session.run(
            None, {"pictures": batch, "numbers": np.array(numbers)}, self.giving_back if last else None
        )
        for row, picture in zip(chances, pictures, strict=True):
            yield row[: picture.shape[1] // COLUMN]


def batches(pictures: dict[int, NDArray[np.uint8]]) -> Iterator[list[int]]:
    """Gather pictures of like width, so that little of a batch is padding.

    Args:
        pictures: Normalised pictures by index.

    Yields:
        Indices of pictures that are read together.
    """
    gathered: list[int] = []
    for index in sorted(pictures, key=lambda one: pictures[one].shape[1]):
        width = pictures[index].shape[1]
        most = max(BATCH_PIXELS // width, min(BATCH_LINES, MOST_PIXELS // width))
        if gathered and (len(gathered) >= most or width > ALIKE * pictures[gathered[0]].shape[1] + APART):
            yield gathered
            gathered = []
        gathered.append(index)
    if gathered:
        yield gathered


def reading(glyphs: tuple[Glyph, ...], scale: float, width: int) -> LineReading:
    """Turn what was read in a normalised picture into a reading of the picture itself.

    Args:
        glyphs: The characters and their columns.
        scale: Pixels of the picture for each of the normalised one.
        width: Of the picture, in pixels.
    """
    centres = [(glyph.first + glyph.last + 1) / 2 * COLUMN for glyph in glyphs]
    bases = [index for index, glyph in enumerate(glyphs) if index == 0 or glyph.text not in MARKS]
    middles = [(centres[one] + centres[other]) / 2 for one, other in itertools.pairwise(bases)]
    places = [min(max((one - EDGE) * scale, 0.0), float(width)) for one in (0.0, *middles, width / scale + 2 * EDGE)]
    characters: list[Character] = []
    base = -1
    for index, glyph in enumerate(glyphs):
        base += index in bases
        characters.append(Character(glyph.text, places[base], places[base + 1], glyph.confidence, glyph.alternatives))
    least = min((glyph.confidence for glyph in glyphs), default=0.0)
    return LineReading("".join(glyph.text for glyph in glyphs), least, tuple(characters))
