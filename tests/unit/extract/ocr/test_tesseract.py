"""Tesseract as an engine: lines in, readings out, failures in words."""

import numpy as np
import pytest

from pipeline.errors import MissingDependencyError
from pipeline.extract.ocr import ENGINES, load_engine
from pipeline.extract.ocr.tesseract import Tesseract, Word, _reading
from pipeline.settings import Settings
from tests.unit.extract.paper import DPI, array, page


def line(text):
    return array(page([(20, 20, text)], size=(900, 110)))


def test_words_far_apart_are_parted_by_a_space_and_others_are_not():
    picture = np.full((100, 400), 255, np.uint8)
    for start, end in ((10, 100), (104, 200), (240, 300)):
        picture[40:60, start:end] = 0
    words = [Word("ข้อ", 20, 110, 0.9), Word("มูล", 114, 210, 0.8), Word("ดี", 250, 310, 0.7)]
    read = _reading([words], picture)
    assert read.text == "ข้อมูล ดี"
    assert read.confidence == 0.7
    assert "".join(character.text for character in read.characters) == read.text


def test_nothing_read_is_nothing_with_no_confidence():
    read = _reading([], np.full((10, 10), 255, np.uint8))
    assert (read.text, read.confidence, read.characters) == ("", 0.0, ())


def test_an_unknown_engine_is_refused_by_name():
    with pytest.raises(ValueError, match="tesseract"):
        load_engine(Settings(engine="eyes"))


def test_every_engine_of_the_register_is_made_from_the_settings():
    assert load_engine(Settings(engine="tesseract")) == Tesseract("tha+eng")
    assert "tesseract" in ENGINES


@pytest.mark.ocr
def test_lines_are_read_in_their_order_and_empty_ones_are_empty():
    readings = Tesseract("tha+eng").read_lines([line("คะแนน 95.50"), line(""), line("ข้อมูล")], DPI)
    assert [one.text for one in readings] == ["คะแนน 95.50", "", "ข้อมูล"]
    assert readings[0].confidence > 0.5
    assert 20 <= readings[0].characters[0].x0 < 60


@pytest.mark.ocr
def test_the_label_names_version_and_languages():
    name, version, languages = Tesseract("tha+eng").label.split()
    assert (name, languages) == ("tesseract", "tha+eng")
    assert version[0].isdecimal()


@pytest.mark.ocr
def test_a_missing_language_is_named_with_the_command_that_installs_it():
    with pytest.raises(MissingDependencyError, match=r"xxx.*\n?.*apt-get install"):
        Tesseract("tha+xxx").read_lines([line("ข้อ")], DPI)
