"""From the review list to the corrected dataset, with the installed command."""

import csv
import gzip
import json
import shutil
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pandas as pd
import pytest

TRANSCRIPT = "o25-tham-rong-2568.ocr.txt"
BORN_DIGITAL = "o25-tham-rong-2568.pdf"


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def only(output, table, **cells):
    (row,) = (
        row for row in rows(output / f"csv/{table}.csv") if all(row[name] == value for name, value in cells.items())
    )
    return row


def fill_in(output, path, **values):
    """Save the review list as a file of corrections in which these rows' scores are filled in, as Excel would."""
    told = rows(output / "review/review.csv")
    left = dict(values)
    for line in told:
        if line["column"] == "score" and line["row_key"] in left:
            line |= {"value": left.pop(line["row_key"]), "corrected_by": "@สมชาย", "corrected_at": "22/11/2569"}
    assert not left, f"{left} is not on the list"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, told[0].keys(), delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(told)


@pytest.fixture(scope="module")
def reports(tmp_path_factory, samples, ita):
    """Return a folder with a report and a corrections file, and the output that they have gone into."""
    folder = tmp_path_factory.mktemp("corrections")
    (folder / "in").mkdir()
    shutil.copy(samples / BORN_DIGITAL, folder / "in")
    assert ita("run", folder / "in", "-o", folder / "out").returncode == 0
    fill_in(folder / "out", folder / "in/corrections.csv", **{"public E9": "๙๙.๕๒"})
    done = ita("run", folder / "in", "-o", folder / "out")
    assert done.returncode == 0, done.stderr
    assert "1 corrected" in done.stderr
    assert "skipped" not in done.stderr
    return folder


def test_the_corrected_value_stands_in_csv_parquet_and_excel_with_who_and_when(reports):
    row = only(reports / "out", "question_scores", part="public", question_id="E9")
    assert (row["score"], row["status"], row["review_reason"]) == ("99.52", "corrected", "")
    assert (row["corrected_by"], row["corrected_at"], row["raw_text"]) == ("'@สมชาย", "2026-11-22", "๙๐.๐๐")
    assert (row["page"], bool(row["x0"]), row["reader"]) == ("3", True, "text-layer")

    frame = pd.read_parquet(reports / "out/parquet/question_scores.parquet", dtype_backend="pyarrow")
    (row,) = frame[(frame["part"] == "public") & (frame["question_id"] == "E9")].to_dict("records")
    assert (row["score"], row["corrected_by"], row["corrected_at"]) == (
        Decimal("99.52"), "@สมชาย", date(2026, 11, 22),
    )  # fmt: skip

    with ZipFile(reports / "out/ita.xlsx") as book:
        texts = book.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    assert "corrected" in texts
    assert "@สมชาย" in texts


def test_what_was_read_stands_beside_what_the_person_says(reports):
    (row,) = rows(reports / "out/csv/corrections.csv")
    assert (row["outcome"], row["value"], row["read_value"]) == ("applied", "99.52", "90.00")
    assert (row["row_key"], row["page"], row["message_en"]) == ("public E9", "3", "")


def test_a_corrected_row_is_not_on_the_review_list_any_more(reports):
    assert "public E9" not in {row["row_key"] for row in rows(reports / "out/review/review.csv")}


def test_the_data_package_is_described_and_whole(reports):
    package = json.loads((reports / "out/datapackage.json").read_text("utf-8"))
    (resource,) = (one for one in package["resources"] if one["name"] == "corrections")
    assert "foreignKeys" not in resource["schema"]
    assert json.loads((reports / "out/run.json").read_text("utf-8"))["counts"]["corrections"] == {"applied": 1}


def test_an_unchanged_file_changes_nothing_and_a_changed_one_is_noticed(reports, ita, tmp_path):
    shutil.copytree(reports, tmp_path / "copy")
    folder = tmp_path / "copy"
    assert "nothing has changed" in ita("run", folder / "in", "-o", folder / "out").stderr
    file = folder / "in/corrections.csv"
    file.write_bytes(file.read_bytes().replace("๙๙.๕๒".encode(), b"99.51"))
    assert "nothing has changed" not in ita("run", folder / "in", "-o", folder / "out").stderr
    assert only(folder / "out", "question_scores", part="public", question_id="E9")["score"] == "99.51"
    file.unlink()
    ita("run", folder / "in", "-o", folder / "out")
    assert only(folder / "out", "question_scores", part="public", question_id="E9")["score"] == "90.00"
    assert not (folder / "out/read/corrections.csv").exists()


