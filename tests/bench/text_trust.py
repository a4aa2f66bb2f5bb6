"""Measure how far damaged layers are told from clean ones: ``python -m tests.bench.text_trust FILE``, lines of text.

Pages are made of the file's lines and damaged in the ways that real text layers are.
"""

import random
import re
import sys
import time
from pathlib import Path

from pipeline.thai.text import clean
from pipeline.thai.trust import trust
from pipeline.thai.words import known_share

PAGES, LINES_ON_PAGE = 300, 30
CONSONANTS = "กขคงจชซดตถทธนบปผพฟมยรลวสหอ"
DAMAGES = {
    "clean": lambda page, chance: page,
    "a space and า for ำ": lambda page, chance: page.replace("ำ", " า"),
    "every า written ำ": lambda page, chance: page.replace("ำ", " ำ").replace("า", "ำ"),
    "the ring of ำ lost": lambda page, chance: page.replace("ำ", "า"),
    "U+FFFD for the ring": lambda page, chance: page.replace("ำ", "\ufffdา"),
    "tone marks lost": lambda page, chance: re.sub("[่้๊๋์]", "", page),
    "marks on the wrong letter": lambda page, chance: re.sub("([ก-ฮ])([ก-ฮ])([ิ-ู่-์]+)", r"\1\3\2", page),
    "one letter in twenty wrong": lambda page, chance: swap(page, chance, 0.05, CONSONANTS),
    "one letter in ten lost": lambda page, chance: swap(page, chance, 0.1, "\ufffd"),
    "letters shifted in the font": lambda page, chance: re.sub("[ก-ส]", lambda found: chr(ord(found[0]) + 1), page),
    "glyph numbers": lambda page, chance: re.sub(
        "[ก-ฮ]", lambda found: f"(cid:{ord(found[0]) % 200})" if chance.random() < 0.5 else found[0], page
    ),
}


def swap(page: str, chance: random.Random, share: float, letters: str) -> str:
    """Put other letters in the place of a share of a page's."""
    return "".join(
        chance.choice(letters) if not letter.isspace() and chance.random() < share else letter for letter in page
    )


def main() -> None:
    chance = random.Random(2568)
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    pages = ["\n".join(chance.sample(lines, LINES_ON_PAGE)) for _ in range(PAGES)]
    known = sorted(known_share(clean(page)) for page in pages)
    print(f"known words on clean pages: least {known[0]:.3f}, median {known[PAGES // 2]:.3f}")
    print(f"{'trust':28} {'least':>6} {'5 %':>6} {'median':>6} {'95 %':>6} {'ms':>6}")
    for name, damage in DAMAGES.items():
        damaged = [damage(page, chance) for page in pages]
        began = time.process_time()
        found = sorted(trust(page) for page in damaged)
        took = 1000 * (time.process_time() - began) / PAGES
        figures = (found[0], found[PAGES // 20], found[PAGES // 2], found[-PAGES // 20])
        print(f"{name:28}", *(f"{figure:6.2f}" for figure in figures), f"{took:6.1f}")


if __name__ == "__main__":
    main()
