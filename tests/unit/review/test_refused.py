"""Corrections that changed nothing are on the page that people look at."""

from pipeline.model.correction import Fate
from pipeline.review import make_cards
from pipeline.review.card import Urgency
from pipeline.review.settle import Settled, correction_row
from tests.unit.review.lines import line, place, row
from tests.unit.review.sheets import outcome, tables

OVERALL = ("reports", "agency_results")


def cards(*settled):
    """Return the cards of a run whose one report leaves nothing to look at."""
    held = outcome("a.pdf", {"8": "94.30"}, accepted=(*OVERALL, "indicator 8"))
    return make_cards(tables(held) | {"corrections": [correction_row(one) for one in settled]}, [held])


def test_a_line_that_is_not_understood_is_the_first_thing_to_look_at_in_both_languages():
    (card,) = cards(Settled(line(7, value="ABC", note="ดูหน้า 3"), Fate.REJECTED, "no_score", "ABC"))
    assert (card.urgency, card.title.th, card.title.en) == (
        Urgency.ERROR, "บรรทัดที่ 7 ของ corrections.csv", "Line 7 of corrections.csv",
    )  # fmt: skip
    (complaint,) = card.complaints
    assert complaint.message.th == "ABC ไม่ใช่คะแนน 0 ถึง 100 ที่มีทศนิยมไม่เกินสองตำแหน่ง"
    assert complaint.message.en == "ABC is no score from 0 to 100 with at most two decimals"
    assert card.raw_text == "question_scores · public E9 · score = ABC (สมชาย · ดูหน้า 3)"
    assert (card.report.source.name, card.settles, card.fields) == ("corrections.csv", False, ())


def test_a_line_without_its_row_is_listed_too():
    lost, foreign = cards(Settled(line(2), Fate.UNATTACHED, "no_row"), Settled(line(3), Fate.UNATTACHED, "no_report"))
    assert (lost.urgency, foreign.urgency) == (Urgency.DOUBT, Urgency.DOUBT)
    assert lost.complaints[0].message.en.startswith("not applied: the report has no such row")
    assert foreign.complaints[0].message.en.startswith("not applied: the report is not in this run")


def test_a_line_with_a_row_stands_under_its_report_with_the_picture_of_its_place():
    about = row("question_scores", part="public", question_id="E9", places="1:100,50,140,62", **place(1, 50.0))
    (card,) = cards(Settled(line(2), Fate.REJECTED, "contradicted", "3", row=about))
    assert card.report.source.name == "a.pdf"
    assert [(spot.page, spot.bbox.top) for spot in card.spots] == [(1, 50.0)]


def test_lines_that_stand_or_are_replaced_are_not_listed():
    assert not cards(
        Settled(line(2), Fate.APPLIED),
        Settled(line(3), Fate.REATTACHED, "row_moved"),
        Settled(line(4), Fate.SUPERSEDED, "doubled", "2"),
    )
