"""Numbers as offices write them: scores, amounts, dates, codes. Every digit is drawn evenly.

Numbers never follow from what stands around them, or the network would learn to guess them. Every maker takes a
source of randomness and returns text in Arabic numerals; ``either_kind`` sets half of it in Thai ones.
"""

import random

from pipeline.extract.ocr.training.alphabet import THAI_DIGITS
from pipeline.extract.ocr.training.vocabulary import CODE_STEMS, MONTHS, SHORT_MONTHS

Random = random.Random

TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")


def either_kind(rng: Random, text: str) -> str:
    """Set a text's digits in Thai or in Arabic numerals, evenly; seldom word by word, never within a number.

    Nobody mixes both kinds within one number, and where ๐ looks just like 0 and O, that alone tells them apart.
    """
    draw = rng.random()
    if draw < 0.48:
        return text.translate(TO_THAI)
    if draw < 0.96:
        return text.translate(TO_ARABIC)
    return " ".join(word.translate(TO_THAI if rng.random() < 0.5 else TO_ARABIC) for word in text.split(" "))


LIKE = 0.15
"""How often a digit repeats the one before it: like digits side by side are what a reader loses first."""


def digits(rng: Random, count: int) -> str:
    """Return so many digits: all alike probable, some of them like their neighbour."""
    drawn = ""
    for _ in range(count):
        drawn += drawn[-1] if drawn and rng.random() < LIKE else rng.choice("0123456789")
    return drawn


def score(rng: Random) -> str:
    """Return a score of 0 to 100, with none to three decimals, all digits alike probable."""
    draw = rng.random()
    if draw < 0.08:
        return rng.choice(("100", "100.00", "100.0", "0", "0.00", "0.0"))
    whole = digits(rng, rng.choice((1, 2, 2, 2, 2, 2)))
    places = rng.choice((0, 1, 2, 2, 2, 2, 2, 2, 3))
    return f"{whole}.{digits(rng, places)}" if places else whole


def money(rng: Random) -> str:
    """Return an amount with thousands separators."""
    groups = [digits(rng, rng.choice((1, 2, 3)))] + [digits(rng, 3) for _ in range(rng.choice((0, 1, 1, 1, 2, 3)))]
    return ",".join(groups) + rng.choice(("", "", ".00", ".-", f".{digits(rng, 2)}", " บาท"))


def year(rng: Random) -> str:
    """Return a year, usually of the Buddhist era."""
    return rng.choice(("25", "25", "25", "20")) + digits(rng, 2)


def date(rng: Random) -> str:
    """Return a date or a period in one of the ways that offices write it."""
    day, month = str(rng.randint(1, 31)), rng.randrange(12)
    other = rng.randrange(12)
    return rng.choice(
        (
            f"{day} {MONTHS[month]} {year(rng)}",
            f"{day} {MONTHS[month]} พ.ศ. {year(rng)}",
            f"วันที่ {day} {MONTHS[month]} {year(rng)}",
            f"ณ วันที่ {day} เดือน {MONTHS[month]} พ.ศ. {year(rng)}",
            f"{day} {SHORT_MONTHS[month]} {year(rng)}",
            f"{SHORT_MONTHS[month]} {year(rng)[2:]}",
            f"{SHORT_MONTHS[month]}{rng.choice(('-', ' - ', ' – '))}{SHORT_MONTHS[other]} {year(rng)[2:]}",
            f"{MONTHS[month]} {year(rng)} - {MONTHS[other]} {year(rng)}",
            f"{MONTHS[month]} {year(rng)}",
            f"{day}/{month + 1}/{year(rng)}",
            f"{day.zfill(2)}-{month + 1:02}-{year(rng)}",
            f"ปีงบประมาณ พ.ศ. {year(rng)}",
            f"{rng.randint(0, 23):02}.{digits(rng, 2)} น.",
            f"ไตรมาสที่ {rng.randint(1, 4)}/{year(rng)}",
        )
    )


def code(rng: Random) -> str:
    """Return the code of a question, an indicator or a document."""
    number = str(rng.randint(1, 43)) if rng.random() < 0.7 else digits(rng, rng.choice((1, 2, 3)))
    draw = rng.random()
    if draw < 0.6:
        return rng.choice(CODE_STEMS) + number
    if draw < 0.75:
        return rng.choice(("O", "o", "0", "", "E", "I")) + number.zfill(rng.choice((2, 3)))
    return rng.choice(
        (
            f"{digits(rng, 1)}.{digits(rng, 1)}",
            f"{digits(rng, 1)}.{digits(rng, 1)}.{digits(rng, 1)}",
            f"({number})",
            f"{number})",
            f"{number}.",
            f"ข้อ {number}",
            f"O{number} - O{digits(rng, 2)}",
            f"i{number}–i{digits(rng, 2)}",
            f"ที่ {digits(rng, 5)}/{digits(rng, 3)}",
            f"ว {digits(rng, rng.choice((2, 3, 4)))}",
            f"{digits(rng, 3)}-{digits(rng, 6)}",
            f"{digits(rng, 1)}-{digits(rng, 4)}-{digits(rng, 5)}-{digits(rng, 2)}-{digits(rng, 1)}",
            f"{number}/{digits(rng, 3)}",
            f"โทร. {digits(rng, 1)}-{digits(rng, 4)}-{digits(rng, 4)}",
        )
    )


def number(rng: Random) -> str:
    """Return one number as it stands alone in a cell."""
    draw = rng.random()
    if draw < 0.62:
        text = score(rng)
    elif draw < 0.74:
        text = digits(rng, rng.randint(1, 7))
    elif draw < 0.84:
        text = money(rng)
    elif draw < 0.92:
        text = score(rng) + rng.choice(("%", " %", " คะแนน", " A", " AA", "/100", " (A)"))
    elif draw < 0.96:
        text = rng.choice(("(", "ร้อยละ ", "-", "+", "≥ ", "= ", "x = ", "รวม ", "เท่ากับ ")) + score(rng)
    else:
        text = f"{score(rng)} {rng.choice('-–/x=+:')} {score(rng)}"
    return text if draw < 0.92 or not text.startswith("(") else text + ")"
