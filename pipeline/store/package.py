"""The description of the published tables: a Frictionless Data Package (version 1)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pipeline
from pipeline.schema import Column, TableSchema, Type

TYPES = {
    Type.TEXT: "string",
    Type.INTEGER: "integer",
    Type.SCORE: "number",
    Type.REAL: "number",
    Type.DATE: "date",
    Type.LIST: "string",
}
PATTERNS = {
    Type.INTEGER: "-?[0-9]+",
    Type.SCORE: r"-?[0-9]{1,3}\.[0-9]{2}",
    Type.REAL: r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?",
    Type.DATE: "[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
"""How a value is spelled, in ASCII digits: validators take Thai digits for integers too."""
REPORTS = "reports"


def to_datapackage(tables: Sequence[tuple[TableSchema, int]], files: Mapping[str, bytes]) -> bytes:
    """Return ``datapackage.json``.

    Args:
        tables: Each table and its number of rows.
        files: The published files by path; each table's CSV is among them.
    """
    package = {
        "profile": "tabular-data-package",
        "name": "ita",
        "title": "Integrity and Transparency Assessment reports of Thai state agencies",
        "title_th": "รายงานการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ",
        "description": (
            "What the reports print, each row with its place in the document and whether it may be used as it is. "
            "A text that a spreadsheet would take for a formula begins with one apostrophe more than it has. "
            "The same tables are in parquet/ with exact types and in ita.xlsx for people."
        ),
        "version": pipeline.__version__,
        "resources": [_resource(table, count, files[f"csv/{table.name}.csv"]) for table, count in tables],
    }
    return f"{json.dumps(package, ensure_ascii=False, indent=1)}\n".encode()


def _resource(table: TableSchema, count: int, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.name != REPORTS and any(one.name == "source_path" and one.required for one in table.columns):
        fields = ["source_path", "report_id"]
        schema["foreignKeys"] = [{"fields": fields, "reference": {"resource": REPORTS, "fields": fields}}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"csv/{table.name}.csv",
        "title": table.title_en,
        "title_th": table.title_th,
        "description": table.en,
        "description_th": table.th,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": count,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES[column.type],
        "title": column.title_en,
        "title_th": column.title_th,
        "description": column.en,
        "description_th": column.th,
    }
    if column.type in PATTERNS:
        field["spelling"] = PATTERNS[column.type]
    if column.type is Type.LIST:
        field["separator"] = "\n"
    if constraints:
        field["constraints"] = constraints
    return field
