"""What a reader's own confidence is worth, as measured: ``readers.toml``."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise

Points = tuple[tuple[float, float], ...]
"""Raw confidence and the probability that it stands for, by rising confidence."""

RECONCILED = "reconciled"
"""The reader of a value that arithmetic has decided."""

AGREES, DIFFERS = 0.9, 0.5
"""A second look that is so sure of what was read has read the same; one that is less sure than that, something else."""

_THAI_DIGIT = re.compile("[๐-๙]")
_ARABIC_DIGIT = re.compile("[0-9]")


class Kind(StrEnum):
    """What was read: readers are good at one and bad at the other."""

    ARABIC = "arabic"
    THAI = "thai"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader's calibration."""

    label: str
    """How its label begins."""
    spelled: bool
    """Whether the file itself spells what it reads."""
    points: dict[Kind, Points]


@cache
def load_readers() -> tuple[Reader, ...]:
    """Return all calibrated readers."""
    data = tomllib.loads((files(__package__) / "readers.toml").read_text("utf-8"))
    return tuple(
        Reader(
            label=row["label"],
            spelled=bool(row.get("spelled", False)),
            points={kind: _points(row.get(kind.value, ())) for kind in Kind},
        )
        for row in data["reader"]
    )


def _points(rows: Sequence[Sequence[float]]) -> Points:
    """Return calibration points.

    Raises:
        ValueError: If they do not rise, or are no probabilities.
    """
    points = tuple((float(raw), float(chance)) for raw, chance in rows)
    if list(points) != sorted(points) or any(not 0 <= value <= 1 for point in points for value in point):
        raise ValueError(f"calibration points must rise and lie between 0 and 1: {points}")
    return points


def find_reader(label: str) -> Reader | None:
    """Return the calibration of a reader, or None for one that was never measured."""
    fitting = [reader for reader in load_readers() if label.startswith(reader.label)]
    return max(fitting, key=lambda reader: len(reader.label), default=None)


def is_spelled(label: str) -> bool:
    """Tell whether the file itself spells what this reader reads."""
    reader = find_reader(label)
    return reader is not None and reader.spelled


def kind_of(raw_text: str) -> Kind:
    """Return what kind of number was read, by its digits; text where there are none."""
    if _THAI_DIGIT.search(raw_text):
        return Kind.THAI
    return Kind.ARABIC if _ARABIC_DIGIT.search(raw_text) else Kind.TEXT


def calibrate(label: str, kind: Kind, confidence: float) -> float:
    """Return the probability that a value is right.

    Args:
        label: The reader's label.
        kind: What it read.
        confidence: Its own, 0 to 1.
    """
    reader = find_reader(label)
    points = reader.points[kind] if reader is not None else ()
    if not points or confidence < points[0][0]:
        return 0.0
    for (low, chance_low), (high, chance_high) in pairwise(points):
        if confidence <= high:
            share = (confidence - low) / (high - low) if high > low else 1.0
            return chance_low + share * (chance_high - chance_low)
    return points[-1][1]
