"""Pictures of places over runs: drawn once, kept, and never in the way of a run."""

from dataclasses import replace

import pytest

from pipeline.model.document import Source
from pipeline.pictures import show_places
from pipeline.settings import Settings
from pipeline.store.inputs import Input, hash_input
from tests.unit.extract.test_crop import paper, spot

SETTINGS = Settings()


@pytest.fixture
def item(tmp_path):
    path = tmp_path / "reports" / "a.pdf"
    path.parent.mkdir()
    path.write_bytes(paper())
    return Input(path, "a.pdf")


def show(tmp_path, source, *items, settings=SETTINGS):
    return show_places({source: [spot()]}, items, settings, tmp_path / "output", jobs=2)[source]


def test_what_was_drawn_is_there_when_the_file_is_not(tmp_path, item):
    source = hash_input(item)
    drawn = show(tmp_path, source, item)
    assert list(drawn) == [spot()]
    assert show(tmp_path, source) == drawn


def test_what_is_kept_is_not_drawn_again(tmp_path, item):
    source = hash_input(item)
    show(tmp_path, source, item)
    (kept,) = (tmp_path / "output/read").iterdir()
    before = kept.stat().st_mtime_ns
    assert show(tmp_path, source, item)
    assert kept.stat().st_mtime_ns == before


def test_another_resolution_is_drawn_anew(tmp_path, item):
    source = hash_input(item)
    show(tmp_path, source, item)
    (kept,) = (tmp_path / "output/read").iterdir()
    before = kept.read_bytes()
    show(tmp_path, source, item, settings=replace(SETTINGS, dpi=200))
    assert kept.read_bytes() != before


def test_damaged_keepings_are_drawn_anew(tmp_path, item):
    source = hash_input(item)
    drawn = show(tmp_path, source, item)
    (kept,) = (tmp_path / "output/read").iterdir()
    kept.write_bytes(kept.read_bytes()[:100])
    assert show(tmp_path, source) == {}
    assert show(tmp_path, source, item) == drawn


def test_a_file_that_has_gone_or_changed_or_is_damaged_has_no_pictures(tmp_path, item):
    source = hash_input(item)
    assert show(tmp_path, Source("0" * 64, item.name), item) == {}
    item.path.write_bytes(b"%PDF-1.7\nnothing more")
    assert show(tmp_path, hash_input(item), item) == {}
    item.path.unlink()
    assert show(tmp_path, source, item) == {}


def test_a_document_that_needs_too_much_memory_has_no_pictures(tmp_path, item):
    assert show(tmp_path, hash_input(item), item, settings=replace(SETTINGS, memory_mb=1)) == {}
