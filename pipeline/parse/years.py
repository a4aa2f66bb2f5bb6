"""Which fiscal year a report is about, and for which year's disclosure it is published."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.facts import known_years, load_framework
from pipeline.model.report import PlanItem, Reading
from pipeline.parse.passage import Passage
from pipeline.thai.skeleton import skeleton

_YEAR = re.compile(r"(?<![0-9./])(?P<year>2[56][0-9]{2})(?![0-9]|/[0-9])")
_ABOUT = re.compile(
    r"(?:ประจำ)?\s*ปี\s*(?:งบประ\s?ม?\s?าณ)?\s*(?:\(?\s*พ?\s*\.?\s*ศ?\s*\.*\s*\)?)?\s*$|พ\s*\.\s*ศ\s*\.+\s*$|(?:ITA|Assessment)\s*$",
    re.IGNORECASE,
)
"""What stands before a fiscal year; of large letters in titles a recogniser may lose some."""
_RESULT = re.compile(
    r"ผลการประเมิน|ผลคะแนน|ผลการวิเคราะห์|รับการประเมิน|ITA|Integrity and Transparency|คะแนนรวม|คุณธรรมและความโปร่งใส",
    re.IGNORECASE,
)
_PLAN = re.compile(r"แผน(?:ปฏิบัติ|การ|งาน)|มาตรการ|แนวทาง|ปรับปรุง|พัฒนา|ยกระดับ|เตรียม|ดำเนินการตาม|สำหรับปี|เป้าหมาย")
_BEFORE = re.compile(r"ปีที่(?:ผ่านมา|แล้ว)|ปีก่อน|เปรียบเทียบ|เทียบกับ|เพิ่มขึ้นจาก|ลดลงจาก")
_ACADEMIC = re.compile(r"ปีการศึกษา\s*$")
REACH = 110
"""So many characters before a year tell what it is the year of."""
OPENING = 30
"""The first paragraphs count more."""


@dataclass(frozen=True, slots=True)
class FiscalYears:
    """The years that a report is about, in the Buddhist era."""

    assessed: Reading[int] | None = None
    """The year whose results it reports; None where nothing tells."""
    unsure: bool = False
    """Whether another year is nearly as likely."""


@dataclass(frozen=True, slots=True)
class _Vote:
    year: int
    weight: float
    reading: Reading[int]


def find_assessed_year(passages: Sequence[Passage]) -> FiscalYears:
    """Return the fiscal year whose results a report tells.

    Every year printed behind words such as ``ปีงบประมาณ`` votes: with more weight where it stands beside the results of
    an assessment, and near the beginning; with less beside a plan, whose year is often the next one. A year without
    known facts counts only where the file spells it: OCR has seldom read it right.
    """
    known = {load_framework(scheme).fiscal_year for scheme in known_years()}
    votes = [
        vote
        for at, passage in enumerate(passages)
        for vote in _votes(passage, opening=at < OPENING)
        if vote.year in known or vote.reading.reader in SPELLED
    ]
    if not votes:
        return FiscalYears()
    weights: Counter[int] = Counter()
    for vote in votes:
        weights[vote.year] += vote.weight  # type: ignore[assignment]
    (best, most), *others = sorted(weights.items(), key=lambda pair: -pair[1])
    for_best = [vote for vote in votes if vote.year == best]
    strongest = max(for_best, key=_sureness)
    spelled = strongest.reading.reader in SPELLED
    alone = not spelled and len(for_best) == 1 and (strongest.reading.again or 0) < AGAIN
    unsure = alone or any(weight > most * (UNSURE if spelled else UNSURE_READ) for _, weight in others)
    return FiscalYears(strongest.reading, unsure)


def _sureness(vote: _Vote) -> tuple[float, float]:
    """Return how surely a year was read; of equals the weightier stands."""
    return min(vote.reading.confidence, vote.reading.again or 0.0), vote.weight


AGAIN = 0.9
"""A year that is printed once must be read so surely by a second look."""
SPELLED = ("text-layer", "transcript")
"""Readers that do not mistake one digit for another in the same way throughout a report."""
UNSURE = 0.75
"""A year with so large a share of the best one's votes makes it unsure."""
UNSURE_READ = 0.25
"""The same, where OCR has read the digits."""


def _votes(passage: Passage, *, opening: bool) -> list[_Vote]:
    plain = passage.plain
    found = []
    for match in _YEAR.finditer(plain):
        before = plain[max(0, match.start() - REACH) : match.start()]
        if not _ABOUT.search(before) or _ACADEMIC.search(before):
            continue
        weight = 1.0
        results, plans = _last(_RESULT, before), _last(_PLAN, before)
        if results >= 0:
            weight = 6.0 if results > plans else 3.0
        elif plans >= 0:
            weight = 0.5
        if _BEFORE.search(before):
            weight *= 0.25
        year = int(match["year"])
        found.append(_Vote(year, weight * (2.0 if opening else 1.0), passage.read(year, *match.span("year"))))
    return found


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def find_other_years(passages: Sequence[Passage], assessed: int | None) -> tuple[Reading[int], ...]:
    """Return the years that titles of the results print and that are not the assessed one.

    Such a title is a heading of its own about the analysis of the results, and ends with its year, or the line below
    it does nothing but tell the year.
    """
    found = []
    above = ""
    for passage in passages:
        titled = _ANALYSIS.search(above if _YEAR_ALONE.fullmatch(passage.plain) else passage.plain)
        match = _TITLE_YEAR.search(passage.plain) if titled and len(passage.plain) <= LONGEST_TITLE else None
        if match and assessed is not None and int(match["year"]) != assessed:
            found.append(passage.read(int(match["year"]), *match.span("year")))
        goes_on = above and len(above + passage.plain) <= LONGEST_TITLE
        above = passage.plain if _ANALYSIS.search(passage.plain) else above + passage.plain if goes_on else ""
    return tuple(found)


