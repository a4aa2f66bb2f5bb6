"""Characters, ``ำ`` and digits read right from text layers: plain pdfium, plain pdfplumber, and the pipeline.

Run as ``python -m tests.bench.layers [--programs]``. The text is the first sample's. Pages are made with each damage,
and with ``--programs`` printed by LibreOffice and Chromium where they are installed.
"""

import argparse
import difflib
import html
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdfium2

from pipeline.extract.layer import READER, find_runs
from pipeline.extract.lines import lines_from_runs
from pipeline.extract.pdf import open_pdf
from tests.pdfs import damage
from tests.pdfs.writer import Face, Pdf, Sheet

SAMPLE = Path(__file__).parents[2] / "samples" / "o25-tham-rong-2568.ocr.txt"
WIDTH, LINES = 60, 30
"""Characters of a line, and lines of a page."""
PAGES = 4
FONTS = ("Garuda", "Norasi", "Loma", "Kinnari", "Noto Sans Thai", "Arundina Sans")
DAMAGES = (
    damage.honest, damage.ring_and_aa, damage.space_and_aa, damage.all_am, damage.blank_and_aa, damage.spaced_aa,
    damage.nameless_ring, damage.lost_ring, damage.unknown_ring, damage.private_marks, damage.tone_first,
    damage.space_before_mark, damage.shifted, damage.whole_on_ring,
)  # fmt: skip


@dataclass
class Count:
    """What was read right, summed over pages."""

    characters: int = 0
    errors: int = 0
    am: int = 0
    am_right: int = 0
    digits: int = 0
    digits_right: int = 0

    def add(self, truth: str, read: str) -> None:
        """Count a page; white space does not count."""
        truth, read = re.sub(r"\s", "", truth), re.sub(r"\s", "", read)
        right = set()
        for kind, begin, end, other_begin, other_end in difflib.SequenceMatcher(
            None, truth, read, autojunk=False
        ).get_opcodes():
            if kind == "equal":
                right.update(range(begin, end))
            else:
                self.errors += max(end - begin, other_end - other_begin)
        self.characters += len(truth)
        self.am += truth.count("ำ")
        self.am_right += sum(truth[at] == "ำ" for at in right)
        self.digits += len(re.findall("[0-9๐-๙]", truth))
        self.digits_right += sum(truth[at] in "0123456789๐๑๒๓๔๕๖๗๘๙" for at in right)

    def __str__(self) -> str:
        return (
            f"{self.errors / self.characters:8.3%}  ำ {self.am_right / self.am:6.1%}"
            f"  digits {self.digits_right / self.digits:6.1%}"
        )


def pages_of_text() -> list[list[str]]:
    """Return the sample's text in lines and pages."""
    text = re.sub(r"<[^>]*>|&\w+;", " ", SAMPLE.read_text("utf-8"))
    words = re.sub(r"[^ -~ก-๛\n]", " ", text).split()
    lines, line = [], ""
    for word in words:
        pieces = re.findall(rf".{{1,{WIDTH - 1}}}(?![ัิีึืฺุู็่้๊๋์ำ])", word)
        for piece in pieces:
            if len(line) + len(piece) > WIDTH:
                lines.append(line.strip())
                line = ""
            line += piece
        line += " "
    return [lines[at : at + LINES] for at in range(0, LINES * PAGES, LINES)]


def by_pdfium(content: bytes) -> Iterator[str]:
    """Yield the text of each page as pdfium gives it."""
    for page in pypdfium2.PdfDocument(content):
        yield page.get_textpage().get_text_bounded()


def by_pdfplumber(content: bytes) -> Iterator[str]:
    """Yield the text of each page as pdfplumber gives it."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            yield page.extract_text()


def by_pipeline(content: bytes) -> Iterator[str]:
    """Yield the text of each page as the pipeline gives it."""
    with open_pdf(content, 1000) as pdf:
        for number in range(1, pdf.page_count + 1):
            yield "\n".join(line.text for line in lines_from_runs(find_runs(pdf.layer(number)), READER))


def made(kind: Callable[[str], list]) -> bytes:
    """Return the sample as a PDF with one kind of damage."""
    face, sheets = Face(mark_shift=450 if kind is damage.shifted else 0), []
    for lines in pages_of_text():
        sheet = Sheet()
        for at, line in enumerate(lines):
            sheet.text(face, 14, 50, 60 + 25 * at, kind(line))
        sheets.append(sheet)
    return Pdf().write(sheets)


def printed(program: str, font: str, folder: Path) -> bytes:
    """Return the sample as a program prints it."""
    body = "".join(
        '<div style="page-break-after:always">'
        + "".join(f'<p style="margin:0">{html.escape(line)}</p>' for line in lines)
        + "</div>"
        for lines in pages_of_text()
    )
    source, target = folder / "text.html", folder / "text.pdf"
    source.write_text(f'<html><meta charset="utf-8"><body style="font:14pt \'{font}\'">{body}</body></html>', "utf-8")
    target.unlink(missing_ok=True)
    if program == "chromium":
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--print-to-pdf={target}", source.as_uri()]
    else:
        command = [program, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export"]
        command += ["--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603 - the benchmark's own text
    return target.read_bytes()


def report(name: str, content: bytes) -> None:
    """Print one row: what each reader gets right."""
    truth = "".join("".join(lines) for lines in pages_of_text())
    counts = []
    for reader in (by_pdfium, by_pdfplumber, by_pipeline):
        count = Count()
        found = list(reader(content))
        if len(found) == PAGES:
            for lines, text in zip(pages_of_text(), found, strict=True):
                count.add("".join(lines), text)
        else:
            count.add(truth, "".join(found))
        counts.append(count)
    print(f"{name:28} " + " | ".join(str(count) for count in counts), flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", action="store_true", help="also print with LibreOffice and Chromium")
    wanted = parser.parse_args()
    print(f"{'character errors':28} {'pdfium':38} | {'pdfplumber':38} | pipeline")
    for kind in DAMAGES:
        report(kind.__name__, made(kind))
    programs = [name for name in ("soffice", "chromium") if wanted.programs and shutil.which(name)]
    with tempfile.TemporaryDirectory() as folder:
        for program in programs:
            for font in FONTS:
                report(f"{program} {font}", printed(program, font, Path(folder)))


if __name__ == "__main__":
    main()
