"""A hand that points at the TV: one pointer, of the first person who raises a hand.

Decides when it opens and closes and where on the screen a hand points: not along the arm, but as a hand on a
desk moves a mouse. The hand's place beside its own shoulder, in torso lengths, is the place on the screen, so
that every corner is reached with a bent elbow and the other arm stays free. Either hand may point; each has
its own side of the body. What lies under the pointer is known by the screen, see `dwell`.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from device.gestures.body_frame import Arm, BodyFrame
from device.pose.smoothing import OneEuro, OneEuroConstants
from device.views import Pointer

# Torso lengths. A hand this far above its shoulder is at the height of the chin: nobody rests it there.
OPEN_ABOVE: Final = 0.3
# The other hand is lower than its shoulder: whoever lifts both does something else.
OTHER_BELOW: Final = 0.2
# Opening takes a moment of rest: a hand on its way past the head does not point.
OPEN_S: Final = 0.4
REST_MAX: Final = 0.25
# Turned to the TV: width of the shoulders by the torso, see raised_hand; who points stands less square.
FACING_MIN: Final = 0.35
LEAN_MAX_DEG: Final = 30.0
# Below here the hand is lowered, and after so long the pointer closes.
CLOSE_BELOW: Final = 0.45
CLOSE_S: Final = 0.25
# A hand that the network loses keeps its place for so long.
LOST_S: Final = 0.6
# The hand's way over the whole screen, from the shoulder: to its own side, across the body, above, below.
# The far corner is 0.9 away; an arm is 1.0 to 1.15 long.
OUTWARD, INWARD, ABOVE, BELOW = 0.65, 0.35, 0.65, 0.2
# In screens: a hand at rest stays on a button, one that moves is not late.
SMOOTHING: Final = OneEuroConstants(min_cutoff=0.9, beta=3.0)
# The unit changes slowly, or a breath would move the pointer.
UNIT: Final = OneEuroConstants(min_cutoff=0.3, beta=0.0)


@dataclass(slots=True)
class _Rising:
    """A hand that may open the pointer: since when, and where it was then."""

    since_s: float
    place: tuple[float, float]


class Pointing:
    """The pointer of a screen."""

    def __init__(self) -> None:
        """Closed."""
        self.close()

    def close(self) -> None:
        """Nobody points any more."""
        self._rising: dict[tuple[int, bool], _Rising] = {}
        self._owner: tuple[int, bool] | None = None
        self._filter = OneEuro(SMOOTHING)
        self._unit = OneEuro(UNIT)
        self._place = (0.5, 0.5)
        self._up_s = 0.0
        self._seen_s = 0.0

    def see(
        self, time_s: float, people: list[BodyFrame | None], *, mirrored: bool, allowed: bool = True
    ) -> Pointer | None:
        """Where the hand points at `time_s`, which rises; None while nobody points.

        mirrored: the picture is shown as in a mirror, and so a hand moves to where its owner sees it go.
        """
        if self._owner is None:
            self._open(time_s, people if allowed else [None] * len(people))
        if self._owner is None:
            return None
        who, is_left = self._owner
        stance = people[who] if who < len(people) else None
        arm = None if stance is None else (stance.left if is_left else stance.right)
        if stance is None or arm is None or not arm.seen:
            if time_s - self._seen_s > LOST_S:
                self.close()
                return None
            return Pointer(*self._place)
        self._seen_s = time_s
        unit = float(self._unit.apply(np.array([stance.torso_px], np.float32), time_s)[0])
        across, down = (part * stance.torso_px / unit for part in arm.wrist)
        if down < CLOSE_BELOW:
            self._up_s = time_s
        elif time_s - self._up_s > CLOSE_S:
            self.close()
            return None
        outward = across if is_left else -across
        share = (outward + INWARD) / (OUTWARD + INWARD)
        place = (share if is_left != mirrored else 1.0 - share, (down + ABOVE) / (ABOVE + BELOW))
        smooth = self._filter.apply(np.clip(np.array(place, np.float32), 0.0, 1.0), time_s)
        self._place = (float(smooth[0]), float(smooth[1]))
        return Pointer(*self._place)

    def _open(self, time_s: float, people: list[BodyFrame | None]) -> None:
        risen: dict[tuple[int, bool], _Rising] = {}
        for who, stance in enumerate(people):
            for is_left in (False, True):
                arm = _pointing_arm(stance, is_left=is_left)
                if arm is None:
                    continue
                before = self._rising.get((who, is_left))
                if before is None or math.dist(before.place, arm.wrist) > REST_MAX:
                    before = _Rising(time_s, arm.wrist)
                risen[who, is_left] = before
        self._rising = risen
        ready = [key for key, hand in risen.items() if time_s - hand.since_s >= OPEN_S]
        if ready:
            # the first who raised it; the right hand and the left person when nobody was first
            self._owner = min(ready, key=lambda key: (risen[key].since_s, key))
            self._rising = {}
            self._up_s = self._seen_s = time_s


def _pointing_arm(stance: BodyFrame | None, *, is_left: bool) -> Arm | None:
    if stance is None or stance.facing < FACING_MIN or stance.lean_deg > LEAN_MAX_DEG:
        return None
    arm, other = (stance.left, stance.right) if is_left else (stance.right, stance.left)
    raised = arm.seen and arm.wrist[1] <= -OPEN_ABOVE and arm.wrist[1] < arm.elbow[1]
    return arm if raised and other.wrist[1] >= OTHER_BELOW else None
