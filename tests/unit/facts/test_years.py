"""The facts of every known year: a new year is tested by existing."""

from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.errors import FactsError
from pipeline.facts import TOTAL, known_years, load_framework, parse_framework, unchecked
from pipeline.model.report import Key

YEARS = known_years()


@pytest.fixture(params=YEARS)
def rules(request):
    return load_framework(request.param)


def test_the_years_from_2562_to_2569_are_known():
    assert set(YEARS) >= {str(year) for year in range(2562, 2570)}


def test_every_year_says_where_its_facts_come_from_and_what_is_not_known(rules):
    assert rules.sources
    assert all(len(sentence) > 20 for sentence in rules.sources)
    assert all(sentence.strip() for sentence in rules.unknown)


def test_a_file_is_named_after_its_year(rules):
    assert rules.scheme.startswith(str(rules.fiscal_year))


def test_every_year_has_ten_named_indicators_of_three_instruments(rules):
    indicators = rules.indicators()
    assert [item.key.code for item in indicators] == [str(number) for number in range(1, 11)]
    assert [item.instrument for item in indicators] == ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2
    assert all(item.names for item in indicators)
    assert [item.indicator_no for item in indicators] == list(range(1, 11))


def test_where_the_weights_are_known_they_are_30_30_and_40(rules):
    weights = {item.key.code: item.weight for item in rules.parts(TOTAL)}
    assert weights in ({}, {"IIT": 30, "EIT": 30, "OIT": 40})


def test_every_question_and_item_belongs_to_its_instrument(rules):
    letters = {"I": "IIT", "E": "EIT", "O": "OIT"}
    for item in rules.items:
        if item.key.is_question:
            assert item.instrument == letters[item.key.code[0]]
            if item.indicator_no is not None:
                assert rules.item(Key(str(item.indicator_no))).instrument == item.instrument


def test_a_part_stands_under_the_same_indicator_as_its_whole(rules):
    for item in rules.items:
        if item.parent is not None and item.indicator_no is not None:
            whole = rules.item(item.parent)
            assert whole.indicator_no in (None, item.indicator_no)


def test_levels_fall_and_the_last_takes_everything(rules):
    totals = [level.total for level in rules.levels]
    assert totals == sorted(totals, reverse=True)
    assert all(level.each is None or level.each <= level.total for level in rules.levels)


def test_a_report_is_published_for_the_year_after_its_results(rules):
    assert {publication.about for publication in rules.publications} <= {rules.fiscal_year - 1}
    assert all(publication.titles for publication in rules.publications)


@pytest.mark.parametrize(
    ("year", "letter", "count"),
    [
        (2564, "I", 30),
        (2564, "E", 15),
        (2564, "O", 43),
        (2566, "O", 43),
        (2568, "I", 15),
        (2568, "O", 28),
        (2569, "O", 26),
    ],
)
def test_the_number_of_questions_and_items(year, letter, count):
    codes = {item.key.code for item in load_framework(str(year)).items if item.key.is_question}
    assert {code for code in codes if code[0] == letter} == {f"{letter}{number}" for number in range(1, count + 1)}


def test_the_external_questions_of_2568_are_asked_in_two_parts():
    parts = [item.key.part for item in load_framework("2568").items if item.key.code == "E9"]
    assert parts == ["public", "survey"]


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("O4", "ข่าวประชาสัมพันธ์"),
        ("O5", "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน"),
        ("O14", "แผนการบริหารและพัฒนาทรัพยากรบุคคล"),
        ("O24", "รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบประจำปี"),
    ],
)
def test_titles_of_2568(code, title):
    assert load_framework("2568").item(Key(code)).names[0] == title


def test_the_item_about_the_results_of_2568_is_o25_of_2569():
    about = {item.code: item.about for item in load_framework("2569").publications}
    assert about == {"O25": 2568, "O26": 2568}


