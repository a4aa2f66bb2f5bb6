"""What came of the documents to the rows of every published table."""

import re
from collections.abc import Iterable

import pandas as pd
import pyarrow as pa

from pipeline.datasets.cells import Row
from pipeline.datasets.rows import ROWS
from pipeline.model.judgement import DocumentOutcome
from pipeline.schema import TableSchema, load_tables
from pipeline.schema.arrow import TYPES

CORRECTIONS = "corrections"
"""The table of what people have corrected."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile("([0-9]+)")


def tabulate(outcomes: Iterable[DocumentOutcome], corrections: Iterable[Row] = ()) -> dict[str, pd.DataFrame]:
    """Return every published table, its columns and types from ``schema``, its rows sorted by key.

    The same outcomes give the same tables, in whatever order they come. Scores are exact decimals.

    Args:
        outcomes: What came of each file.
        corrections: The rows of ``corrections``, which are no document's own.
    """
    held = list(outcomes)
    rows = {name: [row for outcome in held for row in make(outcome)] for name, make in ROWS.items()}
    rows[CORRECTIONS] = list(corrections)
    return {table.name: _frame(table, rows[table.name]) for table in load_tables()}


def published_rows(name: str, outcome: DocumentOutcome) -> list[Row]:
    """Return a document's rows of one table with their values as they are published.

    Args:
        name: The table's published name.
        outcome: What came of the file.
    """
    (table,) = (table for table in load_tables() if table.name == name)
    return [{column: _value(row.get(column)) for column in table.column_names} for row in ROWS[name](outcome)]


def _frame(table: TableSchema, rows: list[Row]) -> pd.DataFrame:
    """Return rows as a DataFrame with the table's columns and types."""
    rows.sort(key=lambda row: tuple(_sortable(_value(row.get(name))) for name in table.key))
    columns = {
        column.name: pa.array([_value(row.get(column.name)) for row in rows], TYPES[column.type])
        for column in table.columns
    }
    frame: pd.DataFrame = pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def _sortable(value: object) -> tuple[bool, tuple[object, ...]]:
    """Return what a key is sorted by: the empty first, numbers inside texts by their size, so that I7 precedes I10."""
    if value is None:
        return False, ()
    if isinstance(value, int):
        return True, ("", value)
    parts = _NUMBER.split(str(value))
    return True, tuple(int(part) if place % 2 else part for place, part in enumerate(parts))


def _value(value: object) -> object:
    """Return a value as it is published: an empty text is unknown, and what no encoding can write is replaced."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value) or None
    if isinstance(value, tuple):
        return [_LONE_SURROGATE.sub("\ufffd", text) for text in value]
    return value
