"""Grounds to statuses: the only stage that says "accepted"."""

from collections.abc import Iterable, Sequence

from pipeline.judge.decision import Grounds, judge
from pipeline.judge.evidence import tally
from pipeline.judge.rows import judge_rows
from pipeline.model.check import CheckResult
from pipeline.model.judgement import CorrectedRow, Judgement
from pipeline.model.report import Report

__all__ = ["Grounds", "judge", "judge_report"]


def judge_report(
    report: Report, checks: Iterable[CheckResult], certain: float, corrected: Sequence[CorrectedRow] = ()
) -> tuple[Judgement, ...]:
    """Decide the status of every row that a report publishes.

    A row is accepted only if every value in it is, the agency's name and the fiscal year among them; a row that a
    person has looked at is corrected.

    Args:
        report: What the document says.
        checks: What ``validate`` found.
        certain: A probability from which a value counts as surely read.
        corrected: The rows that a person has looked at.
    """
    return tuple(judge_rows(report, tally(checks), certain, corrected))
