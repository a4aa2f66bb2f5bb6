"""Wears clean lines as paper, printers, scanners, fax machines and cameras do, and cuts them as a page reader does."""

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Worn:
    """A line as a page reader cuts it out."""

    picture: Grey
    dpi: int


def onto_paper(
    rng: random.Random, line: Grey, dpi: int, beside: Grey | None, clutter: float
) -> tuple[Grey, NDArray[np.int64]]:
    """Put a line on a piece of paper with room around it, with what may stand about it.

    Args:
        rng: Source of randomness.
        line: A clean line, cut at its ink.
        dpi: Its resolution.
        beside: Another line, parts of which may reach in from above or below.
        clutter: How often something stands about it; 0 for never.

    Returns:
        The paper, and the line's box on it: left, top, right, bottom.
    """
    room = max(6, dpi // 12)
    height, width = line.shape
    paper = np.full((height + 2 * room, width + 2 * room), 255, np.uint8)
    paper[room : room + height, room : room + width] = line
    box = np.array([room, room, room + width, room + height])
    if not clutter:
        return paper, box
    thick = max(1, round(dpi * rng.uniform(0.004, 0.012)))
    ink = rng.choice((0, 0, 0, 60, 110))
    draw = rng.random() / clutter
    if draw < 0.05:  # underlined, or the rule of a table below
        y = room + height + rng.randint(-thick, room // 2)
        cv2.line(paper, (rng.choice((0, room)), y), (rng.choice((room + width, width + 2 * room)), y), ink, thick)
    elif draw < 0.09:  # the rule above
        y = room - rng.randint(0, room // 2)
        cv2.line(paper, (0, y), (width + 2 * room, y), ink, thick)
    elif draw < 0.14:  # the rules left and right
        for x in rng.choice(((room // 2,), (room + width + room // 2,), (room // 2, room + width + room // 2))):
            cv2.line(paper, (x, rng.choice((0, room))), (x, height + 2 * room), ink, thick)
    if beside is not None and rng.random() < 0.13 * clutter:  # the line above or below, at a tight pitch
        depth = min(beside.shape[0], rng.randint(2, room))
        other = beside[-depth:] if rng.random() < 0.6 else beside[:depth]
        wide = min(other.shape[1], paper.shape[1])
        rows = slice(0, depth) if rng.random() < 0.6 else slice(paper.shape[0] - depth, paper.shape[0])
        paper[rows, :wide] = np.minimum(paper[rows, :wide], other[:, :wide])
    return paper, speckled(rng, paper, box, dpi, clutter)


def speckled(rng: random.Random, paper: Grey, box: NDArray[np.int64], dpi: int, clutter: float) -> NDArray[np.int64]:
    """Drop dirt onto a paper: beside the line, where a page reader takes it along, and above and within it.

    Dirt that lies where a full stop would stand is left out: nothing tells the two apart.

    Returns:
        The box of the line with the dirt beside it.
    """
    left, top, right, bottom = (int(one) for one in box)
    if rng.random() < 0.08 * clutter:
        away = round(dpi * rng.uniform(0.03, 0.075))
        before = rng.random() < 0.5
        x = max(1, left - away) if before else min(paper.shape[1] - 2, right + away)
        dirt(rng, paper, x, rng.randint(top, top + (bottom - top) * 6 // 10), dpi)
        left, right = (min(left, x - 1), right) if before else (left, max(right, x + 2))
    if rng.random() < 0.12 * clutter:
        for _ in range(rng.randint(1, 4)):
            dirt(rng, paper, rng.randint(left, right), rng.randint(0, top + (bottom - top) // 2), dpi)
    return np.array([left, top, right, bottom])


def dirt(rng: random.Random, paper: Grey, x: int, y: int, dpi: int) -> None:
    """Drop one speck onto a paper."""
    size = dpi / 200
    axes = (max(0, round(rng.uniform(0.3, 1.3) * size)), max(0, round(rng.uniform(0.3, 1.3) * size)))
    cv2.ellipse(paper, (x, y), axes, 0, 0, 360, rng.choice((0, 0, 60, 120)), -1)


def bent(
    rng: random.Random, paper: Grey, box: NDArray[np.int64], dpi: int, *, hard: bool
) -> tuple[Grey, NDArray[np.int64]]:
    """Turn, slant, stretch and curl a paper a little; the box moves along."""
    height, width = paper.shape
    angle = np.deg2rad(rng.gauss(0, 0.5 if hard else 0.2))
    angle = float(np.clip(angle, -0.6 * height / width, 0.6 * height / width))
    slant = rng.gauss(0, 0.02) + (rng.uniform(0.1, 0.25) if rng.random() < 0.06 else 0.0)
    stretch = rng.uniform(0.7, 1.3) if rng.random() < 0.5 else 1.0
    scale = rng.uniform(0.93, 1.07) if hard else 1.0
    matrix = np.array([[scale * stretch, -slant, slant * height / 2], [angle, scale, -angle * width / 2]], np.float32)
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]], np.float32) @ matrix[:, :2].T + matrix[:, 2]
    matrix[:, 2] -= corners.min(0)
    size = np.ceil(corners.max(0) - corners.min(0)).astype(int)
    turned = cv2.warpAffine(paper, matrix, (int(size[0]), int(size[1])), flags=cv2.INTER_LINEAR, borderValue=WHITE)
    left, top, right, bottom = box
    points = (
        np.array([[left, top], [right, top], [left, bottom], [right, bottom]], np.float32) @ matrix[:, :2].T
        + matrix[:, 2]
    )
    bounds = np.array([*points.min(0), *points.max(0)])
    if hard and rng.random() < 0.25:
        columns, rows = np.meshgrid(np.arange(size[0], dtype=np.float32), np.arange(size[1], dtype=np.float32))
        wave = (
            dpi
            * rng.uniform(0.003, 0.012)
            * np.sin(columns * (2 * np.pi / (dpi * rng.uniform(1.5, 8))) + rng.uniform(0, 6.3))
        )
        turned = cv2.remap(turned, columns, rows + wave.astype(np.float32), cv2.INTER_LINEAR, borderValue=WHITE)
    return turned.astype(np.uint8), np.round(bounds).astype(np.int64)


def thickened(rng: random.Random, paper: Grey, dpi: int) -> Grey:
    """Make the strokes thicker or thinner, by ink that ran or toner that is low."""
    kernel = np.ones((2, 2) if dpi < 280 else rng.choice(((2, 2), (3, 3))), np.uint8)
    changed = cv2.erode(paper, kernel) if rng.random() < 0.5 else cv2.dilate(paper, kernel)
    share = rng.uniform(0.3, 1.0 if dpi >= 200 else 0.6)
    return cv2.addWeighted(paper, 1 - share, changed, share, 0).astype(np.uint8)


def inked(rng: random.Random, picture: NDArray[np.float32], *, hard: bool) -> NDArray[np.float32]:
    """Give ink and paper their greys, evenly or not, with colour from a marker or a stamp."""
    height, width = picture.shape
    ink = rng.choice((0.0, 0.0, rng.uniform(0, 90)))
    white = rng.uniform(200, 255) if rng.random() < 0.6 else 255.0
    if hard:
        ink, white = rng.uniform(0, 100), rng.uniform(190, 255)
    picture = ink + picture * ((white - ink) / 255)
    if hard and rng.random() < 0.25:  # light from one side
        across = np.linspace(rng.uniform(0.72, 1), rng.uniform(0.72, 1), width, dtype=np.float32)
        down = np.linspace(rng.uniform(0.85, 1), rng.uniform(0.85, 1), height, dtype=np.float32)
        picture = picture * across[None, :] * down[:, None]
    if rng.random() < 0.05:  # a marker over a part
        start, stop = sorted(rng.randrange(width) for _ in range(2))
        picture[:, start:stop] *= rng.uniform(0.7, 0.92)
    if hard and rng.random() < 0.07:  # a stamp or a pen across it
        stain = np.full(picture.shape, 255, np.uint8)
        centre = (rng.randrange(width), rng.randrange(-height, 2 * height))
        if rng.random() < 0.6:
            cv2.circle(
                stain,
                centre,
                rng.randint(height, 4 * height),
                rng.randint(70, 180),
                rng.randint(1, max(2, height // 14)),
                cv2.LINE_AA,
            )
        else:
            cv2.line(
                stain,
                centre,
                (rng.randrange(width), rng.randrange(-height, 2 * height)),
                rng.randint(60, 160),
                rng.randint(1, 3),
                cv2.LINE_AA,
            )
        picture = np.minimum(picture, stain.astype(np.float32) * (white / 255) + (255 - white) * 0.0)
    return picture.astype(np.float32)


def grained(
    rng: random.Random, picture: NDArray[np.float32], noise: np.random.Generator, *, hard: bool
) -> NDArray[np.float32]:
    """Add the grain of paper and sensor, and specks."""
    sigma = min(abs(rng.gauss(0, 9 if hard else 4)), 20.0)
    picture = picture + noise.standard_normal(picture.shape, np.float32) * sigma
    if hard and rng.random() < 0.2:
        coarse = noise.standard_normal((max(2, picture.shape[0] // 6), max(2, picture.shape[1] // 6)), np.float32)
        picture = picture + cv2.resize(coarse, picture.shape[::-1]) * rng.uniform(2, 9)
    if hard and rng.random() < 0.15:
        specks = noise.random(picture.shape, np.float32)
        share = rng.uniform(0.0003, 0.004)
        picture[specks < share] = rng.uniform(0, 80)
        picture[specks > 1 - share] = 255
    return picture.astype(np.float32)


def in_two_levels(rng: random.Random, picture: NDArray[np.float32], *, fax: bool) -> Grey:
    """Scan in black and white, or send by fax with its low resolution from top to bottom."""
    height, width = picture.shape
    if fax:
        picture = cv2.resize(
            picture, (width, max(8, round(height * rng.uniform(0.55, 0.8)))), interpolation=cv2.INTER_AREA
        ).astype(np.float32)
    dark, light = np.percentile(picture, (1, 90))
    level = dark + (light - dark) * rng.uniform(0.45, 0.68)
    two = np.where(picture < level, 0, 255).astype(np.uint8)
    if fax:
        two = cv2.resize(two, (width, height), interpolation=rng.choice((cv2.INTER_NEAREST, cv2.INTER_LINEAR))).astype(
            np.uint8
        )
    return two


def compressed(rng: random.Random, picture: Grey) -> Grey:
    """Pass a picture through JPEG."""
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(18, 85)])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)


def whitened(rng: random.Random, picture: Grey) -> Grey:
    """Make the paper white, as the clean-up of a page does before its lines are cut out."""
    paper = float(np.percentile(picture[::3, ::3], rng.uniform(50, 90)))
    levels = np.arange(256) * (255 / max(paper, 1.0)) * rng.uniform(1.0, 1.08)
    greys: Grey = np.clip(levels, 0, 255).astype(np.uint8)
    return greys[picture]


def cut(rng: random.Random, picture: Grey, box: NDArray[np.int64], dpi: int, clutter: float) -> Grey:
    """Cut the line out along its ink, with a margin that is a few pixels off."""
    unit = dpi / 200
    slack = 7 if clutter else 3
    up, down = (rng.randint(-1, slack) if rng.random() < 0.7 else rng.randint(0, 16) for _ in range(2))
    if rng.random() < 0.03 * clutter:
        up = -rng.randint(1, 3)
    left, right = (rng.randint(0, 8) if rng.random() < 0.9 else rng.randint(8, 40) for _ in range(2))
    height, width = picture.shape
    top = max(0, int(box[1] - up * unit))
    bottom = min(height, int(box[3] + down * unit))
    start, stop = max(0, int(box[0] - left * unit)), min(width, int(box[2] + right * unit))
    return picture[top : max(bottom, top + 4), start : max(stop, start + 4)]


def printed(rng: random.Random, paper: Grey, dpi: int, behind: Grey | None, level: str) -> NDArray[np.float32]:
    """Let ink run or toner fade, blur the print, and let another line shine through from behind."""
    if level != "clean" and rng.random() < 0.35:
        paper = thickened(rng, paper, dpi)
    picture = paper.astype(np.float32)
    if rng.random() < 0.75:
        blur = rng.uniform(0.2, 1.25 if level == "worn" else 0.8) * dpi / 200
        picture = cv2.GaussianBlur(picture, (0, 0), blur, sigmaY=blur * rng.uniform(0.7, 1.3)).astype(np.float32)
    if behind is not None and rng.random() < 0.15:
        ghost = cv2.GaussianBlur(cv2.resize(behind[:, ::-1], picture.shape[::-1]).astype(np.float32), (0, 0), 1.5)
        picture = np.minimum(picture, 255 - (255 - ghost) * rng.uniform(0.05, 0.22)).astype(np.float32)
    return picture


def worn(
    rng: random.Random,
    noise: np.random.Generator,
    line: Grey,
    dpi: int,
    beside: Grey | None,
    level: str,
    clutter: float = 1.0,
) -> Worn:
    """Wear one clean line.

    Args:
        rng: Source of randomness.
        noise: Source of randomness for pictures.
        line: A clean line, cut at its ink.
        dpi: Its resolution.
        beside: Another line that may reach into the picture.
        level: ``clean``, ``scan`` or ``worn``.
        clutter: How often rules, other lines and dirt stand about a line that is not clean, or its top is cut off.
    """
    clean, hard = level == "clean", level == "worn"
    paper, box = onto_paper(rng, line, dpi, beside, 0.0 if clean else clutter)
    if clean and rng.random() < 0.6:
        return Worn(cut(rng, paper, box, dpi, 0.0), dpi)
    paper, box = bent(rng, paper, box, dpi, hard=hard)
    picture = printed(rng, paper, dpi, beside if hard else None, level)
    picture = inked(rng, picture, hard=hard)
    draw = rng.random()
    two_levels = not clean and draw < (0.22 if hard else 0.12)
    if not clean and not (two_levels and rng.random() < 0.7):
        picture = grained(rng, picture, noise, hard=hard)
    result = np.clip(picture, 0, 255).astype(np.uint8)
    if two_levels:
        result = in_two_levels(rng, picture, fax=hard and rng.random() < 0.5)
    elif draw < 0.7:
        result = compressed(rng, result)
    if not clean and rng.random() < 0.35:
        result = whitened(rng, result)
    return Worn(cut(rng, result, box, dpi, 0.0 if clean else clutter), dpi)
