"""Which rows of a table are its header, and what its columns are called."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.parse.captions import Caption, part_captions, read_caption
from pipeline.parse.columns import names_a_column, role
from pipeline.parse.numbers import read_count
from pipeline.parse.passage import SPELLED
from pipeline.parse.shapes import SHAPES
from pipeline.parse.slots import Grid, Row, Slot, squeeze
from pipeline.thai.alike import bare, unlikeness
from pipeline.thai.skeleton import skeleton


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table."""

    depth: int = 0
    """How many rows it takes; 0 where the first row already says something."""
    names: tuple[str, ...] = ()
    """The name of each column, its rows joined, without white space."""
    unsure: frozenset[int] = frozenset()
    """The columns whose damaged names tell what they hold only with a doubt."""
    recognised: bool = False
    """Whether it was read off a picture."""


def find_header(rows: Sequence[Row]) -> Header:
    """Return the header of a table: the first rows whose cells are names of columns.

    A name that a recogniser has damaged is told by its likeness to the names that offices give.
    """
    depth = _header_depth(rows)
    if not depth:
        return Header()
    columns = range(len(rows[0]))
    stacks = [_stack(rows[:depth], column) for column in columns]
    names = tuple(squeeze("".join(_name(slot) for slot in stack)) for stack in stacks)
    unsure = frozenset(column for column in columns if any(not _is_sure(slot) for slot in stacks[column]))
    recognised = any(map(_is_recognised, rows[0]))
    apart = _names_in_merged_cells(stacks)
    parted = _part_names(names) if recognised and not apart else {}
    told = parted | apart
    unsure = unsure - apart.keys() | parted.keys()
    return Header(depth, tuple(told.get(at, name) for at, name in enumerate(names)), unsure, recognised)


def _part_names(names: Sequence[str]) -> dict[int, str]:
    """Return the names of columns between which no wall was found in the header, so that both have both names."""
    found: dict[int, str] = {}
    for at, (one, other) in enumerate(itertools.pairwise(names)):
        parts = part_captions(one) if one == other else None
        if parts is not None:
            found |= {at: parts[0], at + 1: parts[1]}
    return found


def _names_in_merged_cells(stacks: Sequence[Sequence[Slot]]) -> dict[int, str]:
    """Return the names of columns between whose names no wall was found, though the space between them tells them."""
    found: dict[int, str] = {}
    for at, stack in enumerate(stacks):
        if len(stack) == 1 and stack[0].column == at:
            found |= dict(enumerate(_names_side_by_side(stack[0]), at))
    return found


def _names_side_by_side(slot: Slot) -> tuple[str, ...]:
    """Return the names of several columns that a merged cell of a picture holds, or nothing.

    Each of its lines has a word for each column, and they make clear names.
    """
    lines = [ink.line.text.split() for ink in slot.passage.inks]
    if slot.column_span < SEVERAL or not _is_recognised(slot) or any(len(line) != slot.column_span for line in lines):
        return ()
    captions = [read_caption(squeeze("".join(words))) for words in zip(*lines, strict=True)]
    names = tuple(caption.name for caption in captions if caption is not None and caption.sure)
    return names if len(set(names)) == slot.column_span else ()


SEVERAL = 3
"""So many columns' names in one cell are told by the space between them."""


def _is_recognised(slot: Slot) -> bool:
    return any(ink.line.reader != SPELLED for ink in slot.passage.inks)


def _caption(slot: Slot) -> Caption | None:
    """Return the name of a column that a slot holds, mended where a recogniser may have damaged it, or None."""
    text = squeeze(slot.text)
    if not _is_recognised(slot):
        return Caption(text) if names_a_column(text) else None
    return read_caption(text)


def _name(slot: Slot) -> str:
    caption = _caption(slot)
    return caption.name if caption else slot.text


def _is_sure(slot: Slot) -> bool:
    caption = _caption(slot)
    return caption is None or caption.sure


