import pytest

from pipeline.facts import load_framework
from pipeline.parse.codes import Section, read_code
from pipeline.parse.doubts import CODE_FROM_CONTEXT

Y2568 = load_framework("2568")
Y2564 = load_framework("2564")


@pytest.mark.parametrize(
    ("spelled", "code"),
    [
        ("I7", "I7"),
        ("i7", "I7"),
        ("e9", "E9"),
        ("E 9", "E9"),
        ("O25", "O25"),
        ("O.1", "O1"),
        ("OIT 12", "O12"),
        ("OIT12", "O12"),
        ("O05", "O5"),
        ("(E5)", "E5"),
    ],
)
def test_a_clearly_printed_code_is_taken_as_it_is_wherever_it_stands(spelled: str, code: str) -> None:
    for section in (Section(), Section("IIT", 3), Section("EIT", 6, "survey")):
        found = read_code(spelled, section, Y2568)
        assert found is not None
        assert (found.text, found.doubt) == (code, "")


@pytest.mark.parametrize(
    ("damaged", "section", "code"),
    [
        ("17", Section("IIT", 3), "I7"),
        ("27", Section("IIT", 3), "I7"),
        ("27", Section("EIT", None, "public"), "E7"),
        ("7", Section("IIT", 3), "I7"),
        ("05", Section("EIT", None, "survey"), "O5"),
        ("012", Section(), "O12"),
        ("025", Section(), "O25"),
        ("l7", Section("IIT", 3), "I7"),
        ("|7", Section("IIT"), "I7"),
    ],
)
def test_a_damaged_code_is_repaired_where_one_code_fits_its_place(damaged: str, section: Section, code: str) -> None:
    found = read_code(damaged, section, Y2568)
    assert found is not None
    assert (found.text, found.doubt) == (code, CODE_FROM_CONTEXT)


@pytest.mark.parametrize(
    ("damaged", "section"),
    [
        ("27", Section()),
        ("12", Section("OIT")),
        ("99", Section("EIT", 6)),
        ("E10", Section("EIT", 6)),
        ("E0", Section("EIT", 6)),
        ("O44", Section("OIT")),
        ("ก7", Section("IIT", 3)),
        ("", Section("IIT", 3)),
    ],
)
def test_no_code_is_guessed_where_none_or_several_fit(damaged: str, section: Section) -> None:
    assert read_code(damaged, section, Y2568) is None


def test_digits_that_are_a_whole_number_of_the_year_lack_only_their_letter() -> None:
    found = read_code("17", Section("IIT", 3), Y2564)
    assert found is not None
    assert found.text == "I17"
