"""What is wrong at one moment: for each part of the body how far off it is and what would put it right.

Both bodies are given as directions of bones, the tutor's already turned to the user's heading, so another
camera angle makes no correction. A part gets one correction or none, never two that contradict.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.directions import LINES
from scoring.body.joints import BONE_COUNT, Angle, Joint
from scoring.guidance.asks import NECK, SPINE, UP, Request, Sense, head, knee, limb, sense_of, trunk
from scoring.guidance.body_sides import SIDES, Side, lifted, stands
from scoring.guidance.cues import SIDED, Ask, BodyPart, Cue

Array = NDArray[np.float32]
Axis = tuple[float, float, float]

# A forearm that is off by this many times what elbow and upper arm are off is turned in the shoulder.
TURNED_TIMES: Final = 2.0
# The last request for a knee stays while its error is at least this share of the larger one.
KEPT_ERROR: Final = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One part that is off: `cue` says how to put it right, `off` by how many radians, beyond what the
    cameras explain; seen: the same with that still in it: it tells whether both sides do the same.

    axis: where the request leads, x right, y down, z away from the camera; None: it has no direction, as
    bending. The arrow starts at `joint`, to which the lines `chain` lead from joint `root`; None: no arrow.
    """

    cue: Cue
    off: float
    seen: float
    axis: Axis | None = None
    joint: Joint | None = None
    root: Joint | None = None
    chain: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Off:
    """How far off each part is, radians: bones (14,), and angles (10,) positive where the user's is wider.

    NaN where unseen. The `clear` ones are without what the cameras explain. bends (4,): see `bendable`.
    Angles and bends are NaN, too, where their sign has just turned.
    """

    bones: Array
    angles: Array
    clear_bones: Array
    clear_angles: Array
    bends: Array

    def correct_bone(
        self, number: int, part: BodyPart, request: Request, ends: tuple[Joint, Joint]
    ) -> Correction:
        """The correction of a bone that leads from the second joint of `ends` to the first, or back."""
        ask, axis = request
        return Correction(
            cue=Cue(part, ask),
            off=float(self.clear_bones[number]),
            seen=float(self.bones[number]),
            axis=_as_axis(axis),
            joint=ends[0],
            root=ends[1],
            chain=(number,),
        )

    def bend(self, number: int) -> Correction | None:
        """The correction of one of BENDS without its arrow; None where bending cannot put it right."""
        angle, part = BENDS[number]
        wider, most = float(self.angles[angle]), float(self.bends[number])
        if not most * wider > 0:
            return None
        off = min(abs(float(self.clear_angles[angle])), abs(most))
        return Correction(cue=Cue(part, Ask.BEND if wider > 0 else Ask.STRAIGHTEN), off=off, seen=abs(wider))


# What can be bent or straightened.
BENDS: Final = (
    *((side.elbow_angle, side.elbow_part) for side in SIDES),
    *((side.knee_angle, side.knee_part) for side in SIDES),
)


def bendable(user: Array, tutor: Array) -> Array:
    """By how much, radians, each of BENDS becomes narrower (negative: wider) when the person holds the limb
    behind it as the tutor does: not at all where an elbow is wrong because the upper arm is.

    user, tutor (3, 16): directions of LINES in the user's heading.
    """
    on_feet = _on_both_feet(user, tutor)
    most = []
    for side in SIDES:
        upper, fore = -user[:, side.upper_arm], side.forearm
        most.append(_between(upper, user[:, fore]) - _between(upper, tutor[:, fore]))
    for side in SIDES:
        thigh, shank = -user[:, side.thigh], side.shank
        # on the floor thigh and shank move together
        other = -tutor[:, side.thigh] if on_feet else thigh
        most.append(_between(thigh, user[:, shank]) - _between(other, tutor[:, shank]))
    return np.array(most, np.float32)


def _between(one: Array, other: Array) -> float:
    """The angle between two directions (3,), radians."""
    scale = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.arccos(np.clip(float(one @ other) / scale, -1, 1))) if scale > 0 else float("nan")


def _on_both_feet(user: Array, tutor: Array) -> bool:
    return not any((*lifted(user), *lifted(tutor))) and stands(user) and stands(tutor)


def corrections(user: Array, wanted: Array, off: Off, before: Mapping[BodyPart, Ask]) -> list[Correction]:
    """The corrections of all parts that have one, each part at most once, left and right apart.

    user, wanted (3, 16): directions of LINES in the user's heading, as they are and as they should be;
    before: what was asked of each part in the last frame.
    """
    sense = sense_of(user)
    found = [*_arms(user, wanted, off, sense, before), *_legs(user, wanted, off, sense, before)]
    return found + _middle(user, wanted, off, sense, found)


def _arms(
    user: Array, wanted: Array, off: Off, sense: Sense, before: Mapping[BodyPart, Ask]
) -> list[Correction]:
    found = []
    for number, side in enumerate(SIDES):
        upper, fore = side.upper_arm, side.forearm
        bent = off.bend(number)
        if bent is not None:
            found.append(replace(bent, joint=side.wrist, root=side.elbow, chain=(fore,)))
        axes, last = sense.axes(side.outward), before.get(side.arm_part)
        arm = off.clear_bones[upper]
        others = np.fmax(arm, abs(off.clear_angles[side.elbow_angle]))
        moved = fore if off.clear_bones[fore] > TURNED_TIMES * others else upper
        way = wanted[:, moved] - user[:, moved]
        if np.isfinite(off.bones[upper]) and np.isfinite(way).all():
            ends = (side.wrist, side.elbow) if moved == fore else (side.elbow, side.shoulder)
            found.append(off.correct_bone(moved, side.arm_part, limb(way, axes, last), ends))
    return found


