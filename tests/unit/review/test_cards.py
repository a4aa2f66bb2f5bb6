import pytest

from pipeline.errors import InputError
from pipeline.model.document import Page, Source
from pipeline.model.geometry import BBox
from pipeline.model.judgement import DocumentOutcome
from pipeline.model.report import Origin as Printed
from pipeline.model.report import Place
from pipeline.review.card import Origin, Urgency
from tests.build import agency, score
from tests.unit.review.sheets import AGENCY, cards, check, outcome

OVERALL = ("reports", "agency_results")


def titles(found):
    return [(card.table, card.row_key) for card in found]


def field(card, column):
    return next(one for one in card.fields if one.column == column)


def choices(card, column="score"):
    return [(one.value, one.origin) for one in field(card, column).choices]


def test_only_what_needs_a_person_has_a_card():
    found = cards(outcome(values={"8": "94.30", "7": "90.00"}, accepted=(*OVERALL, "indicator 8")))
    assert titles(found) == [("indicator_scores", "7")]
    assert found[0].title.th == "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร"
    assert found[0].settles


def test_the_worst_comes_first_whatever_document_it_is_of():
    doubtful = outcome("a.pdf", {"8": "94.30"}, accepted=OVERALL)
    wrong = outcome("b.pdf", {"8": "94.30"}, accepted=OVERALL, checks=[check("indicator 8")])
    noted = outcome(
        "c.pdf", {"8": "94.30"}, accepted=(*OVERALL, "indicator 8"), checks=[check("other", severity="warning")]
    )
    found = cards(doubtful, wrong, noted)
    assert [(card.report.source.name, card.urgency) for card in found] == [
        ("b.pdf", Urgency.ERROR),
        ("a.pdf", Urgency.DOUBT),
        ("c.pdf", Urgency.NOTE),
    ]


@pytest.mark.parametrize(
    ("reason", "urgency"),
    [("unreadable", Urgency.ERROR), ("readers_differ", Urgency.ERROR), ("digits_may_lack", Urgency.DOUBT)],
)
def test_a_value_that_cannot_be_read_is_worse_than_one_that_is_not_proven(reason, urgency):
    (card,) = cards(outcome(values={"8": "94.30"}, accepted=OVERALL, reasons={"indicator 8": reason}))
    assert card.urgency is urgency


def test_what_a_check_suggests_is_the_first_choice_and_what_was_read_the_next():
    wrong = check("indicator 8", suggestion="public E9 = 99.52")
    (card,) = cards(
        outcome(values={"E9 public": "90.00", "8": "94.30"}, accepted=(*OVERALL, "indicator 8"), checks=[wrong])
    )
    assert titles([card]) == [("question_scores", "public E9")]
    assert choices(card) == [("99.52", Origin.SUGGESTED), ("90.00", Origin.READ)]
    assert card.complaints[0].message.th == "ไม่ตรง"


def test_other_printings_and_other_readings_are_choices_with_their_page_and_probability():
    elsewhere = Place(3, BBox(1, 2, 3, 4))
    printed = (
        score("8", "94.30", alternatives=[("๙๔.๙๐", 0.2), ("94.80", 0.0001), ("9x", 0.3)]),
        score("8", "99.05", origin=Printed.HEADING, places=[elsewhere]),
    )
    pages = tuple(Page(number, 595.0, 842.0, 0, 0.0, "text-layer", 1.0, ()) for number in (1, 2, 3))
    (card,) = cards(outcome(scores=printed, accepted=OVERALL, pages=pages))
    assert choices(card) == [("94.30", Origin.READ), ("99.05", Origin.PRINTED), ("94.90", Origin.ALTERNATIVE)]
    assert [one.page for one in field(card, "score").choices] == [None, 3, None]
    assert [one.chance for one in field(card, "score").choices] == [None, None, 0.2]


