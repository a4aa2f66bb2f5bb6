"""One score printed in several places: what each reader holds possible tells which of two readings is wrong."""

from collections.abc import Sequence
from decimal import Decimal
from math import prod

from pipeline.arithmetic.candidates import MISPRINT
from pipeline.facts.readers import is_spelled
from pipeline.model.report import Reading, Score
from pipeline.thai.numbers import decimal_in

IMPOSSIBLE = 1e-6
"""Chance of a value that a reader does not even hold possible."""
CLEARLY = 10.0
"""So many times likelier the likeliest of several printed values is."""
SETTLED = 0.99
"""Where it is so likely that an author has printed the same value everywhere, that value stands."""


def likeliest(printings: Sequence[Score]) -> Decimal | None:
    """Return the value that all printings of a score are likeliest to have, or None where several are as likely.

    Args:
        printings: Of one score, read with different values; where the file itself spells one, none is likelier.
    """
    weighed = _weigh(printings)
    if len(weighed) < 2:
        return next(iter(weighed), None)
    (best, most), (_, second), *_ = sorted(weighed.items(), key=lambda pair: -pair[1])
    return best if most >= CLEARLY * second else None


def settle(printings: Sequence[Score]) -> tuple[Decimal, float] | None:
    """Return the value of a score that was read differently in several places, and how sure it is; else None.

    Either all places print the same and some were misread, or the author printed two values. The first is beyond doubt
    only where each reader that saw something else holds the value possible, and the odds leave no other account.

    Args:
        printings: Of one score.
    """
    readings = [score.reading for score in printings if score.reading.value is not None]
    if len({reading.places for reading in readings}) < len(readings) or len({one.value for one in readings}) < 2:
        return None
    weighed = _weigh(printings)
    best = max(weighed, key=lambda value: weighed[value], default=None)
    if best is None:
        return None
    as_read = MISPRINT * prod(reading.confidence for reading in readings)
    share = weighed[best] / (sum(weighed.values()) + as_read)
    possible = all(_chance(reading, best) > IMPOSSIBLE for reading in readings)
    return (best, share) if possible and share >= SETTLED else None


def _weigh(printings: Sequence[Score]) -> dict[Decimal, float]:
    """Return for each value that was read how likely it makes all readings; empty where the file spells one."""
    readings = [score.reading for score in printings if score.reading.value is not None]
    if any(is_spelled(reading.reader) for reading in readings):
        return {}
    values = dict.fromkeys(reading.value for reading in readings if reading.value is not None)
    return {value: prod(_chance(reading, value) for reading in readings) for value in values}


def _chance(reading: Reading[Decimal], value: Decimal) -> float:
    """Return how likely a reader holds a value."""
    if reading.value == value:
        return reading.confidence
    return max(IMPOSSIBLE, sum(chance for text, chance in reading.alternatives if decimal_in(text) == value))
