"""Measures what the recogniser's confidence is worth, on lines that its training never saw.

    python -m tests.bench.ocr_calibration --text lines.txt --pictures pipeline/extract/ocr/training

Prints, for numbers in Thai and in Arabic numerals and for prose, how often a reading of a given confidence is right;
how many readings pass a threshold and how many of those are wrong; and the lines for ``pipeline/facts/readers.toml``.
Lines are read as those of pages are, every number twice. A number's confidence is the least of its characters'.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.extract.ocr.engine import Grey, LineReading
from pipeline.extract.ocr.thai import MODEL, ThaiEngine
from pipeline.extract.second_look import look_again
from tests.bench.ocr_lines import COLUMNS, NUMBERS, SEED, Answer, held_back, make_lines, number_in, read, unseen_faces

KINDS = {"arabic": "numbers, Arabic", "thai": "numbers, Thai", "text": "prose"}
EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 1.0)
WANTED = 1e-4
"""Wrong numbers among those that pass the threshold, at most."""
FACTS_PLACES = 4


def confidence(answer: Answer) -> float:
    """Return a reading's confidence, 0 where nothing was read: what is no number is none that could be accepted."""
    if answer.truth.kind in NUMBERS and number_in(answer.reading.text) is None:
        return 0.0
    return answer.reading.confidence


@dataclass(frozen=True, slots=True)
class TwiceReader:
    """Reads lines as those of pages are read: every number twice."""

    engine: ThaiEngine

    @property
    def label(self) -> str:
        """Name the engine."""
        return self.engine.label

    def read_lines(self, pictures: Sequence[Grey], dpi: int) -> tuple[LineReading, ...]:
        """Read pictures of lines, and the numbers in them once more."""
        return look_again(pictures, self.engine.read_lines(pictures, dpi), dpi, self.engine)


def is_right(answer: Answer) -> bool:
    """Say whether a line was read right: prose letter by letter, a number by its value."""
    if answer.truth.kind not in NUMBERS:
        return answer.right
    return number_in(answer.reading.text) == number_in(answer.truth.text)


def reliability(answers: Sequence[Answer]) -> list[tuple[float, float, int, float]]:
    """Return, for each range of confidence, its ends, how many readings fall into it and which share is right."""
    rows = []
    for low, high in pairwise(EDGES):
        part = [one for one in answers if low <= confidence(one) < high or (high == 1.0 and confidence(one) >= 1.0)]
        if part:
            rows.append((low, high, len(part), sum(map(is_right, part)) / len(part)))
    return rows


def risks(answers: Sequence[Answer]) -> list[tuple[float, float, float]]:
    """Return, from the surest reading on, the threshold, the share that passes and the share of wrong ones in it."""
    ordered = sorted(answers, key=confidence, reverse=True)
    wrong, rows = 0, []
    for number, one in enumerate(ordered, 1):
        wrong += not is_right(one)
        rows.append((confidence(one), number / len(ordered), wrong / number))
    return rows


def threshold(answers: Sequence[Answer]) -> tuple[float, float, float]:
    """Return the lowest threshold at which few enough wrong readings pass, with coverage and risk."""
    fitting = [row for row in risks(answers) if row[2] <= WANTED]
    return max(fitting, key=lambda row: row[1], default=(1.0, 0.0, 0.0))


def points(answers: Sequence[Answer]) -> list[tuple[float, float]]:
    """Return confidence and measured probability, rising, as ``readers.toml`` wants them.

    Ranges that are worth less than a lower one are taken together with it, and the upper end of each is worth what one
    more wrong reading would make of the range.
    """
    pools: list[tuple[float, float, int]] = []
    for _, high, count, right in reliability(answers):
        pools.append((high, right * count, count))
        while len(pools) > 1 and pools[-2][1] / (pools[-2][2] + 1) >= pools[-1][1] / (pools[-1][2] + 1):
            (_, one, some), (high, other, more) = pools[-2:]
            pools[-2:] = [(high, one + other, some + more)]
    return [(high, round(right / (count + 1), FACTS_PLACES)) for high, right, count in pools]


