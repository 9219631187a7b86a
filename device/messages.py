"""What passes between the parts of the box: frozen values, no behaviour.

Pictures are RGB, uint8, (height, width, 3). Times are seconds: `time_s` on the lesson's clock unless a
comment says otherwise.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.choices import Layout
from scoring.body.track import Pose, PoseTrack
from scoring.guidance.guidance import Arrow, Level
from scoring.summary import Summary

__all__ = [
    "Arrow",
    "Frame",
    "Image",
    "Level",
    "MatchResult",
    "MatchView",
    "Moment",
    "Moments",
    "PlayerView",
    "Pose",
    "PosedFrame",
    "Summary",
]

Image = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture and when it was taken; `small` shows the same moment in fewer px, for the pose."""

    time_s: float
    image: Image
    small: Image | None = None


@dataclass(frozen=True, slots=True)
class PosedFrame:
    """A picture with the people found in it; a slot whose person is not there now is None."""

    frame: Frame
    people: tuple[Pose | None, ...]


@dataclass(frozen=True, slots=True)
class PlayerView:
    """What the match screen shows of one person at one moment.

    joints (15, 2) px in the camera's picture, NaN where unseen, None without a person; levels has one Level a
    bone, in the order of scoring.body.joints.BONES; score is None while the person cannot be judged, lag_s
    while it is not known how late they are. sentence: what to do now, or praise when it is
    `fine`. message: why this person is not judged, or not all of them; it goes before the sentence.
    """

    joints: NDArray[np.float32] | None
    levels: tuple[Level, ...]
    arrows: tuple[Arrow, ...] = ()
    score: float | None = None
    lag_s: float | None = None
    mirrored: bool = False
    sentence: str | None = None
    fine: bool = False
    message: str | None = None
    name: str | None = None
    colour: tuple[int, int, int] | None = None
    repetitions: int | None = None


@dataclass(frozen=True, slots=True)
class MatchView:
    """All that the match screen draws at one moment.

    tutor_joints (15, 2) px in the tutor's picture, NaN where unseen, None without a person. players: one, or
    the left and the right one as shown, all in the one picture `user_image`. message: for everybody.
    mirrored: that picture is shown as in a mirror, with all that is drawn into it; patterned: bones differ by
    pattern too, for those who do not tell red from green; rate: of the tutor's time; count_in: beats until it
    goes on, None while it runs; notice: a calm word about the box, small.
    """

    title: str
    time_s: float
    duration_s: float
    tutor_image: Image
    tutor_joints: NDArray[np.float32] | None
    user_image: Image | None
    players: tuple[PlayerView, ...]
    message: str | None = None
    layout: Layout = Layout.BESIDE
    mirrored: bool = False
    patterned: bool = False
    rate: float = 1.0
    count_in: int | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant of one person's match, shown beside the tutor's afterwards.

    The pictures live only as long as the result screen: they are never stored. mirrored, patterned: how the
    person's own is shown, as in MatchView.
    """

    time_s: float
    score: float
    tutor_image: Image
    tutor_joints: NDArray[np.float32] | None
    user_image: Image
    user_joints: NDArray[np.float32] | None
    levels: tuple[Level, ...]
    mirrored: bool = False
    patterned: bool = False


# the best and the worst one of a person
Moments = tuple[Moment | None, Moment | None]


@dataclass(frozen=True, slots=True)
class MatchResult:
    """What a match leaves behind of one person. Scores are 0 to 100, NaN where nothing could be judged.

    live_times and live_scores (N,); joint_scores (15,) and angle_scores (10,) over the whole match; track:
    the person's own poses on the lesson's clock, never a picture; lag_s: how late they followed, NaN when
    that is not known; mirrored: whether left was read as right; repetitions: None where nobody counted.
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
    summary: Summary
    lag_s: float
    mirrored: bool
    repetitions: int | None = None
