"""Files that cannot be read: each is one row, the batch goes on, and nothing half-written is left."""

import csv
import os
import shutil
import stat
from pathlib import Path

import pytest

from tests.e2e import broken_files

TRANSCRIPT = "o25-tham-rong-2568.ocr.txt"

BROKEN = {  # file → the code that it fails with, and a word of what to do
    "duplicate.ocr.txt": ("duplicate", "Remove one"),
    "empty.pdf": ("input", "empty"),
    "encrypted.pdf": ("input", "password"),
    "endless.pdf": (("input", "extract"), ""),
    "huge.pdf": ("limit", ""),
    "letter.ocr.txt": ("unknown-report", ""),
    "no-pages.pdf": ("input", ""),
    "noise.pdf": ("input", ""),
    "noise.png": ("input", ""),
    "text.pdf": ("input", ""),
    "truncated.pdf": ("input", ""),
    "truncated.tif": ("input", ""),
    "zip.pdf": ("input", ""),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, samples) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    transcript = (samples / TRANSCRIPT).read_bytes()
    files = {
        "a-good.ocr.txt": transcript,
        "duplicate.ocr.txt": transcript,
        "empty.pdf": b"",
        "encrypted.pdf": broken_files.encrypted(),
        "endless.pdf": broken_files.endless_page_tree(),
        "huge.pdf": broken_files.huge_picture(),
        "letter.ocr.txt": "เรียน ผู้อำนวยการ\n\nขอเชิญประชุมวันจันทร์ เวลา ๙.๐๐ น.\n".encode(),
        "no-pages.pdf": broken_files.without_pages(),
        "noise.pdf": broken_files.noise(1),
        "noise.png": broken_files.noise(2),
        "notes.docx": b"PK",
        "text.pdf": b"This is a letter, not a PDF.",
        "truncated.pdf": broken_files.without_end((samples / "o25-tham-rong-2568.pdf").read_bytes())[:3000],
        "truncated.tif": b"II*\0\x08\0\0\0",
        "zip.pdf": b"PK\x03\x04" + bytes(200),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def rows(output, table):
    with (output / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def run(folder, ita, tmp_path_factory):
    output = tmp_path_factory.mktemp("run") / "output"
    return ita("run", folder, "-o", output), output


def test_the_batch_goes_on_and_says_that_some_files_failed(run):
    done, output = run
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert f"{len(BROKEN) + 1} files: 1 read, {len(BROKEN)} failed" in done.stderr
    assert len(rows(output, "question_scores")) == 17


def test_files_that_are_no_reports_are_reported_and_skipped(run):
    done, output = run
    assert "skipped 1 files that are no reports: notes.docx" in done.stderr
    assert "notes.docx" not in {row["source_path"] for row in rows(output, "reports")}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_one_row_with_a_code_and_what_to_do(run, name):
    _, output = run
    code, word = BROKEN[name]
    (failure,) = (row for row in rows(output, "failures") if row["source_path"] == name)
    assert failure["error_code"] in ((code,) if isinstance(code, str) else code), failure
    assert word in failure["message"]
    assert failure["message"].count(".") >= 1
    (report,) = (row for row in rows(output, "reports") if row["source_path"] == name)
    assert (report["status"], report["review_reason"]) == ("needs_review", failure["error_code"])


def test_every_input_file_has_a_row_in_reports(run):
    _, output = run
    assert {row["source_path"] for row in rows(output, "reports")} == {"a-good.ocr.txt", *BROKEN}


def contents(output):
    return {
        path.relative_to(output): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name not in ("run.json", ".lock")
    }


@pytest.fixture(scope="module")
def published_once(tmp_path_factory, samples, ita):
    """Return a folder with one report, and its published output."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "reports").mkdir()
    shutil.copy(samples / TRANSCRIPT, folder / "reports")
    assert ita("run", folder / "reports", "-o", folder / "output").returncode == 0
    return folder


@pytest.fixture
def published(published_once, tmp_path):
    """Return a copy of that folder to spoil."""
    return shutil.copytree(published_once, tmp_path / "copy")


def test_a_missing_tesseract_says_how_to_install_it_and_leaves_the_output(published, ita):
    before = contents(published / "output")
    empty = published / "bin"
    empty.mkdir()
    order = ("run", published / "reports", "-o", published / "output", "--engine", "tesseract")
    done = ita(*order, env={"PATH": str(empty)})
    assert done.returncode == 4
    assert "tesseract-ocr" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(published / "output") == before


def test_a_language_that_is_not_installed_is_said(published, ita):
    done = ita("doctor", "--languages", "tha+tlh")
    assert done.returncode == 4
    assert "tlh" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_without_rights_is_left_as_it_is(published, ita):
    before = contents(published / "output")
    (published / "output").chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = ita("run", published / "reports", "-o", published / "output", "--fresh")
    (published / "output").chmod(stat.S_IRWXU)
    assert done.returncode == 5
    assert contents(published / "output") == before


def test_an_output_that_is_a_file_cannot_be_written(published, ita):
    (published / "taken").write_text("mine")
    done = ita("run", published / "reports", "-o", published / "taken")
    assert done.returncode == 5
    assert "cannot be written" in done.stderr
    assert (published / "taken").read_text() == "mine"


def test_an_output_whose_tables_cannot_be_replaced_is_left_as_it_is(published, ita):
    output = published / "output"
    shutil.rmtree(output / "parquet")
    (output / "parquet").write_text("a file where a folder must be")
    before = contents(output)
    done = ita("run", published / "reports", "-o", output)
    assert done.returncode == 5
    assert contents(output) == before


def test_a_folder_without_reports_is_an_error_of_its_own(published, ita):
    (published / "empty").mkdir()
    before = contents(published / "output")
    done = ita("run", published / "empty", "-o", published / "output")
    assert done.returncode == 3
    assert contents(published / "output") == before


def test_a_file_that_does_not_exist_fails_alone(published, ita):
    done = ita("run", published / "reports" / TRANSCRIPT, published / "none.pdf", "-o", published / "output")
    assert done.returncode == 1
    assert {(row["source_path"], row["error_code"]) for row in rows(published / "output", "failures")} == {
        ("none.pdf", "input")
    }
