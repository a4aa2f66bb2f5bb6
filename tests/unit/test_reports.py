"""The maker of reports: its truths add up, its files say what they say, and the samples are what their list says."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2 as pdfium
import pytest

from pipeline.facts import TOTAL, load_framework
from pipeline.model.report import Key
from tests.reports import (
    announcement,
    compose,
    corpus,
    digits,
    lines,
    make,
    office,
    plant,
    plant_people,
    scan_files,
    truth,
    wear,
)
from tests.reports.blocks import Cell, Table, grid
from tests.reports.framework import PERIODS
from tests.reports.planting import NoPlaceError
from tests.reports.recipes import SAMPLES

FIRST = "o25-tham-rong-2568"
BORN_DIGITAL = (FIRST, "thetsaban-2568", "krom-2564", "oboj-2564", "announcement-2568")
MADE = tuple(sorted(path.stem for path in SAMPLES.glob("*.pdf")))
ANNOUNCED = {"rank_order", "announcement_sum"}


OF_SAMPLES = {"lattice", "parts_swapped"}
"""What only many scores of the same people tell."""


def made_report(seed, year=2568, **choices):
    return compose.compose(Random(seed), fiscal_year=year, **choices)


def sample(name):
    return truth.read(SAMPLES / "truth" / f"{name}.json")


def all_scores(made):
    """Every score of a true report; a question that is not listed has full marks."""
    period = PERIODS[made.report.assessed_fy_be]
    scores = {
        Key(code, part): Decimal(100)
        for number in range(1, 9)
        for part in ([""] if number < 6 else period.parts)
        for code in period.questions(number)
    }
    scores |= {Key(q.question_id, q.part): Decimal(q.score) for q in made.question_scores}
    return scores | {Key(str(i.indicator_no)): Decimal(i.score) for i in made.indicator_scores}


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("year", [2564, 2568])
def test_a_true_report_adds_up_by_the_facts_of_its_year(seed, year):
    made = made_report(seed, year)
    rules, scores = load_framework(str(year)), all_scores(made)
    for row in made.indicator_scores[:8]:
        mean = rules.mean(Key(str(row.indicator_no)), scores)
        assert mean is None or rules.round(mean) == Decimal(row.score)
    assert f"{rules.round(rules.mean(TOTAL, scores)):.2f}" == made.report.total_score
    means = {name: rules.mean(Key(name), scores) for name in ("IIT", "EIT", "OIT")}
    assert rules.level(Decimal(made.report.total_score), means) == made.report.result_level


@pytest.mark.parametrize("seed", range(15))
def test_a_true_report_plans_for_every_weak_question_and_for_no_other(seed):
    made = made_report(seed)
    weak = [(q.part, q.question_id) for q in made.question_scores if Decimal(q.score) < 100]
    assert [(f.part, f.question_id) for f in made.findings] == weak
    assert [(p.part, p.question_id) for p in made.remediation_items] == weak


@pytest.mark.parametrize("seed", range(15))
def test_a_plan_is_carried_out_in_the_year_after_the_assessed_one(seed):
    made = made_report(seed, 2564)
    for row in made.remediation_items:
        assert "2021-10-01" <= row.start_date < row.end_date <= "2022-09-30"


def test_the_same_seed_gives_the_same_report():
    order = corpus.Order(Path("unused"), count=12, seed=4)
    assert corpus.draw(order) == corpus.draw(order)
    assert corpus.draw(order) != corpus.draw(replace(order, seed=5))


def test_one_order_holds_agencies_of_every_type():
    order = corpus.Order(Path("unused"), count=40, seed=1, announcements=0)
    kinds = {made.report.agency_type for made in corpus.draw(order).values()}
    assert {"กรม", "มหาวิทยาลัย", "โรงเรียน", "โรงพยาบาล", "เทศบาลเมือง", "องค์การบริหารส่วนจังหวัด"} <= kinds


def test_a_second_document_disagrees_about_one_score_of_the_same_agency_and_year():
    order = corpus.Order(Path("unused"), count=10, seed=2, planted=0, announcements=0, pairs=1)
    truths = corpus.draw(order)
    pairs = [(truths[name.removesuffix("-other")], made) for name, made in truths.items() if name.endswith("-other")]
    assert pairs
    for one, other in pairs:
        assert one.report.agency_name == other.report.agency_name
        assert one.report.assessed_fy_be == other.report.assessed_fy_be
        changed = [a.indicator_no for a, b in zip(one.indicator_scores, other.indicator_scores, strict=True) if a != b]
        assert [f"indicator {number}" for number in changed] == [planted.subject for planted in other.planted]


def test_a_truth_survives_being_written_and_read():
    made = plant.plant(made_report(3, digits="thai"), "misprint", Random(1))
    assert truth.decode(truth.encode(made)) == made


@pytest.mark.parametrize("check_id", sorted(set(plant.PLANTS) - ANNOUNCED))
def test_a_planted_report_differs_from_the_true_one_and_says_how(check_id):
    for seed in range(60):
        made = made_report(seed, weak=22 if check_id in OF_SAMPLES else 8)
        try:
            spoiled = plant.plant(made, check_id, Random(seed))
        except NoPlaceError:
            continue
        (planted,) = spoiled.planted
        assert planted.check_id == check_id
        assert planted.printed != planted.expected or planted.printed == ""
        assert make.blocks_of(spoiled) != make.blocks_of(made)
        return
    pytest.fail("no report has a place for it")


@pytest.mark.parametrize(
    ("scores", "people", "possible"),
    [
        (("99.52", "98.57", "99.05"), 42, True),
        (("99.52", "98.57", "99.05"), 41, False),
        (("90.00", "88.67", "93.33", "91.33"), 30, True),
        (("90.00", "88.67", "93.33", "99.52"), 60, False),
    ],
)
def test_scores_come_from_a_number_of_people_or_do_not(scores, people, possible):
    assert plant_people.come_from(scores, people, (5,)) is possible


def test_a_score_off_its_sample_is_planted_only_where_the_others_tell_the_people():
    with pytest.raises(NoPlaceError):
        plant.plant(made_report(3, weak=3), "lattice", Random(1))


@pytest.mark.parametrize("check_id", sorted(ANNOUNCED))
def test_a_planted_announcement_differs_from_the_true_one(check_id):
    made = announcement.compose(Random(2))
    spoiled = plant.plant(made, check_id, Random(2))
    assert [planted.check_id for planted in spoiled.planted] == [check_id]
    assert spoiled.agency_results != made.agency_results


def test_announced_points_sum_up_to_the_total():
    for row in announcement.compose(Random(5), count=80).agency_results:
        points = Decimal(row.iit_weighted) + Decimal(row.eit_weighted) + Decimal(row.oit_weighted)
        assert abs(points - Decimal(row.total_score)) <= Decimal("0.02")


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("long", "1 ตุลาคม 2568 - 30 กันยายน 2569"),
        ("long-dash", "1 ตุลาคม 2568 – 30 กันยายน 2569"),
        ("short", "1 ต.ค. 68 - 30 ก.ย. 69"),
        ("months", "เดือนตุลาคม 2568 - กันยายน 2569"),
        ("quarters", "ไตรมาส 1 - 4 ปีงบประมาณ 2569"),
        ("year", "ตลอดปีงบประมาณ พ.ศ. 2569"),
    ],
)
def test_periods_are_written_as_plans_write_them(form, printed):
    assert digits.period(date(2025, 10, 1), date(2026, 9, 30), form) == printed


def test_merged_cells_push_the_others_aside():
    table = Table((1, 1, 1), ((Cell("a", row_span=2), Cell("b", column_span=2)), (Cell("c"), Cell("d"))))
    assert [(row, column, cell.text) for row, column, cell in grid(table)] == [
        (0, 0, "a"),
        (0, 1, "b"),
        (1, 1, "c"),
        (1, 2, "d"),
    ]


def test_every_sample_is_listed_with_its_hash_and_has_its_truth():
    listed = dict(
        re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})`", (SAMPLES / "README.md").read_text("utf-8"), re.MULTILINE)
    )
    inputs = {path.name for path in SAMPLES.iterdir() if path.suffix in {".pdf", ".txt"}}
    assert set(listed) == inputs
    for name, digest in listed.items():
        assert hashlib.sha256((SAMPLES / name).read_bytes()).hexdigest() == digest
        assert sample(Path(name).stem).digits in {"thai", "arabic", "mixed"}


def test_the_samples_are_small():
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 8_500_000


def test_the_first_truth_is_the_one_that_was_typed():
    made = sample(f"{FIRST}.ocr")
    assert [(i.indicator_no, i.score) for i in made.indicator_scores] == [
        (1, "100"), (2, "100"), (3, "98.92"), (4, "100"), (5, "100"),
        (6, "96.45"), (7, "95.84"), (8, "94.30"), (9, "85.00"), (10, "80.00"),
    ]  # fmt: skip
    assert [(p.part, p.question_id, len(p.steps)) for p in made.remediation_items] == [
        ("", "I7", 2), ("public", "E7", 2), ("public", "E8", 2), ("public", "E5", 2), ("public", "E6", 2),
        ("public", "E9", 2), ("survey", "E2", 4), ("survey", "E1", 3), ("", "O5", 2), ("", "O12", 2), ("", "O23", 2),
    ]  # fmt: skip
    assert (made.report.total_score, made.report.result_level) == ("91.59", "ผ่าน")


@pytest.mark.parametrize("name", BORN_DIGITAL)
def test_a_born_digital_sample_prints_every_line_of_its_truth(name):
    places = lines.measure(SAMPLES / f"{name}.pdf", *make.blocks_of(sample(name)))
    found = [line for page in places["pages"] for line in page["lines"]]
    assert [line["text"] for line in found if line.get("exact") is False] == []
    cells = [cell for table in places["tables"] for cell in table["cells"]]
    for cell in cells:
        if any(char.isalnum() for char in cell["text"]):
            assert cell["places"], cell["text"]


@pytest.mark.parametrize("name", sorted(set(MADE) - set(BORN_DIGITAL)))
def test_scanned_pages_have_no_text_and_the_others_have(name):
    scanned = {page["page"] for page in json.loads((SAMPLES / "truth" / f"{name}.pages.json").read_text())["pages"]}
    document = pdfium.PdfDocument(SAMPLES / f"{name}.pdf")
    for number in range(1, len(document) + 1):
        text = document[number - 1].get_textpage().get_text_range()
        assert (text == "") == (number in scanned)


def ink(picture):
    """Return where the dark points lie: left, top, right, bottom."""
    rows, columns = np.nonzero(np.asarray(picture.convert("L")) < 110)
    return columns.min(), rows.min(), columns.max(), rows.max()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_record_says_where_each_point_of_the_page_lies_in_the_scan(turn, monkeypatch):
    chances = {"upside-down": 1.0} if turn == 180 else {"sideways": 1.0} if turn else {}
    profile = wear.Profile(100, 2.0, chances=chances)
    monkeypatch.setitem(wear.PROFILES, "plain", profile)
    pdf = SAMPLES / "krom-2564.pdf"
    number = 6 if turn in (90, 270) else 3
    seed = next(
        s for s in range(20) if wear.wear(pdf, "plain", s, [number])[0].record["rotation"] == (360 - turn) % 360
    )
    (worn,) = wear.wear(pdf, "plain", seed, [number])
    scale = 100 / 72
    page = pdfium.PdfDocument(pdf)[number - 1].render(scale=scale).to_pil()
    rows, columns = np.nonzero(np.asarray(page.convert("L")) < 110)
    a, b, c, d, e, f = worn.record["matrix"]
    x, y = columns / scale, rows / scale
    left, top, right, bottom = ink(worn.image)
    assert (a * x + b * y + c).min() * scale == pytest.approx(left, abs=3)
    assert (a * x + b * y + c).max() * scale == pytest.approx(right, abs=3)
    assert (d * x + e * y + f).min() * scale == pytest.approx(top, abs=3)
    assert (d * x + e * y + f).max() * scale == pytest.approx(bottom, abs=3)


@pytest.mark.parametrize("kind", ["png", "jpg", "tiff"])
def test_scans_can_be_saved_as_pictures(kind, tmp_path):
    worn = wear.wear(SAMPLES / "announcement-2568.pdf", "fax", 1)
    files = scan_files.save_pictures(worn, tmp_path, "notice", kind)
    assert len(files) == (1 if kind == "tiff" else 2)
    assert all(file.stat().st_size > 1000 for file in files)


@pytest.mark.skipif(not office.available(), reason="soffice is not installed: reports cannot be made")
def test_a_report_is_made_with_its_truth_and_its_places(tmp_path):
    order = corpus.Order(tmp_path, count=2, seed=9, profiles=("fax",), jobs=1, fonts=("Laksaman",))
    truths = corpus.fill(order)
    for name, made in truths.items():
        assert truth.read(tmp_path / f"{name}.json") == made
        born, scan = (pdfium.PdfDocument(tmp_path / f"{name}{part}.pdf") for part in ("", ".fax"))
        assert len(born) == len(scan) >= 1
        assert (tmp_path / f"{name}.lines.json").exists()
