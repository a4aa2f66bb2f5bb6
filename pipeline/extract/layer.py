"""A page's text layer to runs of text: letters to clusters, clusters to pieces of lines."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from pipeline.extract.glyph import Glyph, PageLayer
from pipeline.extract.spelling import Ink, Letter, spell
from pipeline.extract.thai_marks import LOST, LOWER_VOWELS, MARKS, TO_THAI, draws_thai_digits, in_order
from pipeline.model.document import Run
from pipeline.model.geometry import BBox

READER = "text-layer"
BREAK = 1.0
"""A gap this wide, in font sizes, ends a run: it may be the gap between two columns."""
SPACE = 0.16
"""A gap this much wider than the gaps between the letters around it, in font sizes, is a space."""
SAME_LINE = 0.3
"""By how much of a font size base lines of one run may differ."""


@dataclass(slots=True)
class _Cluster:
    """A letter with its marks, under construction."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    height: float
    ink: Ink | None
    marks: str = ""
    edges: tuple[float, ...] = ()
    """Of ``text`` without marks."""
    lower: int = 0
    """How many more marks are drawn below the line than are named so."""

    @property
    def is_space(self) -> bool:
        return not self.text.strip() and not self.marks


def find_runs(layer: PageLayer) -> tuple[Run, ...]:
    """Return the upright text of a page as runs: what stands on one line without a wide gap, in its drawn order.

    Text is what the page shows: Thai digits where the font draws those for Arabic ones.
    """
    thai_digits = frozenset(at for at, name in enumerate(layer.fonts) if draws_thai_digits(name))
    letters = spell([_shown(glyph, thai_digits) for glyph in layer.glyphs if glyph.turn == 0])
    return _runs(_clusters(letters))


def find_turned_runs(layer: PageLayer) -> tuple[Run, ...]:
    """Return the text that stands turned on an otherwise upright page: headings along the side of a table, watermarks.

    Each run's place is right; its letters are in the order in which they are drawn.
    """
    groups: list[list[Glyph]] = []
    for glyph in layer.glyphs:
        if glyph.turn == 0:
            continue
        last = groups[-1][-1] if groups else None
        near = last is not None and abs(last.x0 - glyph.x0) + abs(last.base - glyph.base) < 2 * glyph.size
        if near and last is not None and last.turn == glyph.turn:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return tuple(run for group in groups if (run := _turned_run(group)))


def _shown(glyph: Glyph, thai_digits: frozenset[int]) -> Glyph:
    """Return the glyph with the digit that its font draws."""
    return glyph._replace(text=glyph.text.translate(TO_THAI)) if glyph.font in thai_digits else glyph


def _turned_run(group: Sequence[Glyph]) -> Run | None:
    """Return turned glyphs as a run."""
    inks = [glyph.ink for glyph in group if glyph.ink]
    text = "".join(glyph.text for glyph in group).strip()
    if not inks or not text:
        return None
    return Run(
        text,
        BBox(min(i[0] for i in inks), min(i[1] for i in inks), max(i[2] for i in inks), max(i[3] for i in inks)),
        1.0,
    )


def _clusters(letters: Iterable[Letter]) -> list[_Cluster]:
    """Join marks to their letters, by the order of drawing and by where their ink is."""
    clusters: list[_Cluster] = []
    homeless: list[Letter] = []
    for letter in letters:
        if letter.is_mark:
            home = _home(clusters[-3:], letter)
            if home is None:
                homeless.append(letter)
            else:
                _add_mark(home, letter)
        else:
            clusters.append(_cluster(letter))
    for letter in homeless:
        home = _home(clusters, letter)
        if home is None:
            clusters.append(_cluster(letter))
        else:
            _add_mark(home, letter)
    return clusters


def _home(clusters: Sequence[_Cluster], mark: Letter) -> _Cluster | None:
    """Return the last of ``clusters`` that a mark's ink stands over or under; the last letter where it has no ink."""
    for cluster in reversed(clusters):
        if cluster.is_space or abs(cluster.base - mark.base) > 1.2 * mark.size:
            continue
        left, right = (mark.ink[0], mark.ink[2]) if mark.ink else (cluster.x0, cluster.x1)
        end = cluster.x1 if cluster.ink is None else max(cluster.x1, cluster.ink[2])
        if right > cluster.x0 + 0.1 * mark.size and left < end + 0.15 * mark.size:
            return cluster
    return None


def _add_mark(cluster: _Cluster, mark: Letter) -> None:
    cluster.marks = in_order(cluster.marks + mark.text)
    if mark.ink:
        below = mark.ink[1] > mark.base - 0.1 * mark.height
        cluster.lower += below - sum(char in LOWER_VOWELS for char in mark.text)
    if mark.ink and cluster.ink:
        cluster.ink = (
            min(cluster.ink[0], mark.ink[0]), min(cluster.ink[1], mark.ink[1]),
            max(cluster.ink[2], mark.ink[2]), max(cluster.ink[3], mark.ink[3]),
        )  # fmt: skip


