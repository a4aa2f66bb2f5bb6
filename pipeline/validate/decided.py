"""What arithmetic has decided before the checks: the scores whose misreading was put right, with what was read."""

from collections.abc import Iterator

from pipeline.facts.readers import RECONCILED
from pipeline.model.check import CheckResult, Outcome, Severity
from pipeline.model.report import Key, Score
from pipeline.thai.numbers import to_arabic
from pipeline.validate.ledger import Case, Ledger
from pipeline.validate.results import result


def reconciled(case: Case) -> Iterator[CheckResult]:
    """Tell of every score that was read otherwise than it is published."""
    for ledger in case.ledgers():
        for key, printings in ledger.printings.items():
            yield from (_told(ledger, key, score) for score in printings if score.reading.reader == RECONCILED)


def _told(ledger: Ledger, key: Key, score: Score) -> CheckResult:
    return result(
        "reconciled",
        Outcome.FAIL,
        key.label,
        severity=Severity.INFO,
        printed=to_arabic(score.reading.raw_text.strip()),
        expected=str(score.reading.value),
        agency_name=ledger.agency_name,
        involves=(key,),
        places=score.reading.places,
    )
