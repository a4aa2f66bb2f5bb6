"""At which lines the rows of a table begin whose rules across are lost (pure)."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.levels import BIN, Corridors, Level, held_columns, is_crossed

WIDER = 1.06
"""Between two rows lines are so many times as far from each other as within one."""
MOST = 0.6
"""Such a share of the columns has text where a row begins."""
WRAPPED, ENDED = 2, 2
"""The cells of a row of more lines are not all equally long: its last line has text in so many columns fewer."""
LISTED, FULL = 4, 0.8
"""So many lines, with text in so large a share of the columns each, may be rows of one line each;"""
NUMBERS, SHORT = 2, 0.5
"""they are where so many columns hold but short text, none of it over so large a share of its column: numbers."""
BRIEF, USUAL = 0.85, 0.5
"""Where names go on beside no number, numbers are no longer than this share of their column, and stand beside so large
a share of the lines."""
OF_NUMBER = 5.5
"""Numbers are no longer than so many letter heights."""
BOLD = 1.25
"""Names of columns are so many times as thick as other text."""
CLOSE = 0.75
"""Levels nearer to each other than this share of what is usual are of cells whose text stands in the middle."""


def find_starts(
    block: Sequence[Level], corridors: Corridors, dpi: float, usual: float | None = None
) -> list[int] | None:
    """Return the levels at which rows begin, or None where lines do not stand as in a table.

    Args:
        block: The levels.
        corridors: Between the columns.
        dpi: Resolution.
        usual: How far lines of the page are from each other, where the block is a row that was found: in it a row
            begins only where they stand farther apart and columns go on after an empty line.
    """
    held = held_columns(block, corridors)
    headings = [is_crossed(level, corridors) for level in block]
    body = 0 if usual is not None else _header(block)
    body = next((at for at in range(1, body) if headings[at]), body)
    spans, widths = _spans(block, corridors)
    starts = _starts_of_numbers(block, spans[body:], widths, body, dpi)
    if starts is not None:
        return starts
    starts = _starts_of_text(block, held, headings, body, usual)
    if starts is None or (body and not _counted(spans[body:], block, dpi)):
        return starts
    rows = [held[first:last] for first, last in pairwise([*starts, len(block)]) if first >= body]
    return starts if _are_wrapped(rows) else None


def _starts_of_text(
    block: Sequence[Level], held: NDArray[np.bool_], headings: list[bool], body: int, usual: float | None
) -> list[int] | None:
    """Return the levels at which rows begin whose cells run over lines, or None where lines do not stand so.

    Args:
        block: The levels.
        held: For each level and column whether text stands there.
        headings: Which levels run over columns.
        body: The first level below the names of columns.
        usual: As ``find_starts`` has it.
    """
    gaps = [0.0, *(lower.foot - upper.foot for upper, lower in pairwise(block))]
    pitch = float(np.quantile(gaps[body + 1 :], 0.4)) if len(gaps) > body + 1 else 0.0
    pitch = max(pitch, usual or 0.0)
    starts = sorted({0, body})
    for at in range(body + 1, len(block)):
        if headings[at - 1] and _is_wrapped(block[at], held[at], block[len(block) // 2 :]):
            headings[at] = True
            continue
        if headings[at] or headings[at - 1]:
            starts.append(at)
            continue
        resumed = int((held[at] & ~held[at - 1]).sum())
        is_apart, several = gaps[at] > WIDER * pitch, resumed > 1
        goes_on = bool((held[at] & held[at - 1]).any())
        if held[at].mean() >= MOST and (is_apart or several if usual is None else is_apart and several and goes_on):
            starts.append(at)
        elif resumed > 1 or (resumed and not _is_dash(held, at)):
            return None
    return starts


def _spans(block: Sequence[Level], corridors: Corridors) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each level and column over how many bins words run, and the widths of the columns."""
    words = np.flatnonzero(np.logical_or.reduce([level.words for level in block]))
    edges = [int(words[0]), *((begin + end) // 2 for begin, end in corridors), int(words[-1]) + 1]
    spans = np.array([[_span(level.words[slice(*sides)]) for sides in pairwise(edges)] for level in block])
    return spans, np.diff(edges)


def _counted(spans: NDArray[np.int64], block: Sequence[Level], dpi: float) -> int:
    """Return how many columns hold nothing longer than a number is, and some of it in most lines."""
    longest = OF_NUMBER * float(np.median([level.size for level in block])) / (BIN * dpi)
    return int(((spans <= longest).all(axis=0) & ((spans > 0).mean(axis=0) >= USUAL)).sum())


def _starts_of_numbers(
    block: Sequence[Level], spans: NDArray[np.int64], widths: NDArray[np.int64], body: int, dpi: float
) -> list[int] | None:
    """Return the levels at which rows of numbers begin: names alone go on beside none of them; None where it is unsure.

    All rows are as far from each other; where names go on, their lines are closer.

    Args:
        block: The levels.
        spans: For each level of the body and each column over how many bins words run.
        widths: Of the columns, in bins.
        body: The first level below the names of columns.
        dpi: Resolution.
    """
    name = int(spans.mean(axis=0).argmax())
    brief = np.asarray((spans <= BRIEF * widths).all(axis=0))
    brief[name] = False
    held = spans > 0
    begins = np.asarray(held[:, brief].any(axis=1))
    rest = held.copy()
    rest[:, name] = False
    usual = int((held[:, brief].mean(axis=0) >= USUAL).sum())
    if usual < NUMBERS or not begins[0] or not held[begins, name].all() or rest[~begins].any():
        return None
    gaps = np.diff([level.foot for level in block[body:]])
    after = begins[1:]
    if (after.all() or begins.sum() < LISTED) and not body:
        return None
    if after.all() and _counted(spans, block, dpi) < NUMBERS:
        return None
    if not after.any() or gaps[after].max() > WIDER * gaps[after].min():
        return None
    if gaps[after].min() < WIDER * gaps[~after].max(initial=0.0):
        return None
    return sorted({0, *(body + np.flatnonzero(begins)).tolist()})


def _are_wrapped(rows: Sequence[NDArray[np.bool_]]) -> bool:
    """Tell whether the levels of each row may be one row: lines as full as each other are rows of their own.

    Only the last row may be cut off by the end of the page, where another shows that cells run over lines.
    """
    full = [_is_full(row) for row in rows if len(row) > WRAPPED]
    return not any(full) or (len(full) > 1 and len(rows[-1]) > WRAPPED and not any(full[:-1]))


def _is_wrapped(level: Level, held: NDArray[np.bool_], others: Sequence[Level]) -> bool:
    """Tell whether a level is the short rest of a heading: bold, and with text in the first column alone."""
    bold = BOLD * float(np.median([other.thickness for other in others]))
    return bool(level.thickness >= bold and held[0] and held.sum() == 1)


def _is_dash(held: NDArray[np.bool_], at: int) -> bool:
    """Tell whether what resumes was left out for one line only: a dash is no larger than a speck."""
    return at > 1 and bool(held[at - 2][held[at] & ~held[at - 1]].all())


def _is_full(held: NDArray[np.bool_]) -> bool:
    """Tell whether the last level of a row has text in most columns, and hardly fewer than its first."""
    return bool(held[-1].mean() >= MOST and held[0].sum() - held[-1].sum() < ENDED)


def _header(block: Sequence[Level]) -> int:
    """Return how many levels at the top are names of columns: they are bold, or stand in the middle of their cells."""
    usual = BOLD * float(np.median([level.thickness for level in block[len(block) // 2 :]]))
    thin = (at for at, level in enumerate(block) if level.thickness < usual)
    gaps = [lower.foot - upper.foot for upper, lower in pairwise(block)]
    pitch = float(np.median(gaps[len(gaps) // 2 :])) if gaps else 0.0
    between = sum(1 for _ in takewhile(lambda gap: gap < CLOSE * pitch, gaps))
    return max(next(thin, 0), between + 1 if between else 0)


def is_list(block: Sequence[Level], walls: Sequence[int], dpi: float) -> bool:
    """Tell whether each line of what was found as one row is a row: a cell that goes on does so beside shorter ones."""
    if len(block) < LISTED:
        return False
    columns = [slice(*(round(wall / (BIN * dpi)) for wall in sides)) for sides in pairwise(walls)]
    spans = np.array([[_span(level.words[column]) for column in columns] for level in block])
    widths = np.array([column.stop - column.start for column in columns])
    full = (spans > 0).mean(axis=1) >= FULL
    numbers = (spans <= SHORT * widths).all(axis=0)
    return bool(full.mean() >= FULL and numbers.sum() >= NUMBERS and (spans[:, numbers] > 0).any(axis=1).all())


def _span(words: NDArray[np.bool_]) -> int:
    """Return over how many bins words run, spaces and all."""
    inked = np.flatnonzero(words)
    return int(inked[-1] - inked[0]) + 1 if len(inked) else 0
