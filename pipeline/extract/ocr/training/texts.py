"""What the lines say: real official lines, words, generated language of the assessment, and numbers nobody can guess.

Every maker takes a source of randomness and returns one line of text. Numbers are drawn evenly and never follow from
what stands around them, or the network would learn to guess them.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract.ocr.training.alphabet import CHARACTERS, CONSONANTS, THAI_DIGITS, composed, spelled
from pipeline.extract.ocr.training.numerals import Random, code, date, digits, either_kind, money, number, score
from pipeline.extract.ocr.training.vocabulary import INDICATORS, KINDS, LATIN, PHRASES, PROVINCES, SIGNS, WORDS

UNITS = ("คน", "ราย", "ครั้ง", "ข้อ", "โครงการ")
LONGEST = 110
"""A line has at most so many characters."""
PIECES = 0.7
"""How often a real line is cut short: more lines in the same time."""

LIKE_THAI_DIGITS = "0Oo"
"""What looks like ๐ in faces without loops: the two never stand in one jumbled line, where nothing tells them apart."""


def cell(rng: Random) -> str:
    """Return what else stands in a narrow cell."""
    draw = rng.random()
    if draw < 0.3:
        return code(rng)
    if draw < 0.5:
        return rng.choice(PHRASES)
    if draw < 0.6:
        return rng.choice(SIGNS)
    if draw < 0.75:
        return date(rng)
    return rng.choice(INDICATORS)


def row(rng: Random) -> str:
    """Return a row of a score table that was cut as one line."""
    parts = [rng.choice((code(rng), str(rng.randint(1, 20)), ""))]
    parts.append(
        rng.choice(
            (rng.choice(INDICATORS), rng.choice(PHRASES), "ตัวชี้วัดที่ " + digits(rng, 1) + " " + rng.choice(INDICATORS))
        )
    )
    parts += [score(rng) for _ in range(rng.randint(1, 5))]
    if rng.random() < 0.3:
        parts.append(rng.choice(("A", "AA", "B", "ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม", "-")))
    return " ".join(part for part in parts if part)


def sentence(rng: Random) -> str:
    """Return generated language of an assessment's report."""
    agency = rng.choice(KINDS) + rng.choice(PROVINCES)
    return rng.choice(
        (
            f"{agency} มีผลคะแนน {score(rng)} คะแนน อยู่ในระดับ {rng.choice(PHRASES)}",
            f"{rng.choice(PHRASES)} ได้คะแนนร้อยละ {score(rng)} {rng.choice(PHRASES)}",
            f"({digits(rng, 1)}) {rng.choice(PHRASES)} ({rng.choice(LATIN)} : {rng.choice(LATIN)}) {score(rng)}",
            f"{digits(rng, 1)}. {rng.choice(INDICATORS)} คะแนนเท่ากับ {score(rng)} {rng.choice(PHRASES)}",
            f"ข้อ {code(rng)} {rng.choice(PHRASES)}{rng.choice(PHRASES)} ร้อยละ {score(rng)}",
            f"“{rng.choice(PHRASES)}” {agency} {date(rng)}",
            f"{rng.choice(PHRASES)} ของ{agency} {date(rng)}",
            f"- {rng.choice(PHRASES)} จำนวน {digits(rng, rng.randint(1, 3))} {rng.choice(UNITS)} งบประมาณ {money(rng)}",
            f"{code(rng)} {rng.choice(PHRASES)} {rng.choice(PHRASES)}",
            f"• {agency} จังหวัด{rng.choice(PROVINCES)} {score(rng)}%",
            f"{rng.choice(INDICATORS)}{'.' * rng.randint(3, 40)}{rng.randint(1, 99)}",
        )
    )


def words(rng: Random) -> str:
    """Return unrelated words with signs and numbers between them."""
    parts: list[str] = []
    for _ in range(rng.randint(1, 12)):
        draw = rng.random()
        if draw < 0.72:
            parts.append(rng.choice(WORDS))
        elif draw < 0.8:
            parts.append(rng.choice(LATIN))
        else:
            parts.append(rng.choice((number, code, date))(rng))
        parts.append(
            rng.choice(("", "", "", " ", " ", ", ", "/", " - ", "ๆ ", " (", ") ", "ฯ ", ": ", " “", "” ", "; ", "."))
        )
    return "".join(parts)


