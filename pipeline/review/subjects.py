"""What checks call the rows and values that they are about, and what a person calls them."""

from collections.abc import Iterator, Mapping

from pipeline.model.report import Key
from pipeline.review.row_keys import Row
from pipeline.schema.messages import Message, subject_name

OF_AN_AGENCY = {
    "total_score": "total_score",
    "result_level": "result_level",
    "iit": "IIT",
    "eit": "EIT",
    "oit": "OIT",
    "iit_weighted": "points IIT",
    "eit_weighted": "points EIT",
    "oit_weighted": "points OIT",
}
OF_A_REPORT = {name: name for name in ("agency_name", "assessed_fy_be", "total_score", "result_level")}
"""What checks call the values of rows that hold several."""
HOLDERS = ("question_scores", "indicator_scores", "agency_results", "reports", "remediation_items", "findings")
"""The tables that checks speak of; a value that stands in several is the first one's."""


def subjects_of(table: str, row: Row) -> Mapping[str, str]:
    """Return what checks call the values of a row: the subject of each column.

    Args:
        table: The table's published name, one of ``HOLDERS``.
        row: The published row.
    """
    match table:
        case "reports":
            return OF_A_REPORT
        case "agency_results":
            return OF_AN_AGENCY | ({"row_no": f"row {row['row_no']}"} if row["row_no"] is not None else {})
        case "indicator_scores":
            return {"score": Key(str(row["indicator_no"])).label}
        case "question_scores":
            return {"score": _question(row)}
        case "remediation_items":
            return {"measure": f"item {row['item_no']}"}
        case _:
            return {"printed_score": _question(row)} if row["question_id"] else {}


def _question(row: Row) -> str:
    return Key(row["question_id"], row["part"] or "").label


def suggestions(text: str | None) -> Iterator[tuple[str, str]]:
    """Yield what a check suggests: a subject and its value each."""
    for part in (text or "").split("; "):
        subject, sign, value = part.partition(" = ")
        if sign:
            yield subject, value


def title_of(table: str, row: Row, *, announced: bool) -> Message:
    """Return what a person calls a row.

    Args:
        table: The table's published name.
        row: The published row.
        announced: Whether the document announces the results of many agencies.
    """
    match table:
        case "reports":
            return Message("ข้อมูลทั่วไปของรายงาน", "The report as a whole")
        case "agency_results":
            title = Message("ผลการประเมินของหน่วยงาน", "The agency's results")
            number = row["row_no"] or row["result_no"]
            return _joined(subject_name(f"row {number}"), row["agency_name"] or "") if announced else title
        case "indicator_scores":
            title = _joined(subject_name(subjects_of(table, row)["score"]), row["indicator_name"] or "")
        case "question_scores":
            title = subject_name(subjects_of(table, row)["score"])
        case "findings":
            title = _about(Message(f"ข้อค้นพบที่ {row['finding_no']}", f"Statement {row['finding_no']}"), row)
        case _:
            title = _about(subject_name(f"item {row['item_no']}"), row)
    return _joined(title, row["agency_name"] or "") if announced else title


def _about(title: Message, row: Row) -> Message:
    """Add the question or the indicator that a row is about."""
    if row["question_id"]:
        about = subject_name(_question(row))
    elif row["indicator_no"] is not None:
        about = subject_name(Key(str(row["indicator_no"])).label)
    else:
        return title
    return Message(f"{title.th} · {about.th}", f"{title.en} · {about.en}")


def _joined(title: Message, name: str) -> Message:
    """Add a name that stands in the document or in the facts of the year."""
    return Message(f"{title.th} {name}".strip(), title.en)
