"""The body's parts by name: 33 landmarks, the 15 scored joints, the 10 angles between them, 14 bones.

Decides which landmarks make a joint and when a joint counts as seen; an unseen joint is NaN.
"""

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

LANDMARK_COUNT: Final = 33
# A landmark below this visibility counts as unseen: it is the network's guess at a hidden limb. MediaPipe's
# drawing code has the same 0.5.
VISIBILITY_MIN: Final = 0.5


class Landmark(IntEnum):
    """BlazePose's 33 landmarks, in its order; left and right are the person's own."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT_INDEX = 31
    RIGHT_FOOT_INDEX = 32


class Joint(IntEnum):
    """The 15 scored points: 13 landmarks and the two centres made of them."""

    NOSE = 0
    LEFT_SHOULDER = 1
    RIGHT_SHOULDER = 2
    LEFT_ELBOW = 3
    RIGHT_ELBOW = 4
    LEFT_WRIST = 5
    RIGHT_WRIST = 6
    LEFT_HIP = 7
    RIGHT_HIP = 8
    LEFT_KNEE = 9
    RIGHT_KNEE = 10
    LEFT_ANKLE = 11
    RIGHT_ANKLE = 12
    HIP_CENTRE = 13
    SHOULDER_CENTRE = 14


class Angle(IntEnum):
    """The 10 scored angles."""

    LEFT_ELBOW = 0
    RIGHT_ELBOW = 1
    LEFT_SHOULDER = 2
    RIGHT_SHOULDER = 3
    LEFT_HIP = 4
    RIGHT_HIP = 5
    LEFT_KNEE = 6
    RIGHT_KNEE = 7
    NECK = 8
    CROTCH = 9


def _other(name: str) -> str:
    return name.replace("LEFT", "*").replace("RIGHT", "LEFT").replace("*", "RIGHT")


# The joint, and the landmark, of the other side of the body for each; a centre and the nose are their own.
OTHER_SIDE: Final = tuple(Joint[_other(joint.name)] for joint in Joint)
OTHER_SIDE_LANDMARKS: Final = tuple(Landmark[_other(landmark.name)] for landmark in Landmark)

JOINT_COUNT: Final = len(Joint)
ANGLE_COUNT: Final = len(Angle)

# The landmark behind each of the first 13 joints.
JOINT_LANDMARKS: Final = (0, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28)

_PICKED: Final = np.array(JOINT_LANDMARKS)
# Each centre with the two joints that it is the midpoint of: (centre, left, right) in Joint numbers. Plain
# integers, because they index arrays once per frame and an IntEnum is slower there.
CENTRES: Final = tuple(
    (int(centre), int(left), int(right))
    for centre, left, right in (
        (Joint.HIP_CENTRE, Joint.LEFT_HIP, Joint.RIGHT_HIP),
        (Joint.SHOULDER_CENTRE, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
    )
)

# first end, vertex and second end of each angle
ANGLE_JOINTS: Final[tuple[tuple[Joint, Joint, Joint], ...]] = (
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.LEFT_ELBOW, Joint.LEFT_SHOULDER, Joint.LEFT_HIP),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP),
    (Joint.LEFT_SHOULDER, Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
    (Joint.NOSE, Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE),
    (Joint.LEFT_KNEE, Joint.HIP_CENTRE, Joint.RIGHT_KNEE),
)

# The lines between joints that are drawn and compared.
BONES: Final[tuple[tuple[Joint, Joint], ...]] = (
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.LEFT_SHOULDER, Joint.LEFT_HIP),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
    (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
    (Joint.LEFT_HIP, Joint.RIGHT_HIP),
    (Joint.NOSE, Joint.SHOULDER_CENTRE),
    (Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE),
)
BONE_COUNT: Final = len(BONES)


def joints_of(
    landmarks: NDArray[np.float32],
    visibility: NDArray[np.float32] | None = None,
    visibility_min: float = VISIBILITY_MIN,
) -> NDArray[np.float32]:
    """The 15 joints of landmarks (..., 33, D) as (..., 15, D) float32; D is 2 or 3, any unit.

    A joint whose landmark is below `visibility_min` in `visibility` (..., 33) becomes NaN, and a centre when
    one of its two joints does. Raises ValueError on other shapes.
    """
    points = np.asarray(landmarks, np.float32)
    if points.ndim < 2 or points.shape[-2] != LANDMARK_COUNT:
        raise ValueError(f"landmarks must be (..., {LANDMARK_COUNT}, D), not {points.shape}")
    joints = np.empty((*points.shape[:-2], JOINT_COUNT, points.shape[-1]), np.float32)
    joints[..., :13, :] = points[..., _PICKED, :]
    if visibility is not None:
        seen = np.asarray(visibility)[..., _PICKED] >= visibility_min
        joints[..., :13, :] = np.where(seen[..., None], joints[..., :13, :], np.nan)
    for centre, left, right in CENTRES:
        joints[..., centre, :] = (joints[..., left, :] + joints[..., right, :]) / 2
    return joints
