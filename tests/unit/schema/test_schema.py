import pytest

from pipeline.schema import TABLES, Type, load_tables, parse_table

EVERY_TABLE = pytest.mark.parametrize("table", load_tables(), ids=TABLES)


@EVERY_TABLE
def test_every_text_is_there_in_both_languages(table):
    for described in (table, *table.columns):
        for text in (described.title_th, described.title_en, described.th, described.en):
            assert text.strip() == text != ""
        assert any("\u0e00" <= sign <= "\u0e7f" for sign in described.title_th + described.th)


@EVERY_TABLE
def test_key_columns_tell_the_file(table):
    assert table.key[:2] == ("source_path", "report_id")


def test_one_name_has_one_type_everywhere():
    types: dict[str, Type] = {}
    for table in load_tables():
        for column in table.columns:
            assert types.setdefault(column.name, column.type) is column.type, column.name


def test_a_column_that_stands_twice_is_refused():
    column = {"name": "a", "type": "text", "title_th": "ก", "title_en": "a", "th": "ก", "en": "a"}
    data = {"title_th": "ก", "title_en": "t", "th": "ก", "en": "t", "key": ["a"], "columns": [column, column]}
    with pytest.raises(ValueError, match="a stands twice"):
        parse_table("t", data, {})


def test_a_key_that_is_no_column_is_refused():
    data = {"title_th": "ก", "title_en": "t", "th": "ก", "en": "t", "key": ["b"], "columns": []}
    with pytest.raises(ValueError, match="the key names b"):
        parse_table("t", data, {})
