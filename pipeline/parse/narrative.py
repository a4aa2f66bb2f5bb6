"""Statements about questions: the score, what people say, why, and what should be done."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.facts import Framework
from pipeline.facts.readers import is_spelled
from pipeline.model.report import Key, Origin, Score, Statement
from pipeline.parse.codes import SEVERAL, Code, Section, has_parts, item_of, read_code
from pipeline.parse.doubts import CODE_UNREADABLE, CODES_SEVERAL, PART_UNKNOWN, PARTS_UNSURE, SCORE_UNREADABLE, TEXT_CUT
from pipeline.parse.labels import Label, with_ink
from pipeline.parse.lists import list_lines
from pipeline.parse.numbers import NUMBER, number_at
from pipeline.parse.outline import STATEMENT, Block
from pipeline.parse.passage import Passage
from pipeline.parse.scores import make_score
from pipeline.parse.sections import spaced
from pipeline.thai.alike import folded, forgiving

_WORDS = r"(?:ได้|มี|ผล|ค่า|ที่|เฉลี่ย|รวม|เท่ากับ|ร้อยละ|อยู่|[\s:=(])*"
_SCORE = re.compile(
    rf"[\s:=,–-]*{_WORDS}(?:คะแนน|ร้อยละ|score){_WORDS}(?P<number>{NUMBER})\s*(?:คะแนน|%)?\s*\)?\s*[,:]?\s*"
)
_BARE_SCORE = re.compile(rf"\s*[:=(]\s*(?P<number>{NUMBER})\s*(?:คะแนน|%)?\s*\)?\s*")
_LATE_SCORE = re.compile(rf"\s*(?:ได้|มี)(?:ผล|ค่า)?คะแนน{_WORDS}(?P<number>{NUMBER})\s*(?:คะแนน|%)?\s*")
LATE = 400
"""So many characters after its code a statement's score may stand."""

