"""Which fonts lines are rendered in, and which of them only ever test."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

SYSTEM = Path("/usr/share/fonts/truetype")
"""Where Debian installs fonts."""

UNSEEN = ("Umpush", "taviraj", "koho", "anuphan")
"""Families that no training line is set in: looped, looped with serifs, narrow, and without loops."""

DEBIAN = {
    "Laksaman": 8.0,  # the drawing of TH Sarabun, the standard font of Thai offices
    "Garuda": 1.5,
    "Loma": 1.5,
    "Norasi": 1.5,
    "Kinnari": 1.2,
    "Waree": 1.0,
    "Umpush": 1.0,
    "Sawasdee": 0.6,
    "TlwgTypist": 0.3,
    "TlwgTypewriter": 0.3,
    "TlwgTypo": 0.3,
    "ArundinaSans": 1.0,
    "ArundinaSerif": 1.0,
}
"""Debian's families, with how often each is drawn. Those with misplaced marks or written by hand are left out."""

PACKAGED = {
    "noto-sans-thai-looped": 1.5,
    "ibm-plex-sans-thai-looped": 1.5,
    "trirong": 1.2,
    "taviraj": 1.0,
    "krub": 1.2,
    "k2d": 1.6,
    "kodchasan": 1.4,
    "koho": 1.0,
    "maitree": 1.0,
    "fahkwang": 1.0,
    "noto-sans-thai": 1.0,
    "ibm-plex-sans-thai": 0.8,
    "bai-jamjuree": 1.4,
    "chakra-petch": 1.0,
    "mali": 0.8,
    "prompt": 0.7,
    "athiti": 1.0,
    "mitr": 0.5,
    "kanit": 0.5,
    "pridi": 0.7,
    "itim": 0.4,
    "playpen-sans-thai": 0.4,
    "google-sans": 0.7,
    "charm": 0.4,
    "sriracha": 0.4,
    "chonburi": 0.3,
    "pattaya": 0.3,
    "anuphan": 1.0,
}
"""Families of ``fonts.sh``, with how often each is drawn."""

BOLDNESS = {"200": 0.6, "300": 0.9, "400": 2.0, "500": 0.7, "600": 0.5, "700": 1.0}
THIN = "200"
"""Too thin for official print: it teaches, and does not test."""
LATIN = (
    "dejavu/DejaVuSans.ttf",
    "dejavu/DejaVuSerif.ttf",
    "noto/NotoSans-Regular.ttf",
    "noto/NotoSerif-Regular.ttf",
    "noto/NotoSans-Bold.ttf",
)
"""Faces that sometimes set the Latin letters and Arabic digits within a Thai line, as office programs do."""

SYMBOLS = "dejavu/DejaVuSans.ttf"
"""The face for whatever a Thai face lacks: boxes, ticks, comparison signs."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file."""

    family: str
    path: Path
    weight: float
    """How often it is drawn, beside the others."""
    characters: frozenset[str]
    """What it can set."""


def covered(path: Path) -> frozenset[str]:
    """Return the characters that a font file can set."""
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def merged(folder: Path, family: str, boldness: str) -> Path | None:
    """Join a packaged family's Thai and Latin halves into one file, once.

    Args:
        folder: Where ``fonts.sh`` has put the families.
        family: A key of ``PACKAGED``.
        boldness: A key of ``BOLDNESS``.

    Returns:
        The joined file; None where the family does not come in this boldness.
    """
    target = folder / "joined" / f"{family}-{boldness}.ttf"
    if target.exists():
        return target
    halves = []
    target.parent.mkdir(exist_ok=True)
    for script in ("thai", "latin"):
        source = folder / family / "files" / f"{family}-{script}-{boldness}-normal.woff2"
        if not source.exists():
            return None
        half = target.with_suffix(f".{script}")
        with TTFont(source) as font:
            font.flavor = None
            font.save(half)
        halves.append(half)
    level = logging.getLogger("fontTools").level
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    Merger().merge([str(half) for half in halves]).save(target)
    logging.getLogger("fontTools").setLevel(level)
    for half in halves:
        half.unlink()
    return target


def debian_faces() -> Iterator[Face]:
    """Yield the faces of Debian's packages that are installed."""
    for family, weight in DEBIAN.items():
        paths = sorted(path for path in SYSTEM.glob(f"*/{family}*.ttf") if path.stem.split("-")[0] == family)
        for path in paths:
            share = 2.0 if "-" not in path.stem else 0.8
            yield Face(family, path, weight * share / len(paths), covered(path))


def packaged_faces(folder: Path) -> Iterator[Face]:
    """Yield the faces of the families that ``fonts.sh`` has fetched into a folder."""
    for family, weight in PACKAGED.items():
        for boldness, share in BOLDNESS.items():
            left_out = family in UNSEEN and boldness == THIN
            path = merged(folder, family, boldness) if folder.is_dir() and not left_out else None
            if path is not None:
                yield Face(family, path, weight * share / len(BOLDNESS), covered(path))


def all_faces(folder: Path) -> tuple[Face, ...]:
    """Return every face, of families seen and unseen.

    Args:
        folder: Where ``fonts.sh`` has put the packaged families; they are left out where it does not exist.

    Raises:
        SystemExit: If Debian's Thai fonts are not installed.
    """
    faces = (*debian_faces(), *packaged_faces(folder))
    if not any(face.family == "Laksaman" for face in faces):
        raise SystemExit(
            "The Thai fonts are not installed, so there is nothing to train on: "
            "apt-get install fonts-thai-tlwg fonts-arundina fonts-noto-core"
        )
    return faces
