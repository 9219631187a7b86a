"""Undoes swaps of left and right between frames, which are mistakes of the pose network.

Of a person seen from behind or from the side BlazePose sometimes swaps left and right in single frames. A
body cannot turn round within one frame, so such a jump is reversed; when the network keeps the new sides for
BELIEVED_S, they are accepted.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from scoring.body.joints import Landmark
from scoring.body.track import Pose, PoseTrack, track_of

# A frame is swapped when with exchanged sides it would have moved less than this share as far. Of real people
# read by two networks, left and right of both then disagree in 0.17 % of the frames; with nothing exchanged
# in 0.34 %, with 0.8 and two seconds in 0.55 %, because legs that pass each other were exchanged for long
# (27 clips, measured once).
JUMP_SHARE: Final = 0.4
# Sides that the network keeps for longer than this, s, are accepted.
BELIEVED_S: Final = 1.0
# After so long without the person, s, the frame before says nothing about the sides.
FORGET_S: Final = 0.5


def _other(landmark: Landmark) -> Landmark:
    name = landmark.name
    if "LEFT" in name:
        return Landmark[name.replace("LEFT", "RIGHT")]
    return Landmark[name.replace("RIGHT", "LEFT")]


_SWAPPED: Final = np.array([_other(landmark) for landmark in Landmark])
# The landmarks of trunk and limbs; those of the face are too close together.
_BODY: Final = np.arange(Landmark.LEFT_SHOULDER, Landmark.RIGHT_ANKLE + 1)


class Sides:
    """Keeps the sides of one person from frame to frame."""

    def __init__(self) -> None:
        """Start without a person."""
        self._before: Pose | None = None
        self._before_s = 0.0
        self._jumped_s = 0.0
        self._swapped = False

    def settle(self, time_s: float, pose: Pose) -> Pose:
        """The pose, with left and right exchanged where the network swapped them; times must rise."""
        here = pose.landmarks[:, :2]
        if not np.isfinite(here).all():
            return pose
        if self._before is not None and time_s - self._before_s <= FORGET_S:
            before = self._before.landmarks[_BODY, :2]
            kept = np.abs(here[_BODY] - before).sum()
            changed = np.abs(here[_SWAPPED][_BODY] - before).sum()
            # compared with the corrected pose: smoothing spreads a swap over several frames
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
    """A track with the swaps of left and right undone."""
    sides = Sides()
    poses = [sides.settle(float(time_s), track.pose(row)) for row, time_s in enumerate(track.times)]
    made = track_of(track.times.tolist(), poses, track.width, track.height, track.model)
    return replace(made, times=track.times)
