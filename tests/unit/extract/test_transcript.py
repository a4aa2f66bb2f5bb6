import contextlib
import time

import pytest

from pipeline.errors import InputError, LimitError
from pipeline.extract.transcript import read_transcript
from pipeline.model.codec import decode, encode
from pipeline.model.document import Document, Line, Source, Table

SOURCE = Source("ab" * 32, "report.txt")


def read(text: str) -> Document:
    return read_transcript(SOURCE, text.encode())


def content(text: str) -> list[object]:
    """What is on the pages: a line as its text, a table as rows of cells, a cell as its lines."""
    parts = [part for page in read(text).pages for part in page.content]
    return [part.raw if isinstance(part, Line) else grid(part) for part in parts]


def grid(table: Table) -> list[list[object]]:
    return [[None if cell is None else cell.raw for cell in row] for row in table.rows()]


def test_every_paragraph_line_is_a_line():
    assert content("ข้อ ๐๒๕ การนำผล\n\n.....\n  ได้คะแนน ๙๑.๕๙  \nผ่าน\n") == [
        "ข้อ ๐๒๕ การนำผล",
        ".....",
        "ได้คะแนน ๙๑.๕๙",
        "ผ่าน",
    ]


def test_consecutive_lines_with_tabs_are_a_table_and_a_blank_line_ends_it():
    assert content("ก่อน\nตัวชี้วัด\tคะแนน\n๑\t๑๐๐\n\nตัวชี้วัด\tคะแนน\n๒\t๙๘.๙๒\nหลัง") == [
        "ก่อน",
        [["ตัวชี้วัด", "คะแนน"], ["๑", "๑๐๐"]],
        [["ตัวชี้วัด", "คะแนน"], ["๒", "๙๘.๙๒"]],
        "หลัง",
    ]


def test_an_indented_or_numbered_paragraph_is_no_table():
    assert content("\tย่อหน้า") == ["ย่อหน้า"]
    assert content("๑.\tข้อแรก") == ["๑.\tข้อแรก"]


def test_a_row_may_begin_or_end_with_empty_cells():
    assert content("ก\tข\tค\n\tข2\t\n\t\tค3") == [[["ก", "ข", "ค"], ["", "ข2", ""], ["", "", "ค3"]]]


def test_a_short_row_is_filled_with_empty_cells_so_that_none_means_merged():
    assert content("ก\tข\tค\n๑\t๒") == [[["ก", "ข", "ค"], ["๑", "๒", ""]]]


def test_paragraph_tags_and_breaks_in_a_cell_begin_lines():
    assert content("ก\tข\n<p>หนึ่ง</p> <p>สอง สาม</p>\tสี่<br>ห้า<BR/>หก") == [[["ก", "ข"], ["หนึ่ง\nสอง สาม", "สี่\nห้า\nหก"]]]


def test_a_list_that_was_never_closed_begins_a_line_and_loses_nothing():
    cell = '<p>คือ</p> <ol style="list-style-type: none"> ๑) อนุมัติ ๒) อนุญาต <p>๒. กำหนด</p>'
    assert content(f"ก\tข\n{cell}\tค") == [[["ก", "ข"], ["คือ\n๑) อนุมัติ ๒) อนุญาต\n๒. กำหนด", "ค"]]]


def test_the_numbers_of_an_ordered_list_are_written_out_once():
    assert content("<ol><li>จัดทำ</li><li>เผยแพร่</ol>") == ["1. จัดทำ", "2. เผยแพร่"]
    assert content('<ol start="3"><li><b>๓.</b> จัดทำ<ul><li>ย่อย</li></ul></li><li>ต่อ</ol>') == [
        "๓. จัดทำ",
        "ย่อย",
        "4. ต่อ",
    ]


def test_markdown_tables_lose_their_bars_and_the_line_below_the_header():
    text = "| ตัวชี้วัด | คะแนน |\n|:---|---:|\n| การใช้อำนาจ | ๙๘.๙๒ |\n| ก \\| ข |  |\n\n# หัวข้อ **หนา**"
    assert content(text) == [
        [["ตัวชี้วัด", "คะแนน"], ["การใช้อำนาจ", "๙๘.๙๒"], ["ก | ข", ""]],
        "หัวข้อ หนา",
    ]


def test_markdown_tables_may_have_no_outer_bars_but_a_bar_alone_makes_no_table():
    assert content("ก | ข\n--- | ---\n๑ | ๒") == [[["ก", "ข"], ["๑", "๒"]]]
    assert content("โทร ๐๒ | โทรสาร ๐๓") == ["โทร ๐๒ | โทรสาร ๐๓"]