def test_what_is_printed_alike_everywhere_leaves_nothing_to_choose():
    printed = (score("8", "94.30"), score("8", "94.30", origin=Printed.HEADING))
    (card,) = cards(outcome(scores=printed, accepted=OVERALL))
    assert choices(card) == []


def test_a_choice_that_comes_from_two_sides_stands_once_with_all_that_is_known():
    printed = (score("8", "94.30", alternatives=[("94.90", 0.2)]),)
    wrong = check("indicator 8", suggestion="indicator 8 = 94.90")
    (card,) = cards(outcome(scores=printed, accepted=OVERALL, checks=[wrong]))
    assert choices(card) == [("94.90", Origin.SUGGESTED), ("94.30", Origin.READ)]
    assert field(card, "score").choices[0].chance == 0.2


def test_a_check_about_an_accepted_row_shows_its_values_and_settles_nothing():
    warned = check("indicator 8", severity="warning")
    (card,) = cards(outcome(values={"8": "94.30"}, accepted=(*OVERALL, "indicator 8"), checks=[warned]))
    assert (card.urgency, card.settles, card.row_key) == (Urgency.NOTE, False, "8")


def test_a_check_about_no_row_has_a_card_without_values():
    (card,) = cards(outcome(accepted=OVERALL, checks=[check("item 9", severity="warning", said="แผนแถวนี้")]))
    assert (card.table, card.fields, card.complaints[0].message.th) == ("", (), "แผนแถวนี้")


def test_a_file_that_failed_says_why_and_asks_for_nothing():
    (card,) = cards(DocumentOutcome(Source("ab" * 32, "x.pdf"), error=InputError("It is empty.")))
    assert (card.urgency, card.raw_text, card.fields) == (Urgency.ERROR, "It is empty.", ())


def test_places_are_those_of_the_row_then_of_checks_about_few_and_none_is_shown_twice():
    here = BBox(100, 100, 140, 112)
    many = check("indicator 8", places=[Place(1, BBox(10 * at, 5, 10 * at + 5, 9)) for at in range(9)])
    inside, other = Place(1, BBox(101, 100, 120, 112)), Place(1, BBox(30, 5, 35, 9))
    made = [score("8", "94.30", places=[Place(1, here)])]
    checks = [many, check("indicator 8", places=[inside, other])]
    (card,) = cards(outcome(scores=made, accepted=OVERALL, checks=checks))
    assert [spot.bbox for spot in card.spots] == [here, other.bbox]
    assert card.anchor == ("1", "100.0", "100.0", "140.0", "112.0")


def test_a_place_on_a_sideways_page_knows_how_to_turn():
    sideways = Page(1, 842.0, 595.0, 90, 0.0, "thai", 1.0, ())
    (card,) = cards(outcome(values={"8": "94.30"}, accepted=OVERALL, pages=[sideways]))
    assert [spot.rotation for spot in card.spots] == [90]


def test_rows_of_an_announcement_are_told_apart_by_their_agency():
    found = cards(outcome(agency_name=None, agencies=(agency("ก", {"ITA": "91.00"}), agency("ข", {"ITA": "92.00"}))))
    shown = {card.row_key: field(card, "total_score").value for card in found if card.table == "agency_results"}
    assert shown == {"ก": "91.00", "ข": "92.00"}


def test_reasons_that_doubt_a_code_ask_for_the_code():
    (card,) = cards(outcome(values={"E9 public": "90.00"}, accepted=OVERALL, reasons={"public E9": "code_not_proven"}))
    assert [one.column for one in card.fields if one.asked] == ["score", "part", "question_id"]
    assert [one.column for one in card.fields if one.must] == ["score", "question_id"]


def test_values_that_are_not_printed_are_not_asked_for():
    found = cards(outcome(values={"ITA": "91.59", "EIT": "90.00"}))
    card = next(card for card in found if card.table == "agency_results")
    assert [one.column for one in card.fields if one.asked] == ["eit", "total_score"]
    assert card.agency_name == AGENCY
