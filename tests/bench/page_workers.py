"""How many times as fast two worker processes are as one, on the very scans that a run reads."""

import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pipeline.batch import ingest
from pipeline.settings import Settings
from pipeline.store.inputs import Input

TURNS = 2
"""So often each number of workers reads the scans; the fastest counts, for other work on the machine only slows."""
BAR = 1.8
STEPS = 10_000_000
"""Of plain arithmetic: enough for a second."""


def compare(files: Sequence[Path], settings: Settings) -> str:
    """Return the line that tells how much faster two workers read files than one."""
    load = os.getloadavg()[0]
    inputs = [Input(path, path.name) for path in files]
    fastest = {1: float("inf"), 2: float("inf")}
    _seconds(inputs[:1], settings, 1)  # the process that all workers are forked from starts and imports here
    for _ in range(TURNS):
        for workers in fastest:
            fastest[workers] = min(fastest[workers], _seconds(inputs, settings, workers))
    times = fastest[1] / fastest[2]
    return (
        f"two workers: {times:.2f} times one (≥ {BAR}) {'ok' if times >= BAR else 'MISSED'}; {len(files)} scans in "
        f"{fastest[1]:.1f} s and {fastest[2]:.1f} s; load of the machine before: {load:.1f} of {os.cpu_count()}; "
        f"two processes of plain arithmetic do {_gain_of_two():.2f} times as much as one here"
    )


def _gain_of_two() -> float:
    """Return how much more two processes can do here than one: less than twice where two processors are one core."""
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_count, (1, 1)))  # both processes have started
        begin = time.monotonic()
        pool.submit(_count, STEPS).result()
        alone = time.monotonic()
        list(pool.map(_count, (STEPS, STEPS)))
        return 2 * (alone - begin) / (time.monotonic() - alone)


def _count(steps: int) -> int:
    total = 0
    for step in range(steps):
        total += step
    return total


def _seconds(inputs: Sequence[Input], settings: Settings, workers: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        begin = time.monotonic()
        ingest(inputs, settings, Path(folder), lambda _: None, jobs=workers, fresh=True)
        return time.monotonic() - begin