def chart(title: str, across: str, up: str, curves: dict[str, list[tuple[float, float]]], *, diagonal: bool) -> str:
    """Draw curves of numbers from 0 to 1 as an SVG picture."""
    colours = ("#1b6ca8", "#c0392b", "#2e8b57")
    size, left, top = 360, 60, 40
    foot = top + size
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size + 90}" height="{size + 100}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="100%" height="100%" fill="white"/><text x="{left}" y="24" font-size="15">{title}</text>',
        f'<rect x="{left}" y="{top}" width="{size}" height="{size}" fill="none" stroke="#888"/>',
        f'<text x="{left}" y="{foot + 36}">{across}</text>',
        f'<text x="{left + 6}" y="{top + 16}" fill="#666">{up}</text>',
    ]
    if diagonal:
        parts.append(f'<line x1="{left}" y1="{foot}" x2="{left + size}" y2="{top}" stroke="#bbb"/>')
    most = max((y for curve in curves.values() for _, y in curve), default=1.0) if not diagonal else 1.0
    for step in range(5):
        x, y = left + size * step / 4, top + size * (1 - step / 4)
        parts.append(f'<text x="{x - 10}" y="{top + size + 16}">{step / 4:.2f}</text>')
        parts.append(f'<text x="{left - 44}" y="{y + 4}">{most * step / 4:.4g}</text>')
    for (name, curve), colour, row in zip(curves.items(), colours, range(3), strict=False):
        path = " ".join(f"{left + size * x:.1f},{top + size * (1 - y / (most or 1)):.1f}" for x, y in curve)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{left + 150 * row}" y="{top + size + 54}" fill="{colour}">{name}</text>')
    return "\n".join((*parts, "</svg>", ""))


def main() -> None:
    """Read held-back lines and print what their confidence was worth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--fonts", type=Path, default=Path(".train/fonts"), help="where fonts.sh has put the families")
    parser.add_argument("--text", type=Path, help="the text file of the training")
    parser.add_argument("--count", type=int, default=4000, help="lines of each kind in each column")
    parser.add_argument("--record", action="store_true", help="write the threshold into the model's card")
    parser.add_argument("--pictures", type=Path, help="a folder for reliability.svg and risk.svg")
    given = parser.parse_args()
    engine, faces, source = TwiceReader(ThaiEngine(given.model)), unseen_faces(given.fonts), held_back(given.text)
    answers: list[Answer] = []
    for column, (_, dpi) in COLUMNS.items():
        counts = dict.fromkeys(KINDS.values(), given.count)
        answers += read(engine, make_lines(faces, source, column, counts, SEED + 3), dpi)[0]
    print(f"{engine.label}, {given.count} lines of each kind in each of: {', '.join(COLUMNS)}")
    curves: dict[str, list[tuple[float, float]]] = {}
    risk: dict[str, list[tuple[float, float]]] = {}
    told = ["[[reader]]", 'label = "thai"']
    for key, kind in KINDS.items():
        part = [one for one in answers if one.truth.kind == kind]
        print(f"\n{kind}: confidence, readings, right")
        for low, high, count, right in reliability(part):
            print(f"  {low:.4f} to {high:.4f} {count:7} {100 * right:8.3f} %")
        for column in (*COLUMNS, ""):
            some = [one for one in part if column in {"", one.truth.column}]
            least, share, wrong = threshold(some)
            print(
                f"  {column or 'all':20} from {least:.5f}: {100 * share:.2f} % pass, {1e4 * wrong:.2f} in 10,000 wrong"
            )
        curves[kind] = [((low + high) / 2, right) for low, high, _, right in reliability(part)]
        risk[kind] = [(share, wrong) for _, share, wrong in risks(part)[:: max(1, len(part) // 400)]]
        told.append(f"{key} = {[list(point) for point in points(part)]}")
    print("\n" + "\n".join(told))
    worn = list(COLUMNS)[-1]
    numbers = [one for one in answers if one.truth.kind in NUMBERS and one.truth.column != worn]
    least, share, wrong = threshold(numbers)
    print(f"\nA number counts as read from {least:.5f}: {100 * share:.2f} % of those clean or scanned pass,")
    print(f"{1e4 * wrong:.2f} in 10,000 of them wrong.")
    if given.record:
        card = given.model.with_suffix(".json")
        found = {"confidence": round(least, 6), "percent_passing": round(100 * share, 2), "wrong_in_10000": 1e4 * wrong}
        content = json.loads(card.read_text(encoding="utf-8")) | {"number_counts_as_read": found}
        card.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
        reliable = chart("How often a reading is right", "its confidence", "share right", curves, diagonal=True)
        (given.pictures / "reliability.svg").write_text(reliable, encoding="utf-8")
        risky = chart("Wrong readings among the surest", "share of readings", "share wrong", risk, diagonal=False)
        (given.pictures / "risk.svg").write_text(risky, encoding="utf-8")


if __name__ == "__main__":
    main()
