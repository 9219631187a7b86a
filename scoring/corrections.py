"""What is wrong at one moment: for each part of the body how far off it is and what would put it right.

Both bodies are given as directions of bones, the tutor's already turned to the user's heading, so another
camera angle makes no correction. Whether a correction is shown, and for how long, is decided by `guidance`
and `coach`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.adaptive.directions import LINES
from scoring.cues import Ask, BodyPart, Cue
from scoring.joints import BONE_COUNT, Angle, Joint

Array = NDArray[np.float32]

# A limb's way counts as up or down when that is at least this share of it; else it is sideways or forward.
UPRIGHT_SHARE: Final = 0.6
# Who leans less than this from the vertical stands upright, radians.
UPRIGHT_LEAN: Final = 0.21
# A foot this much higher than the other, in lengths of the shank, is lifted.
LIFTED: Final = 0.25


@dataclass(frozen=True, slots=True)
class Correction:
    """One part that is off: `cue` says how to put it right, `off` by how many radians, weighed by how clear.

    The arrow starts at `joint`, which should be where the lines `chain` of the tutor lead from joint `root`;
    without a joint there is no arrow.
    """

    cue: Cue
    off: float
    joint: Joint | None = None
    root: Joint | None = None
    chain: tuple[int, ...] = ()


def _number(start: Joint, end: Joint) -> int:
    return LINES.index((start, end))


SPINE: Final = _number(Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE)
NECK: Final = _number(Joint.NOSE, Joint.SHOULDER_CENTRE)
HIP_LINE: Final = _number(Joint.LEFT_HIP, Joint.RIGHT_HIP)
SHOULDER_LINE: Final = _number(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)


@dataclass(frozen=True, slots=True)
class _Side:
    """The names of one side of the body; `outward` is its sign along the line from right to left."""

    outward: float
    shoulder: Joint
    elbow: Joint
    wrist: Joint
    hip: Joint
    knee: Joint
    ankle: Joint
    elbow_angle: Angle
    knee_angle: Angle
    elbow_part: BodyPart
    arm_part: BodyPart
    knee_part: BodyPart

    @property
    def upper_arm(self) -> int:
        return _number(self.shoulder, self.elbow)

    @property
    def forearm(self) -> int:
        return _number(self.elbow, self.wrist)

    @property
    def thigh(self) -> int:
        return _number(self.hip, self.knee)

    @property
    def shank(self) -> int:
        return _number(self.knee, self.ankle)


SIDES: Final = (
    _Side(
        1.0, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.LEFT_HIP, Joint.LEFT_KNEE,
        Joint.LEFT_ANKLE, Angle.LEFT_ELBOW, Angle.LEFT_KNEE, BodyPart.LEFT_ELBOW, BodyPart.LEFT_ARM,
        BodyPart.LEFT_KNEE,
    ),
    _Side(
        -1.0, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, Joint.RIGHT_HIP, Joint.RIGHT_KNEE,
        Joint.RIGHT_ANKLE, Angle.RIGHT_ELBOW, Angle.RIGHT_KNEE, BodyPart.RIGHT_ELBOW, BodyPart.RIGHT_ARM,
        BodyPart.RIGHT_KNEE,
    ),
)  # fmt: skip


def corrections(user: Array, tutor: Array, bones: Array, angles: Array) -> list[Correction]:
    """Every part that could be judged, the worst first; two sides that ask the same become one.

    user, tutor (3, 16): directions of LINES in the user's heading; bones (14,) and angles (10,): how far off,
    radians, angles positive where the user's is wider; NaN where unseen.
    """
    across = _across(user)
    forward = np.array([across[2], 0.0, -across[0]], np.float32)
    found = [*_arms(user, tutor, bones, angles, across, forward), *_legs(user, tutor, bones, angles, across)]
    found += _middle(user, tutor, bones, angles, across, forward)
    merged = _together(found)
    return sorted(merged, key=lambda correction: -correction.off)


def _across(lines: Array) -> Array:
    """The level direction (3,) from the person's right to their left; to the picture's right if unknown."""
    level = lines[:, (HIP_LINE, SHOULDER_LINE)]
    total = -np.where(np.isnan(level), np.float32(0), level).sum(axis=1)
    total[1] = 0
    length = float(np.linalg.norm(total))
    result: Array = total / length if length > 0 else np.array([1.0, 0.0, 0.0], np.float32)
    return result


def _arms(
    user: Array, tutor: Array, bones: Array, angles: Array, across: Array, forward: Array
) -> list[Correction]:
    found = []
    for side in SIDES:
        off = float(angles[side.elbow_angle])
        if np.isfinite(off):
            cue = Cue(side.elbow_part, Ask.BEND if off > 0 else Ask.STRAIGHTEN)
            found.append(Correction(cue, abs(off), side.wrist, side.elbow, (side.forearm,)))
        off = float(bones[side.upper_arm])
        if np.isfinite(off):
            way = tutor[:, side.upper_arm] - user[:, side.upper_arm]
            ask = _way(way, across * side.outward, forward)
            found.append(
                Correction(Cue(side.arm_part, ask), off, side.elbow, side.shoulder, (side.upper_arm,))
            )
    return found


def _way(way: Array, outward: Array, forward: Array) -> Ask:
    """Which of six directions a limb's end should go, for a change of direction (3,)."""
    length = float(np.linalg.norm(way))
    if abs(float(way[1])) >= UPRIGHT_SHARE * length:
        return Ask.RAISE if way[1] < 0 else Ask.LOWER
    sideways, along = float(way @ outward), float(way @ forward)
    if abs(sideways) >= abs(along):
        return Ask.OUT if sideways > 0 else Ask.IN
    return Ask.FORWARD if along > 0 else Ask.BACK


