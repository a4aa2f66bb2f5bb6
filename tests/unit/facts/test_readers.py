"""What a reader's own confidence is worth."""

import pytest

from pipeline.facts.readers import Kind, calibrate, find_reader, is_spelled, kind_of, load_readers


def test_what_the_file_spells_is_told_by_the_reader():
    assert is_spelled("text-layer")
    assert not is_spelled("tesseract 5.3.0 tha+eng")
    assert not is_spelled("transcript")


@pytest.mark.parametrize("label", ["transcript", "thai 9 of nobody's measuring", "", "another engine"])
def test_the_word_of_a_reader_that_nobody_has_measured_is_worth_nothing(label):
    if find_reader(label) is None:
        assert [calibrate(label, kind, 1.0) for kind in Kind] == [0.0, 0.0, 0.0]


def test_tesseract_is_never_believed_on_thai_digits():
    assert calibrate("tesseract 5.3.0 tha+eng", Kind.THAI, 1.0) == 0.0


@pytest.mark.parametrize("reader", load_readers(), ids=lambda reader: reader.label)
def test_more_confidence_is_never_worth_less(reader):
    for kind in Kind:
        chances = [calibrate(reader.label, kind, step / 100) for step in range(101)]
        assert chances == sorted(chances)
        assert 0 <= chances[0] <= chances[-1] < 1 or chances[-1] == 0


def test_between_points_the_probability_is_a_straight_line():
    assert calibrate("reconciled", Kind.THAI, 0.98) == 0.0
    assert calibrate("reconciled", Kind.THAI, 0.995) == pytest.approx((0.99 + 0.9995) / 2)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [("๙๘.๙๒", Kind.THAI), ("98.92", Kind.ARABIC), ("๙8.92", Kind.THAI), ("ผ่าน", Kind.TEXT), ("", Kind.TEXT)],
)
def test_a_number_is_of_the_kind_of_its_hardest_digits(raw, kind):
    assert kind_of(raw) is kind
