import importlib.util
import os
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from pipeline import isolate
from pipeline.errors import CrashError, InputError, LimitError, MissingDependencyError
from tests.unit.process import fakes


@pytest.fixture(autouse=True)
def short_start(monkeypatch):
    monkeypatch.setattr(isolate, "START_SECONDS", 3.0)


def call(work, seconds=5.0, memory_mb=512):
    return isolate.call(work, seconds=seconds, memory_mb=memory_mb)


def error_of(kind, work, **limits):
    with pytest.raises(kind) as caught:
        call(work, **limits)
    return caught.value


def test_the_result_comes_back():
    assert call(fakes.succeed) == 42


def test_a_page_that_hangs_is_killed_and_named():
    error = error_of(LimitError, fakes.hang, seconds=0.5)
    assert (error.page, error.transient, error.stage) == (3, True, "extract")
    assert "--page-seconds" in str(error)


def test_a_library_that_hangs_outside_python_is_killed(monkeypatch):
    monkeypatch.setattr(isolate, "START_SECONDS", 1.0)
    assert error_of(LimitError, fakes.hang_in_c, seconds=0.2).page is None


def test_many_pages_may_take_longer_than_one():
    assert call(fakes.work_slowly_but_steadily, seconds=1.0) == "done"


def test_memory_is_limited():
    error = error_of(LimitError, fakes.eat_memory, memory_mb=200)
    assert (error.page, error.transient) == (2, True)
    assert "200 MiB" in str(error)


def test_a_crash_of_the_interpreter_costs_only_its_own_process():
    error = error_of(CrashError, fakes.crash_the_interpreter)
    assert error.page == 4
    assert "SIGSEGV" in str(error)


def test_a_process_that_ends_without_a_word_is_a_crash():
    assert "exit code 7" in str(error_of(CrashError, fakes.exit_hard))


@pytest.mark.parametrize(("work", "name"), [(fakes.raise_type_error, "TypeError"), (fakes.recurse, "RecursionError")])
def test_an_error_that_nobody_foresaw_is_a_crash_that_says_where(work, name):
    error = error_of(CrashError, work)
    assert name in str(error)
    assert "fakes.py:" in str(error)
    assert not error.transient


def test_the_stage_of_an_error_is_told():
    error = error_of(CrashError, fakes.raise_type_error)
    assert (error.stage, error.page) == ("interpret", None)


def test_known_errors_come_back_as_they_are():
    error = error_of(InputError, fakes.find_damage)
    assert (str(error), error.page, error.transient) == ("It is damaged.", 9, False)
    assert error_of(MissingDependencyError, fakes.miss_a_program).exit_code == 4


def test_what_libraries_print_is_not_heard(capfd):
    assert call(fakes.print_noise) == "quiet"
    assert capfd.readouterr() == ("", "")


def test_the_program_that_calls_is_not_imported_anew(monkeypatch):
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", importlib.util.find_spec("json.tool"))
    assert call(fakes.name_the_main_module) == "__main__"
    assert sys.modules["__main__"].__spec__.name == "json.tool"


def is_running(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]
    except FileNotFoundError:
        return False


def test_programs_that_the_work_started_die_with_it(tmp_path):
    note = tmp_path / "pid"
    error_of(LimitError, partial(fakes.start_a_program_and_hang, note=str(note)), seconds=0.5)
    pid = int(note.read_text())
    deadline = time.monotonic() + 5
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(pid)
    assert pid != os.getpid()


def test_everything_at_work_can_be_stopped():
    caught = []

    def work():
        try:
            call(fakes.hang, seconds=60.0)
        except CrashError as error:
            caught.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(1.5)
    isolate.stop_all()
    thread.join(10)
    assert len(caught) == 1