def _legs(user: Array, tutor: Array, bones: Array, angles: Array, across: Array) -> list[Correction]:
    found = []
    heights = [float(user[1, side.thigh] + user[1, side.shank]) for side in SIDES]
    for number, side in enumerate(SIDES):
        off = float(angles[side.knee_angle])
        if np.isfinite(off):
            cue = Cue(side.knee_part, Ask.BEND if off > 0 else Ask.STRAIGHTEN)
            lifted = heights[1 - number] - heights[number] > LIFTED
            if lifted:
                found.append(Correction(cue, abs(off), side.ankle, side.knee, (side.shank,)))
            else:
                found.append(Correction(cue, abs(off), side.knee, side.hip, (side.thigh,)))
        off = float(bones[side.thigh])
        if np.isfinite(off):
            way = tutor[:, side.thigh] - user[:, side.thigh]
            sideways = float(way @ across) * side.outward
            if abs(sideways) > abs(float(way[1])):
                ask = Ask.OUT if sideways > 0 else Ask.IN
            else:
                ask = Ask.RAISE if way[1] < 0 else Ask.LOWER
            found.append(Correction(Cue(side.knee_part, ask), off, side.knee, side.hip, (side.thigh,)))
    return found


def _middle(
    user: Array, tutor: Array, bones: Array, angles: Array, across: Array, forward: Array
) -> list[Correction]:
    found = []
    if np.isfinite(bones[SPINE]):
        # the spine as a line leads down; its way up is the other one
        way = user[:, SPINE] - tutor[:, SPINE]
        cue = Cue(BodyPart.TRUNK, _lean(way, -tutor[:, SPINE], across, forward))
        found.append(Correction(cue, float(bones[SPINE]), Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE, (SPINE,)))
    nod = float(bones[NECK])
    if np.isfinite(nod) and np.isfinite(angles[Angle.NECK]):
        up = tutor[1, NECK] > user[1, NECK]
        cue = Cue(BodyPart.HEAD, Ask.LOOK_UP if up else Ask.LOOK_DOWN)
        off = min(nod, abs(float(angles[Angle.NECK])))
        found.append(Correction(cue, off, Joint.NOSE, Joint.SHOULDER_CENTRE, (NECK,)))
    crotch = float(angles[Angle.CROTCH])
    if np.isfinite(crotch):
        cue = Cue(BodyPart.BOTH_FEET, Ask.CLOSER if crotch > 0 else Ask.WIDER)
        found.append(Correction(cue, abs(crotch)))
    return found


def _lean(way: Array, wanted: Array, across: Array, forward: Array) -> Ask:
    sideways, along = float(way @ across), float(way @ forward)
    if np.arccos(np.clip(-float(wanted[1]), -1, 1)) < UPRIGHT_LEAN:
        return Ask.UPRIGHT
    if abs(sideways) > abs(along):
        return Ask.LEAN_LEFT if sideways > 0 else Ask.LEAN_RIGHT
    return Ask.LEAN_FORWARD if along > 0 else Ask.LEAN_BACK


_RIGHT_OF: Final = {
    BodyPart.LEFT_ELBOW: BodyPart.RIGHT_ELBOW,
    BodyPart.LEFT_ARM: BodyPart.RIGHT_ARM,
    BodyPart.LEFT_KNEE: BodyPart.RIGHT_KNEE,
}


def _together(found: list[Correction]) -> list[Correction]:
    """Left and right that ask the same become both, if the better one is off by most of the other's."""
    by_cue = {correction.cue: correction for correction in found}
    for one in found:
        left, ask = one.cue.part, one.cue.ask
        other = by_cue.get(Cue(_RIGHT_OF[left], ask)) if left in _RIGHT_OF else None
        if other is None or min(one.off, other.off) < BOTH_SHARE * max(one.off, other.off):
            continue
        del by_cue[one.cue], by_cue[other.cue]
        worse = one if one.off >= other.off else other
        cue = Cue(BodyPart(_RIGHT_OF[left] + 1), ask)
        if left is BodyPart.LEFT_KNEE and ask in (Ask.BEND, Ask.STRAIGHTEN):
            side = SIDES[0]
            by_cue[cue] = Correction(cue, worse.off, Joint.HIP_CENTRE, side.ankle, (side.shank, side.thigh))
        else:
            by_cue[cue] = Correction(cue, worse.off, worse.joint, worse.root, worse.chain)
    return list(by_cue.values())


# Both sides are spoken of together when the better one is off by this share of the worse one.
BOTH_SHARE: Final = 0.6

assert len(LINES) == BONE_COUNT + 2
