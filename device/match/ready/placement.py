"""How one person is placed before the camera: the most important fault, as a key of [text].

Decides from one pose. Left and right are the person's own while they face the TV: the camera's picture has
them the other way round, a mirrored screen the same. `readiness` decides how long a fault must last before
it is shown, when the match may start, and what concerns two people.
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

# Limits come in pairs: where a fault begins, and where it ends. TALL and SMALL are of the upright body's
# height, as a share of the picture's: raised arms need another quarter, and the network about 150 px.
TALL: Final = (0.86, 0.82)
SMALL: Final = (0.32, 0.36)
# How far one person's hips may be from the middle, in widths of the picture.
ASIDE: Final = (0.27, 0.22)
# Room between the hips and the picture's edge for an arm stretched out, in torso lengths.
ARM_ROOM: Final = (1.0, 1.2)
# The camera is to be tilted when a body is cut off at one end and has this much room at the other, in heights
# of the picture.
SPARE: Final = (0.24, 0.20)
# Degrees from facing the camera: sideways begins at the first and ends below the second.
SIDEWAYS_DEG: Final = (48.0, 42.0)
# From nose to crown, as a share of the length from ankles to nose.
NOSE_TO_CROWN: Final = 0.10
# A point this near to the picture's edge, in heights of it, counts as cut off.
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
    """Per pose. joints: (15, 2) px, NaN where unseen or outside the picture."""

    def __init__(self, pose: Pose, width: int, height: int) -> None:
        """pose: finite, of a picture of `width` x `height` px."""
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
        """The hip centre (2,) px, also where it is not visible."""
        place: NDArray[np.float32] = self._places[Joint.HIP_CENTRE]
        return place

    @property
    def shoulders(self) -> NDArray[np.float32]:
        """The shoulder centre (2,) px, also where it is not visible."""
        place: NDArray[np.float32] = self._places[Joint.SHOULDER_CENTRE]
        return place

    @property
    def torso_px(self) -> float:
        """The length of the upright torso, px; NaN when the scale is unknown."""
        return self._scale * self._long((Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE))

    @property
    def tall_px(self) -> float:
        """The height of the upright body, px, whatever its posture is now."""
        return self._scale * sum(self._long(bone) for bone in _CHAIN) * (1 + NOSE_TO_CROWN)

    @property
    def turned_deg(self) -> float:
        """Degrees between the body's front and the camera, 0 to 180; NaN where the pose's `world` is."""
        return float(np.degrees(np.abs(np.arctan2(self._across[1], self._across[0]))))

    @property
    def well_enough(self) -> bool:
        """Whether the trunk, an elbow and a knee are seen: the least that a match needs."""
        return all(self._any(part) for part in (_ARMS, _KNEES)) and bool(
            np.isfinite(self.joints[list(_TRUNK)]).all()
        )

    @property
    def feet_seen(self) -> bool:
        """Whether an ankle is seen."""
        return self._any(_ANKLES)

    def fault(self, shown: str | None, *, alone: bool = True, side: bool = False) -> str | None:
        """The key of the most important fault, or None.

        shown: the fault of the pose before, for the hysteresis; alone: one person has the whole width of the
        picture; side: the lesson is to be done sideways.
        """
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
        # with NaN the comparison is False: no fault
        apart = abs(self.turned_deg - 90)
        return TURN_SIDEWAYS if side and apart > 90 - SIDEWAYS_DEG[shown != TURN_SIDEWAYS] else None

    def _pixels_a_metre(self) -> float:
        """Pixels per metre over all bones; NaN where the bones have no length."""
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
        # where ankles outside the picture are is a guess of the network, but not at which edge they left it
        return TILT_DOWN if feet > 1 - EDGE and head > SPARE[shown == TILT_DOWN] else None

    def _aside(self, shown: str | None, *, alone: bool) -> str | None:
        """MOVE_LEFT, MOVE_RIGHT or None; the picture's right is the person's own left."""
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
