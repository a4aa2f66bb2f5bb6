"""The rules in a page's picture: found however pale, broken or dotted they are, and lifted out of the ink."""

from typing import NamedTuple

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from pipeline.extract.labels import Labels, narrowed
from pipeline.extract.light import strips
from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

Mask = NDArray[np.bool_]

_SWAPPED = [1, 0, 3, 2, 4]

LONG, SHORT = 0.25, 0.14
"""In inches; what is shorter than the first is a rule only between two others, than the second never."""
NEAR = 0.05
"""In inches; so close a rule ends to the rule at which it ends."""
BULK = 0.075
"""In inches; what is thicker than this is no stroke and no rule."""
THIN, THICKEST = 0.028, 0.07
"""In inches; how thick rules are, mostly and at most."""
ALONG, BESIDE = 0.2, 0.035
"""In inches; a rule is darker, on average over so long a stretch, than the paper so far above and below it."""
FAINT = 9
"""By how many greys it is darker at least."""
CLEAN = 24
"""Paper beside a rule that is not solid is hardly darker than this, on average: no text stands there."""
HOLE = 0.06
"""In inches; where so long a stretch is bare, a rule ends."""
SOLID = 0.97
"""A rule of which so large a share is ink is solid."""


class _Found(NamedTuple):
    """Pieces that may be rules of one direction, turned so that they run across.

    Few pixels of a page are of any, so only those are kept: pictures of their numbers would take most of the memory.
    """

    places: NDArray[np.int64]
    """Their pixels, counted row by row, in order."""
    numbers: NDArray[np.uint16]
    """For each of these pixels the number of its piece."""
    boxes: Boxes
    """The pieces, each with its number last."""
    grey: Grey
    ink: Grey


def pieces(ink: Grey) -> tuple[Labels, Boxes]:
    """Return the connected pieces of ink: a picture of their numbers, and their boxes (row 0 is the paper)."""
    try:
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_16U)
        return np.asarray(labels, np.uint16), _boxes(stats)
    except cv2.error:  # more pieces than 16 bits can number, or more that only joined later on
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    return narrowed(np.asarray(labels, np.int32), len(stats)), _boxes(stats)


def _boxes(stats: MatLike) -> Boxes:
    """Return what OpenCV tells of pieces as boxes: their ends instead of their sizes."""
    boxes = stats.astype(np.int32)
    boxes[:, 2] += boxes[:, 0]
    boxes[:, 3] += boxes[:, 1]
    return boxes


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
    lying, standing = _long_pieces(grey, slim, dpi), _long_pieces(grey.T, slim.T, dpi)
    across, down = _accepted(lying, dpi), _accepted(standing, dpi)
    across, down = _supported(across, down, dpi), _supported(down, across, dpi)
    across, down = _with_short(lying, across, down, dpi), _with_short(standing, down, across, dpi)
    along_x, along_y = _pixels(lying, across), _pixels(standing, down)[::-1]
    del slim, lying, standing  # before two pictures more
    return across, down[:, _SWAPPED], _drawn(along_x, ink.shape), _drawn(along_y, ink.shape)


def _accepted(found: _Found, dpi: float) -> Boxes:
    """Return the pieces that are long and look like rules."""
    long = found.boxes[:, 2] - found.boxes[:, 0] >= dpi * LONG
    boxes = found.boxes[long]
    return boxes[[_is_rule(found, box, dpi) for box in boxes]] if len(boxes) else boxes


def _supported(rules: Boxes, posts: Boxes, dpi: float) -> Boxes:
    """Return the rules that are quite long, or end at rules that run the other way; others are strokes of letters."""
    return rules[(rules[:, 2] - rules[:, 0] >= dpi / 2) | _ends_at(rules, posts, dpi * NEAR)]


def _with_short(found: _Found, rules: Boxes, posts: Boxes, dpi: float) -> Boxes:
    """Return rules and the short ones that reach exactly from one rule that runs the other way to the next."""
    short = found.boxes[found.boxes[:, 2] - found.boxes[:, 0] < dpi * LONG]
    short = short[_ends_at(short, posts, dpi * NEAR / 2)]
    held = [_is_rule(found, box, dpi) for box in short]
    return np.concatenate([rules, short[held]]) if any(held) else rules


