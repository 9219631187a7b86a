"""The interface of every scoring method: pose samples in, a live score every ten, a final score at the end.

Decides the sample rate and the shape of the scores, so that methods can be exchanged by name.
"""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import ANGLE_COUNT, JOINT_COUNT
from scoring.body.track import Pose

# Tutor and user are resampled to this rate (`body.sampling`), so that ten samples last as long on a slow
# machine as on a fast one. About the rate at which a Raspberry Pi tracks one person.
SAMPLE_RATE_HZ: Final = 20.0
# Samples from one live score to the next: the paper's ten frames.
WINDOW: Final = 10
# Sakoe-Chiba half width, in samples, of the alignment of a whole match: 10 s to either side, the
# width for which `make bench` measures the final score of a match.
MATCH_BAND: Final = round(10.0 * SAMPLE_RATE_HZ)

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LiveScore:
    """The score of the most recent samples, 0 to 100; NaN where too little was seen.

    sample: the number of samples so far; joints (15,), angles (10,); lag_s: how late the person follows, s;
    mirrored: whether the person's left is compared with the tutor's right; heading: the turn about the
    vertical that would make the person face as the tutor does, radians. A method that does not estimate the
    last three leaves their defaults.
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
    """The score of a match, 0 to 100; total is NaN when too little was seen; joints (15,), angles (10,).

    live_mean, whole: the two halves of the total: the mean live score, and the score of aligning the whole
    match at once.
    """

    total: float
    live_mean: float
    whole: float
    joints: Scores
    angles: Scores


class Scorer(Protocol):
    """Scores one person in one match against one tutor's track.

    The track is given to the constructor, at SAMPLE_RATE_HZ and over the whole lesson.
    """

    def push(self, pose: Pose) -> LiveScore | None:
        """Take the person's next sample (LOST where unseen); returns a score after every WINDOW samples.

        Samples after the end of the lesson are ignored.
        """
        ...

    def finish(self) -> FinalScore:
        """The final score of what was pushed. Samples missing at the end of the lesson count as unseen."""
        ...


def nothing_judged() -> FinalScore:
    """The score of a match in which too little was seen: NaN throughout."""
    nan = float("nan")
    return FinalScore(nan, nan, nan, np.full(JOINT_COUNT, nan), np.full(ANGLE_COUNT, nan))


def mean_of_known(values: Scores) -> Scores:
    """The mean over the first axis of the values that are finite; NaN where none is."""
    known = np.isfinite(values)
    count = known.sum(axis=0)
    total = np.where(known, values, 0.0).sum(axis=0)
    result: Scores = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return result
