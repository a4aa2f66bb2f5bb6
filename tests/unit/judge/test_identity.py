"""Whether it is certain whose report it is."""

import pytest

from pipeline.judge.identity import is_name_certain
from tests.build import text

READER = "thai 1"


def spelled(name, confidence, count=1):
    return [text(name, reader=READER, confidence=confidence)] * count


@pytest.mark.parametrize(
    ("printings", "certain"),
    [
        (spelled("กรมหนึ่ง", 0.8, 3), True),
        (spelled("กรมหนึ่ง", 0.8, 2), False),
        (spelled("กรมหนึ่ง", 0.8, 4) + spelled("กรมหนิ่ง", 0.9, 2), True),
        (spelled("กรมหนึ่ง", 0.8, 3) + spelled("กรมหนิ่ง", 0.9, 2), True),
        (spelled("กรมหนึ่ง", 0.8, 3) + spelled("กรมหนิ่ง", 0.9, 3), False),
        (spelled("กรมหนึ่ง", 0.8, 3) + spelled("กรมหนี่", 0.9, 2) + spelled("กรมหนัง", 0.9, 2), False),
        (spelled("กรมหนิ่ง", 0.8, 3) + spelled("กรมหนึ่ง", 0.9, 2), False),
        (spelled("กรมหนึ่ง", 0.8, 3) + spelled("กรมห", 0.9), True),
        (spelled("กรมหนึ่ง", 0.8, 4) + spelled("กรมหนึง", 0.9, 4), True),
        (spelled("กรมหนึ่ง", 0.8, 4) + spelled("กรมหนึง", 0.9, 5), False),
        (spelled("กรมหนึง", 0.8, 4) + spelled("กรมหนึ่ง", 0.9, 3), False),
        (spelled("กรมหนิ่ง", 0.1, 3) + spelled("กรมหนึ่ง", 0.9, 6), False),
        (spelled("กรมหนึ่ง", 0.9999, 1) + spelled("กรมหนึ่ง", 0.8, 2) + spelled("กรมหนัง", 0.9, 4), True),
        (spelled("กรมหนึ่ง", 0.8, 2) + spelled("กรมหนึ่ง", 0.9999, 1) + spelled("กรมหนัง", 0.9, 4), True),
        (spelled("กรมหนึ่ง", 0.8, 2) + spelled("กรมหนึ่ง", 0.9999, 1) + spelled("กรมหนัง", 0.9999, 2), False),
        (spelled("กรมหนึ่ง", 0.8, 1) + spelled("กรมหนึ่ง", 0.9999, 1) + spelled("กรมหนัง", 0.9, 4), False),
    ],
    ids=[
        "three alike", "two alike", "two thirds", "fewer break words", "as many break words",
        "others are words", "it breaks words itself", "one that is cut",
        "as many lack a mark", "more lack a mark", "others have a mark more", "most look like another",
        "the first is sure", "one of three is sure", "another is as sure", "one of two is sure",
    ],
)  # fmt: skip
def test_a_name_is_certain_where_enough_printings_look_alike(printings, certain):
    assert is_name_certain(printings[0], tuple(printings), 0.99) is certain
