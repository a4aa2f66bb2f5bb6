"""What planting an inconsistency needs, whatever its kind."""

from dataclasses import replace
from random import Random
from typing import TypeVar

from tests.reports.truth import Plant, Truth

T = TypeVar("T")


class NoPlaceError(ValueError):
    """The document has no place for an inconsistency of this kind."""


def some(random: Random, found: list[T], what: str) -> T:
    """Return one of them, or say that there is none."""
    if not found:
        raise NoPlaceError(f"no {what} in this document")
    return random.choice(found)


def add(truth: Truth, made: Plant) -> Truth:
    """Return the document with the inconsistency named in its truth."""
    return replace(truth, planted=(*truth.planted, made))


def subject_of(part: str, question_id: str) -> str:
    """Return a question as checks name it."""
    return f"{part} {question_id}".strip()
