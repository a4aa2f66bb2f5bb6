"""Grounds for sentences: how sure each letter is, and whether the letters make words."""

import re
from collections.abc import Iterable

from pipeline.facts.readers import is_spelled
from pipeline.judge.decision import NOT_PROVEN
from pipeline.judge.evidence import text_grounds
from pipeline.model.report import Reading, Report
from pipeline.thai.words import breaks_words, mistakes_words

IN_NO_WORD = 0.1
"""A text with letters that stand in no word may be so many times less uncertain: most such texts were misread."""


def strictly(certain: float) -> float:
    """Return the least probability of a text with letters that stand in no word."""
    return 1.0 - (1.0 - certain) * IN_NO_WORD


def prose_reasons(readings: Iterable[Reading[str]], report: Report, certain: float) -> list[str]:
    """Return whether sentences may be misread, though their reader seems sure.

    A misread letter breaks a word, or makes a rare one of a common one.

    Args:
        readings: The sentences.
        report: Whose they are; its agency's name need be no word.
        certain: A probability from which a value counts as surely read.
    """
    name = report.agency_name.value if report.agency_name is not None else None
    scanned = [one for one in readings if not is_spelled(one.reader)]
    doubtful = (one.value or "" for one in scanned if text_grounds(one).probability < strictly(certain))
    broken = any(breaks_words(text.replace(name, " ") if name else text) for text in doubtful)
    texts = (one.value or "" for one in scanned)
    broken = broken or any(mistakes_words(text.replace(name, " ") if name else text) for text in texts)
    return [NOT_PROVEN] if broken or any(_SPECK.search(one.value or "") for one in scanned) else []


_SPECK = re.compile(r"(?<=[^\S\n])[0-9๐-๙]+[.,:][ก-๎]")
"""A number inside a line with a point between it and the next word: a speck in the space that is printed there."""
