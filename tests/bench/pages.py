"""How exactly scanned reports are read, from page to row: ``python -m tests.bench.pages FOLDER``.

``FOLDER`` holds reports with their scans and truth, as ``python -m tests.reports --profile all`` makes them; with
``--count 60 --seed 5`` those that are missing are made first. Each scan is read in a process of its own, all the way to
rows, and compared with the truth: pages and cells with the places of the born-digital file, rows with what the report
says. Results are kept in ``FOLDER/results`` for the very same code, so that a run that was stopped goes on.

``--peers PYTHON`` stands other tools beside it on some of the same pages (see ``tests/bench/README.md``), and
``--workers-speed`` measures two processes against one.
"""

import argparse
import functools
import hashlib
import json
import multiprocessing
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import DocumentError
from pipeline.extract import extract_document
from pipeline.extract.ocr import load_engine
from pipeline.model.document import Document
from pipeline.model.judgement import DocumentOutcome
from pipeline.process import interpret
from pipeline.settings import Settings
from pipeline.store.inputs import Input, read_source
from pipeline.store.version import publishing_version
from tests.bench import page_peers, page_workers
from tests.bench.page_figures import Tally, table
from tests.bench.page_places import PageCount, count_page
from tests.bench.row_bars import rows_over_breaks
from tests.bench.rows import Tally as RowTally
from tests.reports import corpus
from tests.reports.truth import read
from tests.reports.wear import PROFILES

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan of one made report."""

    folder: Path
    name: str
    profile: str

    @property
    def file(self) -> Path:
        """Return the scan."""
        return self.folder / f"{self.name}.{self.profile}.pdf"

    def digest(self) -> str:
        """Return a hash of the scan and of all that is known of it."""
        digest = hashlib.sha256()
        known = (self.folder / f"{self.name}{ending}.json" for ending in ("", ".lines"))
        for path in (self.file, self.file.with_suffix(".json"), *known):
            digest.update(path.read_bytes())
        return digest.hexdigest()[:16]


def main() -> int:
    """Make what is missing, measure what was not measured, print the tables."""
    options = _arguments()
    profiles = tuple(options.profile or PROFILES)
    if options.count:
        corpus.fill(_order(options, profiles), resume=True)
    names = sorted(path.name.removesuffix(".lines.json") for path in options.folder.glob("*.lines.json"))
    scans = [Scan(options.folder, name, profile) for name in names for profile in profiles]
    scans = [scan for scan in scans if scan.file.with_suffix(".json").exists()]
    settings = Settings(engine=options.engine)
    tallies: dict[str, Tally] = defaultdict(Tally)
    wrong: list[str] = []
    for scan, result in _results(scans, settings):
        tallies[scan.profile].add(result)
        wrong += [f"{scan.name} {scan.profile} {words}" for words in result["wrong"]]
    print(table(tallies, profiles), flush=True)
    if options.wrong:
        print("", *wrong, sep="\n", flush=True)
    if options.peers:
        print("", page_peers.stand_beside(options.folder, names, options.peers, options.peer_pages, settings), sep="\n")
    if options.workers_speed:
        files = [scan.file for scan in scans if scan.profile == profiles[0]][: options.workers_speed]
        print("", page_workers.compare(files, settings), sep="\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.pages", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=0, help="make so many reports first, where they are not there")
    parser.add_argument("--seed", type=int, default=5, help="of the reports that are made (5)")
    parser.add_argument("--planted", type=float, default=0.0, help="share of them with an inconsistency (0)")
    parser.add_argument("--jobs", type=int, default=1, help="processes that make them (1)")
    parser.add_argument(
        "--profile", action="append", choices=PROFILES, default=[], help="only this; may be given again"
    )
    parser.add_argument("--engine", default=Settings().engine)
    parser.add_argument("--wrong", action="store_true", help="tell what is wrong where")
    parser.add_argument("--peers", type=Path, metavar="PYTHON", help="a Python in which other tools are installed")
    parser.add_argument("--peer-pages", type=int, default=10, help="pages that they read (10)")
    parser.add_argument(
        "--workers-speed", type=int, nargs="?", const=6, metavar="N", help="read N scans with one and two processes (6)"
    )
    options = parser.parse_args()
    if options.peers and not options.peers.exists():
        parser.error(f"{options.peers} is no Python; tests/bench/README.md tells how to install the other tools")
    return options


def _order(options: argparse.Namespace, profiles: tuple[str, ...]) -> corpus.Order:
    return corpus.Order(
        options.folder, options.count, options.seed, profiles, planted=options.planted, jobs=options.jobs
    )


def _results(scans: Sequence[Scan], settings: Settings) -> Iterator[tuple[Scan, Json]]:
    """Yield what is measured of each scan: what was kept, or else anew."""
    spawn = multiprocessing.get_context("spawn")
    code = measured_version(settings.engine)
    for at, scan in enumerate(scans, 1):
        version = f"{code} {scan.digest()}"
        kept = scan.folder / "results" / f"{scan.name}.{scan.profile}.json"
        result = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
        if result.get("version") != version:
            with ProcessPoolExecutor(1, spawn) as pool:  # a fresh process, so that its peak memory is the scan's
                try:
                    result = pool.submit(measure, scan, settings).result()
                except BrokenProcessPool:
                    result = _lost("the process died")
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(json.dumps(result | {"version": version}, ensure_ascii=False), "utf-8")
            print(f"[{at}/{len(scans)}] {scan.file.name}  {result['peak']:.0f} MB", file=sys.stderr, flush=True)
        yield scan, result


@functools.cache
def measured_version(engine: str) -> str:
    """Return a hash of all that results depend on besides the scans: the pipeline and what measures it."""
    digest = hashlib.sha256(f"{publishing_version()} {engine}".encode())
    tests = Path(__file__).parents[1]
    for path in (
        *sorted((tests / "bench").glob("page*.py")),
        *sorted((tests / "bench").glob("row*.py")),
        tests / "golden/accuracy.py",
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def measure(scan: Scan, settings: Settings) -> Json:
    """Read a scan to rows and compare it with the truth; to be called in a process of its own."""
    engine = load_engine(settings)
    source, content = read_source(Input(scan.file, scan.file.name))
    begins: list[float] = []
    try:
        document = extract_document(source, content, settings, engine, lambda _: begins.append(time.process_time()))
    except DocumentError as error:
        return _lost(str(error))
    read_until = time.process_time()
    outcome = interpret(document, settings)
    after = (time.process_time() - read_until) / len(begins)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ends = [*begins[1:], read_until]
    seconds = [end - begin + after for begin, end in zip(begins, ends, strict=True)]
    return _compared(scan, document, outcome) | {"seconds": seconds, "peak": peak}


def _compared(scan: Scan, document: Document, outcome: DocumentOutcome) -> Json:
    places = scan.folder / f"{scan.name}.lines.json"
    truth = json.loads(places.read_text("utf-8"))
    record = json.loads(scan.file.with_suffix(".json").read_text("utf-8"))
    found = PageCount()
    pages = {page.number: page for page in document.pages}
    for worn in record["pages"]:
        count_page(found, pages.get(worn["page"]), worn, truth)
    rows = RowTally()
    rows.add(scan.name, outcome, read(scan.folder / f"{scan.name}.json"), rows_over_breaks(places))
    accepted = sum(count for (_, verdict), count in rows.counts.items() if verdict == "accepted though not right")
    totals = {"failed": int(outcome.report is None), "accepted though not right": accepted}
    return {
        "right": found.right + rows.bars.right + Counter(totals),
        "every": found.every + rows.bars.every,
        "skew": found.skew,
        "wrong": [*found.wrong, *rows.listed],
    }


def _lost(reason: str) -> Json:
    """Return the result of a scan of which nothing was read."""
    return {
        "right": {"documents": 1, "failed": 1}, "every": {}, "skew": [], "wrong": [reason], "seconds": [], "peak": 0.0
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
