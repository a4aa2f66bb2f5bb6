"""Headings between the rows of a plan, also damaged ones, and its header once more."""

import re
from collections.abc import Mapping

from pipeline.facts import Framework
from pipeline.facts.readers import is_spelled
from pipeline.parse.codes import INSTRUMENTS, SPELLED, Section
from pipeline.parse.sections import read_headings
from pipeline.parse.slots import Grid, Row, Slot, squeeze
from pipeline.thai.alike import bare, folded, forgiving

MAX_REST = 40
"""So much may follow the headings of a group row, such as a score."""
MAX_HEADING = 120
"""Longer texts over all columns are no damaged heading."""
REPEATED = 0.6
"""Where so many columns of a row hold their own names, it is the header."""
_INSTRUMENT = re.compile(r"(?<![A-Za-z])([IEO])IT(?![A-Za-z])")
_CODE = re.compile(SPELLED, re.IGNORECASE)


def group_section(row: Row, section: Section, rules: Framework) -> Section | None:
    """Return where the rows below a heading stand, or None where a row is no heading.

    A short text over all columns that an engine has read is a heading even where it cannot be made out: the part, and
    unless it names one the instrument, are not known below it.

    Args:
        row: A row of the plan.
        section: Where the rows above it stand.
        rules: The year's facts.
    """
    texts = [slot for at, slot in enumerate(row) if slot.text and (at == 0 or slot is not row[at - 1])]
    if len(texts) != 1:
        return None
    plain = texts[0].plain
    heading = read_headings(plain, section, rules)
    if heading.end and len(plain[heading.end :].strip()) <= MAX_REST:
        return heading.section
    whole = sum(slot is texts[0] for slot in row) >= max(2, len(row) - 1)
    spelled = is_spelled(texts[0].passage.inks[0].line.reader)
    if spelled or not whole or len(plain) > MAX_HEADING or _CODE.search(plain):
        return None
    named = {match[1] for match in _INSTRUMENT.finditer(plain)}
    return Section(INSTRUMENTS[named.pop()]) if len(named) == 1 else Section()


def repeats_header(row: Row, grid: Grid, columns: Mapping[str, int]) -> bool:
    """Tell whether a row is the table's header once more, as it stands again below a heading."""
    pairs = [(squeeze(row[column].text), grid.header[column]) for column in columns.values()]
    same = sum(bool(text) and bare(text) == bare(name) for text, name in pairs)
    return same > REPEATED * len(pairs)


_PART_WORDS = re.compile(forgiving(r"ด้วย\s*ตนเอง|ประเมิน\s*จัด\s*เก็บ|เก็บ\s*ข้อมูล\s*\(") + r"|Survey|Public", re.IGNORECASE)


def names_part(issue: Slot, rules: Framework) -> bool:
    """Tell whether the headings above a row's issue tell the part."""
    return bool(read_headings(issue.plain, Section("EIT"), rules).section.part)


def hides_part(row: Row, issue: Slot, rules: Framework) -> bool:
    """Tell whether a part may begin at a row that an engine has read, though no heading tells it.

    Words of such a heading stand in the row, but not above its issue.
    """
    told = read_headings(issue.plain, Section("EIT"), rules).end
    texts = (folded(slot.plain[told:] if slot is issue else slot.plain) for slot in row)
    return is_scanned(row) and any(_PART_WORDS.search(text) for text in texts)


def is_scanned(row: Row) -> bool:
    """Tell whether an engine has read a row."""
    return any(not is_spelled(ink.line.reader) for slot in row for ink in slot.passage.inks)
