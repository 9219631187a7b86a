"""Whether a lesson is best done as its tutor does it: seen from the side.

Decides from the tutor's track: mostly seen from the side, in movements in which the trunk lies or bends far
forward, where a camera in front sees nothing but a head. Which way the tutor faces is in `device.overnight`.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Joint, Landmark, joints_of
from scoring.body.track import PoseTrack

# Median degrees between the tutor's front and the camera: nearer to the side than to halfway round.
SIDE_DEG: Final = (58.0, 122.0)
# From here on the trunk lies or bends far forward, degrees from upright. A deep squat is at 45.
BENT_DEG: Final = 52.0
# In so much of the exercise. A deadlift is bent far in a third of its time.
BENT_SHARE: Final = 0.2
# Exercise: within a second some limb turns by so much, degrees. Talking stays below, resting far below.
MOVING_DEG: Final = 25.0
MOVING_S: Final = 1.0
# Less exercise than this says nothing.
EXERCISE_MIN_S: Final = 2.0
_LIMBS: Final = (
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.HIP_CENTRE, Joint.SHOULDER_CENTRE),
)


def wants_side_view(track: PoseTrack) -> bool:
    """Whether people are to turn sideways for this lesson; False where the track does not tell."""
    seen = track.seen & np.isfinite(track.world).all(axis=(1, 2))
    if seen.sum() < 2:
        return False
    world, times = track.world[seen].astype(np.float64), track.times[seen]
    joints = joints_of(world.astype(np.float32)).astype(np.float64)
    exercise = _exercise(joints, times)
    step_s = float(np.median(np.diff(times)))
    if exercise.sum() * step_s < EXERCISE_MIN_S:
        return False
    across = (
        world[:, Landmark.LEFT_SHOULDER]
        - world[:, Landmark.RIGHT_SHOULDER]
        + world[:, Landmark.LEFT_HIP]
        - world[:, Landmark.RIGHT_HIP]
    )
    turned = np.degrees(np.abs(np.arctan2(across[:, 2], across[:, 0])))[exercise]
    trunk = joints[:, Joint.SHOULDER_CENTRE] - joints[:, Joint.HIP_CENTRE]
    bent = np.degrees(np.arctan2(np.hypot(trunk[:, 0], trunk[:, 2]), -trunk[:, 1]))[exercise]
    return bool(SIDE_DEG[0] <= np.median(turned) <= SIDE_DEG[1] and (bent > BENT_DEG).mean() >= BENT_SHARE)


def _exercise(joints: NDArray[np.float64], times: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(T,) the frames at which some limb points another way than MOVING_S before."""
    starts, ends = np.array(_LIMBS).T
    limbs = joints[:, ends] - joints[:, starts]
    limbs /= np.linalg.norm(limbs, axis=2, keepdims=True)
    before = np.searchsorted(times, times - MOVING_S)
    cosine = np.clip((limbs * limbs[before]).sum(axis=2), -1, 1)
    moved: NDArray[np.bool_] = np.degrees(np.arccos(cosine)).max(axis=1) > MOVING_DEG
    return moved
