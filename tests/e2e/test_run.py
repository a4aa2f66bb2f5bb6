"""The installed command, from files to the published dataset."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TRANSCRIPT = "o25-tham-rong-2568.ocr.txt"
BORN_DIGITAL = "o25-tham-rong-2568.pdf"


@pytest.fixture(scope="module")
def reports(tmp_path_factory, samples) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "sub").mkdir()
    shutil.copy(samples / TRANSCRIPT, folder)
    shutil.copy(samples / BORN_DIGITAL, folder / "sub")
    (folder / "letter.ocr.txt").write_text("เรียน ผู้อำนวยการ ขอเชิญประชุม\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def output(reports, ita, tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("run") / "output"
    done = ita("run", reports, "-o", output, "-j", 2)
    assert done.returncode == 1, done.stderr
    return output


def contents(output):
    """Return every published file but ``run.json``, which holds times."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name not in ("run.json", ".lock")
    }


def test_everything_that_is_promised_is_there(output):
    names = {name.split("/")[0] for name in contents(output)} | {"run.json"}
    assert names == {"csv", "parquet", "datapackage.json", "ita.xlsx", "review", "read", "run.json"}
    assert len(list((output / "csv").iterdir())) == len(list((output / "parquet").iterdir())) == 12


def test_names_are_relative_to_the_folder(output):
    report = (output / "csv/reports.csv").read_text("utf-8-sig")
    assert "sub/o25-tham-rong-2568.pdf" in report
    assert str(output.parent.parent) not in report


def test_the_data_package_is_valid(output):
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=output, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["valid"], [error for task in found["tasks"] for error in task["errors"]][:5]


def test_no_published_file_holds_a_thai_digit_for_a_number(output):
    package = json.loads((output / "datapackage.json").read_text("utf-8"))
    import csv
    import re

    for resource in package["resources"]:
        spelled = {field["name"]: field["spelling"] for field in resource["schema"]["fields"] if "spelling" in field}
        with (output / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for name, pattern in spelled.items():
                    assert row[name] == "" or re.fullmatch(pattern, row[name], re.ASCII), (resource["name"], name, row)


def test_the_same_input_gives_the_same_bytes(reports, output, ita, tmp_path):
    assert ita("run", reports, "-o", tmp_path / "again", "-j", 1).returncode == 1
    assert contents(tmp_path / "again") == contents(output)


def test_interpreting_again_needs_no_files_and_gives_the_same_bytes(reports, output, ita, tmp_path):
    shutil.copytree(output, tmp_path / "output")
    before = contents(tmp_path / "output")
    shutil.rmtree(tmp_path / "output/csv")
    done = ita("again", tmp_path / "output", cwd=tmp_path, env={"PATH": str(tmp_path)})
    assert done.returncode == 1, done.stderr
    assert contents(tmp_path / "output") == before
    assert "(kept)" in done.stderr


def test_a_second_run_reads_nothing_again(reports, output, ita):
    before = (output / "run.json").read_bytes()
    done = ita("run", reports, "-o", output)
    assert "nothing has changed" in done.stderr
    assert done.returncode == 1
    assert (output / "run.json").read_bytes() == before


def test_a_new_file_is_read_and_the_others_are_not(reports, output, ita, tmp_path):
    shutil.copytree(output, tmp_path / "output")
    shutil.copytree(reports, tmp_path / "reports")
    (tmp_path / "reports/letter.ocr.txt").unlink()
    (tmp_path / "reports/other.ocr.txt").write_text("อีกฉบับ\n", "utf-8")
    ita("run", tmp_path / "reports", "-o", tmp_path / "output")
    documents = json.loads((tmp_path / "output/run.json").read_text("utf-8"))["documents"]
    assert {document["source_path"]: document["kept"] for document in documents} == {
        TRANSCRIPT: True,
        f"sub/{BORN_DIGITAL}": True,
        "other.ocr.txt": False,
    }
    assert "letter" not in (tmp_path / "output/csv/reports.csv").read_text("utf-8-sig")


def test_a_table_that_somebody_spoiled_is_made_anew(reports, output, ita, tmp_path):
    shutil.copytree(output, tmp_path / "output")
    before = contents(tmp_path / "output")
    (tmp_path / "output/csv/reports.csv").write_text("spoiled")
    ita("run", reports, "-o", tmp_path / "output")
    assert contents(tmp_path / "output") == before


def test_what_is_read_off_a_page_is_json_on_standard_output(samples, ita):
    done = ita("read", samples / BORN_DIGITAL, "--pages", "2-3")
    assert done.returncode == 0, done.stderr
    assert [page["number"] for page in json.loads(done.stdout)["pages"]] == [2, 3]
    assert done.stderr == ""


def test_a_reader_of_standard_output_that_leaves_early_is_no_bug(samples):
    line = f"{Path(sys.executable).parent / 'ita'} years | head -n 0; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)  # noqa: S603, S607
    assert done.stdout.strip() in ("0", "141")  # 0 where all was said before head had left
    assert done.stderr == ""


def test_an_interrupted_run_leaves_the_previous_output(reports, output, tmp_path):
    shutil.copytree(output, tmp_path / "output")
    before = contents(tmp_path / "output")
    process = subprocess.Popen(  # noqa: S603 - our own program
        [Path(sys.executable).parent / "ita", "run", reports, "-o", tmp_path / "output", "--fresh"],
        stderr=subprocess.PIPE, text=True, start_new_session=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    if process.returncode == 130:  # else it was done before the signal came
        assert "interrupted" in said
    kept = {name: content for name, content in contents(tmp_path / "output").items() if not name.startswith("read/")}
    assert kept == {name: content for name, content in before.items() if not name.startswith("read/")}
    assert ends(process.pid), "processes are left behind"


def ends(group: int) -> bool:
    """Tell whether a group of processes ends within seconds: some notice a little later that their parent is gone."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.2)
    return False


def test_without_arguments_the_samples_are_read_into_output(samples, ita, tmp_path):
    (tmp_path / "samples").mkdir()
    shutil.copy(samples / TRANSCRIPT, tmp_path / "samples")
    done = ita("run", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output/ita.xlsx").is_file()


def test_a_run_writes_nothing_outside_its_output_and_loads_no_library_that_reports_home(samples, ita, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    scan = samples / "mahawitthayalai-2568-scan.pdf"
    done = ita("run", scan, "-o", tmp_path / "output", env={"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")})
    assert done.returncode == 0
    assert not list(home.rglob("*"))
