"""The files of the tables: what a spreadsheet, a data frame and a validator get."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.datasets import tabulate
from pipeline.publish import table_files
from pipeline.schema import Type, load_tables
from pipeline.schema.arrow import TYPES, arrow_schema
from pipeline.store.columnar import to_arrow, to_parquet
from pipeline.store.delimited import to_csv
from pipeline.store.formula import escape_formula, printable, unescape_formula
from pipeline.store.package import PATTERNS
from pipeline.store.workbook import CUT, MAX_CHARACTERS, to_workbook

TABLES = {table.name: table for table in load_tables()}
PLAN = TABLES["remediation_items"]
FORMULAS = ["=1+1", "+66 2 123", "-", "@SUM(A1)", "\tx", "\rx", "'=1", "''-1", "\uff1dcmd"]
HARMLESS = ["", "ข้อ ๑", "a=b", "'quoted'", " =1", "1-2"]


def plan_rows(**columns):
    """Return rows of the plan's table that hold these columns and are empty elsewhere."""
    count = len(next(iter(columns.values())))
    held = {
        column.name: pa.array(columns.get(column.name, [None] * count), TYPES[column.type]) for column in PLAN.columns
    }
    return pa.table(held)


def csv_rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_a_formula_and_the_text_can_be_had_back(text):
    row = csv_rows(to_csv(PLAN, plan_rows(issue=[text])))[0]
    assert row["issue"] == f"'{text}"
    assert unescape_formula(row["issue"]) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_is_left_as_it_is(text):
    assert escape_formula(text) == text == unescape_formula(text)


@given(st.text(alphabet="'=+-@\t\rก1"))
def test_the_apostrophe_is_always_reversible(text):
    assert unescape_formula(escape_formula(text)) == text
    assert not re.match("[=+\\-@\t\r]", escape_formula(text))


def test_numbers_dates_and_unknowns_are_never_changed():
    made = plan_rows(
        item_no=[-1, None], start_date=[date(2025, 10, 1), None], x0=[-0.5, None], steps=[["ก", "=ข"], None]
    )
    first, second = csv_rows(to_csv(PLAN, made))
    assert (first["item_no"], first["start_date"], first["x0"], first["steps"]) == ("-1", "2025-10-01", "-0.5", "ก\n=ข")
    assert set(second.values()) == {""}


def test_csv_is_what_excel_expects():
    content = to_csv(PLAN, plan_rows(issue=["ก"]))
    assert content.startswith(b"\xef\xbb\xbfreport_id,")
    assert content.count(b"\r\n") == content.count(b"\n") == 2


def test_control_characters_are_shown():
    assert printable("a\x00b\x0bc\x7fd\ne\tf") == "a\u2400b\u240bc\u2421d\ne\tf"


def test_parquet_has_exact_types_and_titles_in_both_languages():
    rows = to_arrow(TABLES["indicator_scores"], tabulate([])["indicator_scores"])
    read = pq.read_table(io.BytesIO(to_parquet(rows)))
    assert read.schema.field("score").type == pa.decimal128(5, 2)
    assert read.schema.field("corrected_at").type == pa.date32()
    assert read.schema.field("score").metadata[b"title_th"].decode() == "คะแนน"
    assert arrow_schema(PLAN).field("steps").type == pa.list_(pa.string())


def sheet_xml(content, number=1):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(f"xl/worksheets/sheet{number}.xml").decode(), book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("text", [*FORMULAS, "http://example.test/", "\x00\x0b\ufffe", "<b>&amp;"])
def test_no_cell_of_the_workbook_is_a_formula_or_a_link(text):
    content = to_workbook([(PLAN, plan_rows(issue=[text]))])
    sheet, _ = sheet_xml(content)
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_text_that_is_too_long_for_excel_is_cut_and_says_so():
    _, strings = sheet_xml(to_workbook([(PLAN, plan_rows(issue=["ก" * (MAX_CHARACTERS + 1)]))]))
    assert CUT in strings
    longest = max(len(text) for text in re.findall("<t[^>]*>([^<]*)</t>", strings))
    assert longest == MAX_CHARACTERS


def test_the_workbook_of_the_same_rows_is_the_same_bytes():
    assert to_workbook([(PLAN, plan_rows(issue=["ก"]))]) == to_workbook([(PLAN, plan_rows(issue=["ก"]))])


def written(folder, **rows):
    frames = tabulate([])
    made = {name: rows.get(name, to_arrow(TABLES[name], frame)) for name, frame in frames.items()}
    files = table_files(load_tables(), made)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return files


def report_row(**more):
    row = {
        "report_id": "00" * 8,
        "source_path": "ก.pdf",
        "total_score": Decimal("91.59"),
        "status": "accepted",
        "pipeline_version": "1",
        "confidence": 0.25,
        "assessed_fy_be": 2568,
        **more,
    }
    return pa.Table.from_pylist([row], schema=arrow_schema(TABLES["reports"]))


def validate(folder):
    found = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return json.loads(found.stdout)


def test_the_data_package_is_valid(tmp_path):
    written(tmp_path, reports=report_row())
    report = validate(tmp_path)
    assert report["valid"], report
    assert report["stats"]["tasks"] == len(TABLES)


def test_the_data_package_notices_a_changed_file(tmp_path):
    written(tmp_path, reports=report_row())
    path = tmp_path / "csv/reports.csv"
    path.write_bytes(path.read_bytes().replace(b"91.59", b"91.95"))
    assert not validate(tmp_path)["valid"]


def test_the_data_package_describes_every_column_in_both_languages(tmp_path):
    package = json.loads(written(tmp_path)["datapackage.json"])
    described = {resource["name"]: resource for resource in package["resources"]}
    for name, table in TABLES.items():
        fields = described[name]["schema"]["fields"]
        assert [field["name"] for field in fields] == list(table.column_names)
        assert all(field["title"] and field["title_th"] and field["description_th"] for field in fields)
        assert described[name]["schema"]["primaryKey"] == list(table.key)


def test_values_are_spelled_as_the_data_package_says(tmp_path):
    row = csv_rows(written(tmp_path, reports=report_row(page=12, x0=1e-05, y0=100.0))["csv/reports.csv"])[0]
    for column in TABLES["reports"].columns:
        if column.type in PATTERNS and row[column.name]:
            assert re.fullmatch(PATTERNS[column.type], row[column.name], re.ASCII), column.name


@pytest.mark.parametrize(
    ("kind", "text"), [(Type.INTEGER, "๒๕๖๘"), (Type.SCORE, "๙๑.๕๙"), (Type.SCORE, "91.5"), (Type.DATE, "1/10/2568")]
)
def test_the_spelling_knows_thai_digits_from_numbers(kind, text):
    assert not re.fullmatch(PATTERNS[kind], text)
