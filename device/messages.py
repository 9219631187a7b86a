"""Values that pass between the parts of a match: frozen, without behaviour.

Pictures are RGB, uint8, (height, width, 3). Times are seconds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.choices import Layout
from scoring.body.track import Pose, PoseTrack
from scoring.guidance.arrows import Arrow
from scoring.guidance.judgement import Level
from scoring.repetitions.repetition import Repetition, RepetitionState
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
    "Repetition",
    "RepetitionState",
    "Summary",
]

Image = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture. time_s: on the box's clock for a camera, from the beginning for a film.

    small: the same picture with fewer px, for the pose estimator, where the camera gives one.
    """

    time_s: float
    image: Image
    small: Image | None = None


@dataclass(frozen=True, slots=True)
class PosedFrame:
    """A picture and the pose of each person in it, in px of `frame.image`; None where one is not seen."""

    frame: Frame
    people: tuple[Pose | None, ...]


@dataclass(frozen=True, slots=True)
class PlayerView:
    """What the match screen shows of one person at one moment.

    joints: (15, 2) px in the camera's picture, NaN where unseen, None without a person; levels: one per bone,
    in the order of scoring.body.joints.BONES; score: 0 to 100, None while the person cannot be judged; lag_s:
    seconds behind the tutor, None while unknown; mirrored: whether the person mirrors the tutor; sentence:
    what to correct, or praise when `fine`; message: why this person, or a part of their body, is not judged,
    shown instead of the sentence; name, colour: None for a guest; repetitions: None where not counted;
    repetition: the one that runs, and those that have just ended, None where not counted.
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
    repetition: RepetitionState | None = None


@dataclass(frozen=True, slots=True)
class MatchView:
    """All that the match screen draws at one moment.

    time_s, duration_s: of the lesson; tutor_joints: (15, 2) px in the tutor's picture, NaN where unseen, None
    without a person; user_image: None while the camera gives none; players: one, or the left and the right
    one as shown, both in `user_image`; message: to all people; mirrored: whether `user_image` and what is
    drawn into it are shown mirrored; patterned: whether levels differ by pattern too, for people who confuse
    red and green; rate: lesson seconds per second; count_in: beats until a paused match continues, None
    outside of a count-in; notice: a sentence about the box, shown small; exercise: what is done now in the
    lesson, where its parts have names.
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
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant of a match, of one person and the tutor, for the result screen; never stored.

    time_s: the tutor's moment that the person followed, in the lesson; score: 0 to 100; joints: (15, 2) px in
    the picture beside them, None without a person; levels, mirrored, patterned: as in PlayerView and
    MatchView.
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


# a person's best and worst one; None without a live score
Moments = tuple[Moment | None, Moment | None]


@dataclass(frozen=True, slots=True)
class MatchResult:
    """One person's result. Scores are 0 to 100, NaN where nothing could be judged.

    duration_s: how much of the lesson was judged; final: the score over all of it; live_times, live_scores:
    (N,), at seconds of the lesson; joint_scores (15,) and angle_scores (10,): in the order of Joint and
    Angle; track: the person's poses on the lesson's clock; lag_s: the median lag, NaN when never judged;
    mirrored: whether the person mirrored the tutor; repetitions: None where not counted;
    repetition_list: each of them, and the attempts, which are not counted; covered: the share of the lesson
    in which a recording has pictures, 1 of a match.
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
    repetition_list: tuple[Repetition, ...] = ()
    covered: float = 1.0
