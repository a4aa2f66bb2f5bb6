"""Pages read from their pictures: tables, lines and their places on the page as shown."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.errors import ExtractError
from pipeline.extract.prepared import Cut
from pipeline.extract.scan import doubt_overlaid, read_picture
from tests.fakes import CrashingEngine, SameWordEngine, SilentEngine, WidthEngine, reading
from tests.unit.extract.paper import DPI, POINTS, array, page, prose, table

KHMER = Path("/usr/share/fonts/truetype/noto/NotoSansKhmer-Regular.ttf")


def read(sheet, engine=None):
    width, height = (side / DPI * 72 for side in sheet.size)
    return read_picture(np.asarray(sheet), 1, width, height, engine or SameWordEngine())


def test_a_table_is_found_with_a_line_in_each_cell():
    (found,) = read(table()).tables
    assert (found.row_count, found.column_count) == (3, 3)
    assert [cell.raw for cell in found.cells] == ["คำ"] * 9


def test_lines_and_tables_stand_in_reading_order():
    sheet = table()
    above, below = page([(300, 150, "ก่อนตาราง"), (300, 800, "หลังตาราง")]), sheet
    both = Image.fromarray(np.minimum(array(above), array(below)))
    content = read(both).content
    assert [type(part).__name__ for part in content] == ["Line", "Table", "Line"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_same_page_is_read_however_it_lies(turn):
    read_upright, turned = read(prose(), WidthEngine()), read(prose().rotate(turn, expand=True), WidthEngine())
    assert turned.rotation == turn
    assert (turned.width, turned.height) == pytest.approx(POINTS)
    assert len(turned.lines) == len(read_upright.lines) == 20
    assert turned.lines[0].bbox.top == pytest.approx(read_upright.lines[0].bbox.top, abs=1)


@pytest.mark.parametrize("skew", [-2.0, 1.5])
def test_the_box_of_a_line_holds_its_ink_on_the_skewed_page(skew):
    sheet = page([(300, 700, "คะแนน")], points=24)
    sheet.paste(prose(10, top=1200).crop((0, 1200, 1654, 2339)), (0, 1200))
    turned = sheet.rotate(-skew, Image.Resampling.BICUBIC, fillcolor=255)
    first = read(turned).lines[0].bbox
    rows, columns = np.nonzero(array(turned)[:1000] < 128)
    ink = [edge / DPI * 72 for edge in (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)]
    assert (first.x0, first.top, first.x1, first.bottom) == pytest.approx(ink, abs=2.5)


def test_characters_stand_between_the_edges_of_their_line():
    line = read(prose(3)).lines[0]
    assert len(line.edges) == len(line.raw) + 1
    assert list(line.edges) == sorted(line.edges)
    assert line.bbox.x0 - 3 <= line.edges[0]
    assert line.edges[-1] <= line.bbox.x1 + 3


@pytest.mark.parametrize("shade", [0, 90, 255])
def test_a_page_without_print_holds_nothing(shade):
    assert read(Image.new("L", (1654, 2339), shade)).content == ()


def test_nothing_is_invented_where_the_engine_reads_nothing():
    assert read(prose(), SilentEngine()).content == ()


def test_a_page_is_given_up_when_the_engine_gives_up():
    with pytest.raises(ExtractError):
        read(prose(), CrashingEngine())


def test_three_words_upside_down_are_turned():
    words = page([(300, 400, "ผลการประเมินคุณธรรมและความโปร่งใส")], points=24).rotate(180)
    assert read(words).rotation == 180


@dataclass
class LeaningEngine:
    """Is surer of some pictures than of others: on their head, upright, and whatever comes after."""

    sure: list
    word: str
    label: str = "leaning 1"

    def read_lines(self, pictures, dpi):
        confidence = self.sure.pop(0) if self.sure else 0.9
        return tuple(reading(self.word, one.shape[1], confidence) for one in pictures)


@pytest.mark.parametrize(
    ("on_head", "upright", "word", "rotation"),
    [(0.95, 0.9, "10", 0), (0.95, 0.5, "10", 180), (0.95, 0.9, "1000000000000", 180)],
)
def test_a_page_of_few_digits_is_turned_only_where_they_are_read_clearly_better(on_head, upright, word, rotation):
    number = page([(800, 2000, "10")], points=16)
    assert read(number, LeaningEngine([on_head, upright], word)).rotation == rotation


def test_a_photograph_is_no_text():
    random = np.random.default_rng(1)
    coarse = Image.fromarray(random.integers(0, 255, (60, 45), np.uint8))
    photo = coarse.resize((1654, 2339), Image.Resampling.BICUBIC)
    assert len(read(photo).content) < 40


def test_dots_of_colour_before_words_are_no_letters():
    sheet = page([(300, 300 + 80 * at, "บรรลุเป้าหมาย") for at in range(8)], points=12)
    bare = [line.bbox.x0 for line in read(sheet).lines]
    pen = ImageDraw.Draw(sheet)
    for at in range(8):
        pen.ellipse((250, 312 + 80 * at, 276, 338 + 80 * at), fill=90)
    assert [line.bbox.x0 for line in read(sheet).lines] == pytest.approx(bare, abs=0.5)


def test_salt_is_no_text():
    random = np.random.default_rng(7)
    sheet = np.where(random.random((2339, 1654)) < 0.01, 0, 255).astype(np.uint8)
    assert len(list(read(Image.fromarray(sheet)).every_line())) < 10


def test_text_is_read_through_salt():
    random = np.random.default_rng(7)
    sheet = np.where(random.random((2339, 1654)) < 0.01, 0, array(prose(5))).astype(np.uint8)
    assert len(read(Image.fromarray(sheet)).lines) == 5


def test_what_is_left_of_a_torn_page_is_read():
    sheet = array(table()).copy()
    tear = 560 + np.rint(30 * np.sin(np.arange(sheet.shape[1]) / 170)).astype(int)
    sheet[np.arange(sheet.shape[0])[:, None] > tear] = 20
    lines = list(read(Image.fromarray(sheet)).every_line())
    assert len(lines) >= 6


def test_a_table_of_two_hundred_columns_is_a_table():
    rules = [(100 + 24 * at, 300, 101 + 24 * at, 390) for at in range(201)]
    rules += [(100, 300 + 30 * at, 4901, 301 + 30 * at) for at in range(4)]
    cells = [(106 + 24 * at, 306 + 30 * row, str(at % 10)) for at in range(200) for row in range(3)]
    (found,) = read(page(cells, rules, size=(5000, 1400), points=5)).tables
    assert (found.row_count, found.column_count) == (3, 200)


def test_handwriting_is_lines_and_no_table():
    sheet = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(sheet)
    for top in range(200, 2000, 120):
        way = np.arange(0, 1200, 4)
        waves = top + 24 * np.sin(way / 11) + 6 * np.sin(way / 2.9)
        pen.line([(200 + x, y) for x, y in zip(way.tolist(), waves.tolist(), strict=True) if x % 150 < 120], 30, 4)
    found = read(sheet)
    assert not found.tables
    assert len(found.lines) <= 8 * 15


@pytest.mark.skipif(not KHMER.exists(), reason="needs Debian's fonts-noto-core")
def test_letters_of_another_script_are_lines_for_the_engine_to_judge():
    pen_font = ImageFont.truetype(str(KHMER), 44)
    sheet = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(sheet)
    for top in range(200, 1100, 90):
        pen.text((200, top), "ការវាយតម្លៃសុចរិតភាព និងតម្លាភាព", fill=0, font=pen_font)
    assert len(read(sheet).lines) >= 10
    assert read(sheet, SilentEngine()).content == ()


def test_a_character_beside_hidden_letters_is_no_surer_than_a_guess():
    overlaid = np.zeros(80, np.bool_)
    overlaid[25:30] = True
    doubted = doubt_overlaid(reading("กขคง", 80), Cut(np.zeros((20, 80), np.uint8), 0, overlaid))
    assert [one.confidence for one in doubted.characters] == [0.99, 0.5, 0.99, 0.99]
    assert doubted.confidence == 0.5
