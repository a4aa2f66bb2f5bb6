"""Bends the letters of clean lines into shapes that no font file has, so that faces never seen are read as well."""

import math
import random
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.training.render import Drawn

Grey = NDArray[np.uint8]

BANDS = 4
"""A line falls into so many bands from top to bottom, each of which is made higher or lower than it is."""


def reshaped(rng: random.Random, noise: np.random.Generator, line: Drawn) -> Drawn:
    """Pull the ink of a line about by smooth random steps, each letter in another way, and stems longer or shorter.

    Elastic distortion after Simard, Steinkraus and Platt 2003, "Best practices for convolutional neural networks".

    Args:
        rng: Source of randomness.
        noise: Source of randomness for pictures.
        line: A clean line, cut at its ink.

    Returns:
        The line with its letters bent, cut at its ink again.
    """
    size = line.style.points * line.style.dpi / 72
    room = max(2, round(size * 0.1))
    paper = cv2.copyMakeBorder(line.picture, room, room, room, room, cv2.BORDER_CONSTANT, value=(255,))
    height, width = paper.shape
    reach = size * rng.uniform(0.3, 0.9)
    knots = (2, math.ceil(height / reach) + 2, math.ceil(width / reach) + 2)
    pulls = noise.standard_normal(knots, np.float32) * np.float32(size * rng.uniform(0.008, 0.03))
    heights = banded(rng, height)
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), heights)
    across, down = (cv2.resize(pull, (width, heights.size), interpolation=cv2.INTER_CUBIC) for pull in pulls)
    bent = cv2.remap(paper, columns + across, rows + down, cv2.INTER_LINEAR, borderValue=(255,))
    inked = np.argwhere(bent < 255)
    if not inked.size:
        return line
    (top, left), (bottom, right) = inked.min(0), inked.max(0) + 1
    return replace(line, picture=np.ascontiguousarray(bent[top:bottom, left:right], np.uint8))


def banded(rng: random.Random, height: int) -> NDArray[np.float32]:
    """Return, for each row of a line whose bands have other heights, the row of the line that it shows.

    Faces differ in how far stems and marks reach beyond the bowls of letters, and in how high those are.

    Args:
        rng: Source of randomness.
        height: Of the line, in pixels.
    """
    shares = [math.exp(rng.gauss(0, 0.25)) for _ in range(BANDS)]
    ends = np.cumsum([0.0, *shares]) * height / BANDS
    return np.interp(np.arange(round(ends[-1])), ends, np.linspace(0, height, BANDS + 1)).astype(np.float32)
