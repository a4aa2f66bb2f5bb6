"""The table of the benchmark of pages: each figure by profile, beside its bar."""

import math
import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SCANS, WORN = ("clean-300", "scan-300", "scan-200"), ("worn-150", "fax")
"""Profiles of the two columns of bars."""


@dataclass(slots=True)
class Tally:
    """What was counted over documents of one profile."""

    right: Counter[str] = field(default_factory=Counter)
    every: Counter[str] = field(default_factory=Counter)
    """Of each kind of thing how many are right, and all."""
    skew: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """Of the processor, for each page, with its share of what comes after the pages."""
    peaks: list[float] = field(default_factory=list)
    """Peak memory of each document's process, in MB."""

    def add(self, result: Mapping[str, Any]) -> None:
        """Add the result of one document, as it is kept."""
        self.right.update(result["right"])
        self.every.update(result["every"])
        self.skew += result["skew"]
        self.seconds += result["seconds"]
        self.peaks.append(result["peak"])


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table."""

    name: str
    of: Callable[[Tally], tuple[float, str]]
    """The figure, and as it is printed."""
    bars: tuple[float, float] | None = None
    """For scans of 300 and 200 dpi, and for worn ones and faxes."""
    most: bool = False
    """Whether the bar is the most allowed; else it is the least."""
    but: tuple[str, ...] = ()
    """Profiles that it holds nothing for."""

    def cell(self, tally: Tally, profile: str) -> str:
        """Return the figure of a profile with its bar, and whether it is reached."""
        value, text = self.of(tally)
        if self.bars is None or profile in self.but or math.isnan(value):
            return text
        bar = self.bars[profile in WORN]
        reached = value <= bar if self.most else value >= bar
        return f"{text} ({'≤' if self.most else '≥'} {bar:g}) {'ok' if reached else 'MISSED'}"


def _share(name: str) -> Callable[[Tally], tuple[float, str]]:
    """Return a figure that is a share of what was counted, in percent, and of how many."""

    def of(tally: Tally) -> tuple[float, str]:
        every = tally.every[name]
        share = 100 * tally.right[name] / every if every else math.nan
        return share, f"{share:.2f} % of {every}" if every else "-"

    return of


def _count(name: str) -> Callable[[Tally], tuple[float, str]]:
    return lambda tally: (tally.right[name], str(tally.right[name]))


def _skew(tally: Tally) -> tuple[float, str]:
    skew = sorted(tally.skew) or [math.nan]
    nearly_all = skew[math.ceil(0.99 * len(skew)) - 1]
    return nearly_all, f"{nearly_all:.3f}, worst {skew[-1]:.2f}"


def _seconds(tally: Tally) -> tuple[float, str]:
    if not tally.seconds:
        return math.nan, "-"
    middle = statistics.median(tally.seconds)
    return middle, f"{middle:.2f}, most {max(tally.seconds):.2f}"


def _peak(tally: Tally) -> tuple[float, str]:
    if not tally.peaks:
        return math.nan, "-"
    return max(tally.peaks), f"{max(tally.peaks):.0f}"


FIGURES = (
    Figure("documents", _count("documents")),
    Figure("documents that failed", _count("failed"), (0, 0), most=True),
    Figure("pages upright", _share("pages upright"), (100, 99.9)),
    Figure("skew left on 99 % of pages, degrees", _skew, (0.1, 0.2), most=True),
    Figure("lines found", _share("lines")),
    Figure("tables that are none", _share("tables that are none")),
    Figure("cells with row, column and span", _share("cells"), (99.5, 98)),
    Figure("cells left out, their truth is unclear", _count("cells without clear truth")),
    Figure("cells with their text too", _share("cells with text")),
    Figure("plan rows whole over page breaks", _share("rows over breaks joined"), (99, 97)),
    Figure("indicator and question scores right", _share("scores right"), (99.5, 97)),
    Figure("scores right or flagged", _share("right or flagged"), (100, 99.99)),
    Figure("plan text, character errors", _share("plan text CER"), (1, 4), most=True),
    Figure("dates, owners, codes right", _share("dates, owners, codes"), (99, 96)),
    Figure("verdicts right", _share("verdicts")),
    Figure("values of announcements right", _share("agency values")),
    Figure("rows accepted", _share("accepted rows")),
    Figure("values not right in accepted rows", _count("accepted though not right"), (0, 0), most=True),
    Figure("seconds a page, median", _seconds, (0.5, 0.5), most=True, but=("clean-300", "scan-300")),
    Figure("peak memory of a process, MB", _peak, (250, 250), most=True),
)


def table(tallies: Mapping[str, Tally], profiles: Sequence[str]) -> str:
    """Return the table as Markdown."""
    shown = [profile for profile in profiles if profile in tallies]
    lines = [f"| | {' | '.join(shown)} |", f"| --- |{' --- |' * len(shown)}"]
    for figure in FIGURES:
        cells = (figure.cell(tallies[profile], profile) for profile in shown)
        lines.append(f"| {figure.name} | {' | '.join(cells)} |")
    return "\n".join(lines)
