from dataclasses import replace

import pytest

from pipeline.errors import InputError, LimitError
from pipeline.model.document import Document
from pipeline.model.judgement import DocumentOutcome
from pipeline.settings import Settings
from pipeline.store import manifest
from pipeline.store.inputs import Input, hash_input
from pipeline.store.manifest import MANIFEST, Summary, find_unchanged, load_manifest, make_manifest

SETTINGS, ENGINE, SUMMARY = Settings(), "tesseract 5.3.0 tha+eng", Summary(1, 0, 10, 2, 0, ("line 2: rejected",))


@pytest.fixture
def inputs(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"a")
    return [Input(tmp_path / "a.pdf", "a.pdf")]


def published(inputs, folder, error=None, *, transient=False):
    sources = [hash_input(item) for item in inputs]
    outcomes = [
        DocumentOutcome(source, None if error else Document(source, ()), error=error, transient=transient)
        for source in sources
    ]
    files = {"csv/a.csv": b"rows", "ita.xlsx": b"book"}
    made = make_manifest(outcomes, SETTINGS, ENGINE, ("x.docx",), SUMMARY, files)
    for name, content in {**files, MANIFEST: made.encode(), "run.json": b"{}"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return made


@pytest.fixture
def folder(tmp_path, inputs):
    published(inputs, tmp_path / "output")
    return tmp_path / "output"


def unchanged(inputs, folder, settings=SETTINGS, engine=ENGINE, skipped=("x.docx",), corrections=""):
    return find_unchanged(inputs, settings, engine, skipped, folder, corrections)


def test_a_run_that_would_publish_the_same_is_recognised(inputs, folder):
    assert unchanged(inputs, folder) == SUMMARY


def test_every_change_is_noticed(inputs, folder, monkeypatch):
    assert unchanged(inputs, folder, settings=replace(SETTINGS, certain=0.5)) is None
    assert unchanged(inputs, folder, engine="another") is None
    assert unchanged(inputs, folder, skipped=()) is None
    assert unchanged(inputs, folder, corrections="ab" * 32) is None
    assert unchanged([replace(inputs[0], name="b.pdf")], folder) is None
    assert unchanged([*inputs, replace(inputs[0], name="b.pdf")], folder) is None
    inputs[0].path.write_bytes(b"b")
    assert unchanged(inputs, folder) is None
    inputs[0].path.write_bytes(b"a")
    assert unchanged(inputs, folder) == SUMMARY
    monkeypatch.setattr(manifest, "publishing_version", lambda: "another")
    assert unchanged(inputs, folder) is None


@pytest.mark.parametrize("name", ["csv/a.csv", "ita.xlsx", "run.json", MANIFEST])
def test_a_published_file_that_is_missing_is_made_anew(inputs, folder, name):
    (folder / name).unlink()
    assert unchanged(inputs, folder) is None


def test_a_published_file_that_somebody_changed_is_made_anew(inputs, folder):
    (folder / "csv/a.csv").write_bytes(b"other")
    assert unchanged(inputs, folder) is None


def test_an_input_that_went_away_is_noticed(inputs, folder):
    inputs[0].path.unlink()
    assert unchanged(inputs, folder) is None


def test_what_may_not_fail_again_is_tried_again(inputs, tmp_path):
    published(inputs, tmp_path / "output", LimitError("slow"), transient=True)
    assert unchanged(inputs, tmp_path / "output") is None


def test_what_will_fail_again_is_not_tried_again(inputs, tmp_path):
    published(inputs, tmp_path / "output", InputError("bad"))
    assert unchanged(inputs, tmp_path / "output") == SUMMARY


def test_errors_survive_so_that_a_failed_file_can_be_published_again(inputs, tmp_path):
    error = LimitError("too slow", page=3)
    error.stage = "interpret"
    published(inputs, tmp_path / "output", error)
    (entry,) = load_manifest(tmp_path / "output").entries
    assert type(entry.error) is LimitError
    assert (entry.error.code, entry.error.stage, str(entry.error), entry.error.page) == (
        "limit",
        "interpret",
        "too slow",
        3,
    )


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"entries": [1]}'])
def test_a_damaged_manifest_is_as_good_as_none(tmp_path, content):
    (tmp_path / "read").mkdir()
    (tmp_path / MANIFEST).write_text(content)
    assert load_manifest(tmp_path) is None
