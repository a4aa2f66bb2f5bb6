"""The committed samples: which report each one is, and why it is there."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.reports import announcement, compose, truth
from tests.reports import layout as layouts
from tests.reports.layout import PLANS, Layout
from tests.reports.truth import Truth

SAMPLES = Path(__file__).parents[2] / "samples"
SEED_REPORT = "o25-tham-rong-2568"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One sample and how it is made."""

    name: str
    truth: Truth
    why: str
    profile: str = ""
    """How the pages are worn; born-digital where empty."""
    worn_pages: tuple[int, ...] = ()
    """The pages that are scanned, counted from 1; all where empty."""


def _seed(name: str, layout: Layout) -> Truth:
    """Return the first document's truth, which is typed by hand, with some looks."""
    return replace(truth.read(SAMPLES / "truth" / f"{name}.json"), layout=layouts.encode(layout))


def recipes() -> tuple[Recipe, ...]:
    """Return every sample that is made; the transcript is not made but given."""
    seed_layout = Layout(plan_size=14, heading=16)
    return (
        Recipe(SEED_REPORT, _seed(SEED_REPORT, seed_layout), "the transcript's report as the office's own file"),
        Recipe(
            "thetsaban-2568",
            compose.compose(
                Random(11),
                kind="เทศบาลตำบล",
                digits="thai",
                layout=Layout(
                    score_table="weighted",
                    plan=PLANS[1],
                    front="memo",
                    page_number="top",
                    period="long-dash",
                    captions=1,
                ),
                weak=9,
            ),
            "instrument rows with points out of 30, 30 and 40; a memo's head",
        ),
        Recipe(
            "krom-2564",
            compose.compose(
                Random(12),
                kind="กรม",
                fiscal_year=2564,
                layout=Layout(
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
                ),
                weak=10,
            ),
            "43 items and letter levels; a landscape plan of eight columns with group rows",
        ),
        Recipe(
            "announcement-2568",
            announcement.compose(
                Random(20), layout=Layout(plan_size=14, heading=18, margins=(2.0, 1.5, 1.5, 1.5), landscape=False)
            ),
            "twenty institutions, points out of 30, 30 and 40, Thai digits, a header of two rows",
        ),
    )
