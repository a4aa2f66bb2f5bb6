"""Which rules hang together as one table."""

from collections.abc import Sequence

from pipeline.extract.bars import REACH, Bar, outmost

Rules = tuple[list[Bar], list[Bar]]
"""Rules across and rules down."""

GROUP_ROW = 60.0
"""In points, the most height of a row that is the heading of a group of rows."""


def group_rules(across: Sequence[Bar], down: Sequence[Bar]) -> list[Rules]:
    """Return the sets of rules that make a table each: they hang together, and run in both directions."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, bar in enumerate(across):
        for j, post in enumerate(down):
            if _meet(bar, post):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, Rules] = {}
    for i, bar in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(bar)
    for j, post in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(post)
    return _over_group_rows([group for group in groups.values() if group[0] and group[1]])


def _over_group_rows(groups: Sequence[Rules]) -> list[Rules]:
    """Return the sets of rules, one where a row without walls lies between two: the heading of a group of rows.

    Only a table without outer edges falls apart there; in others the outer edges run through.
    """
    joined: list[Rules] = []
    for group in sorted(groups, key=lambda group: min(bar.at for bar in group[0])):
        if joined and _goes_on(joined[-1], group):
            across, down = joined.pop()
            group = ([*across, *group[0]], [*down, *group[1]])
        joined.append(group)
    return joined


def _goes_on(upper: Rules, lower: Rules) -> bool:
    """Tell whether one set of rules goes on below another: open at the sides, as wide, with the same columns."""
    sides = [([bar.begin for bar in across], [-bar.end for bar in across]) for across, _ in (upper, lower)]
    ends = [(min(begins), -min(negated)) for begins, negated in sides]
    is_as_wide = any(
        all(abs(edge(one) - edge(other)) <= REACH for one, other in zip(*sides, strict=True)) for edge in (min, outmost)
    )
    gap = min(bar.at for bar in lower[0]) - max(bar.at for bar in upper[0])
    posts = [[post.at for post in down] for _, down in (upper, lower)]
    return (
        0 < gap <= GROUP_ROW
        and is_as_wide
        and all(ends[0][0] + REACH < post < ends[0][1] - REACH for at in posts for post in at)
        and all(
            any(abs(post - other) <= REACH for other in others) for at, others in (posts, posts[::-1]) for post in at
        )
    )


def _meet(bar: Bar, post: Bar) -> bool:
    """Tell whether a rule across and a rule down touch or cross."""
    return bar.begin - REACH <= post.at <= bar.end + REACH and post.begin - REACH <= bar.at <= post.end + REACH
