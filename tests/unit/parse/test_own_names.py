from dataclasses import replace

import pytest

from pipeline.model.document import Character
from pipeline.model.report import AgencyResult
from pipeline.parse.own_names import with_own_names
from pipeline.parse.passage import Ink, Passage, join
from tests.unit.parse.paper import line


def text(name: str) -> Passage:
    return join([Ink(1, line(name, reader="thai"))])


def own_parts(*names: str) -> list[str | None]:
    passages = [text(name) for name in names]
    found = with_own_names((AgencyResult(passage.whole(), passage.whole()), passage) for passage in passages)
    return [result.own_name.value if result.own_name is not None else None for result in found]


def test_words_with_which_three_other_names_begin_are_no_part_of_the_own_name() -> None:
    names = [f"วิทยาลัยเทคนิค{name}" for name in ("ก้านแก้ว", "ดอนดี", "บึงใส", "วังทอง")]
    assert own_parts(*names) == ["ก้านแก้ว", "ดอนดี", "บึงใส", "วังทอง"]


def test_a_beginning_of_two_other_names_vouches_for_nothing() -> None:
    assert own_parts("วิทยาลัยเทคนิคก้านแก้ว", "วิทยาลัยเทคนิคดอนดี", "วิทยาลัยเทคนิคบึงใส") == [None] * 3


def test_misread_words_are_no_known_words_though_several_rows_have_them() -> None:
    names = [f"วิทยาฉัยเทคนิค{name}" for name in ("ก้านแก้ว", "ดอนดี", "บึงใส", "วังทอง")]
    assert all(part is None or "เทคนิค" in part for part in own_parts(*names))


def test_a_misread_word_is_part_of_the_own_name() -> None:
    names = [f"วิทยาลัยเทคนิค{name}" for name in ("ก้านแก้ว", "ดอนดี", "บึงใส", "วังทอง")]
    assert own_parts(*names, "วิทยาลัยเทคนิดดอนดี")[-1] == "เทคนิดดอนดี"


def read(name: str, doubtful: dict[int, tuple[float, str]]) -> str | None:
    """Return the own letters of a name, some of which were read with doubt."""
    own = result(name, doubtful).own_name
    return own.value if own is not None else None


def result(name: str, doubtful: dict[int, tuple[float, str]]) -> AgencyResult:
    """Return what is known of a name, some letters read with doubt: how sure, and what else they may be."""
    characters = []
    for at, letter in enumerate(name):
        sure, other = doubtful.get(at, (1.0, ""))
        others = ((other, 1.0 - sure),) if other else ()
        characters.append(Character(letter, at, at + 1.0, sure, others))
    passage = join([Ink(1, replace(line(name, reader="thai"), characters=tuple(characters)))])
    (found,) = with_own_names([(AgencyResult(passage.whole(), passage.whole()), passage)])
    return found


def test_words_vouch_for_a_letter_for_which_nothing_likely_makes_as_few() -> None:
    assert read("วิทยาลัยเทคนิคมะกอก", {15: (0.9, "ต")}) == "วิทยาลัยเทคนิคมกอก"


@pytest.mark.parametrize(("name", "at", "other"), [("ดอนกองคำ", 3, "ท"), ("สวนปา", 3, ""), ("ดอนตะเพิยน", 6, "เ")])
def test_words_vouch_for_no_letter_that_may_be_another(name: str, at: int, other: str) -> None:
    assert read(name, {at: (0.9, other)}) in {None, name}


@pytest.mark.parametrize(
    ("other", "chance", "rivals"),
    [("้", 0.02, ["สวนรังผึ้ง"]), ("้", 0.001, []), ("", 0.02, [])],
    ids=["another mark", "one that is unlikely", "no mark"],
)
def test_a_name_that_is_words_with_another_likely_mark_has_a_rival(
    other: str, chance: float, rivals: list[str]
) -> None:
    own = result("สวนรังผึ่ง", {8: (1.0 - chance, other)}).own_name
    assert [text for text, _ in own.alternatives] == rivals if own is not None else not rivals


def doubts(*names: str) -> list[tuple[str, ...]]:
    passages = [text(name) for name in names]
    found = with_own_names((AgencyResult(passage.whole(), passage.whole()), passage) for passage in passages)
    return [result.doubts for result in found]


@pytest.mark.parametrize("name", ["วิทยาลัยอำชีวศึกษาดอนดี", "วิทยาลัยอาซีวศึกษาดอนดี", "วิทยาลยอาชีวศึกษาดอนดี"])
def test_a_name_that_begins_almost_as_several_others_do_is_doubted(name: str) -> None:
    names = [f"วิทยาลัยอาชีวศึกษา{own}" for own in ("ก้านแก้ว", "บึงใส", "วังทอง")]
    assert doubts(*names, name) == [(), (), (), ("agency_name",)]
    assert doubts(*names[:2], name) == [(), (), ()]


def test_names_of_other_kinds_are_not_doubted() -> None:
    names = [f"วิทยาลัยเทคนิค{own}" for own in ("ก้านแก้ว", "บึงใส", "วังทอง")]
    assert doubts(*names, "วิทยาลัยการอาชีพดอนดี", "วิทยาลัยสารพัดช่างดอนดี", "วิทยาลัย") == [()] * 6
