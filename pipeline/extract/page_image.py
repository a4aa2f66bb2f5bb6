"""The one owner of OpenCV: a page's picture becomes upright, level and clean, and gives up its rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes, find_skew, letters, lies_sideways

LEAST_DPI, MOST_DPI = 200, 300
"""Pictures are worked on between these: below, marks touch; above, nothing more is to be seen."""

cv2.setNumThreads(1)  # documents are read in processes of their own: threads would only quarrel over the cores


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page's picture as recognisers like it, and the way back to the page."""

    grey: Grey
    """Upright, level, paper white, rules lifted out."""
    labels: NDArray[np.int32]
    """Of the same shape: to which row of ``boxes`` a dark pixel belongs; 0 for paper."""
    boxes: Boxes
    """Connected pieces of ink; row 0 stands for the paper."""
    across: Boxes
    """Rules that run across, in pixels."""
    down: Boxes
    """Rules that run down."""
    dpi: float
    rotation: int
    """Degrees clockwise by which the picture was turned."""
    skew_deg: float
    """Degrees by which its lines fell to the right after that."""


def on_head(prepared: Prepared) -> Prepared:
    """Turn a prepared picture by 180 degrees."""
    height, width = prepared.grey.shape
    return replace(
        prepared,
        grey=np.ascontiguousarray(prepared.grey[::-1, ::-1]),
        labels=np.ascontiguousarray(prepared.labels[::-1, ::-1]),
        boxes=_half_turn(prepared.boxes, width, height),
        across=_half_turn(prepared.across, width, height),
        down=_half_turn(prepared.down, width, height),
        rotation=(prepared.rotation + 180) % 360,
    )


def _half_turn(boxes: Boxes, width: int, height: int) -> Boxes:
    return np.stack(
        [width - boxes[:, 2], height - boxes[:, 3], width - boxes[:, 0], height - boxes[:, 1], boxes[:, 4]], axis=1
    )


def cut_out(prepared: Prepared, pieces: Sequence[int], top: int, bottom: int) -> tuple[Grey, int]:
    """Cut a line out: its own ink on white, two points of paper left and right.

    Args:
        prepared: The page.
        pieces: The line's pieces of ink.
        top: Where the picture begins at the latest; it begins above if the ink does.
        bottom: Where it ends at the earliest.

    Returns:
        The picture of the line, and where its left edge is on the page.
    """
    boxes = prepared.boxes[list(pieces)]
    edge = round(prepared.dpi / 36)
    x0, x1 = max(0, int(boxes[:, 0].min()) - edge), int(boxes[:, 2].max()) + edge
    area = slice(max(0, min(top, int(boxes[:, 1].min()) - 1)), max(bottom, int(boxes[:, 3].max()) + 1)), slice(x0, x1)
    labels = prepared.labels[area]
    own = np.zeros(len(prepared.boxes), np.uint8)
    own[list(pieces)] = 1
    mine = own[labels]
    foreign = ((labels > 0) & (mine == 0)).astype(np.uint8)
    picture = prepared.grey[area].copy()
    picture[(cv2.dilate(foreign, _bar(3, 3)) > 0) & (mine == 0)] = 255
    return picture, x0


def to_grey(picture: NDArray[np.uint8]) -> Grey:
    """Return a picture with white paper under even light; colours of ink become dark, colours of paper white.

    Args:
        picture: Of shape (height, width) or (height, width, 3).
    """
    if picture.ndim == 3 and not _has_colour(picture):
        picture = np.ascontiguousarray(picture[:, :, 1])
    if picture.ndim == 2:
        return _flatten(picture)
    flat = [_flatten(np.ascontiguousarray(picture[:, :, channel])) for channel in range(3)]
    return np.asarray(cv2.min(cv2.min(flat[0], flat[1]), flat[2]))


def _has_colour(picture: NDArray[np.uint8]) -> bool:
    """Tell whether more than a trace of a picture is coloured."""
    some = picture[::6, ::6].astype(np.int16)
    return bool(((some.max(axis=2) - some.min(axis=2)) > 28).mean() > 0.001)


def _flatten(channel: Grey) -> Grey:
    """Divide a picture by its paper, which is the brightest nearby; what is dark over a whole area stays dark."""
    height, width = channel.shape
    small = cv2.resize(channel, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 5)
    paper = cv2.blur(cv2.max(paper, np.full_like(paper, 96)), (3, 3))
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
    grey, dpi = _at_working_size(to_grey(picture), dpi)
    threshold = ink_threshold(grey)
    sideways, skew = _how_it_lies(grey, threshold, dpi)
    if sideways:
        grey = np.ascontiguousarray(np.rot90(grey, -1))
    if abs(skew) > 0.02:
        grey = _turned(grey, skew)
    ink = _darker(grey, threshold)
    slim = _without_bulk(ink, dpi)
    across, across_mask = find_rules(slim, dpi)
    down, down_mask = find_rules(np.ascontiguousarray(slim.T), dpi)
    _lift(grey, ink, across_mask, np.ascontiguousarray(down_mask.T), dpi)
    labels, boxes = pieces(ink)
    return Prepared(grey, labels, boxes, across, down[:, [1, 0, 3, 2, 4]], dpi, 90 if sideways else 0, skew)


def _without_bulk(ink: Grey, dpi: float) -> Grey:
    """Return ink without what is thicker than any stroke or rule: bars, photographs, black edges of the scan."""
    side = round(dpi * 0.075)
    bulk = cv2.morphologyEx(ink, cv2.MORPH_OPEN, _bar(side, side))
    return np.asarray(cv2.subtract(ink, cv2.dilate(bulk, _bar(3, 3))))


def find_rules(ink: Grey, dpi: float) -> tuple[Boxes, Grey]:
    """Find the rules that run across: solid, or broken and dotted where the pieces are thin and alike.

    Returns:
        The box of each rule, and a picture of the rules' ink.
    """
    length, thin, gap = round(dpi * 0.25), round(dpi * 0.028), round(dpi * 0.035)
    solid = cv2.morphologyEx(cv2.dilate(ink, _bar(1, 3)), cv2.MORPH_OPEN, _bar(length, 1))
    strokes = cv2.subtract(ink, cv2.morphologyEx(ink, cv2.MORPH_OPEN, _bar(1, thin + 1)))
    broken = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, _bar(gap, 1))
    broken = cv2.morphologyEx(broken, cv2.MORPH_OPEN, _bar(length, 1))
    labels, boxes = pieces(np.asarray(cv2.max(solid, broken)))
    rules = np.array([False] + [_is_rule(labels, number, box, ink, dpi) for number, box in enumerate(boxes) if number])
    return boxes[rules], np.where(rules[labels], np.uint8(255), np.uint8(0))


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
    """Return a solid rectangle for morphology."""
    return np.ones((height, width), np.uint8)


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


def _turned(grey: Grey, degrees: float) -> Grey:
    """Turn a picture counterclockwise about its middle; what comes in at the corners is paper."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    return np.asarray(
        cv2.warpAffine(
            grey, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=255
        )
    )
