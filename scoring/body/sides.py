"""Left that becomes right from one picture to the next: the network's slip, not the person's.

Seen from behind or from the side the network sometimes takes left for right in single pictures. A body cannot
change sides within one, so such a jump is taken back; where the network keeps to its new reading, that one is
believed. Smoothing is not done here.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from scoring.body.joints import Landmark
from scoring.body.track import Pose, PoseTrack, track_of

# It is a jump when the other reading would have moved less than this share as far.
JUMP_SHARE: Final = 0.8
# A reading that lasts so long is no slip.
BELIEVED_S: Final = 2.0
# After so long without the person both readings are as likely.
FORGET_S: Final = 0.5


def _other(landmark: Landmark) -> Landmark:
    name = landmark.name
    if "LEFT" in name:
        return Landmark[name.replace("LEFT", "RIGHT")]
    return Landmark[name.replace("RIGHT", "LEFT")]


_SWAPPED: Final = np.array([_other(landmark) for landmark in Landmark])
# The points of the trunk and the limbs; a face is too small to tell.
_BODY: Final = np.arange(Landmark.LEFT_SHOULDER, Landmark.RIGHT_ANKLE + 1)


class Sides:
    """Follows one person from picture to picture."""

    def __init__(self) -> None:
        """Nobody was seen yet."""
        self._before: Pose | None = None
        self._before_s = 0.0
        self._jumped_s = 0.0
        self._swapped = False

    def settle(self, time_s: float, pose: Pose) -> Pose:
        """The pose with its sides as they were before; times rise."""
        here = pose.landmarks[:, :2]
        if not np.isfinite(here).all():
            return pose
        if self._before is not None and time_s - self._before_s <= FORGET_S:
            before = self._before.landmarks[_BODY, :2]
            kept = np.abs(here[_BODY] - before).sum()
            changed = np.abs(here[_SWAPPED][_BODY] - before).sum()
            # against the pose as it was settled: the network's smoothing spreads a slip over several pictures
            slipped = bool(changed < JUMP_SHARE * kept)
            if slipped != self._swapped:
                self._jumped_s = time_s
            self._swapped = slipped and time_s - self._jumped_s <= BELIEVED_S
        else:
            self._swapped = False
        if self._swapped:
            pose = Pose(pose.landmarks[_SWAPPED], pose.visibility[_SWAPPED], pose.world[_SWAPPED])
        self._before, self._before_s = pose, time_s
        return pose


def settled(track: PoseTrack) -> PoseTrack:
    """A whole track, settled from its first frame on."""
    sides = Sides()
    poses = [sides.settle(float(time_s), track.pose(row)) for row, time_s in enumerate(track.times)]
    made = track_of(track.times.tolist(), poses, track.width, track.height, track.model)
    return replace(made, times=track.times)
