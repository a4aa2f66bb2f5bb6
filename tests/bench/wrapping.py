"""Measure how well wrapped lines are joined: ``python -m tests.bench.wrapping FILE``, a file of lines of Thai text.

Each line of the file is wrapped at random widths at word boundaries, as a word processor does, and joined again. An
error is a space lost or added; its rate is over the characters of the text.
"""

import random
import sys
from pathlib import Path

from pythainlp.tokenize import word_tokenize

from pipeline.thai.text import clean, flow

WIDTHS = (15, 20, 30, 45, 60, 90)
LINES = 6000
SHORTEST = 50


def wrap(text: str, width: int) -> list[str]:
    """Wrap at word boundaries; a line that was wrapped at a space keeps it at its end."""
    lines = [""]
    for word in word_tokenize(text):
        full = len(lines[-1]) + len(word) > width and not word.isspace()
        if full and lines[-1].strip() and may_begin(word, lines[-1]):
            lines.append("")
        lines[-1] += word
    return lines


def may_begin(word: str, before: str) -> bool:
    """Tell whether a word processor breaks a line between ``before`` and ``word``."""
    if before.endswith(" "):
        return True
    thai = "\u0e01" <= word[0] <= "\u0e2e" or "\u0e40" <= word[0] <= "\u0e44"
    return (thai and before[-1] > "\u0e00" and before[-1] not in "ฯ“") or (before[-1] in "-/" and word[0].isalpha())


def main() -> None:
    chance = random.Random(2568)
    texts = [clean(line).strip() for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    texts = chance.sample([text for text in texts if len(text) > SHORTEST], LINES)
    print("width  lines   scans: % wrong   spaces kept: % wrong   never a space: % wrong")
    for width in WIDTHS:
        letters = count = lost = kept = naive = 0
        for text in texts:
            lines = wrap(text, width)
            bare = [line.strip() for line in lines]
            letters += len(text)
            count += len(lines)
            lost += differences(text, flow(bare), bare)
            kept += differences(text, flow(lines, spaces_kept=True), bare)
            naive += differences(text, "".join(bare), bare)
        figures = (f"{100 * wrong / letters:.3f}" for wrong in (lost, kept, naive))
        print(f"{width:5} {count:6}", *(f"{figure:>20}" for figure in figures))


def differences(truth: str, joined: str, bare: list[str]) -> int:
    """Count the line ends at which a space is missing or too many."""
    wrong = at_truth = at_joined = 0
    for line in bare[:-1]:
        at_truth += len(line)
        at_joined += len(line)
        one, other = truth[at_truth] == " ", joined[at_joined] == " "
        wrong += one != other
        at_truth += one
        at_joined += other
    return wrong


if __name__ == "__main__":
    main()
