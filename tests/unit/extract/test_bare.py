"""Tables of which a fax kept no rule: what is one, where its rows and columns are, and what stays as it is."""

import numpy as np

from pipeline.extract import page_image
from pipeline.extract.bare import Ruled, find_bare_tables, find_lost_floors
from pipeline.extract.ink import OUTSIDE
from pipeline.extract.ink_lines import find_lines
from pipeline.extract.light import to_grey
from tests.unit.extract.paper import DPI, WIDTH, array, page, prose

COLUMNS = (150, 500, 850, 1250)
TEXTS = ("ข้อ ๑ เรื่อง", "มาตรการ", "ขั้นตอน", "กองคลัง")
NAMES = ("ประเด็นสำคัญ", "มาตรการ", "วิธีการ", "ผู้รับผิดชอบ")
PITCH, BETWEEN = 60, 75
"""In pixels: how far lines of a row are apart, and the last one of a row from the first one of the next."""


def rows(*heights, top=400):
    """Return the lines of a table: for each row how many lines each of its cells has."""
    found = [(x, top - BETWEEN, name) for x, name in zip(COLUMNS, NAMES, strict=True)]
    for cells in heights:
        for x, text, count in zip(COLUMNS, TEXTS, cells, strict=True):
            found += [(x, top + PITCH * at, text) for at in range(count)]
        top += PITCH * (max(cells) - 1) + BETWEEN
    return found


def ink(sheet):
    picture = np.where(array(sheet) < 128, 0, 255).astype(np.uint8)
    prepared = page_image.prepare(page_image.make_level(*to_grey(picture), DPI))
    zones = np.full(len(prepared.boxes), OUTSIDE, np.int64)
    return find_lines(prepared.boxes, zones, DPI), prepared.boxes


def bare(lines, ruled=()):
    return find_bare_tables(*ink(page(lines)), ruled, WIDTH, DPI)


def test_rows_and_columns_are_told_by_how_text_stands():
    ((across, down),) = bare(rows((1, 4, 3, 1), (2, 1, 5, 1), (3, 2, 2, 1)))
    floors = sorted(set(across[:, 1].tolist()))
    walls = sorted(set(down[:, 0].tolist()))
    tops = (400, 400 + 3 * PITCH + BETWEEN, 400 + 7 * PITCH + 2 * BETWEEN)
    assert len(floors) == 5
    assert all(top - 20 < floor < top + 20 for floor, top in zip(floors[1:-1], tops, strict=True))
    assert len(walls) == 5
    assert all(left < wall < right for wall, left, right in zip(walls[1:-1], COLUMNS, COLUMNS[1:], strict=False))


def test_a_column_that_goes_on_where_no_row_begins_leaves_all_as_it_is():
    lines = rows((2, 5, 5, 1))
    assert bare([*lines, (COLUMNS[0], 400 + 4 * PITCH, TEXTS[0])]) == ()


def test_a_line_with_but_a_dash_does_not_end_its_cell():
    dash = (COLUMNS[1], 400 + PITCH, TEXTS[1])
    ((across, _),) = bare([line for line in rows((1, 4, 4, 1), (2, 1, 5, 1)) if line != dash])
    assert len(across) == 4


def test_prose_is_no_table():
    assert find_bare_tables(*ink(prose()), (), WIDTH, DPI) == ()


def test_a_table_whose_rules_were_found_stays_as_it_is():
    ruled = Ruled(350.0, 1500.0, (130.0, 480.0, 830.0, 1230.0, 1500.0))
    assert bare(rows((1, 4, 3, 1), (2, 1, 5, 1), (3, 2, 2, 1)), ruled=[ruled]) == ()


def test_rules_through_whose_sides_words_run_are_of_a_table_that_lost_the_others():
    ruled = Ruled(350.0, 1500.0, (180.0, 480.0, 830.0, 1270.0))
    ((_, down),) = bare(rows((1, 4, 3, 1), (2, 1, 5, 1), (3, 2, 2, 1)), ruled=[ruled])
    assert len(set(down[:, 0].tolist())) == 5


