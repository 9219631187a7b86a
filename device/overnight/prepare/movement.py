"""Measures how a body moves and is held at each moment of a track; `segments` classifies by it.

Works on the landmarks in space about the hips, in torso lengths, so that neither the camera's distance nor
its movement or zoom counts as movement of the body.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Joint, joints_of
from scoring.body.sampling import grid, resample
from scoring.body.track import PoseTrack

RATE_HZ: Final = 10.0
# Seconds around each moment over which joints are measured: half of a slow repetition. Longer ones carry
# exercise far into the rest beside it.
WINDOW_S: Final = 2.0
# Seconds in which something must repeat, two slow repetitions, and the shortest and longest repetition, s.
REPEATING_S: Final = 8.0
PERIOD_MIN_S: Final = 0.6
PERIOD_MAX_S: Final = 4.0
# Before a posture repeats it differs: the correlation falls below this. A body that drifts stays above.
APART: Final = 0.3
# Depth is the network's guess from one picture: its error on people is about twice that in the picture.
DEPTH_SHARE: Final = 0.5
# m: a torso where none was seen whole.
TORSO_M: Final = 0.5

LEGS: Final = (Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)
ARMS: Final = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW)
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionSeries:
    """Measures (N,) at `times` (N,) s, RATE_HZ of them a second; NaN where unknown.

    seen: whether a body is; arms, legs, trunk: spread (see _spread) of these joints, torso lengths, of arms
    about the shoulders, of legs about the hips, of the spine's direction; repeats: how alike the posture is
    one repetition later, -1 to 1; raised: height of the higher wrist above the shoulders, torso lengths;
    lean_deg: of the trunk from the vertical; bent_deg: of the more bent knee, 0 when straight.
    """

    times: Array
    seen: NDArray[np.bool_]
    arms: Array
    legs: Array
    trunk: Array
    repeats: Array
    raised: Array
    lean_deg: Array
    bent_deg: Array


def motion_of(track: PoseTrack, duration_s: float) -> MotionSeries:
    """The measures of a track over a film of `duration_s`."""
    times = grid(duration_s, RATE_HZ)
    even = resample(track, times)
    joints = joints_of(even.world, even.visibility).astype(np.float64)
    joints /= _torso(joints[:, Joint.SHOULDER_CENTRE] - joints[:, Joint.HIP_CENTRE])
    middle, top = joints[:, Joint.HIP_CENTRE], joints[:, Joint.SHOULDER_CENTRE]
    spine = top - middle
    knees = [
        _angle(joints[:, hip] - joints[:, knee], joints[:, ankle] - joints[:, knee])
        for hip, knee, ankle in (
            (Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
            (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
        )
    ]
    flat = joints * (1.0, 1.0, DEPTH_SHARE)
    arms = flat[:, ARMS] - flat[:, [Joint.SHOULDER_CENTRE]]
    legs = flat[:, LEGS] - flat[:, [Joint.HIP_CENTRE]]
    up = np.broadcast_to(np.array([0.0, -1.0, 0.0]), spine.shape)
    return MotionSeries(
        times=times,
        seen=even.seen,
        arms=_spread(arms),
        legs=_spread(legs),
        trunk=_spread((spine * (1.0, 1.0, DEPTH_SHARE))[:, None]),
        repeats=_repeats(np.concatenate([arms, legs, spine[:, None]], axis=1)),
        raised=np.fmax.reduce(-arms[:, :2, 1], axis=1),
        lean_deg=_angle(spine, up),
        bent_deg=180.0 - np.fmin(*knees),
    )


def _torso(spine: Array) -> float:
    """The trunk's length, m."""
    lengths = np.linalg.norm(spine, axis=1)
    known = lengths[np.isfinite(lengths)]
    return float(np.median(known)) if len(known) and np.median(known) > 0 else TORSO_M


def _angle(one: Array, other: Array) -> Array:
    """(N,) degrees between vectors (N, 3)."""
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    cosine = np.sum(one * other, axis=1) / np.maximum(lengths, 1e-9)
    angle: Array = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    return angle


def _spread(points: Array) -> Array:
    """(N, joints, 3) -> (N,): the largest spread of a joint in the WINDOW_S around each moment.

    A spread is twice the root mean square distance from the mean position, which one outlier changes little.
    """
    half = round(WINDOW_S * RATE_HZ / 2)
    known = np.isfinite(points).all(axis=2)
    values = np.where(known[..., None], points, 0.0)
    count = _around(known.astype(np.float64), half)
    enough = np.maximum(count, 1)
    mean = _around(values, half) / enough[..., None]
    squares = _around((values**2).sum(axis=2), half) / enough - (mean**2).sum(axis=2)
    spread = np.where(count >= half // 2, 2 * np.sqrt(np.maximum(squares, 0)), np.nan)
    widest: Array = np.fmax.reduce(spread, axis=1)
    return widest


def _repeats(points: Array) -> Array:
    """(N, joints, 3) -> (N,): the best correlation of the REPEATING_S around each moment with itself later.

    Only with a time later at which the posture has been another one in between; -1 where there is none.
    """
    half = round(REPEATING_S * RATE_HZ / 2)
    known = np.isfinite(points)
    count = np.maximum(_around(known.astype(np.float64), half), 1)
    values = np.where(known, points, 0.0)
    values = np.where(known, values - _around(values, half) / count, 0.0).reshape(len(points), -1)
    best, least = np.full(len(points), -1.0), np.ones(len(points))
    for lag in range(1, min(round(PERIOD_MAX_S * RATE_HZ), len(points) - 1) + 1):
        # of the moments whose later one is in the window too
        now, later = values[:-lag], values[lag:]
        shared = [
            _around(np.pad(product.sum(axis=1), (0, lag)), half)
            for product in (now * later, now**2, later**2)
        ]
        alike = shared[0] / np.maximum(np.sqrt(shared[1] * shared[2]), 1e-9)
        if lag >= PERIOD_MIN_S * RATE_HZ:
            best = np.where((least < APART) & (shared[1] > 0), np.maximum(best, alike), best)
        least = np.minimum(least, alike)
    return best


def _around(values: Array, half: int) -> Array:
    """The sums over the 2 * half + 1 rows around each row; fewer at the ends."""
    sums = np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0)])
    rows = np.arange(len(values))
    total: Array = sums[np.minimum(rows + half + 1, len(values))] - sums[np.maximum(rows - half, 0)]
    return total
