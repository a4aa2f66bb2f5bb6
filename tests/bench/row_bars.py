"""The measures that scanned reports are held to, counted from values beside their truth."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.golden.accuracy import Value, count_edits, squeezed

SCORES = {("indicator_scores", "score"), ("question_scores", "score")}
TEXTS = {("remediation_items", "issue"), ("remediation_items", "measure"), ("remediation_steps", "steps")}
FACTS = {"start_date", "end_date", "responsible", "responsible_units", "question_id"}
WHOLE = 0.1
"""A row is whole where at most this share of its characters differs, white space aside."""
HEAD = (
    "profile", "documents", "rows over breaks joined", "scores right", "right or flagged", "plan text CER",
    "dates, owners, codes", "verdicts", "agency values", "accepted rows",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """A value, and what became of its row."""

    value: Value
    accepted: bool
    flagged: bool
    """Whether its row is one that a person must look at, or its report where it has no row."""


@dataclass(slots=True)
class Bars:
    """What was counted over the documents of one profile: of each measure, how many are right, and all."""

    right: Counter[str] = field(default_factory=Counter)
    every: Counter[str] = field(default_factory=Counter)

    def add(self, judged: Sequence[Judged], over_breaks: Sequence[str]) -> None:
        """Count a document's values.

        Args:
            judged: Its values.
            over_breaks: The text of each table row that runs over a page break.
        """
        self._count("documents", [True])
        for one in judged:
            value, right = one.value, one.value.verdict == "right"
            kind = (value.table, value.column)
            if kind in SCORES and value.wanted:
                self._count("scores right", [right])
                self._count("right or flagged", [right or one.flagged])
            if kind in TEXTS:
                self.right["plan text CER"] += value.edits(spaces=False)
                self.every["plan text CER"] += len(squeezed(value.wanted))
            if value.table == "remediation_items" and value.column in FACTS and (value.wanted or value.got):
                self._count("dates, owners, codes", [right])
            if kind == ("indicator_scores", "result") and value.wanted:
                self._count("verdicts", [right])
            if value.table == "agency_results" and (value.wanted or value.got):
                self._count("agency values", [right])
        self._count("rows over breaks joined", _joined([one.value for one in judged], over_breaks))

    def add_rows(self, accepted: Iterable[bool]) -> None:
        """Count a document's published rows, and those of them that are accepted."""
        self._count("accepted rows", accepted)

    def row(self, profile: str) -> tuple[str, ...]:
        """Return the line of a profile, in the order of ``HEAD``."""
        shares = [self._share(name) for name in HEAD[2:]]
        return (profile, str(self.every["documents"]), *shares)

    def _count(self, name: str, found: Iterable[bool]) -> None:
        for right in found:
            self.right[name] += right
            self.every[name] += 1

    def _share(self, name: str) -> str:
        every = self.every[name]
        return f"{100 * self.right[name] / every:.2f} % of {every}" if every else "-"


def _joined(values: Sequence[Value], over_breaks: Sequence[str]) -> list[bool]:
    """Tell of each row of the plan that runs over a page break whether it was read as one whole row."""
    rows: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        if (value.table, value.column) in TEXTS:
            name = value.row.rsplit(".", 1)[0] if value.table == "remediation_steps" else value.row
            rows[name].append(value)
    found = []
    for row in rows.values():
        wanted, got = (squeezed("".join(text)) for text in zip(*((one.wanted, one.got) for one in row), strict=True))
        texts = ["".join(one.wanted.split()) for one in row if one.column in ("issue", "measure") and one.wanted]
        if texts and any(texts[0] in text for text in over_breaks):
            found.append(count_edits(wanted, got) <= WHOLE * len(wanted))
    return found


def rows_over_breaks(path: Path) -> tuple[str, ...]:
    """Return the text, without white space, of each table row that stands on more than one page.

    Args:
        path: The places of a made report's lines, ``NAME.lines.json``.
    """
    cells: dict[tuple[int, int], dict[int, str]] = defaultdict(lambda: defaultdict(str))
    pages: dict[tuple[int, int], set[int]] = defaultdict(set)
    for page in json.loads(path.read_text("utf-8"))["pages"]:
        for line in page["lines"]:
            if line.get("row", 0):
                place = line["table"], line["row"]
                pages[place].add(page["page"])
                cells[place][line["column"]] += "".join(line["text"].split())
    return tuple("".join(cells[place].values()) for place, seen in pages.items() if len(seen) > 1)


def show(profiles: dict[str, Bars]) -> str:
    """Return the measures as one table with a line for each profile."""
    lines = [HEAD, *(bars.row(profile) for profile, bars in profiles.items())]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
