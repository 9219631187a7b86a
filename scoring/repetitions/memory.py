"""The newest postures of one person, by the numbers of their samples."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.repetitions.posture import SIZE

# Samples kept: the longest repetition, 30 s.
KEPT: Final = 600


class Memory:
    """A ring of postures."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._ring = np.full((KEPT, SIZE), np.nan)
        self._count = 0

    def __len__(self) -> int:
        """The number of samples so far, kept or not."""
        return self._count

    def put(self, posture: NDArray[np.float64]) -> None:
        """Add the next sample (58,)."""
        self._ring[self._count % KEPT] = posture
        self._count += 1

    def part(self, first: int, last: int) -> NDArray[np.float64]:
        """(N, 58): the samples from `first` to `last`; NaN where they are not kept any more, or not yet."""
        numbers = np.arange(first, last + 1)
        found: NDArray[np.float64] = self._ring[numbers % KEPT]
        found[(numbers < max(self._count - KEPT, 0)) | (numbers >= self._count)] = np.nan
        return found
