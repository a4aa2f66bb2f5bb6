import os

import pytest

from pipeline.errors import InputError, LimitError, NothingToReadError
from pipeline.store import inputs
from pipeline.store.inputs import Input, find_inputs, hash_input, read_source


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return folder


def names(found):
    return [item.name for item in found]


def test_reports_are_found_in_every_folder_by_their_type(tmp_path):
    reports = ["a.PDF", "b/c.png", "b/d.jpeg", "b/d/e.TIF", "f.ocr.txt", "g.ocr.md", "h.OCR.html"]
    others = ["README.md", "notes.txt", "truth/a.json", "page.html", "ocr.txt"]
    found, skipped = find_inputs([make(tmp_path, *reports, *others)], tmp_path / "output")
    assert names(found) == sorted(reports)
    assert skipped == tuple(sorted(others))


def test_hidden_files_and_the_output_are_neither_read_nor_mentioned(tmp_path):
    make(tmp_path, "a.pdf", ".DS_Store", ".git/b.pdf", "output/review/c.png", "output/ita.xlsx")
    found, skipped = find_inputs([tmp_path], tmp_path / "output")
    assert (names(found), skipped) == (["a.pdf"], ())


def test_a_file_that_is_named_is_read_whatever_its_type(tmp_path):
    make(tmp_path, "notes.txt")
    found, _ = find_inputs([tmp_path / "notes.txt"], tmp_path / "output")
    assert names(found) == ["notes.txt"]


def test_a_file_named_beside_its_folder_is_read_once(tmp_path):
    make(tmp_path, "a.pdf")
    found, _ = find_inputs([tmp_path, tmp_path / "a.pdf"], tmp_path / "output")
    assert names(found) == ["a.pdf"]


def test_a_name_that_is_no_utf8_can_be_published(tmp_path):
    (tmp_path / os.fsdecode(b"\xe1\xa1.pdf")).touch()
    (item,), _ = find_inputs([tmp_path], tmp_path / "output")
    assert item.name == "\ufffd.pdf"
    assert item.path.exists()


def test_two_files_that_would_have_one_name_are_refused(tmp_path):
    make(tmp_path, "one/a.pdf", "two/a.pdf")
    with pytest.raises(NothingToReadError, match=r"both be published as a\.pdf"):
        find_inputs([tmp_path / "one", tmp_path / "two"], tmp_path / "output")


def test_a_folder_without_reports_is_an_error_that_says_what_to_put_there(tmp_path):
    with pytest.raises(NothingToReadError, match=r"\.pdf, \.png") as caught:
        find_inputs([make(tmp_path, "letter.docx")], tmp_path / "output")
    assert caught.value.exit_code == 3


def test_a_source_is_known_by_its_bytes(tmp_path):
    make(tmp_path, "a.pdf")
    item = Input(tmp_path / "a.pdf", "a.pdf")
    source, content = read_source(item)
    assert content == b"a.pdf"
    assert source == hash_input(item)
    assert source.report_id == "a7949e623819aa32" == source.sha256[:16]


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "a.pdf").touch()
    with pytest.raises(InputError, match="0 bytes"):
        read_source(Input(tmp_path / "a.pdf", "a.pdf"))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        hash_input(Input(tmp_path / "a.pdf", "a.pdf"))


def test_a_file_larger_than_any_report_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "MAX_MB", 0)
    make(tmp_path, "a.pdf")
    with pytest.raises(LimitError, match="MiB"):
        read_source(Input(tmp_path / "a.pdf", "a.pdf"))
