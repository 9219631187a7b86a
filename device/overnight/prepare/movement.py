"""Measures how much a body moves at each moment of a track; `segments` classifies by it.

All measures are in torso lengths, so that the camera's distance and the body's size do not matter. Arms and
legs are measured relative to the trunk, so that a moving camera does not count.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Joint, joints_of
from scoring.body.sampling import grid, resample
from scoring.body.track import PoseTrack

RATE_HZ: Final = 10.0
# Seconds around each moment over which joints are measured: most of a slow repetition.
WINDOW_S: Final = 2.5

LEGS: Final = (Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)
ARMS: Final = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW)
TRUNK: Final = (Joint.NOSE, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP)
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MotionSeries:
    """Measures (N,) at `times` (N,) s, RATE_HZ of them a second; NaN where unknown.

    seen: whether a body is; arms, legs, trunk: spread (see _spread) of these joints, torso lengths, of arms
    about the shoulders, of legs about the hips, of the trunk in the picture; raised: height of the higher
    wrist above the shoulders, torso lengths; lying: 0 for an upright trunk to 1 for a horizontal one.
    """

    times: Array
    seen: NDArray[np.bool_]
    arms: Array
    legs: Array
    trunk: Array
    raised: Array
    lying: Array


def motion_of(track: PoseTrack, duration_s: float) -> MotionSeries:
    """The measures of a track over a film of `duration_s`."""
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
        arms=_spread((joints[:, ARMS] - top[:, None]) / torso),
        legs=_spread((joints[:, LEGS] - middle[:, None]) / torso),
        trunk=_spread(joints[:, TRUNK] / torso),
        raised=_over(lift.T, np.fmax),
        lying=lying,
    )


def _torso(spine: Array) -> float:
    """The trunk's length, px: the 75th percentile, which forward bends do not shorten. 1 when unknown."""
    lengths = np.linalg.norm(spine, axis=1)
    known = lengths[np.isfinite(lengths)]
    return float(np.percentile(known, 75)) if len(known) and np.percentile(known, 75) > 0 else 1.0


def _spread(points: Array) -> Array:
    """(N, joints, 2) -> (N,): the largest spread of a joint in the WINDOW_S around each moment.

    A spread is twice the root mean square distance from the mean position, which one outlier changes little.
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
