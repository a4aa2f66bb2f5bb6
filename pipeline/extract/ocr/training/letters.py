"""Counts how often each letter follows the three before it, in the lines that training may use."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random

import numpy as np

from pipeline.extract.ocr.letters import BITS, CODES, ORDER, START, Letters, packed, shorter
from pipeline.extract.ocr.training.texts import Texts

FEWEST = 2
"""Three characters in a row that were seen fewer times say nothing of the fourth."""
GENERATED = 40_000
"""Lines of generated language to count where there is no text."""


def lines_of(texts: Texts, seed: int) -> Iterable[str]:
    """Return the lines to count: the real ones, or generated language where there are none."""
    rng = Random(seed)  # noqa: S311 - text, not secrets
    return texts.official or (texts.prose(rng) for _ in range(GENERATED))


def counted(lines: Iterable[str]) -> Letters:
    """Count lines and weigh what was counted.

    A character's probability after some others is, by Witten and Bell, (times seen after them + kinds seen after them x
    its probability after one fewer) / (all seen after them + kinds seen after them).

    Args:
        lines: Text as the recogniser spells it.
    """
    seen: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for line in lines:
        text = START + line
        for end in range(1, len(text)):
            code = packed(text[end])
            for start in range(max(0, end - ORDER + 1), end + 1):
                seen[packed(text[start:end])][code] += 1
    long = 1 << BITS * (ORDER - 2)
    kept = {one: after for one, after in sorted(seen.items()) if one < long or after.total() >= FEWEST}
    weights: dict[int, dict[int, float]] = {}
    for history, after in kept.items():
        fewer = weights[shorter(history)] if history else dict.fromkeys(CODES.values(), 1 / len(CODES))
        whole, kinds = after.total(), len(after)
        weights[history] = {code: (count + kinds * fewer[code]) / (whole + kinds) for code, count in after.items()}
    grams = sorted((history << BITS | code, one) for history, after in weights.items() for code, one in after.items())
    return Letters(
        np.array([gram for gram, _ in grams], np.uint32),
        np.log([chance for _, chance in grams]).astype(np.float16),
        np.array(list(kept), np.uint32),
        np.log([len(after) / (after.total() + len(after)) for after in kept.values()]).astype(np.float16),
    )


def save_letters(letters: Letters, target: Path) -> None:
    """Write the weights, compressed."""
    np.savez_compressed(
        target, grams=letters.grams, chances=letters.chances, histories=letters.histories, rests=letters.rests
    )
