"""What every method of scoring is: samples in, a live score every ten, one final score at the end.

Decides the rate and the shape of the scores, so that methods can be exchanged by name. How a method comes to
its numbers is in its own module; who is scored and on which clock is not here.
"""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import ANGLE_COUNT, JOINT_COUNT
from scoring.body.track import Pose

# Both sides are brought to this rate, so that ten samples last as long on a slow box as on a fast one.
# A Raspberry Pi follows one person at about this rate.
SAMPLE_RATE_HZ: Final = 20.0
# Samples from one live score to the next: the paper's ten frames.
WINDOW: Final = 10
# Sakoe-Chiba half width, in samples, of the alignment of a whole match: 10 s to either side, the
# width for which `make bench` measures the final score of a match.
MATCH_BAND: Final = round(10.0 * SAMPLE_RATE_HZ)

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LiveScore:
    """The last moments, judged. Scores are 0 to 100, NaN where too little was seen.

    sample: the number of samples so far; joints (15,) and angles (10,); lag_s: how late the person follows
    (0 for a method that does not look); mirrored: whether left is read as right; heading: by how much the
    person must turn to stand as the tutor does, radians.
    """

    sample: int
    total: float
    joints: Scores
    angles: Scores
    lag_s: float = 0.0
    mirrored: bool = False
    heading: float = 0.0


@dataclass(frozen=True, slots=True)
class FinalScore:
    """The whole match, judged. total 0 to 100, NaN when nothing could be judged; joints (15,), angles (10,).

    live_mean and whole: the two halves of the total, the mean live score and the one alignment of everything.
    """

    total: float
    live_mean: float
    whole: float
    joints: Scores
    angles: Scores


class Scorer(Protocol):
    """Judges one person against one tutor's track, which it got at SAMPLE_RATE_HZ when it was made."""

    def push(self, pose: Pose) -> LiveScore | None:
        """One more sample of the person, LOST where unseen; a score after every WINDOW of them.

        Samples after the end of the lesson are ignored.
        """
        ...

    def finish(self) -> FinalScore:
        """The match is over: judge what was pushed. Samples that are missing at the end count as unseen."""
        ...


def nothing_judged() -> FinalScore:
    """The score of a match in which nothing could be judged."""
    nan = float("nan")
    return FinalScore(nan, nan, nan, np.full(JOINT_COUNT, nan), np.full(ANGLE_COUNT, nan))


def mean_of_known(values: Scores) -> Scores:
    """The mean over the first axis of what is not NaN; NaN where nothing is known."""
    known = np.isfinite(values)
    count = known.sum(axis=0)
    total = np.where(known, values, 0.0).sum(axis=0)
    result: Scores = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return result
