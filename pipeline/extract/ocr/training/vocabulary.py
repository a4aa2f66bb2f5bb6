"""Words and phrases of official reports that generated lines are made of; most are listed in ``vocabulary.toml``."""

import tomllib
from pathlib import Path

from pythainlp.corpus import provinces, thai_words

from pipeline.extract.ocr.training.alphabet import spelled

LISTS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

MONTHS = tuple(LISTS["months"])
SHORT_MONTHS = tuple(LISTS["short_months"])
CODE_STEMS = tuple(LISTS["code_stems"])
KINDS = tuple(LISTS["kinds"])
INDICATORS = tuple(LISTS["indicators"])
PHRASES = tuple(LISTS["phrases"])
SIGNS = tuple(LISTS["signs"])
LATIN = tuple(LISTS["latin"])
PROVINCES = tuple(sorted(str(name) for name in provinces()))
WORDS = tuple(word for word in sorted(str(one) for one in thai_words()) if spelled(word) == word)
