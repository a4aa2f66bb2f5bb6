"""Doubtful readings that arithmetic or another printing decides: the value that alone fits replaces the misreading."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.arithmetic.equations import points
from pipeline.arithmetic.printings import settle
from pipeline.arithmetic.repair import Change, Explanation
from pipeline.facts.readers import AGREES, DIFFERS, RECONCILED, calibrate, is_spelled, kind_of
from pipeline.model.report import AgencyResult, Key, Reading, Report, Score
from pipeline.thai.numbers import decimal_in

POSSIBLE = 1e-3
"""What a reader holds less likely than this is no misreading of the ink: authors misprint as often."""


def reconcile_report(report: Report, explanations: Sequence[Explanation], certain: float) -> Report:
    """Put right the misreadings that arithmetic names beyond doubt, and take away the doubts that it rules out.

    A value is replaced only if one account alone explains what contradicts it, the reader itself holds that account's
    value possible, no other digit in its place would do, and its reading was doubtful. What the file spells, and what
    was surely read, is a misprint: it stays as printed, and a check names it. The ink and the raw text stay; the reader
    says that it was reconciled.

    A value that stands, in an equation that holds, is as sure as it is among the readings with which it would hold.

    Args:
        report: What the document says.
        explanations: For the report's own scores, then for each agency that it announces.
        certain: A probability from which a value counts as surely read.
    """
    own, *others = explanations
    if not any(one.certain_changes or one.ruled_out for one in explanations):
        return report
    return replace(
        report,
        scores=tuple(_reconciled(score, score.key, own, certain) for score in report.scores),
        weighted=tuple(_reconciled(score, points(score.key), own, certain) for score in report.weighted),
        agencies=tuple(
            _reconciled_agency(agency, one, certain) for agency, one in zip(report.agencies, others, strict=True)
        ),
    )


def settle_printings(report: Report) -> Report:
    """Return a report whose scores are read alike wherever they are printed, where that is beyond doubt.

    A reading that another printing contradicts, and whose reader holds the other value possible, was a misreading: the
    value is replaced, the ink and the raw text stay, and the reader says that it was reconciled.

    Args:
        report: What the document says.
    """
    keys = report.keys()
    found = {key: settled for key in keys if (settled := settle(report.printings(key))) is not None}
    if not found:
        return report
    return replace(report, scores=tuple(_settled(score, found.get(score.key)) for score in report.scores))


def _settled(score: Score, settled: tuple[Decimal, float] | None) -> Score:
    if settled is None or score.reading.value in (None, settled[0]):
        return score
    return replace(score, reading=_replaced(score.reading, *settled))


def has_doubtful_scores(report: Report, certain: float) -> bool:
    """Tell whether any score was read with doubt, and its reader holds another value possible."""
    agencies = (score for agency in report.agencies for score in (*agency.scores, *agency.weighted))
    scores = (*report.scores, *report.weighted, *agencies)
    return any(score.reading.alternatives and _is_unsure(score.reading, certain) for score in scores)


def _reconciled_agency(agency: AgencyResult, explanation: Explanation, certain: float) -> AgencyResult:
    if not explanation.certain_changes and not explanation.ruled_out:
        return agency
    return replace(
        agency,
        scores=tuple(_reconciled(score, score.key, explanation, certain) for score in agency.scores),
        weighted=tuple(_reconciled(score, points(score.key), explanation, certain) for score in agency.weighted),
    )


def _reconciled(score: Score, key: Key, explanation: Explanation, certain: float) -> Score:
    """Return a score as arithmetic leaves it.

    Args:
        score: One of its printings.
        key: As arithmetic names it.
        explanation: Of its agency's scores.
        certain: A probability from which a value counts as surely read.
    """
    wanted = next((change for change in explanation.certain_changes if change.key == key), None)
    if wanted is not None and _is_misreading(score.reading, wanted, certain):
        return replace(score, reading=_decided(score.reading, wanted))
    ruled_out = explanation.ruled_out.get(key)
    return replace(score, reading=_cleared(score.reading, ruled_out)) if ruled_out else score


def _is_misreading(reading: Reading[Decimal], wanted: Change, certain: float) -> bool:
    """Tell whether a reading was doubtful, and its reader holds what alone fits possible."""
    if wanted.printed is None or not wanted.alone or reading.value == wanted.value:
        return False
    if not _is_doubtful(reading, certain):
        return False
    return any(decimal_in(text) == wanted.value for text, chance in reading.alternatives if chance >= POSSIBLE)


def _is_unsure(reading: Reading[Decimal], certain: float) -> bool:
    """Tell whether a reader was not sure of a value, or a second look at it not sure of the same."""
    if is_spelled(reading.reader):
        return False
    again = reading.again is not None and reading.again >= AGREES
    return not again or calibrate(reading.reader, kind_of(reading.raw_text), reading.confidence) < certain


def _is_doubtful(reading: Reading[Decimal], certain: float) -> bool:
    """Tell whether a reading may be wrong.

    Doubtful is what neither the reader itself nor its calibration is sure of, and what no second look has read alike.
    Of a reader that nobody has measured the word is taken for its doubts, though not for its certainties.
    """
    if is_spelled(reading.reader) or (reading.again is not None and reading.again >= AGREES):
        return False
    measured = calibrate(reading.reader, kind_of(reading.raw_text), reading.confidence)
    return max(measured, reading.confidence) < certain


def _cleared(reading: Reading[Decimal], ruled_out: Collection[Decimal]) -> Reading[Decimal]:
    """Return a reading that two looks read alike without the doubts that arithmetic rules out."""
    if is_spelled(reading.reader) or reading.again is None or reading.again < DIFFERS or reading.value in ruled_out:
        return reading
    others = [(text, chance) for text, chance in reading.alternatives if decimal_in(text) not in (None, reading.value)]
    left = [(text, chance) for text, chance in others if decimal_in(text) not in ruled_out]
    untold = max(0.0, 1.0 - reading.confidence - sum(chance for _, chance in others))
    sure = 1.0 - untold - sum(chance for _, chance in left)
    if len(left) == len(others) or sure <= reading.confidence:
        return reading
    return replace(reading, confidence=sure, again=max(reading.again, sure), alternatives=tuple(left))


def _decided(reading: Reading[Decimal], change: Change) -> Reading[Decimal]:
    """Return a reading with the value that arithmetic leaves."""
    return _replaced(reading, change.value, change.certainty)


def _replaced(reading: Reading[Decimal], value: Decimal, sure: float) -> Reading[Decimal]:
    """Return a reading with another value; what was read stands among the alternatives.

    What a second look saw, it saw of the misreading.
    """
    others = tuple((text, chance) for text, chance in reading.alternatives if decimal_in(text) != value)
    return replace(
        reading,
        value=value,
        reader=RECONCILED,
        confidence=sure,
        alternatives=((reading.raw_text, reading.confidence), *others),
        again=None,
    )
