"""What passes between the parts of the box: frozen values, no behaviour.

Pictures are RGB, uint8, (height, width, 3). Times are seconds: `time_s` on the lesson's clock unless a
comment says otherwise.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.guidance import Arrow, Level
from scoring.track import Pose, PoseTrack

__all__ = [
    "Arrow",
    "Frame",
    "Image",
    "Level",
    "MatchResult",
    "MatchView",
    "Moment",
    "Pose",
    "PosedFrame",
]

Image = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture and when it was taken."""

    time_s: float
    image: Image


@dataclass(frozen=True, slots=True)
class PosedFrame:
    """A picture with the people found in it; a slot whose person is not there now is None."""

    frame: Frame
    people: tuple[Pose | None, ...]


@dataclass(frozen=True, slots=True)
class MatchView:
    """All that the match screen draws at one moment.

    tutor_joints and user_joints are (15, 2) px in their own pictures, NaN where unseen, None without a
    person; levels has one Level a bone, in the order of scoring.joints.BONES.
    """

    title: str
    time_s: float
    duration_s: float
    tutor_image: Image
    tutor_joints: NDArray[np.float32] | None
    user_image: Image | None
    user_joints: NDArray[np.float32] | None
    levels: tuple[Level, ...]
    arrows: tuple[Arrow, ...]
    score: float | None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant of a match shown side by side afterwards.

    The pictures live only as long as the result screen: they are never stored.
    """

    time_s: float
    score: float
    tutor_image: Image
    tutor_joints: NDArray[np.float32] | None
    user_image: Image
    user_joints: NDArray[np.float32] | None
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class MatchResult:
    """What a match leaves behind. Scores are 0 to 100, NaN where nothing could be judged.

    live_times and live_scores (N,); joint_scores (15,) and angle_scores (10,) over the whole match;
    track: the member's own poses on the lesson's clock, never a picture.
    """

    title: str
    method: str
    duration_s: float
    final: float
    live_times: NDArray[np.float64]
    live_scores: NDArray[np.float64]
    joint_scores: NDArray[np.float64]
    angle_scores: NDArray[np.float64]
    track: PoseTrack
