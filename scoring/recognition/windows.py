"""A forest that follows one person: it looks at the newest three seconds again and again."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import LANDMARK_COUNT
from scoring.body.track import Pose
from scoring.recognition.forest import Forest
from scoring.recognition.recogniser import Recognition
from scoring.recognition.statistics import WINDOW, statistics
from scoring.scorer import SAMPLE_RATE_HZ

# samples from one answer to the next: a quarter of a second
STEP: Final = 5
# With fewer samples in which the person was seen there is no answer: a second.
SEEN_MIN: Final = round(SAMPLE_RATE_HZ)


class ForestRecogniser:
    """A `Recogniser`: answers every STEP samples from the last WINDOW samples, fewer at the beginning."""

    def __init__(self, forest: Forest) -> None:
        """Nothing was seen yet."""
        self._forest = forest
        self._count = 0
        # each sample is written twice, WINDOW apart, so that the newest always lie in a row
        self._landmarks = np.full((2 * WINDOW, LANDMARK_COUNT, 3), np.nan, np.float32)
        self._visibility = np.zeros((2 * WINDOW, LANDMARK_COUNT), np.float32)
        self._world = np.full((2 * WINDOW, LANDMARK_COUNT, 3), np.nan, np.float32)

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order of the probabilities."""
        return self._forest.names

    def push(self, pose: Pose) -> Recognition | None:
        """Take the next sample, LOST where unseen; None between two answers, or too little was seen."""
        place = self._count % WINDOW
        for row in (place, place + WINDOW):
            self._landmarks[row] = pose.landmarks
            self._visibility[row] = pose.visibility
            self._world[row] = pose.world
        self._count += 1
        if self._count % STEP:
            return None
        shares = self._named(self._newest())
        if shares is None:
            return None
        return Recognition(time_s=self._count / SAMPLE_RATE_HZ, probabilities=shares)

    def _newest(self) -> slice:
        """The rows of the newest samples."""
        if self._count < WINDOW:
            return slice(0, self._count)
        begin = self._count % WINDOW
        return slice(begin, begin + WINDOW)

    def _named(self, rows: slice) -> NDArray[np.float32] | None:
        world = self._world[rows]
        if np.isfinite(world[:, 0, 0]).sum() < SEEN_MIN:
            return None
        found = statistics(self._landmarks[rows], self._visibility[rows], world)
        return self._forest.probabilities(found)
