"""What checks, reasons for review and remarks on corrections say, in Thai and English."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

NAMED = {"printed", "expected"}
"""Fields that may hold a subject, such as the question of a plan row."""
DAY = re.compile(r"\b([0-9]{4})-(0[1-9]|1[0-2])-([0-9]{2})\b")
BUDDHIST_ERA = 543
"""Years by which the Buddhist era is ahead."""


@dataclass(frozen=True, slots=True)
class Message:
    """One text in both languages."""

    th: str
    en: str


@cache
def load_messages() -> dict[str, Any]:
    """Return all texts: ``subject``, ``check`` and ``reason``, each by its code."""
    return tomllib.loads((files(__package__) / "messages.toml").read_text("utf-8"))


def known_checks() -> tuple[str, ...]:
    """Return the ids of all checks that have a text."""
    return tuple(load_messages()["check"])


def known_reasons() -> tuple[str, ...]:
    """Return the codes of all reasons for review that have a text."""
    return tuple(load_messages()["reason"])


def subject_name(subject: str) -> Message:
    """Return what a check's subject is called: ``public E9`` is ข้อ E9 ส่วนที่ ๑ (EIT Public)."""
    names = load_messages()["subject"]
    kind, _, code = subject.partition(" ")
    if subject in names:
        name, code = names[subject], ""
    elif code and kind in names:
        name = names[kind]
    else:
        name, code = names["other"], subject
    return Message(name["th"].format(code=code), name["en"].format(code=code))


def check_message(check_id: str, variant: str, subject: str, **fields: str) -> Message:
    """Return a check's text; what it mentions is named and dated as people do.

    Args:
        check_id: As published.
        variant: How it ended: ``pass``, ``fail``, ``not_applicable``, or a special case of these.
        subject: As published.
        **fields: What the text mentions.
    """
    text = load_messages()["check"][check_id][variant]
    name = subject_name(subject)
    told = {field: subject_name(value) if field in NAMED else Message(value, value) for field, value in fields.items()}
    thai = {field: _thai_days(value.th) for field, value in told.items()}
    english = {field: value.en for field, value in told.items()}
    return Message(text["th"].format(subject=name.th, **thai), text["en"].format(subject_en=name.en, **english))


def doubt_message() -> Message:
    """Return what a failed check adds that rests on a doubtful reading."""
    text = load_messages()["doubt"]
    return Message(text["th"], text["en"])


def _thai_days(text: str) -> str:
    """Return a text with its days as Thai offices write them: ``2026-04-01`` is 1 เม.ย. 2569."""

    def written(day: re.Match[str]) -> str:
        year, month, number = map(int, day.groups())
        return f"{number} {load_messages()['dates']['months'][month - 1]} {year + BUDDHIST_ERA}"

    return DAY.sub(written, text)


@cache
def load_remarks() -> dict[str, dict[str, str]]:
    """Return all remarks on corrections by their codes, from ``remarks.toml``."""
    return tomllib.loads((files(__package__) / "remarks.toml").read_text("utf-8"))


def remark_message(code: str, about: str) -> Message:
    """Return a remark on a line of a corrections file.

    Args:
        code: Of the remark; empty where there is none to make.
        about: The cell, or the numbers of other lines, that it is about.
    """
    if not code:
        return Message("", "")
    text = load_remarks()[code]
    return Message(text["th"].format(about=about), text["en"].format(about=about))


def reason_message(code: str) -> Message:
    """Return what a reason for review means; an unknown code stands for itself."""
    text = load_messages()["reason"].get(code, {"th": code, "en": code})
    return Message(text["th"], text["en"])