def _legs(
    user: Array, wanted: Array, off: Off, sense: Sense, before: Mapping[BodyPart, Ask]
) -> list[Correction]:
    found = []
    standing = _on_both_feet(user, wanted)
    for number, side in enumerate(SIDES):
        thigh = side.thigh
        bent = off.bend(len(SIDES) + number)
        if bent is not None:
            bent = _with_knees_arrow(bent, side, user, wanted, standing=standing)
        way = wanted[:, thigh] - user[:, thigh]
        way_of_thigh = None
        if np.isfinite(off.bones[thigh]) and np.isfinite(way).all():
            way_of_thigh = knee(way, sense.axes(side.outward), standing=standing)
        turned = way_of_thigh and off.correct_bone(thigh, side.knee_part, way_of_thigh, (side.knee, side.hip))
        found += _one_of(bent, turned, off.angles[side.knee_angle], before.get(side.knee_part))
    return found


def _with_knees_arrow(
    bent: Correction, side: Side, user: Array, wanted: Array, *, standing: bool
) -> Correction:
    """The correction of a knee's angle with the arrow, unless moving what it moves bends the other way."""
    one, other = -user[:, side.thigh], user[:, side.shank]
    if standing:
        ends, moved, then = (side.knee, side.hip), side.thigh, _between(-wanted[:, side.thigh], other)
    else:
        ends, moved, then = (side.ankle, side.knee), side.shank, _between(one, wanted[:, side.shank])
    narrower = _between(one, other) - then
    if (narrower > 0) is not (bent.cue.ask is Ask.BEND):
        return bent
    return replace(bent, joint=ends[0], root=ends[1], chain=(moved,))


def _one_of(
    bent: Correction | None, turned: Correction | None, wider: float, before: Ask | None
) -> list[Correction]:
    """The correction of a knee: its angle or its thigh's direction, whichever is worse."""
    if turned is not None:
        against = Ask.STRAIGHTEN if wider > 0 else Ask.BEND
        turned = None if turned.cue.ask is against else turned
    known = sorted((one for one in (bent, turned) if one is not None), key=lambda one: -one.off)
    for one in known:
        if one.cue.ask is before and one.off >= KEPT_ERROR * known[0].off:
            return [one]
    return known[:1]


def _middle(user: Array, wanted: Array, off: Off, sense: Sense, limbs: list[Correction]) -> list[Correction]:
    found = []
    # spine and neck as lines lead down
    up, wanted_up = -user[:, SPINE], -wanted[:, SPINE]
    length = float(np.linalg.norm(wanted_up))
    if np.isfinite(off.bones[SPINE]) and length > 0:
        lean = trunk(up, wanted_up / np.float32(length), sense)
        if lean is not None:
            ends = (Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE)
            found.append(off.correct_bone(SPINE, BodyPart.TRUNK, lean, ends))
    way = user[:, NECK] - wanted[:, NECK]
    if np.isfinite(off.bones[NECK]) and np.isfinite(off.angles[Angle.NECK]) and np.isfinite(way).all():
        look = head(way, up, sense)
        if look is not None:
            nod = off.correct_bone(NECK, BodyPart.HEAD, look, (Joint.NOSE, Joint.SHOULDER_CENTRE))
            angle, seen = (float(abs(one[Angle.NECK])) for one in (off.clear_angles, off.angles))
            found.append(nod if nod.off < angle else replace(nod, off=angle, seen=seen))
    crotch = float(off.angles[Angle.CROTCH])
    if np.isfinite(crotch):
        ask, against = (Ask.CLOSER, Ask.OUT) if crotch > 0 else (Ask.WIDER, Ask.IN)
        if all(one.cue.ask is not against for one in limbs if one.cue.part in _KNEES):
            clear = abs(float(off.clear_angles[Angle.CROTCH]))
            found.append(Correction(cue=Cue(BodyPart.BOTH_FEET, ask), off=clear, seen=abs(crotch)))
    return found


_KNEES: Final = {side.knee_part for side in SIDES}
# Both sides share a cue when the better one is off by at least this share of the worse one.
BOTH_SHARE: Final = 0.4


def together(found: list[Correction]) -> list[Correction]:
    """Left and right that ask the same become both, if they are off by about the same; the worst first."""
    by_cue = {one.cue: one for one in found}
    for left, right, both in SIDED:
        for ask in {one.cue.ask for one in found if one.cue.part is left}:
            one, other = by_cue[Cue(left, ask)], by_cue.get(Cue(right, ask))
            if other is None or min(one.seen, other.seen) < BOTH_SHARE * max(one.seen, other.seen):
                continue
            del by_cue[one.cue], by_cue[other.cue]
            worse = replace(one if one.off >= other.off else other, cue=Cue(both, ask))
            by_cue[worse.cue] = _by_the_hips(worse) if {one.joint, other.joint} <= _KNEE_JOINTS else worse
    return sorted(by_cue.values(), key=lambda correction: -correction.off)


_KNEE_JOINTS: Final = {Joint.LEFT_KNEE, Joint.RIGHT_KNEE}


def _by_the_hips(knees: Correction) -> Correction:
    """Who bends or straightens both knees on the floor moves the hips: that is what the arrow shows."""
    if knees.cue.ask not in (Ask.BEND, Ask.STRAIGHTEN):
        return knees
    side = SIDES[0]
    axis = _as_axis(-UP if knees.cue.ask is Ask.BEND else UP)
    chain = (side.shank, side.thigh)
    return replace(knees, axis=axis, joint=Joint.HIP_CENTRE, root=side.ankle, chain=chain)


def _as_axis(axis: Array) -> Axis:
    return float(axis[0]), float(axis[1]), float(axis[2])


assert len(LINES) == BONE_COUNT + 2
