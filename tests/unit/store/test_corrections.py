import pytest

from pipeline.errors import NothingToReadError
from pipeline.store.corrections import (
    KEPT,
    MEMORY,
    NONE,
    REQUIRED,
    encode_memory,
    find_corrections,
    find_kept_corrections,
    load_corrections,
    load_memory,
    parse_corrections,
)

HEADER = "report_id,table,row_key,column,value,corrected_by,corrected_at,note"
ONE = "0123456789abcdef,question_scores,public E9,score,99.52,สมชาย,2026-11-22,ดูแล้ว"
OTHER = "0123456789abcdef,question_scores,I7,score,96.77,สมชาย,2026-11-22,"


def lines(tmp_path, *text, encoding="utf-8", ending="\n"):
    return parse_corrections(tmp_path / "corrections.csv", ending.join((*text, "")).encode(encoding)).lines


def values(found):
    return [(line.line_no, line.trouble, line.cells.get("value")) for line in found]


def test_a_line_is_told_by_its_number_and_its_cells_by_their_names(tmp_path):
    (line,) = lines(tmp_path, HEADER, ONE)
    assert (line.line_no, line.trouble) == (2, "")
    assert (line.cells["row_key"], line.cells["value"], line.cells["note"]) == ("public E9", "99.52", "ดูแล้ว")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_whatever_excel_saves_is_understood(tmp_path, encoding, ending, delimiter):
    text = [line.replace(",", delimiter) for line in (HEADER, ONE, OTHER)]
    first, second = lines(tmp_path, *text, encoding=encoding, ending=ending)
    assert (first.cells["corrected_by"], first.cells["value"], second.cells["value"]) == ("สมชาย", "99.52", "96.77")


def test_columns_stand_in_any_order_among_others_and_empty_lines_count(tmp_path):
    names = ["extra", *reversed(REQUIRED)]
    (line,) = lines(tmp_path, "", ",".join(names), "", ",".join(f"of {name}" for name in names))
    assert line.line_no == 4
    assert line.cells == {name: f"of {name}" for name in names}


def test_a_value_may_run_over_lines_in_quotes(tmp_path):
    first, second = lines(tmp_path, HEADER, ONE.replace("99.52", '"หนึ่ง\nสอง, ""สาม"""'), OTHER)
    assert first.cells["value"] == 'หนึ่ง\nสอง, "สาม"'
    assert (second.line_no, second.cells["value"]) == (4, "96.77")


@pytest.mark.parametrize(
    ("broken", "trouble"), [('"99.52', "badly_quoted"), ('"99"52', "badly_quoted"), ('99"52', ""), ('99.52"', "")]
)
def test_a_quote_that_is_not_closed_costs_its_own_line_only(tmp_path, broken, trouble):
    found = lines(tmp_path, HEADER, OTHER, ONE.replace("99.52", broken), OTHER, ONE)
    assert [one[0] for one in values(found)] == [2, 3, 4, 5]
    assert [one[2] for one in values(found)][0::2] == ["96.77", "96.77"]
    assert found[3].cells["value"] == "99.52"
    assert found[1].trouble == trouble
    assert trouble or found[1].cells["value"] == broken


def test_two_broken_lines_cost_no_line_between_them(tmp_path):
    broken = ONE.replace("99.52", '"99.52')
    found = lines(tmp_path, HEADER, broken, OTHER, OTHER, broken, ONE)
    assert values(found) == [
        (2, "badly_quoted", None),
        (3, "", "96.77"),
        (4, "", "96.77"),
        (5, "badly_quoted", None),
        (6, "", "99.52"),
    ]


def test_more_cells_than_the_header_has_are_no_line(tmp_path):
    found = lines(tmp_path, HEADER, f"{ONE},x", f"{OTHER},,,")
    assert values(found) == [(2, "too_many_cells", "99.52"), (3, "", "96.77")]


def test_fewer_cells_are_empty_ones(tmp_path):
    (line,) = lines(tmp_path, HEADER, ONE.rpartition(",")[0])
    assert (line.cells["corrected_at"], line.cells["note"]) == ("2026-11-22", "")


def test_the_apostrophe_that_keeps_spreadsheets_from_running_a_text_is_no_part_of_it(tmp_path):
    (line,) = lines(tmp_path, HEADER, ONE.replace("99.52", "'=1+1").replace("ดูแล้ว", "'s"))
    assert (line.cells["value"], line.cells["note"]) == ("=1+1", "'s")


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x00\x01", b"PK\x03\x04", b"\xff\xfe\x00"])
def test_a_file_that_is_no_table_of_corrections_ends_the_run(tmp_path, content):
    (tmp_path / "c.csv").write_bytes(content)
    with pytest.raises(NothingToReadError, match="cannot be used as corrections"):
        load_corrections(tmp_path / "c.csv")


def test_a_file_that_is_named_and_not_there_ends_the_run(tmp_path):
    with pytest.raises(NothingToReadError, match="cannot be opened"):
        find_corrections([tmp_path], tmp_path / "c.csv")


def test_corrections_lie_in_the_folder_of_the_reports(tmp_path):
    for name in ("one", "other", "none"):
        (tmp_path / name).mkdir()
    assert find_corrections([tmp_path / "none", tmp_path / "a.pdf"], None) is NONE
    (tmp_path / "one/corrections.csv").write_text(f"{HEADER}\n{ONE}\n", "utf-8")
    assert len(find_corrections([tmp_path / "none", tmp_path / "one", tmp_path / "one/../one"], None).lines) == 1
    (tmp_path / "other/corrections.csv").write_text(f"{HEADER}\n", "utf-8")
    assert len(find_corrections([tmp_path / "one", tmp_path / "other"], tmp_path / "one/corrections.csv").lines) == 1
    with pytest.raises(NothingToReadError, match="both hold corrections"):
        find_corrections([tmp_path / "one", tmp_path / "other"], None)


def test_every_change_of_the_file_changes_its_hash(tmp_path):
    one = parse_corrections(tmp_path, f"{HEADER}\n{ONE}\n".encode())
    other = parse_corrections(tmp_path, f"{HEADER}\n{ONE} \n".encode())
    assert "" != one.sha256 != other.sha256


def test_interpreting_again_takes_the_corrections_of_the_last_run(tmp_path):
    assert find_kept_corrections(tmp_path, None) is NONE
    (tmp_path / KEPT).parent.mkdir()
    (tmp_path / KEPT).write_text(f"{HEADER}\n{ONE}\n", "utf-8")
    assert len(find_kept_corrections(tmp_path, None).lines) == 1
    (tmp_path / "c.csv").write_text(f"{HEADER}\n{ONE}\n{OTHER}\n", "utf-8")
    assert len(find_kept_corrections(tmp_path, tmp_path / "c.csv").lines) == 2


def test_what_is_remembered_comes_back_and_damage_is_forgotten(tmp_path):
    memory = {"a\nb": {"printed": "90.00", "page": "3"}}
    assert load_memory(tmp_path) == {}
    (tmp_path / MEMORY).parent.mkdir()
    (tmp_path / MEMORY).write_bytes(encode_memory(memory))
    assert load_memory(tmp_path) == memory
    for damage in (b"", b"[]", b"{", b'{"a": 1}', b"\xff"):
        (tmp_path / MEMORY).write_bytes(damage)
        assert load_memory(tmp_path) == {}
