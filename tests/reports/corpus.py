"""Many reports with their truth, for benchmarks: one folder, one set of files for each report.

For a report ``NAME`` the folder holds ``NAME.pdf`` (born-digital), ``NAME.PROFILE.pdf`` (one for each wear),
``NAME.json`` (the truth), ``NAME.lines.json`` (lines, cells and tables with their places) and ``NAME.PROFILE.json``
(what was done to each page).
"""

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.reports import announcement, compose, lines, make, plant, scan_files, truth, wear
from tests.reports import layout as layouts
from tests.reports.agencies import KINDS
from tests.reports.office import FONTS
from tests.reports.planting import NoPlaceError
from tests.reports.truth import Truth


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made."""

    folder: Path
    count: int
    seed: int
    profiles: tuple[str, ...] = ()
    """Names of ``wear.PROFILES``; born-digital only where empty."""
    pictures: str = ""
    """``png``, ``jpg`` or ``tiff`` for scans saved as pictures; PDF where empty."""
    planted: float = 0.3
    """Share of reports with an inconsistency."""
    announcements: float = 0.05
    pairs: float = 0.0
    """Share of true reports beside which a second one disagrees about a score."""
    fonts: tuple[str, ...] = FONTS
    jobs: int = 2


def draw(order: Order) -> dict[str, Truth]:
    """Return the truths of an order, by name; the same order gives the same truths."""
    found = {}
    for n in range(order.count):
        name = f"report-{order.seed}-{n:04d}"
        found[name] = _one(order, n)
        random = Random(f"{order.seed}/{n}/pair")
        if random.random() < order.pairs:
            found |= _other(name, found[name], random)
    return found


def _other(name: str, made: Truth, random: Random) -> dict[str, Truth]:
    """Return a second document that disagrees with a report, where it has a place for that."""
    if made.planted or made.layout.get("form") == "announcement":
        return {}
    try:
        return {f"{name}-other": plant.disagreeing(made, random)}
    except NoPlaceError:
        return {}


def _one(order: Order, number: int) -> Truth:
    random = Random(f"{order.seed}/{number}")
    digits = random.choice(("thai", "thai", "arabic", "mixed"))
    year = random.choice((2568, 2568, 2564))
    layout = layouts.draw(random, order.fonts)
    if random.random() < order.announcements:
        made = announcement.compose(
            random,
            count=random.randint(10, 60),
            fiscal_year=year,
            digits=digits,
            scale=random.choice(("points", "hundred", "both")),
            layout=layout,
        )
    else:
        kind = tuple(KINDS)[number % len(KINDS)]
        weak = random.randint(3, 12)
        made = compose.compose(random, fiscal_year=year, kind=kind, digits=digits, layout=layout, weak=weak)
    return _planted(made, random) if random.random() < order.planted else made


def _planted(made: Truth, random: Random) -> Truth:
    """Return the document with one inconsistency of a kind that it has a place for."""
    if made.layout.get("form") == "announcement":
        return plant.plant(
            made, random.choice(("rank_order", "announcement_sum" if _has_points(made) else "rank_order")), random
        )
    kinds = [name for name in plant.PLANTS if name not in {"rank_order", "announcement_sum"}]
    while True:
        try:
            return plant.plant(made, random.choice(kinds), random)
        except NoPlaceError:
            continue


def _has_points(made: Truth) -> bool:
    return any(row.iit_weighted and not row.iit for row in made.agency_results)


def fill(order: Order, *, resume: bool = False) -> dict[str, Truth]:
    """Make an order's files and return its truths.

    Args:
        order: What is to be made.
        resume: Whether reports that are there, with all their files, are left as they are.
    """
    truths = draw(order)
    names = [name for name in truths if not (resume and _is_there(name, order))]
    order.folder.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(names), 20):
        make.born_digital({name: truths[name] for name in names[start : start + 20]}, order.folder)
    with ProcessPoolExecutor(order.jobs) as pool:
        for _ in pool.map(_finish, names, [truths[name] for name in names], [order] * len(names)):
            pass
    return truths


def _is_there(name: str, order: Order) -> bool:
    """Tell whether the last file of a report is there for each wear: those are written in this order."""
    last = [f"{name}.{profile}.json" for profile in order.profiles] or [f"{name}.lines.json"]
    return all((order.folder / file).exists() for file in last)


def _finish(name: str, made: Truth, order: Order) -> None:
    """Write what belongs to one born-digital report: its truth, its places, its scans."""
    pdf = order.folder / f"{name}.pdf"
    pdf.with_suffix(".json").write_text(truth.encode(made), "utf-8")
    places = lines.measure(pdf, *make.blocks_of(made))
    _write(order.folder / f"{name}.lines.json", places)
    feet = catch_words(places) if Random(name).random() < 0.15 else []
    for profile in order.profiles:
        worn = wear.wear(pdf, profile, order.seed, feet=feet)
        if order.pictures:
            scan_files.save_pictures(worn, order.folder, f"{name}.{profile}", order.pictures)
        else:
            scan_files.save_pdf(worn, order.folder / f"{name}.{profile}.pdf", profile)
        _write(order.folder / f"{name}.{profile}.json", {"profile": profile, "pages": [page.record for page in worn]})


def catch_words(places: dict[str, Any]) -> list[str]:
    """Return what a typist writes at the foot of each page: how the next one begins."""
    starts: Sequence[str] = [page["lines"][0]["text"] if page["lines"] else "" for page in places["pages"]]
    return [f"{start[:12]}..." if start else "" for start in [*starts[1:], ""]]


def _write(file: Path, data: object) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False) + "\n", "utf-8")