def test_interpreting_again_and_listing_keep_the_corrections(reports, ita, tmp_path):
    shutil.copytree(reports / "out", tmp_path / "out")
    (tmp_path / "out/review/review.csv").unlink()
    done = ita("review", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(tmp_path / "out/review" / name) for name in ("review.csv", "index.html")]
    assert only(tmp_path / "out", "question_scores", part="public", question_id="E9")["status"] == "corrected"
    for table in ("question_scores", "corrections"):
        name = f"csv/{table}.csv"
        assert (tmp_path / "out" / name).read_bytes() == (reports / "out" / name).read_bytes()


def test_a_correction_survives_another_reading_of_the_same_place(reports, ita, tmp_path):
    shutil.copytree(reports / "out", tmp_path / "out")
    (kept,) = (tmp_path / "out/read").glob("*.json.gz")
    read = gzip.decompress(kept.read_bytes()).decode()
    assert read.count("๙๐.๐๐") > 1
    kept.write_bytes(gzip.compress(read.replace("๙๐.๐๐", "๙๖.๐๐").encode()))
    done = ita("again", tmp_path / "out")
    row = only(tmp_path / "out", "question_scores", part="public", question_id="E9")
    assert (row["score"], row["status"], row["raw_text"]) == ("99.52", "corrected", "๙๖.๐๐")
    assert "line" in done.stderr
    assert "reads differently" in done.stderr
    assert "อ่านตรงนั้นไม่เหมือนเมื่อตรวจ" in done.stderr


def test_a_correction_survives_another_scan_of_the_same_pages_under_another_name(reports, ita, tmp_path):
    (tmp_path / "in").mkdir()
    again = (reports / "in" / BORN_DIGITAL).read_bytes() + b"\n% scanned again\n"
    (tmp_path / "in/scan-2.pdf").write_bytes(again)
    done = ita("run", tmp_path / "in", "-o", tmp_path / "out", "--corrections", reports / "in/corrections.csv")
    assert "reattached" in done.stderr
    row = only(tmp_path / "out", "question_scores", part="public", question_id="E9")
    assert (row["score"], row["status"]) == ("99.52", "corrected")


def test_a_broken_line_is_rejected_by_its_number_and_a_foreign_one_is_listed(samples, ita, tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(samples / TRANSCRIPT, tmp_path / "in")
    header = "report_id,table,row_key,column,value,corrected_by,corrected_at,note\n"
    good = "481467b8d3f58e80,question_scores,I7,score,96.77,ก,2026-11-22,=1+1\n"
    foreign = "ffffffffffffffff,question_scores,I7,score,96.77,ก,2026-11-22,\n"
    broken = '481467b8d3f58e80,question_scores,I7,score,"96.70,ก,2026-11-22,\n'
    (tmp_path / "in/corrections.csv").write_text(header + broken + good + foreign, "utf-8")
    done = ita("run", tmp_path / "in", "-o", tmp_path / "out", "--quiet")
    assert done.returncode == 0
    assert "line 2: rejected" in done.stderr
    assert "line 4: unattached" in done.stderr
    assert only(tmp_path / "out", "question_scores", question_id="I7")["status"] == "corrected"
    assert {row["line_no"]: row["outcome"] for row in rows(tmp_path / "out/csv/corrections.csv")} == {
        "2": "rejected", "3": "applied", "4": "unattached",
    }  # fmt: skip
    assert only(tmp_path / "out", "corrections", line_no="3")["note"] == "'=1+1"


def test_a_file_that_is_no_corrections_leaves_the_previous_output(reports, ita, tmp_path):
    shutil.copytree(reports, tmp_path / "copy")
    folder = tmp_path / "copy"
    (folder / "in/corrections.csv").write_text("a,b\n", "utf-8")
    done = ita("run", folder / "in", "-o", folder / "out")
    assert done.returncode == 3
    assert "its first line must name the columns" in done.stderr
    assert only(folder / "out", "question_scores", part="public", question_id="E9")["status"] == "corrected"
