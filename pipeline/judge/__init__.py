"""Grounds to statuses: the only stage that says "accepted"."""

from collections.abc import Iterable

from pipeline.judge.decision import Grounds, judge
from pipeline.judge.evidence import tally
from pipeline.judge.rows import judge_rows
from pipeline.model.check import CheckResult
from pipeline.model.judgement import Judgement
from pipeline.model.report import Report

__all__ = ["Grounds", "judge", "judge_report"]


def judge_report(report: Report, checks: Iterable[CheckResult], certain: float) -> tuple[Judgement, ...]:
    """Decide the status of every row that a report publishes.

    A row is accepted only if every value in it is, the agency's name and the fiscal year among them.

    Args:
        report: What the document says.
        checks: What ``validate`` found.
        certain: A probability from which a value counts as surely read.
    """
    return tuple(judge_rows(report, tally(checks), certain))
