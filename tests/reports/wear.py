"""Born-digital pages made into scans: turned, bent, blurred, dirtied and saved as pictures, with a record of it all.

The record says for each page where a point of the born-digital page lies in the scan, so that the boxes of
``lines.json`` serve for both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tests.reports import pictures

Picture = NDArray[np.uint8]


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
    """Strokes grow (1) or shrink (-1) by about a pixel on half of the pages where this is not 0."""
    chances: dict[str, float] = field(default_factory=dict)
    """Of ``stamp``, ``signature``, ``holes``, ``edges``, ``marker``, ``paper``, ``sideways``, ``upside-down``."""


PROFILES = {
    "clean-300": Profile(300, 0.0, noise=0.8, quality=75),
    "scan-300": Profile(
        300, 1.0, blur=0.8, noise=2.2, quality=35, contrast=(25, 246), light=0.06, specks=15,
        chances={"stamp": 0.15, "signature": 0.1, "holes": 0.15, "edges": 0.1, "sideways": 0.5, "upside-down": 0.03},
    ),
    "scan-200": Profile(
        200, 1.8, blur=0.6, noise=4, quality=40, contrast=(35, 240), light=0.12, curl=2.0, bleed=0.04, specks=30,
        chances={
            "stamp": 0.2, "signature": 0.1, "holes": 0.2, "edges": 0.2, "marker": 0.15, "paper": 0.1,
            "sideways": 0.5, "upside-down": 0.05,
        },
    ),
    "worn-150": Profile(
        150, 2.5, blur=0.75, noise=9, quality=40, contrast=(60, 225), light=0.25, curl=3.0, bleed=0.08, specks=80,
        stroke=1,
        chances={
            "stamp": 0.25, "signature": 0.15, "holes": 0.25, "edges": 0.3, "marker": 0.15, "paper": 0.2,
            "sideways": 0.5, "upside-down": 0.05,
        },
    ),
    "fax": Profile(
        200, 1.5, blur=0.8, noise=18, bilevel=True, specks=60, stroke=-1,
        chances={"stamp": 0.2, "holes": 0.2, "edges": 0.3, "sideways": 0.5, "upside-down": 0.05},
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
    mode = _mode(done, profile)
    image = np.array(page.render(scale=scale, grayscale=mode == "L").to_pil().convert(mode))
    if foot:
        image = _catch_word(image, foot, scale)
        done.append("catch-word")
    image = _dirty(image, profile, random, done, scale)
    image, matrix, angle = _bend(image, profile, random, done, scale)
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
        "curl_pt": profile.curl,
        "marks": done,
    }
    picture = Image.fromarray(image)
    return Worn(picture.convert("1") if profile.bilevel else picture, record)


def _mode(done: list[str], profile: Profile) -> str:
    """Return colour only where there is some: grey scans are what offices keep."""
    coloured = {"stamp", "marker", "paper", "signature"} & set(done)
    return "RGB" if coloured and not profile.bilevel else "L"


def _ink(image: Picture, color: tuple[int, int, int]) -> tuple[int, ...]:
    """Return a colour as the picture holds colours."""
    return color if image.ndim == 3 else (round(sum(color) / 3),)


def _over(image: Picture, plane: NDArray[Any]) -> NDArray[Any]:
    """Return a plane of numbers that lies over all colours of a picture."""
    return plane[:, :, None] if image.ndim == 3 else plane


def _catch_word(image: Picture, text: str, scale: float) -> Picture:
    picture = Image.fromarray(image)
    font = ImageFont.truetype(pictures.STAMP_FONT, int(13 * scale), layout_engine=ImageFont.Layout.RAQM)
    place = (picture.width - int(90 * scale), picture.height - int(42 * scale))
    ImageDraw.Draw(picture).text(place, text, font=font, fill=_ink(image, (30, 30, 30)), anchor="rs")
    return np.array(picture)


def _dirty(image: Picture, profile: Profile, random: np.random.Generator, done: list[str], scale: float) -> Picture:
    """Put on the paper what lies on it: strokes, the back's ink, colour, marker, stamp, signature, holes."""
    if profile.stroke and random.random() < 0.5:
        kernel = np.ones((2, 2), np.uint8)
        image = cv2.erode(image, kernel) if profile.stroke > 0 else cv2.dilate(image, kernel)
    if profile.bleed:
        back = cv2.GaussianBlur(image[:, ::-1], (0, 0), 2.0)
        shade = 255 - (255 - back.astype(np.float32)) * profile.bleed * random.uniform(0.5, 1.5)
        image = np.minimum(image, shade).astype(np.uint8)
    if "paper" in done:
        tints = ((255, 244, 214), (222, 240, 255), (226, 250, 226), (255, 228, 235))
        image = _multiply(image, tints[int(random.integers(len(tints)))])
    height, width = image.shape[:2]
    if "marker" in done:
        top, left = int(random.uniform(0.2, 0.8) * height), int(random.uniform(0.12, 0.4) * width)
        part = image[top : top + int(18 * scale), left : left + int(random.uniform(60, 220) * scale)]
        part[:] = _multiply(part, (255, 245, 90))
    if "stamp" in done:
        image = _stamped(image, random, scale)
    if "signature" in done:
        image = _signed(image, random, scale)
    if "holes" in done:
        for y in (0.36, 0.64):
            center = (int(random.uniform(18, 26) * scale), int(y * height))
            cv2.circle(image, center, int(8 * scale), _ink(image, (40, 40, 40)), -1, cv2.LINE_AA)
    return image


