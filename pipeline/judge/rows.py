"""The status of every published row: accepted only if every value in it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.arithmetic.decimals import may_lack_digits, most_decimals
from pipeline.arithmetic.equations import points
from pipeline.facts import TOTAL, known_years, load_framework
from pipeline.facts.readers import is_spelled
from pipeline.judge.codes import code_reasons
from pipeline.judge.decision import Grounds, judge
from pipeline.judge.evidence import Tally, score_grounds, text_grounds
from pipeline.judge.gaps import (
    is_part_contradicted,
    lacks_instrument,
    lacks_name,
    lacks_of_agency,
    lacks_rows,
    lacks_sub_indicator,
    may_be_cut,
    may_go_on,
)
from pipeline.judge.identity import AGENCY_NAME, doubts_of_identity
from pipeline.judge.names import are_names_clear, name_reasons, province_reasons
from pipeline.judge.prose import prose_reasons
from pipeline.judge.words import TEXT_NOT_PROVEN, are_known_names, word_reasons
from pipeline.model.judgement import CorrectedRow, Judgement, RowId, Status
from pipeline.model.report import AgencyResult, Key, PlanItem, Reading, Report, Statement

MISSING = "missing_value"
COLUMNS_UNSURE = "columns_unsure"
"""The reader of tables found numbers of instruments in columns that it could not tell apart."""
CODE_MISSING = "code_missing"
MEASURE_MISSING = "measure_missing"
ROW_NUMBER = "row_number"
PART_UNKNOWN = "part_unknown"
TEXT_CUT = "text_cut"
ITEM_NOT_PROVEN = "item_not_proven"
DIGITS_MAY_LACK = "digits_may_lack"
ROW_MAY_GO_ON = "row_may_go_on"
LOOKED_AT = Grounds(readable=True, spelled=False, probability=0.0, corrected=True)
"""What speaks for a row that a person has looked at."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What all rows of a report are judged with."""

    report: Report
    counts: Tally
    certain: float
    shared: tuple[str, ...]
    """Reasons that hold for every row of the report's own agency."""
    corrected: Mapping[RowId, CorrectedRow]
    """The rows that a person has looked at."""
    clear: bool
    """Whether the names of an announcement were read well as a whole."""

    def row(self, row: RowId, grounds: Iterable[Grounds], reasons: Iterable[str]) -> Judgement:
        """Judge a row by the grounds of its values and by reasons that are known already."""
        seen = self.corrected.get(row)
        if seen is not None:
            status, _ = judge(LOOKED_AT, self.certain)
            return Judgement(row, status, corrected_by=seen.corrected_by, corrected_at=seen.corrected_at)
        values = tuple(grounds)
        verdicts = [judge(value, self.certain) for value in values]
        against = [*reasons, *(code for _, codes in verdicts for code in codes)]
        chances = [value.probability for value in values]
        return Judgement(
            row,
            Status.NEEDS_REVIEW if against else Status.ACCEPTED,
            "; ".join(dict.fromkeys(against)),
            min(chances) if chances and all(chances) else None,
        )


def judge_rows(
    report: Report, counts: Tally, certain: float, corrected: Sequence[CorrectedRow] = ()
) -> Iterator[Judgement]:
    """Yield the status of every row that a report publishes."""
    settled = {column for one in corrected if one.row.table == "reports" for column in one.columns}
    shared = doubts_of_identity(report, certain, settled)
    bench = Bench(report, counts, certain, shared, {one.row: one for one in corrected}, are_names_clear(report))
    yield _report_row(bench)
    if not report.agencies:
        yield _own_agency_row(bench)
    yield from _own_scores(bench)
    for place, agency in enumerate(report.agencies):
        yield from _agency_rows(bench, place, agency)
    for statement in report.statements:
        yield _finding(bench, statement)
    for item in report.plan:
        yield _plan_row(bench, item)


def _report_row(bench: Bench) -> Judgement:
    """Judge the report's own row: who, when, which item, total and level."""
    report = bench.report
    reasons = [*bench.shared, *report.doubts, *_item_reasons(report)]
    grounds: list[Grounds] = []
    scanned = any(not is_spelled(score.reading.reader) for score in report.scores)
    reasons += [MISSING] if (scanned and bench.counts.lacks_items) or lacks_rows(report) else []
    if not report.agencies:
        grounds = _level_grounds(report.result_level, bench.counts, "")
        reasons += province_reasons(report, bench.certain)
        printings = report.printings(TOTAL)
        if printings:
            grounds.append(score_grounds(printings, "", TOTAL, bench.counts))
        else:
            reasons.append(MISSING)
    return bench.row(RowId("reports"), grounds, reasons)


def _item_reasons(report: Report) -> list[str]:
    """Return whether the disclosure item may be wrong: not spelled, and not known to be about the year.

    A scanned report of one agency in which none is found may print one.
    """
    if report.agency_name is not None and is_spelled(report.agency_name.reader):
        return []
    if not report.oit_item and (report.agencies or all(is_spelled(score.reading.reader) for score in report.scores)):
        return []
    scheme, assessed = str(report.published_for_fy_be), report.assessed_fy_be
    if scheme in known_years() and assessed is not None:
        known = {(item.code, item.about) for item in load_framework(scheme).publications}
        if (report.oit_item, assessed.value) in known:
            return []
    return [ITEM_NOT_PROVEN]


def _level_grounds(level: Reading[str] | None, counts: Tally, agency_name: str) -> list[Grounds]:
    """Return the grounds of a printed level: the scores that earn it are a second reading and a check in one."""
    if level is None:
        return []
    earned = agency_name in counts.levels_passed
    return [
        replace(
            text_grounds(level),
            text=False,
            second_reader=True if earned else None,
            checks_passed=int(earned),
            checks_failed=int(agency_name in counts.levels_failed),
        )
    ]


