"""The pictures that a page holds: each once, and so many that the page opens at once."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.model.crop import Crop, Spot
from pipeline.model.document import Source
from pipeline.review.card import Card

Wanted = Mapping[Source, Sequence[Spot]]
"""The places of each document that a person must see."""
Pictures = Mapping[Source, Mapping[Spot, Crop]]
"""What there is of them."""
MOST_BYTES = 3_000_000
"""What the pictures of a page may take, in bytes."""
MOST_SPOTS = 400
"""So many places are drawn."""


def wanted_spots(cards: Iterable[Card]) -> dict[Source, list[Spot]]:
    """Return the places to be drawn, by document: those of the first cards.

    Args:
        cards: The worst first.
    """
    places = dict.fromkeys((card.report.source, spot) for card in cards for spot in card.spots)
    found: dict[Source, list[Spot]] = {}
    for source, spot in list(places)[:MOST_SPOTS]:
        found.setdefault(source, []).append(spot)
    return found


class Album:
    """Collects the pictures of a page."""

    def __init__(self, wanted: Wanted, pictures: Pictures, most: int = MOST_BYTES) -> None:
        """Begin with none.

        Args:
            wanted: The places that were to be drawn; others were left out.
            pictures: What could be drawn of them.
            most: What they may take, in bytes.
        """
        self._wanted = {(source, spot) for source, spots in wanted.items() for spot in spots}
        self._pictures = pictures
        self._numbers: dict[tuple[Source, Spot], int] = {}
        self._size = 0
        self._most = most
        self.shown: list[dict[str, Any]] = []
        self.left_out = 0

    def picture(self, source: Source, spot: Spot) -> dict[str, Any]:
        """Return where a place is, and the number of its picture or why there is none."""
        number = self._numbers.get((source, spot))
        crop = self._pictures.get(source, {}).get(spot)
        if number is None and crop is not None:
            number = self._add(source, spot, crop)
        if number is not None:
            return {"page": spot.page, "picture": number}
        full = crop is not None or (source, spot) not in self._wanted
        self.left_out += full
        return {"page": spot.page, "missing": "full" if full else "gone"}

    def _add(self, source: Source, spot: Spot, crop: Crop) -> int | None:
        """Take a picture in, unless the page would become too large; return its number."""
        data = base64.b64encode(crop.content).decode("ascii")
        if self._size + len(data) > self._most:
            return None
        self._size += len(data)
        mark = crop.marked
        self._numbers[source, spot] = len(self.shown)
        self.shown.append(
            {
                "source": f"data:image/webp;base64,{data}",
                "width": crop.width,
                "height": crop.height,
                "mark": [int(side) for side in (mark.x0, mark.top, mark.width, mark.height)],
            }
        )
        return self._numbers[source, spot]
