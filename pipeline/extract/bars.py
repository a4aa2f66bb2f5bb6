"""Whole rules from their pieces."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model.geometry import BBox

SNAP = 3.0
"""Rules closer than this, in points, are one: double rules, and rules drawn in pieces."""
REACH = 4.0
"""So far, in points, a rule may end before the rule that it meets, and so wide may its own breaks be."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A whole rule: where it lies, and from where to where it runs."""

    at: float
    begin: float
    end: float


def bars_across(rules: Sequence[BBox]) -> list[Bar]:
    """Return the whole rules that run across; ``at`` is the distance from the top."""
    return _joined((rule.middle[1], rule.x0, rule.x1) for rule in rules if rule.width >= rule.height)


def bars_down(rules: Sequence[BBox]) -> list[Bar]:
    """Return the whole rules that run down; ``at`` is the distance from the left."""
    return _joined((rule.middle[0], rule.top, rule.bottom) for rule in rules if rule.width < rule.height)


def _joined(rules: Iterable[tuple[float, float, float]]) -> list[Bar]:
    """Join the pieces of rules: side by side within ``SNAP``, and end to end within ``REACH``."""
    lanes: list[list[tuple[float, float, float]]] = []
    for rule in sorted(rules):
        if lanes and rule[0] - lanes[-1][-1][0] <= SNAP and rule[0] - lanes[-1][0][0] <= 2 * SNAP:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    bars = []
    for lane in lanes:
        at = sum(place for place, _, _ in lane) / len(lane)
        pieces = sorted((begin, end) for _, begin, end in lane)
        begin, end = pieces[0]
        for next_begin, next_end in pieces[1:]:
            if next_begin - end > REACH:
                bars.append(Bar(at, begin, end))
                begin = next_begin
                end = next_end
            end = max(end, next_end)
        bars.append(Bar(at, begin, end))
    return bars


def outmost(ends: Sequence[float]) -> float:
    """Return where the first rules begin: two at least, for one alone that sticks out is no edge of the table.

    Args:
        ends: Where each rule begins; with the sign turned, where each one ends.
    """
    first, *others = sorted(ends)
    return others[0] if others and others[0] - first > REACH else first
