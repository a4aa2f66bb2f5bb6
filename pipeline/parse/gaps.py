"""What a scanned table of scores lacks: questions that it passes over, verdicts and instruments not found in it."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.facts import Framework
from pipeline.facts.readers import is_spelled
from pipeline.model.report import Key, Origin, Score
from pipeline.parse.codes import Section
from pipeline.parse.columns import role
from pipeline.parse.points import INSTRUMENTS
from pipeline.parse.row_labels import row_label
from pipeline.parse.slots import Grid, Slot
from pipeline.thai.numbers import to_arabic

LISTED = 5
"""From so many questions it shows that a list counts them up."""
PASSED = 0.25
"""A list that passes over a larger share of them names some questions only."""


def passes_over(scores: Sequence[Score], rules: Framework) -> bool:
    """Tell whether a list read off a picture has all questions from its first to its last but a few.

    Args:
        scores: Of one table.
        rules: The year's facts: only a question that the year asks can be missed.
    """
    asked = {item.key.code for item in rules.items}
    numbers: dict[str, set[int]] = defaultdict(set)
    for score in scores:
        if score.key.is_question and not is_spelled(score.reading.reader):
            numbers[score.key.code[0]].add(int(score.key.code[1:]))
    for letter, found in numbers.items():
        between = set(range(min(found), max(found))) - found
        passed = sum(f"{letter}{number}" in asked for number in between)
        if len(found) >= LISTED and 0 < passed <= PASSED * len(found):
            return True
    return False


def lists_all_but_some(scores: Sequence[Score], rules: Framework) -> bool:
    """Tell whether tables read off pictures list all questions, those with full marks too, but some.

    Who lists all questions of one instrument lists all of the others that are listed with full marks.

    Args:
        scores: Of the whole report.
        rules: The year's facts.
    """
    listed = [score for score in scores if score.origin is Origin.TABLE and score.key.is_question]
    listed = [score for score in listed if not is_spelled(score.reading.reader)]
    lists = [[score for score in listed if score.key.code[0] == letter] for letter in INSTRUMENT_LETTERS]
    lists = [own for own in lists if any(score.reading.value == FULL_MARKS for score in own)]
    return any(map(_goes_over_all, lists)) and any(_lacks_some(own, rules) for own in lists)


def _goes_over_all(own: Sequence[Score]) -> bool:
    """Tell whether a list of an instrument's questions has many, and more than one with full marks."""
    at_full = sum(score.reading.value == FULL_MARKS for score in own)
    return len({score.key for score in own}) >= LISTED and at_full >= AT_FULL


def _lacks_some(own: Sequence[Score], rules: Framework) -> bool:
    """Tell whether a list of an instrument's questions lacks one that the year asks, or a part of it."""
    parted = any(score.key.part for score in own)
    found = {score.key if parted else Key(score.key.code) for score in own}
    letter = own[0].key.code[0]
    asked = {item.key for item in rules.items if item.key.is_question and item.key.code[0] == letter}
    return bool((asked if parted else {Key(key.code) for key in asked}) - found)


INSTRUMENT_LETTERS = "IEO"
FULL_MARKS = 100
AT_FULL = 2
"""A list of the questions below full marks has none so often that has them; one may be misread."""


def verdicts_are_lost(grid: Grid, scores: Sequence[Score]) -> bool:
    """Tell whether a scanned table has a column for verdicts in which none was found.

    Args:
        grid: The table.
        scores: What was read in it.
    """
    if any(score.result or is_spelled(score.reading.reader) for score in scores):
        return False
    columns = [at for at, name in enumerate(grid.header) if role(name) == "result"]
    return any(not any(row[at].text for row in grid.rows) for at in columns)


def instruments_are_lost(grid: Grid, section: Section, scores: Sequence[Score], rules: Framework) -> bool:
    """Tell whether rows of a table read off a picture are of instruments, with numbers that were not read.

    Args:
        grid: The table.
        section: Where it stands.
        scores: What was read in it, points out of weights too.
        rules: The year's facts.
    """
    if not grid.recognised:
        return False
    named = set()
    for row in grid.rows:
        numbers = [at for at, slot in enumerate(row) if _NUMBERS.fullmatch(slot.plain)]
        label = row_label(row, numbers, section, rules) if numbers else None
        if label is not None and not label.doubtful and label.key.code in INSTRUMENTS:
            named.add(label.key.code)
    return not named <= {score.key.code for score in scores}


_NUMBERS = re.compile(r"[\s0-9.,]*[0-9][.,][0-9][\s0-9.,]*")


def rows_are_merged(grid: Grid) -> bool:
    """Tell whether several scores stand in one cell of a table read off a picture: its rows were not told apart.

    Args:
        grid: The table.
    """
    if not grid.recognised:
        return False
    columns = [at for at, name in enumerate(grid.header) if role(name) == "score"]
    return any(_scores_in(row[at]) >= SEVERAL for row in grid.rows for at in columns)


def _scores_in(slot: Slot) -> int:
    """Return how many lines of a cell are a score with decimals and nothing else."""
    return sum(_SCORE.fullmatch(to_arabic(ink.line.text).strip()) is not None for ink in slot.passage.inks)


_SCORE = re.compile(r"[0-9]{1,3}[.,][0-9]{1,2}")
SEVERAL = 3
"""A number that a cell has wrapped, or the scores of two parts one above the other, are fewer lines."""
