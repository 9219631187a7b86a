"""How much a body moves at each moment of a track: what segments are told apart by.

Decides the measures, nothing else: all in torso lengths, so that neither the camera's distance nor the body's
size matters, and about the body's own middle where that is asked, so that a camera in the hand does not
count.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Joint, joints_of
from scoring.body.sampling import grid, resample
from scoring.body.track import PoseTrack

RATE_HZ: Final = 10.0
# A movement is judged by what happens in so many seconds round a moment: most of a slow repetition.
WINDOW_S: Final = 2.5

LEGS: Final = (Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)
ARMS: Final = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW)
TRUNK: Final = (Joint.NOSE, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP)
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MotionSeries:
    """At `times` (N,) s, RATE_HZ of them a second. NaN where it cannot be known.

    seen: whether somebody is; arms, legs, trunk: how far (torso lengths) these joints get about in WINDOW_S,
    the arms and legs about the hips and shoulders, the trunk in the picture; raised: how far the higher wrist
    lies above the shoulders, torso lengths; lying: 0 for an upright trunk to 1 for a level one.
    """

    times: Array
    seen: NDArray[np.bool_]
    arms: Array
    legs: Array
    trunk: Array
    raised: Array
    lying: Array


def motion_of(track: PoseTrack, duration_s: float) -> MotionSeries:
    """The movement of a track over a film of `duration_s`."""
    times = grid(duration_s, RATE_HZ)
    even = resample(track, times)
    joints = joints_of(even.landmarks[..., :2], even.visibility).astype(np.float64)
    middle, top = joints[:, Joint.HIP_CENTRE], joints[:, Joint.SHOULDER_CENTRE]
    torso = _torso(top - middle)
    spine = (top - middle) / torso
    with np.errstate(invalid="ignore"):
        lying = np.clip(1 - np.abs(spine[:, 1]) / np.maximum(np.linalg.norm(spine, axis=1), 1e-6), 0, 1)
        lift = (top[:, None, 1] - joints[:, ARMS[:2], 1]) / torso
    return MotionSeries(
        times,
        even.seen,
        arms=_reach((joints[:, ARMS] - top[:, None]) / torso),
        legs=_reach((joints[:, LEGS] - middle[:, None]) / torso),
        trunk=_reach(joints[:, TRUNK] / torso),
        raised=_over(lift.T, np.fmax),
        lying=lying,
    )


def _torso(spine: Array) -> float:
    """The usual length of the trunk, px; a fold forward does not make it shorter."""
    lengths = np.linalg.norm(spine, axis=1)
    known = lengths[np.isfinite(lengths)]
    return float(np.percentile(known, 75)) if len(known) and np.percentile(known, 75) > 0 else 1.0


def _reach(points: Array) -> Array:
    """(N, joints, 2) -> (N,): how far the joint that gets about most does in WINDOW_S round each moment.

    The joint's spread: twice the deviation from its mean place, which one wrong reading cannot make large.
    """
    half = round(WINDOW_S * RATE_HZ / 2)
    padded = np.pad(points, ((half, half), (0, 0), (0, 0)), constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1, axis=0)
    known = np.isfinite(windows).all(axis=2)
    count = known.sum(axis=-1)
    values = np.where(known[:, :, None], windows, 0.0)
    mean = values.sum(axis=-1) / np.maximum(count, 1)[..., None]
    squares = (np.where(known[:, :, None], windows - mean[..., None], 0.0) ** 2).sum(axis=(2, 3))
    spread = np.where(count >= half // 2, 2 * np.sqrt(squares / np.maximum(count, 1)), np.nan)
    return _over(spread.T, np.fmax)


def _over(rows: Array, choose: np.ufunc) -> Array:
    chosen: Array = choose.reduce(rows, axis=0)
    return chosen
