"""The published tables' exact types, as Arrow knows them."""

import pyarrow as pa

from pipeline.schema import Column, TableSchema, Type

TYPES = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.SCORE: pa.decimal128(5, 2),
    Type.REAL: pa.float64(),
    Type.DATE: pa.date32(),
    Type.LIST: pa.list_(pa.string()),
}


def arrow_schema(table: TableSchema) -> pa.Schema:
    """Return a table's Arrow schema; titles and descriptions in Thai and English are metadata."""
    about = {"title_th": table.title_th, "title_en": table.title_en, "th": table.th, "en": table.en}
    return pa.schema([_field(column) for column in table.columns], about)


def _field(column: Column) -> pa.Field:
    about = {"title_th": column.title_th, "title_en": column.title_en, "th": column.th, "en": column.en}
    return pa.field(column.name, TYPES[column.type], metadata=about)
