"""Work that goes wrong in the ways that damaged files make it go wrong, one function for each."""

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

from pipeline.errors import InputError, MissingDependencyError


def succeed(progress):
    progress.page(1)
    progress.stage("interpret")
    return 42


def hang(progress):
    progress.page(3)
    time.sleep(600)


def hang_in_c(progress):
    ctypes.CDLL(None).pause()


def work_slowly_but_steadily(progress):
    for page in range(1, 6):
        progress.page(page)
        time.sleep(0.3)
    return "done"


def eat_memory(progress):
    progress.page(2)
    return len([bytearray(2**20) for _ in range(100_000)])


def crash_the_interpreter(progress):
    progress.page(4)
    ctypes.string_at(0)


def exit_hard(progress):
    os._exit(7)


def raise_type_error(progress):
    progress.page(1)
    progress.stage("interpret")
    return len(None)


def recurse(progress):
    return recurse(progress)


def find_damage(progress):
    raise InputError("It is damaged.", page=9)


def miss_a_program(progress):
    raise MissingDependencyError("Install it.")


def print_noise(progress):
    sys.stdout.write("noise\n")
    sys.stderr.write("noise\n")
    os.write(1, b"noise")
    return "quiet"


def start_a_program_and_hang(progress, note):
    child = subprocess.Popen(["/bin/sleep", "600"])
    Path(note).write_text(str(child.pid))
    time.sleep(600)


def name_the_main_module(progress):
    return sys.modules["__main__"].__name__
