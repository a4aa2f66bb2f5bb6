"""What a run says while it works: a line for each document and a bar, on standard error."""

import time
from typing import TextIO

from pipeline.model.judgement import DocumentOutcome, Status

BAR_WIDTH = 24


class Talk:
    """Says how far a run is. On a terminal the last line is a bar that is drawn over and over.

    Args:
        stream: Where to say it.
        total: How many documents there are.
        quiet: Whether to say only what went wrong.
    """

    def __init__(self, stream: TextIO, total: int, *, quiet: bool) -> None:
        self._stream = stream
        self._total = total
        self._quiet = quiet
        self._done = 0
        self._began = time.monotonic()
        self._draw()

    def document(self, outcome: DocumentOutcome) -> None:
        """Say what came of a document."""
        self._done += 1
        if outcome.error is not None or not self._quiet:
            width = len(str(self._total))
            self._say(f"[{self._done:{width}}/{self._total}] {outcome.source.name}  {describe(outcome)}")
        self._draw()

    def end(self) -> None:
        """Take the bar away."""
        self._clear()

    def _say(self, line: str) -> None:
        self._clear()
        self._stream.write(f"{line}\n")
        self._stream.flush()

    def _clear(self) -> None:
        if self._stream.isatty():
            self._stream.write("\r\x1b[K")

    def _draw(self) -> None:
        if self._quiet or not self._stream.isatty():
            return
        filled = BAR_WIDTH * self._done // max(self._total, 1)
        seconds = time.monotonic() - self._began
        self._stream.write(
            f"\r{'█' * filled}{'░' * (BAR_WIDTH - filled)} {self._done}/{self._total} documents  {seconds:.0f} s"
        )
        self._stream.flush()


def describe(outcome: DocumentOutcome) -> str:
    """Return what came of a document in a few words."""
    if outcome.error is not None:
        return f"failed: {outcome.error}"
    report, document = outcome.report, outcome.document
    if report is None or document is None:
        return "nothing was read"
    year = report.assessed_fy_be.value if report.assessed_fy_be else None
    keys = report.keys()
    to_review = sum(judgement.status is Status.NEEDS_REVIEW for judgement in outcome.judgements)
    parts = [
        f"FY {year or '?'}",
        _count(len(document.pages), "page"),
        *([_count(len(report.agencies), "agency", "agencies")] if report.agencies else []),
        _count(sum(key.code.isdecimal() for key in keys), "indicator"),
        _count(sum(key.is_question for key in keys), "question"),
        _count(len(report.plan), "plan row"),
        f"{to_review} to review",
        f"{sum(seconds for _, seconds in outcome.seconds):.1f} s{' (kept)' if outcome.kept else ''}",
    ]
    if document.failures:
        parts.append(f"{_count(len(document.failures), 'page')} failed")
    return "  ".join(parts)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
