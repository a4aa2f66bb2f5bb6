"""A call in a process of its own, with limits on time and memory, that is killed hard when it passes them.

Damaged files make libraries loop, eat memory or crash the interpreter. Here that costs one document, not the run.
"""

import contextlib
import multiprocessing
import os
import resource
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from pipeline.errors import CrashError, DocumentError, LimitError, PipelineError

T = TypeVar("T")
E = TypeVar("E", bound=DocumentError)

START_SECONDS = 30.0
"""A process may take so long to start and import, in seconds, before its own limit counts."""
POLL_SECONDS = 0.2

_context = multiprocessing.get_context("forkserver")
_living: set[BaseProcess] = set()
_guard = threading.Lock()


class Progress:
    """What work in a process of its own tells about itself."""

    def __init__(self, sender: Connection) -> None:
        self._sender = sender

    def page(self, number: int) -> None:
        """Say which page begins: it has the time of one, and what goes wrong from here on is told of it."""
        self._sender.send(("page", number))

    def stage(self, name: str) -> None:
        """Say which stage begins, for the document as a whole; it has the time of one page."""
        self._sender.send(("stage", name))


def preload(module: str) -> None:
    """Import a module once, in the process that all others are forked from."""
    _context.set_forkserver_preload([module])


def call(work: Callable[[Progress], T], *, seconds: float, memory_mb: int) -> T:
    """Call a function in a process of its own and return what it returns.

    Args:
        work: A function that can be pickled, and so can what it returns.
        seconds: How long it may take between two things that it tells, or without telling anything.
        memory_mb: How much memory the process may take, in MiB.

    Raises:
        PipelineError: If the function raised it.
        LimitError: If it took too long or too much memory; with the page where that was.
        CrashError: If it died or raised anything else; with the page where that was.
    """
    receiver, sender = _context.Pipe(duplex=False)
    process = _context.Process(target=_run, args=(sender, work, memory_mb), daemon=True)
    with _guard:
        with _without_main():
            process.start()
        _living.add(process)
    sender.close()
    try:
        result: T = _wait(process, receiver, seconds)
        return result
    finally:
        _kill(process)
        receiver.close()
        with _guard:
            _living.discard(process)


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Hide the main module: a new process would import it, and where Prefect is the main one that takes seconds."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def side_by_side(work: Sequence[Callable[[], T]], jobs: int, tell: Callable[[T], object] = lambda _: None) -> list[T]:
    """Do work, much of it in processes of its own, so many at a time; the results come in the order of the work.

    When one ends the run, or the user does, the processes of the others are killed.

    Args:
        work: Functions without arguments.
        jobs: How many at a time.
        tell: Is told each result as it comes.
    """
    with ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(one) for one in work]
        try:
            for future in as_completed(futures):
                tell(future.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            stop_all()
            raise
    return [future.result() for future in futures]


def stop_all() -> None:
    """Kill every process that is still at work; their calls end with a CrashError."""
    with _guard:
        for process in _living:
            _kill(process)


def _wait(process: BaseProcess, receiver: Connection, seconds: float) -> Any:  # noqa: ANN401 - what came back
    """Return the result that a process sends, or raise what it says or what became of it."""
    stage, page, allowed = "", None, START_SECONDS + seconds
    while True:
        kind, value = _next(process, receiver, allowed, seconds)
        if kind == "result":
            return value
        if kind == "error":
            if isinstance(value, (CrashError, LimitError)):
                value.stage = stage or value.stage
                value.page = value.page or page
            raise value
        stage, page = (stage, value) if kind == "page" else (value, None)
        allowed = seconds


def _next(process: BaseProcess, receiver: Connection, allowed: float, seconds: float) -> tuple[str, Any]:
    """Return what a process says next; also when it died or has used up its time."""
    deadline = time.monotonic() + allowed
    while not receiver.poll(POLL_SECONDS):
        if time.monotonic() > deadline:
            return "error", _transient(
                LimitError(
                    f"It took longer than {seconds:g} seconds, the limit for a page; it is not read. "
                    "Raise --page-seconds, or take out what hangs."
                )
            )
    try:
        message: tuple[str, Any] = receiver.recv()
    except EOFError:
        process.join(1)
        return "error", _transient(_death(process))
    return message


def _transient(error: E) -> E:
    """Mark an error as one that another run may not meet."""
    error.transient = True
    return error


def _death(process: BaseProcess) -> CrashError:
    code = process.exitcode
    how = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
    return CrashError(
        f"The process that read it died ({how}); it is not read. The file is damaged or needs more memory: "
        "open and save it anew, or raise --memory-mb."
    )


def _kill(process: BaseProcess) -> None:
    """Kill a process and the programs that it started."""
    if process.pid is not None and process.is_alive():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.join(5)


def _run(sender: Connection, work: Callable[[Progress], Any], memory_mb: int) -> None:
    """Be the process: limit it, call the function, send what came of it."""
    os.setsid()
    _silence()
    _limit_memory(memory_mb)
    try:
        message = ("result", work(Progress(sender)))
    except PipelineError as error:
        message = ("error", error)
    except MemoryError:
        limit = f"It needs more memory than {memory_mb} MiB; it is not read. Raise --memory-mb, or split the document."
        message = ("error", _transient(LimitError(limit)))
    except Exception as error:  # noqa: BLE001 - damaged files make libraries raise anything
        message = ("error", CrashError(_explain(error)))
    sender.send(message)


def _explain(error: Exception) -> str:
    """Say what nobody foresaw, and where."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return (
        f"An error that nobody foresaw: {type(error).__name__}: {error} ({where}); it is not read. "
        "The file may be damaged: open and save it anew. If it opens well, please report this."
    )


def _silence() -> None:
    """Keep what libraries print out of the run's own output."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _limit_memory(memory_mb: int) -> None:
    """Allow so much memory on top of what the process was born with."""
    statm = Path("/proc/self/statm")
    born = int(statm.read_text("ascii").split()[0]) * resource.getpagesize() if statm.exists() else 0
    limit = born + memory_mb * 2**20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    with contextlib.suppress(ValueError, OSError):  # some systems refuse; the time limit still holds
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
