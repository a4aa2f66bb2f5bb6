"""A page's picture becomes upright, level and clean, and gives up its rules."""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from pipeline.extract.faded import crumbs, ink_of, is_black_and_white, mend
from pipeline.extract.faint import find_faint_rules
from pipeline.extract.labels import Labels
from pipeline.extract.ocr.engine import Grey
from pipeline.extract.prepared import Prepared
from pipeline.extract.rules import bar, find_rules, lift_rules, pieces
from pipeline.extract.skew import Boxes, find_skew, is_clear, letters, lies_sideways, tell_sideways
from pipeline.extract.slope import refine_skew

LEAST_DPI, MOST_DPI = 200, 250
"""Pictures are worked on between these: below, marks touch; above, nothing more is to be seen."""

COLOUR = 16
"""The spread of red, green and blue, against the paper's, from which ink is coloured; pale stamps have little more."""
CRUMBS, CRUMBLED = 400, 0.33
"""From so many pieces of ink, and so large a share of crumbs, strokes are put together again."""
GRAIN, SALT = 2, 8000
"""Pieces of so few pixels, at 200 dpi, are grains; from so many of them, they are noise and no crumbs of strokes."""
SMALL_DPI, DARKER = 130, (0, 30, 60)
"""How a page lies is told at this resolution; where that is not clear, again by ink that is so many greys darker."""
MOSTLY = 0.4
"""Where a larger share of the ink is coloured, it is the paper that is coloured, or the report is."""

cv2.setNumThreads(1)  # documents are read in processes of their own: threads would only quarrel over the cores


def ink_threshold(grey: Grey) -> int:
    """Return the grey below which a pixel is ink: Otsu's, kept where ink can be."""
    return int(np.clip(cv2.threshold(grey[::2, ::2], 0, 255, cv2.THRESH_OTSU)[0], 110, 205))


def _darker(grey: MatLike, threshold: int) -> Grey:
    """Return 255 where a picture is darker than a grey, 0 elsewhere."""
    return np.asarray(cv2.threshold(grey, threshold - 1, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


@dataclass(frozen=True, slots=True)
class LevelPage:
    """A page's picture upright (but perhaps on its head) and level, at a resolution at which it is worked on."""

    grey: Grey
    spread: Grey | None
    """How far its ink is from grey; None where there is no colour."""
    faxed: bool
    """Whether it is of black and white only."""
    threshold: int
    """The grey below which a pixel is ink."""
    dpi: float
    rotation: int
    """Degrees clockwise by which it was turned."""
    skew_deg: float
    """Degrees by which its lines fell to the right after that."""


def make_level(grey: Grey, spread: Grey | None, dpi: float) -> LevelPage:
    """Turn a page's picture upright (but perhaps on its head) and level.

    Args:
        grey: The picture, as ``to_grey`` gives it.
        spread: How far its ink is from grey, likewise.
        dpi: Its resolution.
    """
    faxed = is_black_and_white(grey)
    grey, working = _at_working_size(grey, dpi)
    threshold = ink_threshold(grey)
    sideways, skew = _how_it_lies(grey, threshold, working)
    grey = _straight(grey, skew, sideways=sideways)
    if spread is not None:
        spread = _straight(_at_working_size(spread, dpi)[0], skew, sideways=sideways, around=0)
    return LevelPage(grey, spread, faxed, threshold, working, 90 if sideways else 0, skew)


def prepare(page: LevelPage) -> Prepared:
    """Make a level page clean, and lift its rules out; ``page`` is used up, its rules are wiped out of it too."""
    grey, dpi = page.grey, page.dpi
    ink = _darker(grey, page.threshold)
    across, down, across_mask, down_mask = find_rules(grey, ink, dpi)
    if not page.faxed:
        faint = find_faint_rules(grey, across, down, dpi)
        across, down = (np.concatenate(both) for both in zip((across, down), faint, strict=True))
        _draw(across_mask, faint[0])
        _draw(down_mask, faint[1])
    mended = _mended(ink, (across, down), dpi) if page.faxed else (across, down)
    stamps = np.zeros((0, 5), np.int32)
    if page.spread is not None:
        across, lying = _black(across, page.spread, across_mask)
        down, standing = _black(down, page.spread, down_mask)
        stamps = np.concatenate([lying, standing])
        mended = _outside(across, stamps, dpi / 18), _outside(down, stamps, dpi / 18)
    lift_rules(grey, ink, across_mask, down_mask, dpi)
    del across_mask, down_mask
    labels, boxes = _strokes(ink, dpi)
    coloured = _coloured(labels, boxes, page.spread)
    return Prepared(grey, labels, boxes, *mended, coloured, stamps, dpi, page.rotation, page.skew_deg, page.faxed)


def _mended(ink: Grey, rules: tuple[Boxes, Boxes], dpi: float) -> tuple[Boxes, Boxes]:
    """Return the rules of a fax with those in crumbs; those crumbs are wiped out of its ink, in place."""
    found = ink_of(*pieces(ink))
    mended = mend(found, rules, dpi)
    ink.reshape(-1)[crumbs(found, mended, dpi)] = 0
    return mended


def _draw(mask: Grey, rules: Boxes) -> None:
    """Add rules to a picture of rules, in place."""
    for x0, top, x1, bottom, _ in rules.tolist():
        mask[top:bottom, x0:x1] = 255


def _strokes(ink: Grey, dpi: float) -> tuple[Labels, Boxes]:
    """Return the pieces of a page's ink: without noise, and put together again where strokes are crumbled."""
    labels, boxes = pieces(ink)
    grains = boxes[:, 4] <= GRAIN * (dpi / LEAST_DPI) ** 2
    if grains.sum() > SALT:
        ink[grains[labels]] = 0
        return pieces(ink)
    if _is_crumbled(boxes, dpi):
        gap = round(dpi / 40)
        return pieces(np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bar(gap, gap)), np.uint8))
    return labels, boxes


