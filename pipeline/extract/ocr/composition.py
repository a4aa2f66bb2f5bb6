"""Thai's rules of composition: which character can follow which."""

CONSONANTS = frozenset(map(chr, range(0x0E01, 0x0E2F)))
VOWEL_MARKS = frozenset("ัิีึืฺุู็")
TOP_MARKS = frozenset("่้๊๋์ํ")
LEADING = frozenset("เแโใไ")
"""Vowels that stand before their consonant."""
SARA_AM = "ำ"
LAKKHANG = "ๅ"
MARKS = VOWEL_MARKS | TOP_MARKS
"""What stands above or below a consonant and takes no place of its own in the line."""


def follows(before: str, character: str) -> bool:
    """Say whether a character can stand after a text.

    A vowel's mark needs a consonant, a tone mark a consonant with at most one vowel, ำ a consonant with at most a
    tone; ๅ stands after ฤ and ฦ alone; no two of เ แ โ ใ ไ stand together (two เ would be แ);
    spaces come one at a time.

    Args:
        before: The text so far; empty at the start of a line.
        character: One character.
    """
    last, last_but_one = before[-1:], before[-2:-1]
    if character in VOWEL_MARKS:
        return last in CONSONANTS
    if character in TOP_MARKS:
        return last in CONSONANTS or (last in VOWEL_MARKS and last_but_one in CONSONANTS)
    if character == SARA_AM:
        return last in CONSONANTS or (last in TOP_MARKS and last_but_one in CONSONANTS)
    if character == LAKKHANG:
        return last in {"ฤ", "ฦ"}
    if character in LEADING:
        return last not in LEADING
    return character != " " or last not in {"", " "}


def composed(text: str) -> bool:
    """Say whether every character of a text can stand where it stands."""
    return all(follows(text[max(0, index - 2) : index], one) for index, one in enumerate(text))