def _certain(cluster: _Cluster) -> str:
    """Return a cluster's marks; U+FFFD for those that are not drawn where such marks are.

    Some files name the glyphs of one cluster in another order than they draw them; that is no damage.
    """
    if not cluster.lower:
        return cluster.marks
    wrong = LOWER_VOWELS if cluster.lower < 0 else "".join(mark for mark in cluster.marks if mark not in LOWER_VOWELS)
    return "".join(LOST if mark in wrong else mark for mark in cluster.marks)


def _cluster(letter: Letter) -> _Cluster:
    """Return a letter as a cluster; the text of several is spread over its width, marks after their letter."""
    if len(letter.text) == 1:
        return _Cluster(*letter, edges=(letter.x0,))
    places = max(1, sum(char not in MARKS for char in letter.text))
    step = (letter.x1 - letter.x0) / places
    edges, passed = [], 0
    for char in letter.text:
        edges.append(letter.x0 + passed * step)
        if char not in MARKS:
            passed += 1
    return _Cluster(*letter, edges=tuple(edges))


def _runs(clusters: Iterable[_Cluster]) -> tuple[Run, ...]:
    """Cut clusters into runs where the line or the text breaks off."""
    inked = [cluster for cluster in clusters if not cluster.is_space]
    groups = _untangled(_cut(inked))
    gaps: dict[int, list[float]] = defaultdict(list)
    for group in groups:
        gaps[round(group[0].base)] += _gaps(group)
    usual = {base: quantiles(found, n=4)[0] if len(found) > 4 else 0.0 for base, found in gaps.items()}
    return tuple(_run(group, usual[round(group[0].base)]) for group in groups)


def _gaps(group: Sequence[_Cluster]) -> list[float]:
    """Return the room between letters."""
    return [max(0.0, later.x0 - first.x1) for first, later in pairwise(group)]


def _cut(clusters: Iterable[_Cluster]) -> list[list[_Cluster]]:
    """Cut clusters, in their order, where one does not go on from the last."""
    groups: list[list[_Cluster]] = []
    for cluster in clusters:
        if not groups or _breaks(groups[-1][-1], cluster):
            groups.append([])
        groups[-1].append(cluster)
    return groups


def _untangled(groups: list[list[_Cluster]]) -> list[list[_Cluster]]:
    """Put letters into the gaps of the text that was drawn around them.

    Some programs draw a line's letters of one font first and those of another font into the gaps later.
    """
    groups = sorted(groups, key=lambda group: (round(group[0].base), group[0].x0))
    whole: list[list[_Cluster]] = []
    for group in groups:
        last = whole[-1] if whole else None
        if last and abs(last[0].base - group[0].base) < SAME_LINE * group[0].size and _fits(last, group):
            mixed = sorted([*last, *group], key=lambda cluster: cluster.x0)
            whole[-1:] = _cut(mixed)
        else:
            whole.append(group)
    return whole


def _fits(group: Sequence[_Cluster], other: Sequence[_Cluster]) -> bool:
    """Tell whether text begins in a gap of another and covers none of its letters."""
    if not group[0].x0 < other[0].x0 < group[-1].x0:
        return False
    middles = [(cluster.x0 + cluster.x1) / 2 for cluster in group]
    begins = [cluster.x0 for cluster in group]
    return not any(
        begins[at - 1] < middle < group[at - 1].x1
        for middle in ((cluster.x0 + cluster.x1) / 2 for cluster in other)
        if (at := bisect(begins, middle))
    ) and not any(
        cluster.x0 < middle < cluster.x1
        for cluster in other
        for middle in middles[bisect(begins, cluster.x0) - 1 :][:3]
    )


def _breaks(last: _Cluster, cluster: _Cluster) -> bool:
    """Tell whether a cluster begins a new run."""
    size = max(last.size, cluster.size)
    gap = cluster.x0 - last.x1
    return abs(cluster.base - last.base) > SAME_LINE * size or not -0.6 * size < gap < BREAK * size


def _run(group: Sequence[_Cluster], usual: float) -> Run:
    """Return clusters of one line as a run, with a space for every gap that is one.

    Args:
        group: The clusters.
        usual: The gap between letters on this line: some lines are spread from edge to edge.
    """
    gaps = _gaps(group)
    text, edges = "", []
    for at, cluster in enumerate(group):
        if at and gaps[at - 1] - usual > SPACE * cluster.size:
            text += " "
            edges.append(group[at - 1].x1)
        marks = _certain(cluster)
        text += cluster.text + marks
        edges += [*cluster.edges, *(cluster.x1 for _ in marks)]
    edges.append(max(group[-1].x1, edges[-1]))
    inks = [cluster.ink for cluster in group if cluster.ink]
    left, right = min(group[0].x0, *(ink[0] for ink in inks)), max(edges[-1], *(ink[2] for ink in inks))
    top = min(*(cluster.base - cluster.height for cluster in group), *(ink[1] for ink in inks))
    bottom = max(*(cluster.base for cluster in group), *(ink[3] for ink in inks))
    return Run(text, BBox(left, top, right, bottom), 1.0, tuple(edges))
