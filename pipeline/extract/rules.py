"""The rules in a page's picture: found however pale, broken or dotted they are, and lifted out of the ink."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

Mask = NDArray[np.bool_]

LONG = 0.25
"""In inches; what is shorter is no rule, and no piece of one."""
THIN, THICKEST = 0.028, 0.07
"""In inches; how thick rules are, mostly and at most."""
ALONG, BESIDE = 0.2, 0.035
"""In inches; a rule is darker, on average over so long a stretch, than the paper so far above and below it."""
FAINT = 9
"""By how many greys it is darker at least."""
CLEAN = 28
"""Paper beside a rule that is not solid is no darker than this, on average: no text stands there."""
HOLE = 0.06
"""In inches; where so long a stretch is bare, a rule ends."""
SOLID = 0.97
"""A rule of which so large a share is ink is solid."""


def pieces(ink: Grey) -> tuple[NDArray[np.int32], Boxes]:
    """Return the connected pieces of ink: a picture of their numbers, and their boxes (row 0 is the paper)."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    boxes = stats.astype(np.int32)
    boxes[:, 2] += boxes[:, 0]
    boxes[:, 3] += boxes[:, 1]
    return np.asarray(labels, np.int32), boxes


def find_rules(grey: Grey, ink: Grey, dpi: float) -> tuple[Boxes, Boxes, Grey, Grey]:
    """Find the rules of tables, of frames, and under words.

    Args:
        grey: The level page, its paper white.
        ink: 255 where it is dark.
        dpi: Resolution.

    Returns:
        The boxes of the rules that run across, of those that run down, and a picture of the ink of each kind.
    """
    slim = _without_bulk(ink, dpi)
    across_labels, across = _long_pieces(grey, slim, dpi)
    down_labels, down = _long_pieces(np.ascontiguousarray(grey.T), np.ascontiguousarray(slim.T), dpi)
    down = down[:, [1, 0, 3, 2, 4]]
    near = dpi * 0.05
    lying = _supported(across, down, near, dpi / 2)
    standing = _supported(down[:, [1, 0, 3, 2, 4]], across[:, [1, 0, 3, 2, 4]], near, dpi / 2)
    across_mask = _mask(across_labels, across, lying)
    down_mask = np.ascontiguousarray(_mask(down_labels, down, standing).T)
    return across[lying], down[standing], across_mask, down_mask


def _without_bulk(ink: Grey, dpi: float) -> Grey:
    """Return ink without what is thicker than any stroke or rule: bars, photographs, black edges of the scan."""
    side = round(dpi * 0.075)
    bulk = cv2.morphologyEx(ink, cv2.MORPH_OPEN, bar(side, side))
    return np.asarray(cv2.subtract(ink, cv2.dilate(bulk, bar(3, 3))))


def _mask(labels: NDArray[np.int32], boxes: Boxes, kept: Mask) -> Grey:
    """Return a picture of the kept pieces; a box's last column is its label."""
    table = np.zeros(int(labels.max(initial=0)) + 1, np.uint8)
    table[boxes[kept, 4]] = 255
    return table[labels]


def _supported(rules: Boxes, posts: Boxes, near: float, long: float) -> Mask:
    """Tell which rules are long, or end at rules that run the other way; others are strokes of letters."""
    x0, top, x1, bottom = (rules[:, side, None] for side in range(4))
    meets = (posts[:, 1] - near < bottom) & (posts[:, 3] + near > top)
    first = (meets & (abs(posts[:, 0] - x0) < near)).any(axis=1)
    last = (meets & (abs(posts[:, 2] - x1) < near)).any(axis=1)
    return np.asarray((rules[:, 2] - rules[:, 0] >= long) | (first & last))


def _long_pieces(grey: Grey, ink: Grey, dpi: float) -> tuple[NDArray[np.int32], Boxes]:
    """Find what may be rules across.

    Returns:
        A picture of the numbers of pieces, and the boxes of those that look like rules, each with its number last.
    """
    length = round(dpi * LONG)
    solid = cv2.morphologyEx(cv2.dilate(ink, bar(1, 3)), cv2.MORPH_OPEN, bar(length, 1))
    ridges = _ridges(grey, dpi)
    broken = cv2.morphologyEx(cv2.dilate(ridges, bar(1, 3)), cv2.MORPH_OPEN, bar(length, 1))
    labels, boxes = pieces(np.asarray(cv2.max(solid, cv2.min(broken, ridges)), np.uint8))
    boxes[:, 4] = np.arange(len(boxes))
    return labels, boxes[[number > 0 and _is_rule(labels, box, grey, ink, dpi) for number, box in enumerate(boxes)]]


