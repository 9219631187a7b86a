"""Whether people are to turn sideways to the camera for a lesson, as its tutor does.

Decides from the tutor's track: seen mostly from the side, in movements in which the trunk lies or bends far
forward, of which a camera in front sees little but the head. `device.overnight` finds which way a tutor
faces.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Joint, Landmark, joints_of
from scoring.body.track import PoseTrack

# Range of the median angle between the tutor's front and the camera, degrees, that counts as from the side.
SIDE_DEG: Final = (58.0, 122.0)
# Degrees from upright from which the trunk counts as lying or bent far forward. A deep squat has 45.
BENT_DEG: Final = 52.0
# The least share of the exercise in which it is bent so far. In a deadlift it is a third.
BENT_SHARE: Final = 0.2
# A frame belongs to exercise when a limb turned by more than MOVING_DEG since MOVING_S before. Talking stays
# below, resting far below.
MOVING_DEG: Final = 25.0
MOVING_S: Final = 1.0
# With less exercise than this, s, nothing is decided.
EXERCISE_MIN_S: Final = 2.0
_LIMBS: Final = (
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.HIP_CENTRE, Joint.SHOULDER_CENTRE),
)


def wants_side_view(track: PoseTrack) -> bool:
    """Whether people are to turn sideways for this lesson; False where the track has too little to decide."""
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
    """(T,) the frames at which a limb has turned by more than MOVING_DEG since MOVING_S before."""
    starts, ends = np.array(_LIMBS).T
    limbs = joints[:, ends] - joints[:, starts]
    limbs /= np.linalg.norm(limbs, axis=2, keepdims=True)
    before = np.searchsorted(times, times - MOVING_S)
    cosine = np.clip((limbs * limbs[before]).sum(axis=2), -1, 1)
    moved: NDArray[np.bool_] = np.degrees(np.arccos(cosine)).max(axis=1) > MOVING_DEG
    return moved
