"""What is wrong at one moment: for each part of the body how far off it is and what would put it right.

Both bodies are given as directions of bones, the tutor's already turned to the user's heading, so another
camera angle makes no correction.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.directions import LINES
from scoring.body.joints import BONE_COUNT, Angle, Joint
from scoring.guidance.cues import SIDED, Ask, BodyPart, Cue

Array = NDArray[np.float32]

# A limb's way counts as up or down when that is at least this share of it; else it is sideways or forward.
UPRIGHT_SHARE: Final = 0.6
# A trunk that leans less than this from the vertical is upright, radians.
UPRIGHT_LEAN: Final = 0.21
# A foot this much higher than the other, in lengths of the shank, is lifted.
LIFTED: Final = 0.25


@dataclass(frozen=True, slots=True)
class Correction:
    """One part that is off: `cue` says how to put it right, `off` by how many radians, weighed by how clear.

    seen: the same with what the cameras explain still in it: it tells whether both sides do the same. The
    arrow starts at `joint`, which should be where the lines `chain` of the tutor lead from joint `root`;
    without a joint there is no arrow.
    """

    cue: Cue
    off: float
    seen: float
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


@dataclass(frozen=True, slots=True)
class Off:
    """How far off each part is, radians: bones (14,), and angles (10,) positive where the user's is wider.

    NaN where unseen. The `clear` ones are without what the cameras explain.
    """

    bones: Array
    angles: Array
    clear_bones: Array
    clear_angles: Array

    def correct_bone(self, number: int, cue: Cue, joint: Joint, root: Joint) -> Correction:
        """The correction of a bone that leads from `root` to `joint`, or back."""
        return Correction(
            cue, float(self.clear_bones[number]), float(self.bones[number]), joint, root, (number,)
        )

    def correct_angle(self, angle: Angle, cue: Cue, joint: Joint, root: Joint, bone: int) -> Correction:
        """The correction of an angle by moving the bone that leads from `root` to `joint`."""
        off, seen = abs(float(self.clear_angles[angle])), abs(float(self.angles[angle]))
        return Correction(cue, off, seen, joint, root, (bone,))


def corrections(user: Array, tutor: Array, off: Off) -> list[Correction]:
    """Every part that could be judged, the worst first; two sides that ask the same become one.

    user, tutor (3, 16): directions of LINES in the user's heading.
    """
    across = _across(user)
    forward = np.array([across[2], 0.0, -across[0]], np.float32)
    found = [*_arms(user, tutor, off, across, forward), *_legs(user, tutor, off, across)]
    found += _middle(user, tutor, off, across, forward)
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


def _arms(user: Array, tutor: Array, off: Off, across: Array, forward: Array) -> list[Correction]:
    found = []
    for side in SIDES:
        wider = off.angles[side.elbow_angle]
        if np.isfinite(wider):
            cue = Cue(side.elbow_part, Ask.BEND if wider > 0 else Ask.STRAIGHTEN)
            found.append(off.correct_angle(side.elbow_angle, cue, side.wrist, side.elbow, side.forearm))
        if np.isfinite(off.bones[side.upper_arm]):
            way = tutor[:, side.upper_arm] - user[:, side.upper_arm]
            cue = Cue(side.arm_part, _way(way, across * side.outward, forward))
            found.append(off.correct_bone(side.upper_arm, cue, side.elbow, side.shoulder))
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


def _legs(user: Array, tutor: Array, off: Off, across: Array) -> list[Correction]:
    found = []
    lifted = _lifted(user)
    on_both_feet = not any(lifted) and not any(_lifted(tutor))
    for number, side in enumerate(SIDES):
        wider = off.angles[side.knee_angle]
        if np.isfinite(wider):
            cue = Cue(side.knee_part, Ask.BEND if wider > 0 else Ask.STRAIGHTEN)
            ends = (
                (side.ankle, side.knee, side.shank) if lifted[number] else (side.knee, side.hip, side.thigh)
            )
            found.append(off.correct_angle(side.knee_angle, cue, *ends))
        if np.isfinite(off.bones[side.thigh]):
            way = tutor[:, side.thigh] - user[:, side.thigh]
            cue = Cue(side.knee_part, _knee_way(way, float(way @ across) * side.outward, on_both_feet))
            found.append(off.correct_bone(side.thigh, cue, side.knee, side.hip))
    return found


def _lifted(lines: Array) -> list[bool]:
    """Which foot, left and right, is higher than the other by LIFTED."""
    heights = [float(lines[1, side.thigh] + lines[1, side.shank]) for side in SIDES]
    return [heights[1 - number] - heights[number] > LIFTED for number in (0, 1)]


def _knee_way(way: Array, sideways: float, on_both_feet: bool) -> Ask:
    if abs(sideways) > abs(float(way[1])):
        return Ask.OUT if sideways > 0 else Ask.IN
    # on both feet, a knee comes higher only by bending
    if way[1] < 0:
        return Ask.BEND if on_both_feet else Ask.RAISE
    return Ask.STRAIGHTEN if on_both_feet else Ask.LOWER


def _middle(user: Array, tutor: Array, off: Off, across: Array, forward: Array) -> list[Correction]:
    found = []
    if np.isfinite(off.bones[SPINE]):
        # the spine as a line leads down; its way up is the other one
        way = user[:, SPINE] - tutor[:, SPINE]
        cue = Cue(BodyPart.TRUNK, _lean(way, -tutor[:, SPINE], across, forward))
        found.append(off.correct_bone(SPINE, cue, Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE))
    if np.isfinite(off.bones[NECK]) and np.isfinite(off.angles[Angle.NECK]):
        cue = Cue(BodyPart.HEAD, Ask.LOOK_UP if tutor[1, NECK] > user[1, NECK] else Ask.LOOK_DOWN)
        nod = off.correct_bone(NECK, cue, Joint.NOSE, Joint.SHOULDER_CENTRE)
        angle = off.correct_angle(Angle.NECK, cue, Joint.NOSE, Joint.SHOULDER_CENTRE, NECK)
        found.append(nod if nod.off < angle.off else angle)
    crotch = off.angles[Angle.CROTCH]
    if np.isfinite(crotch):
        cue = Cue(BodyPart.BOTH_FEET, Ask.CLOSER if crotch > 0 else Ask.WIDER)
        found.append(Correction(cue, abs(float(off.clear_angles[Angle.CROTCH])), abs(float(crotch))))
    return found


def _lean(way: Array, wanted: Array, across: Array, forward: Array) -> Ask:
    sideways, along = float(way @ across), float(way @ forward)
    if np.arccos(np.clip(-float(wanted[1]), -1, 1)) < UPRIGHT_LEAN:
        return Ask.UPRIGHT
    if abs(sideways) > abs(along):
        return Ask.LEAN_LEFT if sideways > 0 else Ask.LEAN_RIGHT
    return Ask.LEAN_FORWARD if along > 0 else Ask.LEAN_BACK


# Both sides share a cue when the better one is off by at least this share of the worse one.
BOTH_SHARE: Final = 0.4
_OTHERS: Final = {left: (right, both) for left, right, both in SIDED}


def _together(found: list[Correction]) -> list[Correction]:
    """Each cue once; left and right that ask the same become both, if they are off by about the same."""
    by_cue: dict[Cue, Correction] = {}
    for one in found:
        before = by_cue.get(one.cue)
        if before is None or one.off > before.off:
            by_cue[one.cue] = one
    for one in list(by_cue.values()):
        left, ask = one.cue.part, one.cue.ask
        if left not in _OTHERS:
            continue
        right, together = _OTHERS[left]
        other = by_cue.get(Cue(right, ask))
        if other is None or min(one.seen, other.seen) < BOTH_SHARE * max(one.seen, other.seen):
            continue
        del by_cue[one.cue], by_cue[other.cue]
        worse = one if one.off >= other.off else other
        cue = Cue(together, ask)
        both = replace(worse, cue=cue)
        if left is BodyPart.LEFT_KNEE and ask in (Ask.BEND, Ask.STRAIGHTEN):
            side = SIDES[0]
            both = replace(both, joint=Joint.HIP_CENTRE, root=side.ankle, chain=(side.shank, side.thigh))
        by_cue[cue] = both
    return list(by_cue.values())


assert len(LINES) == BONE_COUNT + 2
