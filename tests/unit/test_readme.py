"""The README is true: what it lists is what there is. ``python tests/unit/test_readme.py`` renews its dictionary."""

import argparse
from pathlib import Path

import pytest

from pipeline.arguments import make_parser
from pipeline.errors import DocumentError, RunError
from pipeline.facts import known_years
from pipeline.schema import TABLES
from pipeline.schema.dictionary import to_markdown
from pipeline.schema.messages import known_checks
from pipeline.store.inputs import SUFFIXES, TRANSCRIPTS

PATH = Path(__file__).parents[2] / "README.md"
README = PATH.read_text("utf-8")
BEGIN, END = '<!-- dictionary: made by "python tests/unit/test_readme.py" -->', "<!-- /dictionary -->"


def commands() -> list[str]:
    (chooser,) = (action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction))
    return list(chooser.choices)


def exit_codes() -> list[int]:
    return [0, 1, 2, 70, 130, *(kind.exit_code for kind in RunError.__subclasses__())]


def renewed() -> str:
    before, _, rest = README.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{to_markdown()}\n\n{END}{rest.partition(END)[2]}"


def test_the_dictionary_is_current():
    assert renewed() == README


@pytest.mark.parametrize("command", commands())
def test_every_command_is_explained(command):
    assert f"`ita {command}" in README


@pytest.mark.parametrize("code", exit_codes())
def test_every_exit_code_is_explained(code):
    assert f"\n| {code} | " in README


@pytest.mark.parametrize("code", [kind.code for kind in DocumentError.__subclasses__()])
def test_every_error_code_is_explained(code):
    assert f"\n| `{code}` | " in README


@pytest.mark.parametrize("check_id", known_checks())
def test_every_check_is_explained(check_id):
    assert f"\n| `{check_id}` | " in README


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_explained(table):
    assert f"\n### `{table}` · " in README


@pytest.mark.parametrize("year", known_years())
def test_every_known_year_is_named(year):
    assert year in README


@pytest.mark.parametrize("suffix", [*SUFFIXES, *TRANSCRIPTS])
def test_every_file_type_is_named(suffix):
    assert f"`{suffix}`" in README


@pytest.mark.parametrize("path", [word.strip("`") for word in README.split() if word.startswith("`pipeline/")])
def test_every_path_exists(path):
    assert (PATH.parent / path.strip("`,.:").replace("/YEAR.toml", "")).exists()


if __name__ == "__main__":
    PATH.write_text(renewed(), "utf-8")
