"""The published tables in words: the README's data dictionary."""

from collections.abc import Sequence

from pipeline.schema import Column, TableSchema, load_groups, load_tables

GROUPS = {
    "identity": "Every table begins with these",
    "status": "Whether the row can be used as it is",
    "place": "Where it is printed",
    "ink": "What was read there, and by whom",
}
"""What each group of shared columns is about."""


def to_markdown() -> str:
    """Return the data dictionary: the shared columns once, then each table with its own."""
    shared = [_section(f"{about} (`{name}`)", load_groups()[name]) for name, about in GROUPS.items()]
    return "\n\n".join(["### Columns that many tables share", *shared, *(_table(table) for table in load_tables())])


def _table(table: TableSchema) -> str:
    groups = {name: columns for name, columns in load_groups().items() if set(columns) <= set(table.columns)}
    common = {column for columns in groups.values() for column in columns}
    own = [column for column in table.columns if column not in common]
    return "\n\n".join(
        [
            f"### `{table.name}` · {table.title_th}",
            f"{table.en} Key: {', '.join(f'`{name}`' for name in table.key)}. "
            f"Also has: {', '.join(f'`{name}`' for name in groups)}.",
            _rows(own),
        ]
    )


def _section(about: str, columns: Sequence[Column]) -> str:
    return f"{about}:\n\n{_rows(columns)}"


def _rows(columns: Sequence[Column]) -> str:
    head = ["| column | type | ชื่อไทย | what it holds |", "| --- | --- | --- | --- |"]
    rows = [f"| `{column.name}` | {column.type} | {column.title_th} | {column.en} |" for column in columns]
    return "\n".join([*head, *rows])
