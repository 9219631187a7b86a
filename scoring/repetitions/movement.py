"""What is looked at to count: how steeply the limbs stand and how far the joints are bent.

Decides on channels that stay the same wherever the camera stands and whichever way the person faces, so that
a turn of the whole body is no movement. Which of them matter for a movement is found by `counter`.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.directions import ANGLE_LINES, directions
from scoring.body.joints import ANGLE_COUNT, BONE_COUNT
from scoring.body.track import Pose

# One radian of bending weighs half as much as a limb that goes from level to upright: an angle has the depth
# noise of two bones.
ANGLE_WEIGHT: Final = 0.5
CHANNEL_COUNT: Final = BONE_COUNT + ANGLE_COUNT
# With fewer channels than this share a body is not seen.
SEEN_SHARE: Final = 0.5
_ONE, _ONE_WAY, _OTHER, _OTHER_WAY = np.array(ANGLE_LINES).T
_ONE, _OTHER = _ONE.astype(np.intp), _OTHER.astype(np.intp)
_WAY: Final = (_ONE_WAY * _OTHER_WAY).astype(np.float32)


def channels(pose: Pose) -> NDArray[np.float32]:
    """(24,): the sine of each bone's slope (down is positive), then half of each angle in rad; NaN unseen."""
    (lines,) = directions(pose.landmarks[None], pose.visibility[None], pose.world[None])
    cosine = (lines[:, _ONE] * lines[:, _OTHER]).sum(axis=0) * _WAY
    bent = np.arccos(np.clip(cosine, -1, 1)) * np.float32(ANGLE_WEIGHT)
    return np.concatenate([lines[1, :BONE_COUNT], bent])
