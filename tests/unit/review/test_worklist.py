from pipeline.model.geometry import BBox
from pipeline.model.report import Place
from pipeline.review.corrections import understand
from pipeline.review.worklist import COLUMNS, list_values
from tests.unit.review.lines import line
from tests.unit.review.sheets import cards, check, outcome

HERE = Place(1, BBox(100, 100, 140, 112))


def listed(*outcomes):
    return [dict(zip(COLUMNS, values, strict=True)) for values in list_values(cards(*outcomes))]


def test_a_line_for_each_value_that_waits_for_a_person_with_what_helps_to_correct_it():
    made = outcome(
        values={"8": "94.30", "7": "95.84"},
        accepted=("reports", "agency_results", "indicator 7"),
        checks=[check("indicator 8", suggestion="indicator 8 = 94.80", said="ไม่เท่ากัน")],
        reasons={"indicator 8": "does_not_add_up"},
    )
    (told,) = listed(made)
    assert (told["report_id"], told["source_path"], told["assessed_fy_be"]) == (
        made.source.report_id, "a.pdf", "2568",
    )  # fmt: skip
    assert (told["table"], told["row_key"], told["column"], told["printed"]) == (
        "indicator_scores", "8", "score", "94.30",
    )  # fmt: skip
    assert told["value"] == told["corrected_by"] == told["corrected_at"] == ""
    assert (told["suggestion"], told["raw_text"], told["page"]) == ("94.80", "94.30", "1")
    assert [float(told[side]) for side in ("x0", "y0", "x1", "y1")] == [100, 100, 140, 112]
    assert "ไม่เท่ากัน" in told["reason_th"]
    assert "the scores contradict each other" in told["reason_en"]


def test_a_list_that_nobody_has_filled_in_corrects_nothing_and_a_filled_one_is_understood():
    told = listed(outcome(values={"8": "94.30"}))
    assert {one["table"] for one in told} == {"reports", "agency_results", "indicator_scores"}
    assert understand([line(at, **one) for at, one in enumerate(told, 2)]) == ((), ())
    value = {"agency_name": "ก", "assessed_fy_be": "2568"}
    who = {"corrected_by": "ก", "corrected_at": "2026-11-22"}
    filled = [line(at, **one | who | {"value": value.get(one["column"], "91.59")}) for at, one in enumerate(told, 2)]
    understood, rejected = understand(filled)
    assert (len(understood), rejected) == (len(told), ())
    assert {one.assessed_fy_be for one in understood} == {2568}
    assert [one.place for one in understood if one.table == "indicator_scores"] == [HERE]
