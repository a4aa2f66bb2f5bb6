"""The last tenths of a degree by which a page is off the level, from its lines of text and its rules (pure).

Every run of letters and every rule has a height of its own, and all share one slope. So digits that stand a little
higher than the letters beside them do not pass for a page that is askew, and a few short lines are still enough.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from pipeline.extract.ocr.engine import Grey
from pipeline.extract.skew import Boxes

Places = NDArray[np.float64]
Numbers = NDArray[np.int64]

ROUNDS = 5
"""So many times the slope is fitted, each time without what stands off the last one."""
SCATTER, OFF, STEP = 0.7, 3.0, 1.0
"""Pixels by which feet and ink of rules scatter; so many times that is off; pixels by which runs of a line differ."""
RULE, THICK, EDGE, APART = 40, 6, 0.015, 8
"""Pixels of a rule's length, at least; of its height, at most; the share of a page that is its edge, where shadows are;
pixels from one place on a rule to the next.
"""
PALE = 30
"""Rules are paler than letters by so many greys."""
SQUARE = 0.0015
"""By so much, a tenth of a degree, rules that stand and lines are off the square on bent paper."""
BEND = 0.003
"""The slope that a bend adds at the margins, mostly less than this."""
FIRST = 0.01
"""The slope is mostly less than this: what is handed in is nearly right."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Places along runs: the feet of letters, or the ink of rules."""

    x: Places
    y: Places
    run: Numbers
    """The run of each place, from 0."""
    line: Numbers
    """The line of each run, from 0; runs of one line stand at nearly one height."""


