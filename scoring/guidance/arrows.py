"""The arrows of a judgement: which corrections get one, and where it is drawn in the picture.

An arrow shows the same vector from which its request was chosen. Where the picture cannot show it, because it
leads into the depth or only seems to lead elsewhere, there is none.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.directions import LINES
from scoring.body.joints import Joint, joints_of
from scoring.body.track import Pose
from scoring.guidance.corrections import Correction
from scoring.guidance.cues import Cue
from scoring.guidance.judgement import Judgement

# The error, degrees, at which an arrow appears, and below which it disappears.
ARROW_ON_DEG: Final = 10.0
ARROW_OFF_DEG: Final = 6.5
ARROWS_MAX: Final = 3
# The least time an arrow or a sentence is shown: a person needs about a second to see and understand it.
HOLD_S: Final = 1.0
# An arrow needs this share of its way, and its request this share of its direction, within the picture (half
# of it: 60 degrees into the depth), and both must lead the same way: the cosine between them.
FLAT_SHARE: Final = 0.3
AXIS_SHARE: Final = 0.5
SAME_WAY: Final = 0.3

_STARTS, _ENDS = np.array(LINES).T

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Arrow:
    """Move this joint (a number in Joint) from `start` to `end`, both (x, y) in px of the camera image."""

    joint: int
    start: tuple[float, float]
    end: tuple[float, float]


class Arrows:
    """The arrows of one person in one match; `update` once per judgement."""

    def __init__(self) -> None:
        """Start without an arrow."""
        self._since: dict[Cue, float] = {}

    def update(self, judgement: Judgement, pose: Pose, said: Cue | None) -> tuple[tuple[Cue, Arrow], ...]:
        """The cues that get an arrow, with it: that of the sentence `said` first, then the worst."""
        time_s, found = judgement.time_s, judgement.corrections
        spoken = None if said is None else judgement.persists(said)
        flat = joints_of(pose.landmarks[:, :2], pose.visibility)
        deep = joints_of(pose.world, pose.visibility)
        kept: dict[Cue, float] = {}
        drawn: list[tuple[Cue, Arrow]] = []
        taken: set[Joint | None] = {None}
        for one in sorted(found, key=lambda one: (one is not spoken, one.cue not in self._since, -one.off)):
            since = self._since.get(one.cue, time_s)
            if len(drawn) == ARROWS_MAX or one.joint in taken or not self._due(one, time_s, one is spoken):
                continue
            arrow = drawn_on(one, judgement, flat, deep)
            if arrow is not None:
                kept[one.cue] = since
                taken.add(one.joint)
                drawn.append((one.cue, arrow))
        self._since = kept
        offs = {one.cue: one.off for one in found}
        first = None if spoken is None else spoken.cue
        return tuple(sorted(drawn, key=lambda pair: (pair[0] != first, -offs[pair[0]])))

    def _due(self, one: Correction, time_s: float, spoken: bool) -> bool:
        since, degrees = self._since.get(one.cue), np.degrees(one.off)
        if since is None:
            return bool(degrees >= ARROW_ON_DEG) or spoken
        return bool(degrees > ARROW_OFF_DEG) or spoken or time_s - since < HOLD_S


def drawn_on(correction: Correction, judgement: Judgement, flat: Array, deep: Array) -> Arrow | None:
    """The correction's arrow; None where its joints are not seen or it would mislead.

    flat, deep: the person's joints (15, 2) px and (15, 3) m.
    """
    if correction.joint is None or correction.root is None:
        return None
    here = flat[correction.joint]
    way = _way(correction, judgement, flat, deep)
    shown = way[:2].copy()
    if correction.joint is Joint.HIP_CENTRE:  # both legs carry the hips: only the height is corrected
        shown[0] = 0
    if not (np.isfinite(here).all() and np.isfinite(way).all()) or not _tells(shown, way, correction):
        return None
    goal = here + shown
    return Arrow(int(correction.joint), (float(here[0]), float(here[1])), (float(goal[0]), float(goal[1])))


def _way(correction: Correction, judgement: Judgement, flat: Array, deep: Array) -> Array:
    """How the joint should move (3,), px; the depth at the scale of this body in this picture."""
    across = np.abs(flat[_ENDS] - flat[_STARTS]), np.abs(deep[_ENDS, :2] - deep[_STARTS, :2])
    known = np.isfinite(across[0]) & np.isfinite(across[1])
    pixels, metres = (float(part[known].sum()) for part in across)
    way = np.zeros(3, np.float32)
    at = correction.root
    for number in correction.chain:
        start, end = LINES[number]
        aside, up = flat[end] - flat[start]
        depth = (deep[end, 2] - deep[start, 2]) * pixels / metres if metres > 0 else np.nan
        length = np.float32(np.sqrt(aside**2 + up**2 + depth**2))
        sign = np.float32(1 if at == start else -1)
        way += sign * length * (judgement.wanted[:, number] - judgement.user[:, number])
        at = end if sign > 0 else start
    return way


def _tells(shown: Array, way: Array, correction: Correction) -> bool:
    """Whether an arrow along `shown` (2,) in the picture says what the correction asks."""
    length = float(np.linalg.norm(shown))
    if length == 0 or length < FLAT_SHARE * float(np.linalg.norm(way)):
        return False
    if correction.axis is None:
        return True
    axis = np.array(correction.axis)
    flat = float(np.linalg.norm(axis[:2]))
    if flat < AXIS_SHARE * float(np.linalg.norm(axis)):
        return False
    return float(shown @ axis[:2]) >= SAME_WAY * length * flat