def _stack(rows: Sequence[Row], column: int) -> list[Slot]:
    """Return the slots of a column, merged ones once."""
    stack: list[Slot] = []
    for row in rows:
        if all(slot is not row[column] for slot in stack):
            stack.append(row[column])
    return stack


def _distinct(row: Row) -> list[Slot]:
    """Return the slots of a row that hold text, merged ones once."""
    return [slot for at, slot in enumerate(row) if slot.text and (at == 0 or row[at - 1] is not slot)]


_UNIT = re.compile(r"\(?(?:ร้อยละ)?[0-9]{1,3}(?:คะแนน|%)?\)?|\(.{1,12}\)")
"""What stands under a column's name: its weight, or ``(1)``."""


def _header_depth(rows: Sequence[Row]) -> int:
    """Return how many rows are the header: 0 where the first one already says something."""
    depth, least = 0, 1
    for row in rows[:3]:
        slots = _distinct(row)
        if depth and len(row) > 1 and len(slots) == 1 and slots[0].column_span == len(row):
            break
        named = sum(_caption(slot) is not None or len(_names_side_by_side(slot)) for slot in slots)
        fresh = [slot for slot in slots if slot.row >= depth] if depth else slots
        grouped = any(1 < slot.column_span < len(row) for above in rows[:depth] for slot in above)
        unit = depth > 0 and _are_units(fresh, rows[0]) and not _are_rests(row)
        named_enough = named * 2 >= len(slots) and named >= min(2, len(slots)) and (grouped or not depth)
        if not slots or not (unit or named_enough):
            break
        depth += 1
        if depth == 1:
            least = min(3, max((slot.row + slot.row_span - slots[0].row for slot in slots), default=1))
    while least > max(depth, 1) and least <= len(rows) and _holds_scores(rows[least - 1], least - 1):
        least -= 1
    return min(max(depth, least), len(rows)) if depth else 0


def _are_units(slots: Sequence[Slot], names: Row) -> bool:
    """Tell whether what stands under the names of columns are their weights, full marks or numbers.

    Bare numbers under a column that tells what its rows are about are its first row (question 1 of indicator 1 has
    100), unless they count the columns.
    """
    texts = [squeeze(slot.text) for slot in slots]
    if not all(map(_UNIT.fullmatch, texts)):
        return False
    counting = texts == [str(slot.column + 1) for slot in slots] and len(slots) == len(names)
    told = [role(squeeze(_name(names[slot.column]))) in TELLING for slot in slots]
    return counting or not any(tells and _BARE.fullmatch(text) for tells, text in zip(told, texts, strict=True))


TELLING = frozenset({"number", "code", "name", "instrument"})
"""Roles of columns that tell what a row is about."""
_BARE = re.compile("[0-9]+")


def _are_rests(row: Row) -> bool:
    """Tell whether a row without a name holds the last digits of scores that a page break has cut.

    Such digits stand alone, and do not count the columns.
    """
    texts = [squeeze(slot.text) for slot in row[1:]]
    single = [int(text) for text in texts if re.fullmatch("[0-9]", text)]
    counting = all(before < after for before, after in itertools.pairwise(single))
    return not row[0].text and len(single) * 2 > len(texts) and not counting


_SCORE = re.compile(r"[0-9]{1,3}\.[0-9]{1,2}")


def _holds_scores(row: Row, at: int) -> bool:
    """Tell whether a row holds scores of its own, so that a cell of the header reaches into it for want of a rule."""
    return sum(slot.row == at and _SCORE.fullmatch(slot.plain.strip()) is not None for slot in row) >= LEAST_NUMBERS


ALIKE = 0.4
"""So large a share of a name's letters may be wrong on one of two pages that print it."""
SAME_COLUMNS = 2 / 3
"""Of a header that was read off pictures, so many names must be alike for two headers to be one."""


