"""Scores in headings and sentences, and the level that is printed beside the total."""

import re
from collections.abc import Iterator

from pipeline.facts import TOTAL, Framework
from pipeline.model.report import Key, Origin, Reading, Score
from pipeline.parse.codes import Section
from pipeline.parse.doubts import POINTS_UNSURE
from pipeline.parse.labels import Label
from pipeline.parse.levels import find_level
from pipeline.parse.numbers import NUMBER, number_at
from pipeline.parse.passage import Passage
from pipeline.parse.scores import Found, make_score
from pipeline.parse.sections import read_heading

_FILLER = r"(?:ผล|ค่า|ได้|มี|รวม|เฉลี่ย|ภาพรวม|ที่|เท่ากับ|อยู่|คิด|เป็น|ร้อยละ|คะแนน|ประเมิน|การ|จาก|ita|[\s:=(–-])"
SCORE = re.compile(
    rf"(?P<lead>{_FILLER}{{0,12}}?(?:คะแนน|ร้อยละ|ได้|เท่ากับ){_FILLER}{{0,8}}?)(?P<number>{NUMBER})\s*(?:คะแนน|%)?",
    re.IGNORECASE,
)
"""A score with the words before it: ``ได้คะแนนรวม 98.92 คะแนน``."""
_BRACKETED = re.compile(rf"[\s(\[:=–-]*(?P<number>{NUMBER})\s*(?:คะแนน|%)")
"""A score right behind a heading, with no word before it."""
_TOTAL = re.compile(
    r"(?:คะแนน(?:เฉลี่ย)?รวม|คะแนนเฉลี่ย(?:รวม)?|ภาพรวม|ในภาพรวม|คะแนนผลการประเมิน|คะแนน\s*ITA|ผลคะแนน(?:รวม)?|ผลการประเมิน(?:\s*ITA)?|ได้คะแนน|มีคะแนน)"
    rf"(?P<between>{_FILLER}{{0,10}}?)(?P<number>{NUMBER})(?!\s*(?:คน|ข้อ|ตัวชี้วัด|วัน|ประเด็น|หน่วย|แห่ง|ปี|ส่วน|ด้าน))",
    re.IGNORECASE,
)
_ASSESSMENT = re.compile(r"ITA|คุณธรรมและความโปร่งใส|ผลการประเมิน", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"ระดับประเทศ|ทั้งประเทศ|ค่าเฉลี่ย(?:กลุ่ม|ของ|ระดับ|จังหวัด)|ระดับจังหวัด|เพิ่มขึ้น|ลดลง|เป้าหมาย|เกณฑ์|ปีที่ผ่านมา|ปีก่อน|น้อยกว่า|ต่ำกว่า|เต็ม|ไม่ต่ำ"
)
_YEAR = re.compile(r"(?<![0-9])(?:25|26)[0-9]{2}(?![0-9])")
_INSTRUMENT = re.compile(r"(?<![A-Za-z])(?P<code>[IEO]IT)(?![A-Za-z])\s*\)?", re.IGNORECASE)
_WEIGHTED = re.compile(r"(?:เต็ม|จาก|/)\s*(?:คะแนนเต็ม)?\s*[0-9]{2}(?![0-9.])")
_NUMBERED = re.compile(r"ตัวชี้วัด\s*(?:ที่)?\s*[:]?\s*(?P<number>10|[1-9])(?![0-9.])")
"""An indicator's number in a heading."""
REACH = 90
"""So many characters after a total its level may stand."""
CONTEXT = 400
"""So many characters before a total the assessment is named."""
MEMORY = 70
"""So many characters before a total a year or a comparison tells whose it is."""


def read_indicator_score(
    passage: Passage, start: int, section: Section, rules: Framework, name: str = ""
) -> Score | None:
    """Return the score that stands right after an indicator's heading or opens the text below it.

    Args:
        passage: The text.
        start: Where the heading ends.
        section: Where the text stands: under an indicator.
        rules: The year's facts.
        name: The indicator's name as the heading prints it.
    """
    match = SCORE.match(passage.plain, start) or _BRACKETED.match(passage.plain, start)
    if match is None or section.indicator is None:
        return None
    reading = number_at(passage, *match.span("number"))
    numbers = list(_NUMBERED.finditer(passage.plain, 0, start))
    ink = passage.read(str(section.indicator), *numbers[-1].span("number")) if numbers else None
    return make_score(Label(Key(str(section.indicator)), name, ink=ink), reading, Origin.HEADING, section, rules)


def read_prose(passage: Passage, section: Section, rules: Framework, year: int | None) -> Found:
    """Return the scores that sentences print: of the total, of instruments and of indicators."""
    totals = list(_totals(passage, section, rules, year)) if section.indicator is None else []
    named = list(_named_indicators(passage, rules)) if section.indicator is None else []
    instruments, doubts = _instruments(passage, rules) if section.indicator is None else ([], ())
    levels: list[Reading[str]] = []
    for score, end in totals:
        level = find_level(passage, end, rules, end + REACH)
        levels += [level] if level is not None and score.reading.value is not None else []
    return Found(tuple([score for score, _ in totals] + named + instruments), (), tuple(levels), doubts)


def _totals(passage: Passage, section: Section, rules: Framework, year: int | None) -> Iterator[tuple[Score, int]]:
    plain = passage.plain
    for match in _TOTAL.finditer(plain):
        before = plain[max(0, match.start() - MEMORY) : match.start()]
        years = _YEAR.findall(before)
        if years and year is not None and int(years[-1]) != year:
            continue
        if _ELSEWHERE.search(before[-30:]) or _INSTRUMENT.search(before[-40:]) or re.search(r"ตัวชี้วัด|ข้อ", before[-40:]):
            continue
        if not _ASSESSMENT.search(plain, max(0, match.start() - CONTEXT), match.end()):
            continue
        reading = number_at(passage, *match.span("number"))
        yield make_score(Label(TOTAL), reading, Origin.PROSE, section, rules), match.end()


def _named_indicators(passage: Passage, rules: Framework) -> Iterator[Score]:
    """Yield the scores of sentences such as ``ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ได้คะแนนร้อยละ 98.92``."""
    plain = passage.plain
    for found in re.finditer(r"ตัวชี้วัด\s*(?:ที่)?\s*(?:10|[1-9])(?![0-9.])", plain):
        heading = read_heading(plain[found.start() : found.start() + REACH], Section(), rules)
        if heading is None or heading.indicator is None or heading.doubtful:
            continue
        score = read_indicator_score(passage, found.start() + heading.end, heading.section, rules, heading.name)
        if score is not None:
            yield score


def _instruments(passage: Passage, rules: Framework) -> tuple[list[Score], tuple[str, ...]]:
    """Return the scores of instruments; where points and percentages cannot be told apart, a doubt."""
    scores: list[Score] = []
    doubts: list[str] = []
    plain = passage.plain
    for found in _INSTRUMENT.finditer(plain):
        match = SCORE.match(plain, found.end())
        key = Key(found["code"].upper())
        item = rules.item(key)
        if match is None or item is None or _WEIGHTED.match(plain, match.end()):
            continue
        reading = number_at(passage, *match.span("number"))
        if reading.value is not None and reading.value <= item.weight:
            doubts.append(POINTS_UNSURE)
            continue
        scores.append(make_score(Label(key), reading, Origin.PROSE, Section(), rules))
    return scores, tuple(doubts)
