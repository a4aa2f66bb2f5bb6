"""What the blocks and tables of a report say, in reading order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.facts import Framework
from pipeline.facts.readers import is_spelled
from pipeline.facts.verdicts import VERDICTS
from pipeline.model.report import AgencyResult, Key, PlanItem, Reading, Score, Statement
from pipeline.parse.announcements import read_announcement
from pipeline.parse.codes import Section
from pipeline.parse.doubts import (
    CODE_UNREADABLE,
    COLUMNS_UNSURE,
    NAME_AGAINST_NUMBER,
    RESULT_MISSING,
    ROW_CUT,
    SCORE_UNREADABLE,
)
from pipeline.parse.gaps import instruments_are_lost, lists_all_but_some, rows_are_merged
from pipeline.parse.narrative import Told, read_statement
from pipeline.parse.narrative_table import read_statement_table
from pipeline.parse.outline import Block, Kind, Placed
from pipeline.parse.plan import plan_columns, read_plan
from pipeline.parse.prose import read_indicator_score, read_prose
from pipeline.parse.scores import Found, read_scores
from pipeline.parse.sections import is_name_of


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a report says but its head."""

    scores: tuple[Score, ...] = ()
    weighted: tuple[Score, ...] = ()
    levels: tuple[Reading[str], ...] = ()
    statements: tuple[Statement, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    agencies: tuple[AgencyResult, ...] = ()
    doubts: tuple[str, ...] = ()


def read_contents(
    blocks: Sequence[Block | Placed], subject: str, rules: Framework, year: int | None, plan_year: int | None
) -> Contents:
    """Read the blocks and tables of a report.

    Args:
        blocks: From ``outline``.
        subject: A pattern for the agency as the subject of a sentence.
        rules: The year's facts.
        year: The assessed fiscal year, or None where it is not known.
        plan_year: The fiscal year of the plan, or None where it is not known.
    """
    found = Contents()
    section = Section()
    for block in blocks:
        if isinstance(block, Block) and _hides_statement(block):
            found = _with_doubts(found, CODE_UNREADABLE)
        if isinstance(block, Placed):
            found, section = _table(found, block, section, subject, rules, year, plan_year)
        elif block.kind is Kind.STATEMENT:
            told = read_statement(block, len(found.statements) + 1, subject, rules)
            found = _with_told(found, (told,)) if told is not None else _with_doubts(found, CODE_UNREADABLE)
        else:
            found = _text(found, block, rules, year)
    if lists_all_but_some(found.scores, rules):
        found = _with_doubts(found, CODE_UNREADABLE)
    headings = (block.heading for block in blocks if isinstance(block, Block) and block.heading is not None)
    names = [(Key(str(heading.indicator)), heading.name) for heading in headings if heading.name]
    names += [(score.key, score.printed_name) for score in reversed(found.scores) if score.printed_name]
    clear = {key: name for key, name in names if is_name_of(name, key, rules)}
    results = {score.key: score for score in reversed(found.scores) if score.result}
    judged = bool(results) or _prints_verdicts(blocks)
    scores = (
        _with_result(_named(score, dict(names), clear, rules), results.get(score.key), judged=judged)
        for score in _distinct(found.scores)
    )
    return replace(found, scores=tuple(scores))


def _distinct(scores: Sequence[Score]) -> Iterator[Score]:
    """Yield scores without those whose ink was already yielded for the same key."""
    seen: set[tuple[object, ...]] = set()
    for score in scores:
        mark = (score.key, score.reading.places)
        if mark not in seen:
            seen.add(mark)
            yield score


_HIDDEN = re.compile(
    r"[^\s0-9.ก-ฮเ-ไ]{0,3}[0-9]{1,3}:?\s.{0,200}?(?:ได้|มี)(?:ผล)?คะแนน[^0-9]{0,20}[0-9]{1,3}(?:\.[0-9]{1,2})?(?![0-9])",
    re.DOTALL,
)
"""A line that begins with something like a code, and the score of what it names."""


def _hides_statement(block: Block) -> bool:
    """Tell whether a line inside scanned text begins like a statement whose code was not understood."""
    passage = block.passage
    starts = passage.starts[1:] if block.kind is Kind.STATEMENT or block.heading else passage.starts
    scanned = not is_spelled(passage.inks[0].line.reader)
    return scanned and block.section != Section() and any(_HIDDEN.match(passage.plain, at) for at in starts)


_VERDICT = re.compile(
    r"(?<![0-9.])(?:[0-9]{1,3}(?:\.[0-9]{1,2})?\s+(?:ผ่านเกณฑ์|ไม่ผ่านเกณฑ์|ควรปรับปรุง|ต้องปรับปรุง)"
    r"|(?:[0-9]{2,3}(?:\.[0-9]{1,2})?|[0-9]\.[0-9]{1,2})\s+[A-F]{1,2}(?![A-Za-z0-9]))"
)
"""A score and a verdict as a row of a table prints them side by side; a lone digit and a letter are a torn code."""
_VERDICT_WORDS = re.compile("|".join(sorted(map(re.escape, VERDICTS), key=len, reverse=True)))
LEAST_VERDICTS = 3


def _prints_verdicts(blocks: Sequence[Block | Placed]) -> bool:
    """Tell whether verdicts stand beside scores in what was not understood as a table of them, or under each other."""
    texts = [block.passage.plain for block in blocks if isinstance(block, Block)]
    rows = [row for block in blocks if isinstance(block, Placed) for row in block.grid.rows]
    texts += [" ".join(slot.plain for slot in row) for row in rows]
    beside = sum(len(_VERDICT.findall(text)) for text in texts) >= LEAST_VERDICTS
    return beside or any(len(_VERDICT_WORDS.findall(slot.plain)) >= LEAST_VERDICTS for row in rows for slot in row)


def _named(score: Score, names: Mapping[Key, str], clear: Mapping[Key, str], rules: Framework) -> Score:
    """Return a score with its name as the report prints it.

    One that is printed without a name has that of its heading; one whose name a recogniser has misread has the name
    that was read clearly elsewhere.
    """
    name = score.printed_name or names.get(score.key, "")
    if score.key in clear and not is_spelled(score.reading.reader) and not is_name_of(name, score.key, rules):
        name = clear[score.key]
    return replace(score, printed_name=name)


def _with_result(score: Score, other: Score | None, *, judged: bool) -> Score:
    """Return a score with the verdict that stands beside another printing of it; doubted where that is unreadable.

    Where verdicts are printed (``judged``), one without has lost its own.
    """
    if score.result or not score.key.code.isdecimal():
        return score
    if other is None:
        return replace(score, doubts=(*score.doubts, RESULT_MISSING)) if judged else score
    doubts = (SCORE_UNREADABLE,) if other.reading.value not in (None, score.reading.value) else ()
    return replace(score, result=other.result, doubts=(*score.doubts, *doubts))


def _table(
    found: Contents,
    placed: Placed,
    section: Section,
    subject: str,
    rules: Framework,
    year: int | None,
    plan_year: int | None,
) -> tuple[Contents, Section]:
    """Return what has been found with a table's contents, and where the next piece of a plan stands."""
    grid = placed.grid
    if plan_columns(grid) is not None:
        start = placed.section if placed.section != Section() else section
        rows = read_plan(grid, start, rules, plan_year) or ()
        first = len(found.plan) + 1
        items = tuple(replace(row.item, item_no=first + at) for at, row in enumerate(rows))
        return replace(found, plan=found.plan + items), rows[-1].section if rows else section
    table = read_statement_table(grid, placed.section, len(found.statements) + 1, subject, rules)
    if table is not None:
        before = _cut_short(found.statements) if table.goes_on else found.statements
        told = _with_told(replace(found, statements=before), table.told)
        return replace(told, scores=told.scores + table.scores), section
    agencies = read_announcement(grid, rules, year)
    if agencies:
        return replace(found, agencies=found.agencies + agencies), section
    scores = read_scores(grid, placed.section, rules, year) or Found()
    if rows_are_merged(grid) or instruments_are_lost(grid, placed.section, (*scores.scores, *scores.weighted), rules):
        scores = replace(scores, doubts=(*scores.doubts, COLUMNS_UNSURE))
    return _with(found, scores), section


def _cut_short(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return statements of which the last one goes on in a table that was not joined to its own."""
    return (*statements[:-1], *(replace(one, doubts=(*one.doubts, ROW_CUT)) for one in statements[-1:]))


def _text(found: Contents, block: Block, rules: Framework, year: int | None) -> Contents:
    heading = block.heading
    if heading is not None and heading.indicator is not None:
        if heading.doubtful:
            return _with_doubts(found, NAME_AGAINST_NUMBER)
        score = read_indicator_score(block.passage, heading.end, block.section, rules, heading.name)
        return replace(found, scores=(*found.scores, score)) if score is not None else found
    return _with(found, read_prose(block.passage, block.section, rules, year))


def _with(found: Contents, more: Found) -> Contents:
    return replace(
        found,
        scores=found.scores + more.scores,
        weighted=found.weighted + more.weighted,
        levels=found.levels + more.levels,
        doubts=found.doubts + more.doubts,
    )


def _with_doubts(found: Contents, doubt: str) -> Contents:
    return replace(found, doubts=(*found.doubts, doubt))


def _with_told(found: Contents, told: Sequence[Told]) -> Contents:
    lost = any(CODE_UNREADABLE in each.statement.doubts and each.score is None for each in told)
    return replace(
        found,
        doubts=found.doubts + ((CODE_UNREADABLE,) if lost else ()),
        statements=found.statements + tuple(each.statement for each in told),
        scores=found.scores + tuple(each.score for each in told if each.score is not None),
    )
