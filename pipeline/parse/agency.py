"""The agency that a report is about: every spelling of its name, and the one that the report itself supports best."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipeline.facts.readers import is_spelled
from pipeline.model.report import Reading
from pipeline.parse.agency_kinds import KIND, KINDS, kind_of
from pipeline.parse.kind_misprints import misprinted_kinds
from pipeline.parse.looks import by_look
from pipeline.parse.passage import Passage
from pipeline.thai.alike import folded, forgiving

_HARD_ENDS = (
    r"[\s,()\[\]\"'“”\u2018\u2019:;0-9๐-๙]|ประจำปี|อำเภอ|จังหวัด|ปีงบประมาณ|พ\.ศ\."
    r"|ควร|จึง|ต้อง|ได้(?:รับ|คะแนน|เข้า)|ดำเนินการ|มี(?:ผล|คะแนน)"
)
_SOFT_ENDS = (
    rf"{_HARD_ENDS}|จึง|ควร|ได้|จะ|อาจ|ยัง|มี|ที่|ให้|ดำเนิน|ประจำ|ต้อง|เพื่อ|โดย|และ|ซึ่ง|เป็น|จัดทำ|ใน(?:ปี|การ)|ตาม(?:แบบ|ที่|หลัก)"
)
"""Words that may follow a name in a sentence; they may also be part of a name, so a title knows better."""
_NAME_ENDS = re.compile(_HARD_ENDS)
_WORD_ENDS = re.compile(_SOFT_ENDS)
_DISTRICT = re.compile(r"\s*เขต\s*[0-9๐-๙]{1,2}")
_PROVINCE = re.compile(r"จังหวัด\s*(?P<name>[ก-์]{3,20})")
_COMPANY = re.compile(r"\s[^\n]{2,50}?\sจำกัด(?:\s*\(มหาชน\))?")
_TITLE_END = re.compile(r"\s*(?:$|ประจำปี|ปีงบประมาณ|อำเภอ|จังหวัด)")
_LONGEST = 45
_TITLE_VOTES = 4
OPENING_LINES = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """One printing of an agency's kind, and what follows it."""

    passage: Passage
    start: int
    name_start: int
    end: int
    kind: str
    local: str
    """The name behind the kind, up to the first word that can hardly belong to it."""
    run: str = ""
    """What follows the kind up to white space or a verb."""
    entitled: bool = False
    """Whether it stands as in a title, where the whole run is the name."""


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency of a report."""

    name: Reading[str] | None = None
    spellings: tuple[Reading[str], ...] = ()
    kind: str = ""
    province: Reading[str] | None = None
    province_lost: bool = False
    """Whether a line read off a picture names a province that cannot be told to be the agency's."""


def find_agency(passages: Sequence[Passage], cells: Iterable[Passage] = ()) -> Agency:
    """Return the agency that a report is about, by its titles and by the majority of its printings.

    A spelling's value is written in full: an abbreviated kind is spelled out, a misspelled kind stays as printed.

    Args:
        passages: The report's text, paragraph by paragraph.
        cells: The text of its tables, which may print the name too; a table of many agencies is no title of one. Where
            titles were read off a picture, the cells bear out which of them was read right.
    """
    mentions = [mention for at, passage in enumerate(passages) for mention in _mentions(passage, at)][:MOST]
    within = tuple(cells)
    inside = [mention for passage in within for mention in _mentions(passage, OPENING_LINES)][:MOST]
    mentions = mentions or inside[:OPENING_LINES]
    candidates = list(
        dict.fromkeys(
            (mention.kind, name)
            for mention in mentions
            for name in (mention.run if mention.entitled else "", mention.local)
            if name
        )
    )
    if not candidates:
        return Agency()
    named = [candidate for candidate in candidates if candidate[0] != PLACE] or candidates
    voting = [*mentions, *(mention for mention in inside if not is_spelled(mention.passage.inks[0].line.reader))]
    kind, local = max(named, key=lambda candidate: _support(candidate, voting))
    local = _extended(kind, local, mentions)
    spellings = tuple(
        reading for mention in (*mentions, *inside) if (reading := _spelling(mention, kind, local)) is not None
    )
    own = _usual(spellings, kind + local)
    near = tuple(_near_misses(passages, kind + local)) if kind == STATE_ENTERPRISE else ()
    known = {(id(mention.passage), mention.name_start) for mention in (*mentions, *inside)}
    spellings = (*spellings, *near, *misprinted_kinds((*passages, *within), kind, local, known))
    province = _province(passages, kind, own, spellings)
    return Agency(own, spellings, kind_of(kind), province, province is None and _names_a_province(passages))


