"""One document from bytes to outcome. The process of its own is a plain call here; test_isolate has the real one."""

from dataclasses import replace

import pytest

from pipeline import process
from pipeline.errors import CrashError, LimitError, MissingDependencyError
from pipeline.facts import TOTAL
from pipeline.model.check import Outcome
from pipeline.model.document import Cell, Character, Document, Failure, Line, Page, Source, Table
from pipeline.model.geometry import BBox
from pipeline.model.report import Key
from pipeline.process import MOST_BROKEN, ingest_one, interpret, interpret_one
from pipeline.settings import Settings
from pipeline.store.kept import load_kept

SETTINGS = Settings()
TITLE = "ผลการประเมิน ITA เทศบาลตำบลบ้านใหม่ ประจำปีงบประมาณ พ.ศ. 2568 ได้คะแนนรวม 91.59 คะแนน"


class Engine:
    label = "fake 1"


class Progress:
    def __init__(self):
        self.told = []

    def page(self, number):
        self.told.append(number)

    def stage(self, name):
        self.told.append(name)


def page(number, text=TITLE):
    line = Line(BBox(50, 50, 500, 66), text, text, 1.0, "text-layer", (), (Character("x", 1, 2, 0.5),))
    return Page(number, 595, 842, 0, 0.0, "text-layer", 1.0, (line,))


class Reader:
    """Reads three pages; some of them break with an error, as the isolated process would report it."""

    def __init__(self, breaks=()):
        self.breaks = dict(breaks)
        self.reads = 0

    def __call__(self, source, content, settings, engine, begin):
        self.reads += 1
        pages, failures = [], []
        for number in (1, 2, 3):
            try:
                begin(number)
            except LimitError as error:
                failures.append(Failure(error.stage, error.code, str(error), number))
                continue
            if number in self.breaks:
                raise self.breaks[number]
            pages.append(page(number))
        return Document(source, tuple(pages), tuple(failures))


@pytest.fixture
def reader(monkeypatch):
    made = Reader()
    monkeypatch.setattr(process.isolate, "call", lambda work, *, seconds, memory_mb: work(Progress()))
    monkeypatch.setattr(process, "load_engine", lambda settings: Engine())
    monkeypatch.setattr(process, "extract_document", made)
    return made


@pytest.fixture
def path(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"a")
    return tmp_path / "a.pdf"


def document(*pages):
    return Document(Source("ab" * 32, "a.pdf"), pages)


def raise_error(error):
    raise error


def always(error):
    return lambda *_: raise_error(error)


def hanging(number):
    error = LimitError("It hangs.", number)
    error.transient = True
    return error


def test_a_document_is_read_once_and_kept(reader, path, tmp_path):
    first = ingest_one(path, SETTINGS, tmp_path, "b/a.pdf")
    second = ingest_one(path, SETTINGS, tmp_path, "b/a.pdf")
    assert (first.source.name, first.scheme, first.error) == ("b/a.pdf", "2568", None)
    assert str(first.report.score(TOTAL).reading.value) == "91.59"
    assert reader.reads == 1
    assert (first.kept, second.kept) == (False, True)
    assert (first.report, first.checks, first.judgements) == (second.report, second.checks, second.judgements)


def test_a_document_is_read_again_when_that_is_asked_for(reader, path, tmp_path):
    ingest_one(path, SETTINGS, tmp_path)
    assert not ingest_one(path, SETTINGS, tmp_path, fresh=True).kept
    assert reader.reads == 2


def test_a_page_that_hangs_costs_only_itself(reader, path, tmp_path):
    reader.breaks = {2: hanging(2)}
    outcome = ingest_one(path, SETTINGS, tmp_path)
    assert outcome.error is None
    assert [page.number for page in outcome.document.pages] == [1, 3]
    assert [(failure.page, failure.error_code) for failure in outcome.document.failures] == [(2, "limit")]


def test_a_page_that_hangs_is_tried_again_by_the_next_run(reader, path, tmp_path):
    reader.breaks = {2: hanging(2)}
    first = ingest_one(path, SETTINGS, tmp_path)
    assert first.transient
    assert load_kept(first.source, SETTINGS, Engine.label, tmp_path) is None
    reader.breaks = {}
    assert len(ingest_one(path, SETTINGS, tmp_path).document.pages) == 3


