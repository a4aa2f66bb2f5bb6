"""What the recogniser is taught: spelling, numbers that cannot be guessed, lines kept for tests, pictures."""

from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest

from pipeline.extract.ocr.composition import composed
from pipeline.extract.ocr.picture import HEIGHT, normalized
from pipeline.extract.ocr.training import numerals, texts
from pipeline.extract.ocr.training.alphabet import CHARACTERS, THAI_DIGITS, spelled
from pipeline.extract.ocr.training.fonts import PACKAGED, SYSTEM, UNSEEN, Face, covered
from pipeline.extract.ocr.training.render import Style, draw_line, runs
from pipeline.extract.ocr.training.shapes import banded, reshaped
from pipeline.extract.ocr.training.wear import worn

LAKSAMAN = SYSTEM / "tlwg" / "Laksaman.ttf"
needs_fonts = pytest.mark.skipif(not LAKSAMAN.exists(), reason="needs Debian's fonts-thai-tlwg")


@pytest.fixture
def face() -> Face:
    return Face("Laksaman", LAKSAMAN, 1.0, covered(LAKSAMAN))


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("เเผน", "แผน"),
        ("ที่  ๑\t๒", "ที่ ๑ ๒"),
        ("ก่ี", "กี่"),
        ("…", "..."),
        ("✔", "✓"),
        ("ที่\u200b", "ที่"),
        ("่ก", None),
        ("日本", None),
        ("", None),
    ],
)
def test_every_text_is_spelled_in_one_way_or_not_taught(text, canonical):
    assert spelled(text) == canonical


def test_the_recogniser_knows_everything_that_reports_are_written_in():
    needed = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะัาำิีึืฺุู฿เแโใไๅๆ็่้๊๋์ํ" + THAI_DIGITS
    assert set(needed) <= set(CHARACTERS)
    assert set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") <= set(CHARACTERS)
    assert set(".,:;()[]/%-–—+=*“”‘’\"'☐☑✓•√") <= set(CHARACTERS)


def test_digits_of_scores_are_drawn_evenly_at_every_place_and_in_both_kinds():
    rng = Random(5)
    scores = [text for text in (numerals.score(rng) for _ in range(20_000)) if len(text) == 5 and text[2] == "."]
    for place in (0, 1, 3, 4):
        counts = Counter(text[place] for text in scores)
        assert set(counts) == set("0123456789")
        assert max(counts.values()) < 1.3 * min(counts.values())
    set_anew = [numerals.either_kind(rng, text) for text in scores]
    in_thai = sum(set(text) <= {*THAI_DIGITS, "."} for text in set_anew) / len(scores)
    in_arabic = sum(set(text) <= set("0123456789.") for text in set_anew) / len(scores)
    assert abs(in_thai - in_arabic) < 0.02
    assert in_thai + in_arabic > 0.95


def test_the_numbers_of_real_lines_are_drawn_anew_and_the_rest_stays():
    rng = Random(1)
    seen = {texts.rerolled(rng, "ได้ 91.59 คะแนน ปี ๒๕๖๘") for _ in range(50)}
    assert len(seen) == 50
    assert all(text.startswith("ได้ ") and " คะแนน ปี " in text for text in seen)


def test_lines_for_training_and_for_tests_never_meet(tmp_path: Path):
    path = tmp_path / "lines.txt"
    lines = [f"บรรทัดที่ {number}" for number in range(2000)]
    path.write_text("\n".join(lines), encoding="utf-8")
    kept, taught = (set(texts.official_lines(path, test=test)) for test in (True, False))
    assert kept | taught == set(lines)
    assert not kept & taught
    assert 120 < len(kept) < 280


def test_without_a_text_file_there_is_still_text():
    assert texts.official_lines(None, test=False) == ()
    source, rng = texts.Texts(()), Random(3)
    drawn = [source.draw(rng) for _ in range(500)]
    assert all(1 <= len(text) <= texts.LONGEST and set(text) <= set(CHARACTERS) for text in drawn)
    assert sum(composed(text) for text in drawn) > 400


def test_one_seed_makes_the_same_text_again():
    source = texts.Texts(("เทศบาลตำบล ๒๕๖๘",))
    first, second = ([source.draw(Random(seed)) for seed in range(50)] for _ in range(2))
    assert first == second


def test_the_families_kept_out_of_training_are_among_those_that_exist_and_the_forbidden_ones_are_not():
    assert {one for one in UNSEEN if one[0].islower()} <= set(PACKAGED)
    assert not {"sarabun", "niramit", "noto-serif-thai"} & set(PACKAGED)


@needs_fonts
def test_a_tone_mark_stands_above_the_vowel_and_not_upon_it(face: Face):
    """Without shaping, the mark falls onto the vowel and the picture is no higher than without it."""
    style = Style(face, 16, 300)
    with_tone, without = draw_line("ที่", style), draw_line("ที", style)
    assert with_tone is not None
    assert without is not None
    assert with_tone.picture.shape[0] > without.picture.shape[0]
    assert with_tone.picture.shape[1] <= without.picture.shape[1] + 2


@needs_fonts
def test_what_a_thai_face_lacks_is_set_in_another_and_marks_stay_with_their_letter(face: Face):
    pieces = runs("☐ ที่", Style(face, 16, 300, tracking=0.1))
    assert pieces[0][0] == "☐"
    assert pieces[0][1] != face.path
    assert pieces[-1][0] == "ที่"


