"""Gives memory back between pages."""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""The names of two settings of the GNU C library's ``mallopt``."""
OF_ITS_OWN = 4 << 20
"""Bytes; what is larger, such as a picture in colour, is taken from the system by itself and goes back by itself.

Each time it is taken the system has to clear it first: smaller pieces come and go many times a page.
"""
KEPT = 8 << 20
"""Bytes that are kept at the end of what is freed, because the next strip, or picture of a line, takes them again."""


def give_back() -> None:
    """Return to the system what has been freed, and have pictures freed from now on go back at once.

    The C library keeps what is freed for what comes next, and the larger the pieces it has seen, the larger those
    it keeps; but what stays of each page lies between them, and the pictures of another page do not fit, so that a
    process would grow to half as much again as any page needs. Where the C library knows no such calls, nothing is
    done.
    """
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    trim, set_option = getattr(library, "malloc_trim", None), getattr(library, "mallopt", None)
    if trim is None or set_option is None:
        return
    set_option(_MMAP_THRESHOLD, OF_ITS_OWN)
    set_option(_TRIM_THRESHOLD, KEPT)
    trim(0)
