import pytest

from pipeline.extract.affine import Affine
from pipeline.extract.glyph import PageLayer
from pipeline.extract.trust import judge_layer
from pipeline.model.document import Run
from pipeline.model.geometry import BBox

LINES = (
    "ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ",
    "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ได้คะแนนรวม ๙๑.๕๙ คะแนน อยู่ในระดับผ่าน",
    "ประเด็นที่จะต้องพัฒนาให้ดีขึ้นที่มีความสอดคล้องกับผลการประเมิน",
)


def runs(*texts: str) -> tuple[Run, ...]:
    return tuple(Run(text, BBox(0, 20 * row, 400, 20 * row + 16), 1.0) for row, text in enumerate(texts))


def layer(picture: float = 0.0) -> PageLayer:
    pictures = (BBox(0, 0, 595, 842 * picture),) if picture else ()
    return PageLayer(1, 595, 842, 0, Affine(1, 0, 0, 1, 0, 0), (), 0, pictures, 0, ("F1",))


def test_clean_thai_and_bare_numbers_are_trusted():
    assert judge_layer(layer(), runs(*LINES)) == 1.0
    assert judge_layer(layer(), runs("๑ ๑๐๐.๐๐", "2 98.92", "-")) == 1.0


def test_a_font_that_calls_letters_by_other_letters_names_is_not():
    """Its digits may be other digits too, and a wrong number would look like one that the file itself spells."""
    shifted = ("".join(chr(ord(letter) + 1) if "ก" <= letter < "ฮ" else letter for letter in line) for line in LINES)
    assert judge_layer(layer(), runs(*shifted)) < 0.8


@pytest.mark.parametrize("text", ["m1l1r:Ei'rtfry fl1Jt{u1Jl1U:1J'lru", "\ufffd\ufffd๒\ufffd\ufffd\ufffd ๕๖", ""])
def test_glyphs_without_names_and_english_made_of_thai_are_not(text):
    assert judge_layer(layer(), runs(*([text] * 5))) < 0.8


def test_a_stamp_over_a_scan_is_not_its_text():
    assert judge_layer(layer(picture=0.9), runs(LINES[0])) == 0.0
    assert judge_layer(layer(picture=0.2), runs(LINES[0])) == 1.0


def test_a_text_that_is_the_same_on_every_page_of_a_scan_is_not_its_text():
    page = runs(*(LINES * 3))
    assert judge_layer(layer(picture=0.9), page, page) == 0.0
