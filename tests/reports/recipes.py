"""The committed samples: which report each one is, how it looks, and why it is there."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.reports import announcement, compose, plant, truth
from tests.reports import layout as layouts
from tests.reports.layout import PLANS, Layout
from tests.reports.truth import Truth

SAMPLES = Path(__file__).parents[2] / "samples"
FIRST = "o25-tham-rong-2568"
"""The project's first document; its truth is typed by hand."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One sample and how it is made."""

    name: str
    truth: Truth
    why: str
    profile: str = ""
    """How its pages are worn; born-digital where empty."""
    worn_pages: tuple[int, ...] = ()
    """The pages that are scanned, counted from 1; all where empty."""
    seed: int = 1
    """Of the wear."""


def _first(layout: Layout) -> Truth:
    return replace(truth.read(SAMPLES / "truth" / f"{FIRST}.json"), layout=layouts.encode(layout))


def _report(
    seed: int, year: int, kind: str, digits: str, layout: Layout, weak: int, plants: tuple[str, ...] = ()
) -> Truth:
    """Return a report drawn from a seed, with inconsistencies planted one after the other."""
    random = Random(seed)
    made = compose.compose(random, fiscal_year=year, kind=kind, digits=digits, layout=layout, weak=weak)
    for check_id in plants:
        made = plant.plant(made, check_id, random)
    return made


FIRST_LAYOUT = Layout(size=15, heading=17, plan_size=12, margins=(2.0, 1.5, 1.5, 2.0))
TOWN = Layout(score_table="weighted", plan=PLANS[1], front="memo", page_number="top", period="long-dash", captions=1)
DEPARTMENT = Layout(
    font="Garuda",
    size=13,
    heading=15,
    score_table="grouped",
    total_row=True,
    plan=PLANS[6],
    landscape=True,
    groups="rows",
    plan_size=11,
    front="cover",
    page_number="corner",
    period="short",
    marks="paren",
    full_marks="100.00",
    captions=2,
)
PROVINCE = Layout(
    font="Norasi",
    size=15,
    heading=17,
    score_table="transposed",
    questions=True,
    narrative="table",
    plan=PLANS[3],
    landscape=True,
    plan_size=13,
    page_number="foot",
    period="quarter",
    captions=3,
    chart=True,
)
UNIVERSITY = Layout(
    font="Loma",
    size=12,
    heading=14,
    order=("no", "name", "score"),
    total_row=True,
    rules="horizontal",
    narrative="labelled",
    plan=PLANS[4],
    groups="rows",
    plan_size=11,
    margins=(2.0, 1.5, 1.5, 2.0),
    full_marks="100.00",
    period="short",
    captions=2,
    justified=True,
)
SCHOOLS = Layout(
    score_table="short",
    total_row=True,
    front="memo",
    stamp=True,
    plan=PLANS[2],
    plan_size=14,
    period="long",
    marks="dash",
    captions=1,
    margins=(2.0, 1.5, 1.5, 2.0),
)
ENTERPRISE = Layout(
    font="Noto Sans Thai",
    size=12,
    heading=15,
    score_table="means",
    plan=PLANS[0],
    landscape=True,
    plan_size=11,
    front="cover",
    page_number="foot",
    period="long",
    marks="both",
    captions=0,
)
ANNOUNCEMENT = Layout(plan_size=14, heading=18, margins=(2.0, 1.5, 1.5, 1.5))


def recipes() -> tuple[Recipe, ...]:
    """Return every sample that is made; the transcript is not made but given."""
    first = _first(FIRST_LAYOUT)
    return (
        Recipe(FIRST, first, "the transcript's report as an office's own file, its inconsistencies kept"),
        Recipe(f"{FIRST}-scan", first, "the same report scanned at 300 dpi", profile="scan-300", seed=5),
        Recipe(
            "thetsaban-2568",
            _report(11, 2568, "เทศบาลตำบล", "thai", TOWN, 9),
            "a memo's head; instrument rows with points out of 30, 30 and 40",
        ),
        Recipe(
            "krom-2564",
            _report(12, 2564, "กรม", "arabic", DEPARTMENT, 10),
            "a cover; 43 items and letter levels; a landscape plan of eight columns with group rows",
        ),
        Recipe(
            "oboj-2564",
            _report(13, 2564, "องค์การบริหารส่วนจังหวัด", "thai", PROVINCE, 7),
            "scores side by side, a table of every question, a chart, a landscape plan by quarters",
        ),
        Recipe(
            "mahawitthayalai-2568-scan",
            _report(
                14, 2568, "มหาวิทยาลัย", "arabic", UNIVERSITY, 8, ("total", "misprint", "printed_twice", "plan_period")
            ),
            "Arabic digits; a score table without upright rules; planted: the total, a misprinted question, "
            "an indicator printed in two ways, a period",
            profile="scan-200",
            seed=7,
        ),
        Recipe(
            "khetkansueksa-2564-scan",
            _report(
                15, 2564, "สำนักงานเขตพื้นที่การศึกษา", "thai", SCHOOLS, 7, ("level", "doubled_item", "weak_without_plan")
            ),
            "Thai digits; letter levels; planted: the level, an indicator in two rows, a weak question without plan",
            profile="scan-200",
            seed=8,
        ),
        Recipe(
            "ratwisahakit-2568-mixed",
            _report(
                17,
                2568,
                "รัฐวิสาหกิจ",
                "mixed",
                ENTERPRISE,
                7,
                ("instrument_mean", "question_placement", "agency_name", "period_order"),
            ),
            "some pages are scans, one lies sideways; planted: an instrument's mean, a misplaced question, "
            "a misspelled name, a period that ends before it starts",
            profile="scan-200",
            worn_pages=(2, 6, 7),
            seed=3,
        ),
        Recipe(
            "announcement-2568",
            announcement.compose(Random(20), layout=ANNOUNCEMENT),
            "twenty institutions, points out of 30, 30 and 40, Thai digits, a header of two rows",
        ),
    )
