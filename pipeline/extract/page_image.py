"""The one owner of OpenCV: a page's picture becomes upright, level and clean, and gives up its rules."""

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.prepared import Prepared
from pipeline.extract.skew import Boxes, find_skew, letters, lies_sideways

LEAST_DPI, MOST_DPI = 200, 300
"""Pictures are worked on between these: below, marks touch; above, nothing more is to be seen."""

COLOUR = 16
"""The spread of red, green and blue, against the paper's, from which ink is coloured; pale stamps have little more."""
DARK = 96
"""Paper is never darker; what is, is ink: bars, photographs, the edges of the scan."""
CRUMBS, CRUMBLED = 400, 0.33
"""From so many pieces of ink, and so large a share of crumbs, strokes are put together again."""
MOSTLY = 0.4
"""Where a larger share of the ink is coloured, it is the paper that is coloured, or the report is."""

cv2.setNumThreads(1)  # documents are read in processes of their own: threads would only quarrel over the cores


def to_grey(picture: NDArray[np.uint8]) -> tuple[Grey, Grey | None]:
    """Return a picture with white paper under even light; colours of ink become dark, colours of paper white.

    Args:
        picture: Of shape (height, width) or (height, width, 3).

    Returns:
        The picture, and how far the ink of each pixel is from grey; None where there is no colour.
    """
    if picture.ndim == 3 and not _has_colour(picture):
        picture = np.ascontiguousarray(picture[:, :, 1])
    if picture.ndim == 2:
        return _flattened(picture), None
    first, second, third = (_flattened(np.ascontiguousarray(picture[:, :, channel])) for channel in range(3))
    low, high = cv2.min(first, second), cv2.max(first, second)
    middle = cv2.max(low, cv2.min(high, third))  # ink has one bright colour at most, marker two
    return np.asarray(middle), np.asarray(cv2.subtract(cv2.max(high, third), cv2.min(low, third)))


def _has_colour(picture: NDArray[np.uint8]) -> bool:
    """Tell whether more than a trace of a picture is coloured."""
    some = picture[::6, ::6].astype(np.int16)
    return bool(((some.max(axis=2) - some.min(axis=2)) > 14).mean() > 0.0005)


def _flattened(channel: Grey) -> Grey:
    """Divide a picture by its paper, which is the brightest nearby; what is dark over a whole area stays dark."""
    height, width = channel.shape
    small = cv2.resize(channel, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, _bar(5, 5)), 5)
    paper = cv2.blur(cv2.max(paper, np.full_like(paper, DARK)), (3, 3))
    return np.asarray(cv2.divide(channel, cv2.resize(paper, (width, height)), scale=255))


def ink_threshold(grey: Grey) -> int:
    """Return the grey below which a pixel is ink: Otsu's, kept where ink can be."""
    return int(np.clip(cv2.threshold(grey[::2, ::2], 0, 255, cv2.THRESH_OTSU)[0], 110, 205))


