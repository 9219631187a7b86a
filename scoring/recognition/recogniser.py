"""What a method of recognition is asked and what it answers."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from scoring.body.track import Pose


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recognition:
    """What somebody did in the newest window. time_s: its end, s from the first sample; probabilities (C,):
    of each of the recogniser's names, their sum is 1.
    """

    time_s: float
    probabilities: NDArray[np.float32]


class Recogniser(Protocol):
    """One person; samples at `scoring.scorer.SAMPLE_RATE_HZ`."""

    @property
    def names(self) -> tuple[str, ...]:
        """The C names of `scoring.exercises.catalogue`, in the order of the probabilities."""

    def push(self, pose: Pose) -> Recognition | None:
        """Take the next sample, LOST where unseen; None while too little was seen to tell."""
