"""The newest samples of one person, always in a row, and a recogniser that looks at them again and again."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import LANDMARK_COUNT
from scoring.body.track import Pose
from scoring.recognition.recogniser import Recognition
from scoring.scorer import SAMPLE_RATE_HZ

# With fewer samples in which the person was seen there is no answer: a second.
SEEN_MIN: Final = round(SAMPLE_RATE_HZ)

Array = NDArray[np.float32]

# Probabilities (C,) of landmarks (T, 33, 3), visibility (T, 33) and world (T, 33, 3); None: nothing is known.
NameWindow = Callable[[Array, Array, Array], Array | None]


class Newest:
    """Keeps the last `length` samples. count: how many were pushed."""

    def __init__(self, length: int) -> None:
        """Nothing was seen yet."""
        self._length = length
        self.count = 0
        # each sample is written twice, `length` apart, so that the newest always lie in a row
        self._landmarks = np.full((2 * length, LANDMARK_COUNT, 3), np.nan, np.float32)
        self._visibility = np.zeros((2 * length, LANDMARK_COUNT), np.float32)
        self._world = np.full((2 * length, LANDMARK_COUNT, 3), np.nan, np.float32)

    def push(self, pose: Pose) -> None:
        """Take the next sample, LOST where unseen."""
        place = self.count % self._length
        for row in (place, place + self._length):
            self._landmarks[row] = pose.landmarks
            self._visibility[row] = pose.visibility
            self._world[row] = pose.world
        self.count += 1

    @property
    def parts(self) -> tuple[Array, Array, Array]:
        """The landmarks (T, 33, 3), visibility (T, 33) and world (T, 33, 3), T at most `length`."""
        begin = 0 if self.count < self._length else self.count % self._length
        rows = slice(begin, begin + min(self.count, self._length))
        return self._landmarks[rows], self._visibility[rows], self._world[rows]

    @property
    def seen(self) -> int:
        """In how many of the newest samples the person was found."""
        return int(np.isfinite(self.parts[2][:, 0, 0]).sum())


class WindowRecogniser:
    """A `Recogniser`: asks about the last `length` samples, fewer at the beginning, every `step` samples."""

    def __init__(self, names: tuple[str, ...], length: int, step: int, name_window: NameWindow) -> None:
        """Nothing was seen yet; names: in the order of the probabilities."""
        self._names = names
        self._step = step
        self._name_window = name_window
        self._newest = Newest(length)

    @property
    def names(self) -> tuple[str, ...]:
        """See Recogniser."""
        return self._names

    def push(self, pose: Pose) -> Recognition | None:
        """See Recogniser; None between two answers, or too little was seen."""
        self._newest.push(pose)
        if self._newest.count % self._step or self._newest.seen < SEEN_MIN:
            return None
        shares = self._name_window(*self._newest.parts)
        if shares is None:
            return None
        return Recognition(time_s=self._newest.count / SAMPLE_RATE_HZ, probabilities=shares)
