"""One judgement of one aligned moment: for each part of the body how far off it is, its level and what to do.

Everything that a person is shown or told of a moment is derived from this value: the colours here, arrows in
`arrows`, the sentence and what adds up over the match in `coach`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import BONE_COUNT, BONES, Joint
from scoring.guidance.body_sides import SIDES
from scoring.guidance.corrections import Correction, Off, corrections, together
from scoring.guidance.cues import Ask, BodyPart, Cue, agree, single
from scoring.limb import Limb

Array = NDArray[np.float32]

# Errors in degrees, beyond what the cameras explain, from which a limb is FAIR and BAD, and how far an error
# must fall below them before the level changes back. BlazePose shows about 60 % of a wrong angle. Chosen by
# the share of careful followers' samples above them: docs/MEASURED.md, "Calibration".
FAIR_DEG: Final = 10.0
BAD_DEG: Final = 18.0
HYSTERESIS_DEG: Final = 3.0


class Level(IntEnum):
    """How far a limb is from the tutor's; the screen has a colour for each level."""

    UNKNOWN = 0
    GOOD = 1
    FAIR = 2
    BAD = 3


def _bones_of_parts() -> dict[BodyPart, tuple[int, ...]]:
    """The bones (indices in BONES) that show the level of each part: what has to move, as far as its end."""
    legs = tuple(bone for side in SIDES for bone in (side.thigh, side.shank))
    neck = BONES.index((Joint.NOSE, Joint.SHOULDER_CENTRE))
    found: dict[BodyPart, tuple[int, ...]] = {BodyPart.BOTH_FEET: legs, BodyPart.HEAD: (neck,)}
    for side in SIDES:
        found[side.elbow_part] = (side.forearm,)
        found[side.arm_part] = (side.upper_arm, side.forearm)
        found[side.knee_part] = (side.thigh, side.shank)
    limbs = {bone for bones in found.values() for bone in bones}
    found[BodyPart.TRUNK] = tuple(bone for bone in range(BONE_COUNT) if bone not in limbs)
    return found


BONES_OF_PARTS: Final[Mapping[BodyPart, tuple[int, ...]]] = _bones_of_parts()
# What belongs to each limb that a household can leave out.
PARTS_OF_LIMBS: Final[Mapping[Limb, frozenset[BodyPart]]] = {
    Limb.ARMS: frozenset(part for side in SIDES for part in (side.elbow_part, side.arm_part)),
    Limb.LEGS: frozenset({*(side.knee_part for side in SIDES), BodyPart.BOTH_FEET}),
    Limb.HEAD: frozenset({BodyPart.HEAD}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartJudgement:
    """One part, left and right apart: `off` is how far, radians, it has to be corrected, 0 where nothing is
    to be asked and NaN where the part is not seen. level: BAD only by `off`; FAIR also where one of its bones
    deviates in a way that has no name.
    """

    part: BodyPart
    off: float
    level: Level
    correction: Correction | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judgement:
    """One person against the tutor's moment that they follow.

    time_s, moment_s: of the person's picture and of the tutor's, in the lesson; parts: those that count;
    corrections: of all parts, the worst first, with two sides that ask the same as one; levels: of the 14
    bones; user, wanted, tutor (3, 16): the lines of the person as they are, as they should be (smoothed), and
    of the tutor, all in the person's heading.
    """

    time_s: float
    moment_s: float
    parts: tuple[PartJudgement, ...]
    corrections: tuple[Correction, ...]
    levels: tuple[Level, ...]
    user: Array
    wanted: Array
    tutor: Array

    def of(self, part: BodyPart) -> list[PartJudgement]:
        """The judgement of a part, of both sides where it names both; without those that do not count."""
        sides = single(part)
        return [one for one in self.parts if one.part in sides]

    def persists(self, cue: Cue) -> Correction | None:
        """The correction that still asks what `cue` asked; None when nothing does."""
        return next((one for one in self.corrections if agree(one.cue, cue)), None)

    def asked(self, parts: frozenset[BodyPart]) -> tuple[Level, ...]:
        """The levels while arrows or a sentence ask to change `parts`: what is asked is never GOOD."""
        levels = list(self.levels)
        for part in parts:
            for bone in BONES_OF_PARTS[part]:
                if levels[bone] is Level.GOOD:
                    levels[bone] = Level.FAIR
        return tuple(levels)


@dataclass(slots=True)
class Levels:
    """Makes judgements of one person, with hysteresis of levels and requests from frame to frame."""

    ignored: frozenset[BodyPart] = frozenset()
    _parts: dict[BodyPart, Level] = field(default_factory=dict)
    _bones: list[Level] = field(default_factory=lambda: [Level.UNKNOWN] * BONE_COUNT)
    _asked: dict[BodyPart, Ask] = field(default_factory=dict)

    def judge(self, time_s: float, moment_s: float, lines: tuple[Array, Array, Array], off: Off) -> Judgement:
        """The judgement of one moment. lines: user, wanted and tutor; off: smoothed errors."""
        user, wanted, tutor = lines
        found = [
            one for one in corrections(user, wanted, off, self._asked) if one.cue.part not in self.ignored
        ]
        self._asked = {one.cue.part: one.cue.ask for one in found}
        degrees = np.degrees(off.clear_bones)
        self._bones = [_level(float(one), before) for one, before in zip(degrees, self._bones, strict=True)]
        parts = self._judged(found)
        return Judgement(
            time_s=time_s,
            moment_s=moment_s,
            parts=parts,
            corrections=tuple(one for one in together(found) if one.off > 0),
            levels=self._of_bones(),
            user=user,
            wanted=wanted,
            tutor=tutor,
        )

    def _judged(self, found: list[Correction]) -> tuple[PartJudgement, ...]:
        by_part = {one.cue.part: one for one in found}
        parts = []
        for part, bones in BONES_OF_PARTS.items():
            if part in self.ignored:
                continue
            one, unnamed = by_part.get(part), self._unnamed(bones)
            off = one.off if one is not None else (math.nan if unnamed is Level.UNKNOWN else 0.0)
            self._parts[part] = _level(math.degrees(off), self._parts.get(part, Level.UNKNOWN))
            level = max(self._parts[part], unnamed)
            parts.append(PartJudgement(part=part, off=off, level=level, correction=one))
        return tuple(parts)

    def _unnamed(self, bones: tuple[int, ...]) -> Level:
        """The level of bones without regard to what is asked: what deviates without a name is never BAD."""
        return min(Level.FAIR, max(self._bones[bone] for bone in bones))

    def _of_bones(self) -> tuple[Level, ...]:
        """The level of each bone (14), UNKNOWN for one that is not seen or does not count."""
        levels = [Level.UNKNOWN] * BONE_COUNT
        for part, level in self._parts.items():
            for bone in BONES_OF_PARTS[part]:
                if self._bones[bone] is not Level.UNKNOWN:
                    levels[bone] = max(levels[bone], level, self._unnamed((bone,)))
        return tuple(levels)


def _level(off_deg: float, before: Level) -> Level:
    if np.isnan(off_deg):
        return Level.UNKNOWN
    if off_deg >= BAD_DEG - (HYSTERESIS_DEG if before is Level.BAD else 0.0):
        return Level.BAD
    return (
        Level.FAIR if off_deg >= FAIR_DEG - (HYSTERESIS_DEG if before >= Level.FAIR else 0.0) else Level.GOOD
    )
