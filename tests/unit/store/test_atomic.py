from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.store.atomic import COMMITTED, STAGING, exclusive, publish_files, write_whole

OLD = {"csv/a.csv": b"old a", "csv/b.csv": b"old b", "ita.xlsx": b"old x"}
NEW = {"csv/a.csv": b"new a", "csv/b.csv": b"new b", "ita.xlsx": b"new x", "review/index.html": b"new r"}


class Crash(BaseException):
    """The power is cut."""


def published(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def publish_old(folder):
    with exclusive(folder):
        publish_files(OLD, frozenset(), folder)


def cut_power_at(monkeypatch, call):
    """Make the n-th change of the file system by ``Path`` the last one."""
    calls = iter(range(1000))

    def wrap(method):
        def changed(self, *arguments, **named):
            if next(calls) == call:
                raise Crash
            return method(self, *arguments, **named)

        return changed

    for name in ("open", "rename", "replace", "mkdir"):
        monkeypatch.setattr(Path, name, wrap(getattr(Path, name)))


@pytest.mark.parametrize("call", range(40))
def test_after_a_crash_at_any_moment_the_set_is_the_old_or_the_new_one(tmp_path, monkeypatch, call):
    publish_old(tmp_path)
    with monkeypatch.context() as patch:
        cut_power_at(patch, call)
        with suppress(Crash):
            publish_files(NEW, frozenset(), tmp_path)
    with exclusive(tmp_path):
        assert published(tmp_path) in (OLD, NEW)
        assert not (tmp_path / STAGING).exists()
        assert not (tmp_path / COMMITTED).exists()


def test_a_run_that_is_not_cut_publishes_all(tmp_path):
    publish_old(tmp_path)
    publish_files(NEW, frozenset(), tmp_path)
    assert published(tmp_path) == NEW


def test_what_is_obsolete_goes_away_and_what_is_somebody_elses_stays(tmp_path):
    publish_old(tmp_path)
    (tmp_path / "csv/mine.csv").write_bytes(b"mine")
    publish_files({"csv/a.csv": b"new"}, frozenset(OLD), tmp_path)
    assert published(tmp_path) == {"csv/a.csv": b"new", "csv/mine.csv": b"mine"}


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path):
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written") as caught, exclusive(tmp_path / "output"):
        pass
    assert caught.value.exit_code == 5


def test_what_stands_in_the_way_leaves_the_previous_set_whole(tmp_path):
    publish_old(tmp_path)
    (tmp_path / "review").write_bytes(b"a file where a folder must be")
    before = published(tmp_path)
    with pytest.raises(OutputError, match="previous output is as it was"):
        publish_files(NEW, frozenset(), tmp_path)
    assert published(tmp_path) == before


def test_two_runs_cannot_write_to_one_folder(tmp_path):
    with exclusive(tmp_path), pytest.raises(OutputError, match="Another run"), exclusive(tmp_path):
        pass


def test_a_file_is_written_whole(tmp_path):
    write_whole(tmp_path / "deep/er/a.gz", b"content")
    assert published(tmp_path) == {"deep/er/a.gz": b"content"}
