"""What the screen shows of one person: a level for each bone, up to three arrows, up to one cue.

Compares the user with the tutor's sample that the user follows, given lag, heading and mirroring
(`Following`, estimated by the scoring method). Errors are smoothed, and levels and arrows have hysteresis, so
that nothing flickers. `corrections` says what is wrong, `coach` which cue to show.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.directions import LINES, directions, mirrored
from scoring.body.heading import turned
from scoring.body.joints import ANGLE_COUNT, ANGLE_JOINTS, BONE_COUNT, BONES, Angle, Joint, joints_of
from scoring.body.pose_errors import pose_errors
from scoring.body.track import Pose, PoseTrack
from scoring.guidance.clarity import cameras_share
from scoring.guidance.coach import Coach
from scoring.guidance.corrections import Correction, Off, corrections
from scoring.guidance.cues import BodyPart, Cue
from scoring.scorer import SAMPLE_RATE_HZ

# Errors in degrees, beyond what the cameras explain, from which a limb is FAIR and BAD, and how far an error
# must fall below them before the level changes back. BlazePose shows about 60 % of a wrong angle. Chosen by
# the share of careful followers' samples above them: docs/MEASURED.md, "Calibration".
FAIR_DEG: Final = 10.0
BAD_DEG: Final = 18.0
HYSTERESIS_DEG: Final = 3.0
# The error, degrees, at which an arrow appears, and below which it disappears.
ARROW_ON_DEG: Final = 10.0
ARROW_OFF_DEG: Final = 6.5
ARROWS_MAX: Final = 3
# The least time an arrow is shown: a person needs about a second to see and understand it.
ARROW_HOLD_S: Final = 1.0
# The time constant of the smoothing of errors: a single wrong frame of the network has little effect.
SMOOTH_S: Final = 0.5
# After so long without the person smoothing starts anew.
FORGET_S: Final = 1.0
# How far the tutor's sample may deviate from the lag, samples: 0.15 s early or late is not a fault. Each
# sample of deviation costs OFF_LAG_COST, radians, so that equally good ones nearer to the lag win.
NEAR: Final = 3
OFF_LAG_COST: Final = 1e-4


class Level(IntEnum):
    """How far a limb is from the tutor's; the screen has a colour for each level."""

    UNKNOWN = 0
    GOOD = 1
    FAIR = 2
    BAD = 3


@dataclass(frozen=True, slots=True)
class Arrow:
    """Move this joint (a number in Joint) from `start` to `end`, both (x, y) in px of the camera image."""

    joint: int
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the screen shows of one person: a level for each of the 14 bones, up to ARROWS_MAX arrows, the
    largest error first, and either a cue, a part that is right again (`fixed`), or neither.
    """

    levels: tuple[Level, ...]
    arrows: tuple[Arrow, ...] = ()
    cue: Cue | None = None
    fixed: BodyPart | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """How a person follows: lag_s late, turned by `heading` radians from the tutor, and whether mirrored."""

    lag_s: float = 0.0
    heading: float = 0.0
    mirrored: bool = False


NOTHING: Final = Guidance((Level.UNKNOWN,) * BONE_COUNT)


def bones_of(angle: Angle) -> tuple[int, ...]:
    """The bones (indices in BONES) whose level an angle affects: the two that form it.

    The lines that form the crotch angle are not bones; it affects the thighs.
    """
    if angle is Angle.CROTCH:
        pairs = [{Joint.LEFT_HIP, Joint.LEFT_KNEE}, {Joint.RIGHT_HIP, Joint.RIGHT_KNEE}]
    else:
        first, vertex, second = ANGLE_JOINTS[angle]
        pairs = [{first, vertex}, {vertex, second}]
    return tuple(number for number, bone in enumerate(BONES) if set(bone) in pairs)


ANGLE_BONES: Final = tuple(bones_of(angle) for angle in Angle)


class Guide:
    """Makes the guidance of one person in one match; keeps the state of smoothing and hysteresis."""

    def __init__(self, tutor: PoseTrack) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson."""
        self._tutor = directions(tutor.landmarks, tutor.visibility, tutor.world)
        self._mirrored = mirrored(self._tutor)
        self._angle_off = np.full(ANGLE_COUNT, np.nan, np.float32)
        self._bone_off = np.full(BONE_COUNT, np.nan, np.float32)
        self._last_s: float | None = None
        self._levels = [Level.UNKNOWN] * BONE_COUNT
        self._shown_since: dict[Cue, float] = {}
        self.coach = Coach()

    def update(self, time_s: float, pose: Pose, following: Following | None) -> Guidance:
        """Guidance for the pose seen at `time_s` of the lesson; NOTHING while `following` is None."""
        if len(self._tutor) == 0 or following is None:
            return NOTHING
        user = directions(pose.landmarks[None], pose.visibility[None], pose.world[None])
        # the tutor is mirrored, not the user, so that left and right in cues are the user's own
        film = self._mirrored if following.mirrored else self._tutor
        heading = -following.heading if following.mirrored else following.heading
        place = round((time_s - following.lag_s) * SAMPLE_RATE_HZ)
        near = film[np.clip(np.arange(place - NEAR, place + NEAR + 1), 0, len(film) - 1)]
        found = pose_errors(np.repeat(user, len(near), axis=0), near, heading)
        costs = np.where(np.isnan(found.bones), np.float32(np.pi), found.bones).mean(axis=1)
        best = int(np.argmin(costs + OFF_LAG_COST * np.abs(np.arange(-NEAR, NEAR + 1))))
        share = self._share(time_s)
        self._angle_off = _smoothed(self._angle_off, found.angles[best], share)
        self._bone_off = _smoothed(self._bone_off, found.bones[best], share)
        of_bones, of_angles = cameras_share(heading, user[0], near[best])
        bones = _beyond(self._bone_off, of_bones)
        angles = np.copysign(_beyond(self._angle_off, of_angles), self._angle_off)
        tutor = turned(near[best : best + 1], -heading)[0]
        wrong = corrections(user[0], tutor, Off(self._bone_off, self._angle_off, bones, angles))
        cue, fixed = self.coach.update(time_s, wrong, tutor)
        arrows = self._arrows(time_s, wrong, pose, tutor)
        return Guidance(self._colours(bones, angles), arrows, cue, fixed)

    def _share(self, time_s: float) -> float:
        """The weight, 0 to 1, of the new errors against the smoothed ones."""
        since = np.inf if self._last_s is None else time_s - self._last_s
        self._last_s = time_s
        if not 0 <= since < FORGET_S:
            self._angle_off[:] = np.nan
            self._bone_off[:] = np.nan
            return 1.0
        return float(1 - np.exp(-since / SMOOTH_S))

    def _colours(self, bones: NDArray[np.float32], angles: NDArray[np.float32]) -> tuple[Level, ...]:
        off = np.degrees(bones)
        for angle in Angle:
            for bone in ANGLE_BONES[angle]:
                off[bone] = np.fmax(off[bone], np.degrees(abs(angles[angle])))
        self._levels = [_level(float(one), before) for one, before in zip(off, self._levels, strict=True)]
        return tuple(self._levels)

    def _arrows(
        self, time_s: float, wrong: list[Correction], pose: Pose, tutor: NDArray[np.float32]
    ) -> tuple[Arrow, ...]:
        kept = {}
        for correction in wrong:
            since = self._shown_since.get(correction.cue)
            if since is None:
                continue
            if time_s - since < ARROW_HOLD_S or np.degrees(correction.off) > ARROW_OFF_DEG:
                kept[correction.cue] = since
        joints = {correction.joint for correction in wrong if correction.cue in kept}
        for correction in wrong:
            free = correction.joint is not None and correction.joint not in joints
            if len(kept) < ARROWS_MAX and free and np.degrees(correction.off) >= ARROW_ON_DEG:
                kept[correction.cue] = time_s
                joints.add(correction.joint)
        self._shown_since = kept
        drawn = (_arrow(correction, pose, tutor) for correction in wrong if correction.cue in kept)
        return tuple(arrow for arrow in drawn if arrow is not None)


