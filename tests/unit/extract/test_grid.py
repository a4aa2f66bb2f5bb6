"""Rules become tables: merged cells, missing edges, broken and double rules; charts and prose do not."""

import pytest

from pipeline.extract.grid import arrange, fill, find_grids
from pipeline.model.document import Line, Run, Table
from pipeline.model.geometry import BBox


def across(y, x0, x1, thickness=0.5):
    return BBox(x0, y - thickness / 2, x1, y + thickness / 2)


def down(x, y0, y1, thickness=0.5):
    return BBox(x - thickness / 2, y0, x + thickness / 2, y1)


def ruled(xs, ys):
    return [across(y, xs[0], xs[-1]) for y in ys] + [down(x, ys[0], ys[-1]) for x in xs]


def run(text, x0, top, width=None):
    return Run(text, BBox(x0, top, x0 + (width or 5 * len(text)), top + 10), 1.0)


def shape(table):
    return [(c.row, c.column, c.row_span, c.column_span) for c in table.cells]


def rows(table):
    return [[None if cell is None else cell.text for cell in row] for row in table.rows()]


class TestRules:
    def test_a_full_grid_has_a_cell_in_every_place(self):
        (table,) = find_grids(ruled([10, 60, 200], [10, 30, 50, 70]))
        assert (table.row_count, table.column_count, len(table.cells)) == (3, 2, 6)
        assert table.bbox == BBox(10, 10, 200, 70)
        assert table.cells[3].bbox == BBox(60, 30, 200, 50)

    def test_a_two_row_header_with_merged_cells(self):
        rules = [across(10, 10, 300), across(50, 10, 300), across(70, 10, 300), across(30, 100, 300)]
        rules += [down(x, 10, 70) for x in (10, 100, 300)] + [down(200, 30, 70)]
        (table,) = find_grids(rules)
        assert shape(table) == [
            (0, 0, 2, 1),
            (0, 1, 1, 2),
            (1, 1, 1, 1),
            (1, 2, 1, 1),
            (2, 0, 1, 1),
            (2, 1, 1, 1),
            (2, 2, 1, 1),
        ]

    def test_a_group_row_runs_over_all_columns(self):
        rules = [across(y, 10, 300) for y in (10, 30, 50, 70)] + [down(10, 10, 70), down(300, 10, 70)]
        rules += [down(150, 10, 30), down(150, 50, 70)]
        (table,) = find_grids(rules)
        assert shape(table) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2), (2, 0, 1, 1), (2, 1, 1, 1)]

    def test_a_table_open_at_its_sides_goes_on_below_its_group_rows(self):
        rules = [across(y, 10, 300) for y in (10, 30, 50, 70, 90, 110)]
        rules += [down(150, y, y + 20) for y in (10, 50, 90)]
        (table,) = find_grids(rules)
        assert shape(table) == [
            (0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2), (2, 0, 1, 1),
            (2, 1, 1, 1), (3, 0, 1, 2), (4, 0, 1, 1), (4, 1, 1, 1),
        ]  # fmt: skip

    def test_closed_tables_under_each_other_stay_two(self):
        assert len(find_grids(ruled([10, 150, 300], [10, 30]) + ruled([10, 150, 300], [50, 70]))) == 2

    def test_open_tables_with_other_columns_stay_two(self):
        rules = [across(y, 10, 300) for y in (10, 30, 50, 70)] + [down(150, 10, 30), down(90, 50, 70)]
        assert len(find_grids(rules)) == 2

    def test_missing_outer_edges_are_taken_from_the_ends_of_the_rules(self):
        rules = [across(y, 10, 300) for y in (10, 30, 50)] + [down(150, 10, 50)]
        (table,) = find_grids(rules)
        assert table.bbox == BBox(10, 10, 300, 50)
        assert len(table.cells) == 4

    def test_one_rule_that_a_speck_makes_longer_than_the_others_makes_no_column(self):
        rules = [across(y, 10, 300) for y in (10, 30, 70)] + [across(50, 3.5, 300)]
        rules += [down(x, 10, 70) for x in (12, 150, 300)]
        (table,) = find_grids(rules)
        assert table.column_count == 2

    def test_broken_and_double_rules_are_one(self):
        rules = [across(10, 10, 100), across(10.4, 103, 300), across(12, 10, 300), across(40, 10, 300)]
        rules += [down(10, 10, 24), down(10, 26, 40), down(150, 12, 39), down(300, 10, 40)]
        (table,) = find_grids(rules)
        assert shape(table) == [(0, 0, 1, 1), (0, 1, 1, 1)]

    def test_a_table_drawn_cell_by_cell_is_one(self):
        rules = []
        for x0, x1 in ((10, 100), (100, 200)):
            for top, bottom in ((10, 30), (30, 50)):
                rules += [across(top, x0, x1), across(bottom, x0, x1), down(x0, top, bottom), down(x1, top, bottom)]
        (table,) = find_grids(rules)
        assert len(table.cells) == 4

    def test_two_tables_stay_two(self):
        found = find_grids(ruled([10, 60, 200], [300, 330]) + ruled([10, 60, 200], [10, 30]))
        assert [table.bbox.top for table in found] == [10, 300]

    @pytest.mark.parametrize(
        "rules",
        [[], [across(10, 10, 300)], ruled([10, 300], [10, 700]), [across(y, 10, 300) for y in (10, 30, 50)]],
        ids=["nothing", "an underline", "a frame", "lines to write on"],
    )
    def test_these_are_no_tables(self, rules):
        assert find_grids(rules) == ()