def refine_skew(grey: MatLike, threshold: int, boxes: Boxes, angle: float) -> float:
    """Return the angle of a page's lines in degrees, exactly.

    Args:
        grey: The page's picture, its lines running across it.
        threshold: The grey below which a pixel is ink.
        boxes: Its letters, as ``letters`` gives them.
        angle: The angle but for some tenths of a degree.
    """
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    level = cv2.warpAffine(grey, turn, (width, height), borderMode=cv2.BORDER_CONSTANT, borderValue=255)
    ink = np.asarray(cv2.threshold(level, threshold + PALE, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    feet = turn @ np.stack([(boxes[:, 0] + boxes[:, 2]) / 2, boxes[:, 3], np.ones(len(boxes))])
    standing = _fitted((_rules(np.ascontiguousarray(ink.T)),), height, (0.0, 0.0))
    known = (-standing[0], 1 / (1 / standing[1] + SQUARE**2)) if standing[1] > 0 else (0.0, 0.0)
    slope, _ = _fitted((_feet(boxes, feet[0], feet[1]), _rules(ink)), width, known)
    return angle + float(np.degrees(np.arctan(slope)))


def _feet(boxes: Boxes, x: Places, y: Places) -> Runs:
    """Return the feet of letters by runs: letters of one line with no gap wider than a letter is high."""
    high = np.sort(boxes[:, 3] - boxes[:, 1])
    size = float(np.median(high)) if len(high) else 1.0
    line = _lines(y, size)
    keep = np.flatnonzero(line >= 0)
    keep = keep[np.lexsort((x[keep], line[keep]))]
    x, y, line, boxes = x[keep], y[keep], line[keep], boxes[keep]
    half = (boxes[:, 2] - boxes[:, 0]) / 2
    new = np.ones(len(x), np.bool_)
    new[1:] = (line[1:] != line[:-1]) | (x[1:] - half[1:] - x[:-1] - half[:-1] > size)
    return Runs(x, y, np.cumsum(new) - 1, line[new])


def _lines(y: Places, size: float) -> Numbers:
    """Return the line on which each foot stands; -1 for those that stand between lines."""
    if not len(y):
        return np.zeros(0, np.int64)
    first = np.floor(y.min()) - 3
    count = np.bincount(np.floor(y - first).astype(np.int64), minlength=int(y.max() - first) + 6).astype(np.float64)
    smooth = np.convolve(count, [1, 2, 3, 2, 1], "same")
    reach = max(2, round(size / 3))
    around = cv2.dilate(smooth[None].astype(np.float32), np.ones((1, 2 * reach + 1), np.uint8))[0]
    peaks = np.flatnonzero((smooth >= around) & (smooth > 0))
    peaks = peaks[np.append(True, np.diff(peaks) > reach)] + first + 0.5
    nearest = np.searchsorted((peaks[1:] + peaks[:-1]) / 2, y)
    return np.where(np.abs(y - peaks[nearest]) <= max(2.0, size / 4), nearest, -1)


def _rules(ink: Grey) -> Runs:
    """Return places on the rules that lie across a picture."""
    height, width = ink.shape
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    held = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, RULE), np.uint8))
    edge = round(EDGE * max(width, height))
    held[:edge] = held[-edge:] = 0
    held[:, :edge] = held[:, -edge:] = 0
    few = np.ascontiguousarray(held[:, ::APART])
    _, labels, stats, _ = cv2.connectedComponentsWithStats(few, connectivity=8)
    thin = (stats[:, cv2.CC_STAT_HEIGHT] <= THICK) & (stats[:, cv2.CC_STAT_WIDTH] >= RULE // APART)
    thin[0] = False
    y, x = np.nonzero(thin[labels])
    run, x = labels[y, x], x * APART
    place, which = np.unique(run.astype(np.int64) * width + x, return_inverse=True)
    middle = np.bincount(which, y) / np.maximum(np.bincount(which), 1)
    _, run = np.unique(place // width, return_inverse=True)
    return Runs((place % width).astype(np.float64), middle, run, np.arange(run.max() + 1 if len(run) else 0))


def _fitted(parts: tuple[Runs, ...], width: float, known: tuple[float, float]) -> tuple[float, float]:
    """Return the slope that runs share, and how much is known of it: one by the square of its error.

    Args:
        parts: The runs.
        width: Of the picture on which they are, in pixels.
        known: What is known of the slope beforehand, likewise.
    """
    slope = bend = 0.0
    told = 0.0
    for _ in range(ROUNDS):
        left, right = np.diag([1 / FIRST**2 + known[1], 1 / BEND**2]), np.array([known[0] * known[1], 0.0])
        for part in parts:
            if len(part.x):
                _add(part, width, (slope, bend), left, right)
        slope, bend = np.linalg.solve(left, right).tolist()
        told = float(1 / np.linalg.inv(left)[0, 0] - 1 / FIRST**2)
    return slope, max(told, 0.0)


def _add(part: Runs, width: float, model: tuple[float, float], left: Places, right: Places) -> None:
    """Add what runs tell of slope and bend to the normal equations, in place."""
    off = (2 * part.x - width) / width
    design = np.stack([part.x, width / 4 * off**2])
    rest = part.y - model[0] * design[0] - model[1] * design[1]
    rest -= _medians(rest, part.run)[part.run]
    weight = np.maximum(1 - (rest / (OFF * SCATTER)) ** 2, 0) ** 2 / SCATTER**2 + 1e-9
    whole = np.bincount(part.run, weight)
    means = [np.bincount(part.run, weight * values) / whole for values in (*design, part.y)]
    inner = np.stack([values - mean[part.run] for values, mean in zip((*design, part.y), means, strict=True)])
    left += (inner[:2] * weight) @ inner[:2].T
    right += (inner[:2] * weight) @ inner[2]
    heavy = 1 / (1 / whole + STEP**2)
    stand = means[2] - model[0] * means[0] - model[1] * means[1]
    stand -= _medians(stand, part.line)[part.line]
    heavy *= np.maximum(1 - (stand / (OFF * STEP)) ** 2, 0) ** 2 + 1e-9
    whole = np.bincount(part.line, heavy)
    outer = np.stack([values - (np.bincount(part.line, heavy * values) / whole)[part.line] for values in means])
    left += (outer[:2] * heavy) @ outer[:2].T
    right += (outer[:2] * heavy) @ outer[2]


def _medians(values: Places, group: Numbers) -> Places:
    """Return the median of each group's values."""
    order = np.lexsort((values, group))
    first = np.searchsorted(group[order], np.arange(group.max() + 1))
    last = np.searchsorted(group[order], np.arange(group.max() + 1), "right") - 1
    found = values[order]
    return np.asarray((found[(first + last) // 2] + found[(first + last + 1) // 2]) / 2)
