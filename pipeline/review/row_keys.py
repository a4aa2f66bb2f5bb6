"""What names a row inside its report, in the words that stand on the paper: the ``row_key`` of corrections."""

from collections.abc import Mapping
from typing import Any

from pipeline.thai.skeleton import skeleton

Row = Mapping[str, Any]

REPORT = "report"
"""The key of a report's own row in ``reports``."""
AGENCY = "agency"
"""The key of the one row that an agency's own report has in ``agency_results``."""
NUMBERED = ("findings", "remediation_items", "remediation_steps")
"""Tables whose rows have a number for want of a name: the number moves when a row is found before them."""
ONLY_ROW = {"reports": REPORT, "agency_results": AGENCY}
"""The key of the only row of a report in a table."""
PARTS = ("public", "survey")
KEYED = ("reports", "agency_results", "indicator_scores", "question_scores", *NUMBERED)
"""The tables whose values a person can correct."""


def row_key(table: str, row: Row, report: Row) -> str:
    """Return what names a row inside its report.

    ``report`` and ``agency`` stand for the one row that there is; a score has its indicator's number or its
    question's part and code; findings and rows of the plan have their number and what they are about, steps the
    item's number and their own. In an announcement the agency follows after `` @ ``.

    Args:
        table: The table's published name, one of ``KEYED``.
        row: The published row.
        report: The row of ``reports`` of the same file.

    Examples:
        >>> row = {"agency_name": "ก", "part": "public", "question_id": "E9"}
        >>> row_key("question_scores", row, {"agency_name": "ก"})
        'public E9'
    """
    if table == "reports":
        return REPORT
    other = row["agency_name"] if row["agency_name"] != report["agency_name"] else None
    if table == "agency_results":
        return other or (AGENCY if report["agency_name"] else f"{AGENCY} {row['result_no']}")
    if table == "remediation_steps":
        return f"{row['item_no']} step {row['step_no']}"
    if table in NUMBERED:
        number = row["finding_no"] if table == "findings" else row["item_no"]
        return f"{number} {_about(row)}".strip()
    name = str(row["indicator_no"]) if table == "indicator_scores" else _about(row)
    return f"{name} @ {other}" if other else name


def canonical_key(table: str, text: str) -> str:
    """Return a key as ``row_key`` spells it, however a person has: ``E9 public``, ``indicator 8``, or nothing at all.

    Args:
        table: The table's published name, one of ``KEYED``.
        text: The key as written.

    Examples:
        >>> canonical_key("question_scores", "e9  Public"), canonical_key("indicator_scores", "indicator 8")
        ('public E9', '8')
    """
    words = text.split()
    if table in ONLY_ROW:
        return " ".join(words) or ONLY_ROW[table]
    if table == "indicator_scores" and words[:1] == ["indicator"]:
        words = words[1:]
    if table == "question_scores":
        own, rest = (words[: words.index("@")], words[words.index("@") :]) if "@" in words else (words, [])
        parts = [word.lower() for word in own if word.lower() in PARTS]
        words = [*parts, *(word.upper() for word in own if word.lower() not in PARTS), *rest]
    return " ".join(words)


def _about(row: Row) -> str:
    """Return the question that a row is about, else its indicator."""
    if row["question_id"]:
        return f"{row['part'] or ''} {row['question_id']}".strip()
    return f"indicator {row['indicator_no']}" if row["indicator_no"] is not None else ""


def subject(table: str, key: str) -> str:
    """Return what a row is about, without the number that may move and the marks that readers lose.

    Args:
        table: The table's published name.
        key: The ``row_key``.
    """
    if table in NUMBERED:
        return key.partition(" ")[2]
    name, mark, agency = key.partition(" @ ")
    if table == "agency_results":
        return AGENCY if key.startswith(AGENCY) else skeleton(key)
    return f"{name}{mark}{skeleton(agency)}"