_ISSUE = re.compile(
    r"\s*(?:โดย|ใน)?ประเด็น(?:ปัญหา|คำถาม|การประเมิน(?=\s*[:\uff1a])|ที่(?:ต้อง|ควร)(?:ปรับปรุง|แก้ไข|พัฒนา)(?:/(?:ปรับปรุง|แก้ไข|พัฒนา))*)?\s*[:\uff1a]?\s*|\s*[:\uff1a]\s*"
)
_CAUSE = re.compile(
    r"(?:ทั?้?งนี้?\s*)?อาจ(?:จะ)?\s*(?:เกิด(?:ขึ้น)?\s*(?:มา)?จาก|เป็นเพราะ|เนื่อง(?:มา)?จาก|มีสาเหตุ|สืบเนื่อง)"
    r"|(?:ทั?้?งนี้?\s*)?(?:ซึ่ง)?(?:มี)?สาเหตุ(?:ของปัญหา)?\s*(?:หลัก)?(?:อาจ)?\s*(?:เกิด(?:ขึ้น)?(?:มา)?จาก|เนื่อง(?:มา)?จาก|มาจาก|คือ|เพราะ)"
    r"|(?<=\s)(?:ทั?้?งนี้?\s*)?เนื่อง(?:มา)?จาก|(?<=\s)อาจมี|(?<=\s)(?:ทั?้?งนี้?\s*)?(?:เป็น)?เพราะ"
)
_SO = r"(?:(?:ดังนั้น|ฉะนั้น|ด้วยเหตุนี้)\s*)?"
_SHOULD = r"\s*(?:จึง)?\s*(?:เห็น)?(?:ควร|จะ(?:ได้|ต้อง|ดำเนิน|มี|ปรับปรุง|จัด|เพิ่ม|พัฒนา|กำหนด)|ต้อง)"
_ADVICE_WITHOUT_SUBJECT = re.compile(
    r"(?<=\s)(?:ดังนั้น|ฉะนั้น)\s*(?:จึง)?(?:เห็น)?ควร|(?<=\s)จึง(?:เห็น)?ควร|(?<=\s)(?:เห็น)?ควร(?!ได้รับ|รู้|ทราบ)"
)
_LABELS = re.compile(
    r"(?:(?<=\s)|^)(?:[-•*●]\s*)?(?:(?P<issue>ประเด็น[^\s:]{0,40}|ข้อบกพร่อง[^\s:]{0,30}|ปัญหา[^\s:]{0,20}|ผลการวิเคราะห์)|(?P<cause>(?:วิเคราะห์)?สาเหตุ[^\s:]{0,20})"
    r"|(?P<recommendation>ข้อเสนอแนะ[^:\n]{0,40}|แนวทาง[^:\n]{0,40}|การแก้ไข[^\s:]{0,30}|การปรับปรุง[^\s:]{0,30}))\s*[:\uff1a]\s*"
)
"""Labels with a colon, where a statement is laid out as a form."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A statement taken apart."""

    issue: str = ""
    cause: str = ""
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement and the score that it prints."""

    statement: Statement
    score: Score | None = None


def read_statement(block: Block, finding_no: int, subject: str, rules: Framework) -> Told | None:
    """Read a statement, or return None where its code cannot be made out and it has no score.

    Args:
        block: The statement's text.
        finding_no: Its number in the report.
        subject: A pattern for the agency as the subject of a sentence.
        rules: The year's facts.
    """
    passage, plain = block.passage, block.passage.plain
    match = STATEMENT.match(plain)
    if match is None:
        return None
    group = next(name for name in ("asked", "listed", "bare", "damaged") if match[name])
    several = SEVERAL.match(plain, match.end()) is not None
    code = None if several else read_code(match[group], block.section, rules)
    start = match.end()
    scored = _SCORE.match(plain, start) or _BARE_SCORE.match(plain, start)
    late = None if scored else _LATE_SCORE.search(plain, start, start + LATE)
    number = scored or late
    if code is None and number is None and not several:
        return None
    reading = number_at(passage, *number.span("number")) if number else None
    if late:
        body = passage.text[start : late.start()].rstrip() + " " + passage.text[late.end() :]
        starts: tuple[int, ...] = ()
    else:
        begin = scored.end() if scored else start
        body = passage.text[begin:]
        starts = tuple(at - begin for at in passage.starts if at > begin)
    parts = take_apart(body, subject, titles_of(code, rules), starts)
    score = None
    if code is not None and reading is not None:
        label = Label(key_of(code, block.section, rules))
        label = label if code.doubt else with_ink(label, passage, *match.span(group))
        score = make_score(label, reading, Origin.PROSE, block.section, rules)
    statement = Statement(
        finding_no=finding_no,
        ink=passage.whole(),
        indicator_no=indicator_of(code, block.section, rules),
        part=key_of(code, block.section, rules).part if code else block.section.part,
        question_id=code.text if code else "",
        sub_indicator=block.section.sub_indicator,
        printed_score=reading.value if reading else None,
        issue=parts.issue,
        cause=parts.cause,
        recommendation=parts.recommendation,
    )
    told = make_told(statement, score, code, CODES_SEVERAL if several else CODE_UNREADABLE)
    hidden = number is None and _hides_score(passage, start)
    unread = (SCORE_UNREADABLE,) if hidden else ()
    return doubted(told, unread, (TEXT_CUT,) if block.cut else (), unsure_parts(parts, code, rules))


def _hides_score(passage: Passage, start: int) -> bool:
    """Tell whether a score may stand where a statement that an engine has read has its own, though none was found."""
    head = folded(passage.plain[start : start + SOON])
    return not is_spelled(passage.inks[0].line.reader) and _LIKE_SCORE.search(head) is not None


SOON = 40
"""So many characters after its code a score that was not understood is looked for."""
_LIKE_SCORE = re.compile(forgiving("คะแนน") + "[^ก-๎]{0,4}[0-9]")


def doubted(told: Told, *doubts: tuple[str, ...]) -> Told:
    """Return what was told with more doubts about the statement."""
    every = (*told.statement.doubts, *itertools.chain.from_iterable(doubts))
    return replace(told, statement=replace(told.statement, doubts=every))


def unsure_parts(parts: Parts, code: Code | None, rules: Framework) -> tuple[str, ...]:
    """Return a doubt where a part may stand in another: words of its own are there, but it was not found.

    About an item, whatever stands behind its title is the cause: an issue that is no title may hold one.
    """
    hidden = not parts.recommendation and _MAY_ADVISE.search(parts.issue + parts.cause) is not None
    if not parts.cause:
        title = any(re.fullmatch(spaced(name).pattern + _YEAR, parts.issue) for name in titles_of(code, rules))
        item = code is not None and code.instrument == "OIT" and bool(parts.recommendation)
        hidden = hidden or _MAY_EXPLAIN.search(parts.issue) is not None or (item and not title)
    return (PARTS_UNSURE,) if hidden else ()


_MAY_ADVISE = re.compile(r"ควร|จึง|ดังนั้น|ข้อเสนอแนะ")
_MAY_EXPLAIN = re.compile(r"เนื่อง|สาเหตุ|เพราะ|เกิดจาก|เกิดขึ้นจาก")


def make_told(statement: Statement, score: Score | None, code: Code | None, unread: str = CODE_UNREADABLE) -> Told:
    """Return a statement and its score with what is doubtful about their code."""
    doubts = (code.doubt,) if code and code.doubt else () if code else (unread,)
    both = replace(score, doubts=(*score.doubts, *doubts)) if score is not None else None
    unknown = (PART_UNKNOWN,) if score is not None and PART_UNKNOWN in score.doubts else ()
    return Told(replace(statement, doubts=(*doubts, *unknown)), both)


def titles_of(code: Code | None, rules: Framework) -> tuple[str, ...]:
    """Return the titles of an item: a statement about it begins with one."""
    item = item_of(code.text, rules) if code and code.instrument == "OIT" else None
    return item.names if item else ()


def take_apart(body: str, subject: str, titles: Sequence[str] = (), starts: Sequence[int] = ()) -> Parts:
    """Return a statement's issue, cause and recommendation; what is not told apart is the issue.

    Args:
        body: The statement behind its code and score.
        subject: A pattern for the agency as the subject of a sentence.
        titles: Titles with which the issue may begin.
        starts: Where its lines begin: a space at which a line was wrapped may be lost.
    """
    variants = (variant(body, subject, titles, starts) for variant in VARIANTS)
    found = next((parts for parts in variants if parts is not None), Parts(body))
    return Parts(*(list_lines(text.strip()) for text in (found.issue, found.cause, found.recommendation)))


def _labelled(body: str, _subject: str, _titles: Sequence[str], _starts: Sequence[int]) -> Parts | None:
    """A form: each part behind its label and a colon."""
    marks = list(_LABELS.finditer(body))
    kinds = [next(kind for kind in ("issue", "cause", "recommendation") if mark[kind]) for mark in marks]
    if len(kinds) < 2 or len(set(kinds)) != len(kinds):
        return None
    ends = [mark.start() for mark in marks[1:]] + [len(body)]
    texts = {kind: body[mark.end() : end].strip() for kind, mark, end in zip(kinds, marks, ends, strict=True)}
    lead = body[: marks[0].start()].strip()
    if lead and "issue" not in texts:
        texts["issue"] = lead
    return Parts(**texts)


def _running(body: str, subject: str, titles: Sequence[str], starts: Sequence[int]) -> Parts | None:
    """A paragraph: the issue up to the cause or to the sentence that says what somebody should do."""
    lead = _ISSUE.match(body)
    begin = lead.end() if lead else 0
    text, lines = body[begin:], [at - begin for at in starts if at > begin]
    cause = _CAUSE.search(text) or _damaged(_CAUSE.pattern).search(folded(text))
    advice = _advice(text, cause.end() if cause else 0, subject)
    end_of_issue = min(cause.start() if cause else len(text), advice)
    reason = _reason(text[:end_of_issue], subject, titles, lines) if cause is None else end_of_issue
    issue_end = min(end_of_issue, reason)
    return Parts(text[:issue_end], text[issue_end:advice], text[advice:])


VARIANTS: tuple[Callable[[str, str, Sequence[str], Sequence[int]], Parts | None], ...] = (_labelled, _running)


def _advice(text: str, start: int, subject: str) -> int:
    """Return where the recommendation begins: with the subject of the sentence that says what should be done."""
    begins = "" if start else r"(?:(?<=\s)|^)"
    should = rf"{_SO}{subject}{_SHOULD}"
    match = (
        re.compile(f"{begins}{should}").search(text, start)
        or re.compile(f"{_OBJECT}{should}").search(text, start)
        or _damaged(f"{begins}{should}").search(folded(text), start)
        or _ADVICE_WITHOUT_SUBJECT.search(text, start)
    )
    if match is None:
        return len(text)
    so = _SO_BEFORE.search(text, 0, match.start())
    return so.start() if so else match.start()


@cache
def _damaged(pattern: str) -> re.Pattern[str]:
    """Return a pattern for folded texts in which a recogniser has lost marks or confused letters."""
    return re.compile(forgiving(pattern))


_SO_BEFORE = re.compile(r"(?:ดังนั้น|ฉะนั้น|ด้วยเหตุนี้)\s*$")
_OBJECT = r"(?<!ของ)(?<!กับ)(?<!ที่)(?<!ให้)(?<!ใน)(?<!จาก)(?<!ต่อ)(?<!และ)(?<!หรือ)(?<!โดย)(?<!ว่า)(?<!แก่)"
"""Behind none of these words the agency is the subject of a new sentence."""
_FAULT = re.compile(r"(?<=\s)(?:ลิงก์|ลิงค์|ข้อมูล|เว็บไซต์|ไม่|ยัง|ขาด|เอกสาร|ไฟล์|องค์ประกอบ)")
"""Words with which a sentence about an item's fault begins behind its title."""
_YEAR = r"\s*(?:ประจำปี)?\s*(?:งบประมาณ)?\s*(?:พ\.ศ\.)?\s*(?:[0-9๐-๙]{4})?"


