"""Doubtful readings that arithmetic decides: the value that alone fits takes the place of the misreading."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.arithmetic.equations import points
from pipeline.arithmetic.repair import Change, Explanation
from pipeline.facts.readers import AGREES, RECONCILED, calibrate, is_spelled, kind_of
from pipeline.model.report import AgencyResult, Key, Reading, Report, Score
from pipeline.thai.numbers import parse_decimal

POSSIBLE = 1e-3
"""What a reader holds less likely than this is no misreading of the ink: authors misprint as often."""
Wanted = Mapping[Key, Change]
"""What scores should be, beyond doubt."""


def reconcile_report(report: Report, explanations: Sequence[Explanation], certain: float) -> Report:
    """Put right the misreadings that arithmetic names beyond doubt.

    A value is replaced only if one account alone explains what contradicts it, the reader itself holds that account's
    value possible, and its reading was doubtful. What the file spells, and what was surely read, is a misprint: it
    stays as printed, and a check names it. The ink and the raw text stay; the reader says that it was reconciled.

    Args:
        report: What the document says.
        explanations: For the report's own scores, then for each agency that it announces.
        certain: A probability from which a value counts as surely read.
    """
    own, *others = (_wanted(explanation) for explanation in explanations)
    if not any((own, *others)):
        return report
    return replace(
        report,
        scores=_reconciled(report.scores, own, certain),
        weighted=_reconciled_points(report.weighted, own, certain),
        agencies=tuple(
            _reconciled_agency(agency, wanted, certain) for agency, wanted in zip(report.agencies, others, strict=True)
        ),
    )


def has_doubtful_scores(report: Report, certain: float) -> bool:
    """Tell whether any score was read with doubt, and its reader holds another value possible."""
    agencies = (score for agency in report.agencies for score in (*agency.scores, *agency.weighted))
    scores = (*report.scores, *report.weighted, *agencies)
    return any(score.reading.alternatives and _is_doubtful(score.reading, certain) for score in scores)


def _wanted(explanation: Explanation) -> Wanted:
    """Return what printed scores should be, where that is beyond doubt."""
    return {change.key: change for change in explanation.certain_changes if change.printed is not None}


def _reconciled_agency(agency: AgencyResult, wanted: Wanted, certain: float) -> AgencyResult:
    if not wanted:
        return agency
    return replace(
        agency,
        scores=_reconciled(agency.scores, wanted, certain),
        weighted=_reconciled_points(agency.weighted, wanted, certain),
    )


def _reconciled_points(scores: tuple[Score, ...], wanted: Wanted, certain: float) -> tuple[Score, ...]:
    """Reconcile instruments' points out of their weight."""
    plain = {key: wanted[points(key)] for key in {score.key for score in scores} if points(key) in wanted}
    return _reconciled(scores, plain, certain)


def _reconciled(scores: tuple[Score, ...], wanted: Wanted, certain: float) -> tuple[Score, ...]:
    return tuple(
        replace(score, reading=_decided(score.reading, wanted[score.key]))
        if score.key in wanted and _is_misreading(score.reading, wanted[score.key].value, certain)
        else score
        for score in scores
    )


def _is_misreading(reading: Reading[Decimal], value: Decimal, certain: float) -> bool:
    """Tell whether a reading was doubtful, and its reader holds another value possible."""
    if reading.value == value or not _is_doubtful(reading, certain):
        return False
    return any(_number(text) == value for text, chance in reading.alternatives if chance >= POSSIBLE)


def _is_doubtful(reading: Reading[Decimal], certain: float) -> bool:
    """Tell whether a reading may be wrong.

    Doubtful is what neither the reader itself nor its calibration is sure of, and what no second look has read alike.
    Of a reader that nobody has measured the word is taken for its doubts, though not for its certainties.
    """
    if is_spelled(reading.reader) or (reading.again is not None and reading.again >= AGREES):
        return False
    measured = calibrate(reading.reader, kind_of(reading.raw_text), reading.confidence)
    return max(measured, reading.confidence) < certain


def _number(text: str) -> Decimal | None:
    try:
        return parse_decimal(text)
    except ValueError:
        return None


def _decided(reading: Reading[Decimal], change: Change) -> Reading[Decimal]:
    """Return a reading with the value that arithmetic leaves; what was read stands among the alternatives.

    What a second look saw, it saw of the misreading.
    """
    others = tuple((text, chance) for text, chance in reading.alternatives if _number(text) != change.value)
    return replace(
        reading,
        value=change.value,
        reader=RECONCILED,
        confidence=change.certainty,
        alternatives=((reading.raw_text, reading.confidence), *others),
        again=None,
    )
