"""What stood where a correction was first applied: so that a line that tells only its key finds its row again.

A person who writes a line by hand names the row and no more. The first run that applies the line sees the row as the
person saw it; what it sees is kept beside the kept readings, and ties the line to its row in every later run.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model.correction import CorrectionLine
from pipeline.review.anchor import value_text
from pipeline.review.settle import Settled

Memory = Mapping[str, Mapping[str, str]]
"""By what a line says, the cells that it might have told."""
SAYS = ("report_id", "table", "row_key", "column", "value", "corrected_by", "corrected_at")
PLACE = ("page", "x0", "y0", "x1", "y1", "source_line")
WHO = ("agency_name", "assessed_fy_be")


def recall(lines: Iterable[CorrectionLine], memory: Memory) -> tuple[CorrectionLine, ...]:
    """Return lines with what is remembered of them."""
    return tuple(replace(line, remembered=memory.get(_says(line), {})) for line in lines)


def remember(settled: Sequence[Settled], memory: Memory) -> dict[str, dict[str, str]]:
    """Return a memory with the lines that stand and were not known yet; what is remembered never changes."""
    found = {says: dict(cells) for says, cells in memory.items()}
    for one in settled:
        if one.stands and one.row is not None and one.correction is not None:
            names = (*PLACE, *WHO)
            cells = {name: text for name in names if (text := value_text(one.row.get(name)))}
            if read := value_text(one.row[one.correction.column]):
                cells["printed"] = read
            found.setdefault(_says(one.line), cells)
    return dict(sorted(found.items()))


def _says(line: CorrectionLine) -> str:
    return "\n".join(line.cells.get(name, "") for name in SAYS)
