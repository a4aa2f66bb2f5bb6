"""Names by the look of their letters."""

from dataclasses import replace

import pytest

from pipeline.model.document import Character
from pipeline.parse.agency import find_agency
from pipeline.parse.passage import Ink, Passage, join
from tests.unit.parse.paper import line

READER = "thai 1"


def printed(name: str, doubtful: int, own: float, *others: tuple[str, float]) -> Passage:
    """Return a title that prints a name, with what a recogniser knows of its letters."""
    sure = [Character(one, 0.0, 1.0, 0.999) for one in name]
    sure[doubtful] = Character(name[doubtful], 0.0, 1.0, own, others)
    return join([Ink(1, replace(line(name, reader=READER), characters=tuple(sure)))])


def names(*passages: Passage) -> tuple[str | None, list[str | None]]:
    found = find_agency(passages)
    return (found.name.value if found.name else None), [spelling.value for spelling in found.spellings]


AT = len("เทศบาลเมืองนาโ")


def test_a_letter_that_language_preferred_to_a_likelier_look_is_what_it_looks_like():
    found = find_agency([printed("เทศบาลเมืองนาโกชมพู", AT, 0.05, ("ถ", 0.94))])
    assert found.name is not None
    assert (found.name.value, found.name.raw_text) == ("เทศบาลเมืองนาโถชมพู", "เทศบาลเมืองนาโกชมพู")
    assert found.name.confidence == pytest.approx(0.94)


@pytest.mark.parametrize(
    "other", [("ถ", 0.3), ("", 0.94), ("I", 0.94)], ids=["less likely", "nothing", "no Thai letter"]
)
def test_what_looks_less_likely_or_is_no_thai_letter_changes_nothing(other):
    assert names(printed("เทศบาลเมืองนาโกชมพู", AT, 0.6 if other[1] < 0.5 else 0.05, other))[0] == "เทศบาลเมืองนาโกชมพู"


def test_the_kind_of_agency_stays_as_language_has_it():
    assert names(printed("เทศบาลเมืองนาโถชมพู", 0, 0.05, ("แ", 0.94)))[0] == "เทศบาลเมืองนาโถชมพู"


def test_the_name_is_what_most_printings_look_like():
    right = printed("เทศบาลเมืองนาโกชมพู", AT, 0.05, ("ถ", 0.94))
    wrong = printed("เทศบาลเมืองนาโกชมพู", AT, 0.6, ("ถ", 0.39))
    assert names(wrong, right, right)[0] == "เทศบาลเมืองนาโถชมพู"
    assert names(right, wrong, wrong)[0] == "เทศบาลเมืองนาโกชมพู"
