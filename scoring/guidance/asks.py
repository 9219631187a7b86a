"""Which request a change of direction means: raise or lower, in or out, forward or back, which way to lean.

Every request that has a direction in space is chosen together with that direction, its axis, from the same
vector that the arrow shows, so that sentence and arrow cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.directions import LINES
from scoring.body.joints import Joint
from scoring.guidance.cues import Ask

Array = NDArray[np.float32]

# A limb's way counts as up or down when that is at least this share of it; else it is sideways or forward.
UPRIGHT_SHARE: Final = 0.6
# The last request for a limb stays while at least this share of the way still leads there.
KEPT_SHARE: Final = 0.4
# The share of its way by which a knee or a nose must rise or fall to be asked to: a thigh that hangs down
# moves by 20 degrees with 0.17 of its way upwards.
RISE_SHARE: Final = 0.15
# A trunk that leans less than this from the vertical is upright, radians.
UPRIGHT_LEAN: Final = 0.21
# The share of a person's forward direction that leads up when they lie on the back: there who raises the nose
# looks down, and no request for the head is clear.
ON_BACK: Final = 0.5

UP: Final = np.array([0.0, -1.0, 0.0], np.float32)


def line(start: Joint, end: Joint) -> int:
    """The index in LINES of the line from `start` to `end`."""
    return LINES.index((start, end))


SPINE: Final = line(Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE)
NECK: Final = line(Joint.NOSE, Joint.SHOULDER_CENTRE)
HIP_LINE: Final = line(Joint.LEFT_HIP, Joint.RIGHT_HIP)
SHOULDER_LINE: Final = line(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)

Request = tuple[Ask, Array]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sense:
    """A person's own directions (3,): `across` from their right to their left, and `forward`, both level."""

    across: Array
    forward: Array

    def axes(self, outward: float) -> dict[Ask, Array]:
        """Where each request leads a limb of one side; outward: 1 for the left side, -1 for the right."""
        out = self.across * np.float32(outward)
        return {
            Ask.RAISE: UP,
            Ask.LOWER: -UP,
            Ask.OUT: out,
            Ask.IN: -out,
            Ask.FORWARD: self.forward,
            Ask.BACK: -self.forward,
        }


def sense_of(lines: Array) -> Sense:
    """The directions of a body (3, 16); across is the picture's right where nothing tells it."""
    level = lines[:, (HIP_LINE, SHOULDER_LINE)]
    total = -np.where(np.isnan(level), np.float32(0), level).sum(axis=1)
    total[1] = 0
    length = float(np.linalg.norm(total))
    across: Array = total / length if length > 0 else np.array([1.0, 0.0, 0.0], np.float32)
    return Sense(across=across, forward=np.array([across[2], 0.0, -across[0]], np.float32))


def limb(way: Array, axes: Mapping[Ask, Array], before: Ask | None) -> Request:
    """Which of six directions a limb's end should go, for a change of direction (3,).

    before: the last request for this limb, which is kept where it still fits.
    """
    length = float(np.linalg.norm(way))
    if before is not None and float(way @ axes[before]) >= KEPT_SHARE * length:
        return before, axes[before]
    if abs(float(way[1])) >= UPRIGHT_SHARE * length:
        ask = Ask.RAISE if way[1] < 0 else Ask.LOWER
    else:
        level = (one for one in axes if one not in (Ask.RAISE, Ask.LOWER))
        ask = max(level, key=lambda one: float(way @ axes[one]))
    return ask, axes[ask]


def knee(way: Array, axes: Mapping[Ask, Array], *, standing: bool) -> Request | None:
    """Where a knee should go, seen from its hip; None where that has no name. On both feet, a knee comes
    higher only by bending.
    """
    sideways = float(way @ axes[Ask.OUT])
    if abs(sideways) > abs(float(way[1])):
        ask = Ask.OUT if sideways > 0 else Ask.IN
        return (ask, axes[ask]) if abs(sideways) >= RISE_SHARE * float(np.linalg.norm(way)) else None
    if abs(float(way[1])) < RISE_SHARE * float(np.linalg.norm(way)):
        return None
    if way[1] < 0:
        return (Ask.BEND if standing else Ask.RAISE), UP
    return (Ask.STRAIGHTEN if standing else Ask.LOWER), -UP


def trunk(user: Array, wanted: Array, sense: Sense) -> Request | None:
    """How the trunk should lean. user, wanted (3,): unit directions from hips to shoulders."""
    way = wanted - user
    lean, wanted_lean = (float(np.arccos(np.clip(-one[1], -1, 1))) for one in (user, wanted))
    if wanted_lean < min(UPRIGHT_LEAN, lean):
        return Ask.UPRIGHT, way
    sideways = float(way @ sense.across)
    pitch = np.cross(sense.across, user)  # where the shoulders go when the trunk bends at the hips
    along = float(way @ pitch)
    if abs(sideways) > abs(along):
        return (Ask.LEAN_LEFT, sense.across) if sideways > 0 else (Ask.LEAN_RIGHT, -sense.across)
    if along == 0:
        return None
    return (Ask.LEAN_FORWARD, pitch) if along > 0 else (Ask.LEAN_BACK, -pitch)


def head(way: Array, spine: Array, sense: Sense) -> Request | None:
    """Whether to look up or down, for a change of the line from shoulders to nose; None where neither is so.

    spine (3,): the trunk's direction from hips to shoulders, NaN where unseen.
    """
    if abs(float(way[1])) < RISE_SHARE * float(np.linalg.norm(way)):
        return None
    facing = np.cross(sense.across, spine)
    if facing[1] < -ON_BACK:
        return None
    return (Ask.LOOK_UP, UP) if way[1] < 0 else (Ask.LOOK_DOWN, -UP)
