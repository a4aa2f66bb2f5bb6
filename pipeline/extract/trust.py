"""How far a page's text layer can be trusted: whether its digits are what the page shows.

Damaged letters alone are no reason to throw a layer away; digits that may be wrong are. Counted over 614 public PDFs
of Thai state agencies, a bound on the number of characters alone is wrong on about 7 % of pages.
"""

import re
from collections.abc import Sequence

from pipeline.extract.glyph import PageLayer
from pipeline.model.document import Run
from pipeline.thai.trust import trust

FULL_PAGE = 0.8
"""Pictures that cover this share of a page are a scan of it, or a background."""
WORTH = 300
"""So many Thai letters are a page's worth; a stamp or a registry line over a scan has fewer."""
MOJIBAKE = 0.1
"""With this share of accented Latin letters the text is Thai of an old encoding under other names."""
SAME = 0.6
"""Two pages that share so much of their lines carry the same stamp."""

_THAI = re.compile(r"[ก-๛]")
_OTHER_ENCODING = re.compile(r"[\u0080-\u024f]")
_DIGIT = re.compile(r"[0-9๐-๙]")


def judge_layer(layer: PageLayer, runs: Sequence[Run], others: Sequence[Run] = ()) -> float:
    """Return how far a page's visible text can be trusted, 0 to 1.

    Args:
        layer: The page.
        runs: Its visible text.
        others: The text of a page beside it, to tell what is stamped on every page.
    """
    text = "\n".join(run.text for run in runs)
    if picture_share(layer) >= FULL_PAGE and (len(_THAI.findall(text)) < WORTH or is_same(runs, others)):
        return 0.0
    if len(_OTHER_ENCODING.findall(text)) > MOJIBAKE * len(text):
        return 0.0
    return trust(text)


def picture_share(layer: PageLayer) -> float:
    """Return which share of a page its pictures cover, 0 to 1; scans may come in strips."""
    area = layer.width * layer.height
    return min(1.0, sum(box.width * box.height for box in layer.pictures) / area) if area else 0.0


def is_same(runs: Sequence[Run], others: Sequence[Run]) -> bool:
    """Tell whether two pages carry the same text, but for numbers."""
    here, there = ({_DIGIT.sub("", run.text) for run in page} for page in (runs, others))
    return bool(here and there) and len(here & there) >= SAME * len(here | there)
