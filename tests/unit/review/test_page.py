import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from pipeline.model.crop import Crop, Spot
from pipeline.model.geometry import BBox
from pipeline.review import render_page, wanted_spots
from pipeline.review.album import MOST_BYTES, MOST_SPOTS
from pipeline.review.corrections import CORRECTABLE
from pipeline.review.fields import ASKED
from pipeline.store.corrections import REQUIRED
from tests.build import score, text
from tests.unit.review.sheets import cards, check, outcome

OVERALL = ("reports", "agency_results")
NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(1)><!--\u2028\u2029'\"&"


class Parsed(HTMLParser):
    """The elements of a page, and the text of its scripts, styles and data."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.attributes, self.texts, self.inside = [], [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside in ("script", "style"):
            self.texts.append((self.inside, data))

    @property
    def data(self):
        return json.loads(next(data for tag, data in self.texts if data.startswith("{")))

    @property
    def policy(self):
        return next(a["content"] for _, a in self.attributes if a.get("http-equiv") == "Content-Security-Policy")


def render(found, pictures=None, **how):
    return Parsed(render_page(found, pictures or {}, 1, **how))


def crop(size=10):
    return Crop(b"x" * size, 600, 100, BBox(10, 20, 60, 40))


def test_no_text_of_a_document_becomes_html():
    nasty = outcome(
        NASTY + ".pdf", scores=[score("8", "1", raw_text=NASTY)], agency_name=text(NASTY),
        checks=[check("indicator 8", said=NASTY, suggestion=f"indicator 8 = {NASTY}")],
    )  # fmt: skip
    page = render(cards(nasty), corrections=NASTY)
    plain = render(cards(outcome(values={"8": "1"})))
    assert page.elements == plain.elements
    assert [data for _, data in page.texts if not data.startswith("{")] == [
        data for _, data in plain.texts if not data.startswith("{")
    ]
    assert NASTY.strip() in json.dumps(page.data, ensure_ascii=False).replace('\\"', '"')
    assert page.data["corrections"] == NASTY


def test_the_data_holds_no_character_that_html_or_a_script_knows():
    text = render_page(cards(outcome(NASTY, scores=[score("8", "1", raw_text=NASTY)])), {}, 1)
    block = re.search('<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1]
    assert not set("<>&\u2028\u2029") & set(block)
    json.loads(block)


def test_only_the_pages_own_script_and_style_may_run_and_nothing_is_loaded():
    page = render(cards(outcome(values={"8": "1"})))
    (style,) = (data for tag, data in page.texts if tag == "style")
    (script,) = (data for tag, data in page.texts if tag == "script" and not data.startswith("{"))
    for kind, inline in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in page.policy
    assert "default-src 'none'" in page.policy
    assert "unsafe" not in page.policy
    assert not [attrs for _, attrs in page.attributes if "src" in attrs or "style" in attrs or "href" in attrs]


@pytest.mark.parametrize("word", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http"])
def test_the_script_makes_no_html_of_texts_and_knows_no_address(word):
    page = render(())
    assert word not in "".join(data for _, data in page.texts)


def test_pictures_stand_with_their_marks_each_once():
    found = cards(outcome(values={"8": "1", "7": "2"}, accepted=OVERALL))
    ((source, (spot,)),) = wanted_spots(found).items()
    page = render(found, {source: {spot: crop()}})
    assert [card["pictures"] for card in page.data["cards"]] == [[{"page": 1, "picture": 0}]] * 2
    (picture,) = page.data["pictures"]
    assert picture["mark"] == [10, 20, 50, 20]
    assert base64.b64decode(picture["source"].partition(",")[2]) == b"x" * 10


def test_a_place_without_a_picture_says_so():
    page = render(cards(outcome(values={"8": "1"}, accepted=OVERALL)))
    assert page.data["cards"][0]["pictures"] == [{"page": 1, "missing": "gone"}]
    assert page.data["pictures_left_out"] == 0


def test_pictures_that_would_make_the_page_too_large_are_left_out_and_counted():
    (card,) = cards(outcome(values={"8": "1"}, accepted=OVERALL))
    found = [replace(card, row_key=str(at), spots=(spot_at(at),)) for at in range(3)]
    ((source, spots),) = wanted_spots(found).items()
    page = render(found, {source: dict.fromkeys(spots, crop(MOST_BYTES // 3))})
    assert [card["pictures"][0].get("missing") for card in page.data["cards"]] == [None, None, "full"]
    assert page.data["pictures_left_out"] == 1


def spot_at(at):
    return Spot(1, BBox(100, 20 * at, 140, 20 * at + 12))


@pytest.mark.parametrize("corrections", ["", "ก" * 450_000, "ก" * 600_000])
def test_a_page_of_thousands_of_doubtful_values_stays_small_and_says_what_it_leaves_out(corrections):
    (card,) = cards(outcome(values={"8": "1"}, accepted=OVERALL))
    long = "ประเด็นที่ยาวมาก " * 20
    found = [replace(card, row_key=str(at), raw_text=long, spots=(spot_at(at),)) for at in range(5000)]
    wanted = wanted_spots(found)
    assert sum(map(len, wanted.values())) == MOST_SPOTS
    pictures = {source: dict.fromkeys(spots, crop(9000)) for source, spots in wanted.items()}
    text = render_page(found, pictures, 1, corrections)
    data = Parsed(text).data
    assert len(text.encode()) < 5_000_000
    assert data["corrections"] == (corrections if len(corrections) < 500_000 else None)
    assert len(data["cards"]) > 500
    assert len(data["cards"]) + sum(data["hidden"]) == 5000
    assert data["pictures_left_out"] > 0


def test_a_row_as_long_as_a_book_is_shown_without_its_values_and_hides_nothing_else():
    long = score("I1", "1", raw_text="ก" * 300_000)
    found = cards(outcome(scores=[long, score("I2", "2")], accepted=OVERALL))
    page = render(found)
    assert [card["row_key"] for card in page.data["cards"]] == ["I1", "I2"]
    assert len(page.data["cards"][0]["raw"]) < 2000


def test_the_page_saves_what_the_corrections_need():
    header = render(()).data["header"]
    assert tuple(header[:7]) == REQUIRED
    assert {"note", "page", "x0", "y0", "x1", "y1", "source_line", "printed", "agency_name", "assessed_fy_be"} <= set(
        header
    )


@pytest.mark.parametrize("table", ASKED)
def test_only_what_can_be_corrected_is_asked_for(table):
    assert set(ASKED[table]) <= set(CORRECTABLE[table])


def test_the_same_cards_give_the_same_bytes():
    found = cards(outcome(values={"8": "1", "7": "2"}))
    assert render_page(found, {}, 1) == render_page(found, {}, 1)
