"""Printings of a known agency's name whose kind is misprinted: no pattern of kinds tells them, the name behind it does.

A recogniser may have read the kind as it should be: its words outweighed the look of the letter.
"""

from collections.abc import Collection, Iterator, Sequence

from pipeline.facts.readers import is_spelled
from pipeline.model.report import Reading
from pipeline.parse.looks import Seen, seen
from pipeline.parse.passage import Passage
from pipeline.thai.alike import bare

LEAST_KIND, LEAST_NAME = 6, 3
"""Shorter kinds and names stand in other words too."""
LONG_KIND = 20
"""A kind of so many letters may be misprinted in two of them, a shorter one in one."""
SURE = 0.985
"""The letters of a scanned kind must be seen so clearly: a misread one is no misprint.

In 336 made scans the three kinds that were misread had a letter that was less sure.
"""


def misprinted_kinds(
    passages: Sequence[Passage], kind: str, local: str, known: Collection[tuple[int, int]]
) -> Iterator[Reading[str]]:
    """Yield each printing of a name that is right but for a letter or two of its kind, as it looks.

    Args:
        passages: Where it may be printed.
        kind: The kind of agency, as the report mostly spells it.
        local: The name behind it.
        known: Where a name begins behind a kind that is spelled as some kind is: the passage's identity and the place.
    """
    if len(kind) < LEAST_KIND or len(local) < LEAST_NAME:
        return
    for passage in passages:
        at = passage.text.find(local)
        while at >= 0:
            other = (id(passage), at) in known and not passage.text.endswith(kind, 0, at)
            start = None if other else _begin(passage, kind, at)
            if start is not None:
                words = "".join(letter for letter, _ in seen(passage, start, at))
                yield passage.read(words + local, start, at + len(local))
            at = passage.text.find(local, at + len(local))


def _begin(passage: Passage, kind: str, end: int) -> int | None:
    """Return where a misprint of a kind begins that ends at a place, or None where none does."""
    most = 1 + (len(kind) >= LONG_KIND)
    tried = []
    for length in (len(kind), len(kind) - 1, len(kind) + 1):
        if length <= end:
            words = seen(passage, end - length, end)
            tried.append((_changes("".join(letter for letter, _ in words), kind), end - length, words))
    fewest, start, words = min(tried, key=lambda one: one[0], default=(0, 0, ()))
    return start if 0 < fewest <= most and _is_clear(passage, words, kind) else None


def _is_clear(passage: Passage, words: Sequence[Seen], kind: str) -> bool:
    """Tell whether more differs than marks, which get lost, and each letter was seen clearly."""
    text = "".join(letter for letter, _ in words)
    clear = all(is_spelled(ink.line.reader) for ink in passage.inks) or all(chance >= SURE for _, chance in words)
    return bare(text) != bare(kind) and clear and not any(letter.isspace() for letter in text)


def _changes(one: str, other: str) -> int:
    """Return how many letters to change, add or take out make one text of the other."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != against)))
        before = now
    return before[-1]