def _coloured(labels: Labels, boxes: Boxes, spread: Grey | None) -> NDArray[np.bool_]:
    """Tell for each piece whether its ink is coloured; where most is, the paper is, or the report."""
    if spread is None:
        return np.zeros(len(boxes), np.bool_)
    some = labels[::3, ::3].ravel()
    ink_of = np.maximum(np.bincount(some, minlength=len(boxes)), 1)
    coloured = np.bincount(some, spread[::3, ::3].ravel(), len(boxes)) > COLOUR * ink_of
    return np.asarray(coloured & (coloured[1:].mean() < MOSTLY))


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
    scale = SMALL_DPI / dpi
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return _how_small_lies(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), threshold)


def _how_small_lies(small: MatLike, threshold: int) -> tuple[bool, float]:
    """Tell the same of a picture at ``SMALL_DPI``.

    Where it is not clear, the picture is looked at again as if only what is darker were ink: letters that have run
    together in pale ink come apart.
    """
    told, boxes = np.zeros(2), np.zeros((0, 5), np.int32)
    for darker in DARKER:
        seen = letters(pieces(_darker(small, threshold - darker))[1][1:], SMALL_DPI)
        told += tell_sideways(seen)
        boxes = max(boxes, seen, key=len)
        if is_clear(told):
            break
    sideways = lies_sideways(told)
    if sideways:
        x0, top, x1, bottom, area = boxes.T
        boxes = np.stack([len(small) - bottom, x0, len(small) - top, x1, area], axis=1)
        small = np.ascontiguousarray(np.rot90(small, -1))
    return sideways, refine_skew(small, threshold, boxes, find_skew(boxes))


def _turned(grey: Grey, degrees: float, around: int) -> Grey:
    """Turn a picture counterclockwise about its middle; what comes in at the corners is ``around``."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    return np.asarray(
        cv2.warpAffine(
            grey, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=around
        )
    )
