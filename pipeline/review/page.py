"""Cards and pictures to one self-contained HTML file.

No text of a document becomes HTML or script: all of it stands in one block of JSON in which no character that HTML
knows is left, and the page's own script, the only one that may run there, shows it as text. The page loads nothing.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.review.album import MOST_BYTES, Album, Pictures, wanted_spots
from pipeline.review.card import ANCHOR, Card, Choice, Complaint, Field, Report, Urgency
from pipeline.schema.messages import Message

HEADER = (
    "report_id", "table", "row_key", "column", "value", "corrected_by", "corrected_at", "note",
    *ANCHOR, "source_line", "printed", "agency_name", "assessed_fy_be",
)  # fmt: skip
"""The columns of the file of corrections that the page saves."""
MOST_CARD_BYTES = 1_700_000
"""What the cards of a page may take, in bytes: with its pictures it stays below 5 MB and opens at once."""
LONGEST_CARD = 60_000
"""A card whose values take more bytes is shown without its values: nobody corrects a text of a hundred pages here."""
MOST_CORRECTION_BYTES = 1_500_000
"""Of the file of corrections that the page holds, in the room of pictures; a larger one the person opens there."""
LONGEST_TEXT = 1_500
"""So many characters of a text are shown that is there to be looked at only."""
MOST_CHECKS = 12
"""So many failed checks of a card are shown."""
SCRIPTS = ("csv.js", "state.js", "view.js", "keys.js")
STYLES = ("page.css",)
_HIDDEN = {code: f"\\u{code:04x}" for code in (*map(ord, "<>&"), 0x2028, 0x2029)}
"""What could end a block of JSON inside HTML, or a line inside a script."""


def render_page(cards: Sequence[Card], pictures: Pictures, files_read: int, corrections: str = "") -> str:
    """Return the page.

    Args:
        cards: The worst first.
        pictures: What could be drawn of their places.
        files_read: How many files the run had.
        corrections: The text of the file of corrections that the run was given; what the page saves begins with it.
    """
    script = Markup("\n".join(map(_asset, SCRIPTS)))  # noqa: S704 - our own
    style = Markup("\n".join(map(_asset, STYLES)))  # noqa: S704 - our own
    data = _to_data(cards, pictures, files_read, corrections)
    block = Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_HIDDEN))  # noqa: S704
    environment = Environment(loader=PackageLoader("pipeline.review", "."), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("index.html").render(
        script=script, style=style, script_hash=_hash(script), style_hash=_hash(style), data=block
    )


def _asset(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _hash(text: str) -> str:
    """Return a text's hash as a content security policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _to_data(cards: Sequence[Card], pictures: Pictures, files_read: int, corrections: str) -> dict[str, Any]:
    """Return what the page's script is given."""
    taken = len(corrections.encode())
    held = taken <= MOST_CORRECTION_BYTES
    album = Album(wanted_spots(cards), pictures, MOST_BYTES - taken if held else MOST_BYTES)
    reports: dict[Report, int] = {}
    shown: list[dict[str, Any]] = []
    size = 0
    for card in cards:
        number = reports.setdefault(card.report, len(reports))
        made = {"report": number, **_card(card, album)}
        size += len(json.dumps(made, ensure_ascii=False).encode())
        if size > MOST_CARD_BYTES:
            break
        shown.append(made)
    hidden = Counter(card.urgency for card in cards[len(shown) :])
    return {
        "header": HEADER,
        "files": files_read,
        "reports": [_report(report) for report in reports],
        "cards": shown,
        "hidden": [hidden[urgency] for urgency in Urgency],
        "pictures": album.shown,
        "pictures_left_out": album.left_out,
        "corrections": corrections if held else None,
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "report_id": report.source.report_id,
        "path": report.source.name,
        "agency": report.agency_name,
        "year": report.assessed_fy_be,
    }


def _card(card: Card, album: Album) -> dict[str, Any]:
    """Return a card as its JSON; one that is too long without its values."""
    fields = [_field(one) for one in card.fields]
    too_long = len(json.dumps([card.row_key, fields])) > LONGEST_CARD
    return {
        "urgency": card.urgency.name.lower(),
        "kind": _message(card.kind),
        "title": _message(card.title),
        "table": card.table,
        "row_key": "" if too_long else card.row_key,
        "settles": card.settles,
        "agency": _cut(card.agency_name),
        "anchor": card.anchor,
        "page": card.page,
        "line": card.source_line,
        "pictures": [album.picture(card.report.source, spot) for spot in card.spots],
        "raw": _cut(card.raw_text),
        "reader": card.reader,
        "confidence": card.confidence,
        "reasons": [_message(reason) for reason in card.reasons],
        "checks": [_check(complaint) for complaint in card.complaints[:MOST_CHECKS]],
        "more_checks": max(0, len(card.complaints) - MOST_CHECKS),
        "fields": [] if too_long else fields,
        "too_long": too_long,
    }


def _cut(text: str) -> str:
    """Return a text to be shown, without its end where it is too long."""
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} …"


def _check(complaint: Complaint) -> dict[str, Any]:
    return {
        "severity": complaint.severity,
        **_message(complaint.message),
        "suggestion": _cut(complaint.suggestion),
    }


def _message(message: Message) -> dict[str, str]:
    return {"th": _cut(message.th), "en": _cut(message.en)}


def _field(field: Field) -> dict[str, Any]:
    return {
        "column": field.column,
        "title": _message(field.title),
        "type": field.type.value,
        "value": field.value,
        "asked": field.asked,
        "needed": field.needed,
        "must": field.must,
        "enum": field.enum,
        "choices": [_choice(choice) for choice in field.choices],
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {"value": choice.value, "origin": choice.origin.value, "chance": choice.chance, "page": choice.page}
