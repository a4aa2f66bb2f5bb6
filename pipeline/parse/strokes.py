"""Pieces of rules that were not seen, and dirt, read as strokes in cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.parse.passage import SPELLED, Ink, join
from pipeline.parse.slots import Row, Slot

_STROKES = re.compile(r"(?:[^ก-๎๐-๙A-Za-z0-9]|[ij])*")
"""What dirt and pieces of rules are read as."""
UNSURE = 0.5
"""How sure a letter is at most that stands in a cell with a piece of a rule."""


def without_strokes(inks: Sequence[Ink]) -> Sequence[Ink]:
    """Return the lines of a cell without those that are nothing but strokes; the dash of a period stays.

    A cell that says nothing else keeps them: a dash may stand for no value. Strokes are left of a rule that was not
    seen, so that the cell may be two: none of it is sure.
    """
    said = [at for at, ink in enumerate(inks) if not _STROKES.fullmatch(ink.line.text.strip())]
    if not said:
        return inks
    inner = range(said[0], said[-1])
    dashes = (at for at in inner if inks[at].line.text.strip() in ("-", "–", "—"))
    spelled = (at for at, ink in enumerate(inks) if ink.line.reader == SPELLED)
    kept = sorted({*said, *dashes, *spelled})
    return inks if len(kept) == len(inks) else [_doubted(inks[at]) for at in kept]


def _doubted(ink: Ink) -> Ink:
    """Return a line of which nothing is surer than ``UNSURE``."""
    sure = tuple(
        replace(one, confidence=min(one.confidence, UNSURE), again=None if one.again is None else UNSURE)
        for one in ink.line.characters
    )
    return replace(ink, line=replace(ink.line, confidence=min(ink.line.confidence, UNSURE), characters=sure))


def rows_without_strokes(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows whose cells are without strokes; a merged cell stays one."""
    held = tuple(rows)
    clean = {id(slot): _clean(slot) for row in held for slot in row}
    return tuple(tuple(clean[id(slot)] for slot in row) for row in held)


def _clean(slot: Slot) -> Slot:
    kept = without_strokes(slot.passage.inks)
    return slot if len(kept) == len(slot.passage.inks) else replace(slot, passage=join(kept))
