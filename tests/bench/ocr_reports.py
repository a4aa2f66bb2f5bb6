"""Measures the recogniser on whole pages of made reports: a second source, which its training never sees.

    python -m tests.reports --out made --count 20
    python -m tests.bench.ocr_reports made

Each page is worn, found upright, cut into lines and read as in a run. Only lines that were cut out as the truth has
them are counted: how many those are is for ``tests.bench.pages`` to say.
"""

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.extract.ocr import OcrEngine, load_engine
from pipeline.extract.ocr.training.alphabet import spelled
from pipeline.extract.scan import read_picture
from pipeline.settings import Settings
from tests.bench.ocr_lines import distance
from tests.bench.page_places import on_scan, same_line
from tests.reports.wear import PROFILES, wear

NUMBER = {"numbers, Thai": re.compile("[๐-๙][๐-๙.,]*"), "numbers, Arabic": re.compile("[0-9][0-9.,]*")}
SURE = 0.99
SEED = 20_000_007


@dataclass(frozen=True, slots=True)
class Read:
    """A line that was cut out right: what it says and what was read."""

    profile: str
    text: str
    raw: str
    confidence: float


def read_lines(pdf: Path, profile: str, engine: OcrEngine, every: int) -> Iterator[Read]:
    """Yield what each line of a worn report says, and how it was read, for lines that were cut out right."""
    truth = {
        one["page"]: one["lines"] for one in json.loads(pdf.with_suffix(".lines.json").read_text("utf-8"))["pages"]
    }
    for worn in wear(pdf, profile, SEED, pages=range(1, len(truth) + 1, every)):
        record = worn.record
        picture = np.asarray(worn.image.convert("L" if worn.image.mode in {"1", "L"} else "RGB"))
        page = read_picture(picture, record["page"], record["width"], record["height"], engine)
        if page.rotation != record["rotation"]:
            continue
        found = list(page.every_line())
        for line in truth[record["page"]]:
            match = [other for other in found if same_line(other.bbox, on_scan(line["box"], record), line["text"])]
            text = spelled(line["text"])
            if len(match) == 1 and text:
                yield Read(profile, text, match[0].raw, match[0].confidence)


def kind_of(text: str) -> str:
    """Return the kind of number that a line consists of, or prose."""
    return next((kind for kind, pattern in NUMBER.items() if pattern.fullmatch(text)), "prose")


def main() -> None:
    """Read, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", default="thai")
    parser.add_argument("--every", type=int, default=1, help="only every so many pages")
    parser.add_argument("--reports", type=int, help="only so many reports")
    parser.add_argument("--wrong", action="store_true", help="tell what was read wrong")
    given = parser.parse_args()
    engine = load_engine(Settings(engine=given.engine))
    print(f"{engine.label}: lines exactly right, prose: characters wrong; in percent")
    print("| scan | Thai numbers right | Arabic numbers right | wrong ones that are sure | prose, characters wrong |")
    print("| --- | --- | --- | --- | --- |")
    wrong: list[Read] = []
    for profile in PROFILES:
        pdfs = [path for path in sorted(given.folder.glob("*.pdf")) if path.with_suffix(".lines.json").exists()]
        read = [one for pdf in pdfs[: given.reports] for one in read_lines(pdf, profile, engine, given.every)]
        print(row(profile, read))
        wrong += [one for one in read if one.raw != one.text]
    if given.wrong:
        for one in wrong:
            print(f"{one.profile} {one.confidence:.4f} {one.text!r} {one.raw!r}")


def row(profile: str, read: list[Read]) -> str:
    """Return one row of the table."""
    cells = []
    for kind in NUMBER:
        part = [one for one in read if kind_of(one.text) == kind]
        cells.append(f"{100 * sum(one.raw == one.text for one in part) / max(1, len(part)):.2f} of {len(part)}")
    sure = sum(one.raw != one.text and one.confidence >= SURE and kind_of(one.text) in NUMBER for one in read)
    prose = [one for one in read if kind_of(one.text) == "prose"]
    letters = max(1, sum(len(one.text) for one in prose))
    errors = sum(distance(one.raw, one.text) for one in prose)
    return f"| {profile} | {' | '.join(cells)} | {sure} | {100 * errors / letters:.3f} of {letters} |"


if __name__ == "__main__":
    main()
