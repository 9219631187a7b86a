"""The channels in which repetitions are counted: the slope of each bone and the angle of each joint.

They do not depend on where the camera stands or which way the person faces, so a turn of the whole body is
not a movement in them.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.directions import ANGLE_LINES, directions
from scoring.body.joints import ANGLE_COUNT, BONE_COUNT
from scoring.body.track import Pose

# The weight of an angle, per radian, against the sine of a bone's slope: an angle has the depth noise of two
# bones.
ANGLE_WEIGHT: Final = 0.5
CHANNEL_COUNT: Final = BONE_COUNT + ANGLE_COUNT
# With less than this share of the channels known the body counts as unseen.
SEEN_SHARE: Final = 0.5
_ONE, _ONE_WAY, _OTHER, _OTHER_WAY = np.array(ANGLE_LINES).T
_ONE, _OTHER = _ONE.astype(np.intp), _OTHER.astype(np.intp)
_WAY: Final = (_ONE_WAY * _OTHER_WAY).astype(np.float32)


def channels(pose: Pose) -> NDArray[np.float32]:
    """(24,): the sine of each bone's slope (down positive), then each angle times ANGLE_WEIGHT in radians.

    NaN where unseen.
    """
    (lines,) = directions(pose.landmarks[None], pose.visibility[None], pose.world[None])
    cosine = (lines[:, _ONE] * lines[:, _OTHER]).sum(axis=0) * _WAY
    bent = np.arccos(np.clip(cosine, -1, 1)) * np.float32(ANGLE_WEIGHT)
    return np.concatenate([lines[1, :BONE_COUNT], bent])
