"""Bullets in the place of a number."""

import pytest

from pipeline.extract.ocr.bullets import without_odd_bullets
from pipeline.extract.ocr.glyph import Glyph


def read(text: str, chance_of_one: float) -> tuple[Glyph, ...]:
    """Read a line whose bullets may be ones, and return it."""
    alternatives = (("๑", chance_of_one),) if chance_of_one else ()
    return without_odd_bullets(
        tuple(
            Glyph(one, place, place, 0.9 - chance_of_one, alternatives) if one == "•" else Glyph(one, place, place, 1.0)
            for place, one in enumerate(text)
        )
    )


@pytest.mark.parametrize(
    "text",
    ["• ตุลาคม ๒๕๖๘", "• ต.ค. ๖๘ - ๓๐ ก.ย. ๖๙", "•) จัดทำประกาศ", "•. จัดอบรม", "(•) ผู้บริหาร", "ภายใน • เมษายน ๒๕๖๙"],
)
def test_before_a_bracket_a_full_stop_or_a_month_a_bullet_that_may_be_a_one_is_one(text: str):
    changed = read(text, 0.1)
    assert "".join(glyph.text for glyph in changed) == text.replace("•", "๑")
    (one,) = (glyph for glyph in changed if glyph.text == "๑")
    assert one.confidence == pytest.approx(0.9 * 50 * 0.1 / (50 * 0.1 + 0.8))
    assert dict(one.alternatives).keys() == {"•"}


@pytest.mark.parametrize("text", ["• จัดทำประกาศ", "• สังคม", "•", "๑.• ตุลาคม"])
def test_elsewhere_a_bullet_stays(text: str):
    assert "".join(glyph.text for glyph in read(text, 0.4)) == text


def test_a_bullet_that_looks_like_nothing_else_stays():
    assert "".join(glyph.text for glyph in read("• ตุลาคม", 0.0)) == "• ตุลาคม"
    assert "".join(glyph.text for glyph in read("• ตุลาคม", 0.01)) == "• ตุลาคม"
