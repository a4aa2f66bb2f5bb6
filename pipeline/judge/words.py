"""Words beside a score that a recogniser read: they stand only where they are known, or printed alike elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache

from pipeline.facts import known_years, load_framework
from pipeline.facts.readers import is_spelled
from pipeline.facts.verdicts import VERDICTS
from pipeline.judge.gaps import INSTRUMENTS
from pipeline.model.report import Report, Score
from pipeline.thai.alike import bare, unlikeness

TEXT_NOT_PROVEN = "text_not_proven"
ALIKE = 3
"""A verdict that is printed alike beside so many scores is no misreading: those differ from each other."""

NEARLY = 2.0
"""An unknown verdict that is fewer letters than this from a known one is that one misread."""

LETTERS = frozenset({"AA", "A", "B", "C", "D", "E", "F"})
"""Levels of so few letters that one that is lost or added makes another of them: the score must earn it."""


def word_reasons(score: Score, report: Report) -> list[str]:
    """Return why the words in a score's row may be misread; nothing where the file itself spells them."""
    if is_spelled(score.reading.reader):
        return []
    names = [word for word in (score.printed_name, score.sub_indicator) if word]
    verdicts = Counter(_unwrapped(other.result) for other in report.scores)
    verdict = _unwrapped(score.result)
    earned = _earned_levels(score.reading.value)
    proven = are_known_names(names)
    alike = verdicts[verdict] >= ALIKE and not _are_several(verdict) and not _is_nearly_known(verdict)
    proven = proven and (_is_known(verdict) or alike)
    proven = proven and (verdict not in LETTERS or verdict in earned)
    proven = proven and not _is_cut(verdict, verdicts, earned) and not _PARTED.search(verdict)
    return [] if proven else [TEXT_NOT_PROVEN]


def are_known_names(names: Iterable[str]) -> bool:
    """Tell whether the facts of some year know each of the names of scores."""
    return all(_squeezed(name) in _known_names() for name in names)


def _is_known(verdict: str) -> bool:
    return verdict in {"", *VERDICTS, *_known_levels()}


def _is_nearly_known(verdict: str) -> bool:
    """Tell whether a verdict is all but a letter a known one: dirt or a wall may stand beside every row alike."""
    return any(unlikeness(bare(verdict), bare(known), NEARLY) < NEARLY for known in VERDICTS)


def _are_several(verdict: str) -> bool:
    """Tell whether a verdict is those of several rows, read as one."""
    half = len(verdict) // 2
    return verdict[:half] == verdict[half:] or any(known in verdict for known in VERDICTS)


_PARTED = re.compile("[-–—]")
"""What a rule between two verdicts is read as."""


def _is_cut(verdict: str, verdicts: Iterable[str], earned: frozenset[str]) -> bool:
    """Tell whether a verdict is the first line of one that others have whole, as where a cell wraps it."""
    longer = (other for other in verdicts if other != verdict and other.startswith(verdict))
    return verdict not in {"", *VERDICTS} and any(other in VERDICTS or other in earned for other in longer)


@cache
def _earned_levels(score: Decimal | None) -> frozenset[str]:
    """Return the levels that a score would earn by the rules of any year, were it a total."""
    if score is None:
        return frozenset()
    years = [load_framework(year) for year in known_years()]
    levels = (rules.level(score, dict.fromkeys(INSTRUMENTS, Fraction(score))) for rules in years)
    return frozenset(level for level in levels if level is not None)


@cache
def _known_names() -> frozenset[str]:
    """Return every name of a score that the facts of any year know."""
    years = [load_framework(year) for year in known_years()]
    return frozenset(_squeezed(name) for rules in years for item in rules.items for name in item.names)


@cache
def _known_levels() -> frozenset[str]:
    """Return every level that the facts of any year know."""
    return frozenset(level.name for year in known_years() for level in load_framework(year).levels)


def _unwrapped(verdict: str) -> str:
    """Return a verdict without the line breaks of its cell; a space inside a word is a misreading."""
    return "".join(verdict.splitlines()).strip()


def _squeezed(text: str) -> str:
    """Return a text without white space: how a name is wrapped is no part of it."""
    return "".join(text.split())