def _ridges(grey: Grey, dpi: float) -> Grey:
    """Return 255 where a picture, on average along the line, is darker than above and below: rules, dotted ones too."""
    reach = round(dpi * BESIDE)
    dark = cv2.bitwise_not(cv2.blur(grey, (round(dpi * ALONG) | 1, 1)))
    padded = cv2.copyMakeBorder(dark, reach, reach, 0, 0, cv2.BORDER_REPLICATE)
    sides = cv2.max(padded[: -2 * reach], padded[2 * reach :])
    higher = cv2.subtract(dark, sides)
    ridges = cv2.min(cv2.compare(higher, FAINT, cv2.CMP_GT), cv2.compare(sides, CLEAN, cv2.CMP_LT))
    highest = cv2.dilate(higher, bar(round(dpi * ALONG), 1))  # past the end of a rule, its mean falls to half
    ridges = cv2.min(ridges, cv2.compare(cv2.add(higher, higher), highest, cv2.CMP_GE))
    close = cv2.dilate(cv2.bitwise_not(cv2.blur(grey, (round(dpi * HOLE) | 1, 1))), bar(1, 3))
    close = cv2.subtract(close, sides)  # in a hole of a rule there is nothing
    return np.asarray(cv2.min(ridges, cv2.compare(cv2.add(cv2.add(close, close), close), highest, cv2.CMP_GE)))


def _is_rule(labels: NDArray[np.int32], box: NDArray[np.int32], grey: Grey, ink: Grey, dpi: float) -> bool:
    """Tell whether a long thin piece is a rule: evenly thick, and paper on both sides of it."""
    x0, top, x1, bottom, number = (int(side) for side in box)
    if bottom - top > (x1 - x0) / 4 + 2:
        return False
    reach = max(2, round(dpi * 0.012))
    around = slice(max(0, top - reach), min(len(ink), bottom + reach)), slice(x0, x1)
    piece = labels[around] == number
    if np.median(piece.sum(axis=0)) > dpi * THICKEST:
        return False
    dark = ink[around] > 0
    cover = float((dark & piece).any(axis=0).mean())
    if cover > SOLID:
        dirty, tidy = _clear_sides(piece, dark, reach, np.ones(x1 - x0, np.bool_))
        return tidy > 0.7 if x1 - x0 > dpi / 2 else dirty > 0.8
    depth = np.where(piece, 255 - grey[around], 0).max(axis=0)
    dark = grey[around] < 255 - np.percentile(depth, 75) / 2
    inked = (dark & piece).any(axis=0)
    return x1 - x0 > dpi * 0.4 and bool(inked.any()) and _clear_sides(piece, dark, reach, inked)[0] > 0.8


def _clear_sides(piece: Mask, dark: Mask, reach: int, columns: Mask) -> tuple[float, float]:
    """Return for which share of some columns there is paper beside a piece: on the worse side, and on the better."""
    places = np.flatnonzero(columns)
    first = piece.argmax(axis=0)[places]
    last = len(piece) - 1 - piece[::-1].argmax(axis=0)[places]
    over = ~dark[np.maximum(first - reach, 0), places]
    under = ~dark[np.minimum(last + reach, len(piece) - 1), places]
    dirty, tidy = sorted((float(over.mean()), float(under.mean())))
    return dirty, tidy


def bar(width: int, height: int) -> Grey:
    """Return a solid rectangle for morphology, of odd sides: an even one would shift the picture."""
    return np.ones((height | 1, width | 1), np.uint8)


def lift_rules(grey: Grey, ink: Grey, across: Grey, down: Grey, dpi: float) -> None:
    """Wipe rules out of a picture and its ink, in place; strokes that cross a rule stay whole.

    Args:
        grey: The page.
        ink: 255 where it is dark.
        across: 255 where rules run across.
        down: 255 where rules run down.
        dpi: Resolution.
    """
    reach = round(dpi * THIN) + 4
    lying, standing = cv2.dilate(across, bar(1, 3)), cv2.dilate(down, bar(3, 1))
    rules = cv2.max(lying, standing)
    rest = cv2.subtract(ink, rules)
    crossing = cv2.max(
        cv2.min(cv2.morphologyEx(rest, cv2.MORPH_CLOSE, bar(1, reach)), lying),
        cv2.min(cv2.morphologyEx(rest, cv2.MORPH_CLOSE, bar(reach, 1)), standing),
    )
    wiped = cv2.subtract(rules, cv2.min(crossing, ink))
    wiped = cv2.min(cv2.dilate(wiped, bar(3, 3)), cv2.bitwise_not(cv2.dilate(rest, bar(3, 3))))
    grey[wiped > 0] = 255
    ink[wiped > 0] = 0
