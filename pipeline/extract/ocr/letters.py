"""How often Thai offices write each letter after the three before it, and what that says of letters that look alike.

Where the look leaves ร or ธ, บ or ม, the letters around them mostly tell which one stands there. Only Thai letters and
marks that the recogniser itself doubts are weighed, among those that it holds possible; numerals never are, for nothing
around a number tells it. How sure a letter is stays what its look says: what language decided is never sure by that.

The weights are an n-gram model with Witten and Bell's interpolation (Witten, Bell 1991, "The zero-frequency problem",
IEEE Transactions on Information Theory 37), kept with backing off, as ``pipeline.extract.ocr.training.letters`` counts
them.
"""

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.ocr.composition import MARKS, follows
from pipeline.extract.ocr.glyph import Glyph

ORDER = 4
"""Characters that are counted together: each is weighed by the three before it."""
BITS = 7
"""Of a character's code; the codes of an n-gram stand side by side in one number, the last one lowest."""
START, OTHER, NUMERAL, LATIN = "\x02", "#", "0", "a"
"""The beginning of a line, any other sign, any numeral, any Latin letter: nothing depends on which one it is."""
THAI = "".join(map(chr, (*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4F))))
CODES = {one: code for code, one in enumerate(START + OTHER + NUMERAL + LATIN + " .,()-/\"'" + THAI, start=1)}
WEIGHT = 0.5
"""What language counts for, beside the look: letters that depend on each other are not weighed twice."""
SURE = 0.99
"""A letter of which the recogniser is so sure is not weighed."""
POSSIBLE = 0.005
"""What it holds less probable than this is not weighed either."""
UNKNOWN = math.log(1e-4)
"""The logarithm of the probability of a character that was never counted."""
SPECK = math.log(0.02)
"""What weighs, in the place of a letter's probability, against a mark that is no mark but dirt or a rest of a rule."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The counted weights, all logarithms of probabilities.

    Args:
        grams: The n-grams of 1 to ``ORDER`` characters that were counted, as numbers, rising.
        chances: Of the last character of each after the others.
        histories: What comes before, of 0 to ``ORDER`` - 1 characters, rising.
        rests: What each leaves to characters that were never counted after it.
    """

    grams: NDArray[np.uint32]
    chances: NDArray[np.float16]
    histories: NDArray[np.uint32]
    rests: NDArray[np.float16]

    def chance(self, before: str, character: str) -> float:
        """Return the logarithm of a character's probability.

        Args:
            before: The characters before it, or the last of them; fewer than it depends on are those of a line's start.
            character: The character.
        """
        history, code = packed((START + before)[1 - ORDER :]), packed(character)
        left = 0.0
        while True:
            found = _at(self.grams, history << BITS | code)
            if found is not None:
                return left + float(self.chances[found])
            rest = _at(self.histories, history)
            left += float(self.rests[rest]) if rest is not None else 0.0
            if not history:
                return left + UNKNOWN
            history = shorter(history)


def load_letters(content: bytes) -> Letters:
    """Read the weights from the content of a file.

    Raises:
        ValueError: If it is damaged.
        KeyError: If something is missing.
        OSError: If it is no such file.
    """
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        return Letters(kept["grams"], kept["chances"], kept["histories"], kept["rests"])


def kind(character: str) -> str:
    """Return what a character is counted as."""
    if character in CODES:
        return character
    if character.isdigit():
        return NUMERAL
    return LATIN if character.isascii() and character.isalpha() else OTHER


def packed(text: str) -> int:
    """Return the number of up to ``ORDER`` characters."""
    number = 0
    for character in text:
        number = number << BITS | CODES[kind(character)]
    return number


def shorter(history: int) -> int:
    """Leave out the first character of a packed history."""
    return history & ((1 << (history.bit_length() - 1) // BITS * BITS) - 1)


def _at(numbers: NDArray[np.uint32], number: int) -> int | None:
    place = int(numbers.searchsorted(np.uint32(number)))
    return place if place < numbers.size and numbers[place] == number else None


@dataclass(frozen=True, slots=True)
class _Way:
    """The best way to read a line up to some character, among those that end alike."""

    tail: str
    """The last characters, as many as the next one depends on."""
    chance: float
    read: tuple[Glyph, ...]
    """The doubtful letters on it, as it reads them."""


def likelier(read: tuple[Glyph, ...], letters: Letters) -> tuple[Glyph, ...]:
    """Read the doubtful letters of a line as look and language together have them.

    Args:
        read: The characters of a line.
        letters: What language says.

    Returns:
        The characters. One that was changed is as sure as its look alone makes it; what was read for it before is among
        its alternatives. A mark that is none is left out; the letter that bore it is no surer than that.
    """
    choices = {index: options for index, glyph in enumerate(read) if len(options := tuple(_options(glyph))) > 1}
    if not choices:
        return read
    ways = [_Way("", 0.0, ())]
    for index, glyph in enumerate(read):
        options = choices.get(index, (glyph,))
        if len(ways) == len(options) == 1:
            ways = [replace(ways[0], tail=(ways[0].tail + glyph.text)[1 - ORDER :])]
        else:
            fitting = [(way, one) for way in ways for one in options if not one.text or follows(way.tail, one.text)]
            every = fitting or [(way, option) for way in ways for option in options]
            ways = _best(_longer(*one, letters, known=index not in choices) for one in every)
    chosen = dict(zip(choices, max(ways, key=lambda way: way.chance).read, strict=True))
    return _without_specks([chosen.get(index, glyph) for index, glyph in enumerate(read)])


def _without_specks(read: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Leave out marks that are none; what bore them is doubted as much as they are."""
    kept: list[Glyph] = []
    for glyph in read:
        if glyph.text:
            kept.append(glyph)
        elif kept:
            kept[-1] = replace(kept[-1], confidence=min(kept[-1].confidence, glyph.confidence))
    return tuple(kept)


def _options(glyph: Glyph) -> Iterator[Glyph]:
    """Yield what a doubtful Thai letter may be, itself first; a mark may be nothing, too."""
    yield glyph
    if glyph.confidence >= SURE or glyph.text not in THAI:
        return
    told = ((glyph.text, glyph.confidence), *glyph.alternatives)
    for text, chance in glyph.alternatives:
        if chance > POSSIBLE and (text in THAI if text else glyph.text in MARKS):
            others = tuple(sorted((one for one in told if one[0] != text), key=lambda one: -one[1]))
            yield replace(glyph, text=text, confidence=chance, alternatives=others)


def _longer(way: _Way, glyph: Glyph, letters: Letters, *, known: bool) -> _Way:
    """Return a way with one more character; a known one looks alike on every way."""
    language = WEIGHT * (letters.chance(way.tail, glyph.text) if glyph.text else SPECK)
    look = 0.0 if known else math.log(max(glyph.confidence, POSSIBLE))
    tail = (way.tail + glyph.text)[1 - ORDER :]
    return _Way(tail, way.chance + language + look, way.read if known else (*way.read, glyph))


def _best(ways: Iterable[_Way]) -> list[_Way]:
    """Return the best of the ways that end alike."""
    best: dict[str, _Way] = {}
    for way in ways:
        if way.tail not in best or way.chance > best[way.tail].chance:
            best[way.tail] = way
    return list(best.values())
