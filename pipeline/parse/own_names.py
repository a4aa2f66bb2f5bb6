"""The own part of announced names: what stands behind the words with which several of a table begin alike."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model.report import AgencyResult
from pipeline.parse.passage import Passage
from pipeline.thai.words import word_ends

ALIKE = 3
"""So many other names must begin with the same words."""
LONG = 4
"""Shorter words may stand for each other by one misread letter: no beginning ends with one."""


def with_own_names(found: Iterable[tuple[AgencyResult, Passage]]) -> tuple[AgencyResult, ...]:
    """Return results that know which part of their name is their own.

    A kind of agency is printed in many rows: ``วิทยาลัยเทคนิค``. Letters that are misread make no known words, and
    not the same ones in several rows.

    Args:
        found: Each result with the text of its name.
    """
    held = tuple(found)
    names = [passage.text for _, passage in held]
    return tuple(_with_own(result, passage, names) for result, passage in held)


def _with_own(result: AgencyResult, passage: Passage, names: Sequence[str]) -> AgencyResult:
    end = _shared(passage.text, names)
    return replace(result, own_name=passage.cut(end, len(passage.text))) if 0 < end < len(passage.text) else result


def _shared(name: str, names: Sequence[str]) -> int:
    """Return where the whole words end with which a name and several others begin."""
    reaches = sorted((_alike(name, other) for other in names if other != name), reverse=True)
    reach = reaches[ALIKE - 1] if len(reaches) >= ALIKE else 0
    ends = word_ends(name)
    words = zip((0, *ends), ends, strict=False)
    return max((end for start, end in words if end <= reach and end - start >= LONG), default=0)


def _alike(name: str, other: str) -> int:
    """Return how many letters two names begin with alike."""
    differing = (at for at, (one, another) in enumerate(zip(name, other, strict=False)) if one != another)
    return next(differing, min(len(name), len(other)))
