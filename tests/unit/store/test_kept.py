import gzip
from dataclasses import replace

import pytest

from pipeline.model.document import Document, Line, Page, Source
from pipeline.model.geometry import BBox
from pipeline.settings import Settings
from pipeline.store import kept
from pipeline.store.kept import keep_document, load_any, load_kept

SETTINGS, LABEL = Settings(), "tesseract 5.3.0 tha+eng"
LINE = Line(BBox(1, 2, 3, 4), "ก", "ก", 1.0, "text-layer")
DOCUMENT = Document(Source("ab" * 32, "a.pdf"), (Page(1, 595, 842, 0, 0.0, "text-layer", 1.0, (LINE,)),))


@pytest.fixture
def folder(tmp_path):
    keep_document(DOCUMENT, SETTINGS, LABEL, tmp_path)
    return tmp_path


def test_what_was_read_is_found_again(folder):
    assert load_kept(DOCUMENT.source, SETTINGS, LABEL, folder) == DOCUMENT


def test_a_renamed_file_is_not_read_again(folder):
    renamed = replace(DOCUMENT.source, name="b.pdf")
    assert load_kept(renamed, SETTINGS, LABEL, folder) == replace(DOCUMENT, source=renamed)


@pytest.mark.parametrize(
    ("settings", "label"),
    [(replace(SETTINGS, dpi=200), LABEL), (replace(SETTINGS, trust=0.5), LABEL), (SETTINGS, "tesseract 5.5.0 tha+eng")],
)
def test_another_engine_or_setting_reads_again(folder, settings, label):
    assert load_kept(DOCUMENT.source, settings, label, folder) is None
    assert load_any(DOCUMENT.source, folder) == DOCUMENT


def test_what_is_only_interpreted_differently_is_not_read_again(folder):
    settings = replace(SETTINGS, certain=0.5, memory_mb=1, page_seconds=1.0)
    assert load_kept(DOCUMENT.source, settings, LABEL, folder) == DOCUMENT


def test_changed_reading_code_reads_again(folder, monkeypatch):
    monkeypatch.setattr(kept, "reading_version", lambda: "another")
    assert load_kept(DOCUMENT.source, SETTINGS, LABEL, folder) is None


def test_what_was_read_with_broken_pages_is_read_again_but_can_be_interpreted(folder):
    keep_document(DOCUMENT, SETTINGS, LABEL, folder, {2})
    assert load_kept(DOCUMENT.source, SETTINGS, LABEL, folder) is None
    assert load_any(DOCUMENT.source, folder) == DOCUMENT


def test_other_bytes_are_not_mistaken_for_these(folder):
    same_beginning = Source("ab" * 8 + "cd" * 24, "a.pdf")
    assert load_kept(same_beginning, SETTINGS, LABEL, folder) is None


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b damaged", gzip.compress(b"{}\n{}"), gzip.compress(b"\xff\n")])
def test_a_damaged_file_is_as_good_as_none(folder, content):
    (path,) = (folder / "read").iterdir()
    path.write_bytes(content)
    assert load_any(DOCUMENT.source, folder) is None


def test_a_cut_file_is_as_good_as_none(folder):
    (path,) = (folder / "read").iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    assert load_any(DOCUMENT.source, folder) is None


def test_the_same_document_is_kept_as_the_same_bytes(folder, tmp_path):
    keep_document(DOCUMENT, SETTINGS, LABEL, tmp_path / "other")
    first, second = (next((place / "read").glob("*.gz")).read_bytes() for place in (folder, tmp_path / "other"))
    assert first == second