@needs_fonts
@pytest.mark.parametrize("level", ["clean", "scan", "worn"])
def test_worn_lines_keep_their_ink_and_can_be_normalised(face: Face, level: str):
    line = draw_line("๙๓.๐๕ ร้อยละ", Style(face, 16, 200))
    assert line is not None
    rng, noise = Random(7), np.random.default_rng(7)
    for _ in range(20):
        result = worn(rng, noise, line.picture, 200, line.picture, level)
        assert result.picture.dtype == np.uint8
        assert result.picture.shape[1] > 0.7 * line.picture.shape[1]
        seen = normalized(result.picture, 200)
        assert seen is not None
        assert seen.shape[0] == HEIGHT


@needs_fonts
def test_the_network_stays_small_and_answers_at_every_second_column():
    torch = pytest.importorskip("torch", reason="needs the extra train")
    from pipeline.extract.ocr.training.network import Recogniser

    network = Recogniser().eval()
    assert sum(one.numel() for one in network.parameters()) < 2_000_000
    with torch.no_grad():
        assert network(torch.zeros((2, 1, HEIGHT, 64))).shape == (2, 32, len(CHARACTERS) + 1)


def test_a_grown_network_answers_as_the_smaller_one_did(monkeypatch: pytest.MonkeyPatch):
    torch = pytest.importorskip("torch", reason="needs the extra train")
    from pipeline.extract.ocr.training import network
    from pipeline.extract.ocr.training.grow import grow

    with monkeypatch.context() as patch:
        patch.setattr(network, "MEMORY", network.MEMORY - 64)
        smaller = network.Recogniser().eval()
    larger = network.Recogniser()
    grow(larger, smaller.state_dict())
    pictures = torch.rand((2, 1, HEIGHT, 64), generator=torch.Generator().manual_seed(3))
    with torch.no_grad():
        torch.testing.assert_close(larger.eval()(pictures), smaller(pictures))


def test_a_model_of_two_networks_answers_as_the_one_that_is_asked():
    pytest.importorskip("onnx", reason="needs the extra train")
    pytest.importorskip("torch", reason="needs the extra train")
    import onnxruntime

    from pipeline.extract.ocr.training.export import Trained, drawn_up, either
    from pipeline.extract.ocr.training.network import Recogniser

    networks = [drawn_up(Trained(Recogniser().eval(), 1.0, 0)) for _ in range(2)]
    both = onnxruntime.InferenceSession(either(*networks).SerializeToString())
    pictures = np.random.default_rng(3).integers(0, 256, (2, 1, HEIGHT, 64), np.uint8)
    for network, numbers in zip(networks, (True, False), strict=True):
        alone = onnxruntime.InferenceSession(network.SerializeToString()).run(None, {"pictures": pictures})
        np.testing.assert_array_equal(both.run(None, {"pictures": pictures, "numbers": np.array(numbers)}), alone)


def test_a_recurrent_layer_of_whole_numbers_answers_nearly_as_before():
    pytest.importorskip("onnx", reason="needs the extra train")
    torch = pytest.importorskip("torch", reason="needs the extra train")
    import onnxruntime

    from pipeline.extract.ocr.training.export import Trained, drawn_up
    from pipeline.extract.ocr.training.network import Recogniser
    from pipeline.extract.ocr.training.rounded import rounded

    torch.manual_seed(3)
    exact = drawn_up(Trained(Recogniser().eval(), 1.0, 0))
    smaller = rounded(exact)
    assert smaller.ByteSize() < 0.7 * exact.ByteSize()
    pictures = np.random.default_rng(3).integers(0, 256, (2, 1, HEIGHT, 64), np.uint8)
    answers = [
        onnxruntime.InferenceSession(model.SerializeToString()).run(None, {"pictures": pictures})[0]
        for model in (exact, smaller)
    ]
    np.testing.assert_allclose(answers[1], answers[0], rtol=0.02)


def test_weights_as_whole_numbers_and_scales_are_the_weights_to_a_part_in_a_hundred():
    pytest.importorskip("onnx", reason="needs the extra train")
    from pipeline.extract.ocr.training.rounded import whole_numbers

    weights = np.array([[[0.5, -1.0, 0.25], [0.0, 0.0, 0.0], [6.4, 0.1, -3.15]]], np.float32)
    whole, scale = whole_numbers(weights)
    assert whole.tolist() == [[[32, -64, 16], [0, 0, 0], [64, 1, -32]]]
    np.testing.assert_allclose(whole * scale[..., None], weights, atol=0.01 * 6.4)


@needs_fonts
def test_bent_letters_are_other_letters_of_the_same_width_and_of_like_height(face: Face):
    line = draw_line("๙๓.๐๕ ร้อยละ", Style(face, 16, 200))
    assert line is not None
    bent = reshaped(Random(7), np.random.default_rng(7), line)
    assert bent.text == line.text
    assert bent.picture.shape != line.picture.shape or (bent.picture != line.picture).mean() > 0.02
    assert bent.picture.shape[0] == pytest.approx(line.picture.shape[0], rel=0.6)
    assert bent.picture.shape[1] == pytest.approx(line.picture.shape[1], rel=0.15)
    assert (bent.picture < 128).sum() == pytest.approx((line.picture < 128).sum(), rel=0.6)


def test_the_bands_of_a_line_keep_their_order_and_show_all_of_it():
    for seed in range(50):
        rows = banded(Random(seed), 60)
        assert rows[0] == 0
        assert 55 < rows[-1] < 60
        assert (np.diff(rows) > 0).all()
        assert 25 < rows.size < 150