def _usual(spellings: Sequence[Reading[str]], name: str) -> Reading[str]:
    """Return the first printing of what most printings of a name look like, or of the name itself where as many do.

    Args:
        spellings: The printings, by their look.
        name: As it was read.
    """
    counts = Counter(reading.value for reading in spellings if len(reading.value or "") == len(name))
    usual = max(counts, key=lambda value: (counts[value], value == name))
    return next(reading for reading in spellings if reading.value == usual)


def _near_misses(passages: Sequence[Passage], name: str) -> Iterator[Reading[str]]:
    """Yield spellings that begin as the name does and miss it by a letter or two: no pattern of its kind finds them."""
    half = len(name) // 2
    for passage in passages:
        at = passage.text.find(name[:half])
        while at >= 0:
            end = at + len(name)
            spelling = passage.text[at:end]
            alike = SequenceMatcher(None, spelling, name, autojunk=False).ratio()
            if spelling != name and len(spelling) == len(name) and alike >= NEARLY and " " not in spelling:
                yield passage.read(spelling, at, end)
            at = passage.text.find(name[:half], at + half)


def _support(candidate: tuple[str, str], mentions: Sequence[Mention]) -> int:
    """Return the votes for a name: of titles, and of every sentence that prints it whole.

    A sentence with a longer name that is printed more often speaks for that one: the shorter was cut by a line's end.
    """
    kind, local = candidate
    votes = 0
    whole = Counter(mention.local for mention in mentions if mention.kind == kind)
    entitled = any(mention.entitled and mention.run == local and mention.kind == kind for mention in mentions)
    for mention in mentions:
        if mention.kind != kind:
            continue
        if mention.entitled and mention.run == local:
            votes += _TITLE_VOTES
        elif mention.local == local:
            votes += 1
        elif entitled and mention.passage.text.startswith(local, mention.name_start):
            votes += whole[mention.local] <= whole[local]
    return votes


MOST = 2000
"""So many mentions are enough to know whose report it is."""
PLACE = "จังหวัด"
"""The kind that also stands behind every address; it is the agency only where nothing else is."""
_GOES_ON = re.compile(r"และ|มี|ที่|ให้|ใน|เป็น|โดย|เพื่อ|กับ")
"""Words that end a name in a sentence and may stand inside one."""
MOSTLY = 0.6


def _extended(kind: str, local: str, mentions: Sequence[Mention]) -> str:
    """Return the name with what follows it nearly everywhere: ``กรมวิทยาการดินและพืช`` is more than ``กรมวิทยาการดิน``."""
    runs = [mention.run for mention in mentions if mention.kind == kind and mention.run.startswith(local)]
    longer = Counter(run for run in runs if _GOES_ON.match(run, len(local)))
    if not longer:
        return local
    run, count = longer.most_common(1)[0]
    return run if count > 1 and count >= MOSTLY * len(runs) else local


def subject_pattern(agency: Agency) -> str:
    """Return a pattern for the agency as the subject of a sentence: its spellings, its kind alone, ``หน่วยงาน``."""
    spelled = {text for reading in agency.spellings for text in (reading.value, reading.raw_text) if text}
    names = sorted(spelled, key=lambda name: (-len(name), name))
    known = [r"\s*".join(map(re.escape, "".join(name.split()))) for name in names]
    return "(?:" + "|".join([*known, rf"(?:{_ADMINISTRATION})(?:(?!{_SOFT_ENDS})\S){{0,25}}", "หน่วยงาน"]) + ")"


_ADMINISTRATION = "|".join(spelling for kind, spelling in KINDS if kind not in ("การ", "ศูนย์", "กองทุน", "จังหวัด", "กรม"))