def test_html_tables_keep_merged_cells():
    text = """ก่อน <table border="1"><caption>คำบรรยาย</caption>
      <thead><tr><th rowspan="2">ที่</th><th colspan=2>คะแนน</th></tr>
      <tr><td>IIT</td><td>EIT</td></tr></thead>
      <tr>
        <td>๑</td>
        <td>๙๐.๐๐<p>บรรทัดสอง</p></td>
        <td></td>
      </tr></table> หลัง"""
    (page,) = read(text).pages
    before, caption, table, after = page.content
    assert isinstance(table, Table)
    assert isinstance(before, Line)
    assert isinstance(caption, Line)
    assert isinstance(after, Line)
    assert [before.raw, caption.raw, after.raw] == ["ก่อน", "คำบรรยาย", "หลัง"]
    assert grid(table) == [
        ["ที่", "คะแนน", None],
        [None, "IIT", "EIT"],
        ["๑", "๙๐.๐๐\nบรรทัดสอง", ""],
    ]
    assert [(cell.row_span, cell.column_span) for cell in table.cells[:2]] == [(2, 1), (1, 2)]


def test_a_line_break_in_the_file_ends_a_line_of_a_cell():
    assert content("<table><tr><td>หนึ่ง\nสอง</td></tr></table>") == [[["หนึ่ง\nสอง"]]]


def test_cells_that_were_never_closed_still_end_where_the_next_begins():
    assert content("<table><tr><td>ก<td>ข<tr><td>ค<td>ง</table>จ") == [[["ก", "ข"], ["ค", "ง"]], "จ"]


def test_text_after_the_last_row_of_an_unclosed_table_is_a_paragraph():
    assert content("<table><tr><td>ก</td></tr>\nข้อความ\n<tr><td>ข</td></tr></table>") == [
        [["ก"]],
        "ข้อความ",
        [["ข"]],
    ]


def test_a_table_in_a_cell_is_text_of_the_cell():
    assert content("<table><tr><td>ก<table><tr><td>ข</td><td>ค</td></tr></table>ง</td><td>จ</td></tr></table>") == [
        [["ก\nข\nค\nง", "จ"]]
    ]


def test_a_rowspan_past_the_last_row_ends_there():
    (page,) = read("<table><tr><td rowspan=9>ก</td><td>ข</td></tr><tr><td>ค</td></tr></table>").pages
    (table,) = page.tables
    assert grid(table) == [["ก", "ข"], [None, "ค"]]
    assert table.cells[0].row_span == 2


def test_entities_are_characters_and_what_only_looks_like_markup_is_text():
    assert content("R&amp;D &lt;p&gt; &#3585;&nbsp;A &foo; a < b > c <O25> <x y") == [
        "R&D <p> ก\xa0A &foo; a < b > c <O25> <x y"
    ]


def test_what_is_never_printed_is_left_out_and_moves_nothing():
    text = "<!DOCTYPE html>\n<style>td {\n color: red }</style>\n<script>go()</script>ก<!-- ? -->ข"
    (page,) = read(text).pages
    (line,) = page.lines
    assert (line.raw, line.bbox.top, line.bbox.x0) == ("กข", 3.0, 21.0)


def test_boxes_and_edges_count_characters_and_lines_of_the_file():
    file = "แรก\n  <p>ก&amp;ข</p>\tคะแนน\nก\tข"
    (page,) = read(file).pages
    table = page.tables[0]
    cut, score = table.cells[0].lines[0], table.cells[1].lines[0]
    assert (cut.raw, cut.edges) == ("ก&ข", (5.0, 6.0, 11.0, 12.0))
    assert (cut.bbox.x0, cut.bbox.top, cut.bbox.x1, cut.bbox.bottom) == (5.0, 1.0, 12.0, 2.0)
    assert score.bbox.x0 == file.split("\n")[1].index("คะแนน")
    assert (page.width, page.height, page.reader, page.trust) == (0, 0, "transcript", 0)


def test_every_line_has_as_many_edges_as_characters_and_one():
    text = "<ol><li>ก&#x0E33;ข</li></ol> **หนา** ก\\_ข\tข\n| <b>ก</b> | ข<br>ค |"
    lines = [line for page in read(text).pages for line in page.every_line()]
    assert len(lines) >= 4
    for line in lines:
        assert len(line.edges) == len(line.raw) + 1
        assert list(line.edges) == sorted(line.edges)


