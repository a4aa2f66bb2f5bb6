"""What a row of a table of scores is about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts import TOTAL, Framework
from pipeline.facts.readers import is_spelled
from pipeline.model.report import Key
from pipeline.parse.codes import INSTRUMENTS, Section, item_of, read_code
from pipeline.parse.labels import Label, find_label, is_subtotal, read_label
from pipeline.parse.numbers import read_count, read_number
from pipeline.parse.slots import Row, Slot


def row_label(row: Row, scored: Sequence[int], section: Section, rules: Framework) -> Label | None:
    """Return what a row is about: the most particular of the labels beside its score.

    A question says more than an indicator, and that more than its instrument; a bare number is an indicator's only
    where nothing else in the row is one.
    """
    slots = _label_slots(row, scored)
    found = [(slot, label) for slot in slots if (label := find_label(slot.passage, section, rules)) is not None]
    indicators = {label.key.code for _, label in found}
    labels = [
        label for slot, label in found if not (label.key.code[1:] in indicators and _BESIDE.fullmatch(slot.plain))
    ]
    ranked = sorted(labels, key=lambda label: _rank(label.key))
    counts = [read_count(slot.plain) for slot in slots]
    numbers = [number for number in counts if number is not None and 1 <= number <= MOST_INDICATORS]
    if not ranked:
        return None
    best = ranked[0]
    others = {label.key for label in ranked if _rank(label.key) == _rank(best.key)}
    clash = len(others) > 1 or (len(numbers) == 1 and _is_against(best.key, numbers[0]))
    return replace(best, doubtful=best.doubtful or clash)


MOST_INDICATORS = 10


def _is_against(key: Key, number: int) -> bool:
    """Tell whether a row's number is none that the indicator or the instrument of its name can have."""
    if key.code.isdecimal():
        return number != int(key.code)
    return key.code in INSTRUMENTS.values() and number > len(INSTRUMENTS)


def code_label(row: Row, column: int, section: Section, rules: Framework) -> Label | None:
    """Return the question of a row whose code has lost its letter: the one of its indicator that has this number.

    Args:
        row: A row of a table of questions' scores.
        column: Its column of codes.
        section: Where it stands; its instrument is that of the other codes of the column.
        rules: The year's facts.
    """
    numbers = {slot.plain.strip(" .") for at, slot in enumerate(row) if at < column and slot.text}
    beside = {item.indicator_no for item in rules.indicators() if numbers == {str(item.indicator_no)}}
    code = read_code(row[column].plain, replace(section, indicator=beside.pop() if beside else None), rules)
    if code is None:
        return None
    return Label(Key(code.text, section.part if code.text[0] == "E" else ""), doubt=code.doubt)


def instrument_of_codes(rows: Sequence[Row], column: int) -> str:
    """Return the instrument that all clearly printed codes of a column are of, or an empty text."""
    letters = {match[1].upper() for row in rows if (match := _CODE.fullmatch(row[column].plain))}
    return INSTRUMENTS[letters.pop()] if len(letters) == 1 else ""


_CODE = re.compile(r"\s*([IEO])(?:IT)?[.\-\s]*[0-9]{1,2}\s*", re.IGNORECASE)
_BESIDE = re.compile(r"\D*[IEO]IT\s*(?:10|[1-9])\s*", re.IGNORECASE)
"""An instrument and an indicator's number, which also looks like a question's code: ``IIT 3``."""


def row_indicator(row: Row, label: Label, section: Section, rules: Framework) -> int | None:
    """Return the indicator in whose row a question stands: the one that the row names, or the section's own.

    A section says nothing about a question of another instrument: a table goes over all of them.
    """
    if not label.key.is_question:
        return section.indicator
    item = item_of(label.key.code, rules)
    for slot in row:
        number = re.fullmatch(r"\s*(10|[1-9])\.?\s*", slot.plain)
        other = read_label(slot.text, section, rules)
        if number and item and str(item.indicator_no) == number[1]:
            return int(number[1])
        if other is not None and other.key.code.isdecimal():
            return int(other.key.code)
    return section.indicator if item and item.instrument == section.instrument else None


def _label_slots(row: Row, scored: Sequence[int]) -> list[Slot]:
    found: list[Slot] = []
    for column, slot in enumerate(row):
        if column not in scored and slot.text and all(slot is not other for other in found):
            found.append(slot)
    return found


def _rank(key: Key) -> int:
    if key.is_question:
        return 0
    if key.code[0].isdigit():
        return 1
    return 3 if key == TOTAL else 2


def settle_subtotal(label: Label, row: Row, below: Sequence[Row], instrument: str) -> Label:
    """Return the instrument's label for a bare ``รวม`` that is not the table's last word."""
    if label.key != TOTAL or not below or not instrument:
        return label
    bare = any(is_subtotal(slot.text) for slot in row)
    return Label(Key(instrument)) if bare and any(slot.text for later in below for slot in later) else label


def is_lost(row: Row, asked: int, scored: Sequence[int]) -> bool:
    """Tell whether a scanned row has a score beside a damaged code, and so the score of a question unknown."""
    code = row[asked]
    found = [read_number(row[column].passage) for column in scored if row[column] is not code]
    damaged = re.fullmatch(r"\S{0,3}[0-9]{1,3}", code.plain.strip()) is not None
    return damaged and any(reading is not None and not is_spelled(reading.reader) for reading in found)
