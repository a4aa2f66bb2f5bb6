"""LibreOffice: flat OpenDocument texts to PDF, many files in one call."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

FONTS = (
    "Laksaman",
    "Garuda",
    "Loma",
    "Norasi",
    "Kinnari",
    "Waree",
    "Umpush",
    "Sawasdee",
    "Noto Sans Thai",
    "Arundina Sans",
    "Arundina Serif",
)
"""Families whose marks sit right in LibreOffice's PDFs."""


STAMPED = (
    (rb"(?<=/CreationDate\(D:)\d{14}", b"20000101000000"),
    (rb"(?<=/DocChecksum /)[0-9A-F]{32}", b"0" * 32),
    (rb"(?<=<)[0-9A-Fa-f]{32}(?=>)", b"0" * 32),
)
"""The time and the marks of one conversion in a PDF, and what takes their place."""


def available() -> bool:
    """Tell whether the office suite is installed."""
    return shutil.which("soffice") is not None


def to_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Convert files to PDF, each beside its name in ``folder``.

    A profile of its own keeps the call apart from the user's settings and from other calls at the same time.

    Raises:
        RuntimeError: If the suite is missing, or a file did not come out.
    """
    if not available():
        raise RuntimeError("soffice is not installed; reports cannot be made. Run: apt-get install libreoffice-writer")
    with TemporaryDirectory() as profile:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf"]
        subprocess.run(  # noqa: S603
            [*command, "--outdir", str(folder), *map(str, files)],
            check=True,
            capture_output=True,
            timeout=600,
        )
    made = [folder / f"{file.stem}.pdf" for file in files]
    missing = [path.name for path in made if not path.exists()]
    if missing:
        raise RuntimeError(f"soffice did not make {', '.join(missing)}; the text file may be malformed")
    for path in made:
        path.write_bytes(unstamped(path.read_bytes()))
    return made


def unstamped(content: bytes) -> bytes:
    """Return a PDF without the marks of its making: the same report gives the same bytes."""
    for pattern, fixed in STAMPED:
        content = re.sub(pattern, fixed, content)
    return content
