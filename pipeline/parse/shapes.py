"""What the cells of a column look like, by its role: a second witness where its name is damaged."""

import re
from collections.abc import Callable

from pipeline.parse.codes import SPELLED as CODE
from pipeline.parse.owners import begins_unit
from pipeline.thai.date_words import DATE, FISCAL, HALF, QUARTER

SHAPES: dict[str, Callable[[str], bool]] = {
    "number": lambda text: re.fullmatch(r"[0-9]{1,3}\.?", text) is not None,
    "code": lambda text: re.match(CODE, text, re.IGNORECASE) is not None,
    "period": lambda text: any(pattern.search(text) for pattern in (DATE, FISCAL, QUARTER, HALF)),
    "responsible": begins_unit,
    "score": lambda text: re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]+)?", text) is not None,
}
"""Tests of a cell's text in Arabic digits."""