def _darker(grey: MatLike, threshold: int) -> Grey:
    """Return 255 where a picture is darker than a grey, 0 elsewhere."""
    return np.asarray(cv2.threshold(grey, threshold - 1, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def pieces(ink: Grey) -> tuple[NDArray[np.int32], Boxes]:
    """Return the connected pieces of ink: a picture of their numbers, and their boxes (row 0 is the paper)."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    boxes = stats.astype(np.int32)
    boxes[:, 2] += boxes[:, 0]
    boxes[:, 3] += boxes[:, 1]
    return np.asarray(labels, np.int32), boxes


def prepare(picture: NDArray[np.uint8], dpi: float) -> Prepared:
    """Make a page's picture upright (but perhaps on its head), level and clean, and lift its rules out.

    Args:
        picture: Of shape (height, width) or (height, width, 3).
        dpi: Its resolution.
    """
    flat, spread = to_grey(picture)
    grey, working = _at_working_size(flat, dpi)
    threshold = ink_threshold(grey)
    sideways, skew = _how_it_lies(grey, threshold, working)
    grey = _straight(grey, skew, sideways=sideways)
    ink = _darker(grey, threshold)
    across, down, across_mask, down_mask = find_rules(ink, working)
    _lift(grey, ink, across_mask, down_mask, working)
    labels, boxes = pieces(ink)
    if _is_crumbled(boxes, working):
        gap = round(working / 40)
        labels, boxes = pieces(np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _bar(gap, gap)), np.uint8))
    coloured = np.zeros(len(boxes), np.bool_)
    stamps = np.zeros((0, 5), np.int32)
    if spread is not None:
        chroma = _straight(_at_working_size(spread, dpi)[0], skew, sideways=sideways, around=0)
        some, ink_of = (
            labels[::2, ::2].ravel(),
            np.maximum(np.bincount(labels[::2, ::2].ravel(), minlength=len(boxes)), 1),
        )
        coloured = np.bincount(some, chroma[::2, ::2].ravel(), len(boxes)) > COLOUR * ink_of
        coloured &= coloured[1:].mean() < MOSTLY
        across, lying = _black(across, chroma, across_mask)
        down, standing = _black(down, chroma, down_mask)
        stamps = np.concatenate([lying, standing])
        across, down = _outside(across, stamps, dpi / 18), _outside(down, stamps, dpi / 18)
    rotation = 90 if sideways else 0
    return Prepared(grey, labels, boxes, across, down, coloured, stamps, working, rotation, skew)


def _is_crumbled(boxes: Boxes, dpi: float) -> bool:
    """Tell whether strokes have fallen to pieces, as on a pale fax: most of the ink is crumbs."""
    large = np.maximum(boxes[1:, 2] - boxes[1:, 0], boxes[1:, 3] - boxes[1:, 1])
    return len(large) > CRUMBS and bool((large < dpi / 30).mean() > CRUMBLED)


def _black(rules: Boxes, chroma: Grey, mask: Grey) -> tuple[Boxes, Boxes]:
    """Part rules into those of black ink and those of coloured; where most are coloured, so are the report's tables."""
    coloured = np.zeros(len(rules), np.bool_)
    for at, (x0, top, x1, bottom, _) in enumerate(rules.tolist()):
        held = mask[top:bottom, x0:x1] > 0
        coloured[at] = held.any() and np.median(chroma[top:bottom, x0:x1][held]) > COLOUR
    if coloured.sum() > MOSTLY * len(rules):
        return rules, rules[:0]
    return rules[~coloured], rules[coloured]


def _outside(rules: Boxes, stamps: Boxes, near: float) -> Boxes:
    """Return the rules that do not lie wholly where stamps are: a stamp's frame is not coloured all over."""
    if not len(stamps):
        return rules
    first, last = stamps[:, :2].min(axis=0) - near, stamps[:, 2:4].max(axis=0) + near
    inside = (rules[:, :2] > first).all(axis=1) & (rules[:, 2:4] < last).all(axis=1)
    return np.asarray(rules[~inside])


def _straight(grey: Grey, skew: float, *, sideways: bool, around: int = 255) -> Grey:
    """Turn a picture upright, or on its head, and level."""
    if sideways:
        grey = np.ascontiguousarray(np.rot90(grey, -1))
    return _turned(grey, skew, around) if abs(skew) > 0.02 else grey


def _without_bulk(ink: Grey, dpi: float) -> Grey:
    """Return ink without what is thicker than any stroke or rule: bars, photographs, black edges of the scan."""
    side = round(dpi * 0.075)
    bulk = cv2.morphologyEx(ink, cv2.MORPH_OPEN, _bar(side, side))
    return np.asarray(cv2.subtract(ink, cv2.dilate(bulk, _bar(3, 3))))


def find_rules(ink: Grey, dpi: float) -> tuple[Boxes, Boxes, Grey, Grey]:
    """Find the rules of tables, of frames, and under words.

    Returns:
        The boxes of the rules that run across, of those that run down, and a picture of the ink of each kind.
    """
    slim = _without_bulk(ink, dpi)
    across_labels, across = _long_pieces(slim, dpi)
    down_labels, down = _long_pieces(np.ascontiguousarray(slim.T), dpi)
    down = down[:, [1, 0, 3, 2, 4]]
    near = dpi * 0.05
    lying = _supported(across, down, near, dpi / 2)
    standing = _supported(down[:, [1, 0, 3, 2, 4]], across[:, [1, 0, 3, 2, 4]], near, dpi / 2)
    across_mask = _mask(across_labels, across, lying)
    down_mask = np.ascontiguousarray(_mask(down_labels, down, standing).T)
    return across[lying], down[standing], across_mask, down_mask


def _mask(labels: NDArray[np.int32], boxes: Boxes, kept: NDArray[np.bool_]) -> Grey:
    """Return a picture of the kept pieces; a box's last column is its label."""
    table = np.zeros(int(labels.max(initial=0)) + 1, np.uint8)
    table[boxes[kept, 4]] = 255
    return table[labels]


def _supported(rules: Boxes, posts: Boxes, near: float, long: float) -> NDArray[np.bool_]:
    """Tell which rules are long, or end at rules that run the other way; others are strokes of letters."""
    x0, top, x1, bottom = (rules[:, side, None] for side in range(4))
    meets = (posts[:, 1] - near < bottom) & (posts[:, 3] + near > top)
    first = (meets & (abs(posts[:, 0] - x0) < near)).any(axis=1)
    last = (meets & (abs(posts[:, 2] - x1) < near)).any(axis=1)
    return np.asarray((rules[:, 2] - rules[:, 0] >= long) | (first & last))


def _long_pieces(ink: Grey, dpi: float) -> tuple[NDArray[np.int32], Boxes]:
    """Find what may be rules across: solid, or broken and dotted where the pieces are thin and alike.

    Returns:
        A picture of the numbers of pieces, and the boxes of those that look like rules, each with its number last.
    """
    length, thin, gap = round(dpi * 0.25), round(dpi * 0.028), round(dpi * 0.035)
    solid = cv2.morphologyEx(cv2.dilate(ink, _bar(1, 3)), cv2.MORPH_OPEN, _bar(length, 1))
    strokes = cv2.subtract(ink, cv2.morphologyEx(ink, cv2.MORPH_OPEN, _bar(1, thin + 1)))
    broken = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, _bar(gap, 1))
    broken = cv2.morphologyEx(broken, cv2.MORPH_OPEN, _bar(length, 1))
    labels, boxes = pieces(np.asarray(cv2.max(solid, broken), np.uint8))
    boxes[:, 4] = np.arange(len(boxes))
    return labels, boxes[[number > 0 and _is_rule(labels, number, box, ink, dpi) for number, box in enumerate(boxes)]]


def _is_rule(labels: NDArray[np.int32], number: int, box: NDArray[np.int32], ink: Grey, dpi: float) -> bool:
    """Tell whether a long thin piece is a rule: evenly thick, and paper on both sides of it."""
    x0, top, x1, bottom, _ = (int(side) for side in box)
    if bottom - top > (x1 - x0) / 4 + 2:
        return False
    reach = max(2, round(dpi * 0.012))
    above, below = max(0, top - reach), min(len(ink), bottom + reach)
    piece = labels[above:below, x0:x1] == number
    dark = ink[above:below, x0:x1] > 0
    columns = np.arange(x1 - x0)
    first = piece.argmax(axis=0)
    last = len(piece) - 1 - piece[::-1].argmax(axis=0)
    thick = (dark & piece).sum(axis=0)
    cover = float((thick > 0).mean())
    if np.median(thick) > dpi * 0.07 or cover < 0.5:
        return False
    over = ~dark[np.maximum(first - reach, 0), columns]
    under = ~dark[np.minimum(last + reach, len(piece) - 1), columns]
    dirty, tidy = sorted((float(over.mean()), float(under.mean())))
    if cover > 0.97 and x1 - x0 > dpi * 0.5:
        return tidy > 0.7
    if cover > 0.97:
        return dirty > 0.8
    spread = float(np.std(thick[thick > 0]))
    return x1 - x0 > dpi * 0.6 and dirty > 0.8 and spread < max(1.2, float(np.median(thick)) / 3)


def _bar(width: int, height: int) -> Grey:
    """Return a solid rectangle for morphology, of odd sides: an even one would shift the picture."""
    return np.ones((height | 1, width | 1), np.uint8)


def _lift(grey: Grey, ink: Grey, across: Grey, down: Grey, dpi: float) -> None:
    """Wipe rules out of a picture and its ink, in place; strokes that cross a rule stay whole."""
    reach = round(dpi * 0.028) + 4
    lying, standing = cv2.dilate(across, _bar(1, 3)), cv2.dilate(down, _bar(3, 1))
    rules = cv2.max(lying, standing)
    rest = cv2.subtract(ink, rules)
    crossing = cv2.max(
        cv2.min(cv2.morphologyEx(rest, cv2.MORPH_CLOSE, _bar(1, reach)), lying),
        cv2.min(cv2.morphologyEx(rest, cv2.MORPH_CLOSE, _bar(reach, 1)), standing),
    )
    wiped = cv2.subtract(rules, cv2.min(crossing, ink))
    wiped = cv2.min(cv2.dilate(wiped, _bar(3, 3)), cv2.bitwise_not(cv2.dilate(rest, _bar(3, 3))))
    grey[wiped > 0] = 255
    ink[wiped > 0] = 0


def _at_working_size(grey: Grey, dpi: float) -> tuple[Grey, float]:
    """Scale a picture into the working resolutions."""
    wanted = min(max(dpi, LEAST_DPI), MOST_DPI)
    if abs(wanted - dpi) < 8:
        return grey, dpi
    method = cv2.INTER_AREA if wanted < dpi else cv2.INTER_CUBIC
    size = (max(1, round(grey.shape[1] * wanted / dpi)), max(1, round(grey.shape[0] * wanted / dpi)))
    return np.asarray(cv2.resize(grey, size, interpolation=method)), wanted


def _how_it_lies(grey: Grey, threshold: int, dpi: float) -> tuple[bool, float]:
    """Return whether lines run down the picture, and by how many degrees they fall once they run across."""
    scale = 130 / dpi
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    _, boxes = pieces(_darker(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), threshold))
    boxes = letters(boxes[1:], 130)
    sideways = lies_sideways(boxes)
    if sideways:
        x0, top, x1, bottom, area = boxes.T
        boxes = np.stack([size[1] - bottom, x0, size[1] - top, x1, area], axis=1)
    return sideways, find_skew(boxes)


def _turned(grey: Grey, degrees: float, around: int) -> Grey:
    """Turn a picture counterclockwise about its middle; what comes in at the corners is ``around``."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    return np.asarray(
        cv2.warpAffine(
            grey, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=around
        )
    )