def test_a_line_that_lost_characters_is_worth_nothing():
    document = read_transcript(SOURCE, ("ดี " * 200 + "\nเสีย ").encode() + b"\xe0\xb8 1")
    good, bad = document.pages[0].lines
    assert (good.confidence, bad.confidence) == (0.9, 0.0)
    assert "\N{REPLACEMENT CHARACTER}" in bad.raw


@pytest.mark.parametrize("marker", ["<!-- page 2 -->", "--- Page 2 ---", "# Page 2", "[หน้า ๒]", "=== หน้าที่ 2 ==="])
def test_a_marker_on_a_line_of_its_own_begins_a_page(marker):
    pages = read(f"หนึ่ง\n{marker}\nสอง").pages
    assert [(page.number, [line.raw for line in page.lines]) for page in pages] == [(1, ["หนึ่ง"]), (2, ["สอง"])]


def test_form_feeds_begin_pages_and_blank_pages_count():
    pages = read("หนึ่ง\f\fสาม\fก\tข\tค").pages
    assert [page.number for page in pages] == [1, 3, 4]
    assert grid(pages[2].tables[0]) == [["ก", "ข", "ค"]]


def test_a_table_ends_with_its_page():
    assert content("ก\tข\n๑\t๒\n--- page 2 ---\nก\tข\n๓\t๔") == [[["ก", "ข"], ["๑", "๒"]], [["ก", "ข"], ["๓", "๔"]]]


def test_markers_that_stand_after_their_pages_are_understood():
    pages = read("หนึ่ง\n--- page 1 ---\nสอง\n--- page 2 ---\n").pages
    assert [(page.number, page.lines[0].raw) for page in pages] == [(1, "หนึ่ง"), (2, "สอง")]


@pytest.mark.parametrize("text", ["หน้า ๓", "ดูหน้า 3", "# Page 1 of our plan", "---"])
def test_what_may_be_a_printed_page_number_is_text(text):
    pages = read(f"หนึ่ง\n{text}\nสอง").pages
    assert [page.number for page in pages] == [1]
    assert len(pages[0].lines) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp874"])
def test_encodings_of_thai_text_are_told_apart(encoding):
    text = "ผลการประเมิน ITA ประจำปี ๒๕๖๘\r\nได้คะแนนรวม\t91.59\tผ่าน\r\n"
    (page,) = read_transcript(SOURCE, text.encode(encoding)).pages
    assert page.lines[0].raw == "ผลการประเมิน ITA ประจำปี ๒๕๖๘"
    assert grid(page.tables[0]) == [["ได้คะแนนรวม", "91.59", "ผ่าน"]]


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t\n", b"<p></p>", b"\xef\xbb\xbf", b"<table><tr><td></td></tr></table>"]
)
def test_a_transcript_without_text_is_an_error(content):
    with pytest.raises(InputError, match="no text"):
        read_transcript(SOURCE, content)


@pytest.mark.parametrize("content", [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 40])
def test_bytes_that_are_no_text_are_an_error(content):
    with pytest.raises(InputError, match="not text"):
        read_transcript(SOURCE, content)


def test_a_longer_text_than_any_report_is_refused():
    with pytest.raises(LimitError, match="characters"):
        read_transcript(SOURCE, b"a" * 5_000_001)


@pytest.mark.parametrize(
    "text",
    [
        "a\t" * 2000 + "\n" + "a\tb\n" * 2000,
        "<table>" + "<tr><td rowspan=9999 colspan=999>a" * 2000,
    ],
)
def test_a_table_that_would_explode_is_refused(text):
    with pytest.raises(LimitError, match="places"):
        read(text)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<!--",
        "<a ",
        "<p",
        "<p>",
        "<ol><li>",
        "<style>",
        "<script>a",
        "<table>",
        "<table><tr><td>",
        "<table></table>",
        "&",
        "&amp",
        "**",
        "\\|",
        "|",
        "|-",
        "-",
        "- ",
        "# ",
        "\f",
        " ",
        "<td rowspan=",
        "[page 1",
        "--page 1 ",
    ],
)
def test_no_text_takes_more_than_linear_time(piece):
    started = time.process_time()
    with contextlib.suppress(LimitError):
        read("ก" + piece * (300_000 // len(piece)) + "ก")
    assert time.process_time() - started < 3


def test_a_transcript_survives_the_codec():
    document = read("ก\t<p>ข</p><p>ค</p>\nง\tจ\n\n<table><tr><td>&nbsp;ฉ</td></tr></table>")
    assert decode(encode(document)) == document