_ANALYSIS = re.compile(r"^\W*(?:[0-9.]+\s*)?การวิเคราะห์ผลการประเมิน")
_TITLE_YEAR = re.compile(r"(?:ประจำ)?ปี\s*(?:งบประมาณ)?\s*(?:พ\s*\.\s*ศ\s*\.)?\s*(?P<year>2[56][0-9]{2})\s*$")
_YEAR_ALONE = re.compile(r"\s*" + _TITLE_YEAR.pattern)
LONGEST_TITLE = 140
"""A longer text is a sentence."""


@dataclass(frozen=True, slots=True)
class Published:
    """The disclosure item that a report answers."""

    item: str = ""
    """Such as ``O25``."""
    year: int | None = None
    """The year whose item it is."""


_ITEM = re.compile(
    r"(?:(?P<led>ข้อ(?:ที่)?|ตัวชี้วัด(?:ข้อ)?|รายการ(?:ข้อมูล)?)\s*)?(?<![A-Za-z0-9])\(?(?P<code>OIT\s?|O\s?\.?\s?|0)-?(?P<number>[0-9]{1,2})(?![0-9.])\)?\s*[:.)–-]?\s*(?P<title>.{0,120})",
    re.IGNORECASE,
)
TITLE_LINES = 25


def find_item(passages: Sequence[Passage], assessed: int | None) -> Published:
    """Return the disclosure item that a title names, with its year where the facts of the years tell it.

    A title that only prints ``025`` is O25 where it says ``ข้อ`` or bears the title of a known publication.
    """
    for passage in passages[:TITLE_LINES]:
        plain = passage.plain
        for match in _ITEM.finditer(plain):
            code = f"O{int(match['number'])}"
            year = _publication_year(code, match["title"], assessed)
            spelled = match["code"].strip().upper().startswith("O")
            titled = match.start() <= MAX_LEAD and _looks_like_title(match["title"])
            if year is not None or (titled and (spelled or match["led"])):
                return Published(code, year)
    return Published(year=_titled_year(passages, assessed))


MAX_LEAD = 45
"""A title's code stands within so many characters of its beginning."""
_TITLE = re.compile(r"\s*(?:การนำผล|มาตรการ|การดำเนินการ|รายงานผล|ผลการ|การวิเคราะห์|แผน|แนวทาง)")


def _looks_like_title(text: str) -> bool:
    return _TITLE.match(text) is not None


def _publication_year(code: str, title: str, assessed: int | None) -> int | None:
    """Return the year in which an item with this code and title reports about the assessed year."""
    if assessed is None:
        return None
    wanted = skeleton(title)
    years = [
        rules.fiscal_year
        for rules in map(load_framework, known_years())
        for publication in rules.publications
        if publication.code == code
        and publication.about == assessed
        and any(wanted.startswith(skeleton(t)) for t in publication.titles)
    ]
    return years[0] if len(set(years)) == 1 else None


def _titled_year(passages: Sequence[Passage], assessed: int | None) -> int | None:
    """Return the year of the one publication about the assessed year whose title opens a line."""
    if assessed is None:
        return None
    lines = [skeleton(passage.text) for passage in passages[:TITLE_LINES]]
    years = {
        rules.fiscal_year
        for rules in map(load_framework, known_years())
        for publication in rules.publications
        if publication.about == assessed
        for title in publication.titles
        if any(line.startswith(skeleton(title)) for line in lines)
    }
    return years.pop() if len(years) == 1 else None


def plan_year(plan: Sequence[PlanItem], assessed: int | None) -> int | None:
    """Return the fiscal year in which every dated row of a plan lies; None where there is no such year.

    A plan is carried out after the assessed year: other dates have been misread or are another plan's.
    """
    years = {_fiscal_year(item) for item in plan if item.start_date is not None or item.end_date is not None}
    year = years.pop() if len(years) == 1 else None
    return year if year is not None and assessed is not None and assessed < year <= assessed + LATEST else None


LATEST = 2
"""So many years after the assessed one a plan may lie."""


def _fiscal_year(item: PlanItem) -> int | None:
    """Return the Thai fiscal year, October to September, that holds a row's dates, in the Buddhist era."""
    days = [day for day in (item.start_date, item.end_date) if day is not None]
    years = {day.year + 543 + (day.month >= 10) for day in days}
    return years.pop() if len(years) == 1 else None
