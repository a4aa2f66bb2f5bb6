"""What a page draws, to the rules that tables are made of."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model.geometry import BBox

THICK = 4.5
"""In points; anything thicker is a bar or shading, not a rule."""
SHORT = 3.0
"""In points; anything shorter is a dot or a tick."""
STRAIGHT = 0.75
"""By how many points a rule may stray from straight."""

_TEXT_TOKEN = re.compile(
    rb"\\."  # an escaped sign of a string
    rb"|[()]"  # a string begins or ends; strings may hold anything
    rb"|(?<![^\s\]>)}])BT(?=\s)"
    rb"|(?<=[\s\]>)])ET(?=\s|$)",
    re.DOTALL,
)
_INLINE_PICTURE = re.compile(rb"\sBI\s")


class Stroke(NamedTuple):
    """One drawn path, in points of the upright page."""

    points: tuple[tuple[float, float], ...]
    """Its corners; a closed path ends where it began."""
    stroked: bool
    filled: bool
    thickness: float


def without_text(operators: bytes) -> bytes:
    """Return a page's operators without those between ``BT`` and ``ET``, which cost nine tenths of the time.

    Text draws nothing that tables are made of, and what it leaves behind is colour. Where a picture stands among the
    operators, whose bytes may look like anything, nothing is left out.
    """
    if _INLINE_PICTURE.search(operators):
        return operators
    kept, begun, depth, copied = [], -1, 0, 0
    for token in _TEXT_TOKEN.finditer(operators):
        sign = token[0]
        if begun < 0:
            if sign == b"BT":
                begun, depth = token.start(), 0
        elif sign in b"()":
            depth += 1 if sign == b"(" else -1
        elif sign == b"ET" and depth <= 0:
            kept.append(operators[copied:begun])
            begun, copied = -1, token.end()
    return b"".join([*kept, operators[copied:]])


def find_rules(strokes: Iterable[Stroke]) -> tuple[BBox, ...]:
    """Return the rules among drawn paths: thin boxes, across or down.

    A filled path is a rule where it is thin; a stroked one gives a rule for each straight side.
    """
    rules: list[BBox] = []
    for stroke in strokes:
        if len(stroke.points) < 2:
            continue
        across = [x for x, _ in stroke.points]
        down = [y for _, y in stroke.points]
        box = BBox(min(across), min(down), max(across), max(down))
        if stroke.filled and not stroke.stroked:
            if min(box.width, box.height) <= THICK:
                rules.append(box)
        elif stroke.stroked:
            rules += [
                side
                for first, last in zip(stroke.points, stroke.points[1:], strict=False)
                for side in _side(first, last, stroke.thickness)
            ]
    return tuple(rule for rule in rules if max(rule.width, rule.height) >= SHORT)


def _side(first: tuple[float, float], last: tuple[float, float], thickness: float) -> Iterable[BBox]:
    """Yield the box of a straight side that runs across or down."""
    if thickness > THICK:
        return
    half = thickness / 2
    x0, x1 = sorted((first[0], last[0]))
    top, bottom = sorted((first[1], last[1]))
    if bottom - top <= STRAIGHT < x1 - x0:
        middle = (top + bottom) / 2
        yield BBox(x0, middle - half, x1, middle + half)
    elif x1 - x0 <= STRAIGHT < bottom - top:
        middle = (x0 + x1) / 2
        yield BBox(middle - half, top, middle + half, bottom)
