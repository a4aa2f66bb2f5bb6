"""The engine with its shipped model: what it reads, and that it never guesses at what cannot be read."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.errors import MissingDependencyError
from pipeline.extract.ocr.thai import MODEL, ThaiEngine, batches, load_card

LAKSAMAN = Path("/usr/share/fonts/truetype/tlwg/Laksaman.ttf")
needs_font = pytest.mark.skipif(not LAKSAMAN.exists(), reason="needs Debian's fonts-thai-tlwg")
CONFIDENT = 0.9


@pytest.fixture(scope="module")
def engine() -> ThaiEngine:
    return ThaiEngine()


def drawn(text: str, dpi: int = 200, points: float = 16, face: Path = LAKSAMAN) -> np.ndarray:
    """Draw a line as office programs print it."""
    font = ImageFont.truetype(str(face), round(points * dpi / 72), layout_engine=ImageFont.Layout.RAQM)
    image = Image.new("L", (int(font.getlength(text)) + 20, round(1.8 * points * dpi / 72)), 255)
    ImageDraw.Draw(image).text((10, image.height * 0.7), text, font=font, fill=0, anchor="ls")
    return np.asarray(image)


@needs_font
@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize(
    "text",
    [
        "๙๓.๐๕",
        "๑๐๐.๐๐",
        "๘๖.๔๗",
        "92.41",
        "๒๕๖๘",
        "i๗",
        "O25",
        "-",
        "ร้อยละ ๙๑.๕๙",
        "การนำผลการประเมินไปสู่การพัฒนาองค์กร",
        "น้ำ ฐานญี่ปุ่น ปั๊ม ฟ้า",
        "ตุลาคม ๒๕๖๘ - กันยายน ๒๕๖๙",
    ],
)
def test_printed_lines_are_read_exactly(engine: ThaiEngine, text: str, dpi: int):
    (reading,) = engine.read_lines([drawn(text, dpi)], dpi)
    assert reading.text == text


@needs_font
def test_lone_numbers_and_no_other_lines_are_read_by_the_network_for_numbers(
    engine: ThaiEngine, monkeypatch: pytest.MonkeyPatch
):
    asked: list[tuple[int, bool]] = []
    answers = engine.answers

    def told(pictures: list[np.ndarray], *, numbers: bool, last: bool) -> Iterator[np.ndarray]:
        asked.append((len(pictures), numbers))
        return answers(pictures, numbers=numbers, last=last)

    monkeypatch.setattr(engine, "answers", told)
    lines = ("๙๓.๐๕", "ผ่านดี", "O25", "92.41")
    assert [reading.text for reading in engine.read_lines([drawn(text) for text in lines], 200)] == [*lines]
    assert [sum(count for count, numbers in asked if numbers is kind) for kind in (False, True)] == [4, 2]


@needs_font
def test_a_reading_does_not_depend_on_what_is_read_beside_it(engine: ThaiEngine):
    lines = [drawn(text) for text in ("๑", "การปฏิบัติหน้าที่ของเจ้าหน้าที่ ๙๔.๔๔", "๘๘.๑๒", "ผ่านดี")]
    together = [reading.text for reading in engine.read_lines(lines, 200)]
    assert together == [engine.read_lines([line], 200)[0].text for line in lines]


@needs_font
def test_characters_spell_the_text_from_left_to_right_and_marks_stand_at_their_letter(engine: ThaiEngine):
    picture = drawn("ที่ ๙๓.๐๕")
    (reading,) = engine.read_lines([picture], 200)
    assert "".join(one.text for one in reading.characters) == reading.text == "ที่ ๙๓.๐๕"
    assert [one.x0 for one in reading.characters[:3]] == [reading.characters[0].x0] * 3
    assert [one.x0 for one in reading.characters] == sorted(one.x0 for one in reading.characters)
    assert all(0 <= one.x0 < one.x1 <= picture.shape[1] for one in reading.characters)
    assert reading.confidence == min(one.confidence for one in reading.characters)


@needs_font
def test_a_blotted_digit_is_doubtful_and_tells_what_else_it_may_be(engine: ThaiEngine):
    picture = drawn("๙๓.๐๕").copy()
    columns = np.flatnonzero((picture < 128).any(axis=0))
    picture[:, columns[0] - 2 : columns[0] + 16] = np.minimum(picture[:, columns[0] - 2 : columns[0] + 16], 60)
    (reading,) = engine.read_lines([picture], 200)
    assert reading.confidence < CONFIDENT


def noise(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (height, width), np.uint8)


@pytest.mark.parametrize(
    "picture",
    [
        np.full((40, 400), 255, np.uint8),
        np.zeros((40, 400), np.uint8),
        np.full((0, 0), 255, np.uint8),
        np.full((2, 300), 255, np.uint8),
        np.full((40, 1), 0, np.uint8),
        noise(2, 500),
        noise(45, 600),
        noise(60, 20_000),
        np.where(noise(45, 600) < 3, 0, 255).astype(np.uint8),
        np.where(np.arange(40)[:, None] // 2 == 9, 0, np.full((40, 500), 255)).astype(np.uint8),
        np.tile(np.arange(0, 255, dtype=np.uint8), (40, 2)),
    ],
    ids=["blank", "black", "empty", "low", "narrow", "low noise", "noise", "long noise", "specks", "rule", "shade"],
)
def test_where_there_is_nothing_to_read_nothing_is_read_with_confidence(engine: ThaiEngine, picture: np.ndarray):
    (reading,) = engine.read_lines([picture], 200)
    assert reading.text == "" or reading.confidence < CONFIDENT


@needs_font
def test_light_ink_on_dark_paper_is_not_guessed_at(engine: ThaiEngine):
    (reading,) = engine.read_lines([255 - drawn("๙๓.๐๕")], 200)
    assert reading.text == "" or reading.confidence < CONFIDENT


@pytest.mark.parametrize(
    ("face", "text"),
    [
        ("Khmer", "ព្រះរាជាណាចក្រកម្ពុជា"),
        ("Arabic", "المملكة العربية"),
        ("Lao", "ສາທາລະນະລັດ"),
        ("Devanagari", "भारत सरकार"),
    ],
)
def test_a_script_that_the_recogniser_does_not_know_is_not_read_with_confidence(
    engine: ThaiEngine, face: str, text: str
):
    path = Path(f"/usr/share/fonts/truetype/noto/NotoSans{face}-Regular.ttf")
    if not path.exists():
        pytest.skip("needs Debian's fonts-noto-core")
    (reading,) = engine.read_lines([drawn(text, face=path)], 200)
    assert reading.text == "" or reading.confidence < CONFIDENT


def test_no_pictures_are_no_readings(engine: ThaiEngine):
    assert engine.read_lines([], 300) == ()


def test_lines_of_like_width_are_read_together_and_none_is_left_out():
    pictures = {index: np.zeros((40, width), np.uint8) for index, width in enumerate((5000, 30, 800, 40, 9000, 700))}
    gathered = list(batches(pictures))
    assert sorted(index for batch in gathered for index in batch) == list(pictures)
    assert gathered[0] == [1, 3]


def test_long_lines_are_read_together_up_to_what_they_may_take_of_memory():
    pictures = {index: np.zeros((40, width), np.uint8) for index, width in enumerate((1400, 1450, 1460, 600, 610, 620))}
    assert list(batches(pictures)) == [[3, 4, 5], [0, 1], [2]]


def test_a_line_is_read_beside_none_that_is_much_wider():
    pictures = {index: np.zeros((40, width), np.uint8) for index, width in enumerate((100, 117, 119))}
    assert list(batches(pictures)) == [[0, 1], [2]]


@pytest.mark.parametrize("named", [".onnx", ".npz", ".json"])
@pytest.mark.parametrize("spoil", ["missing", "damaged", "of another model"])
def test_a_missing_or_damaged_model_names_the_file_and_how_to_restore_it(tmp_path: Path, named: str, spoil: str):
    for suffix in (".onnx", ".npz", ".json"):
        shutil.copy(MODEL.with_suffix(suffix), tmp_path)
    file = tmp_path / f"thai{named}"
    if spoil == "missing":
        file.unlink()
    elif spoil == "damaged" or named == ".json":
        file.write_bytes(file.read_bytes()[:-100])
    else:
        card = tmp_path / "thai.json"
        key = {".onnx": "sha256", ".npz": "letters_sha256"}[named]
        card.write_text(json.dumps({**json.loads(card.read_text()), key: "0" * 64}))
    with pytest.raises(MissingDependencyError) as caught:
        ThaiEngine(tmp_path / "thai.onnx")
    assert f"{file} is " in str(caught.value)
    assert "git checkout -- " in str(caught.value)
    assert "./ita train" in str(caught.value)


def test_another_model_or_other_letters_are_another_reader():
    card = load_card(MODEL)
    others = (replace(card, sha256="0" * 64), replace(card, letters_sha256="0" * 64))
    assert len({card.fingerprint, *(other.fingerprint for other in others)}) == 3


def test_the_model_is_small_enough_to_live_in_the_repository():
    assert sum(MODEL.with_suffix(suffix).stat().st_size for suffix in (".onnx", ".npz")) < 10_000_000
