"""The published names never go away: analysts' notebooks read them."""

import pytest

from pipeline.schema import Type, load_tables

IDENTITY = "report_id source_path assessed_fy_be agency_name"
STATUS = "status review_reason corrected_by corrected_at"
PLACE = "page x0 y0 x1 y1"
INK = f"{PLACE} raw_text reader confidence"

CONTRACT = {  # typed from the contract, table by table
    "reports": f"source_sha256 agency_type province published_for_fy_be oit_item total_score result_level"
    f" recomputed_total recomputed_level page_count ocr_page_count pipeline_version {STATUS}",
    "agency_results": "row_no agency_type province iit eit oit iit_weighted eit_weighted oit_weighted total_score"
    f" result_level recomputed_total recomputed_level {STATUS} {INK}",
    "indicator_scores": f"indicator_no instrument indicator_name printed_name score result {STATUS} {INK}",
    "question_scores": f"indicator_no instrument part question_id sub_indicator score {STATUS} {INK}",
    "findings": "finding_no indicator_no part question_id printed_score issue cause recommendation text"
    f" {STATUS} {INK}",
    "remediation_items": "item_no instrument indicator_no part question_id issue measure_kind measure steps period_text"
    f" start_date end_date responsible responsible_units {STATUS} {INK}",
    "remediation_steps": f"item_no step_no step {STATUS} {INK}",
    "checks": "check_id severity outcome subject printed expected difference suggestion message_th message_en",
    "pages": "page width_pt height_pt rotation skew_deg reader text confidence",
    "table_cells": f"table_no row column row_span column_span text {INK}",
    "failures": "stage error_code message page",
}
SCORES = {
    "total_score", "recomputed_total", "iit", "eit", "oit", "iit_weighted", "eit_weighted", "oit_weighted", "score",
    "printed_score", "difference",
}  # fmt: skip

TABLES = {table.name: table for table in load_tables()}
EVERY_TABLE = pytest.mark.parametrize("name", CONTRACT)


@EVERY_TABLE
def test_every_column_of_the_contract_is_published(name):
    assert set(CONTRACT[name].split()) <= set(TABLES[name].column_names)


@EVERY_TABLE
def test_every_table_begins_with_its_identity(name):
    assert " ".join(TABLES[name].column_names[:4]) == IDENTITY


@EVERY_TABLE
def test_scores_are_exact_and_dates_are_dates(name):
    for column in TABLES[name].columns:
        assert (column.type is Type.SCORE) == (column.name in SCORES), column.name
        assert (column.type is Type.DATE) == column.name.endswith(("_date", "_at")), column.name


def test_lists_are_lists():
    lists = {
        (table.name, column.name) for table in TABLES.values() for column in table.columns if column.type is Type.LIST
    }
    assert lists == {("remediation_items", "steps"), ("remediation_items", "responsible_units")}


def test_statuses_are_the_contracts():
    for table in TABLES.values():
        for column in table.columns:
            if column.name == "status":
                assert column.enum == ("accepted", "needs_review", "corrected")