def _multiply(image: Picture, tint: tuple[int, int, int]) -> Picture:
    share = np.array(_ink(image, tint), np.float32) / 255
    return (image.astype(np.float32) * share).astype(np.uint8)


def _stamped(image: Picture, random: np.random.Generator, scale: float) -> Picture:
    """Stamp the registry's mark into the upper margin, sometimes over text."""
    mark = Image.open(BytesIO(pictures.stamp(f"รับที่ {int(random.integers(1, 2000))}")))
    mark = mark.resize((int(110 * scale), int(55 * scale)), Image.Resampling.LANCZOS)
    picture = Image.fromarray(image)
    place = (int(picture.width * random.uniform(0.6, 0.78)), int(picture.height * random.uniform(0.01, 0.07)))
    picture.paste(mark, place, mark)
    return np.array(picture)


def _signed(image: Picture, random: np.random.Generator, scale: float) -> Picture:
    """Sign at the foot of the page with a pen."""
    height, width = image.shape[:2]
    x = np.linspace(0, 90, 60)
    y = 8 * np.sin(x / random.uniform(5, 9)) + 5 * np.sin(x / 3.1 + random.uniform(0, 6))
    left, top = width * random.uniform(0.45, 0.7), height * random.uniform(0.93, 0.96)
    points = np.stack([left + x * scale, top + y * scale], axis=1).astype(np.int32)
    image = image.copy()
    cv2.polylines(image, [points], False, _ink(image, (60, 50, 150)), max(1, int(1.1 * scale)), cv2.LINE_AA)
    return image


def _bend(
    image: Picture, profile: Profile, random: np.random.Generator, done: list[str], scale: float
) -> tuple[Picture, NDArray[np.float64], float]:
    """Turn the page a little and bend it at the spine; return where points go, in points."""
    height, width = image.shape[:2]
    angle = float(random.uniform(-profile.skew, profile.skew))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    border = _ink(image, (250, 250, 250))
    image = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=border) if angle else image
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
    return image, matrix, angle


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
        cv2.circle(worn, place, int(random.integers(1, 3)), _ink(image, (70, 70, 70)), -1)
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


def save_pdf(pages: Sequence[Worn], file: Path, profile: str) -> None:
    """Write scans as a PDF without text: JPEG inside, or CCITT where they are black and white."""
    first, *others = [page.image for page in pages]
    settings = PROFILES[profile]
    packing = {} if settings.bilevel else {"quality": settings.quality}
    first.save(file, "PDF", save_all=True, append_images=others, resolution=settings.dpi, **packing)


def save_mixed(born: Path, pages: Sequence[Worn], file: Path, profile: str) -> None:
    """Write a PDF in which some pages are scans and the others as they were."""
    scans = file.with_suffix(".scans")
    save_pdf(pages, scans, profile)
    mixed, source = pdfium.PdfDocument(born), pdfium.PdfDocument(scans)
    for i, page in enumerate(pages):
        place = page.record["page"] - 1
        mixed.del_page(place)
        mixed.import_pages(source, pages=[i], index=place)
    mixed.save(file)
    mixed.close()
    source.close()
    scans.unlink()


def save_pictures(pages: Sequence[Worn], folder: Path, name: str, kind: str) -> list[Path]:
    """Write scans as ``png`` or ``jpg``, one file a page, or as one ``tiff``."""
    if kind == "tiff":
        file = folder / f"{name}.tiff"
        first, *others = [page.image for page in pages]
        packing = "group4" if first.mode == "1" else "jpeg" if first.mode == "RGB" else "tiff_deflate"
        first.save(file, save_all=True, append_images=others, compression=packing, dpi=(pages[0].record["dpi"],) * 2)
        return [file]
    files = []
    for page in pages:
        file = folder / f"{name}-{page.record['page']:02d}.{kind}"
        page.image.save(file, dpi=(page.record["dpi"],) * 2, quality=80)
        files.append(file)
    return files
