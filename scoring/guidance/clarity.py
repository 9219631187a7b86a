"""How far off a part of the body may seem of somebody who does everything right: the cameras' share.

From the same side two cameras err alike, and nothing is forgiven. The more their headings differ the more
each part's own noise counts, and most of it where a body is seen end-on, as who lies with the feet towards
the camera. Whether what lies beyond that is a mistake is decided by `guidance`.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import BONE_COUNT, BONES, Angle, Joint
from scoring.body.points import share_of_floor
from scoring.guidance.corrections import SPINE

Array = NDArray[np.float32]

# What the network shows of perfect followers who stand and are seen from 30 to 90 degrees aside, by part, in
# degrees: at least 99 of 100 moments lie below. Source and date in docs/MEASURED.md, "Calibration".
ANGLE_SHARE_DEG: Final = {
    "ELBOW": 33.0,
    "SHOULDER": 21.0,
    "HIP": 17.0,
    "KNEE": 20.0,
    "NECK": 12.0,
    "CROTCH": 14.0,
}
BONE_SHARE_DEG: Final = {"ARM": 35.0, "THIGH": 23.0, "SHANK": 20.0, "TRUNK": 16.0}
# A trunk whose way in depth is less than the first share of its length hides nothing; at the second one a
# body is seen end-on, and the cameras' share is this many times larger.
DEPTH_CLEAR: Final = 0.5
DEPTH_HIDDEN: Final = 0.85
HIDDEN_TIMES: Final = 3.0


def kind_of_angle(angle: Angle) -> str:
    """The key of ANGLE_SHARE_DEG."""
    return next(kind for kind in ANGLE_SHARE_DEG if angle.name.endswith(kind))


def kind_of_bone(number: int) -> str:
    """The key of BONE_SHARE_DEG, for a number in BONES."""
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
    """The errors, radians, of bones (14,) and angles (10,) that two cameras explain.

    heading: the radians between them; user and tutor (3, 16): the lines as each camera saw them.
    """
    depths = np.abs([user[2, SPINE], tutor[2, SPINE]])
    deep = float(np.nanmax(depths)) if np.isfinite(depths).any() else 1.0
    hidden = min(max((deep - DEPTH_CLEAR) / (DEPTH_HIDDEN - DEPTH_CLEAR), 0.0), 1.0)
    share = np.float32(share_of_floor(heading) * (1 + (HIDDEN_TIMES - 1) * hidden))
    return _BONES * share, _ANGLES * share
