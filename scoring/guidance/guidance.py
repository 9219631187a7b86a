"""What the screen shows of one person: a level for each bone, up to three arrows, up to one cue.

Compares the user with the tutor's sample that the user follows, given lag, heading and mirroring
(`Following`, estimated by the scoring method). Errors are smoothed, so that nothing flickers. `judgement` is
the one value that levels, arrows and cue are derived from.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.directions import LINES, directions, mirrored
from scoring.body.heading import turned
from scoring.body.joints import ANGLE_COUNT, BONE_COUNT
from scoring.body.pose_errors import pose_errors
from scoring.body.track import Pose, PoseTrack
from scoring.demands import NO_DEMANDS, Demands
from scoring.guidance.arrows import Arrow, Arrows
from scoring.guidance.clarity import cameras_share
from scoring.guidance.coach import Coach
from scoring.guidance.corrections import BENDS, Off, bendable
from scoring.guidance.cues import BodyPart, Cue, single
from scoring.guidance.judgement import (
    PARTS_OF_LIMBS,
    Judgement,
    Level,
    Levels,
)
from scoring.scorer import SAMPLE_RATE_HZ

# The time constant of the smoothing of errors: a single wrong frame of the network has little effect.
SMOOTH_S: Final = 0.5
# After so long without the person smoothing starts anew.
FORGET_S: Final = 1.0
# Where the newest error leads the other way than the smoothed one by this much, radians, there is nothing to
# ask: the picture shows the opposite. Less is the jitter of the network around what is right.
TURNED: Final = 0.1
# How far the tutor's sample may deviate from the lag, samples: 0.15 s early or late is not a fault. Each
# sample of deviation costs OFF_LAG_COST, radians, so that equally good ones nearer to the lag win.
NEAR: Final = 3
OFF_LAG_COST: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the screen shows of one person: a level for each of the 14 bones, up to ARROWS_MAX arrows, the
    cue's first, then the largest error's, and either a cue, a part that is right again (`fixed`), or neither.
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


class Guide:
    """Makes the guidance of one person in one match; keeps the state of smoothing and hysteresis."""

    def __init__(self, tutor: PoseTrack, demands: Demands = NO_DEMANDS) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson."""
        self._tutor = directions(tutor.landmarks, tutor.visibility, tutor.world)
        self._mirrored = mirrored(self._tutor)
        self._demands = demands
        self._angle_off = np.full(ANGLE_COUNT, np.nan, np.float32)
        self._bone_off = np.full(BONE_COUNT, np.nan, np.float32)
        self._ways = np.full((3, len(LINES)), np.nan, np.float32)
        self._bends = np.full(len(BENDS), np.nan, np.float32)
        self._last_s: float | None = None
        ignored = (PARTS_OF_LIMBS[limb] for limb in demands.ignored)
        self._levels = Levels(frozenset().union(*ignored))
        self._arrows = Arrows()
        self.coach = Coach()

    def update(self, time_s: float, pose: Pose, following: Following | None) -> Guidance:
        """Guidance for the pose seen at `time_s` of the lesson; NOTHING while `following` is None, and in
        the lesson's pauses.
        """
        judgement = None if following is None else self.judge(time_s, pose, following)
        if judgement is None:
            return NOTHING
        cue, fixed = self.coach.update(judgement)
        arrows = self._arrows.update(judgement, pose, cue)
        asked = {of for of, _ in arrows} | ({cue} if cue is not None else set())
        parts = frozenset(part for one in asked for part in single(one.part))
        return Guidance(judgement.asked(parts), tuple(arrow for _, arrow in arrows), cue, fixed)

    def judge(self, time_s: float, pose: Pose, following: Following) -> Judgement | None:
        """The judgement of a pose, smoothed with those before; None in pauses and without a tutor."""
        place = round((time_s - following.lag_s) * SAMPLE_RATE_HZ)
        if len(self._tutor) == 0 or self._demands.paused(place / SAMPLE_RATE_HZ):
            return None
        user = directions(pose.landmarks[None], pose.visibility[None], pose.world[None])
        # the tutor is mirrored, not the user, so that left and right in cues are the user's own
        film = self._mirrored if following.mirrored else self._tutor
        heading = -following.heading if following.mirrored else following.heading
        samples = np.clip(np.arange(place - NEAR, place + NEAR + 1), 0, len(film) - 1)
        near = film[samples]
        found = pose_errors(np.repeat(user, len(near), axis=0), near, heading)
        costs = np.where(np.isnan(found.bones), np.float32(np.pi), found.bones).mean(axis=1)
        best = int(np.argmin(costs + OFF_LAG_COST * np.abs(np.arange(-NEAR, NEAR + 1))))
        tutor = turned(near[best : best + 1], -heading)[0]
        share = self._share(time_s)
        self._angle_off = _smoothed(self._angle_off, found.angles[best], share)
        self._bone_off = _smoothed(self._bone_off, found.bones[best], share)
        ways, bends = tutor - user[0], bendable(user[0], tutor)
        self._ways = _smoothed(self._ways, ways, share)
        self._bends = _smoothed(self._bends, bends, share)
        of_bones, of_angles = cameras_share(heading, user[0], near[best])
        bones = _beyond(self._bone_off, of_bones)
        angles = np.copysign(_beyond(self._angle_off, of_angles), self._angle_off)
        lengths = np.maximum(np.linalg.norm(self._ways, axis=0), np.float32(1e-6))
        lasting = _unturned(self._ways, (self._ways * ways).sum(axis=0) / lengths)
        signed = _unturned(self._angle_off, found.angles[best] * np.sign(self._angle_off))
        bends = _unturned(self._bends, bends * np.sign(self._bends))
        return self._levels.judge(
            time_s,
            float(samples[best]) / SAMPLE_RATE_HZ,
            (user[0], user[0] + lasting, tutor),
            Off(self._bone_off, signed, bones, angles, bends),
        )

    def _share(self, time_s: float) -> float:
        """The weight, 0 to 1, of the new errors against the smoothed ones."""
        since = np.inf if self._last_s is None else time_s - self._last_s
        self._last_s = time_s
        if not 0 <= since < FORGET_S:
            for smoothed in (self._angle_off, self._bone_off, self._ways, self._bends):
                smoothed[:] = np.nan
            return 1.0
        return float(1 - np.exp(-since / SMOOTH_S))


def _smoothed(before: NDArray[np.float32], now: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    result: NDArray[np.float32] = np.where(
        np.isnan(before) | np.isnan(now), now, before + (now - before) * np.float32(share)
    )
    return result


def _unturned(smoothed: NDArray[np.float32], along: NDArray[np.float32]) -> NDArray[np.float32]:
    """NaN where the newest value, `along` the smoothed one, leads the other way by TURNED."""
    result: NDArray[np.float32] = np.where(along >= -TURNED, smoothed, np.float32(np.nan))
    return result


def _beyond(off: NDArray[np.float32], least: NDArray[np.float32]) -> NDArray[np.float32]:
    result: NDArray[np.float32] = np.sqrt(np.maximum(off**2 - least**2, 0))
    return result