def _ends_at(rules: Boxes, posts: Boxes, near: float) -> Mask:
    """Tell which rules begin and end at rules that run the other way; those come with x and y swapped."""
    posts = posts[:, _SWAPPED]
    x0, top, x1, bottom = (rules[:, side, None] for side in range(4))
    meets = (posts[:, 1] - near < bottom) & (posts[:, 3] + near > top)
    first = (meets & (abs((posts[:, 0] + posts[:, 2]) / 2 - x0) < near)).any(axis=1)
    last = (meets & (abs((posts[:, 0] + posts[:, 2]) / 2 - x1) < near)).any(axis=1)
    return np.asarray(first & last)


def _without_bulk(ink: Grey, dpi: float) -> Grey:
    """Return ink without what is thicker than any stroke or rule: bars, photographs, black edges of the scan."""
    slim = np.empty_like(ink)
    side = bar(round(dpi * BULK), round(dpi * BULK))
    for around, rows, own in strips(len(ink), len(side)):
        bulk = cv2.dilate(cv2.morphologyEx(ink[around], cv2.MORPH_OPEN, side), bar(3, 3))
        slim[rows] = cv2.subtract(ink[around], bulk)[own]
    return slim


def _pixels(found: _Found, kept: Boxes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows and columns of the pixels of the kept pieces; a box's last column is its number."""
    is_kept = np.zeros(int(found.numbers.max(initial=0)) + 1, np.bool_)
    is_kept[kept[:, 4]] = True
    rows, columns = np.divmod(found.places[is_kept[found.numbers]], found.grey.shape[1])
    return rows, columns


def _drawn(pixels: tuple[NDArray[np.int64], NDArray[np.int64]], shape: tuple[int, ...]) -> Grey:
    """Return a picture that is 255 at some pixels."""
    picture = np.zeros(shape, np.uint8)
    picture[pixels] = 255
    return picture


def _long_pieces(grey: Grey, ink: Grey, dpi: float) -> _Found:
    """Find what may be rules across."""
    found = np.empty(grey.shape, np.uint8)
    for around, rows, own in strips(len(grey), round(dpi * BESIDE) + 2):
        found[rows] = _long_in(_in_order(grey[around]), _in_order(ink[around]), dpi)[own]
    inked = np.flatnonzero(found.max(axis=1, initial=0))
    kept = np.union1d(inked, inked + 1)  # an empty row after each that is not parts what does not touch
    kept = kept[kept < len(found)]
    found = found[kept]
    nothing = _Found(np.zeros(0, np.int64), np.zeros(0, np.uint16), np.zeros((0, 5), np.int32), grey, ink)
    if not len(found):
        return nothing
    try:
        _, labels, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=8, ltype=cv2.CV_16U)
    except cv2.error:  # more pieces than 16 bits can number: a picture of stripes, and no table
        return nothing
    boxes = _boxes(stats)
    boxes[:, 1], boxes[:, 3] = kept[boxes[:, 1]], kept[boxes[:, 3] - 1] + 1
    boxes[:, 4] = np.arange(len(boxes))
    places = np.flatnonzero(found)
    numbers = np.asarray(labels, np.uint16).ravel()[places]
    del found, labels
    row, column = np.divmod(places, grey.shape[1])
    return _Found(kept[row] * grey.shape[1] + column, numbers, boxes[1:], grey, ink)


def _in_order(part: Grey) -> Grey:
    """Return a part of a picture, or of one whose x and y are swapped, with its pixels row by row in memory."""
    return part if part.flags.c_contiguous else np.asarray(cv2.transpose(part.T), np.uint8)


def _long_in(grey: Grey, ink: Grey, dpi: float) -> Grey:
    """Return 255 where something long runs across one strip of a picture: solid ink, or ridges."""
    length = bar(round(dpi * SHORT), 1)
    solid = cv2.morphologyEx(cv2.dilate(ink, bar(1, 3)), cv2.MORPH_OPEN, length)
    ridges = _ridges(grey, dpi)
    broken = cv2.morphologyEx(cv2.dilate(ridges, bar(1, 3)), cv2.MORPH_OPEN, length)
    return np.asarray(cv2.max(solid, cv2.min(broken, ridges)), np.uint8)


