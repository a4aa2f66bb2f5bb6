"""One document from bytes to outcome: the composition that the command line and the flow share."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline import isolate
from pipeline.errors import CrashError, DocumentError, InputError, LimitError
from pipeline.extract import extract_document
from pipeline.extract.ocr import load_engine
from pipeline.facts import Framework, known_years, load_framework
from pipeline.isolate import Progress
from pipeline.judge import judge_report
from pipeline.model.document import Cell, Document, Line, Page, Source, Table
from pipeline.model.judgement import DocumentOutcome
from pipeline.model.report import Report
from pipeline.normalize import normalize_document
from pipeline.parse import find_fiscal_years, parse_report
from pipeline.reconcile import has_doubtful_scores, reconcile_report, settle_printings
from pipeline.settings import Settings
from pipeline.store.inputs import Input, hash_input, published_name, read_source
from pipeline.store.kept import keep_document, load_any, load_kept
from pipeline.validate import explain_report, validate_report

INTERPRET = "interpret"
"""The stage after reading; what goes wrong there leaves the pages published."""

MOST_BROKEN = 5
"""A document in which more pages than this hang or crash fails as a whole."""

isolate.preload(__name__)


def ingest_one(path: Path, settings: Settings, folder: Path, name: str = "", *, fresh: bool = False) -> DocumentOutcome:
    """Read one file and interpret it, in a process of its own.

    A page that hangs, crashes or eats all memory is left out, and the others are read again without it.

    Args:
        path: The file.
        settings: What the run was told.
        folder: The output folder, where what was read is kept.
        name: The published ``source_path``; the file's own name where it is empty.
        fresh: Whether to read again what is kept.

    Returns:
        What came of it: with its error, where the document failed.

    Raises:
        RunError: If no document can be read or kept.
    """
    item = Input(path, name or published_name(Path(path.name)))
    try:
        source = hash_input(item)
    except InputError as error:
        return DocumentOutcome(Source("", item.name), error=error)
    broken: dict[int, DocumentError] = {}
    while True:
        work = partial(_read_and_interpret, item, settings, folder, broken, fresh=fresh)
        outcome = _isolated(work, source, settings, folder)
        trouble = outcome.error
        if not isinstance(trouble, (CrashError, LimitError)) or trouble.page is None:
            break
        if trouble.page in broken or len(broken) == MOST_BROKEN:
            break
        broken[trouble.page] = trouble
    return replace(outcome, transient=outcome.transient or bool(_transient(broken)))


def interpret_one(source: Source, settings: Settings, folder: Path, *, assessed: str = "") -> DocumentOutcome:
    """Interpret again what was read before, in a process of its own; neither the file nor OCR is needed.

    Args:
        source: The file.
        settings: What the run was told.
        folder: The output folder, where what was read is kept.
        assessed: The fiscal year whose facts hold, where a person says so; else the document tells.
    """
    work = partial(_load_and_interpret, source, settings, folder, assessed)
    return _isolated(work, source, settings, folder)


def read_one(path: Path, settings: Settings) -> Document:
    """Read one file, in a process of its own, and return what was read off its pages; nothing is kept or used.

    Raises:
        PipelineError: If it cannot be read.
    """
    work = partial(_read_and_clean, Input(path, published_name(Path(path.name))), settings)
    return isolate.call(work, seconds=settings.page_seconds, memory_mb=settings.memory_mb)


def interpret(document: Document, settings: Settings, assessed: str = "") -> DocumentOutcome:
    """Do the fast part: no files, no engines, the same answer every time."""
    clean = normalize_document(document)
    try:
        rules = load_framework(assessed) if assessed else _rules(clean)
        report = _decided(parse_report(clean, rules), rules, settings.certain)
    except DocumentError as error:
        return DocumentOutcome(clean.source, _without_characters(clean), error=error)
    checks = validate_report(report, rules, settings.certain)
    return DocumentOutcome(
        source=clean.source,
        document=_without_characters(clean),
        scheme=rules.scheme,
        report=report,
        checks=checks,
        judgements=judge_report(report, checks, settings.certain),
    )


def _decided(report: Report, rules: Framework, certain: float) -> Report:
    """Return a report with the misreadings put right that are beyond doubt; most have none to weigh."""
    if not has_doubtful_scores(report, certain):
        return report
    report = settle_printings(report)
    return reconcile_report(report, explain_report(report, rules), certain)


def _rules(document: Document) -> Framework:
    """Return the facts of the year that a document is about, or of the newest where no year can be read.

    Raises:
        FactsError: If no facts are known for its year.
    """
    assessed = find_fiscal_years(document).assessed
    year = assessed.value if assessed else None
    return load_framework(str(year) if year else known_years()[-1])


def _isolated(
    work: Callable[[Progress], DocumentOutcome], source: Source, settings: Settings, folder: Path
) -> DocumentOutcome:
    """Do a document's work in a process of its own; what goes wrong there becomes the document's error."""
    try:
        return isolate.call(work, seconds=settings.page_seconds, memory_mb=settings.memory_mb)
    except DocumentError as error:
        read = load_any(source, folder) if error.stage == INTERPRET else None
        return DocumentOutcome(source, read, error=error, transient=error.transient)


def _read_and_interpret(
    item: Input,
    settings: Settings,
    folder: Path,
    broken: Mapping[int, DocumentError],
    progress: Progress,
    *,
    fresh: bool,
) -> DocumentOutcome:
    """Be the process of one document: read it, unless it was read before, keep it, interpret it."""
    began = time.monotonic()
    source, content = read_source(item)
    engine = load_engine(settings)
    kept = None if fresh or broken else load_kept(source, settings, engine.label, folder)
    document = kept or extract_document(source, content, settings, engine, partial(_begin, broken, progress))
    if kept is None:
        keep_document(document, settings, engine.label, folder, _transient(broken))
    read = time.monotonic()
    progress.stage(INTERPRET)
    outcome = interpret(document, settings)
    seconds = (("read", read - began), (INTERPRET, time.monotonic() - read))
    return replace(outcome, kept=kept is not None, seconds=seconds)


def _load_and_interpret(
    source: Source, settings: Settings, folder: Path, assessed: str, progress: Progress
) -> DocumentOutcome:
    """Be the process of one document that was read before."""
    began = time.monotonic()
    progress.stage(INTERPRET)
    document = load_any(source, folder)
    if document is None:
        raise InputError(
            f"What was read of {source.name} is not kept any more; it cannot be interpreted again. Run ita run."
        )
    outcome = interpret(document, settings, assessed)
    return replace(outcome, kept=True, seconds=((INTERPRET, time.monotonic() - began),))


def _read_and_clean(item: Input, settings: Settings, progress: Progress) -> Document:
    """Be the process of one document that is only looked at."""
    source, content = read_source(item)
    begin = partial(_begin, {}, progress)
    return normalize_document(extract_document(source, content, settings, load_engine(settings), begin))


def _transient(broken: Mapping[int, DocumentError]) -> list[int]:
    """Return the pages that another run may read."""
    return [page for page, error in broken.items() if error.transient]


def _begin(broken: Mapping[int, DocumentError], progress: Progress, number: int) -> None:
    """Say that a page begins, or fail it where it broke before.

    Raises:
        DocumentError: What it broke with.
    """
    if number in broken:
        raise broken[number]
    progress.page(number)


def _without_characters(document: Document) -> Document:
    """Return a document without what only the parser needs: a hundred times smaller to send and to hold."""
    return replace(document, pages=tuple(_slim_page(page) for page in document.pages))


def _slim_page(page: Page) -> Page:
    return replace(page, content=tuple(_slim(part) for part in page.content))


def _slim(part: Line | Table) -> Line | Table:
    if isinstance(part, Line):
        return _slim_line(part)
    return replace(part, cells=tuple(_slim_cell(cell) for cell in part.cells))


def _slim_cell(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(_slim_line(line) for line in cell.lines))


def _slim_line(line: Line) -> Line:
    return replace(line, edges=(), characters=())