def _smoothed(before: NDArray[np.float32], now: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    result: NDArray[np.float32] = np.where(
        np.isnan(before) | np.isnan(now), now, before + (now - before) * np.float32(share)
    )
    return result


def _beyond(off: NDArray[np.float32], least: NDArray[np.float32]) -> NDArray[np.float32]:
    result: NDArray[np.float32] = np.sqrt(np.maximum(off**2 - least**2, 0))
    return result


def _level(off_deg: float, before: Level) -> Level:
    if np.isnan(off_deg):
        return Level.UNKNOWN
    if off_deg >= BAD_DEG - (HYSTERESIS_DEG if before is Level.BAD else 0.0):
        return Level.BAD
    return (
        Level.FAIR if off_deg >= FAIR_DEG - (HYSTERESIS_DEG if before >= Level.FAIR else 0.0) else Level.GOOD
    )


def _arrow(correction: Correction, pose: Pose, tutor: NDArray[np.float32]) -> Arrow | None:
    """The correction's arrow on this body in this frame; None where its joints are not seen."""
    if correction.joint is None or correction.root is None:
        return None
    flat = joints_of(pose.landmarks[:, :2], pose.visibility)
    deep = joints_of(pose.world, pose.visibility)
    starts, ends = np.array(LINES)[:BONE_COUNT].T
    seen = np.abs(flat[ends] - flat[starts]), np.abs(deep[ends, :2] - deep[starts, :2])
    pixels, metres = (float(np.nansum(part)) for part in seen)
    here, root = flat[correction.joint], flat[correction.root]
    if not (np.isfinite(here).all() and np.isfinite(root).all() and metres > 0):
        return None
    way = np.zeros(2)
    at = correction.root
    for number in correction.chain:
        start, end = LINES[number]
        length = float(np.linalg.norm(deep[end] - deep[start])) * pixels / metres
        sign = 1.0 if at == start else -1.0
        way += sign * length * tutor[:2, number]
        at = end if sign > 0 else start
    goal = root + way
    if correction.joint is Joint.HIP_CENTRE:
        # both legs carry the hips: only the height is corrected, measured from one leg's hip
        goal = np.array([here[0], here[1] + goal[1] - flat[LINES[correction.chain[-1]][0], 1]])
    if not np.isfinite(goal).all():
        return None
    return Arrow(int(correction.joint), (float(here[0]), float(here[1])), (float(goal[0]), float(goal[1])))