def _at_least(one: MatLike, other: MatLike) -> Grey:
    """Return 255 where one picture is as bright as another, or brighter."""
    return np.asarray(cv2.compare(one, other, cv2.CMP_GE), np.uint8)


def _ridges(grey: Grey, dpi: float) -> Grey:
    """Return 255 where a picture, on average along the line, is darker than above and below: rules, dotted ones too."""
    reach = round(dpi * BESIDE)
    dark = cv2.bitwise_not(cv2.blur(grey, (round(dpi * ALONG) | 1, 1)))
    padded = cv2.copyMakeBorder(dark, reach, reach, 0, 0, cv2.BORDER_REPLICATE)
    sides = cv2.max(padded[: -2 * reach], padded[2 * reach :])
    higher = cv2.subtract(dark, sides)
    clean = _at_least(cv2.convertScaleAbs(higher, alpha=0.25, beta=CLEAN), sides)
    ridges = cv2.min(clean, cv2.threshold(higher, FAINT, 255, cv2.THRESH_BINARY)[1])
    highest = cv2.dilate(higher, bar(round(dpi * ALONG), 1))  # past the end of a rule, its mean falls to half
    ridges = cv2.min(ridges, _at_least(cv2.add(higher, higher), highest))
    close = cv2.dilate(cv2.bitwise_not(cv2.blur(grey, (round(dpi * HOLE) | 1, 1))), bar(1, 3))
    close = cv2.subtract(close, sides)  # in a hole of a rule there is nothing
    return np.asarray(cv2.min(ridges, _at_least(cv2.convertScaleAbs(close, alpha=3), highest)), np.uint8)


def _is_rule(found: _Found, box: NDArray[np.int32], dpi: float) -> bool:
    """Tell whether a long thin piece is a rule: evenly thick, and paper on both sides of it."""
    grey, ink = found.grey, found.ink
    x0, top, x1, bottom, _ = box.tolist()
    if bottom - top > (x1 - x0) / 4 + 2:
        return False
    reach = max(2, round(dpi * 0.012))
    around = slice(max(0, top - reach), min(len(ink), bottom + reach)), slice(x0, x1)
    piece = _piece(found, int(box[4]), *around)
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
    return bool(inked.any()) and _clear_sides(piece, dark, reach, inked)[0] > 0.8


def _piece(found: _Found, number: int, rows: slice, columns: slice) -> Mask:
    """Return where a piece is, within rows and columns that hold all of it."""
    width = found.grey.shape[1]
    first, last = np.searchsorted(found.places, (rows.start * width, rows.stop * width))
    places = found.places[first:last][found.numbers[first:last] == number]
    piece = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.bool_)
    piece[places // width - rows.start, places % width - columns.start] = True
    return piece


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
    wiped = np.empty_like(ink)
    for around, rows, own in strips(len(ink), 2 * reach + 2):
        any_rule = across[around].any() or down[around].any()
        wiped[rows] = _wiped(ink[around], across[around], down[around], reach)[own] if any_rule else 0
    cv2.max(grey, wiped, grey)
    cv2.subtract(ink, wiped, ink)


def _wiped(ink: Grey, across: Grey, down: Grey, reach: int) -> Grey:
    """Return 255 where nothing but rules is, in one strip of a picture."""
    lying, standing = cv2.dilate(across, bar(1, 3)), cv2.dilate(down, bar(3, 1))
    rules = cv2.max(lying, standing)
    rest = cv2.subtract(ink, rules)
    crossing = cv2.max(
        cv2.min(cv2.morphologyEx(rest, cv2.MORPH_CLOSE, bar(1, reach)), lying),
        cv2.min(cv2.morphologyEx(rest, cv2.MORPH_CLOSE, bar(reach, 1)), standing),
    )
    wiped = cv2.subtract(rules, cv2.min(crossing, ink))
    return np.asarray(cv2.min(cv2.dilate(wiped, bar(3, 3)), cv2.bitwise_not(cv2.dilate(rest, bar(3, 3)))), np.uint8)
