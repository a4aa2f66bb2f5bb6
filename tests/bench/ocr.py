"""Measures the recogniser on lines that its training never saw, with Tesseract beside it.

    python -m tests.bench.ocr --text lines.txt            # in full: 5,000 of each kind in each column
    python -m tests.bench.ocr --text lines.txt --quick    # a tenth of that

The lines are set in families that no training line was set in, say what no training line said (the tenth of the text
file that training leaves out; numbers drawn anew), and are worn from other seeds. Without a text file, prose is words
and generated sentences. Everything printed comes from one run; times are processor time, so other work does not count.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.extract.ocr.tesseract import Tesseract
from pipeline.extract.ocr.thai import MODEL, ThaiEngine
from pipeline.extract.ocr.training.fonts import UNSEEN, all_faces
from tests.bench.ocr_lines import COLUMNS, NUMBERS, SEED, Answer, distance, held_back, make_lines, read

COUNTS = {"numbers, Thai": 5000, "numbers, Arabic": 5000, "codes": 1000, "dates": 1000, "prose": 5000}
TESSERACT_SHARE = 50
"""Tesseract reads one in so many of the lines: it takes many times as long."""


def wrong_share(answers: Iterable[Answer]) -> float:
    """Return the share of lines not exactly right, or for prose the share of wrong characters."""
    given = list(answers)
    if given[0].truth.kind != "prose":
        return sum(not one.right for one in given) / len(given)
    wrong = sum(distance(one.reading.text.strip(), one.truth.text) for one in given)
    return wrong / sum(len(one.truth.text) for one in given)


def by(answers: Iterable[Answer], key: Callable[[Answer], str]) -> dict[str, list[Answer]]:
    """Gather answers by a name."""
    groups: dict[str, list[Answer]] = {}
    for one in answers:
        groups.setdefault(key(one), []).append(one)
    return groups


def table(title: str, groups: dict[str, list[Answer]]) -> None:
    """Print, for every group, the share of lines exactly right, for prose the share of wrong characters, in percent."""
    kinds = list(dict.fromkeys(one.truth.kind for answers in groups.values() for one in answers))
    print(f"\n{title}\n{'':34}" + "".join(f"{kind:>17}" for kind in kinds))
    for name, answers in groups.items():
        kind_of = by(answers, lambda one: one.truth.kind)
        cells = []
        for kind in kinds:
            share = wrong_share(kind_of[kind]) if kind in kind_of else None
            cells.append(
                "-" if share is None else f"{100 * share:.3f}" if kind == "prose" else f"{100 - 100 * share:.2f}"
            )
        print(f"{name:34}" + "".join(f"{cell:>17}" for cell in cells))


def confusions(answers: Iterable[Answer]) -> Counter[tuple[str, str]]:
    """Count which character was read as which, over lines in which as many were read as there are."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in answers:
        read_as = one.reading.text.strip()
        if len(read_as) == len(one.truth.text):
            counts.update((a, b) for a, b in zip(one.truth.text, read_as, strict=True) if a != b)
        else:
            counts["another length", ""] += 1
    return counts


def arguments() -> argparse.Namespace:
    """Return what the command was given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--fonts", type=Path, default=Path(".train/fonts"), help="where fonts.sh has put the families")
    parser.add_argument("--text", type=Path, help="the text file of the training")
    parser.add_argument("--quick", action="store_true", help="a tenth of the lines")
    parser.add_argument("--no-tesseract", action="store_true")
    parser.add_argument("--wrong", type=Path, help="where to write what was read wrong, as JSON lines")
    parser.add_argument("--record", action="store_true", help="write the figures into the model's card")
    return parser.parse_args()


def main() -> None:
    """Make the lines, read them with both engines, print the tables."""
    given = arguments()
    share = 10 if given.quick else 1
    counts = {kind: count // share for kind, count in COUNTS.items()}
    source, engine = held_back(given.text), ThaiEngine(given.model)
    faces = all_faces(given.fonts)
    unseen = [face for face in faces if face.family in UNSEEN]
    seen = [face for face in faces if face.family not in UNSEEN]
    print(f"{engine.label}; families kept out of training: {', '.join(sorted({face.family for face in unseen}))}")
    print("Lines exactly right, prose: characters wrong; in percent.")
    every: list[Answer] = []
    known: list[Answer] = []
    figures: dict[str, dict[str, float]] = {}
    for column, (_, dpi) in COLUMNS.items():
        lines = make_lines(unseen, source, column, counts, SEED)
        answers, seconds = read(engine, lines, dpi)
        every += answers
        groups = {engine.label: answers}
        title = f"{column}: {1000 * seconds / len(lines):.2f} ms a line"
        if not given.no_tesseract:
            part = lines[::TESSERACT_SHARE]
            ours, fast = read(engine, part, dpi)
            theirs, slow = read(Tesseract("tha+eng"), part, dpi)
            groups |= {f"1 in {TESSERACT_SHARE}": ours, f"1 in {TESSERACT_SHARE}: tesseract tha+eng": theirs}
            title += f"; Tesseract {1000 * slow / len(part):.1f} ms, {slow / fast:.1f} times as much on the same lines"
        table(title, groups)
        figures[column] = {
            kind: round(100 * wrong_share(part), 3) for kind, part in by(answers, lambda one: one.truth.kind).items()
        }
        fewer = {kind: count // 10 for kind, count in counts.items()}
        known += read(engine, make_lines(seen, source, column, fewer, SEED + 1), dpi)[0]
    table("Families kept out of training", by(every, lambda one: f"{one.truth.family}, {one.truth.column}"))
    table("Families of the training", by(known, lambda one: one.truth.column) | by(known, lambda one: one.truth.family))
    grid: list[Answer] = []
    for column in (f"{level} {dpi}" for level in ("clean", "scan", "worn") for dpi in (150, 200, 300)):
        some = dict.fromkeys((*NUMBERS, "prose"), 250 // share)
        grid += read(engine, make_lines(unseen, source, column, some, SEED + 2), int(column.split()[1]))[0]
    table("By wear and resolution, families kept out of training", by(grid, lambda one: one.truth.column))
    print("\nMost frequent confusions (printed, read, times):")
    print("  ".join(f"{printed}→{as_read} {count}" for (printed, as_read), count in confusions(every).most_common(40)))
    if given.wrong:
        told = (
            [
                one.truth.kind,
                one.truth.column,
                one.truth.family,
                one.truth.text,
                one.reading.text,
                one.reading.confidence,
            ]
            for one in every
            if not one.right
        )
        given.wrong.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told), encoding="utf-8")
    if given.record:
        card = given.model.with_suffix(".json")
        told_before = json.loads(card.read_text(encoding="utf-8"))
        told_before["percent_wrong_unseen_families"] = figures
        card.write_text(json.dumps(told_before, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
