"""Recognition from single frames, as published: six angles of each, and the mean of what they say.

The six are elbows, hips and knees: of the three published classes hips and knees tell squat from deadlift,
elbows bench press from both. With shoulders in place of hips fewer frames of these three were named rightly,
made up (0.61 against 0.77) and real (0.30 against 0.60).
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.features import angles
from scoring.body.joints import Angle, joints_of
from scoring.recognition.newest import WindowRecogniser
from scoring.recognition.statistics import WINDOW
from scoring.recognition.windows import STEP

Array = NDArray[np.float32]

SIX: Final = (
    Angle.LEFT_ELBOW, Angle.RIGHT_ELBOW, Angle.LEFT_HIP, Angle.RIGHT_HIP, Angle.LEFT_KNEE, Angle.RIGHT_KNEE,
)  # fmt: skip
# in a row of SIX the same angle of the other side
_OTHER_SIDE: Final = np.array([1, 0, 3, 2, 5, 4])

# Probabilities (N, C) of six angles (N, 6), none of them wholly NaN.
NameFrames = Callable[[Array], Array]


def six_angles(world: Array, visibility: Array) -> Array:
    """SIX in degrees (T, 6) of world landmarks (T, 33, 3) m with visibility (T, 33).

    An unseen angle is the other side's; NaN where neither is seen.
    """
    found = angles(joints_of(world, visibility))[:, SIX]
    return np.where(np.isnan(found), found[:, _OTHER_SIDE], found)


class FrameRecogniser(WindowRecogniser):
    """A `Recogniser`: the mean of the probabilities of the newest WINDOW frames, every STEP samples."""

    def __init__(self, names: tuple[str, ...], name_frames: NameFrames) -> None:
        """Nothing was seen yet; names: in the order of the probabilities."""

        def mean(_landmarks: Array, visibility: Array, world: Array) -> Array | None:
            found = six_angles(world, visibility)
            known = np.isfinite(found).any(axis=1)
            return name_frames(found[known]).mean(axis=0) if known.any() else None

        super().__init__(names, WINDOW, STEP, mean)