@pytest.mark.parametrize(
    ("year", "total", "instruments", "level"),
    [
        (2568, "91.59", (99.784, 95.53, 82.5), "ผ่าน"),
        (2568, "95.81", (96.0, 90.0, 100.0), "ผ่านดี"),
        (2568, "96.00", (95.0, 95.0, 97.5), "ผ่านดีเยี่ยม"),
        (2568, "94.64", (99.0, 84.9, 98.5), "ผ่าน"),
        (2568, "84.99", (90.0, 90.0, 77.0), "ต้องปรับปรุง"),
        (2566, "69.99", (70.0, 70.0, 70.0), "ต้องปรับปรุงโดยด่วน"),
        (2564, "95.62", (90.0, 96.0, 99.5), "AA"),
        (2564, "90.22", (90.0, 90.0, 90.0), "A"),
        (2565, "74.57", (70.0, 75.0, 77.0), "C"),
        (2562, "58.13", (50.0, 60.0, 62.0), "D"),
        (2563, "49.99", (50.0, 50.0, 50.0), "F"),
    ],
)
def test_levels_of_published_results(year, total, instruments, level):
    held = dict(zip(("IIT", "EIT", "OIT"), (Fraction(str(score)) for score in instruments), strict=True))
    assert load_framework(str(year)).level(Decimal(total), held) == level


def test_a_level_that_an_unknown_instrument_decides_is_not_known():
    assert load_framework("2568").level(Decimal("91.59"), {"IIT": Fraction(99), "EIT": Fraction(95)}) is None


@pytest.mark.parametrize(
    ("missed", "printed"),
    [
        (("O1",), ("9", "97.78")),
        (("O10",), ("9", "97.50")),
        (("O18",), ("9", "97.14")),
        (("O29",), ("9", "96.00")),
        (("O10", "O25"), ("9", "92.50")),
        (("O34",), ("10", "93.75")),
        (("O34", "O35"), ("10", "87.50")),
    ],
)
def test_published_open_data_scores_of_2564_follow_from_missed_items(missed, printed):
    rules = load_framework("2564")
    items = {item.key: Decimal(100) for item in rules.items if item.key.code[0] == "O" and item.key.is_question}
    items |= {Key(code): Decimal(0) for code in missed}
    indicator, score = printed
    assert rules.round(rules.mean(Key(indicator), items)) == Decimal(score)


def test_no_mean_is_computed_over_the_items_of_2568_whose_points_are_unknown():
    assert not load_framework("2568").parts(Key("9"))


GOOD = 'fiscal_year = 2599\nplaces = 2\nsources = ["a source that is long enough"]\n'


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (GOOD + 'item = [{ code = "ITA" }, { code = "ITA" }]', "stands twice"),
        (GOOD + 'item = [{ code = "1", parent = "IIT" }]', "which is missing"),
        (GOOD + 'item = [{ code = "ITA" }, { code = "IIT", parent = "ITA", weight = 0 }]', "has the weight 0"),
        (GOOD + 'item = [{ code = "ITA" }]\nlevel = [{ name = "A", total = 85 }]', "does not take every score"),
        (GOOD + 'item = [{ code = "ITA" }]\nlevel = [{ name = "B", total = 75 }, { name = "A", total = 85 }]', "fall"),
        (GOOD + 'item = [{ code = "1", parent = "1" }]', "part of itself"),
        (GOOD + 'item = [{ code = "O1", indicator = 9 }]', "indicator 9, which is missing"),
        ('fiscal_year = 2599\nplaces = 2\nsources = []\nitem = [{ code = "ITA" }]', "no source"),
        ('fiscal_year = 2599\nitem = [{ code = "ITA" }]', "places"),
        (GOOD + "item = [", "TOML"),
        (GOOD + 'item = [{ code = "ITA", wieght = 3 }]', "wieght"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(text, trouble):
    with pytest.raises(FactsError, match=trouble):
        parse_framework("2599", text)


def test_an_unknown_year_names_the_known_ones_and_the_file_to_add():
    with pytest.raises(FactsError, match=r"2599.*2564.*2568.*years/2599\.toml"):
        load_framework("2599")


@pytest.mark.parametrize(
    ("year", "checks"),
    [
        ("2568", ["indicator_mean"]),
        ("2564", ["indicator_mean", "lattice, parts_swapped"]),
        ("2569", ["total", "instrument_mean", "indicator_mean", "level", "lattice, parts_swapped"]),
    ],
)
def test_what_is_not_checked_follows_from_what_is_not_known(year, checks):
    assert [words.split(":")[0] for words in unchecked(load_framework(year))] == checks
    assert year != "2568" or "indicator 9, 10 " in unchecked(load_framework(year))[0]