def test_a_page_that_breaks_although_it_is_left_out_fails_the_document(reader, path, tmp_path, monkeypatch):
    monkeypatch.setattr(process, "extract_document", always(hanging(2)))
    outcome = ingest_one(path, SETTINGS, tmp_path)
    assert (outcome.error.page, outcome.transient, outcome.document) == (2, True, None)


def test_a_document_of_nothing_but_hanging_pages_fails(reader, path, tmp_path, monkeypatch):
    pages = iter(range(1, 100))
    monkeypatch.setattr(process, "extract_document", lambda *_: raise_error(hanging(next(pages))))
    assert ingest_one(path, SETTINGS, tmp_path).error.page == MOST_BROKEN + 1


def test_a_crash_outside_the_pages_fails_the_document(reader, path, tmp_path, monkeypatch):
    monkeypatch.setattr(process, "extract_document", always(CrashError("It died.")))
    assert ingest_one(path, SETTINGS, tmp_path).error.code == "crash"


def test_a_file_that_is_not_there_has_an_outcome_too(reader, tmp_path):
    outcome = ingest_one(tmp_path / "none.pdf", SETTINGS, tmp_path)
    assert (outcome.source.sha256, outcome.source.name, outcome.error.code) == ("", "none.pdf", "input")


def test_what_ends_the_run_is_not_a_documents_failure(reader, path, tmp_path, monkeypatch):
    monkeypatch.setattr(process, "load_engine", always(MissingDependencyError("Install it.")))
    with pytest.raises(MissingDependencyError):
        ingest_one(path, SETTINGS, tmp_path)


def test_what_is_kept_can_be_interpreted_without_the_file(reader, path, tmp_path):
    first = ingest_one(path, SETTINGS, tmp_path)
    path.unlink()
    again = interpret_one(first.source, SETTINGS, tmp_path)
    assert (again.report, again.judgements) == (first.report, first.judgements)


def test_what_is_not_kept_any_more_says_so(reader, path, tmp_path):
    first = ingest_one(path, SETTINGS, tmp_path)
    for kept in (tmp_path / "read").iterdir():
        kept.unlink()
    assert "Run ita run" in str(interpret_one(first.source, SETTINGS, tmp_path).error)


def test_an_error_of_interpreting_leaves_the_pages(reader, path, tmp_path, monkeypatch):
    def crash(document, settings):
        error = CrashError("A bug.")
        error.stage = "interpret"
        raise error

    monkeypatch.setattr(process, "interpret", crash)
    outcome = ingest_one(path, SETTINGS, tmp_path)
    assert (outcome.error.stage, len(outcome.document.pages)) == ("interpret", 3)


def test_a_letter_is_no_report_but_its_pages_are_published():
    outcome = interpret(document(page(1, "เรียน ผู้อำนวยการ ขอเชิญประชุม")), SETTINGS)
    assert outcome.report is None
    assert outcome.error.code in ("unknown-report", "facts")
    assert outcome.document.pages[0].lines[0].text


def test_a_year_without_facts_names_the_file_to_add():
    outcome = interpret(document(page(1, TITLE.replace("2568", "2599"))), SETTINGS)
    assert outcome.error.code == "facts"
    assert "2599.toml" in str(outcome.error)


def test_what_only_the_parser_needs_is_not_carried_on():
    outcome = interpret(document(page(1)), SETTINGS)
    assert outcome.document.pages[0].lines[0].characters == ()


def test_interpreting_is_the_same_every_time():
    assert interpret(document(page(1)), SETTINGS) == interpret(document(page(1)), SETTINGS)


SCORES = {
    "การปฏิบัติหน้าที่": "๑๐๐.๐๐", "การใช้งบประมาณ": "๑๐๐.๐๐", "การใช้อำนาจ": "๙๘.๙๒", "การใช้ทรัพย์สินของราชการ": "๑๐๐.๐๐",
    "การแก้ไขปัญหาการทุจริต": "๑๐๐.๐๐", "คุณภาพการดำเนินงาน": "๙๖.๔๕", "ประสิทธิภาพการสื่อสาร": "๙๕.๘๔",
    "การปรับปรุงระบบการทำงาน": "๙๔.๓๐", "การเปิดเผยข้อมูล": "๘๕.๐๐", "การป้องกันการทุจริต": "๘๐.๐๐", "คะแนนรวม": "๙๑.๕๙",
}  # fmt: skip
"""What a page prints; the total is what the ten indicators give."""


