"""Tables as Arrow and Parquet, with exact types."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.schema import TableSchema
from pipeline.schema.arrow import arrow_schema


def to_arrow(table: TableSchema, frame: pd.DataFrame) -> pa.Table:
    """Return a table's rows with its types, and its titles and descriptions as metadata.

    Raises:
        pyarrow.ArrowInvalid: If a value is not exactly of its column's type.
    """
    schema = arrow_schema(table)
    columns = [pa.chunked_array(pa.array(frame[field.name].array, field.type)) for field in schema]
    return pa.table(columns, schema=schema).combine_chunks()


def to_parquet(rows: pa.Table) -> bytes:
    """Return rows as a Parquet file."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content
