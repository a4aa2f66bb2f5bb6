"""What a row of the plan does: the measure, its kind, and its steps."""

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.model.report import Reading
from pipeline.parse.lists import Stretch, list_lines, marked, numbered, strip_bullet
from pipeline.parse.passage import Passage
from pipeline.thai.alike import folded, forgiving

_KIND = re.compile(
    r"(?P<kind>มาตรการ(?:/(?:โครงการ|กิจกรรม|แนวทาง))*|โครงการ/\s*กิจกรรม|กิจกรรม/\s*โครงการ|โครงการ|กิจกรรม|แนวทาง)"
    r"(?P<rest>\s*[:\uff1a]\s*|\s*(?=[-–•●]))"
)
_KINDS = re.compile(r"(?:มาตรการ|โครงการ|กิจกรรม|แนวทาง)(?:\s*/\s*(?:มาตรการ|โครงการ|กิจกรรม|แนวทาง))*")
_DAMAGED_KIND = re.compile(
    "|".join(f"(?P<{kind}>{forgiving(kind)})" for kind in ("มาตรการ", "โครงการ", "กิจกรรม", "แนวทาง"))
)
"""A kind on a line of its own in which a recogniser has lost marks or confused letters."""


def read_measure(passage: Passage) -> tuple[str, Reading[str]]:
    """Return a measure's kind and the measure itself, one to a line, without list marks."""
    text = passage.text
    kind, start = "", 0
    alone = next((match for match in [_KINDS.match(text)] if match and _ends_line(passage, match.end())), None)
    match = _KIND.match(text)
    damaged = _DAMAGED_KIND.match(folded(text)) if not (alone or match) else None
    if alone:
        kind, start = alone[0], alone.end()
    elif damaged and _ends_line(passage, damaged.end()):
        kind, start = next(name for name in damaged.groupdict() if damaged[name]), damaged.end()
    elif match:
        kind, start = match["kind"], match.end()
    whole = passage.cut(start, len(text))
    points = _points(passage, start)
    value = (
        "\n".join(strip_bullet(text[point.start : point.end]) for point in points)
        if points
        else strip_bullet(text[start:])
    )
    return "".join(kind.split()), replace(whole, value=value)


def _ends_line(passage: Passage, end: int) -> bool:
    """Tell whether a line ends at a position and another begins after it."""
    begin = end + len(passage.text[end:]) - len(passage.text[end:].lstrip())
    return begin in passage.starts and 0 < begin < len(passage.text)


def _points(passage: Passage, start: int) -> tuple[Stretch, ...] | None:
    """Return the points of a list that begins at a position, or None."""
    rest = replace(
        passage,
        text=passage.text[start:],
        starts=tuple(at - start for at in passage.starts if at >= start),
        inks=passage.inks[-sum(at >= start for at in passage.starts) :]
        if any(at >= start for at in passage.starts)
        else (),
    )
    lead = len(rest.text) - len(rest.text.lstrip())
    points = marked(rest) or numbered(rest)
    if points is None or lead > 1:
        return None
    return tuple(Stretch(point.start + start, point.end + start) for point in points)


STEP_LISTS: tuple[Callable[[Passage], tuple[Stretch, ...] | None], ...] = (numbered, marked)


def read_steps(passage: Passage) -> tuple[Reading[str], ...]:
    """Return the steps of a cell: its numbered points, or its marked ones, or the whole text as one step."""
    if not passage.text:
        return ()
    found = next((points for variant in STEP_LISTS if (points := variant(passage)) is not None), None)
    stretches = found or (Stretch(0, len(passage.text)),)
    return tuple(listed(passage.cut(stretch.start, stretch.end)) for stretch in stretches)


def listed(reading: Reading[str]) -> Reading[str]:
    """Return a reading with the points of lists inside it on lines of their own."""
    return replace(reading, value=list_lines(reading.value or ""))