class TestRepeated:
    NAMES = ("ลำดับ", "ประเด็น", "ผลคะแนน")

    def page(self, *below, sides=False):
        """Return the content of a page with three columns, a heading without walls, and rows below it."""
        rules = [across(y, 10, 310) for y in (10, 30, 50, 80, 100, 120)]
        rules += [down(x, top, bottom) for x in (110, 210) for top, bottom in ((10, 50), (80, 120))]
        rules += [down(x, 10, 120) for x in (10, 310) if sides]
        texts = [(self.NAMES, 14), (("1", "ก", "99.50"), 34), (("2. การรับรู้",), 60), *zip(below, (84, 104), strict=True)]
        runs = [run(text, 20 + 100 * at, top) for line, top in texts for at, text in enumerate(line)]
        return arrange(runs, rules, 400, 400, "test")

    def test_names_of_columns_below_a_heading_without_walls_begin_another_table(self):
        first, heading, second = self.page(self.NAMES, ("2", "ข", "98.00"))
        assert (rows(first)[1], heading.text, rows(second)) == (
            ["1", "ก", "99.50"], "2. การรับรู้", [list(self.NAMES), ["2", "ข", "98.00"]],
        )  # fmt: skip

    def test_other_rows_below_a_heading_are_of_the_same_table(self):
        (table,) = self.page(("2", "ข", "98.00"), ("3", "ค", "97.00"))
        assert table.row_count == 5

    def test_sides_that_run_past_the_heading_keep_the_table_whole(self):
        (table,) = self.page(self.NAMES, ("2", "ข", "98.00"), sides=True)
        assert table.row_count == 5


class TestFilling:
    def test_every_run_lands_in_the_cell_of_its_middle(self):
        (table,) = find_grids(ruled([10, 100, 200], [10, 30, 50]))
        filled = fill(table, [run("ข้อ", 20, 14), run("I7", 110, 34), run("๑", 20, 34), run("คะแนน", 110, 14)], "test")
        assert rows(filled) == [["ข้อ", "คะแนน"], ["๑", "I7"]]

    def test_a_run_over_a_wall_is_cut_there(self):
        (table,) = find_grids(ruled([10, 60, 200], [10, 30]))
        filled = fill(table, [Run("การใช้อำนาจ 98.92", BBox(12, 14, 97, 24), 1.0)], "test")
        assert rows(filled) == [["การใช้อำนา", "จ 98.92"]] or rows(filled) == [["การใช้อำนาจ", "98.92"]]
        assert "".join(rows(filled)[0]).replace(" ", "") == "การใช้อำนาจ98.92"

    def test_lines_of_a_cell_stay_lines(self):
        (table,) = find_grids(ruled([10, 100, 200], [10, 60]))
        filled = fill(table, [run("บรรทัดล่าง", 12, 30), run("บรรทัดบน", 12, 14)], "test")
        assert filled.cells[0].text == "บรรทัดบน\nบรรทัดล่าง"


