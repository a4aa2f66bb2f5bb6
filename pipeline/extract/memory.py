"""Gives memory back between pages."""

import ctypes
import sys


def give_back() -> None:
    """Return to the system what has been freed.

    The C library keeps it for what comes next, but in pieces into which the pictures of another page do not fit, so
    that a process would grow to half as much again as any page needs. Where the C library knows no such call, nothing
    is done.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
