"""The own part of announced names: what neither the beginnings of other names nor the dictionary vouch for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.facts.readers import is_spelled
from pipeline.model.document import Character
from pipeline.model.report import AgencyResult
from pipeline.parse.doubts import MISSPELLED
from pipeline.parse.passage import Passage
from pipeline.thai.alike import bare, folded
from pipeline.thai.words import stands_by_words, word_ends

ALIKE = 3
"""So many other names must begin with the same words."""
LONG = 4
"""Shorter words may stand for each other by one misread letter: no beginning ends with one."""
LONG_BEGINNING = 10
"""So many letters at least have the kinds of agencies that are told from each other."""
SURE = 0.998
"""A letter that its reader is so sure of needs nobody to vouch for it."""
MARKS = "ะ\u0e31าำ\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
"""Vowels and marks: small, and easily lost, added or taken for each other."""
POSSIBLE = 1e-3
"""What a reader holds less likely than this is no misreading of the ink."""
RIVAL = 0.005
"""What it holds as likely as this is a rival of what it read, though words vouch for neither."""


def with_own_names(found: Iterable[tuple[AgencyResult, Passage]]) -> tuple[AgencyResult, ...]:
    """Return results that know which letters of their name nothing else vouches for.

    A kind of agency is printed in many rows: ``วิทยาลัยเทคนิค``. Letters that are misread make no known words, and
    not the same ones in several rows. In a name that is nothing but words, a letter is vouched for where nothing else
    that its reader holds possible, and no mark more, less or other, makes as few words.

    What else makes as few words with a letter that its reader holds likely is among the alternatives of the own part:
    there that they are words says nothing for the letters.

    Args:
        found: Each result with the text of its name.
    """
    held = tuple(found)
    names = [passage.text for _, passage in held]
    common = _common_beginnings(names)
    return tuple(
        replace(found, doubts=(*found.doubts, MISSPELLED))
        if not is_spelled(found.agency_name.reader) and _misses(passage.text, common)
        else found
        for found, (_, passage) in zip((_with_own(*one, names) for one in held), held, strict=True)
    )


def _common_beginnings(names: Sequence[str]) -> dict[str, str]:
    """Return the words with which several names begin, by how they look to a reader that confuses letters."""
    ends = ((name, end) for name in dict.fromkeys(names) for end in word_ends(name) if end >= LONG_BEGINNING)
    counts = Counter(name[:end] for name, end in ends)
    return {_look(beginning): beginning for beginning, count in counts.items() if count >= ALIKE}


def _misses(name: str, common: Mapping[str, str]) -> bool:
    """Tell whether a name begins as several others do but for marks, or letters that readers take for each other."""
    looks = (common.get(_look(name[:end])) for end in range(LONG_BEGINNING - 1, len(name) + 1))
    return any(beginning is not None and not name.startswith(beginning) for beginning in looks)


def _look(text: str) -> str:
    return bare(folded(text))


def _with_own(result: AgencyResult, passage: Passage, names: Sequence[str]) -> AgencyResult:
    text, shared = passage.text, _shared(passage.text, names)
    characters = _characters(passage)
    vouched = [at for at in range(shared, len(characters)) if _is_vouched_for(text, at, characters[at])]
    own = [at for at in range(shared, len(text)) if at not in vouched and not text[at].isspace()]
    rivals = tuple(rival for at in own if characters for rival in _rivals(text, at, characters[at]))
    if not (shared or vouched or rivals) or not (own or vouched):
        return result
    if not vouched:
        return replace(result, own_name=replace(passage.cut(shared, len(text)), alternatives=rivals))
    return replace(
        result,
        own_name=replace(
            passage.whole(),
            value="".join(text[at] for at in own),
            confidence=min((characters[at].confidence for at in own), default=1.0),
            alternatives=rivals,
        ),
    )


def _rivals(text: str, at: int, one: Character) -> Iterator[tuple[str, float]]:
    """Yield what a name is with what else its reader holds likely in a letter's place, if that is as few words.

    That there is no letter is no rival: readers lose marks, and seldom see one where there is none.
    """
    for other, chance in one.alternatives:
        if other and chance >= RIVAL and other != one.text and not stands_by_words(text, at, (other,)):
            yield text[:at] + other + text[at + 1 :], chance


def _characters(passage: Passage) -> tuple[Character, ...]:
    """Return the letters of a text as they were read; none where cleaning has changed it."""
    pieces = passage.pieces(0, len(passage.text))
    if any(len(ink.line.characters) != len(ink.line.raw) for ink, _, _ in pieces):
        return ()
    characters = tuple(one for ink, first, last in pieces for one in ink.line.characters[first:last])
    return characters if "".join(one.text for one in characters) == passage.text else ()


def _is_vouched_for(text: str, at: int, one: Character) -> bool:
    """Tell whether a letter was read with doubt, and the words of the name vouch for it."""
    if one.confidence >= SURE:
        return False
    told = [other for other, chance in one.alternatives if chance >= POSSIBLE and other != one.text]
    changed = ["", *MARKS] if one.text in MARKS else []
    added = [letters for mark in MARKS for letters in (one.text + mark, mark + one.text)]
    return stands_by_words(text, at, {*told, *changed, *added} - {one.text})


def _shared(name: str, names: Sequence[str]) -> int:
    """Return where the whole words end with which a name and several others begin."""
    reaches = sorted((_alike(name, other) for other in names if other != name), reverse=True)
    reach = reaches[ALIKE - 1] if len(reaches) >= ALIKE else 0
    ends = word_ends(name)
    words = zip((0, *ends), ends, strict=False)
    return max((end for start, end in words if end <= reach and end - start >= LONG), default=0)


def _alike(name: str, other: str) -> int:
    """Return how many letters two names begin with alike."""
    differing = (at for at, (one, another) in enumerate(zip(name, other, strict=False)) if one != another)
    return next(differing, min(len(name), len(other)))
