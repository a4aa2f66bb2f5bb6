"""Memory that goes back to the system."""

import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.extract.memory import OF_ITS_OWN, give_back


def resident() -> int:
    """Return how many megabytes of this process are in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 // 2**20


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take memory back by themselves")
def test_what_small_pictures_took_goes_back_though_some_of_them_stay():
    pictures = [np.ones(100_000, np.uint8) for _ in range(1000)]
    some = pictures[::100]
    full = resident()
    del pictures
    give_back()
    assert resident() < full - 50
    assert len(some) == 10


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take memory back by themselves")
def test_pictures_of_pages_go_back_by_themselves_though_something_small_stays_behind_each():
    give_back()
    stays = []
    before = resident()
    for times in range(10, 2, -1):
        picture = np.ones(times * OF_ITS_OWN, np.uint8)
        stays.append(np.ones(100_000, np.uint8))
        del picture
    largest = 10 * OF_ITS_OWN // 2**20
    assert resident() < before + largest // 2  # the C library keeps a little of what is freed
    assert len(stays) == 8