def same_header(one: Sequence[str], other: Sequence[str], *, recognised: bool) -> bool:
    """Tell whether two headers are one, printed twice.

    Args:
        one: The names of the columns.
        other: Likewise, as they are printed again.
        recognised: Whether letters of them may be wrong.
    """
    if len(one) != len(other):
        return False
    same = [skeleton(name) == skeleton(again) for name, again in zip(one, other, strict=True)]
    if not recognised or all(same):
        return all(same)
    if any(len(bare(again)) > len(bare(name)) + LONGER for name, again in zip(one, other, strict=True)):
        return False
    told = [at for at in range(len(one)) if not (_is_merged(one, at) or _is_merged(other, at))]
    alike = sum(_is_alike(one[at], other[at]) or _is_cut(one[at], other[at]) for at in told)
    return len(told) >= min(LEAST_TOLD, len(one)) and alike >= SAME_COLUMNS * len(told)


LEAST_TOLD = 2
LONGER = 12
"""A name that is so many letters longer than on the page before holds more than a name."""


def _is_merged(names: Sequence[str], at: int) -> bool:
    """Tell whether a column shares its name with its neighbour: the wall between their cells was not found."""
    return names[at] != "" and names[at] in (*names[max(0, at - 1) : at], *names[at + 1 : at + 2])


def _is_alike(name: str, again: str) -> bool:
    return skeleton(name) == skeleton(again) or distance(name, again) <= ALIKE * max(len(bare(name)), len(bare(again)))


def _is_cut(name: str, again: str) -> bool:
    """Tell whether of a column's name below that of its group only one of the two was found again."""
    whole, part = bare(name), bare(again)
    return len(part) >= LEAST_PART and (whole.startswith(part) or whole.endswith(part))


LEAST_PART = 6
"""So many letters of a name tell that they are its."""


def distance(name: str, again: str) -> float:
    """Return how many letters two printings of a name differ in."""
    return unlikeness(bare(name), bare(again), max(len(bare(name)), len(bare(again))))


def without_header(grid: Grid, names: Sequence[str]) -> Grid:
    """Return a table without its first rows where they are a header too damaged to be known by itself."""
    for depth in range(1, min(MOST_ROWS, len(grid.rows)) + 1):
        stacks = [_stack(grid.rows[:depth], column) for column in range(grid.width)]
        found = [squeeze("".join(slot.text for slot in stack)) for stack in stacks]
        if any(map(_is_recognised, grid.rows[0])) and same_header(names, found, recognised=True):
            return replace(grid, rows=grid.rows[depth:])
    return grid


MOST_ROWS = 3
"""So many rows a header may take."""


def settle_header(grid: Grid) -> Grid:
    """Return a table with the names of its columns that what stands in them bears out.

    A damaged name whose column looks otherwise is no name; a first column of a picture that counts up is that of the
    numbers, whatever is left of its name, and though it shares a name with the next one.
    """
    if not grid.recognised or not grid.header:
        return grid
    names = list(grid.header)
    for column in grid.unsure:
        shape = SHAPES.get(role(names[column]))
        if shape is not None and not _is_shaped(grid, column, shape):
            names[column] = ""
    if (not names_a_column(names[0]) or _is_merged(names, 0)) and _counts_up(grid):
        names[0] = NUMBER
    return replace(grid, header=tuple(names))


NUMBER = "ที่"
SHAPED = 0.5
"""In so many of its cells a column must look like its role."""


def _is_shaped(grid: Grid, column: int, shape: Callable[[str], bool]) -> bool:
    texts = [row[column].plain.strip() for row in grid.rows if row[column].text and row[column].column_span == 1]
    return not texts or sum(map(shape, texts)) >= SHAPED * len(texts)


def _counts_up(grid: Grid) -> bool:
    """Tell whether the first column holds nothing but numbers that count up."""
    texts = [row[0].plain for row in grid.rows if row[0].text and row[0].column_span == 1]
    numbers = [number for text in texts if (number := read_count(text)) is not None]
    rising = all(before < after for before, after in itertools.pairwise(numbers))
    return len(numbers) >= LEAST_NUMBERS and len(numbers) == len(texts) and rising


LEAST_NUMBERS = 2
