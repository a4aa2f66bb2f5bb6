"""Pictures that hold for each pixel the number of the piece of ink that it belongs to."""

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.uint16] | NDArray[np.int32]
"""Of a page's shape; 0 is paper."""


def narrowed(labels: NDArray[np.int32] | Labels, count: int) -> Labels:
    """Return labels in the narrowest numbers that hold them: a page of them is the largest thing in memory.

    Args:
        labels: The number of the piece at each pixel.
        count: How many pieces there are or will be, the paper with them.

    Returns:
        A picture of its own in memory.
    """
    return labels.astype(np.uint16) if count <= np.iinfo(np.uint16).max else labels.astype(np.int32)
