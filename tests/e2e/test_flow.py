"""The flow on Prefect's own test server: no network, no schedule, a real run."""

import asyncio
import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import get_client
from prefect.client.schemas.objects import State
from prefect.flows import load_flow_from_entrypoint
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.testing.utilities import prefect_test_harness

import flows.ingest
from flows.ingest import ingest, make_deployment
from pipeline.cli import main
from pipeline.settings import Settings

pytestmark = pytest.mark.flow

ROOT = Path(__file__).parents[2]
SAMPLES = ("o25-tham-rong-2568.ocr.txt", "announcement-2568.pdf")
DAMAGED = "damaged.pdf"
CORRECTIONS = """report_id,table,row_key,column,value,corrected_by,corrected_at,note
481467b8d3f58e80,indicator_scores,6,score,96.45,สมชาย,2026-11-22,as printed
481467b8d3f58e80,indicator_scores,7,score,95.8x,สมชาย,2026-11-22,a slip
"""
UNPUBLISHED = (".", "read/", "run.json")
"""What is kept for the next run, and the one published file with times in it."""


@pytest.fixture(scope="module")
def server() -> Iterator[None]:
    """Prefect's server, and no heartbeats: stopping them would cost each run a second."""
    no_heartbeats = temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})
    with prefect_test_harness(server_startup_timeout=180), no_heartbeats:
        yield


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name in SAMPLES:
        shutil.copy(ROOT / "samples" / name, folder)
    (folder / DAMAGED).write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "corrections.csv").write_text(CORRECTIONS, "utf-8")
    return folder


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("flow")


@pytest.fixture(scope="module")
def run(server: None, reports: Path, output: Path) -> State[Any]:
    return ingest([reports], output, return_state=True)


def published(folder: Path) -> dict[str, bytes]:
    """The files of a dataset that may hold no times."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in files.items() if not name.startswith(UNPUBLISHED)}


def artifacts(key: str) -> list[Any]:
    async def fetch() -> list[Any]:
        async with get_client() as client:
            return [each for each in await client.read_artifacts() if each.key == key]

    return asyncio.run(fetch())


def task_run_names() -> list[str]:
    async def fetch() -> list[str]:
        async with get_client() as client:
            return [each.name for each in await client.read_task_runs()]

    return asyncio.run(fetch())


def eventually(ask: Callable[[], list[str]], count: int) -> list[str]:
    """Ask until there are so many answers, at most some seconds: Prefect's server writes task runs down in batches."""
    for _ in range(50):
        if len(ask()) >= count:
            break
        time.sleep(0.2)
    return ask()


def test_the_flow_publishes_the_same_bytes_as_the_command(run, reports, output, tmp_path):
    assert main(["run", str(reports), "--output", str(tmp_path), "--quiet"]) == 1
    assert published(output) == published(tmp_path)
    assert len(published(output)) > 20
    assert b"corrected" in published(output)["csv/indicator_scores.csv"]


def test_a_file_that_fails_does_not_fail_the_batch(run, output):
    assert (run.type.value, run.name) == ("COMPLETED", "CompletedWithErrors")
    assert run.result().files == 3
    assert run.result().failed == 1
    assert DAMAGED in (output / "csv" / "failures.csv").read_text("utf-8-sig")


def test_prefect_shows_a_row_for_each_document_and_the_sums(run):
    (table,) = artifacts("documents")
    rows = json.loads(table.data)
    assert {row["file"] for row in rows} == {*SAMPLES, DAMAGED}
    assert [row["result"].startswith("failed:") for row in sorted(rows, key=lambda row: row["file"])] == [
        False,
        True,
        False,
    ]
    (summary,) = artifacts("summary")
    assert "2 of 3 files read" in summary.data
    (progress,) = artifacts("progress")
    assert progress.data == 100


def test_task_runs_are_named_in_ascii(run):
    names = eventually(task_run_names, count=3)
    assert len(names) == 3
    assert all(name.isascii() and name.startswith("document-") for name in names)


def test_a_second_run_over_the_same_files_does_nothing(run, reports, output):
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.csv")}
    again = ingest([reports], output, return_state=True)
    assert again.name == "NothingChanged"
    assert again.result() == run.result()
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.csv")} == before


def test_a_new_file_is_picked_up_and_nothing_else_is_read_again(server, tmp_path):
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    text = "ข้อ O25 การนำผลการประเมิน ITA ไปสู่การพัฒนา\nประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ได้คะแนนรวม ๙๑.๕๙ (ผ่าน)\n"
    (folder / "one.ocr.txt").write_text(text, "utf-8")
    assert ingest([folder], output).files == 1
    (folder / "two.ocr.txt").write_text(text.replace("๙๑.๕๙", "๙๒.๕๙"), "utf-8")
    assert ingest([folder], output).files == 2
    counts = json.loads((output / "run.json").read_text("utf-8"))["counts"]
    assert (counts["files"], counts["read_again"]) == (2, 1)


def test_a_folder_without_reports_fails_the_run_and_says_so(server, tmp_path):
    state = ingest([tmp_path], tmp_path / "out", return_state=True)
    assert state.is_failed()
    assert "There is no report in" in str(state.message)


def test_the_deployment_looks_for_new_files_every_night_in_bangkok(tmp_path):
    deployment = make_deployment([tmp_path], tmp_path / "out", "30 1 * * *", Settings(dpi=200))
    (schedule,) = deployment.schedules
    assert (schedule.schedule.cron, schedule.schedule.timezone) == ("30 1 * * *", "Asia/Bangkok")
    assert deployment.concurrency_limit == 1
    assert ingest.validate_parameters(deployment.parameters) == {
        "reports": [tmp_path],
        "output": tmp_path / "out",
        "settings": Settings(dpi=200),
        "fresh": False,
        "corrections": None,
    }


def test_the_deployment_file_fits_the_flow():
    data = yaml.safe_load((ROOT / "flows" / "prefect.yaml").read_text("utf-8"))
    (deployment,) = data["deployments"]
    loaded = load_flow_from_entrypoint(str(ROOT / deployment["entrypoint"]))
    assert loaded.name == ingest.name
    loaded.validate_parameters(deployment["parameters"])
    (schedule,) = deployment["schedules"]
    assert (schedule["cron"], schedule["timezone"]) == (flows.ingest.NIGHTLY, flows.ingest.TIMEZONE)
    assert set(deployment["work_pool"]["job_variables"]["env"].items()) <= set(flows.DEFAULTS.items())
