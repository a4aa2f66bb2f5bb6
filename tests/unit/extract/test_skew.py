"""How far a page is off the level: told by the feet of its letters."""

import numpy as np
import pytest

from pipeline.extract.skew import find_skew, is_clear, lies_sideways, tell_sideways


def page(degrees, lines=20):
    """Return the letters of a page that is so many degrees off the level."""
    x, foot = np.meshgrid(np.arange(60, 940, 20.0), 100 + 40.0 * np.arange(lines))
    foot = foot + x * np.tan(np.radians(degrees))
    x, foot = x.ravel(), foot.ravel().round()
    return np.stack([x, foot - 12, x + 10, foot, np.full(x.size, 60)], axis=1).astype(np.int32)


@pytest.mark.parametrize("degrees", [-3.0, -0.41, 0.0, 0.27, 1.79])
@pytest.mark.parametrize("lines", [2, 20])
def test_the_angle_is_found_nearly(degrees, lines):
    assert find_skew(page(degrees, lines=lines)) == pytest.approx(degrees, abs=0.1)


def test_what_speaks_for_both_ways_is_not_clear():
    assert not is_clear(np.array([7.2, 8.2]))
    assert is_clear(np.array([20.0, 4.0]))
    assert is_clear(np.array([4.0, 20.0]))


def test_little_more_for_lines_that_run_down_turns_no_page():
    assert not lies_sideways(np.array([10.0, 12.5]))
    assert lies_sideways(np.array([10.0, 14.0]))


def test_letters_close_beside_each_other_speak_for_lines_across():
    across, down = tell_sideways(page(0.0)).tolist()
    assert across > 3 * down