def _own_agency_row(bench: Bench) -> Judgement:
    """Judge the one agency's row: its total, instruments, points and level."""
    report = bench.report
    grounds = _level_grounds(report.result_level, bench.counts, "")
    reasons = [*bench.shared, *province_reasons(report, bench.certain)]
    for key in (TOTAL, Key("IIT"), Key("EIT"), Key("OIT")):
        if printings := report.printings(key):
            grounds.append(score_grounds(printings, "", key, bench.counts))
            reasons += [doubt for score in printings for doubt in score.doubts]
    grounds += [score_grounds((score,), "", points(score.key), bench.counts) for score in report.weighted]
    if not grounds or lacks_instrument(report) or COLUMNS_UNSURE in report.doubts:
        reasons.append(MISSING)
    return bench.row(RowId("agency_results"), grounds, reasons)


def _own_scores(bench: Bench) -> Iterator[Judgement]:
    """Judge the rows of indicators and questions of the report's own agency."""
    printed = bench.report.keys()
    decimals = most_decimals(bench.report)
    for key in printed:
        table = _table(key)
        if table:
            printings = bench.report.printings(key)
            reasons = [
                *bench.shared,
                *code_reasons(printings, bench.report, bench.certain),
                *word_reasons(printings[0], bench.report),
            ]
            grounds = score_grounds(printings, "", key, bench.counts)
            if lacks_name(printings[0], bench.report) or lacks_sub_indicator(printings[0], bench.report):
                reasons.append(MISSING)
            if not grounds.checks_passed and may_lack_digits(printings[0], decimals):
                reasons.append(DIGITS_MAY_LACK)
            yield bench.row(RowId(table, key.label), [grounds], reasons)


def _table(key: Key) -> str:
    """Return the table that a score's row stands in; nothing for totals and sub-indicators."""
    if key.is_question:
        return "question_scores"
    return "indicator_scores" if key.code.isdecimal() else ""


def _agency_rows(bench: Bench, place: int, agency: AgencyResult) -> Iterator[Judgement]:
    """Judge an announcement's row and the indicators in it."""
    name = agency.agency_name.value or agency.agency_name.raw_text
    seen = bench.corrected.get(RowId("agency_results", "", place))
    named = seen is not None and AGENCY_NAME in seen.columns
    doubts = [doubt for doubt in agency.doubts if not (named and doubt == AGENCY_NAME)]
    shared = [*bench.shared, *doubts, *([] if named else name_reasons(agency, bench.certain, clear=bench.clear))]
    held = {score.key: score_grounds((score,), name, score.key, bench.counts) for score in reversed(agency.scores)}
    weighted = [score_grounds((score,), name, points(score.key), bench.counts) for score in agency.weighted]
    overall = [grounds for key, grounds in held.items() if not _table(key)]
    numbers = [*overall, *weighted, *_level_grounds(agency.result_level, bench.counts, name)]
    lacks = not numbers or lacks_of_agency(bench.report, place)
    reasons = [*shared, *_number_reasons(bench.report, place), *([MISSING] if lacks else [])]
    yield bench.row(RowId("agency_results", "", place), numbers, reasons)
    for key, grounds in held.items():
        if table := _table(key):
            words = word_reasons(next(score for score in agency.scores if score.key == key), bench.report)
            yield bench.row(RowId(table, key.label, place), [grounds], [*shared, *words])


def _number_reasons(report: Report, place: int) -> list[str]:
    """Return whether a row's printed number may be wrong: neither spelled nor next to its neighbour's."""
    number = report.agencies[place].row_no
    if number is None or is_spelled(report.agencies[place].ink.reader):
        return []
    before = report.agencies[place - 1].row_no if place else None
    after = report.agencies[place + 1].row_no if place + 1 < len(report.agencies) else None
    return [] if before == number - 1 or after == number + 1 else [ROW_NUMBER]


def _finding(bench: Bench, statement: Statement) -> Judgement:
    """Judge a statement of the narrative."""
    reasons = [*bench.shared, *statement.doubts, *prose_reasons((statement.ink,), bench.report, bench.certain)]
    grounds = text_grounds(statement.ink)
    if statement.sub_indicator and not is_spelled(statement.ink.reader):
        reasons += [] if are_known_names((statement.sub_indicator,)) else [TEXT_NOT_PROVEN]
    if may_be_cut(statement, bench.report):
        reasons.append(TEXT_CUT)
    if statement.question_id:
        key = Key(statement.question_id, statement.part)
        grounds = replace(grounds, checks_failed=bench.counts.failed.get(("", key), 0))
    elif statement.indicator_no is None:
        reasons.append(CODE_MISSING)
    return bench.row(RowId("findings", str(statement.finding_no)), [grounds], reasons)


def _plan_row(bench: Bench, item: PlanItem) -> Judgement:
    """Judge a row of the plan."""
    readings = (item.issue, item.measure, *item.steps, item.period, item.responsible)
    grounds = [text_grounds(reading) for reading in readings]
    failed = bench.counts.items_failed.get(item.item_no, 0)
    grounds[0] = replace(grounds[0], checks_failed=failed)
    reasons = [*bench.shared, *item.doubts, *prose_reasons(readings, bench.report, bench.certain)]
    if not item.question_id and item.indicator_no is None:
        reasons.append(CODE_MISSING)
    if item.measure.value == "":
        reasons.append(MEASURE_MISSING)
    if is_part_contradicted(item, bench.report):
        reasons.append(PART_UNKNOWN)
    if may_go_on(item, bench.report):
        reasons.append(ROW_MAY_GO_ON)
    return bench.row(RowId("remediation_items", str(item.item_no)), grounds, reasons)
