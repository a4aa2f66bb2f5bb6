"""What a person must look at, as one self-contained HTML page in Thai and English.

No text of a document becomes HTML: everything is escaped, and the page runs no scripts and loads nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.schema import load_tables
from pipeline.schema.messages import Message, reason_message

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

SHOWN = {
    "reports": ("agency_name", "assessed_fy_be", "total_score", "result_level"),
    "agency_results": ("row_no", "agency_name", "iit", "eit", "oit", "total_score", "result_level"),
    "indicator_scores": ("agency_name", "indicator_no", "printed_name", "score"),
    "question_scores": ("part", "question_id", "score"),
    "findings": ("indicator_no", "part", "question_id", "printed_score", "issue"),
    "remediation_items": ("item_no", "part", "question_id", "issue", "measure", "period_text", "responsible"),
}
"""The values of a row that a person compares with the page; steps are looked at with their item."""
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one table that a report's reviewer must look at."""

    title_th: str
    title_en: str
    columns: tuple[tuple[str, str, str], ...]
    """Name, Thai title, English title of each column that is shown."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything to look at in one report."""

    report: Row
    failures: tuple[Row, ...]
    checks: tuple[Row, ...]
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        """Return how many things there are to look at."""
        return len(self.failures) + len(self.checks) + sum(len(section.rows) for section in self.sections)


def render_review(tables: Rows) -> str:
    """Return the page: the reports with the most to look at first.

    Args:
        tables: The published rows by table name, each table sorted by file.
    """
    environment = Environment(
        loader=PackageLoader("pipeline.review", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["reasons"] = explain
    sheets = sorted(make_sheets(tables), key=lambda sheet: -sheet.count)
    return environment.get_template("page.html").render(sheets=sheets, total=sum(sheet.count for sheet in sheets))


def explain(reasons: str | None) -> list[Message]:
    """Return what the reasons of a row mean, in both languages."""
    return [reason_message(code) for code in (reasons or "").split("; ") if code]


def make_sheets(tables: Rows) -> list[Sheet]:
    """Return what there is to look at, one sheet for each report, also for one with nothing."""
    files = {name: _by_file(rows) for name, rows in tables.items()}
    return [
        Sheet(
            report=report,
            failures=files["failures"][path],
            checks=_failed(files["checks"][path]),
            sections=_sections({name: rows[path] for name, rows in files.items()}),
        )
        for report in tables["reports"]
        for path in [report["source_path"]]
    ]


def _by_file(rows: Sequence[Row]) -> Mapping[str, tuple[Row, ...]]:
    """Return the rows of each input file."""
    found: defaultdict[str, tuple[Row, ...]] = defaultdict(tuple)
    for path, held in groupby(rows, key=itemgetter("source_path")):
        found[path] = tuple(held)
    return found


def _failed(checks: Sequence[Row]) -> tuple[Row, ...]:
    """Return the checks that failed, the worst first."""
    failed = [check for check in checks if check["outcome"] == "fail"]
    return tuple(sorted(failed, key=lambda check: SEVERITIES.index(check["severity"])))


def _sections(tables: Rows) -> tuple[Section, ...]:
    found = []
    for table in load_tables():
        if table.name not in SHOWN:
            continue
        rows = tuple(row for row in tables[table.name] if row["status"] == "needs_review")
        titles = {column.name: (column.name, column.title_th, column.title_en) for column in table.columns}
        if rows:
            columns = tuple(titles[name] for name in SHOWN[table.name])
            found.append(Section(table.title_th, table.title_en, columns, rows))
    return tuple(found)
