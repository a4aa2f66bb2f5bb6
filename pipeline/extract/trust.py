"""How far a page's text layer can be trusted: whether its digits are what the page shows.

Damaged letters alone are no reason to throw a layer away; digits that may be wrong are. Counted over 614 public PDFs
of Thai state agencies, a bound on the number of characters alone is wrong on about 7 % of pages.
"""

import re
from collections.abc import Sequence

from pipeline.extract.glyph import PageLayer
from pipeline.extract.thai_marks import LOST
from pipeline.model.document import Run
from pipeline.thai.trust import trust

FULL_PAGE = 0.8
"""Pictures that cover this share of a page are a scan of it, or a background."""
WORTH = 300
"""So many Thai letters are a page's worth; a stamp or a registry line over a scan has fewer."""
LOST_WEIGHT = 3.0
"""How much a share of unknown glyphs takes from trust: with one in fifteen unknown, a digit may be among them."""
SAME = 0.6
"""Two pages that share so much of their lines carry the same stamp."""

_THAI = re.compile(r"[ก-๛]")
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
_WORD_LIKE = re.compile(r"[A-Z]{2,}|[A-Z]?[a-z]*[aeiouyAEIOUY][a-z]*")
_HIGH_LATIN = re.compile(r"[\u0080-\u024f]")
_ODD_SIGN = re.compile(r"[!\"#$&'*+;<=>?@\[\\\]^_`{|}~]")
_DIGIT = re.compile(r"[0-9๐-๙]")


def judge_layer(layer: PageLayer, runs: Sequence[Run], others: Sequence[Run] = ()) -> float:
    """Return how far a page's visible text can be trusted, 0 to 1.

    Args:
        layer: The page.
        runs: Its visible text.
        others: The text of a page beside it, to tell what is stamped on every page.
    """
    text = "".join(run.text for run in runs).replace(" ", "")
    if not text:
        return 0.0
    if picture_share(layer) >= FULL_PAGE and (len(_THAI.findall(text)) < WORTH or is_same(runs, others)):
        return 0.0
    if _is_gibberish(text, runs):
        return 0.2
    lost = max(0.0, 1.0 - LOST_WEIGHT * text.count(LOST) / len(text))
    return min(lost, trust("\n".join(run.text for run in runs)))


def picture_share(layer: PageLayer) -> float:
    """Return which share of a page its pictures cover, 0 to 1; scans may come in strips."""
    area = layer.width * layer.height
    return min(1.0, sum(box.width * box.height for box in layer.pictures) / area) if area else 0.0


def is_same(runs: Sequence[Run], others: Sequence[Run]) -> bool:
    """Tell whether two pages carry the same text, but for numbers."""
    here, there = ({_DIGIT.sub("", run.text) for run in page} for page in (runs, others))
    return bool(here and there) and len(here & there) >= SAME * len(here | there)


def _is_gibberish(text: str, runs: Sequence[Run]) -> bool:
    """Tell whether text is glyph numbers, another encoding's letters, or English made of Thai by an OCR.

    Thai letters are no proof, but a page with a fair share of them is none of these; numbers alone are not either.
    """
    thai = len(_THAI.findall(text))
    if len(_HIGH_LATIN.findall(text)) > 0.1 * len(text):
        return True
    if thai > 0.2 * len(text):
        return False
    words = [word for run in runs for word in _LATIN_WORD.findall(run.text)]
    odd = sum(_WORD_LIKE.fullmatch(word) is None for word in words)
    signs = len(_ODD_SIGN.findall(text))
    return len(text) >= 20 and (signs > 0.1 * len(text) or odd > 0.35 * max(4, len(words)))