def _reason(text: str, subject: str, titles: Sequence[str], lines: Sequence[int]) -> int:
    """Return where a sentence begins that tells why: one about the agency, or what follows an item's title."""
    told = re.finditer(rf"{subject}\s*(?:ยัง|ไม่|จัดทำ|เผยแพร่|ได้|มิได้|ขาด)", text)
    maybe = re.search(rf"{_OBJECT}{subject}\s*อาจ", text)
    found = [at for match in told if (at := match.start()) in lines or text[at - 1 : at].isspace()]
    found += [maybe.start()] if maybe else []
    if found:
        return min(found)
    fault = _FAULT.search(text) if titles else None
    if fault:
        return fault.start()
    ends = [known.end() for title in titles if (known := re.match(spaced(title).pattern + _YEAR, text))]
    return max(ends, default=len(text))


def key_of(code: Code, section: Section, rules: Framework) -> Key:
    """Return the key of the score that a statement prints."""
    return Key(code.text, section.part if has_parts(code.text, rules) else "")


def indicator_of(code: Code | None, section: Section, rules: Framework) -> int | None:
    """Return the indicator that a statement is about: that of its item, or the one under which it stands."""
    item = item_of(code.text, rules) if code else None
    return item.indicator_no if item and item.indicator_no else section.indicator
