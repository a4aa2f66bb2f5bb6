"""Counts which digit the recogniser takes a digit for, into ``digit_confusions.toml``, from which ``trust`` draws.

    python -m tests.bench.digit_confusions [--count 5000] [--fonts .train/fonts]

The lines are numbers, set in families that no training line was set in, worn as badly as the worst pages and worse, so
that there is something to count. Only lines in which as many characters were read as are printed are compared: what is
added or lost is no number with a wrong digit, and is counted apart.
"""

import argparse
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract.ocr.thai import MODEL, ThaiEngine
from pipeline.extract.ocr.training import numerals
from tests.bench.ocr_lines import NUMBERS, SEED, Answer, held_back, make_lines, read, unseen_faces

FILE = Path(__file__).parent / "digit_confusions.toml"
COLUMNS = {"worn 150": 150, "worn 120": 120}
"""How the lines are worn, and their resolution."""
NUMERALS = {"numbers, Thai": "thai", "numbers, Arabic": "arabic"}
"""The file's name for each kind of lines."""
DIGITS = "0123456789"
UNSEEN_ERRORS = 0.1
"""Every confusion counts as seen so often more than it was: what some thousand lines do not show may still happen."""


@dataclass(frozen=True, slots=True)
class Confusions:
    """How often each digit was printed, and what it was read as where it was read wrong."""

    printed: Mapping[str, int]
    wrong: Mapping[str, Mapping[str, int]]
    other_length: int = 0
    """Lines in which more or fewer characters were read than are printed."""

    def chances(self, digit: str) -> dict[str, float]:
        """Return how likely each other digit is where a digit is read wrong, up to a factor."""
        return {other: self.wrong[digit].get(other, 0) + UNSEEN_ERRORS for other in DIGITS if other != digit}

    def rate(self, digit: str) -> float:
        """Return how likely a digit is to be read as another."""
        return sum(self.chances(digit).values()) / (self.printed[digit] + 1)

    def draw(self, digits: str, rng: random.Random) -> tuple[int, str]:
        """Draw which digit of a number is read wrong, and as what."""
        place = rng.choices(range(len(digits)), [self.rate(digit) for digit in digits])[0]
        chances = self.chances(digits[place])
        return place, rng.choices(list(chances), list(chances.values()))[0]


def load() -> dict[str, Confusions]:
    """Return what was measured, for ``thai`` and ``arabic`` numerals."""
    tables = tomllib.loads(FILE.read_text("utf-8"))
    return {
        name: Confusions(table["printed"], table["wrong"], table["other_length"])
        for name, table in tables.items()
        if isinstance(table, dict)
    }


def count(answers: Iterable[Answer]) -> Confusions:
    """Count the digits of lines and what they were read as."""
    printed: Counter[str] = Counter()
    wrong: dict[str, Counter[str]] = {digit: Counter() for digit in DIGITS}
    other_length = 0
    for answer in answers:
        true, got = (text.translate(numerals.TO_ARABIC) for text in (answer.truth.text, answer.reading.text.strip()))
        if len(true) != len(got):
            other_length += 1
            continue
        for one, other in zip(true, got, strict=True):
            if one in DIGITS:
                printed[one] += 1
                if other != one and other in DIGITS:
                    wrong[one][other] += 1
    return Confusions(printed, wrong, other_length)


def write(counted: Mapping[str, Confusions], note: str) -> str:
    """Return the counts as the file says them."""
    return "\n".join([
        "# What digits are read as, counted by tests.bench.digit_confusions.",
        f'note = "{note}"',
        *(line for name, held in counted.items() for line in _table(name, held)),
        "",
    ])  # fmt: skip


def _table(name: str, held: Confusions) -> Iterator[str]:
    yield f"\n[{name}]"
    yield f"other_length = {held.other_length}"
    yield f"printed = {_row(held.printed)}"
    yield f"\n[{name}.wrong]"
    yield from (f"{digit} = {_row(held.wrong[digit])}" for digit in DIGITS)


def _row(counts: Mapping[str, int]) -> str:
    pairs = ", ".join(f"{digit} = {counts[digit]}" for digit in DIGITS if counts.get(digit))
    return f"{{ {pairs} }}" if pairs else "{}"


def main() -> int:
    """Make the lines, read them, write the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--fonts", type=Path, default=Path(".train/fonts"), help="where fonts.sh has put the families")
    parser.add_argument("--count", type=int, default=5000, help="lines of each kind and wear (5000)")
    given = parser.parse_args()
    engine = ThaiEngine(given.model)
    faces = unseen_faces(given.fonts)
    counted = {}
    for kind in NUMBERS:
        answers = []
        for column, dpi in COLUMNS.items():
            lines = make_lines(faces, held_back(None), column, {kind: given.count}, SEED + 3)
            answers += read(engine, lines, dpi)[0]
        counted[NUMERALS[kind]] = count(answers)
    families = ", ".join(sorted({face.family for face in faces}))
    note = f"{engine.label}; {given.count} lines of each kind at {' and '.join(COLUMNS)} dpi, in {families}"
    FILE.write_text(write(counted, note), "utf-8")
    for name, held in counted.items():
        wrong = sum(sum(row.values()) for row in held.wrong.values())
        sys.stdout.write(f"{name}: {sum(held.printed.values())} digits, {wrong} read as others, ")
        sys.stdout.write(f"{held.other_length} lines of another length\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
