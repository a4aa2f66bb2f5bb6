"""Every setting is declared once, and can be told on the command line."""

from dataclasses import fields

import pytest

from pipeline.arguments import HELP, make_parser
from pipeline.settings import Settings
from pipeline.store.kept import NOT_FOR_READING

FIELDS = {field.name: field.default for field in fields(Settings)}
COMMANDS = (["run"], ["read", "a.pdf"], ["again"], ["doctor"])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_setting_is_an_option_with_its_default(command):
    options = vars(make_parser().parse_args(command))
    assert {name: options[name] for name in FIELDS} == FIELDS


@pytest.mark.parametrize("name", FIELDS)
def test_every_option_reaches_its_setting(name):
    told = {str: "x", int: "7", float: "0.25"}[type(FIELDS[name])]
    options = vars(make_parser().parse_args(["run", f"--{name.replace('_', '-')}", told]))
    assert options[name] == type(FIELDS[name])(told)


def test_no_help_is_left_over():
    assert HELP.keys() == FIELDS.keys()


def test_settings_that_reading_does_not_depend_on_exist():
    assert set(NOT_FOR_READING) < FIELDS.keys()


@pytest.mark.parametrize("field", ["dpi", "max_megapixels", "max_pages", "page_seconds", "memory_mb"])
def test_what_must_be_more_than_nothing_is_refused(field):
    with pytest.raises(ValueError, match=f"{field} must be more than 0"):
        Settings(**{field: 0})


@pytest.mark.parametrize(("field", "value"), [("trust", -0.1), ("trust", 1.1), ("certain", 2)])
def test_a_probability_lies_between_0_and_1(field, value):
    with pytest.raises(ValueError, match=f"{field} must be between 0 and 1"):
        Settings(**{field: value})