def test_a_table_that_lost_no_rule_is_no_part_of_another():
    lines, bottom = rows((1, 2, 2, 1), (2, 1, 5, 1)), 400 + PITCH + BETWEEN - 15
    walls = (130.0, 830.0, 1500.0)
    ((across, _),) = bare(lines, ruled=[Ruled(300.0, bottom, walls)])
    assert across[0, 1] < 350
    assert all(
        across[0, 1] > bottom - 20 for across, _ in bare(lines, ruled=[Ruled(300.0, bottom, walls, is_whole=True)])
    )


def test_lines_far_apart_are_one_table_where_all_lines_of_the_page_are():
    wide = [(x, 2 * y, text) for x, y, text in rows((1, 4, 3, 1), (2, 1, 5, 1))]
    ((across, _),) = bare(wide)
    assert len(across) == 4


def test_the_last_row_may_be_cut_off_by_the_end_of_the_page():
    ((across, _),) = bare(rows((1, 4, 3, 1), (3, 3, 3, 3)))
    assert len(across) == 4


def test_names_that_go_on_beside_no_number_are_of_the_row_above():
    names = ("ตัวชี้วัดการประเมิน", "เต็ม", "คะแนน", "ถ่วง")
    columns = (150, 550, 750, 950)
    lines = [(x, 400 - BETWEEN, name) for x, name in zip(columns, names, strict=True)]
    top = 400
    for count in (1, 3, 1, 1, 2, 1):
        lines += [(columns[0], top + PITCH * at, "การปฏิบัติหน้าที่") for at in range(count)]
        lines += [(x, top, "๑๐๐") for x in columns[1:3]]
        top += PITCH * (count - 1) + BETWEEN
    lines.append((columns[3], 400, "๓๐"))
    ((across, _),) = bare(lines)
    assert len(across) == 8


def test_columns_of_the_table_below_are_those_of_a_few_lines_above():
    few = [(x, 100 + PITCH * at, name) for at in range(2) for x, name in zip(COLUMNS, NAMES, strict=True)]
    rest = [(COLUMNS[1], 100 + 2 * PITCH + BETWEEN * at, "มาตรการ") for at in range(1, 3)]
    heading = [(150, 700, "หัวข้อที่ยาวกว่าหนึ่งคอลัมน์และพาดผ่านหลายคอลัมน์ของตาราง")]
    below = [(x, y + 600, text) for x, y, text in rows((1, 4, 3, 1), (2, 1, 5, 1))]
    found = bare([*few, *rest, *heading, *below])
    assert [len(set(down[:, 0].tolist())) for _, down in found] == [5, 5]


def test_two_tables_below_each_other_are_two():
    upper = rows((1, 4, 3, 1), (2, 1, 5, 1))
    lower = [(x, y + 1000, text) for x, y, text in upper]
    found = bare([*upper, *lower])
    assert len(found) == 2
    assert all(len(across) == 4 for across, _ in found)
    assert found[0][0][-1, 1] < 1300 < found[1][0][0, 1]


