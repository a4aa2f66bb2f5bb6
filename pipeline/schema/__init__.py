"""The published tables: one TOML file per table says its columns, types, keys and descriptions in Thai and English."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

TABLES = (
    "reports",
    "agency_results",
    "indicator_scores",
    "question_scores",
    "findings",
    "remediation_items",
    "remediation_steps",
    "checks",
    "pages",
    "table_cells",
    "failures",
    "corrections",
)
"""In the order in which they are published."""


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    SCORE = "score"
    """A printed score, exact: up to three digits before the point and two after it."""
    REAL = "real"
    """A measure such as a place on the page or a probability."""
    DATE = "date"
    LIST = "list"
    """Texts; in CSV one per line."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a published table."""

    name: str
    type: Type
    title_th: str
    title_en: str
    th: str
    """What it holds, in Thai."""
    en: str
    """What it holds, in English."""
    required: bool = False
    """Whether every row has a value."""
    enum: tuple[str, ...] = ()
    """The only values that may stand in it; empty where any may."""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One published table."""

    name: str
    title_th: str
    title_en: str
    th: str
    en: str
    key: tuple[str, ...]
    """The columns that tell rows apart, in the order of sorting."""
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names of the columns in their published order."""
        return tuple(column.name for column in self.columns)


@cache
def load_tables() -> tuple[TableSchema, ...]:
    """Return all published tables in the order of publication."""
    groups = _load("common")
    return tuple(parse_table(name, _load(name), groups) for name in TABLES)


@cache
def load_groups() -> Mapping[str, tuple[Column, ...]]:
    """Return the groups of columns that many tables share, by name."""
    return {name: tuple(_column(row) for row in group["columns"]) for name, group in _load("common").items()}


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


def parse_table(name: str, data: Mapping[str, Any], groups: Mapping[str, Any]) -> TableSchema:
    """Read a table's description and refuse what contradicts itself.

    Args:
        name: The table's published name.
        data: Its TOML file.
        groups: The column groups of ``common.toml``, which a table names as ``"@group"``.

    Raises:
        ValueError: If a column stands twice or the key names a column that is not there.
    """
    columns = tuple(_column(row) for entry in data["columns"] for row in _rows(entry, groups))
    table = TableSchema(name, data["title_th"], data["title_en"], data["th"], data["en"], tuple(data["key"]), columns)
    names = table.column_names
    twice = sorted({column for column in names if names.count(column) > 1})
    if twice:
        raise ValueError(f"table {name}: {', '.join(twice)} stands twice")
    missing = [column for column in table.key if column not in names]
    if missing:
        raise ValueError(f"table {name}: the key names {', '.join(missing)}, which is no column")
    return table


def _rows(entry: str | Mapping[str, Any], groups: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the columns that an entry stands for: its own, or those of the group that it names."""
    if isinstance(entry, str):
        rows: list[Mapping[str, Any]] = groups[entry.removeprefix("@")]["columns"]
        return rows
    return [entry]


def _column(row: Mapping[str, Any]) -> Column:
    return Column(**{**row, "type": Type(row["type"]), "enum": tuple(row.get("enum", ()))})
