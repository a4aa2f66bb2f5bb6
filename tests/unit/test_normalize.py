from dataclasses import replace

from pipeline.model.document import Cell, Character, Document, Line, Page, Source, Table
from pipeline.model.geometry import BBox
from pipeline.normalize import normalize_document

BOX = BBox(0, 0, 10, 10)


def line(raw: str) -> Line:
    return Line(BOX, raw, raw, 1.0, "text-layer", tuple(map(float, range(len(raw) + 1))))


def document(*raws: str) -> Document:
    first, *others = raws
    cells = tuple(Cell(row, 0, 1, 1, BOX, (line(raw),)) for row, raw in enumerate(others))
    page = Page(1, 595.0, 842.0, 0, 0.0, "text-layer", 1.0, (line(first), Table(BOX, cells)))
    return Document(Source("ab" * 32, "report.pdf"), (page,))


def test_lines_in_and_out_of_tables_are_cleaned_and_keep_what_was_read():
    read = document("ด าเนินงาน", "นํ้า", "๙๘.๙๒")
    clean = normalize_document(read)
    lines = list(clean.pages[0].every_line())
    assert [line.text for line in lines] == ["ดำเนินงาน", "น้ำ", "๙๘.๙๒"]
    assert [line.raw for line in lines] == ["ด าเนินงาน", "นํ้า", "๙๘.๙๒"]


def test_nothing_but_the_text_changes():
    read = document("ด าเนินงาน", "นํ้า")
    restored = normalize_document(read)
    texts = iter(restored.pages[0].every_line())
    for before in read.pages[0].every_line():
        assert replace(next(texts), text=before.text) == before


def test_normalizing_twice_is_normalizing_once():
    once = normalize_document(document("กำรด ำเนินงำน", "เเผนงาน  ที่่"))
    assert normalize_document(once) == once


def test_the_text_follows_what_was_read_not_an_earlier_cleaning():
    read = document("ก", "ข")
    page = read.pages[0]
    stale = replace(page, content=(replace(line("ด าเนิน"), text="อื่น"), *page.content[1:]))
    assert normalize_document(replace(read, pages=(stale,))).pages[0].lines[0].text == "ดำเนิน"


def test_the_dots_that_dirt_is_read_as_are_left_out_of_what_was_read_off_a_picture():
    typed = document("ควรประกาศ .")
    (page,) = typed.pages
    seen = replace(page, content=tuple(replace(one, reader="thai-1") for one in page.lines))
    for pages, text in (((page,), "ควรประกาศ ."), ((seen,), "ควรประกาศ")):
        (line,) = normalize_document(replace(typed, pages=pages)).pages[0].lines
        assert (line.text, line.raw) == (text, "ควรประกาศ .")


def test_a_dot_that_its_reader_holds_likelier_to_be_nothing_is_dirt():
    (page,) = document("•กองช่าง").pages
    for nothing, text in ((0.9, "กองช่าง"), (0.1, "•กองช่าง")):
        characters = tuple(
            Character(letter, 0.0, 1.0, 0.5, (("", nothing),) if letter == "•" else ()) for letter in "•กองช่าง"
        )
        seen = replace(page, content=(replace(page.lines[0], reader="thai-1", characters=characters),))
        read = replace(document(""), pages=(seen,))
        (line,) = normalize_document(read).pages[0].lines
        assert (line.text, line.raw) == (text, "•กองช่าง")
