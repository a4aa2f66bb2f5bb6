"""Born-digital pages made into scans: turned, bent, blurred, dirtied and saved as pictures, with a record of it all.

The record says for each page where a point of the born-digital page lies in the scan, so that the boxes of
``lines.json`` serve for both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

from tests.reports import stains
from tests.reports.stains import Picture


@dataclass(frozen=True, slots=True)
class Profile:
    """How a scanner, a copier and the years treat a page. Chances are for each page."""

    dpi: int
    skew: float
    """The most degrees that a page lies askew."""
    blur: float = 0.0
    """Standard deviation in pixels."""
    noise: float = 0.0
    """Standard deviation in grey levels."""
    quality: int = 80
    """Of the JPEG."""
    bilevel: bool = False
    contrast: tuple[int, int] = (0, 255)
    """The grey levels of ink and paper."""
    light: float = 0.0
    """How much darker the darkest corner is, 0 to 1."""
    curl: float = 0.0
    """How far lines bend at the spine, in points."""
    bleed: float = 0.0
    """How strongly the back of the sheet shines through, 0 to 1."""
    specks: int = 0
    stroke: int = 0
    """Strokes grow by a pixel (1) or shrink by half a one (-1) on half of the pages where this is not 0."""
    chances: dict[str, float] = field(default_factory=dict)
    """Of ``stamp``, ``signature``, ``holes``, ``edges``, ``marker``, ``paper``, ``sideways``, ``upside-down``."""


PROFILES = {
    "clean-300": Profile(300, 0.0, noise=0.8, quality=75),
    "scan-300": Profile(
        300, 1.0, blur=0.8, noise=1.2, quality=24, contrast=(25, 246), light=0.06, specks=15,
        chances={"stamp": 0.5, "signature": 0.1, "holes": 0.15, "edges": 0.1, "sideways": 0.5, "upside-down": 0.03},
    ),
    "scan-200": Profile(
        200, 1.8, blur=0.6, noise=3.0, quality=34, contrast=(35, 240), light=0.12, curl=2.0, bleed=0.04, specks=30,
        chances={
            "stamp": 0.5, "signature": 0.1, "holes": 0.2, "edges": 0.2, "marker": 0.15, "paper": 0.1,
            "sideways": 0.5, "upside-down": 0.05,
        },
    ),
    "worn-150": Profile(
        150, 2.5, blur=0.75, noise=9, quality=40, contrast=(60, 225), light=0.25, curl=3.0, bleed=0.08, specks=80,
        stroke=1,
        chances={
            "stamp": 0.5, "signature": 0.15, "holes": 0.25, "edges": 0.3, "marker": 0.15, "paper": 0.2,
            "sideways": 0.5, "upside-down": 0.05,
        },
    ),
    "fax": Profile(
        200, 1.5, blur=0.8, noise=18, bilevel=True, specks=60, stroke=-1,
        chances={"stamp": 0.5, "holes": 0.2, "edges": 0.3, "sideways": 0.5, "upside-down": 0.05},
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Worn:
    """One page as the scanner gives it."""

    image: Image.Image
    record: dict[str, Any]


def wear(pdf: Path, profile: str, seed: int, pages: Sequence[int] = (), feet: Sequence[str] = ()) -> list[Worn]:
    """Return pages of a PDF as scans.

    Args:
        pdf: A born-digital file.
        profile: A name of ``PROFILES``.
        seed: Fixes all that chance decides.
        pages: Which ones, from 1; all where empty.
        feet: Catch-words to write at the foot of each page; none where empty.
    """
    document = pdfium.PdfDocument(pdf)
    numbers = list(pages) or list(range(1, len(document) + 1))
    found = []
    for number in numbers:
        random = np.random.default_rng([seed, number])
        page = document[number - 1]
        foot = feet[number - 1] if feet else ""
        found.append(_page(page, number, PROFILES[profile], random, foot))
    document.close()
    return found


def _page(page: pdfium.PdfPage, number: int, profile: Profile, random: np.random.Generator, foot: str) -> Worn:
    width, height = page.get_size()
    scale = profile.dpi / 72
    done = [name for name, chance in profile.chances.items() if random.random() < chance]
    if number > 1 and "stamp" in done:
        done.remove("stamp")
    mode = _mode(done, profile)
    image = np.array(page.render(scale=scale, grayscale=mode == "L").to_pil().convert(mode))
    if foot:
        image = stains.catch_word(image, foot, scale)
        done.append("catch-word")
    image = stains.dirty(image, random, done, scale, stroke=profile.stroke, bleed=profile.bleed)
    image, matrix, angle, bend = _bend(image, profile, random, done, scale)
    image = _expose(image, profile, random)
    wide = width > height
    turn = 0
    if "sideways" in done and wide:
        turn = int(random.choice((90, 270)))
    elif "upside-down" in done:
        turn = 180
    done = [name for name in done if name not in {"sideways", "upside-down"}]
    image, matrix, size = _turn(image, matrix, turn, (width, height))
    record = {
        "page": number,
        "dpi": profile.dpi,
        "skew_deg": round(angle, 3),
        "rotation": (360 - turn) % 360,
        "width": round(size[0], 2),
        "height": round(size[1], 2),
        "matrix": [round(float(value), 6) for value in matrix.flatten()],
        "curl_pt": round(bend, 3),
        "marks": done,
    }
    picture = Image.fromarray(image)
    return Worn(picture.convert("1") if profile.bilevel else picture, record)


def _mode(done: list[str], profile: Profile) -> str:
    """Return colour only where there is some: grey scans are what offices keep."""
    coloured = {"stamp", "marker", "paper", "signature"} & set(done)
    return "RGB" if coloured and not profile.bilevel else "L"


def _over(image: Picture, plane: NDArray[Any]) -> NDArray[Any]:
    """Return a plane of numbers that lies over all colours of a picture."""
    return plane[:, :, None] if image.ndim == 3 else plane


def _bend(
    image: Picture, profile: Profile, random: np.random.Generator, done: list[str], scale: float
) -> tuple[Picture, NDArray[np.float64], float, float]:
    """Turn the page a little and bend it at the spine; return where points go, the angle, and the bend in points."""
    height, width = image.shape[:2]
    angle = float(random.uniform(-profile.skew, profile.skew))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    border = stains.ink(image, (250, 250, 250))
    image = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=border) if angle else image
    amount = 0.0
    if profile.curl:
        amount = random.uniform(-1, 1) * profile.curl * scale
        x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        bend = (amount * (1 - x / width) ** 3).astype(np.float32)
        image = cv2.remap(image, x, y + bend, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if "edges" in done:
        image = image.copy()
        for side in range(4):
            depth = int(max(0.0, random.normal(3, 4)) * scale)
            if depth:
                view = np.rot90(image, side)
                view[:depth] = _over(image, random.integers(0, 45, (depth, view.shape[1]))).astype(np.uint8)
    matrix = turn.copy()
    matrix[:, 2] /= scale
    return image, matrix, angle, amount / scale


def _expose(image: Picture, profile: Profile, random: np.random.Generator) -> Picture:
    """Light the page, blur it, add the sensor's noise and dust, and cut to black and white where it is a fax."""
    height, width = image.shape[:2]
    work = image.astype(np.float32)
    dark, bright = profile.contrast
    work = dark + work * (bright - dark) / 255
    if profile.light:
        corners = 1 - random.uniform(0, profile.light, (2, 2)).astype(np.float32)
        work *= _over(image, cv2.resize(corners, (width, height), interpolation=cv2.INTER_LINEAR))
    if profile.blur:
        sigma = profile.blur * random.uniform(0.7, 1.2)
        work = cv2.GaussianBlur(work, (0, 0), sigma)
    if profile.noise:
        grain = random.standard_normal((height, width), dtype=np.float32)
        strength = profile.noise * random.uniform(0.7, 1.2)
        work += _over(image, strength * cv2.GaussianBlur(grain, (5, 5), 0.9) * 2.5)
    worn = np.clip(work, 0, 255).astype(np.uint8)
    for _ in range(int(random.integers(0, profile.specks + 1))):
        place = (int(random.integers(width)), int(random.integers(height)))
        cv2.circle(worn, place, int(random.integers(1, 3)), stains.ink(image, (70, 70, 70)), -1)
    if profile.bilevel:
        worn = np.where(worn > random.integers(135, 175), 255, 0).astype(np.uint8)
    return worn


def _turn(
    image: Picture, matrix: NDArray[np.float64], turn: int, size: tuple[float, float]
) -> tuple[Picture, NDArray[np.float64], tuple[float, float]]:
    """Turn the picture clockwise by quarters, and the matrix with it."""
    width, height = size
    for _ in range(turn // 90):
        quarter = np.array([[0.0, -1.0, height], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
        matrix = (quarter @ np.vstack([matrix, [0, 0, 1]]))[:2]
        width, height = height, width
    return np.ascontiguousarray(np.rot90(image, -(turn // 90))), matrix, (width, height)
