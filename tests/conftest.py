"""What tests of several folders share."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None)  # the same examples everywhere, however slow
settings.load_profile("fixed")

ROOT = Path(__file__).parents[1]
Ita = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of the samples."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def ita() -> Ita:
    """Return a way to run the installed ``ita`` in a process of its own."""

    def run(*arguments: object, env: dict[str, str] | None = None, cwd: Path | None = None):
        return subprocess.run(  # noqa: S603 - our own program
            [Path(sys.executable).parent / "ita", *map(str, arguments)],
            capture_output=True, text=True, check=False, cwd=cwd, timeout=300, stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
        )  # fmt: skip

    return run
