"""How one person stands before the camera: the most important thing that is wrong, as a key of [text].

Decides from one pose. Left and right are the person's own, looking at the TV, whose camera sees them the
other way round; a mirrored screen shows them just so. How long something must be wrong before it is said,
what follows for the start and what concerns two people is decided by `readiness`.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.match.judging.visibility import PARTS
from scoring.body.joints import BONES, Joint, Landmark, joints_of
from scoring.body.track import Pose

STEP_BACK: Final = "step_back"
COME_CLOSER: Final = "come_closer"
MOVE_LEFT: Final = "move_left"
MOVE_RIGHT: Final = "move_right"
TILT_UP: Final = "tilt_up"
TILT_DOWN: Final = "tilt_down"
TURN_SIDEWAYS: Final = "turn_sideways"

# Limits come in pairs: where a fault begins, and where it has ended. Shares of the picture's height that a
# body stretched out is tall: arms overhead want another quarter, and the network wants about 150 px.
TALL: Final = (0.86, 0.82)
SMALL: Final = (0.32, 0.36)
# How far the hips may be from the middle, in widths of the picture, for one person alone.
ASIDE: Final = (0.27, 0.22)
# Room between the hips and the picture's edge for an arm stretched out, in torso lengths.
ARM_ROOM: Final = (1.0, 1.2)
# A camera is tilted when a body that would fit is cut at one end and has so much room at the other; heights.
SPARE: Final = (0.24, 0.20)
# Degrees from facing the camera: from the first on one stands sideways, below the second no more.
SIDEWAYS_DEG: Final = (48.0, 42.0)
# What a body is longer than from its ankles to its nose: the crown, as a share of that.
NOSE_TO_CROWN: Final = 0.10
# So near to the edge of the picture, in heights of it, a point counts as cut off.
EDGE: Final = 0.01

_CHAIN: Final = (
    (Joint.NOSE, Joint.SHOULDER_CENTRE),
    (Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
)
_TRUNK: Final = (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP)
_ARMS: Final = (Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW)
_KNEES: Final = (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)
_ANKLES: Final = (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)


class Placement:
    """One pose in a picture of `width` x `height` px."""

    def __init__(self, pose: Pose, width: int, height: int) -> None:
        """The pose must be finite: a person was found."""
        self._width, self._height = width, height
        self._places = joints_of(pose.landmarks[:, :2])
        inside = (self._places >= 0).all(axis=1) & (self._places < (width, height)).all(axis=1)
        seen = joints_of(pose.landmarks[:, :2], pose.visibility)
        self.joints: NDArray[np.float32] = np.where(inside[:, None], seen, np.float32(np.nan))
        self._world = joints_of(pose.world)
        self._across = _across(pose.world)
        self._scale = self._pixels_a_metre()

    @property
    def hips(self) -> NDArray[np.float32]:
        """The hip centre (2,) px, seen or not."""
        place: NDArray[np.float32] = self._places[Joint.HIP_CENTRE]
        return place

    @property
    def shoulders(self) -> NDArray[np.float32]:
        """The shoulder centre (2,) px, seen or not."""
        place: NDArray[np.float32] = self._places[Joint.SHOULDER_CENTRE]
        return place

    @property
    def torso_px(self) -> float:
        """The length of the torso as if it were upright, px; NaN when it cannot be told."""
        return self._scale * self._long((Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE))

    @property
    def tall_px(self) -> float:
        """How tall the body would stand, px, whatever its posture is now."""
        return self._scale * sum(self._long(bone) for bone in _CHAIN) * (1 + NOSE_TO_CROWN)

    @property
    def turned_deg(self) -> float:
        """Degrees between the body's front and the camera, 0 to 180; NaN when it cannot be told."""
        return float(np.degrees(np.abs(np.arctan2(self._across[1], self._across[0]))))

    @property
    def well_enough(self) -> bool:
        """Whether trunk, arms and knees are seen: what a match needs at least."""
        return all(self._any(part) for part in (_ARMS, _KNEES)) and bool(
            np.isfinite(self.joints[list(_TRUNK)]).all()
        )

    @property
    def feet_seen(self) -> bool:
        """Whether a foot is seen."""
        return self._any(_ANKLES)

    def fault(self, shown: str | None, *, alone: bool = True, side: bool = False) -> str | None:
        """What is most wrong now; `shown` is what was found before. alone: one person has the whole width."""
        tall = self.tall_px / self._height
        if tall > TALL[shown == STEP_BACK]:
            return STEP_BACK
        found = self._tilt(tall, shown) or self._aside(shown, alone=alone)
        if found is not None:
            return found
        if tall < SMALL[shown == COME_CLOSER]:
            return COME_CLOSER
        for key, part in PARTS:
            if not self._any(part):
                return key
        # no comparison holds with NaN: a turn that cannot be told is not asked for
        apart = abs(self.turned_deg - 90)
        return TURN_SIDEWAYS if side and apart > 90 - SIDEWAYS_DEG[shown != TURN_SIDEWAYS] else None

    def _pixels_a_metre(self) -> float:
        """Of this body in this picture, over all bones."""
        starts, ends = np.array(BONES).T
        pixels = np.abs(self._places[ends] - self._places[starts]).sum()
        metres = np.abs(self._world[ends, :2] - self._world[starts, :2]).sum()
        return float(pixels / metres) if metres > 0 else float("nan")

    def _long(self, bone: tuple[Joint, Joint]) -> float:
        return float(np.linalg.norm(self._world[bone[1]] - self._world[bone[0]]))

    def _any(self, part: tuple[Joint, ...]) -> bool:
        return bool(np.isfinite(self.joints[list(part)]).all(axis=1).any())

    def _tilt(self, tall: float, shown: str | None) -> str | None:
        head = float(self._places[Joint.NOSE, 1]) / self._height - tall * NOSE_TO_CROWN
        feet = float(self._places[list(_ANKLES), 1].max()) / self._height
        if head < EDGE and 1 - feet > SPARE[shown == TILT_UP]:
            return TILT_UP
        # ankles beyond the edge are the network's guess, but which edge it is it knows
        return TILT_DOWN if feet > 1 - EDGE and head > SPARE[shown == TILT_DOWN] else None

    def _aside(self, shown: str | None, *, alone: bool) -> str | None:
        """The picture's right is the person's own left."""
        x = float(self.hips[0])
        left, right = x / self.torso_px, (self._width - x) / self.torso_px
        middle = x / self._width - 0.5
        for key, room, off in ((MOVE_LEFT, left, -middle), (MOVE_RIGHT, right, middle)):
            narrow = room < ARM_ROOM[shown == key] and off > 0
            if narrow or (alone and off > ASIDE[shown == key]):
                return key
        return None


def _across(world: NDArray[np.float32]) -> NDArray[np.float32]:
    """From the right to the left shoulder and hip, (2,) m: x and z; facing the camera it is (+, 0)."""
    line: NDArray[np.float32] = (
        world[Landmark.LEFT_SHOULDER]
        - world[Landmark.RIGHT_SHOULDER]
        + world[Landmark.LEFT_HIP]
        - world[Landmark.RIGHT_HIP]
    )
    return line[[0, 2]]