def scanned_line(text, x, y, doubted=None):
    """Return a line as the recogniser reads it; ``doubted``: a place, how sure it is there, and what else it may be."""
    characters = tuple(Character(one, x + 6 * at, x + 6 * at + 6, 0.999, again=0.999) for at, one in enumerate(text))
    if doubted is not None:
        at, sure, others = doubted
        characters = tuple(
            replace(one, confidence=sure, alternatives=others, again=0.3) if place == at else one
            for place, one in enumerate(characters)
        )
    edges = (*(one.x0 for one in characters), x + 6.0 * len(text))
    least = min(one.confidence for one in characters)
    return Line(BBox(x, y, x + 6 * len(text), y + 12), text, text, least, "thai 01234567", edges, characters)


def scanned(score, doubted):
    """Return a scanned report in which the seventh indicator was read as ``score``."""
    rows = [("ที่", "ตัวชี้วัด", "คะแนน")]
    for number, (name, printed) in enumerate(SCORES.items(), 1):
        rows.append(("" if name == "คะแนนรวม" else str(number), name, score if number == 7 else printed))
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            left, top = 60.0 + 160 * column, 100.0 + 20 * row
            line = scanned_line(text, left + 4, top + 4, doubted if (row, column) == (7, 2) else None) if text else None
            cells.append(Cell(row, column, 1, 1, BBox(left, top, left + 160, top + 20), (line,) if line else ()))
    title = scanned_line("ผลการประเมิน ITA เทศบาลตำบลบ้านใหม่ ปีงบประมาณ พ.ศ. 2568", 60, 50)
    table = Table(BBox(60, 100, 540, 340), tuple(cells))
    return document(Page(1, 595, 842, 0, 0.0, "thai 01234567", 0.0, (title, table)))


def seventh(outcome):
    reading = outcome.report.score(Key("7")).reading
    named = {check.check_id: check for check in outcome.checks if check.subject == "indicator 7"}
    return str(reading.value), reading.reader, reading.raw_text, named


def test_a_misread_digit_that_arithmetic_decides_is_put_right_and_told():
    value, reader, raw, named = seventh(interpret(scanned("๓๕.๘๔", (0, 0.6, (("๙", 0.35),))), SETTINGS))
    assert (value, reader, raw) == ("95.84", "reconciled", "๓๕.๘๔")
    assert (named["reconciled"].printed, named["reconciled"].expected) == ("35.84", "95.84")
    assert "misprint" not in named


@pytest.mark.parametrize(
    "doubted",
    [(0, 0.6, (("๘", 0.35),)), (0, 0.6, (("๘", 0.35), ("๙", 0.0001)))],
    ids=["the reader knows only another", "the reader holds it next to impossible"],
)
def test_a_score_that_was_not_misread_stays_as_printed_and_a_check_names_the_one_that_fits(doubted):
    value, reader, _, named = seventh(interpret(scanned("๓๕.๘๔", doubted), SETTINGS))
    assert (value, reader) == ("35.84", "thai 01234567")
    assert named["misprint"].suggestion == "indicator 7 = 95.84"
    assert "reconciled" not in named


def test_a_score_that_is_surely_read_stays_as_printed_and_its_total_does_not_add_up():
    outcome = interpret(scanned("๓๕.๘๔", None), SETTINGS)
    assert seventh(outcome)[:2] == ("35.84", "thai 01234567")
    assert ("total", Outcome.FAIL) in {(check.check_id, check.outcome) for check in outcome.checks}


def test_a_score_that_two_values_would_put_right_stays_as_read():
    value, _, _, named = seventh(interpret(scanned("๙๕.๘๕", (4, 0.5, (("๓", 0.25), ("๔", 0.25)))), SETTINGS))
    assert value == "95.85"
    assert "reconciled" not in named
