"""A line that tells only its key is tied to its row by what the first run saw that applied it."""

from decimal import Decimal

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.report import Place
from pipeline.review.corrections import understand
from pipeline.review.memory import recall, remember
from pipeline.review.settle import settle
from tests.build import report
from tests.unit.review.lines import AGENCY, line, place, row

REPORT = row("reports")
SAID = report({"E9 public": "90.00"})


def question(score, where, **cells):
    return row("question_scores", part="public", question_id="E9", score=Decimal(score), result_no=1, **where, **cells)


def run(memory, now, *lines, reports=(REPORT,)):
    """Return what came of lines in a run that reads this row, and the memory after it."""
    settled = settle(*understand(recall(lines, memory)), reports, lambda *_: [now], lambda _: SAID)
    return settled, remember(settled, memory)


FIRST = question("90.00", place(3, 100))


def test_the_first_run_sees_what_the_person_saw():
    (one,), memory = run({}, FIRST, line())
    assert (one.fate, one.remark) == ("applied", "")
    ((again,), _) = understand(recall([line()], memory))
    assert (again.printed, again.place) == ("90.00", Place(3, BBox(100, 100, 140, 112)))
    assert (again.agency_name, again.assessed_fy_be) == (AGENCY, 2568)


def test_a_later_run_warns_where_the_place_reads_differently():
    _, memory = run({}, FIRST, line())
    (one,), after = run(memory, question("96.00", place(3, 101)), line())
    assert (one.fate, one.remark) == ("applied", "reads_differently")
    assert after == memory


def test_a_later_run_leaves_out_what_reads_otherwise_in_another_place():
    _, memory = run({}, FIRST, line())
    (one,), after = run(memory, question("90.00", place(5, 100)), line())
    assert (one.fate, one.remark) == ("unattached", "reads_otherwise")
    assert after == memory


def test_a_new_scan_is_found_by_what_is_remembered():
    _, memory = run({}, FIRST, line())
    scan = {"report_id": "f" * 16, "source_path": "scan.pdf"}
    (one,), _ = run(memory, question("90.00", place(3, 90), **scan), line(), reports=[row("reports", **scan)])
    assert (one.fate, one.remark) == ("reattached", "other_file")


def test_what_a_line_tells_itself_goes_before_what_is_remembered():
    _, memory = run({}, FIRST, line())
    ((one,), _) = understand(recall([line(printed="95.00", agency_name="ก", **place(4, 5))], memory))
    assert (one.printed, one.agency_name, one.assessed_fy_be) == ("95.00", "ก", None)
    assert one.place.page == 4


@pytest.mark.parametrize("cells", [{"value": "99"}, {"corrected_by": "ก"}, {"corrected_at": "2026-11-23"}])
def test_another_line_is_another_memory(cells):
    _, memory = run({}, FIRST, line())
    ((one,), _) = understand(recall([line(**cells)], memory))
    assert (one.printed, one.place) == ("", None)


def test_what_was_not_applied_is_not_remembered():
    assert run({}, FIRST, line(row_key="E1"), line(3, value="x"))[1] == {}


def test_lines_that_are_taken_out_for_a_while_stay_remembered():
    _, memory = run({}, FIRST, line())
    assert run(memory, FIRST)[1] == memory
