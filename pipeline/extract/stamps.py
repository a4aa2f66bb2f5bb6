"""Frames that stand aslant on a level page: of stamps, which are no tables (pure)."""

from collections.abc import Sequence
from itertools import combinations

from pipeline.model.document import Run
from pipeline.model.geometry import BBox, enclose

SLOPE, THICKEST = 0.05, 5.2
"""A rule across is aslant that rises by such a share of its length, and by more points than rules are thick."""
ALIKE = 0.7
"""Two of them frame a stamp where they share so much of the longer one's length."""
HIGHEST = 0.8
"""A stamp is no higher than so many times its width."""


def find_stamps(rules: Sequence[BBox]) -> tuple[BBox, ...]:
    """Return the frames of which two sides run across the page aslant.

    Args:
        rules: Thin boxes in points of the level page.
    """
    aslant = [rule for rule in rules if rule.width > rule.height > max(THICKEST, SLOPE * rule.width)]
    return tuple(enclose(pair) for pair in combinations(aslant, 2) if _is_frame(*pair))


def is_stamped(run: Run, stamps: Sequence[BBox]) -> bool:
    """Tell whether text stands in a stamp."""
    return any(stamp.holds(*run.bbox.middle) for stamp in stamps)


def off_stamps(rules: Sequence[BBox], stamps: Sequence[BBox]) -> list[BBox]:
    """Return the rules that are not of stamps."""
    return [rule for rule in rules if not any(stamp.holds(*rule.middle) for stamp in stamps)]


def _is_frame(one: BBox, other: BBox) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    width = max(one.width, other.width)
    return shared >= ALIKE * width and abs(one.middle[1] - other.middle[1]) <= HIGHEST * width
