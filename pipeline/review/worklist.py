"""What a person must look at as a list: a line for each value, which filled in is a line of ``corrections.csv``."""

from collections.abc import Iterable, Iterator

from pipeline.review.card import ANCHOR, Card, Field, Origin

COLUMNS = (
    "report_id", "source_path", "assessed_fy_be", "agency_name", "table", "row_key", "column", "printed", "value",
    "corrected_by", "corrected_at", "note", "suggestion", "alternatives", "reason_th", "reason_en", "raw_text",
    *ANCHOR, "source_line",
)  # fmt: skip
"""Those of a corrections file, and what helps to fill it in. ``printed`` is the value as it is published now."""
LISTED = (Origin.PRINTED, Origin.ALTERNATIVE)


def list_values(cards: Iterable[Card]) -> Iterator[tuple[str, ...]]:
    """Yield a line, in the order of ``COLUMNS``, for every value of a row that waits for a person; the worst first."""
    for card in cards:
        for field in card.fields:
            if card.settles and field.asked:
                yield _line(card, field)


def _line(card: Card, field: Field) -> tuple[str, ...]:
    why = (*card.reasons, *(complaint.message for complaint in card.complaints))
    told = {
        "report_id": card.report.source.report_id,
        "source_path": card.report.source.name,
        "assessed_fy_be": card.report.assessed_fy_be,
        "agency_name": card.agency_name,
        "table": card.table,
        "row_key": card.row_key,
        "column": field.column,
        "printed": field.value,
        "suggestion": "; ".join(choice.value for choice in field.choices if choice.origin is Origin.SUGGESTED),
        "alternatives": "; ".join(choice.value for choice in field.choices if choice.origin in LISTED),
        "reason_th": _joined(message.th for message in why),
        "reason_en": _joined(message.en for message in why),
        "raw_text": card.raw_text,
        "source_line": str(card.source_line or ""),
        **dict(zip(ANCHOR, card.anchor, strict=True)),
    }
    return tuple(told.get(name, "") for name in COLUMNS)


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
