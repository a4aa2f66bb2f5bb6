"""Lines of corrections whose value does not stand, as cards: who wrote them must learn that they changed nothing."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.model.correction import Fate
from pipeline.model.document import Source
from pipeline.review.card import Card, Complaint, Report, Urgency
from pipeline.review.places import Rotations, row_spots
from pipeline.review.row_keys import Row
from pipeline.schema import load_tables
from pipeline.schema.messages import Message

URGENCIES = {Fate.REJECTED.value: Urgency.ERROR, Fate.UNATTACHED.value: Urgency.DOUBT}
"""What came of lines whose value does not stand, and how soon a person should look."""
FILE = "corrections.csv"
NOWHERE = Report(Source("", FILE), "", "")
"""What a line is about whose report is not in the run: itself."""


def refused_cards(rows: Iterable[Row], reports: Mapping[str, Report], rotations: Rotations) -> Iterator[Card]:
    """Yield a card for each line whose value does not stand; it says which, why, and shows the row if there is one.

    Args:
        rows: Of the table ``corrections``.
        reports: The documents of the run by their files' names.
        rotations: How their pages are turned.
    """
    (table,) = (one for one in load_tables() if one.name == "corrections")
    kind = Message(table.title_th, table.title_en)
    for row in rows:
        urgency = URGENCIES.get(row["outcome"])
        if urgency is not None:
            message = Message(row["message_th"] or "", row["message_en"] or "")
            yield Card(
                report=reports.get(row["source_path"] or "", NOWHERE),
                urgency=urgency,
                kind=kind,
                title=Message(f"บรรทัดที่ {row['line_no']} ของ {FILE}", f"Line {row['line_no']} of {FILE}"),
                agency_name=row["agency_name"] or "",
                page=row["page"],
                source_line=row["source_line"],
                spots=row_spots(row, rotations),
                raw_text=_told(row),
                complaints=(Complaint("error" if urgency is Urgency.ERROR else "warning", message, ""),),
            )


def _told(row: Row) -> str:
    """Return what a line says: the row and column, the value, and who says so when."""
    where = " · ".join(row[name] for name in ("table_name", "row_key", "column_name") if row[name])
    who = " · ".join(str(row[name]) for name in ("corrected_by", "corrected_at", "note") if row[name])
    return f"{where} = {row['value'] or ''}" + (f" ({who})" if who else "")
