"""The colours of the limbs after a repetition: where the fault is."""

from typing import Final

from device.messages import Level
from scoring.body.joints import ANGLE_JOINTS, BONE_COUNT, BONES, CENTRES, Angle, Joint
from scoring.repetitions.repetition import Repetition, Verdict

# the joints that a centre stands for: no bone leads from a knee to the middle of the hips
_OF_CENTRE: Final = {Joint(centre): {Joint(left), Joint(right)} for centre, left, right in CENTRES}


def levels_of(repetition: Repetition) -> tuple[Level, ...]:
    """One level per bone: BAD at the angle that is off, FAIR everywhere for a fault of the whole movement."""
    if repetition.verdict is Verdict.GOOD:
        return (Level.GOOD,) * BONE_COUNT
    if repetition.angle is None:
        return (Level.FAIR,) * BONE_COUNT
    off = bones_at(repetition.angle)
    return tuple(Level.BAD if bone in off else Level.GOOD for bone in range(BONE_COUNT))


def bones_at(angle: Angle) -> frozenset[int]:
    """The bones, as places in BONES, between the joints of an angle."""
    joints = set(ANGLE_JOINTS[angle])
    for joint in ANGLE_JOINTS[angle]:
        joints |= _OF_CENTRE.get(joint, set())
    return frozenset(place for place, ends in enumerate(BONES) if joints.issuperset(ends))
