"""Pages a second from file to rows, beside pdfplumber's plain text and tables in the same run; memory of 500 pages.

Run as ``python -m tests.bench.speed [REPORT.pdf …]``; without files, the born-digital samples. Seconds are of the
processor, so that other work on the machine counts less.
"""

import argparse
import io
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

from pipeline.datasets import tabulate
from pipeline.extract import extract_document
from pipeline.model.document import Document, Source
from pipeline.normalize import normalize_document
from pipeline.process import interpret
from pipeline.settings import Settings
from tests.pdfs.engines import SaysOcr

SAMPLES = Path(__file__).parents[2] / "samples"
MANY = 500
"""Pages of the document whose memory is measured."""


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of the faster of two turns."""
    spent = []
    for _ in range(2):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return min(spent)


def read(content: bytes, name: str) -> Document:
    """Extract and normalise."""
    return normalize_document(extract_document(Source("0" * 64, name), content, Settings(), SaysOcr()))


def to_rows(content: bytes, name: str) -> object:
    """Go all the way from a file's bytes to the rows of the published tables."""
    return tabulate([interpret(read(content, name), Settings())])


def plain(content: bytes) -> None:
    """Do what pdfplumber's manual shows first."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def repeated(content: bytes, pages: int) -> bytes:
    """Return a document of many pages made of the pages of another."""
    source, target = pypdfium2.PdfDocument(content), pypdfium2.PdfDocument.new()
    while len(target) < pages:
        target.import_pages(source)
    held = io.BytesIO()
    target.save(held)
    return held.getvalue()


def peak(path: Path) -> float:
    """Return the peak memory, in MB, of a fresh process that reads a file of many pages."""
    code = f"from tests.bench.speed import measure; measure({str(path)!r})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    found = re.search(r"peak ([\d.]+)", done.stdout)
    return float(found.group(1)) if found else 0.0


def measure(path: str) -> None:
    """Read a file enlarged to many pages and print the peak memory of this process."""
    content = repeated(Path(path).read_bytes(), MANY)
    read(content, path)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    born_digital = [path for path in sorted(SAMPLES.glob("*.pdf")) if not re.search("scan|mixed", path.name)]
    files = parser.parse_args().files or born_digital
    print(f"{'pages a second on one core':32} pages  extract  to rows  pdfplumber")
    for path in files:
        content = path.read_bytes()
        pages = len(pypdfium2.PdfDocument(content))
        name = path.name
        rates = [
            pages / seconds(work)
            for work in (lambda: read(content, name), lambda: to_rows(content, name), lambda: plain(content))  # noqa: B023
        ]
        print(f"{name:32} {pages:5} " + " ".join(f"{rate:8.1f}" for rate in rates), flush=True)
    print(f"peak memory over {MANY} pages of {files[0].name}: {peak(files[0]):.0f} MB")


if __name__ == "__main__":
    main()
