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
