from pipeline.model.report import PlanItem, Reading
from pipeline.parse.doubts import OWNERS_FROM_OTHERS, OWNERS_UNSURE
from pipeline.parse.owners import settle_owners

HEALTH = "กองสาธารณสุขและสิ่งแวดล้อม"
NONE = Reading("", "", (), "thai", 1.0)


def item(*units: str, reader: str = "thai", doubts: tuple[str, ...] = ()) -> PlanItem:
    printed = ", ".join(units)
    responsible = Reading(printed, printed, (), reader, 0.6)
    return PlanItem(0, NONE, NONE, NONE, (), NONE, responsible, responsible_units=units, doubts=doubts)


def test_a_misread_unit_has_the_name_that_other_rows_have() -> None:
    settled, *_ = settle_owners([item("กองคลัง", "กองสาธารณสุและสิ่งแวดล้อม"), item(HEALTH), item("กองคลัง")])
    assert settled.responsible_units == ("กองคลัง", HEALTH)
    assert settled.responsible.value == f"กองคลัง, {HEALTH}"
    assert settled.responsible.raw_text == "กองคลัง, กองสาธารณสุและสิ่งแวดล้อม"
    assert settled.doubts == (OWNERS_FROM_OTHERS,)


def test_a_lost_mark_is_known_from_other_rows_though_what_is_left_is_words() -> None:
    settled, *_ = settle_owners([item("ฝายทรัพยากรบุคคล"), item("ฝ่ายทรัพยากรบุคคล")])
    assert settled.responsible_units == ("ฝ่ายทรัพยากรบุคคล",)


def test_other_units_stay() -> None:
    plan = [item("กองคลัง"), item("กองช่าง"), item("กลุ่มงานที่ 1"), item("กลุ่มงานที่ 2"), item("กองวิชาการ")]
    assert settle_owners(plan) == tuple(plan)
    spelled = [item("กองสาธารณสุและสิ่งแวดล้อม", reader="text-layer"), item(HEALTH)]
    assert settle_owners(spelled) == tuple(spelled)


def test_a_misread_unit_that_is_like_several_stays() -> None:
    plan = [item("งานพัสดุกลาฮ"), item("งานพัสดุกลาง"), item("งานพัสดุกลาย")]
    assert settle_owners(plan)[0] == plan[0]


def test_a_doubtful_line_break_lies_between_two_units_that_other_rows_have() -> None:
    both = item("กลุ่มการพยาบาลงานพัสดุ", doubts=(OWNERS_UNSURE,))
    settled, *_ = settle_owners([both, item("กลุ่มการพยาบาล"), item("งานพัสดุ")])
    assert (settled.responsible_units, settled.doubts) == (("กลุ่มการพยาบาล", "งานพัสดุ"), (OWNERS_FROM_OTHERS,))
    sure = item("กลุ่มบริหารงานบุคคล")
    assert settle_owners([sure, item("กลุ่มบริหาร"), item("งานบุคคล")])[0] == sure
