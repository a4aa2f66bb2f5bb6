"""What results depend on besides the input: the project's own code and data, and the libraries' versions."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pipeline

READING = ("extract", "model", "thai")
"""The parts of the package that decide what is read off a page."""
READERS = ("numpy", "onnxruntime", "opencv-python-headless", "pdfminer.six", "pdfplumber", "pillow", "pypdfium2")
"""The libraries that decide what is read off a page."""
WRITERS = ("jinja2", "pandas", "pyarrow", "xlsxwriter")
"""The further libraries that decide how results are published."""
TRAINING = "training"
"""Code in a folder of this name takes no part in a run."""


@cache
def reading_version() -> str:
    """Return a hash that changes whenever the same bytes may be read differently."""
    return _digest(READING, READERS)


@cache
def publishing_version() -> str:
    """Return a hash that changes whenever the same input may be published differently."""
    return _digest((), (*READERS, *WRITERS))


def _digest(parts: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """Hash the package's files below ``parts``, or all of them, and the versions of libraries."""
    root = Path(pipeline.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        wanted = not parts or name.parts[0] in parts
        if wanted and path.is_file() and not {"__pycache__", TRAINING} & set(name.parts):
            digest.update(f"{name.as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in libraries:
        digest.update(f"{library}=={_installed(library)}\0".encode())
    return digest.hexdigest()[:16]


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