def jumble(rng: Random) -> str:
    """Return characters in an order that no language has, so that nothing but their look tells them."""
    parts: list[str] = []
    others = "".join(one for one in CHARACTERS if one not in LIKE_THAI_DIGITS) if rng.random() < 0.5 else CHARACTERS
    for _ in range(rng.randint(1, 30)):
        draw = rng.random()
        if draw < 0.45:
            syllable = (
                rng.choice(CONSONANTS)
                + rng.choice(("", "", "ิ", "ี", "ึ", "ื", "ุ", "ู", "ั", "็"))
                + rng.choice(("", "", "่", "้", "๊", "๋", "์"))
            )
            parts.append(
                rng.choice(("", "", "", "เ", "แ", "โ", "ใ", "ไ")) + syllable + rng.choice(("", "", "", "า", "ะ", "ำ"))
            )
        elif draw < 0.7 and others is not CHARACTERS:
            parts.append(rng.choice(THAI_DIGITS))
        else:
            parts.append(rng.choice(others))
    return "".join(parts)


def latin(rng: Random) -> str:
    """Return Latin words, addresses and codes."""
    parts = []
    for _ in range(rng.randint(1, 7)):
        word = (
            rng.choice(LATIN)
            if rng.random() < 0.5
            else "".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(rng.randint(2, 9)))
        )
        parts.append(
            rng.choice((word, word, word.upper(), word.capitalize(), digits(rng, rng.randint(1, 4)), code(rng)))
        )
    return rng.choice((" ", " ", " ", ".", "-", "/", "")).join(parts)


def is_test_line(line: str) -> bool:
    """Say whether a line of the text file is kept for tests: one in ten, told by its hash."""
    return hashlib.sha256(line.encode()).digest()[0] < 26


def official_lines(path: Path | None, *, test: bool) -> tuple[str, ...]:
    """Return the lines of a text file that training, or that tests may use.

    Args:
        path: UTF-8 text, one line each; None for none.
        test: True for those kept for tests.
    """
    if path is None or not path.exists():
        return ()
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if is_test_line(line) == test)
    return tuple(text for text in map(spelled, lines) if text is not None)


def rerolled(rng: Random, line: str) -> str:
    """Draw every digit of a real line anew, so that no number can be learned by heart."""
    return "".join(rng.choice("0123456789") if "0" <= one <= "9" or one in THAI_DIGITS else one for one in line)


MIXED = (10, 66, 4, 8, 4, 2, 3, 4, 2)
"""How often each maker of ``Texts.draw`` is asked: nothing around a lone number helps to read it, so they are many."""
NUMBERS = (0, 68, 20, 5, 0, 0, 0, 7, 0)
"""The same for a network that reads nothing but lone numbers and codes, and must tell what is neither."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A source of lines of text.

    Args:
        official: Lines of real documents; without any, generated language takes their place.
        shares: How often each maker is asked.
    """

    official: tuple[str, ...]
    shares: tuple[int, ...] = MIXED

    def prose(self, rng: Random) -> str:
        """Return a piece of a real line."""
        if not self.official:
            return rng.choice((sentence, words))(rng)
        line = rerolled(rng, rng.choice(self.official))
        if rng.random() < PIECES:
            start = rng.randrange(max(1, len(line) - 10))
            line = line[start : start + rng.randint(4, 60)]
        return line

    def draw(self, rng: Random) -> str:
        """Return one line as training sees it: canonical, 1 to ``LONGEST`` characters."""
        while True:
            maker = rng.choices((self.prose, number, code, cell, row, sentence, words, jumble, latin), self.shares)[0]
            text = trimmed(either_kind(rng, maker(rng)))
            if text:
                return text


def trimmed(text: str) -> str:
    """Cut a text to the longest line, at places where no mark loses its consonant; empty where it cannot be spelled."""
    text = text[:LONGEST]
    while text and not composed(text[:1] + "ก"):
        text = text[1:]
    return spelled(text) or ""
