"""Document and facts to Report: what the paper says, each value with its ink. It reads; it judges nothing."""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from pipeline.errors import UnknownReportError
from pipeline.facts import Framework
from pipeline.facts.readers import is_spelled
from pipeline.model.document import Document
from pipeline.model.report import Report
from pipeline.parse.agency import OPENING_LINES, Agency, find_agency, subject_pattern
from pipeline.parse.contents import Contents, read_contents
from pipeline.parse.doubts import (
    AGENCY_UNKNOWN,
    LEVELS_DIFFER,
    PROVINCE_UNKNOWN,
    ROWS_MISSING,
    YEAR_UNKNOWN,
    YEAR_UNSURE,
)
from pipeline.parse.matching import settle_codes
from pipeline.parse.outline import outline
from pipeline.parse.owners import settle_owners
from pipeline.parse.passage import Ink, Passage, begins_paragraph, join
from pipeline.parse.sections import is_heading, starting_name
from pipeline.parse.slots import Grid, Part
from pipeline.parse.tables import stream
from pipeline.parse.years import FiscalYears, find_assessed_year, find_item, find_other_years, plan_year
from pipeline.thai.alike import folded, forgiving

__all__ = ["FiscalYears", "find_fiscal_years", "parse_report"]

_ONLY_BELOW = re.compile(r"(?:เฉพาะ|วิเคราะห์)[^.]{0,40}?(?:น้อยกว่า|ต่ำกว่า|ไม่เต็ม|ไม่ถึง)\s*(?:ร้อยละ)?\s*100")
_ONLY_BELOW_READ = re.compile(
    forgiving(r"(?:เฉพาะ|วิเคราะห์)[^.]{0,40}?คะแนน[^0-9.]{0,12}?กว่า[^ก-๎0-9]{0,4}(?:ร้อยละ)?\s*100")
)
"""The same as a recogniser may read it: nothing but scores below 100 is to be analysed."""
_ITA = re.compile(
    r"(?<![A-Za-z])(?:ITA|IIT|EIT|OIT)(?![A-Za-z])|คุณธรรมและความโปร่งใส|Integrity\s+and\s+Transparency", re.IGNORECASE
)


def find_fiscal_years(document: Document) -> FiscalYears:
    """Return the fiscal year that a report is about; ``assessed`` is None where no year can be read.

    Args:
        document: The normalised document.
    """
    return find_assessed_year(_paragraphs(stream(document)))


def parse_report(document: Document, rules: Framework) -> Report:
    """Read what a report says.

    Every printing of a score is kept with its ink; what is damaged is repaired only where exactly one reading fits its
    place, and said so in ``doubts``. Nothing is judged here.

    Args:
        document: The normalised document.
        rules: The facts of its assessed year, or of the newest known year where its own cannot be read.

    Raises:
        UnknownReportError: If the document has neither a word of the assessment nor the name of an indicator.
    """
    parts = stream(document, partial(is_heading, rules=rules))
    paragraphs = _paragraphs(parts)
    if not _is_report(parts, rules):
        raise UnknownReportError(
            "The document speaks of no integrity and transparency assessment and names none of its indicators, so it "
            "is no ITA report. Take it out of the folder, or check that the right file was scanned."
        )
    years = find_assessed_year(paragraphs)
    assessed = years.assessed.value if years.assessed else None
    published = find_item(paragraphs, assessed)
    agency = find_agency(paragraphs, _cells(parts))
    blocks = outline(parts, rules)
    contents = read_contents(blocks, subject_pattern(agency), rules, assessed, published.year)
    many = bool(contents.agencies) and not (contents.plan or contents.statements)
    province = None if many else agency.province
    plan = settle_owners(settle_codes(contents.plan, contents.statements, rules))
    return Report(
        source=document.source,
        assessed_fy_be=years.assessed,
        published_for_fy_be=published.year or plan_year(plan, assessed),
        agency_name=None if many else agency.name,
        agency_spellings=() if many else agency.spellings,
        agency_type="" if many else agency.kind,
        province=(province.value or "") if province is not None else "",
        province_ink=province,
        oit_item=published.item,
        result_level=None if many else next(iter(contents.levels), None),
        scores=() if many else contents.scores,
        weighted=() if many else contents.weighted,
        lists_only_below_full=any(map(_says_only_below, paragraphs)),
        statements=contents.statements,
        plan=plan,
        other_years=find_other_years(paragraphs, assessed),
        agencies=contents.agencies if many else (),
        doubts=(*_doubts(years, agency, contents, many=many), *(_lost_rows(paragraphs, contents) if many else ())),
    )


def _says_only_below(passage: Passage) -> bool:
    """Tell whether a text says that it discusses only questions below full marks."""
    scanned = any(not is_spelled(ink.line.reader) for ink in passage.inks)
    read = scanned and _ONLY_BELOW_READ.search(folded(passage.plain)) is not None
    return read or _ONLY_BELOW.search(passage.plain) is not None


def _doubts(years: FiscalYears, agency: Agency, contents: Contents, *, many: bool) -> tuple[str, ...]:
    found = [YEAR_UNKNOWN] if years.assessed is None else [YEAR_UNSURE] if years.unsure else []
    found += [AGENCY_UNKNOWN] if agency.name is None and not many else []
    found += [PROVINCE_UNKNOWN] if agency.province_lost and not many else []
    found += [LEVELS_DIFFER] if len({level.value for level in contents.levels}) > 1 else []
    return tuple(dict.fromkeys([*found, *contents.doubts]))


def _lost_rows(paragraphs: Sequence[Passage], contents: Contents) -> tuple[str, ...]:
    """Return whether an announcement that was read off pictures tells of more agencies than rows were found."""
    if all(is_spelled(agency.ink.reader) for agency in contents.agencies):
        return ()
    told = (int(match[1]) for passage in paragraphs[:OPENING_LINES] for match in _COUNTED.finditer(passage.plain))
    return (ROWS_MISSING,) if any(number > len(contents.agencies) for number in told) else ()


_COUNTED = re.compile(r"จำนวน\s*(?:ทั้งสิ้น\s*|ทั้งหมด\s*)?([0-9]{1,4})\s*(?:แห่ง|หน่วยงาน)")


def _paragraphs(parts: Sequence[Part]) -> tuple[Passage, ...]:
    """Return the text outside tables, one passage for each paragraph."""
    groups: list[list[Ink]] = []
    before: Ink | None = None
    for part in parts:
        if isinstance(part, Grid):
            before = None
            continue
        if before is None or begins_paragraph(before, part):
            groups.append([])
        groups[-1].append(part)
        before = part
    return tuple(join(group) for group in groups)


def _cells(parts: Sequence[Part]) -> Iterable[Passage]:
    for part in parts:
        if isinstance(part, Grid):
            seen = {id(slot): slot for row in part.rows for slot in row if slot.text}
            yield from (slot.passage for slot in seen.values())


def _is_report(parts: Sequence[Part], rules: Framework) -> bool:
    """Tell whether a word of the assessment, its three instruments, or the name of an indicator stand anywhere."""
    passages = [*(join((part,)) for part in parts if isinstance(part, Ink)), *_cells(parts)]
    texts = [
        *(passage.text for passage in passages),
        *(" ".join(part.header) for part in parts if isinstance(part, Grid)),
    ]
    instruments = {name for text in texts for name in _INSTRUMENT.findall(text)}
    return len(instruments) == INSTRUMENTS or any(_ITA.search(text) or starting_name(text, rules) for text in texts)


_INSTRUMENT = re.compile(r"(?<![A-Za-z])[IEO]IT(?![A-Za-z])")
INSTRUMENTS = 3
