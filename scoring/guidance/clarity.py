"""The error that two cameras can show of each body part of a person who does everything right.

Cameras at the same heading err alike, and nothing is subtracted. The more their headings differ, the more of
each part's own measurement error counts, and most where a body is seen end-on, such as a person lying with
the feet towards the camera.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import BONE_COUNT, BONES, Angle, Joint
from scoring.guidance.asks import SPINE

Array = NDArray[np.float32]

# The error of perfect followers, standing and seen from 30 to 90 degrees aside, by kind of part, in degrees:
# at least 99 of 100 samples lie below. Source and date in docs/MEASURED.md, "Calibration".
ANGLE_SHARE_DEG: Final = {
    "ELBOW": 33.0,
    "SHOULDER": 21.0,
    "HIP": 17.0,
    "KNEE": 20.0,
    "NECK": 12.0,
    "CROTCH": 14.0,
}
BONE_SHARE_DEG: Final = {"ARM": 35.0, "THIGH": 23.0, "SHANK": 20.0, "TRUNK": 16.0}
# The depth of the trunk as a share of its length: up to DEPTH_CLEAR nothing is hidden, at DEPTH_HIDDEN the
# body is seen end-on and the errors are HIDDEN_TIMES as large.
DEPTH_CLEAR: Final = 0.5
DEPTH_HIDDEN: Final = 0.85
HIDDEN_TIMES: Final = 3.0
# From this heading between the cameras on, radians, their errors no longer grow.
APART: Final = 0.35


def share_of_cameras(heading: float) -> float:
    """The share, 0 to 1, of the cameras' full errors at a heading, radians (any turn)."""
    away = abs(math.atan2(math.sin(heading), math.cos(heading)))
    return min(1.0, away / APART)


def kind_of_angle(angle: Angle) -> str:
    """The key of an angle in ANGLE_SHARE_DEG."""
    return next(kind for kind in ANGLE_SHARE_DEG if angle.name.endswith(kind))


def kind_of_bone(number: int) -> str:
    """The key in BONE_SHARE_DEG of a bone, given by its index in BONES."""
    ends = " ".join(Joint(joint).name for joint in BONES[number])
    if "ELBOW" in ends:
        return "ARM"
    if "ANKLE" in ends:
        return "SHANK"
    return "THIGH" if "KNEE" in ends else "TRUNK"


_ANGLES: Final = np.radians([ANGLE_SHARE_DEG[kind_of_angle(angle)] for angle in Angle]).astype(np.float32)
_BONES: Final = np.radians([BONE_SHARE_DEG[kind_of_bone(one)] for one in range(BONE_COUNT)]).astype(
    np.float32
)


def cameras_share(heading: float, user: Array, tutor: Array) -> tuple[Array, Array]:
    """The errors, radians, of bones (14,) and angles (10,) that the two cameras explain.

    heading: radians between the cameras; user, tutor (3, 16): the lines as each camera saw them.
    """
    depths = np.abs([user[2, SPINE], tutor[2, SPINE]])
    deep = float(np.nanmax(depths)) if np.isfinite(depths).any() else 1.0
    hidden = min(max((deep - DEPTH_CLEAR) / (DEPTH_HIDDEN - DEPTH_CLEAR), 0.0), 1.0)
    share = np.float32(share_of_cameras(heading) * (1 + (HIDDEN_TIMES - 1) * hidden))
    return _BONES * share, _ANGLES * share