def _mentions(passage: Passage, at: int) -> Iterator[Mention]:
    text = passage.text
    done = 0
    for match in KIND.finditer(text):
        if match.start() < done:
            continue
        kind = next(name for number, (name, _) in enumerate(KINDS) if match[f"t{number}"])
        short = match[0].endswith(".")
        begin = match.end() + (len(text[match.end() :]) - len(text[match.end() :].lstrip()) if short else 0)
        hard, soft = _name_end(text, begin, _NAME_ENDS), _name_end(text, begin, _WORD_ENDS)
        company = _COMPANY.match(text, begin) if kind == "บริษัท" else None
        if company:
            hard = soft = company.end()
        if kind == "การ":
            begin = match.start() + len(kind)
        local = text[begin:soft]
        entitled = at < OPENING_LINES and _TITLE_END.match(text, hard) is not None and hard - begin <= _LONGEST
        done = max(soft, match.end())
        spelled = kind if short or kind == "การ" else match[0]
        local = local if len(local) <= _LONGEST else ""
        run = text[begin:hard] if hard - begin <= _LONGEST else ""
        yield Mention(passage, match.start(), begin, done, spelled, local, run, entitled and bool(run))


def _name_end(text: str, begin: int, ends: re.Pattern[str]) -> int:
    """Return where a name ends; the number of an education area belongs to it."""
    found = ends.search(text, begin)
    end = found.start() if found else len(text)
    district = _DISTRICT.match(text, end)
    return district.end() if district else end


def _spelling(mention: Mention, kind: str, name: str) -> Reading[str] | None:
    """Return a mention of the report's agency as it looks, or None where it is of another or of none."""
    if not _same_kind(mention.kind, kind):
        return None
    if mention.passage.text.startswith(name, mention.name_start):
        end, own = mention.name_start + len(name), name
    elif mention.local and _is_misspelled(mention.local, name):
        end, own = mention.end, mention.local
    else:
        return None
    read = mention.passage.read(mention.kind + own, mention.start, end)
    return by_look(read, mention.passage, mention.start, end, len(mention.kind))


def _same_kind(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_KIND


STATE_ENTERPRISE = "การ"
"""The kind whose names are told by their ends, such as ``แห่งชาติ``: one misspelled there is not seen as a name."""
NEARLY = 0.9
SAME_KIND = 0.9
SAME_NAME = 0.5
"""From this similarity two names are one name, spelled differently."""


def _is_misspelled(local: str, name: str) -> bool:
    cut = len(local) >= 2 and name.startswith(local[:2]) and len(local) < len(name)
    return cut or SequenceMatcher(None, local, name, autojunk=False).ratio() >= SAME_NAME


def _province(
    passages: Sequence[Passage], kind: str, own: Reading[str], spellings: Sequence[Reading[str]]
) -> Reading[str] | None:
    """Return the province printed beside the agency's name, on its line or the next one of the opening."""
    local = (own.value or "")[len(kind) :]
    if kind in ("จังหวัด", "องค์การบริหารส่วนจังหวัด"):
        return replace(own, value=local)
    names = {local, *(text for reading in spellings for text in (reading.value, reading.raw_text) if text)}
    found: list[Reading[str]] = []
    opening = passages[:OPENING_LINES]
    for at, passage in enumerate(opening):
        near = " ".join(part.text for part in opening[max(0, at - 1) : at + 1])
        if any(name in near for name in names):
            found += [passage.read(match["name"], *match.span("name")) for match in _PROVINCE.finditer(passage.text)]
    counts = Counter(reading.value for reading in found)
    usual = max(counts, key=lambda name: counts[name], default=None)
    alike = (reading for reading in found if reading.value == usual)
    return max(alike, key=lambda reading: reading.confidence, default=None)


def _names_a_province(passages: Sequence[Passage]) -> bool:
    """Tell whether a line of the opening that was read off a picture is nothing but a province, perhaps misread."""
    return any(
        _LONE_PROVINCE.fullmatch(folded(ink.line.text.strip()))
        for passage in passages[:OPENING_LINES]
        for ink in passage.inks
        if not is_spelled(ink.line.reader)
    )


_LONE_PROVINCE = re.compile(forgiving("จังหวัด") + r"\s*\S{3,20}")
