"""Every sample that needs no OCR beside its truth: each value is right, or the test says which is not."""

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract import extract_document
from pipeline.extract.ocr.engine import Grey, LineReading
from pipeline.facts import load_framework
from pipeline.model.document import Document, Source
from pipeline.model.report import Reading, Report
from pipeline.normalize import normalize_document
from pipeline.parse import find_fiscal_years, parse_report
from pipeline.parse.doubts import CODE_FROM_CONTEXT, CODE_FROM_TEXT
from pipeline.settings import Settings
from pipeline.thai.numbers import to_arabic
from tests.golden.accuracy import TEXTS, compare, error_rate, tally
from tests.reports.truth import Truth, read

SAMPLES = Path(__file__).parents[2] / "samples"
NEEDS_OCR = ("-scan", "-mixed")
SPELLED = sorted(
    path.name
    for path in SAMPLES.iterdir()
    if path.suffix in {".pdf", ".txt"} and not any(mark in path.stem for mark in NEEDS_OCR)
)
REPAIRED = {CODE_FROM_CONTEXT, CODE_FROM_TEXT}
"""What the transcript's misread codes leave to look at."""
MOST_WRONG = 0.005
"""So many errors for each character a text may have."""


class SilentEngine:
    """An engine that must not be asked: these samples spell everything themselves."""

    label = "none"

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        raise AssertionError(f"{len(pictures)} lines went to OCR at {dpi} dpi")


@cache
def document(name: str) -> Document:
    content = (SAMPLES / name).read_bytes()
    source = Source(sha256(content).hexdigest(), name)
    return normalize_document(extract_document(source, content, Settings(), SilentEngine()))


@cache
def golden(name: str) -> tuple[Report, Truth]:
    year = find_fiscal_years(document(name)).assessed
    assert year is not None, "no fiscal year was read"
    report = parse_report(document(name), load_framework(str(year.value)))
    return report, read(SAMPLES / "truth" / f"{name.rpartition('.')[0]}.json")


@pytest.mark.parametrize("name", SPELLED)
def test_every_value_of_a_sample_is_right(name: str) -> None:
    report, truth = golden(name)
    values = compare(report, truth, load_framework(str(truth.report.assessed_fy_be)))
    free = [value for value in values if value.column in TEXTS]
    wrong = [value for value in values if value.verdict != "right" and value.column not in TEXTS]
    worst = max((error_rate(value) for value in free), default=0.0)
    assert not wrong, f"{name}\n{tally(values)}"
    assert worst <= MOST_WRONG, f"{name}\n{tally(values)}"


@pytest.mark.parametrize("name", SPELLED)
def test_nothing_about_a_born_digital_sample_is_doubted(name: str) -> None:
    report, _ = golden(name)
    doubts = {doubt for row in (*report.plan, *report.agencies, *report.statements) for doubt in row.doubts}
    assert doubts <= (REPAIRED if name.endswith(".txt") else set())
    assert report.doubts == ()


@pytest.mark.parametrize("name", SPELLED)
def test_every_reading_has_its_place_on_a_page_of_the_sample(name: str) -> None:
    report, _ = golden(name)
    numbers = {page.number for page in document(name).pages}
    for reading in readings(report):
        assert reading.places, reading
        assert {place.page for place in reading.places} <= numbers


@pytest.mark.parametrize("name", SPELLED)
def test_the_raw_text_of_a_score_is_the_score(name: str) -> None:
    report, _ = golden(name)
    scores = [*report.scores, *report.weighted, *(s for row in report.agencies for s in (*row.scores, *row.weighted))]
    for score in scores:
        assert to_arabic(score.reading.raw_text) == str(score.reading.value), score.key.label


def readings(report: Report) -> Iterator[Reading[Any]]:
    yield from (score.reading for score in (*report.scores, *report.weighted))
    yield from (reading for reading in (report.agency_name, report.assessed_fy_be, report.result_level) if reading)
    yield from report.agency_spellings
    yield from (statement.ink for statement in report.statements)
    for item in report.plan:
        yield from (item.ink, item.issue, item.measure, *item.steps, item.period, item.responsible)
    for row in report.agencies:
        yield from (row.agency_name, row.ink, *(score.reading for score in (*row.scores, *row.weighted)))
