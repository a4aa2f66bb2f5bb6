"""Which lines are lone numbers: those are read by the network that learnt to read nothing else but codes.

Around a lone number nothing helps to read it, and most of a report's scores are such. A network that reads letters too
spends itself on them: one of the same size that goes on learning with numbers alone errs less in numbers. Where that
one sees the letter of a code before a number, its reading counts too.
"""

import re

from pipeline.extract.ocr.glyph import Glyph

LONE = re.compile(r"[-+≥=(.,]?[0-9๐-๙][0-9๐-๙.,]*(?:(?<=\.)-)?[)%]?(?: ?(?:บาท|คะแนน))?")
"""A number with the sign and the unit that stand beside it; codes, and page numbers between dashes, are none."""
DOUBTFUL = 0.8
"""A character that is less sure than this may be dirt or part of a rule."""
SIGN = re.compile(r"[-+≥=(.,)%0-9๐-๙ ]")
"""What a number and what stands beside it are written with."""
DIGIT = re.compile("[0-9๐-๙]")
FEWEST = 4
"""Digits of a number beside which a doubtful letter may be dirt: codes, which begin with a letter, have fewer."""


CODE = re.compile(r"[IEOieo][0-9๐-๙]{1,3}")
"""The code of a question: its I is a bare stroke in most faces, which a network that reads all lines loses."""


def is_lone_code(read: tuple[Glyph, ...]) -> bool:
    """Say whether a line holds the code of a question and nothing else.

    Args:
        read: The characters of a line.
    """
    return CODE.fullmatch("".join(glyph.text for glyph in read)) is not None


def is_lone_number(read: tuple[Glyph, ...]) -> bool:
    """Say whether a line holds numbers and nothing else.

    Args:
        read: The characters of a line.
    """
    return LONE.fullmatch("".join(glyph.text for glyph in read)) is not None


def may_be_lone_number(read: tuple[Glyph, ...]) -> bool:
    """Say whether a line holds numbers and nothing else, save what may be dirt.

    Args:
        read: The characters of a line.
    """
    if is_lone_number(read):
        return True
    sure = tuple(glyph for glyph in read if glyph.confidence >= DOUBTFUL or SIGN.fullmatch(glyph.text))
    return sum(DIGIT.fullmatch(glyph.text) is not None for glyph in sure) >= FEWEST and is_lone_number(sure)
