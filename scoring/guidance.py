"""What to correct right now: a colour for each bone and at most three arrows.

Compares one moment of both bodies in the picture. Colours and arrows come with hysteresis, so that they do
not flicker, and an arrow stays long enough to be read. Which moment of the tutor belongs to now, and words,
are not decided here.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.features import angles, centred, torso_lengths
from scoring.joints import ANGLE_COUNT, ANGLE_JOINTS, BONES, Angle, Joint

# Differences of an angle in degrees at which its bones turn yellow and red, and how far the difference must
# fall below that before the colour goes back. Origin: a careful mannequin stays below FAIR_DEG in 99 samples
# of 100 seen from the front and in 8 of 10 seen from 30 degrees (docs/MEASURED.md, "Calibration").
FAIR_DEG: Final = 20.0
BAD_DEG: Final = 35.0
HYSTERESIS_DEG: Final = 5.0
# How far a joint must be off, in torso lengths, for an arrow to appear, and below which it goes. The same
# people stay below ARROW_ON in 98 samples of 100 from the front and in 8 of 10 from 30 degrees.
ARROW_ON: Final = 0.35
ARROW_OFF: Final = 0.25
ARROWS_MAX: Final = 3
# A person needs about a second to see an arrow and know what it asks.
ARROW_HOLD_S: Final = 1.0
# The trunk is the frame of reference: an arrow on it would say nothing.
ARROW_JOINTS: Final = tuple(
    joint
    for joint in Joint
    if joint
    not in (
        Joint.HIP_CENTRE,
        Joint.SHOULDER_CENTRE,
        Joint.LEFT_HIP,
        Joint.RIGHT_HIP,
        Joint.LEFT_SHOULDER,
        Joint.RIGHT_SHOULDER,
    )
)


class Level(IntEnum):
    """How far a limb is from the tutor's; it decides the limb's colour."""

    UNKNOWN = 0
    GOOD = 1
    FAIR = 2
    BAD = 3


@dataclass(frozen=True, slots=True)
class Arrow:
    """Move this joint from `start` to `end`, both (x, y) in px of the user's picture."""

    joint: int
    start: tuple[float, float]
    end: tuple[float, float]


def bones_of(angle: Angle) -> tuple[int, ...]:
    """The bones (numbers in BONES) that an angle colours: the two that it lies between.

    The crotch lies between two lines from the hip centre that are no bones; it colours the thighs.
    """
    if angle is Angle.CROTCH:
        pairs = [{Joint.LEFT_HIP, Joint.LEFT_KNEE}, {Joint.RIGHT_HIP, Joint.RIGHT_KNEE}]
    else:
        first, vertex, second = ANGLE_JOINTS[angle]
        pairs = [{first, vertex}, {vertex, second}]
    return tuple(number for number, bone in enumerate(BONES) if set(bone) in pairs)


ANGLE_BONES: Final = tuple(bones_of(angle) for angle in Angle)


@dataclass(slots=True)
class Guide:
    """Keeps what hysteresis needs from one moment to the next; one a person and match."""

    _angle_levels: list[Level] = field(default_factory=lambda: [Level.UNKNOWN] * ANGLE_COUNT)
    _shown_since: dict[int, float] = field(default_factory=dict)

    def update(
        self, time_s: float, tutor: NDArray[np.float32], user: NDArray[np.float32]
    ) -> tuple[tuple[Level, ...], tuple[Arrow, ...]]:
        """Levels of the 14 bones and the arrows for joints (15, 2) in px of both sides at this time."""
        return self._levels(tutor, user), self._arrows(time_s, tutor, user)

    def _levels(self, tutor: NDArray[np.float32], user: NDArray[np.float32]) -> tuple[Level, ...]:
        off = np.abs(angles(user[None])[0] - angles(tutor[None])[0])
        levels = [Level.UNKNOWN] * len(BONES)
        for angle in Angle:
            level = self._level(float(off[angle]), self._angle_levels[angle])
            self._angle_levels[angle] = level
            for bone in ANGLE_BONES[angle]:
                levels[bone] = max(levels[bone], level)
        return tuple(levels)

    @staticmethod
    def _level(off_deg: float, before: Level) -> Level:
        if np.isnan(off_deg):
            return Level.UNKNOWN
        fair = FAIR_DEG - (HYSTERESIS_DEG if before >= Level.FAIR else 0.0)
        bad = BAD_DEG - (HYSTERESIS_DEG if before is Level.BAD else 0.0)
        if off_deg >= bad:
            return Level.BAD
        return Level.FAIR if off_deg >= fair else Level.GOOD

    def _arrows(
        self, time_s: float, tutor: NDArray[np.float32], user: NDArray[np.float32]
    ) -> tuple[Arrow, ...]:
        wanted = centred(tutor[None])[0]
        present = centred(user[None])[0]
        off = np.hypot(*(wanted - present).T)
        kept = {}
        for joint, since in self._shown_since.items():
            fresh = time_s - since < ARROW_HOLD_S
            if np.isfinite(off[joint]) and (fresh or off[joint] > ARROW_OFF):
                kept[joint] = since
        worst_first = sorted(ARROW_JOINTS, key=lambda joint: -np.nan_to_num(off[joint], nan=0.0))
        for joint in worst_first:
            if len(kept) < ARROWS_MAX and joint not in kept and off[joint] >= ARROW_ON:
                kept[joint] = time_s
        self._shown_since = kept
        torso = float(torso_lengths(user[None])[0])
        ends = user + (wanted - present) * np.float32(torso)
        shown = sorted(kept, key=lambda joint: -off[joint])
        return tuple(
            Arrow(joint, (float(user[joint, 0]), float(user[joint, 1])), (float(x), float(y)))
            for joint, (x, y) in ((joint, ends[joint]) for joint in shown)
        )