class TestPages:
    def test_content_is_in_reading_order(self):
        runs = [run("ท้ายหน้า", 20, 200), run("หัวเรื่อง", 20, 10), run("ข้อ", 20, 104), run("คะแนน", 110, 104)]
        content = arrange(runs, ruled([10, 100, 200], [100, 120]), 595, 842, "test")
        assert [part.text if isinstance(part, Line) else rows(part) for part in content] == [
            "หัวเรื่อง",
            [["ข้อ", "คะแนน"]],
            "ท้ายหน้า",
        ]

    def test_text_in_a_frame_is_no_table(self):
        runs = [run("ข้อความในกรอบ", 20, 20), run("บรรทัดที่สอง", 20, 40)]
        content = arrange(runs, ruled([10, 300], [10, 60]), 595, 842, "test")
        assert [type(part) for part in content] == [Line, Line]

    def test_the_grid_of_a_chart_is_no_table(self):
        rules = ruled(list(range(100, 500, 40)), list(range(100, 400, 30)))
        labels = [run(str(100 - 10 * at), 80, 95 + 30 * at, 12) for at in range(10)]
        content = arrange([*labels, run("95.00", 210, 160)], rules, 595, 842, "test")
        assert not any(isinstance(part, Table) and part.column_count > 2 for part in content)

    def test_a_score_table_with_rules_only_above_and_below(self):
        names = ["ตัวชี้วัด", "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ"]
        scores = ["คะแนน", "100", "99.10", "98.92"]
        runs = [run(name, 100, 110 + 20 * at) for at, name in enumerate(names)]
        runs += [run(score, 400, 110 + 20 * at) for at, score in enumerate(scores)]
        content = arrange(runs, [across(100, 90, 500), across(195, 90, 500)], 595, 842, "test")
        assert [rows(part) for part in content if isinstance(part, Table)] == [
            [list(row) for row in zip(names, scores, strict=True)]
        ]

    def test_a_table_without_any_rule(self):
        table = [["ที่", "ตัวชี้วัด", "คะแนน"], ["๑", "การปฏิบัติหน้าที่", "๙๘.๙๒"], ["๒", "การใช้อำนาจ", "๙๑.๕๙"]]
        runs = [
            run(text, x, 110 + 20 * at)
            for at, row in enumerate(table)
            for x, text in zip((60, 120, 400), row, strict=True)
        ]
        content = arrange(runs, [], 595, 842, "test")
        assert [rows(part) for part in content] == [table]

    def test_a_name_of_two_lines_beside_one_number_is_one_row(self):
        runs = [run("ตัวชี้วัด", 100, 100), run("คะแนน", 400, 100)]
        runs += [run("การใช้ทรัพยากร", 100, 130), run("ของทางราชการ", 100, 144), run("98.92", 400, 137)]
        runs += [run("การแก้ไขปัญหา", 100, 170), run("99.10", 400, 170)]
        content = arrange(runs, [], 595, 842, "test")
        assert [rows(part) for part in content] == [
            [["ตัวชี้วัด", "คะแนน"], ["การใช้ทรัพยากร\nของทางราชการ", "98.92"], ["การแก้ไขปัญหา", "99.10"]]
        ]

    def test_two_columns_that_a_header_nearly_joins_stay_two(self):
        names = ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การแก้ไขปัญหา", "คุณภาพ"]
        runs = [run("ตัวชี้วัด", 60, 110), run("คะแนนเต็ม", 300, 110, 58), run("คะแนนที่ได้", 360, 110, 60)]
        for at, name in enumerate(names):
            top = 130 + 20 * at
            runs += [run(name, 60, top), run("100", 320, top, 18), run(f"9{at}.50", 380, top, 30)]
        (content,) = arrange(runs, [], 595, 842, "test")
        assert rows(content)[1:] == [[name, "100", f"9{at}.50"] for at, name in enumerate(names)]

    def test_the_numbers_of_rows_tell_them_where_a_column_of_scores_is_sparse(self):
        names = ["ภายใน", "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "ภายนอก"]
        runs = [run("ตัวชี้วัด", 60, 110), run("คะแนน", 300, 110), run("น้ำหนัก", 400, 110)]
        for at, name in enumerate(names):
            runs += [run(name, 60, 130 + 20 * at), run(f"9{at}.50", 300, 130 + 20 * at)]
        runs += [run("29.75", 400, 130), run("29.81", 400, 210)]
        content = arrange(runs, [across(60, 100, 500), across(60, 125, 500), across(60, 230, 500)], 595, 842, "test")
        (table,) = [part for part in content if isinstance(part, Table)]
        assert [row[0] for row in rows(table)[1:]] == names

    def test_a_heading_in_the_middle_over_short_labels_parts_no_column(self):
        runs = [run("เพศ", 120, 110), run("จำนวน", 300, 110), run("ร้อยละ", 420, 110)]
        for at, label in enumerate(("ชาย", "หญิง", "ไม่ตอบ")):
            runs += [run(label, 60, 130 + 20 * at), run(f"1{at}", 310, 130 + 20 * at), run("3.53", 425, 130 + 20 * at)]
        (table,) = arrange(runs, [across(y, 55, 480) for y in (105, 125, 145, 165, 185)], 595, 842, "test")
        assert [row[0] for row in rows(table)] == ["เพศ", "ชาย", "หญิง", "ไม่ตอบ"]
        assert table.column_count == 3

    def test_a_long_label_that_nearly_reaches_a_number_leaves_it_its_column(self):
        runs = [run("รายการ", 70, 110, 200), run("ความถี่", 400, 110, 40)]
        for at in range(5):
            runs += [run("ควรเปลี่ยนใหม่", 60, 130 + 20 * at, 150), run(f"{at}", 415, 130 + 20 * at)]
        runs += [run("ไม่มีประสิทธิภาพเป็นอุปสรรคต่อการเรียน", 60, 230, 320), run("2", 415, 230)]
        (table,) = arrange(runs, [across(105 + 20 * at, 55, 450) for at in range(8)], 595, 842, "test")
        assert [row[1] for row in rows(table)][1:] == ["0", "1", "2", "3", "4", "2"]

    def test_a_row_begins_with_its_number_though_its_score_stands_lower(self):
        runs = [run("ด้านสถานที่", 100, 110), run("คะแนน", 400, 110)]
        labels = ["1. สถานที่เหมาะสม", "2. ห้องสะอาดเรียบร้อย", "เอื้อต่อการเรียน", "3. แสงสว่างเพียงพอ"]
        runs += [run(label, 60, 130 + 15 * at) for at, label in enumerate(labels)]
        runs += [run(score, 400, top) for score, top in (("4.08", 130), ("4.09", 160), ("4.03", 175))]
        (table,) = arrange(runs, [], 595, 842, "test")
        assert rows(table)[1:] == [
            ["1. สถานที่เหมาะสม", "4.08"],
            ["2. ห้องสะอาดเรียบร้อย\nเอื้อต่อการเรียน", "4.09"],
            ["3. แสงสว่างเพียงพอ", "4.03"],
        ]

    def test_a_score_and_a_verdict_that_stand_in_one_run_are_two_columns_as_in_the_other_rows(self):
        names = ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การแก้ไขปัญหา", "คุณภาพ"]
        runs = [run(name, 60, 110 + 20 * at) for at, name in enumerate(names)]
        for at, score in enumerate(("100", "99.50", "100", "98.92", "97.00")):
            if at % 2:
                runs.append(run(f"{score} ผ่านเกณฑ์", 300, 110 + 20 * at, 75))
            else:
                runs += [run(score, 305, 110 + 20 * at, 20), run("ผ่านเกณฑ์", 335, 110 + 20 * at, 40)]
        (table,) = arrange(runs, [], 595, 842, "test")
        assert [row[1:] for row in rows(table)] == [
            [score, "ผ่านเกณฑ์"] for score in ("100", "99.50", "100", "98.92", "97.00")
        ]

    def test_the_last_digit_of_a_number_that_its_column_has_wrapped_begins_no_row(self):
        runs = [run("ตัวชี้วัด", 60, 110), run("คะแนน", 300, 110), run("ผล", 400, 110)]
        for at, (name, score) in enumerate((("การปฏิบัติหน้าที่", "๙๙.๗"), ("การใช้งบประมาณ", "๙๑.๕๙"))):
            runs += [run(name, 60, 130 + 40 * at), run(score, 300, 130 + 40 * at), run("ผ่าน", 400, 130 + 40 * at)]
        runs += [run("๗", 308, 150)]
        content = arrange(runs, [], 595, 842, "test")
        assert [rows(part)[1:] for part in content] == [
            [["การปฏิบัติหน้าที่", "๙๙.๗\n๗", "ผ่าน"], ["การใช้งบประมาณ", "๙๑.๕๙", "ผ่าน"]]
        ]

    def test_digits_below_a_number_that_is_whole_begin_a_row(self):
        runs = [run("ข้อ", 60, 110), run("คะแนน", 300, 110), run("O1", 60, 130), run("87.50", 300, 130)]
        runs += [run("O2", 60, 150), run("0", 300, 150), run("O3", 60, 170), run("100", 300, 170)]
        (table,) = arrange(runs, [], 595, 842, "test")
        assert [row[1] for row in rows(table)] == ["คะแนน", "87.50", "0", "100"]

    def test_years_in_the_names_of_columns_begin_no_row(self):
        runs = [run("ปี พ.ศ.", 300, 100), run("ปี พ.ศ.", 400, 100), run("ตัวชี้วัด", 60, 107)]
        runs += [run("๒๕๖๗", 300, 114), run("๒๕๖๘", 400, 114)]
        for at, name in enumerate(("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ")):
            runs += [run(name, 60, 134 + 20 * at), run("๗๒.๔๘", 300, 134 + 20 * at), run("๑๐๐", 400, 134 + 20 * at)]
        (table,) = arrange(runs, [], 595, 842, "test")
        assert rows(table)[0] == ["ตัวชี้วัด", "ปี พ.ศ.\n๒๕๖๗", "ปี พ.ศ.\n๒๕๖๘"]
        assert (table.row_count, table.column_count) == (4, 3)

    def test_names_of_columns_at_other_heights_hide_no_column(self):
        runs = [run("ผล", 400, 100), run("ผลการ", 470, 100)]
        runs += [run("ชื่อตัวชี้วัด", 150, 107), run("เครื่องมือ", 310, 107, 50)]
        runs += [run("คะแนน", 400, 114, 40), run("ประเมิน", 470, 114)]
        names = ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้ทรัพย์สินของทางราชการ"]
        for at, name in enumerate(names):
            top = 134 + 20 * at
            runs += [run(f"{at + 1}", 60, top), run(name, 90, top, 70 * (at + 1)), run("IIT", 330, top)]
            runs += [run("99.79", 400, top, 50), run("ผ่านเกณฑ์", 457, top, 60)]
        (table,) = arrange(runs, [], 595, 842, "test")
        assert rows(table)[1:] == [[f"{at + 1}", name, "IIT", "99.79", "ผ่านเกณฑ์"] for at, name in enumerate(names)]

    def test_a_name_over_two_lines_beside_names_of_one_stands_whole_in_the_header(self):
        runs = [run("คะแนนที่", 300, 100), run("ที่", 60, 107), run("ตัวชี้วัด", 120, 107), run("ได้", 305, 114)]
        for at, score in enumerate(("99.79", "91.50", "88.00")):
            runs += [run(f"{at + 1}", 60, 134 + 20 * at), run("การใช้อำนาจ", 120, 134 + 20 * at)]
            runs += [run(score, 300, 134 + 20 * at)]
        (table,) = arrange(runs, [], 595, 842, "test")
        assert rows(table)[0] == ["ที่", "ตัวชี้วัด", "คะแนนที่\nได้"]

    def test_names_over_two_lines_beside_the_names_of_number_columns_stand_whole_in_the_header(self):
        runs = [run("เครื่องมือ", 120, 100), run("ผลการ", 400, 100), run("ตัวชี้วัด", 50, 107), run("คะแนน", 300, 107)]
        runs += [run("การประเมิน", 120, 115), run("ประเมิน", 400, 115)]
        for at, score in enumerate(("99.54", "100.00", "99.72", "94.64")):
            top = 140 + 20 * at
            runs += [run(f"{at + 1}", 60, top), run("IIT", 130, top), run(score, 300, top, 40), run("AA", 405, top)]
        (table,) = arrange(runs, [], 595, 842, "test")
        assert rows(table)[0] == ["ตัวชี้วัด", "เครื่องมือ\nการประเมิน", "คะแนน", "ผลการ\nประเมิน"]
        assert rows(table)[1] == ["1", "IIT", "99.54", "AA"]

    def test_the_rest_of_a_row_from_the_page_before_is_a_row_of_its_own(self):
        runs = [run("ที่", 60, 100), run("ตัวชี้วัด", 120, 100), run("คะแนน", 300, 100), run("ทำงาน", 120, 125)]
        for at, name in enumerate(("การเปิดเผยข้อมูล", "การป้องกันการทุจริต")):
            runs += [run(f"{at + 9}", 60, 150 + 25 * at), run(name, 120, 150 + 25 * at)]
            runs += [run("90.00", 300, 150 + 25 * at)]
        (table,) = arrange(runs, [], 595, 842, "test")
        assert [row[:2] for row in rows(table)] == [
            ["ที่", "ตัวชี้วัด"], ["", "ทำงาน"], ["9", "การเปิดเผยข้อมูล"], ["10", "การป้องกันการทุจริต"]
        ]  # fmt: skip

    def test_the_number_of_the_page_is_no_row_of_the_table_above_it(self):
        runs = [run("ตัวชี้วัด", 60, 100), run("คะแนน", 300, 100)]
        for at, name in enumerate(("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ")):
            runs += [run(name, 60, 125 + 25 * at), run("99.79", 300, 125 + 25 * at)]
        for x0, top in ((320, 210), (250, 200)):
            table, line = arrange([*runs, run("1", x0, top)], [], 595, 842, "test")
            assert rows(table)[-1] == ["การใช้อำนาจ", "99.79"]
            assert line.text == "1"

    def test_rows_below_a_header_between_two_rules_belong_to_it_where_the_last_rule_is_overleaf(self):
        names = ["ตัวชี้วัด", "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ"]
        scores = ["คะแนน", "100", "99.10", "98.92"]
        runs = [run(name, 100, 110 + 25 * at) for at, name in enumerate(names)]
        runs += [run(score, 400, 110 + 25 * at) for at, score in enumerate(scores)]
        (table,) = arrange(runs, [across(100, 90, 500), across(127, 90, 500)], 595, 842, "test")
        assert rows(table) == [list(row) for row in zip(names, scores, strict=True)]

    def test_a_header_between_rules_with_a_name_over_several_lines_is_one(self):
        names = ["ที่", "ตัวชี้วัด", "แบบวัด", "ระดับ"]
        xs = (60, 120, 300, 450)
        runs = [run(name, x, 112) for name, x in zip(names, xs, strict=True)]
        runs += [run("คะแน", 380, 105), run(".", 480, 96, 2), run("นที่ได้", 380, 119)]
        for at in range(3):
            runs += [run(text, x, 142 + 20 * at) for text, x in zip(("1", "การใช้", "IIT", "ผ่าน"), xs, strict=True)]
            runs += [run("99.79", 380, 142 + 20 * at)]
        (table,) = arrange(runs, [across(y, 55, 500) for y in (100, 135, 157, 177, 197)], 595, 842, "test")
        assert (table.row_count, table.column_count) == (4, 5)

    def test_a_score_with_one_decimal_and_a_verdict_in_one_run_are_two_columns(self):
        names = ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การแก้ไขปัญหา"]
        runs = [run("ตัวชี้วัด", 60, 90), run("คะแนน ผลการ", 300, 90, 55)]
        for at, name in enumerate(names):
            runs += [run(name, 60, 110 + 20 * at), run("๑๐๐.๐ ผ่านเกณฑ์", 300, 110 + 20 * at, 75)]
        (table,) = arrange(runs, [], 595, 842, "test")
        assert [row[1:] for row in rows(table)] == [["คะแนน", "ผลการ"], *[["๑๐๐.๐", "ผ่านเกณฑ์"]] * 4]

    @pytest.mark.parametrize("bars", [[], [across(100, 55, 420), across(122, 55, 420), across(205, 55, 420)]])
    def test_a_sum_in_the_middle_of_several_columns_is_one_cell_over_them(self, bars):
        runs = [run("ที่", 60, 108), run("ตัวชี้วัด", 160, 108), run("คะแนน", 380, 108)]
        for at, name in enumerate(("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ")):
            runs += [run(f"{at + 1}", 60, 128 + 20 * at), run(name, 100, 128 + 20 * at)]
            runs += [run("99.79", 380, 128 + 20 * at)]
        runs += [run("คะแนนรวม", 190, 188), run("98.30", 380, 188)]
        (table,) = arrange(runs, bars, 595, 842, "test")
        assert shape(table)[-2:] == [(4, 0, 1, 2), (4, 2, 1, 1)]
        assert rows(table)[-1] == ["คะแนนรวม", None, "98.30"]
        assert shape(table)[3:6] == [(1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]

    def test_a_label_set_like_the_others_of_its_column_stays_in_it(self):
        runs = [run("ที่", 60, 108), run("ตัวชี้วัด", 160, 108), run("คะแนน", 380, 108)]
        for at, name in enumerate(("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ")):
            runs += [run(f"{at + 1}", 60, 128 + 20 * at), run(name, 100, 128 + 20 * at)]
            runs += [run("99.79", 380, 128 + 20 * at)]
        runs += [run("คะแนนรวม", 100, 188), run("98.30", 380, 188)]
        (table,) = arrange(runs, [], 595, 842, "test")
        assert rows(table)[-1] == ["", "คะแนนรวม", "98.30"]

    def test_a_speck_between_two_rows_ends_no_table(self):
        runs = [run("ตัวชี้วัด", 60, 100), run("คะแนน", 300, 100)]
        for at, name in enumerate(("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "คุณภาพ")):
            runs += [run(name, 60, 125 + 25 * at), run("99.79", 300, 125 + 25 * at)]
        runs.append(Run(".", BBox(327, 194, 329, 196), 0.8))
        (table,) = arrange(runs, [], 595, 842, "test")
        assert [row[0] for row in rows(table)] == ["ตัวชี้วัด", "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "คุณภาพ"]

    def test_prose_and_lists_are_no_tables(self):
        prose = [run("ข้อความยาวเต็มบรรทัดที่ไม่มีช่องว่าง", 70, 100 + 16 * at, 450) for at in range(8)]
        items = [run(f"{at}.", 70, 300 + 16 * at) for at in range(1, 5)] + [
            run("มาตรการ", 110, 300 + 16 * at) for at in range(1, 5)
        ]
        assert not any(isinstance(part, Table) for part in arrange(prose + items, [], 595, 842, "test"))

    def test_a_list_of_names_and_values_is_read_line_by_line(self):
        names, values = ("ตอบมากที่สุด", "ตอบมาก", "ตอบน้อย"), ("น้ำหนักคะแนนเป็นห้าตามเกณฑ์", "น้ำหนักคะแนนเป็นสี่", "เป็นสาม")
        runs = [run(name, 100, 100 + 16 * at) for at, name in enumerate(names)]
        runs += [run(value, 200, 100 + 16 * at) for at, value in enumerate(values)]
        content = arrange(runs, [], 595, 842, "test")
        assert [part.text for part in content] == [" ".join(pair) for pair in zip(names, values, strict=True)]

    def test_prose_in_two_columns_is_read_column_by_column(self):
        runs = [run(f"ซ้าย{at} ข้อความยาวเต็มคอลัมน์", 50, 100 + 16 * at, 220) for at in range(6)]
        runs += [run(f"ขวา{at} ข้อความยาวเต็มคอลัมน์", 320, 100 + 16 * at, 220) for at in range(6)]
        content = arrange(runs, [], 595, 842, "test")
        assert [part.text[:5] for part in content if isinstance(part, Line)] == [
            *(f"ซ้าย{at}" for at in range(6)),
            *(f"ขวา{at} " for at in range(6)),
        ]