def test_names_of_columns_in_the_middle_of_their_cells_are_one_row():
    tall = [(COLUMNS[0], 300 + PITCH * at, "ชื่อ") for at in range(3)]
    names = [*tall, *((x, 300 + PITCH // 2 + PITCH * at, "ชื่อ") for x in COLUMNS[1:] for at in range(2))]
    body = [(x, y + 100, text) for x, y, text in rows((1, 4, 3, 1), (2, 1, 5, 1))]
    ((across, _),) = bare([*names, *body])
    floors = sorted(set(across[:, 1].tolist()))
    assert len(floors) == 4
    assert 300 + 2 * PITCH < floors[1] < 500


def test_the_number_of_the_page_is_not_of_the_table():
    lines = rows((1, 4, 3, 1), (2, 1, 5, 1))
    ((alone, _),) = bare(lines)
    foot = max(y for _, y, _ in lines) + PITCH * 3 // 2
    ((across, _),) = bare([*lines, (COLUMNS[3], foot, "๑๒")])
    assert across[:, 1].max() == alone[:, 1].max()


def test_the_head_of_the_page_is_not_of_the_table():
    lines = rows((1, 4, 3, 1), (2, 1, 5, 1))
    top = 400 - 2 * BETWEEN
    ((alone, walls),) = bare(lines)
    ((across, down),) = bare([*lines, (COLUMNS[2], top - BETWEEN, "๑๒"), (900, top, "หัวเรื่องของหน้าที่ยาว")])
    assert across[:, 1].min() == alone[:, 1].min()
    assert set(down[:, 0].tolist()) == set(walls[:, 0].tolist())


def test_a_row_of_text_is_not_parted_line_by_line():
    names = [(x, 200, name) for x, name in zip(COLUMNS, NAMES, strict=True)]
    tall = [(COLUMNS[0], 200 + at * PITCH // 2, "ชื่อ") for at in (-1, 1)]
    body = [(x, 400 + PITCH * at, "มาตรการป้องกัน") for at in range(4) for x in COLUMNS]
    for across, _ in bare([*names[1:], *tall, *body]):
        assert not any(400 + PITCH // 2 < floor < 400 + 3 * PITCH for floor in across[:, 1].tolist())


def test_a_ruled_table_with_as_many_walls_as_there_are_columns_stays_as_it_is():
    ruled = Ruled(800.0, 1500.0, (130.0, 480.0, 830.0, 1230.0, 1500.0))
    assert bare(rows((1, 4, 3, 1), (2, 1, 5, 1), (3, 2, 2, 1)), ruled=[ruled]) == ()


def test_a_rule_that_was_lost_between_two_rows_is_there_again():
    lines, boxes = ink(page(rows((1, 4, 3, 1), (2, 1, 5, 1))))
    walls = (130, 480, 830, 1230, 1500)
    floors = find_lost_floors([(lines, walls)], boxes, WIDTH, DPI)
    place = 400 + 3 * PITCH + BETWEEN
    assert [(x0, x1) for x0, _, x1, _, _ in floors.tolist()] == [(130, 1501)]
    assert place - 20 < floors[0, 1] < place + 20


def test_a_row_of_one_row_is_not_parted():
    lines, boxes = ink(page(rows((2, 4, 3, 1))))
    assert len(find_lost_floors([(lines, (130, 480, 830, 1230, 1500))], boxes, WIDTH, DPI)) == 0


def test_names_of_columns_at_other_heights_are_not_parted():
    names = [(x, 400 + PITCH // 2, "ชื่อ") for x in COLUMNS[:1]] + [
        (x, 400 + PITCH * at, "ชื่อ") for x in COLUMNS[1:] for at in range(2)
    ]
    header, boxes = ink(page([*names, *((x, y + 400, text) for x, y, text in rows((2, 4, 3, 1)))]))
    walls = (130, 480, 830, 1230, 1500)
    lines = [[line for line in header if (line.foot < 600) == is_upper] for is_upper in (True, False)]
    assert len(find_lost_floors([(part, walls) for part in lines], boxes, WIDTH, DPI)) == 0


def test_lines_that_are_as_full_as_each_other_are_left_to_others():
    assert bare([(x, 400 + PITCH * at, "ชื่อ") for x in COLUMNS for at in range(6)]) == ()


VALUES = ("๑", "การใช้งบประมาณ", "๙๙.๒๔", "๙๘.๖๗")
WALLS = (130, 480, 830, 1230, 1500)


def floors_of(texts, counts):
    """Return the heights at which one row of a table is parted: for each cell its lines."""
    sheet = [
        (x, 400 + PITCH * at, text)
        for x, text, count in zip(COLUMNS, texts, counts, strict=True)
        for at in range(count)
    ]
    lines, boxes = ink(page(sheet))
    return find_lost_floors([(lines, WALLS)], boxes, WIDTH, DPI)[:, 1].tolist()


def test_lines_of_numbers_below_each_other_are_a_row_each():
    found = floors_of(VALUES, (5, 5, 5, 5))
    assert len(found) == 4
    places = [400 + PITCH * at for at in range(1, 5)]
    assert all(place - 20 < floor < place + 20 for floor, place in zip(found, places, strict=True))


def test_numbers_beside_a_cell_that_goes_on_are_no_rows():
    assert floors_of(VALUES, (1, 5, 2, 1)) == []


def test_long_cells_of_as_many_lines_are_one_row():
    assert floors_of(("ข้อ ๑ เรื่องของ", "มาตรการส่งเสริมนี้", "ขั้นตอนการดำเนินงาน", "กองคลัง"), (5, 5, 5, 5)) == []
